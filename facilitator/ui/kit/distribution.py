"""A result drawn for a wall: a bar for each item, from disagreement to agreement.

The parts of a bar differ by glyph as well as colour, and their numbers stand beside them, so that
they read without either. What stands here is drawn to the width and the rows there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from facilitator.core.measurement.figures import ItemFigures
from facilitator.core.measurement.items import ITEMS, REVERSED_NOTE, labels
from facilitator.core.measurement.result import WHY_ROUNDED
from facilitator.export.result import agreement_words, answers_words, index_words
from facilitator.ui.kit.lettering import wrapped
from facilitator.ui.kit.plot import shares
from facilitator.words import _, said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from facilitator.core.measurement.items import Item
    from facilitator.core.measurement.result import HiddenItem, Result

GLYPHS = {3: "▓·█", 5: "▓▒·=█", 7: "▓▒░·~=█"}
"""From disagreement to agreement, by the number of parts."""

NARROWEST = 30
REVERSED = "↔"
THICK = 2
"""Rows of a bar where there is room."""


def index_rows(result: Result, width: int) -> Iterator[Content]:
    """`Index about 70 of 100 · 6 answers`, and why it is no more than about."""
    index, people = index_words(result), answers_words(result)
    between = "  ·  " if index else ""
    row = Content.assemble((index, "bold"), (f"{between}{people}", "$muted"))
    why = "" if result.full else _(WHY_ROUNDED)
    if why and row.cell_length + len(why) + 5 <= width:
        row, why = Content.assemble(row, (f"  ·  {why}", "$muted")), ""
    yield row
    yield from (Content.styled(line, "$muted") for line in wrapped(why, width) if why)


def items_content(result: Result, language: str, width: int, rows: int) -> Content:
    """Every item with its wording and its bar, in the language they were asked in.

    With air between them, and thick bars, as far as `rows` allow.
    """
    width = max(NARROWEST, width)
    pairs = list(zip(ITEMS, result.items, strict=True))
    look = _Look.of(result, language, width)
    blocks = [list(_item(item, figures, look, 1)) for item, figures in pairs]
    legend = list(_legend(result, language, width))
    gap, left = 0, rows - len(legend) - sum(map(len, blocks))
    if left >= len(blocks):
        gap, left = 1, left - len(blocks)
    if gap and left >= len(blocks) * (THICK - 1):
        blocks = [list(_item(item, figures, look, THICK)) for item, figures in pairs]
    lines = list(legend)
    for block in blocks:
        lines += [*([Content("")] * gap), *block]
    return Content("\n").join(lines)


def compact_content(result: Result, language: str, width: int, rows: int) -> Content:
    """The same for a part of a screen: a row an item, or two items a row, as `rows` allow."""
    width = max(NARROWEST, width)
    words, index = agreement_words(result), index_words(result)
    head = " · ".join(filter(None, (words, index)))
    if len(head) > width:
        head = words
    lines = [Content.styled(head, "bold $accent")]
    if rows <= len(ITEMS):
        return Content("\n").join([*lines, *_two_a_row(result, width)])
    legend = list(_legend(result, language, width))
    body = list(_one_a_row(result, language, width))
    if rows >= len(lines) + len(legend) + len(body):
        lines += legend
    gap = rows >= len(lines) + 2 * len(body)
    for row in body:
        lines += [Content(""), row] if gap else [row]
    return Content("\n").join(lines)


def _legend(result: Result, language: str, width: int) -> Iterator[Content]:
    """What each glyph means, in as many rows as it takes; no pair is broken."""
    parts = _parts(result)
    if not parts:
        return
    row = Content("")
    words = labels(parts, language)
    for glyph, color, word in zip(GLYPHS[parts], _colors(parts), words, strict=True):
        pair = Content.assemble((glyph, color), (f" {word}", "$muted"))
        if row and row.cell_length + pair.cell_length + 2 > width:
            yield row
            row = Content("")
        row = Content.assemble(row, "  ", pair) if row else pair
    yield row


def _parts(result: Result) -> int:
    """How many parts the bars have, but for an item that too few have answered."""
    return max((len(item.distribution) for item in result.shown_items), default=0)


def _item(
    item: Item, figures: ItemFigures | HiddenItem, look: _Look, thick: int
) -> Iterator[Content]:
    first, *more = wrapped(item.text.in_language(look.language), look.width - 2)
    yield Content.styled(f"{item.number} {first}", "bold")
    yield from (Content.styled(f"  {row}", "bold") for row in more)
    if not isinstance(figures, ItemFigures):
        yield Content.styled(f"  {said(figures.reason)}", "$muted")
        return
    note = f"  {REVERSED} {REVERSED_NOTE.in_language(look.language)}"
    room = look.width - look.numbers - 4
    beside = room - len(note) >= NARROWEST
    bar = _bar(figures.distribution, room - len(note) if beside else room)
    binned = len(figures.distribution) < look.parts
    numbers = "" if binned else _numbers(figures)
    after = f"  {numbers:<{look.numbers}}" + (note if figures.is_reversed and beside else "")
    yield Content.assemble("  ", bar, (after.rstrip(), "$muted"))
    for _row in range(thick - 1):
        yield Content.assemble("  ", bar)
    if figures.is_reversed and not beside:
        yield Content.styled(note, "$muted")
    if binned:
        yield Content.styled(f"  {_binned(figures, look.language)}", "$muted")


@dataclass(frozen=True, slots=True)
class _Look:
    """What the items have in common, so that their bars end alike."""

    language: str
    width: int
    parts: int
    numbers: int
    """Cells for the numbers of any item."""

    @classmethod
    def of(cls, result: Result, language: str, width: int) -> _Look:
        shown = result.shown_items
        numbers = max((len(_numbers(item)) for item in shown), default=0)
        return cls(language, width, _parts(result), numbers)


def _binned(figures: ItemFigures, language: str) -> str:
    """An item that too few have answered for the points of the scale: what its three parts are."""
    words = labels(len(figures.distribution), language)
    glyphs = GLYPHS[len(figures.distribution)]
    parts = zip(glyphs, words, figures.distribution, strict=True)
    return "   ".join(f"{glyph} {word} {number}" for glyph, word, number in parts)


def _one_a_row(result: Result, language: str, width: int) -> Iterator[Content]:
    numbers = max((len(_numbers(item)) for item in result.shown_items), default=0)
    cells = max(10, min(60, width // 3))
    room = width - cells - numbers - 2
    for item, figures in zip(ITEMS, result.items, strict=True):
        mark = f" {REVERSED}" if item.is_reversed else ""
        text = Content(f"{item.number} {item.text.in_language(language)}")
        text = text.truncate(room - len(mark), ellipsis=True)
        text = Content.assemble(text, mark)
        gap = " " * (room - text.cell_length + 1)
        if isinstance(figures, ItemFigures):
            bar = _bar(figures.distribution, cells)
            yield Content.assemble(text, gap, bar, (f" {_numbers(figures)}", "$muted"))
        else:
            reason = Content.styled(said(figures.reason), "$muted")
            yield Content.assemble(text, gap, reason.truncate(cells + numbers + 1, ellipsis=True))


def _two_a_row(result: Result, width: int) -> Iterator[Content]:
    """The bars alone, by the numbers of their items: four rows."""
    column = (width - 2) // 2
    cells: list[Content] = []
    for item, figures in zip(ITEMS, result.items, strict=True):
        mark = REVERSED if item.is_reversed else " "
        bar = (
            _bar(figures.distribution, column - 4)
            if isinstance(figures, ItemFigures)
            else Content.styled("–" * (column - 4), "$muted")
        )
        cells.append(Content.assemble((f"{item.number}{mark} ", "bold"), bar, " "))
    for left, right in zip(cells[::2], [*cells[1::2], Content("")], strict=True):
        yield Content.assemble(left, "  ", right)


def _numbers(figures: ItemFigures) -> str:
    return " ".join(map(str, figures.distribution))


def _bar(counts: Sequence[int], cells: int) -> Content:
    """The parts in proportion; all bars are of one length."""
    parts = len(counts)
    drawn = zip(GLYPHS[parts], shares(counts, cells), _colors(parts), strict=True)
    return Content.assemble(*((glyph * share, color) for glyph, share, color in drawn if share))


def _colors(parts: int) -> list[str]:
    return ["$mark"] * (parts // 2) + ["$muted"] + ["$accent"] * (parts // 2)
