"""The turn goes round: passed on, passed over and offered again, back a turn, out of order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from facilitator.core.errors import Refused
from facilitator.core.guide.model import Role
from facilitator.core.session.people import AssignRole
from facilitator.core.session.phases import NextPhase, PreviousPhase
from facilitator.core.session.rounds import Round, Turn
from facilitator.core.session.turns import (
    GiveTurn,
    NewRound,
    PassOn,
    PassTurn,
    TurnBack,
    listening,
    minutes_each,
    speaking,
)
from tests.core.builders import begun, check_out, done, in_the_round, supervision, troika

if TYPE_CHECKING:
    from facilitator.core.session.events import Event
    from facilitator.core.session.model import Session

METTE, JONAS, SOEREN = 0, 1, 2


@pytest.fixture
def in_round() -> Session:
    return done(begun(check_out(), "Mette", "Jonas", "Søren"), NextPhase())


def test_the_word_goes_round_once(in_round: Session) -> None:
    rounds = [in_the_round(done(in_round, *[PassOn()] * turns)) for turns in range(4)]

    assert rounds == [["Mette", "Jonas", "Søren"], ["Jonas", "Søren"], ["Søren"], []]


def test_the_word_is_not_passed_on_when_everybody_has_had_it(in_round: Session) -> None:
    over = done(in_round, PassOn(), PassOn(), PassOn())

    for event in (PassOn(), PassTurn()):
        with pytest.raises(Refused, match="Everybody has had the floor"):
            done(over, event)


def test_who_passes_is_offered_the_word_again_after_the_others(in_round: Session) -> None:
    session = done(in_round, PassTurn())
    assert in_the_round(session) == ["Jonas", "Søren", "Mette"]

    session = done(session, PassOn(), PassOn(), PassOn())
    assert in_the_round(session) == []


def test_those_who_passed_are_offered_the_word_again_in_their_order(in_round: Session) -> None:
    session = done(in_round, PassTurn(), PassOn(), PassTurn())

    assert in_the_round(session) == ["Mette", "Søren"]


def test_who_passes_twice_is_not_asked_a_third_time(in_round: Session) -> None:
    session = done(in_round, PassTurn(), PassOn(), PassOn(), PassTurn())

    assert session.live_phase.round is not None
    assert session.live_phase.round.over


def test_everybody_may_pass_twice(in_round: Session) -> None:
    session = done(in_round, *[PassTurn()] * 6)

    assert in_the_round(session) == []
    with pytest.raises(Refused):
        done(session, PassTurn())


def test_back_a_turn_gives_the_word_back(in_round: Session) -> None:
    session = done(in_round, PassOn(), TurnBack())

    assert session == in_round


def test_back_a_turn_takes_a_pas_back(in_round: Session) -> None:
    session = done(in_round, PassTurn(), PassOn(), TurnBack(), TurnBack())

    assert in_the_round(session) == ["Mette", "Jonas", "Søren"]


def test_back_a_turn_takes_the_second_offer_back(in_round: Session) -> None:
    session = done(in_round, PassTurn(), PassOn(), PassOn(), PassOn(), TurnBack())

    assert in_the_round(session) == ["Mette"]


def test_there_is_no_turn_before_the_first(in_round: Session) -> None:
    with pytest.raises(Refused, match="first turn"):
        done(in_round, TurnBack())


def test_the_word_is_given_out_of_turn_and_the_others_keep_their_places(in_round: Session) -> None:
    session = done(in_round, GiveTurn(SOEREN))
    assert in_the_round(session) == ["Søren", "Mette", "Jonas"]

    assert in_the_round(done(session, PassOn())) == ["Mette", "Jonas"]


def test_the_word_given_to_who_has_it_changes_nothing(in_round: Session) -> None:
    assert done(in_round, GiveTurn(METTE)) == in_round


def test_the_word_is_given_to_the_last_who_waits_while_somebody_has_passed(
    in_round: Session,
) -> None:
    session = done(in_round, PassTurn(), PassOn(), GiveTurn(SOEREN))

    assert in_the_round(session) == ["Søren", "Mette"]


def test_the_second_offer_is_given_out_of_turn(in_round: Session) -> None:
    session = done(in_round, PassTurn(), PassOn(), PassTurn(), GiveTurn(SOEREN))
    assert in_the_round(session) == ["Søren", "Mette"]

    session = done(session, PassOn())
    assert in_the_round(session) == ["Mette"]
    assert in_the_round(done(session, TurnBack())) == ["Søren", "Mette"]


@pytest.mark.parametrize("turn", [PassOn(), PassTurn()])
def test_nobody_is_given_the_word_again_before_all_had_the_offer(
    in_round: Session, turn: Event
) -> None:
    with pytest.raises(Refused, match="Everybody gets the offer once"):
        done(in_round, turn, GiveTurn(METTE))


def test_who_has_had_the_word_is_not_given_it_again_in_the_same_round(in_round: Session) -> None:
    session = done(in_round, PassOn(), PassOn(), PassOn())

    with pytest.raises(Refused, match="Begin a new round"):
        done(session, GiveTurn(METTE))


def test_the_word_is_not_given_to_somebody_who_is_not_there(in_round: Session) -> None:
    for person in (3, -1):
        with pytest.raises(Refused, match="nobody of that name"):
            done(in_round, GiveTurn(person))


def test_who_listens_in_a_round_is_not_given_the_word() -> None:
    reflection = [NextPhase()] * 3
    session = done(begun(supervision(), "Hanne", "Mette"), AssignRole(Role.SUPERVISEE, 1))

    with pytest.raises(Refused, match="listens in this round"):
        done(session, *reflection, GiveTurn(1))


def test_a_new_round_has_everybody_again(in_round: Session) -> None:
    over = done(in_round, PassOn(), PassOn(), PassOn())

    assert in_the_round(done(over, NewRound())) == ["Mette", "Jonas", "Søren"]


def test_a_new_round_may_begin_before_the_second_offers(in_round: Session) -> None:
    passed = done(in_round, PassTurn(), PassOn(), PassOn())

    assert in_the_round(done(passed, NewRound())) == ["Mette", "Jonas", "Søren"]


def test_no_new_round_begins_before_all_had_the_offer(in_round: Session) -> None:
    with pytest.raises(Refused, match="Everybody gets the offer once"):
        done(in_round, PassOn(), NewRound())


@pytest.mark.parametrize("event", [PassOn(), PassTurn(), TurnBack(), GiveTurn(0), NewRound()])
def test_a_phase_without_turns_has_no_turn_to_pass_on(event: Event) -> None:
    with pytest.raises(Refused, match="Nobody has the floor in turn"):
        done(begun(check_out(), "Mette"), event)


@pytest.mark.parametrize("event", [PassOn(), PassTurn(), TurnBack(), NewRound()])
def test_a_round_of_nobody_says_so(event: Event) -> None:
    with pytest.raises(Refused, match="Nobody has been named"):
        done(begun(check_out()), NextPhase(), event)


def test_a_round_goes_on_where_it_was_when_its_phase_is_come_back_to(in_round: Session) -> None:
    session = done(in_round, PassOn(), NextPhase(), PreviousPhase())

    assert in_the_round(session) == ["Jonas", "Søren"]
    assert session.live.rounds == in_round.live.rounds


def test_a_round_begins_only_in_a_phase_where_the_word_goes_round() -> None:
    session = begun(check_out(), "Mette")

    assert session.live_phase.round is None
    assert done(session, NextPhase()).live_phase.round == Round(order=(METTE,))


def test_a_round_is_its_order_and_its_trail() -> None:
    a_round = Round(order=(0, 1, 2), trail=(Turn(person=1, passed=True), Turn(person=0)))

    assert a_round.waiting == (2,)
    assert a_round.offered_again == (1,)
    assert (a_round.current, a_round.next, a_round.over) == (2, 1, False)


def test_who_speaks_and_who_listens_is_known_by_name() -> None:
    people = ("Mette", "Jonas", "Søren")
    session = done(begun(troika(), *people, roles={"helper": "Søren"}), NextPhase())
    assert (speaking(session), listening(session)) == ((0,), (1, 2))
    session = done(session, NextPhase())
    assert (speaking(session), listening(session)) == ((2, 1), (0,))
    assert minutes_each(session) == 2


def test_where_some_speak_the_others_listen() -> None:
    roles = {"supervisor": "Hanne", "supervisee": "Mette"}
    session = done(begun(supervision(), "Hanne", "Mette", "Jonas", roles=roles), NextPhase())
    assert (speaking(session), listening(session)) == ((1,), (0, 2))
    assert minutes_each(session) is None
    silent = done(session, NextPhase())
    assert (speaking(silent), listening(silent)) == ((), ())
    reflecting = done(silent, NextPhase())
    assert (speaking(reflecting), listening(reflecting)) == ((2,), (0, 1))


def test_nobody_is_known_to_listen_while_nobody_is_known_to_speak() -> None:
    session = done(
        begun(troika(), "Mette", "Jonas"), NextPhase(), AssignRole("case_presenter", None)
    )

    assert (speaking(session), listening(session)) == ((), ())
