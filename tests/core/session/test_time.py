"""Elapsed is what people in the room would call right, whatever the clock or the machine did."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from facilitator.core.session.board import AddKeyword
from facilitator.core.session.events import conduct
from facilitator.core.session.phases import (
    NextPhase,
    Pause,
    Prolong,
    Start,
    Woke,
)
from facilitator.core.session.timing import (
    LONG_SLEEP,
    elapsed,
    elapsed_in_all,
    minutes_left,
    running_for,
)
from tests.core.builders import at, begun, check_out, done, session_of

SUMMER = timezone(timedelta(hours=2))
WINTER = timezone(timedelta(hours=1))


def test_two_hours_of_pause_are_no_time_at_all() -> None:
    paused = done(begun(check_out()), Pause(), now=at(5))
    resumed = done(paused, Start(), now=at(5, hours=2))

    assert elapsed(resumed, at(6, hours=2)) == 6 * 60


def test_after_a_night_asleep_the_clock_stands_as_it_did_when_the_sleep_began() -> None:
    session = done(begun(check_out()), NextPhase(), now=at(2))
    woken = done(session, Woke(since=at(5)), now=at(hours=19))

    assert not woken.running
    assert elapsed(woken, at(1, hours=19)) == 3 * 60
    assert elapsed_in_all(woken, at(1, hours=19)) == 5 * 60


def test_after_a_night_asleep_the_session_goes_on_from_where_it_was() -> None:
    woken = done(begun(check_out()), Woke(since=at(5)), now=at(hours=19))
    session = done(woken, Start(), now=at(hours=20))

    assert elapsed(session, at(1, hours=20)) == 6 * 60


def test_a_short_sleep_is_part_of_the_session() -> None:
    asleep = timedelta(seconds=LONG_SLEEP)
    woken = done(begun(check_out()), Woke(since=at(5)), now=at(5) + asleep)

    assert woken.running
    assert elapsed(woken, at(6) + asleep) == 6 * 60 + LONG_SLEEP


def test_a_pause_that_was_slept_through_is_still_a_pause() -> None:
    paused = done(begun(check_out()), Pause(), now=at(5))
    woken = done(paused, Woke(since=at(6)), now=at(hours=19))

    assert not woken.running
    assert elapsed(woken, at(hours=19)) == 5 * 60


def test_a_sleep_said_to_begin_before_the_last_event_takes_nothing_back() -> None:
    session = done(begun(check_out()), NextPhase(), now=at(5))
    woken = done(session, Woke(since=at(3)), now=at(hours=19))

    assert elapsed_in_all(woken, at(hours=19)) == 5 * 60


def test_a_sleep_said_to_begin_in_the_future_is_no_sleep() -> None:
    woken = done(begun(check_out()), Woke(since=at(hours=3)), now=at(5))

    assert elapsed(woken, at(6)) == 6 * 60


def test_a_clock_set_back_an_hour_in_mid_phase_takes_nothing_back_and_goes_on() -> None:
    session = done(begun(check_out()), Prolong(), now=at(10))
    set_back = done(session, Prolong(), now=at(11, hours=-1))

    assert elapsed(session, at(11, hours=-1)) == 10 * 60
    assert elapsed(set_back, at(11, hours=-1)) == 10 * 60
    assert elapsed(set_back, at(13, hours=-1)) == 12 * 60


def test_a_clock_set_back_while_paused_changes_nothing() -> None:
    paused = done(begun(check_out()), Pause(), now=at(10))
    session = done(paused, Start(), now=at(hours=-1))

    assert elapsed(session, at(1, hours=-1)) == 11 * 60


def test_a_clock_set_back_before_the_first_minute_gives_no_negative_time() -> None:
    session = begun(check_out())

    assert running_for(session, at(hours=-1)) == 0
    assert elapsed(session, at(hours=-1)) == 0
    assert elapsed_in_all(done(session, Pause(), now=at(hours=-1)), at(hours=-1)) == 0


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # 25 October 2026: at 3.00 in Danish summer time it is 2.00 in winter time.
        (
            datetime(2026, 10, 25, 2, 50, tzinfo=SUMMER),
            datetime(2026, 10, 25, 2, 10, tzinfo=WINTER),
        ),
        # 29 March 2026: at 2.00 in winter time it is 3.00 in summer time.
        (datetime(2026, 3, 29, 1, 50, tzinfo=WINTER), datetime(2026, 3, 29, 3, 10, tzinfo=SUMMER)),
    ],
)
def test_twenty_minutes_across_a_change_of_summer_time_are_twenty_minutes(
    before: datetime, after: datetime
) -> None:
    session = conduct(session_of(check_out()), Start(), before.astimezone(UTC))
    paused = conduct(session, Pause(), after.astimezone(UTC))

    assert elapsed(session, after.astimezone(UTC)) == 20 * 60
    assert elapsed(paused, after.astimezone(UTC)) == 20 * 60


def test_minutes_left_go_below_nothing_when_the_time_has_gone() -> None:
    session = begun(check_out())

    assert minutes_left(session, at(1)) == 1
    assert minutes_left(session, at(5)) == -3


def test_time_runs_between_events_and_an_event_takes_none_of_it() -> None:
    session = begun(check_out(), "Mette", "Jonas")
    for minute in range(1, 8):
        session = done(session, AddKeyword("talked", f"Stikord {minute}"), now=at(minute))

    assert elapsed(session, at(7)) == 7 * 60
    assert session.live.ran == 0
