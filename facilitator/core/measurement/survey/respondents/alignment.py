"""Rows whose cells do not stand below their headings: split at a separator, or short of a cell."""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from typing import Final

from facilitator.core.errors import N_, Refused
from facilitator.core.measurement.survey.answers import meaning
from facilitator.core.measurement.survey.respondents.rows import Rows
from facilitator.core.measurement.survey.sheet import UnreadableSheet, column_name

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
