"""How far behind the plan, and the plan that fits what remains into the time left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from facilitator.core.errors import Refused
from facilitator.core.session.phases import (
    AcceptRefit,
    BeginClose,
    NextPhase,
    Pause,
    PreviousPhase,
    Prolong,
    SetElapsed,
    Start,
    WrapUp,
)
from facilitator.core.session.timing import (
    SHORTEST,
    Refit,
    minutes_behind,
    refit,
    time_left,
)
from tests.core.builders import (
    at,
    begun,
    check_out,
    done,
    guide,
    phase,
    planned,
    session_of,
    workshop,
)

if TYPE_CHECKING:
    from facilitator.core.session.events import Event
    from facilitator.core.session.model import Session


def test_a_session_that_follows_its_plan_is_not_behind() -> None:
    session = done(begun(check_out()), NextPhase(), now=at(2))

    assert minutes_behind(session_of(check_out()), at(30)) == 0
    assert minutes_behind(session, at(2)) == 0
    assert minutes_behind(session, at(8)) == 0


def test_every_minute_over_is_a_minute_behind() -> None:
    assert minutes_behind(begun(check_out()), at(5)) == 3


def test_who_goes_on_early_is_ahead_of_the_plan() -> None:
    session = done(begun(check_out()), NextPhase(), now=at(0.5))

    assert minutes_behind(session, at(1)) == -1.5


def test_a_phase_skipped_is_time_won() -> None:
    session = done(begun(check_out()), NextPhase(), NextPhase(), now=at(2))

    assert minutes_behind(session, at(2)) == -6


def test_a_minute_more_is_a_minute_behind() -> None:
    assert minutes_behind(done(begun(check_out()), Prolong()), at(1)) == 1


def test_a_pause_is_not_behind_the_plan() -> None:
    paused = done(begun(check_out()), Pause(), now=at(1))

    assert minutes_behind(paused, at(hours=2)) == 0


def test_time_used_in_a_phase_to_come_is_not_counted_twice() -> None:
    session = done(begun(check_out()), NextPhase(), now=at(2))
    back = done(session, PreviousPhase(), now=at(6))

    assert minutes_behind(back, at(6)) == 0
    assert sum(refit(back, at(6)).minutes) == pytest.approx(10)


def test_what_remains_is_shrunk_in_proportion_in_half_minutes() -> None:
    session = done(begun(check_out()), NextPhase(), now=at(6))  # 4 minutes left for 6 + 2

    assert refit(session, at(6)) == Refit(position=1, minutes=(3.0, 1.0))


def test_what_remains_is_drawn_out_when_there_is_time() -> None:
    session = done(begun(check_out()), NextPhase(), now=at(2))

    assert refit(session, at(2), 12).minutes == (9.0, 3.0)


def test_a_plan_that_fits_already_is_left_as_it_is() -> None:
    session = done(begun(check_out()), NextPhase(), now=at(2))

    assert refit(session, at(2)).minutes == (6.0, 2.0)


def test_the_whole_session_is_fitted_before_it_begins() -> None:
    assert refit(session_of(check_out()), at(0), 5).minutes == (1.0, 3.0, 1.0)


def test_the_phase_we_are_in_keeps_the_time_it_has_had() -> None:
    session = done(begun(check_out()), NextPhase(), now=at(2))  # 4 of its 6 minutes used

    assert refit(session, at(6), 2).minutes == (5.0, 1.0)


def test_no_phase_is_fitted_into_less_than_half_a_minute() -> None:
    long_and_short = guide([phase("long", 58), phase("short", 1), phase("end", 1)], minutes=60)

    assert refit(begun(long_and_short), at(0), 1.5).minutes == (SHORTEST, SHORTEST, SHORTEST)
    assert refit(begun(long_and_short), at(0), 10).minutes == (9.0, SHORTEST, SHORTEST)


@pytest.mark.parametrize("minutes", [1.4, 0, -5, None])
def test_too_little_time_is_refused(minutes: float | None) -> None:
    session = begun(check_out())

    with pytest.raises(Refused, match="too little time"):
        refit(session, at(9), minutes)


def test_more_than_a_day_is_refused() -> None:
    with pytest.raises(Refused, match="a day at most"):
        refit(begun(check_out()), at(0), float("inf"))


def test_a_plan_accepted_is_the_plan_and_nothing_is_behind_any_more() -> None:
    session = done(begun(check_out()), NextPhase(), now=at(5.2))
    proposal = refit(session, at(5.7))
    accepted = done(session, AcceptRefit(proposal), now=at(5.7))

    assert minutes_behind(session, at(5.7)) == pytest.approx(3.2)
    assert planned(accepted)[1:] == list(proposal.minutes)
    assert minutes_behind(accepted, at(5.7)) == pytest.approx(0)


def test_a_plan_made_in_another_phase_is_refused() -> None:
    session = begun(check_out())
    stale = refit(session, at(0))
    moved_on = done(session, NextPhase())

    with pytest.raises(Refused, match="moved on"):
        done(moved_on, AcceptRefit(stale))


def test_a_plan_for_other_phases_is_refused() -> None:
    session = begun(check_out())

    with pytest.raises(Refused, match="moved on"):
        done(session, AcceptRefit(Refit(position=0, minutes=(1.0, 1.0))))


def test_no_plan_has_less_than_no_minutes() -> None:
    with pytest.raises(ValidationError):
        Refit(position=0, minutes=(-1.0,))


def test_a_plan_is_not_accepted_in_the_close() -> None:
    session = begun(check_out())
    proposal = refit(session, at(0))

    with pytest.raises(Refused, match="being closed"):
        done(session, BeginClose(), AcceptRefit(proposal))


def _late(used: float, lengths: list[float]) -> Session:
    many = guide([phase(f"phase-{n}", m) for n, m in enumerate(lengths)], minutes=sum(lengths))
    session = begun(many)
    return done(session, NextPhase(), now=at(used)) if len(lengths) > 1 else session


@given(
    lengths=st.lists(st.floats(0.5, 30), min_size=1, max_size=8),
    used=st.floats(0, 20),
    more=st.floats(0, 20),
    minutes=st.none() | st.floats(0, 120),
)
def test_a_refit_keeps_its_sum_and_its_shortest(
    lengths: list[float], used: float, more: float, minutes: float | None
) -> None:
    session, now = _late(used, lengths), at(used + more)
    left = time_left(session, now) if minutes is None else minutes
    try:
        proposal = refit(session, now, minutes)
    except Refused:
        assert left < SHORTEST * (len(lengths) - session.live.position)
        return
    accepted = done(session, AcceptRefit(proposal), now=now)
    in_this_phase = more if len(lengths) > 1 else used + more
    fitted = [proposal.minutes[0] - in_this_phase, *proposal.minutes[1:]]

    assert sum(fitted) == pytest.approx(left, abs=1e-4)
    assert min(fitted) >= SHORTEST - 1e-4
    assert minutes_behind(accepted, now) == pytest.approx(left - time_left(session, now), abs=1e-4)


def test_an_optional_phase_that_is_not_taken_is_no_part_of_the_plan() -> None:
    session = session_of(workshop(), without=["frame"])

    assert session.phase.id == "collect"
    assert time_left(session, at(0)) == time_left(session_of(workshop()), at(0)) - 2


def test_only_what_is_optional_can_be_left_out() -> None:
    assert session_of(workshop(), without=["collect"]).phase.id == "frame"


def test_one_may_begin_further_on_as_a_gate_has_it() -> None:
    session = done(session_of(workshop(), begin_at="how"), Start())

    assert session.phase.id == "how"
    with pytest.raises(Refused, match="first phase"):
        done(session, PreviousPhase())


def test_nothing_is_planned_twice_while_a_way_is_to_be_taken() -> None:
    assert time_left(session_of(workshop()), at(0)) == 2 + 5 + 2 + 2 * 4 + 2 + 4


def test_the_time_of_a_phase_without_a_clock_is_no_part_of_the_plan() -> None:
    session = done(session_of(workshop(), begin_at="mood"), Start())

    assert (time_left(session, at(30)), minutes_behind(session, at(30))) == (0, 0)
    with pytest.raises(Refused, match="takes the time it takes"):
        refit(session, at(5), 10)


@pytest.mark.parametrize("event", [Prolong(), SetElapsed(5)])
def test_a_phase_without_a_clock_has_no_minutes_to_change(event: Event) -> None:
    session = done(session_of(workshop(), begin_at="mood"), Start())

    with pytest.raises(Refused, match="no clock"):
        done(session, event)


def test_what_is_left_out_is_not_fitted_in() -> None:
    session = done(begun(workshop()), *[NextPhase()] * 2, WrapUp())
    proposal = refit(session, at(0), 10)
    left = [p.phase for p in session.live.phases if p.left_out]

    assert left == ["quiet"]
    places = range(session.live.position, len(session.live.phases))
    in_play = [
        m
        for i, m in zip(places, proposal.minutes, strict=True)
        if session.live.phases[i].phase not in {"quiet", "mood"}
    ]
    assert sum(in_play) == pytest.approx(10)
    assert done(session, AcceptRefit(proposal)).live.phases[-2].minutes == 3
