"""What the room sees: prompt, place, turn, calm time; nothing that is the facilitator's alone."""

from __future__ import annotations

from datetime import date

import pytest

from facilitator.core.errors import Refused
from facilitator.core.guide.model import Order, Role
from facilitator.core.note import LEARNING
from facilitator.core.session.board import AddKeyword
from facilitator.core.session.commitments import AddCommitment
from facilitator.core.session.phases import (
    AttachMeasurement,
    BeginClose,
    NextPhase,
    Pause,
    PreviousPhase,
    ShowResult,
    Start,
    TakeWay,
    ThinkingPause,
    WrapUp,
)
from facilitator.core.session.stage import (
    BoardPlace,
    Pace,
    TimeView,
    TurnView,
    stage_view,
    time_view,
    turn_view,
)
from facilitator.core.session.turns import PassOn, PassTurn
from tests.core.builders import (
    at,
    begun,
    check_out,
    done,
    guide,
    phase,
    session_of,
    supervision,
    troika,
    workshop,
)


def test_the_room_sees_where_it_is_and_what_is_asked() -> None:
    view = stage_view(done(begun(check_out()), NextPhase()), at(0))

    assert (view.team, view.title) == ("Birkelunden", "Forløb")
    assert (view.phase, view.number, view.phases) == ("Round", 2, 3)
    assert view.prompts == ("round?",)
    assert (view.opening, view.closing) == (False, False)


def test_the_room_sees_that_the_session_opens_and_closes() -> None:
    assert stage_view(session_of(check_out()), at(0)).opening
    assert stage_view(done(begun(check_out()), BeginClose()), at(0)).closing


def test_the_room_sees_the_board_with_its_learning_points_and_what_was_agreed() -> None:
    session = done(
        begun(supervision()),
        *[NextPhase()] * 4,
        AddKeyword("ideas", "Én"),
        AddKeyword(LEARNING, "Ro"),
    )
    session = done(session, AddCommitment("Vi ringer", "Jonas", date(2026, 3, 6)))
    *questions, learned, agreed = stage_view(session, at(0)).board

    assert [[keyword.text for keyword in h.keywords] for h in questions] == [[], ["Én"]]
    assert {h.place for h in questions} == {BoardPlace.QUESTION}
    assert (learned.place, learned.keywords[0].text) == (BoardPlace.LEARNING_POINTS, "Ro")
    assert agreed.place is BoardPlace.COMMITMENTS
    assert [(c.what, c.owner) for c in agreed.commitments] == [("Vi ringer", "Jonas")]
    closing = stage_view(done(session, BeginClose()), at(0))
    assert next(item.entry for item in closing.kept) == agreed.commitments[0]


def test_a_phase_without_a_board_has_none_whatever_was_agreed() -> None:
    session = done(begun(supervision()), *[NextPhase()] * 5, AddCommitment("Vi ringer"))
    assert [h.place for h in stage_view(session, at(0)).board] == [BoardPlace.COMMITMENTS]

    assert stage_view(done(session, *[PreviousPhase()] * 4), at(0)).board == ()


def test_what_came_of_the_measurement_is_shown_when_it_is_said_and_in_that_phase_alone() -> None:
    session = done(begun(check_out()), AttachMeasurement("2026-03-01-k3f9"))
    assert stage_view(session, at(0)).measurement is None

    session = done(session, ShowResult())
    assert stage_view(session, at(0)).measurement == "2026-03-01-k3f9"
    assert stage_view(done(session, ShowResult(shown=False)), at(0)).measurement is None
    for event in (NextPhase(), BeginClose(), AttachMeasurement("2026-03-01-xxxx")):
        assert stage_view(done(session, event), at(0)).measurement is None


def test_there_is_no_result_to_show_where_nothing_was_measured() -> None:
    with pytest.raises(Refused):
        done(begun(check_out()), ShowResult())


def test_the_room_sees_no_hint_and_no_role_and_nobody_who_passed() -> None:
    roles: dict[str, str] = {Role.LEADER: "Jonas"}
    session = begun(check_out(hints=["Tak for det."]), "Mette", "Jonas", "Søren", roles=roles)
    session = done(session, NextPhase(), PassTurn(), PassOn())
    seen = str(stage_view(session, at(1)).model_dump())

    assert "Tak for det" not in seen
    assert "mønstre" not in seen
    assert "leader" not in seen
    assert "pass" not in seen
    assert "Jonas" not in seen


def test_the_room_sees_a_thinking_pause_and_that_it_is_time_to_wrap_up() -> None:
    view = stage_view(done(begun(check_out()), ThinkingPause(), WrapUp()), at(0))

    assert (view.thinking, view.wrapping_up) == (True, True)


@pytest.mark.parametrize(
    ("minutes", "view"),
    [
        (0, TimeView(pace=Pace.LEFT, minutes=4, filled=0)),
        (0.1, TimeView(pace=Pace.LEFT, minutes=4, filled=0.025)),
        (1, TimeView(pace=Pace.LEFT, minutes=3, filled=0.25)),
        (3.9, TimeView(pace=Pace.LEFT, minutes=1, filled=0.975)),
        (4, TimeView(pace=Pace.GONE, filled=1)),
        (4.9, TimeView(pace=Pace.GONE, filled=1)),
        (5, TimeView(pace=Pace.OVER, minutes=1, filled=1)),
        (6.9, TimeView(pace=Pace.OVER, minutes=2, filled=1)),
    ],
)
def test_time_is_whole_minutes_and_a_bar_that_fills(minutes: float, view: TimeView) -> None:
    session = begun(guide([phase("talk", 4)], minutes=4))

    assert time_view(session, at(minutes)) == view


def test_a_clock_that_stands_says_so() -> None:
    assert time_view(session_of(check_out()), at(0)).pace is Pace.PAUSED
    paused = done(begun(check_out()), Pause(), now=at(1))
    assert time_view(paused, at(9)) == TimeView(pace=Pace.PAUSED, filled=0.5)


def test_the_clock_is_hidden_in_silence_and_in_a_thinking_pause() -> None:
    silence = done(begun(supervision()), NextPhase(), NextPhase())
    thinking = done(begun(check_out()), ThinkingPause())

    assert time_view(silence, at(30)) == TimeView(pace=Pace.HIDDEN)
    assert time_view(thinking, at(30)) == TimeView(pace=Pace.HIDDEN)


def test_a_phase_without_minutes_is_full_from_its_beginning() -> None:
    session = begun(guide([phase("talk", 0)], minutes=0))

    assert time_view(session, at(0)) == TimeView(pace=Pace.GONE, filled=1)


def test_the_room_sees_who_has_the_word_who_is_next_and_how_many_wait() -> None:
    session = done(begun(check_out(), "Mette", "Jonas", "Søren"), NextPhase())
    assert turn_view(session) == TurnView(now="Mette", next="Jonas", waiting=2)

    session = done(session, PassTurn(), PassOn())
    assert turn_view(session) == TurnView(now="Søren", next="Mette", waiting=0)

    session = done(session, PassOn(), PassOn())
    assert turn_view(session) == TurnView(over=True)


def test_where_the_word_is_taken_freely_nobody_is_named() -> None:
    names = ("Mette", "Jonas", "Søren")
    session = done(begun(check_out(), *names, order=Order.VOLUNTARY), NextPhase(), PassOn())

    assert turn_view(session) == TurnView(waiting=2, voluntary=True)


def test_where_the_word_does_not_go_round_there_is_no_turn() -> None:
    assert turn_view(begun(check_out(), "Mette")) is None


def test_a_round_of_nobody_has_no_turn() -> None:
    assert turn_view(done(begun(check_out()), NextPhase())) is None


def test_the_room_sees_who_speaks_who_listens_and_which_time_round_it_is() -> None:
    session = done(begun(troika(), "Mette", "Jonas", "Søren"), *[NextPhase()] * 3)
    view = stage_view(session, at(0))

    assert (view.speakers, view.listeners) == (("Jonas",), ("Mette", "Søren"))
    assert (view.repetition, view.repetitions, view.holder) == (2, 3, "Jonas")


def test_the_room_sees_where_it_is_among_the_phases_that_are_not_left_out() -> None:
    session = done(session_of(workshop(), begin_at="how"), Start(), TakeWay("quiet"))
    view = stage_view(session, at(0))

    assert (view.number, view.phases) == (2, 3)
    assert stage_view(done(session, NextPhase()), at(0)).time.pace is Pace.HIDDEN


def test_the_room_sees_the_board_of_the_phase_alone() -> None:
    session = done(session_of(workshop(), begin_at="collect"), Start(), AddKeyword("ideas", "Ro"))

    assert [h.id for h in stage_view(session, at(0)).board] == ["ideas", "unspoken"]
    view = stage_view(done(session, NextPhase()), at(0))
    assert ([h.id for h in view.board], view.picks, view.votes_each) == (["ideas"], 2, 2)
    view = stage_view(done(session, NextPhase(), NextPhase()), at(0))
    assert view.board == ()


def test_the_room_sees_no_task_that_is_for_some_alone() -> None:
    of = guide(
        [phase("talk", 5, tasks={"helper": "Lyt efter følelser."})],
        roles=[{"id": "helper", "title": "Hjælper"}],
    )
    view = stage_view(begun(of, "Mette"), at(0))

    assert "følelser" not in str(view.model_dump())


def test_the_room_sees_a_proposal_of_who_sits_together() -> None:
    session = done(session_of(workshop(), "Mette", "Jonas", begin_at="talk"), Start())

    assert [sorted(group) for group in stage_view(session, at(0)).groups] == [["Jonas", "Mette"]]
