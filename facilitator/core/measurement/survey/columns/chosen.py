"""The seven columns that hold the answers to items 1 to 7, once they are found."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from facilitator.core.measurement.items import ITEMS
from facilitator.core.measurement.survey.sheet import Remark, Sheet

NUMBERS: Final = tuple(item.number for item in ITEMS)


@dataclass(frozen=True)
class Chosen:
    """The columns of the items, and the row of their headings."""

    columns: tuple[tuple[int, ...], ...]
    """For items 1 to 7, each one column or several of which no row fills two."""
    heading: int | None
    """The row with the headings, from 0; None where there is none."""
    remarks: tuple[Remark, ...] = ()

    @cached_property
    def every(self) -> frozenset[int]:
        """All columns in use."""
        return frozenset(at for columns in self.columns for at in columns)

    def cells(self, sheet: Sheet, row: int) -> tuple[str, ...]:
        """The cells of the seven items in a row."""
        line = sheet.cells[row]
        return tuple(max(line[at] for at in columns) for columns in self.columns)
