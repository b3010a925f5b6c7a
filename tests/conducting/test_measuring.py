"""The end of a measurement: what is asked before it is closed or deleted, and what comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from facilitator.conducting.measuring import (
    Close,
    Delete,
    DeleteInstead,
    Ended,
    NotEnded,
    attaching,
    closing,
    deleting,
)
from facilitator.conducting.steps import Reading, Writing
from facilitator.conducting.workspace import Workspace
from facilitator.core.session.phases import AttachMeasurement
from facilitator.linear.work import do_at_once
from facilitator.store.archive import Archive
from facilitator.store.files import NotWritten
from facilitator.store.guides import Guides
from facilitator.store.measurement.answers import MeasurementKeeper
from facilitator.store.measurement.notes import create
from facilitator.store.paths import answers_folder
from facilitator.store.session_file import NotSaved
from facilitator.store.user_settings import Settings
from tests.core.builders import begun, check_out
from tests.core.measurement.measures import A, a_measurement, answered, closed
from tests.ui.desk import StoppedClock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from facilitator.conducting.measuring import Step
    from facilitator.core.measurement.items import Answer


class Sheets:
    """An open measurement with so many answers, and what its end asks."""

    def __init__(self, folder: Path, *rows: tuple[Answer, ...]) -> None:
        self.archive = Archive(folder)
        self.workspace = Workspace(
            self.archive, Guides(self.archive.guides), Settings(), tuple, StoppedClock()
        )
        self.keeper = MeasurementKeeper.begin(
            self.archive, a_measurement(), others=self.workspace.measurements
        )
        for row in rows:
            assert self.keeper.add(row) is None
        self.taken: list[type] = []

    def takes(self, steps: Iterator[Step], *, answer: bool) -> Step:
        """Take all steps, with that answer to every question; gives the last."""
        last: Step | None = None
        for step in steps:
            last = step
            self.taken.append(type(step))
            if isinstance(step, Reading | Writing):
                do_at_once(step)
            elif isinstance(step, Close | DeleteInstead | Delete):
                step.answer = answer
        assert last is not None
        return last

    @property
    def is_open(self) -> bool:
        return self.keeper.measurement.is_open and any(answers_folder().iterdir())


def test_it_is_closed_on_a_yes_alone(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path, *A)
    asked = sheets.takes(closing(sheets.keeper, sheets.workspace), answer=False)
    assert isinstance(asked, Close)
    assert not asked.reason
    assert sheets.is_open

    ended = sheets.takes(closing(sheets.keeper, sheets.workspace), answer=True)
    assert sheets.taken == [Reading, Close, Reading, Close, Writing, Ended]
    assert isinstance(ended, Ended)
    assert ended.measurement is not None
    assert ended.measurement.figures
    assert not any(answers_folder().iterdir())


def test_that_there_will_be_no_result_is_said_before_it_is_closed(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path, *A[:2])
    asked = sheets.takes(closing(sheets.keeper, sheets.workspace), answer=False)

    assert isinstance(asked, Close)
    assert asked.reason in asked.sentences
    assert sheets.is_open


@pytest.mark.parametrize("answer", [False, True])
def test_one_that_cannot_be_closed_is_deleted_instead_or_stays_open(
    tmp_path: Path, *, answer: bool
) -> None:
    create(Archive(tmp_path), closed(answered(A, number=7, team="Huset")))
    sheets = Sheets(tmp_path, *A[:5])
    last = sheets.takes(closing(sheets.keeper, sheets.workspace), answer=answer)

    assert sheets.taken == [Reading, DeleteInstead, *([Writing, Ended] if answer else [])]
    assert isinstance(last, Ended if answer else DeleteInstead)
    assert sheets.is_open is not answer


def test_it_is_deleted_on_a_yes_alone(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path, *A)
    assert isinstance(sheets.takes(deleting(sheets.keeper), answer=False), Delete)
    assert sheets.is_open

    assert sheets.takes(deleting(sheets.keeper), answer=True) == Ended(None)
    assert not any(answers_folder().iterdir())


@pytest.mark.parametrize("end", ["close", "throw_away"])
def test_what_the_disk_does_not_take_is_not_said_to_have_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    trouble = NotSaved(NotWritten("The disk is full."))
    monkeypatch.setattr(MeasurementKeeper, end, lambda *_arguments: trouble)
    sheets = Sheets(tmp_path, *A)
    steps = closing(sheets.keeper, sheets.workspace) if end == "close" else deleting(sheets.keeper)

    assert sheets.takes(steps, answer=True) == NotEnded(trouble)
    assert sheets.is_open


def test_a_measurement_is_attached_once_open_and_once_closed() -> None:
    session, is_open = begun(check_out()), a_measurement()
    assert attaching(session, None) is None
    attach = attaching(session, is_open)
    assert attach == AttachMeasurement(is_open.id, is_closed=False)
    assert attach is not None

    session = session.with_live(measurement=is_open.id)
    assert attaching(session, is_open) is None
    over = closed(answered(A)).model_copy(update={"id": is_open.id})
    assert attaching(session, over) == AttachMeasurement(over.id, is_closed=True)
    assert attaching(session, None) == AttachMeasurement(None)
