"""What was read, back and forward: pure, so that it can be tested without a screen.

A new visit cuts what lay forward. Each visit keeps the place in its text, so that going back is going back to the same line.
"""

from __future__ import annotations

from typing import NamedTuple


class Visit(NamedTuple):
    """A text that was opened (an entry, and perhaps a source beside it), how far it had been read, and whether a link led here."""

    entry: str
    source: str = ""
    place: int = 0
    followed: bool = False


class History(NamedTuple):
    """All visits, and which of them is the present one (-1 before the first)."""

    visits: tuple[Visit, ...] = ()
    at: int = -1

    @property
    def now(self) -> Visit | None:
        """The present visit."""
        return self.visits[self.at] if self.visits else None

    def kept(self, place: int) -> History:
        """The same, with the present text read to this place."""
        if self.now is None:
            return self
        visits = (*self.visits[: self.at], self.now._replace(place=place), *self.visits[self.at + 1 :])
        return self._replace(visits=visits)

    def visited(self, visit: Visit, most: int = 200) -> History:
        """A new visit, after the present one; the same text twice in a row is one visit."""
        if self.now and self.now[:2] == visit[:2]:
            return self
        visits = (*self.visits[: self.at + 1], visit)[-most:]
        return History(visits, len(visits) - 1)

    def moved(self, by: int) -> History:
        """The present moved back (-1) or forward (1), as far as there is anything."""
        return self._replace(at=min(len(self.visits) - 1, max(0, self.at + by))) if self.visits else self
