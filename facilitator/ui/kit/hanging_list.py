"""A list with hanging indents: what does not fit on one row continues under the row's own text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.events import Resize

ROOMY = 20
"""Rows of a screen: from here on there is air above a heading."""


class HangingRow(NamedTuple):
    """A row before it is wrapped."""

    text: Content
    indent: int = 2
    """Cells before what goes on below."""
    is_heading: bool = False
    """Whether it heads those below it, and is no choice."""


class HangingList(OptionList):
    """A list of choices, with headings between them."""

    DEFAULT_CSS = """
    HangingList > .option-list--option-disabled { text-style: none; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._rows: tuple[HangingRow, ...] = ()
        self._drawn_for = (0, False)

    def show_rows(self, rows: Sequence[HangingRow]) -> None:
        """Show these rows; the caller sets the mark again."""
        self._rows = tuple(rows)
        self._drawn_for = self._room
        width, roomy = self._room
        self.set_options(
            Option(_drawn(row, width, air=roomy and at > 0), disabled=row.is_heading)
            for at, row in enumerate(self._rows)
        )

    def on_resize(self, event: Resize) -> None:
        """Another width breaks rows elsewhere, and the marked one stays in view."""
        if self._room != self._drawn_for:
            marked = self.highlighted
            self.show_rows(self._rows)
            self.highlighted = marked
        self.scroll_to_highlight()

    @property
    def _room(self) -> tuple[int, bool]:
        width = self.size.width - self.styles.padding.width - 1  # the scrollbar's
        return max(20, width), self.app.size.height >= ROOMY


def hanging_rows(text: Content, indent: int, width: int) -> list[Content]:
    """The text wrapped to that width with a hanging indent.

    `indent`: the characters at its beginning, such as a mark, that stand in the first row alone.
    """
    before, text = text[:indent], text[indent:]
    rows = [row.rstrip() for row in text.wrap(max(10, width - before.cell_length))]
    hanging = Content(" " * before.cell_length)
    return [(hanging if at else before) + row for at, row in enumerate(rows or [text])]


def first_seen(heights: Sequence[int], top: int, kept: range, room: int) -> int:
    """The index of the first item shown in that many rows: `top`, or as near as possible.

    All in `kept` are shown, or where they do not fit the last of them. No row is left free below
    the last item while there are items above.
    """

    def first_of_those_up_to(last: int) -> int:
        first, used = last, heights[last]
        while first and used + heights[first - 1] <= room:
            first -= 1
            used += heights[first]
        return first

    top = min(top, kept[0], first_of_those_up_to(len(heights) - 1))
    return max(top, first_of_those_up_to(kept[-1]))


def _drawn(row: HangingRow, width: int, *, air: bool) -> Content:
    rows = hanging_rows(row.text, 0 if row.is_heading else row.indent, width)
    drawn = Content("\n").join(rows)
    return Content.assemble("\n", drawn) if row.is_heading and air else drawn
