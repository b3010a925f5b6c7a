"""The events of people and turns, each with what it does to a session."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from facilitator.core.errors import N_, Refused
from facilitator.core.guide.model import Role
from facilitator.core.session.model import Person, Session
from facilitator.core.session.plan import replanned
from facilitator.core.session.turns import (
    Round,
    adapted,
    given_to,
    passed_on,
    speaking_order,
    turned_back,
)
from facilitator.core.text.plain import one_line

MOST_PEOPLE = 60
LONGEST_NAME = 40


def with_round(session: Session) -> Session:
    """The session with a round for the phase we are in, where the word goes round.

    A round left earlier goes on, with those who now are in the room.
    """
    if not session.phase.in_turn:
        return session
    return _round_kept_up(session) if session.live_phase.round else _round_begun(session)


class PassOn(NamedTuple):
    """Done: the word goes to the next."""

    def apply(self, session: Session, _: datetime) -> Session:
        return session.with_phase(round=passed_on(_round(session)))


class PassTurn(NamedTuple):
    """Pas: the word goes on, and comes by again after the others."""

    def apply(self, session: Session, _: datetime) -> Session:
        return session.with_phase(round=passed_on(_round(session), passed=True))


class TurnBack(NamedTuple):
    """Back a turn: who had the word before has it again."""

    def apply(self, session: Session, _: datetime) -> Session:
        return session.with_phase(round=turned_back(_round(session)))


class GiveWord(NamedTuple):
    """The word to somebody out of turn."""

    person: int

    def apply(self, session: Session, _: datetime) -> Session:
        _here(session, self.person)
        return session.with_phase(round=given_to(_round(session), self.person))


class NewRound(NamedTuple):
    """The word goes round once more. Refused while somebody waits for the first offer."""

    def apply(self, session: Session, _: datetime) -> Session:
        if _round(session).waiting:
            raise Refused(N_("Everybody gets the offer once before anybody has the word again."))
        return _round_begun(session)


def called(session: Session, name: str) -> int | None:
    """Who has that name, in the room or gone; None where nobody has. Letter case does not count."""
    names = [person.name.casefold() for person in session.live.people]
    wanted = one_line(name).casefold()
    return names.index(wanted) if wanted in names else None


class Arrive(NamedTuple):
    """Somebody comes, or comes back: last in the round that is going on."""

    name: str

    def apply(self, session: Session, _: datetime) -> Session:
        name, everyone = one_line(self.name), session.live.people
        if not name:
            raise Refused(N_("A first name or initials, please."))
        if len(name) > LONGEST_NAME:
            raise Refused(N_("A name may have {most} characters at most."), most=LONGEST_NAME)
        at = called(session, name)
        if at in session.present:
            raise Refused(
                N_("{name} is here already. Add an initial to tell them apart."), name=name
            )
        if at is None:
            if len(everyone) == MOST_PEOPLE:
                raise Refused(N_("A session has {most} people at most."), most=MOST_PEOPLE)
            return _with_people(session, (*everyone, Person(name=name)))
        return _with_people(session, (*everyone[:at], Person(name=name), *everyone[at + 1 :]))


class Leave(NamedTuple):
    """Somebody goes, and is no longer waited for."""

    person: int

    def apply(self, session: Session, _: datetime) -> Session:
        _here(session, self.person)
        everyone, at = session.live.people, self.person
        gone = everyone[at].model_copy(update={"present": False})
        return _with_people(session, (*everyone[:at], gone, *everyone[at + 1 :]))


class AssignRole(NamedTuple):
    """Somebody takes a role; None: nobody has it.

    It may change who speaks, and before the first turn in what order.
    """

    role: str
    """Its id in the guide."""
    person: int | None

    def apply(self, session: Session, _: datetime) -> Session:
        roles = {role: who for role, who in session.live.roles.items() if role != self.role}
        if self.person is not None:
            _here(session, self.person)
            roles[self.role] = self.person
        session = session.with_live(roles=roles)
        going = session.live_phase.round
        if going is None or going.trail:
            return _round_kept_up(session)
        order = _speaking(session, going.number)
        return session.with_phase(round=going.model_copy(update={"order": order}))


def _with_people(session: Session, people: tuple[Person, ...]) -> Session:
    return _round_kept_up(replanned(session.with_live(people=people)))


def _round_begun(session: Session) -> Session:
    number = session.live.rounds
    session = session.with_phase(round=Round(order=_speaking(session, number), number=number))
    return session.with_live(rounds=number + 1)


def _round_kept_up(session: Session) -> Session:
    """The round going on, if there is one, for the people and roles as they now are."""
    going = session.live_phase.round
    if going is None:
        return session
    last = session.live.roles.get(Role.LEADER) if session.phase.leader == "last" else None
    return session.with_phase(round=adapted(going, _speaking(session, going.number), last))


def _speaking(session: Session, number: int) -> tuple[int, ...]:
    """Who is to speak in the phase we are in, in what order, in the round of that number."""
    live = session.live
    return speaking_order(
        session.phase, session.present, live.roles, order=live.order, seed=live.seed, number=number
    )


def _round(session: Session) -> Round:
    """The round that is going on. Refuses where the phase has no turns or has not begun."""
    if session.opening:
        raise Refused(N_("The session has not begun yet."))
    if session.live.closing:
        raise Refused(N_("The session is being closed. Go back to it first."))
    if session.live_phase.round is None:
        raise Refused(N_("Nobody has the word in turn in this phase."))
    if not session.live_phase.round.order and not session.live_phase.round.trail:
        raise Refused(N_("Nobody has been named, so there are no turns to follow."))
    return session.live_phase.round


def _here(session: Session, person: int) -> None:
    """Refuses for somebody who is not in the room."""
    if person not in session.present:
        raise Refused(N_("There is nobody of that name here."))
