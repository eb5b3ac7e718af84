"""What surrounds the reading: live reload, themes, NO_COLOR, calm, crash, copying."""

from __future__ import annotations

import os

import pytest
from explorer import TEXT, screen

from fibro_tui.tui import themes


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


async def test_ascii_has_no_other_characters_of_ours(make):
    app = make(ascii=True)
    async with app.run_test(size=(120, 30)) as pilot:
        app.main.visit("nausea")
        await pilot.pause()
        ours = set(screen(app)) - set(TEXT) - set("·…")
        assert not [character for character in ours if not character.isascii()]
