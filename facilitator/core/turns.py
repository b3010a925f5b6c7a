"""Whose turn it is: speaking orders, passing the word on, pas and its second offer.

A round is its order and the trail of what has happened in it; all else is derived, so that going
back a turn is to forget the last step. Nobody has the word twice before all have had the offer
once (practices.md 46), and who passed is offered it again after the others (shared-screen.md).
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from facilitator.core.guide import Order, Phase, Role, Speaks
from facilitator.core.record import Record
from facilitator.core.refusal import N_, Refused


class Turn(Record):
    """A turn that is over: somebody spoke, or passed."""

    person: int
    passed: bool = False


class Round(Record):
    """The word going round once. It lives with the session only: none of it is kept."""

    order: tuple[int, ...] = ()
    trail: tuple[Turn, ...] = ()

    @property
    def waiting(self) -> tuple[int, ...]:
        """Those who have not been offered the word yet, in order."""
        offered = {turn.person for turn in self.trail}
        return tuple(person for person in self.order if person not in offered)

    @property
    def offered_again(self) -> tuple[int, ...]:
        """Those who passed once and have not been offered the word again, in order."""
        turns = [turn.person for turn in self.trail]
        return tuple(
            turn.person
            for turn in self.trail
            if turn.passed and turns.count(turn.person) == 1 and turn.person in self.order
        )

    @property
    def queue(self) -> tuple[int, ...]:
        """Everybody who still is to have the word: the first has it now."""
        return self.waiting + self.offered_again

    @property
    def current(self) -> int | None:
        """Who has the word; None when the round is over."""
        return next(iter(self.queue), None)

    @property
    def next(self) -> int | None:
        """Who is next; None after the last."""
        return next(iter(self.queue[1:]), None)

    @property
    def over(self) -> bool:
        """Whether all have had the offer, and those who passed had it twice."""
        return not self.queue


def passed_on(round_: Round, *, passed: bool = False) -> Round:
    """The word passed on: who had it has spoken, or said pas. Refused when the round is over."""
    if round_.current is None:
        raise Refused(N_("Everybody has had the word."))
    turn = Turn(person=round_.current, passed=passed)
    return round_.model_copy(update={"trail": (*round_.trail, turn)})


def turned_back(round_: Round) -> Round:
    """The turn before, undone. Refused where there is none."""
    if not round_.trail:
        raise Refused(N_("This is the first turn."))
    return round_.model_copy(update={"trail": round_.trail[:-1]})


def given_to(round_: Round, person: int) -> Round:
    """The word given to somebody out of turn; the others keep their places.

    Refused for one who has had it while others wait for their first offer.
    """
    if person in round_.waiting:
        rest = tuple(p for p in round_.order if p != person)
        at = rest.index(next(p for p in rest if p in round_.waiting)) if round_.next else len(rest)
        return round_.model_copy(update={"order": (*rest[:at], person, *rest[at:])})
    if round_.waiting:
        raise Refused(N_("Everybody gets the offer once before anybody has the word again."))
    if person in round_.offered_again:
        again = next(t for t in round_.trail if t.person == person)
        rest_of_trail = tuple(t for t in round_.trail if t != again)
        first = next(i for i, t in enumerate(rest_of_trail + (again,)) if t.passed)
        trail = (*rest_of_trail[:first], again, *rest_of_trail[first:])
        return round_.model_copy(update={"trail": trail})
    raise Refused(N_("Everybody has had the word. Begin a new round to go on."))


def joined(round_: Round, person: int) -> Round:
    """Somebody came: last in the order."""
    if person in round_.order:
        return round_
    return round_.model_copy(update={"order": (*round_.order, person)})


def left(round_: Round, person: int) -> Round:
    """Somebody went: no longer waited for. The turns they had stay in the trail."""
    order = tuple(p for p in round_.order if p != person)
    return round_.model_copy(update={"order": order})


def speaking_order(
    phase: Phase,
    people: Sequence[int],
    roles: dict[Role, int],
    *,
    order: Order | None = None,
    seed: int = 0,
    rounds: int = 0,
) -> tuple[int, ...]:
    """The order in which the people in the room are to have the word in a phase.

    `order` overrides the guide's. `rounds` is how many rounds came before: a rotated round begins
    that many places further on. The supervisor leads and is not in the round; the supervisee or
    case presenter is left out where the phase says so; the leader comes first or last if it does.
    """
    silent = {roles.get(Role.SUPERVISOR)}
    if phase.speaks is Speaks.ALL_BUT_SUPERVISEE:
        silent.add(roles.get(Role.SUPERVISEE))
    if phase.speaks is Speaks.ALL_BUT_CASE_PRESENTER:
        silent.add(roles.get(Role.CASE_PRESENTER))
    speaking = [person for person in people if person not in silent]
    if (order or phase.order) is Order.RANDOM:
        random.Random(seed * 1009 + rounds).shuffle(speaking)  # noqa: S311 - an order, no secret
    elif phase.start == "rotated" and speaking:
        turn = rounds % len(speaking)
        speaking = speaking[turn:] + speaking[:turn]
    leader = roles.get(Role.LEADER)
    if phase.leader and leader in speaking:
        speaking.remove(leader)
        speaking.insert(0 if phase.leader == "first" else len(speaking), leader)
    return tuple(speaking)
