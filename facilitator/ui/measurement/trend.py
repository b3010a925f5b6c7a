"""A team's measurements over time: a picture, and the same as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Center, VerticalScroll
from textual.content import Content
from textual.widgets import Label, Static

from facilitator.core.measurement.trend import remarks
from facilitator.ui.commands import bindings
from facilitator.ui.kit.key_line import KeyLine
from facilitator.ui.kit.lettering import wrapped
from facilitator.ui.kit.plot import course_rows, plotted
from facilitator.ui.kit.screen import RoomScreen
from facilitator.words import _

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import Binding

    from facilitator.core.measurement.trend import Step

WIDE = 70
"""Columns from which a date is written out, and a change stands on the row of its result."""


class TrendScreen(RoomScreen[None]):
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
        yield Label(Content(f"{_('Over time')} · {self._team}"), id="whose")
        with Center(id="page"), VerticalScroll():
            yield Static(id="plot")
            yield Static(id="table")
        yield KeyLine()

    def on_resize(self) -> None:
        steps, size = self._steps, self.app.size
        width = min(106, size.width - 5)
        table = list(course_rows(steps, size.width >= WIDE))
        for remark in remarks(steps):
            table += [Content(""), *map(Content, wrapped(_(remark), width))]
        room = size.height - (4 if size.height < 20 else 6) - len(table)
        if room > 12:
            table.insert(0, Content(""))
        height = max(8, min(26, room))
        self.query_one("#plot", Static).update(plotted(steps, width, height))
        self.query_one("#table", Static).update(Content("\n").join(table))
        self.show_keys()

    def action_look_back(self) -> None:
        self.navigator.look_back(self._team)
