import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fibro_tui.text.cells import clipped, cut, pad, safe, width

TEXT = st.text(alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from("ab 漢字한\u0301\u200b\u200d●█é🙂")), max_size=40)


@pytest.mark.parametrize(
    ("text", "cells"),
    [("", 0), ("abc", 3), ("é", 1), ("e\u0301", 1), ("漢字", 4), ("한", 2), ("●○█·", 4), ("🙂", 2), ("a\u200bb", 2), ("ｶ", 1), ("Ｋ", 2)],
)
def test_a_text_is_as_wide_as_a_terminal_draws_it(text, cells):
    assert width(text) == cells


@given(TEXT, st.integers(1, 20))
def test_a_cut_loses_nothing_and_its_start_fits(text, most):
    head, tail = cut(text, most)
    assert head + tail == text
    assert width(head) <= most or len(head) == 1
    assert head or not text


@given(TEXT, st.integers(1, 20))
def test_what_is_clipped_fits(text, most):
    assert width(clipped(text, most)) <= max(most, 1)
    if width(text) <= most:
        assert clipped(text, most) == text


def test_a_clipped_text_says_that_there_is_more():
    assert clipped("caffeine", 5) == "caff…"
    assert clipped("tea and milk", 5) == "tea…"


def test_a_text_is_padded_by_cells():
    assert pad("漢", 4) == "漢  "
    assert pad("long", 2) == "long"


@given(st.text(max_size=60))
def test_a_safe_text_has_nothing_that_acts_and_is_one_line(text):
    made = safe(text)
    assert len(made) == len(text)
    assert not any(unicodedata.category(character) == "Cc" for character in made)
    assert not set(made) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\n\x1b")


def test_a_safe_text_keeps_its_words():
    assert safe("tea\x1b[31m or \x9bcoffee\u202e?") == "tea?[31m or ?coffee??"
    assert safe("crème brûlée 漢字") == "crème brûlée 漢字"
