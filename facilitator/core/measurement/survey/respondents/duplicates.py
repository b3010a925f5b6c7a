"""Rows that stand there twice: one export pasted below another, or a person who answered again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Final

from facilitator.core.errors import N_, Refused
from facilitator.core.measurement.items import ANSWERED_AT_LEAST
from facilitator.core.measurement.survey.background import Background
from facilitator.core.measurement.survey.respondents.identifiers import Identifiers
from facilitator.core.measurement.survey.respondents.rows import Rows
from facilitator.core.measurement.survey.respondents.statistic import Values
from facilitator.core.measurement.survey.sheet import Remark, UnreadableSheet
from facilitator.core.measurement.survey.wording import Heading

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
