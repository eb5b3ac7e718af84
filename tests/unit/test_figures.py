import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fibro_tui.content.model import Figure
from fibro_tui.text.blocks import Span, text_of
from fibro_tui.text.cells import width
from fibro_tui.text.figures import drawn, sentence
from fibro_tui.text.figures import told as read_aloud
from fibro_tui.text.layout import wrap

TWO = Figure("slept worse", "the same night", ("a",), people={"of": 12, "tea": 8, "water": 3}, who="adults", caution="Only 24 people.")
PER = Figure("slept worse", "the same night", ("a",), people={"per": 100, "tea": 7})
MANY = Figure("slept worse", "the same night", ("a",), people={"of": 1285, "tea": 347, "water": 0})
RANGES = Figure("caffeine", "as brewed", ("a",), ranges={"a cup": (20.0, 45.0), "a pot": (80.0, 180.0)}, unit="mg", scale=(0.0, 200.0))


def told(figure, columns=76, ascii=False):
    return [text_of(line) for line in drawn(figure, (Span("[1]", "citation", "reference:a"),), columns, ascii, wrap)]


def shapes(lines, on="●", off="○"):
    return [(line.count(on), line.count(off)) for line in lines if on in line or off in line]


def test_the_shapes_are_as_many_as_the_people():
    lines = told(TWO)
    assert shapes(lines) == [(8, 4), (3, 9)]


def test_a_figure_tells_what_when_who_its_caution_and_its_source():
    assert told(TWO) == [
        "Slept worse, the same night",
        "  tea    ●●●●●●●●○○○○  8 of 12, 4 not",
        "  water  ●●●○○○○○○○○○  3 of 12, 9 not",
        "Adults. Only 24 people. [1]",
    ]


def test_both_sides_of_a_number_are_told():
    for figure in (TWO, PER, MANY):
        text = " ".join(told(figure))
        for count, whole, rest in re.findall(r"(\d+) (?:of|in every) (\d+), (\d+) not", text):
            assert int(count) + int(rest) == int(whole)
        assert len(re.findall(r"\d+ not", text)) == len(figure.people) - 1


def test_a_rate_is_told_as_so_many_in_every_hundred():
    text = " ".join(told(PER))
    assert "7 in every 100, 93 not" in text
    assert sum(on for on, _ in shapes(told(PER))) == 7
    assert sum(on + off for on, off in shapes(told(PER))) == 100


def test_one_group_alone_is_said_to_have_none_beside_it():
    assert "No comparison group." in " ".join(told(PER))
    assert "No comparison group." not in " ".join(told(TWO))


def test_a_group_above_a_hundred_is_drawn_as_a_hundred_and_says_so():
    lines = told(MANY)
    drawn = shapes(lines)
    assert sum(on + off for on, off in drawn) == 200
    assert sum(on for on, _ in drawn) == round(347 * 100 / 1285)
    assert "347 of 1285, 938 not" in " ".join(lines)
    assert "Drawn as 100 of each 1285 people." in " ".join(lines)


def test_rows_of_shapes_are_even_so_that_they_can_be_counted():
    for columns in (20, 30, 40, 60, 76):
        rows = [on + off for on, off in shapes(told(PER, columns))]
        assert len(set(rows)) == 1
        assert rows[0] in (50, 25, 20, 10)
        assert sum(rows) == 100


def test_nobody_and_everybody_can_be_drawn():
    assert shapes(told(TWO._replace(people={"of": 5, "none": 0, "all": 5}))) == [(0, 5), (5, 0)]


def test_ascii_shapes_are_ascii_and_say_the_same():
    lines = told(TWO, ascii=True)
    assert "".join(lines).isascii()
    assert shapes(lines, "#", ".")[:2] == [(8, 4), (3, 9)]
    assert "".join(told(RANGES, ascii=True)).isascii()


def test_ranges_are_bars_on_one_scale_with_their_ends_told():
    lines = told(RANGES)
    assert lines[0] == "Caffeine, as brewed"
    assert [line.split("  ")[-1] for line in lines[1:3]] == ["20 to 45 mg", "80 to 180 mg"]
    starts = [line.index("█") for line in lines[1:3]]
    ends = [line.rindex("█") for line in lines[1:3]]
    assert starts[0] < ends[0] < starts[1] < ends[1]
    bars = [re.search("[█·]+", line)[0] for line in lines[1:3]]
    assert len(bars[0]) == len(bars[1])


def test_a_range_of_one_value_is_told_once_and_a_percent_sign_stands_close():
    assert "7 mg" in " ".join(told(RANGES._replace(ranges={"a": (7.0, 7.0)})))
    assert "7 to 7.5%" in " ".join(told(RANGES._replace(ranges={"a": (7.0, 7.5)}, unit="%")))


def test_ranges_below_zero_and_outside_the_scale_are_drawn():
    for ranges in ({"a": (-20.0, -5.0)}, {"a": (150.0, 900.0)}, {"a": (-9.0, 900.0)}, {"a": (0.0, 0.0)}):
        assert "█" in "".join(told(RANGES._replace(ranges=ranges)))
        assert "█" in "".join(told(RANGES._replace(ranges=ranges, scale=())))


def test_a_figure_is_a_sentence_too():
    assert sentence(TWO) == "Slept worse, the same night: tea: 8 of 12; water: 3 of 12."
    assert sentence(PER) == "Slept worse, the same night: tea: 7 in every 100."
    assert sentence(RANGES) == "Caffeine, as brewed: a cup: 20 to 45 mg; a pot: 80 to 180 mg."


def test_a_figure_read_aloud_has_all_that_the_drawing_says_beside_its_shapes():
    source = (Span("[1]", "citation", "reference:a"),)
    assert text_of(read_aloud(TWO, source)) == f"{sentence(TWO)} Adults. Only 24 people. [1]"
    assert text_of(read_aloud(PER, source)) == f"{sentence(PER)} No comparison group. [1]"


@pytest.mark.parametrize("columns", [20, 24, 30, 40, 76])
@pytest.mark.parametrize("figure", [TWO, PER, MANY, RANGES])
def test_a_figure_keeps_to_its_width_with_names_of_any_length(figure, columns):
    long = "a name of a group that is much longer than any line of a phone"
    named = figure._replace(
        people={long if name not in ("of", "per") else name: count for name, count in figure.people.items()},
        ranges={long + name: pair for name, pair in figure.ranges.items()},
    )
    for each in (figure, named):
        lines = told(each, columns)
        assert [line for line in lines if width(line) > columns] == []
    assert long.replace(" ", "") in "".join(told(named, columns)).replace(" ", "")


@given(
    st.integers(1, 3000).flatmap(lambda whole: st.tuples(st.just(whole), st.integers(0, whole), st.integers(0, whole))),
    st.integers(20, 100),
)
def test_shapes_and_numbers_agree_whatever_they_are(people, columns):
    whole, one, two = people
    lines = told(TWO._replace(people={"of": whole, "tea": one, "water": two}), columns)
    drawn = min(whole, 100)
    assert sum(on for on, _ in shapes(lines)) == round(one * drawn / whole) + round(two * drawn / whole)
    assert sum(on + off for on, off in shapes(lines)) == 2 * drawn
    assert f"{one} of {whole}, {whole - one} not" in " ".join(" ".join(lines).split())
    assert all(width(line) <= columns for line in lines)
