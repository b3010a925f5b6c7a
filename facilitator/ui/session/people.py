"""The session's questions about people: who comes and goes, who speaks, who has which part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.core.errors import N_
from facilitator.core.guide.model import Role, Speaks
from facilitator.core.session.people import Arrive, AssignRole, GiveWord, Leave
from facilitator.core.text.guard import A_NAME
from facilitator.ui.kit.dialog import Pick
from facilitator.ui.session.conducting import Conducting
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from facilitator.core.session.events import Event

ROLE_WORDS = {
    Role.FACILITATOR: N_("Facilitator"),
    Role.SUPERVISOR: N_("Supervisor"),
    Role.SUPERVISEE: N_("Supervisee"),
    Role.CASE_PRESENTER: N_("Case presenter"),
    Role.LEADER: N_("Leader"),
}

NEEDS = {
    Speaks.SUPERVISEE: Role.SUPERVISEE,
    Speaks.ALL_BUT_SUPERVISEE: Role.SUPERVISEE,
    Speaks.CASE_PRESENTER: Role.CASE_PRESENTER,
    Speaks.ALL_BUT_CASE_PRESENTER: Role.CASE_PRESENTER,
}
"""The role somebody must have before a phase makes sense."""


class SessionPeople(Conducting):
    """Asks who, and sends the answer as an event."""

    def action_arrive(self) -> None:
        """Who comes."""
        self.ask(_("Who arrives? First name or initials."), Arrive, unless=A_NAME)

    def action_leave(self) -> None:
        """Who goes."""
        self._pick_person(_("Who leaves?"), self.conductor.session.present, Leave)

    def action_give_word(self) -> None:
        """Who speaks out of turn."""
        going = self.conductor.session.live_phase.round
        waiting = going.queue if going else ()
        self._pick_person(_("Who speaks now?"), waiting, GiveWord)

    def action_roles(self) -> None:
        """Which role, then who."""
        roles = tuple(Role)
        session = self.conductor.session

        def line(role: Role) -> str:
            person = session.live.roles.get(role)
            name = session.name(person) if person is not None else "–"
            return f"{_(ROLE_WORDS[role])}: {name}"

        def chosen(index: int | None) -> None:
            if index is not None:
                self.ask_role(roles[index])

        self.app.push_screen(Pick(_("Which role?"), [line(role) for role in roles]), chosen)

    def ask_role(self, role: Role) -> None:
        """Who takes the role."""
        title = _("Who is {role}?").format(role=_(ROLE_WORDS[role]).lower())
        self._pick_person(
            title, self.conductor.session.present, lambda person: AssignRole(role, person)
        )

    def ask_missing_role(self) -> None:
        """Where the phase needs somebody in a role and nobody has it: who."""
        session = self.conductor.session
        role = NEEDS.get(session.phase.speaks)
        if role and role not in session.live.roles and session.present:
            self.ask_role(role)

    def _pick_person(
        self, title: str, people: tuple[int, ...], event: Callable[[int], Event]
    ) -> None:
        session = self.conductor.session
        if not people:
            self.say(_("There is nobody to choose. Add people with “Somebody arrives”."))
            return

        def chosen(index: int | None) -> None:
            if index is not None:
                self.do(event(people[index]))

        self.app.push_screen(Pick(title, [session.name(person) for person in people]), chosen)
