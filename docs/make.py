"""Makes what is written from the program itself: the list of commands, the man page, the rules, the README's table of keys.

`python docs/make.py` writes them; a test fails when one of them is stale.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
from contextlib import redirect_stdout
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from fibro_tui import __version__, cli  # noqa: E402
from fibro_tui.content.check import rules_table  # noqa: E402
from fibro_tui.tui.commands import key_table  # noqa: E402

SETTINGS = """\
## Settings

The explorer keeps `settings.json` in your configuration folder (on Linux `~/.config/fibro-tui`): the theme, and keys by the name of
their command. A key that is named there replaces the command's own keys; names and keys that nobody knows are ignored, with a note.

```json
{"theme": "soft-light", "keys": {"save": "ctrl+s", "compare": "C"}}
```

## Environment

- `FIBRO_TUI_FILE`: the library to open when `--file` does not name one.
- `NO_COLOR`, `TERM=dumb`: no colour. `TERM=linux` or a locale that is not UTF-8: shapes in ASCII.
- `XDG_CACHE_HOME`, `XDG_DATA_HOME`, `XDG_CONFIG_HOME`: where the index, the shelf and the settings live.
"""


def written() -> dict[Path, str]:
    """Every file that is made, with what it should hold."""
    readme = (ROOT / "README.md").read_text("utf-8")
    keys = re.sub(r"(?s)<!-- keys -->.*<!-- /keys -->", lambda _: f"<!-- keys -->\n{key_table().strip()}\n<!-- /keys -->", readme)
    return {
        ROOT / "README.md": keys,
        ROOT / "docs/commands.md": _commands(),
        ROOT / "docs/fibro-tui.1": _manual(),
        ROOT / "docs/rules.md": rules_table(),
    }


def _parsers() -> dict[str, argparse.ArgumentParser]:
    top = cli.parser()
    action = next(a for a in top._actions if isinstance(a, argparse._SubParsersAction))
    return {"": top, **action.choices}


def _help(parser: argparse.ArgumentParser) -> str:
    with redirect_stdout(io.StringIO()) as out:
        parser.print_help()
    return out.getvalue().rstrip()


def _commands() -> str:
    parts = ["# Commands", "Made by `python docs/make.py` from the program's own help."]
    for name, parser in _parsers().items():
        parts.append(f"## fibro-tui {name}".rstrip())
        parts.append(f"```text\n{_help(parser)}\n```")
    return "\n\n".join([*parts, SETTINGS])


def _manual() -> str:
    """The man page, in roff."""
    parsers = _parsers()
    lines = [
        f'.TH FIBRO-TUI 1 "" "fibro-tui {__version__}" "User Commands"',
        ".SH NAME",
        "fibro-tui \\- questions and answers in the terminal, with how sure anyone can be of each",
        ".SH SYNOPSIS",
        ".B fibro-tui",
        "[OPTION...] [COMMAND [ARGUMENT...]]",
        ".SH DESCRIPTION",
        _roff(parsers[""].description or ""),
        ".SH OPTIONS",
        *_options(parsers[""]),
        ".SH COMMANDS",
    ]
    for name, parser in parsers.items():
        if name:
            lines += [".SS " + _roff(" ".join(parser.format_usage().split()[1:])), _roff(parser.description or ""), *_options(parser)]
    status, _, _ = cli.EPILOG.partition("In a search")
    lines += [".SH EXAMPLES", ".nf", _roff(status.partition("\n")[2].rstrip()), ".fi"]
    lines += [".SH EXIT STATUS", "0 found or done, 1 nothing found or problems found, 2 cannot do what was asked, 130 interrupted."]
    return "\n".join(lines) + "\n"


def _options(parser: argparse.ArgumentParser) -> list[str]:
    lines: list[str] = []
    for action in parser._actions:
        if action.help and action.help != argparse.SUPPRESS and not isinstance(action, argparse._SubParsersAction):
            name = ", ".join(action.option_strings) or str(action.metavar or action.dest)
            text = action.help % {"default": action.default, "prog": "fibro-tui"}
            lines += [".TP", f".B {_roff(name)}", _roff(text)]
    return lines


def _roff(text: str) -> str:
    return text.replace("\\", "\\e").replace("-", "\\-").replace("\n.", "\n\\&.")


if __name__ == "__main__":
    for path, text in written().items():
        path.write_text(text, "utf-8")
