"""Dialogs on a small screen: what can be chosen, and the keys, are always in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import OptionList

from facilitator.ui.kit.dialog import Ask, DialogText, PickScreen
from tests.ui.desk import at_desk

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.desk import Desk

LONG = " ".join(f"sætning {number} af en lang forklaring." for number in range(1, 40))


async def shown(desk: Desk, dialog: PickScreen[int] | Ask) -> None:
    desk.app.push_screen(dialog)
    await desk.settle()


@pytest.mark.parametrize("size", [(50, 15), (80, 24), (40, 10)])
async def test_however_long_the_question_the_choices_and_the_keys_are_in_sight(
    archive: Path, size: tuple[int, int]
) -> None:
    async with at_desk(archive, size=size) as desk:
        await shown(desk, PickScreen(LONG, [("Ja", 1), ("Nej", 2)]))
        assert "sætning 1 " in desk.prose
        assert "1 Ja" in desk.text
        assert "2 Nej" in desk.text
        assert "Esc: tilbage" in desk.prose
        assert "… mere: PgDn" in desk.text
        for _page in range(30):
            await desk.press("pagedown")
        assert "sætning 39" in desk.prose
        assert "… mere: PgDn" not in desk.text
        assert "1 Ja" in desk.text
        assert desk.query_one(OptionList).highlighted == 0, "a page is no choice"


async def test_what_is_left_to_do_after_an_answer_is_done_without_a_crash(archive: Path) -> None:
    async with at_desk(archive) as desk:
        dialog = PickScreen("Hvad nu?", [("Det ene", 1), ("Det andet", 2)])
        await shown(desk, dialog)
        text = dialog.query_one(DialogText)
        dialog.dismiss(None)
        await desk.settle()
        assert not text.is_attached

        with desk.app._context():
            text.fit()
            text._show_more()


async def test_a_question_that_is_whole_says_of_no_page(archive: Path) -> None:
    async with at_desk(archive, size=(50, 15)) as desk:
        await shown(desk, PickScreen("Hvem?", [("Mette", 1), ("Jonas", 2)]))
        await desk.press("pagedown")
        assert "mere" not in desk.text
        assert desk.query_one(OptionList).highlighted == 0


async def test_a_list_that_is_longer_than_the_screen_is_paged_through(archive: Path) -> None:
    async with at_desk(archive, size=(50, 15)) as desk:
        await shown(desk, PickScreen("Hvem?", [(f"Nr. {n}", n) for n in range(1, 40)]))
        await desk.press("pagedown")
        assert (desk.query_one(OptionList).highlighted or 0) > 3


@pytest.mark.parametrize("size", [(50, 15), (80, 24)])
async def test_a_line_that_is_asked_for_says_its_keys(archive: Path, size: tuple[int, int]) -> None:
    async with at_desk(archive, size=size) as desk:
        await shown(desk, Ask(LONG))
        assert "Enter: færdig · Esc: tilbage" in desk.text


async def test_what_goes_on_of_a_choice_stands_under_its_words(archive: Path) -> None:
    async with at_desk(archive, size=(50, 15)) as desk:
        await shown(desk, PickScreen("Hvad?", [("et valg med " + "mange " * 12 + "ord", 1)]))
        first = next(n for n, row in enumerate(desk.rows) if "1 et valg" in row)
        assert desk.rows[first + 1].index("mange") == desk.rows[first].index("et valg")
