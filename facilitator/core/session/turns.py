"""Whose turn it is: who speaks in a phase, in what order, and the events that pass the turn on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from random import Random
from typing import NamedTuple

from facilitator.core.errors import N_, Refused
from facilitator.core.guide.model import Order, Phase, Role, Speaks
from facilitator.core.session.model import Session, refuse_unless_begun, refuse_unless_present
from facilitator.core.session.rounds import (
    OFFERED_ONCE,
    Round,
    adapted,
    given_to,
    passed_on,
    turned_back,
)


class PassOn(NamedTuple):
    """The speaker is done: the turn goes to the next."""

    def apply(self, session: Session, _: datetime) -> Session:
        return session.with_phase(round=passed_on(_round(session)))


class PassTurn(NamedTuple):
    """The speaker passes: the turn goes on, and is offered again after the others."""

    def apply(self, session: Session, _: datetime) -> Session:
        return session.with_phase(round=passed_on(_round(session), passed=True))


class TurnBack(NamedTuple):
    """Back one turn: the previous speaker has it again."""

    def apply(self, session: Session, _: datetime) -> Session:
        return session.with_phase(round=turned_back(_round(session)))


class GiveTurn(NamedTuple):
    """Give the turn to somebody out of order."""

    person: int

    def apply(self, session: Session, _: datetime) -> Session:
        refuse_unless_present(session, self.person)
        return session.with_phase(round=given_to(_round(session), self.person))


class NewRound(NamedTuple):
    """Begin another round. Refused while somebody waits for their first offer."""

    def apply(self, session: Session, _: datetime) -> Session:
        if _round(session).waiting:
            raise Refused(OFFERED_ONCE)
        return round_begun(session)


def _round(session: Session) -> Round:
    """The current round. Raises Refused where the phase has no turns or has not begun."""
    refuse_unless_begun(session)
    if session.live_phase.round is None:
        raise Refused(N_("Nobody has the floor in turn in this phase."))
    if not session.live_phase.round.order and not session.live_phase.round.trail:
        raise Refused(N_("Nobody has been named, so there are no turns to follow."))
    return session.live_phase.round


def round_begun(session: Session) -> Session:
    """The session with a new round in its current phase."""
    number = session.live.rounds
    session = session.with_phase(round=Round(order=_speaking(session, number), number=number))
    return session.with_live(rounds=number + 1)


def round_kept_up(session: Session) -> Session:
    """The current round, if any, updated for the people and roles as they are now."""
    going = session.live_phase.round
    if going is None:
        return session
    last = session.live.roles.get(Role.LEADER) if session.phase.leader == "last" else None
    return session.with_phase(round=adapted(going, _speaking(session, going.number), last))


def in_order(session: Session, order: Order | None) -> Session:
    """The session with that speaking order, also for a round in which nobody has spoken."""
    session = session.with_live(order=order)
    going = session.live_phase.round
    if going is None or going.trail:
        return round_kept_up(session)
    speaking = _speaking(session, going.number)
    return session.with_phase(round=going.model_copy(update={"order": speaking}))


def speaking(session: Session) -> tuple[int, ...]:
    """Who speaks in the current phase; in a round its members, in their order."""
    going = session.live_phase.round
    if going is not None and going.order:
        return going.order
    return speakers(session.phase, session.present, session.live.roles)


def listening(session: Session) -> tuple[int, ...]:
    """Who listens in the current phase."""
    return listeners(session.phase, session.present, session.live.roles)


def minutes_each(session: Session) -> float | None:
    """Minutes of the phase for each speaker; None where there are not several."""
    number = len(speaking(session))
    return session.live_phase.minutes / number if number > 1 else None


def _speaking(session: Session, number: int) -> tuple[int, ...]:
    """The speakers of the current phase in order, in the round with that number."""
    live = session.live
    return speaking_order(
        session.phase, session.present, live.roles, order=live.order, seed=live.seed, number=number
    )


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


def speaking_order(
    phase: Phase,
    people: Sequence[int],
    roles: Mapping[str, int],
    *,
    order: Order | None = None,
    seed: int = 0,
    number: int = 0,
) -> tuple[int, ...]:
    """The order in which the people in the room have their turns in a phase.

    `order` overrides the guide's. `number` is how many rounds came before: a rotated round begins
    that many places further on. The supervisor leads and is not in the round; who has the role that
    the phase leaves out is not either; the leader comes first or last if it does.
    """
    silent = {roles.get(Role.SUPERVISOR)}
    if phase.all_but is not None:
        silent.add(roles.get(phase.all_but))
    speaking = [person for person in people if person not in silent]
    if (order or phase.order) is Order.RANDOM:
        Random(seed * 1009 + number).shuffle(speaking)  # noqa: S311 - an order, no secret
    elif phase.start == "rotated" and speaking:
        turn = number % len(speaking)
        speaking = speaking[turn:] + speaking[:turn]
    leader = roles.get(Role.LEADER)
    if phase.leader and leader in speaking:
        speaking.remove(leader)
        speaking.insert(0 if phase.leader == "first" else len(speaking), leader)
    return tuple(speaking)
