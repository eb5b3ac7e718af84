"""What a real terminal does to a program in a day: windows dragged, mice clicked, plugs pulled, keys held down."""

import random
import re
import signal
import sys

import pytest
from driving import Driven

PROGRAM = [sys.executable, "-m", "fibro_tui"]
START = "Type what is on your mind"
BLACK, GREEN = "Does black tea keep people awake?", "Does green tea keep people awake?"
# A colour in a sequence of attributes: one of the terminal's sixteen, of 256, or of all; 39 and 49 are no colour.
COLOUR = re.compile(rb"\x1b\[(?:[0-9;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])[0-9;]*m")

# The program with a fault that a key brings to light: in a command, and in what paints the screen.
FAULT_IN_A_COMMAND = """
import sys
from fibro_tui.tui.actions import Main
Main.do_theme = lambda self: 1 / 0
from fibro_tui.cli import main
sys.exit(main(sys.argv[1:]))
"""
FAULT_IN_PAINTING = FAULT_IN_A_COMMAND.replace(
    "lambda self: 1 / 0", "lambda self: (setattr(type(self.reading), 'paint', lambda *_: 1 / 0), self.reading.refresh())"
)


@pytest.fixture
def opened(tea, tmp_path):
    """Opens the small library in a terminal, and waits for its first screen."""

    def opened(*arguments, columns=120, rows=36, command=PROGRAM, first=START, **options):
        terminal = Driven([*command, "--file", str(tea), *arguments], columns, rows, cwd=tmp_path, **options)
        terminal.wait(re.escape(first))
        return terminal

    return opened


def test_a_storm_of_sizes_leaves_the_answer_that_was_open(opened):
    dice = random.Random(5)
    with opened() as terminal:
        terminal.keys("<down>", "<down>", "<enter>")
        terminal.wait("Green tea keeps fewer people awake")
        terminal.settle()
        before = terminal.text()
        for i in range(200):
            terminal.resize(dice.randint(5, 300), dice.randint(3, 100))
            # Most come faster than anybody can draw; some are drawn, so that each part of the screen has been of each size.
            if i % 10 == 0:
                terminal.painted()
        terminal.drained(0.3)
        terminal.resize(120, 36)
        terminal.wait("Green tea keeps fewer people awake")
        terminal.settle()
        assert terminal.text() == before
        terminal.keys("q")
        assert terminal.status() == 0
        assert terminal.restored() == []


def test_five_idle_seconds_write_no_byte(opened):
    with opened() as terminal:
        terminal.keys(*"tea", "<enter>", "<enter>")
        terminal.wait("match|Esc back")
        terminal.settle()
        assert terminal.drained(5) == b""


def test_the_mouse_opens_follows_and_scrolls(opened):
    with opened(rows=24) as terminal:
        terminal.click(GREEN)
        terminal.wait("Green tea keeps fewer people awake than")
        terminal.click(BLACK)
        terminal.wait("The tea was drunk an hour before bed")
        terminal.wheel("down", "The tea was drunk")
        terminal.wait(r"See green tea and a page", absent=False)
        terminal.wheel("up", "See green tea")
        terminal.wait("Kinds of tea")
        terminal.click("[1]")
        terminal.wait("Source 1 of 2")
        terminal.wait("Tea at bedtime")
        terminal.click("Esc")
        terminal.wait("Source 1 of 2", absent=True)


@pytest.mark.parametrize(
    ("keys", "sent", "status"),
    [
        (("<down>", "q"), None, 0),
        (("\x11",), None, 0),
        (("\x03",), None, 0),
        ((), signal.SIGTERM, 143),
        ((), signal.SIGHUP, 129),
    ],
    ids=["q", "Ctrl+Q", "Ctrl+C", "SIGTERM", "SIGHUP"],
)
def test_each_way_out_gives_the_terminal_back(opened, keys, sent, status):
    with opened() as terminal:
        terminal.keys(*keys)
        if sent:
            terminal.process.send_signal(sent)
        assert terminal.status() == status
        _given_back(terminal)


@pytest.mark.parametrize("fault", [FAULT_IN_A_COMMAND, FAULT_IN_PAINTING], ids=["command", "painting"])
def test_a_fault_of_its_own_gives_the_terminal_back_and_is_one_sentence(opened, home, fault):
    with opened(command=[sys.executable, "-c", fault]) as terminal:
        terminal.keys("<down>", "t")
        assert terminal.status() == 2
        _given_back(terminal)
        assert "because of a fault of its own: ZeroDivisionError" in " ".join(terminal.text().split())


def _given_back(terminal):
    assert terminal.restored() == []
    modes = terminal.modes()
    assert modes[1049] is False, "the screen of its own is left"
    assert not any(modes.get(mode) for mode in (1000, 1002, 1003, 1006, 1015)), "the mouse is the terminal's"
    assert modes[25] is True, "the cursor shows"
    assert b"Traceback" not in terminal.said


def test_a_burst_of_keys_gives_what_slow_typing_gives(opened):
    typed = "does green tea keep p"
    shown = []
    for keys in ((typed,), tuple(typed)):
        with opened() as terminal:
            for key in keys:
                terminal.keys(key)
                terminal.painted() if len(key) == 1 else None
            terminal.resize(121, 36)  # Asks for the whole screen: what was only drained is drawn.
            terminal.wait(re.escape(f"{typed} "))
            terminal.settle()
            shown.append(terminal.text())
    assert shown[0] == shown[1]
    assert GREEN in shown[0]


def test_keys_that_are_typed_before_the_first_screen_wait_for_it(tea, tmp_path):
    with Driven([*PROGRAM, "--file", str(tea)], 120, 36, cwd=tmp_path) as terminal:
        terminal.keys("fewer", "<enter>", "<enter>")
        terminal.wait("Green tea keeps fewer people awake than")
        terminal.wait("match|1 of 1")


def test_a_burst_of_keys_saves_what_it_searched_for(opened):
    with opened() as terminal:
        terminal.keys("fewer", "<enter>", "<enter>", "s")
        terminal.wait("saved")
        terminal.wait("Green tea keeps fewer people awake than")


def test_a_burst_of_keys_goes_through_the_line_that_finds(opened):
    with opened() as terminal:
        terminal.keys("<down>", "<enter>", "\x06", *"tea", "<enter>", "n")
        terminal.wait("match 2 of")


def test_no_color_writes_no_colour(opened):
    with opened(env={"NO_COLOR": "1", "COLORTERM": "truecolor"}) as terminal:
        terminal.keys(*"tea", "<enter>", "<enter>", "1")
        terminal.wait("Source 1 of")
        terminal.keys("?")
        terminal.wait("The mouse does all of it too")
        terminal.keys("<esc>")
        terminal.wait("Source 1 of")
        terminal.keys("<esc>")
        terminal.wait("Source 1 of", absent=True)
        terminal.keys("c")
        terminal.wait("other answers")
        terminal.keys("q")
        terminal.wait("other answers", absent=True)
        terminal.keys("\x10")
        terminal.wait("Search for commands")
        terminal.settle()
        assert not COLOUR.findall(terminal.said)


@pytest.mark.parametrize("env", [{"LC_ALL": "C"}, {"TERM": "linux"}], ids=lambda env: next(iter(env)))
def test_a_terminal_that_has_only_ascii_gets_nothing_else(opened, env):
    with opened(env=env) as terminal:
        terminal.keys(*"mug", "<enter>", "<enter>")
        terminal.wait("Esc back")
        terminal.keys("?")
        terminal.wait("The mouse does all of it too")
        terminal.keys("\x10")
        terminal.wait("Search for commands")
        assert terminal.said.isascii()


def test_what_a_library_says_is_text_and_never_acts(opened, tea, tmp_path):
    hostile = [
        "[@click=app.quit]press[/] [b]bold[/b] [link=https://evil.example]here[/link]",
        "]8;;https://evil.example\\here]8;;\\ and ]0;title",
        "[red]$ { } [/] [[x]] \\[b] :smile: [not a tag",
    ]
    file = tmp_path / "hostile.yaml"
    library = tea.read_text()
    places = ("Price: 5 a box", "short: Green tea keeps fewer people awake than black tea does.", GREEN)
    for name, text in zip(places, hostile, strict=True):
        quoted = "'" + text.replace("'", "''") + "'"
        library = library.replace(name, name.partition(": ")[0] + ": " + quoted if ": " in name else quoted)
    file.write_text(library)
    with opened("--file", str(file), columns=140) as terminal:
        terminal.keys("<down>", "<down>", "<enter>")
        terminal.wait("Esc back")
        terminal.settle()
        for text in hostile[1:]:
            assert text in terminal.text()
        terminal.keys("<")
        terminal.wait(re.escape(hostile[0][:28]))
        terminal.click("[@click=app.quit]")
        terminal.settle()
        assert terminal.process.poll() is None
        assert b"\x1b]8;" not in terminal.said, "no link that the terminal opens"
        assert b"\x1b]0;title" not in terminal.said


@pytest.mark.parametrize("after", ["q", "\x03"])
def test_picking_nothing_prints_nothing(tea, tmp_path, after):
    chosen, status = _picked(tea, tmp_path, "<down>", after)
    assert (chosen, status) == ("", 1)


def test_what_is_marked_goes_down_the_pipe_and_the_screen_does_not(tea, tmp_path):
    chosen, status = _picked(tea, tmp_path, "<down>", " ", " ", "<enter>")
    assert (chosen, status) == ("green-tea\nblack-tea\n", 0)


def test_what_is_marked_goes_where_the_output_goes_when_errors_go_elsewhere_too(tea, tmp_path):
    assert _picked(tea, tmp_path, "<down>", " ", "<enter>", errors="2> errors") == ("black-tea\n", 0)
    assert (tmp_path / "errors").read_bytes() == b""


@pytest.mark.parametrize("command", ["", "pick"])
def test_errors_that_go_to_a_file_leave_the_screen_where_it_is(tea, tmp_path, command):
    with Driven(["sh", "-c", f'"{sys.executable}" -m fibro_tui {command} --file "{tea}" 2> errors'], 140, 40, cwd=tmp_path) as terminal:
        terminal.wait(START)
        assert len(terminal.screen.display[1].rstrip()) > 130
        terminal.keys("\x11")
        terminal.status()
        assert terminal.restored() == []
    assert (tmp_path / "errors").read_bytes() == b""


def _picked(tea, tmp_path, *keys, errors=""):
    """Pick in a pipe to `sort -r`; gives what came out of the pipe, and the status of pick."""
    out = tmp_path / "out"
    line = f'{{ "{sys.executable}" -m fibro_tui pick --file "{tea}" {errors}; echo $? > status; }} | sort -r > out'
    with Driven(["sh", "-c", line], 140, 40, cwd=tmp_path) as terminal:
        terminal.wait("Does black tea")
        terminal.wait("quit")
        assert len(terminal.screen.display[1].rstrip()) > 130, "it is drawn as wide as the terminal is"
        terminal.keys(*keys)
        assert terminal.status() == 0
        assert terminal.restored() == []
        return out.read_text(), int((tmp_path / "status").read_text())
