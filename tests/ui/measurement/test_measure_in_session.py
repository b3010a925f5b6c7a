"""The guide of a measurement: an introduction, the answering on the same machine, and a close."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from facilitator.store.archive import Archive
from facilitator.store.measurement.notes import measurements_in
from facilitator.store.places import answers_folder
from facilitator.ui.measurement.hand_over import HandOver
from facilitator.ui.session.screen import SessionScreen
from tests.ui.desk import at_desk, begun
from tests.ui.measurement.measured import TEAM, answer, choose, door, measuring

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.desk import Desk

SHEETS = ["2424245", "1514155", "3323344", "2433244", "4232433"]


async def to_the_answers(desk: Desk) -> None:
    """From the ground rules to the phase in which everybody answers."""
    await desk.press("enter", "pagedown")
    assert desk.session.phase.id == "answers"


async def type_sheets(desk: Desk, sheets: list[str]) -> None:
    await desk.press("f5")
    for sheet in sheets:
        await desk.enter(sheet)
    await desk.press("escape")


@pytest.mark.parametrize("size", [(50, 15), (80, 24), (160, 45)])
async def test_the_phase_leads_into_the_answering_and_back(
    archive: Path, size: tuple[int, int]
) -> None:
    async with at_desk(archive, begun("measurement", start=False), size=size) as desk:
        await to_the_answers(desk)
        assert "Enter Svar" in desk.text

        await desk.press("enter")
        assert TEAM in desk.text
        await desk.press("ctrl+s")
        assert isinstance(desk.app.screen, HandOver)
        await answer(desk)
        await desk.press("escape")

        assert isinstance(desk.app.screen, SessionScreen)
        assert desk.session.phase.id == "answers"
        assert desk.navigator.measuring is None
        await desk.press("enter")
        assert "1 har svaret" in desk.text


async def test_the_close_of_the_measurement_leads_back_and_nothing_of_who_answered_is_kept(
    archive: Path,
) -> None:
    async with at_desk(archive, begun("measurement", start=False)) as desk:
        await to_the_answers(desk)
        await desk.press("enter", "ctrl+s")
        await type_sheets(desk, SHEETS)
        during = desk.file
        await desk.press("f8", "down", "enter")
        await desk.written()

        assert isinstance(desk.app.screen, SessionScreen)
        assert "Indeks" not in desk.text
        assert list(answers_folder().iterdir()) == []
        (measurement,) = measurements_in(Archive(archive)).notes
        assert measurement.rounded_figures
        assert desk.file == during  # the session knows nothing of it
        await desk.press("pagedown")
        assert desk.session.phase.id == "close"
        assert "Enter Svar" not in desk.text


async def test_where_too_few_have_answered_it_is_said(archive: Path) -> None:
    async with at_desk(archive, begun("measurement", start=False)) as desk:
        await to_the_answers(desk)
        await desk.press("enter", "ctrl+s")
        await type_sheets(desk, SHEETS[:4])
        await desk.press("f8", "down", "enter")
        await desk.written()

        assert "For få har svaret" in desk.prose


async def test_a_program_that_is_left_while_they_answer_lets_go_of_both(archive: Path) -> None:
    async with at_desk(archive, begun("measurement", start=False)) as desk:
        await to_the_answers(desk)
        await desk.press("enter", "ctrl+s")
        await answer(desk)
        await desk.press("enter", "1", "ctrl+q")
        assert "Nogen er ved at svare" in desk.prose
        await desk.press("down", "enter")
    async with at_desk(archive) as desk:
        assert "Fortsæt måling" in desk.text
        assert "Fortsæt" in desk.text.replace("Fortsæt måling", "")
        await desk.press("home", "enter")
        assert "1 har svaret" in desk.text


async def test_enter_answers_in_no_other_phase_and_writes_where_there_is_a_line(
    archive: Path,
) -> None:
    async with at_desk(archive, begun("check-out")) as desk:
        await desk.press("enter")
        assert isinstance(desk.app.screen, SessionScreen)
    async with at_desk(archive, begun("measurement", start=False)) as desk:
        await desk.press("enter")
        assert desk.session.phase.id == "intro"
        await desk.press("enter")
        assert isinstance(desk.app.screen, SessionScreen)


async def test_an_open_measurement_of_the_team_is_gone_on_with(archive: Path) -> None:
    async with at_desk(archive, measuring()) as desk:
        await answer(desk)
        await desk.press("escape")
        await desk.settle()
    async with at_desk(archive, begun("measurement", start=False)) as desk:
        await to_the_answers(desk)
        await desk.press("enter")
        assert "1 har svaret" in desk.text


async def test_the_door_leads_to_the_guide(archive: Path) -> None:
    async with at_desk(archive, door) as desk:
        await choose(desk, "Måling som forløb")
        assert "Temperaturmåling" in desk.text
