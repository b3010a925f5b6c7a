"""The people of a session and their roles, and who sits with whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from random import Random
from typing import Final, NamedTuple

from facilitator.core.errors import N_, Refused
from facilitator.core.guide.model import Role, Together
from facilitator.core.session.model import Person, Session, refuse_unless_present
from facilitator.core.session.rounds import Round, Turn
from facilitator.core.session.timing import replanned
from facilitator.core.session.turns import in_order, round_begun, round_kept_up
from facilitator.core.text.plain import one_line

MOST_PEOPLE = 60
TOO_MANY_PEOPLE: Final = N_("A session has {most} people at most.")
LONGEST_NAME = 40

SIDE_ROLES = frozenset({Role.FACILITATOR, Role.LEADER})
"""The roles that go with any other."""


def entered(session: Session) -> Session:
    """The session on entering its phase: a role that rotates is assigned, and a round begun.

    A round that was left earlier goes on, with the people now present.
    """
    session = _with_role_moved_on(session)
    if not session.phase.in_turn:
        return session
    return round_kept_up(session) if session.live_phase.round else round_begun(session)


def called(session: Session, name: str) -> int | None:
    """The person with that name, present or gone; None if nobody has it. Case is ignored."""
    names = [person.name.casefold() for person in session.live.people]
    wanted = one_line(name).casefold()
    return names.index(wanted) if wanted in names else None


class Arrive(NamedTuple):
    """Somebody arrives, or comes back: last in the current round."""

    name: str

    def apply(self, session: Session, _: datetime) -> Session:
        return _with_people(session, arrived(session, self.name))


def arrived(session: Session, name: str) -> tuple[Person, ...]:
    """Everybody and the newcomer. Raises Refused for a name that is not unique."""
    name, everyone = one_line(name), session.live.people
    if not name:
        raise Refused(N_("A first name or initials, please."))
    if len(name) > LONGEST_NAME:
        raise Refused(N_("A name may have {most} characters at most."), most=LONGEST_NAME)
    at = called(session, name)
    if at in session.present:
        raise Refused(N_("{name} is here already. Add an initial to tell them apart."), name=name)
    if at is None:
        if len(everyone) == MOST_PEOPLE:
            raise Refused(TOO_MANY_PEOPLE, most=MOST_PEOPLE)
        return (*everyone, Person(name=name))
    return (*everyone[:at], Person(name=name), *everyone[at + 1 :])


def with_people_named(session: Session, names: Sequence[str]) -> Session:
    """The session with these people present, in this order; all others have left.

    Where the number of names is unchanged, a new name in a removed one's place is the same person:
    the name was mistyped, or had been a number. Raises Refused.
    """
    before, names = session.present, tuple(map(one_line, names))
    kept = {called(session, name) for name in names}
    people = [person.model_copy(update={"present": False}) for person in session.live.people]
    if len(names) == len(before):
        for at, name in zip(before, names, strict=True):
            if at not in kept and called(session, name) is None:
                people[at] = people[at].model_copy(update={"name": name})
    after = session.with_live(people=tuple(people))
    for name in names:
        after = after.with_live(people=arrived(after, name))
    everyone = range(len(after.live.people))
    places = sorted(everyone, key=lambda at: _place(names, after.name(at)))
    if after == session and places == [*everyone]:
        return session
    return _in_places(after, places)


def _place(names: Sequence[str], name: str) -> int:
    """The index among the names; those that are not among them come last."""
    return names.index(name) if name in names else len(names)


class Leave(NamedTuple):
    """Somebody leaves, and is no longer waited for."""

    person: int

    def apply(self, session: Session, _: datetime) -> Session:
        refuse_unless_present(session, self.person)
        everyone, at = session.live.people, self.person
        gone = everyone[at].model_copy(update={"present": False})
        return _with_people(session, (*everyone[:at], gone, *everyone[at + 1 :]))


class RoleConflict(Refused):
    """Somebody would have two roles that exclude each other, and it was not confirmed."""

    def __init__(self, name: str, other: str) -> None:
        super().__init__(N_("{name} has another role already: one person, one role."), name=name)
        self.other: Final = other
        """The id of the role that they have."""


class AssignRole(NamedTuple):
    """Give somebody a role; None: nobody has it.

    It may change who speaks, and before the first turn in what order. Raises RoleConflict for
    somebody with a role that excludes it, unless both are meant.
    """

    role: str
    """Its id in the guide."""
    person: int | None
    both: bool = False

    def apply(self, session: Session, _: datetime) -> Session:
        if self.role not in {*Role, *(role.id for role in session.guide.roles)}:
            raise Refused(N_("This guide has no such role."))
        if self.person is not None:
            refuse_unless_present(session, self.person)
            others = _other_roles(session.live.roles, self.role, self.person)
            if others and not self.both:
                raise RoleConflict(session.name(self.person), others[0])
        group = session.group
        if group and group.rotates == self.role:
            session = _held_by(session, self.person)
        session = _with_role(session, self.role, self.person)
        return in_order(session, session.live.order)


def _with_role(session: Session, role: str, person: int | None) -> Session:
    roles = {other: who for other, who in session.live.roles.items() if other != role}
    return session.with_live(roles=roles if person is None else roles | {role: person})


def _other_roles(roles: Mapping[str, int], role: str, person: int) -> list[str]:
    """The roles somebody has that exclude this one."""
    if role in SIDE_ROLES:
        return []
    return [r for r, who in roles.items() if who == person and r not in {role, *SIDE_ROLES}]


def _with_role_moved_on(session: Session) -> Session:
    """The session with the role that rotates in the current group moved on.

    In the first repetition its holder keeps it, or else the first present gets it. In each later
    one it goes to the next who has not had it; whoever leads a supervision is passed over. A role
    of the new holder that excludes it is released.
    """
    group = session.group
    if group is None or group.rotates is None:
        return session
    phases = [p for p in session.live.phases if session.guide.phase(p.phase).group == group.id]
    held = {p.repetition: p.holder for p in phases if p.holder is not None}
    holder = held.get(session.live_phase.repetition)
    if holder not in session.present:
        holder = _next_holder(session, group.rotates, held)
    if holder is None:
        return session
    for other in _other_roles(session.live.roles, group.rotates, holder):
        session = _with_role(session, other, None)
    return _with_role(_held_by(session, holder), group.rotates, holder)


def _next_holder(session: Session, role: str, held: Mapping[int, int]) -> int | None:
    """Who gets the role next; None where nobody is present."""
    leads = None if role == Role.SUPERVISOR else session.live.roles.get(Role.SUPERVISOR)
    people = [person for person in session.present if person != leads]
    before = [holder for nth, holder in held.items() if nth < session.live_phase.repetition]
    if not before:
        has_it = session.live.roles.get(role)
        return has_it if has_it in people else next(iter(people), None)
    in_order = sorted(people, key=lambda person: (person <= before[-1], person))
    new = [person for person in in_order if person not in held.values()]
    return next(iter(new or in_order), None)


def _held_by(session: Session, person: int | None) -> Session:
    """The session with somebody holding the rotating role in this repetition."""
    here, group = session.live_phase.repetition, session.phase.group
    for i, phase in enumerate(session.live.phases):
        if phase.repetition == here and session.guide.phase(phase.phase).group == group:
            session = session.with_phase(i, holder=person)
    return session


def roles_here(session: Session) -> tuple[str, ...]:
    """The roles that matter in the current phase."""
    rotates = session.group.rotates if session.group else None
    roles = (*session.phase.roles, session.phase.all_but, rotates)
    return tuple(dict.fromkeys(role for role in roles if role))


def missing_roles(session: Session) -> tuple[str, ...]:
    """The roles that the current phase needs and nobody has."""
    return tuple(role for role in roles_here(session) if role not in session.live.roles)


def all_roles(session: Session) -> tuple[str, ...]:
    """All roles there are: those needed now come first, then those that matter, then the rest."""
    own = (role.id for role in session.guide.roles)
    needed = (*missing_roles(session), *roles_here(session))
    return tuple(dict.fromkeys((*needed, *own, *map(str, Role))))


GROUP_SIZES: Final = {
    Together.ALONE: 1,
    Together.PAIRS: 2,
    Together.THREES: 3,
    Together.FOURS: 4,
    Together.GROUPS: 5,
}


def groups_of(
    together: Together, people: Sequence[int], source: Random
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


def proposed_groups(session: Session) -> tuple[tuple[int, ...], ...]:
    """A proposal of who sits with whom in the current phase; empty where all sit together.

    It stays the same as long as the same people are present. Whoever leads a supervision is in no
    group.
    """
    together = session.phase.together
    leads = session.live.roles.get(Role.SUPERVISOR)
    people = [person for person in session.present if person != leads]
    if together is None or not people:
        return ()
    source = Random(f"{session.live.seed} {session.live.position}")  # noqa: S311 - no secret
    return groups_of(together, people, source)


def _in_places(session: Session, places: Sequence[int]) -> Session:
    """All people reordered: `places` has the former index of each."""
    live, now_at = session.live, {was: now for now, was in enumerate(places)}
    phases = [
        phase.model_copy(
            update={
                "holder": None if phase.holder is None else now_at[phase.holder],
                "round": phase.round and _round_of(phase.round, now_at),
            }
        )
        for phase in live.phases
    ]
    session = session.with_live(
        roles={role: now_at[who] for role, who in live.roles.items()}, phases=tuple(phases)
    )
    return in_order(
        _with_people(session, tuple(live.people[at] for at in places)), session.live.order
    )


def _round_of(going: Round, now_at: Mapping[int, int]) -> Round:
    order = tuple(now_at[person] for person in going.order)
    trail = tuple(Turn(person=now_at[t.person], passed=t.passed) for t in going.trail)
    return going.model_copy(update={"order": order, "trail": trail})


def _with_people(session: Session, people: tuple[Person, ...]) -> Session:
    return round_kept_up(replanned(session.with_live(people=people)))
