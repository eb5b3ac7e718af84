"""What needs no screen: history, places, arrangement, the registry, themes, settings, addresses."""

import itertools
import json

import pytest
from textual.color import Color

from fibro_tui import folders
from fibro_tui.text.blocks import Block, Span, words
from fibro_tui.text.layout import lines
from fibro_tui.tui import commands, settings, themes, web
from fibro_tui.tui.arrangement import shown
from fibro_tui.tui.history import History, Visit
from fibro_tui.tui.laid import Laid


def test_history_goes_back_and_forward():
    history = History().visited(Visit("a")).visited(Visit("b")).visited(Visit("c"))
    assert history.moved(-1).now == Visit("b")
    assert history.moved(-9).now == Visit("a")
    assert history.moved(-1).moved(1).now == Visit("c")
    assert history.moved(5).now == Visit("c")


def test_a_new_visit_cuts_what_lay_forward():
    history = History().visited(Visit("a")).visited(Visit("b")).visited(Visit("c")).moved(-2).visited(Visit("d"))
    assert [visit.entry for visit in history.visits] == ["a", "d"]
    assert history.now == Visit("d")


def test_history_keeps_places_and_is_bounded():
    history = History().visited(Visit("a")).kept(40).visited(Visit("b")).kept(7).moved(-1)
    assert history.now == Visit("a", "", 40)
    assert history.moved(1).now == Visit("b", "", 7)
    many = History()
    for i in range(500):
        many = many.visited(Visit(str(i)))
    assert (len(many.visits), many.now) == (200, Visit("499"))


def test_the_same_text_twice_is_one_visit_and_no_history_stays_none():
    assert len(History().visited(Visit("a")).visited(Visit("a", "", 9)).visits) == 1
    assert History().moved(-1).now is None
    assert History().kept(3) == History()


TEXT = [Block("title", words("A title")), *(Block("text", words(f"paragraph {i} " + "word " * 30)) for i in range(20))]


@pytest.mark.parametrize(("one", "other"), itertools.permutations((20, 33, 76), 2))
def test_a_place_is_the_same_at_every_width(one, other):
    narrow, wide = Laid(lines(TEXT, one)), Laid(lines(TEXT, other))
    for line in range(0, len(narrow.lines), 7):
        place = narrow.place(line)
        found = wide.line(place)
        assert wide.place(found) <= place
        assert found == len(wide.lines) - 1 or wide.place(found + 1) > place or place == 0


def test_a_link_over_two_lines_is_one_link():
    laid = Laid(lines([Block("text", (Span("before "), Span("a link of several words", "link", "entry:a"), Span(" after")))], 12))
    assert len(laid.links) == 1
    assert len(laid.links[0].parts) > 1


def test_two_links_to_one_target_are_two_links():
    laid = Laid(lines([Block("text", (Span("one", "link", "entry:a"), Span(" and "), Span("two", "link", "entry:a")))], 40))
    assert [link.target for link in laid.links] == ["entry:a", "entry:a"]


@pytest.mark.parametrize("place", commands.PLACES)
@pytest.mark.parametrize("columns", [20, 71, 72, 119, 120, 300])
@pytest.mark.parametrize("rows", [5, 14, 28, 100])
def test_the_place_one_is_in_shows(columns, rows, place):
    assert place in shown(columns, rows, place, place == "source")


def test_names_and_keys_of_commands_are_unique_where_they_apply():
    assert len({command.name for command in commands.COMMANDS}) == len(commands.COMMANDS)
    for place in commands.PLACES:
        keys = [key for command in commands.COMMANDS if place in command.where for key in command.keys]
        assert len(keys) == len(set(keys)), place


def test_the_key_table_has_every_command():
    table = commands.key_table()
    for command in commands.COMMANDS:
        assert command.says in table or command.name.startswith("source-")


def test_rebinding():
    changed, notes = commands.rebound({"save": "ctrl+s", "nonsense": "x", "note": "q"})
    keys = {command.name: command.keys for command in changed}
    assert keys["save"] == ("ctrl+s",)
    assert any("nonsense" in note for note in notes)
    assert any("'quit'" in note for note in notes)


def _luminance(colour: Color) -> float:
    parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.normalized]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(Color.parse(one)), _luminance(Color.parse(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", [theme.name for theme in themes.THEMES if not theme.ansi])
@pytest.mark.parametrize("role", [role for role in themes.LOOKS if role != "bar"])
def test_every_text_stands_out_from_its_ground(name, role):
    look, colour = themes.LOOKS[role], themes.colours(name)
    for ground in [look.ground] if look.ground else themes.GROUNDS:
        assert _contrast(colour[look.colour], colour[ground]) >= 4.5, ground


@pytest.mark.parametrize("name", [theme.name for theme in themes.THEMES if not theme.ansi])
def test_what_is_typed_and_selected_stands_out(name):
    colour = themes.colours(name)
    for what in ("input-cursor", "input-selection", "screen-selection"):
        assert _contrast(colour[f"{what}-foreground"], colour[f"{what}-background"]) >= 4.5


def test_settings_survive_what_they_do_not_know():
    assert settings.read() == settings.Settings()
    settings.keep_theme("soft-light")
    assert settings.read().theme == "soft-light"
    with open(settings.path(), "w") as stream:
        json.dump({"theme": 5, "keys": {"save": "ctrl+s", "note": 1}, "from_the_future": True}, stream)
    read = settings.read()
    assert (read.theme, read.keys) == ("", {"save": "ctrl+s"})
    assert any("from_the_future" in note for note in read.notes)
    settings.keep_theme("soft-dark")
    with open(settings.path()) as stream:
        assert json.load(stream)["from_the_future"] is True


@pytest.mark.parametrize("text", ["", "[]", "{", "\x00", '{"keys": []}'])
def test_a_broken_settings_file_is_said_and_left_alone(text, tmp_path):
    settings.keep_theme("soft-dark")
    with open(settings.path(), "w") as stream:
        stream.write(text)
    assert settings.read().notes
    if text != '{"keys": []}':
        settings.keep_theme("soft-light")
        with open(settings.path()) as stream:
            assert stream.read() == text
    assert not [name for name in __import__("os").listdir(folders.config()) if name.startswith(".settings")]


@pytest.mark.parametrize("address", ["file:///etc/passwd", "javascript:alert(1)", "HTTP://x y", "ssh://x", "", "https://a\x1b]0;x"])
def test_only_web_addresses_are_opened(address):
    assert not web.allowed(address)
    assert web.allowed("https://doi.org/10.1000/x")
