"""The board widget: every question with the keywords under it, and the chosen one marked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.widget import Widget

from facilitator.core.text.tags import KINDS, THEMES
from facilitator.ui.kit.line import balanced, shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import RenderResult
    from textual.geometry import Size

    from facilitator.conducting.headings import Heading

COLUMN = 22
"""Cells: where each column can have so many, questions stand side by side."""
GAP = 3
"""Cells between two columns."""
_ALL: Final = 10_000
"""Rows: as many as there are."""
LEAST_OF_HEADING = 14
"""Cells that a heading has at least, where it is cut for what stands under it."""


class Board(Widget):
    """The headings with what stands under them, drawn to the room there is."""

    DEFAULT_CSS = "Board { height: 1fr; width: 1fr; padding: 0 1; min-height: 1; }"

    @dataclass
    class Chosen(Message):
        """A heading was clicked."""

        index: int

    def __init__(self, *, numbered: bool = True, id: str | None = None) -> None:
        """`numbered`: each heading has the digit by which it is chosen."""
        super().__init__(id=id)
        self._numbered = numbered
        self._headings: tuple[Heading, ...] = ()
        self._chosen: int | None = None
        self._rows_of: list[int] = []

    def show(self, headings: Sequence[Heading], chosen: int | None = None) -> None:
        """Show the board; repaints only when something differs."""
        if (tuple(headings), chosen) != (self._headings, self._chosen):
            self._headings, self._chosen = tuple(headings), chosen
            self.refresh(layout=self.styles.auto_dimensions)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as all of it takes, one heading below the other."""
        return sum(1 + len(_under(h, width - 4, _ALL)) for h in self._headings)

    @property
    def side_by_side(self) -> bool:
        """Whether the headings stand as columns."""
        count = len(self._headings)
        return (
            bool(count)
            and self.content_size.width // count >= COLUMN
            and (self.content_size.height > 7)
        )

    def rows_wanted(self, width: int) -> int:
        """The rows that all of it takes in so many cells."""
        if not self._headings:
            return 0
        count = len(self._headings)
        each = (width + GAP) // count - GAP
        if width // count < COLUMN:
            return self.get_content_height(self.size, self.size, width)
        tops = [
            len(balanced(h.text, each)) + (len(balanced(h.about, each)) if h.about else 0)
            for h in self._headings
        ]
        return max(tops) + 1 + max(len(_under(h, each - 1, _ALL)) for h in self._headings)

    @property
    def is_written_on(self) -> bool:
        """Whether anything stands under a heading."""
        return any(heading.entries or heading.in_short for heading in self._headings)

    @property
    def mark(self) -> Offset | None:
        """Where the chosen heading is drawn."""
        if self._chosen is None or not self._headings:
            return None
        if self.side_by_side:
            return Offset(sum(self._widths()[: self._chosen]), 0)
        rows = self._rows_of
        return Offset(0, rows.index(self._chosen)) if self._chosen in rows else None

    def render(self) -> RenderResult:
        if not self._headings:
            return Content("")
        lines = self._columns() if self.side_by_side else self._rows()
        return Content("\n").join(lines)

    def on_click(self, event: events.Click) -> None:
        if self.side_by_side:
            starts = accumulate(self._widths())
            index = sum(event.x - self.gutter.left >= start for start in starts)
        elif event.y < len(self._rows_of):
            index = self._rows_of[event.y]
        else:
            return
        self.post_message(self.Chosen(min(index, len(self._headings) - 1)))

    def _label(self, index: int) -> str:
        """The heading, after the mark of the chosen one and the digit by which one is chosen."""
        mark = "▸" if index == self._chosen else " "
        text = self._headings[index].text
        return f"{mark}{index + 1} {text}" if self._numbered else text

    def _widths(self) -> list[int]:
        """The cells of each column and the gap after it: together all of the width."""
        whole, over = divmod(self.content_size.width + GAP, len(self._headings))
        return [whole + (i < over) for i in range(len(self._headings))]

    def _columns(self) -> list[Content]:
        """Side by side: questions on top, the latest keywords that there is room for."""
        count = len(self._headings)
        widths = self._widths()
        height = self.content_size.height
        labels = [self._wrapped_label(i, widths[i] - GAP) for i in range(count)]
        abouts = [balanced(h.about, w - GAP) if h.about else [] for h, w in
                  zip(self._headings, widths, strict=True)]  # fmt: skip
        top = max(len(labels[i]) + len(abouts[i]) for i in range(count))
        if top > height // 2:  # what is said of the questions gives way to what is said under them
            abouts, top = [[] for _heading in abouts], max(map(len, labels))
        columns = []
        for i, heading in enumerate(self._headings):
            style = "$accent" if i == self._chosen else "$muted"
            text = widths[i] - GAP
            rule = ("━" if i == self._chosen else "─") * text
            rows = [Content.styled(row, style) for row in labels[i]]
            rows += [Content.styled(row, "$muted") for row in abouts[i]]
            rows += [Content("")] * (top - len(rows))
            rows.append(Content.styled(rule, "$accent" if i == self._chosen else "$line"))
            indent = " " if self._numbered else ""
            under = _under(heading, text - len(indent), height - len(rows))
            columns.append([*rows, *(Content.assemble(indent, row) for row in under)])
        lines = []
        for y in range(height):
            cells = [_cell(columns[i], y, widths[i]) for i in range(count)]
            lines.append(Content.assemble(*cells).rstrip())
        return lines

    def _rows(self) -> list[Content]:
        """Below each other: a row a question, and spare rows first to the one chosen."""
        width, height = self.content_size.width, self.content_size.height
        count = len(self._headings)
        spare = max(0, height - count)
        chosen = self._chosen if self._chosen is not None else 0
        text = self._headings[chosen].about
        about = balanced(text, max(10, width - 4)) if text and self._chosen is not None else []
        if len(about) > spare // 2:
            about = []
        spare -= len(about)
        room = [0] * count
        for i in [chosen, *(i for i in range(count) if i != chosen)]:
            wanted = len(_under(self._headings[i], width - 4, spare))
            if self._chosen is None:  # nobody types: each has as much as the next
                sharing = sum(bool(h.entries or h.scale) for h in self._headings[i:])
                room[i] = min(wanted, spare // max(1, sharing))
            else:
                room[i] = wanted if i == chosen else min(wanted, spare // 2)
            spare -= room[i]
        lines: list[Content] = []
        self._rows_of = []
        indent = " " * (3 if self._numbered else 0)
        for i, heading in enumerate(self._headings):
            lines.append(self._row(i, heading, width, folded=not room[i]))
            if i == self._chosen and about:
                lines += [Content.styled(f"{indent}{row}", "$muted") for row in about]
            rows = _under(heading, width - 4, room[i])
            lines += [Content.assemble(indent, row) for row in rows]
            if spare >= count and i < count - 1:
                lines.append(Content(""))
            self._rows_of += [i] * (len(lines) - len(self._rows_of))
        if len(lines) > height:
            start = max(0, min(chosen, len(lines) - height))
            lines = lines[start : start + height]
            self._rows_of = self._rows_of[start : start + height]
        return lines

    def _wrapped_label(self, index: int, width: int) -> list[str]:
        """The heading in a column, its rows below each other."""
        indent = " " * 3 if self._numbered else ""
        first, *more = balanced(self._headings[index].text, max(10, width - len(indent)))
        before = self._label(index).removesuffix(self._headings[index].text)
        return [before + first, *(indent + row for row in more)]

    def _row(self, index: int, heading: Heading, width: int, *, folded: bool) -> Content:
        """A heading in a row, cut where what stands under it is to stay in sight."""
        is_chosen = index == self._chosen
        style = "$accent" if is_chosen else "$muted"
        if is_chosen and not self._numbered:  # it has no mark before it
            style += " underline"
        label = Content.styled(self._label(index), style)
        if folded and (heading.entries or heading.in_short):
            label = shortened(label, max(LEAST_OF_HEADING, width // 2 - 4))
        row = label
        if folded and heading.scale:
            row = Content.assemble(row, (f"  {heading.in_short}", "$muted"))
        elif folded and heading.entries:
            row = Content.assemble(row, (f"  {len(heading.entries)}: ", "$muted"), heading.in_short)
        elif heading.entries:
            row = Content.assemble(row, (f"  {len(heading.entries)}", "$muted"))
        return shortened(row, width)


def _cell(column: Sequence[Content], y: int, width: int) -> Content:
    row = column[y] if y < len(column) else Content("")
    return row.truncate(width, ellipsis=True, pad=True)


def _under(heading: Heading, width: int, rows: int) -> list[Content]:
    """What stands under a heading in so many rows: its levels, or the latest of its entries."""
    if heading.scale:
        levels = heading.scale_words.replace(" ", "\u00a0")  # a level is not broken
        for between in (" · ", "   "):
            levels = levels.replace(between.replace(" ", "\u00a0"), between)
        words = balanced(levels, max(10, width))
        return [Content(row.replace("\u00a0", " ")) for row in words][:rows]
    return _latest(heading.entries, width, rows)


def _latest(entries: Sequence[str], width: int, rows: int) -> list[Content]:
    """The latest entries that fit in so many rows, the rest as a number; a dot before each."""
    if rows <= 0 or not entries:
        return []
    blocks: list[list[Content]] = []
    used = 0
    for entry in reversed(entries):
        block = _block(entry, width)
        if used + len(block) > rows:
            break
        blocks.insert(0, block)
        used += len(block)
    left_out = len(entries) - len(blocks)
    if not blocks:
        *shown, last = _block(entries[-1], width)[:rows]
        blocks, left_out = [[*shown, Content.assemble(last, "…").truncate(width, ellipsis=True)]], 0
    while left_out and used == rows and len(blocks) > 1:
        used -= len(blocks.pop(0))
        left_out += 1
    lines = [line for block in blocks for line in block]
    if left_out and len(lines) < rows:
        lines.insert(0, Content.styled(f"↑ {left_out}", "$muted"))
    return lines


def _block(entry: str, width: int) -> list[Content]:
    """One entry, wrapped under its dot; the sign of a tag stays with the word after it."""
    lines = Content(_TAG_SIGN.sub(rf"\1{_JOINED}", entry)).wrap(max(1, width - 2))
    return [
        Content.assemble(("· " if i == 0 else "  "), line.plain.replace(_JOINED, " ").rstrip())
        for i, line in enumerate(lines)
    ]


_JOINED: Final = "\N{BRAILLE PATTERN BLANK}"
"""In place of a space at which no line is broken: Textual breaks at those made for it too."""
_SIGNS: Final = "".join(re.escape(tag.symbol) for tag in (*KINDS.values(), *THEMES.values()))
_TAG_SIGN: Final = re.compile(rf"(  (?:[{_SIGNS}]|\d+)) ")
"""The sign of a tag, or a number of votes, and the space between it and its word."""
