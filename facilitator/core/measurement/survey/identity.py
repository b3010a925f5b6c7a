"""Whose a row is: what tells rows apart, what they are called, and which are there twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Final

from facilitator.core.errors import N_, Refused
from facilitator.core.measurement.items import ANSWERED_AT_LEAST
from facilitator.core.measurement.survey.answers import CellKind, meaning
from facilitator.core.measurement.survey.background import Background
from facilitator.core.measurement.survey.rows import Rows, Values
from facilitator.core.measurement.survey.sheet import (
    Remark,
    UnreadableSheet,
    cell_in_words,
    column_name,
    enumeration,
)
from facilitator.core.measurement.survey.wording import (
    Heading,
    begins_like_total,
    calls_row_a_total,
    is_total_of,
    is_year,
    may_be_a_name_too,
    may_be_a_trial,
    may_call_row_nobodys,
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


# Rows that are called a sum, a trial, or something else than a person

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


# Rows that are there twice

_AGAIN: Final = 3
"""Rows below one another that stand there a second time: the same export once more."""


def refuse_rows_again(rows: Rows, ids: Identifiers) -> None:
    """Refuse a table where the same rows stand below one another twice, in every cell."""
    if not ids.tell_most_apart(rows.all):
        return
    cells = [rows.sheet.cells[at] for at in rows.all]
    first: dict[tuple[tuple[str, ...], ...], int] = {}
    for place in range(len(cells) - _AGAIN + 1):
        block = tuple(cells[place : place + _AGAIN])
        before = first.setdefault(block, place)
        if before + _AGAIN <= place and len(set(block)) == len(block):
            why = N_(
                "From row {again} on, the rows from {row} on stand there once more, the same "
                "in every cell. Delete those that are there twice."
            )
            places = {"row": rows.all[before] + 1, "again": rows.all[place] + 1}
            raise UnreadableSheet(Refused(why, **places))


def weigh_same(
    rows: Rows,
    ids: Identifiers,
    people: Sequence[int],
    columns: Iterable[Background],
    decisive: frozenset[int],
) -> Remark | None:
    """A remark on rows that may be one person's, who has answered twice.

    They have one number or address, or are the same in every cell, their time too. Raises
    UnreadableSheet where it decides how much is published, as at the numbers in `decisive`.
    """
    same = [
        group
        for column in columns
        if column.is_headed(Heading.OWN_CODE)
        for group in _alike(column.cells)
    ]
    if not same and ids.tell_most_apart(people):
        same = _alike({at: rows.sheet.cells[at] for at in people})
    again = {at for group in same for at in group[1:]}
    if not again:
        return None
    named = rows.named(sorted(at for group in same for at in group))
    counted = {at for at in people if rows.number_answered(at) >= ANSWERED_AT_LEAST}
    if any(len(counted - again) < number <= len(counted) for number in decisive):
        why = N_(
            "These rows may be one person's, who has answered twice: {rows}. Delete those that "
            "are, or give each person a number of their own."
        )
        raise UnreadableSheet(Refused(why, rows=named))
    why = N_("These rows may be one person's, and were read as several people's: {rows}.")
    return Remark(why, rows=named)


def weigh_answers_again(
    rows: Rows, ids: Identifiers, people: Sequence[int], least: int
) -> Remark | None:
    """A remark on answers that come again in the same order: perhaps the same people's.

    Raises UnreadableSheet where nothing tells the rows apart and there would be no result without
    them, `least` people being needed.
    """
    block = _block_again([tuple(rows.values[at]) for at in people])
    if block is None:
        return None
    again = people[block.start : block.stop]
    counted = {at for at in people if rows.number_answered(at) >= ANSWERED_AT_LEAST}
    places = {"row": people[0] + 1, "again": again[0] + 1}
    if not ids.columns and len(counted.difference(again)) < least <= len(counted):
        why = N_(
            "From row {again} on, the answers from row {row} on stand there once more, and without "
            "them there are too few. Delete those that are there twice, or number the rows in a "
            "column of their own."
        )
        raise UnreadableSheet(Refused(why, **places))
    why = N_(
        "From row {again} on, the answers from row {row} on stand there once more, and were read "
        "as other people's."
    )
    return Remark(why, **places)


def _block_again(lines: Sequence[Values]) -> range | None:
    """The rows that are the first ones once more: right below them, or at the end."""
    for number in range(len(lines) // 2, _AGAIN - 1, -1):
        first = lines[:number]
        if len(set(first)) == number:
            for start in (number, len(lines) - number):
                if lines[start : start + number] == first:
                    return range(start, start + number)
    return None


def _alike(cells: Mapping[int, Hashable]) -> list[list[int]]:
    """Rows whose cells are the same, where most rows have some of their own."""
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for at, value in cells.items():
        groups[value].append(at)
    if 2 * len(groups) <= len(cells):
        return []
    return [group for group in groups.values() if len(group) > 1]
