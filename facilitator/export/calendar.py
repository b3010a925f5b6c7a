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

from facilitator.core.commitments import TO_FOLLOW_UP
from facilitator.core.note import Commitment, Status
from facilitator.export.plain import STATUS, date_text, when_then_text
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from icalendar import Event

PROGRAM: Final = "-//facilitator//facilitator//DA"


@dataclass(frozen=True, slots=True)
class InCalendar:
    """A commitment and where it comes from."""

    commitment: Commitment
    note_id: str
    team: str
    title: str
    """Of the session."""
    made: date
    changed: datetime | None = None
    """When its note was last written, with a time zone."""


def calendar_of(commitments: Iterable[InCalendar], now: datetime) -> bytes:
    """The calendar file. What has no day is not in it; of two with one id the first is."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PROGRAM)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("Commitments"))
    seen: set[str] = set()
    for one in commitments:
        due = one.commitment.due
        if due is not None and uid(one) not in seen:
            seen.add(uid(one))
            calendar.add_component(_event(one, due, now))
    return bytes(calendar.to_ical())


def uid(one: InCalendar) -> str:
    """The same for as long as the commitment is in its note, and for no other."""
    return f"{one.note_id}-{one.commitment.id}@facilitator"


def _event(one: InCalendar, due: date, now: datetime) -> Event:
    from icalendar import Event

    commitment = one.commitment
    event = Event()
    event.add("uid", uid(one))
    event.add("sequence", commitment.revision or 0)
    event.add("dtstamp", now)
    event.add("last-modified", one.changed or now)
    event.add("dtstart", due)
    if due < date.max:  # else a day of its own without it
        event.add("dtend", due + timedelta(days=1))
    event.add("summary", _summary(commitment))
    event.add("description", "\n".join(_description(one)))
    event.add("class", "CONFIDENTIAL")
    event.add("transp", "TRANSPARENT")
    cancelled = commitment.status is Status.RELEASED
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    return event


def _summary(commitment: Commitment) -> str:
    what = f"{commitment.what} ({commitment.owner})" if commitment.owner else commitment.what
    if commitment.status in TO_FOLLOW_UP:
        return what
    return f"{_(STATUS[commitment.status])}: {what}"


def _description(one: InCalendar) -> Iterable[str]:
    commitment = one.commitment
    yield _("Confidential")
    yield f"{one.title} – {one.team}, {date_text(one.made)}"
    if commitment.cue and commitment.response:
        yield when_then_text(commitment.cue, commitment.response)
    yield _("Status: {status}").format(status=_(STATUS[commitment.status]))
