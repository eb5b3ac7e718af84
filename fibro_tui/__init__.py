"""A terminal reader of questions and answers that says how sure each answer is, and who says so."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fibro_tui.content.problems import Problem

__version__ = "0.1.0"


class CannotDo(Exception):
    """What was asked cannot be done; the message says why and what to do."""


class Broken(Exception):
    """The file is no library; says why, problem by problem."""

    def __init__(self, file: str, problems: tuple[Problem, ...]) -> None:
        super().__init__(file)
        self.file = file
        self.problems = problems
