"""The door Mål of an archive that takes long to read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from facilitator.core.guide.entry import Door
from facilitator.ui.measurement.door import MeasureDoor, OpenMeasure
from facilitator.ui.measurement.result import ResultScreen
from tests.store.measurement.older import older_note
from tests.ui.desk import at_desk, never_read
from tests.ui.measurement.measured import choose, door, kept

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


OLD = date(2025, 11, 3)


async def test_what_was_marked_stays_marked_when_the_results_come(archive: Path) -> None:
    kept(archive, label="APV 2026")
    async with at_desk(archive, door) as desk:
        assert isinstance(desk.app.screen, MeasureDoor)
        await desk.press("down")
        await desk.written()
        assert "APV 2026" in desk.text
        assert "Læser" not in desk.text
        await desk.press("up", "enter")
        assert isinstance(desk.app.screen, OpenMeasure)
        await desk.press("escape")
        await choose(desk, "APV 2026")
        assert isinstance(desk.app.screen, ResultScreen)


async def test_a_note_of_an_older_version_is_written_anew_when_it_is_found(archive: Path) -> None:
    path = older_note(archive)
    async with at_desk(archive, door) as desk:
        await desk.written()
        await desk.written()
        assert "responses" not in path.read_text(encoding="utf-8")
        assert "APV" in desk.text


async def test_while_it_is_read_how_far_it_is_is_said_and_esc_leaves_it(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with (
        at_desk(archive) as desk,
        never_read(desk, monkeypatch, lambda: desk.navigator.open_door(Door.MEASURE)) as stopped,
    ):
        assert "Ny måling" in desk.text
        assert not stopped
        await desk.press("escape")
        assert not isinstance(desk.app.screen, MeasureDoor)


async def test_a_measurement_can_be_conducted_from_its_door(archive: Path) -> None:
    async with at_desk(archive, door) as desk:
        await desk.written()
        await choose(desk, "Temperaturmåling")
        await desk.press("ctrl+s")

        assert desk.session.note.guide == "measurement"
