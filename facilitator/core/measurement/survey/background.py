"""The columns of no item: what stands in them may say whose the answers are, and from when.

What such a column says is taken at its word, and where it may say that the answers are not those of
one team at one time, nothing is read (`groups`, `occasions`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from facilitator.core.measurement.survey.columns.chosen import Chosen
from facilitator.core.measurement.survey.sheet import Column, Sheet, cell_in_words, column_name
from facilitator.core.measurement.survey.wording import Heading, legible


@dataclass(frozen=True, slots=True)
class Background:
    """A column of no item."""

    at: int
    """From 0."""
    heading: str
    cells: Mapping[int, str]
    """What stands in it, by row, but for empty cells."""

    @property
    def values(self) -> list[str]:
        """What stands in it, from the top."""
        return list(self.cells.values())

    @property
    def column(self) -> Column:
        """It as it is named to people."""
        return Column(column_name(self.at), legible(self.heading))

    @property
    def in_words(self) -> str:
        """It as a refusal names it: its letter and its heading."""
        heading = cell_in_words(self.heading)
        return f"{column_name(self.at)} ({heading})" if heading else column_name(self.at)

    def is_headed(self, kind: Heading) -> bool:
        """Whether its heading says that this is in it."""
        return kind.heads(self.heading)


def background(sheet: Sheet, chosen: Chosen, rows: Iterable[int]) -> tuple[Background, ...]:
    """The columns of no item, with what stands in these rows."""
    heads, lines = sheet.headings(chosen.heading), list(rows)
    return tuple(
        Background(i, heads[i], {at: cell for at in lines if (cell := sheet.cells[at][i])})
        for i in range(sheet.width)
        if i not in chosen.every
    )
