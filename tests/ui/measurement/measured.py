"""Measurements on the screens: answered key by key, or put into the archive closed already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.core.guide.entry import Door
from facilitator.store.archive import Archive
from facilitator.store.measurement.notes import create as put
from facilitator.store.measurement.notes import measurements_in
from tests.core.measurement.measures import TODAY, A, answered, closed
from tests.ui.desk import begun

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from facilitator.core.measurement.items import Row
    from facilitator.core.measurement.note import Measurement
    from facilitator.ui.app import FacilitatorApp, First
    from tests.ui.desk import Desk

TEAM = "Team Nordlys"
NINE: list[Row] = [*A, (2, 4, 2, 4, 2, 4, 4), (1, 4, 1, 4, 2, 5, 4), (2, 5, 2, 3, 1, 4, 4)]
"""Nine respondents: the full distribution, and comments."""


def kept(
    archive: Path,
    answers: Iterable[Row] = NINE,
    comments: Sequence[str] = (),
    *,
    scale: int = 5,
    day: date = TODAY,
    number: int = 1,
    team: str = TEAM,
    label: str = "",
) -> Measurement:
    """A closed measurement in the archive, as it is read there."""
    opened = Archive(archive)
    measurement = closed(
        answered(answers, comments, scale=scale, day=day, number=number, team=team, label=label),
        measurements_in(opened).notes,
    )
    put(opened, measurement)
    return next(m for m in measurements_in(opened).notes if m.id == measurement.id)


def measuring(
    *, team: str = TEAM, scale: int = 5, label: str = "APV 2026", expected: int | None = None
) -> First:
    """The program opened with a new measurement."""

    def first(app: FacilitatorApp) -> None:
        app.navigator.measurement.begin(team, scale, label, expected)

    return first


def result(measurement: Measurement) -> First:
    """The program opened on a result."""

    def first(app: FacilitatorApp) -> None:
        app.navigator.go_home()
        app.navigator.measurement.show_result(measurement)

    return first


def door(app: FacilitatorApp) -> None:
    """The program opened at the door Mål."""
    app.navigator.go_home()
    app.navigator.open_door(Door.MEASURE)


def dialogue(*, start: bool = True) -> First:
    """The program opened with the dialogue."""
    return begun("measurement-dialogue", team=TEAM, start=start)


async def answer(desk: Desk, keys: str = "2424245", comment: str = "") -> None:
    """One person from the hand-over screen to the hand-over screen."""
    await desk.press("enter")
    for key in keys:
        await desk.press(key, "enter")
    await desk.write(comment)
    await desk.press("enter", "enter")


async def choose(desk: Desk, words: str) -> None:
    """The row of a list with these words, with the arrows."""
    for _row in range(20):
        marked = desk.app.screen.query_one("OptionList").highlighted_option  # type: ignore[attr-defined]
        if words in str(marked.prompt):
            break
        await desk.press("down")
    assert words in str(marked.prompt)
    await desk.press("enter")
