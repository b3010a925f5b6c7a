"""Hanging indents: what does not fit on one row goes on under its own text; a list, a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from facilitator.ui.kit.line import UNBROKEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import RenderResult
    from textual.events import Resize
    from textual.geometry import Size

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
    text = _with(text, UNBROKEN, _JOINED)
    rows = [
        _with(row.rstrip(), _JOINED, " ") for row in text.wrap(max(10, width - before.cell_length))
    ]
    hanging = Content(" " * before.cell_length)
    return [(hanging if at else before) + row for at, row in enumerate(rows or [text])]


_JOINED: Final = "\N{BRAILLE PATTERN BLANK}"
"""What no row is broken at, while it is broken."""


def _with(text: Content, sign: str, other: str) -> Content:
    """The text with another sign in place of one."""
    if sign not in text.plain:
        return text
    return Content(text.plain.replace(sign, other), spans=list(text.spans))


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


_MARK: Final = r"\s*(?:[–·✓☐▸!-] |\d{1,2}\. )"
"""Before an item of a list."""
_LABEL: Final = r"\w+(?: \w+){0,2}: "
"""Before what is said of something."""


def hanging(content: Content, width: int) -> Content:
    """The content in rows no wider than that; what goes on of an item stands under its words."""
    lines = content.split("\n", allow_blank=True)
    return Content("\n").join(row for line in lines for row in _hanging(line, max(1, width)))


def _hanging(line: Content, width: int) -> list[Content]:
    text = line.plain
    indent = len(text) - len(text.lstrip())
    if mark := re.match(_MARK, text):
        indent = mark.end()
    before, body = line[:indent], _with(line[indent:], UNBROKEN, _JOINED)
    below = Content(" " * (2 if re.match(_LABEL, text) else indent))
    if before.cell_length >= width:
        return list(line.wrap(width))
    first = next(iter(body.wrap(width - before.cell_length)), Content(""))
    left = body.plain[len(first.plain) :]
    rest = body[len(body.plain) - len(left.lstrip()) :] if left.strip() else None
    rows = rest.wrap(max(1, width - below.cell_length)) if rest else []
    return [_with(row, _JOINED, " ") for row in (before + first, *(below + row for row in rows))]


class PageText(Widget):
    """A page to read, its items with hanging indents."""

    DEFAULT_CSS = "PageText { height: auto; width: 1fr; max-width: 84; }"

    def __init__(
        self, content: Content | None = None, *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.content = content or Content("")

    def update(self, content: Content) -> None:
        """Show another page."""
        self.content = content
        self.refresh(layout=True)

    def render(self) -> RenderResult:
        return hanging(self.content, self.content_size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(hanging(self.content, width).split("\n", allow_blank=True))
