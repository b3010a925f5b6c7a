"""The columns that tell the rows of people apart: by a number, a time, a code or a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import Final

from facilitator.core.measurement.survey.answers import CellKind, meaning
from facilitator.core.measurement.survey.respondents.rows import Rows
from facilitator.core.measurement.survey.wording import (
    Heading,
    calls_row_a_total,
    is_year,
    may_be_a_name_too,
)

MOST_TOTALS: Final = 8
"""Rows of sums below one another."""
_LEAST_DIFFERENT: Final = 3
"""Different cells in a column that tells rows apart."""

_TIME: Final = re.compile(
    r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}.*|\d{1,2}[:.]\d\d(?:[:.]\d\d)?|.*\b(?:19|20)\d\d\b.*\d.*"
    r"|\d.*\b(?:19|20)\d\d\b.*"
)
_CODE: Final = re.compile(r"(?=\S*\d)\S{4,}")


class Identifiers:
    """The columns with a number, time, code or name in all rows, but for some at the end."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        people = [
            at
            for at in rows.all
            if not any(
                calls_row_a_total(cell) and not rows.is_common(i, cell)
                for i, cell in rows.others(at)
            )
        ]
        self.columns: Final = [
            column
            for column in rows.columns
            if _is_filled_from_the_top(cells := [rows.sheet.cells[at][column] for at in people])
            and (
                Heading.ROW_ID.heads(rows.heads[column])
                or _tell_apart(filled := [c for c in cells if c])
                or _tell_apart(_without_words_at_the_end(filled))
            )
        ]

    def tells(self, at: int, column: int) -> bool:
        """Whether a row has in such a column what the other rows have: a number, a time, a name."""
        cell = self._rows.sheet.cells[at][column]
        if not cell or meaning(cell).kind is CellKind.LABEL:
            return False
        if calls_row_a_total(cell) and not may_be_a_name_too(cell):
            return False
        if column in self.counted:
            return cell.isdecimal() and not is_year(cell)
        return any(map(str.isdecimal, cell)) or column not in self.with_numbers

    def tell_most_apart(self, rows: Sequence[int]) -> bool:
        """Whether a number, time or name tells most rows apart: one date for all does not."""
        different = (len({self._rows.sheet.cells[at][i] for at in rows}) for i in self.columns)
        return any(number >= max(_LEAST_DIFFERENT, len(rows) / 4) for number in different)

    @cached_property
    def counted(self) -> frozenset[int]:
        """Of these columns, those that number the rows, 1, 2, 3 …, and have few years."""
        return frozenset(
            i
            for i in self.columns
            if 4 * sum(cell.isdecimal() and not is_year(cell) for cell in self._below(i))
            >= 3 * len(self._below(i))
        )

    @cached_property
    def with_numbers(self) -> frozenset[int]:
        """Of these columns, those most of whose cells have a number in them."""
        return frozenset(
            i
            for i in self.columns
            if 2 * sum(any(map(str.isdecimal, cell)) for cell in self._below(i))
            > len(self._below(i))
        )

    def _below(self, column: int) -> list[str]:
        """What stands in a column below the headings."""
        heading = self._rows.chosen.heading
        first = 0 if heading is None else heading + 1
        return [cell for cell in self._rows.sheet.column(column, first) if cell]


def _is_filled_from_the_top(cells: Sequence[str]) -> bool:
    """Whether a column is filled without gaps for at least half of the rows."""
    filled = [at for at, cell in enumerate(cells) if cell]
    return len(filled) > 1 and 2 * len(filled) >= len(cells) and len(filled) > 0.9 * filled[-1]


def _tell_apart(cells: Sequence[str]) -> bool:
    """Whether cells are times, numbers that only rise or fall, or codes of which no two are one."""
    if not cells:
        return False
    if all(map(_TIME.fullmatch, cells)):
        return True
    if all(map(str.isdecimal, cells)):
        numbers = list(map(int, cells))
        steps = {(a < b) - (a > b) for a, b in pairwise(numbers)}
        return len(cells) > 2 and steps in ({1}, {-1})  # noqa: PLR2004 two may be by chance
    return all(map(_CODE.fullmatch, cells)) and len(set(cells)) == len(cells)


def _without_words_at_the_end(cells: Sequence[str]) -> Sequence[str]:
    """Cells without the last of them that have no number in them: what sums are called."""
    words = 0
    while words < min(MOST_TOTALS, len(cells)) and not any(map(str.isdecimal, cells[-words - 1])):
        words += 1
    return cells[: len(cells) - words]
