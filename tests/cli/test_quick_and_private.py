"""A search is over before a heavy module could be loaded, and what somebody asks stays on this machine."""

import subprocess
import sys

import pytest

HEAVY = {"textual", "rich", "yaml", "dataclasses", "asyncio", "fibro_tui.content.read", "fibro_tui.tui", "socket", "ssl"}
WRAPPED = """
import sys

def watch(event, arguments):
    if event.startswith("socket.") or event in ("urllib.Request", "webbrowser.open"):
        raise RuntimeError(f"the network was asked for: {event}")

sys.addaudithook(watch)
import_socket = sys.argv.pop(1) == "private"
if import_socket:
    import socket

    def refuse(*_, **__):
        raise RuntimeError("a socket was made")

    socket.socket = socket.create_connection = socket.getaddrinfo = refuse
from fibro_tui.cli import main

status = main()
sys.stdout.flush()
print(*sys.modules, sep="\\n", file=sys.stderr)
sys.exit(status)
"""
COMMANDS = {
    "search": ("search", "trouble", "peeing"),
    "a search of a misspelt word": ("search", "nasuea"),
    "a search with phrases and filters": ("search", '"blood pressure"', "section:risks", "-bladder"),
    "show": ("show", "bladder"),
    "list": ("list",),
    "list of a section": ("list", "risks"),
    "refs": ("refs",),
    "one reference": ("refs", "noppers-2011"),
    "help": ("help-now",),
}


def wrapped(how, *arguments, **options):
    return subprocess.run(
        [sys.executable, "-c", WRAPPED, how, *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        encoding="utf-8",
        **options,
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_the_quick_path_loads_nothing_heavy(tea, command):
    ran = wrapped("quick", *COMMANDS[command])
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout
    loaded = set(ran.stderr.splitlines())
    assert "fibro_tui.commands" in loaded
    assert loaded & HEAVY == set()


def test_only_a_library_that_is_not_indexed_yet_is_parsed(library):
    assert "yaml" in wrapped("quick", "--file", library, "list").stderr.splitlines()
    assert "yaml" not in wrapped("quick", "--file", library, "list").stderr.splitlines()


@pytest.mark.parametrize("command", [("search", "pain"), ("show", "bladder"), ("export",), ("export", "--format", "json"), ("refs",)])
def test_nothing_asks_the_network(tea, command):
    ran = wrapped("private", *command)
    assert ran.returncode in (0, 1), ran.stderr
    assert ran.stdout
    assert "socket" in ran.stderr.splitlines()


def test_reading_and_indexing_a_library_asks_no_network(library):
    assert wrapped("private", "--file", library, "search", "tea").returncode == 0
    assert wrapped("private", "check", library).returncode == 1


def test_what_was_asked_is_written_nowhere(call, library, home):
    for words in (("zanzibar",), ("black", "zanzibar")):
        call("--file", library, "search", *words)
    call("--file", library, "show", "zanzibar")
    written = [path for path in home.rglob("*") if path.is_file()]
    assert written
    assert [path for path in written if b"zanzibar" in path.read_bytes() or "zanzibar" in path.name] == []
