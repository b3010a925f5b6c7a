"""Start and pause, the phases one after the other, what a phase is given more of, the close."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from facilitator.core.errors import Refused
from facilitator.core.session.events import History
from facilitator.core.session.phases import (
    BeginClose,
    NextPhase,
    Pause,
    PreviousPhase,
    Prolong,
    ReturnFromClose,
    SetElapsed,
    Start,
    TakeWay,
    ThinkingPause,
    WrapUp,
    a_minute_more,
)
from facilitator.core.session.timing import elapsed, elapsed_in_all, minutes_left
from facilitator.core.session.turns import GiveTurn, NewRound, PassOn, PassTurn, TurnBack
from tests.core.builders import (
    at,
    begun,
    check_out,
    done,
    minutes_spent,
    planned,
    session_of,
    without_clock,
    workshop,
)

if TYPE_CHECKING:
    from facilitator.core.session.events import Event
    from facilitator.core.session.model import Session


def test_a_session_opens_with_its_ground_rules_and_its_clock_standing() -> None:
    session = session_of(check_out(), "Mette")

    assert session.opening
    assert not session.running
    assert elapsed(session, at(5)) == 0


def test_start_begins_the_first_phase() -> None:
    session = done(session_of(check_out()), Start(), now=at(1))

    assert (session.opening, session.running, session.phase.id) == (False, True, "frame")
    assert session.live.started == at(1)
    assert elapsed(session, at(3)) == 120


def test_the_next_phase_after_the_opening_is_the_first_one() -> None:
    session = done(session_of(check_out()), NextPhase())

    assert (session.running, session.phase.id) == (True, "frame")


def test_a_clock_that_runs_is_not_started_again() -> None:
    with pytest.raises(Refused, match="already running"):
        done(begun(check_out()), Start(), now=at(1))


def test_a_paused_clock_stands_and_goes_on_from_where_it_was() -> None:
    paused = done(begun(check_out()), Pause(), now=at(1))
    resumed = done(paused, Start(), now=at(5))

    assert elapsed(paused, at(4)) == 60
    assert elapsed(resumed, at(6)) == 120
    assert resumed.live.started == at(0)


def test_a_clock_that_stands_is_not_paused() -> None:
    with pytest.raises(Refused, match="not running"):
        done(session_of(check_out()), Pause())


def test_each_phase_has_its_own_time_and_the_clock_runs_on_from_one_to_the_next() -> None:
    session = done(begun(check_out()), NextPhase(), now=at(3))

    assert session.running
    assert minutes_spent(session) == [3, 0, 0]
    assert elapsed(session, at(4)) == 60
    assert elapsed_in_all(session, at(4)) == 240


def test_the_next_phase_of_a_paused_session_waits_for_its_start() -> None:
    paused = done(begun(check_out()), Pause(), now=at(1))
    session = done(paused, NextPhase(), now=at(3))

    assert (session.phase.id, session.running) == ("round", False)
    assert minutes_spent(session) == [1, 0, 0]


def test_back_in_a_phase_its_time_goes_on_from_where_it_was() -> None:
    session = done(begun(check_out()), NextPhase(), now=at(2))
    session = done(session, PreviousPhase(), now=at(3))

    assert session.phase.id == "frame"
    assert elapsed(session, at(4)) == 180
    assert minutes_spent(session) == [2, 1, 0]


def test_there_is_no_phase_before_the_first() -> None:
    with pytest.raises(Refused, match="first phase"):
        done(begun(check_out()), PreviousPhase())


def test_there_is_no_phase_after_the_last() -> None:
    last = done(begun(check_out()), NextPhase(), NextPhase())

    with pytest.raises(Refused, match="last phase"):
        done(last, NextPhase())


def test_a_phase_is_prolonged_by_a_minute() -> None:
    session = done(begun(check_out()), Prolong())

    assert planned(session) == [3, 6, 2]
    assert session.live_phase.original == 2


def test_a_minute_more_is_a_minute_from_now_where_the_time_has_gone() -> None:
    session = begun(check_out())
    in_time = done(session, a_minute_more(session, at(1)), now=at(1))
    over = done(session, a_minute_more(session, at(5.5)), now=at(5.5))

    assert minutes_left(in_time, at(1)) == 2
    assert minutes_left(over, at(5.5)) == 1


def test_a_phase_that_is_prolonged_is_no_longer_wrapped_up() -> None:
    session = done(begun(check_out()), WrapUp(), Prolong())

    assert not session.live_phase.wrapping_up


@pytest.mark.parametrize("minutes", [-3, 600, float("inf"), float("nan")])
def test_a_phase_is_not_prolonged_beyond_all_measure(minutes: float) -> None:
    with pytest.raises(Refused, match="from 0 to 600 minutes"):
        done(begun(check_out()), Prolong(minutes))


def test_a_phase_is_wrapped_up_and_not_after_all() -> None:
    wrapping = done(begun(check_out()), WrapUp())

    assert wrapping.live_phase.wrapping_up
    assert not done(wrapping, WrapUp()).live_phase.wrapping_up


def test_a_thinking_pause_is_part_of_the_phases_time() -> None:
    thinking = done(begun(check_out()), ThinkingPause(), now=at(1))
    session = done(thinking, ThinkingPause(), now=at(2))

    assert thinking.live.thinking_since == at(1)
    assert session.live.thinking_since is None
    assert elapsed(session, at(3)) == 180


def test_a_thinking_pause_ends_with_its_phase() -> None:
    session = done(begun(check_out()), ThinkingPause(), NextPhase())

    assert session.live.thinking_since is None


@pytest.mark.parametrize("event", [WrapUp(), ThinkingPause(), PassOn(), NewRound()])
def test_what_belongs_to_a_phase_is_refused_before_the_first(event: Event) -> None:
    with pytest.raises(Refused, match="has not begun"):
        done(session_of(check_out(), "Mette"), event)


def test_the_elapsed_time_is_set_and_goes_on_from_there() -> None:
    session = done(begun(check_out()), SetElapsed(4), now=at(1))

    assert elapsed(session, at(3)) == 6 * 60


def test_the_elapsed_time_is_set_while_the_clock_stands() -> None:
    paused = done(begun(check_out()), Pause(), SetElapsed(4))

    assert not paused.running
    assert elapsed(paused, at(3)) == 4 * 60


def test_who_forgot_to_start_starts_by_setting_the_elapsed_time() -> None:
    session = done(session_of(check_out()), SetElapsed(7), now=at(7))

    assert (session.opening, session.running) == (False, True)
    assert elapsed(session, at(8)) == 8 * 60


@pytest.mark.parametrize("minutes", [0, 600])
def test_a_phase_lasts_from_nothing_to_ten_hours(minutes: float) -> None:
    session = done(begun(check_out()), SetElapsed(minutes), Prolong(minutes - 2))

    assert elapsed(session, at(0)) == minutes * 60
    assert planned(session)[0] == minutes


@pytest.mark.parametrize("minutes", [-1, 601, float("nan")])
def test_no_phase_has_lasted_less_than_nothing_or_the_whole_day(minutes: float) -> None:
    with pytest.raises(Refused, match="from 0 to 600 minutes"):
        done(begun(check_out()), SetElapsed(minutes))


def test_the_clock_stands_in_the_close_and_until_it_is_started_again() -> None:
    closing = done(begun(check_out()), ThinkingPause(), BeginClose(), now=at(4))
    back = done(closing, ReturnFromClose(), now=at(9))

    assert closing.live.closing
    assert closing.live.thinking_since is None
    assert elapsed(closing, at(8)) == 4 * 60
    assert (back.live.closing, back.running, back.phase.id) == (False, False, "frame")
    assert elapsed(done(back, Start(), now=at(10)), at(11)) == 5 * 60


@pytest.mark.parametrize(
    "event",
    [
        Start(),
        NextPhase(),
        PreviousPhase(),
        Prolong(),
        WrapUp(),
        ThinkingPause(),
        SetElapsed(3),
        BeginClose(),
        PassOn(),
        PassTurn(),
        TurnBack(),
        GiveTurn(0),
        NewRound(),
    ],
)
def test_nothing_is_conducted_while_the_session_is_being_closed(event: Event) -> None:
    closing = done(begun(check_out(), "Mette"), NextPhase(), BeginClose())

    with pytest.raises(Refused, match="being closed"):
        done(closing, event)


def test_a_session_that_is_not_being_closed_is_not_returned_from() -> None:
    with pytest.raises(Refused, match="not being closed"):
        done(begun(check_out()), ReturnFromClose())


def at_the_ways(**changes: object) -> Session:
    return done(session_of(workshop(**changes), "Mette", begin_at="how"), Start())


def test_a_way_leads_to_its_phase_and_past_the_others() -> None:
    session = done(at_the_ways(), TakeWay("quiet"))

    assert session.phase.id == "quiet"
    assert done(session, NextPhase()).phase.id == "mood"
    assert done(session, PreviousPhase()).phase.id == "how"
    assert done(at_the_ways(), TakeWay("storm"), NextPhase()).phase.id == "mood"


def test_going_back_another_way_can_be_taken() -> None:
    session = done(at_the_ways(), TakeWay("storm"), PreviousPhase(), TakeWay("quiet"))

    assert session.phase.id == "quiet"
    assert [p.phase for p in session.live.phases if p.left_out][-1] == "storm"


def test_nobody_goes_on_from_several_ways_without_taking_one() -> None:
    with pytest.raises(Refused, match="Choose one"):
        done(at_the_ways(), NextPhase())
    with pytest.raises(Refused, match="no such way"):
        done(at_the_ways(), TakeWay("mood"))


def test_a_way_taken_is_one_step_to_undo() -> None:
    history = History(at_the_ways()).conduct(TakeWay("quiet"), at(1))

    assert without_clock(history.undo(at(1)).session) == without_clock(at_the_ways())
