"""A list whose rows hang: what does not fit on one row goes on under the row's own text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.events import Resize

ROOMY = 20
"""Rows of a screen: from here on there is air above a heading."""


class HangingRow(NamedTuple):
    """A row, before it is known how wide the list is."""

    text: Content
    indent: int = 2
    """Cells before what goes on below."""
    is_heading: bool = False
    """Whether it heads those below it, and is no choice."""


class HangingList(OptionList):
    """Rows to choose from, with headings between them."""

    DEFAULT_CSS = """
    HangingList > .option-list--option-disabled { text-style: none; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._rows: tuple[HangingRow, ...] = ()
        self._drawn_for = (0, False)

    def show_rows(self, rows: Sequence[HangingRow]) -> None:
        """Show these; which one is marked is for the caller to say again."""
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


def _drawn(row: HangingRow, width: int, *, air: bool) -> Content:
    before, text = row.text[: row.indent], row.text[row.indent :]
    if row.is_heading:
        before, text = Content(""), row.text
    lines = _lines(text, width - before.cell_length)
    drawn = Content("\n" + " " * before.cell_length).join(lines)
    drawn = Content.assemble(before, drawn)
    return Content.assemble("\n", drawn) if row.is_heading and air else drawn


def _lines(text: Content, width: int) -> Iterator[Content]:
    for line in text.wrap(max(10, width)):
        yield line.rstrip()
