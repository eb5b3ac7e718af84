"""What a terminal can do to a program besides keys: change its size, click, turn the wheel, and watch whether it writes."""

import fcntl
import struct
import termios
import time

from terminal import PATIENCE, Terminal

_WHEEL = {"up": 64, "down": 65}


class Driven(Terminal):
    """A terminal with a mouse and a window that changes its size."""

    def resize(self, columns, rows):
        """Change the window's size, which the kernel tells the program."""
        self.screen.resize(rows, columns)
        fcntl.ioctl(self.theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def wait(self, pattern, absent=False):
        """Wait for a whole picture that shows this (or does not): one that is half drawn shows parts of two."""
        super().wait(pattern, absent)
        while self._read(0.05):
            pass
        return super().wait(pattern, absent)

    def drained(self, seconds):
        """Read for so long; gives what came. Nothing of it is drawn, since an emulator is slow."""
        before, feed = len(self.said), self.stream.feed
        self.stream.feed = lambda data: None
        try:
            end = time.monotonic() + seconds
            while (left := end - time.monotonic()) > 0:
                self._read(left)
        finally:
            self.stream.feed = feed
        return self.said[before:]

    def painted(self):
        """Wait until something is drawn; gives how much came."""
        end = time.monotonic() + PATIENCE
        while not (came := self.drained(0.01)):
            assert self.process.poll() is None, f"ended with {self.process.returncode}"
            assert time.monotonic() < end, "nothing is drawn"
        return len(came)

    def place(self, words):
        """The column and row where these words start, from 0."""
        for row, line in enumerate(self.screen.display):
            if words in line:
                # A wide character has an empty cell behind it, which the joined line leaves out.
                return self._column(row, line.index(words)), row
        raise AssertionError(f"no {words!r} on:\n{self.text()}")

    def _column(self, row, at):
        cells = [self.screen.buffer[row][x].data for x in range(self.screen.columns)]
        return next(x for x in range(len(cells)) if len("".join(cells[:x])) >= at and cells[x])

    def click(self, words):
        """Click on the first of these words."""
        x, y = (at + 1 for at in self.place(words))
        self.keys(f"\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m")

    def wheel(self, way, words):
        """Turn the wheel by one step over these words."""
        x, y = (at + 1 for at in self.place(words))
        self.keys(f"\x1b[<{_WHEEL[way]};{x};{y}M")
