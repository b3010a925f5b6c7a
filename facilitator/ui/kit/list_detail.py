"""A list of the archive, and beside it the page of what is marked in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from facilitator.core.errors import N_
from facilitator.ui.kit.archive_reading import ReadingScreen
from facilitator.ui.kit.long_list import LongList

if TYPE_CHECKING:
    from textual import events

    from facilitator.ui.commands import Command


class BesideScreen(ReadingScreen):
    """Shows a `LongList` and a `#page`; where there is little room, one of them at a time.

    While the page is read, the keys that move the mark move the page.
    """

    DEFAULT_CSS = """
    BesideScreen #count { color: $muted; }
    BesideScreen Horizontal { height: 1fr; }
    BesideScreen LongList { width: 2fr; max-width: 60; }
    BesideScreen #page { width: 3fr; padding: 0 2; border-left: solid $line; }
    BesideScreen.-reading #page { border-left: solid $accent; }
    BesideScreen #page Static { max-width: 84; }
    BesideScreen.-narrow LongList { max-width: 100%; }
    BesideScreen.-narrow #page { display: none; border-left: none; }
    BesideScreen.-narrow.-reading #page { display: block; }
    BesideScreen.-narrow.-reading LongList { display: none; }
    """

    def read_page(self, *, reading: bool) -> None:
        """The keys move the page; or the mark again."""
        self.set_class(reading, "-reading")
        self.show_keys()

    def on_click(self, event: events.Click) -> None:
        """What is clicked has the keys: the page, or the list."""
        listed, page = self.query_one(LongList), self.query_one("#page")
        if listed.region.contains_point(event.screen_offset):
            self.read_page(reading=False)
        elif page.region.contains_point(event.screen_offset) and listed.length:
            self.read_page(reading=True)

    def key_commands(self) -> tuple[Command, ...]:
        """While the page is read, first of all the way back to the list."""
        commands = super().key_commands()
        if not self.has_class("-reading"):
            return commands
        back = next(c for c in commands if c.action == "back")
        others = (c for c in commands if c.action not in ("back", "open"))
        return (replace(back, label=N_("To the list")), *others)

    @property
    def page_is_hidden(self) -> bool:
        """Whether there is room for the list alone, and it is the list that is shown."""
        return self.has_class("-narrow") and not self.has_class("-reading")

    def action_back(self) -> None:
        """From the page to the list, and from there back."""
        if self.has_class("-reading"):
            self.read_page(reading=False)
        else:
            self.dismiss()

    def action_up(self) -> None:
        """The one above, or a row up where the page is read."""
        self._move(-1)

    def action_down(self) -> None:
        """The one below, or a row down where the page is read."""
        self._move(1)

    def action_page_up(self) -> None:
        """A page up."""
        self._move(-self.query_one(LongList).page, pages=-1)

    def action_page_down(self) -> None:
        """A page down."""
        self._move(self.query_one(LongList).page, pages=1)

    def action_first(self) -> None:
        """The first."""
        self._move(-self.query_one(LongList).length)

    def action_last(self) -> None:
        """The last."""
        self._move(self.query_one(LongList).length)

    def _move(self, by: int, *, pages: int = 0) -> None:
        """Move the mark, or the page where that is read."""
        beside = self.query_one("#page")
        if not self.has_class("-reading"):
            self.query_one(LongList).move(by)
        elif pages or abs(by) == 1:
            beside.scroll_relative(y=pages * beside.size.height or by, animate=False)
        else:
            beside.scroll_to(y=0 if by < 0 else beside.max_scroll_y, animate=False)
