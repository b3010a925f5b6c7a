"""Sessions to look back on, put into an archive, and the program opened on the look back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from facilitator.core.commitments import Status
from facilitator.core.guide.model import BoardAtClose
from facilitator.core.note import (
    BoardColumn,
    Commitment,
    Keyword,
    Note,
)
from facilitator.core.text.tags import ContributionKind, Theme
from facilitator.store.notes import dumps
from tests.core.measurement.measures import random_rows
from tests.ui.measurement.measured import NINE, TEAM, kept

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from facilitator.ui.app import FacilitatorApp

HOSTILE = "[b]fed[/b] [/] $x {y}"


def met(
    archive: Path,
    day: date,
    *keywords: Keyword,
    team: str = TEAM,
    commitments: tuple[Commitment, ...] = (),
    points: tuple[str, ...] = (),
    board: BoardAtClose = BoardAtClose.KEPT,
) -> Note:
    """A closed session in the archive."""
    note = Note(
        id=f"{day}-{'abcdefghij'[day.day % 10]}2",
        team=team,
        guide="check-out" if board is BoardAtClose.KEPT else "supervision-60",
        title="Check-out",
        language="da",
        date=day,
        board=board,
        commitments=commitments,
        learning_points=tuple(Keyword(text=text) for text in points),
        questions=(BoardColumn(id="q", text="Hvem talte?", keywords=keywords),) if keywords else (),
    )
    folder = archive / team
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{note.date}-{note.guide}.toml").write_bytes(dumps(note))
    return note


def agreed(number: int, status: Status = Status.OPEN, what: str = "") -> Commitment:
    return Commitment(id=f"c{number}", what=what or f"aftale {number}", owner="Åse", status=status)


def half_a_year(archive: Path) -> None:
    """September to March, with something in every section of a review."""
    error = Keyword(text="en glemt nøgle", kind=ContributionKind.ERROR, theme=Theme.TRUST)
    idea = Keyword(text="en tavle", kind=ContributionKind.IDEA, theme=Theme.ATTITUDE_TO_ERROR)
    every = tuple(agreed(n, status) for n, status in enumerate(Status, 1))
    met(archive, date(2025, 9, 3), error, error, commitments=every)
    met(archive, date(2025, 11, 5), error, idea, commitments=(agreed(7, what=HOSTILE),))
    met(archive, date(2025, 11, 19), points=(f"tvivl {HOSTILE}", "tak"), board=BoardAtClose.CLEARED)
    met(archive, date(2026, 2, 4), idea, *[error] * 7)
    kept(archive, random_rows(9, 5, 2), day=date(2025, 9, 3), number=1)
    kept(archive, NINE, day=date(2026, 2, 3), number=2)


def look_back(team: str = TEAM) -> Callable[[FacilitatorApp], None]:
    def first(app: FacilitatorApp) -> None:
        app.navigator.go_home()
        app.navigator.look_back(team)

    return first
