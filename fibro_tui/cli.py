"""The command line: what can be asked, and what a shell gets back.

Standard output is data, standard error is talk, and the exit status is a contract: 0 found or done, 1 nothing found or problems
found, 2 cannot do what was asked, 130 interrupted. A closed pipe ends quietly.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from fibro_tui import __version__
from fibro_tui.content.problems import Problem
from fibro_tui.text.cells import safe

OK, NOTHING, CANNOT, INTERRUPTED = 0, 1, 2, 130

_ABOUT = "Questions and answers in the terminal: how sure anyone can be of each, and who says so. Without a command: the explorer."
EPILOG = """\
examples:
  fibro-tui                          open the explorer
  fibro-tui search trouble peeing    ranked answers
  fibro-tui show bladder | less      one answer, whole
  fibro-tui show $(fibro-tui pick)   choose in the explorer, print what was chosen

In a search: "exact words", -without, section:risks, certainty:low, tag:sleep, cites:noppers-2011.
exit status: 0 found or done, 1 nothing found or problems found, 2 cannot do what was asked, 130 interrupted
"""


class CannotDo(Exception):
    """What was asked cannot be done; the message says why and what to do."""


class _Parser(argparse.ArgumentParser):
    """A parser whose errors point to the help and, for an unknown command, to the search that was probably meant."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        hint = "\nTo search: fibro-tui search WORDS" if "invalid choice" in message else ""
        self.exit(CANNOT, f"{self.prog}: {safe(message)}{hint}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; gives its exit status."""
    from fibro_tui.catalog.build import Broken

    for stream in (sys.stdout, sys.stderr):
        # A terminal or pipe that cannot say a character gets a question mark, never a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
    try:
        status = _run(parser().parse_args(arguments))
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        # Python flushes once more at exit: let that go nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        return INTERRUPTED
    except Broken as error:
        return _broken(error.file, error.problems)
    except CannotDo as error:
        say(str(error))
        return CANNOT
    except OSError as error:
        say(f"cannot read {error.filename or 'the file'}: {error.strerror or error}")
        return CANNOT


def say(message: str) -> None:
    """Talk to the person, on standard error."""
    print(f"fibro-tui: {safe(message)}", file=sys.stderr)


def _broken(file: str, problems: tuple[Problem, ...]) -> int:
    for problem in problems:
        print(safe(problem.at(file)), file=sys.stderr)
    count = len(problems)
    say(f"{file} is not a library: {count} problem{'s' if count != 1 else ''}. `fibro-tui schema` says what a library holds")
    return CANNOT


def _run(asked: argparse.Namespace) -> int:
    asked.file = asked.file or os.environ.get("FIBRO_TUI_FILE") or packaged()
    from fibro_tui import commands

    return commands.COMMANDS[asked.command or ""](asked)


def packaged() -> str:
    """The library that comes with the program: beside the code when installed, above it in a checkout."""
    here = os.path.dirname(os.path.abspath(__file__))
    beside = os.path.join(here, "faq.yaml")
    return beside if os.path.exists(beside) else os.path.join(os.path.dirname(here), "faq.yaml")


def parser() -> argparse.ArgumentParser:
    """Every command and option."""
    top = _Parser(prog="fibro-tui", description=_ABOUT, epilog=EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter)
    top.add_argument("--version", action="version", version=f"fibro-tui {__version__}")
    _common(top, argparse.SUPPRESS, top=True)
    commands = top.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)

    def command(name: str, help: str, *, formats: tuple[str, ...] = ("text", "markdown", "json")) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=help, description=help[0].upper() + help[1:] + ".")
        _common(made, argparse.SUPPRESS)
        if formats:
            made.add_argument("--format", choices=formats, default=formats[0], help="what to print (default: %(default)s)")
        return made

    search = command("search", "ranked answers to words or a question", formats=("text", "markdown", "json"))
    search.add_argument(
        "words", nargs="+", metavar="WORDS", help='words, "exact phrase", -without, section:ID, certainty:ID, tag:NAME, cites:ID'
    )
    search.add_argument("--limit", type=_count, default=10, metavar="N", help="how many answers at most (default: %(default)s)")
    search.add_argument("--explain", action="store_true", help="say which words, synonyms and corrections gave the score")
    command("show", "whole answers, with certainty, figures and numbered sources").add_argument("ids", nargs="+", metavar="ID")
    command("list", "one line an answer: id, section, title").add_argument("section", nargs="?", metavar="SECTION")
    command("compare", "a section's facts side by side").add_argument("section", metavar="SECTION")
    refs = command("refs", "the bibliography, or one reference with what cites it", formats=("text", "markdown", "json", "csl"))
    refs.add_argument("ids", nargs="*", metavar="ID")
    command("pick", "choose in the explorer, print what was chosen", formats=()).add_argument("words", nargs="*", metavar="WORDS")
    command("export", "the whole library", formats=("text", "markdown", "json", "jsonl", "csl"))
    command("sheet", "what you saved, with your notes, as a sheet for an appointment", formats=("text", "markdown"))
    command("help-now", "where to get help at once")
    shelf = command("shelf", "what you saved: list it, or --clear, --export, --import", formats=())
    what = shelf.add_mutually_exclusive_group()
    what.add_argument("--clear", action="store_true", help="forget everything that was saved")
    what.add_argument("--export", action="store_true", help="print it as JSON")
    what.add_argument("--import", dest="load", metavar="FILE", help="add what --export printed")
    check = command("check", "every problem of a library file, as file:line:column", formats=("text", "json", "github"))
    check.add_argument("library", nargs="?", metavar="FILE", help="the library file (default: --file)")
    command("schema", "the JSON Schema of a library file", formats=())
    command("new", "a small commented library to start your own from", formats=()).add_argument("path", metavar="FILE")
    command("completion", "completions for your shell", formats=()).add_argument("shell", choices=("bash", "zsh", "tcsh"))
    command("serve", "the explorer in a browser on this machine (needs the extra: web)", formats=()).add_argument(
        "--port", type=_count, default=8000, help="default: %(default)s"
    )
    return top


def _common(parser: argparse.ArgumentParser, absent: str, *, top: bool = False) -> None:
    """The options that stand everywhere, before or behind the command."""

    def option(name: str, default: object, **more: object) -> None:
        parser.add_argument(name, default=default if top else absent, **more)  # pyright: ignore[reportArgumentType]

    option("--file", None, metavar="LIBRARY", help="the library file (default: FIBRO_TUI_FILE, else the one that comes with it)")
    option("--color", "auto", choices=("auto", "always", "never"), help="colours (default: on a terminal, unless NO_COLOR is set)")
    option("--width", None, type=_count, metavar="N", help="columns (default: the terminal's, else 80)")
    option("--plain", False, action="store_true", help="linear text without boxes, for screen readers")


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 100_000:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)
