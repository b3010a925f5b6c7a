"""Numbers as pictures: a team's course, drawn by plotext and as a table; a bar of parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from facilitator.core.measurement.result import Withheld
from facilitator.words import (
    _,
    date_words,
    day_words,
    said,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from facilitator.core.measurement.trend import Step

MARK = "●"
TALL = 12
"""Rows from which every quarter of the index has its tick."""
COLUMNS = (7, 11, 9)
"""Cells of index, spread and answers."""


def plotted(steps: tuple[Step, ...], width: int, height: int) -> Content:
    """Index by measurement, from eight answers with a bar of one standard deviation up and down.

    What is withheld has its place, and nothing in it. The picture reads without colour.
    """
    import plotext  # slow to load, and only here

    shown = [
        (at, step.measurement.date, step.result.figures.index, step.result.full)
        for at, step in enumerate(steps, 1)
        if not isinstance(step.result, Withheld) and step.result.figures.index is not None
    ]
    if not shown:
        return Content("")
    places = [at for at, *_ in shown]
    indices = [index for _at, _day, index, _full in shown]
    plotext.terminal.limit(False, False)  # it would ask the terminal how large it is
    figure = plotext.figure
    figure.clear()
    figure.plot_size(width, height)
    spreads = [2 * full.spread if full else 0 for *_, full in shown]  # the whole bar: up and down
    figure.draw(figure.error(places, indices, spreads))
    figure.draw(figure.signal(places, indices, marker=MARK))
    upright, level = figure.ruler("y"), figure.ruler("x")
    upright.lim(0, 100)
    upright.ticks([0, 25, 50, 75, 100] if height >= TALL else [0, 50, 100])
    level.lim(0.5, len(steps) + 0.5)
    level.ticks(places, [day_words(day) for _at, day, *_ in shown])
    drawn = Content(plotext.uncolorize(str(figure.build())).rstrip("\n"))
    parts = drawn.split(MARK, allow_blank=True)
    return Content.styled(MARK, "bold $accent").join(parts)


def course_rows(steps: tuple[Step, ...], wide: bool) -> Iterator[Content]:
    """A row a measurement; where it is wide, with the date written out and the change beside it."""
    first = 21 if wide else 12
    heads = (_("Index"), _("Spread"), _("Answers"))
    yield Content.styled(" " * first + _row(heads), "$muted")
    for step in steps:
        day = step.measurement.date
        when = f"{date_words(day) if wide else day_words(day):<{first}}"
        if isinstance(step.result, Withheld):
            yield Content.assemble(when, (said(step.result.reason), "$muted"))
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
    """The cells of each part, by largest remainders: all cells are given. Some number is not 0."""
    total = sum(numbers)
    exact = [number * cells / total for number in numbers]
    given = [int(share) for share in exact]
    by_remainder = sorted(range(len(numbers)), key=lambda i: given[i] - exact[i])
    for i in by_remainder[: cells - sum(given)]:
        given[i] += 1
    return given


def parts_rows(parts: Sequence[Part], width: int, thick: int = 1) -> Iterator[Content]:
    """The bar in so many rows, and under it what its parts are. No parts: nothing.

    A part that is there at all has a cell, however small it is beside the others.
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
    """The pieces beside each other, in as many rows as it takes; none is broken."""
    row = Content("")
    for piece in pieces:
        if row and row.cell_length + piece.cell_length + gap > width:
            yield row
            row = Content("")
        row = Content.assemble(row, " " * gap, piece) if row else piece
    if row:
        yield row
