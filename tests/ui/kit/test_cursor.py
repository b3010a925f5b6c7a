"""The terminal's cursor stands on what is marked, wherever that is: screen readers follow it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from textual.widgets import OptionList

from facilitator.ui.kit.dialog import confirm, pick
from tests.ui.desk import at_desk, begun
from tests.ui.review.reviewed import met

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.desk import Desk

SIZES = ((80, 24), (50, 15), (160, 45))


def under(desk: Desk) -> str:
    """What stands in the cursor's row from the cursor on."""
    x, y = desk.app.cursor_position
    return desk.rows[y][x:].strip()


def row(desk: Desk) -> str:
    return desk.rows[desk.app.cursor_position.y]


@pytest.mark.parametrize("size", SIZES)
async def test_in_a_menu_it_goes_with_the_mark(tmp_path: Path, size: tuple[int, int]) -> None:
    async with at_desk(tmp_path, size=size) as desk:
        for title in ("Refleksion", "Supervision", "Måling"):
            highlighted = desk.query_one(OptionList).highlighted_option
            assert highlighted
            assert under(desk).startswith(str(highlighted.prompt).split()[0]), title
            await desk.press("down")
        await desk.press("end")
        assert under(desk).startswith("Arkiv")


async def test_in_a_dialog_it_stands_on_the_marked_choice(tmp_path: Path) -> None:
    async with at_desk(tmp_path) as desk:
        pick(desk.app.screen, "Hvem?", [(name, name) for name in ("Mette", "Bo", "Åse")], print)
        await desk.settle()
        for number, name in enumerate(("Mette", "Bo", "Åse"), 1):
            assert under(desk).startswith(f"{number} {name}")
            await desk.press("down")
        await desk.press("escape")
        confirm(desk.app.screen, "Slet det?", "Ja, slet", print)
        await desk.settle()
        assert under(desk).startswith("Nej")
        await desk.press("down")
        assert under(desk).startswith("Ja, slet")


@pytest.mark.parametrize("size", SIZES)
async def test_in_a_list_with_a_page_it_stands_on_the_marked_item(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    for month in range(1, 13):
        met(tmp_path, date(2026, month, 2), team="Nord")
    async with at_desk(tmp_path, lambda app: app.navigator.open_archive(), size=size) as desk:
        for keys in (("down",) * 3, ("down",) * 6, ("up",), ("end",), ("home",)):
            await desk.press(*keys)
            listed = desk.app.screen.long_list  # type: ignore[attr-defined]
            first, _second = listed._items(range(listed.marked, listed.marked + 1))[0]
            assert str(first).split()[0] in row(desk), keys
        await desk.write("ab")
        x, y = desk.app.cursor_position
        assert desk.rows[y][:x].endswith("ab"), "where something is typed"
        await desk.press("backspace", "backspace", "enter")
        x, y = desk.app.cursor_position
        assert desk.app.screen.query_one("#page").region.contains(x, y)


async def test_in_a_form_it_stands_in_the_line_or_on_the_choice(tmp_path: Path) -> None:
    first = lambda app: app.navigator.session.prepare("check-out", names="Mette, Bo")  # noqa: E731
    async with at_desk(tmp_path, first) as desk:
        seen = set()
        for _line in range(6):
            seen.add(row(desk).split()[0])
            await desk.press("tab")
        assert {"Team", "Facilitator", "Leder", "Formål"} <= seen


async def test_in_a_session_it_stands_where_words_are_written(tmp_path: Path) -> None:
    async with at_desk(tmp_path, begun()) as desk:
        await desk.write("abc")
        x, y = desk.app.cursor_position
        assert desk.rows[y][:x].endswith("abc")


async def test_at_a_measurement_it_stands_on_the_chosen_answer(tmp_path: Path) -> None:
    async with at_desk(
        tmp_path, lambda app: app.navigator.measurement.begin("Nord", 5, "", None)
    ) as desk:
        await desk.press("enter", "3")
        assert under(desk).startswith("▸ 3")
        await desk.press("down")
        assert under(desk).startswith("▸ 4")
