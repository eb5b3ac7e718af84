"""The themes, and how each role of a text looks in them.

One accent for the focus and the matched words, one tone for what can be followed, one quiet tone for counts, keys and dates.
Shape and weight carry the meaning too, so that it survives without colour. The two terminal themes use the terminal's own colours.
"""

from __future__ import annotations

import dataclasses
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from rich.style import Style
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

if TYPE_CHECKING:
    from textual.message_pump import MessagePump


class Look(NamedTuple):
    """How a role is drawn: the theme's variable for its colour, and the weights."""

    colour: str = "foreground"
    bold: bool = False
    italic: bool = False
    underline: bool = False
    ground: str = ""
    # Underlined where the colours are the terminal's own, which may be none.
    unsure: bool = False


LOOKS = {
    "": Look(),
    "title": Look("bright", bold=True),
    "heading": Look(bold=True),
    "section": Look("quiet"),
    "short": Look("bright"),
    "certainty": Look("tone", bold=True),
    "label": Look("quiet"),
    "citation": Look("tone"),
    "link": Look("tone", underline=True),
    "term": Look(underline=True),
    "strong": Look(bold=True),
    "emphasis": Look(italic=True),
    "figure": Look("tone"),
    "caution": Look("caution"),
    "muted": Look("quiet"),
    "story": Look("caution"),
    "row": Look("bright", bold=True),
    "match": Look("accent", unsure=True),
    # The screen's own: what no text has.
    "focus": Look("accent", bold=True),
    "key": Look("foreground", bold=True),
    "bar": Look("rule"),
    "chosen": Look("ground", bold=True, ground="accent"),
    "marked": Look("ground", ground="tone"),
}

# Grounds that text stands on: the screen's own, and the row under the cursor.
GROUNDS = ("background", "cursor")


def _theme(
    name: str, dark: bool, ground: str, cursor: str, bright: str, text: str, quiet: str, rule: str, accent: str, tone: str, caution: str
) -> Theme:
    """A theme from its few colours; the framework's own derive from them."""
    return Theme(
        name=name,
        dark=dark,
        primary=accent,
        secondary=tone,
        accent=accent,
        warning=caution,
        error=caution,
        success=tone,
        foreground=text,
        background=ground,
        surface=ground,
        panel=cursor,
        variables={
            "ground": ground,
            "cursor": cursor,
            "bright": bright,
            "quiet": quiet,
            "rule": rule,
            "tone": tone,
            "caution": caution,
            "scrollbar": rule,
            "scrollbar-hover": rule,
            "scrollbar-active": accent,
            "scrollbar-background": ground,
            "scrollbar-background-hover": ground,
            "scrollbar-background-active": ground,
            "text-muted": quiet,
            "text-disabled": quiet,
            "input-cursor-background": text,
            "input-cursor-foreground": ground,
            "input-selection-background": tone,
            "input-selection-foreground": ground,
            "screen-selection-background": tone,
            "screen-selection-foreground": ground,
        },
    )


def _terminal(base: str, name: str) -> Theme:
    """The terminal's own colours; what is quiet is dim, since no colour is sure to be readable there."""
    theme = BUILTIN_THEMES[base]
    own = {"ground": "ansi_default", "bright": "ansi_default", "cursor": "ansi_default", "quiet": "ansi_default", "rule": "ansi_default"}
    colours = {"tone": "ansi_cyan", "caution": "ansi_red"} if theme.dark else {"tone": "ansi_blue", "caution": "ansi_red"}
    accent = "ansi_yellow" if theme.dark else "ansi_magenta"
    return dataclasses.replace(theme, name=name, accent=accent, variables={**theme.variables, **own, **colours})


THEMES = (
    _theme("soft-dark", True, "#1c1f24", "#2b3038", "#f4f5f7", "#c9ced6", "#a0a8b4", "#464d58", "#e3b56a", "#8cc4bb", "#e8a48e"),
    _theme("soft-light", False, "#f8f5ef", "#eae4d8", "#0d0f12", "#353a42", "#5c6068", "#c9c1b2", "#8a5200", "#14665f", "#9a3a28"),
    _theme("high-contrast", True, "#000000", "#262626", "#ffffff", "#ffffff", "#d6d6d6", "#9a9a9a", "#ffd84a", "#86e3ff", "#ffb59c"),
    _terminal("ansi-dark", "terminal-dark"),
    _terminal("ansi-light", "terminal-light"),
)
NAMES = tuple(theme.name for theme in THEMES)
DEFAULT = NAMES[0]
COLOURLESS = "terminal-dark"


def colours(name: str) -> dict[str, str]:
    """What a theme calls its colours, and what they are."""
    theme = THEMES[NAMES.index(name)]
    own = {"foreground": theme.foreground or "", "background": theme.background or "", "accent": theme.accent or ""}
    return {**theme.variables, **own}


@cache
def styles(name: str) -> dict[str, Style]:
    """Every role of a text as a style, in the theme of this name."""
    theme, colour = THEMES[NAMES.index(name)], colours(name)
    return {role: _style(look, colour, theme.ansi) for role, look in LOOKS.items()}


def _style(look: Look, colour: dict[str, str], ansi: bool) -> Style:
    """A look in these colours; where they are the terminal's own, dim and reverse stand for quiet and for a ground."""
    dim = ansi and look.colour in ("quiet", "rule")
    bold = look.bold or (ansi and look.colour == "bright")
    underline = look.underline or (ansi and look.unsure)
    shape = Style(bold=bold or None, italic=look.italic or None, underline=underline or None, dim=dim or None)
    if ansi and look.ground:
        return shape + Style(reverse=True)
    ground = Color.parse(colour[look.ground]).rich_color if look.ground else None
    return shape + Style(color=Color.parse(colour[look.colour]).rich_color, bgcolor=ground)


@cache
def ground(name: str, cursor: bool = False) -> Style:
    """What text stands on. In the terminal's own colours the cursor has no ground: a bar and bold mark its row."""
    theme = THEMES[NAMES.index(name)]
    return Style(bgcolor=Color.parse(colours(name)["cursor" if cursor and not theme.ansi else "background"]).rich_color)


def current(node: MessagePump) -> str:
    """The name of the theme on the screen."""
    return node.app.theme  # pyright: ignore[reportUnknownMemberType] # The framework leaves the app's result type open.
