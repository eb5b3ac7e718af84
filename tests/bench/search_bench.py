"""The search beside others on the same entries in the same run: python tests/bench/search_bench.py [--big FILE].

Prints top-1, top-3, mean reciprocal rank and refusals of what is out of scope, for each half of the examination and each kind of
question, then how long queries take; with --big (a library made by big_library.py) also there, and what the process keeps in memory.
"""

import argparse
import importlib.util
import os
import random
import re
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from fibro_tui.catalog.catalog import Catalog, opened
from fibro_tui.catalog.indexed import names, texts
from fibro_tui.catalog.query import search

ROOT = Path(__file__).resolve().parents[2]
EXAM = ROOT / "tests" / "search" / "exam.yaml"
UNRELATED = ROOT / "tests" / "search" / "unrelated.txt"
Engine = Callable[[str], list[str]]
MOST = 10


def exam(half: str = "") -> list[dict[str, Any]]:
    """The questions of one half, or of both."""
    rows = yaml.load(EXAM.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return [row for row in rows if half in ("", row["half"])]


def ours(catalog: Catalog) -> Engine:
    return lambda query: [hit.placed.entry.id for hit in search(catalog, query, MOST).hits]


def substring(catalog: Catalog) -> Engine:
    """The entries that hold most of the query's words, as they are."""
    held = [(placed.entry.id, " ".join(_fields(placed)).lower()) for placed in catalog.all()]

    def find(query: str) -> list[str]:
        words = query.lower().split()
        counted = [(sum(word in text for word in words), id) for id, text in held]
        return [id for count, id in sorted(counted, key=lambda each: -each[0])[:MOST] if count]

    return find


def fts5(catalog: Catalog) -> Engine:
    """SQLite's full-text index: porter stems, BM25, the same fields with names three times as heavy."""
    base = sqlite3.connect(":memory:")
    base.execute("create virtual table entry using fts5(id unindexed, names, short, body, tags, tokenize='porter unicode61')")
    base.executemany("insert into entry values (?, ?, ?, ?, ?)", [(placed.entry.id, *_fields(placed)) for placed in catalog.all()])

    def find(query: str) -> list[str]:
        words = re.findall(r"\w+", query)
        wanted = " OR ".join(f'"{word}"' for word in words)
        told = "select id from entry where entry match ? order by bm25(entry, 0, 3, 1.5, 0.7, 1) limit ?"
        return [id for (id,) in base.execute(told, (wanted, MOST))] if words else []

    return find


def tantivy(catalog: Catalog) -> Engine:
    """The engine's own query parser over the same index."""

    def find(query: str) -> list[str]:
        parsed, _ = catalog.entries.parse_query_lenient(query, ["names", "short", "body", "tags"])
        hits = catalog.searcher.search(parsed, MOST).hits
        return [placed.entry.id for placed in catalog.placed(address for _, address in hits)]

    return find


def rapidfuzz(catalog: Catalog) -> Engine:
    """The likest title or alias by token sets; less like than 60 of 100 is none."""
    from rapidfuzz import fuzz, process, utils

    named = [(name, placed.entry.id) for placed in catalog.all() for name in names(placed.entry)]

    def find(query: str) -> list[str]:
        said = [name for name, _ in named]
        like = process.extract(query, said, scorer=fuzz.token_set_ratio, processor=utils.default_process, limit=60, score_cutoff=60)
        return list(dict.fromkeys(named[at][1] for _, _, at in like))[:MOST]

    return find


def _fields(placed: Any) -> list[str]:
    return [value if isinstance(value, str) else "\n".join(value) for value in texts(placed.section, placed.entry).values()]


def marks(engine: Engine, rows: list[dict[str, Any]]) -> dict[str, float]:
    """Top-1, top-3, mean reciprocal rank; the share of out-of-scope queries that were refused."""
    ranks: list[int] = []
    refused: list[bool] = []
    for row in rows:
        found = engine(row["q"])
        if row["want"]:
            ranks.append(next((at for at, id in enumerate(found, 1) if id in row["want"]), 0))
        else:
            refused.append(not found)
    many = max(1, len(ranks))
    told = {"top-1": sum(r == 1 for r in ranks) / many, "top-3": sum(0 < r < 4 for r in ranks) / many}
    told["MRR"] = sum(1 / r for r in ranks if r) / many
    return told | ({"refused": sum(refused) / len(refused)} if refused else {})


def milliseconds(engine: Engine, queries: list[str]) -> tuple[float, float]:
    """The median and the worst; each query is asked twice, as a machine has other things to do."""
    engine(queries[0])
    took = [min(_timed(engine, query), _timed(engine, query)) for query in queries]
    return statistics.median(took), max(took)


def _timed(engine: Engine, query: str) -> float:
    start = time.perf_counter()
    engine(query)
    return (time.perf_counter() - start) * 1000


def typed(catalog: Catalog, count: int = 500) -> list[str]:
    """Titles, scraps of short answers and first letters of words; half of them misspelt. The same on every run."""
    chance = random.Random(3)
    queries: list[str] = []
    while len(queries) < count:
        entry = catalog.page(chance.randrange(len(catalog)), 1)[0].entry
        words = re.findall(r"[^\W\d_]+", entry.short) or ["a"]
        kind = chance.random()
        scrap = words[: chance.choice((2, 3, 5, 8))] if kind < 0.75 else [words[0][: chance.choice((1, 2, 3))]]
        made = entry.title.split() if kind < 0.25 else scrap
        queries.append(" ".join(_slip(chance, word) if chance.random() < 0.3 else word for word in made))
    return queries


def _slip(chance: random.Random, word: str) -> str:
    if len(word) < 5:
        return word
    i = chance.randrange(1, len(word) - 1)
    return chance.choice(
        (word[:i] + word[i + 1] + word[i] + word[i + 2 :], word[:i] + word[i + 1 :], word[:i] + chance.choice("aeionrst") + word[i:])
    )


def memory(file: str) -> float:
    """The most that one search of a library holds in memory, in MB, in a process of its own (Linux tells it)."""
    code = """
import contextlib, io, sys
from fibro_tui.cli import main
with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):
    main(["search", "red wine", "--file", sys.argv[1]])
print(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""
    inside = os.environ | {"PYTHONPATH": str(ROOT)}
    told = subprocess.run([sys.executable, "-c", code, file], check=True, capture_output=True, text=True, env=inside)
    return int(told.stdout.split()[1]) / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--file", default=str(ROOT / "faq.yaml"))
    parser.add_argument("--big", help="a library made by big_library.py")
    asked = parser.parse_args()
    if asked.big:
        opened(asked.big)  # Indexed in this process if need be, so that the one that is measured only searches.
        print(f"search of the large library, whole process: {memory(asked.big):.0f} MB")
    catalog = opened(asked.file)
    engines = {"ours": ours(catalog), "substring": substring(catalog), "FTS5": fts5(catalog), "tantivy": tantivy(catalog)}
    if importlib.util.find_spec("rapidfuzz"):
        engines["rapidfuzz"] = rapidfuzz(catalog)
    else:
        print("rapidfuzz is not installed: left out")
    for half in "ab":
        rows = exam(half)
        for kind in ("", *dict.fromkeys(row["kind"] for row in rows)):
            print(f"\nhalf {half}, {kind or 'all'}")
            chosen = [row for row in rows if kind in ("", row["kind"])]
            for name, engine in engines.items():
                wanted = ("refused",) if kind == "out" else ("top-1", "top-3", "MRR", "refused")
                print(f"  {name:10}", *(f"{mark} {share:.3f}" for mark, share in marks(engine, chosen).items() if mark in wanted))
    unrelated = UNRELATED.read_text(encoding="utf-8").splitlines()
    print(f"\nrefused of {len(unrelated)} other queries that have nothing to do with the library")
    for name, engine in engines.items():
        print(f"  {name:10} {sum(not engine(query) for query in unrelated) / len(unrelated):.3f}")
    print("\nof what is out of scope, refused by ours or shown with a doubt")
    for half in "ab":
        outside = [search(catalog, row["q"], 1) for row in exam(half) if not row["want"]]
        print(f"  half {half}     {sum(not found.hits or not found.sure for found in outside) / len(outside):.3f}")
    print(f"\nmilliseconds a query, {len(catalog)} entries: median, worst")
    for name, engine in engines.items():
        print("  {:10} {:7.2f} {:7.2f}".format(name, *milliseconds(engine, typed(catalog))))
    if asked.big:
        large = opened(asked.big)
        print(f"milliseconds a query, {len(large)} entries: median, worst")
        for name, engine in (("ours", ours(large)), ("tantivy", tantivy(large))):
            print("  {:10} {:7.2f} {:7.2f}".format(name, *milliseconds(engine, typed(large))))


if __name__ == "__main__":
    main()
