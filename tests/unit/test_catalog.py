from pathlib import Path

import pytest

from fibro_tui.catalog.catalog import opened
from fibro_tui.content.model import entries
from fibro_tui.content.read import read

SMALL = Path(__file__).parents[1] / "small.yaml"
READ = read(SMALL.read_bytes()).library


def ids(placed):
    return [each.entry.id for each in placed]


def test_all_entries_stand_in_the_order_of_the_file_each_in_its_section(small):
    assert [(each.section.id, each.entry.id) for each in small.all()] == [(section.id, entry.id) for section, entry in entries(READ)]
    assert [each.at for each in small.all()] == list(range(len(small)))


def test_an_entry_is_the_entry_of_the_file(small):
    for section, entry in entries(READ):
        placed = small.entry(entry.id)
        assert placed.entry == entry
        assert placed.section.id == section.id


def test_an_entry_that_is_not_there_is_none(small):
    assert small.entry("white-tea") is None
    assert small.entry("") is None
    assert small.entry("black") is None


def test_a_section_has_its_own_entries_and_an_empty_one_has_none(small):
    assert ids(small.all("teas")) == ["black-tea", "green-tea"]
    assert small.all("nothing-yet") == []
    assert ids(small.all("told")) == ["story-mug"]
    assert ids(small.all("words")) == ["word-caffeine"]


def test_a_span_says_where_a_section_starts_and_how_long_it_is(small):
    assert [small.span(section.id) for section in small.library.sections] == [(0, 2), (2, 0), (2, 1), (3, 1)]


@pytest.mark.parametrize(("start", "count", "wanted"), [(0, 2, 2), (1, 2, 2), (3, 9, 1), (4, 9, 0), (0, 0, 0), (0, -1, 0), (9, 1, 0)])
def test_a_page_is_as_much_of_the_reading_order_as_there_is(small, start, count, wanted):
    assert ids(small.page(start, count)) == ids(small.all())[start : start + wanted]


def test_what_cites_a_reference_is_told_in_reading_order_figures_too(small):
    assert ids(small.citing("study-2020")) == ["black-tea"]
    assert ids(small.citing("body-2021")) == ["black-tea", "green-tea"]
    assert small.citing("nobody") == []


def test_references_stand_in_the_order_of_the_file_as_they_are_there(small):
    assert small.references() == list(READ.references)
    assert small.reference("study-2020") == READ.references[0]
    assert small.reference("study") is None


def test_ids_are_those_of_entries_and_of_references(small):
    assert sorted(small.ids()) == sorted(entry.id for _, entry in entries(READ))
    assert sorted(small.ids("references")) == ["body-2021", "study-2020"]


def test_the_head_is_the_library_without_its_entries(small):
    bare = small.library
    assert bare.about == READ.about
    assert bare.certainty == READ.certainty
    assert bare.help == tuple(contact._replace(words=()) for contact in READ.help)
    assert bare.reasons == READ.reasons
    assert [(section.id, section.kind, section.facts) for section in bare.sections] == [(s.id, s.kind, s.facts) for s in READ.sections]


def test_a_library_without_entries_or_references_opens(tmp_path):
    file = tmp_path / "empty.yaml"
    file.write_text("title: T\nsections: [{id: a, title: A, entries: []}]\n")
    for _ in range(2):
        catalog = opened(str(file))
        assert (len(catalog), catalog.all(), catalog.all("a"), catalog.references(), catalog.ids()) == (0, [], [], [], [])
        assert catalog.citing("x") == []


def test_a_library_of_many_entries_keeps_their_order(tmp_path):
    file = tmp_path / "many.yaml"
    rows = "".join(f"  - {{id: e{i}, title: What is {i}?, short: It is {i}.}}\n" for i in range(2500))
    file.write_text(f"title: T\nsections:\n- id: a\n  title: A\n  entries:\n{rows}")
    for _ in range(2):
        catalog = opened(str(file))
        assert ids(catalog.all()) == [f"e{i}" for i in range(2500)]
        assert ids(catalog.page(2000, 3)) == ["e2000", "e2001", "e2002"]
        assert len(catalog.ids()) == 2500
