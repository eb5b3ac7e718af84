"""What all tests share: a home of their own, a small sound library, and the command, in this process or as one of its own."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings

from fibro_tui.catalog.catalog import opened
from fibro_tui.cli import main, packaged

# How long an example takes is the machine's business.
settings.register_profile("here", deadline=None)
settings.load_profile("here")
# A shell that starts something in the background has it ignore Ctrl+C, and so would every program that the tests start.
signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).parents[1]
SMALL = Path(__file__).with_name("small.yaml")
_FOLDERS = {"HOME": "", "XDG_CACHE_HOME": "cache", "XDG_DATA_HOME": "data", "XDG_CONFIG_HOME": "config"}
_LEAKS = ("NO_COLOR", "FORCE_COLOR", "COLORTERM", "COLUMNS", "LINES", "LC_ALL", "LC_CTYPE", "PYTHONIOENCODING", "FIBRO_TUI_FILE")


class Ran(NamedTuple):
    """What came of a command."""

    status: int
    out: str
    err: str


def _settle(patch, home):
    for name, folder in _FOLDERS.items():
        patch.setenv(name, str(home / folder))
    for name in _LEAKS:
        patch.delenv(name, raising=False)
    patch.setenv("LANG", "C.UTF-8")
    patch.setenv("TERM", "xterm-256color")
    patch.setenv("PYTHONPATH", str(ROOT))


@pytest.fixture(autouse=True)
def home(tmp_path_factory, monkeypatch):
    """A home of the test's own, and nothing of the terminal that the tests run in."""
    home = tmp_path_factory.mktemp("home")
    _settle(monkeypatch, home)
    return home


@pytest.fixture
def library(tmp_path):
    """A copy of the small library, to spoil at will."""
    return Path(shutil.copy(SMALL, tmp_path / "library.yaml"))


@pytest.fixture(scope="session")
def cache(tmp_path_factory):
    """A cache in which the small library and the one that comes with the program are indexed already."""
    home = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        _settle(patch, home)
        for file in (SMALL, packaged()):
            opened(str(file))
    return home / "cache"


@pytest.fixture
def tea(cache, monkeypatch):
    """The small library, indexed already; not to be changed."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    return SMALL


def _catalog(cache, file):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(cache))
        return opened(str(file))


@pytest.fixture(scope="session")
def small(cache):
    """The small library's catalogue, which no test changes."""
    return _catalog(cache, SMALL)


@pytest.fixture(scope="session")
def whole(cache):
    """The catalogue of the library that comes with the program."""
    return _catalog(cache, packaged())


def _sound(ran):
    for text in (ran.out, ran.err):
        assert "Traceback" not in text, text
        assert "fault of the program" not in text, text
    return ran


@pytest.fixture
def call(capsys, monkeypatch):
    """Run the command in this process, as if in a pipe."""

    def call(*arguments):
        monkeypatch.setattr(sys, "argv", ["fibro-tui"])
        capsys.readouterr()
        try:
            status = main([str(each) for each in arguments])
        except SystemExit as end:
            status = end.code
        return _sound(Ran(status, *capsys.readouterr()))

    return call


@pytest.fixture
def run(tmp_path):
    """Run the command as a process of its own, in a pipe; its words as UTF-8."""

    def run(*arguments, input=b"", env=None, timeout=60):
        ran = subprocess.run(
            [sys.executable, "-m", "fibro_tui", *map(os.fsencode, map(str, arguments))],
            input=input,
            capture_output=True,
            env=os.environ | (env or {}),
            cwd=tmp_path,
            timeout=timeout,
            check=False,
        )
        return _sound(Ran(ran.returncode, ran.stdout.decode("utf-8", "surrogateescape"), ran.stderr.decode("utf-8", "surrogateescape")))

    return run
