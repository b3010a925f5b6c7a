"""Which rows of a survey's table are people, and which sum the people up or stand apart from them.

A row is never dropped for its figures alone, since a team may be of one mind. There has to be
another sign: it is called a sum, it lacks the number, time or name that all other rows have, or it
comes after an empty row. Where there is such a sign and the row may be a person all the same,
nothing is read, and the refusal names the row.
"""

from __future__ import annotations

import math
import re
import statistics
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

from facilitator.core.errors import N_, Refused
from facilitator.core.measurement.figures import ALPHA_FROM, FULL_FROM, LEAST
from facilitator.core.measurement.items import ANSWERED_AT_LEAST, Scale
from facilitator.core.measurement.survey.answers import CellKind, meaning
from facilitator.core.measurement.survey.background import (
    Background,
    alike,
    background,
    refuse_groups,
    refuse_set_aside,
    refuse_several,
    rows_of_one,
)
from facilitator.core.measurement.survey.columns import Chosen, numbered
from facilitator.core.measurement.survey.sheet import (
    Remark,
    Sheet,
    UnreadableSheet,
    cell_in_words,
    column_name,
    enumeration,
)
from facilitator.core.measurement.survey.statements import statements
from facilitator.core.measurement.survey.wording import (
    Heading,
    begins_like_total,
    calls_row_a_total,
    is_total_of,
    is_year,
    key_of,
    may_be_a_name_too,
    may_be_a_trial,
    may_call_row_nobodys,
    names_team,
)

_DECISIVE: Final = frozenset((LEAST, FULL_FROM, ALPHA_FROM))
"""Numbers of people from whom more is published. Whether there are so many is never guessed."""
_AGAIN: Final = 3
"""Rows below one another that stand there a second time: the same export once more."""

_MOST_LOST: Final = 2
"""Cells that are lost in a row by mistake. One who gave up lacks more of them, at the end."""
_LEAST_NUMBERED: Final = 4
"""Rows whose numbers follow one another by more than chance."""
_MOST_TOTALS: Final = 8
"""Rows of sums below one another."""
_SUB_HEADING: Final = re.compile(
    r'\{"importid".*|response|svar|besvarelse|open-ended response|answer', re.IGNORECASE
)
_PREVIEW: Final = re.compile(r"(?:offline )?survey (?:preview|test)(?:,? spam)?", re.IGNORECASE)
"""What Qualtrics calls the answers of whoever made the questions."""
_PREVIEW_CODES: Final = frozenset(("1", "2", "9", "17"))
"""The same where it exports numbers."""
_RESPONSE_TYPE: Final = re.compile(r'response type|\{"importid":\s*"status".*', re.IGNORECASE)
"""Below "Status" in a second or third row of headings: the column is Qualtrics' own."""
_TIME: Final = re.compile(
    r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}.*|\d{1,2}[:.]\d\d(?:[:.]\d\d)?|.*\b(?:19|20)\d\d\b.*\d.*"
    r"|\d.*\b(?:19|20)\d\d\b.*"
)
_CODE: Final = re.compile(r"(?=\S*\d)\S{4,}")
_DIGITS: Final = re.compile(r"[\d\W]*")


@dataclass(frozen=True, slots=True)
class People:
    """The rows that are people: for each, its seven cells and where they stand."""

    rows: tuple[int, ...]
    """From 0."""
    remarks: tuple[Remark, ...]


def find_people(sheet: Sheet, chosen: Chosen, scale: Scale, least: int = LEAST) -> People:
    """The rows below the headings that are people. Raises UnreadableSheet where that is in doubt.

    `least` is the archive's limit, under which nothing is shown.
    """
    return _Rows(sheet, chosen, scale, least).people()


class _Rows:
    def __init__(self, sheet: Sheet, chosen: Chosen, scale: Scale, least: int) -> None:
        self._sheet = sheet
        self._chosen = chosen
        self._scale = scale
        self._decisive = _DECISIVE | {least}
        self._first = 0 if chosen.heading is None else chosen.heading + 1
        self._heads = sheet.headings(chosen.heading)
        self._columns = [at for at in range(sheet.width) if at not in chosen.every]
        """All but the items'."""
        self._lines = [chosen.cells(sheet, at) for at in range(len(sheet.cells))]
        self._values = [[meaning(cell).value(scale) for cell in line] for line in self._lines]
        """By row: the points, or what else is written there as a number."""
        self._remarks: list[Remark] = []
        self._all = self._with_answers()
        """Every row with an answer; those of nobody are still among them."""
        self._ids = self._id_columns()
        """Columns with a number, time or name in all rows, but for some at the end."""

    def people(self) -> People:
        if self._are_told_apart(self._all):
            self._refuse_rows_again()
        rows = self._without(self._all, filter(self._is_no_answer, self._all))
        self._refuse_misaligned(rows)
        self._refuse_short(rows)
        self._refuse_counts(rows)
        columns = background(self._sheet, self._chosen, rows)
        refuse_groups(columns, len(rows))
        refuse_set_aside(columns)
        self._refuse_nobodys(rows)
        rows = self._without(rows, self._statistics_at_the_end(rows))
        if apart := self._apart(rows):
            self._refuse_people_apart([at for at in rows if at not in apart], apart)
            rows = self._without(rows, apart)
        elif not self._ids:
            rows = self._weigh_last(rows)
        columns = background(self._sheet, self._chosen, rows)
        refuse_several(columns)
        self._refuse_sections(rows)
        self._weigh_same(rows, columns)
        return People(tuple(rows), tuple(self._remarks))

    def _others(self, at: int) -> list[tuple[int, str]]:
        """What stands in a row beside the items: by column."""
        line = self._sheet.cells[at]
        return [(i, line[i]) for i in self._columns if line[i]]

    def _without(self, rows: Sequence[int], gone: Iterable[int]) -> list[int]:
        out = frozenset(gone)
        if out:
            why = N_("Left out, since it is no person's: row {rows}.")
            self._remarks.append(Remark(why, rows=self._names(sorted(out))))
        return [at for at in rows if at not in out]

    def _names(self, rows: Iterable[int]) -> str:
        """Rows as a spreadsheet numbers them, with what they are called."""
        labels = {at: next((cell for _i, cell in self._others(at)), "") for at in rows}
        return enumeration(
            f"{at + 1} ({cell_in_words(label)})" if label else f"{at + 1}"
            for at, label in labels.items()
        )

    # Headings and titles

    def _with_answers(self) -> list[int]:
        """Rows with anything in the items' columns, but for more rows of headings."""
        rows: list[int] = []
        for at in range(self._first, len(self._sheet.cells)):
            cells = self._lines[at]
            if any(cells) and not (
                (not rows and self._is_sub_heading(at, cells)) or self._is_heading_again(at, cells)
            ):
                rows.append(at)
        if self._chosen.heading is None:
            # Above the first answer there are titles at most.
            is_title = (not any(meaning(c).may_be_a_point for c in self._lines[at]) for at in rows)
            rows = rows[next((i for i, title in enumerate(is_title) if not title), len(rows)) :]
        return rows

    def _is_sub_heading(self, at: int, cells: Sequence[str]) -> bool:
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
        return not all(map(str.isdecimal, cells)) or not self._others(at)

    def _is_heading_again(self, at: int, cells: Sequence[str]) -> bool:
        """Whether a row repeats the headings, as where one export was pasted below another."""
        heads = [self._heads[columns[0]] for columns in self._chosen.columns]
        if any(heads) and list(cells) == heads:
            return True
        unknown = [cell for cell in cells if meaning(cell).kind is CellKind.UNKNOWN]
        is_headed = any(
            cell == self._heads[i] and Heading.ROW_ID.heads(cell) for i, cell in self._others(at)
        )
        if is_headed or sum(bool(statements(cell)) for cell in unknown) > 1:
            why = N_("Row {row} has headings again, and other ones than those above.")
            raise UnreadableSheet(Refused(why, row=at + 1))
        return False

    # Rows that a missing quotation mark has moved

    def _refuse_misaligned(self, rows: Sequence[int]) -> None:
        """Refuse a table where cells do not stand below their headings."""
        lengths = [self._sheet.lengths[at] for at in rows]
        if not lengths:
            return
        usual = statistics.mode(lengths)
        width, least = usual, usual
        if self._chosen.heading is not None:
            width = max(at for at, cell in enumerate(self._heads) if cell) + 1
            least = max(usual, self._sheet.lengths[self._chosen.heading])
            ends_empty = any(
                not self._sheet.cells[at][length - 1]
                for at, length in zip(rows, lengths, strict=True)
                if 0 < length <= self._sheet.width
            )
            longest = max(lengths)
            if longest < width and (ends_empty or longest <= max(self._chosen.every)):
                why = N_(
                    "There are {headings} headings, and no row has more than {cells} cells: they "
                    "do not stand below one another. A heading with the sign in it that separates "
                    "the columns has to stand in quotation marks."
                )
                raise UnreadableSheet(Refused(why, headings=width, cells=longest))
        beyond = N_("{cell}: there is more in this row than there are headings.")
        for at, length in zip(rows, lengths, strict=True):
            line = self._sheet.cells[at]
            filled = max(i for i, cell in enumerate(line) if cell) + 1
            more = max(filled - width, length - least)
            if more > 0 and self._may_be_moved(at, more):
                cell = f"{column_name(width)}{at + 1}"
                raise UnreadableSheet(Refused(beyond, cell=cell))

    def _refuse_short(self, rows: Sequence[int]) -> None:
        """Refuse a table where a row lacks a cell that all others have: it may have moved."""
        lengths = {at: self._sheet.lengths[at] for at in rows}
        usual = statistics.mode(lengths.values()) if lengths else 0
        full = [at for at in rows if lengths[at] >= usual]
        width = max((at for at, cell in enumerate(self._heads) if cell), default=usual - 1) + 1
        end = min(usual, width, self._sheet.width)
        short = [
            at
            for at in rows
            if 0 < end - lengths[at] <= _MOST_LOST
            and all(self._sheet.cells[row][i] for row in full for i in range(lengths[at], end))
        ]
        if short and len(full) > len(short):
            why = N_(
                "There are cells lacking in row {rows}, and which ones cannot be told: its answers "
                "may stand below other headings. Put the empty cells in."
            )
            raise UnreadableSheet(Refused(why, rows=self._names(short)))

    def _may_be_moved(self, at: int, by: int) -> bool:
        """Whether all answers could stand further to the right, a text before them being split."""
        line = self._sheet.cells[at] + ("",) * by
        last = max(self._chosen.every)
        has_text = any(i < last and not _DIGITS.fullmatch(cell) for i, cell in self._others(at))
        moved = [meaning(line[columns[0] + by]) for columns in self._chosen.columns]
        return (
            has_text
            and line[last + by] != ""
            and all(cell.is_missing or cell.may_be_a_point for cell in moved)
            and any(cell.may_be_a_point for cell in moved)
        )

    # Rows that are no person's

    def _refuse_sections(self, rows: Sequence[int]) -> None:
        """Refuse a table where a row between people names a team or an occasion."""
        are_people = frozenset(rows)
        for at in range(rows[0] + 1, rows[-1]) if rows else ():
            cells = [cell for cell in self._sheet.cells[at] if cell]
            if at not in are_people and len(cells) == 1 and _names_section(cells[0]):
                why = N_(
                    'Row {row} says "{words}" between the answers, so that there may be several '
                    "teams or times. A result is of one team at one time: leave the rows of one, "
                    "or delete this row."
                )
                raise UnreadableSheet(Refused(why, row=at + 1, words=cell_in_words(cells[0])))

    def _refuse_counts(self, rows: Sequence[int]) -> None:
        """Refuse a table where the rows are the points of the scale, and the cells how many."""
        first = min(self._chosen.every)
        columns = (i for i in self._columns if any(self._sheet.cells[at][i] for at in rows))
        column = next(columns, first)
        if column >= first:
            return
        labels = [self._sheet.cells[at][column] for at in rows]
        are_words = len(set(labels)) == len(labels) > 1 and all(
            meaning(label).kind is CellKind.LABEL for label in labels
        )
        are_points = labels == [str(point) for point in range(1, self._scale + 1)]
        items = zip(*(self._values[at] for at in rows), strict=True)
        are_shares = len({sum(value or 0 for value in item) for item in items}) == 1
        head = self._heads[column]
        if not any(meaning(cell).label for at in rows for cell in self._lines[at]) and (
            are_words
            or (are_points and Heading.POINTS.heads(head))
            or (are_points and are_shares and not Heading.ROW_ID.heads(head))
        ):
            why = N_(
                "The rows seem to be the points of the scale, with how many chose each. There has "
                "to be a row for each person."
            )
            raise UnreadableSheet(Refused(why))

    def _is_no_answer(self, at: int) -> bool:
        """Whether a row is called a sum, or is a trial by whoever made the questions."""
        others = self._others(at)
        if any(_PREVIEW.fullmatch(cell) for _i, cell in others):
            return True
        if any(cell in _PREVIEW_CODES and self._has_response_types(i) for i, cell in others):
            return True
        if any(calls_row_a_total(cell) for cell in self._lines[at]):
            return True
        first_item = min(self._chosen.every)
        for i, cell in others:
            if self._is_common(i, cell):
                is_total = False
            elif may_be_a_name_too(cell):
                is_total = self._is_among_totals(at, i)
            elif not calls_row_a_total(cell):
                is_total = (i in self._ids and self._begins_as_total(at, cell)) or (
                    i < first_item and is_total_of(cell, self._groups[i])
                )
            elif i in self._ids or i < first_item:
                is_total = True
            else:
                # Beside the answers it may be a remark.
                is_named = any(self._tells(at, other) for other in self._ids)
                is_total = not is_named and (bool(self._ids) or self._is_statistic(at))
            if is_total:
                return True
        return False

    def _begins_as_total(self, at: int, cell: str) -> bool:
        """Whether a row is called "Gns. Team Nord", or so that it is a sum by what is in it."""
        if not begins_like_total(cell):
            return False
        above = [row for row in self._all if row < at]
        return may_call_row_nobodys(cell, wholly=False) or self._is_impossible(at, above)

    @cached_property
    def _times(self) -> dict[int, Counter[str]]:
        """By column: how often each cell stands there."""
        return {i: Counter(self._sheet.cells[at][i] for at in self._all) for i in self._columns}

    @cached_property
    def _groups(self) -> dict[int, set[str]]:
        """By column: what stands there, as words are compared."""
        return {i: set(map(key_of, times)) for i, times in self._times.items()}

    def _is_common(self, column: int, cell: str) -> bool:
        """Whether so many rows have a cell that it is what they answered: "N", "Besvaret"."""
        times = self._times[column][cell]
        return 2 * times > len(self._all) or (times > 1 and may_be_a_name_too(cell))

    def _has_response_types(self, column: int) -> bool:
        """Whether Qualtrics says in a column who answered: somebody, or whoever made it."""
        above = self._sheet.cells[: self._first + 2]
        return any(_RESPONSE_TYPE.fullmatch(row[column]) for row in above)

    def _refuse_nobodys(self, rows: Sequence[int]) -> None:
        """Refuse a table where a few rows are called what may be a trial or nobody."""
        perhaps: dict[int, int] = {}
        for i in self._columns:
            for at in self._perhaps_nobodys(i, rows):
                perhaps.setdefault(at, i)
        if perhaps:
            why = N_(
                "Whether this is a person's cannot be told, for what it is called: row {rows}. "
                "Delete it, or call it what the others are called."
            )
            names = enumeration(self._name_for(at, i) for at, i in sorted(perhaps.items()))
            raise UnreadableSheet(Refused(why, rows=names))

    def _name_for(self, at: int, column: int) -> str:
        """A row with the cell that is meant, and its column where it is not the row's first."""
        first, _cell = self._others(at)[0]
        words = cell_in_words(self._sheet.cells[at][column])
        return f"{at + 1} ({words if column == first else f'{column_name(column)}: {words}'})"

    def _perhaps_nobodys(self, i: int, rows: Sequence[int]) -> set[int]:
        """Rows that a column may call a trial, or something else than a person."""
        cells = {at: self._sheet.cells[at][i] for at in rows if self._sheet.cells[at][i]}
        if not cells:
            return set()
        trials = {at for at, cell in cells.items() if may_be_a_trial(cell)}
        is_left = i < min(self._chosen.every)
        others = [cell for at, cell in cells.items() if at != rows[-1]]
        are_one = len(set(others)) == 1 and not may_call_row_nobodys(others[0], wholly=False)
        are_names = i in self._ids or not self._heads[i]
        if are_names:
            trials |= {at for at, cell in cells.items() if self._may_begin_as_total(at, cell)}
        trials |= {
            at
            for at, cell in cells.items()
            if calls_row_a_total(cell)
            and not self._is_common(i, cell)
            and (self._is_statistic(at) or (len(cells) == 1 and at == rows[-1]))
        }
        named = {
            at
            for at, cell in cells.items()
            if (are_names or is_left)
            and self._times[i][cell] == 1
            and may_call_row_nobodys(cell, wholly=not (are_names or are_one))
        }
        ends = {rows[0], rows[-1]}
        others = [cell for at, cell in cells.items() if at not in named and at != rows[-1]]
        if len(set(others)) < len(others):
            named &= ends
        if len(cells) == 1 and (
            is_left or (not self._ids and _names_no_person(next(iter(cells.values()))))
        ):
            named |= cells.keys() & ends
        last = cells.get(rows[-1], "")
        if (
            are_names
            and len(last) == 1
            and last.isalpha()
            and all(len(name) > 1 for name in others)
        ):
            named.add(rows[-1])
        others_ids = [other for other in self._ids if other != i]
        told = {at for at in named if any(self._tells(at, other) for other in others_ids)}
        if i in self._ids and i in self._with_numbers:
            told = set()  # It stands where the others have a number or a time.
        return {
            at for these in (trials, named - told) if 2 * len(these) < len(rows) for at in these
        }

    def _may_begin_as_total(self, at: int, cell: str) -> bool:
        """Whether "Antal Hansen" may be a sum: but for "Max Hansen" where it is none."""
        if calls_row_a_total(cell) or not begins_like_total(cell):
            return False
        may_be_a_name = may_be_a_name_too(cell.partition(" ")[0])
        return not may_be_a_name or self._is_statistic(at)

    def _are_told_apart(self, rows: Sequence[int]) -> bool:
        """Whether a number, time or name tells most rows apart: one date for all does not."""
        different = (len({self._sheet.cells[at][i] for at in rows}) for i in self._ids)
        return any(number >= max(_AGAIN, len(rows) / 4) for number in different)

    def _refuse_rows_again(self) -> None:
        """Refuse a table where the same rows stand below one another twice, in every cell."""
        rows, cells = self._all, [self._sheet.cells[at] for at in self._all]
        first: dict[tuple[tuple[str, ...], ...], int] = {}
        for place in range(len(cells) - _AGAIN + 1):
            block = tuple(cells[place : place + _AGAIN])
            before = first.setdefault(block, place)
            if before + _AGAIN <= place and len(set(block)) == len(block):
                why = N_(
                    "From row {again} on, the rows from {row} on stand there once more, the same "
                    "in every cell. Delete those that are there twice."
                )
                raise UnreadableSheet(Refused(why, row=rows[before] + 1, again=rows[place] + 1))

    def _is_statistic(self, at: int) -> bool:
        return is_statistic(self._values[at], [self._values[row] for row in self._all if row < at])

    def _is_among_totals(self, at: int, column: int) -> bool:
        """Whether "Max" or "N" is beside other sums or below numbers, and so is nobody's name."""
        near = [row for row in (at - 1, at + 1) if 0 <= row < len(self._sheet.cells)]
        labels = [cell for row in near for _i, cell in self._others(row)[:1]]
        if any(calls_row_a_total(label) for label in labels):
            return True
        named = self._sheet.cells[at][column]
        cells = [self._sheet.cells[row][column] for row in self._all]
        have_numbers = all(
            any(map(str.isdecimal, c))
            for c in cells
            if c and c != named and not calls_row_a_total(c)
        )
        values = {tuple(self._values[row]) for row in self._all}
        return have_numbers or (len(values) > 1 and self._is_statistic(at))

    def _id_columns(self) -> list[int]:
        """Columns with a number, time or name in all rows, but for some at the end."""
        people = [
            at
            for at in self._all
            if not any(
                calls_row_a_total(cell) and not self._is_common(i, cell)
                for i, cell in self._others(at)
            )
        ]
        return [
            column
            for column in self._columns
            if _is_filled_from_the_top(cells := [self._sheet.cells[at][column] for at in people])
            and (
                Heading.ROW_ID.heads(self._heads[column])
                or _tell_apart(filled := [c for c in cells if c])
                or _tell_apart(_without_words_at_the_end(filled))
            )
        ]

    def _tells(self, at: int, column: int) -> bool:
        cell = self._sheet.cells[at][column]
        if not cell or meaning(cell).kind is CellKind.LABEL:
            return False
        if calls_row_a_total(cell) and not may_be_a_name_too(cell):
            return False
        if column in self._counted:
            return cell.isdecimal() and not is_year(cell)
        return any(map(str.isdecimal, cell)) or column not in self._with_numbers

    @cached_property
    def _counted(self) -> frozenset[int]:
        """Of these columns, those that number the rows, 1, 2, 3 …, and have few years."""
        return frozenset(
            i
            for i in self._ids
            if 4 * sum(cell.isdecimal() and not is_year(cell) for cell in self._below(i))
            >= 3 * len(self._below(i))
        )

    @cached_property
    def _with_numbers(self) -> frozenset[int]:
        """Of these columns, those most of whose cells have a number in them."""
        return frozenset(
            i
            for i in self._ids
            if 2 * sum(any(map(str.isdecimal, cell)) for cell in self._below(i))
            > len(self._below(i))
        )

    def _below(self, column: int) -> list[str]:
        """What stands in a column below the headings."""
        return [cell for cell in self._sheet.column(column, self._first) if cell]

    def _statistics_at_the_end(self, rows: Sequence[int]) -> Sequence[int]:
        """The last rows, where they are statistics of those above and one of them is no answer."""
        values = [self._values[at] for at in rows]
        for number in range(1, min(_MOST_TOTALS, len(rows) - 2) + 1):
            above, last = rows[:-number], rows[-number:]
            if any(self._is_impossible(at, above) for at in last) and all(
                is_statistic(line, values[:-number]) for line in values[-number:]
            ):
                return last
        return ()

    def _is_impossible(self, at: int, above: Sequence[int]) -> bool:
        """Whether a row has a number that is no point, or numbers where all above have words."""
        means = [meaning(cell) for cell in self._lines[at] if cell]
        if any(not self._is_point(at, i) for i, cell in enumerate(self._lines[at]) if cell):
            return True
        words = (CellKind.LABEL, CellKind.BOTH, CellKind.CODE)
        return all(meant.kind is CellKind.NUMBER for meant in means) and all(
            meaning(cell).kind in words or meaning(cell).is_missing
            for row in above
            for cell in self._lines[row]
        )

    def _is_point(self, at: int, item: int) -> bool:
        means = meaning(self._lines[at][item])
        value = means.value(self._scale)
        return means.is_missing or (
            means.may_be_a_point and value is not None and 1 <= value <= self._scale
        )

    def _apart(self, rows: Sequence[int]) -> frozenset[int]:
        """Rows that lack what tells the others apart at the end, or come after an empty row."""
        blank = [at for at, row in enumerate(self._sheet.cells) if not any(row)]
        gaps = [a for a, b in pairwise(rows) if bisect(blank, a) < bisect(blank, b)]
        are_all_spaced = len(gaps) == len(rows) - 1
        after = gaps[0] if gaps and not are_all_spaced else None
        ids = self._ids
        nameless = {at for at in rows if ids and not any(self._tells(at, i) for i in ids)}
        if after is not None:
            nameless |= self._named_again(rows, after)
        odd = {
            at
            for at in nameless
            if any(self._sheet.cells[at][i] for i in ids)
            and not any(meaning(cell).kind is CellKind.UNKNOWN for cell in self._lines[at])
        }
        named = [at for at in rows if at not in nameless]
        first_named, last_named = named[0] if named else 0, named[-1] if named else -1
        if not nameless and ids and self._sums_up(rows):
            nameless = {rows[-1]}
            last_named = -1
        odd |= {
            at
            for at in rows[-1:]
            if self._is_misnumbered(at, rows[:-1])
            and all(self._is_point(at, item) for item in range(len(self._chosen.columns)))
        }
        return frozenset(
            at
            for at in rows
            if at in odd
            or (at in nameless and not first_named <= at <= last_named)
            or (after is not None and at > after and (at in nameless or not ids))
        )

    def _is_misnumbered(self, at: int, above: Sequence[int]) -> bool:
        """Whether a row has a number that does not follow those of the rows above it."""
        for i in self._counted:
            cells = [self._sheet.cells[row][i] for row in (*above, at)]
            if len(cells) < _LEAST_NUMBERED or not all(map(str.isdecimal, cells)):
                continue
            *numbers, last = map(int, cells)
            follow = all(b - a == 1 for a, b in pairwise(numbers))
            if follow and (last <= numbers[-1] or last >= 10 * max(numbers[-1], 10)):
                return True
        return False

    def _named_again(self, rows: Sequence[int], after: int) -> set[int]:
        """Rows after an empty one that begin to number anew, as a legend or a table of counts."""
        first = [at for at in rows if at <= after]
        before = {i: {self._sheet.cells[at][i] for at in first} for i in self._ids}
        single = [i for i in self._ids if len(before[i]) == len(first)]
        return {
            at
            for at in rows
            if at > after and single and all(self._sheet.cells[at][i] in before[i] for i in single)
        }

    def _sums_up(self, rows: Sequence[int]) -> bool:
        """Whether the last row is a statistic, and lacks a number or time that all others have."""
        *above, last = rows
        lacks = any(
            not self._tells(last, i) and all(self._tells(at, i) for at in above) for i in self._ids
        )
        row, values = self._values[last], [self._values[at] for at in above]
        return (
            lacks
            and any(line != row for line in values)
            and is_statistic(row, values, of_people=True)
        )

    def _refuse_people_apart(self, sure: Sequence[int], apart: frozenset[int]) -> None:
        """Refuse a table where a row that stands apart has answers as a person would give.

        But for a single last one that comes after an empty row, or lacks the number, time or name
        that all others have: it is no person.
        """
        values = [self._values[at] for at in sure]
        perhaps = [
            at
            for at in sorted(apart)
            if all(self._is_point(at, i) for i in range(len(self._chosen.columns)))
            and _answered(self._values[at]) >= ANSWERED_AT_LEAST
            and not is_statistic(self._values[at], values)
        ]
        if len(perhaps) == 1 and sure and perhaps[0] > sure[-1]:
            between = self._sheet.cells[sure[-1] + 1 : perhaps[0]]
            named = [self._sheet.cells[perhaps[0]][i] for i in self._ids]
            is_unnamed = bool(named) and not any(named)
            is_after_empty = any(not any(row) for row in between)
            if is_unnamed or is_after_empty:
                return
        if perhaps:
            why = N_(
                "Whether this is a person's cannot be told, since it stands apart from the others: "
                "row {rows}. Delete it, or give it what the others have."
            )
            raise UnreadableSheet(Refused(why, rows=self._names(perhaps)))

    def _weigh_same(self, rows: Sequence[int], columns: Iterable[Background]) -> None:
        """Remark on rows that may be one person's, who has answered twice.

        They have one number or address, or are the same in every cell, their time too. Raises
        UnreadableSheet where it decides how much is published.
        """
        same = rows_of_one(columns)
        if not same and self._are_told_apart(rows):
            same = alike({at: self._sheet.cells[at] for at in rows})
        again = {at for group in same for at in group[1:]}
        if not again:
            return
        names_of_rows = self._names(sorted(at for group in same for at in group))
        counted = {at for at in rows if _answered(self._values[at]) >= ANSWERED_AT_LEAST}
        if any(len(counted - again) < number <= len(counted) for number in self._decisive):
            why = N_(
                "These rows may be one person's, who has answered twice: {rows}. Delete those that "
                "are, or give each person a number of their own."
            )
            raise UnreadableSheet(Refused(why, rows=names_of_rows))
        why = N_("These rows may be one person's, and were read as several people's: {rows}.")
        self._remarks.append(Remark(why, rows=names_of_rows))

    def _weigh_last(self, rows: list[int]) -> list[int]:
        """All rows but a last one that sums up the others and lacks what they all have.

        Where it has it, it is remarked on: equality alone drops no row. Refused where it decides
        how much is published.
        """
        *above, last = rows or [-1]
        values = [self._values[at] for at in rows]
        if not above or not is_statistic(values[-1], values[:-1], of_people=True):
            return rows
        cells = self._sheet.cells
        lacks = any(not cells[last][i] and all(cells[at][i] for at in above) for i in self._columns)
        are_of_one_mind = all(line == values[-1] for line in values)
        if lacks and not are_of_one_mind:
            return self._without(rows, [last])
        if are_of_one_mind and not lacks:
            return rows
        counted = [line for line in values if _answered(line) >= ANSWERED_AT_LEAST]
        if len(counted) in self._decisive and values[-1] in counted:
            why = N_(
                "Row {row} is what the rows above give together, or one person more. Delete it, "
                "or number the rows of the people in a column of their own."
            )
            raise UnreadableSheet(Refused(why, row=last + 1))
        why = N_("Row {row} is what the rows above give together, and was read as a person's.")
        self._remarks.append(Remark(why, row=last + 1))
        return rows


def _names_section(cell: str) -> bool:
    words = [word for word in key_of(cell).split() if not word.isdecimal()]
    is_dated = any(map(is_year, cell.split())) and len(words) < 3  # noqa: PLR2004 "Efterår 2025"
    return is_dated or names_team(cell) or Heading.OCCASION.heads(" ".join(words))


def _names_no_person(cell: str) -> bool:
    return calls_row_a_total(cell) or may_call_row_nobodys(cell, wholly=False)


def _is_stem(cells: Sequence[str]) -> bool:
    """Whether all cells have one and the same sentence: the question that the items belong to."""
    long = meaning(cells[0]).kind is CellKind.UNKNOWN and len(cells[0].split()) > 3  # noqa: PLR2004
    return long and len(set(cells)) == 1


def _answered(values: Iterable[float | None]) -> int:
    return sum(value is not None for value in values)


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
    while words < min(_MOST_TOTALS, len(cells)) and not any(map(str.isdecimal, cells[-words - 1])):
        words += 1
    return cells[: len(cells) - words]


Values = Sequence[float | None]


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
