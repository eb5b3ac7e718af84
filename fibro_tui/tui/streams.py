"""The terminal to draw on, wherever the two outputs of the program lead."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager

_OUT, _ERROR = 1, 2


@contextmanager
def terminal() -> Generator[None]:
    """Have both outputs be the terminal; afterwards they lead where they led.

    The framework draws on standard error and asks standard output for the size. In `$(fibro-tui pick)` the one is a pipe, and
    everything would be drawn for 80 columns; with `2>file` the other is, and nothing would be seen.
    """
    lost = [output for output in (_OUT, _ERROR) if not os.isatty(output)]
    if not lost or sys.platform == "win32":
        yield
        return
    # Where neither leads to it, it is asked for by its name.
    shown = os.dup(_OUT + _ERROR - lost[0]) if len(lost) == 1 else os.open("/dev/tty", os.O_RDWR)
    kept = {output: os.dup(output) for output in lost}
    try:
        for output in lost:
            os.dup2(shown, output)
        yield
    finally:
        for output, led in kept.items():
            os.dup2(led, output)
            os.close(led)
        os.close(shown)
