"""The one registry of what a reader can do: the bindings, footer, help, palette and the README's table come from here.

A command is a name, its keys, a word for the footer, a sentence, and the places where it applies. What it does is the method of
that name on the screen. Letters are commands wherever nothing is typed; the search box lets through only the keys that no
question needs.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from textual.binding import Binding
from textual.keys import format_key

SEARCH, SECTIONS, ANSWERS, READING, SOURCE = PLACES = ("search", "sections", "answers", "reading", "source")
LISTS = (SECTIONS, ANSWERS)
TEXTS = (READING, SOURCE)
PANES = (*LISTS, *TEXTS)


class Command(NamedTuple):
    """Something the reader can do. `where` are the places it applies in.

    Commands are asked before the focused widget is, so that keys typed in a burst go where the ones before them led; a `late` one
    after it, since its key may be part of what somebody types.
    """

    name: str
    keys: tuple[str, ...]
    label: str
    says: str
    where: tuple[str, ...] = PLACES
    late: bool = False


COMMANDS = (
    Command("open", ("enter",), "open", "Open the answer under the cursor, or follow the chosen link.", PANES),
    Command("results", ("down", "enter"), "results", "Go from the search box to the answers.", (SEARCH,)),
    Command("out", ("escape",), "back", "Step out: from a source to its answer, to the list, to the search box; there, clear it.",
            PLACES),
    Command("search", ("/",), "search", "Go to the search box.", PANES),
    Command("next-pane", ("tab",), "panes", "Go to the next pane.", PLACES),
    Command("previous-pane", ("shift+tab",), "", "Go to the pane before.", PLACES),
    Command("sections", ("f",), "sections", "Choose a section to look in.", PANES),
    Command("sources", ("r",), "sources", "Choose among the sources of this answer.", TEXTS),
    *(Command(f"source-{i}", (str(i),), "", f"Open source {i} of this answer.", PANES) for i in range(1, 10)),
    Command("open-web", ("o",), "open in browser", "Open the source, or the chosen link, in the browser.", TEXTS),
    Command("copy", ("y",), "copy", "Copy the source's address, or the answer's text.", TEXTS),
    Command("next-link", ("right", "l"), "", "Choose the next link in the text.", TEXTS),
    Command("previous-link", ("left", "h"), "", "Choose the link before.", TEXTS),
    Command("find", ("ctrl+f",), "find", "Find words in the text that is open.", PANES),
    Command("next-match", ("n",), "next match", "Go to the next word that matched.", TEXTS),
    Command("previous-match", ("N",), "", "Go to the word before that matched.", TEXTS),
    Command("next-answer", (">", "."), "next answer", "Read the next answer of the list.", TEXTS),
    Command("previous-answer", ("<", "comma"), "", "Read the answer before it in the list.", TEXTS),
    Command("back", ("[", "alt+left"), "back", "Go back through what you read.", PANES),
    Command("forward", ("]", "alt+right"), "", "Go forward again.", PANES),
    Command("save", ("s",), "save", "Save the answer on your shelf, or take it off.", PANES),
    Command("note", ("e",), "note", "Write a note to the answer, for yourself or your next appointment.", PANES),
    Command("shelf", ("S",), "shelf", "List what you saved; again, or Esc, for all answers.", PANES),
    Command("compare", ("c",), "compare", "Compare the answers of this section side by side.", PANES),
    Command("about", ("a",), "", "Who made this library, for whom, and who paid.", PANES),
    Command("theme", ("t",), "theme", "Change the colours.", PANES),
    Command("up", ("up", "k"), "", "Up: a row, or a line of the text.", PANES),
    Command("down", ("down", "j"), "", "Down: a row, or a line of the text.", PANES),
    Command("page-up", ("pageup", "b"), "", "Up by a screen.", PANES),
    Command("page-down", ("pagedown", "space"), "", "Down by a screen.", PANES),
    Command("top", ("home", "g"), "", "To the start.", PANES),
    Command("bottom", ("end", "G"), "", "To the end.", PANES),
    Command("help-now", ("!",), "help now", "Where to get help at once.", PLACES),
    Command("keys", ("?", "f1"), "keys", "All keys.", PLACES, True),
    Command("palette", ("ctrl+p",), "", "Find a command by its name.", PLACES),
    Command("quit", ("q",), "quit", "Leave.", PANES),
    Command("leave", ("ctrl+q",), "quit", "Leave, from anywhere.", PLACES),
    Command("copy-or-leave", ("ctrl+c",), "", "Copy what is selected; leave when nothing is.", PLACES),
)  # fmt: skip

# What the footer of each place names, as many as fit; help now and all keys always.
FOOTERS = {
    SEARCH: ("results", "help-now", "keys", "leave"),
    SECTIONS: ("open", "search", "out", "help-now", "keys", "quit"),
    ANSWERS: ("open", "save", "compare", "help-now", "keys", "search", "sections", "quit"),
    READING: ("out", "sources", "save", "next-answer", "help-now", "keys", "next-match", "search", "note"),
    SOURCE: ("out", "open-web", "copy", "help-now", "keys", "search"),
}
# What the help page shows together, the most wanted first.
GROUPS = {
    "Find": ("results", "open", "search", "find", "sections", "out"),
    "Read": ("sources", "source-1", "open-web", "next-match", "previous-match", "next-answer", "previous-answer", "back", "forward",
             "next-link", "previous-link", "compare"),
    "Keep": ("save", "note", "shelf", "copy"),
    "Move": ("up", "down", "page-up", "page-down", "top", "bottom", "next-pane", "previous-pane"),
    "Other": ("help-now", "keys", "palette", "about", "theme", "quit", "leave", "copy-or-leave"),
}  # fmt: skip


def rebound(keys: dict[str, str]) -> tuple[tuple[Command, ...], tuple[str, ...]]:
    """The commands with the reader's own keys ("ctrl+s,f2" for several), and what could not be done with those."""
    known = {command.name: command for command in COMMANDS}
    notes = [f"settings: no command is called {name!r}" for name in keys if name not in known]
    for name, wanted in keys.items():
        chosen = tuple(key.strip() for key in wanted.split(",") if key.strip())
        if name not in known or not chosen:
            continue
        for other in known.values():
            taken = set(chosen) & set(other.keys)
            if other.name != name and taken and set(other.where) & set(known[name].where):
                notes.append(f"settings: {', '.join(sorted(taken))} is {other.name!r} already; {name!r} comes first")
        known[name] = known[name]._replace(keys=chosen)
    own = [command for command in known.values() if command.name in keys]
    return (*own, *(command for command in known.values() if command.name not in keys)), tuple(notes)


def bindings(commands: Iterable[Command]) -> list[Binding]:
    """What the screen binds: each key to its command, by name."""
    return [Binding(",".join(c.keys), f"do('{c.name}')", c.label, priority=not c.late, id=c.name) for c in commands]


_NAMES = {"escape": "Esc", "enter": "Enter", "delete": "Del", "pageup": "PgUp", "pagedown": "PgDn", "space": "Space"}


def shown(key: str, ascii: bool = False) -> str:
    """A key as a person knows it: Ctrl+P, Esc, ↑; where there is only ASCII, an arrow is called by its name."""
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    sign = _NAMES.get(last) or (last.upper() if modifiers and len(last) == 1 else format_key(last))
    if last not in _NAMES and (len(sign) != 1 or (ascii and not sign.isascii())):
        sign = last.capitalize()
    return "+".join([*(modifier.capitalize() for modifier in modifiers), sign])


def key_table(commands: Iterable[Command] = COMMANDS) -> str:
    """The registry as a Markdown table, for the README."""
    rows = [f"| {' '.join(f'`{shown(key)}`' for key in keys)} | {says} |" for keys, says in told(commands)]
    return "\n".join(["| Key | Does |", "|---|---|", *rows]) + "\n"


def told(commands: Iterable[Command]) -> list[tuple[tuple[str, ...], str]]:
    """Each command's keys and sentence; the nine sources are one."""
    rows: list[tuple[tuple[str, ...], str]] = []
    for command in commands:
        if command.name == "source-1":
            rows.append(((*command.keys, "…", "9"), "Open the source of that number."))
        elif not command.name.startswith("source-"):
            rows.append((command.keys, command.says))
    return rows
