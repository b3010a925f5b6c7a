"""The only seven columns with answers, where nothing stands above them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from facilitator.core.errors import N_, Refused
from facilitator.core.measurement.items import ITEMS
from facilitator.core.measurement.survey.answers import CellKind, meaning
from facilitator.core.measurement.survey.columns.candidates import is_answered, may_hold_answers
from facilitator.core.measurement.survey.columns.chosen import Chosen
from facilitator.core.measurement.survey.sheet import (
    Remark,
    Sheet,
    UnreadableSheet,
    column_name,
    columns_in_words,
)

_LEAST_COUNTED: Final = 4
"""Rows that are numbered by more than chance."""


def by_order(sheet: Sheet) -> Chosen:
    """The only seven columns with answers, where there is nothing above them."""
    columns = [at for at in range(sheet.width) if may_hold_answers(sheet.column(at))]
    first = next((at for at, row in enumerate(sheet.cells) if any(row)), 0)
    row = sheet.cells[first] if sheet.cells else ()
    is_headed = not is_answered(row) and not any(
        meaning(row[at]).may_be_a_point and not _is_heading_of_codes(sheet, first, at)
        for at in columns
    )
    gaps = set(range(min(columns, default=0), max(columns, default=0))) - set(columns)
    if is_headed and any(row):
        why = N_(
            "The headings are neither the statements nor numbered 1 to 7: {columns}. "
            "Name the seven columns with --columns, as B-H or B,C,D,E,F,G,I."
        )
        heads = [at for at in range(sheet.width) if row[at]]
        raise UnreadableSheet(Refused(why, columns=columns_in_words(heads, row)))
    if len(columns) != len(ITEMS) or not all(sheet.has_cells(at, first) for at in gaps):
        why = N_(
            "There are no headings, and which seven columns hold the answers cannot be told. "
            "Name them with --columns, as B-H or B,C,D,E,F,G,I."
        )
        raise UnreadableSheet(Refused(why))
    refuse_row_numbers(sheet, columns, first)
    why = N_("There are no headings: the columns are read in their order.")
    return Chosen(tuple((at,) for at in columns), None, (Remark(why),))


def _is_heading_of_codes(sheet: Sheet, first: int, at: int) -> bool:
    """Whether a cell such as "q1" heads its column, since none below is coded that way."""
    head = meaning(sheet.cells[first][at])
    below = {meaning(cell).prefix for cell in sheet.column(at, first + 1) if cell}
    return head.kind is CellKind.CODE and head.prefix not in below


def refuse_row_numbers(sheet: Sheet, columns: Iterable[int], first: int) -> None:
    """Refuse a table where a column counts the rows, and so is none of the seven."""
    for at in columns:
        cells = [cell for cell in sheet.column(at, first) if cell]
        if len(cells) >= _LEAST_COUNTED and cells == [str(n) for n in range(1, len(cells) + 1)]:
            why = N_("Column {column} seems to number the rows, and not to hold answers.")
            raise UnreadableSheet(Refused(why, column=column_name(at)))
