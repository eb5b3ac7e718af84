"""The main job in a real terminal: type a word, open an answer, follow its source, come back, leave; and the same as a dialogue."""

import os
import re
import signal
import sys

import pytest
from terminal import Terminal

PROGRAM = [sys.executable, "-m", "fibro_tui"]
SHORT = r"Yes, it may\."


@pytest.fixture
def open_terminal(tea, home, tmp_path):
    """Opens the program in a terminal; every reader is a new one, with an index that is made already."""

    def opened(*arguments, columns=100, rows=30, **options):
        return Terminal([*PROGRAM, *map(str, arguments)], columns, rows, cwd=tmp_path, **options)

    return opened


@pytest.mark.parametrize(("columns", "rows"), [(120, 36), (80, 24), (40, 12)])
def test_a_person_finds_an_answer_follows_its_source_and_leaves(open_terminal, whole, columns, rows):
    entry = whole.entry("bladder").entry
    first = whole.reference(entry.sources[0].ref)
    with open_terminal(columns=columns, rows=rows) as terminal:
        terminal.wait("Type what is on your mind")
        terminal.wait("Does ketamine work for")

        # The results change with each key.
        terminal.keys(*"blad")
        terminal.wait("^.*Can ketamine harm the bladder")
        terminal.wait("Does ketamine work for", absent=True)
        terminal.keys(*"der")
        terminal.wait(r"\bbladder\b")

        # Down goes to them, Enter opens one: the short answer first, then how sure.
        terminal.keys("<down>", "<enter>")
        terminal.wait("Esc back")
        terminal.wait(SHORT)
        if rows < 20:
            terminal.keys(" ")
        terminal.wait(re.escape("[##--] Not very sure"))

        # 1 opens its first source, which says what else cites it.
        terminal.keys("1")
        terminal.wait(rf"Source 1 of {len(entry.sources)}")
        terminal.wait(first.author[0].family)
        for _ in range(12):
            if "Cited by" not in terminal.text():
                terminal.keys(" ")
                terminal.settle()
        terminal.wait("Cited by")
        terminal.keys("G")
        terminal.wait(re.escape(whole.citing(first.id)[-1].entry.title[:18]))

        # Esc comes back to the answer, q leaves.
        terminal.keys("<esc>")
        terminal.wait("Source 1 of", absent=True)
        terminal.wait("Esc back")
        terminal.keys("q")
        assert terminal.status() == 0
        assert terminal.restored() == []
        assert terminal.modes()[1049] is False, "it never drew on a screen of its own"


def test_ctrl_q_leaves_from_the_search_box_where_q_is_a_letter(open_terminal):
    with open_terminal() as terminal:
        terminal.wait("Type what is on your mind")
        terminal.keys("q")
        terminal.wait("│ q ")
        terminal.keys("\x11")
        assert terminal.status() == 0
        assert terminal.restored() == []


@pytest.mark.parametrize(("sent", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_terminal_is_restored_when_somebody_ends_the_program(open_terminal, sent, status):
    with open_terminal() as terminal:
        terminal.wait("Type what is on your mind")
        terminal.process.send_signal(sent)
        assert terminal.status() == status
        assert terminal.restored() == []


def test_a_library_that_is_broken_is_told_before_the_screen_is_taken(open_terminal, tmp_path):
    (tmp_path / "bad.yaml").write_text("title: [\n")
    with open_terminal("--file", "bad.yaml") as terminal:
        assert terminal.status() == 2
        assert b"bad.yaml:2:1: error:" in terminal.said
        assert terminal.restored() == []
        assert 1049 not in terminal.modes()


def test_what_was_picked_is_printed_where_the_output_goes(tmp_path, tea):
    # As in $(fibro-tui pick bladder): the screen is drawn on the terminal, the choice goes to the pipe.
    chosen = tmp_path / "chosen"
    with Terminal(["sh", "-c", f'"{sys.executable}" -m fibro_tui pick bladder > "{chosen}"'], cwd=tmp_path) as terminal:
        terminal.wait("Can ketamine harm the bladder")
        terminal.keys("<enter>")
        terminal.settle()
        if terminal.process.poll() is None:
            terminal.keys("<enter>")
        assert terminal.status() == 0
        assert terminal.restored() == []
    assert chosen.read_text() == "bladder\n"


# The dialogue


def test_the_same_road_is_a_dialogue_of_lines_without_one_escape(open_terminal, tea):
    with open_terminal("--file", tea, "--plain", columns=100, rows=60) as terminal:
        terminal.wait("^> $|^>$")
        assert "Tea and sleep. Information, not advice." in terminal.text()
        assert "No clinician has reviewed it." in terminal.text()
        for typed, told in (
            ("black tea", r"^1\. Does black tea keep people awake\? Not very sure\."),
            ("1", r"^\[#-\] Not very sure: few people were studied"),
            ("s1", r"^Cited by +Does black tea keep people awake\?"),
            ("s9", r"^Open an answer first; then s1 is its first source\."),
            ("!", r"[Cc]all 112"),
            ("list", r"^4\. Words\."),
            ("4", r"^1\. caffeine Sure\."),
            ("zeppelin", r"^Nothing here answers that\."),
            ("poisoned", r"^If somebody is in danger now, type ! for help\."),
            ("about", r"^Purpose"),
            ("99", r"^There is no number 99 here\."),
            ("?", r"^Words: search\."),
        ):
            terminal.keys(typed, "\n")
            terminal.wait(told)
            terminal.wait(r"> *\Z|^>\s*\Z")
        terminal.keys("q", "\n")
        assert terminal.status() == 0
        assert b"\x1b" not in terminal.said
        assert terminal.restored() == []


def test_a_dumb_terminal_gets_the_dialogue(open_terminal, tea):
    with open_terminal("--file", tea, env={"TERM": "dumb"}) as terminal:
        terminal.wait("^> ?$")
        terminal.keys("\x04")
        assert terminal.status() == 0
        assert b"\x1b" not in terminal.said


def test_bytes_that_are_no_text_are_searched_as_they_may(open_terminal, tea):
    with open_terminal("--file", tea, "--plain") as terminal:
        terminal.wait("^> ?$")
        os.write(terminal.ours, b"caf\xff\xc3 tea\n")
        terminal.wait("answers?\\.|Nothing here")
        terminal.keys("q", "\n")
        assert terminal.status() == 0


def test_the_end_of_the_input_ends_the_dialogue(open_terminal, tea):
    for end in ("\x04", "\x03"):
        with open_terminal("--file", tea, "--plain") as terminal:
            terminal.wait("^> ?$")
            terminal.insist(end)
            assert terminal.status() == 0
            assert b"Traceback" not in terminal.said


def test_the_library_of_the_walk_is_the_packaged_one(whole):
    # The walk reads words of it: where they change, the walk is to change with them.
    assert re.search(SHORT, whole.entry("bladder").entry.short)
