"""The two ways out of the program: the browser, and the clipboard. Both only when asked, and only with what was asked for."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from typing import Any

from textual.app import App

_ADDRESS = re.compile(r"https?://[^\s\x00-\x1f\x7f]+", re.IGNORECASE)
_CLIPBOARDS = (("pbcopy",), ("wl-copy",), ("xclip", "-selection", "clipboard"), ("xsel", "--clipboard", "--input"), ("clip.exe",))


def allowed(address: str) -> bool:
    """Only the web: no file, no script, no other program."""
    return _ADDRESS.fullmatch(address) is not None


def opened(app: App[Any], address: str) -> str:
    """Open an address in the reader's browser; says what was done."""
    if not allowed(address):
        return "Only web addresses are opened."
    app.open_url(address)
    return f"Opened {address}"


def copied(app: App[Any], text: str) -> str:
    """Copy by the terminal (OSC 52: works through SSH and tmux), then by the local clipboard; says what was done."""
    app.copy_to_clipboard(text)
    # Apple's Terminal knows no OSC 52, and nothing tells whether one does: the second way is silent.
    for command in _CLIPBOARDS:
        if shutil.which(command[0]) and (sys.platform != "linux" or _has_display(command[0])):
            _hand(command, text)
            break
    lines = text.count("\n") + 1
    return f"Copied {text}" if lines == 1 and len(text) < 60 else f"Copied {lines} line{'s' if lines != 1 else ''}."


def _has_display(command: str) -> bool:
    import os

    return bool(os.environ.get("WAYLAND_DISPLAY" if command == "wl-copy" else "DISPLAY"))


def _hand(command: tuple[str, ...], text: str) -> None:
    """Give a clipboard program the text; it stays running on its own where the system wants that."""
    try:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if process.stdin:
            process.stdin.write(text.encode())
            process.stdin.close()
    except OSError:
        return
