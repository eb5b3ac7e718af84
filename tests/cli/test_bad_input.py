"""Files that are no library, arguments that mean harm, and what was not meant at all: a line that helps, a status, no traceback."""

import os
import re
import shutil

import pytest

from fibro_tui.catalog import build

GOOD_LINE = re.compile(r"^(?P<file>.+):\d+:\d+: error: .+ \[\w[\w-]*\]$")

BAD = {
    "empty": b"",
    "binary": bytes(range(256)) * 40,
    "UTF-16": "title: T\nsections: []\n".encode("utf-16"),
    "a list": b"- a\n- b\n",
    "cut off": b"title: T\nsections:\n- id: 'a",
    "20,000 brackets": b"[" * 20_000,
    "20,000 brackets and words": b"[a, " * 20_000,
    "an alias bomb": b"".join(b"k%d: &k%d [%s]\n" % (i, i, b", ".join([b"*k%d" % (i - 1)] * 9) if i else b"x") for i in range(20)),
    "a Python object": b"!!python/object/apply:os.system ['touch harm']",
    "a megabyte on one line": b"title: " + b"x" * 1_000_000,
    "NUL": b"title: a\0b\n",
    "escapes": b"title: a\x1b]0;harm\x07b\n",
    "escapes in a key": b'"a\\e[31mb": 1\n',
    "two documents": b"title: T\nsections: []\n--- {}\n",
}


@pytest.mark.parametrize("case", BAD)
def test_a_file_that_is_no_library_is_told_by_place_and_ends_with_two(call, tmp_path, case):
    bad = tmp_path / "bad.yaml"
    bad.write_bytes(BAD[case])
    for command in (("list",), ("search", "a"), ()):
        ran = call("--file", bad, *command)
        assert (ran.status, ran.out) == (2, "")
        *problems, last = ran.err.splitlines()
        assert problems
        assert all(GOOD_LINE.match(line) for line in problems), problems
        assert last.startswith(f"fibro-tui: {bad} is not a library: {len(problems)} problem")
    checked = call("check", bad)
    assert (checked.status, checked.out.splitlines()) == (2, problems)
    assert not (tmp_path / "harm").exists()
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", ran.err + checked.out)


def test_a_broken_library_leaves_the_index_of_the_good_one_alone(call, library, monkeypatch):
    assert call("--file", library, "list").status == 0
    good = library.read_bytes()
    stamp = os.stat(library)
    library.write_bytes(good[:900])
    assert call("--file", library, "list").status == 2
    # The file as it was, stamp and all: its index must still be there.
    library.write_bytes(good)
    monkeypatch.setattr(build.os, "stat", lambda path, stat=os.stat, **named: stamp if path == str(library) else stat(path, **named))
    monkeypatch.setattr("fibro_tui.content.read.read", None)
    assert call("--file", library, "list").status == 0


def test_a_file_that_cannot_be_read_is_told_in_a_line(call, tmp_path):
    loop = tmp_path / "loop.yaml"
    loop.symlink_to(loop)
    for file, told in (
        (tmp_path / "none.yaml", "No such file"),
        (tmp_path, "Is a directory"),
        (loop, "symbolic links"),
        ("a" * 5000, "too long"),
    ):
        for command in (("--file", file, "list"), ("check", file), ("--file", file)):
            ran = call(*command)
            assert (ran.status, ran.out) == (2, "")
            assert told in ran.err
            assert len(ran.err.splitlines()) == 1


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is unreadable to root")
def test_a_file_that_one_may_not_read_is_told_in_a_line(call, library):
    library.chmod(0)
    ran = call("--file", library, "list")
    assert (ran.status, ran.out) == (2, "")
    assert "Permission denied" in ran.err


def test_a_library_that_cannot_be_written_is_told_in_a_line(call, tmp_path):
    ran = call("new", tmp_path / "none" / "a.yaml")
    assert (ran.status, ran.out) == (2, "")
    assert "No such file" in ran.err


def test_a_cache_that_cannot_be_written_is_done_without(call, library, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    for _ in range(2):
        assert call("--file", library, "search", "black tea").status == 0


def test_a_damaged_index_is_made_anew(call, library, home):
    before = call("--file", library, "search", "black tea")
    for path in (home / "cache").rglob("*.*"):
        if path.is_file():
            path.write_bytes(b"garbage")
    assert call("--file", library, "search", "black tea") == before


# What was not meant


WRONG = {
    "an unknown command": (("serach", "tea"), 'there is no command "serach"; did you mean search?'),
    "an unknown option": (("list", "--colour", "never"), "unrecognized arguments: --colour"),
    "an unknown option in front": (("--bogus", "list"), "--bogus"),
    "no words": (("search",), "required: WORDS"),
    "no id": (("show",), "required: ID"),
    "a colour that is none": (("list", "--color", "red"), "invalid choice: 'red'"),
    "a width that is none": (("list", "--width", "0"), "'0' is not a whole number from 1 to 99999"),
    "a width below nothing": (("list", "--width", "-3"), "--width"),
    "a width of words": (("list", "--width", "wide"), "'wide' is not a whole number from 1 to 99999"),
    "a width of other digits": (("list", "--width", "٣٠"), "is not a whole number from 1 to 99999"),
    "a limit that is none": (("search", "a", "--limit", "many"), "'many' is not a whole number from 1 to 99999"),
    "a format that is none": (("list", "--format", "xml"), "invalid choice: 'xml'"),
    "a shell that is none": (("completion", "cmd"), "invalid choice: 'cmd'"),
    "too many sections": (("compare", "a", "b"), "unrecognized arguments: b"),
    "an option without its value": (("list", "--file"), "expected one argument"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_was_not_meant_gives_the_usage_and_ends_with_two(call, tea, case):
    arguments, told = WRONG[case]
    ran = call(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("usage: fibro-tui")
    assert told in ran.err


def test_an_unknown_command_points_to_the_search(call):
    assert call("serch").err.endswith(
        'fibro-tui: there is no command "serch"; did you mean search or serve?\nTo search for words: fibro-tui search serch\n'
    )
    err = call("bladder").err
    assert 'there is no command "bladder"; there are search, show, list, ' in err
    assert err.endswith("\nTo search for words: fibro-tui search bladder\n")


def test_a_format_that_a_command_has_not_is_told_with_those_it_has(call, tea):
    assert call("--format", "csl", "list") == (2, "", "fibro-tui: list has no format 'csl'; it has: text, markdown, json\n")
    assert call("--format", "json", "schema").status == 2


def test_serving_without_its_extra_says_how_to_get_it(call, tea, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "textual_serve", None)
    monkeypatch.setitem(__import__("sys").modules, "textual_serve.server", None)
    ran = call("--file", tea, "serve")
    assert (ran.status, ran.out) == (2, "")
    assert "pip install 'fibro-tui[web]'" in ran.err


# Arguments that mean harm


HOSTILE = {
    "escapes": "\x1b[31mred\x1b]0;title\x07",
    "C1 escapes": "\x9b31mred",
    "line ends": "a\nb\rc",
    "turned around": "a\u202eb\u2066c",
    "bytes that are no text": os.fsdecode(b"caf\xe9\xff\xfe"),
    "10,000 characters": "a" * 10_000,
    "10,000 words": "a " * 5_000,
    "10,000 brackets": "[(" * 5_000,
    "nothing": "",
    "a blank": " ",
    "a quote": '"',
    "a colon": "section:",
    "a range": "[a TO z]",
    "operators": "AND OR NOT + - * ? ~ ^ \\ / {a} (b)",
    "a filter of nothing": "section:none certainty:none",
    "a regular expression": "/(a+)+$/",
    "a path": "../../../../etc/passwd",
    "a format": "%s %n {0} $(id) `id`",
    "combining": "e" + "\u0301" * 500,
    "emoji": "🙂👩‍👩‍👧",
    "a zero": "0",
}


@pytest.mark.parametrize("case", HOSTILE)
def test_an_argument_that_means_harm_does_none(call, tea, case):
    hostile = HOSTILE[case]
    for command in ("search", "show", "refs", "list", "compare"):
        for form in ("text", "json"):
            ran = call("--file", tea, command, "--format", form, hostile)
            assert ran.status in (0, 1, 2)
            if form == "text" or ran.status != 0:
                assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", ran.err), ran.err
            assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", ran.out)
            assert len(ran.err.splitlines()) < 9


@pytest.mark.parametrize("argument", ["\x1b[31mred", os.fsdecode(b"\xff\x9b31m"), "-\x1b[31m", "--\x1b[31m"])
@pytest.mark.parametrize(
    "before", [(), ("list", "--width"), ("list", "--color"), ("new",), ("check",), ("--file",), ("list", "-x"), ("completion",)]
)
def test_an_argument_is_never_echoed_so_that_it_acts(run, tea, tmp_path, before, argument):
    ran = run(*before, argument)
    assert ran.status == (0 if before == ("new",) and not argument.startswith("-") else 2)
    assert "\x1b" not in ran.err + ran.out
    assert "\x9b" not in ran.err + ran.out


def test_a_file_of_a_hostile_name_is_read_and_told_safely(call, tea, tmp_path):
    hostile = os.path.join(tmp_path, "a\x1b[31m\n" + os.fsdecode(b"\xff") + ".yaml")
    shutil.copy(tea, hostile)
    assert call("--file", hostile, "list", "words").status == 0
    with open(hostile, "wb") as stream:
        stream.write(b"title: [\n")
    for command in (
        ("--file", hostile, "list"),
        ("check", hostile),
        ("check", hostile, "--format", "json"),
        ("check", hostile, "--format", "github"),
    ):
        ran = call(*command)
        assert ran.status == 2
        assert "\x1b" not in ran.err + ran.out


def test_a_library_that_means_harm_is_shown_as_text(call, tmp_path):
    file = tmp_path / "harm.yaml"
    file.write_text(
        "title: '[@click=app.quit]press[/]'\nsections:\n- id: s\n  title: '[link=https://a.example]x[/link]'\n  entries:\n"
        "  - id: a\n    title: '%s {0} $(id)'\n    short: '[x](javascript:alert(1)) <script>'\n    body: '![a](file:///etc/passwd)'\n"
    )
    out = call("--file", file, "--color", "always").out
    for text in ("[@click=app.quit]press[/]", "[link=https://a.example]x[/link]", "%s {0} $(id)", "[x](javascript:alert(1)) <script>"):
        assert text in re.sub(r"\x1b\[[0-9;]*m", "", out)
    assert "]8;;" not in out
