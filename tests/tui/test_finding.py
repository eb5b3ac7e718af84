"""Finding in the text that is open, without losing the list; and the glossary's words, explained where one reads them."""

import pytest
from explorer import TEXT, WIDTHS, screen
from textual import events

from fibro_tui.text.blocks import Block, words
from fibro_tui.text.layout import lines
from fibro_tui.tui.laid import Laid


async def _open(pilot, *keys):
    await pilot.press("down", "enter", *keys)
    await pilot.pause()


@pytest.mark.parametrize("size", [*WIDTHS, (40, 12)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_letters_are_found_as_they_are_typed_and_walked_when_kept(make, size):
    app = make()
    async with app.run_test(size=size) as pilot:
        reading = app.main.reading
        await _open(pilot, "ctrl+f", *"KETA")
        found = len(reading.matches)
        assert found > 1
        assert f"1 of {found}" in screen(app)
        line = reading.matches[reading.match].line
        assert reading.first <= line < reading.first + reading.height
        await pilot.press("enter", "n")
        await pilot.pause()
        assert app.main.whereabouts(brief=True) == f"match 2 of {found}"
        assert app.main.place == "reading"
        assert app.main.query_text == ""


async def test_what_is_nowhere_is_said_and_going_back_leaves_all_as_it_was(make):
    app = make(words="bladder")
    async with app.run_test(size=(120, 16)) as pilot:
        await pilot.pause()
        reading = app.main.reading
        await pilot.press("enter", "enter", "down", "down")
        before = reading.first, reading.matches
        assert before[0]
        assert before[1]
        await pilot.press("ctrl+f", *"web")
        assert reading.first != before[0]
        await pilot.press(*"xyz")
        await pilot.pause()
        assert "not found" in screen(app)
        await pilot.press("escape")
        await pilot.pause()
        assert (reading.first, reading.matches) == before
        assert app.main.place == "reading"


async def test_a_source_is_searched_too(make):
    app = make()
    async with app.run_test(size=(120, 30)) as pilot:
        await _open(pilot, "1", "ctrl+f", *"alpha", "enter")
        await pilot.pause()
        assert app.main.viewer.matches
        assert app.main.whereabouts(brief=True) == f"match 1 of {len(app.main.viewer.matches)}"


async def test_another_text_forgets_what_was_found_in_this_one(make):
    app = make()
    async with app.run_test(size=(120, 30)) as pilot:
        await _open(pilot, "ctrl+f", *"the", "enter", ">")
        await pilot.pause()
        assert app.main.reading.matches == ()


async def test_a_list_that_is_read_late_leaves_what_was_found(make):
    app = make()
    async with app.run_test(size=(120, 30)) as pilot:
        await _open(pilot, "ctrl+f", *"the", "enter")
        found = app.main.reading.matches
        assert found
        app.main.follow_soon()
        await pilot.pause()
        assert app.main.reading.matches == found


async def test_a_focus_that_is_told_late_moves_nobody(make):
    app = make()
    async with app.run_test(size=(120, 30)) as pilot:
        await _open(pilot)
        app.main.on_descendant_focus(events.DescendantFocus(app.main.answers))
        assert app.main.place == "reading"


async def test_find_in_the_list_searches_the_answer_that_shows(make):
    app = make()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("down", "ctrl+f", *"bladder", "enter")
        await pilot.pause()
        assert app.main.place == "reading"
        assert app.main.reading.matches
        assert not app.main.kept


async def test_going_back_in_a_burst_undoes_what_was_found(make):
    app = make()
    async with app.run_test(size=(120, 30)) as pilot:
        await _open(pilot, "ctrl+f")
        app.simulate_key("t")
        app.simulate_key("h")
        app.simulate_key("escape")
        await pilot.pause()
        await pilot.pause()
        assert app.screen is app.main
        assert app.main.reading.matches == ()


async def test_the_match_before_the_first_is_the_last(make):
    app = make()
    async with app.run_test(size=(120, 30)) as pilot:
        await _open(pilot, "ctrl+f", *"the", "enter")
        reading = app.main.reading
        reading.match = -1
        reading.first = 0
        reading.walk(-1)
        assert reading.match == len(reading.matches) - 1


async def test_a_match_that_goes_with_a_note_is_not_counted_on(make):
    app = make()
    async with app.run_test(size=(120, 30)) as pilot:
        await _open(pilot, "e", *"zeppelin", "enter", "ctrl+f", *"zeppelin", "enter")
        await pilot.pause()
        assert app.main.reading.match == 0
        await pilot.press("s")
        await pilot.pause()
        assert app.main.reading.matches == ()
        assert app.main.reading.match == -1


async def test_what_was_found_stays_when_the_answer_is_saved(make):
    app = make()
    async with app.run_test(size=(120, 30)) as pilot:
        await _open(pilot, "ctrl+f", *"the", "enter", "s")
        await pilot.pause()
        assert app.main.kept
        assert app.main.reading.match >= 0


def test_what_is_found_may_go_over_the_end_of_a_line():
    laid = Laid(lines([Block("text", words("one two three (four) Two\u0301 two"))], 11))
    assert len(laid.texts) > 2
    assert [laid.texts[part.line][part.start : part.end] for part in laid.finds("TWO")] == ["two", "Two", "two"]
    assert len(laid.finds("two   three")) == 1
    assert len(laid.finds("(four) two")) == 1
    assert laid.finds(" ") == laid.finds("") == laid.finds("[a-z]") == ()


# The glossary


@pytest.mark.parametrize("size", [*WIDTHS, (40, 12), (30, 10)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_word_of_the_glossary_tells_its_meaning_in_the_footer_and_opens(make, library, size):
    library.write_text(TEXT.replace("The bladder can hurt.", "The bladder can hurt after midazolam."), encoding="utf-8")
    app = make()
    async with app.run_test(size=size) as pilot:
        await _open(pilot)
        reading = app.main.reading
        while not (reading.link and reading.link.target == "term:midazolam"):
            await pilot.press("right")
        await pilot.pause()
        assert "A calming drug." in screen(app).splitlines()[-1]
        await pilot.press("enter")
        await pilot.pause()
        assert app.main.source == "term:midazolam"
        assert app.main.place == "source"
        assert "A calming drug." in screen(app)
        await pilot.press("escape")
        await pilot.pause()
        assert app.main.place == "reading"
        assert app.main.entry == "bladder"


@pytest.mark.parametrize("size", [*WIDTHS, (40, 12)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_click_on_a_word_of_the_glossary_opens_its_meaning(make, library, size):
    library.write_text(TEXT.replace("With heavy use it can.", "With midazolam it can."), encoding="utf-8")
    app = make()
    async with app.run_test(size=size) as pilot:
        await _open(pilot)
        reading = app.main.reading
        part = next(link for link in reading.laid.links if link.target == "term:midazolam").parts[0]
        inside = reading.content_region.offset - reading.region.offset
        await pilot.click(reading, offset=(inside.x + part.start, inside.y + part.line - reading.first))
        await pilot.pause()
        assert app.main.source == "term:midazolam"
        assert "A calming drug." in screen(app)


async def test_a_long_meaning_is_cut_in_the_footer_and_whole_when_opened(make, library):
    meaning = "A drug that calms and makes people sleepy and forgetful; some trials of ketamine give it to those they compare with."
    text = TEXT.replace("A calming drug.", meaning).replace("The bladder can hurt.", "The bladder can hurt after midazolam.")
    library.write_text(text, encoding="utf-8")
    app = make()
    async with app.run_test(size=(50, 30)) as pilot:
        await _open(pilot)
        while not (app.main.reading.link and app.main.reading.link.target == "term:midazolam"):
            await pilot.press("right")
        await pilot.pause()
        foot = screen(app).splitlines()[-1]
        assert foot.strip().startswith("A drug that calms")
        assert foot.endswith("…")
        await pilot.press("enter")
        await pilot.pause()
        assert meaning in " ".join(screen(app).split())
