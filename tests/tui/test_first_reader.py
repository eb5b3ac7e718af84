"""What a person stumbled over who knew only the README: one test for each."""

from __future__ import annotations

import pytest
from explorer import TEXT, WIDTHS, screen

from fibro_tui.tui import commands, web
from fibro_tui.tui.compare import ComparePage, Table


async def _type(pilot, text):
    await pilot.press(*["space" if letter == " " else letter for letter in text])
    await pilot.pause()


@pytest.mark.parametrize("size", WIDTHS)
async def test_the_first_paint_of_a_comparison_has_its_first_row(make, monkeypatch, size):
    painted = []
    render_lines = Table.render_lines

    def seen(table, crop):
        made = render_lines(table, crop)
        painted.append(("".join(segment.text for strip in made for segment in strip), table.border_title))
        return made

    monkeypatch.setattr(Table, "render_lines", seen)
    app = make()
    async with app.run_test(size=size) as pilot:
        await pilot.press("down", "c")
        await pilot.pause()
        assert isinstance(app.screen, ComparePage)
        text, title = painted[0]
        assert "How often" in text
        assert "about 27 of" in text
        assert "of 3" in title
        assert "← " not in title


async def test_a_comparison_says_what_is_off_to_the_left_and_right(make):
    app = make()
    async with app.run_test(size=(90, 30)) as pilot:
        await pilot.press("down", "c")
        await pilot.pause()
        assert "What can go wrong · 1–2 of 3 →" in screen(app)
        await pilot.press("right")
        await pilot.pause()
        assert "What can go wrong · ← 2–3 of 3" in screen(app)
        await pilot.press("escape", "down", "down", "c")
        await pilot.pause()
        assert "← 2–3 of 3" in screen(app)


async def test_a_slash_lets_typing_replace_what_was_typed(make):
    app = make()
    async with app.run_test() as pilot:
        await _type(pilot, "bladder")
        await pilot.press("down", "/", *"sick")
        assert app.main.search.value == "sick"
        await pilot.press("down", "/", "/", "right", *"er")
        assert app.main.search.value == "sicker"
        await pilot.press("down", "/", "down", "up", *"s")
        assert app.main.search.value == "sickers"


async def test_help_stands_in_place_of_an_answer_until_the_reader_moves(make, library):
    library.write_text(TEXT.replace("words: [suicide,", "words: [nausea,"), encoding="utf-8")
    app = make()
    async with app.run_test(size=(120, 30)) as pilot:
        await _type(pilot, "nausea")
        assert "Call 988" in screen(app)
        assert app.main.entry == ""
        await pilot.press("down")
        await pilot.pause()
        assert "Call 988" in screen(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "Call 988" not in screen(app)
        assert "Need help now? Press !" in screen(app)
        await pilot.click(app.main.notice, offset=(4, 0))
        await pilot.pause()
        assert app.screen is not app.main
        assert "Call 988" in screen(app)
        await pilot.press("escape", "/", "escape")
        await pilot.pause()
        assert "Call 988" not in screen(app)


async def test_a_note_and_a_saved_answer_show(make):
    app = make()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("down", "enter")
        assert "s save" in screen(app)
        await pilot.press("e", *"why!", "enter")
        await pilot.pause()
        await pilot.press("escape", "enter")
        told = screen(app)
        assert "My note: why!" in told
        assert "What can go wrong · saved" in told
        assert "Not very sure · saved" in told
        assert "s unsave" in told
        await pilot.press("s")
        await pilot.pause()
        assert "My note" not in screen(app)
        assert "· saved" not in screen(app)
    again = make()
    async with again.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        assert not again.main.kept


async def test_nothing_in_a_section_leads_to_all_answers(make):
    app = make()
    async with app.run_test(size=(120, 30)) as pilot:
        app.main.section = "words"
        await _type(pilot, "bladder")
        found = f"Nothing in Words · {app.main.answers.listing.elsewhere} in all answers"
        assert app.main.answers.listing.elsewhere
        assert found in " ".join(screen(app).split())
        await pilot.press("enter")
        await pilot.pause()
        assert (app.main.section, app.main.query_text, app.main.entry) == ("", "bladder", "bladder")
        app.main.section = "risks"
        await pilot.pause()
        assert "Answers in What can go wrong" in screen(app)


async def test_a_source_closes_when_another_answer_is_read(make):
    app = make()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("down", "enter", "1")
        assert app.main.source
        await pilot.press("escape", "r", "enter")
        assert app.main.source
        await pilot.press("/")
        await _type(pilot, "midazolam")
        assert (app.main.entry, app.main.source) == ("midazolam", "")


async def test_escape_clears_the_words_then_the_section(make):
    app = make()
    async with app.run_test(size=(120, 30)) as pilot:
        app.main.section = "risks"
        await _type(pilot, "sick")
        assert app.main.entry == "nausea"
        await pilot.press("escape")
        await pilot.pause()
        assert (app.main.search.value, app.main.answers.cursor, app.main.entry, app.main.section) == ("", 0, "", "risks")
        await pilot.press("escape")
        await pilot.pause()
        assert (app.main.section, app.main.sections.cursor, app.main.answers.rows()) == ("", 0, 6)


@pytest.mark.parametrize("size", [(120, 16), (50, 10)])
async def test_a_returning_visitor_is_told_above_the_list(make, size):
    app = make()
    async with app.run_test(size=size) as pilot:
        await pilot.press("down", "down", "down", "down", "enter")
        app.main.leave_place()
        left = app.main.entry
    again = make()
    async with again.run_test(size=size) as pilot:
        await pilot.pause()
        main = again.main
        assert main.entry == left
        assert "Where you left off; Esc starts anew" in screen(again)
        assert "! help now" in screen(again)
        list = main.answers
        assert 0 < list.cursor * list.tall - list.first < list.height - list.tall
        await pilot.press("escape")
        await pilot.pause()
        assert (main.entry, main.answers.cursor) == ("", 0)
        assert "left off" not in screen(again)


async def test_arrows_walk_the_sources_while_one_is_chosen(make):
    app = make()
    async with app.run_test(size=(120, 24)) as pilot:
        await pilot.press("down", "enter", "r", "down")
        assert app.main.reading.link.target == "reference:beta-2020"
        await pilot.press("up")
        assert app.main.reading.link.target == "reference:alpha-2012"
        await pilot.press("escape")
        assert app.main.place == "reading"
        assert app.main.reading.link is None
        first = app.main.reading.first
        await pilot.press("up")
        assert app.main.reading.first == first - 1


async def test_a_followed_link_says_the_way_back_and_where_one_is(make):
    app = make(words="bladder section:risks")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        main = app.main
        await pilot.press("enter")
        links = [link.target for link in main.reading.laid.links]
        main.reading.choose(links.index("entry:cost"))
        await pilot.press("enter")
        await pilot.pause()
        assert main.entry == "cost"
        foot = screen(app).splitlines()[-1]
        assert foot.split()[:2] == ["[", "back"]
        assert "not in this list" in foot
        assert main.answers.away
        assert "▌" not in "".join(line[26:70] for line in screen(app).splitlines())
        await pilot.press("[")
        await pilot.pause()
        assert (main.entry, main.answers.away) == ("bladder", False)
        assert "[ back" not in screen(app)
        await pilot.press("]", "escape")
        await pilot.pause()
        assert (main.place, main.answers.away, main.entry) == ("answers", False, "bladder")


async def test_the_shelf_shows_all_that_is_saved_whatever_was_searched(make):
    app = make()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("down", "s", "/")
        await _type(pilot, "midazolam")
        await pilot.press("down", "S")
        await pilot.pause()
        assert [placed.entry.id for placed in app.main.answers.listing.placed] == ["bladder"]
        assert "S all answers" in screen(app)
        await pilot.press("escape")
        await pilot.pause()
        assert (app.main.shelved, app.main.place, app.main.entry) == (False, "answers", "midazolam")
        await pilot.press("S", "s")
        await pilot.pause()
        assert not app.main.shelved


async def test_copying_says_what_was_copied(make, monkeypatch):
    monkeypatch.setattr(web, "copied", lambda app, text: "copied")
    app = make()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("down", "enter", "y")
        assert app.main.message == f"Copied this answer, {len(app.main.reading.laid.texts)} lines"


async def test_the_footer_at_eighty_columns(make):
    app = make()
    async with app.run_test(size=(80, 24)) as pilot:
        assert "Ctrl+Q quit" in screen(app).splitlines()[-1]
        await pilot.press("down")
        assert screen(app).splitlines()[-1].strip().startswith("Enter open   s save   c compare   ! help now   ? keys")


def test_the_help_page_has_each_command_once():
    grouped = [name for names in commands.GROUPS.values() for name in names]
    assert len(grouped) == len(set(grouped))
    sources = {f"source-{i}" for i in range(2, 10)}
    assert {command.name for command in commands.COMMANDS} - sources <= set(grouped)
    assert {name for names in commands.FOOTERS.values() for name in names} <= set(grouped)


async def test_only_the_words_that_no_answer_has_are_named(make):
    app = make()
    async with app.run_test(size=(120, 30)) as pilot:
        await _type(pilot, "xqzzv")
        assert "No answer here comes near: xqzzv" in screen(app)
        assert "Fewer words may find it" in screen(app)
