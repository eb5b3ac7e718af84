"""What is wrong with a library file, and where: the one form in which the reader and the editorial rules say it."""

from __future__ import annotations

from fibro_tui.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from fibro_tui.content.summary import Summary


class Problem(Record):
    """One thing that is wrong: line and column count from 1; severity is "error" or "warning"."""

    line: int
    column: int
    severity: str
    message: str
    rule: str

    def at(self, file: str) -> str:
        """The problem as editors and CI jump to it: file:line:column: severity: message [rule]."""
        return f"{file}:{self.line}:{self.column}: {self.severity}: {self.message} [{self.rule}]"


# Among more names than these, only those that share most pairs of letters with a word are compared with it.
_MANY = 200


def nearest(word: str, known: list[str]) -> str:
    """What was probably meant, as the tail of a sentence; empty when nothing known is like it."""
    import difflib

    word = word[:_MANY]
    if len(known) > _MANY:
        pairs = {word[i : i + 2] for i in range(len(word) - 1)}
        known = sorted(known, key=lambda name: -sum(map(name.__contains__, pairs)))[: _MANY // 4]
    close = difflib.get_close_matches(word, known, n=2, cutoff=0.6)
    return f"; did you mean {' or '.join(close)}?" if close else ""


def report(problems: Iterable[Problem], file: str, form: str = "text", summary: Summary | None = None) -> str:
    """The problems as text (a line each), as json (an object, the summary in it) or as the annotations of a GitHub workflow."""
    rows = list(problems)
    if form == "json":
        import json

        from fibro_tui.content.summary import as_data

        found = [dict(zip(Problem._fields, problem, strict=True)) for problem in rows]
        made = {"file": file, "problems": found, "summary": as_data(summary) if summary else None}
        return json.dumps(made, ensure_ascii=False, indent=2) + "\n"
    lines = [_annotation(problem, file) if form == "github" else problem.at(file) for problem in rows]
    if form == "github" and summary:
        from fibro_tui.content.summary import told

        lines.append(f"::notice title=check of {_property(file)}::{_data(chr(10).join(told(summary)))}")
    return "".join(f"{line}\n" for line in lines)


def _annotation(problem: Problem, file: str) -> str:
    """One workflow command; GitHub wants %, line ends and, in properties, : and , as percent codes."""
    kind = "error" if problem.severity == "error" else "warning"
    place = f"file={_property(file)},line={problem.line},col={problem.column},title={_property(problem.rule)}"
    return f"::{kind} {place}::{_data(problem.message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
