"""In what order people have their turns, and who listens."""

from __future__ import annotations

import pytest

from facilitator.core.guide.model import Order, Phase, Role
from facilitator.core.session.phases import NextPhase
from facilitator.core.session.turns import NewRound, PassOn, speaking_order
from tests.core.builders import begun, check_out, done, in_the_round, phase, supervision

EVERYBODY = (0, 1, 2, 3, 4)


def a_round(**changes: object) -> Phase:
    return Phase.model_validate(phase("round", speaks="all_in_turn") | changes)


def test_clockwise_is_the_order_in_which_people_were_named() -> None:
    assert speaking_order(a_round(), EVERYBODY, {}) == EVERYBODY


@pytest.mark.parametrize("order", [Order.VOLUNTARY, Order.FACILITATORS_CHOICE])
def test_an_order_that_nobody_knows_beforehand_starts_as_they_were_named(order: Order) -> None:
    assert speaking_order(a_round(order=order), EVERYBODY, {}) == EVERYBODY


def test_a_random_order_has_everybody_once() -> None:
    order = speaking_order(a_round(order="random"), EVERYBODY, {}, seed=7)

    assert order != EVERYBODY
    assert sorted(order) == list(EVERYBODY)


def test_a_random_order_is_the_same_for_the_same_seed() -> None:
    one, same, other = (
        speaking_order(a_round(order="random"), range(12), {}, seed=seed) for seed in (7, 7, 8)
    )

    assert one == same
    assert one != other


def test_each_random_round_of_a_session_has_its_own_order() -> None:
    first, second = (
        speaking_order(a_round(order="random"), range(12), {}, seed=7, number=n) for n in (0, 1)
    )

    assert first != second


def test_the_order_chosen_for_the_session_goes_before_the_guides() -> None:
    phase_order = a_round(order="random")

    assert speaking_order(phase_order, EVERYBODY, {}, order=Order.CLOCKWISE, seed=7) == EVERYBODY


def test_a_rotated_round_begins_one_person_further_on_each_time() -> None:
    rotated = a_round(start="rotated")

    assert speaking_order(rotated, (0, 1, 2), {}, number=1) == (1, 2, 0)
    assert speaking_order(rotated, (0, 1, 2), {}, number=5) == (2, 0, 1)


def test_a_rotated_round_of_nobody_is_nobody() -> None:
    assert speaking_order(a_round(start="rotated"), (), {}, number=1) == ()


def test_the_leader_speaks_first_where_the_guide_says_so() -> None:
    assert speaking_order(a_round(leader="first"), EVERYBODY, {Role.LEADER: 3}) == (3, 0, 1, 2, 4)


def test_the_leader_speaks_last_where_the_guide_says_so() -> None:
    assert speaking_order(a_round(leader="last"), EVERYBODY, {Role.LEADER: 0}) == (1, 2, 3, 4, 0)


def test_the_leader_speaks_last_in_a_random_order_too() -> None:
    leader_last = a_round(leader="last", order="random")
    last = {speaking_order(leader_last, EVERYBODY, {Role.LEADER: 2}, seed=s)[-1] for s in range(20)}

    assert last == {2}


def test_the_leader_has_a_place_like_any_other_where_the_guide_says_nothing() -> None:
    assert speaking_order(a_round(), EVERYBODY, {Role.LEADER: 2}) == EVERYBODY


def test_a_leader_who_is_not_in_the_room_is_not_waited_for() -> None:
    assert speaking_order(a_round(leader="last"), (0, 1), {Role.LEADER: 2}) == (0, 1)


def test_the_supervisor_leads_and_is_in_no_round() -> None:
    assert speaking_order(a_round(), EVERYBODY, {Role.SUPERVISOR: 0}) == (1, 2, 3, 4)


def test_the_facilitator_has_a_turn_like_the_others() -> None:
    assert speaking_order(a_round(), EVERYBODY, {Role.FACILITATOR: 0}) == EVERYBODY


@pytest.mark.parametrize(
    ("speaks", "listens"),
    [("all_but_supervisee", Role.SUPERVISEE), ("all_but_case_presenter", Role.CASE_PRESENTER)],
)
def test_who_has_brought_the_case_listens_where_the_guide_says_so(
    speaks: str, listens: Role
) -> None:
    roles: dict[str, int] = {Role.SUPERVISEE: 1, Role.CASE_PRESENTER: 2}
    order = speaking_order(a_round(speaks=speaks), EVERYBODY, roles)

    assert sorted(order) == [person for person in EVERYBODY if person != roles[listens]]


def test_who_has_brought_the_case_speaks_where_all_do() -> None:
    roles: dict[str, int] = {Role.SUPERVISEE: 1, Role.CASE_PRESENTER: 2}

    assert speaking_order(a_round(), EVERYBODY, roles) == EVERYBODY


def test_the_rounds_of_a_session_rotate_one_by_one() -> None:
    session = begun(check_out(start="rotated"), "Mette", "Jonas", "Søren")
    first = done(session, NextPhase())
    second = done(first, PassOn(), PassOn(), PassOn(), NewRound())

    assert in_the_round(first) == ["Mette", "Jonas", "Søren"]
    assert in_the_round(second) == ["Jonas", "Søren", "Mette"]


def test_the_order_chosen_for_a_session_is_drawn_from_its_seed() -> None:
    people = [f"P{n}" for n in range(12)]
    orders = [
        in_the_round(done(begun(check_out(), *people, order=order, seed=seed), NextPhase()))
        for order, seed in ((Order.RANDOM, 1), (Order.RANDOM, 1), (Order.RANDOM, 2), (None, 1))
    ]

    assert orders[0] == orders[1]
    assert orders[0] != orders[2]
    assert orders[3] == people


def test_each_random_round_of_a_session_is_drawn_anew() -> None:
    people = [f"P{n}" for n in range(12)]
    first = done(begun(check_out(order="random"), *people), NextPhase())
    second = done(first, *[PassOn()] * 12, NewRound())

    assert in_the_round(first) != in_the_round(second)


def test_a_whole_supervision_gives_the_word_to_those_who_are_to_have_it() -> None:
    roles: dict[str, str] = {Role.SUPERVISOR: "Hanne", Role.SUPERVISEE: "Jonas"}
    session = begun(supervision(), "Hanne", "Mette", "Jonas", "Søren", roles=roles)
    heard = {}
    for _ in range(5):
        session = done(session, NextPhase())
        heard[session.phase.id] = in_the_round(session)

    assert heard == {
        "story": [],
        "silence": [],
        "reflection": ["Mette", "Søren"],
        "learning": ["Mette", "Jonas", "Søren"],
        "check-out": ["Mette", "Jonas", "Søren"],
    }
