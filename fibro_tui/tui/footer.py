"""What stands at the edges of the screen: masthead and footer as spans, from the registry and the library."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from fibro_tui.content.model import Library
from fibro_tui.text.blocks import Line, Span
from fibro_tui.text.cells import safe, width
from fibro_tui.tui.commands import Command, shown
from fibro_tui.tui.listing import Listing


def keys(commands: Mapping[str, Command], names: Iterable[str], labels: Mapping[str, str], columns: int, ascii: bool = False) -> Line:
    """The keys of these commands, as many as fit; help now and all keys are never left out. Some are called otherwise just now."""
    here = [commands[name]._replace(label=labels.get(name, commands[name].label)) for name in names if name in commands]
    wanted = sorted(here, key=lambda command: command.name not in ("help-now", "keys"))
    kept: set[str] = set()
    room = columns
    for command in wanted:
        size = width(shown(command.keys[0], ascii) + command.label) + 4
        if room - size < -3:
            break
        room -= size
        kept.add(command.name)
    spans: list[Span] = []
    for command in here:
        if command.name in kept:
            spans += [Span("   ")] if spans else []
            spans += [Span(shown(command.keys[0], ascii), "key", command.name), Span(f" {command.label}", "muted", command.name)]
    return tuple(spans)


def masthead(library: Library, columns: int) -> tuple[Line, Line]:
    """The library's title; what it is not, as much of that as there is room for, before who reviewed it."""
    about = library.about
    told = about.notice.split(". ")[0].rstrip(".") if about.notice else ""
    review = "no clinician has reviewed it yet" if about.clinical_review == "none" else ""
    room = columns - width(library.title) - 2
    both = " · ".join(part for part in (told, review) if part)
    right = both if width(both) <= room else told
    return (Span(safe(library.title), "strong"),), (Span(safe(right), "muted"),)


def notice(listing: Listing, problem: str, left_off: bool = False) -> Line:
    """What has to be said above the list: a broken edit, where help is, what was searched instead, where answers are."""
    found = listing.found
    if problem:
        return (Span("This edit cannot be shown: ", "caution"), Span(safe(problem)))
    if found and found.help:
        return (Span("Need help now? Press ", "caution", "help-now"), Span("!", "key", "help-now"))
    if listing.elsewhere:
        told = f"{listing.heading} · {listing.elsewhere:,} in all answers   "
        return (Span(told, "strong"), Span("Enter", "key", "results"), Span(" shows them", "muted", "results"))
    if found and found.hits and not found.sure:
        return (Span("None surely answers this; the nearest:", "muted"),)
    if found and found.corrected:
        was, now = (", ".join(words) for words in zip(*found.corrected, strict=True))
        return (Span("Showing results for ", "muted"), Span(now, "strong"), Span(f" · not here: {was}", "muted"))
    if left_off:
        return (Span("Where you left off; ", "muted"), Span("Esc", "key", "out"), Span(" starts anew", "muted", "out"))
    return ()
