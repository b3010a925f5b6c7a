"""Preparing a session on lines: a question each for team, people, roles, order and purpose."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from facilitator.conducting.format import with_minutes
from facilitator.conducting.guard import Guard
from facilitator.conducting.setup import (
    NAMES_STAY_HERE,
    PURPOSE,
    SPEAKING_ORDER,
    TEAM,
    TRAINED_LEADER,
    WHO_IS_HERE,
    StaysShut,
    card_behind,
    first_team,
    leads_to,
    people_meant,
    people_not_meant,
    people_of,
    refusals,
    seen_before,
)
from facilitator.core.guide.plan import first_course, total_minutes
from facilitator.core.session.opening import ORDERS, SessionSetup
from facilitator.core.text.guard import A_NAME
from facilitator.core.text.participants import names_somebody
from facilitator.export.plain_text import role_words
from facilitator.store.guides import foundations
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from facilitator.conducting.workspace import Workspace
    from facilitator.core.guide.model import Guide
    from facilitator.linear.console import Console


def pass_gates(console: Console, guide: Guide) -> str | None:
    """Ask at each gate of the guide; gives the phase that they lead to, None: the first.

    Nothing of it is recorded. Raises StaysShut.
    """
    begin_at = None
    for gate in guide.gates:
        choice = console.choice(gate.text, [(choice.label, choice) for choice in gate.choices])
        if card := card_behind(guide, choice):
            console.tell(_("Card"), card.title, card.body)
        begin_at = leads_to(choice) or begin_at
    return begin_at


def prepare(
    console: Console, workspace: Workspace, guide: Guide, *, team: str = "", names: str = ""
) -> SessionSetup:
    """Ask for what a session begins with, then show it to be changed or begun.

    Raises StaysShut.
    """
    if guide.private:
        return SessionSetup(guide, guide.title, gates_passed=True)
    begin_at = pass_gates(console, guide)
    filled = SessionSetup(guide, team, people_of(names), begin_at=begin_at, gates_passed=True)
    return Form(console, workspace, filled).fill()


def ask_team(console: Console, teams: Sequence[str], offered: str) -> str:
    """Ask for the team; `teams` are those that have met."""
    line = console.line(_(TEAM), _("Which team? An empty line: {team}.").format(team=offered))
    return console.guarded(line, Guard(*teams)) or offered


class Form:
    """The form of one session on lines, with the answers so far."""

    def __init__(self, console: Console, workspace: Workspace, setup: SessionSetup) -> None:
        self._console = console
        self._workspace = workspace
        self._teams = workspace.teams()
        self._known_team = bool(setup.team)
        self._purpose_before = setup.purpose
        self._setup = replace(setup, team=setup.team or first_team(self._teams))

    def fill(self) -> SessionSetup:
        """Ask for what is missing, and return the setup. Raises StaysShut."""
        self._tell_guide()
        self._ask_all()
        while True:
            rows = [(_("Begin"), self._may_begin), *self._answers()]
            does = self._console.choice(_("Is this right?"), rows, back=_("Do not begin"), empty=1)
            if does is None:
                raise StaysShut
            if does():
                return self._setup

    def _may_begin(self) -> bool:
        refused = refusals(self._setup)
        self._console.refuse(*refused.values())
        return not refused

    def change(self) -> SessionSetup:
        """Ask what to change in a session that has begun; its phases stay."""
        while True:
            rows = self._answers(phases=False)
            does = self._console.choice(_("What is to be changed?"), rows, back=_("Nothing more"))
            if does is None:
                return self._setup
            does()

    def _tell_guide(self) -> None:
        guide, console = self._setup.guide, self._console
        people = len(self._setup.names) or guide.people or 1
        minutes = total_minutes(guide, people, without=set(first_course(guide)))
        console.tell(_("The guide"), with_minutes(guide.title, minutes), guide.summary)
        trained = _(TRAINED_LEADER) if guide.trained_leader else ""
        console.note(*filter(None, (people_meant(guide), trained)))

    def _ask_all(self) -> None:
        guide = self._setup.guide
        if not self._known_team:
            self._ask_team()
        if not self._setup.names:
            self._ask_people()
        for role in guide.roles:
            self._ask_role(role.id)
        for phase in guide.phases:
            if phase.optional:
                self._ask_phase(phase.id)
        self._ask_purpose()

    def _answers(self, *, phases: bool = True) -> list[tuple[str, Callable[[], object]]]:
        """All answers in words, each with what asks for it again."""
        setup = self._setup
        guide = setup.guide
        rows: list[tuple[str, Callable[[], object]]] = []

        def row(name: str, value: str, ask: Callable[[], object]) -> None:
            rows.append((f"{name.removesuffix('?')}: {value}", ask))

        row(_(TEAM), setup.team, self._ask_team)
        row(_(WHO_IS_HERE), ", ".join(setup.names) or _("nobody named"), self._ask_people)
        roles = dict(setup.roles)
        for role in guide.roles:
            holder = roles.get(role.id, _("nobody"))
            row(role_words(guide, role.id), holder, partial(self._ask_role, role.id))
        for phase in guide.phases:
            if phase.optional and phases:
                taken = _("no") if phase.id in setup.without else _("yes")
                row(phase.title, taken, partial(self._ask_phase, phase.id))
        order = next(words for order, words in ORDERS if order is setup.order)
        row(_(SPEAKING_ORDER), _(order), self._ask_order)
        row(_(PURPOSE), setup.purpose or _("none"), self._ask_purpose)
        return rows

    # One question each

    def _ask_team(self) -> None:
        if words := seen_before(self._teams):
            self._console.note(words)
        team = ask_team(self._console, self._teams, self._setup.team)
        self._setup = replace(self._setup, team=team)

    def _ask_people(self) -> None:
        console = self._console
        before = ", ".join(self._setup.names) or self._workspace.remembered_names(self._setup.team)
        console.question(_("Who is here? Names with commas between them, or a number."))
        console.note(_(NAMES_STAY_HERE))
        if before:
            console.question(_("An empty line: {names}.").format(names=before))
        line = console.line(_("Names")) or before
        names = people_of(console.guarded(line, Guard(unless=A_NAME)) or "")
        roles = tuple((role, name) for role, name in self._setup.roles if name in names)
        new = [name for name in names if name not in self._setup.names]
        self._setup = replace(self._setup, names=names, roles=roles)
        self._ask_about_purpose(new)
        if "people" in (refused := refusals(self._setup)):
            console.refuse(refused["people"])
        if words := people_not_meant(self._setup.guide, len(names)):
            console.note(words)

    def _ask_about_purpose(self, new: Sequence[str]) -> None:
        """Ask about a purpose that was written before these names were, where it names them."""
        purpose = self._setup.purpose
        if purpose != self._purpose_before and names_somebody(purpose, new):
            kept = self._console.guarded(purpose, Guard(), self._setup.names)
            self._setup = replace(self._setup, purpose=kept or "")

    def _ask_role(self, role: str) -> None:
        if not self._setup.names:
            return
        choices = [(name, name) for name in self._setup.names]
        question = _("{role}: who?").format(role=role_words(self._setup.guide, role))
        name = self._console.choice(question, choices, back=_("nobody"))
        roles = tuple((other, who) for other, who in self._setup.roles if other != role)
        if name:
            roles = (*roles, (role, name))
        changed = replace(self._setup, roles=roles)
        for why in refusals(changed).values():
            self._console.refuse(why)
            return
        self._setup = changed

    def _ask_phase(self, phase_id: str) -> None:
        without = tuple(other for other in self._setup.without if other != phase_id)
        question = _("“{phase}” is optional. Is it to be part of the session?")
        title = self._setup.guide.phase(phase_id).title
        if not self._console.agrees(question.format(phase=title)):
            without = (*without, phase_id)
        self._setup = replace(self._setup, without=without)

    def _ask_order(self) -> None:
        choices = [(_(words), at) for at, (_order, words) in enumerate(ORDERS)]
        at = self._console.choice(_(SPEAKING_ORDER), choices)
        if at is not None:
            self._setup = replace(self._setup, order=ORDERS[at][0])

    def _ask_purpose(self) -> None:
        console, guide = self._console, self._setup.guide
        purposes = (*guide.purposes, *foundations(guide.language).purposes)
        console.tell(_("Such as"), *purposes[:4])
        question = _("What is the session for? An empty line: {purpose}.")
        before = self._setup.purpose
        line = console.line(_(PURPOSE), question.format(purpose=before or _("none")))
        purpose = console.guarded(line, Guard(before), self._setup.names) or before
        self._setup = replace(self._setup, purpose=purpose)
