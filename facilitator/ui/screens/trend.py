"""A team's measurements over time: a picture, and the same as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Label, Static

from facilitator.core.measurement import Withheld, rounded
from facilitator.core.trend import SCALES_DIFFER
from facilitator.ui.commands import bindings
from facilitator.ui.screens.base import RoomScreen
from facilitator.ui.spoken import date_words
from facilitator.ui.widgets.key_line import KeyLine
from facilitator.ui.widgets.plot import plotted
from facilitator.words import _, ngettext, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.binding import Binding

    from facilitator.core.trend import Step


class TrendScreen(RoomScreen[None]):
    """By index alone, the spread drawn, a clear change said only where the rule has it."""

    CONTEXT = "list"
    AUTO_FOCUS = "VerticalScroll"
    DEFAULT_CSS = """
    TrendScreen { align-horizontal: center; }
    TrendScreen > .title { width: 90; max-width: 100%; }
    TrendScreen VerticalScroll { width: 90; max-width: 100%; padding: 1 2; }
    TrendScreen.-short VerticalScroll { padding: 0 2; }
    """
    BINDINGS: ClassVar[list[Binding]] = [  # type: ignore[assignment]
        b for b in bindings("list") if b.action == "back"
    ]

    def __init__(self, team: str) -> None:
        super().__init__()
        self._team = team

    def compose(self) -> ComposeResult:
        """Title, picture, table."""
        yield Label(Content(f"{_('Over time')} · {self._team}"), classes="title")
        with VerticalScroll():
            yield Static(id="plot")
            yield Static(id="table")
        yield KeyLine()

    def on_resize(self) -> None:
        """Drawn to the room there is."""
        steps = self.room.course_of(self._team)
        width = min(84, self.app.size.width - 6)
        height = max(8, min(18, self.app.size.height - 6 - len(steps)))
        self.query_one("#plot", Static).update(Content(plotted(steps, width, height)))
        self.query_one("#table", Static).update(Content("\n".join(_table(steps))))
        self.show_keys()

    def action_back(self) -> None:
        """Back."""
        self.dismiss()


def _table(steps: tuple[Step, ...]) -> Iterator[str]:
    for step in steps:
        when = date_words(step.measurement.date)
        if isinstance(step.result, Withheld):
            yield f"{when}: {said(step.result.reason)}"
            continue
        people = ngettext("{n} answer", "{n} answers", step.result.n).format(n=step.result.n)
        spread = _("spread {spread}").format(spread=int(rounded(step.result.spread)))
        change = f" · {_(step.change.words)}" if step.change else ""
        index = _("Index {index} of 100").format(index=step.result.index)
        yield f"{when}: {index} · {spread} · {people}{change}"
    if any(step.change and step.change.scales_differ for step in steps):
        yield ""
        yield _(SCALES_DIFFER)
