"""A program in a terminal of its own: keys go in, and what a person would see comes out."""

import contextlib
import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import time

import pyte

KEYS = {"up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "enter": "\r", "esc": "\x1b", "tab": "\t", "bs": "\x7f"}
# What pyte does not know and would print: keyboard protocols, and questions of a program to its terminal.
_UNKNOWN = re.compile(rb"\x1b\[[<>=?][0-9;]*u|\x1b\[[?>][0-9;]*\$p|\x1b\[>[0-9;]*[a-zA-Z]|\x1b\[\?2026[hl]")
_MODE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
# Long enough for a machine that does much else; a test that works never waits for it.
PATIENCE = 30


class Terminal:
    """A command that runs in a pseudo-terminal, and the screen that it draws."""

    def __init__(self, command, columns=100, rows=30, env=None, cwd=None):
        self.ours, self.theirs = pty.openpty()
        fcntl.ioctl(self.theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.before = termios.tcgetattr(self.theirs)
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.said = b""
        self.process = subprocess.Popen(
            command,
            stdin=self.theirs,
            stdout=self.theirs,
            stderr=self.theirs,
            env=os.environ | (env or {}),
            cwd=cwd,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.theirs)
        os.close(self.ours)

    def keys(self, *keys):
        """Type; `<name>` is a key of that name."""
        for key in keys:
            os.write(self.ours, KEYS.get(key[1:-1], key).encode() if key.startswith("<") and key.endswith(">") else key.encode())

    def text(self):
        """The words on the screen."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait(self, pattern, absent=False):
        """Wait until the screen shows this (or does not); gives the match."""
        end = time.monotonic() + PATIENCE
        while True:
            found = re.search(pattern, self.text(), re.MULTILINE)
            if bool(found) != absent:
                return found
            assert time.monotonic() < end, f"{'still' if absent else 'no'} {pattern!r} on:\n{self.text()}"
            assert self._read(0.2) or self.process.poll() is None, f"ended without {pattern!r}:\n{self.text()}"

    def settle(self):
        """Read until the program has nothing more to draw."""
        while self._read(0.3):
            pass

    def status(self):
        """Wait for the end; gives the exit status."""
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            self._read(0.05)
            assert time.monotonic() < end, f"it does not end:\n{self.text()}"
        while self._read(0.05):
            pass
        return self.process.returncode

    def insist(self, key):
        """Press a key until the program ends: Python hears a signal that comes right before it reads only with the next one."""
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < end:
            self.keys(key)
            heard = time.monotonic() + PATIENCE / 6
            while self.process.poll() is None and time.monotonic() < heard:
                self._read(0.05)

    def modes(self):
        """The private modes that were set or reset, as they are now."""
        modes = {}
        for numbers, how in _MODE.findall(self.said):
            modes.update(dict.fromkeys(map(int, numbers.split(b";")), how == b"h"))
        return modes

    def restored(self):
        """What is not as it was before the program ran."""
        wrong = [f"mode {mode} is on" for mode, on in self.modes().items() if on and mode not in (7, 25)]
        wrong += ["the cursor is hidden"] if self.modes().get(25) is False else []
        wrong += (
            ["keys are still told in another way"]
            if len(re.findall(rb"\x1b\[>\d+u", self.said)) != len(re.findall(rb"\x1b\[<\d*u", self.said))
            else []
        )
        wrong += ["the line discipline was changed"] if termios.tcgetattr(self.theirs) != self.before else []
        return wrong

    def _read(self, seconds):
        ready, _, _ = select.select([self.ours], [], [], seconds)
        if not ready:
            return False
        data = b""
        with contextlib.suppress(OSError):
            data = os.read(self.ours, 65536)
        self.said += data
        if b"\x1b[6n" in data:
            os.write(self.ours, b"\x1b[1;1R")
        self.stream.feed(_UNKNOWN.sub(b"", data))
        return bool(data)
