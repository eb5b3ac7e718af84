"""What the reader keeps: saved answers, their notes and questions for the appointment, and where they were.

One sqlite file in the user's data folder, for its owner alone. Nothing of a search is ever stored. A file that this program
cannot read, damaged or of a newer version, is left exactly as it is.

The file has sqlite's rollback journal and no write-ahead log, so that everything saved is in this one file at any time: it can
be copied, synchronised, read in a read-only folder, and restored under an open window (a log left by the old file made the
restored one lose answers or "malformed" in a trial). That costs about a millisecond a save.

Libraries are told apart by their title: a packaged library moves to another path with each version of the program.
"""

from __future__ import annotations

import os
import re
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple, Self, cast

from fibro_tui import CannotDo, folders

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Generator
    from datetime import datetime

# sqlite3 is imported where it is used: most commands never open the shelf.

NOTE_MOST = 10_000
ITEMS_MOST = 10_000
_ENTRY_MOST = 1_000
_FORMAT = 1
_MARK = 0x46424C53  # sqlite's application_id: tells a shelf from somebody else's database
_WAIT = 5.0  # seconds for another window to finish; a change takes milliseconds

# Each step takes a shelf one version up; add steps, never change one that was released.
_STEPS = (
    (
        "CREATE TABLE item (library TEXT NOT NULL, entry TEXT NOT NULL, note TEXT NOT NULL, saved TEXT NOT NULL,"
        " PRIMARY KEY (library, entry))",
        "CREATE TABLE place (library TEXT NOT NULL PRIMARY KEY, entry TEXT NOT NULL)",
    ),
)


class ShelfError(CannotDo):
    """What is wrong with the shelf and what to do, in a sentence for the reader."""


class Item(NamedTuple):
    """One saved answer: its entry's id, the reader's note, and when it was saved (UTC, ISO 8601)."""

    entry: str
    note: str
    saved: str


class Shelf:
    """The reader's shelf, opened at first use and for one thread; every change is on the disk when its call returns."""

    def __init__(self, path: str | None = None) -> None:
        self.path = os.path.abspath(path or os.path.join(folders.data(), "shelf.db"))
        self._db: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def save(self, library: str, entry: str) -> None:
        """Save an entry; saving it again keeps its first date and its note."""
        item = Item(_entry(entry), "", _now())
        with self._change() as db:
            _merge(db, _key(library), item)
            _bound(db, _key(library))

    def drop(self, library: str, entry: str) -> Item | None:
        """Take an entry off the shelf and return it, so that `put` can undo that; None when it was not there."""
        where = (_key(library), _entry(entry))
        with self._change() as db:
            item = _find(db, *where)
            db.execute("DELETE FROM item WHERE library = ? AND entry = ?", where)
        return item

    def put(self, library: str, item: Item) -> None:
        """Put an item back; where its entry is saved already, the earlier date and both notes stay."""
        item = Item(_entry(item.entry), _note(item.note), _date(item.saved))
        with self._change() as db:
            _merge(db, _key(library), item)
            _bound(db, _key(library))

    def saved(self, library: str) -> list[Item]:
        """Everything saved from a library, in the order saved, with entries that the library no longer has."""
        rows = self._rows("SELECT entry, note, saved FROM item WHERE library = ? ORDER BY saved, rowid", library)
        return [Item(*row) for row in rows]

    def note(self, library: str, entry: str, text: str) -> None:
        """Write a note to an entry, and save the entry too; an empty text removes the note only."""
        key, item = _key(library), Item(_entry(entry), _note(text), _now())
        with self._change() as db:
            if item.note:
                _merge(db, key, item._replace(note=""))
            db.execute("UPDATE item SET note = ? WHERE library = ? AND entry = ?", (item.note, key, item.entry))
            _bound(db, key)

    def place(self, library: str) -> str:
        """The entry that was read last, or an empty text."""
        rows = self._rows("SELECT entry FROM place WHERE library = ?", library)
        return rows[0][0] if rows else ""

    def keep_place(self, library: str, entry: str) -> None:
        """Remember the entry that was read last, and nothing of how it was found."""
        with self._change() as db:
            _keep_place(db, _key(library), _entry(entry))

    def clear(self, library: str) -> int:
        """Remove everything kept of a library and return how many items that were."""
        with self._change() as db:
            count = db.execute("DELETE FROM item WHERE library = ?", (_key(library),)).rowcount
            db.execute("DELETE FROM place WHERE library = ?", (_key(library),))
        return count

    def dump(self, library: str) -> dict[str, object]:
        """Everything kept of a library, ready for JSON."""
        items = [item._asdict() for item in self.saved(library)]
        return {"shelf": _FORMAT, "library": _key(library), "place": self.place(library), "items": items}

    def load(self, library: str, data: object) -> int:
        """Merge what `dump` gave, all of it or nothing, and return how many items were new or changed.

        The earlier date and both notes stay; a place is taken only where there is none.
        """
        place, items = _parsed(data)
        key = _key(library)
        with self._change() as db:
            changed = sum(_merge(db, key, item) for item in items)
            _bound(db, key)
            if place and not db.execute("SELECT 1 FROM place WHERE library = ?", (key,)).fetchone():
                _keep_place(db, key, place)
        return changed

    def close(self) -> None:
        """Close the file; the next use opens it again."""
        db, self._db = self._db, None
        if db is not None:
            db.close()

    def _rows(self, sql: str, library: str) -> list[tuple[str, ...]]:
        """What a query gives; nothing where there is no shelf yet."""
        import sqlite3

        try:
            if _identity(self.path) is None:
                return []
            db = self._open()
            return db.execute(sql, (_key(library),)).fetchall() if _version(db, self.path) else []
        except (sqlite3.Error, OSError) as error:
            self.close()
            raise self._wrong(error) from error

    @contextmanager
    def _change(self) -> Generator[sqlite3.Connection]:
        """One short transaction, in which the shelf is of this program's version."""
        import sqlite3

        try:
            self._make()
            db = self._open()
            db.execute("BEGIN IMMEDIATE")
            try:
                # In the transaction, because another window may be making or upgrading the same shelf.
                _upgrade(db, self.path)
                yield db
                db.execute("COMMIT")
            except BaseException:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                raise
        except (sqlite3.Error, OSError) as error:
            self.close()
            raise self._wrong(error) from error

    def _make(self) -> None:
        """Make an empty file for the owner alone, where there is none."""
        # Never opened when it exists: closing it again would let go of every lock that this process has on it (POSIX).
        if _identity(self.path) is None:
            os.makedirs(os.path.dirname(self.path), 0o700, exist_ok=True)
            with suppress(FileExistsError):
                os.close(os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))

    def _open(self) -> sqlite3.Connection:
        """The file that the path names now; one that was removed or replaced meanwhile is let go, or saves would go nowhere."""
        file = _identity(self.path)
        if file != self._file:
            self.close()
        if self._db is None:
            self._db, self._file = self._connect(), file
        return self._db

    def _connect(self) -> sqlite3.Connection:
        import sqlite3

        path = self.path.replace("%", "%25").replace("?", "%3f").replace("#", "%23").replace(os.sep, "/")
        start = "file://" if path.startswith("/") else "file:///"
        db = sqlite3.connect(f"{start}{path}?mode=rw", timeout=_WAIT, isolation_level=None, uri=True)
        # What the reader removes is about their health: overwrite it. And a power cut takes nothing that was acknowledged.
        db.execute("PRAGMA secure_delete = ON")
        db.execute("PRAGMA synchronous = EXTRA")
        return db

    def _wrong(self, error: sqlite3.Error | OSError) -> ShelfError:
        """The sentence for an error of sqlite or of the system."""
        import sqlite3

        why = (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
        code = _code(error)
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return ShelfError(f"{self.path}: another window is using the shelf; try again")
        if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            advice = "restore a backup of it, or move it away to start a new one"
            return ShelfError(f"{self.path}: the shelf is damaged ({why}) and was left as it is; {advice}")
        if code == sqlite3.SQLITE_FULL:
            return ShelfError(f"{self.path}: the disk is full, and this was not saved; make some room and try again")
        return ShelfError(
            f"{self.path}: the shelf cannot be opened or written ({why}); check that the file and its folder are yours to write"
        )


def _identity(path: str) -> tuple[int, int] | None:
    try:
        stat = os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return stat.st_dev, stat.st_ino


def _code(error: Exception) -> int:
    """The primary result code; errors that Python itself raises have none."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _version(db: sqlite3.Connection, path: str) -> int:
    """The shelf's version, 0 for an empty file; a ShelfError for what this program must not touch."""
    # In this order: a shelf that another window makes meanwhile has its mark by the time it has tables.
    tables: int = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    mark: int = db.execute("PRAGMA application_id").fetchone()[0]
    version: int = db.execute("PRAGMA user_version").fetchone()[0]
    if tables == mark == 0:
        return 0
    if mark != _MARK:
        raise ShelfError(f"{path}: this file is another program's database and was left as it is; move it away to start a new shelf")
    if version > len(_STEPS):
        raise ShelfError(f"{path}: this shelf is of a newer fibro-tui and was left as it is; update fibro-tui to open it")
    return version


def _upgrade(db: sqlite3.Connection, path: str) -> None:
    """Bring the shelf to this program's version."""
    version = _version(db, path)
    if version == len(_STEPS):
        return
    for step in _STEPS[version:]:
        for statement in step:
            db.execute(statement)
    db.execute(f"PRAGMA application_id = {_MARK}")
    db.execute(f"PRAGMA user_version = {len(_STEPS)}")


def _find(db: sqlite3.Connection, key: str, entry: str) -> Item | None:
    row = db.execute("SELECT entry, note, saved FROM item WHERE library = ? AND entry = ?", (key, entry)).fetchone()
    return Item(*row) if row else None


def _merge(db: sqlite3.Connection, key: str, item: Item) -> bool:
    """Put an item in, losing neither note where there are two, and say whether that changed anything."""
    old = _find(db, key, item.entry)
    new = Item(item.entry, _both(old.note, item.note), min(old.saved, item.saved)) if old else item
    if new == old:
        return False
    # An upsert and not a replacement: the row keeps its number, which orders what was saved in one instant.
    db.execute(
        "INSERT INTO item (library, entry, note, saved) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (library, entry) DO UPDATE SET note = excluded.note, saved = excluded.saved",
        (key, *new),
    )
    return True


def _keep_place(db: sqlite3.Connection, key: str, entry: str) -> None:
    db.execute("INSERT OR REPLACE INTO place (library, entry) VALUES (?, ?)", (key, entry))


def _bound(db: sqlite3.Connection, key: str) -> None:
    """Keep a shelf at a size that `load` takes back."""
    if db.execute("SELECT count(*) FROM item WHERE library = ?", (key,)).fetchone()[0] > ITEMS_MOST:
        raise ShelfError(f"the shelf is full: it holds {ITEMS_MOST} answers; remove some first")


def _both(mine: str, other: str) -> str:
    """Two notes as one; one whose lines the other has already adds nothing, so importing twice is importing once."""
    if f"\n{other}\n" in f"\n{mine}\n" or not other:
        return mine
    if f"\n{mine}\n" in f"\n{other}\n" or not mine:
        return other
    return _note(f"{mine}\n\n{other}")


def _key(library: str) -> str:
    # A lone surrogate, which YAML can write, cannot be stored.
    return library.encode("utf-8", "replace").decode()


def _entry(text: str) -> str:
    """An entry's id, which is shown even when the library no longer has it, so it must not act on a terminal."""
    if not text or len(text) > _ENTRY_MOST or not text.isprintable():
        raise ShelfError(f"not the id of an answer: {text[:40]!a}")
    return text


def _note(text: str) -> str:
    """A note without control characters other than newline and tab; of nothing but spaces, it is empty."""
    text = re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", "", text)
    if len(text) > NOTE_MOST:
        raise ShelfError(f"a note has {len(text)} characters, and {NOTE_MOST} is the most; shorten it")
    return text if text.strip() else ""


def _now() -> str:
    from datetime import UTC, datetime

    return _iso(datetime.now(UTC))


def _iso(moment: datetime) -> str:
    # Always with microseconds, so that the order of the texts is the order of the times.
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")


def _date(text: str) -> str:
    """A date-time as the shelf writes it; without a time zone it is UTC."""
    from datetime import UTC, datetime

    try:
        moment = datetime.fromisoformat(text)
        return _iso(moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC))
    except (ValueError, OverflowError):
        raise ShelfError(f"not a date and time: {text[:40]!a}") from None


def _parsed(data: object) -> tuple[str, list[Item]]:
    """The place and the items of an exported shelf."""
    if not isinstance(data, dict) or "shelf" not in data:
        raise ShelfError('not an exported shelf: there is no "shelf" in it')
    table = cast("dict[str, object]", data)
    if type(table["shelf"]) is not int or table["shelf"] != _FORMAT:
        raise ShelfError("this shelf was exported by a program that this fibro-tui does not know; update fibro-tui")
    items = table.get("items")
    if not isinstance(items, list):
        raise ShelfError('not an exported shelf: "items" is not a list')
    rows = cast("list[object]", items)
    if len(rows) > ITEMS_MOST:
        raise ShelfError(f"this export has {len(rows)} answers, and {ITEMS_MOST} is the most")
    place = table.get("place", "")
    if not isinstance(place, str):
        raise ShelfError('not an exported shelf: "place" is not a text')
    return _entry(place) if place else "", [_parsed_item(row, number) for number, row in enumerate(rows, 1)]


def _parsed_item(row: object, number: int) -> Item:
    if not isinstance(row, dict):
        raise ShelfError(f"item {number} is not a table of entry, note and saved")
    table = cast("dict[str, object]", row)
    texts: list[str] = []
    for field in Item._fields:
        text = table.get(field)
        if not isinstance(text, str):
            raise ShelfError(f'item {number}: "{field}" is not a text')
        texts.append(text)
    entry, note, saved = texts
    try:
        return Item(_entry(entry), _note(note), _date(saved))
    except ShelfError as error:
        raise ShelfError(f"item {number}: {error}") from None
