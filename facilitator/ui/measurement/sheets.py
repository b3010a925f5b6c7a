"""Answers from paper: one row of seven keys a sheet, typed one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label

from facilitator.core.errors import N_, Refused
from facilitator.core.measurement.items import ITEMS
from facilitator.core.text.guard import NO_TEXT
from facilitator.ui.kit.dialog import Dialog
from facilitator.ui.kit.fields import Field
from facilitator.ui.kit.guard import Guard
from facilitator.words import _, said

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from facilitator.core.measurement.items import Answer
    from facilitator.store.measurement.answers import MeasurementKeeper


class Sheets(Dialog[None]):
    """A line that takes sheet after sheet, and tells how many there are by now."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("enter", "take", show=False, priority=True),  # before the next sheet is typed
    ]

    def __init__(self, keeper: MeasurementKeeper) -> None:
        super().__init__()
        self._keeper = keeper

    def compose(self) -> ComposeResult:
        how = _("Seven digits, 0 for no answer, as 2424245. Enter: next sheet. Esc: done.")
        with Vertical(classes="dialog"):
            yield Label(Content(_("Answers on paper")), classes="title")
            yield Label(Content(how), classes="quiet")
            yield Label("")
            yield Field(guard=Guard(unless=NO_TEXT))
            yield Label("")
            yield Label("", id="count")

    def on_mount(self) -> None:
        self._say("")

    def action_take(self) -> None:
        line = self.query_one(Field)
        if question := line.question():
            self._say(question)
            return
        try:
            trouble = self._keeper.add(sheet(line.value))
        except Refused as refused:
            self._say(said(refused))
            return
        line.clear()
        why = said(trouble.reason) if trouble else ""
        self._say(_("Not saved: {why} It will be tried again.").format(why=why) if why else "")

    def _say(self, words: str) -> None:
        count = _("{n} have answered").format(n=self._keeper.number_answered)
        self.query_one("#count", Label).update(Content(f"{count}\n{words}".strip()))


def sheet(text: str) -> tuple[Answer, ...]:
    """A row as it is typed from paper: seven keys, 0 or - for no answer. Refused otherwise."""
    keys = [key for key in text if not key.isspace()]
    if len(keys) != len(ITEMS) or not all(key in "01234567-" for key in keys):
        raise Refused(N_("Seven keys, please: a digit for each statement, 0 for no answer."))
    return tuple(int(key) if key not in "0-" else None for key in keys)
