"""The plan of a session: a guide unfolded for so many, and again when people come and go."""

from __future__ import annotations

from facilitator.core.guide.plan import total_minutes, unfolded
from facilitator.core.session.people import Arrive, Leave
from facilitator.core.session.phases import AcceptRefit, NextPhase, PreviousPhase
from facilitator.core.session.timing import elapsed_in_all, minutes_behind, refit
from tests.core.builders import (
    at,
    begun,
    check_out,
    done,
    guide,
    minutes_spent,
    one_each,
    phase,
    phase_ids,
    planned,
    session_of,
)

FRAME, TURN, END = ["frame"], ["share", "answer"], ["end"]


def test_a_group_per_person_is_gone_through_once_for_each() -> None:
    phases = [(one.id, nth) for one, nth in unfolded(one_each(), 2)]

    assert phases == [
        ("frame", 1),
        ("share", 1),
        ("answer", 1),
        ("share", 2),
        ("answer", 2),
        ("end", 1),
    ]


def test_a_group_for_nobody_is_gone_through_once() -> None:
    assert len(unfolded(one_each(), 0)) == 4


def test_a_group_repeated_so_many_times_does_not_count_people() -> None:
    troika = guide(
        [phase("frame"), phase("share", 3, group="turn")], groups=[{"id": "turn", "repeat": 3}]
    )

    assert [one.id for one, _ in unfolded(troika, 7)] == ["frame", "share", "share", "share"]


def test_minutes_are_those_of_the_phase_and_those_per_person() -> None:
    assert total_minutes(one_each(), 3) == 2 + 3 * 5 + 4
    assert planned(session_of(one_each(), "Mette", "Jonas")) == [2, 3, 2, 3, 2, 3]


def test_where_nobody_is_named_the_plan_is_for_as_many_as_the_guide_says() -> None:
    session = session_of(one_each())

    assert phase_ids(session) == FRAME + 3 * TURN + END
    assert sum(planned(session)) == one_each().minutes


def test_who_arrives_before_the_group_gets_a_turn_and_a_minute() -> None:
    session = done(begun(one_each(), "Mette", "Jonas"), Arrive("Anna"))

    assert phase_ids(session) == FRAME + 3 * TURN + END
    assert planned(session)[-1] == 4


def test_who_leaves_before_the_group_is_not_planned_for() -> None:
    session = done(begun(one_each(), "Mette", "Jonas", "Anna"), Leave(0))

    assert phase_ids(session) == FRAME + 2 * TURN + END
    assert planned(session)[-1] == 3


def test_who_arrives_in_the_middle_of_the_group_gets_a_turn_too() -> None:
    session = done(begun(one_each(), "Mette", "Jonas"), *[NextPhase()] * 3, Arrive("Anna"))

    assert session.live.position == 3
    assert phase_ids(session) == FRAME + 3 * TURN + END


def test_a_group_that_has_begun_is_not_cut_short_when_somebody_leaves() -> None:
    session = done(begun(one_each(), "Mette", "Jonas", "Anna"), *[NextPhase()] * 3)
    session = done(session, Leave(0))

    assert phase_ids(session) == FRAME + 3 * TURN + END
    assert planned(session)[-1] == 3


def test_the_last_turn_of_a_group_is_finished_when_somebody_leaves_in_it() -> None:
    session = done(begun(one_each(), "Mette", "Jonas"), *[NextPhase()] * 3, Leave(0))

    assert (session.phase.id, session.live_phase.repetition) == ("share", 2)
    assert done(session, NextPhase()).phase.id == "answer"


def test_who_comes_back_does_not_get_a_second_turn_in_the_group() -> None:
    session = done(begun(one_each(), "Mette", "Jonas"), *[NextPhase()] * 3)
    session = done(session, Leave(0), Arrive("Mette"))

    assert phase_ids(session) == FRAME + 2 * TURN + END


def test_a_group_that_is_over_stays_as_it_was() -> None:
    over = done(begun(one_each(), "Mette", "Jonas"), *[NextPhase()] * 5)

    for session in (done(over, Leave(0)), done(over, Arrive("Anna"))):
        assert phase_ids(session) == FRAME + 2 * TURN + END
        assert session.phase.id == "end"


def test_the_phase_we_are_in_keeps_its_minutes_when_somebody_arrives() -> None:
    session = done(begun(one_each(), "Mette"), *[NextPhase()] * 3, Arrive("Anna"))

    assert session.phase.id == "end"
    assert planned(session)[-1] == 2


def test_minutes_changed_by_hand_stay_when_somebody_arrives() -> None:
    session = begun(one_each(), "Mette", "Jonas")
    session = done(session, AcceptRefit(refit(session, at(0), 9)))
    before = planned(session)
    session = done(session, Arrive("Anna"))

    assert planned(session)[1:5] == before[1:5]
    assert planned(session)[-1] == before[-1]


def test_who_arrives_is_not_late_for_the_plan() -> None:
    session = done(begun(one_each(), "Mette", "Jonas"), Arrive("Anna"), now=at(1))

    assert minutes_behind(session, at(1)) == 0


def test_time_spent_further_on_is_not_lost_when_somebody_leaves_after_going_back() -> None:
    session = done(begun(one_each(), "Mette", "Jonas"), *[NextPhase()] * 4, now=at(1))
    session = done(session, *[PreviousPhase()] * 4, now=at(3))
    session = done(session, Leave(0), now=at(4))

    assert session.phase.id == "frame"
    assert minutes_spent(session)[4] == 2
    assert elapsed_in_all(session, at(5)) == 5 * 60


def test_a_guide_without_groups_is_the_same_for_any_number() -> None:
    session = done(begun(check_out(), "Mette"), Arrive("Anna"), Leave(0), Leave(1))

    assert session.live.phases == begun(check_out()).live.phases
