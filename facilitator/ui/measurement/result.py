"""The result screens: one result, spread first and without a grade; and a team's over time."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Center, VerticalScroll
from textual.content import Content
from textual.widgets import Label, Static

from facilitator.core.measurement.result import Withheld
from facilitator.core.measurement.trend import remarks
from facilitator.export.result import agreement_words, migrated_words, technical_lines
from facilitator.store.measurement.notes import migrate_all
from facilitator.ui.commands import Command, bindings
from facilitator.ui.kit.charts import course_rows, index_rows, items_content, plotted
from facilitator.ui.kit.hanging_list import hanging
from facilitator.ui.kit.key_line import KeyLine
from facilitator.ui.kit.lettering import Prompt
from facilitator.ui.kit.line import balanced, shortened
from facilitator.ui.kit.screen import AppScreen
from facilitator.ui.kit.worker import write_in_thread
from facilitator.words import _, date_words, day_words, refusal_words

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import Binding
    from textual.geometry import Size

    from facilitator.core.measurement.note import Measurement
    from facilitator.core.measurement.result import Result
    from facilitator.core.measurement.trend import Step
    from facilitator.store.measurement.notes import Measurements, Migrated

PICTURE, COMMENTS, TECHNICAL = range(3)
"""The pages."""

WIDEST = 116
SHORT = 20
"""Rows under which the style sheet leaves one for the name."""
WIDE = 70
"""Columns from which a date is written out, and a change stands on the row of its result."""

MOST_TOLD: Final = 3
"""Notes that are named; of more their number is told."""


class ResultScreen(AppScreen[None]):
    """The result of one closed measurement; comments and figures on pages of their own."""

    CONTEXT = "result"
    AUTO_FOCUS = "VerticalScroll"
    CSS_PATH = "result.tcss"
    BINDINGS: ClassVar[list[Binding]] = bindings("result")  # type: ignore[assignment]

    def __init__(
        self,
        measurement: Measurement,
        result: Result | Withheld,
        among: Measurements,
        *,
        has_course: bool,
    ) -> None:
        """`result` is what may be shown `among` all there are; it does not change.

        `has_course`: the team has been measured more than once.
        """
        super().__init__()
        self._measurement = measurement
        self._result = result
        self._among = among
        self._has_course = has_course
        self._page = PICTURE

    def compose(self) -> ComposeResult:
        yield Label(id="whose")
        yield Prompt(id="spread")
        with Center(id="page"), VerticalScroll():
            yield Static(id="body")
        yield KeyLine()

    def on_mount(self) -> None:
        migrate_older(self, self._among)

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
        self.navigator.measurement.show_trend(self._measurement.team)

    def action_dialogue(self) -> None:
        self.navigator.measurement.open_dialogue(self._measurement.team)

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

    def show_words(self) -> None:
        super().show_words()
        self._show()

    def _show(self) -> None:
        result = self._result
        size = self.app.size
        self.query_one("#whose", Label).update(self._whose(size))
        sentence = self.query_one("#spread", Prompt)
        sentence.show(self._sentence(result), most_rows=self._rows_for_letters(result))
        used = sentence.get_content_height(size, size, size.width - 4)
        rows = size.height - used - (7 if size.height >= 32 else 4)
        self.query_one("#body", Static).update(
            self._body(result, min(WIDEST, size.width - 5), rows)
        )
        self.show_keys()

    def _whose(self, size: Size) -> Content:
        """The name of the measurement and its day, which is whole also where there is one row."""
        about, day = team_and_label(self._measurement), date_words(self._measurement.date)
        room = size.width - 4
        if size.height < SHORT and len(about) + len(day) + 3 > room:
            day = day_words(self._measurement.date)
            return Content.assemble(shortened(Content(about), room - len(day) - 3), f" · {day}")
        return Content(f"{about} · {day}")

    def _rows_for_letters(self, result: Result | Withheld) -> int:
        height = self.app.size.height
        large = self._page == PICTURE and not isinstance(result, Withheld)
        if not large or height < 32 or self.workspace.settings.ascii:
            return 0
        return 12 if height >= 44 else 9 if height >= 40 else 5

    def _sentence(self, result: Result | Withheld) -> str:
        if isinstance(result, Withheld):
            return refusal_words(result.reason)
        if self._page == COMMENTS:
            return _("Comments, apart from the answers and in no order")
        return (
            _("The figures behind the result")
            if self._page == TECHNICAL
            else agreement_words(result)
        )

    def _body(self, result: Result | Withheld, width: int, rows: int) -> Content:
        if isinstance(result, Withheld):
            return Content("")
        if self._page == TECHNICAL:
            return Content("\n".join(technical_lines(result)))
        if self._page == COMMENTS:
            bullets = (Content(f"– {' '.join(comment.split())}") for comment in result.comments)
            return hanging(Content("\n\n").join(bullets), width)
        above = list(index_rows(result, width))
        if rows >= 30:
            above.append(Content(""))
        below = items_content(result, self._measurement.language, width, rows - len(above) + 1)
        return Content("\n").join([*above, below])


class TrendScreen(AppScreen[None]):
    """By index alone, the spread drawn, a clear change said only where the rule has it."""

    CONTEXT = "trend"
    AUTO_FOCUS = "VerticalScroll"
    DEFAULT_CSS = """
    TrendScreen {
        #whose { color: $muted; padding: 1 2 0 2; width: 1fr; height: auto; text-align: center; }
        #page { height: 1fr; }
        VerticalScroll { width: 110; max-width: 100%; padding: 1 2 0 2; }
        &.-short #whose { padding: 0 2; }
        &.-short VerticalScroll { padding: 0 2; }
    }
    """
    BINDINGS: ClassVar[list[Binding]] = bindings("trend")  # type: ignore[assignment]

    def __init__(self, team: str, steps: tuple[Step, ...]) -> None:
        """`steps`: the team's closed measurements, the oldest first."""
        super().__init__()
        self._team, self._steps = team, steps

    def compose(self) -> ComposeResult:
        yield Label(id="whose")
        with Center(id="page"), VerticalScroll():
            yield Static(id="plot")
            yield Static(id="table")
        yield KeyLine()

    def on_resize(self) -> None:
        self.show_words()

    def show_words(self) -> None:
        self.query_one("#whose", Label).update(Content(f"{_('Over time')} · {self._team}"))
        steps, size = self._steps, self.app.size
        width = min(106, size.width - 5)
        table = list(course_rows(steps, size.width >= WIDE))
        for remark in remarks(steps):
            table += [Content(""), *map(Content, balanced(_(remark), width))]
        room = size.height - (4 if size.height < 20 else 6) - len(table)
        if room > 12:
            table.insert(0, Content(""))
        height = max(8, min(26, room))
        self.query_one("#plot", Static).update(plotted(steps, width, height))
        self.query_one("#table", Static).update(Content("\n").join(table))
        self.show_keys()

    def action_look_back(self) -> None:
        self.navigator.look_back(self._team)


def team_and_label(measurement: Measurement) -> str:
    """The team, and what the measurement is called."""
    return f"{measurement.team} · {measurement.label}" if measurement.label else measurement.team


def migrate_older(screen: AppScreen[None], measurements: Measurements) -> None:
    """Write those of these notes anew that need it, beside the screen, and tell of each."""
    if not any(file.holds_more for file in measurements.files):
        return
    app = screen.app

    def tell(notes: tuple[Migrated, ...]) -> None:
        words = [migrated_words(*note) for note in notes]
        more = [f"… {len(words) - MOST_TOLD}"] if len(words) > MOST_TOLD else []
        app.notify("\n".join([*words[:MOST_TOLD], *more]), markup=False, timeout=20)

    write_in_thread(screen, lambda _go_on: migrate_all(measurements), tell)
