"""The main screens as pictures, at three widths and in two themes; few, so that each is looked at when it changes."""

from __future__ import annotations

import pytest
from explorer import WIDTHS


@pytest.mark.parametrize("theme", ["soft-dark", "soft-light"])
@pytest.mark.parametrize("size", WIDTHS, ids=lambda size: f"{size[0]}x{size[1]}")
def test_reading_an_answer(make, snap_compare, size, theme):
    async def read(pilot):
        pilot.app.theme = theme
        await pilot.press(*"bladder", "enter", "enter")
        await pilot.pause()

    assert snap_compare(make(), terminal_size=size, run_before=read)


@pytest.mark.parametrize("size", [WIDTHS[0], WIDTHS[2]], ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_first_screen(make, snap_compare, size):
    assert snap_compare(make(), terminal_size=size)


def test_a_source_beside_its_answer(make, snap_compare):
    async def follow(pilot):
        await pilot.press(*"bladder", "enter", "enter", "2")
        await pilot.pause()

    assert snap_compare(make(), terminal_size=WIDTHS[0], run_before=follow)


def test_comparing(make, snap_compare):
    async def compare(pilot):
        await pilot.press("down", "c")
        await pilot.pause()

    assert snap_compare(make(), terminal_size=WIDTHS[1], run_before=compare)
