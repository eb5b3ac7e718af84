from hypothesis import given
from hypothesis import strategies as st

from fibro_tui.catalog.catalog import Placed
from fibro_tui.content.model import Entry, Section
from fibro_tui.text.blocks import text_of
from fibro_tui.text.cells import width
from fibro_tui.text.table import markdown_table, table

CELL = st.text(alphabet="abc é漢|[*", max_size=40)


def placed(section, *facts):
    return [Placed(section, Entry(f"tea-{i}", "T?", "S.", facts=each), i) for i, each in enumerate(facts)]


SECTION = Section("s", "S", (), facts=("Price", "Caffeine in a cup"))
TWO = placed(SECTION, {"Price": "5 a box", "Caffeine in a cup": "40 mg in a cup of the usual size"}, {"Price": "6 a box"})


def told(*arguments):
    return [text_of(line).rstrip() for line in table(*arguments)]


def test_facts_stand_down_and_entries_across():
    assert told(SECTION, TWO, 62, True) == [
        "                   Tea 0                Tea 1",
        "-" * 59,
        "Price              5 a box              6 a box",
        "-" * 59,
        "Caffeine in a cup  40 mg in a cup of    not known",
        "                   the usual size",
    ]


def test_rules_are_drawn_as_the_screen_can():
    assert "─" in "".join(told(SECTION, TWO, 62, False))
    assert "".join(told(SECTION, TWO, 62, True)).isascii()


def test_there_is_no_table_where_its_columns_would_be_too_narrow_to_read():
    assert told(SECTION, TWO, 40, True) == []
    assert told(SECTION, TWO, 51, True)
    assert told(SECTION, TWO, 50, True) == []


@given(st.lists(st.dictionaries(st.sampled_from(SECTION.facts), CELL), min_size=1, max_size=4), st.integers(10, 130))
def test_a_table_fits_and_its_columns_stand_under_each_other(facts, columns):
    lines = table(SECTION, placed(SECTION, *facts), columns, True)
    assert {width(text_of(line)) for line in lines} <= set(range(columns + 1))
    shown = "".join("".join(text_of(line).split()) for line in lines)
    assert not lines or all(character in shown for fact in facts for cell in fact.values() for character in cell if not character.isspace())


def test_a_table_as_markdown_has_one_line_a_fact_and_no_broken_cell():
    section = Section("s", "S", (), facts=("Price",))
    made = markdown_table(section, placed(section, {"Price": "5 | 6"}, {}))
    assert made == "|  | Tea 0 | Tea 1 |\n| --- | --- | --- |\n| Price | 5 \\| 6 | not known |\n"


def test_a_table_as_markdown_has_a_line_for_a_fact_that_has_line_ends():
    section = Section("s", "S", (), facts=("Price",))
    assert markdown_table(section, placed(section, {"Price": "5\n\nor 6\n"})).count("\n") == 3
