"""How a session begins: a guide, a team and the people in the room become its first state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
) -> Session:
    """A session that is about to begin: its ground rules are shown, its clock stands.

    `today` is the date in the room, `now` the moment in UTC, `seed` what a random order is drawn
    from. Raises Refused for a team without a name, or people who cannot be told apart.
    """
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
        questions=tuple(BoardColumn(id=q.id, text=q.text) for q in guide.questions),
    )
    live = Live(
        seen=now,
        order=order,
        seed=seed,
        phases=first_plan(guide),
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
