import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fibro_tui.content.file import LARGEST, contents
from fibro_tui.content.problems import Problem, nearest, report
from fibro_tui.content.read import DEEPEST, MOST_PROBLEMS, read

SMALL = Path(__file__).parents[1].joinpath("small.yaml").read_bytes()

HEAD = "title: T\ncertainty: [{id: sure, mark: a, label: b, means: c}]\nreasons: {few: few people}\n"
BARE = "title: T\nsections: []\n"
TAIL = "references: [{id: ref-one, type: book, title: R}]\n"


def library(*lines, head=HEAD, tail=TAIL):
    """A library of one entry with these lines, the first of them in line 8 and column 7 of the file."""
    entry = "sections:\n- id: s\n  title: S\n  facts: [Price]\n  entries:\n    - id: one\n      title: One?\n      short: Yes.\n"
    return (head + entry + "".join(f"      {line}\n" for line in lines) + tail).encode()


FIRST = 12  # The line of an entry's first own line in what `library` makes.


def problems(data):
    reading = read(data if isinstance(data, bytes) else data.encode())
    assert (reading.library is None) == bool(reading.problems)
    assert all(problem.line > 0 and problem.column > 0 and problem.message for problem in reading.problems)
    return [(problem.line, problem.column, problem.message) for problem in reading.problems]


def only(data):
    found = problems(data)
    assert len(found) == 1, found
    return found[0]


# A sound file


def test_a_sound_file_has_no_problem_and_says_what_stands_in_it():
    library = read(SMALL).library
    assert library.title == "Tea and sleep"
    assert [section.id for section in library.sections] == ["teas", "nothing-yet", "told", "words"]
    tea = library.sections[0].entries[0]
    assert tea.because == ("few", "others")
    assert tea.figures[0].people == {"of": 12, "tea": 8, "water": 3}
    assert tea.figures[0].source == ("study-2020",)
    assert library.sections[0].entries[1].figures[1].ranges == {"a cup": (20.0, 45.0), "a pot": (80.0, 180.0)}
    assert library.references[0].author[1].particle == "van den"
    assert library.references[0].issued.parts == ((2020, 3),)
    assert library.references[0].custom.n == 24


def test_a_library_of_two_keys_is_a_library():
    library = read(b"title: T\nsections: []\n").library
    assert library.sections == ()
    assert library.language == "en"


def test_numbers_and_dates_without_quotes_are_the_text_they_are_written_as():
    library = read(b"title: 2024\nsections: []\nabout: {version: 1.10, evidence_searched: 2026-11-22}\n").library
    assert (library.title, library.about.version, library.about.evidence_searched) == ("2024", "1.10", "2026-11-22")


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf" + SMALL, SMALL.replace(b"\n", b"\r\n"), SMALL.replace(b"\n", b"\r"), SMALL.rstrip()])
def test_a_byte_order_mark_and_any_line_ends_are_read_as_they_are_meant(data):
    assert read(data).library == read(SMALL).library


def test_an_alias_is_what_it_names():
    library = read(b"title: T\nsections: []\nsynonyms:\n- &tea [tea, brew]\n- *tea\n").library
    assert library.synonyms == (("tea", "brew"), ("tea", "brew"))


# Each kind of problem, with its place


PLACED = {
    "a key that is unknown, with the nearest": (library("shrot: No."), FIRST, 7, 'unknown key "shrot"; did you mean short?'),
    "an unknown key that is like nothing": (library("zzz: 1"), FIRST, 7, 'unknown key "zzz"; known here: id, title, short, '),
    "a key that stands twice": (library("title: Two?"), FIRST, 7, 'key "title" stands here twice, first in line 10'),
    "a key that is missing": ("sections: []\n", 1, 1, 'missing key "title"'),
    "a list that should be text": (library("unknown: [a]"), FIRST, 16, "expected text, not a list"),
    "a mapping that should be text": (library("unknown: {a: b}"), FIRST, 16, "expected text, not a mapping"),
    "text that should be a list": (library("tags: night"), FIRST, 13, 'expected a list, not text "night"'),
    "text that should be a mapping": (library("facts: night"), FIRST, 14, 'expected a mapping (key: value), not text "night"'),
    "text that should be a record": (library("sources: [x]"), FIRST, 17, 'expected a mapping (ref, says: ...), not text "x"'),
    "nothing": (library("unknown:"), FIRST, 15, "expected text, not nothing; fill it or take the key out"),
    "empty quotes": (library("unknown: '  '"), FIRST, 16, "expected text, not nothing"),
    "a yes that YAML takes for true": (library("unknown: yes"), FIRST, 16, "put quotes around yes"),
    "a tag": (library("unknown: !!python/name:os.system"), FIRST, 16, "tags are not read"),
    "a certainty that is not on the scale": (library("certainty: srue"), FIRST, 18, 'no certainty has the id "srue"; did you mean sure?'),
    "a reason that is not told": (library("because: [fwe]"), FIRST, 17, 'no reason has the id "fwe"; did you mean few?'),
    "a source that is not there": (library("sources: [{ref: ref-two, says: mixed}]"), FIRST, 23, 'no reference has the id "ref-two"'),
    "a stance that is none": (library("sources: [{ref: ref-one, says: maybe}]"), FIRST, 38, "expected one of supports, mixed, against"),
    "a related entry that is not there": (library("see: [one, oen]"), FIRST, 18, 'no entry has the id "oen"; did you mean one?'),
    "a fact that the section has not": (library("facts: {Pirce: 1}"), FIRST, 22, 'section "s" has no fact "Pirce"; did you mean Price?'),
    "an id that is no id": (library("tags: [Two Words]"), FIRST, 14, '"Two Words" is not a name in lower case'),
    "a date that is no date": (library("reviewed: soon"), FIRST, 17, '"soon" is not a date, such as 2026-11-22'),
    "a day that is not in the calendar": (library("reviewed: 2026-02-30"), FIRST, 17, "2026-02-30 is no day of the calendar"),
    "a figure with people and ranges": (
        library("figures: [{outcome: a, when: b, source: ref-one, people: {of: 2, x: 1}, ranges: {y: [1, 2]}}]"),
        FIRST,
        17,
        "a figure has either people or ranges",
    ),
    "a figure with neither": (library("figures: [{outcome: a, when: b, source: ref-one}]"), FIRST, 17, "either people or ranges"),
    "more people than there are": (
        library("figures: [{outcome: a, when: b, source: ref-one, people: {of: 2, x: 3}}]"),
        FIRST,
        17,
        "each arm counts from 0 to 2",
    ),
    "people of nobody": (library("figures: [{outcome: a, when: b, source: ref-one, people: {of: 0, x: 0}}]"), FIRST, 17, "above 0"),
    "people without a whole": (library("figures: [{outcome: a, when: b, source: ref-one, people: {x: 3}}]"), FIRST, 17, "people has of: N"),
    "a figure that rests on nothing": (
        library("figures: [{outcome: a, when: b, source: [], people: {of: 3, tea: 1}}]"),
        FIRST,
        17,
        "a figure has a source",
    ),
    "a whole without people": (library("figures: [{outcome: a, when: b, source: ref-one, people: {of: 3}}]"), FIRST, 17, "one arm or more"),
    "a range that runs backwards": (
        library("figures: [{outcome: a, when: b, source: ref-one, ranges: {y: [2, 1]}}]"),
        FIRST,
        17,
        "each range is [low, high]",
    ),
    "a scale of one end": (
        library("figures: [{outcome: a, when: b, source: ref-one, ranges: {y: [1, 2]}, scale: [1]}]"),
        FIRST,
        17,
        "scale is [lowest, highest]",
    ),
    "a figure's source that is not there": (
        library("figures: [{outcome: a, when: b, source: ref-none, people: {of: 2, x: 1}}]"),
        FIRST,
        47,
        'no reference has the id "ref-none"',
    ),
    "a count that is no whole number": (
        library("figures: [{outcome: a, when: b, source: ref-one, people: {of: 2, x: 1.5}}]"),
        FIRST,
        75,
        "expected a whole number",
    ),
    "an address that is none": (
        "title: T\nsections: []\nhelp: [{region: a, level: b, name: c, web: 'javascript:x'}]\n",
        3,
        44,
        "starts with http",
    ),
    "a list as a key": ("title: T\nsections: []\n? [a]\n: b\n", 3, 3, "expected a plain key, not a list"),
    "an id that is taken": (
        library(tail=TAIL[:-2] + ", {id: ref-one, type: book, title: X}]\n"),
        12,
        56,
        'reference id "ref-one" is taken already',
    ),
    "an entry's id that is taken": (
        library("- {id: one, title: a, short: b}").replace(b"      - {", b"    - {"),
        12,
        12,
        "is taken already, in line 9",
    ),
    "YAML that is none": ("title: [T\nsections: []\n", 2, 9, "this is not YAML"),
    "an alias of nothing": ("title: *t\nsections: []\n", 1, 8, "this is not YAML: found undefined alias"),
    "a library that is a list": ("- a\n", 1, 1, "expected a mapping (title, sections, language: ...), not a list"),
}


@pytest.mark.parametrize("case", PLACED)
def test_a_problem_is_told_with_its_line_and_column(case):
    data, line, column, told = PLACED[case]
    at_line, at_column, message = only(data)
    assert (at_line, at_column) == (line, column), message
    assert told in message


def test_all_problems_are_told_in_one_go_in_the_order_of_the_file():
    found = problems(library("shrot: No.", "certainty: srue", "see: [tow]", "reviewed: 2026-13-01", "tags: x", "facts: {Pirce: 1}"))
    assert [line for line, _, _ in found] == [FIRST, FIRST + 1, FIRST + 2, FIRST + 3, FIRST + 4]
    # A fact is compared with its section's when the structure stands: so that one fault is not told twice.
    assert problems(library("facts: {Pirce: 1}"))


def test_a_file_of_many_problems_tells_the_first_of_them():
    found = problems("title: T\nsections: []\n" + "".join(f"key-{i}: 1\n" for i in range(3 * MOST_PROBLEMS)))
    assert len(found) == MOST_PROBLEMS
    assert found[0][0] == 3


def test_names_that_lead_nowhere_are_as_many_as_can_be_told():
    see = ", ".join(f"none-{i}" for i in range(3 * MOST_PROBLEMS))
    assert len(problems(library(f"see: [{see}]"))) == MOST_PROBLEMS


def test_a_place_in_a_block_of_text_is_the_place_of_the_word():
    reading = read(SMALL)
    line, column = reading.place(("sections", 0, "entries", 0, "body"), "Strong")
    assert SMALL.decode().splitlines()[line - 1][column - 1 :].startswith("Strong")


def test_a_place_that_is_not_there_is_the_nearest_that_is():
    reading = read(SMALL)
    assert reading.place(("sections", 0, "entries", 1, "body")) == reading.place(("sections", 0, "entries", 1))
    assert reading.place(("nowhere",)) == reading.place(())


# Files that mean harm, or are something else


HOSTILE = {
    "an empty file": (b"", "the file is empty"),
    "blanks alone": (b"\n  \n", "the file is empty"),
    "a comment alone": (b"# hello\n", "the file is empty"),
    "every byte there is": (bytes(range(256)), "not UTF-8"),
    "UTF-16": ("title: T\nsections: []\n".encode("utf-16"), "not UTF-8"),
    "UTF-16 without its mark": ("title: T\nsections: []\n".encode("utf-16-le"), "U+0000"),
    "Latin-1": (b"title: caf\xe9\nsections: []\n", "not UTF-8"),
    "a word": (b"hello", "expected a mapping"),
    "a list": (b"- title: T\n", "expected a mapping"),
    "JSON cut off": (b'{"title": "T", "sections": [', "this is not YAML"),
    "a good file cut off in a quote": (b'title: "T\nsections: []\n', "this is not YAML"),
    "two documents": (b"title: T\nsections: []\n---\ntitle: U\n", "expected a single document"),
    "a Python object": (b"!!python/object/apply:os.system ['true']", "tags are not read"),
    "a Python object inside": (b"title: !!python/object/apply:os.system ['true']\nsections: []\n", "tags are not read"),
    "a tag made by a directive": (b"%TAG ! tag:yaml.org,2002:python/\n---\n!object:os.x {}\n", "tags are not read"),
    "a NUL": (b"title: a\0b\nsections: []\n", "U+0000; take it out"),
    "an escape": (b"title: a\x1b[31mb\nsections: []\n", "U+001B; take it out"),
    "an escape in quotes": (b'title: "a\\e[31mb"\nsections: []\n', "U+001B in a text; take it out"),
    "a C1 control in quotes": (b'title: "a\\x9bb"\nsections: []\n', "U+009B in a text"),
    "a bell in quotes": (b'title: "a\\ab"\nsections: []\n', "U+0007 in a text"),
    "a soft hyphen": ("title: a\u00adb\nsections: []\n".encode(), "U+00AD in a text"),
    "a blank of no width": ("title: a\u200bb\nsections: []\n".encode(), "U+200B in a text"),
    "text turned around": ("title: a\u202eb\nsections: []\n".encode(), "U+202E in a text"),
    "a lone surrogate": (b'title: "\\ud800"\nsections: []\n', "this is not YAML"),
    "a key that acts": (b'title: T\nsections: []\n"a\\eb": 1\n', "expected a plain key"),
    "a recursive alias": (b"title: &t [*t]\nsections: *t\n", "expected text, not a list"),
    "a merge": (b"title: T\nsections: []\n<<: {title: U}\n", 'unknown key "<<"'),
    "a number without end": (
        b"title: T\nsections: []\nreferences: [{id: a, type: b, title: c, custom: {n: " + b"9" * 9999 + b"}}]\n",
        "whole number",
    ),
    "a tab for an indent": (b"title: T\nsections:\n\t- a\n", "this is not YAML"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_file_that_is_no_library_has_a_problem_with_a_place(case):
    data, told = HOSTILE[case]
    found = problems(data)
    assert any(told in message for _, _, message in found), found
    assert not any("\x1b" in message or "\x9b" in message or "\n" in message for _, _, message in found)


NESTED = {
    "brackets": b"[" * 20_000,
    "brackets and words": b"[a, " * 20_000,
    "brackets and comments": b"[#\n" * 20_000,
    "braces": b'{"a": ' * 20_000,
    "dashes": b"- " * 20_000,
    "questions": b"? " * 20_000,
    "indents": b"".join(b" " * i + b"a:\n" for i in range(1000)),
    "inside a library": b"title: T\nsections: " + b"[" * 200 + b"]" * 200 + b"\n",
}


@pytest.mark.parametrize("case", NESTED)
def test_nesting_without_end_is_refused_at_the_level_that_is_too_deep(case):
    assert f"nested deeper than {DEEPEST} levels" in only(NESTED[case])[2]


def test_nesting_that_would_overflow_the_stack_does_not_end_the_process():
    code = "from fibro_tui.content.read import read; print(len(read(b'[a, ' * 3_000_000).problems))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert (ran.returncode, ran.stdout) == (0, "1\n"), ran.stderr


def test_aliases_cannot_make_a_file_larger_than_it_is():
    layers = [b"synonyms:\n- &a0 [" + b", ".join([b"w"] * 1000) + b"]\n"] + [b"- *a0\n"] * 3000
    assert "aliases" in only(b"title: T\nsections: []\n" + b"".join(layers))[2]


def test_an_alias_bomb_is_a_problem_of_its_types():
    bomb = ["a: &a [x, x, x, x, x, x, x, x, x]\n"]
    bomb += [f"{name}: &{name} [{', '.join(['*' + before] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)]
    found = problems("".join(bomb) + "title: T\nsections: *i\n")
    assert any('unknown key "a"' in message for _, _, message in found)


def test_a_megabyte_on_one_line_is_read_like_any_line():
    assert read(b"title: " + b"x " * 500_000 + b"\nsections: []\n").library
    found = only(b"title: T\nsections: " + b"x" * 1_000_000)
    assert len(found[2]) < 200


def test_a_file_that_is_too_large_is_not_read_to_its_end(tmp_path):
    endless = tmp_path / "endless.yaml"
    with endless.open("wb") as stream:
        stream.truncate(LARGEST + 4096)
    assert len(contents(str(endless))) == LARGEST + 1


def test_a_file_that_is_too_large_is_a_problem_that_says_how_large(monkeypatch):
    monkeypatch.setattr("fibro_tui.content.read.LARGEST", 10)
    assert "more than" in only(b"title: T\nsections: []\n")[2]


def reference_with(line: str) -> str:
    return f"title: T\nsections: []\nreferences:\n- {{id: a, type: book, title: X, {line}}}\n"


WRONG = [f"issued: {{date-parts: {parts}}}" for parts in ("[[2024, 13, 1]]", "[[2024, 2, 30]]", "[[0]]", "[[-5]]", "[[20111]]", "[[]]")]
WRONG += [f"accessed: {{date-parts: {parts}}}" for parts in ("[[11, 2011]]", "[[2011, 5, 6, 7]]", "[[2011], [2012], [2013]]")]
WRONG += ["DOI: 10.1000/abc.", "DOI: 10.1000/abc)", 'DOI: "10.1000/abc,"', "DOI: 10.1000/", "DOI: doi:10.1000/abc"]
WRONG += ['PMID: "0"', 'PMID: "012345"', "PMCID: PMC0"]


@pytest.mark.parametrize("line", WRONG)
def test_a_number_or_date_of_a_reference_that_cannot_be_is_a_problem_where_it_stands(line):
    at_line, at_column, _ = only(reference_with(line))
    assert at_line == 4
    assert at_column > len("- {id: a, type: book, title: X, ")


RIGHT = [f"issued: {{date-parts: {parts}}}" for parts in ("[[2024]]", "[[2024, 2, 29]]", "[[2023, 12], [2024]]")]
RIGHT += [
    "issued: {literal: in press}",
    "DOI: 10.1016/S0140-6736(05)67394-1",
    "DOI: 10.1016/0304-3959(95)",
    "DOI: 10.1000/a<1::AID-B>3.0.CO;2-2",
]


@pytest.mark.parametrize("line", RIGHT)
def test_a_number_or_date_of_a_reference_in_any_form_that_there_is_passes(line):
    assert problems(reference_with(line)) == []


@given(st.binary(max_size=300))
def test_no_bytes_make_the_reader_fail(data):
    problems(data)


@given(st.text(alphabet=":-[]{}&*!|>'\"%@#?, \n\tab0\x85\u2028\ufeff", max_size=80))
def test_no_yaml_makes_the_reader_fail(text):
    problems(text)


SPOILS = (b"", b"\n", b": ", b"- ", b"[", b"}", b"*x ", b"&x ", b"!!int ", b"\xff", b"\0", b"'", b"null")


@settings(max_examples=150)
@given(st.data())
def test_no_change_to_a_good_file_makes_the_reader_fail(data):
    spoilt = bytearray(SMALL)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(spoilt) - 1))
        end = min(len(spoilt), at + data.draw(st.sampled_from([0, 1, 5, 200])))
        spoilt[at:end] = data.draw(st.sampled_from(SPOILS))
    problems(bytes(spoilt))


# How problems are said


def test_the_nearest_names_are_offered_and_only_near_ones():
    assert nearest("shrot", ["short", "title"]) == "; did you mean short?"
    assert nearest("zzz", ["short", "title"]) == ""


def test_the_nearest_is_found_among_very_many_names():
    assert "name-4711" in nearest("nmae-4711", [f"name-{i}" for i in range(20_000)])


def test_a_problem_is_told_as_editors_jump_to_it():
    assert Problem(3, 5, "error", "no", "structure").at("a.yaml") == "a.yaml:3:5: error: no [structure]"


def test_problems_as_annotations_keep_to_one_line_each():
    text = report([Problem(3, 5, "warning", "50% of\nit", "rule")], "a,b:c.yaml", "github")
    assert text == "::warning file=a%2Cb%3Ac.yaml,line=3,col=5,title=rule::50%25 of%0Ait\n"
