"""How a session begins, from a guide, a team and the people present; and changing these later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, NamedTuple

from facilitator.core.errors import N_, Refused
from facilitator.core.guide.model import Guide, Order
from facilitator.core.note import BoardColumn, Note
from facilitator.core.session.board import SetPurpose
from facilitator.core.session.masking import masked
from facilitator.core.session.model import NOBODY_OF_THAT_NAME, Live, Session
from facilitator.core.session.people import Arrive, AssignRole, called, with_people_named
from facilitator.core.session.timing import first_plan
from facilitator.core.session.turns import in_order
from facilitator.core.team import team_name
from facilitator.core.text.participants import names_somebody

ORDERS: Final[tuple[tuple[Order | None, str], ...]] = (
    (None, N_("as in the guide")),
    (Order.CLOCKWISE, N_("clockwise, as listed")),
    (Order.RANDOM, N_("random")),
    (Order.VOLUNTARY, N_("voluntary")),
    (Order.FACILITATORS_CHOICE, N_("the facilitator's choice")),
)
"""How the floor may go round, with the words for it; None: as the guide has it."""


@dataclass(frozen=True, slots=True)
class SessionSetup:
    """What is filled in before a session."""

    guide: Guide
    team: str
    names: tuple[str, ...] = ()
    roles: tuple[tuple[str, str], ...] = ()
    purpose: str = ""
    order: Order | None = None
    """None: as the guide has it."""
    without: tuple[str, ...] = ()
    """The ids of the optional phases that are left out."""
    begin_at: str | None = None
    """The id of the phase to begin with, as a gate may have it; None: the first. All before it are
    left out."""
    gates_passed: bool = False
    """Whether the guide's gates were asked about, and opened."""


class GatesNotPassed(Refused):
    """The guide has gates that have not been asked about."""


def new_session(
    setup: SessionSetup, *, session_id: str, today: date, now: datetime, seed: int = 0
) -> Session:
    """A session that is about to begin: its ground rules are shown, its clock stands.

    `today` is the date in the room, `now` the moment in UTC, `seed` what a random order is drawn
    from. Raises Refused for a team without a name, or people who cannot be told apart, and
    GatesNotPassed. Whom the purpose names was asked about where it was filled in.
    """
    guide = setup.guide
    if guide.gates and not setup.gates_passed:
        raise GatesNotPassed(N_("This guide asks something before it begins. Start it from home."))
    note = Note(
        id=session_id,
        team=team_name(setup.team),
        guide=guide.id,
        title=guide.title,
        language=guide.language,
        date=today,
        board=guide.board,
        private=guide.private or None,
        questions=tuple(BoardColumn(id=q.id, text=q.text, scale=q.scale) for q in guide.questions),
    )
    out = _left_out(setup)
    phases = first_plan(guide, out)
    first = next((i for i, phase in enumerate(phases) if not phase.left_out), None)
    if first is None:
        raise Refused(N_("No phase is left of this guide."))
    live = Live(
        seen=now,
        order=setup.order,
        seed=seed,
        without=out,
        position=first,
        phases=phases,
        guide=guide,
    )
    session = Session(note=note, live=live)
    for name in setup.names:
        session = Arrive(name).apply(session, now)
    for role, name in setup.roles:
        person = called(session, name)
        if person is None:
            raise Refused(NOBODY_OF_THAT_NAME)
        session = AssignRole(role, person).apply(session, now)
    if setup.purpose:
        session = SetPurpose(setup.purpose).apply(session, now)
    session = masked(session)
    if session.note.purpose and names_somebody(session.note.purpose, setup.names):
        session = session.with_live(kept_texts=(session.note.purpose,))
    return session


def _left_out(setup: SessionSetup) -> tuple[str, ...]:
    """The ids of the phases that are left out from the start."""
    phases = setup.guide.phases
    ids = [phase.id for phase in phases]
    before = ids[: ids.index(setup.begin_at)] if setup.begin_at else []
    optional = [phase.id for phase in phases if phase.optional and phase.id in setup.without]
    return tuple(dict.fromkeys([*before, *optional]))


class Prepare(NamedTuple):
    """Change what was filled in before the session; board, plan and turns stay.

    Whoever is no longer named has left. Where the number of names is unchanged, a new name in a
    removed one's place is the same person. Raises RoleConflict as AssignRole does.
    """

    team: str
    names: tuple[str, ...]
    """In the order in which the people sit."""
    roles: tuple[tuple[str, str], ...]
    """The id of each role that can be changed, and who has it; empty: nobody."""
    purpose: str
    order: Order | None
    """None: as the guide has it."""

    @classmethod
    def of(cls, setup: SessionSetup) -> Prepare:
        """What makes a running session be as it is filled in; a role not filled in is nobody's."""
        holders = dict(setup.roles)
        roles = tuple((role.id, holders.get(role.id, "")) for role in setup.guide.roles)
        return cls(setup.team, setup.names, roles, setup.purpose, setup.order)

    def apply(self, session: Session, now: datetime) -> Session:
        note = session.note.model_copy(update={"team": team_name(self.team)})
        session = with_people_named(session.with_note(note), self.names)
        holders = {role: called(session, name) for role, name in self.roles}
        changed = [role for role, who in holders.items() if session.live.roles.get(role) != who]
        for role in changed:  # first all are free: two people may have changed places
            session = AssignRole(role, None).apply(session, now)
        for role in changed:
            if holders[role] is not None:
                session = AssignRole(role, holders[role]).apply(session, now)
        session = in_order(session, self.order)
        return SetPurpose(self.purpose).apply(session, now)
