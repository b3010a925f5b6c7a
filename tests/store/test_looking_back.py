"""What a team looks back on, as the index knows it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from facilitator.core.errors import Refused
from facilitator.core.review import TooFew
from facilitator.store.archive import Archive
from facilitator.store.exporting import look_back
from facilitator.store.guides import PrivateGuides
from facilitator.store.measurement.notes import create
from tests.core.measurement.measures import A, answered, closed
from tests.store.listing import up_to_date
from tests.store.samples import TODAY, a_note, put

if TYPE_CHECKING:
    from pathlib import Path

TEAM = "Team Nordlys"


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """A team that has met twice, and been measured twice."""
    made = Archive(tmp_path / "sessions")
    for day in (1, 2):
        met(made, day)
    for number, month in ((1, 1), (2, 9)):
        create(made, closed(answered(A, number=number, day=date(2026, month, 1), team=TEAM)))
    return made


def met(archive: Archive, day: int, team: str = TEAM) -> None:
    note = a_note(note_id=f"2026-11-0{day}-k3f{day}", day=date(2026, 11, day), team=team)
    put(archive, f"{team}/{note.date}-check-out.toml", note)


def test_a_team_looks_back_on_its_own_sessions_and_the_course_of_its_measurements(
    archive: Archive,
) -> None:
    met(archive, 3)
    met(archive, 4, "Team Syd")

    found = look_back(archive, up_to_date(archive), "team nordlys", PrivateGuides(), TODAY)

    assert (found.review.team, found.review.rhythm.sessions) == (TEAM, 3)
    assert [step.measurement.date for step in found.steps] == [date(2026, 1, 1), date(2026, 9, 1)]


def test_too_few_sessions_are_told_from_none(archive: Archive) -> None:
    index = up_to_date(archive)
    with pytest.raises(TooFew):
        look_back(archive, index, TEAM, PrivateGuides(), TODAY)
    with pytest.raises(Refused, match="no closed sessions of Syd") as none:
        look_back(archive, index, "Syd", PrivateGuides(), TODAY)
    assert not isinstance(none.value, TooFew)


def test_a_private_guide_is_no_part_of_it(archive: Archive) -> None:
    met(archive, 3)
    with pytest.raises(Refused, match="no closed sessions"):
        look_back(
            archive, up_to_date(archive), TEAM, PrivateGuides(frozenset({"check-out"})), TODAY
        )
