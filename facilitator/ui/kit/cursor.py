"""Where the terminal's cursor stands: in what is typed in, or on what is marked.

Screen readers, braille displays and magnifiers follow it. Textual puts it where `cursor_position`
of the app says, each time it has drawn something.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual.geometry import Offset
from textual.widgets import Input, OptionList

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.widget import Widget


@runtime_checkable
class HasMark(Protocol):
    """A widget that draws a mark."""

    @property
    def mark(self) -> Offset | None:
        """Where in its content the mark is; None: nothing is marked."""


def cursor_of(screen: Screen[object]) -> Offset | None:
    """Where the cursor belongs on that screen; None: nowhere in particular."""
    widget = screen.focused
    marked: Widget | None = getattr(screen, "marked_widget", None)
    if widget is None or widget.disabled or getattr(screen, "is_at_mark", False):
        widget = marked or widget
    if widget is None or not widget.is_attached:
        return None
    if isinstance(widget, Input):
        return widget.cursor_screen_offset
    x, y, width, height = widget.content_region
    mark = _mark_of(widget) or Offset(0, 0)
    if width <= 0 or height <= 0:
        return None
    return Offset(x + min(max(0, mark.x), width - 1), y + min(max(0, mark.y), height - 1))


def _mark_of(widget: Widget) -> Offset | None:
    if isinstance(widget, OptionList):
        return None if widget.highlighted is None else Offset(0, _row_of_highlighted(widget))
    return widget.mark if isinstance(widget, HasMark) else None


def _row_of_highlighted(listed: OptionList) -> int:
    """The row of the highlighted option, of those that are seen."""
    row = listed._index_to_line.get(listed.highlighted or 0, 0)  # noqa: SLF001 Textual tells nobody
    return row - listed.scroll_offset.y
