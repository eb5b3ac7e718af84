"""Standard output, standard error, colours, widths, and ends of every kind."""

import os
import pty
import re
import signal
import subprocess
import sys

import pytest

from fibro_tui.text.cells import width

COMMANDS = {
    "bare": (),
    "search": ("search", "tea"),
    "show": ("show", "black-tea"),
    "list": ("list",),
    "compare": ("compare", "teas"),
    "refs": ("refs",),
    "ref": ("refs", "study-2020"),
    "export": ("export",),
    "help-now": ("help-now",),
}
TABLES = {name: command for name, command in COMMANDS.items() if name != "list"}


def start(*arguments, **options):
    return subprocess.Popen([sys.executable, "-m", "fibro_tui", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)


# Colours and widths


@pytest.mark.parametrize("command", COMMANDS)
def test_no_escape_reaches_a_pipe_unless_it_is_asked_for(call, tea, command):
    assert "\x1b" not in call("--file", tea, *COMMANDS[command]).out
    assert "\x1b" not in call("--file", tea, "--color", "never", *COMMANDS[command]).out


@pytest.mark.parametrize("command", TABLES)
def test_colours_are_there_when_they_are_asked_for_and_change_no_word(call, tea, command, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    coloured = call("--file", tea, *COMMANDS[command], "--color", "always").out
    assert "\x1b[" in coloured
    plain = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert [line.rstrip() for line in plain.splitlines()] == call("--file", tea, *COMMANDS[command]).out.splitlines()


@pytest.mark.parametrize("columns", [20, 40, 80, 200])
@pytest.mark.parametrize("command", TABLES)
def test_no_line_is_wider_than_was_asked_but_for_an_address(call, tea, command, columns):
    out = call("--file", tea, *COMMANDS[command], "--width", columns).out
    rest = [re.sub(r"https?://\S+$", "", line) for line in out.splitlines()]
    assert [line for line in rest if width(line) > columns] == []


def test_a_pipe_has_eighty_columns_whatever_the_terminal_has(call, tea, monkeypatch):
    monkeypatch.setenv("COLUMNS", "30")
    assert max(map(width, call("--file", tea, "show", "black-tea").out.splitlines())) > 60


@pytest.mark.parametrize("place", ["before", "behind"])
@pytest.mark.parametrize(
    ("options", "holds"),
    [
        (("--format", "json"), lambda out: out.startswith("{")),
        (("--format", "markdown"), lambda out: "# Does" in out),
        (("--color", "always"), lambda out: "\x1b[" in out),
        (("--width", "30"), lambda out: max(len(line) for line in out.splitlines() if "http" not in line) <= 30),
        (("--plain",), lambda out: out.startswith("Kinds of tea")),
    ],
)
def test_options_stand_before_or_behind_the_command(call, tea, place, options, holds):
    command = (*options, "show", "black-tea") if place == "before" else ("show", "black-tea", *options)
    ran = call("--file", tea, *command)
    assert ran.status == 0
    assert holds(ran.out)


def test_the_option_behind_the_command_wins(call, tea):
    assert call("--format", "markdown", "show", "black-tea", "--file", tea, "--format", "json").out.startswith("{")


def test_the_library_is_the_one_that_is_named_else_that_of_the_environment_else_ours(call, tea, monkeypatch):
    assert "black-tea" in call("list", "--file", tea).out
    monkeypatch.setenv("FIBRO_TUI_FILE", str(tea))
    assert "black-tea" in call("list").out
    monkeypatch.setenv("FIBRO_TUI_FILE", "/nowhere")
    assert "black-tea" in call("--file", tea, "list").out
    monkeypatch.setenv("FIBRO_TUI_FILE", "")
    assert "bladder" in call("list").out


@pytest.mark.parametrize(
    ("variables", "coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False), ({"NO_COLOR": ""}, True)],
)
def test_a_terminal_gets_colours_unless_it_or_its_user_has_none(tea, variables, coloured):
    ours, theirs = pty.openpty()
    ran = subprocess.run(
        [sys.executable, "-m", "fibro_tui", "--file", tea, "show", "green-tea"],
        stdout=theirs,
        stdin=subprocess.DEVNULL,
        env=os.environ | variables,
        timeout=60,
        check=False,
    )
    os.close(theirs)
    said = os.read(ours, 65536)
    os.close(ours)
    assert ran.returncode == 0
    assert b"Green tea keeps" in said
    assert (b"\x1b[" in said) is coloured


# Encodings


@pytest.mark.parametrize(
    "variables",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "latin-1"},
    ],
)
@pytest.mark.parametrize("command", [("show", "black-tea"), ("show", "story-mug"), ("compare", "teas"), ("show", "ü")])
def test_an_output_that_cannot_say_it_all_says_what_it_can(run, tea, variables, command):
    ran = run("--file", tea, *command, env=variables)
    assert ran.status == (1 if "ü" in command else 0)
    assert "●" not in ran.out
    if "black-tea" in command:
        assert "########....  8 of 12, 4 not" in ran.out


# Ends


def test_a_closed_pipe_ends_quietly(tea):
    for command in ((), ("show", "bladder"), ("export", "--format", "jsonl"), ("list",)):
        process = start(*command)
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        process.stderr.close()
        assert process.wait(60) == 0


def test_a_pipe_that_was_never_open_ends_quietly(tea):
    read, write = os.pipe()
    os.close(read)
    ran = subprocess.run([sys.executable, "-m", "fibro_tui", "--file", tea], stdout=write, stderr=subprocess.PIPE, timeout=60, check=False)
    os.close(write)
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_an_interrupted_export_says_so_by_its_status_and_waits_for_nobody():
    process = start("export")
    process.stdout.readline()
    # Nobody reads on: the pipe is full, and the export waits in the middle of it.
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 130
    assert process.stderr.read() == b""
    process.stdout.close()
    process.stderr.close()


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
@pytest.mark.parametrize("command", [(), ("list",)])
def test_a_full_disk_is_told_in_a_line(tea, command):
    with open("/dev/full", "wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "fibro_tui", "--file", tea, *command], stdout=full, stderr=subprocess.PIPE, timeout=60, check=False
        )
    assert ran.returncode == 2
    assert ran.stderr == b"fibro-tui: cannot write: No space left on device\n"


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_done_without(tea, closed):
    script = f'"$0" -m fibro_tui --file "$1" search caffiene {closed}'
    ran = subprocess.run(["sh", "-c", script, sys.executable, tea], capture_output=True, text=True, timeout=60, check=False)
    assert ran.returncode == 0
    assert "Traceback" not in ran.stderr
    assert "fault" not in ran.stderr
    assert ("1. caffeine" in ran.stdout) is (">&-" not in closed.split())
    assert "showing results" not in ran.stdout


def test_a_library_may_come_through_a_pipe(run, tea):
    ran = run("--file", "/dev/stdin", "list", "words", input=tea.read_bytes())
    assert ran == (0, "word-caffeine\twords\tcaffeine\n", "")


def test_the_version_and_the_help_are_data(call):
    assert re.fullmatch(r"fibro-tui \d+\.\d+\S*\n", call("--version").out)
    ran = call("--help")
    assert (ran.status, ran.err) == (0, "")
    for word in ("search", "help-now", "exit status", "--width"):
        assert word in ran.out
    assert call("help") == ran
    assert call("search", "--help").status == 0


def test_the_explorer_without_a_keyboard_says_what_to_do(tea):
    ours, theirs = pty.openpty()
    ran = subprocess.run(
        [sys.executable, "-m", "fibro_tui", "--file", tea],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )
    os.close(theirs)
    os.close(ours)
    assert ran.returncode == 2
    assert b"fibro-tui search WORDS" in ran.stderr
    picked = subprocess.run(
        [sys.executable, "-m", "fibro_tui", "pick"], stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False
    )
    assert (picked.returncode, picked.stdout) == (2, b"")
