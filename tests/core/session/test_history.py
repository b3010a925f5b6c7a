"""Undo and redo take back what was done, never the time that went."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from facilitator.core.errors import Refused
from facilitator.core.guide.model import Role
from facilitator.core.note import LEARNING
from facilitator.core.room import KeptRoom
from facilitator.core.session.board import (
    AddKeyword,
    AddKeywords,
    DeleteKeyword,
    EditKeyword,
    KeepKeyword,
    MoveKeyword,
    SetPurpose,
    SetThemeWord,
)
from facilitator.core.session.commitments import AddCommitment, DeleteCommitment, EditCommitment
from facilitator.core.session.events import MOST_STEPS, History
from facilitator.core.session.people import Arrive, AssignRole, Leave
from facilitator.core.session.phases import (
    AcceptRefit,
    AttachMeasurement,
    BeginClose,
    KeepRoom,
    NextPhase,
    Pause,
    PreviousPhase,
    Prolong,
    SetElapsed,
    Start,
    ThinkingPause,
    Woke,
    WrapUp,
)
from facilitator.core.session.timing import Refit, elapsed, elapsed_in_all
from facilitator.core.session.turns import GiveTurn, PassOn, PassTurn, TurnBack
from tests.core.builders import (
    at,
    begun,
    check_out,
    done,
    in_the_round,
    keywords,
    minutes_spent,
    one_each,
    phase_ids,
    planned,
    session_of,
    supervision,
    without_clock,
)

if TYPE_CHECKING:
    from facilitator.core.session.events import Event
    from facilitator.core.session.model import Session


def in_reflection() -> Session:
    """In the reflecting round of a supervision, something written in every place."""
    roles: dict[str, str] = {Role.SUPERVISOR: "Hanne", Role.SUPERVISEE: "Mette"}
    session = begun(supervision(), "Hanne", "Mette", "Jonas", "Søren", "Anna", roles=roles)
    return done(
        session,
        *[NextPhase()] * 3,
        AddKeyword("talked", "Ro"),
        AddCommitment("Vi ringer"),
        PassTurn(),
    )


EVENTS = [
    Pause(),
    NextPhase(),
    PreviousPhase(),
    Prolong(),
    WrapUp(),
    ThinkingPause(),
    SetElapsed(7),
    AcceptRefit(Refit(position=3, minutes=(5.0, 4.0, 3.0))),
    PassOn(),
    PassTurn(),
    TurnBack(),
    GiveTurn(4),
    Arrive("Bo"),
    Leave(3),
    AssignRole(Role.SUPERVISEE, 3),
    AddKeyword("talked", "Få #idé"),
    AddKeyword(LEARNING, "Ro hjælper"),
    EditKeyword("talked", 0, "Uro"),
    MoveKeyword("talked", 0, "ideas"),
    DeleteKeyword("talked", 0),
    KeepKeyword("talked", 0, True),
    AddCommitment("Vi skriver"),
    EditCommitment(0, "Vi skriver"),
    DeleteCommitment(0),
    SetThemeWord("tvivl"),
    SetPurpose("At lære"),
    BeginClose(),
]


@pytest.mark.parametrize("event", EVENTS, ids=repr)
def test_whatever_was_done_is_undone_and_done_again(event: Event) -> None:
    before = in_reflection()
    after = History(before).conduct(event, at(2))
    undone = after.undo(at(4))
    redone = undone.redo(at(5))

    assert done(before, event) != before
    assert without_clock(undone.session) == without_clock(before)
    assert without_clock(redone.session) == without_clock(after.session)
    assert undone.session.running
    assert redone.session.running is after.session.running


NOT_TIME_SET = [event for event in EVENTS if not isinstance(event, SetElapsed)]


@pytest.mark.parametrize("event", NOT_TIME_SET, ids=repr)
def test_no_minute_is_lost_or_counted_twice(event: Event) -> None:
    after = History(in_reflection()).conduct(event, at(2))
    undone = after.undo(at(4))
    redone = undone.redo(at(5))
    stood = 0 if after.session.running else 2  # from the event to its undoing

    assert elapsed_in_all(undone.session, at(4.5)) / 60 == pytest.approx(4.5 - stood)
    assert elapsed_in_all(redone.session, at(5)) / 60 == pytest.approx(5 - stood)


def test_a_pause_undone_after_two_hours_does_not_count_them() -> None:
    history = History(begun(check_out())).conduct(Pause(), at(5)).undo(at(hours=2))

    assert history.session.running
    assert elapsed(history.session, at(1, hours=2)) == 6 * 60


def test_a_start_undone_leaves_the_time_that_ran() -> None:
    history = History(session_of(check_out())).conduct(Start(), at(0)).undo(at(2))
    again = history.redo(at(10))

    assert history.session.opening
    assert elapsed(history.session, at(9)) == 2 * 60
    assert again.session.running
    assert elapsed(again.session, at(11)) == 3 * 60


def test_the_elapsed_time_is_as_it_was_when_setting_it_is_undone() -> None:
    history = History(begun(check_out())).conduct(SetElapsed(9), at(1)).undo(at(3))
    again = history.redo(at(4))

    assert elapsed(history.session, at(3)) == 3 * 60
    assert elapsed(again.session, at(4)) == 12 * 60


def test_the_time_in_a_phase_that_is_undone_counts_in_the_one_before() -> None:
    history = History(begun(check_out())).conduct(NextPhase(), at(2)).undo(at(5))

    assert history.session.phase.id == "frame"
    assert elapsed(history.session, at(5)) == 5 * 60


def test_time_in_the_close_does_not_count_when_the_close_is_undone() -> None:
    history = History(begun(check_out())).conduct(BeginClose(), at(5)).undo(at(20))

    assert history.session.running
    assert elapsed(history.session, at(21)) == 6 * 60


def test_undoing_a_keyword_leaves_a_clock_that_runs_running() -> None:
    history = History(begun(check_out())).conduct(AddKeyword("talked", "Få"), at(3))
    history = history.undo(at(4)).redo(at(5))

    assert minutes_spent(history.session)[0] == 5
    assert elapsed(history.session, at(6)) == 6 * 60


def test_many_steps_are_undone_and_done_again_in_their_order() -> None:
    history = History(begun(check_out()))
    for minute, word in enumerate(["en", "to", "tre"]):
        history = history.conduct(AddKeyword("talked", word), at(minute))
    for minute in (3, 4):
        history = history.undo(at(minute))
    assert keywords(history.session) == ["en"]

    for minute in (5, 6):
        history = history.redo(at(minute))
    assert keywords(history.session) == ["en", "to", "tre"]
    assert elapsed(history.session, at(7)) == 7 * 60


def test_a_turn_is_undone_like_anything_else() -> None:
    session = done(begun(check_out(), "Mette", "Jonas"), NextPhase())
    history = History(session).conduct(PassTurn(), at(1))

    assert in_the_round(history.undo(at(2)).session) == ["Mette", "Jonas"]


def test_the_plan_is_as_it_was_when_an_arrival_is_undone() -> None:
    session = begun(one_each(), "Mette", "Jonas")
    history = History(session).conduct(Arrive("Anna"), at(1))

    assert len(phase_ids(history.session)) == 8
    assert planned(history.undo(at(2)).session) == planned(session)


def test_something_new_leaves_nothing_to_redo() -> None:
    history = History(begun(check_out())).conduct(WrapUp(), at(1)).undo(at(2))
    history = history.conduct(Prolong(), at(3))

    with pytest.raises(Refused, match="nothing to redo"):
        history.redo(at(4))


def test_there_is_nothing_to_undo_before_anything_was_done() -> None:
    with pytest.raises(Refused, match="nothing to undo"):
        History(begun(check_out())).undo(at(1))


def test_what_is_refused_is_no_step_to_undo() -> None:
    history = History(begun(check_out())).conduct(WrapUp(), at(1))

    with pytest.raises(Refused):
        history.conduct(Start(), at(2))
    assert not history.undo(at(3)).session.live_phase.wrapping_up


def test_a_sleep_is_no_step_to_undo() -> None:
    history = History(begun(check_out())).conduct(AddKeyword("talked", "Få"), at(3))
    history = history.conduct(Woke(since=at(5)), at(hours=19))

    assert keywords(history.undo(at(hours=20)).session) == []


@pytest.mark.parametrize("event", [AddKeyword("talked", "Få"), Pause()])
def test_a_clock_that_stands_after_a_sleep_is_not_set_going_by_undo_or_redo(
    event: Event,
) -> None:
    history = History(begun(check_out())).conduct(Prolong(), at(1)).conduct(event, at(3))
    if isinstance(event, Pause):
        history = history.conduct(Start(), at(3))
    history = history.conduct(Prolong(), at(4)).undo(at(4))
    history = history.conduct(Woke(since=at(5)), at(hours=19))
    one_back, one_on = history.undo(at(hours=20)), history.redo(at(hours=20))

    for steps in (one_back, one_back.undo(at(hours=20)), one_on):
        assert not steps.session.running
        assert elapsed(steps.session, at(hours=21)) == 5 * 60


def test_a_short_sleep_leaves_the_clock_running_whatever_is_undone() -> None:
    history = History(begun(check_out())).conduct(Prolong(), at(1))
    history = history.conduct(Woke(since=at(5)), at(10)).undo(at(11))

    assert elapsed(history.session, at(12)) == 12 * 60


def test_a_clock_set_back_does_not_disturb_what_is_undone() -> None:
    history = History(begun(check_out())).conduct(Prolong(), at(5))
    history = history.conduct(Prolong(), at(6, hours=-1)).undo(at(7, hours=-1))

    assert elapsed(history.session, at(8, hours=-1)) == 7 * 60


def test_the_oldest_steps_are_forgotten() -> None:
    history = History(begun(check_out()))
    for _ in range(MOST_STEPS + 5):
        history = history.conduct(WrapUp(), at(1))

    assert len(history.past) == MOST_STEPS


def test_a_measurement_stays_the_session_s_whatever_is_undone_and_done_again() -> None:
    history = History(session_of(check_out())).conduct(Start(), at(0))
    history = history.conduct(SetPurpose("Før sommer"), at(1))
    steps = len(history.past)
    history = history.conduct(AttachMeasurement("2026-11-21-k3f9"), at(2))
    assert len(history.past) == steps
    undone = history.undo(at(3))
    assert undone.session.note.purpose is None
    assert undone.session.live.measurement == "2026-11-21-k3f9"
    assert undone.redo(at(4)).session.live.measurement == "2026-11-21-k3f9"


def test_the_room_and_what_phones_were_told_stay_whatever_is_undone_and_done_again() -> None:
    room = KeptRoom(address="127.0.0.1", port=4000, key="0c" * 32, wall="token", code="abcdef")
    history = History(done(session_of(check_out()), Start())).conduct(
        AddKeywords((("talked", "Ro"),), ("a1",)), at(1)
    )
    history = history.conduct(KeepRoom(room), at(2))
    undone = history.undo(at(3))
    assert undone.session.note.entries("talked") == ()
    assert (undone.session.live.room, undone.session.live.received) == (room, ("a1",))
    again = undone.redo(at(4)).session
    assert [keyword.text for keyword in again.note.entries("talked")] == ["Ro"]
    assert (again.live.room, again.live.received) == (room, ("a1",))
