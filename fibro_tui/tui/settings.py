"""What the reader chose: a theme, and keys for commands. A small JSON file in the user's config folder.

A key it does not know, or a file it cannot read, is said and never stops the explorer; what it does not know it also keeps.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from typing import Any, NamedTuple, cast

from fibro_tui import folders


class Settings(NamedTuple):
    """The theme's name ("" for the program's choice), keys by command name, and what was wrong with the file."""

    theme: str = ""
    keys: dict[str, str] = {}
    notes: tuple[str, ...] = ()


def path() -> str:
    """Where the settings are kept."""
    return os.path.join(folders.config(), "settings.json")


def read() -> Settings:
    """The settings, as much of them as makes sense."""
    data, note = _data()
    keys = data.get("keys", {})
    notes = [note] if note else []
    notes += [f"settings: nothing is called {name!r}" for name in data if name not in ("theme", "keys")]
    if not isinstance(keys, dict):
        keys, notes = {}, [*notes, 'settings: "keys" has to be an object, {"save": "ctrl+s"}']
    theme = data.get("theme", "")
    named = cast("dict[str, Any]", keys)
    return Settings(theme if isinstance(theme, str) else "", {k: v for k, v in named.items() if isinstance(v, str)}, tuple(notes))


def keep_theme(theme: str) -> None:
    """Remember a theme; where nothing can be written, it holds for this sitting."""
    with contextlib.suppress(OSError):
        data, note = _data()
        if not note:  # A file that cannot be read is the reader's to mend, not ours to write over.
            _write({**data, "theme": theme})


def _data() -> tuple[dict[str, Any], str]:
    """What the file holds, and what is wrong with it."""
    try:
        with open(path(), encoding="utf-8") as stream:
            data = json.load(stream)
    except FileNotFoundError:
        return {}, ""
    except (OSError, ValueError, RecursionError) as error:
        return {}, f"settings: {path()} cannot be read: {error}"
    return (cast("dict[str, Any]", data), "") if isinstance(data, dict) else ({}, f"settings: {path()} is not a JSON object")


def _write(data: dict[str, Any]) -> None:
    """Put the file in its place by one rename, so that it is there whole or as it was."""
    os.makedirs(folders.config(), exist_ok=True)
    handle, made = tempfile.mkstemp(prefix=".settings-", dir=folders.config())
    try:
        with open(handle, "w", encoding="utf-8") as stream:
            json.dump(data, stream, indent=2, ensure_ascii=False)
        os.replace(made, path())
    except BaseException:
        os.unlink(made)
        raise
