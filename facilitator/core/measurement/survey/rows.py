"""The rows of a table that have answers: the points in each, and what stands beside them.

Left out are headings that stand there again. Refused are rows whose cells do not stand below their
headings: split at a separator, or short of a cell.
"""

from __future__ import annotations

import math
import re
import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Final, TypeAlias

from facilitator.core.errors import N_, Refused
from facilitator.core.measurement.items import Scale
from facilitator.core.measurement.survey.answers import CellKind, meaning
from facilitator.core.measurement.survey.columns import Chosen, numbered
from facilitator.core.measurement.survey.sheet import (
    Sheet,
    UnreadableSheet,
    cell_in_words,
    column_name,
    enumeration,
)
from facilitator.core.measurement.survey.statements import statements
from facilitator.core.measurement.survey.wording import Heading, key_of, may_be_a_name_too


class Rows:
    """The rows below the headings that have answers. Rows and columns are counted from 0."""

    def __init__(self, sheet: Sheet, chosen: Chosen, scale: Scale) -> None:
        self.sheet: Final = sheet
        self.chosen: Final = chosen
        self.scale: Final = scale
        self.heads: Final = sheet.headings(chosen.heading)
        self.first_item: Final = min(chosen.every)
        """The column furthest to the left that holds an item."""
        self.columns: Final = [at for at in range(sheet.width) if at not in chosen.every]
        """All but the items'."""
        self.lines: Final = [chosen.cells(sheet, at) for at in range(len(sheet.cells))]
        """By row: the cells of the seven items."""
        self.values: Final[list[Values]] = [
            [meaning(cell).value(scale) for cell in line] for line in self.lines
        ]
        """By row: the points, or what else is written there as a number."""
        self.all: Final = _rows_with_answers(sheet, chosen, self.lines)
        """Every row with an answer; those of nobody are still among them."""

    def others(self, at: int) -> list[tuple[int, str]]:
        """What stands in a row beside the items: by column."""
        line = self.sheet.cells[at]
        return [(i, line[i]) for i in self.columns if line[i]]

    def named(self, rows: Iterable[int]) -> str:
        """Rows as a spreadsheet numbers them, with what they are called."""
        labels = {at: next((cell for _i, cell in self.others(at)), "") for at in rows}
        return enumeration(
            f"{at + 1} ({cell_in_words(label)})" if label else f"{at + 1}"
            for at, label in labels.items()
        )

    @cached_property
    def times(self) -> dict[int, Counter[str]]:
        """By column: how often each cell stands there."""
        return {i: Counter(self.sheet.cells[at][i] for at in self.all) for i in self.columns}

    @cached_property
    def groups(self) -> dict[int, set[str]]:
        """By column: what stands there, as words are compared."""
        return {i: set(map(key_of, times)) for i, times in self.times.items()}

    def is_common(self, column: int, cell: str) -> bool:
        """Whether so many rows have a cell that it is what they answered: "N", "Besvaret"."""
        times = self.times[column][cell]
        return 2 * times > len(self.all) or (times > 1 and may_be_a_name_too(cell))

    def number_answered(self, at: int) -> int:
        """How many of the seven items are answered in a row."""
        return sum(value is not None for value in self.values[at])

    def has_points_alone(self, at: int) -> bool:
        """Whether each of the seven cells of a row is a point of the scale, or missing."""
        return all(self._is_point(cell) for cell in self.lines[at])

    def is_no_answer(self, at: int, above: Iterable[int]) -> bool:
        """Whether a row has a number that is no point, or numbers where all above have words."""
        means = [meaning(cell) for cell in self.lines[at] if cell]
        if any(not self._is_point(cell) for cell in self.lines[at] if cell):
            return True
        words = (CellKind.LABEL, CellKind.BOTH, CellKind.CODE)
        return all(meant.kind is CellKind.NUMBER for meant in means) and all(
            meaning(cell).kind in words or meaning(cell).is_missing
            for row in above
            for cell in self.lines[row]
        )

    def is_statistic(self, at: int) -> bool:
        """Whether a row is one statistic of all rows above it."""
        return is_statistic(self.values[at], [self.values[row] for row in self.all if row < at])

    def _is_point(self, cell: str) -> bool:
        means = meaning(cell)
        value = means.value(self.scale)
        return means.is_missing or (
            means.may_be_a_point and value is not None and 1 <= value <= self.scale
        )


# Figures of several rows

Values: TypeAlias = Sequence[float | None]
"""What stands in a row for items 1 to 7; None where there is no number."""


def is_statistic(row: Values, above: Sequence[Values], *, of_people: bool = False) -> bool:
    """Whether a row is one statistic of the rows above, column by column, as it would be rounded.

    Their number, sum, mean, median, mode, deviation, variance, least or most; with `of_people` only
    those that a person's answers are seldom equal to by chance.
    """
    which = _STATISTICS[:_SELDOM_BY_CHANCE] if of_people else _STATISTICS
    columns = [[line[at] for line in above] for at in range(len(row))]
    numbers = [[value for value in column if value is not None] for column in columns]
    return any(value is not None for value in row) and any(
        all(
            _is_close(value, column, statistic) if value is not None and column else not column
            for value, column in zip(row, numbers, strict=True)
        )
        for statistic in which
    )


def _is_close(value: float, column: list[float], statistic: Callable[[list[float]], float]) -> bool:
    expected = statistic(column)
    decimals = len(f"{value:.6f}".rstrip("0").partition(".")[2])
    return math.isclose(value, expected, rel_tol=0, abs_tol=0.5 / 10**decimals + 1e-9)


def _of_two(statistic: Callable[[list[float]], float]) -> Callable[[list[float]], float]:
    return lambda numbers: statistic(numbers) if len(numbers) > 1 else 0.0


_STATISTICS: Final[tuple[Callable[[list[float]], float], ...]] = (
    len,
    sum,
    statistics.fmean,
    statistics.median,
    _of_two(statistics.stdev),
    statistics.pstdev,
    _of_two(statistics.variance),
    statistics.mode,
    min,
    max,
)
_SELDOM_BY_CHANCE: Final = 7
"""The first of them."""


# Headings and titles

_SUB_HEADING: Final = re.compile(
    r'\{"importid".*|response|svar|besvarelse|open-ended response|answer', re.IGNORECASE
)


def _rows_with_answers(sheet: Sheet, chosen: Chosen, lines: Sequence[Sequence[str]]) -> list[int]:
    """The rows with anything in the items' columns, but for more rows of headings.

    `lines` are the cells of the seven items by row. Raises UnreadableSheet for headings that are
    there again and differ.
    """
    first = 0 if chosen.heading is None else chosen.heading + 1
    rows: list[int] = []
    for at in range(first, len(sheet.cells)):
        cells = lines[at]
        if any(cells) and not (
            (not rows and _is_sub_heading(sheet, chosen, at, cells))
            or _is_heading_again(sheet, chosen, at, cells)
        ):
            rows.append(at)
    if chosen.heading is None:
        # Above the first answer there are titles at most.
        is_title = (not any(meaning(cell).may_be_a_point for cell in lines[at]) for at in rows)
        rows = rows[next((i for i, title in enumerate(is_title) if not title), len(rows)) :]
    return rows


def _is_sub_heading(sheet: Sheet, chosen: Chosen, at: int, cells: Sequence[str]) -> bool:
    """Whether a row right under the headings is one more of them, as some tools write."""
    in_order = list(range(1, len(cells) + 1))
    if all(_SUB_HEADING.fullmatch(cell) for cell in cells if cell) or _is_stem(cells):
        return True
    if [[statement.item for statement in statements(cell)] for cell in cells] == [
        [n] for n in in_order
    ]:
        return True
    if [number and number[1] for number in map(numbered, cells)] != in_order:
        return False
    is_alone = not any(sheet.cells[at][i] for i in range(sheet.width) if i not in chosen.every)
    return not all(map(str.isdecimal, cells)) or is_alone


def _is_heading_again(sheet: Sheet, chosen: Chosen, at: int, cells: Sequence[str]) -> bool:
    """Whether a row repeats the headings, as where one export was pasted below another."""
    above = sheet.headings(chosen.heading)
    heads = [above[columns[0]] for columns in chosen.columns]
    if any(heads) and list(cells) == heads:
        return True
    unknown = [cell for cell in cells if meaning(cell).kind is CellKind.UNKNOWN]
    is_headed = any(
        cell and cell == above[i] and Heading.ROW_ID.heads(cell)
        for i, cell in enumerate(sheet.cells[at])
        if i not in chosen.every
    )
    if is_headed or sum(bool(statements(cell)) for cell in unknown) > 1:
        why = N_("Row {row} has headings again, and other ones than those above.")
        raise UnreadableSheet(Refused(why, row=at + 1))
    return False


def _is_stem(cells: Sequence[str]) -> bool:
    """Whether all cells have one and the same sentence: the question that the items belong to."""
    long = meaning(cells[0]).kind is CellKind.UNKNOWN and len(cells[0].split()) > 3  # noqa: PLR2004
    return long and len(set(cells)) == 1


# Rows that a missing sign has moved

_MOST_LOST: Final = 2
"""Cells that are lost in a row by mistake. One who gave up lacks more of them, at the end."""
_DIGITS: Final = re.compile(r"[\d\W]*")


def refuse_misaligned(rows: Rows, people: Sequence[int]) -> None:
    """Refuse a table where cells do not stand below their headings."""
    if not people:
        return
    lengths = [rows.sheet.lengths[at] for at in people]
    usual = statistics.mode(lengths)
    width, least = usual, usual
    if rows.chosen.heading is not None:
        width = max(at for at, cell in enumerate(rows.heads) if cell) + 1
        least = max(usual, rows.sheet.lengths[rows.chosen.heading])
        _refuse_more_headings(rows, people, width)
    beyond = N_("{cell}: there is more in this row than there are headings.")
    for at, length in zip(people, lengths, strict=True):
        line = rows.sheet.cells[at]
        filled = max(i for i, cell in enumerate(line) if cell) + 1
        more = max(filled - width, length - least)
        if more > 0 and _may_be_moved(rows, at, more):
            cell = f"{column_name(width)}{at + 1}"
            raise UnreadableSheet(Refused(beyond, cell=cell))


def _refuse_more_headings(rows: Rows, people: Sequence[int], width: int) -> None:
    """Refuse a table with more headings than any row has cells."""
    lengths = {at: rows.sheet.lengths[at] for at in people}
    ends_empty = any(
        not rows.sheet.cells[at][length - 1]
        for at, length in lengths.items()
        if 0 < length <= rows.sheet.width
    )
    longest = max(lengths.values())
    if longest < width and (ends_empty or longest <= max(rows.chosen.every)):
        why = N_(
            "There are {headings} headings, and no row has more than {cells} cells: they "
            "do not stand below one another. A heading with the sign in it that separates "
            "the columns has to stand in quotation marks."
        )
        raise UnreadableSheet(Refused(why, headings=width, cells=longest))


def _may_be_moved(rows: Rows, at: int, by: int) -> bool:
    """Whether all answers could stand further to the right, a text before them being split."""
    line = rows.sheet.cells[at] + ("",) * by
    last = max(rows.chosen.every)
    has_text = any(i < last and not _DIGITS.fullmatch(cell) for i, cell in rows.others(at))
    moved = [meaning(line[columns[0] + by]) for columns in rows.chosen.columns]
    return (
        has_text
        and line[last + by] != ""
        and all(cell.is_missing or cell.may_be_a_point for cell in moved)
        and any(cell.may_be_a_point for cell in moved)
    )


def refuse_short(rows: Rows, people: Sequence[int]) -> None:
    """Refuse a table where a row lacks a cell that all others have: it may have moved."""
    lengths = {at: rows.sheet.lengths[at] for at in people}
    usual = statistics.mode(lengths.values()) if lengths else 0
    full = [at for at in people if lengths[at] >= usual]
    width = max((at for at, cell in enumerate(rows.heads) if cell), default=usual - 1) + 1
    end = min(usual, width, rows.sheet.width)
    short = [
        at
        for at in people
        if 0 < end - lengths[at] <= _MOST_LOST
        and all(rows.sheet.cells[row][i] for row in full for i in range(lengths[at], end))
    ]
    if short and len(full) > len(short):
        why = N_(
            "There are cells lacking in row {rows}, and which ones cannot be told: its answers "
            "may stand below other headings. Put the empty cells in."
        )
        raise UnreadableSheet(Refused(why, rows=rows.named(short)))
