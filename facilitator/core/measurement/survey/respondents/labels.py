"""What rows are called: sums, trials, and names that may be nobody's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from facilitator.core.errors import N_, Refused
from facilitator.core.measurement.survey.respondents.identifiers import Identifiers
from facilitator.core.measurement.survey.respondents.rows import Rows
from facilitator.core.measurement.survey.sheet import (
    UnreadableSheet,
    cell_in_words,
    column_name,
    enumeration,
)
from facilitator.core.measurement.survey.wording import (
    begins_like_total,
    calls_row_a_total,
    is_total_of,
    may_be_a_name_too,
    may_be_a_trial,
    may_call_row_nobodys,
)

_PREVIEW: Final = re.compile(r"(?:offline )?survey (?:preview|test)(?:,? spam)?", re.IGNORECASE)
"""What Qualtrics calls the answers of whoever made the questions."""
_PREVIEW_CODES: Final = frozenset(("1", "2", "9", "17"))
"""The same where it exports numbers."""
_RESPONSE_TYPE: Final = re.compile(r'response type|\{"importid":\s*"status".*', re.IGNORECASE)
"""Below "Status" in a second or third row of headings: the column is Qualtrics' own."""

# Surely nobody's


def is_called_nobodys(rows: Rows, ids: Identifiers, at: int) -> bool:
    """Whether a row is called a sum, or is a trial by whoever made the questions."""
    others = rows.others(at)
    if any(_PREVIEW.fullmatch(cell) for _i, cell in others):
        return True
    if any(cell in _PREVIEW_CODES and _has_response_types(rows, i) for i, cell in others):
        return True
    if any(calls_row_a_total(cell) for cell in rows.lines[at]):
        return True
    return any(_calls_total(rows, ids, at, i, cell) for i, cell in others)


def _has_response_types(rows: Rows, column: int) -> bool:
    """Whether Qualtrics says in a column who answered: somebody, or whoever made it."""
    heading = rows.chosen.heading
    below = 2 if heading is None else heading + 3
    return any(_RESPONSE_TYPE.fullmatch(row[column]) for row in rows.sheet.cells[:below])


def _calls_total(rows: Rows, ids: Identifiers, at: int, column: int, cell: str) -> bool:
    """Whether a cell of a row calls it a sum of the others."""
    if rows.is_common(column, cell):
        return False
    if may_be_a_name_too(cell):
        return _is_among_totals(rows, at, column)
    is_identifier, is_left = column in ids.columns, column < rows.first_item
    if not calls_row_a_total(cell):
        return (is_identifier and _begins_as_total(rows, at, cell)) or (
            is_left and is_total_of(cell, rows.groups[column])
        )
    if is_identifier or is_left:
        return True
    # Beside the answers it may be a remark.
    is_named = any(ids.tells(at, other) for other in ids.columns)
    return not is_named and (bool(ids.columns) or rows.is_statistic(at))


def _is_among_totals(rows: Rows, at: int, column: int) -> bool:
    """Whether "Max" or "N" is beside other sums or below numbers, and so is nobody's name."""
    near = [row for row in (at - 1, at + 1) if 0 <= row < len(rows.sheet.cells)]
    labels = [cell for row in near for _i, cell in rows.others(row)[:1]]
    if any(calls_row_a_total(label) for label in labels):
        return True
    named = rows.sheet.cells[at][column]
    cells = [rows.sheet.cells[row][column] for row in rows.all]
    have_numbers = all(
        any(map(str.isdecimal, c)) for c in cells if c and c != named and not calls_row_a_total(c)
    )
    values = {tuple(rows.values[row]) for row in rows.all}
    return have_numbers or (len(values) > 1 and rows.is_statistic(at))


def _begins_as_total(rows: Rows, at: int, cell: str) -> bool:
    """Whether a row is called "Gns. Team Nord", or so that it is a sum by what is in it."""
    if not begins_like_total(cell):
        return False
    above = [row for row in rows.all if row < at]
    return may_call_row_nobodys(cell, wholly=False) or rows.is_no_answer(at, above)


# Perhaps nobody's


def refuse_doubtful_labels(rows: Rows, ids: Identifiers, people: Sequence[int]) -> None:
    """Refuse a table where a few rows are called what may be a trial or nobody."""
    perhaps: dict[int, int] = {}
    for i in rows.columns:
        for at in _perhaps_nobodys(rows, ids, i, people):
            perhaps.setdefault(at, i)
    if perhaps:
        why = N_(
            "Whether this is a person's cannot be told, for what it is called: row {rows}. "
            "Delete it, or call it what the others are called."
        )
        names = enumeration(_named_for(rows, at, i) for at, i in sorted(perhaps.items()))
        raise UnreadableSheet(Refused(why, rows=names))


def _named_for(rows: Rows, at: int, column: int) -> str:
    """A row with the cell that is meant, and its column where it is not the row's first."""
    first, _cell = rows.others(at)[0]
    words = cell_in_words(rows.sheet.cells[at][column])
    return f"{at + 1} ({words if column == first else f'{column_name(column)}: {words}'})"


def _perhaps_nobodys(rows: Rows, ids: Identifiers, i: int, people: Sequence[int]) -> set[int]:
    """Rows that a column may call a trial, a sum, or something else than a person."""
    cells = {at: rows.sheet.cells[at][i] for at in people if rows.sheet.cells[at][i]}
    if not cells:
        return set()
    are_names = i in ids.columns or not rows.heads[i]
    doubtful = (
        _trials(rows, i, cells, people, are_names=are_names),
        _strangers(rows, ids, i, cells, people, are_names=are_names),
    )
    return {at for these in doubtful if 2 * len(these) < len(people) for at in these}


def _trials(
    rows: Rows, i: int, cells: dict[int, str], people: Sequence[int], *, are_names: bool
) -> set[int]:
    """Rows that a column may call a trial or a sum."""
    last = people[-1]
    return {
        at
        for at, cell in cells.items()
        if may_be_a_trial(cell)
        or (are_names and _may_begin_as_total(rows, at, cell))
        or (
            calls_row_a_total(cell)
            and not rows.is_common(i, cell)
            and (rows.is_statistic(at) or (len(cells) == 1 and at == last))
        )
    }


def _may_begin_as_total(rows: Rows, at: int, cell: str) -> bool:
    """Whether "Antal Hansen" may be a sum: but for "Max Hansen" where it is none."""
    if calls_row_a_total(cell) or not begins_like_total(cell):
        return False
    may_be_a_name = may_be_a_name_too(cell.partition(" ")[0])
    return not may_be_a_name or rows.is_statistic(at)


def _strangers(
    rows: Rows,
    ids: Identifiers,
    i: int,
    cells: dict[int, str],
    people: Sequence[int],
    *,
    are_names: bool,
) -> set[int]:
    """Rows that a column may call something else than a person: "Benchmark", "Team Nord"."""
    first, last = people[0], people[-1]
    is_left = i < rows.first_item
    others = [cell for at, cell in cells.items() if at != last]
    are_one = len(set(others)) == 1 and not may_call_row_nobodys(others[0], wholly=False)
    named = {
        at
        for at, cell in cells.items()
        if (are_names or is_left)
        and rows.times[i][cell] == 1
        and may_call_row_nobodys(cell, wholly=not (are_names or are_one))
    }
    others = [cell for at, cell in cells.items() if at not in named and at != last]
    if len(set(others)) < len(others):
        named &= {first, last}
    if len(cells) == 1 and (
        is_left or (not ids.columns and _names_no_person(next(iter(cells.values()))))
    ):
        named |= cells.keys() & {first, last}
    sign = cells.get(last, "")
    if are_names and len(sign) == 1 and sign.isalpha() and all(len(name) > 1 for name in others):
        named.add(last)
    if i in ids.columns and i in ids.with_numbers:
        return named  # It stands where the others have a number or a time.
    others_ids = [other for other in ids.columns if other != i]
    return {at for at in named if not any(ids.tells(at, other) for other in others_ids)}


def _names_no_person(cell: str) -> bool:
    return calls_row_a_total(cell) or may_call_row_nobodys(cell, wholly=False)
