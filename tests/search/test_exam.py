"""The examination: questions and scraps in people's words, each with the entries that answer it.

Half a was there while the weights and aliases were made; half b was only counted. The floors are what was reached: right answers
first, right answers among three, and of what is out of scope, how much was refused, and how much refused or doubted.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml

from fibro_tui.catalog.calls import calls_for_help
from fibro_tui.catalog.catalog import Catalog, opened
from fibro_tui.catalog.query import search

HERE = Path(__file__).parent
LIBRARY = HERE.parents[1] / "faq.yaml"


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        return opened(str(LIBRARY))


def read(name: str) -> Any:
    return yaml.load((HERE / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


@pytest.mark.parametrize(("half", "first", "third", "refused", "doubted"), [("a", 0.90, 0.95, 0.92, 0.96), ("b", 0.84, 0.93, 0.88, 0.95)])
def test_half(catalog: Catalog, half: str, first: float, third: float, refused: float, doubted: float) -> None:
    rows = [row for row in read("exam.yaml") if row["half"] == half]
    found = [(search(catalog, row["q"], 3), row["want"]) for row in rows]
    within = [([hit.placed.entry.id for hit in each.hits], want) for each, want in found if want]
    assert sum(ids[:1] != [] and ids[0] in want for ids, want in within) / len(within) >= first
    assert sum(not set(ids).isdisjoint(want) for ids, want in within) / len(within) >= third
    outside = [each for each, want in found if not want]
    assert sum(not each.hits for each in outside) / len(outside) >= refused
    assert sum(not each.hits or not each.sure for each in outside) / len(outside) >= doubted


@pytest.mark.parametrize("query", ["plantar fasciitis stretches", "covid vaccine"])
def test_what_the_library_has_nothing_on_is_refused(catalog: Catalog, query: str) -> None:
    assert search(catalog, query).hits == ()


def test_every_wanted_entry_exists(catalog: Catalog) -> None:
    ids = set(catalog.ids())
    assert [row for row in read("exam.yaml") if not ids.issuperset(row["want"])] == []


def test_calls_for_help_are_heard_misspelt_too(catalog: Catalog) -> None:
    assert [text for text in read("help.yaml")["must_pin"] if not calls_for_help(catalog, text)] == []


def test_words_that_only_look_like_a_call_for_help_pin_nothing(catalog: Catalog) -> None:
    assert [text for text in read("help.yaml")["must_not_pin"] if calls_for_help(catalog, text)] == []
