"""An open measurement on one machine, between two people who answer: nothing of an answer is shown.

From here the next one answers, sheets of paper are entered, and it is closed or thrown away.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final, TypeVar, assert_never

from textual.binding import Binding
from textual.containers import Center, Vertical
from textual.content import Content
from textual.widgets import Label, Static

from facilitator.conducting import measuring
from facilitator.conducting.format import not_saved_words
from facilitator.conducting.guard import Guard
from facilitator.conducting.stage import ANSWER_BY_PHONE
from facilitator.conducting.steps import Reading, Writing
from facilitator.core.errors import Refused
from facilitator.core.text.guard import NO_TEXT
from facilitator.ui.commands import bindings
from facilitator.ui.kit.app_protocol import app_of
from facilitator.ui.kit.dialog import Dialog, confirm, pick
from facilitator.ui.kit.fields import Field
from facilitator.ui.kit.key_line import KeyLine
from facilitator.ui.kit.lettering import Prompt
from facilitator.ui.kit.line import Line
from facilitator.ui.kit.screen import AppScreen
from facilitator.ui.kit.worker import ENDING, read_in_thread, write_in_thread
from facilitator.ui.measurement.answering import AnswerScreen
from facilitator.words import _, refusal_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.app import ComposeResult

    from facilitator.conducting.conductor import ToRefused
    from facilitator.core.measurement.items import Answer
    from facilitator.core.retention import LeftOpenDays
    from facilitator.store.measurement.answers import MeasurementKeeper
    from facilitator.store.session_file import NotSaved

T = TypeVar("T")

TRY_AGAIN_AFTER: Final = 5.0
"""Seconds between two tries to save what the disk did not take."""
COUNT_EVERY: Final = 1.0
"""Seconds between two looks at how many have answered by phone."""


def _added(
    keeper: MeasurementKeeper, row: tuple[Answer, ...], comment: str
) -> Refused | NotSaved | None:
    """One more response on the disk; gives why it is not. In a thread."""
    try:
        return keeper.add(row, comment)
    except Refused as refused:
        return refused


class HandOver(AppScreen[None]):
    """How many have answered, what anonymous means here, and the way on."""

    CONTEXT = "handover"
    CSS_PATH = "answering.tcss"
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
        if self._keeper.changed is None:
            return
        archive = self.workspace.archive
        read_in_thread(
            self,
            lambda _go_on: archive.left_open_days,
            self._offer_end_after,
            refused=lambda _doubt: None,  # in doubt nothing is destroyed either
            group="days",
        )

    def _offer_end_after(self, days: LeftOpenDays) -> None:
        now = self.workspace.clock.now()
        if not (title := measuring.long_unanswered(self._keeper.changed, now, days)):
            return
        choices: list[tuple[str, Callable[[], object]]] = [
            (_("Leave it open"), self._show),
            (_(measuring.CLOSE), self.action_close),
            (_(measuring.DELETE), self._delete),
        ]
        pick(self, title, choices, lambda chosen: chosen())

    def action_close(self) -> None:
        self._take(measuring.closing(self._keeper, self.workspace))

    def _delete(self) -> None:
        self._take(measuring.deleting(self._keeper))

    # The steps of its end

    def _take(self, steps: Iterator[measuring.Step]) -> None:
        """Take the next of these steps. Nothing is asked over a blank screen."""
        go_on = partial(self._take, steps)
        match step := next(steps, None):
            case Reading():
                step.begin(self._read, go_on, self.refuse)
            case Writing():
                step.begin(self._write, go_on, self.refuse)
            case measuring.NotEnded():
                self.say(not_saved_words(step.trouble.reason), seconds=20)
            case measuring.Ended():
                self.navigator.measurement.end(step.measurement)
            case None:
                pass
            case _:
                self.once_on_top(partial(self._ask, step, go_on))

    def _read(self, read: Callable[[], T], then: Callable[[T], object], refused: ToRefused) -> None:
        read_in_thread(self, lambda _go_on: read(), then, refused=refused)

    def _write(
        self, write: Callable[[], T], then: Callable[[T], object], refused: ToRefused
    ) -> None:
        def written(result: T) -> None:
            self._is_ending = False
            then(result)

        def not_written(why: Refused) -> None:  # something has come meanwhile
            self._is_ending = False
            refused(why)

        self._is_ending = True
        write_in_thread(self, lambda _go_on: write(), written, not_written, group=ENDING)

    def _ask(self, question: measuring.Question, go_on: Callable[[], None]) -> None:
        if self._is_ending:
            return

        def sure() -> None:
            question.answer = True
            go_on()

        delete, no = _(measuring.DELETE), ""
        match question:
            case measuring.Close():
                yes = _("Close it all the same") if question.reason else _("Yes, close it")
                *sentences, end = question.sentences
                title = "\n".join(sentences) + f" {end}"
            case measuring.DeleteInstead():
                title, yes, no = question.words, delete, _("Leave it open")
            case measuring.Delete():
                title, yes = _(measuring.DELETE_FOR_GOOD), delete
            case _:
                assert_never(question)
        confirm(self, title, yes, sure, no=no)

    def action_leave(self) -> None:
        self.navigator.measurement.leave()

    def action_room(self) -> None:
        self.navigator.room.show()

    def _answered(
        self,
        row: tuple[Answer, ...],
        comment: str,
        kept: Callable[[], None],
        refused: Callable[[Refused], None],
    ) -> None:
        def added(trouble: Refused | NotSaved | None) -> None:
            if isinstance(trouble, Refused):
                refused(trouble)
                return
            kept()
            if trouble:
                self.say(not_saved_words(trouble.reason, is_tried_again=True), seconds=20)

        self.navigator.save(partial(_added, self._keeper, row, comment), added)

    def _save_again(self) -> None:
        if self._is_ending or not self._keeper.unsaved:
            return

        def saved(trouble: NotSaved | None) -> None:
            if trouble is None:
                self.say(_("Saved now."))

        read_in_thread(self, lambda _go_on: self._keeper.save(), saved, group="again")

    def action_sheet(self) -> None:
        self.app.push_screen(Sheets(self._keeper, self._show))

    def _show_count(self) -> None:
        if self.is_current and self.navigator.room.number_told is not None:
            self._show()

    def _show(self) -> None:
        measurement = self._keeper.measurement
        told, expected = self.navigator.room.number_told, measurement.expected
        n = self._keeper.number_answered if told is None else told
        about, answered = (
            measurement.label or measurement.team,
            measuring.answered_words(n, expected),
        )
        width = self.app.size.width - len(answered) - 6
        late = self.navigator.room.way_in(width - len(about))  # for those who come late
        if late and len(about) + len(late) > width:
            about = late
        elif late:
            about = f"{about} · {late}"
        self.query_one("#place", Line).show(about, answered)
        headline = _("Pass the keyboard on") if n else _("Answer for yourself")
        if told is not None:
            headline = _(ANSWER_BY_PHONE)
        if expected and n >= expected:
            headline = _("Everybody has answered")
        height = self.app.size.height
        self.query_one(Prompt).show(headline, most_rows=height // 2 if height >= 20 else 0)
        honest = _(measuring.HONEST).format(least=self._keeper.least)
        self.query_one("#note", Static).update(Content(f"{honest}\n\n{_(measuring.SIT_APART)}"))
        self.show_keys()


class Sheets(Dialog[None]):
    """A line that takes sheet after sheet, and tells how many there are by now."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("enter", "take", show=False, priority=True),  # before the next sheet is typed
    ]

    def __init__(self, keeper: MeasurementKeeper, taken: Callable[[], object]) -> None:
        """`taken` is called after each sheet: the number is seen beside the dialog too."""
        super().__init__()
        self._keeper, self._tell_taken = keeper, taken

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
            row = measuring.row_from_paper(line.value)
        except Refused as refused:
            self._say(refusal_words(refused))
            return
        app_of(self).navigator.save(partial(_added, self._keeper, row, ""), self._taken)

    def _taken(self, trouble: Refused | NotSaved | None) -> None:
        if isinstance(trouble, Refused):
            self._say(refusal_words(trouble))
            return
        self.query_one(Field).clear()
        self._tell_taken()
        self._say(not_saved_words(trouble.reason, is_tried_again=True) if trouble else "")

    def _say(self, words: str) -> None:
        count = measuring.answered_words(self._keeper.number_answered, None)
        self.query_one("#count", Label).update(Content(f"{count}\n{words}".strip()))
