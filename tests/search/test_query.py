"""What a search does, each in a sentence, on a library of a few entries that has nothing to do with medicine."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fibro_tui.catalog import weights
from fibro_tui.catalog.asked import asked, parse
from fibro_tui.catalog.catalog import Catalog, opened
from fibro_tui.catalog.query import related, search
from fibro_tui.catalog.spelling import distance, guesses
from fibro_tui.catalog.words import Words, sound

LIBRARY = """
title: Bread
language: en
certainty:
  - {id: high, mark: "###", label: Sure, means: It is so.}
  - {id: low, mark: "#--", label: Not sure, means: Nobody knows.}
synonyms:
  - [oven, cooker, stove]
  - [sourdough, wild yeast, leaven]
help:
  - {region: UK, level: emergency, name: Fire brigade, call: "999", words: [kitchen fire, burning smell, explosion]}
sections:
  - id: baking
    title: Baking
    entries:
      - {id: hot, title: How hot should the oven be?, short: "Very hot: 250 degrees at the start.", certainty: high, tags: [heat],
         also: [baking temperature, what heat for bread]}
      - {id: steam, title: Why put steam in?, short: Steam keeps the crust soft while the loaf grows., certainty: high, tags: [heat, crust],
         body: A tray of water in the oven is enough. The dissolving sugar browns later., see: [crust]}
      - {id: crust, title: How do I get a crunchy crust?, short: Take the lid off for the last minutes., certainty: low, tags: [crust]}
      - {id: sour, title: How do I keep a sourdough starter?, short: Feed it flour and water every week., certainty: low, tags: [yeast],
         also: [feeding the starter, dissociation of flour and water]}
      - {id: knead, title: How long do I knead?, short: "Ten minutes by hand, until it is smooth.", certainty: high,
         also: [take-home dough, my arms wear out]}
  - id: stories
    title: What bakers tell
    kind: stories
    entries:
      - {id: burnt, title: “My first loaf burnt in a hot oven.”, short: It was black., certainty: low}
"""


def made(folder: Path, library: str) -> Catalog:
    file = folder / "bread.yaml"
    file.write_text(library, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        return opened(str(file))


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    return made(tmp_path_factory.mktemp("library"), LIBRARY)


def ids(catalog: Catalog, query: str) -> list[str]:
    return [hit.placed.entry.id for hit in search(catalog, query).hits]


@pytest.mark.parametrize(
    ("query", "id"),
    [
        ("How long do I knead?", "knead"),
        ("kneading", "knead"),
        ("CRÚNCHY", "crust"),
        ("cooker how hot", "hot"),
        ("wild yeast", "sour"),
        ("my arms wore out", "knead"),
        ("takehome", "knead"),
        ("take home dough", "knead"),
        ("crunhcy", "crust"),
        ("krust crunchy", "crust"),
        ("dissociashun", "sour"),
        ("temprature", "hot"),
        ("sourd", "sour"),
    ],
)
def test_the_right_answer_stands_first(catalog: Catalog, query: str, id: str) -> None:
    assert ids(catalog, query)[:1] == [id]


def test_a_title_typed_whole_stands_first(catalog: Catalog) -> None:
    for placed in catalog.all():
        assert ids(catalog, placed.entry.title)[0] == placed.entry.id


def test_an_answer_stands_before_a_story(catalog: Catalog) -> None:
    found = ids(catalog, "hot oven")
    assert found.index("hot") < found.index("burnt")


@pytest.mark.parametrize("query", ["plantar fasciitis", "zebra", "covid vaccine", "qqqq", "250 zebras in 1850"])
def test_nothing_close_is_an_answer(catalog: Catalog, query: str) -> None:
    found = search(catalog, query)
    assert (found.hits, found.total, found.stems, found.corrected) == ((), 0, frozenset(), ())
    assert found.nearest == ("baking",)


def test_what_only_comes_near_is_doubted(catalog: Catalog) -> None:
    near, sure = search(catalog, "oven heat bread garden loaf"), search(catalog, "oven heat bread")
    assert (bool(near.hits), near.sure, sure.sure) == (True, False, True)


def test_what_is_answered_elsewhere_is_refused_although_its_words_are_here(catalog: Catalog, tmp_path: Path) -> None:
    listed = made(tmp_path, LIBRARY.replace("sections:", "elsewhere: [sugar dissolving in tea]\nsections:", 1))
    assert ids(catalog, "how is sugar dissolving") == ["steam"]
    assert ids(listed, "how is sugar dissolving") == []
    assert ids(listed, "how much steam") == ids(catalog, "how much steam") == ["steam"]


def test_a_word_of_what_is_answered_elsewhere_is_no_misspelling(catalog: Catalog, tmp_path: Path) -> None:
    listed = made(tmp_path, LIBRARY.replace("sections:", "elsewhere: [cruet set]\nsections:", 1))
    assert search(catalog, "cruet").corrected == (("cruet", "crust"),)
    assert search(listed, "cruet").hits == ()


def test_words_of_asking_find_by_standing_together(tmp_path: Path) -> None:
    entry = '      - {{id: e{0}, title: "Bread, bread and {0}", short: Bread {0}., certainty: low}}\n'
    many = "".join(map(entry.format, range(2 * weights.CANDIDATES)))
    asked_for = "      - {id: not-for, title: Who should not have bread?, short: Geese and ducks on a pond., certainty: low}\n"
    catalog = made(tmp_path, LIBRARY.replace("  - id: stories", f"{many}{asked_for}  - id: stories", 1))
    assert ids(catalog, "who should not have bread")[0] == "not-for"


@pytest.mark.parametrize("query", ["how lonng do i knead", "hwo long do i knead", "ho long do i knead"])
def test_words_of_asking_are_understood_misspelt(catalog: Catalog, query: str) -> None:
    assert ids(catalog, query)[:1] == ["knead"]


def test_the_words_that_find_nothing_are_named_and_left_out(catalog: Catalog) -> None:
    found = search(catalog, "oven vwxq qqzzk xvvzz zzqk")
    assert (found.hits, found.unknown, found.fewer) == ((), ("vwxq", "qqzzk", "xvvzz", "zzqk"), "oven")


def test_a_correction_is_told_when_it_carried_the_result(catalog: Catalog) -> None:
    assert search(catalog, "crunhcy crust").corrected == (("crunhcy", "crunchy"),)
    assert search(catalog, "crunchy crust").corrected == ()


def test_a_word_that_the_library_has_is_never_corrected(catalog: Catalog) -> None:
    way = asked(catalog, parse("crust ", catalog)).ways
    assert {each.why for each in way} <= {"", "form", "synonym"}


def test_what_matched_is_marked_and_words_of_asking_are_not(catalog: Catalog) -> None:
    assert search(catalog, "how do i get a crunhcy crust").stems == {"crunchi", "crust"}
    assert "oven" in search(catalog, "how hot is the stove").stems


def test_words_of_asking_alone_are_searched_after_all(catalog: Catalog) -> None:
    assert ids(catalog, "why put in")[0] == "steam"


def test_the_last_word_may_be_unfinished_until_a_space_ends_it(catalog: Catalog) -> None:
    assert ids(catalog, "crun")[:1] == ["crust"]
    assert ids(catalog, "crun ") == []


def test_results_stay_while_a_word_is_typed_to_its_end(catalog: Catalog) -> None:
    word = "temperature"
    assert {tuple(ids(catalog, word[:end])[:1]) for end in range(4, len(word) + 1)} == {("hot",)}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("certainty:low section:baking", ["crust", "sour"]),
        ("tag:heat", ["hot", "steam"]),
        ("Tag:HEAT", ["hot", "steam"]),
        ("section:stories", ["burnt"]),
        ('"crunchy crust"', ["crust"]),
        ('"crust crunchy"', []),
        ("crust -crunchy", ["steam"]),
        ("oven section:stories", ["burnt"]),
    ],
)
def test_operators_bound_what_is_found(catalog: Catalog, query: str, found: list[str]) -> None:
    assert ids(catalog, query) == found


@pytest.mark.parametrize("query", ['"crunchy crust', "-", "--", "-crust", 'crunchy " crust', "section:", ":crust", "tag:crunchy crust"])
def test_a_malformed_operator_is_plain_words(catalog: Catalog, query: str) -> None:
    search(catalog, query)
    assert "crust" not in query or ids(catalog, query)


def test_every_reason_for_a_score_can_be_told(catalog: Catalog) -> None:
    hit = search(catalog, "stove temprature").hits[0]
    assert {name for name, _ in hit.reasons} == {"near a name", "covered", "BM25", "answers"}
    whys = [match.why for match in hit.matched]
    assert whys == ['synonym of "stove", in title', 'correction of "temprature", in alias']


@pytest.mark.parametrize(("query", "calls"), [("a kitchen fire!", True), ("kitchne fire", True), ("exploson", True), ("fire", False)])
def test_a_call_for_help_is_heard(catalog: Catalog, query: str, calls: bool) -> None:
    assert search(catalog, query).help is calls


def test_related_answers_are_those_named_and_then_those_alike(catalog: Catalog) -> None:
    placed = catalog.entry("steam")
    assert placed is not None
    found = [other.entry.id for other in related(catalog, placed, 2)]
    assert found[0] == "crust"
    assert "steam" not in found
    assert len(found) <= 2


def test_distance_counts_a_swap_of_neighbours_as_one() -> None:
    assert distance("crust", "crsut", 2) == 1
    assert distance("crust", "crusty", 2) == 1
    assert distance("crust", "bread", 2) == 3


def test_short_words_are_not_guessed(catalog: Catalog) -> None:
    assert guesses(catalog.vocabulary, "htt") == []
    assert [guess.word for guess in guesses(catalog.vocabulary, "hott")] == ["hot"]


@pytest.mark.parametrize(
    ("said", "written"),
    [("nawsea", "nausea"), ("seshion", "session"), ("alchohol", "alcohol"), ("sychosis", "psychosis"), ("fone", "phone")],
)
def test_words_that_sound_alike_have_one_sound(said: str, written: str) -> None:
    assert sound(said) == sound(written)


def test_forms_that_no_stemmer_joins_are_joined() -> None:
    words = Words("en-GB")
    assert "wear" in words.forms("wore")
    assert "colour" in words.forms("color")
    assert words.forms("bun") == []


@pytest.mark.parametrize(("language", "aside", "telling"), [("de", "und", "Brot"), ("fr", "avec", "pain"), ("xx", "", "anything")])
def test_other_languages_have_words_of_asking_where_the_engine_knows_them(language: str, aside: str, telling: str) -> None:
    words = Words(language)
    assert not words.is_aside(words.tokens(telling)[0])
    assert not aside or words.is_aside(words.tokens(aside)[0])


# What a person, a cat on the keyboard or another program might type.
TYPED = st.one_of(
    st.text(max_size=200),
    st.text(alphabet='abcdefst :"-*()[]{}~^\\/+&|!', max_size=80),
    st.lists(
        st.sampled_from(["oven", "crust", "crsut", "how", '"', "-", "section:baking", "tag:", "zzz", "sourdoguh", "certainty:low"]),
        max_size=30,
    ).map(" ".join),
    st.text(alphabet="ab é\U0001f35e\u0301\u202e", min_size=1, max_size=5).map(lambda text: text * 2000),
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TYPED)
def test_no_query_raises_or_works_without_bounds_or_finds_what_nothing_leads_to(catalog: Catalog, query: str) -> None:
    found = search(catalog, query)
    about = asked(catalog, parse(query[: weights.LONGEST_QUERY], catalog))
    assert len(about.slots) <= weights.MOST_WORDS
    assert len(about.ways) <= weights.MOST_WORDS * (weights.MOST_PREFIXES + weights.MOST_SYNONYMS)
    ways = {(way.stems, way.word) for way in about.ways}
    for hit in found.hits:
        assert hit.matched or not about.slots, "a hit without a match can only come of filters alone"
        assert {(match.stems, match.word) for match in hit.matched} <= ways


def test_a_library_without_synonyms_or_aliases_is_searched_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    file = tmp_path / "brot.yaml"
    hot, long = "{id: a, title: Wie heiß wird der Ofen?, short: Sehr.}", "{id: b, title: Wie lange wird geknetet?, short: Zehn.}"
    told = "\n".join(f"      - {entry}" for entry in (hot, long))
    file.write_text(f"title: Brot\nlanguage: de\nsections:\n  - id: s\n    title: Backen\n    entries:\n{told}\n", encoding="utf-8")
    bread = opened(str(file))
    assert ids(bread, "heisse Öfen") == ["a"]
    assert ids(bread, "wie lange geknetet") == ["b"]
    assert ids(bread, "geknetett") == ["b"]
