"""What each command does: ask the catalogue, say it in the form that was asked for, give the exit status.

What only some commands need is imported where they need it: a search has no use for the explorer, nor for a YAML parser.
"""

from __future__ import annotations

import os
import sys

from fibro_tui import CannotDo
from fibro_tui.catalog.catalog import Catalog, opened
from fibro_tui.cli import CANNOT, NOTHING, OK, say, terminal_columns
from fibro_tui.text import ansi
from fibro_tui.text.blocks import Block, Span
from fibro_tui.text.cells import safe
from fibro_tui.text.layout import lines

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace as Asked
    from collections.abc import Callable
    from typing import Any, TypeVar

    from fibro_tui.catalog.query import Found
    from fibro_tui.content.model import Reference, Section
    from fibro_tui.shelf import Shelf

    _Record = TypeVar("_Record")


def explore(asked: Asked) -> int:
    """The explorer; the whole library as text when standard output is no terminal."""
    if sys.stdout.isatty() and (asked.plain or os.environ.get("TERM") == "dumb"):
        from fibro_tui.plain import dialogue

        return dialogue(opened(asked.file))
    if not sys.stdout.isatty():
        return export(asked)
    _needs_keyboard()
    from fibro_tui.tui.app import explore as open_explorer

    open_explorer(asked.file, ascii=ansi.ascii_only())
    return OK


def pick(asked: Asked) -> int:
    """Choose in the explorer, which draws on standard error; print the chosen ids on standard output."""
    _needs_keyboard()
    if sys.platform == "win32" and not sys.stdout.isatty():
        raise CannotDo("pick cannot draw on Windows while its output goes to a pipe; choose with search and show")
    from fibro_tui.tui.app import explore as open_explorer

    picked = open_explorer(asked.file, words=" ".join(asked.words), pick=True, ascii=ansi.ascii_only()) or []
    for id in picked:
        print(id)
    return OK if picked else NOTHING


def _needs_keyboard() -> None:
    if not sys.stdin.isatty():
        raise CannotDo("the explorer needs a keyboard, and standard input is no terminal; try `fibro-tui search WORDS`")


def search(asked: Asked) -> int:
    """Ranked answers."""
    from fibro_tui.catalog.query import search as find
    from fibro_tui.text.hits import hit as told_hit

    catalog = opened(asked.file)
    text = " ".join(asked.words)
    found = find(catalog, text, asked.limit)
    _say_odd_filters(catalog, asked.words)
    if found.help and asked.format != "json":
        say("if somebody is in danger now: fibro-tui help-now")
    if asked.format == "json":
        from fibro_tui.text import data

        _print_json(data.found(catalog, found))
        return OK if found.hits else NOTHING
    if not found.hits:
        say(_nothing(catalog, found))
        return NOTHING
    if not found.sure:
        say(f'nothing here is surely about "{found.query}"; the nearest answers:')
    for was, now in found.corrected:
        say(f'nothing is called "{was}" here; showing results for "{now}"')
    blocks: list[Block] = []
    for i, hit in enumerate(found.hits, 1):
        blocks += told_hit(catalog, hit, i, explain=asked.explain)
    _print(blocks, asked)
    if found.total > len(found.hits):
        say(f"{len(found.hits)} of {found.total} answers; --limit N shows more")
    return OK


def _say_odd_filters(catalog: Catalog, typed: list[str]) -> None:
    """Say which filters the library does not know: they were searched as words."""
    from fibro_tui.catalog.asked import FILTERS, knows

    for word in " ".join(typed).split():
        field, colon, value = word.lower().partition(":")
        if colon and field in FILTERS and not knows(catalog, field, value):
            say(f'there is no {"reference" if field == "cites" else field} "{value}"; {word} was searched as words')


def _nothing(catalog: Catalog, found: Found) -> str:
    import shlex

    titles = {section.id: section.title for section in catalog.library.sections}
    sections = ", ".join(f"{id} ({titles[id]})" for id in found.nearest[:5])
    missing = f" No answer has: {', '.join(found.unknown)}." if found.unknown else ""
    fewer = f" The other words have answers: fibro-tui search {shlex.join(found.fewer.split())}" if found.fewer else ""
    look = f" Sections to look in, with `fibro-tui list SECTION`: {sections}" if sections else ""
    return f'nothing here answers "{found.query}".{missing}{fewer or look}'


def show(asked: Asked) -> int:
    """Whole entries."""
    from fibro_tui.content.problems import nearest
    from fibro_tui.text.entry import answer

    catalog = opened(asked.file)
    found, missing = _each([id.lower() for id in asked.ids], catalog.entry)
    for id in missing:
        say(f'no answer has the id "{id}"{nearest(id, catalog.ids()) or _by_words(catalog, id)}')
    if asked.format == "json":
        from fibro_tui.text import data

        _print_json({"entries": [data.entry(catalog, placed) for placed in found]})
    elif found:
        _print_all([answer(catalog, placed, full=True) for placed in found], asked)
    return NOTHING if missing else OK


def _each(ids: list[str], get: Callable[[str], _Record | None]) -> tuple[list[_Record], list[str]]:
    """What these ids lead to, each once, and the ids that lead nowhere."""
    pairs = [(id, get(id)) for id in dict.fromkeys(ids)]
    return [each for _, each in pairs if each is not None], [id for id, each in pairs if each is None]


def _by_words(catalog: Catalog, id: str) -> str:
    """Ids of the answers that these words would find, as the tail of a sentence."""
    from fibro_tui.catalog.query import search as find

    hits = find(catalog, id.replace("-", " "), 3).hits
    return f"; nearest: {', '.join(hit.placed.entry.id for hit in hits)}" if hits else "; `fibro-tui list` has all of them"


def list_entries(asked: Asked) -> int:
    """One line an entry."""
    catalog = opened(asked.file)
    section = _section(catalog, asked.section).id if asked.section else ""
    rows = catalog.all(section)
    if asked.format == "json":
        _print_json({"entries": [{"id": p.entry.id, "section": p.section.id, "title": p.entry.title} for p in rows]})
    elif asked.format == "markdown":
        print("\n".join(f"- [{p.entry.title}](#{p.entry.id})" for p in rows))
    elif sys.stdout.isatty() and not asked.plain:
        size = max((len(p.entry.id) for p in rows), default=0)
        made = [(Span(p.entry.id.ljust(size + 2), "muted"), Span(p.entry.title)) for p in rows]
        sys.stdout.write(ansi.written(made, _colour(asked)))
    else:
        for p in rows:
            print(p.entry.id, p.section.id, p.entry.title, sep="\t")
    return OK if rows else NOTHING


def _section(catalog: Catalog, id: str) -> Section:
    from fibro_tui.content.problems import nearest

    wanted = id.casefold()
    for section in catalog.library.sections:
        if wanted in (section.id, section.title.casefold()):
            return section
    known = {section.id: section.title for section in catalog.library.sections}
    there = "; there are " + ", ".join(f"{id} ({title})" for id, title in known.items())
    raise CannotDo(f'no section has the id "{id}"{nearest(wanted, [*known]) or there}')


def compare(asked: Asked) -> int:
    """A section's facts, entries across: as a table where it fits, else line by line."""
    catalog = opened(asked.file)
    section = _section(catalog, asked.section) if asked.section else None
    comparable = catalog.comparable()
    if section not in comparable:
        having = ", ".join(each.id for each in comparable) or "none"
        what = f'section "{section.id}" has no facts to compare' if section else "compare needs a section"
        raise CannotDo(f"{what}; these can be compared: {having}")
    placed = catalog.all(section.id)
    if asked.format == "json":
        _print_json({"section": section.id, "facts": [*section.facts], "entries": {p.entry.id: p.entry.facts for p in placed}})
    elif asked.format == "markdown":
        from fibro_tui.text.table import markdown_table

        sys.stdout.write(markdown_table(section, placed))
    else:
        from fibro_tui.text.entry import compared
        from fibro_tui.text.table import table

        made = () if asked.plain else table(section, placed, _columns(asked), ansi.ascii_only())
        if made:
            sys.stdout.write(ansi.written(made, _colour(asked)))
        else:
            _print(compared(catalog, section), asked)
    return OK


def refs(asked: Asked) -> int:
    """The bibliography; or references whole, each with what cites it."""
    from fibro_tui.content.problems import nearest
    from fibro_tui.text.entry import reference as whole

    catalog = opened(asked.file)
    found, missing = _each([id.lower() for id in asked.ids], catalog.reference) if asked.ids else (catalog.references(), [])
    for id in missing:
        say(f'no reference has the id "{id}"{nearest(id, catalog.ids("references"))}')
    if asked.format in ("json", "csl"):
        from fibro_tui.text import data

        _print_json(
            {"references": [data.reference(catalog, each) for each in found]} if asked.format == "json" else [*map(data.csl, found)]
        )
    elif asked.ids:
        _print_all([whole(catalog, reference) for reference in found], asked)
    else:
        _print([_bibliography(reference) for reference in found], asked)
    return NOTHING if missing or not found else OK


def _bibliography(reference: Reference) -> Block:
    from fibro_tui.text import citation

    address = next(iter(citation.addresses(reference)), "")
    interest = citation.interest(reference)
    spans = [Span(citation.vancouver(reference)), Span(f" [{interest}]" if interest else "", "caution")]
    spans.append(Span(f" {address}" if address else "", "link", address))
    return Block("item", (*spans, Span(f" ({reference.id})", "muted")), "-")


def help_now(asked: Asked) -> int:
    """Where to get help at once."""
    from fibro_tui.text.entry import help_now as told

    library = opened(asked.file).library
    if asked.format == "json":
        _print_json({"note": library.help_note, "help": [contact._asdict() for contact in library.help]})
    else:
        _print(told(library), asked)
    return OK


def export(asked: Asked) -> int:
    """The whole library."""
    from fibro_tui.text import entry

    catalog = opened(asked.file)
    if asked.format in ("json", "jsonl", "csl"):
        from fibro_tui.text import data

        if asked.format == "jsonl":
            import json

            for placed in catalog.all():
                print(json.dumps(data.entry(catalog, placed), ensure_ascii=False))
        else:
            _print_json(data.library(catalog) if asked.format == "json" else [data.csl(each) for each in catalog.references()])
        return OK
    _print_all([entry.about(catalog.library), *(entry.answer(catalog, placed, full=True) for placed in catalog.all())], asked)
    return OK


_EMPTY_SHELF = "nothing is saved yet: in the explorer, s saves the answer you read"


def sheet(asked: Asked) -> int:
    """What was saved, with notes, for an appointment."""
    from fibro_tui.text.sheet import sheet as made

    catalog = opened(asked.file)
    with _shelf() as shelf:
        saved = shelf.saved(catalog.library.title)
    if not saved:
        say(_EMPTY_SHELF)
        return NOTHING
    _print(made(catalog, saved), asked)
    return OK


def shelf(asked: Asked) -> int:
    """What was saved: list, clear, export, import."""
    catalog = opened(asked.file)
    library = catalog.library.title
    if sum(map(bool, (asked.clear, asked.export, asked.load))) > 1:
        raise CannotDo("shelf does one thing at a time: --clear, --export or --import")
    with _shelf() as shelf:
        if asked.clear:
            say(f"{shelf.clear(library)} saved answers forgotten")
        elif asked.export:
            _print_json(shelf.dump(library))
        elif asked.load:
            with open(asked.load, "rb") as stream:
                count = shelf.load(library, _parsed(asked.load, stream.read()))
            say(f"{count} saved answers added")
        else:
            saved = shelf.saved(library)
            for item in saved:
                placed = catalog.entry(item.entry)
                print(item.entry, placed.entry.title if placed else "(no longer in this library)", " ".join(item.note.split()), sep="\t")
            if not saved:
                say(_EMPTY_SHELF)
            return OK if saved else NOTHING
    return OK


def _parsed(file: str, data: bytes) -> Any:
    import json

    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise CannotDo(f"{file} is not what `shelf --export` prints: {error}") from None


def _shelf() -> Shelf:
    from fibro_tui.shelf import Shelf

    return Shelf()


def check(asked: Asked) -> int:
    """Every problem of a library file."""
    import datetime

    from fibro_tui.content.check import checked
    from fibro_tui.content.file import contents
    from fibro_tui.content.problems import report
    from fibro_tui.content.read import read
    from fibro_tui.content.summary import counted, told

    file = asked.library or asked.file
    problems, summary = checked(read(contents(file)), datetime.date.today().isoformat())
    sys.stdout.write(report(problems, file if asked.format == "json" else safe(file), asked.format, summary).translate(_ACTING))
    errors = sum(problem.severity == "error" for problem in problems)
    if summary is None:
        say(f"{file} is not a library: {counted(errors, 'error')}")
        return CANNOT
    for line in told(summary):
        say(line)
    say(f"{file}: {counted(errors, 'error')}, {counted(len(problems) - errors, 'warning')}")
    return NOTHING if problems else OK


def schema(asked: Asked) -> int:
    """The JSON Schema of a library file."""
    from fibro_tui.content.schema import schema as made

    _print_json(made())
    return OK


def new(asked: Asked) -> int:
    """A small commented library; never over a file that is there."""
    from importlib.resources import files

    try:
        with open(asked.path, "x", encoding="utf-8") as stream:
            stream.write(files("fibro_tui.content").joinpath("new.yaml").read_text("utf-8"))
    except FileExistsError:
        raise CannotDo(f"{asked.path} is there already; nothing was written") from None
    say(f"wrote {asked.path}; open it with: fibro-tui --file {asked.path}")
    return OK


def completion(asked: Asked) -> int:
    """Completions for a shell, from the parser itself."""
    import shtab

    from fibro_tui.cli import parser

    print(shtab.complete(parser(), asked.shell))
    return OK


def serve(asked: Asked) -> int:
    """The explorer in a browser on this machine, and on no other."""
    from importlib import import_module

    try:
        server: Any = import_module("textual_serve.server")
    except ImportError:
        raise CannotDo("serve needs the extra `web`: pip install 'fibro-tui[web]'") from None
    import shlex

    command = shlex.join([sys.executable, "-m", "fibro_tui", "--file", os.path.abspath(asked.file)])
    title = opened(asked.file).library.title
    try:
        server.Server(command, host="localhost", port=asked.port, title=title).serve()
    except OSError as error:
        raise CannotDo(f"cannot serve on port {asked.port}: {error.strerror or error}; --port N takes another") from None
    return OK


def _print(blocks: list[Block], asked: Asked) -> None:
    _print_all([blocks], asked)


def _print_all(texts: list[list[Block]], asked: Asked) -> None:
    """Texts one under the other, in the form that was asked for."""
    for i, blocks in enumerate(texts):
        if asked.format == "markdown":
            from fibro_tui.text.markdown import written as markdown

            sys.stdout.write(("\n" if i else "") + markdown(blocks, 1 if len(texts) == 1 else 2))
        else:
            made = lines(blocks, _columns(asked), ansi.ascii_only(), underline=not asked.plain, linear=asked.plain)
            sys.stdout.write(("\n\n" if i else "") + ansi.written(made, _colour(asked)))


# JSON escapes the controls of ASCII; those of Latin-1 act on some terminals too.
_ACTING = {code: f"\\u{code:04x}" for code in range(0x7F, 0xA0)}


def _print_json(value: Any) -> None:
    import json

    print(json.dumps(value, ensure_ascii=False, indent=2).translate(_ACTING))


def _colour(asked: Asked) -> bool:
    return ansi.wants_colour(asked.color, sys.stdout.isatty())


def _columns(asked: Asked) -> int:
    return asked.width or terminal_columns()


COMMANDS: dict[str, Callable[[Asked], int]] = {
    "": explore, "search": search, "show": show, "list": list_entries, "compare": compare, "refs": refs, "pick": pick,
    "export": export, "sheet": sheet, "help-now": help_now, "shelf": shelf, "check": check, "schema": schema, "new": new,
    "completion": completion, "serve": serve,
}  # fmt: skip
