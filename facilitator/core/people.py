"""What the events of people and turns do. Each takes a session seen at `now` and gives the next."""

from __future__ import annotations

from datetime import datetime

from facilitator.core import events as e
from facilitator.core.plan import planned_minutes, unfolded
from facilitator.core.plaintext import one_line
from facilitator.core.refusal import N_, Refused
from facilitator.core.session import LivePhase, Person, Session
from facilitator.core.textguard import mask_cpr
from facilitator.core.turns import (
    Round,
    given_to,
    joined,
    left,
    passed_on,
    speaking_order,
    turned_back,
)

MOST_PEOPLE = 60
LONGEST_NAME = 40


def round_begun(session: Session) -> Session:
    """The session with a round for the phase we are in, where it has turns and none yet."""
    if not session.phase.in_turn or session.live_phase.round is not None:
        return session
    session = session.with_phase(round=_fresh_round(session))
    return session.with_live(rounds=session.live.rounds + 1)


def pass_on(session: Session, _: e.PassOn, __: datetime) -> Session:
    """Who had the word is done."""
    return session.with_phase(round=passed_on(_round(session)))


def pass_turn(session: Session, _: e.PassTurn, __: datetime) -> Session:
    """Who had the word says pas."""
    return session.with_phase(round=passed_on(_round(session), passed=True))


def turn_back(session: Session, _: e.TurnBack, __: datetime) -> Session:
    """The turn before has the word again."""
    return session.with_phase(round=turned_back(_round(session)))


def give_word(session: Session, event: e.GiveWord, _: datetime) -> Session:
    """The word to somebody out of turn."""
    if event.person not in session.present:
        raise Refused(N_("There is nobody of that name here."))
    return session.with_phase(round=given_to(_round(session), event.person))


def new_round(session: Session, _: e.NewRound, __: datetime) -> Session:
    """The word goes round once more."""
    _round(session)
    session = session.with_live(rounds=session.live.rounds + 1)
    return session.with_phase(round=_fresh_round(session))


def arrive(session: Session, event: e.Arrive, _: datetime) -> Session:
    """Somebody comes: last in the round that is going on."""
    name = mask_cpr(one_line(event.name))
    if not name:
        raise Refused(N_("A first name or initials, please."))
    if len(name) > LONGEST_NAME:
        raise Refused(N_("A name may have {most} characters at most."), most=LONGEST_NAME)
    names = [person.name.casefold() for person in session.live.people]
    if name.casefold() in names:
        person = names.index(name.casefold())
        if session.live.people[person].present:
            raise Refused(N_("{name} is here already. Add an initial to tell them apart."), name=name)
    else:
        person = len(names)
        if person >= MOST_PEOPLE:
            raise Refused(N_("A session has {most} people at most."), most=MOST_PEOPLE)
    everyone = list(session.live.people)
    everyone[person:] = [Person(name=name), *everyone[person + 1 :]]
    session = replanned(session.with_live(people=tuple(everyone)))
    if session.live_phase.round is not None and person in _fresh_round(session).order:
        session = session.with_phase(round=joined(session.live_phase.round, person))
    return session


def leave(session: Session, event: e.Leave, _: datetime) -> Session:
    """Somebody goes: no longer waited for."""
    if event.person not in session.present:
        raise Refused(N_("There is nobody of that name here."))
    everyone = list(session.live.people)
    everyone[event.person] = everyone[event.person].model_copy(update={"present": False})
    session = replanned(session.with_live(people=tuple(everyone)))
    if session.live_phase.round is not None:
        session = session.with_phase(round=left(session.live_phase.round, event.person))
    return session


def assign_role(session: Session, event: e.AssignRole, _: datetime) -> Session:
    """Somebody takes a role; a round that has not begun follows it."""
    roles = {role: who for role, who in session.live.roles.items() if role is not event.role}
    if event.person is not None:
        if event.person not in session.present:
            raise Refused(N_("There is nobody of that name here."))
        roles[event.role] = event.person
    session = session.with_live(roles=roles)
    going = session.live_phase.round
    if going is None:
        return session
    if not going.trail:
        return session.with_phase(round=_fresh_round(session))
    silent = [p for p in going.waiting if p not in _fresh_round(session).order]
    for person in silent:
        going = left(going, person)
    return session.with_phase(round=going)


def replanned(session: Session) -> Session:
    """The session with the phases to come unfolded for the people now in the room."""
    live, here = session.live, len(session.present)
    reached = live.position if not session.opening else -1
    been = live.phases[: reached + 1]
    keys = [(phase.phase, phase.repetition) for phase in been]
    plan = unfolded(live.guide, here)
    at = max((i for i, (p, n) in enumerate(plan) if (p.id, n) in keys), default=-1)
    before = {(phase.phase, phase.repetition): phase for phase in live.phases[reached + 1 :]}
    to_come = []
    for phase, repetition in plan[at + 1 :]:
        minutes = planned_minutes(phase, here)
        known = before.get((phase.id, repetition))
        changed = known is not None and known.minutes != known.original
        fresh = LivePhase(
            phase=phase.id,
            repetition=repetition,
            original=minutes,
            minutes=known.minutes if known and changed else minutes,
        )
        to_come.append(
            known.model_copy(update={"original": fresh.original, "minutes": fresh.minutes})
            if known
            else fresh
        )
    return session.with_live(phases=(*been, *to_come))


def _round(session: Session) -> Round:
    """The round that is going on. Refuses where the phase has no turns or has not begun."""
    if session.opening:
        raise Refused(N_("The session has not begun. Space starts it."))
    if session.live.closing:
        raise Refused(N_("The session is being closed. Go back to it first."))
    if session.live_phase.round is None:
        raise Refused(N_("Nobody has the word in turn in this phase."))
    if not session.live_phase.round.order and not session.live_phase.round.trail:
        raise Refused(N_("Nobody has been named, so there are no turns to follow."))
    return session.live_phase.round


def _fresh_round(session: Session) -> Round:
    """A round of the people now in the room, nobody having had the word."""
    live = session.live
    order = speaking_order(
        session.phase,
        session.present,
        live.roles,
        order=live.order,
        seed=live.seed,
        rounds=live.rounds,
    )
    return Round(order=order)
