"""What surrounds the reading: live reload, themes, NO_COLOR, calm, crash, copying."""

from __future__ import annotations

import os
import re

import pytest
from explorer import TEXT, WIDTHS, screen
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from textual.color import Color

from fibro_tui.content.model import Figure
from fibro_tui.text.blocks import Block, Span
from fibro_tui.text.cells import width
from fibro_tui.tui import themes
from fibro_tui.tui.ascii import OnlyAscii, spelled


async def _edited(app, pilot, library, text):
    library.write_text(text, encoding="utf-8")
    app._look()
    await app.workers.wait_for_complete()
    await pilot.pause()


async def test_an_edit_shows_at_the_readers_place(make, library):
    app = make()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("down", "down", "enter")
        await _edited(app, pilot, library, TEXT.replace("mostly short", "mostly brief"))
        assert app.main.entry == "nausea"
        assert "mostly brief" in screen(app)


async def test_a_broken_edit_says_where_and_keeps_the_last_good_one(make, library):
    app = make()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("down", "enter")
        await _edited(app, pilot, library, TEXT.replace("certainty: high", "certainty: tall", 1))
        told = screen(app)
        assert "library.yaml:" in told
        assert "Can it harm the bladder?" in told
        await _edited(app, pilot, library, TEXT)
        assert "library.yaml:" not in screen(app)


async def test_a_file_that_is_gone_is_said(make, library):
    app = make()
    async with app.run_test(size=(120, 30)) as pilot:
        library.unlink()
        app._look()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "No such file" in screen(app)


@pytest.mark.parametrize("name", themes.NAMES)
async def test_each_theme_shows_and_is_remembered(make, name):
    app = make()
    async with app.run_test() as pilot:
        await pilot.press("down")
        while app.theme != name:
            await pilot.press("t")
        app.main.do_theme()
        while app.theme != name:
            app.main.do_theme()
    assert make().theme == name


async def test_no_color_means_none(make, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    app = make()
    async with app.run_test() as pilot:
        await pilot.press(*"bladder")
        await pilot.pause()
        for strip in app.screen._compositor.render_strips():
            for filter in app.get_line_filters():
                strip = strip.apply_filter(filter, app.screen.styles.background)
            for segment in strip:
                colours = (segment.style.color, segment.style.bgcolor) if segment.style else ()
                assert all(colour is None or colour.is_default for colour in colours)


async def test_nothing_is_painted_while_nothing_happens(make):
    app = make()
    async with app.run_test() as pilot:
        await pilot.pause()
        painted = []
        app.post_display_hook = lambda: painted.append(1)
        for _ in range(5):
            app._look()
            await pilot.pause()
        assert not painted
        assert not app.main.search.cursor_blink
        assert app.animation_level == "none"


async def test_selected_text_is_copied_and_else_ctrl_c_leaves(make, monkeypatch):
    app = make()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("down", "enter")
        app.main.reading.text_select_all()
        await pilot.pause()
        await pilot.press("ctrl+c")
        assert "With heavy use it can" in app.clipboard
        app.main.clear_selection()
        await pilot.press("ctrl+c")
    assert app.return_value is None


async def test_a_fault_of_its_own_is_one_sentence(make, capsys):
    app = make()

    async def fail():
        async with app.run_test() as pilot:
            app.main.do_quit = lambda: 1 // 0
            await pilot.press("down", "q")

    with pytest.raises(ZeroDivisionError):
        await fail()
    told = capsys.readouterr().err
    assert "a fault of its own: ZeroDivisionError" in told
    assert "Traceback" not in told
    assert os.path.exists(os.path.join(os.environ["XDG_CACHE_HOME"], "fibro-tui", "crash.txt"))


_WALK = {
    "first": (),
    "typed": (*"bladdé",),
    "nothing": (*"xqzzv", "down"),
    "reading": (*"bladder", "enter", "enter", "right"),
    "source": ("down", "enter", "1"),
    "wide": (*"日本語", "enter"),
    "compare": ("down", "c"),
    "keys": ("f1",),
    "palette": ("down", "ctrl+p", *"help"),
    "note": ("down", "e", *"é"),
    "shelf": ("down", "s", "S"),
}


@pytest.mark.parametrize("walk", _WALK)
@pytest.mark.parametrize("size", WIDTHS, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_ascii_is_all_there_is_on_the_screen(make, size, walk):
    app = make(ascii=True)
    async with app.run_test(size=size) as pilot:
        await pilot.press(*_WALK[walk])
        await pilot.pause()
        assert screen(app).isascii(), screen(app)
        assert {strip.cell_length for strip in app.screen._compositor.render_strips()} == {size[0]}


async def test_ascii_names_what_is_cut_and_the_arrows(make):
    app = make(ascii=True)
    async with app.run_test(size=(120, 80)) as pilot:
        assert re.search(r"With heavy use it can\.[A-Za-z ]*\.\.\.(?!\S)", screen(app))
        assert "Down results" in screen(app)
        await pilot.press("f1")
        await pilot.pause()
        assert "1  ...  9" in screen(app)
        assert "Alt+Left" in screen(app)


@pytest.mark.parametrize(
    ("told", "made"),
    [
        ("£7 to €9", "GBP 7 to EUR 9"),
        ("≥ 0.5 µg/kg ± 10", ">= 0.5 ug/kg +/- 10"),
        ("“Ärzte’s” naïve – Ødegård…", '"Arzte\'s" naive - Odegard...'),
        ("½ of 10²", "1/2 of 10^2"),
        ("漢字 ok", "???? ok"),
    ],
)
def test_signs_are_spelled_so_that_nothing_changes_its_meaning(told, made):
    assert spelled(told) == made


def test_a_record_is_spelled_whole_but_for_its_links_and_loses_nothing():
    figure = Figure("schläft", "“später”", ("a",), people={"of": 9, "é": 1, "e": 2})
    made = spelled((Block("text", (Span("é", "link", "https://é.example"),), "•", figure),))[0]
    assert (made.spans, made.lead) == ((Span("e", "link", "https://é.example"),), "-")
    assert (made.figure.outcome, made.figure.when) == ("schlaft", '"spater"')
    assert made.figure.people == figure.people


@given(st.text())
def test_the_filter_keeps_every_cell(text):
    made = OnlyAscii().apply([Segment(text)], Color(0, 0, 0))[0].text
    assert made.isascii()
    assert len(made) == width(text) or not text.isprintable()
