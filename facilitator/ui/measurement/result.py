"""A result on the wall: spread first, no grade, no single respondent."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Center, VerticalScroll
from textual.content import Content
from textual.widgets import Label, Static

from facilitator.core.measurement.result import Withheld
from facilitator.export.measures import agreement_words, technical_lines
from facilitator.ui.commands import Command, bindings
from facilitator.ui.kit.distribution import index_rows, items_content
from facilitator.ui.kit.format import date_words
from facilitator.ui.kit.key_line import KeyLine
from facilitator.ui.kit.prompt import Prompt
from facilitator.ui.kit.screen import RoomScreen
from facilitator.ui.measurement.migrating import migrate_older
from facilitator.words import _, said

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import Binding

    from facilitator.core.measurement.note import Measurement
    from facilitator.core.measurement.result import Result
    from facilitator.store.measurement.listing import Measurements

PICTURE, COMMENTS, TECHNICAL = range(3)
"""The pages."""

WIDEST = 116


class ResultScreen(RoomScreen[None]):
    """The result of one closed measurement; comments and figures on pages of their own."""

    CONTEXT = "result"
    AUTO_FOCUS = "VerticalScroll"
    CSS_PATH = "result.tcss"
    BINDINGS: ClassVar[list[Binding]] = bindings("result")  # type: ignore[assignment]

    def __init__(self, measurement: Measurement, measurements: Measurements) -> None:
        """`measurements`: all there are."""
        super().__init__()
        self._measurement = measurement
        self._measurements = measurements
        self._page = PICTURE

    @cached_property
    def _result(self) -> Result | Withheld:
        """What may be shown; it does not change, whatever is deleted."""
        return self.workspace.result_of(self._measurement, self._measurements.notes)

    @cached_property
    def _has_course(self) -> bool:
        """Whether the team has been measured more than once."""
        return len(self.workspace.course_of(self._measurement.team, self._measurements.notes)) > 1

    def compose(self) -> ComposeResult:
        named = f" · {self._measurement.label}" if self._measurement.label else ""
        when = date_words(self._measurement.date)
        yield Label(Content(f"{self._measurement.team}{named} · {when}"), id="whose")
        yield Prompt(id="spread")
        with Center(id="page"), VerticalScroll():
            yield Static(id="body")
        yield KeyLine()

    def on_mount(self) -> None:
        migrate_older(self, self._measurements)

    def on_resize(self) -> None:
        self._show()

    def key_commands(self) -> tuple[Command, ...]:
        """Only what there is."""
        result = self._result
        absent = set()
        if isinstance(result, Withheld):
            absent |= {"result.technical", "result.dialogue"}
        elif result.full is None:
            absent.add("result.technical")
        if isinstance(result, Withheld) or not result.comments:
            absent.add("result.comments")
        if not self._has_course:
            absent.add("result.trend")
        if self.navigator.in_session:  # a session is on: this is shown in it
            absent.add("result.dialogue")
        return tuple(command for command in super().key_commands() if command.id not in absent)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No key does what is not offered."""
        offered = {"technical", "comments", "trend", "dialogue"}
        if action in offered and self.is_mounted:
            return action in {command.action for command in self.key_commands()}
        return super().check_action(action, parameters)

    def action_technical(self) -> None:
        self._turn_to(TECHNICAL)

    def action_comments(self) -> None:
        self._turn_to(COMMENTS)

    def action_trend(self) -> None:
        self.navigator.show_trend(self._measurement.team)

    def action_dialogue(self) -> None:
        self.navigator.open_dialogue(self._measurement.team)

    def action_back(self) -> None:
        """From a page to the picture, and from there back."""
        if self._page == PICTURE:
            self.dismiss()
        else:
            self._turn_to(self._page)

    def _turn_to(self, page: int) -> None:
        """That page; from that page, the picture."""
        self._page = PICTURE if self._page == page else page
        self._show()
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def _show(self) -> None:
        result = self._result
        size = self.app.size
        sentence = self.query_one("#spread", Prompt)
        sentence.show(self._sentence(result), most_rows=self._rows_for_letters(result))
        used = sentence.get_content_height(size, size, size.width - 4)
        rows = size.height - used - (7 if size.height >= 32 else 4)
        self.query_one("#body", Static).update(
            self._body(result, min(WIDEST, size.width - 5), rows)
        )
        self.show_keys()

    def _rows_for_letters(self, result: Result | Withheld) -> int:
        height = self.app.size.height
        large = self._page == PICTURE and not isinstance(result, Withheld)
        if not large or height < 32 or self.workspace.settings.ascii:
            return 0
        return 9 if height >= 40 else 4

    def _sentence(self, result: Result | Withheld) -> str:
        if isinstance(result, Withheld):
            return said(result.reason)
        if self._page == COMMENTS:
            return _("Comments, apart from the answers and in no order")
        return _("The figures behind it") if self._page == TECHNICAL else agreement_words(result)

    def _body(self, result: Result | Withheld, width: int, rows: int) -> Content:
        if isinstance(result, Withheld):
            return Content("")
        if self._page == TECHNICAL:
            return Content("\n".join(technical_lines(result)))
        if self._page == COMMENTS:
            bullets = (Content(f"–  {' '.join(comment.split())}") for comment in result.comments)
            return Content("\n\n").join(bullets)
        above = list(index_rows(result, width))
        if rows >= 30:
            above.append(Content(""))
        below = items_content(result, self._measurement.language, width, rows - len(above) + 1)
        return Content("\n").join([*above, below])
