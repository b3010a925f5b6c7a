"""What a team looks back on, brought together: its sessions, and the course of its measurements."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from facilitator.core.errors import N_, Refused
from facilitator.core.measurement.trend import Step, course
from facilitator.core.review import Review, review
from facilitator.store.closed_notes import closed_notes
from facilitator.store.index.measurements import measurements

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from facilitator.store.archive import Archive
    from facilitator.store.index import Index


class LookBack(NamedTuple):
    """A review, and the closed measurements of its team, the oldest first."""

    review: Review
    steps: tuple[Step, ...]


def look_back(
    archive: Archive, index: Index, team: str, private: Collection[str], today: date
) -> LookBack:
    """What a team can look back on. Whoever asks brings the index up to date first.

    Raises Refused where the team has no closed session, TooFew where it has too few.
    """
    notes = closed_notes(index, team, private)
    if not notes:
        raise Refused(N_("There are no closed sessions of {team} in this archive."), team=team)
    found = review(notes, today)
    least = archive.settings.responses_at_least
    return LookBack(found, course(found.team, measurements(archive, index).notes, least))
