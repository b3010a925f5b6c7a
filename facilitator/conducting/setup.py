"""Making a session from what is filled in before it: team, people, roles, order, purpose.

Before that the gates of its guide are asked at; nothing of it is recorded.

The models are loaded where a session is made: names are asked about before that.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from random import SystemRandom
from typing import TYPE_CHECKING, Final

from facilitator.core.errors import N_, Refused
from facilitator.core.text.numbers import whole_number
from facilitator.core.text.plain import one_line
from facilitator.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from facilitator.conducting.clock import Clock
    from facilitator.conducting.conductor import Conductor
    from facilitator.core.guide.model import Card, GateChoice, Guide
    from facilitator.core.session.model import Session
    from facilitator.core.session.opening import SessionSetup

_MOST_UNNAMED: Final = 100
"""More than a session may have, so that a larger number is refused where it begins."""


TEAM: Final = N_("Team")
WHO_IS_HERE: Final = N_("Who is here?")
SPEAKING_ORDER: Final = N_("Speaking order")
PURPOSE: Final = N_("Purpose")
NAMES_STAY_HERE: Final = N_(
    "Names are for this session only. The note keeps only how many you were."
)
TRAINED_LEADER: Final = N_("It needs a leader trained in this kind of session.")


class StaysShut(Exception):  # noqa: N818 an answer, no error
    """The session is not begun: a gate of the guide stays shut, or nobody wants it after all."""


def card_behind(guide: Guide, choice: GateChoice | None) -> Card | None:
    """The card to be shown at what was chosen; None: there is none."""
    from facilitator.store.guides import card_of

    return card_of(guide, choice.card) if choice and choice.card else None


def leads_to(choice: GateChoice | None) -> str | None:
    """The phase that the choice leads to, None: the next gate, or the first phase.

    Raises StaysShut where nothing was chosen, and where the choice has a card and leads nowhere.
    """
    if choice is None or (choice.card and choice.goes_to is None):
        raise StaysShut
    return choice.goes_to


def first_team(teams: Sequence[str]) -> str:
    """The team to propose: the one that met last, or a name to begin with."""
    return next(iter(teams), _("Our team"))


def seen_before(teams: Sequence[str]) -> str:
    """The teams that have met, the latest first; empty where there is no choice."""
    return _("Seen before: {teams}").format(teams=", ".join(teams[:6])) if len(teams) > 1 else ""


def people_of(text: str) -> tuple[str, ...]:
    """Names separated by commas or lines; a number stands for as many people without names."""
    if (number := whole_number(text)) is not None:
        numbers = range(1, min(number, _MOST_UNNAMED) + 1)
        return tuple(_("Participant {n}").format(n=n) for n in numbers)
    names = (one_line(name) for name in re.split(r"[,;\n\r]", text))
    return tuple(name for name in names if name)


def people_not_meant(guide: Guide, number: int) -> str:
    """The notice that the guide is for more or fewer people; empty where it is not."""
    least, most = guide.people_at_least, guide.people_at_most
    if not number or ((least or 0) <= number and (most is None or number <= most)):
        return ""
    return f"{people_meant(guide)} " + _("You are {n}.").format(n=number)


def people_meant(guide: Guide) -> str:
    """How many people the guide is for; empty where it does not say."""
    least, most = guide.people_at_least, guide.people_at_most
    if least and least == most:
        return ngettext(
            "This guide is for {n} person.", "This guide is for {n} people.", most
        ).format(n=most)
    if least and most:
        return _("This guide is for {least} to {most} people.").format(least=least, most=most)
    if least:
        return _("This guide is for {n} people at least.").format(n=least)
    return _("This guide is for {n} people at most.").format(n=most) if most else ""


def refusals(setup: SessionSetup) -> dict[str, Refused]:
    """Why no session can begin like this, by field: "team", "people", or `role-` and an id."""
    from facilitator.core.session.opening import SessionSetup, new_session

    now = datetime(2000, 1, 1, tzinfo=UTC)
    bare = SessionSetup(setup.guide, setup.team, setup.names, setup.roles, gates_passed=True)
    return _refusals(
        bare, lambda tried: new_session(tried, session_id="x", today=now.date(), now=now)
    )


def refusals_while_running(
    session: Session, setup: SessionSetup, now: datetime
) -> dict[str, Refused]:
    """Why a running session cannot be changed like this, by field as in `refusals`."""
    from facilitator.core.session.opening import Prepare

    return _refusals(setup, lambda tried: Prepare.of(tried).apply(session, now))


def _refusals(setup: SessionSetup, attempt: Callable[[SessionSetup], object]) -> dict[str, Refused]:
    refused: dict[str, Refused] = {}

    def note(line: str, tried: SessionSetup) -> None:
        try:
            attempt(tried)
        except Refused as why:
            refused[line] = why

    note("team", replace(setup, names=(), roles=()))
    note("people", replace(setup, team="-", roles=()))
    if not refused:
        for at, (role, _name) in enumerate(setup.roles, 1):
            note(f"role-{role}", replace(setup, roles=setup.roles[:at]))
    return refused


def setup_of(session: Session) -> SessionSetup:
    """What a running session would be filled in with, to be changed."""
    from facilitator.core.session.opening import SessionSetup

    names = {person: session.name(person) for person in session.present}
    own, roles = {role.id for role in session.guide.roles}, session.live.roles.items()
    return SessionSetup(
        session.guide,
        session.note.team,
        tuple(names.values()),
        tuple((role, names[who]) for role, who in roles if role in own and who in names),
        session.note.purpose or "",
        session.live.order,
        session.live.without,
        gates_passed=True,
    )


def change_running(conductor: Conductor, setup: SessionSetup) -> None:
    """Go on with a running session as it is filled in now. Raises Refused.

    A purpose that is new was asked about where it was filled in. One that stood there is asked
    about at the close, should it name somebody who has come since.
    """
    from facilitator.core.session.opening import Prepare
    from facilitator.core.text.participants import names_somebody

    change, session = Prepare.of(setup), conductor.session
    has_new_purpose = setup.purpose != (session.note.purpose or "")
    if change.apply(session, conductor.now()) != session:
        conductor.do(change)  # else there would be a step to undo that changed nothing
    if has_new_purpose and names_somebody(setup.purpose, setup.names):
        conductor.memory.keep(setup.purpose, ())


def session_of(setup: SessionSetup, clock: Clock) -> Session:
    """The new session. Raises Refused."""
    from facilitator.core.session.opening import new_session
    from facilitator.store.session_file import new_id

    today = clock.today().date()
    return new_session(
        setup,
        session_id=new_id(today),
        today=today,
        now=clock.now(),
        seed=SystemRandom().getrandbits(32),
    )
