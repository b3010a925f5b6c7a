"""People come and go in the middle, and take roles: the round goes on with those who are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from facilitator.core.errors import Refused
from facilitator.core.guide.model import Role
from facilitator.core.session.events import History
from facilitator.core.session.people import (
    LONGEST_NAME,
    MOST_PEOPLE,
    Arrive,
    AssignRole,
    Leave,
    RoleConflict,
    proposed_groups,
)
from facilitator.core.session.phases import NextPhase, PreviousPhase
from facilitator.core.session.turns import (
    PassOn,
    PassTurn,
    TurnBack,
)
from tests.core.builders import (
    at,
    begun,
    check_out,
    done,
    guide,
    in_the_round,
    phase,
    session_of,
    supervision,
    troika,
    without_clock,
)

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


def presenter(session: Session) -> str:
    return session.name(session.live.roles["case_presenter"])


def in_troika(*names: str, **roles: str) -> Session:
    return done(begun(troika(), *names, roles=roles), NextPhase())


def test_a_role_goes_round_and_every_one_has_it_once() -> None:
    session, had = in_troika("Mette", "Jonas", "Søren"), []
    while session.phase.id != "learn":
        had.append((session.phase.id, presenter(session)))
        session = done(session, NextPhase())

    assert had == [
        (phase, name) for name in ("Mette", "Jonas", "Søren") for phase in ("tell", "talk")
    ]


def test_who_has_the_role_already_begins() -> None:
    session = in_troika("Mette", "Jonas", "Søren", case_presenter="Jonas")

    assert presenter(session) == "Jonas"
    assert presenter(done(session, *[NextPhase()] * 2)) == "Søren"
    assert presenter(done(session, *[NextPhase()] * 4)) == "Mette"


def test_going_back_the_role_is_whose_it_was() -> None:
    session = done(in_troika("Mette", "Jonas", "Søren"), *[NextPhase()] * 2, PreviousPhase())

    assert presenter(session) == "Mette"
    assert presenter(done(session, NextPhase())) == "Jonas"


def test_a_role_that_goes_round_can_be_given_by_hand() -> None:
    session = done(in_troika("Mette", "Jonas", "Søren"), AssignRole("case_presenter", 2))

    assert presenter(done(session, NextPhase())) == "Søren"
    assert presenter(done(session, *[NextPhase()] * 2)) == "Mette"
    assert presenter(done(session, *[NextPhase()] * 4)) == "Jonas"


def test_who_goes_home_before_their_turn_is_passed_over() -> None:
    session = done(in_troika("Mette", "Jonas", "Søren"), Leave(1), *[NextPhase()] * 2)

    assert presenter(session) == "Søren"


def test_who_leads_a_supervision_is_not_given_the_role() -> None:
    session = in_troika("Hanne", "Mette", "Jonas", supervisor="Hanne")

    assert presenter(session) == "Mette"


def test_a_role_that_comes_to_somebody_leaves_them_no_other() -> None:
    session = in_troika("Mette", "Jonas", "Søren", case_presenter="Mette", helper="Jonas")

    assert "helper" not in done(session, *[NextPhase()] * 2).live.roles


def test_a_role_moving_on_is_undone_with_the_step() -> None:
    before = in_troika("Mette", "Jonas", "Søren")
    history = History(before)
    for _ in range(2):
        history = history.conduct(NextPhase(), at(1))
    for _ in range(2):
        history = history.undo(at(1))

    assert without_clock(history.session) == without_clock(before)


def test_nobody_has_two_roles_that_do_not_go_together_unasked() -> None:
    session = begun(supervision(), "Mette", "Jonas", roles={"supervisor": "Mette"})
    with pytest.raises(RoleConflict) as conflict:
        done(session, AssignRole("supervisee", 0))
    assert conflict.value.other == "supervisor"
    assert "Mette" in str(conflict.value)

    both = done(session, AssignRole("supervisee", 0, both=True))
    assert both.live.roles == {"supervisor": 0, "supervisee": 0}
    assert done(session, AssignRole("leader", 0)).live.roles["leader"] == 0
    changed_places = done(session, AssignRole("supervisor", 1), AssignRole("supervisee", 0))
    assert changed_places.live.roles == {"supervisor": 1, "supervisee": 0}


def test_a_guide_has_its_own_roles_and_the_known_ones() -> None:
    session = begun(troika(), "Mette")
    assert done(session, AssignRole("helper", 0)).live.roles == {"helper": 0}
    assert done(session, AssignRole("facilitator", 0)).live.roles == {"facilitator": 0}
    with pytest.raises(Refused, match="no such role"):
        done(session, AssignRole("clown", 0))


@pytest.mark.parametrize(
    ("together", "sizes"),
    [
        ("alone", {1: [1], 5: [1, 1, 1, 1, 1]}),
        ("pairs", {1: [1], 2: [2], 3: [3], 4: [2, 2], 5: [2, 3], 9: [2, 2, 2, 3]}),
        ("threes", {2: [2], 3: [3], 4: [4], 5: [2, 3], 6: [3, 3], 7: [3, 4], 8: [2, 3, 3]}),
        ("fours", {3: [3], 5: [5], 6: [3, 3], 7: [3, 4], 9: [4, 5], 10: [3, 3, 4]}),
        ("groups", {4: [4], 5: [5], 6: [3, 3], 11: [3, 4, 4], 12: [4, 4, 4]}),
    ],
)
def test_those_in_the_room_are_put_together_and_nobody_sits_alone(
    together: str, sizes: dict[int, list[int]]
) -> None:
    for number, expected in sizes.items():
        of = guide([phase("talk", 5, together=together)])
        session = begun(of, *(f"P{n}" for n in range(number)), seed=number)
        groups = proposed_groups(session)

        assert sorted(map(len, groups)) == expected
        assert sorted(person for group in groups for person in group) == list(range(number))
        assert proposed_groups(session) == groups


def test_who_leads_a_supervision_sits_in_no_group() -> None:
    of = guide([phase("talk", 5, together="pairs")], roles=["supervisor"])
    session = begun(of, "Hanne", "Mette", "Jonas", roles={"supervisor": "Hanne"})

    assert sorted(proposed_groups(session)[0]) == [1, 2]
    assert proposed_groups(begun(of)) == ()
