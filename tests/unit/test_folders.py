import os

import pytest

from fibro_tui import folders


@pytest.fixture
def on(monkeypatch):
    def on(system, **variables):
        monkeypatch.setattr(folders.sys, "platform", system)
        for name in ("XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA", "APPDATA"):
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)

    return on


def test_linux_keeps_to_the_xdg_folders(on):
    on("linux", XDG_CACHE_HOME="/c", XDG_DATA_HOME="/d", XDG_CONFIG_HOME="/e")
    assert (folders.cache(), folders.data(), folders.config()) == ("/c/fibro-tui", "/d/fibro-tui", "/e/fibro-tui")


@pytest.mark.parametrize("odd", ["", "relative/folder"])
def test_linux_has_folders_of_its_own_where_a_variable_is_empty_or_relative(on, odd):
    on("linux", HOME="/home/a", XDG_CACHE_HOME=odd, XDG_DATA_HOME=odd, XDG_CONFIG_HOME=odd)
    assert folders.cache() == "/home/a/.cache/fibro-tui"
    assert folders.data() == "/home/a/.local/share/fibro-tui"
    assert folders.config() == "/home/a/.config/fibro-tui"


def test_a_mac_keeps_to_its_library_folders(on):
    on("darwin", HOME="/Users/a", XDG_CACHE_HOME="/c")
    assert folders.cache() == "/Users/a/Library/Caches/fibro-tui"
    assert folders.data() == folders.config() == "/Users/a/Library/Application Support/fibro-tui"


def test_windows_keeps_to_its_application_folders(on):
    on("win32", LOCALAPPDATA="/local", APPDATA="/roaming")
    assert folders.cache() == os.path.join("/local", "fibro-tui")
    assert folders.data() == folders.config() == os.path.join("/roaming", "fibro-tui")
