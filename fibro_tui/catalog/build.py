"""Makes the index of a library, and knows whether the one on disk is still the library's.

An index lives in the cache under the library's path and a stamp of its file, and gets there by one rename, so it is there whole
or not at all. The stamp is size, inode, mtime and ctime in nanoseconds, with the versions of the program and its engine. A file
that was written so shortly before it was indexed that the clock could miss another write is told by its hash instead.
"""

from __future__ import annotations

import os
from stat import S_ISREG

import tantivy
from tantivy import Index

from fibro_tui import Broken, __version__, folders
from fibro_tui.catalog import records
from fibro_tui.catalog.words import analyser, folding
from fibro_tui.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from fibro_tui.content.model import Library

FORMAT = 13
_ENGINE: str = tantivy.__version__  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
# The coarsest clock a file system is known to stamp with (FAT: two seconds).
_CLOCK_NS = 2_000_000_000
_STALE_S = 3600
# In an index of such a young file: the file's hash.
_YOUNG = "young"
# The library without its entries, where its sections start, the words that call for help, the sizes of the other files.
_HEAD = "head"
_HEAP = 64_000_000
# A library of fewer entries is indexed in one thread: one segment, and the same scores on every machine.
_FEW = 2000

_PARTS = ("entries", "references", "words")


class Stored(Record):
    """An index: the library's head, where each section starts in reading order, and three tantivy indexes.

    `calls` are the phrases that call for help, as folded words.
    """

    head: Library
    starts: tuple[int, ...]
    calls: tuple[tuple[str, ...], ...]
    entries: Index
    references: Index
    words: Index


def stored(file: str) -> Stored:
    """The index of this library: the one on disk if it is fresh, else a new one.

    Raises Broken when the file is no library, OSError when it cannot be read.
    """
    return fresh(file) or build(file)


def fresh(file: str) -> Stored | None:
    """The index on disk, if it is of the file as it now stands."""
    stat = os.stat(file)
    if not S_ISREG(stat.st_mode):
        return None
    folder = _folder(file, stat)
    try:
        with open(os.path.join(folder, _HEAD), "rb") as stream:
            head, starts, calls, sizes = records.unpack(stream.read())
        if sizes != _sizes(folder):
            return None
        young = os.path.join(folder, _YOUNG)
        if os.path.exists(young) and not _same(file, stat, young):
            return None
        library = records.head(head)
        indexes = [_with_words(Index.open(os.path.join(folder, part)), library.language) for part in _PARTS]
        return Stored(library, starts, calls, *indexes)
    except (OSError, ValueError, EOFError, TypeError):
        return None


def _same(file: str, stat: os.stat_result, young: str) -> bool:
    """Whether a file that was young when it was indexed is still that file; once its stamp can be trusted, it is asked no more."""
    from fibro_tui.content.file import contents

    with open(young, encoding="ascii") as stream:
        same = stream.read() == _hash(contents(file))
    if same and not _is_young(stat):
        os.remove(young)
    return same


def _is_young(stat: os.stat_result) -> bool:
    """Whether the clock that stamped the file could miss another write."""
    import time

    return time.time_ns() - max(stat.st_mtime_ns, stat.st_ctime_ns) < _CLOCK_NS


def build(file: str) -> Stored:
    """Read the library and index it: on disk where that can be, else in memory."""
    # Only here: the quick path, a fresh index, has no use for a YAML parser.
    import gc

    from fibro_tui.content.file import contents
    from fibro_tui.content.read import read

    collecting = gc.isenabled()
    gc.disable()  # Half the time of a large build is spent looking for garbage that is not there.
    try:
        # The stamp is taken before the bytes: an edit in between makes the index look stale, never the file look indexed.
        stat = os.stat(file)
        data = contents(file)
        reading = read(data)
        if reading.library is None:
            raise Broken(file, reading.problems)
        if not S_ISREG(stat.st_mode):  # What comes through a pipe is there once.
            return _fill(reading.library, None)
        return _keep(reading.library, _folder(file, stat), _hash(data) if _is_young(stat) else "")
    finally:
        if collecting:
            gc.enable()


def _folder(file: str, stat: os.stat_result) -> str:
    """Where the index of this state of the file belongs: a folder for the library, in it one for the stamp."""
    path = os.path.realpath(file)
    # Where two libraries' names fall together here, their stamps do not: an inode is one file's.
    name = "".join(c if c.isascii() and c.isalnum() else "-" for c in path[-120:])
    stamp = (stat.st_size, stat.st_ino, stat.st_mtime_ns, stat.st_ctime_ns)
    return os.path.join(folders.cache(), name, "-".join((*map(str, stamp), str(FORMAT), __version__, _ENGINE)))


def _hash(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()


def _with_words(index: Index, language: str) -> Index:
    """The index with the analyser that its fields name: tantivy stores the name alone."""
    index.register_tokenizer("text", analyser(language))
    return index


def _keep(library: Library, folder: str, hashed: str) -> Stored:
    """The new index, moved to its place in one step; in memory when the cache cannot be written."""
    import shutil
    import tempfile

    try:
        home = os.path.dirname(folder)
        os.makedirs(home, mode=0o700, exist_ok=True)
        made = tempfile.mkdtemp(prefix=".new-", dir=home)
    except OSError:
        return _fill(library, None)
    try:
        stored = _fill(library, made)
        with open(os.path.join(made, _HEAD), "wb") as stream:
            stream.write(records.pack((stored.head, stored.starts, stored.calls, _sizes(made))))
        if hashed:
            with open(os.path.join(made, _YOUNG), "w", encoding="ascii") as stream:
                stream.write(hashed)
        _replace(made, folder)
        _tidy(home, folder)
        return stored
    except (OSError, ValueError):  # A full disk, as tantivy or as Python says it.
        return _fill(library, None)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _sizes(folder: str) -> dict[str, int]:
    """The bytes of each file of the three indexes: tantivy opens some only when they are needed, too late to find them damaged."""
    return {
        f"{part}/{file.name}": file.stat().st_size
        for part in _PARTS
        for file in os.scandir(os.path.join(folder, part))
        if not file.name.startswith(".")
    }


def _replace(made: str, folder: str) -> None:
    """Put the new folder in its place; where another process was faster with the same file, one of the two stays."""
    import contextlib
    import shutil

    if os.path.exists(folder):
        with contextlib.suppress(OSError):
            os.rename(folder, f"{made}-old")
        shutil.rmtree(f"{made}-old", ignore_errors=True)
    with contextlib.suppress(OSError):
        os.rename(made, folder)


def _tidy(home: str, folder: str) -> None:
    """Remove the indexes of earlier states of the file, and what a killed build left behind."""
    import contextlib
    import shutil
    import time

    for name in os.listdir(home):
        path = os.path.join(home, name)
        with contextlib.suppress(OSError):
            if path != folder and (not name.startswith(".") or time.time() - os.stat(path).st_mtime > _STALE_S):
                shutil.rmtree(path, ignore_errors=True)


def _bare(library: Library) -> Library:
    """The library without what the indexes hold of it: entries, references, synonyms, phrases, and the words that call for help."""
    sections = tuple(section._replace(entries=()) for section in library.sections)
    contacts = tuple(contact._replace(words=()) for contact in library.help)
    return library._replace(sections=sections, help=contacts, references=(), synonyms=(), elsewhere=(), rules=None)


def _fill(library: Library, folder: str | None) -> Stored:
    """Write the three indexes, in this folder or in memory."""
    # Only here: what makes an index is no use to a search.
    from fibro_tui.catalog import indexed

    indexes: list[Index] = []
    for part in _PARTS:
        path = os.path.join(folder, part) if folder else None
        if path:
            os.mkdir(path)
        indexes.append(_with_words(Index(indexed.schema(part), path), library.language))
    entries, references, words = indexes
    counts = [len(section.entries) for section in library.sections]
    starts = [sum(counts[:i]) for i in range(len(counts))]
    with _Writer(entries, sum(counts)) as add:
        for document in indexed.entry_documents(library):
            add(document)
    with _Writer(references, len(library.references)) as add:
        for document in indexed.reference_documents(library):
            add(document)
    with _Writer(words, sum(counts)) as add:
        for document in indexed.word_documents(library):
            add(document)
    return Stored(_bare(library), tuple(starts), _calls(library), entries, references, words)


def _calls(library: Library) -> tuple[tuple[str, ...], ...]:
    """The phrases that call for help, each once, as folded words."""
    plain = folding().build()
    return tuple(dict.fromkeys(tuple(plain.analyze(phrase)) for contact in library.help for phrase in contact.words))


class _Writer:
    """A writer that commits once, at the end, and leaves its index readable."""

    def __init__(self, index: Index, count: int) -> None:
        self.index = index
        self.writer = index.writer(_HEAP, 1 if count < _FEW else 0)

    def __enter__(self) -> Any:
        return self.writer.add_document

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self.writer.commit()
            self.writer.wait_merging_threads()
            self.index.reload()
