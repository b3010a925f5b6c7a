"""Commitments as an iCalendar file (RFC 5545): an all-day event on the day each is due.

Events, since common calendars leave out to-dos when they import. An event has the same UID each
time and a SEQUENCE that grows with each change, so that a second import updates it. What was
released is cancelled, what was done says so. It takes no time in the calendar, and names nobody
but the owner.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from facilitator.core.commitments import TO_FOLLOW_UP, Status
from facilitator.export.plain_text import STATUS, when_then_words
from facilitator.words import _, date_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from icalendar import Event

    from facilitator.core.commitments import Agreed
    from facilitator.core.note import Commitment

PROGRAM: Final = "-//facilitator//facilitator//DA"


@dataclass(frozen=True, slots=True)
class InCalendar:
    """A commitment and where it comes from."""

    commitment: Commitment | Agreed
    note_id: str
    team: str
    title: str
    """Of the session."""
    made: date
    changed: datetime | None = None
    """When its note was last written, with a time zone."""


def calendar_of(commitments: Iterable[InCalendar], now: datetime) -> bytes:
    """The calendar file.

    Commitments without a day are left out; of several with one id, the first is taken.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PROGRAM)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("Commitments"))
    seen: set[str] = set()
    for entry in commitments:
        due = entry.commitment.due
        if due is not None and uid(entry) not in seen:
            seen.add(uid(entry))
            calendar.add_component(_event(entry, due, now))
    return bytes(calendar.to_ical())


def uid(entry: InCalendar) -> str:
    """An identifier that stays the same as long as the commitment is in its note."""
    return f"{entry.note_id}-{entry.commitment.id}@facilitator"


def _event(entry: InCalendar, due: date, now: datetime) -> Event:
    from icalendar import Event

    commitment = entry.commitment
    event = Event()
    event.add("uid", uid(entry))
    event.add("sequence", commitment.revision or 0)
    event.add("dtstamp", now)
    event.add("last-modified", entry.changed or now)
    event.add("dtstart", due)
    if due < date.max:  # else a day of its own without it
        event.add("dtend", due + timedelta(days=1))
    event.add("summary", _summary(commitment))
    event.add("description", "\n".join(_description(entry)))
    event.add("class", "CONFIDENTIAL")
    event.add("transp", "TRANSPARENT")
    cancelled = commitment.status is Status.RELEASED
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    return event


def _summary(commitment: Commitment | Agreed) -> str:
    what = f"{commitment.what} ({commitment.owner})" if commitment.owner else commitment.what
    if commitment.status in TO_FOLLOW_UP:
        return what
    return f"{_(STATUS[commitment.status])}: {what}"


def _description(entry: InCalendar) -> Iterable[str]:
    commitment = entry.commitment
    yield _("Confidential")
    yield f"{entry.title} – {entry.team}, {date_words(entry.made)}"
    if when_then := when_then_words(commitment):
        yield when_then
    yield _("Status: {status}").format(status=_(STATUS[commitment.status]))
