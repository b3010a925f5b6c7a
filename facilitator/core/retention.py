"""How long things are kept (privacy.md P8): what is due in a note, and the note without it.

What is deleted is what people said: keywords with the theme word and the purpose, learning points,
commitments that have ended, results. The rest of a session's note stays, since no word of it was
typed in the session: that a team met, when, for how long, how many. Deleting the note deletes it.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Final, NamedTuple, Self, TypeAlias

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from facilitator.core.commitments import ended_on
from facilitator.core.days import month_end, months_after, months_later
from facilitator.core.record import KeptRecord

if TYPE_CHECKING:
    from facilitator.core.measurement.note import Measurement
    from facilitator.core.note import Note

Months: TypeAlias = Annotated[int, Field(ge=1, le=1200, strict=True)]


class Retention(KeptRecord):
    """Months after which something is to be deleted (privacy.md P8)."""

    keywords: Months = 12
    learning_points: Months = 12
    commitments: Months = 6
    """After they have ended."""
    aggregates: Months = 36


Days: TypeAlias = Annotated[int, Field(ge=1, le=3650, strict=True)]


class LeftOpenDays(KeptRecord):
    """Days after the last write at which something left open is ended (privacy.md P15).

    First its end is offered, then it is destroyed: sessions, and the answers of measurements.
    """

    sessions_offered: Days = 7
    sessions_destroyed: Days = 30
    answers_offered: Days = 14
    answers_destroyed: Days = 90

    @model_validator(mode="after")
    def _offered_first(self) -> Self:
        """Check that nothing is destroyed before its end was offered."""
        if (
            self.sessions_offered > self.sessions_destroyed
            or self.answers_offered > self.answers_destroyed
        ):
            raise PydanticCustomError("offered_late", "offered after it is destroyed")
        return self


class Kind(StrEnum):
    """What has a retention period of its own. The values are the keys of `Retention`."""

    KEYWORDS = "keywords"
    """And with them what was tallied, the theme word and the purpose."""
    LEARNING_POINTS = "learning_points"
    COMMITMENTS = "commitments"
    AGGREGATES = "aggregates"
    """A measurement, whole."""


_KINDS: Final = tuple(Kind)


class KeptPart(NamedTuple):
    """A part of a note with a retention period."""

    kind: Kind
    day: date
    """From which its period is counted."""
    number: int
    """How many entries; of a measurement 1."""


class Due(NamedTuple):
    """A part of a note whose retention period is over."""

    kind: Kind
    number: int
    """How many entries; of a measurement 1."""
    since: date
    """The first day it was due."""


def kept_in(note: Note | Measurement, replaced: date | None = None) -> tuple[KeptPart, ...]:
    """The parts of a closed note with a retention period; none of an open measurement.

    The words of a team's frame are kept while it is in force; their period begins the day another
    version `replaced` it.
    """
    if note.kind == "measurement":
        if note.is_open:
            return ()
        day = note.closed or note.date
        return (KeptPart(Kind.AGGREGATES, day, 1),)
    since = replaced if note.frame else note.date
    keywords = (note.theme_word is not None) + (note.purpose is not None)
    for question in note.questions:
        keywords += len(question.keywords) + question.is_tallied
    parts = [KeptPart(Kind.KEYWORDS, since, keywords)] if keywords and since else []
    if points := len(note.learning_points):
        parts.append(KeptPart(Kind.LEARNING_POINTS, note.date, points))
    ended: dict[date, int] = {}
    for commitment in note.commitments:
        if last := ended_on(commitment, note.date):
            ended[last] = ended.get(last, 0) + 1
    parts += (KeptPart(Kind.COMMITMENTS, day, number) for day, number in ended.items())
    return tuple(parts)


def last_days_due(retention: Retention, today: date) -> dict[Kind, date]:
    """For each kind the latest day such that periods that began by then are over."""
    days = {}
    for kind in _KINDS:
        with suppress(ValueError):  # before the year 1: nothing is as old as that
            days[kind] = _months_before(today, getattr(retention, kind))
    return days


def gathered(passed: Iterable[KeptPart], retention: Retention) -> tuple[Due, ...]:
    """What is due in one note, summed up by kind.

    Where it is a whole measurement, only that.
    """
    numbers: dict[Kind, int] = {}
    days: dict[Kind, date] = {}
    for kind, day, number in passed:
        numbers[kind] = numbers.get(kind, 0) + number
        days[kind] = min(day, days.get(kind, day))
    kinds = [Kind.AGGREGATES] if Kind.AGGREGATES in days else [k for k in _KINDS if k in days]
    return tuple(Due(k, numbers[k], _due_from(days[k], getattr(retention, k))) for k in kinds)


def due_in(
    note: Note | Measurement, retention: Retention, today: date, replaced: date | None = None
) -> tuple[Due, ...]:
    """What is due in a closed note; `replaced` is as in `kept_in`."""
    last = last_days_due(retention, today)
    passed = [
        part
        for part in kept_in(note, replaced)
        if part.kind in last and part.day <= last[part.kind]
    ]
    return gathered(passed, retention)


def without_due(
    note: Note, retention: Retention, today: date, replaced: date | None = None
) -> Note:
    """A session's note without what is due in it; unknown keys stay."""
    kinds = {due.kind for due in due_in(note, retention, today, replaced)}
    update: dict[str, object] = {}
    if Kind.KEYWORDS in kinds:
        nothing: dict[str, object] = {"keywords": (), "scale": (), "counts": ()}
        empty = (question.model_copy(update=nothing) for question in note.questions)
        update |= {"questions": tuple(empty), "theme_word": None, "purpose": None}
    if Kind.LEARNING_POINTS in kinds:
        update["learning_points"] = ()
    if Kind.COMMITMENTS in kinds:
        last = last_days_due(retention, today)[Kind.COMMITMENTS]
        update["commitments"] = tuple(
            commitment
            for commitment in note.commitments
            if not (day := ended_on(commitment, note.date)) or day > last
        )
    return note.model_copy(update=update)


@lru_cache(maxsize=4096)
def _months_before(today: date, months: int) -> date:
    """The last day that `months_after` moves no further than today. Raises ValueError."""
    day = months_later(today, -months)
    return day if today < month_end(today) else month_end(day)


_due_from = lru_cache(maxsize=4096)(months_after)
"""The first day it is due, for a period of so many months that begins on that day."""
