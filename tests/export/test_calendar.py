"""The calendar file, as a calendar reads it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from icalendar import Calendar

from facilitator.core.commitment_change import CommitmentChange, changed
from facilitator.core.commitments import Status
from facilitator.core.note import Commitment
from facilitator.export.calendar import InCalendar, calendar_of

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
TODAY = NOW.date()
MADE = date(2026, 11, 18)
RING = Commitment(id="c1", what="Vi ringer", owner="Mette", due=date(2026, 12, 2))


def kept(commitment: Commitment = RING, note_id: str = "2026-11-18-wc4n") -> InCalendar:
    return InCalendar(commitment, note_id, "Team Nordlys", "Check-out", MADE, NOW)


def events(*commitments: InCalendar) -> list[Any]:
    calendar = Calendar.from_ical(calendar_of(commitments, NOW))
    assert calendar["version"] == "2.0"
    assert calendar["prodid"]
    assert not calendar.errors
    return list(calendar.walk("VEVENT"))


def test_a_commitment_is_an_all_day_event_that_takes_no_time() -> None:
    (event,) = events(kept())

    assert event["dtstart"].dt == date(2026, 12, 2)
    assert event["dtend"].dt == date(2026, 12, 3)
    assert event["dtstart"].params["value"] == "DATE"
    assert event["summary"] == "Vi ringer (Mette)"
    assert event["transp"] == "TRANSPARENT"
    assert event["dtstamp"].dt == NOW


def test_it_is_marked_confidential_and_says_where_it_comes_from() -> None:
    (event,) = events(kept())

    assert event["class"] == "CONFIDENTIAL"
    assert event["description"].splitlines() == [
        "Fortroligt",
        "Check-out – Team Nordlys, 18. november 2026",
        "Status: åben",
    ]


def test_what_happened_stays_in_the_archive() -> None:
    after = changed(RING, CommitmentChange(happened="det var svært", when_then=("a", "b")), TODAY)
    (event,) = events(kept(after))

    assert "svært" not in calendar_of([kept(after)], NOW).decode().replace("\r\n ", "")
    assert "Når a, så b" in event["description"].splitlines()


def test_a_second_import_updates_the_first() -> None:
    (first,) = events(kept())
    (second,) = events(kept(changed(RING, CommitmentChange(due=date(2026, 12, 9)), TODAY)))

    assert first["uid"] == second["uid"]
    assert second["sequence"] > first["sequence"]
    assert second["dtstart"].dt == date(2026, 12, 9)


def test_no_two_commitments_are_one_event() -> None:
    other = RING.model_copy(update={"id": "c2"})
    found = events(kept(), kept(other), kept(note_id="2026-11-18-aaaa"))

    assert len({event["uid"] for event in found}) == 3


def test_of_a_note_that_is_there_twice_one_event_is_made() -> None:
    assert len(events(kept(), kept())) == 1


def test_what_has_ended_says_so_and_what_was_released_is_cancelled() -> None:
    done, released, going_on = (
        events(kept(changed(RING, CommitmentChange(status=status), TODAY)))[0]
        for status in (Status.DONE, Status.RELEASED, Status.CONTINUING)
    )

    assert (done["summary"], done["status"]) == ("gjort: Vi ringer (Mette)", "CONFIRMED")
    assert released["status"] == "CANCELLED"
    assert (going_on["summary"], going_on["status"]) == ("Vi ringer (Mette)", "CONFIRMED")


def test_without_a_day_it_is_in_no_calendar() -> None:
    assert events(kept(RING.model_copy(update={"due": None}))) == []


def test_the_last_day_of_the_calendar_is_no_trouble() -> None:
    (event,) = events(kept(RING.model_copy(update={"due": date.max})))

    assert event["dtstart"].dt == date.max


def test_typed_text_is_never_calendar() -> None:
    what = "a;b,c\\nEND:VEVENT" + "æ" * 200 + ' "x" : \\'
    (event,) = events(kept(RING.model_copy(update={"what": what, "owner": None})))

    assert event["summary"] == what
