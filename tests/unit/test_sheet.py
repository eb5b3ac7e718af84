import re
from typing import NamedTuple

from fibro_tui.text.blocks import text_of
from fibro_tui.text.layout import lines
from fibro_tui.text.sheet import sheet


class Item(NamedTuple):
    entry: str
    note: str = ""


def told(catalog, *items):
    made = "\n".join(text_of(line) for line in lines(sheet(catalog, items), 76, underline=True))
    return re.sub(r"(?m)^(\S[^\n]*?) {2,}", r"\1: ", made)


def test_a_sheet_says_whose_it_is_when_it_was_printed_and_what_it_is_not(small):
    made = told(small, Item("green-tea"))
    assert made.startswith("For my appointment: Tea and sleep\n=================================\n\nPrinted ")
    assert re.search(r"Printed \d{1,2} [A-Z][a-z]{2} \d{4}\.", made)
    assert "Information, not advice." in made
    assert "No clinician has reviewed this." in made


def test_each_saved_answer_has_its_short_answer_how_sure_its_sources_and_the_note(small):
    made = told(small, Item("green-tea", "Ask for decaf?"), Item("black-tea"))
    green, black = made.index("Does green tea"), made.index("Does black tea")
    assert green < black
    for part in ("Green tea keeps fewer people awake", "[##] Sure", "Sources: The Tea Board 2021", "My note: Ask for decaf?"):
        assert green < made.index(part) < black
    for part in ("[#-] Not very sure", "Sources: Leaf 2020; The Tea Board 2021", "Studied in: adults who sleep well"):
        assert made.index(part) > black
    assert made.count("My note") == 1
    assert made.count("Answer: ____") == 2


def test_a_story_is_said_to_be_one(small):
    assert "One person's story, not evidence." in told(small, Item("story-mug"))


def test_an_answer_that_is_gone_keeps_its_note(small):
    made = told(small, Item("white-tea", "my own words"))
    assert "white-tea (no longer in this library)" in made
    assert "my own words" in made
