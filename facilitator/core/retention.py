"""How long what was kept is kept (privacy.md P8): what is due in a note, and the note without it.

What goes is what people said: keywords with the theme word and the purpose, learning points,
commitments that have ended, results. The shell of a session's note stays, since no word of it was
typed in the session: that a team met, when, for how long, how many. It goes by deleting the note.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, TypeAlias

from pydantic import Field

from facilitator.core.commitments import ended_on
from facilitator.core.due_rules import months_later
from facilitator.core.measurement_note import Measurement
from facilitator.core.note import Commitment, Note
from facilitator.core.record import KeptRecord

Months: TypeAlias = Annotated[int, Field(ge=1, le=1200)]


class Retention(KeptRecord):
    """Months after which something is to be deleted (privacy.md P8)."""

    keywords: Months = 12
    learning_points: Months = 12
    commitments: Months = 6
    """After they have ended."""
    aggregates: Months = 36


class Kind(StrEnum):
    """What has a period of its own. The values are the keys of `Retention`, but for rows."""

    KEYWORDS = "keywords"
    """And with them the theme word and the purpose."""
    LEARNING_POINTS = "learning_points"
    COMMITMENTS = "commitments"
    AGGREGATES = "aggregates"
    """A measurement, whole."""
    ROWS = "rows"
    """The single answers of a measurement; its figures stay (measurement.md)."""


@dataclass(frozen=True, slots=True)
class Due:
    """Something in a note whose time has passed."""

    kind: Kind
    number: int
    """How many entries; of a measurement 1."""
    since: date
    """The first day it was due."""


def due_in(note: Note, retention: Retention, today: date) -> tuple[Due, ...]:
    """What is due in a session's note."""
    keywords = sum(len(question.keywords) for question in note.questions)
    keywords += sum(text is not None for text in (note.theme_word, note.purpose))
    found = [
        Due(Kind.KEYWORDS, keywords, months_after(note.date, retention.keywords)),
        Due(
            Kind.LEARNING_POINTS,
            len(note.learning_points),
            months_after(note.date, retention.learning_points),
        ),
    ]
    days = [
        day
        for commitment in note.commitments
        if (day := _commitment_due(commitment, note, retention)) and day <= today
    ]
    if days:
        found.append(Due(Kind.COMMITMENTS, len(days), min(days)))
    return tuple(one for one in found if one.number and one.since <= today)


def without_due(note: Note, retention: Retention, today: date) -> Note:
    """A session's note without what is due in it; keys of others that stand beside it stay."""
    kinds = {one.kind for one in due_in(note, retention, today)}
    update: dict[str, object] = {}
    if Kind.KEYWORDS in kinds:
        empty = (question.model_copy(update={"keywords": ()}) for question in note.questions)
        update |= {"questions": tuple(empty), "theme_word": None, "purpose": None}
    if Kind.LEARNING_POINTS in kinds:
        update["learning_points"] = ()
    if Kind.COMMITMENTS in kinds:
        update["commitments"] = tuple(
            commitment
            for commitment in note.commitments
            if not (day := _commitment_due(commitment, note, retention)) or day > today
        )
    return note.model_copy(update=update)


def measurement_due(measurement: Measurement, retention: Retention, today: date) -> Due | None:
    """Whether a closed measurement is due as a whole, from the day it was closed."""
    day = months_after(measurement.closed or measurement.date, retention.aggregates)
    if measurement.is_open or day > today:
        return None
    return Due(Kind.AGGREGATES, 1, day)


def months_after(day: date, months: int) -> date:
    """The same day so many months on, or the last of that month; at most the calendar's last."""
    try:
        return months_later(day, months)
    except ValueError:
        return date.max


def _commitment_due(commitment: Commitment, note: Note, retention: Retention) -> date | None:
    """None while it has not ended."""
    ended = ended_on(commitment, note.date)
    return ended and months_after(ended, retention.commitments)
