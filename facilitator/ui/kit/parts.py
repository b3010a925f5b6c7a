"""The parts of a whole as one bar: each with a glyph, a word and its number."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


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


def flowing(pieces: Iterator[Content], width: int) -> Iterator[Content]:
    """The pieces beside each other, in as many rows as it takes; none is broken."""
    row = Content("")
    for piece in pieces:
        if row and row.cell_length + piece.cell_length + 3 > width:
            yield row
            row = Content("")
        row = Content.assemble(row, "   ", piece) if row else piece
    if row:
        yield row
