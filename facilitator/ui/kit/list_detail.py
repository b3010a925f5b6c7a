"""A list of any length, of which only visible rows are made, and the page of the marked item."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from textual import getters, on
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from facilitator.core.errors import N_
from facilitator.ui.kit.hanging_list import PageText, first_seen, hanging_rows
from facilitator.ui.kit.key_line import KeyLine
from facilitator.ui.kit.line import Line
from facilitator.ui.kit.screen import AppScreen, Result
from facilitator.ui.kit.worker import read_in_thread

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from textual import events
    from textual.app import ComposeResult, RenderResult

    from facilitator.store.index import Refreshed
    from facilitator.ui.commands import Command
    from facilitator.ui.kit.worker import GoOn, Progress

Item: TypeAlias = tuple[Content, Content]
"""What stands in an item's first row and what in its second; each goes on below if it is long."""
_LEAST = 2
"""Rows of an item at least."""
_INDENT = 2
"""Characters before an item's words: its mark, or none."""


class LongList(Widget):
    """Items by number, one of them marked. Its screen moves the mark.

    An item may be a heading: the mark skips it, and it is visible with what stands under it.
    """

    DEFAULT_CSS = "LongList { height: 1fr; width: 1fr; padding: 0 1; }"

    @dataclass
    class Marked(Message):
        """The mark has moved."""

        number: int

    @dataclass
    class Opened(Message):
        """An item was double-clicked."""

        number: int

    def __init__(self, items: Callable[[range], Sequence[Item]], *, id: str | None = None) -> None:
        """`items` returns the items of a range of numbers."""
        super().__init__(id=id)
        self._items = items
        self._length = 0
        self._top = 0
        self._rows: dict[int, range] = {}
        """The rows of each of the items that are seen."""
        self._headings: Collection[int] = ()
        self.marked = 0

    def show(self, length: int, marked: int = 0, *, headings: Collection[int] = ()) -> None:
        """Show that many items, some of them headings, never the last."""
        self._length, self._headings = length, headings
        self.screen.set_class(not length, "-none")
        self._mark(marked)

    def move(self, by: int) -> None:
        """Move the mark by that many items, within the list."""
        if self._length:
            self._mark(self.marked + by, on=1 if by > 0 else -1)

    @property
    def page(self) -> int:
        """How many items are visible now."""
        return len(self._rows) or self.most

    @property
    def most(self) -> int:
        """How many items can be visible at once."""
        return max(1, self.content_size.height // _LEAST)

    @property
    def length(self) -> int:
        """The number of items."""
        return self._length

    @property
    def mark(self) -> Offset | None:
        """The position of the marked item."""
        return Offset(0, self._rows[self.marked].start) if self.marked in self._rows else None

    def render(self) -> RenderResult:
        """The items around the mark."""
        width, height = self.content_size
        self._rows = {}
        if not self._length:
            return Content("")
        start = max(0, self.marked - self.most)
        around = range(start, min(self._length, self.marked + self.most + 1))
        items = [
            self._drawn(item, width, at)
            for at, item in zip(around, self._items(around), strict=True)
        ]
        kept = range(
            max(0, self.marked - start - (self.marked - 1 in self._headings)),
            self.marked - start + 1,
        )
        seen = first_seen([*map(len, items)], max(0, self._top - start), kept, height)
        self._top = start + seen
        rows: list[Content] = []
        for number, item in enumerate(items[seen:], self._top):
            if rows and len(rows) + len(item) > height:
                break
            self._rows[number] = range(len(rows), len(rows) + len(item))
            rows += item
        return Content("\n").join(rows)

    def _drawn(self, item: Item, width: int, number: int) -> list[Content]:
        first, second = (hanging_rows(text, _INDENT, width) for text in item)
        if number != self.marked:
            return first + second
        first = [row.stylize("bold $accent") for row in first]
        rows = [row.pad_right(max(0, width - row.cell_length)) for row in first + second]
        return [row.stylize_before("on $panel") for row in rows]

    def on_click(self, event: events.Click) -> None:
        """Mark the item; a double click opens it."""
        number = next((n for n, rows in self._rows.items() if event.y in rows), None)
        if number is not None and number not in self._headings:
            self._mark(number)
            if event.chain > 1:
                self.post_message(self.Opened(number))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.move(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.move(-1)

    def _mark(self, number: int, *, on: int = 1) -> None:
        number = max(0, min(number, self._length - 1))
        if number in self._headings:
            number += on if number + on >= 0 else 1
        self.marked = number
        self.post_message(self.Marked(self.marked))
        self.refresh()


Listed = TypeVar("Listed")
Row = TypeVar("Row")


class ListDetailScreen(AppScreen[Result], Generic[Result, Listed]):
    """A `LongList`, and beside it a `#page`; where there is little room, one of them at a time.

    The list is loaded in a thread: what the index has, and again once the files that have changed
    have been read. What is to be done with an item waits for the list that was asked for. While the
    page is read, the keys that move the mark move the page.
    """

    DEFAULT_CSS = """
    ListDetailScreen #count { color: $muted; }
    ListDetailScreen > #count:first-child { margin: 1 0; }
    ListDetailScreen.-short > #count:first-child { margin: 0; }
    ListDetailScreen Horizontal { height: 1fr; }
    ListDetailScreen Horizontal LongList { width: 2fr; max-width: 60; }
    ListDetailScreen #page { width: 3fr; padding: 0 1 0 2; border-left: solid $line; }
    ListDetailScreen #text { max-width: 85; padding-right: 1; }
    ListDetailScreen.-reading #page { border-left: solid $accent; }
    ListDetailScreen.-narrow Horizontal LongList { max-width: 100%; }
    ListDetailScreen.-narrow #page { display: none; border-left: none; }
    ListDetailScreen.-narrow.-reading #page { display: block; }
    ListDetailScreen.-narrow.-reading Horizontal LongList { display: none; }
    /* Where nothing is listed, the page says what there would be. */
    ListDetailScreen.-narrow.-none #page { display: block; padding: 0 1; }
    ListDetailScreen.-narrow.-none Horizontal LongList { max-width: 1; }
    """

    count = getters.query_one("#count", Line)
    page = getters.query_one("#page", VerticalScroll)
    text = getters.query_one("#text", PageText)
    """What the page says."""

    complete = False
    """Whether all files that had changed have been read."""

    def __init__(self) -> None:
        super().__init__()
        self.long_list = LongList(self.items)
        self._loading = self._stays = self._awaited = self._refreshing = False
        self._waiting: list[Callable[[], object]] = []
        """To be done when the list that was asked for is there."""
        self._progress: dict[str, str] = {}

    is_at_mark = True
    """Whether the mark was moved, and nothing typed since: the cursor is there, not in a line."""

    @on(Input.Changed)
    def _put_cursor_in_line(self) -> None:
        self.is_at_mark = False

    @property
    def marked_widget(self) -> Widget:
        """The list, or the page while that has the focus."""
        return self.page if self.has_class("-reading") else self.long_list

    @property
    def progress(self) -> str:
        """The progress of reading, in words; empty where it is over, or quick."""
        return next(iter(self._progress.values()), "")

    def compose(self) -> ComposeResult:
        yield from self.compose_above()
        yield Line(id="count")
        with Horizontal():
            yield self.long_list
            with VerticalScroll(id="page", can_focus=False):
                yield PageText(id="text")
        yield KeyLine()

    def on_mount(self) -> None:
        self.show_keys()
        self.load_list()

    # What such a screen says

    def compose_above(self) -> ComposeResult:
        """The widgets above the list."""
        yield from ()

    def items(self, numbers: range) -> Sequence[Item]:
        """The rows of the list in a range of numbers."""
        raise NotImplementedError

    def load(self, go_on: GoOn) -> Listed | None:
        """The list from the index; None where `go_on` is False. In a thread."""
        raise NotImplementedError

    def show_list(self, loaded: Listed, *, stay: bool) -> None:
        """Show what was loaded; with `stay`, keep the mark."""
        raise NotImplementedError

    def show_count(self) -> None:
        """Show the number of items, and the mark's or the progress."""
        raise NotImplementedError

    def page_content(self) -> Content:
        """The page of the marked item."""
        raise NotImplementedError

    def show_page(self) -> None:
        """Show the page of the marked item."""
        self.text.update(self.page_content())
        self.page.scroll_home(animate=False)
        self.show_keys()

    def show_words(self) -> None:
        super().show_words()
        self.load_list(stay=True, awaited=False)

    # Reading

    def load_list(self, *, stay: bool = False, awaited: bool = True) -> None:
        """Load the list again, with `stay` keeping the mark.

        Not `awaited` is a list nobody asked for: it only differs by what has changed.
        """
        self._stays = stay and (self._stays or not self._loading)
        self._awaited = awaited or self._awaited
        if not stay:
            self._waiting.clear()
        self._loading = True
        read_in_thread(self, self.load, self._show, group="list")

    def refresh_list(self) -> None:
        """Read the changed files, and load the list again."""
        self._refreshing = True
        read_in_thread(self, self.workspace.index.refresh, self._refreshed, group="refresh")

    def when_loaded(self, do: Callable[[], object]) -> None:
        """Call something once the list that was asked for is there."""
        if self._awaited:
            self._waiting.append(do)
        else:
            do()

    def _show(self, loaded: Listed | None) -> None:
        self._loading = self._awaited = False
        self._progress.pop("list", None)
        if loaded is not None:
            self.show_list(loaded, stay=self._stays)
        waiting, self._waiting = self._waiting, []
        for do in waiting:
            do()
        if not (self.complete or self._refreshing):  # what is known already has been seen first
            self.refresh_list()

    def _refreshed(self, refreshed: Refreshed) -> None:
        self._refreshing, self.complete = False, refreshed.complete
        self._progress.pop("refresh", None)
        # Whatever it has found: another screen or program may have read before it what had changed.
        self.load_list(stay=True, awaited=False)

    def on_progress(self, event: Progress) -> None:
        """Show the progress."""
        if event.group in {"list", "refresh"}:
            self._progress[event.group] = event.reading
            self.show_count()

    # The list and the page

    def on_long_list_marked(self) -> None:
        self.show_count()
        self.show_page()

    def read_page(self, *, reading: bool) -> None:
        """Let the keys scroll the page; or move the mark again."""
        self.is_at_mark = self.is_at_mark or reading
        self.set_class(reading, "-reading")
        self.show_keys()

    def on_click(self, event: events.Click) -> None:
        """Give the keys to what was clicked: the page, or the list."""
        for page in self.query("#page"):
            if self.long_list.region.contains_point(event.screen_offset):
                self.read_page(reading=False)
            elif page.region.contains_point(event.screen_offset) and self.long_list.length:
                self.read_page(reading=True)

    def key_commands(self) -> tuple[Command, ...]:
        """While the page is read, first of all the way back to the list."""
        commands = super().key_commands()
        if not self.has_class("-reading"):
            return commands
        back = next(c for c in commands if c.action == "back")
        others = (c for c in commands if c.action not in {"back", "open", "read"})
        return (replace(back, label=N_("To the list")), *others)

    @property
    def page_is_hidden(self) -> bool:
        """Whether only the list is shown, for want of room."""
        return self.has_class("-narrow") and not self.has_class("-reading")

    def action_back(self) -> None:
        """From the page to the list, and from there back."""
        if self.has_class("-reading"):
            self.read_page(reading=False)
        else:
            self.dismiss()

    def marked_of(self, rows: Sequence[Row]) -> Row | None:
        """The marked one of these rows; None where there is none."""
        number = self.long_list.marked
        return rows[number] if number < len(rows) else None

    def action_read(self) -> None:
        self.when_loaded(lambda: self.read_page(reading=bool(self.long_list.length)))

    def action_list(self) -> None:
        self.read_page(reading=False)

    def action_up(self) -> None:
        self._move(-1)

    def action_down(self) -> None:
        self._move(1)

    def action_page_up(self) -> None:
        self._move(-self.long_list.page, pages=-1)

    def action_page_down(self) -> None:
        self._move(self.long_list.page, pages=1)

    def action_first(self) -> None:
        self._move_to_end(first=True)

    def action_last(self) -> None:
        self._move_to_end(first=False)

    def _move(self, by: int, *, pages: int = 0) -> None:
        """Move the mark, or the page where that is read."""
        self.is_at_mark = True
        if self.has_class("-reading"):
            rows = pages * self.page.size.height or by
            self.page.scroll_relative(y=rows, animate=False)
        else:
            self.when_loaded(partial(self.long_list.move, by))

    def _move_to_end(self, *, first: bool) -> None:
        self.is_at_mark = True
        if self.has_class("-reading"):
            self.page.scroll_to(y=0 if first else self.page.max_scroll_y, animate=False)
        else:
            rows = self.long_list
            self.when_loaded(lambda: rows.move(-rows.length if first else rows.length))
