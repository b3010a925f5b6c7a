"""The list of the follow-up: its filters, its rows, and the page next to it.

Commitments are listed by team, the earliest due first. There is no way to filter or count by owner,
and teams are in the order of their names.
"""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from textual.content import Content

from facilitator.conducting.format import SIGNS, status_words
from facilitator.conducting.questions import MANY_OPEN
from facilitator.core.commitments import (
    TO_FOLLOW_UP,
    Status,
    are_too_many,
    days_waiting,
    ended_on,
    is_overdue,
)
from facilitator.core.team import team_key
from facilitator.core.text.plain import danish_order
from facilitator.export.plain_text import STATUS, when_then_words
from facilitator.ui.kit.commitment_versions import details
from facilitator.ui.kit.dialog import pick
from facilitator.ui.kit.line import joined
from facilitator.words import _, date_words, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from datetime import date

    from textual.message_pump import MessagePump

    from facilitator.store.index.commitments import KeptCommitment
    from facilitator.ui.kit.list_detail import Item

Key: TypeAlias = tuple[Path, str]
"""A commitment by its note's file and its id, whatever is changed in it."""


_OVERDUE_SIGN: Final = "●"


class Which(Enum):
    """Filters of more than one status."""

    WAITING = "waiting"
    """They have not ended."""
    OVERDUE = "overdue"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Filter:
    """The filter of the list."""

    which: Which | Status = Which.WAITING
    team: str | None = None
    note: Path | None = None

    def fits(self, kept: KeptCommitment, today: date) -> bool:
        """Whether a commitment passes it."""
        status = kept.commitment.status
        if self.team is not None and _by_name(kept.team) != _by_name(self.team):
            return False
        if self.note is not None and kept.path != self.note:
            return False
        if self.which is Which.OVERDUE:
            return is_overdue(kept.commitment, today)
        if isinstance(self.which, Status):
            return status is self.which
        return self.which is Which.ALL or status in TO_FOLLOW_UP


class TeamHeading(NamedTuple):
    """The heading over a team's commitments."""

    team: str
    too_many: bool
    """Whether so many of the team's are open, listed or not, that a word on it is due."""


Row: TypeAlias = "TeamHeading | KeptCommitment"


class CommitmentList(NamedTuple):
    """The rows of the list, and its counts."""

    rows: tuple[Row, ...] = ()
    headings: tuple[int, ...] = ()
    """The rows that are groups, by their numbers."""
    fitting: int = 0
    """How many fit; others may be there as well."""
    teams: tuple[str, ...] = ()
    """All that have agreed on something, by name."""

    @property
    def length(self) -> int:
        """How many commitments are listed."""
        return len(self.rows) - len(self.headings)

    def place(self, row: int) -> int:
        """The number of the commitment in that row, from 1."""
        return row + 1 - bisect(self.headings, row)


def key_of(kept: KeptCommitment) -> Key:
    """The identity of a commitment."""
    return kept.path, kept.commitment.id


def listing(
    commitments: Iterable[KeptCommitment], narrow: Filter, today: date, stay: Collection[Key] = ()
) -> CommitmentList:
    """The list of the commitments that pass the filter; those in `stay` are in it anyway."""
    rows: list[Row] = []
    headings: list[int] = []
    teams: list[str] = []
    fitting = 0
    by_team: dict[tuple[str, str], list[KeptCommitment]] = {}
    for kept in commitments:
        by_team.setdefault(_by_name(kept.team), []).append(kept)
    for _name, team in sorted(by_team.items()):
        teams.append(team[-1].team)
        fits = [narrow.fits(kept, today) for kept in team]
        fitting += sum(fits)
        shown = [kept for kept, fit in zip(team, fits, strict=True) if fit or key_of(kept) in stay]
        if shown:
            headings.append(len(rows))
            rows += [
                TeamHeading(team[0].team, are_too_many(kept.commitment for kept in team)),
                *shown,
            ]
    return CommitmentList(tuple(rows), tuple(headings), fitting, tuple(teams))


@lru_cache(maxsize=1024)
def _by_name(team: str) -> tuple[str, str]:
    """A sort key of teams, the same for every spelling."""
    return danish_order(team_key(team))


CHOICES: tuple[Which | Status, ...] = (Which.WAITING, Which.OVERDUE, *Status, Which.ALL)


def ask_filter(
    asker: MessagePump, teams: Sequence[str], now: Filter, narrowed: Callable[[Filter], object]
) -> None:
    """Ask for a filter; without `teams` by status alone."""

    def ask_team() -> None:
        named = [(_("All"), None), *((team, team) for team in teams)]
        choices = [(words, replace(now, note=None, team=team)) for words, team in named]
        pick(asker, _("Team"), choices, narrowed)

    def ask_status() -> None:
        choices = [(_words(which), replace(now, note=None, which=which)) for which in CHOICES]
        pick(asker, _("Status"), choices, narrowed, marked=CHOICES.index(now.which))

    if teams:
        choices = [(_("Team"), ask_team), (_("Status"), ask_status)]
        pick(asker, _("Filter by"), choices, lambda ask: ask())
    else:
        ask_status()


def _words(choice: Which | Status) -> str:
    if isinstance(choice, Status):
        return status_words(choice)
    return {
        Which.WAITING: _("All that are not over yet"),
        Which.OVERDUE: _("Overdue"),
        Which.ALL: _("All, including those that have ended"),
    }[choice]


def overdue_mark() -> str:
    """The sign and words of an overdue commitment."""
    words = _("overdue")
    return f"{_OVERDUE_SIGN} {words}"


def count_words(n: int, narrow: Filter, about: KeptCommitment | None) -> str:
    """How many are listed, and the filter; `about` is one of the note it is limited to."""
    if about and narrow.which is Which.ALL:
        words = ngettext("{n} commitment from {note}", "{n} commitments from {note}", n)
        return words.format(n=n, note=f"{about.title}, {date_words(about.date)}")
    if narrow.which is Which.WAITING:
        words = ngettext("{n} open commitment", "{n} open commitments", n)
    elif narrow.which is Which.OVERDUE:
        words = ngettext("{n} overdue commitment", "{n} overdue commitments", n)
    else:
        words = ngettext("{n} commitment", "{n} commitments", n)
    parts = [words.format(n=n)]
    if isinstance(narrow.which, Status):
        parts.append(status_words(narrow.which))
    if narrow.team is not None:
        parts.append(narrow.team)
    if about:
        parts.append(f"{about.title}, {date_words(about.date)}")
    return " · ".join(parts)


def heading_item(group: TeamHeading) -> Item:
    """A team's name; below it a notice where many are open."""
    name = Content.styled(group.team, "bold")
    if group.too_many:
        return name, Content.styled(_(MANY_OPEN), "$muted")
    return Content(""), name


def commitment_item(kept: KeptCommitment, today: date, *, saving: bool) -> Item:
    """The text; below it status, day and owner."""
    commitment = kept.commitment
    first = Content(f"{SIGNS[commitment.status]} {commitment.what}")
    if saving:
        return first, Content.styled("  " + _("Saving …"), "$muted")
    return first, Content.styled("  " + joined(_below(kept, today)), "$muted")


def _below(kept: KeptCommitment, today: date) -> Iterator[str]:
    commitment = kept.commitment
    if commitment.status is not Status.OPEN:
        yield _(STATUS[commitment.status])
    if ended := ended_on(commitment, kept.date):
        yield date_words(ended)
        return
    if is_overdue(commitment, today):
        yield overdue_mark()
    elif commitment.due:
        yield date_words(commitment.due)
    if commitment.owner:
        yield commitment.owner
    if not (commitment.due or commitment.owner):
        yield _("waiting since {date}").format(date=date_words(kept.date))


def page(kept: KeptCommitment, today: date) -> Content:
    """Everything of a commitment."""
    return Content("\n").join(list(_page(kept, today)))


def _page(kept: KeptCommitment, today: date) -> Iterator[Content]:
    commitment = kept.commitment
    yield Content.styled(commitment.what, "bold $accent")
    yield Content.styled(kept.team, "$muted")
    yield Content("")
    yield from (_row(label, value) for label, value in details(commitment))
    if is_overdue(commitment, today):
        yield Content(overdue_mark())
    if ended := ended_on(commitment, kept.date):
        yield _row(_("Ended"), date_words(ended))
    elif commitment.status in TO_FOLLOW_UP:
        n = days_waiting(kept.date, today)
        days = ngettext("{n} day", "{n} days", n).format(n=n)
        yield _row(_("Waiting since"), f"{date_words(kept.date)}, {days}")
    yield _row(_("Agreed in"), f"{kept.title}, {date_words(kept.date)}")
    yield from _paragraph(_("When …, then …"), when_then_words(commitment))
    yield from _paragraph(_("What happened"), commitment.happened or "")


def _row(label: str, value: str) -> Content:
    return Content.assemble((f"{label}: ", "$muted"), value)


def _paragraph(heading: str, text: str) -> Iterator[Content]:
    yield Content("")
    if text:
        yield from (Content.styled(heading, "bold"), Content(text))
    else:
        yield _row(heading, "–")
