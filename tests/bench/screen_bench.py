"""How soon the explorer shows what was asked, against the floor under it: ratios of paired measures, never milliseconds alone.

    python tests/bench/screen_bench.py [--runs 7] [--entries 12000 | --large FILE]

The floors are Textual apps that do next to nothing: an empty one for the first useful screen, and for a key one that puts the typed
text into a Static. A time ends with the frame that holds all that was waited for, as a terminal with synchronized output sees it.
"""

import argparse
import compileall
import fcntl
import os
import pty
import re
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

from generate import library

from fibro_tui.catalog.catalog import opened

ROOT = Path(__file__).parents[2]
EMPTY = """
from textual.app import App
from textual.widgets import Static

class Empty(App):
    def compose(self):
        yield Static("ready")

Empty().run()
"""
BARE = """
from textual.app import App
from textual.widgets import Input, Static

class Bare(App):
    ENABLE_COMMAND_PALETTE = False

    def compose(self):
        yield Input(placeholder="ready")
        yield Static()

    def on_input_changed(self, event):
        self.query_one(Static).update(f"typed {event.value} so far")

Bare().run()
"""
OURS = "import sys\nfrom fibro_tui.cli import main\nsys.exit(main())\n"
FIRST_SCREEN = ("Type what is on your mind", "[0-9] answers", "Does ketamine work for", "To answer what people ask")
_SEQUENCE = re.compile(rb"\x1b\[[0-9;?<>=]*[ -/]*[@-~]")
_FRAME_ENDS = b"\x1b[?2026l"
# The bar that marks the row under the cursor, and what stands behind it; the list of sections has one too.
_FIRST_ROW = "▌(?!All )[^▐▌]{16}"
_CLEAR = "\x15"


class Program:
    """A program in a terminal of 120 by 36 that knows synchronized output."""

    def __init__(self, file: Path, *arguments: str, env: dict[str, str]) -> None:
        self.ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
        self.start = time.perf_counter()
        self.process = subprocess.Popen(
            [sys.executable, str(file), *arguments], stdin=theirs, stdout=theirs, stderr=theirs, env=env, start_new_session=True
        )
        os.close(theirs)
        self.said = b""

    def close(self) -> None:
        """End it."""
        self.process.kill()
        self.process.wait()
        os.close(self.ours)

    def type(self, keys: str) -> None:
        """Send keys; time and what is said count from here."""
        self.quiet()
        self.said = b""
        self.start = time.perf_counter()
        os.write(self.ours, keys.encode())

    def until(self, *patterns: str) -> float:
        """The milliseconds until all of this was painted and its frame ended."""
        while not (ends := self._shown(patterns)):
            if not self._read(60):
                raise SystemExit(f"never painted: {patterns}\n{_SEQUENCE.sub(b' ', self.said).decode(errors='replace')}")
        return (ends - self.start) * 1000

    def last(self, pattern: str) -> str:
        """The last words like these when it has nothing more to paint, as a pattern."""
        self.quiet()
        return re.escape(re.findall(pattern.encode(), _SEQUENCE.sub(b"", self.said))[-1].decode())

    def _shown(self, patterns: tuple[str, ...]) -> float:
        """The time at which the frame ended in which the last of these was painted; 0 before."""
        last = self.said.rfind(_FRAME_ENDS)
        text = _SEQUENCE.sub(b"", self.said[: max(0, last)])
        return self.at if last >= 0 and all(re.search(pattern.encode(), text) for pattern in patterns) else 0

    def quiet(self) -> None:
        """Wait until it has nothing more to paint."""
        while self._read(0.25):
            pass

    def _read(self, seconds: float) -> bool:
        if not select.select([self.ours], [], [], seconds)[0]:
            return False
        data = os.read(self.ours, 1 << 16)
        self.at = time.perf_counter()
        self.said += data
        if b"\x1b[?2026$p" in data:
            os.write(self.ours, b"\x1b[?2026;1$y")
        return True


def environment(home: str) -> dict[str, str]:
    """The environment of a user whose bytecode is compiled and whose home is empty."""
    leave = ("PYTHONDONTWRITEBYTECODE", "NO_COLOR", "FIBRO_TUI_FILE", "COLUMNS", "LINES")
    own = {name: value for name, value in os.environ.items() if name not in leave}
    folders = {f"XDG_{name}_HOME": f"{home}/{name.lower()}" for name in ("CACHE", "DATA", "CONFIG")}
    terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
    return own | folders | terminal | {"HOME": home, "PYTHONPATH": str(ROOT)}


def first_screens(runs: int, home: str, env: dict[str, str]) -> tuple[float, float]:
    """The first useful screen, and an empty app's, in turn."""

    def once(name: str, *patterns: str) -> float:
        program = Program(Path(home, name), env=env)
        try:
            return program.until(*patterns)
        finally:
            program.close()

    pairs = [(once("ours.py", *FIRST_SCREEN), once("empty.py", "ready")) for _ in range(runs + 1)][1:]
    return medians(pairs)


def keys(runs: int, typed: str, home: str, env: dict[str, str], *arguments: str) -> tuple[float, float]:
    """From keys to their results, and to their echo in the bare app, in turn."""
    ours, bare = Program(Path(home, "ours.py"), *arguments, env=env), Program(Path(home, "bare.py"), env=env)
    try:
        ours.until("[0-9] answers")
        bare.until("ready")
        # Keys before the last one have results of their own: what stays is what to wait for, the count and the list's first row.
        ours.type(typed)
        ours.until("[0-9,]+ answers?, ", _FIRST_ROW)
        count, row = ours.last("[^0-9,][0-9,]+ answers?, "), ours.last(_FIRST_ROW)
        ours.type(_CLEAR)
        pairs: list[tuple[float, float]] = []
        for _ in range(runs + 1):
            ours.type(typed)
            one = ours.until(f"{typed} ", count, row)
            bare.type(typed)
            pairs.append((one, bare.until(f"typed {typed} so far")))
            for program in (ours, bare):
                program.type(_CLEAR)
        return medians(pairs[1:])
    finally:
        ours.close()
        bare.close()


def medians(pairs: list[tuple[float, float]]) -> tuple[float, float]:
    """The median of each side."""
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=7, help="paired runs of each row (default: %(default)s)")
    parser.add_argument("--entries", type=int, default=12_000, help="entries of the large library (default: %(default)s)")
    parser.add_argument("--large", type=Path, help="the large library itself, as big_library.py makes one")
    asked = parser.parse_args()
    compileall.compile_dir(str(ROOT / "fibro_tui"), quiet=1)
    with tempfile.TemporaryDirectory() as home:
        env = environment(home)
        for name, code in (("ours.py", OURS), ("empty.py", EMPTY), ("bare.py", BARE)):
            Path(home, name).write_text(code)
        large = asked.large or Path(home, "large.yaml")
        if not asked.large:
            large.write_text(library(asked.entries))
        os.environ["XDG_CACHE_HOME"] = env["XDG_CACHE_HOME"]
        catalog = opened(str(large))  # Indexed here, so that what is measured only searches.
        word = max(re.findall("[a-z]+", catalog.page(len(catalog) // 2, 1)[0].entry.title), key=len)
        of_large = ("--file", str(large))
        rows = [
            ("first useful screen / empty app", lambda: first_screens(asked.runs, home, env)),
            ("one key to its results / bare app", lambda: keys(asked.runs, "b", home, env)),
            ("six keys at once to their results / bare app", lambda: keys(asked.runs, "bladde", home, env)),
            (f"one key, {len(catalog):,} entries / bare app", lambda: keys(asked.runs, word[0], home, env, *of_large)),
            (f"six keys, {len(catalog):,} entries / bare app", lambda: keys(asked.runs, word[:6], home, env, *of_large)),
        ]
        print(f"{'':46} {'ours ms':>9} {'floor ms':>9} {'ratio':>6} {'bar':>5}")
        for name, measure in rows:
            ours, floor = measure()
            told = "" if ours / floor <= 1.5 else "  above the bar"
            print(f"{name:46} {ours:9.1f} {floor:9.1f} {ours / floor:6.2f} {1.5:5.1f}{told}", flush=True)


if __name__ == "__main__":
    main()
