"""The walk of a person who types one word and follows it to a source and back, at each width."""

import pytest
from explorer import WIDTHS, screen


@pytest.mark.parametrize("size", WIDTHS)
async def test_from_a_word_to_its_source_and_back(make, size):
    app = make()
    async with app.run_test(size=size) as pilot:
        main = app.main
        seen = []
        for letter in "bladder":
            await pilot.press(letter)
            seen.append(main.answers.rows())
        await pilot.pause()
        assert main.query_text == "bladder"
        assert seen[-1] < 6
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert main.place == "reading"
        told = screen(app)
        assert "With heavy use it can" in told
        assert "[##--] Not very sure" in told
        assert "few people were studied" in told.replace("\n", " ")
        await pilot.press("1")
        await pilot.pause()
        assert app.focused is main.viewer
        told = screen(app)
        assert "Source 1 of 2" in told
        assert "Alpha and the bladder" in told
        cited = [link.target for link in main.viewer.laid.links if link.target.startswith("entry:")]
        assert cited == ["entry:bladder", "entry:nausea"]
        main.viewer.choose(next(i for i, link in enumerate(main.viewer.laid.links) if link.target == "entry:nausea"))
        await pilot.press("enter")
        await pilot.pause()
        assert main.entry == "nausea"
        await pilot.press("[")
        await pilot.pause()
        assert (main.entry, main.source) == ("bladder", "reference:alpha-2012")
        await pilot.press("escape", "q")
    assert app.return_code == 0


@pytest.mark.parametrize("size", WIDTHS)
async def test_escape_always_leads_out(make, size):
    app = make()
    async with app.run_test(size=size) as pilot:
        await pilot.press(*"bladder", "enter", "enter", "1")
        places = []
        for _ in range(4):
            places.append(app.main.place)
            await pilot.press("escape")
        assert places == ["source", "reading", "answers", "search"]
        assert app.main.query_text == ""


async def test_letters_are_text_while_typing(make):
    app = make()
    async with app.run_test() as pilot:
        await pilot.press(*"qnostcfe", "[", "1", "question_mark")
        assert app.main.search.value == "qnostcfe[1?"


async def test_keys_in_a_burst_go_where_the_ones_before_led(make):
    app = make()
    async with app.run_test() as pilot:
        await pilot.press("down")
        for key in ("slash", *"bladder"):
            app.simulate_key(key) if key == "slash" else app.post_message(_key(key))
        await pilot.pause()
        assert app.main.search.value == "bladder"


def _key(letter):
    from textual.events import Key

    return Key(letter, letter)


async def test_words_that_matched_are_walked_with_a_count(make):
    app = make(words="bladder")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await pilot.press("n", "n")
        assert app.main.whereabouts(brief=True) == f"match 2 of {len(app.main.reading.matches)}"
        await pilot.press("N", "N")
        assert app.main.reading.match == len(app.main.reading.matches) - 1


async def test_help_is_pinned_when_somebody_types_of_an_emergency(make):
    app = make()
    async with app.run_test() as pilot:
        await pilot.press(*["space" if letter == " " else letter for letter in "want to die"])
        await pilot.pause()
        assert "Need help now? Press !" in screen(app)
        await pilot.press("!")
        await pilot.pause()
        assert "988" in screen(app)
        await pilot.press("!")
        await pilot.pause()
        assert app.screen is app.main
        assert app.main.search.value == "want to die"


async def test_nothing_found_offers_sections(make):
    app = make()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press(*"xqzzv")
        await pilot.pause()
        assert "Nothing found" in screen(app)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert app.main.section == "risks"
        assert app.main.answers.rows() == 3


async def test_words_that_hide_what_the_others_find_are_left_out_by_a_key(make):
    app = make(words="bladder xqzzv wvxxk qqkzw jjvxq")
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        assert "None has: xqzzv, wvxxk, qqkzw, jjvxq" in " ".join(screen(app).split())
        assert "search for this only" in screen(app)
        await pilot.press("enter")
        await pilot.pause()
        assert app.main.search.value == "bladder"
        assert app.main.answers.listing.found.hits


async def test_what_only_comes_near_is_shown_with_a_doubt(make):
    app = make()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press(*"bladder")
        await pilot.pause()
        assert "surely" not in screen(app)
        found = app.main.answers.listing.found
        app.main.answers.show(app.main.answers.listing._replace(found=found._replace(sure=False)))
        app.main.show_notice()
        await pilot.pause()
        assert "None surely answers this; the nearest:" in screen(app)


async def test_a_correction_is_said(make):
    app = make()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press(*"blader")
        await pilot.pause()
        assert "Showing results for bladder" in screen(app)


async def test_clicks_do_what_keys_do(make):
    app = make()
    async with app.run_test(size=(120, 34)) as pilot:
        main = app.main
        await pilot.click(main.sections, offset=(5, 3))
        await pilot.pause()
        assert main.section == "cost"
        await pilot.click(main.sections, offset=(5, 1))
        await pilot.click(main.answers, offset=(5, 1))
        await pilot.pause()
        assert main.entry == "bladder"
        link = next(link for link in main.reading.laid.links if link.target == "reference:beta-2020")
        part = link.parts[0]
        await pilot.click(main.reading, offset=(part.start + 2, part.line - main.reading.first + 2))
        await pilot.pause()
        assert main.source == "reference:beta-2020"
        assert "sells ketamine" in screen(app)


async def test_picking_gives_the_marked_ids(make):
    app = make(pick=True)
    async with app.run_test() as pilot:
        await pilot.press("down", "space", "space", "enter")
    assert app.return_value == ["bladder", "nausea"]


async def test_a_place_survives_any_width(make):
    app = make(words="bladder")
    async with app.run_test(size=(120, 14)) as pilot:
        await pilot.pause()
        await pilot.press("enter", "down", "down", "down", "down", "down", "down")
        reading = app.main.reading
        text = "".join("".join(reading.laid.texts[reading.first :]).split())[:12]
        for size in ((50, 14), (200, 14), (72, 20), (20, 5), (120, 14)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert "".join("".join(reading.laid.texts[reading.first :]).split())[:12] == text


@pytest.mark.parametrize("size", [(20, 5), (40, 12), (71, 9), (300, 100), (1, 1)])
async def test_no_size_breaks_it(make, size):
    app = make()
    async with app.run_test(size=size) as pilot:
        await pilot.press(*"bladder", "enter", "enter", "1", "c", "escape", "?", "escape", "escape", "f", "escape")
        await pilot.pause()
        assert app.return_code is None or app.return_code == 0


async def test_every_line_is_as_wide_as_the_screen(make):
    app = make()
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("tab", "down", "down", "down")
        await pilot.pause()
        assert {strip.cell_length for strip in app.screen._compositor.render_strips()} == {100}


async def test_markup_from_a_library_is_text(make):
    app = make()
    async with app.run_test(size=(120, 30)) as pilot:
        app.main.visit("markup")
        await pilot.pause()
        told = screen(app)
        assert told.count("[@click=app.quit]x[/] and [b]bold[/b]") >= 1
        assert "[b]press[/b] stays" in told
        await pilot.click(app.main.reading, offset=(8, 3))
        await pilot.pause()
        assert app.is_running
