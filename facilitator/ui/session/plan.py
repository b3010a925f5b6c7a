"""How far behind the plan we are, and a plan that fits the time left, to accept or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Label, Static

from facilitator.core.errors import Refused
from facilitator.core.session.phases import AcceptRefit
from facilitator.core.session.plan import Refit, minutes_behind, refit, time_left
from facilitator.core.session.timing import elapsed
from facilitator.core.text.guard import NO_TEXT
from facilitator.core.text.numbers import minutes_of
from facilitator.ui.kit.dialog import Dialog
from facilitator.ui.kit.fields import Field
from facilitator.ui.kit.format import minutes_words
from facilitator.ui.kit.guard import Guard
from facilitator.words import _, said

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from facilitator.ui.session.conductor import Conductor


class PlanScreen(Dialog[AcceptRefit | None]):
    """The phases that remain, as they are planned and as they would fit."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding("escape,f8", "dismiss(None)", show=False, priority=True)
    ]

    def __init__(self, conductor: Conductor) -> None:
        super().__init__()
        self._conductor = conductor
        self._now = conductor.now()
        self._refit: Refit | None = None

    def compose(self) -> ComposeResult:
        session = self._conductor.session
        left = max(0.0, round(time_left(session, self._now) * 2) / 2)
        with Vertical(classes="dialog"):
            yield Label(Content(_("The plan")), classes="title")
            yield Label(Content(self._behind()), id="behind")
            yield Label(Content(_("How many minutes are left in all?")), classes="quiet")
            yield Field(
                minutes_words(left), id="left", select_on_focus=True, guard=Guard(unless=NO_TEXT)
            )
            yield Static("", id="proposal")
            yield Label(Content(_("Enter: use this plan · Esc: keep the old one")), classes="quiet")

    def on_input_changed(self, event: Input.Changed) -> None:
        proposal = self.query_one("#proposal", Static)
        try:
            self._refit = refit(self._conductor.session, self._now, minutes_of(event.value))
        except Refused as refused:
            self._refit = None
            proposal.update(Content("\n" + said(refused) + "\n"))
        else:
            proposal.update(Content("\n" + "\n".join(self._rows(self._refit)) + "\n"))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if self.query_one(Field).question() is None and self._refit:
            self.dismiss(AcceptRefit(self._refit))

    def _behind(self) -> str:
        minutes = round(minutes_behind(self._conductor.session, self._now))
        if minutes > 0:
            return _("{n} min behind the plan.").format(n=minutes)
        if minutes < 0:
            return _("{n} min ahead of the plan.").format(n=-minutes)
        return _("On time.")

    def _rows(self, proposal: Refit) -> list[str]:
        session = self._conductor.session
        used = elapsed(session, self._now) / 60
        rows = []
        for offset, minutes in enumerate(proposal.minutes):
            live = session.live.phases[proposal.position + offset]
            been = used if offset == 0 else live.spent / 60
            title = session.guide.phase(live.phase).title
            planned = minutes_words(round(max(0.0, live.minutes - been), 1))
            fits = minutes_words(round(minutes - been, 1))
            rows.append(f"{title[:24]:<24} {planned:>4} → {fits:>4} min")
        return rows
