"""Which row has the statements as headings, and whether they are the rows instead."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from facilitator.core.errors import N_, Refused
from facilitator.core.measurement.survey.columns.candidates import is_answered
from facilitator.core.measurement.survey.columns.chosen import NUMBERS
from facilitator.core.measurement.survey.sheet import Sheet, UnreadableSheet, column_name
from facilitator.core.measurement.survey.statements import resemblance, statements
from facilitator.core.measurement.survey.wording import key_of, legible, names_item
from facilitator.core.text.plain import ascii_key

HEADING_ROWS: Final = 40
"""Rows from the top among which headings are looked for."""
SHORTEST_HEADING: Final = 8
"""Letters of a cell that may be part of an item's wording."""
_MOST_STATEMENT_ROWS: Final = 60
"""Rows of a table whose rows may be the statements."""


def worded_row(sheet: Sheet) -> int | None:
    """The row whose headings are the items' words, or resemble them. A comment is no heading."""
    best: tuple[int, int] = (0, 0)
    heading: int | None = None
    are_people_above = False
    for at, row in enumerate(sheet.cells[:HEADING_ROWS]):
        near = [cell for cell in row if len(cell) >= SHORTEST_HEADING and resemblance(cell)]
        items = {statement.item for cell in near for statement in statements(cell)}
        is_person = is_answered(row)
        may_be = len(items) > 1 or (not is_person and (len(near) > 1 or not are_people_above))
        if may_be and (len(items), len(near)) > best:
            best, heading = (len(items), len(near)), at
        are_people_above = are_people_above or is_person
    return None if best[1] == 1 and _columns_of_statements(sheet) else heading


def _columns_of_statements(sheet: Sheet) -> list[int]:
    """Columns that have two items or more, one below the other."""
    rows = sheet.cells[: 2 * HEADING_ROWS]
    below = [
        {
            item
            for row in rows
            if len(row[at]) >= SHORTEST_HEADING and not is_answered(row[:at])
            for item in resemblance(row[at])
        }
        for at in range(sheet.width)
    ]
    return [at for at, items in enumerate(below) if len(items) > 1]


def refuse_statements_as_rows(sheet: Sheet) -> None:
    """Refuse a table where the statements are rows, and people or points the columns."""
    columns = _columns_of_statements(sheet)
    if not columns and len(sheet.cells) <= _MOST_STATEMENT_ROWS:
        columns = [at for at in range(sheet.width) if _numbers_statements(sheet.column(at))]
    if columns:
        why = N_(
            "The statements stand below one another in column {column}. Each statement has to have "
            "a column, and each person a row."
        )
        raise UnreadableSheet(Refused(why, column=column_name(columns[0])))


def _numbers_statements(column: Sequence[str]) -> bool:
    by_word: dict[str, list[int]] = defaultdict(list)
    for cell in column:
        if heading := numbered(cell):
            by_word[heading[0]].append(heading[1])
    is_headed = any(names_item(key_of(cell)) for cell in column if not numbered(cell))
    return any(
        sorted(numbers) == list(NUMBERS) and (is_headed or names_item(key_of(word)))
        for word, numbers in by_word.items()
    )


def numbered(heading: str) -> tuple[str, int] | None:
    """The word and the number of a heading such as "Q1", "SQ001", "1." or "G01Q01[SQ001]"."""
    match = _NUMBERED.fullmatch(ascii_key(legible(heading)))
    if not match or len(match[1].split()) > _MOST_WORDS_NUMBERED:
        return None
    return match[1].strip(), int(match[2])


_NUMBERED: Final = re.compile(r"(.{0,40}?)([0-9]{1,3})\W*")
_MOST_WORDS_NUMBERED: Final = 3
