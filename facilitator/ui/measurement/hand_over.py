"""Between two people who answer on one machine: a screen that shows nothing of either."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from textual.containers import Center
from textual.content import Content
from textual.widgets import Static

from facilitator.core.errors import Refused
from facilitator.core.measurement.result import Withheld
from facilitator.store.session_file import NotSaved
from facilitator.ui.commands import bindings
from facilitator.ui.kit.dialog import Pick
from facilitator.ui.kit.key_line import KeyLine
from facilitator.ui.kit.line import Line
from facilitator.ui.kit.prompt import Prompt
from facilitator.ui.kit.screen import RoomScreen
from facilitator.ui.measurement.answer import AnswerScreen
from facilitator.ui.measurement.sheets import Sheets
from facilitator.words import _, said

if TYPE_CHECKING:
    from datetime import date

    from textual.app import ComposeResult
    from textual.binding import Binding

    from facilitator.core.measurement.items import Answer
    from facilitator.store.measurement.answers import MeasurementKeeper


class HandOver(RoomScreen[None]):
    """How many have answered, what anonymous means here, and the way on."""

    CONTEXT = "handover"
    CSS_PATH = "answer.tcss"
    BINDINGS: ClassVar[list[Binding]] = bindings("handover", priority=True)  # type: ignore[assignment]

    def __init__(self, keeper: MeasurementKeeper) -> None:
        super().__init__()
        self._keeper = keeper

    def compose(self) -> ComposeResult:
        """The count, the word, the honest text."""
        yield Line(id="place")
        yield Prompt(id="prompt")
        with Center():
            yield Static(id="note")
        yield KeyLine()

    def on_screen_resume(self) -> None:
        """One more has answered, or nobody."""
        self._show()

    def on_resize(self) -> None:
        """Another size: the letters that depend on it."""
        if self.is_mounted and self.query(Prompt):
            self._show()

    def action_begin(self) -> None:
        """The next person."""
        self.app.push_screen(AnswerScreen(self._keeper.measurement, self._answered))

    def action_close(self) -> None:
        """No more answers: asked once, with what will come of it."""
        today = self.workspace.today
        try:
            result = self.workspace.result_of(self._keeper.preview(today))
        except Refused as refused:
            self.refuse(refused)
            return
        title = _("Close the measurement? It cannot be opened again.")
        keep: list[Literal["counts", "rows"]] = ["counts", "rows"]
        choices = [
            _("Close, and keep only the counts"),
            _("Close, and keep the single answers for 90 days"),
        ]
        if isinstance(result, Withheld):  # nothing of the answers is kept
            title += "\n" + said(result.reason) + " " + _("The answers are deleted.")
            choices = [_("Close it all the same")]

        def chosen(index: int | None) -> None:
            if index:
                self._close(keep[index - 1], today)

        self.app.push_screen(Pick(title, [_("No, go back"), *choices]), chosen)

    def _close(self, keep: Literal["counts", "rows"], today: date) -> None:
        try:
            outcome = self._keeper.close(keep, today)
        except Refused as refused:
            self.refuse(refused)
            return
        if isinstance(outcome, NotSaved):
            self.say(_("Not saved: {why}").format(why=said(outcome.reason)), seconds=20)
            return
        words = said(outcome.reason) if outcome else ""
        self.navigator.end_measuring(self._keeper.measurement, words)

    def action_leave(self) -> None:
        """Home; the measurement stays open."""
        self.navigator.leave(self.navigator.go_home)

    def _answered(self, row: tuple[Answer, ...], comment: str) -> None:
        """Keep a response. Raises Refused; what is not saved is written with the next one."""
        if trouble := self._keeper.add(row, comment):
            why = said(trouble.reason)
            self.say(_("Not saved: {why} It will be tried again.").format(why=why), seconds=20)

    def action_sheet(self) -> None:
        """Sheets of paper, one after the other."""
        self.app.push_screen(Sheets(self._keeper))

    def _show(self) -> None:
        measurement = self._keeper.measurement
        n, expected = measurement.number_answered, measurement.expected
        words = (
            _("{n} of {expected} have answered").format(n=n, expected=expected)
            if expected
            else _("{n} have answered").format(n=n)
        )
        self.query_one("#place", Line).show(measurement.label or measurement.team, words)
        headline = _("Pass the keyboard on") if n else _("Answer for yourself")
        if expected and n >= expected:
            headline = _("Everybody has answered")
        height = self.app.size.height
        self.query_one(Prompt).show(headline, most_rows=height // 2 if height >= 20 else 0)
        honest = _(
            "Seven statements, about two minutes. Nobody sees your answers: they are mixed with "
            "the others' and have no name, time or order. The result is shown from {least} "
            "answers. You are few. Some may be able to guess. Write only what you can stand by."
        )
        where = _("Sit so that nobody else sees the screen. The leader does not answer.")
        least = self._keeper.least
        self.query_one("#note", Static).update(Content(f"{honest.format(least=least)}\n\n{where}"))
        self.show_keys()
