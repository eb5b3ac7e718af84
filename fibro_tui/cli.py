"""The command line: what can be asked, and what a shell gets back.

Standard output is data, standard error is talk, and the exit status is a contract: 0 found or done, 1 nothing found or problems
found, 2 cannot do what was asked, 130 interrupted. A closed pipe ends quietly.
"""

from __future__ import annotations

import gc

# A command makes some thousand objects and is over; to look through them for garbage, mostly while modules load, takes a while.
gc.set_threshold(100_000)

import argparse
import os
import re
import sys

from fibro_tui import Broken, CannotDo, __version__
from fibro_tui.text.cells import safe

# argparse looks for its words in other languages, file by file, at each of them; this program speaks one.
argparse._ = str  # pyright: ignore[reportAttributeAccessIssue]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Sequence
    from typing import Any, NoReturn

    from fibro_tui.content.problems import Problem

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


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help as wide as the terminal; argparse makes one for each argument, and asks shutil, slow to import, for each one's width."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=30, width=terminal_columns() - 2)


def terminal_columns() -> int:
    """The columns of the terminal that standard output is, else 80."""
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or 80
    except (OSError, ValueError):
        return 80


class _Unclear(Exception):
    """A parser of few commands does not know what is meant."""


class _Parser(argparse.ArgumentParser):
    """A parser whose errors, for an unknown command, name the one that was probably meant, and the search."""

    few = False
    minus = False

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Where words are searched, one with a minus before it is a word to leave out: a space keeps it from being an option."""
        if self.minus:
            args = [f" {word}" if word[:1] == "-" and word[1:2] not in ("", "-") and word != "-h" else word for word in args]
        return super().parse_known_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        if self.few:
            raise _Unclear
        self.print_usage(sys.stderr)
        unknown = re.search(r"COMMAND: invalid choice: '([^']*)'", message)
        if unknown:
            from fibro_tui.content.problems import nearest

            near = nearest(unknown[1], [*_COMMANDS]) or f"; there are {', '.join(_COMMANDS)}"
            import shlex

            message = f'there is no command "{unknown[1]}"{near}\nTo search for words: fibro-tui search {shlex.quote(unknown[1])}'
        self.exit(CANNOT, "\n".join(map(safe, f"{self.prog}: {message}".split("\n"))) + "\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; gives its exit status."""
    _prepare_streams()
    try:
        status = _run(_asked(sys.argv[1:] if arguments is None else arguments))
        sys.stdout.flush()
        gc.freeze()  # Else Python looks through all objects again before it ends, for a tenth of a search's time.
        return status
    except BrokenPipeError:
        _drop_output()
        return OK
    except KeyboardInterrupt:
        _drop_output()
        return INTERRUPTED
    except Broken as error:
        return _broken(error.file, error.problems)
    except CannotDo as error:
        say(str(error))
        return CANNOT
    except OSError as error:
        if error.filename is None:
            _drop_output()
        say(f"cannot {f'open {error.filename}' if error.filename else 'write'}: {error.strerror or error}")
        return CANNOT
    except Exception as error:
        return _fault(error)


def _prepare_streams() -> None:
    """See that all three streams are there and say or read anything: a question mark for what they cannot, never a traceback."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # The shell closed it: >&-
            setattr(sys, name, open(os.devnull, mode))  # noqa: SIM115 - for as long as the process lives
        stream: Any = getattr(sys, name)
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _drop_output() -> None:
    """Let what is not written yet go nowhere: Python flushes once more at exit, and nobody may be reading."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    """What the arguments ask for.

    To define all commands takes as long as a search: first only those whose names stand there, and where that does not come out,
    all of them, which then say what is wrong.
    """
    if list(arguments) == ["help"]:
        arguments = ["--help"]
    if "-h" not in arguments and "--help" not in arguments:
        try:
            return parser(arguments).parse_args(arguments)
        except _Unclear:
            pass
    return parser().parse_args(arguments)


def say(message: str) -> None:
    """Talk to the person, on standard error."""
    print(f"fibro-tui: {safe(message)}", file=sys.stderr)


def _broken(file: str, problems: tuple[Problem, ...]) -> int:
    for problem in problems:
        print(safe(problem.at(file)), file=sys.stderr)
    count = len(problems)
    say(f"{file} is not a library: {count} problem{'s' if count != 1 else ''}. `fibro-tui schema` says what a library holds")
    return CANNOT


def _fault(error: Exception) -> int:
    """A fault of ours: said in a line that can be reported, with the place in the program."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}" if trace else "?"
    say(f"a fault of the program, not yours; please report it: {type(error).__name__} at {place}: {error}")
    return CANNOT


def _run(asked: argparse.Namespace) -> int:
    asked.file = asked.file or os.environ.get("FIBRO_TUI_FILE") or packaged()
    formats = _COMMANDS[asked.command or "export"][1].split()
    if asked.format and asked.format not in formats:
        raise CannotDo(f"{asked.command or 'fibro-tui'} has no format {asked.format!r}; it has: {', '.join(formats) or 'one only'}")
    asked.format = asked.format or (formats[0] if formats else "")
    from fibro_tui import commands

    return commands.COMMANDS[asked.command or ""](asked)


def packaged() -> str:
    """The library that comes with the program: beside the code when installed, above it in a checkout."""
    here = os.path.dirname(os.path.abspath(__file__))
    beside = os.path.join(here, "faq.yaml")
    return beside if os.path.exists(beside) else os.path.join(os.path.dirname(here), "faq.yaml")


def parser(only: Container[str] | None = None) -> argparse.ArgumentParser:
    """Every command and option; or only the commands whose names are among these."""
    top = _Parser(prog="fibro-tui", description=_ABOUT, epilog=EPILOG, formatter_class=_Help)
    top.few = only is not None
    top.add_argument("--version", action="version", version=f"fibro-tui {__version__}")
    _common(top, top=True)
    top.add_argument("--format", metavar="FORMAT", help="text, markdown, json; each command says which it has")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser, prog="fibro-tui")
    for name, (help, formats, arguments) in _COMMANDS.items():
        if only is None or name in only:
            made: _Parser = commands.add_parser(name, help=help, description=help[0].upper() + help[1:] + ".", formatter_class=_Help)
            made.few = top.few
            made.minus = name in ("search", "pick")
            _common(made)
            if formats:
                told = f"default: {formats.split()[0]}"
                made.add_argument("--format", choices=formats.split(), default=argparse.SUPPRESS, help=told)
            for names, options in arguments:
                made.add_argument(*names.split(), **options)
    return top


def _common(parser: argparse.ArgumentParser, *, top: bool = False) -> None:
    """The options that stand everywhere, before or behind the command; there they leave what stood before as it is."""

    def option(name: str, default: object, **more: Any) -> None:
        parser.add_argument(name, default=default if top else argparse.SUPPRESS, **more)

    option("--file", None, metavar="LIBRARY", help="the library file (default: FIBRO_TUI_FILE, else the one that comes with it)")
    option("--color", "auto", choices=("auto", "always", "never"), help="colours (default: on a terminal, unless NO_COLOR is set)")
    option("--width", None, type=_count, metavar="N", help="columns (default: the terminal's, else 80)")
    option("--plain", False, action="store_true", help="linear text without boxes, for screen readers")


def _text(text: str) -> str:
    """An argument without what the shell could not decode: no text of a library has it."""
    return text.strip().encode("utf-8", "replace").decode()


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 100_000:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 to 99999")
    return int(text)


def _port(text: str) -> int:
    if _count(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port: they go from 1 to 65535")
    return int(text)


_TEXTS = "text markdown json"
_IDS = ("ids", {"nargs": "+", "metavar": "ID", "type": _text})
_QUERY = 'words, "exact phrase", -without, section:ID, certainty:ID, tag:NAME, cites:ID'
_WORDS = ("words", {"nargs": "+", "metavar": "WORDS", "type": _text, "help": _QUERY})
# Each command: its help, its formats (the first is the default), its arguments as argparse takes them.
_COMMANDS: dict[str, tuple[str, str, tuple[tuple[str, dict[str, Any]], ...]]] = {
    "search": (
        "ranked answers to words or a question",
        _TEXTS,
        (
            _WORDS,
            ("--limit", {"type": _count, "default": 10, "metavar": "N", "help": "how many answers at most (default: %(default)s)"}),
            ("--explain", {"action": "store_true", "help": "say which words, synonyms and corrections gave the score"}),
        ),
    ),
    "show": ("whole answers, with certainty, figures and numbered sources", _TEXTS, (_IDS,)),
    "list": ("one line an answer: id, section, title", _TEXTS, (("section", {"nargs": "?", "metavar": "SECTION", "type": _text}),)),
    "compare": ("a section's facts side by side", _TEXTS, (("section", {"nargs": "?", "metavar": "SECTION", "type": _text}),)),
    "refs": ("the bibliography, or one reference with what cites it", _TEXTS + " csl", (("ids", {**_IDS[1], "nargs": "*"}),)),
    "pick": ("choose in the explorer, print what was chosen", "", (("words", {**_WORDS[1], "nargs": "*"}),)),
    "export": ("the whole library", _TEXTS + " jsonl csl", ()),
    "sheet": ("what you saved, with your notes, as a sheet for an appointment", "text markdown", ()),
    "help-now": ("where to get help at once", _TEXTS, ()),
    "shelf": (
        "what you saved: list it, or --clear, --export, --import",
        "",
        (
            ("--clear", {"action": "store_true", "help": "forget everything that was saved"}),
            ("--export", {"action": "store_true", "help": "print it as JSON"}),
            ("--import", {"dest": "load", "metavar": "FILE", "help": "add what --export printed"}),
        ),
    ),
    "check": (
        "every problem of a library file, as file:line:column, with its counts and reading grades",
        "text json github",
        (("library", {"nargs": "?", "metavar": "FILE", "help": "the library file (default: --file)"}),),
    ),
    "schema": ("the JSON Schema of a library file", "", ()),
    "new": ("a small commented library to start your own from", "", (("path", {"metavar": "FILE"}),)),
    "completion": ("completions for your shell", "", (("shell", {"choices": ("bash", "zsh", "fish")}),)),
    "serve": (
        "the explorer in a browser on this machine (needs the extra: web)",
        "",
        (("--port", {"type": _port, "default": 8000, "help": "default: %(default)s"}),),
    ),
}
