"""Whose turn it is: speaking orders, passing the turn on, and the second offer to whoever passed.

A round is its order and the trail of what has happened in it; all else is derived, so that going
back a turn is removing the last step. Nobody has a second turn before everybody has been offered
one (practices.md 46), and whoever passed is offered it again after the others.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from pydantic import Field

from facilitator.core.errors import N_, Refused
from facilitator.core.guide.model import Order, Phase, Role, Speaks, Together
from facilitator.core.record import Record

OFFERED_ONCE: Final = N_("Everybody gets the offer once before anybody has the floor again.")


class Turn(Record):
    """A turn that is over: somebody spoke, or passed."""

    person: int
    passed: bool = False


class Round(Record):
    """The word going round once. It lives with the session only: none of it is kept."""

    order: tuple[int, ...] = ()
    trail: tuple[Turn, ...] = ()
    number: int = Field(default=0, ge=0)
    """How many rounds of the session came before it: what a random or rotated order goes by."""

    @property
    def waiting(self) -> tuple[int, ...]:
        """Those who have not been offered the word yet, in order."""
        offered = {turn.person for turn in self.trail}
        return tuple(person for person in self.order if person not in offered)

    @property
    def offered_again(self) -> tuple[int, ...]:
        """Those who passed once and have not been offered the word again, in order."""
        turns = [turn.person for turn in self.trail]
        passed = {turn.person for turn in self.trail if turn.passed}
        return tuple(p for p in self.order if p in passed and turns.count(p) == 1)

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
    """The word given to somebody out of turn: before who has it now, the others keep their places.

    Refused for one who is not in the round, or has had the word in it.
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
    though before `last` (a leader who speaks last) until the word has come to that person.
    """
    stay = [person for person in round_.order if person in speaking]
    order = stay + [person for person in speaking if person not in stay]
    if last in order and last != round_.current:
        order.remove(last)
        order.append(last)
    return round_.model_copy(update={"order": tuple(order)})


def speakers(phase: Phase, people: Sequence[int], roles: Mapping[str, int]) -> tuple[int, ...]:
    """Which of the people in the room speak in a phase, in the order in which it names them.

    The facilitator is who has that role, or else who leads the supervision. Nobody where it says
    so, or where those it names are not there.
    """
    return tuple(dict.fromkeys(_people_meant(phase, phase.speaks, people, roles)))


def listeners(phase: Phase, people: Sequence[int], roles: Mapping[str, int]) -> tuple[int, ...]:
    """Which of the people in the room listen in a phase.

    Those it names; where it names none, all but those who speak, if those are some of the room.
    Nobody, as far as is known, while it is not known who speaks.
    """
    speak = speakers(phase, people, roles)
    if not speak and Speaks.NONE not in phase.speaks:
        return ()
    if phase.listens:
        return tuple(dict.fromkeys(_people_meant(phase, phase.listens, people, roles)))
    if not phase.roles and Speaks.TEAM not in phase.speaks:
        return ()
    return tuple(person for person in people if person not in speak) if speak else ()


def _people_meant(
    phase: Phase, words: Sequence[str], people: Sequence[int], roles: Mapping[str, int]
) -> Iterator[int]:
    """The people that the words of a phase stand for."""
    for word in words:
        match word:
            case Speaks.NONE:
                pass
            case Speaks.ALL | Speaks.ALL_IN_TURN:
                yield from people
            case Speaks.FACILITATOR:
                who = roles.get(Role.FACILITATOR, roles.get(Role.SUPERVISOR))
                yield from (person for person in people if person == who)
            case Speaks.TEAM:
                busy = {roles.get(role) for role in phase.roles}
                yield from (person for person in people if person not in busy)
            case _ if phase.all_but is not None:
                silent = {roles.get(phase.all_but), roles.get(Role.SUPERVISOR)}
                yield from (person for person in people if person not in silent)
            case role:
                yield from (person for person in people if person == roles.get(role))


GROUP_SIZES: Final = {
    Together.ALONE: 1,
    Together.PAIRS: 2,
    Together.THREES: 3,
    Together.FOURS: 4,
    Together.GROUPS: 5,
}


def groups_of(
    together: Together, people: Sequence[int], source: random.Random
) -> tuple[tuple[int, ...], ...]:
    """The people put together by chance in groups of about that size, as even as they can be.

    Nobody sits alone but where all do: with an odd number a pair becomes three.
    """
    size, number = GROUP_SIZES[together], len(people)
    if together is Together.PAIRS:
        groups = number // size
    elif together is Together.GROUPS:
        groups = -(-number // size)
    else:
        groups = (2 * number + size) // (2 * size)  # rounded
    groups = max(1, groups)
    mixed = source.sample(people, number)
    return tuple(tuple(mixed[i::groups]) for i in range(groups)) if people else ()


def speaking_order(
    phase: Phase,
    people: Sequence[int],
    roles: Mapping[str, int],
    *,
    order: Order | None = None,
    seed: int = 0,
    number: int = 0,
) -> tuple[int, ...]:
    """The order in which the people in the room are to have the word in a phase.

    `order` overrides the guide's. `number` is how many rounds came before: a rotated round begins
    that many places further on. The supervisor leads and is not in the round; who has the role that
    the phase leaves out is not either; the leader comes first or last if it does.
    """
    silent = {roles.get(Role.SUPERVISOR)}
    if phase.all_but is not None:
        silent.add(roles.get(phase.all_but))
    speaking = [person for person in people if person not in silent]
    if (order or phase.order) is Order.RANDOM:
        random.Random(seed * 1009 + number).shuffle(speaking)  # noqa: S311 - an order, no secret
    elif phase.start == "rotated" and speaking:
        turn = number % len(speaking)
        speaking = speaking[turn:] + speaking[:turn]
    leader = roles.get(Role.LEADER)
    if phase.leader and leader in speaking:
        speaking.remove(leader)
        speaking.insert(0 if phase.leader == "first" else len(speaking), leader)
    return tuple(speaking)
