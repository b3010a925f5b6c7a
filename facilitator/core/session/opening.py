"""How a session begins: a guide, a team and the people in the room become its first state."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from facilitator.core.errors import N_, Refused
from facilitator.core.guide.model import Guide, Order
from facilitator.core.note import BoardColumn, Note
from facilitator.core.session.board import SetPurpose
from facilitator.core.session.masking import masked
from facilitator.core.session.model import Live, Session
from facilitator.core.session.people import Arrive, AssignRole, called
from facilitator.core.session.plan import first_plan
from facilitator.core.text.plain import one_line

LONGEST_TEAM = 80


@dataclass(frozen=True, slots=True)
class SessionSetup:
    """What a session is to begin with, as filled in before it."""

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
    """The id of the phase to begin with, as a gate may have it; None: the first."""
    gates_passed: bool = False
    """Whether the guide's gates were asked about, and opened."""


class GatesNotPassed(Refused):
    """The guide has gates, and nobody has been asked about them."""


def new_session(
    guide: Guide,
    *,
    session_id: str,
    team: str,
    today: date,
    now: datetime,
    names: Sequence[str] = (),
    roles: Mapping[str, str] | None = None,
    purpose: str = "",
    order: Order | None = None,
    seed: int = 0,
    without: Collection[str] = (),
    begin_at: str | None = None,
    gates_passed: bool = False,
) -> Session:
    """A session that is about to begin: its ground rules are shown, its clock stands.

    `today` is the date in the room, `now` the moment in UTC, `seed` what a random order is drawn
    from. The optional phases `without` are left out, and all before `begin_at`. Raises Refused for
    a team without a name, or people who cannot be told apart, and GatesNotPassed.
    """
    if guide.gates and not gates_passed:
        raise GatesNotPassed(N_("This guide asks something before it begins. Start it from home."))
    team = one_line(team)
    if not team or len(team) > LONGEST_TEAM:
        raise Refused(N_("A team has a name of {most} characters at most."), most=LONGEST_TEAM)
    note = Note(
        id=session_id,
        team=team,
        guide=guide.id,
        title=guide.title,
        language=guide.language,
        date=today,
        board=guide.board,
        private=guide.private or None,
        questions=tuple(BoardColumn(id=q.id, text=q.text, scale=q.scale) for q in guide.questions),
    )
    out = _left_out_before(guide, without, begin_at)
    phases = first_plan(guide, out)
    first = next((i for i, phase in enumerate(phases) if not phase.left_out), None)
    if first is None:
        raise Refused(N_("No phase is left of this guide."))
    live = Live(
        seen=now,
        order=order,
        seed=seed,
        without=out,
        position=first,
        phases=phases,
        guide=guide,
    )
    session = Session(note=note, live=live)
    for name in names:
        session = Arrive(name).apply(session, now)
    for role, name in (roles or {}).items():
        person = called(session, name)
        if person is None:
            raise Refused(N_("There is nobody of that name here."))
        session = AssignRole(role, person).apply(session, now)
    if purpose:
        session = SetPurpose(purpose).apply(session, now)
    return masked(session)


def _left_out_before(
    guide: Guide, without: Collection[str], begin_at: str | None
) -> tuple[str, ...]:
    """The ids of the phases that are left out from the start."""
    ids = [phase.id for phase in guide.phases]
    before = ids[: ids.index(begin_at)] if begin_at else []
    optional = [phase.id for phase in guide.phases if phase.optional and phase.id in without]
    return tuple(dict.fromkeys([*before, *optional]))
