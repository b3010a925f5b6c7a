"""Numbers as pictures: a team's course over time, also as a table, and a bar of parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from facilitator.core.measurement.result import Withheld
from facilitator.words import _, date_words, day_words, refusal_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from facilitator.core.measurement.trend import Step

MARK = "●"
QUARTER = 25
"""Points of the index from tick to tick: the picture ends at ticks."""
COLUMNS = (7, 11, 9)
"""Cells of index, spread and answers."""
AXIS = 4
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
    width = max(width, AXIS + 2 + len(steps))  # with fewer cells the screen is covered
    slot = (width - AXIS - 2) / len(steps)
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
    rows = [[" "] * (width - AXIS - 1) for _row in range(top + 1)]
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
        edge = f"{ticks[at]:>{AXIS - 1}}┤" if at in ticks else f"{BAR:>{AXIS}}"
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
    slot = (width - AXIS - 1) / len(days)
    every = 1 + int((longest + 1) // slot)
    row = " " * width
    for column, day in list(zip(columns, days, strict=True))[::-every][::-1]:
        left = max(0, min(AXIS + column - len(day) // 2, width - len(day)))
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
