"""Every command of the registry does something: each is tried by each of its keys, where it applies."""

from __future__ import annotations

import pytest
from explorer import screen

from fibro_tui.tui import commands, settings, web
from fibro_tui.tui.commands import COMMANDS

# How to come to a place from which the command changes what the screen shows or holds.
TO_READING = ("down", "enter")
TO_SOURCE = (*TO_READING, "1")
BEFORE = {
    "results": (),
    "palette": (),
    "next-pane": (),
    "previous-pane": (),
    "help-now": (),
    "keys": (),
    "leave": (),
    "copy-or-leave": (),
    "out": ("down",),
    "find": TO_READING,
    "next-match": TO_READING,
    "previous-match": TO_READING,
    "next-link": TO_READING,
    "previous-link": TO_READING,
    "sources": TO_READING,
    "next-answer": TO_READING,
    "previous-answer": ("down", "down", "enter"),
    "back": (*TO_READING, ">"),
    "forward": (*TO_READING, ">", "["),
    "open-web": TO_SOURCE,
    "copy": TO_SOURCE,
    "up": ("down", "down"),
    "page-up": ("down", "end"),
    "top": ("down", "end"),
    "shelf": ("down", "s"),
}


def _state(app):
    main = app.main
    text = main.viewer if main.place == "source" else main.reading
    return (app.screen, main.place, main.entry, main.source, main.message, app.theme, text.chosen, text.match, text.first,
            main.answers.cursor, main.sections.cursor, screen(app) if app.is_running else "")  # fmt: skip


@pytest.mark.parametrize(("name", "key"), [(command.name, key) for command in COMMANDS for key in command.keys])
async def test_each_key_of_each_command_does_something(make, monkeypatch, name, key):
    opened, copied = [], []
    monkeypatch.setattr(web, "opened", lambda app, address: opened.append(address) or "opened")
    monkeypatch.setattr(web, "copied", lambda app, text: copied.append(text) or "copied")
    app = make(words="bladder" if name.endswith("-match") else "")
    async with app.run_test(size=(120, 20)) as pilot:
        await pilot.pause()
        app.main.go("search")
        await pilot.press(*BEFORE.get(name, ("down",)))
        await pilot.pause()
        before = _state(app)
        await pilot.press(key)
        await pilot.pause()
        assert app._exit or _state(app) != before
    assert bool(opened) == (name == "open-web")
    assert bool(copied) == (name == "copy")


@pytest.mark.parametrize("command", [c for c in COMMANDS if not c.name.startswith("source-")], ids=lambda c: c.name)
def test_each_command_is_a_method_of_its_name(command):
    from fibro_tui.tui.actions import Main

    assert callable(getattr(Main, f"do_{command.name.replace('-', '_')}"))


async def test_a_rebound_key_works_and_is_shown(make, tmp_path):
    settings._write({"keys": {"save": "ctrl+s", "about": "i"}})
    app = make()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("down", "enter", "ctrl+s")
        await pilot.pause()
        assert "Saved" in app.main.message
        await pilot.press("escape", "enter")
        assert "Ctrl+S unsave" in screen(app)
        await pilot.press("?")
        await pilot.pause()
        assert "Ctrl+S" in screen(app)


async def test_the_help_page_lists_every_command(make):
    app = make()
    async with app.run_test(size=(120, 80)) as pilot:
        await pilot.press("f1")
        await pilot.pause()
        told = " ".join(screen(app).split())
        for _, says in commands.told(COMMANDS):
            assert " ".join(says.split()[:6]) in told


async def test_the_palette_has_the_registry(make):
    app = make()
    async with app.run_test() as pilot:
        await pilot.press("down")
        names = [command.help for command in app.get_system_commands(app.screen)]
        assert {c.says for c in COMMANDS if not c.name.startswith("source-") and c.name not in ("palette", "results")} == set(names)
        await pilot.press("ctrl+p")
        await pilot.press(*"about", "enter")
        await pilot.pause()
        assert "Testing and calm" in screen(app)


async def test_what_is_saved_is_on_the_shelf_with_its_note(make):
    app = make()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("down", "enter", "e", *"why!", "enter")
        await pilot.pause()
        assert [(item.entry, item.note) for item in app.main.shelf.saved("Testing and calm")] == [("bladder", "why!")]
        await pilot.press("S")
        await pilot.pause()
        assert "─ Saved ─" in screen(app)
        assert app.main.answers.rows() == 1
        await pilot.press("S")
        assert app.main.answers.rows() == 6


async def test_a_note_that_is_taken_off_with_its_answer_comes_back_with_it(make):
    app = make()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("down", "enter", "e", *"why!", "enter")
        await pilot.press("s")
        await pilot.pause()
        assert "with its note; s puts both back" in screen(app)
        assert not app.main.shelf.saved("Testing and calm")
        await pilot.press("s")
        await pilot.pause()
        assert [(item.entry, item.note) for item in app.main.shelf.saved("Testing and calm")] == [("bladder", "why!")]


async def test_a_source_in_a_burst_is_of_the_answer_under_the_cursor(make):
    app = make()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("down")
        app.simulate_key("j")
        app.simulate_key("1")
        await pilot.pause()
        await pilot.pause()
        assert app.main.entry == app.main.answers.row(1).entry.id
        assert app.main.source == f"reference:{app.main.answers.row(1).entry.sources[0].ref}"


async def test_back_is_to_where_each_text_was_left(make):
    app = make()
    async with app.run_test(size=(50, 14)) as pilot:
        await pilot.press("down", "enter", "end")
        first, place = app.main.entry, app.main.reading.place
        assert place
        await pilot.press("escape", "down")
        await pilot.pause()
        await pilot.press("enter", "[")
        await pilot.pause()
        assert (app.main.entry, app.main.reading.place) == (first, place)


async def test_the_last_place_is_kept(make):
    app = make()
    async with app.run_test() as pilot:
        await pilot.press("down", "down", "enter")
        app.main.leave_place()
    again = make()
    async with again.run_test() as pilot:
        await pilot.pause()
        assert again.main.entry == "nausea"
