"""Between two people who answer on one machine: a screen that shows nothing of either."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding
from textual.containers import Center, Vertical
from textual.content import Content
from textual.widgets import Label, Static

from facilitator.conducting.guard import Guard
from facilitator.conducting.measuring import HONEST, SIT_APART, number_words, sheet
from facilitator.core.errors import Refused
from facilitator.core.measurement.overlap import TooNear
from facilitator.core.measurement.result import Withheld
from facilitator.core.text.guard import NO_TEXT
from facilitator.ui.commands import bindings
from facilitator.ui.kit.dialog import Dialog, confirm, pick
from facilitator.ui.kit.form import Field
from facilitator.ui.kit.lettering import Prompt
from facilitator.ui.kit.line import KeyLine, Line
from facilitator.ui.kit.screen import AppScreen
from facilitator.ui.kit.worker import ENDING, read_in_thread, write_in_thread
from facilitator.ui.measurement.answer import AnswerScreen
from facilitator.words import _, date_words, said

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from textual.app import ComposeResult

    from facilitator.core.measurement.items import Answer
    from facilitator.core.measurement.note import Measurement
    from facilitator.core.measurement.result import Result
    from facilitator.core.retention import LeftOpenDays
    from facilitator.store.measurement.answers import MeasurementKeeper
    from facilitator.store.session_file import NotSaved

TRY_AGAIN_AFTER: Final = 5.0
"""Seconds between two tries to save what the disk did not take."""
COUNT_EVERY: Final = 1.0
"""Seconds between two looks at how many have answered by phone."""


class HandOver(AppScreen[None]):
    """How many have answered, what anonymous means here, and the way on."""

    CONTEXT = "handover"
    CSS_PATH = "answer.tcss"
    BINDINGS: ClassVar[list[Binding]] = bindings("handover", priority=True)  # type: ignore[assignment]

    def __init__(self, keeper: MeasurementKeeper) -> None:
        super().__init__()
        self._keeper = keeper
        self._is_ending = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is begun with it while it is closed or thrown away."""
        if self._is_ending and action in {"begin", "close", "leave", "sheet"}:
            return False
        return super().check_action(action, parameters)

    def compose(self) -> ComposeResult:
        yield Line(id="place")
        yield Prompt(id="prompt")
        with Center():
            yield Static(id="note")
        yield KeyLine()

    def on_screen_resume(self) -> None:
        self._show()

    def on_resize(self) -> None:
        if self.is_mounted and self.query(Prompt):
            self._show()

    def action_begin(self) -> None:
        self.app.push_screen(AnswerScreen(self._keeper.measurement, self._answered))

    def on_mount(self) -> None:
        self.set_interval(TRY_AGAIN_AFTER, self._save_again)
        self.set_interval(COUNT_EVERY, self._show_count)
        self._offer_end()

    def _offer_end(self) -> None:
        """Of a measurement that nobody has answered for long: close it, or delete it."""
        changed = self._keeper.changed
        if changed is None:
            return
        archive = self.workspace.archive
        read_in_thread(
            self,
            lambda _go_on: archive.left_open_days,
            partial(self._offer_end_after, changed),
            refused=lambda _doubt: None,  # in doubt nothing is destroyed either
            group="days",
        )

    def _offer_end_after(self, changed: datetime, days: LeftOpenDays) -> None:
        offered = timedelta(days=days.answers_offered)
        if self.workspace.clock.now() - changed < offered:
            return
        until = changed + timedelta(days=days.answers_destroyed)
        title = _(
            "Nobody has answered since {since}. On {until} the measurement is destroyed with its "
            "answers. Close it, or delete it now?"
        ).format(since=_day_words(changed), until=_day_words(until))
        choices: list[tuple[str, Callable[[], object]]] = [
            (_("Leave it open"), self._show),
            (_("Close the measurement"), self.action_close),
            (_("Delete it with all its answers"), self._ask_to_throw_away),
        ]
        pick(self, title, choices, lambda chosen: chosen())

    def _ask_to_throw_away(self) -> None:
        title = _("Delete this measurement for good?")
        confirm(self, title, _("Delete it with all its answers"), self._throw_away)

    def action_close(self) -> None:
        workspace, keeper, today = self.workspace, self._keeper, self.workspace.today
        read_in_thread(
            self,
            lambda _go_on: workspace.result_of(keeper.preview(today)),
            partial(self._ask_to_close, today),
            refused=self._cannot_close,
        )

    def _ask_to_close(self, today: date, result: Result | Withheld) -> None:
        title, yes = _("Close the measurement? It cannot be opened again."), _("Yes, close it")
        if isinstance(result, Withheld):
            title, yes = f"{title}\n{said(result.reason)}", _("Close it all the same")
        title += " " + _("The single answers are destroyed, and are in no file.")
        confirm(self, title, yes, lambda: self._close(today))

    def _cannot_close(self, why: Refused) -> None:
        """Say why not; beside another result it stays open, or is thrown away."""
        if not isinstance(why, TooNear):
            self.refuse(why)
            return
        title = _("The measurement cannot be closed. {why}").format(why=said(why))
        delete = _("Delete it with all its answers")
        confirm(self, title, delete, self._throw_away, no=_("Leave it open"))

    def _close(self, today: date) -> None:
        self._end(lambda: self._keeper.close(today), lambda: self._keeper.measurement)

    def _throw_away(self) -> None:
        self._end(self._keeper.throw_away, lambda: None)

    def _end(
        self, end: Callable[[], NotSaved | None], closed: Callable[[], Measurement | None]
    ) -> None:
        """Close it or throw it away; nothing else is done with it meanwhile."""

        def then(trouble: NotSaved | None) -> None:
            self._is_ending = False
            if trouble:
                self._say_not_saved(trouble)
            else:
                self.navigator.measurement.end(closed())

        def refused(why: Refused) -> None:  # something has come meanwhile
            self._is_ending = False
            self.refuse(why)

        self._is_ending = True
        write_in_thread(self, lambda _go_on: end(), then, refused, group=ENDING)

    def action_leave(self) -> None:
        self.navigator.measurement.leave()

    def action_room(self) -> None:
        self.navigator.room.show()

    def _answered(self, row: tuple[Answer, ...], comment: str) -> None:
        """Keep a response. Raises Refused."""
        if trouble := self._keeper.add(row, comment):
            why = said(trouble.reason)
            self.say(_("Not saved: {why} It will be tried again.").format(why=why), seconds=20)

    def _save_again(self) -> None:
        if not self._is_ending and self._keeper.unsaved and not self._keeper.save():
            self.say(_("Saved now."))

    def _say_not_saved(self, trouble: NotSaved) -> None:
        self.say(_("Not saved: {why}").format(why=said(trouble.reason)), seconds=20)

    def action_sheet(self) -> None:
        self.app.push_screen(Sheets(self._keeper))

    def _show_count(self) -> None:
        if self.is_current and self.navigator.room.number_told is not None:
            self._show()

    def _show(self) -> None:
        measurement = self._keeper.measurement
        told, expected = self.navigator.room.number_told, measurement.expected
        n = self._keeper.number_answered if told is None else told
        self.query_one("#place", Line).show(
            measurement.label or measurement.team, number_words(n, expected)
        )
        headline = _("Pass the keyboard on") if n else _("Answer for yourself")
        if expected and n >= expected:
            headline = _("Everybody has answered")
        height = self.app.size.height
        self.query_one(Prompt).show(headline, most_rows=height // 2 if height >= 20 else 0)
        honest = _(HONEST).format(least=self._keeper.least)
        self.query_one("#note", Static).update(Content(f"{honest}\n\n{_(SIT_APART)}"))
        self.show_keys()


def _day_words(moment: datetime) -> str:
    return date_words(moment.astimezone().date())


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
