"""Before a measurement: team, scale, label, how many are to answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.suggester import SuggestFromList
from textual.widgets import Label

from facilitator.conducting.guard import Guard
from facilitator.core.errors import N_, Refused
from facilitator.core.measurement.items import SCALES
from facilitator.core.text.guard import NO_TEXT
from facilitator.core.text.numbers import whole_number
from facilitator.ui.kit.form import (
    Choice,
    Field,
    FormScreen,
    field,
)
from facilitator.ui.kit.line import Aside, KeyLine
from facilitator.ui.kit.worker import read_in_thread
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.app import ComposeResult


class OpenMeasure(FormScreen):
    """A short form. The scale is locked once the measurement is open."""

    DEFAULT_CSS = """
    OpenMeasure #measured { width: 1fr; padding: 0 1; }
    """

    def __init__(self, team: str = "", *, expected: int | None = None) -> None:
        """`team` is the one that is measured, where a session has that settled already.

        `expected` is how many there are to answer, as far as is known.
        """
        super().__init__()
        self._team = team
        self._number = "" if expected is None else str(expected)

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False, classes="form"):
            yield Label(Content(_("New measurement")), classes="title")
            yield Label(
                Content(
                    _(
                        "Seven statements, answered anonymously, one person at a time. "
                        "The leader does not answer."
                    )
                ),
                classes="quiet",
            )
            yield Label("")
            with field(_("Team")):
                if self._team:
                    yield Label(Content(self._team), id="measured")
                else:
                    yield Field(id="team")
            with field(_("Scale")):
                yield Choice([_("{n} points").format(n=n) for n in SCALES], id="scale")
            with field(_("Label")):
                yield Field(id="label", placeholder=_("APV 2026, or nothing"))
            with field(_("How many?")):
                how_many = _("a number, or nothing")
                yield Field(id="expected", placeholder=how_many, guard=Guard(unless=NO_TEXT))
        yield Aside()
        yield KeyLine()

    def on_mount(self) -> None:
        workspace = self.workspace
        self.offer("expected", self._number)
        if self._team:
            return
        self.offer("team", _("Our team"))
        read_in_thread(self, lambda _go_on: workspace.teams(), self._offer_teams, group="teams")

    def refusals(self) -> Mapping[str, Refused]:
        try:
            self._expected()
        except Refused as refused:
            return {"expected": refused}
        return {}

    def begin(self) -> None:
        """Open it."""
        self.navigator.measurement.begin(
            self._team or self.value("team"),
            SCALES[self.query_one("#scale", Choice).index],
            self.value("label"),
            self._expected(),
        )

    def _offer_teams(self, teams: Sequence[str]) -> None:
        line = self.query_one("#team", Field)
        line.suggester = SuggestFromList(teams, case_sensitive=False)
        line.guard = Guard(*teams)
        self.offer("team", next(iter(teams), _("Our team")))

    def _expected(self) -> int | None:
        text = self.value("expected")
        if not text:
            return None
        number = whole_number(text)
        if number is None:
            raise Refused(N_("How many: a number, or nothing."))
        return number
