"""Numbers drawn in cells: a result by item, a team's course over time, a bar of parts.

Everything is drawn to the width and the rows there are, and reads without colour: parts differ by
glyph as well, and their numbers stand next to them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from facilitator.core.measurement.figures import ItemFigures
from facilitator.core.measurement.items import ITEMS, REVERSED_NOTE, REVERSED_SIGN, labels
from facilitator.core.measurement.result import WHY_ROUNDED, Withheld, sides
from facilitator.export.result import agreement_words, answers_words, index_words
from facilitator.ui.kit.line import balanced
from facilitator.words import _, date_words, day_words, refusal_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from facilitator.core.measurement.items import Item
    from facilitator.core.measurement.result import HiddenItem, Result
    from facilitator.core.measurement.trend import Step

# A result: a bar for each item, disagreement left of an axis, agreement right, the middle across it

GLYPHS = {3: "▓·█", 5: "▓▒·■█", 7: "▓▒░·▪■█"}
"""From disagreement to agreement, by the number of parts."""
AXIS = "│"

NARROWEST = 30
WIDE = 100
"""Cells from which the wording stands left of its bar, and not over it."""
WORDING = 46
"""Cells of the wording there."""
THICK = 2
"""Rows of a bar where there is room."""


def index_rows(result: Result, width: int) -> Iterator[Content]:
    """`Index about 70 of 100 · 6 answers`, and why it is rounded."""
    index, people = index_words(result), answers_words(result)
    between = "  ·  " if index else ""
    row = Content.assemble((index, "bold"), (f"{between}{people}", "$muted"))
    why = "" if result.full else _(WHY_ROUNDED)
    if why and row.cell_length + len(why) + 5 <= width:
        row, why = Content.assemble(row, (f"  ·  {why}", "$muted")), ""
    yield row
    yield from (Content.styled(line, "$muted") for line in balanced(why, width) if why)


def items_content(result: Result, language: str, width: int, rows: int) -> Content:
    """All items with wording and bar, in the language they were asked in.

    With space between them, and thick bars, as far as `rows` allow.
    """
    width = max(NARROWEST, width)
    is_wide = width >= WIDE
    bars = _Bars.of(result, language, width - (WORDING if is_wide else 2))
    draw = _columns_beside if is_wide else _below
    pairs = list(zip(ITEMS, result.items, strict=True))
    lines = list(_legend(result, language, width))
    if rows > len(lines) + THICK * len(ITEMS) and is_wide:
        lines.append(Content(""))
    for thick, gap in ((THICK, 2), (THICK, 1), (1, 1), (1, 0)):
        blocks = [list(draw(item, figures, bars, thick)) for item, figures in pairs]
        if len(lines) + sum(map(len, blocks)) + gap * (len(blocks) - 1) <= rows:
            break
    air = [Content(" " * WORDING + bars.axis if is_wide else "")] * gap
    for block in blocks:
        lines += [*block, *air]
    return Content("\n").join(lines[: len(lines) - gap])


def compact_content(
    result: Result, language: str, width: int, rows: int, chosen: int | None = None
) -> Content:
    """The same for a part of a screen: one item a row, or two, as `rows` allow.

    The item that was `chosen` is large above them, with its whole wording.
    """
    width = max(NARROWEST, width)
    words, index = agreement_words(result), index_words(result)
    head = " · ".join(filter(None, (words, index)))
    if len(head) > width:
        head = words
    lines = [Content.styled(head, "bold $accent")]
    if chosen:
        lines += _large(result, language, width, chosen, rows)
    left = rows - len(lines)
    if width >= WIDE and left > (THICK + 1) * len(ITEMS) and not chosen:
        return Content("\n").join([*lines, items_content(result, language, width, left)])
    if left < len(ITEMS):
        in_view = left >= (len(ITEMS) + 1) // 2 or not chosen
        return Content("\n").join([*lines, *(_two_a_row(result, width) if in_view else ())])
    legend = list(_legend(result, language, width))
    if left >= len(legend) + len(ITEMS):
        lines += legend
    free = rows - len(lines) - len(ITEMS)
    blocks = list(_as_rows(result, language, width, chosen, free))
    gaps = 1 if rows - len(lines) - sum(map(len, blocks)) >= len(blocks) else 0
    for block in blocks:
        lines += [*[Content("")] * gaps, *block]
    return Content("\n").join(lines)


@dataclass(frozen=True, slots=True)
class _Bars:
    """The common scale and axis of the bars."""

    language: str
    parts: int
    cells: int
    """Of a bar with the room beside it: the axis is the cell in the middle."""
    reach: float
    """The largest share of an item's answers that lies on one side of the axis."""
    digits: int

    @classmethod
    def of(cls, result: Result, language: str, width: int) -> _Bars:
        shown = result.shown_items
        digits = max((len(str(n)) for item in shown for n in item.distribution), default=1)
        parts = _parts(result)
        numbers_width = parts * (digits + 1) + len(REVERSED_SIGN) + 2
        cells = max(9, width - numbers_width)
        reach = max(
            (max(sides(item.distribution)) / (sum(item.distribution) or 1) for item in shown),
            default=1.0,
        )
        return cls(language, parts, cells - (1 - cells % 2), reach, digits)

    @property
    def axis(self) -> str:
        """A row of the picture without a bar."""
        return f"{' ' * (self.cells // 2)}{AXIS}"

    def numbers(self, figures: ItemFigures) -> str:
        """The number of answers of each part, aligned from bar to bar."""
        return "".join(f" {number:>{self.digits}}" for number in figures.distribution)


def _bar(counts: Sequence[int], bars: _Bars) -> Content:
    """The parts on both sides of the axis; every part that is not 0 has a cell."""
    parts, half = len(counts), len(counts) // 2
    side = bars.cells // 2
    scale = side / (bars.reach * (sum(counts) or 1))
    glyphs, colors = GLYPHS[parts], _colors(parts)
    outwards = [counts[half] / 2, *reversed(counts[:half])], [counts[half] / 2, *counts[-half:]]
    left, right = (_cells(numbers, scale, side) for numbers in outwards)
    drawn = [(" " * (side - sum(left)), "")]
    drawn += [(glyphs[half - n] * left[n], colors[half - n]) for n in range(half, -1, -1)]
    drawn.append((AXIS, "$muted"))
    drawn += [(glyphs[half + n] * right[n], colors[half + n]) for n in range(half + 1)]
    drawn.append((" " * (side - sum(right)), ""))
    return Content.assemble(*((text, color) for text, color in drawn if text))


def _cells(numbers: Sequence[float], scale: float, most: int) -> list[int]:
    """The cells of each part, from the axis outwards, none beyond `most`."""
    ends, at, total = [], 0, 0.0
    there = sum(number > 0 for number in numbers)
    for number in numbers:
        total += number
        if number:
            there -= 1
            at = min(max(at + 1, round(total * scale)), most - there)
        ends.append(at)
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]


def _legend(result: Result, language: str, width: int) -> Iterator[Content]:
    """The meaning of each glyph, and what is safe in a reversed item; no pair is broken."""
    parts = _parts(result)
    if not parts:
        return
    named = zip(GLYPHS[parts], _colors(parts), labels(parts, language), strict=True)
    pairs = [
        Content.assemble((glyph, color), (f" {word}", "$muted")) for glyph, color, word in named
    ]
    note = Content.styled(f"{REVERSED_SIGN} {REVERSED_NOTE.in_language(language)}", "$muted")
    gap = 3 if width >= WIDE else 2
    yield from flowing([*pairs, note], width, gap)


def _parts(result: Result) -> int:
    """The number of parts of a bar, apart from hidden items."""
    return max((len(item.distribution) for item in result.shown_items), default=0)


def _below(
    item: Item, figures: ItemFigures | HiddenItem, bars: _Bars, thick: int
) -> Iterator[Content]:
    """The wording, and the bar under it."""
    room = bars.cells + bars.parts * (bars.digits + 1) + len(REVERSED_SIGN) + 1
    first, *more = balanced(item.text.in_language(bars.language), room)
    yield Content.styled(f"{item.number} {first}", "bold")
    yield from (Content.styled(f"  {row}", "bold") for row in more)
    yield from (Content.assemble("  ", row) for row in _drawn(item, figures, bars, thick))


def _columns_beside(
    item: Item, figures: ItemFigures | HiddenItem, bars: _Bars, thick: int
) -> Iterator[Content]:
    """The wording, and the bar to its right on an unbroken axis."""
    first, *more = balanced(item.text.in_language(bars.language), WORDING - 5)
    words = [f"{item.number} {first}", *(f"  {row}" for row in more)]
    rows = _drawn(item, figures, bars, thick)
    for text, row in zip_longest(words, rows):
        yield Content.assemble((f"{text or '':<{WORDING}}", "bold"), row or bars.axis)


def _drawn(
    item: Item, figures: ItemFigures | HiddenItem, bars: _Bars, thick: int
) -> Iterator[Content]:
    """The bar with its numbers; or why there is none, or what the parts of another one are."""
    if not isinstance(figures, ItemFigures):
        yield Content.styled(refusal_words(figures.reason), "$muted")
        return
    bar = _bar(figures.distribution, bars)
    mark = f" {REVERSED_SIGN}" if item.is_reversed else ""
    binned = len(figures.distribution) < bars.parts
    numbers = "" if binned else bars.numbers(figures)
    yield Content.assemble(bar, (f" {numbers}{mark}", "$muted"))
    yield from [bar] * (thick - 1)
    if binned:
        words = labels(len(figures.distribution), bars.language)
        glyphs = GLYPHS[len(figures.distribution)]
        parts = zip(glyphs, words, figures.distribution, strict=True)
        yield Content.styled(
            "   ".join(f"{glyph} {word} {n}" for glyph, word, n in parts), "$muted"
        )


def _large(result: Result, language: str, width: int, chosen: int, rows: int) -> Iterator[Content]:
    """One item, with space around it where there is room."""
    bars = _Bars.of(result, language, width - 2)
    roomy = rows > len(ITEMS) + 6
    if roomy:
        yield Content("")
    pairs = zip(ITEMS, result.items, strict=True)
    item, figures = next(pair for pair in pairs if pair[0].number == chosen)
    yield from _below(item, figures, bars, THICK + 1 if roomy else 1)
    if roomy:
        yield Content("")


def _as_rows(
    result: Result, language: str, width: int, chosen: int | None, free: int
) -> Iterator[list[Content]]:
    """Each item in a row; a wording that is longer goes on below, as far as `free` rows allow."""
    bars = _Bars.of(result, language, width * 2 // 5 if width >= WIDE else max(width // 2, 28))
    room = width - bars.cells - bars.parts * (bars.digits + 1) - len(REVERSED_SIGN) - 3
    for item, figures in zip(ITEMS, result.items, strict=True):
        wording = f"{item.number} {item.text.in_language(language)}"
        texts = balanced(wording, max(10, room - 2)) if len(wording) > room else [wording]
        texts = [*texts[:free], " ".join(texts[free:])] if len(texts) > free + 1 else texts
        free -= len(texts) - 1
        texts = [texts[0], *(f"  {row}" for row in texts[1:])]
        style = "bold $accent" if item.number == chosen else "$muted" if chosen else ""
        first, *below = (Content.styled(t, style).truncate(room, ellipsis=True) for t in texts)
        bar = next(_drawn(item, figures, bars, 1))
        gap = " " * (room - first.cell_length + 1)
        yield [Content.assemble(first, gap, bar).truncate(width), *below]


def _two_a_row(result: Result, width: int) -> Iterator[Content]:
    """Four rows with the bars alone, by item number."""
    column = (width - 2) // 2
    bars = _Bars.of(result, "", 0)
    cells = column - 4 - (column % 2)
    bars = replace(bars, cells=cells)
    rows: list[Content] = []
    for item, figures in zip(ITEMS, result.items, strict=True):
        mark = REVERSED_SIGN if item.is_reversed else " "
        bar = (
            _bar(figures.distribution, bars)
            if isinstance(figures, ItemFigures)
            else Content.styled("–" * cells, "$muted")
        )
        rows.append(Content.assemble((f"{item.number}{mark} ", "bold"), bar))
    for left, right in zip(rows[::2], [*rows[1::2], Content("")], strict=True):
        yield Content.assemble(left, "  ", right)


def _colors(parts: int) -> list[str]:
    return ["$mark"] * (parts // 2) + ["$muted"] + ["$accent"] * (parts // 2)


def item_chosen(text: str | None) -> int | None:
    """The number of the item a text is about: `3`, `Udsagn 3`; None for none."""
    numbers = re.findall(r"\d+", text or "")
    number = int(numbers[0]) if len(numbers) == 1 else 0
    return number if any(item.number == number for item in ITEMS) else None


# A team's course over time, and parts of a whole

MARK = "●"
QUARTER = 25
"""Points of the index from tick to tick: the picture ends at ticks."""
COLUMNS = (7, 11, 9)
"""Cells of index, spread and answers."""
MARGIN = 4
"""Cells left of the picture, for the numbers of its axis and the axis."""
UP, BAR, DOWN = "┬", "│", "┴"


def plotted(steps: tuple[Step, ...], width: int, height: int) -> Content:
    """Index by measurement, from eight answers with a bar of one standard deviation up and down.

    The number stands beside its mark. What is withheld has its place, and nothing in it. Two
    indices that differ never stand on one row: the picture is higher than `height` where it takes
    that. It reads without colour.
    """
    shown = [figures for step in steps if (figures := _figures(step))]
    if not shown:
        return Content("")
    width = max(width, MARGIN + 2 + len(steps))  # with fewer cells the screen is covered
    slot = (width - MARGIN - 2) / len(steps)
    columns = [int(slot * (at + 0.5)) for at in range(len(steps))]
    bottom = min(max(0, index - spread) for index, spread, _words in shown) // QUARTER * QUARTER
    end = -(-max(min(100, index + spread) for index, spread, _words in shown) // QUARTER) * QUARTER
    end = max(end, bottom + QUARTER)
    indices = sorted({index for index, *_ in shown})
    steps_between = (end - bottom) // QUARTER
    top = max((height - 3) // steps_between, 1) * steps_between  # as far from each tick to the next
    while top < 2 * len(indices):
        top += steps_between
    scale = top / (end - bottom)
    apart = _rows_apart([round((index - bottom) * scale) for index in indices], top)
    row_of = dict(zip(indices, apart, strict=True))
    rows = [[" "] * (width - MARGIN - 1) for _row in range(top + 1)]
    for column, step in zip(columns, steps, strict=True):
        if figures := _figures(step):
            index, spread, words = figures
            row = row_of[index]
            low, high = max(0, row - round(spread * scale)), min(top, row + round(spread * scale))
            for at in range(low, high + 1):
                rows[at][column] = DOWN if at == low else UP if at == high else BAR
            rows[row][column] = MARK
            room = min(slot, len(rows[row]) - column) - 3
            label = next((text for text in (words, words.split()[0]) if len(text) <= room), "")
            rows[row][column + 2 : column + 2 + len(label)] = label
    ticks = {round((tick - bottom) * scale): tick for tick in range(bottom, end + 1, QUARTER)}
    key = _key(any(spread for _index, spread, _words in shown), width)
    drawn = [Content.styled(key, "$muted")]
    for at in range(top, -1, -1):
        edge = f"{ticks[at]:>{MARGIN - 1}}┤" if at in ticks else f"{BAR:>{MARGIN}}"
        drawn.append(Content.assemble((edge, "$muted"), _inked("".join(rows[at]).rstrip())))
    drawn.append(Content.styled(_days(steps, columns, width).rstrip(), "$muted"))
    return Content("\n").join(drawn)


def _figures(step: Step) -> tuple[int, int, str] | None:
    """What is drawn of a measurement: index, spread (0: unknown), both also in words."""
    if isinstance(step.result, Withheld) or step.result.figures.index is None:
        return None
    index, full = step.result.figures.index, step.result.full
    return (index, full.spread, f"{index} ±{full.spread}") if full else (index, 0, f"~{index}")


def _rows_apart(rows: Sequence[int], top: int) -> list[int]:
    """The rows, the lowest first, moved apart where two are one; as few as can be, up to `top`."""
    apart: list[int] = []
    for row in rows:
        apart.append(max(row, apart[-1] + 1) if apart else row)
    most = top
    for at in range(len(apart) - 1, -1, -1):
        apart[at] = min(apart[at], most)
        most = apart[at] - 1
    return apart


def _key(has_spread: bool, width: int) -> str:
    """The legend of the picture."""
    index, spread = _("Index"), _("Spread: one standard deviation up and down")
    if not has_spread:
        return index
    whole = f"{index} · {BAR} {spread}"
    short = _("Spread")
    return whole if len(whole) <= width else f"{index} · {BAR} {short}"


def _inked(text: str) -> Content:
    parts = Content(text).split(MARK, allow_blank=True)
    return Content.styled(MARK, "bold $accent").join(parts)


def _days(steps: Sequence[Step], columns: Sequence[int], width: int) -> str:
    """The days under their measurements; where they would touch, every second, third … of them."""
    days = [day_words(step.measurement.date) for step in steps]
    longest = max(map(len, days))
    slot = (width - MARGIN - 1) / len(days)
    every = 1 + int((longest + 1) // slot)
    row = " " * width
    for column, day in list(zip(columns, days, strict=True))[::-every][::-1]:
        left = max(0, min(MARGIN + column - len(day) // 2, width - len(day)))
        row = f"{row[:left]}{day}{row[left + len(day) :]}"
    return row


def course_rows(steps: tuple[Step, ...], wide: bool) -> Iterator[Content]:
    """A row for each measurement; where it is wide, with the full date and the change."""
    first = 21 if wide else 12
    heads = (_("Index"), _("Spread"), _("Answers"))
    yield Content.styled(" " * first + _row(heads), "$muted")
    for step in steps:
        day = step.measurement.date
        when = f"{date_words(day) if wide else day_words(day):<{first}}"
        if isinstance(step.result, Withheld):
            yield Content.assemble(when, (refusal_words(step.result.reason), "$muted"))
            continue
        figures, full = step.result.figures, step.result.full
        about = "" if full else "~"
        index = "–" if figures.index is None else f"{about}{figures.index}"
        cells = _row((index, f"±{full.spread}" if full else "–", str(figures.n)))
        change = _(step.change.words) if step.change else ""
        yield Content.assemble(when, (cells, "bold"), f"   {change}" if wide else "")
        if change and not wide:
            yield Content(" " * first + change)


def _row(cells: tuple[str, ...]) -> str:
    return "".join(f"{cell:>{width}}" for cell, width in zip(cells, COLUMNS, strict=True))


class Part(NamedTuple):
    """One part of a bar."""

    glyph: str
    word: str
    number: int
    color: str = "$accent"


def shares(numbers: Sequence[int], cells: int) -> list[int]:
    """The cells of each part, by largest remainders. At least one number is not 0."""
    total = sum(numbers)
    exact = [number * cells / total for number in numbers]
    given = [int(share) for share in exact]
    by_remainder = sorted(range(len(numbers)), key=lambda i: given[i] - exact[i])
    for i in by_remainder[: cells - sum(given)]:
        given[i] += 1
    return given


def parts_rows(parts: Sequence[Part], width: int, thick: int = 1) -> Iterator[Content]:
    """The bar in that many rows, and the legend below. No parts: nothing.

    Every part that is not 0 has a cell.
    """
    seen = [part for part in parts if part.number]
    if not seen:
        return
    more = shares([part.number for part in seen], max(0, width - len(seen)))
    bar = ((part.glyph * (1 + n), part.color) for part, n in zip(seen, more, strict=True))
    yield from [Content.assemble(*bar)] * thick
    words = (Content.assemble((p.glyph, p.color), f" {p.word} {p.number}") for p in seen)
    yield from flowing(words, width)


def flowing(pieces: Iterable[Content], width: int, gap: int = 3) -> Iterator[Content]:
    """The pieces next to each other, in as many rows as needed; none is broken."""
    row = Content("")
    for piece in pieces:
        if row and row.cell_length + piece.cell_length + gap > width:
            yield row
            row = Content("")
        row = Content.assemble(row, " " * gap, piece) if row else piece
    if row:
        yield row
