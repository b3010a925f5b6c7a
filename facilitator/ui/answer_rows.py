"""A person's answers in rows: those to choose among, and all of them at the last look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from facilitator.core.items import ITEMS, PREFER_NOT, labels
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Literal

    from facilitator.core.items import Answer, Scale


def choice_rows(scale: Scale, language: Literal["da", "en"], key: int | None) -> Iterator[Content]:
    """The answers of an item with their keys; `key` is the one that is chosen, if any is."""
    rows = [*enumerate(labels(scale, language), 1), (0, PREFER_NOT.in_(language))]
    for number, label in rows:
        if not number:
            yield Content("")
        mark = "▸" if number == key else " "
        style = "bold $accent" if number == key else "$foreground"
        yield Content.styled(f"{mark} {number}  {label}", style)


def overview_rows(
    scale: Scale,
    language: Literal["da", "en"],
    chosen: Mapping[int, Answer],
    comment: str,
    width: int,
) -> Iterator[Content]:
    """A row an item, its answer at the end of it, and one for the comment where there is one."""
    words = [*labels(scale, language), PREFER_NOT.in_(language)]
    longest = max(map(len, words))
    room = width - longest - 2
    for at, item in enumerate(ITEMS):
        text = Content(f"{item.number} {item.text.in_(language)}").truncate(room, ellipsis=True)
        answer = words[(chosen.get(at) or len(words)) - 1]
        gap = " " * (room + 2 - text.cell_length)
        yield Content.assemble(text, gap, (answer, "bold"))
    if comment:
        text = Content(f"{len(ITEMS) + 1} {_('Comment')}: {comment}")
        yield text.truncate(width, ellipsis=True)
