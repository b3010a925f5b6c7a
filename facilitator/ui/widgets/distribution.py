"""A result drawn for a wall: spread first, then the items, each with its bar.

Bars run from disagreement to agreement. Their parts differ by glyph as well as colour, and their
numbers stand beside them, so that they read without either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from facilitator.core.figures import ItemFigures
from facilitator.core.items import ITEMS, REVERSED_NOTE, labels
from facilitator.core.measurement import AGREEMENT_WORDS, rounded
from facilitator.ui.lettering import wrapped
from facilitator.words import _, language, ngettext, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facilitator.core.measurement import HiddenItem, Result

GLYPHS = {3: "▓·█", 5: "▓▒·=█", 7: "▓▒░·-=█"}
"""From disagreement to agreement, by the number of parts."""

WIDEST = 60


def decimal_words(value: float, places: int) -> str:
    """`3,81` in Danish, `3.81` in English; ties rounded away from zero."""
    text = f"{rounded(value, places):.{places}f}"
    return text.replace(".", ",") if language() == "da" else text


def result_content(result: Result, asked_in: str, width: int) -> Content:
    """The whole picture in so many columns; items in the language they were asked in."""
    return Content("\n").join(_result(result, asked_in, max(30, width)))


def compact_content(result: Result, asked_in: str, width: int) -> Content:
    """The same in eight rows: a row an item."""
    words = f"{_(AGREEMENT_WORDS[result.agreement_level])} · " if result.agreement_level else ""
    index = _("Index {index} of 100").format(index=result.index)
    rows = [Content.styled(f"{words}{index}", "bold $accent")]
    cells = min(WIDEST, max(10, width // 3))
    for item, figures in zip(ITEMS, result.items, strict=True):
        arrow = " ↔" if item.is_reversed else ""
        text = Content(f"{item.number} {item.text.in_(asked_in)}{arrow}")
        if arrow and text.cell_length > width - cells - 12:
            text = Content.assemble(text.truncate(width - cells - 14, ellipsis=True), arrow)
        text = text.truncate(width - cells - 12, ellipsis=True)
        gap = " " * (width - cells - 11 - text.cell_length)
        if isinstance(figures, ItemFigures):
            numbers = " ".join(map(str, figures.distribution))
            rows.append(
                Content.assemble(text, gap, _bar(figures.distribution, cells), f" {numbers}")
            )
        else:
            rows.append(Content.assemble(text, gap, (said(figures.reason), "$muted")))
    return Content("\n").join(rows)


def _result(result: Result, asked_in: str, width: int) -> Iterator[Content]:
    if result.agreement_level:
        yield Content.styled(_(AGREEMENT_WORDS[result.agreement_level]), "bold $accent")
    people = ngettext("{n} answer", "{n} answers", result.n).format(n=result.n)
    index = _("Index {index} of 100").format(index=result.index)
    yield Content.assemble((index, "bold"), (f"  ·  {people}", "$muted"))
    parts = next((len(item.distribution) for item in result.shown_items), 0)
    if parts:
        yield Content("")
        yield _legend(parts, asked_in)
    for item, figures in zip(ITEMS, result.items, strict=True):
        yield Content("")
        for row in wrapped(f"{item.number} {item.text.in_(asked_in)}", width):
            yield Content.styled(row, "bold")
        yield from _item(figures, asked_in, width)


def _legend(parts: int, asked_in: str) -> Content:
    words = labels(parts, asked_in)
    pairs = [f"{glyph} {word}" for glyph, word in zip(GLYPHS[parts], words, strict=True)]
    return Content.styled("   ".join(pairs), "$muted")


def _item(figures: ItemFigures | HiddenItem, asked_in: str, width: int) -> Iterator[Content]:
    if not isinstance(figures, ItemFigures):
        yield Content.styled(said(figures.reason), "$muted")
        return
    numbers = " ".join(map(str, figures.distribution))
    bar = _bar(figures.distribution, min(WIDEST, width - len(numbers) - 3))
    yield Content.assemble(bar, (f"  {numbers}", "$muted"))
    if figures.is_reversed:
        yield Content.styled(f"↔ {REVERSED_NOTE.in_(asked_in)}", "$muted")


def _bar(counts: tuple[int, ...], cells: int) -> Content:
    """The parts in proportion, largest remainders, so that the bars are all of one length."""
    total, parts = sum(counts), len(counts)
    exact = [count * cells / total for count in counts]
    shares = [int(share) for share in exact]
    by_remainder = sorted(range(parts), key=lambda i: shares[i] - exact[i])
    for i in by_remainder[: cells - sum(shares)]:
        shares[i] += 1
    middle = parts // 2
    return Content.assemble(
        *(
            (GLYPHS[parts][i] * shares[i], "$mark" if i < middle else "$accent")
            if i != middle
            else (GLYPHS[parts][i] * shares[i], "$muted")
            for i in range(parts)
        )
    )
