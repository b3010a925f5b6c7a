"""Before a measurement: team, scale, label, how many are to answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.suggester import SuggestFromList
from textual.widgets import Input, Label

from facilitator.core.items import SCALES
from facilitator.core.plaintext import one_line
from facilitator.core.refusal import N_, Refused
from facilitator.ui.commands import bindings
from facilitator.ui.screens.base import RoomScreen
from facilitator.ui.widgets.choice import Choice
from facilitator.ui.widgets.field import Field, field
from facilitator.ui.widgets.key_line import KeyLine
from facilitator.words import _, said

if TYPE_CHECKING:
    from textual.app import ComposeResult


class OpenMeasure(RoomScreen[None]):
    """A short form. The scale is locked once the measurement is open."""

    CONTEXT = "prepare"
    AUTO_FOCUS = "#team"
    DEFAULT_CSS = "OpenMeasure { align-horizontal: center; }"
    BINDINGS: ClassVar[list[Binding]] = [  # type: ignore[assignment]
        *bindings("prepare", priority=True),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def compose(self) -> ComposeResult:
        """The form."""
        teams = self.room.teams()
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
                suggester = SuggestFromList(teams, case_sensitive=False)
                yield Field(next(iter(teams), _("Our team")), id="team", suggester=suggester)
            with field(_("Scale")):
                yield Choice([_("{n} points").format(n=n) for n in SCALES], id="scale")
            with field(_("Label")):
                yield Field(id="label", placeholder=_("APV 2026, or nothing"))
            with field(_("How many?")):
                yield Field(id="expected", placeholder=_("how many are to answer, or nothing"))
            yield Label("", id="refusal")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show what can be done."""
        self.show_keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A dialog on top has the keys."""
        return self.app.screen is self and super().check_action(action, parameters)

    def action_begin(self) -> None:
        """Open it, or say what is in the way."""
        try:
            self.room.begin_measuring(
                self._value("team"),
                SCALES[self.query_one("#scale", Choice).index],
                self._value("label"),
                self._expected(),
            )
        except Refused as refused:
            self.query_one("#refusal", Label).update(Content(said(refused)))

    def action_back(self) -> None:
        """Back."""
        self.dismiss()

    def _value(self, name: str) -> str:
        return one_line(self.query_one(f"#{name}", Input).value)

    def _expected(self) -> int | None:
        text = self._value("expected")
        if not text:
            return None
        if not text.isdecimal():
            raise Refused(N_("How many: a number, or nothing."))
        return int(text)
