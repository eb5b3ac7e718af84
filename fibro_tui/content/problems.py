"""What is wrong with a library file, and where: the one form in which the reader and the editorial rules say it."""

from typing import NamedTuple


class Problem(NamedTuple):
    """One thing that is wrong: line and column count from 1; severity is "error" or "warning"."""

    line: int
    column: int
    severity: str
    message: str
    rule: str

    def at(self, file: str) -> str:
        """The problem as editors and CI jump to it: file:line:column: severity: message [rule]."""
        return f"{file}:{self.line}:{self.column}: {self.severity}: {self.message} [{self.rule}]"


def nearest(word: str, known: list[str]) -> str:
    """What was probably meant, as the tail of a sentence; empty when nothing known is like it."""
    import difflib

    close = difflib.get_close_matches(word, known, n=2, cutoff=0.6)
    return f"; did you mean {' or '.join(close)}?" if close else ""
