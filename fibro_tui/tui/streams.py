"""The terminal to draw on, wherever the two outputs of the program lead."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_OUT, _ERROR = 1, 2


@contextmanager
def terminal() -> Iterator[None]:
    """Have both outputs be the terminal; afterwards they lead where they led.

    The framework draws on standard error and asks standard output for the size. In `$(fibro-tui pick)` the one is a pipe, and
    everything would be drawn for 80 columns; with `2>file` the other is, and nothing would be seen.
    """
    lost = [output for output in (_OUT, _ERROR) if not os.isatty(output)]
    if not lost or sys.platform == "win32":
        yield
        return
    kept = {output: os.dup(output) for output in lost}
    shown = _OUT + _ERROR - lost[0] if len(lost) == 1 else _of_the_keyboard()
    try:
        for output in lost:
            os.dup2(shown, output)
        yield
    finally:
        for output, led in kept.items():
            os.dup2(led, output)
            os.close(led)
        if len(lost) > 1:
            os.close(shown)


def _of_the_keyboard() -> int:
    """The terminal that the program is run from, where no output leads to it."""
    return os.open("/dev/tty", os.O_RDWR)
