"""Before a session: team, people, roles, order, purpose. Enter alone begins it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.suggester import SuggestFromList
from textual.widgets import Input, Label

from facilitator.core.errors import N_
from facilitator.core.guide.model import Guide, Order
from facilitator.core.session.opening import SessionSetup
from facilitator.core.text.guard import A_NAME
from facilitator.store.guides import foundations
from facilitator.ui.kit.form import Choice, Field, FormScreen, field
from facilitator.ui.kit.format import minutes_total
from facilitator.ui.kit.guard import Guard
from facilitator.ui.kit.line import Aside, KeyLine
from facilitator.ui.session.setup import people_of, role_words
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

ORDERS: tuple[tuple[Order | None, str], ...] = (
    (None, N_("as in the guide")),
    (Order.CLOCKWISE, N_("clockwise, as listed")),
    (Order.RANDOM, N_("random")),
    (Order.VOLUNTARY, N_("voluntary")),
    (Order.FACILITATORS_CHOICE, N_("the facilitator's choice")),
)


class PrepareScreen(FormScreen):
    """A short form; everything in it may be left as it is."""

    AUTO_FOCUS = "#people"
    DEFAULT_CSS = """
    PrepareScreen #known-teams { margin: 0 0 1 18; height: auto; max-height: 2; }
    PrepareScreen.-short #known-teams { display: none; }
    """

    def __init__(self, guide: Guide, *, team: str = "", names: str = "") -> None:
        super().__init__()
        self._guide, self._team, self._names = guide, team, names
        self._offered = ""
        """The names of last time, as they were filled in for the team."""

    def compose(self) -> ComposeResult:
        guide = self._guide
        teams = self.workspace.teams()
        team = self._team or next(iter(teams), _("Our team"))
        texts = foundations(guide.language)
        with VerticalScroll(can_focus=False, classes="form"):
            yield Label(Content(f"{guide.title} · {minutes_total(guide.minutes)}"), classes="title")
            yield Label(Content(guide.summary), classes="quiet")
            yield Label("")
            with field(_("Team")):
                suggester = SuggestFromList(teams, case_sensitive=False)
                yield Field(team, id="team", suggester=suggester, guard=Guard(*teams))
            if len(teams) > 1:
                known = _("Seen before: {teams}").format(teams=", ".join(teams[:6]))
                yield Label(Content(known), classes="quiet", id="known-teams")
            self._offered = self._names or self.workspace.remembered_names(team)
            with field(_("Who is here?")):
                yield Field(
                    self._offered,
                    placeholder=_("Mette, Jonas – or 5"),
                    id="people",
                    guard=Guard(unless=A_NAME),
                )
            for role in guide.roles:
                with field(role_words(guide, role.id)):
                    yield Choice(["–"], id=f"role-{role.id}")
            with field(_("Speaking order")):
                yield Choice([_(words) for _order, words in ORDERS], id="order")
            with field(_("Purpose")):
                purposes = (*guide.purposes, *texts.purposes)
                yield Field(
                    id="purpose", placeholder=_("what it is for"),
                    suggester=SuggestFromList(purposes, case_sensitive=False),
                )  # fmt: skip
            yield Label(Content(" · ".join((*texts.start_check, *guide.checklist))),
                        classes="quiet")  # fmt: skip
            yield Label(
                Content(_("Names are for this session only. The saved note keeps their number.")),
                classes="quiet",
            )
            if guide.people_at_most:
                most = _("This guide is for {n} people at most.").format(n=guide.people_at_most)
                yield Label(Content(most), classes="quiet")
            if guide.trained_leader:
                yield Label(
                    Content(_("It needs a leader trained in this kind of session.")),
                    classes="quiet",
                )
        yield Aside()
        yield KeyLine()

    def on_mount(self) -> None:
        self._offer_names()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Whoever is named can have a role; another team had other people last time."""
        if event.input.id == "people":
            self._offer_names()
        elif event.input.id == "team" and not self._names:
            people = self.query_one("#people", Input)
            if people.value == self._offered:
                self._offered = people.value = self.workspace.remembered_names(event.value)
                people.cursor_position = len(people.value)

    def begin(self) -> None:
        """The session."""
        self.navigator.begin(self._setup())

    def names_in(self, name: str) -> Sequence[str]:
        """Participants are to be named among them alone."""
        return () if name == "people" else people_of(self.value("people"))

    def action_back(self) -> None:
        self.navigator.go_home()

    def _offer_names(self) -> None:
        names = people_of(self.value("people"))
        for role in self._guide.roles:
            self.query_one(f"#role-{role.id}", Choice).offer(("–", *names))

    def _setup(self) -> SessionSetup:
        roles = tuple(
            (role.id, choice.chosen)
            for role in self._guide.roles
            if (choice := self.query_one(f"#role-{role.id}", Choice)).index
        )
        return SessionSetup(
            guide=self._guide,
            team=self.value("team"),
            names=people_of(self.value("people")),
            roles=roles,
            purpose=self.value("purpose"),
            order=ORDERS[self.query_one("#order", Choice).index][0],
        )
