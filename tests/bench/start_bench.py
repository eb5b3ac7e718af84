"""How long it takes to start, against the floor under it: ratios of paired runs on the same machine, never milliseconds alone.

    python tests/bench/start_bench.py [--runs 20] [--entries 12000]

Each row is measured in turn with its floor, so that a busy machine slows both; the ratio is of the medians.
"""

import argparse
import compileall
import os
import pty
import select
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from generate import library

ROOT = Path(__file__).parents[2]
LAUNCHER = "import sys\nfrom fibro_tui.cli import main\nsys.exit(main())\n"
EMPTY = """
from textual.app import App
from textual.widgets import Static

class Empty(App):
    def compose(self):
        yield Static("ready")

Empty().run()
"""
PARSE = """
import sys, time, yaml
data = open(sys.argv[1], "rb").read()
start = time.perf_counter()
yaml.load(data, yaml.CSafeLoader)
print(time.perf_counter() - start)
"""
BUILD = """
import sys, time
from fibro_tui.catalog import build
from fibro_tui.content import read
start = time.perf_counter()
build.build(sys.argv[1])
print(time.perf_counter() - start)
"""
# What the first useful screen shows: the search box, the answers, and the text that is open.
USEFUL = (b"Type what is on your mind", b"Does ketamine work for", b"To answer what people ask about")


def environment(home: str) -> dict[str, str]:
    """The environment of a user whose bytecode is compiled and whose home is empty."""
    leave = ("PYTHONDONTWRITEBYTECODE", "NO_COLOR", "FIBRO_TUI_FILE", "COLUMNS", "LINES")
    own = {name: value for name, value in os.environ.items() if name not in leave}
    folders = {f"XDG_{name}_HOME": f"{home}/{name.lower()}" for name in ("CACHE", "DATA", "CONFIG")}
    return own | folders | {"HOME": home, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color"}


def process(command: list[str], env: dict[str, str]) -> float:
    """The seconds of a whole process."""
    start = time.perf_counter()
    subprocess.run(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def told(code: str, file: str, env: dict[str, str]) -> float:
    """The seconds that a program says it took."""
    return float(subprocess.run([sys.executable, "-c", code, file], env=env, stdout=subprocess.PIPE, text=True, check=True).stdout)


def painted(command: list[str], env: dict[str, str], wanted: tuple[bytes, ...]) -> float:
    """The seconds until a program has written all of this to its terminal of 120 by 36."""
    ours, theirs = pty.openpty()
    env = env | {"COLUMNS": "120", "LINES": "36"}
    start = time.perf_counter()
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=env, start_new_session=True) as running:
        said = b""
        while not all(words in said for words in wanted):
            ready, _, _ = select.select([ours], [], [], 30)
            if not ready:
                running.kill()
                raise SystemExit(f"never painted: {[words for words in wanted if words not in said]}")
            said += os.read(ours, 65536)
        taken = time.perf_counter() - start
        running.kill()
    os.close(theirs)
    os.close(ours)
    return taken


def paired(runs: int, one, other) -> tuple[float, float]:
    """The medians of two measures taken in turn, after one of each to warm up."""
    one(), other()
    pairs = [(one(), other()) for _ in range(runs)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=20, help="paired runs of each row (default: %(default)s)")
    parser.add_argument("--entries", type=int, default=12_000, help="entries of the large library (default: %(default)s)")
    asked = parser.parse_args()
    compileall.compile_dir(str(ROOT / "fibro_tui"), quiet=1)
    with tempfile.TemporaryDirectory() as home:
        env = environment(home)
        launcher, empty, large = Path(home, "fibro-tui"), Path(home, "empty.py"), Path(home, "large.yaml")
        launcher.write_text(LAUNCHER)
        empty.write_text(EMPTY)
        large.write_text(library(asked.entries))
        command = [sys.executable, str(launcher)]
        search = [*command, "search", "nausea"]
        # The common words of the large library meet as many entries as any can.
        search_large = [*command, "--file", str(large), "search", library(1).partition("title: What of ")[2].split()[0]]
        subprocess.run(search_large, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        rows = [
            (
                "search nausea / python -c pass",
                3.0,
                lambda: process(search, env),
                lambda: process([sys.executable, "-c", "pass"], env),
                asked.runs,
            ),
            (
                f"search of {asked.entries:,} entries / of ours",
                1.2,
                lambda: process(search_large, env),
                lambda: process(search, env),
                asked.runs,
            ),
            (
                "first useful screen / empty Textual app",
                1.5,
                lambda: painted(command, env, USEFUL),
                lambda: painted([sys.executable, str(empty)], env, (b"ready",)),
                max(5, asked.runs // 2),
            ),
            (
                f"index of {asked.entries:,} entries / CSafeLoader",
                2.5,
                lambda: told(BUILD, str(large), env),
                lambda: told(PARSE, str(large), env),
                3,
            ),
        ]
        print(f"{'':46} {'ours ms':>9} {'floor ms':>9} {'ratio':>6} {'bar':>5}")
        for name, bar, ours, floor, runs in rows:
            a, b = paired(runs, ours, floor)
            print(
                f"{name:46} {a * 1000:9.1f} {b * 1000:9.1f} {a / b:6.2f} {bar:5.1f}{'' if a / b <= bar else '  above the bar'}", flush=True
            )


if __name__ == "__main__":
    main()
