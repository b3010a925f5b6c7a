"""A round: the turn goes to everybody in order, and again to those who passed.

A round is its order and the trail of what has happened in it; all else is derived, so that going
back a turn is removing the last step. Nobody has a second turn before everybody has been offered
one (practices.md 46), and whoever passed is offered it again after the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pydantic import Field

from facilitator.core.errors import N_, Refused
from facilitator.core.record import Record

OFFERED_ONCE: Final = N_("Everybody gets the offer once before anybody has the floor again.")


class Turn(Record):
    """A turn that is over: somebody spoke, or passed."""

    person: int
    passed: bool = False


class Round(Record):
    """The turn going round once. It lives with the session only: none of it is kept."""

    order: tuple[int, ...] = ()
    trail: tuple[Turn, ...] = ()
    number: int = Field(default=0, ge=0)
    """How many rounds of the session came before it: what a random or rotated order goes by."""

    @property
    def waiting(self) -> tuple[int, ...]:
        """Those who have not been offered a turn yet, in order."""
        offered = {turn.person for turn in self.trail}
        return tuple(person for person in self.order if person not in offered)

    @property
    def offered_again(self) -> tuple[int, ...]:
        """Those who passed once and have not been offered a turn again, in order."""
        turns = [turn.person for turn in self.trail]
        passed = {turn.person for turn in self.trail if turn.passed}
        return tuple(p for p in self.order if p in passed and turns.count(p) == 1)

    @property
    def queue(self) -> tuple[int, ...]:
        """Everybody whose turn is still to come: the first has it now."""
        return self.waiting + self.offered_again

    @property
    def current(self) -> int | None:
        """Whose turn it is; None when the round is over."""
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
    """The turn passed on: who had it has spoken, or passed. Refused when the round is over."""
    if round_.current is None:
        raise Refused(N_("Everybody has had the floor."))
    turn = Turn(person=round_.current, passed=passed)
    return round_.model_copy(update={"trail": (*round_.trail, turn)})


def turned_back(round_: Round) -> Round:
    """The last turn of somebody who is here, undone. Refused where there is none."""
    for at in reversed(range(len(round_.trail))):
        if round_.trail[at].person in round_.order:
            trail = round_.trail[:at] + round_.trail[at + 1 :]
            return round_.model_copy(update={"trail": trail})
    raise Refused(N_("This is the first turn."))


def given_to(round_: Round, person: int) -> Round:
    """The turn given to somebody out of order, before who has it now; the others keep their places.

    Refused for one who is not in the round, or has had a turn in it.
    """
    if person not in round_.order:
        raise Refused(N_("Who listens in this round is not given the floor."))
    if person not in (round_.waiting or round_.offered_again):
        if round_.waiting:
            raise Refused(OFFERED_ONCE)
        raise Refused(N_("That person has had the floor. Begin a new round to go on."))
    others = [p for p in round_.order if p != person]
    if round_.current in others:
        others.insert(others.index(round_.current), person)
        return round_.model_copy(update={"order": tuple(others)})
    return round_


def adapted(round_: Round, speaking: Sequence[int], last: int | None = None) -> Round:
    """The round for those who now are to speak in it.

    The others are no longer waited for, but their turns stay in the trail; who is new comes last,
    though before `last` (a leader who speaks last) until it is that person's turn.
    """
    stay = [person for person in round_.order if person in speaking]
    order = stay + [person for person in speaking if person not in stay]
    if last in order and last != round_.current:
        order.remove(last)
        order.append(last)
    return round_.model_copy(update={"order": tuple(order)})
