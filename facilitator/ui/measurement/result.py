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
from facilitator.ui.kit.distribution import index_content, items_content
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

    def __init__(self, measurement: Measurement, everything: Measurements) -> None:
        """`everything`: all measurements there are."""
        super().__init__()
        self._measurement = measurement
        self._everything = everything
        self._among = everything.notes
        self._page = PICTURE

    @cached_property
    def _found(self) -> Result | Withheld:
        """What may be shown; it does not change, whatever is deleted."""
        return self.workspace.result_of(self._measurement, self._among)

    @cached_property
    def _has_course(self) -> bool:
        """Whether the team has been measured more than once."""
        return len(self.workspace.course_of(self._measurement.team, self._among)) > 1

    def compose(self) -> ComposeResult:
        """Whose, when; the sentence on spread; the rest."""
        named = f" · {self._measurement.label}" if self._measurement.label else ""
        when = date_words(self._measurement.date)
        yield Label(Content(f"{self._measurement.team}{named} · {when}"), id="whose")
        yield Prompt(id="spread")
        with Center(id="page"), VerticalScroll():
            yield Static(id="body")
        yield KeyLine()

    def on_mount(self) -> None:
        """Notes of an older version are opened by this too."""
        migrate_older(self, self._everything)

    def on_resize(self) -> None:
        """Drawn to the room there is."""
        self._show()

    def key_commands(self) -> tuple[Command, ...]:
        """Only what there is."""
        found = self._found
        gone = set()
        if isinstance(found, Withheld):
            gone |= {"result.technical", "result.dialogue"}
        elif found.full is None:
            gone.add("result.technical")
        if isinstance(found, Withheld) or not found.comments:
            gone.add("result.comments")
        if not self._has_course:
            gone.add("result.trend")
        if self.navigator.in_session:  # a session is on: this is shown in it
            gone.add("result.dialogue")
        return tuple(command for command in super().key_commands() if command.id not in gone)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No key does what is not offered."""
        offered = {"technical", "comments", "trend", "dialogue"}
        if action in offered and self.is_mounted:
            return action in {command.action for command in self.key_commands()}
        return super().check_action(action, parameters)

    def action_technical(self) -> None:
        """The figures behind the picture, or the picture."""
        self._turn_to(TECHNICAL)

    def action_comments(self) -> None:
        """What people have added, or the picture."""
        self._turn_to(COMMENTS)

    def action_trend(self) -> None:
        """Over time."""
        self.navigator.show_trend(self._measurement.team)

    def action_dialogue(self) -> None:
        """Talk about it."""
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
        found = self._found
        size = self.app.size
        sentence = self.query_one("#spread", Prompt)
        sentence.show(self._sentence(found), most_rows=self._rows_for_letters(found))
        used = sentence.get_content_height(size, size, size.width - 4)
        rows = size.height - used - (7 if size.height >= 32 else 4)
        self.query_one("#body", Static).update(self._body(found, min(WIDEST, size.width - 5), rows))
        self.show_keys()

    def _rows_for_letters(self, found: Result | Withheld) -> int:
        height = self.app.size.height
        large = self._page == PICTURE and not isinstance(found, Withheld)
        if not large or height < 32 or self.workspace.settings.ascii:
            return 0
        return 9 if height >= 40 else 4

    def _sentence(self, found: Result | Withheld) -> str:
        if isinstance(found, Withheld):
            return said(found.reason)
        if self._page == COMMENTS:
            return _("Comments, apart from the answers and in no order")
        return _("The figures behind it") if self._page == TECHNICAL else agreement_words(found)

    def _body(self, found: Result | Withheld, width: int, rows: int) -> Content:
        if isinstance(found, Withheld):
            return Content("")
        if self._page == TECHNICAL:
            return Content("\n".join(technical_lines(found)))
        if self._page == COMMENTS:
            bullets = (Content(f"–  {' '.join(comment.split())}") for comment in found.comments)
            return Content("\n\n").join(bullets)
        asked_in = self._measurement.language
        between = Content("\n\n" if rows >= 30 else "\n")
        below = items_content(found, asked_in, width, rows)
        return Content.assemble(index_content(found), between, below)
