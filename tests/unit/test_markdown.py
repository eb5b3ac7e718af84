import pytest
from hypothesis import given
from hypothesis import strategies as st

from fibro_tui.text.blocks import Block, Span, text_of, words
from fibro_tui.text.markdown import inline, parsed, written

NUMBERS = {"a-2020": 1, "b-2021": 2}


def spans(text):
    return list(inline(text, NUMBERS))


def told(text):
    return [(block.kind, block.lead, text_of(block.spans)) for block in parsed(text, NUMBERS)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("plain", [Span("plain")]),
        ("a **b c** d", [Span("a "), Span("b c", "strong"), Span(" d")]),
        ("*b*", [Span("b", "emphasis")]),
        ("_b c_", [Span("b c", "emphasis")]),
        ("**[tea](#green-tea), 2020.**", [Span("tea", "link", "entry:green-tea"), Span(", 2020.", "strong")]),
        ("*so says [@a-2020]*", [Span("so says ", "emphasis"), Span("[1]", "citation", "reference:a-2020")]),
        ("`b * c`", [Span("b * c")]),
        ("[tea](#green-tea)", [Span("tea", "link", "entry:green-tea")]),
        ("[web](https://a.example/b_c_d)", [Span("web", "link", "https://a.example/b_c_d")]),
        ("[web](http://a.example)", [Span("web", "link", "http://a.example")]),
        ("[web](https://a.example/b_(c)).", [Span("web", "link", "https://a.example/b_(c)"), Span(".")]),
        ("x [@a-2020]", [Span("x "), Span("[1]", "citation", "reference:a-2020")]),
        (
            "[@b-2021; @a-2020]",
            [Span("[2]", "citation", "reference:b-2021"), Span(" "), Span("[1]", "citation", "reference:a-2020")],
        ),
        ("[@other]", [Span("[other]", "citation", "reference:other")]),
        (r"\*not\* \[this\]", [Span("*"), Span("not"), Span("*"), Span(" "), Span("["), Span("this"), Span("]")]),
    ],
)
def test_the_marks_that_there_are(text, wanted):
    assert spans(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "2 * 3 * 4",
        "snake_case_name and more_of_it",
        "a **b",
        "a *b",
        "a `b",
        "[b",
        "[b](",
        "[b]()",
        "[b] (#c)",
        "a ** b **",
        "![b](c.png)",
        "<b>bold</b>",
        "<script>alert(1)</script>",
        "[@click=app.quit]press[/]",
        "[@click=app.bell()]x",
        "[red]x[/red]",
        "[link=https://a.example]x[/link]",
        "# no heading",
        "| no | table |",
        "$(rm -rf /) %s {0} \\n",
    ],
)
def test_what_is_no_mark_is_shown_as_it_is(text):
    shown = text_of(inline(text, NUMBERS))
    assert shown == text
    assert not any(span.link or span.role for span in spans(text))


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "ftp://a.example", "HTTPS://a.example", "//a", "mailto:a@b"]
)
def test_a_link_that_is_not_of_the_web_is_no_link(target):
    text = f"[press]({target})"
    assert text_of(inline(text, NUMBERS)) == text
    assert not any(span.link for span in spans(text))


def test_paragraphs_are_joined_lines_apart_by_blank_ones():
    assert told("one\ntwo\n\n\nthree\n") == [("text", "", "one two"), ("text", "", "three")]
    assert told("") == told("\n \n") == []


def test_items_are_bulleted_or_numbered_and_stand_together():
    blocks = parsed("First:\n\n- one\n- two\n  more\n* three\n\n1. four\n2) five\n\nend", NUMBERS)
    assert [(block.lead, text_of(block.spans), block.tight) for block in blocks] == [
        ("", "First:", False),
        ("•", "one", False),
        ("•", "two more", True),
        ("•", "three", True),
        ("1.", "four", True),
        ("2)", "five", True),
        ("", "end", False),
    ]


def test_a_list_right_behind_a_line_is_a_list():
    assert told("First:\n- one") == [("text", "", "First:"), ("item", "•", "one")]


def test_a_year_is_no_item():
    assert told("2021. That was the year.") == [("text", "", "2021. That was the year.")]


@pytest.mark.parametrize("mark", ["**", "*", "_", "`", "[", "[a](", "[@", "\\", "- ", "1. ", "(", "![", "***", "_*`["])
def test_marks_without_end_take_no_time_and_lose_nothing(mark):
    text = mark * 20_000 + "x"
    shown = "".join(text_of(block.spans) for block in parsed(text, {}))
    assert shown.endswith("x")
    assert len(shown) <= len(text) + 10


@given(st.text(alphabet="ab *_`[](#@)\\-1.\n:/", max_size=80))
def test_no_text_makes_it_fail_and_words_stay(text):
    shown = "".join(text_of(block.spans) for block in parsed(text, NUMBERS))
    assert [letter for letter in shown if letter == "b"] == [letter for letter in text if letter == "b"] or "(" in text or "@" in text


@given(st.text(max_size=80))
def test_any_text_is_read(text):
    parsed(text, NUMBERS)


def test_blocks_as_markdown_are_markdown_again():
    blocks = [
        Block("title", words("T")),
        Block("heading", words("H")),
        Block("text", (Span("see "), Span("b", "strong"), Span(" "), Span("c", "emphasis"), Span(" "), Span("d", "link", "entry:e"))),
        Block("item", (Span("web", "link", "https://a.example"),), "•"),
        Block("row", words("v"), "Label"),
    ]
    assert written(blocks, 2) == "## T\n\n### H\n\nsee **b** *c* [d](#e)\n\n- [web](https://a.example)\n\n- **Label:** v\n"


def test_marks_in_a_text_are_escaped_when_it_is_written():
    text = "2 * 3 [x] <b> `c` #d \\ a_b"
    made = written([Block("text", words(text))]).rstrip("\n")
    assert text_of(inline(made.replace("\\<", "<").replace("\\>", ">"), {})) == text
