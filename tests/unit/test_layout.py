import re

from hypothesis import example, given
from hypothesis import strategies as st

from fibro_tui.content.model import Figure
from fibro_tui.text.ansi import ascii_only, wants_colour, written
from fibro_tui.text.blocks import Block, Span, text_of, words
from fibro_tui.text.cells import width
from fibro_tui.text.layout import WIDEST, lines, wrap

ADDRESS = "https://example.org/" + "a-long-way/" * 9 + "end"
PLAIN = st.text(alphabet="abc deé漢\u0301한, .-", max_size=60)
SPANS = st.lists(st.builds(Span, PLAIN, st.sampled_from(["", "strong", "link"]), st.sampled_from(["", "entry:a"])), max_size=5)


def texts(made):
    return [text_of(line) for line in made]


def plain(*spans, columns=20, addresses=False):
    return texts(wrap([Span(span) if isinstance(span, str) else span for span in spans], columns, addresses))


@given(SPANS, st.integers(2, 40))
def test_no_line_is_wider_than_it_may_be(spans, columns):
    assert all(width(line) <= columns for line in texts(wrap(spans, columns)))


@given(SPANS, st.integers(2, 40))
def test_no_word_is_lost_and_none_is_made(spans, columns):
    assert "".join("".join(texts(wrap(spans, columns))).split()) == "".join(text_of(tuple(spans)).split())


@given(SPANS, st.integers(12, 40))
@example([Span("a" * 12), Span(" \u0301")], 12)
def test_words_that_fit_are_not_broken(spans, columns):
    joined = " ".join(texts(wrap(spans, columns))).split()
    assert [word for word in text_of(tuple(spans)).split() if width(word) <= columns and word not in joined] == []


@given(SPANS, st.integers(2, 40))
def test_each_character_keeps_its_role_and_link(spans, columns):
    def marked(pieces):
        return [(character, piece.role, piece.link) for piece in pieces for character in piece.text if not character.isspace()]

    assert marked(span for line in wrap(spans, columns) for span in line) == marked(spans)


def test_lines_are_filled_and_have_no_blanks_at_their_ends():
    assert plain("one two three four", columns=9) == ["one two", "three", "four"]
    assert plain("one  two ", columns=20) == ["one  two"]
    assert plain("one two   ", columns=7) == ["one two"]


def test_a_word_of_several_spans_stays_together():
    assert plain("see ", Span("tea", "strong"), "s now", columns=6) == ["see", "teas", "now"]


def test_a_line_end_in_a_text_ends_the_line_and_a_tab_is_a_blank():
    assert plain("one\ntwo\n\nthree") == ["one", "two", "", "three"]
    assert plain("one\ttwo", columns=5) == ["one", "two"]


def test_a_word_longer_than_a_line_is_broken():
    assert plain("abcdefgh ij", columns=3) == ["abc", "def", "gh", "ij"]


def test_a_wide_character_does_not_stand_over_the_edge():
    assert plain("a漢字b", columns=2) == ["a", "漢", "字", "b"]


def test_an_address_is_broken_on_a_screen_and_whole_in_a_pipe():
    address = Span(ADDRESS, "link", ADDRESS)
    broken = plain("see ", address, " now", columns=30)
    assert len(broken) > 3
    assert max(map(width, broken)) <= 30
    assert plain("see ", address, " now", columns=30, addresses=True) == ["see", ADDRESS, "now"]


def test_what_stands_right_behind_an_address_is_set_on_the_next_line():
    assert plain(Span(ADDRESS, "link", ADDRESS), ".", columns=30, addresses=True) == [ADDRESS, "."]


def test_words_that_lead_to_an_address_are_words():
    made = plain(Span("read all of it here", "link", ADDRESS), columns=10, addresses=True)
    assert max(map(width, made)) <= 10


def test_an_address_stays_whole_in_every_block_of_plain_text():
    spans = (Span("Read "), Span(ADDRESS, "link", ADDRESS))
    for kind, lead in (("text", ""), ("item", "-"), ("row", "Web"), ("short", "")):
        for columns in (20, 60):
            made = texts(lines([Block(kind, spans, lead)], columns, underline=True))
            assert any(line.strip().endswith(ADDRESS) for line in made), kind
            assert not any(line.strip().endswith(ADDRESS) for line in texts(lines([Block(kind, spans, lead)], columns)))


def test_a_title_and_a_heading_are_underlined_in_plain_text_alone():
    blocks = [Block("title", words("Tea 漢")), Block("heading", words("Milk"))]
    assert texts(lines(blocks, 40, underline=True)) == ["Tea 漢", "======", "", "Milk", "----"]
    assert texts(lines(blocks, 40)) == ["Tea 漢", "", "Milk"]


def test_nothing_is_drawn_for_a_screen_reader_and_an_address_stays_whole():
    figure = Figure("slept worse", "at night", ("a",), people={"of": 12, "tea": 8, "water": 3})
    blocks = [Block("title", words("Tea")), Block("figure", words("[1]"), figure=figure), Block("text", words(ADDRESS, "link", ADDRESS))]
    for underline in (True, False):
        made = texts(lines(blocks, 60, underline=underline, linear=True))
        assert made == ["Tea", "", "Slept worse, at night: tea: 8 of 12; water: 3 of 12. [1]", "", ADDRESS]


def test_rows_of_one_text_share_a_column_as_wide_as_the_longest_label_needs():
    rows = [Block("row", words("x"), "Price"), Block("row", words("x"), "Where it grows")]
    assert [line.index("x") for line in texts(lines(rows, 60)) if line] == [16, 16]
    assert [line.index("x") for line in texts(lines(rows[:1], 60))] == [14]


def test_blocks_stand_apart_and_tight_ones_together():
    blocks = [Block("text", words("a")), Block("text", words("b")), Block("text", words("c"), tight=True)]
    assert texts(lines(blocks, 40)) == ["a", "", "b", "c"]


def test_an_item_hangs_behind_its_marker():
    assert texts(lines([Block("item", words("one two three"), "•")], 9)) == ["• one two", "  three"]
    assert texts(lines([Block("item", words("one two"), "•")], 9, ascii=True)) == ["- one two"]
    assert texts(lines([Block("item", words("one two three"), "12.")], 11)) == ["12. one two", "    three"]


def test_a_row_has_its_label_in_a_column_where_there_is_room_for_one():
    row = Block("row", words("five or six a box"), "Price")
    [line] = texts(lines([row], 60))
    assert re.fullmatch("Price {2,}five or six a box", line)
    made = texts(lines([row._replace(spans=words("five or six a box " * 4))], 60))
    assert {len(each) - len(each.lstrip()) for each in made[1:]} == {line.index("five")}
    assert texts(lines([row], 20)) == ["Price", "  five or six a box"]


def test_a_label_too_long_for_a_column_stands_over_its_row():
    row = Block("row", words("five or six a box"), "What a box of it costs in a shop of the better sort")
    assert texts(lines([row], 60)) == ["What a box of it costs in a shop of the better sort", "  five or six a box"]


KINDS = st.sampled_from(["title", "heading", "text", "short", "item", "row"])


@given(st.lists(st.builds(Block, KINDS, SPANS.map(tuple), PLAIN.map(str.strip)), max_size=4), st.integers(20, 100))
def test_no_block_is_wider_than_the_screen_or_than_is_good_to_read(blocks, columns):
    blocks = [block._replace(lead="12." if block.kind == "item" else block.lead) for block in blocks]
    for underline in (True, False):
        assert all(width(line) <= min(columns, WIDEST) for line in texts(lines(blocks, columns, underline=underline)))


# As bytes for a terminal or a pipe


def test_a_pipe_gets_words_alone_and_a_terminal_colours():
    line = (Span("Tea", "title"), Span(" and "), Span("milk", "link", "entry:milk"), Span("  "))
    assert written([line], colour=False) == "Tea and milk\n"
    assert written([line], colour=True) == "\x1b[1mTea\x1b[0m and \x1b[34mmilk\x1b[0m\n"


def test_colour_is_as_asked_else_for_a_terminal_that_has_it():
    assert wants_colour("always", False, {"NO_COLOR": "1", "TERM": "dumb"})
    assert not wants_colour("never", True, {})
    assert wants_colour("auto", True, {"TERM": "xterm"})
    assert wants_colour("auto", True, {"NO_COLOR": ""})
    assert not wants_colour("auto", False, {})
    assert not wants_colour("auto", True, {"NO_COLOR": "1"})
    assert not wants_colour("auto", True, {"TERM": "dumb"})


def test_shapes_are_ascii_where_others_would_come_out_wrong():
    assert ascii_only({"TERM": "linux"}, "utf-8")
    assert ascii_only({"LC_ALL": "C", "LANG": "en_GB.UTF-8"}, "utf-8")
    assert ascii_only({"LANG": "POSIX"}, "utf-8")
    assert ascii_only({}, "ascii")
    assert ascii_only({}, "iso8859-1")
    assert not ascii_only({"LC_ALL": "", "LANG": "C.UTF-8"}, "utf-8")
    assert not ascii_only({}, "UTF-8")
