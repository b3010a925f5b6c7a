"""What a team can look back on: its own sessions together, and never one person's part in them.

Patterns are shown from three sessions. Of supervision, and of every session whose board is cleared,
there is only that it took place and the learning points the group kept (practices.md 6, 9;
privacy.md P5, P6).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median
from typing import Final, Generic, TypeVar

from facilitator.core.commitments import TO_FOLLOW_UP, Status, is_overdue
from facilitator.core.errors import N_, Refused
from facilitator.core.frame import versions
from facilitator.core.guide.model import BoardAtClose
from facilitator.core.note import Commitment, Keyword, Note
from facilitator.core.text.tags import ContributionKind, Theme

LEAST_SESSIONS: Final = 3
"""From so many sessions on there is a pattern to speak of."""
COMES_BACK: Final = 2
"""In so many sessions a theme has come back."""

_T = TypeVar("_T", Theme, ContributionKind)


@dataclass(frozen=True, slots=True)
class ByMonth:
    """A count in the month that begins on that day."""

    month: date
    number: int


@dataclass(frozen=True, slots=True)
class Met(ByMonth):
    """The number of sessions in a month."""

    cleared: int
    """Of them supervision and others whose board is cleared."""


@dataclass(frozen=True, slots=True)
class Pattern(Generic[_T]):
    """How often a theme or a kind was named, over all and month by month."""

    tag: _T
    number: int
    sessions: int
    months: tuple[ByMonth, ...]
    """The oldest first; months without it are not there."""


@dataclass(frozen=True, slots=True)
class WaitingCommitment:
    """A commitment that has not ended, without its owner."""

    what: str
    status: Status
    since: date
    """The day of the session it was made in."""
    due: date | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class KeptPoint:
    """What a group chose to keep, and when."""

    text: str
    date: date


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often the team has met."""

    sessions: int
    cleared: int
    """Of them supervision and others whose board is cleared."""
    first: date
    last: date
    days_between: int
    """The median number of days from one session to the next."""
    months: tuple[Met, ...]
    """From that of the first session to this one, those without a session too."""


@dataclass(frozen=True, slots=True)
class Review:
    """The review of a team's sessions."""

    team: str
    rhythm: Rhythm
    open: tuple[WaitingCommitment, ...]
    """By the day they were to be done, so the overdue first; those without a day last."""
    became: Mapping[Status, int]
    """How many commitments there are of each status."""
    themes: tuple[Pattern[Theme], ...]
    """Those that have come back, the most frequent first."""
    kinds: tuple[Pattern[ContributionKind], ...]
    """In the order of the kinds, which is no order of merit."""
    learning_points: tuple[KeptPoint, ...]
    """The newest first."""
    frame: Note | None
    """The frame in force."""
    today: date
    """The day of the look back."""

    @property
    def overdue(self) -> int:
        """The number of commitments that are overdue."""
        return sum(commitment.overdue for commitment in self.open)


class TooFew(Refused):
    """The team has not met often enough for a review."""


def review(notes: Iterable[Note], today: date) -> Review:
    """The review of one team; `notes` are its closed notes, each as `redaction.redacted` gives it.

    Raises TooFew for fewer than three sessions, and ValueError where the notes have no team.
    """
    met = sorted(notes, key=lambda note: (note.date, note.id))
    if not met:
        raise ValueError("no notes")
    if len(met) < LEAST_SESSIONS:
        raise TooFew(
            N_("A review is shown from {least} sessions. So far there are {n}."),
            least=LEAST_SESSIONS,
            n=len(met),
        )
    seen = [note for note in met if note.board is BoardAtClose.KEPT]
    commitments = [(note.date, commitment) for note in seen for commitment in note.commitments]
    themes = _patterns(seen, _themes, Theme)
    points = [KeptPoint(p.text, note.date) for note in met for p in note.learning_points]
    return Review(
        team=met[-1].team,
        rhythm=_rhythm(met, today),
        open=_open(commitments, today),
        became=Counter(commitment.status for _day, commitment in commitments),
        themes=tuple(
            sorted(
                (theme for theme in themes if theme.sessions >= COMES_BACK),
                key=lambda theme: (-theme.sessions, -theme.number),
            )
        ),
        kinds=_patterns(seen, _kinds, ContributionKind),
        learning_points=tuple(reversed(points)),
        frame=next(iter(versions(met)), None),
        today=today,
    )


def _rhythm(met: Sequence[Note], today: date) -> Rhythm:
    days = [note.date for note in met]
    gaps = [(after - before).days for before, after in pairwise(days)]
    counted = Counter(map(_month, days))
    cleared = Counter(_month(note.date) for note in met if note.board is BoardAtClose.CLEARED)
    return Rhythm(
        sessions=len(met),
        cleared=cleared.total(),
        first=days[0],
        last=days[-1],
        days_between=round(median(gaps)),
        months=tuple(
            Met(month, counted[month], cleared[month])
            for month in _months(days[0], max(days[-1], today))
        ),
    )


def _open(
    commitments: Iterable[tuple[date, Commitment]], today: date
) -> tuple[WaitingCommitment, ...]:
    waiting = [
        WaitingCommitment(
            what=commitment.what,
            status=commitment.status,
            since=since,
            due=commitment.due,
            overdue=is_overdue(commitment, today),
        )
        for since, commitment in commitments
        if commitment.status in TO_FOLLOW_UP
    ]
    return tuple(sorted(waiting, key=lambda waits: (waits.due or date.max, waits.since)))


def _patterns(
    seen: Sequence[Note], tags_of: Callable[[Note], Iterable[_T | None]], every: Iterable[_T]
) -> tuple[Pattern[_T], ...]:
    """The tags that were used, in the order of their declaration."""
    by_note = [(_month(note.date), Counter(tags_of(note))) for note in seen]
    patterns = []
    for tag in every:
        used = [(month, counted[tag]) for month, counted in by_note if counted[tag]]
        months: Counter[date] = Counter()
        for month, number in used:
            months[month] += number
        if used:
            in_order = tuple(ByMonth(month, months[month]) for month in sorted(months))
            patterns.append(Pattern(tag, months.total(), len(used), in_order))
    return tuple(patterns)


def _themes(note: Note) -> Iterator[Theme | None]:
    yield from (keyword.theme for keyword in _keywords(note))
    yield from (commitment.theme for commitment in note.commitments)


def _kinds(note: Note) -> Iterator[ContributionKind | None]:
    yield from (keyword.kind for keyword in _keywords(note))


def _keywords(note: Note) -> Iterator[Keyword]:
    yield from note.learning_points
    for question in note.questions:
        yield from question.keywords


def _month(day: date) -> date:
    return day.replace(day=1)


def _months(first: date, last: date) -> Iterator[date]:
    """The months from that of the first day to that of the last."""
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield date(number // 12, number % 12 + 1, 1)
