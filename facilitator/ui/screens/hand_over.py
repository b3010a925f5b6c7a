"""Between two people who answer on one machine: a screen that shows nothing of either."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets import Static

from facilitator.core.items import ITEMS
from facilitator.core.measurement import Withheld
from facilitator.core.refusal import N_, Refused
from facilitator.store.keeper import NotSaved
from facilitator.ui.commands import bindings
from facilitator.ui.screens.answer import AnswerScreen
from facilitator.ui.screens.base import RoomScreen
from facilitator.ui.screens.blank import Blank
from facilitator.ui.screens.dialogs import Ask, Pick
from facilitator.ui.widgets.key_line import KeyLine
from facilitator.ui.widgets.line import Line
from facilitator.ui.widgets.prompt import Prompt
from facilitator.words import _, said

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import Binding

    from facilitator.core.items import Answer
    from facilitator.store.measurement_keeper import MeasurementKeeper


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
        yield Static(id="note")
        yield KeyLine()

    def on_screen_resume(self) -> None:
        """One more has answered, or nobody."""
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A dialog on top has the keys."""
        return self.app.screen is self and super().check_action(action, parameters)

    def action_begin(self) -> None:
        """The next person."""
        self.app.push_screen(AnswerScreen(self._keeper.measurement, self._answered))

    def action_close(self) -> None:
        """No more answers, after two questions."""
        today = self.room.clock.today().date()
        result = self.room.result_of(self._keeper.preview(today))
        after = said(result.reason) if isinstance(result, Withheld) else ""
        choices = [
            _("No, go back"),
            _("Close, and keep only the counts"),
            _("Close, and keep the rows for 90 days"),
        ]

        def chosen(index: int | None) -> None:
            if index in {1, 2}:
                result = self._keeper.close("counts" if index == 1 else "rows", today)
                if isinstance(result, NotSaved):
                    self.refuse(result.reason)
                else:
                    self.room.go_home()
                    self.room.show_result(self._keeper.measurement)

        title = _("Close the measurement? It cannot be opened again.") + f"\n{after}"
        self.app.push_screen(Pick(title, choices), chosen)

    def action_leave(self) -> None:
        """Home; the measurement stays open."""
        self._keeper.release()
        self.room.go_home()

    def action_blank(self) -> None:
        """Nothing on the screen."""
        self.app.push_screen(Blank())

    def _answered(self, row: tuple[Answer, ...], comment: str) -> bool:
        try:
            trouble = self._keeper.add(row, comment)
        except Refused as refused:
            self.refuse(refused)
            return False
        if trouble:
            self._say_unsaved(trouble)
        return True

    def _say_unsaved(self, trouble: NotSaved) -> None:
        """The answer is kept in memory, and written with the next one."""
        why = said(trouble.reason)
        self.say(_("Not saved: {why} It will be tried again.").format(why=why), seconds=20)

    def action_sheet(self) -> None:
        """A sheet of paper: one row of seven keys."""

        def check(text: str) -> None:
            if trouble := self._keeper.add(sheet(text)):
                self._say_unsaved(trouble)

        def typed(text: str | None) -> None:
            self._show()
            if text is not None:
                self.action_sheet()

        hint = _("{n} typed. Seven keys, 0 for no answer: 2424245. Esc: done.").format(
            n=self._keeper.measurement.number_answered
        )
        self.app.push_screen(Ask(_("A sheet"), hint=hint, check=check), typed)

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
        height = self.app.size.height
        self.query_one(Prompt).show(headline, most_rows=height // 2 if height >= 20 else 0)
        honest = _(
            "Seven statements, about two minutes. Nobody sees your answers: they are mixed with "
            "the others' and have no name, time or order. The result is shown from {least} "
            "answers. You are few. Some may be able to guess. Write only what you can stand by. "
            "The leader does not answer."
        )
        least = self.room.archive.settings.responses_at_least
        self.query_one("#note", Static).update(Content(honest.format(least=least)))
        self.show_keys()


def sheet(text: str) -> tuple[Answer, ...]:
    """A row as it is typed from paper: seven keys, 0 or - for no answer. Refused otherwise."""
    keys = [key for key in text if not key.isspace()]
    if len(keys) != len(ITEMS) or not all(key in "01234567-" for key in keys):
        raise Refused(N_("Seven keys, please: a digit for each statement, 0 for no answer."))
    return tuple(int(key) if key not in "0-" else None for key in keys)
