"""The form before a session: team, people, roles, order, purpose; also to change them later."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.suggester import SuggestFromList
from textual.widgets import Input, Label

from facilitator.conducting import setup
from facilitator.conducting.guard import Guard
from facilitator.core.errors import N_, Refused
from facilitator.core.guide.plan import first_course, total_minutes
from facilitator.core.session.opening import ORDERS, SessionSetup
from facilitator.core.text.guard import A_NAME
from facilitator.export.plain_text import role_words
from facilitator.store.guides import foundations
from facilitator.ui.kit.fields import Choice, Field, field
from facilitator.ui.kit.form import FormScreen
from facilitator.ui.kit.key_line import KeyLine
from facilitator.ui.kit.line import Aside
from facilitator.ui.kit.worker import GoOn, read_in_thread
from facilitator.words import _, minutes_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.app import ComposeResult

    from facilitator.conducting.conductor import Conductor
    from facilitator.core.guide.model import Guide
    from facilitator.core.session.model import Session
    from facilitator.ui.commands import Command


class PrepareScreen(FormScreen):
    """The form; everything in it may be left as it is.

    The teams seen before and the names of last time are filled in when they have been read.
    """

    DEFAULT_CSS = """
    PrepareScreen #known-teams { margin: 0 0 1 18; height: auto; max-height: 2; }
    PrepareScreen.-short #known-teams { display: none; }
    PrepareScreen .remark { color: $accent; }
    """

    def __init__(
        self,
        guide: Guide,
        *,
        team: str = "",
        names: str = "",
        start: bool = False,
        begin_at: str | None = None,
        running: Conductor | None = None,
    ) -> None:
        """The guide's gates have opened, and led to the phase `begin_at`; None: the first.

        `start`: begin at once, and straight with that phase. `running` is a session that was left
        for this: it goes on with what is filled in.
        """
        super().__init__()
        self._conductor = running
        self._guide, self._team, self._names, self._start = guide, team, names, start
        self._begin_at = begin_at

    def compose(self) -> ComposeResult:
        guide = self._guide
        texts = foundations(guide.language)
        with VerticalScroll(can_focus=False, classes="form"):
            yield Label(id="title", classes="title")
            yield Label(Content(guide.summary), classes="quiet")
            yield Label("")
            with field(_(setup.TEAM)):
                yield Field(id="team")
            yield Label(classes="quiet", id="known-teams")
            with field(_(setup.WHO_IS_HERE)):
                yield Field(
                    placeholder=_("Mette, Jonas – or 5"),
                    id="people",
                    guard=Guard(unless=A_NAME),
                    between_lines=", ",
                )
            for role in guide.roles:
                with field(role_words(guide, role.id)):
                    yield Choice(["–"], id=f"role-{role.id}")
            for phase in guide.phases:
                if phase.optional and self._conductor is None:
                    with field(phase.title):
                        yield Choice([_("yes"), _("no")], id=f"with-{phase.id}")
            with field(_(setup.SPEAKING_ORDER)):
                yield Choice([_(words) for _order, words in ORDERS], id="order")
            with field(_(setup.PURPOSE)):
                purposes = (*guide.purposes, *texts.purposes)
                yield Field(
                    id="purpose", placeholder=_("what it is for"),
                    suggester=SuggestFromList(purposes, case_sensitive=False),
                )  # fmt: skip
            yield Label(Content(" · ".join((*texts.start_check, *guide.checklist))),
                        classes="quiet")  # fmt: skip
            yield Label(
                Content(_(setup.NAMES_STAY_HERE)),
                classes="quiet",
            )
            if setup.people_meant(guide):
                yield Label(id="people-meant", classes="quiet")
            if guide.trained_leader:
                yield Label(
                    Content(_(setup.TRAINED_LEADER)),
                    classes="quiet",
                )
        yield Aside()
        yield KeyLine()

    def on_mount(self) -> None:
        if self._start and not self._conductor:
            self.call_after_refresh(self.action_begin)

    def show_words(self) -> None:
        """In another language, the guide of that language is prepared."""
        if not self._conductor:
            with suppress(Refused):
                self._guide = self.workspace.guide(self._guide.id)
        super().show_words()

    def fill(self) -> None:
        workspace = self.workspace

        def read(_go_on: GoOn) -> tuple[str, ...]:
            return workspace.teams()

        self.query_one("#known-teams").display = False
        if self._conductor:
            self._show_session(self._conductor.session)
            return
        self.offer("team", self._team or setup.first_team(()))
        self.offer("people", self._names)
        self._show_people()
        read_in_thread(self, read, self._offer_teams, group="teams")

    def _show_session(self, session: Session) -> None:
        """Fill in the values of a running session."""
        filled = setup.setup_of(session)
        texts = {"team": filled.team, "people": ", ".join(filled.names), "purpose": filled.purpose}
        for name, text in texts.items():
            line = self.query_one(f"#{name}", Field)
            line.fill(text)
            if name != "people":  # what stands there was asked about
                line.guard = Guard(text)
        self._show_people()
        for role, name in filled.roles:
            self.query_one(f"#role-{role}", Choice).choose(1 + filled.names.index(name))
        orders = [order for order, _words in ORDERS]
        self.query_one("#order", Choice).choose(orders.index(filled.order))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Update who can have a role, and the names remembered of the team."""
        if event.input.id == "people":
            self._show_people()
        elif event.input.id == "team" and not (self._names or self._conductor):
            workspace, team = self.workspace, event.value

            def read(_go_on: GoOn) -> str:
                return workspace.remembered_names(team)

            read_in_thread(self, read, partial(self.offer, "people"), group="names")

    def refusals(self) -> Mapping[str, Refused]:
        if self._conductor is None:
            return setup.refusals(self._setup())
        running, now = self._conductor.session, self._conductor.now()
        return setup.refusals_while_running(running, self._setup(), now)

    def begin(self) -> None:
        """Begin the session, or go on with a running one."""
        if self._conductor:
            self._go_on(self._conductor)
            return
        self.navigator.session.begin(self._setup(), start=self._start)

    def _go_on(self, running: Conductor) -> None:
        setup.change_running(running, self._setup())
        self.dismiss()

    def key_commands(self) -> tuple[Command, ...]:
        commands = super().key_commands()
        if self._conductor is None:
            return commands
        words = {"prepare.begin": N_("Go on"), "prepare.back": N_("Leave it as it was")}
        return tuple(replace(c, label=words.get(c.id, c.label)) for c in commands)

    def names_in(self, name: str) -> Sequence[str]:
        """Participants are to be named among them alone."""
        return () if name == "people" else setup.people_of(self.value("people"))

    def action_back(self) -> None:
        if self._conductor:
            self.dismiss()
        else:
            self.navigator.go_home()

    def _offer_teams(self, teams: Sequence[str]) -> None:
        line = self.query_one("#team", Field)
        line.suggester = SuggestFromList(teams, case_sensitive=False)
        line.guard = Guard(*teams)
        label, words = self.query_one("#known-teams", Label), setup.seen_before(teams)
        label.update(Content(words))
        label.display = bool(words)
        if not self._team:
            self.offer("team", setup.first_team(teams))

    def _show_people(self) -> None:
        """Show who can have a role, and a notice if the guide is for other numbers."""
        names = setup.people_of(self.value("people"))
        for role in self._guide.roles:
            self.query_one(f"#role-{role.id}", Choice).offer(("–", *names))
        if meant := setup.people_meant(self._guide):
            remark = setup.people_not_meant(self._guide, len(names))
            line = self.query_one("#people-meant", Label)
            line.update(Content(remark or meant))
            line.set_class(bool(remark), "remark")
        self._show_title(len(names))

    def _show_title(self, people: int) -> None:
        """Show the guide and its minutes, for these people and phases."""
        guide = self._guide
        minutes = total_minutes(
            guide, people or guide.people or 1, without={*first_course(guide), *self._without()}
        )
        title = f"{guide.title} · {minutes_words(minutes)}" if minutes else guide.title
        self.query_one("#title", Label).update(Content(title))

    def _without(self) -> tuple[str, ...]:
        """The ids of the optional phases that are left out."""
        return tuple(
            phase.id
            for phase in self._guide.phases
            if phase.optional
            and not self._conductor
            and self.query_one(f"#with-{phase.id}", Choice).index
        )

    def on_choice_changed(self) -> None:
        self._show_title(len(setup.people_of(self.value("people"))))

    def _setup(self) -> SessionSetup:
        roles = tuple(
            (role.id, choice.chosen)
            for role in self._guide.roles
            if (choice := self.query_one(f"#role-{role.id}", Choice)).index
        )
        return SessionSetup(
            guide=self._guide,
            team=self.value("team"),
            names=setup.people_of(self.value("people")),
            roles=roles,
            purpose=self.value("purpose"),
            order=ORDERS[self.query_one("#order", Choice).index][0],
            without=self._without(),
            begin_at=self._begin_at,
            gates_passed=True,
        )
