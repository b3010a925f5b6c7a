"""People come and go in the middle, and take roles: the round goes on with those who are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from facilitator.core.errors import Refused
from facilitator.core.guide.model import Role
from facilitator.core.session.people import (
    LONGEST_NAME,
    MOST_PEOPLE,
    Arrive,
    AssignRole,
    Leave,
    PassOn,
    PassTurn,
    TurnBack,
)
from facilitator.core.session.phases import NextPhase, PreviousPhase
from tests.core.builders import begun, check_out, done, in_the_round, session_of, supervision

if TYPE_CHECKING:
    from facilitator.core.session.model import Session

METTE, JONAS, SOEREN, ANNA = 0, 1, 2, 3


@pytest.fixture
def in_round() -> Session:
    return done(begun(check_out(), "Mette", "Jonas", "Søren"), NextPhase())


def names(session: Session) -> list[str]:
    return [session.name(person) for person in session.present]


def test_somebody_who_arrives_in_mid_round_is_last_in_it(in_round: Session) -> None:
    session = done(in_round, PassOn(), Arrive("Anna"))

    assert names(session) == ["Mette", "Jonas", "Søren", "Anna"]
    assert in_the_round(session) == ["Jonas", "Søren", "Anna"]


def test_somebody_who_arrives_does_not_take_the_word_from_who_has_it() -> None:
    session = begun(check_out(order="random"), "Mette", "Jonas", "Søren", seed=4)
    session = done(session, NextPhase())
    arrived = done(session, Arrive("Anna"))

    assert in_the_round(arrived) == [*in_the_round(session), "Anna"]


def test_somebody_who_arrives_after_the_round_still_gets_the_word(in_round: Session) -> None:
    session = done(in_round, PassOn(), PassOn(), PassOn(), Arrive("Anna"))

    assert in_the_round(session) == ["Anna"]


def test_somebody_who_arrives_in_the_second_offers_gets_the_first_before_them(
    in_round: Session,
) -> None:
    session = done(in_round, PassTurn(), PassOn(), PassOn(), Arrive("Anna"))

    assert in_the_round(session) == ["Anna", "Mette"]


def test_somebody_who_arrives_in_a_phase_without_turns_is_in_the_next_round() -> None:
    session = done(begun(check_out(), "Mette"), Arrive("Anna"), NextPhase())

    assert in_the_round(session) == ["Mette", "Anna"]


def test_the_first_who_arrives_begins_a_round_of_nobody() -> None:
    session = done(begun(check_out()), NextPhase(), Arrive("Anna"))

    assert in_the_round(session) == ["Anna"]


def test_a_leader_who_speaks_last_speaks_after_one_who_arrives() -> None:
    session = begun(check_out(leader="last"), "Mette", "Jonas", roles={Role.LEADER: "Mette"})
    session = done(session, NextPhase(), Arrive("Anna"))

    assert in_the_round(session) == ["Jonas", "Anna", "Mette"]


def test_a_leader_who_has_the_word_keeps_it_when_somebody_arrives() -> None:
    session = begun(check_out(leader="last"), "Mette", "Jonas", roles={Role.LEADER: "Mette"})
    session = done(session, NextPhase(), PassOn(), Arrive("Anna"))

    assert in_the_round(session) == ["Mette", "Anna"]


def test_somebody_who_leaves_is_no_longer_waited_for(in_round: Session) -> None:
    session = done(in_round, Leave(JONAS))

    assert names(session) == ["Mette", "Søren"]
    assert in_the_round(session) == ["Mette", "Søren"]


def test_the_word_goes_on_when_who_has_it_leaves(in_round: Session) -> None:
    session = done(in_round, PassOn(), Leave(JONAS))

    assert in_the_round(session) == ["Søren"]


def test_who_leaves_in_the_second_offers_is_not_offered_the_word(in_round: Session) -> None:
    session = done(in_round, PassTurn(), PassOn(), PassOn(), Leave(METTE))

    assert in_the_round(session) == []


def test_the_round_is_over_when_all_have_gone(in_round: Session) -> None:
    session = done(in_round, PassOn(), Leave(METTE), Leave(JONAS), Leave(SOEREN))

    assert in_the_round(session) == []
    with pytest.raises(Refused, match="Everybody has had the floor"):
        done(session, PassOn())


def test_somebody_who_comes_back_before_their_turn_is_last(in_round: Session) -> None:
    session = done(in_round, Leave(JONAS), Arrive("Jonas"))

    assert names(session) == ["Mette", "Jonas", "Søren"]
    assert in_the_round(session) == ["Mette", "Søren", "Jonas"]


def test_somebody_who_comes_back_after_their_turn_has_had_it(in_round: Session) -> None:
    session = done(in_round, PassOn(), Leave(METTE), Arrive("Mette"))

    assert in_the_round(session) == ["Jonas", "Søren"]


def test_somebody_who_passed_and_comes_back_is_offered_the_word_again(in_round: Session) -> None:
    session = done(in_round, PassTurn(), Leave(METTE), Arrive("Mette"))

    assert in_the_round(session) == ["Jonas", "Søren", "Mette"]


def test_back_a_turn_passes_over_one_who_has_gone(in_round: Session) -> None:
    session = done(in_round, PassOn(), PassOn(), Leave(JONAS), TurnBack())

    assert in_the_round(session) == ["Mette", "Søren"]


def test_one_who_has_gone_keeps_the_turn_they_had_when_it_is_passed_over(
    in_round: Session,
) -> None:
    session = done(in_round, PassOn(), PassOn(), Leave(JONAS), TurnBack())

    assert in_the_round(done(session, Arrive("Jonas"))) == ["Mette", "Søren"]


def test_a_round_come_back_to_follows_who_came_and_who_went_meanwhile(in_round: Session) -> None:
    away = done(in_round, PassOn(), NextPhase(), Leave(JONAS), Arrive("Anna"))

    assert in_the_round(done(away, PreviousPhase())) == ["Søren", "Anna"]


def test_who_leaves_must_be_there(in_round: Session) -> None:
    gone = done(in_round, Leave(JONAS))

    for person in (JONAS, 3, -1):
        with pytest.raises(Refused, match="nobody of that name"):
            done(gone, Leave(person))


@pytest.mark.parametrize("name", ["Mette", "  mette ", "METTE"])
def test_two_people_are_told_apart_by_their_names(name: str) -> None:
    with pytest.raises(Refused, match="is here already"):
        done(begun(check_out(), "Mette"), Arrive(name))


@pytest.mark.parametrize("name", ["", "   ", "\u200b"])
def test_somebody_has_a_name(name: str) -> None:
    with pytest.raises(Refused, match="first name or initials"):
        done(begun(check_out()), Arrive(name))


def test_a_name_is_a_name_and_no_letter() -> None:
    session = done(begun(check_out()), Arrive("N" * LONGEST_NAME))

    assert names(session) == ["N" * LONGEST_NAME]
    with pytest.raises(Refused, match="40 characters at most"):
        done(session, Arrive("N" * (LONGEST_NAME + 1)))


def test_a_session_has_as_many_people_as_can_sit_in_a_room() -> None:
    full = session_of(check_out(), *[f"P{n}" for n in range(MOST_PEOPLE)])

    with pytest.raises(Refused, match="60 people at most"):
        done(full, Arrive("Anna"))
    assert len(done(full, Leave(5), Arrive("P5")).present) == MOST_PEOPLE


def test_a_name_is_shown_as_it_was_last_written() -> None:
    session = done(session_of(check_out(), "mette"), Leave(METTE), Arrive("Mette"))

    assert names(session) == ["Mette"]


def test_a_role_taken_before_the_first_turn_decides_who_speaks() -> None:
    session = begun(supervision(), "Hanne", "Mette", "Jonas")
    session = done(session, *[NextPhase()] * 3)
    assert in_the_round(session) == ["Hanne", "Mette", "Jonas"]

    session = done(session, AssignRole(Role.SUPERVISOR, 0), AssignRole(Role.SUPERVISEE, 2))
    assert in_the_round(session) == ["Mette"]


def test_a_role_given_to_another_in_mid_round_follows_them() -> None:
    roles: dict[str, str] = {Role.SUPERVISEE: "Mette"}
    session = begun(supervision(), "Mette", "Jonas", "Søren", "Anna", roles=roles)
    session = done(session, *[NextPhase()] * 3, PassOn(), AssignRole(Role.SUPERVISEE, SOEREN))

    assert in_the_round(session) == ["Anna", "Mette"]


def test_a_leader_named_before_the_first_turn_speaks_first_where_the_guide_says_so() -> None:
    session = done(begun(check_out(leader="first"), "Mette", "Jonas"), NextPhase())

    assert in_the_round(done(session, AssignRole(Role.LEADER, 1))) == ["Jonas", "Mette"]


def test_a_leader_named_in_mid_round_speaks_last_where_the_guide_says_so() -> None:
    session = done(begun(check_out(leader="last"), "Mette", "Jonas", "Søren"), NextPhase())
    session = done(session, PassOn(), Arrive("Anna"), AssignRole(Role.LEADER, SOEREN))

    assert in_the_round(session) == ["Jonas", "Anna", "Søren"]


def test_a_role_named_late_leaves_a_rotated_round_where_it_began() -> None:
    session = begun(check_out(start="rotated"), "Mette", "Jonas", "Søren")
    session = done(session, NextPhase(), AssignRole(Role.FACILITATOR, JONAS))

    assert in_the_round(session) == ["Mette", "Jonas", "Søren"]


def test_a_role_is_given_back(in_round: Session) -> None:
    session = done(in_round, AssignRole(Role.LEADER, 1), AssignRole(Role.LEADER, None))

    assert session.live.roles == {}


def test_a_role_is_taken_by_somebody_who_is_there(in_round: Session) -> None:
    gone = done(in_round, Leave(JONAS))

    for person in (JONAS, 7):
        with pytest.raises(Refused, match="nobody of that name"):
            done(gone, AssignRole(Role.LEADER, person))
