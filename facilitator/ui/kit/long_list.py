"""A list of any length, of which only what is seen is made: two rows an item."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from textual.content import Content
from textual.message import Message
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from textual import events
    from textual.app import RenderResult

Item: TypeAlias = tuple[Content, Content]
"""An item's first row and its second."""
ROWS = 2


class LongList(Widget):
    """Items by their numbers, one of them marked. Its screen moves the mark.

    An item may be a heading: the mark passes it by, and it is in view with what stands under it.
    """

    DEFAULT_CSS = "LongList { height: 1fr; width: 1fr; padding: 0 1; }"

    @dataclass
    class Marked(Message):
        """Another item is marked."""

        number: int

    @dataclass
    class Opened(Message):
        """An item was clicked twice."""

        number: int

    def __init__(self, items: Callable[[range], Sequence[Item]], *, id: str | None = None) -> None:
        """`items` gives those of some numbers."""
        super().__init__(id=id)
        self._items = items
        self._length = 0
        self._top = 0
        self._headings: Collection[int] = ()
        self.marked = 0

    def show(self, length: int, marked: int = 0, *, headings: Collection[int] = ()) -> None:
        """Show so many items, some of them headings; the last item is none."""
        self._length, self._headings = length, headings
        self._mark(marked)

    def move(self, by: int) -> None:
        """Move the mark by so many items, no further than the ends."""
        if self._length:
            self._mark(self.marked + by, on=1 if by > 0 else -1)

    @property
    def page(self) -> int:
        """How many items are seen at once."""
        return max(1, self.content_size.height // ROWS)

    @property
    def length(self) -> int:
        """How many items there are."""
        return self._length

    def render(self) -> RenderResult:
        """The items around the mark."""
        width = self.content_size.width
        with_heading = self.marked - (self.marked - 1 in self._headings)
        self._top = max(self.marked - self.page + 1, min(self._top, with_heading))
        self._top = max(0, min(self._top, self._length - self.page))
        seen = range(self._top, min(self._length, self._top + self.page))
        rows: list[Content] = []
        for number, (first, second) in zip(seen, self._items(seen), strict=True):
            pair = [first.truncate(width, ellipsis=True), second.truncate(width, ellipsis=True)]
            if number == self.marked:
                pair = [row.pad_right(width - row.cell_length) for row in pair]
                pair = [row.stylize_before("on $panel") for row in pair]
                pair[0] = pair[0].stylize("bold $accent")
            rows += pair
        return Content("\n").join(rows)

    def on_click(self, event: events.Click) -> None:
        """Mark the item; twice: open it."""
        number = self._top + event.y // ROWS
        if number < self._length and number not in self._headings:
            self._mark(number)
            if event.chain > 1:
                self.post_message(self.Opened(number))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """On."""
        event.stop()
        self.move(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Back."""
        event.stop()
        self.move(-1)

    def _mark(self, number: int, *, on: int = 1) -> None:
        number = max(0, min(number, self._length - 1))
        if number in self._headings:
            number += on if number + on >= 0 else 1
        self.marked = number
        self.post_message(self.Marked(self.marked))
        self.refresh()
