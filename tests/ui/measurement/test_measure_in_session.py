"""The guide of a measurement: an introduction, the answering on the same machine, and a close."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from facilitator.core.session.board import KeepText, SetPurpose
from facilitator.core.session.phases import AttachMeasurement
from facilitator.store.archive import Archive
from facilitator.store.measurement.notes import measurements_in
from facilitator.store.paths import answers_folder
from facilitator.ui.measurement.door import OpenMeasure
from facilitator.ui.measurement.hand_over import HandOver
from facilitator.ui.measurement.result import ResultScreen
from facilitator.ui.session.screen import SessionScreen
from tests.ui.desk import at_desk, begun
from tests.ui.measurement.measured import TEAM, answer, choose, door, measuring

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.ui.app import FacilitatorApp
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


async def close_it(desk: Desk, sheets: list[str]) -> None:
    """From the form before the measurement, to the session once it is closed."""
    await desk.press("enter", "ctrl+s")
    await type_sheets(desk, sheets)
    await desk.press("f8", "down", "enter")
    await desk.written()


def tried(app: FacilitatorApp) -> None:
    app.navigator.session.try_out(app.workspace.guides.guide("measurement", "da"))


def text(archive: Path, name: str) -> str:
    (path,) = archive.rglob(name)
    return path.read_text(encoding="utf-8")


def closed_notes(archive: Path) -> list[str]:
    """The names of the notes that are kept."""
    return sorted(path.name for path in archive.rglob("*.toml") if path.parent != archive)


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
        assert desk.navigator.current.measuring is None
        await desk.press("enter")
        assert "1 af 5 har svaret" in desk.text


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
        closed = "measurement_closed = true\n"  # and no more does the session know of it
        assert desk.file.replace(closed, "") == during
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
        assert "1 af 5 har svaret" in desk.text


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
        await choose(desk, "Temperaturmåling")
        assert "Temperaturmåling" in desk.text


@pytest.mark.parametrize(
    ("sheets", "words"), [(SHEETS, "til nærmeste 5"), (SHEETS[:4], "vises fra 5")]
)
async def test_enter_leads_to_the_result_once_it_is_closed_and_never_to_another_form(
    archive: Path, sheets: list[str], words: str
) -> None:
    async with at_desk(archive, begun("measurement", start=False)) as desk:
        await to_the_answers(desk)
        assert "Giv tastaturet videre" in desk.prose
        await close_it(desk, sheets)

        assert "Målingen er lukket" in desk.prose
        assert "Giv tastaturet videre" not in desk.prose
        assert "Enter fører ind" not in desk.prose
        assert "Enter Resultat" in desk.text
        await desk.press("enter")
        assert isinstance(desk.app.screen, ResultScreen)
        assert words in desk.prose
        await desk.press("escape")
        assert isinstance(desk.app.screen, SessionScreen)
        await desk.press("pageup", "ctrl+z", "ctrl+z", "enter")  # what is undone opens none anew
        assert not isinstance(desk.app.screen, OpenMeasure)
        assert desk.session.live.measurement


async def test_a_session_that_is_resumed_finds_its_measurement_and_its_close(
    archive: Path,
) -> None:
    async with at_desk(archive, begun("measurement", start=False)) as desk:
        await to_the_answers(desk)
        await close_it(desk, SHEETS)
        path = desk.path
        await desk.press("ctrl+q")
    async with at_desk(archive, lambda app: app.navigator.session.resume(path)) as desk:
        assert "Målingen er lukket" in desk.prose
        await desk.press("enter")
        assert isinstance(desk.app.screen, ResultScreen)


async def test_a_measurement_that_is_deleted_can_be_begun_anew(archive: Path) -> None:
    async with at_desk(archive, begun("measurement", start=False)) as desk:
        await to_the_answers(desk)
        await desk.press("enter", "ctrl+s")
        assert desk.session.live.measurement
        desk.navigator.current.measuring.throw_away()  # type: ignore[union-attr]
        desk.navigator.measurement.end(None)
        await desk.settle()
        assert desk.session.live.measurement is None
        assert "Giv tastaturet videre" in desk.prose
        await desk.press("enter")
        assert isinstance(desk.app.screen, OpenMeasure)


async def test_another_measurement_is_not_closed_since_the_one_before_it_is(archive: Path) -> None:
    async with at_desk(archive, begun("measurement", start=False)) as desk:
        await to_the_answers(desk)
        await close_it(desk, SHEETS)
        await desk.settle()
        session_screen = desk.app.screen
        assert isinstance(session_screen, SessionScreen)
        assert session_screen.team.measured
        desk.conductor.do(AttachMeasurement("2026-03-03-aaaa"))  # a new one, not read yet
        session_screen.team.read_frame(TEAM)
        await desk.settle()
        assert desk.session.live.measurement == "2026-03-03-aaaa"
        assert not desk.session.live.measurement_closed


async def test_the_form_has_the_session_s_team_and_how_many_there_are(archive: Path) -> None:
    async with at_desk(archive, begun("measurement", start=False)) as desk:
        await to_the_answers(desk)
        await desk.press("enter")
        assert isinstance(desk.app.screen, OpenMeasure)
        assert not desk.app.screen.query("#team")
        assert TEAM in desk.text
        people = len(desk.session.present)
        assert desk.app.screen.value("expected") == str(people)
        await desk.press("up", "up", "x", "ctrl+s")
        assert f"0 af {people} har svaret" in desk.prose
        assert desk.navigator.current.measuring
        assert desk.navigator.current.measuring.measurement.team == TEAM


async def test_the_close_says_where_the_result_is_and_writes_no_empty_note(archive: Path) -> None:
    async with at_desk(archive, begun("measurement", start=False)) as desk:
        await to_the_answers(desk)
        await close_it(desk, SHEETS)
        (note,) = closed_notes(archive)
        await desk.press("pagedown", "pagedown")
        assert "Målingens resultat er gemt i sin egen note" in desk.prose
        assert "Intet andet fra sessionen gemmes" in desk.prose
        assert "ikke skrevet noget på tavlen" not in desk.prose
        await desk.press("ctrl+s")
        await desk.written()
        assert "Målingens resultat er gemt i sin egen note" in desk.prose
    assert closed_notes(archive) == [note]


async def test_a_session_that_keeps_something_has_a_note_beside_the_measurement(
    archive: Path,
) -> None:
    async with at_desk(archive, begun("measurement", start=False)) as desk:
        await to_the_answers(desk)
        desk.conductor.do(SetPurpose("Vi måler før sommer"))
        await close_it(desk, SHEETS)
        await desk.press("pagedown", "pagedown")
        desk.conductor.do(KeepText("purpose", keep=True))
        await desk.settle()
        assert "Desuden gemmes" in desk.prose
        await desk.press("ctrl+s")
        await desk.written()
    names = closed_notes(archive)
    assert len(names) == 2
    assert not any("measurement =" in text(archive, name) for name in names)


async def test_a_measurement_left_open_is_said_to_be_so_at_the_close(archive: Path) -> None:
    async with at_desk(archive, begun("measurement", start=False)) as desk:
        await to_the_answers(desk)
        await desk.press("enter", "ctrl+s", "escape", "pagedown", "pagedown")
        assert "Målingen er stadig åben" in desk.prose


async def test_a_trial_of_the_guide_measures_nobody(archive: Path) -> None:
    async with at_desk(archive, tried) as desk:
        await desk.press("pagedown", "enter")
        assert "I en prøve måles ingen" in desk.prose
        assert not answers_folder().exists() or not list(answers_folder().iterdir())


async def test_a_session_that_is_discarded_says_that_its_measurement_is_not(archive: Path) -> None:
    async with at_desk(archive, begun("measurement", start=False)) as desk:
        await to_the_answers(desk)
        await close_it(desk, SHEETS)
        kept = closed_notes(archive)
        await desk.press("pagedown", "pagedown", "f8", "down", "enter")
        await desk.settle()
        assert "Målingens resultat er gemt i sin egen note" in desk.prose
        assert "Intet fra sessionen" in desk.prose
    assert closed_notes(archive) == kept
