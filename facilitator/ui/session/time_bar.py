"""Time used: a thin bar that fills. It never turns red and never empties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from facilitator.core.session.stage import Pace, TimeView

if TYPE_CHECKING:
    from textual.app import RenderResult


class TimeBar(Widget):
    """How much of the phase's time is used; blank where the clock is hidden."""

    DEFAULT_CSS = "TimeBar { height: 1; width: 1fr; color: $muted; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._view = TimeView(pace=Pace.HIDDEN)
        self._cells = -1

    def show(self, view: TimeView) -> None:
        """Show the time; repaints only when a cell more is filled."""
        cells = self._filled(view)
        if cells != self._cells:
            self._view, self._cells = view, cells
            self.refresh()

    def on_resize(self) -> None:
        """The bar has another length."""
        self._cells = self._filled(self._view)
        self.refresh()

    def render(self) -> RenderResult:
        """Used in a heavy line, the rest in a light one: glyphs that differ without colour."""
        width = self.content_size.width
        if self._cells < 0:
            return Content(" " * width)
        return Content.assemble(
            ("━" * self._cells, "$accent"), ("─" * (width - self._cells), "$line")
        )

    def _filled(self, view: TimeView) -> int:
        if view.pace is Pace.HIDDEN:
            return -1
        return round(view.filled * self.content_size.width)
