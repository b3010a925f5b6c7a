"""Rows that stand apart: below an empty row, or without what tells all others from one another."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from facilitator.core.errors import N_, Refused
from facilitator.core.measurement.items import ANSWERED_AT_LEAST
from facilitator.core.measurement.survey.answers import CellKind, meaning
from facilitator.core.measurement.survey.respondents.identifiers import Identifiers
from facilitator.core.measurement.survey.respondents.rows import Rows
from facilitator.core.measurement.survey.respondents.statistic import is_statistic
from facilitator.core.measurement.survey.sheet import UnreadableSheet

_LEAST_NUMBERED: Final = 4
"""Rows whose numbers follow one another by more than chance."""


def rows_apart(rows: Rows, ids: Identifiers, people: Sequence[int]) -> frozenset[int]:
    """Rows that are no people: they stand apart. Raises UnreadableSheet where they may be people.

    They lack what tells the others apart at the end, or come after an empty row.
    """
    apart = _apart(rows, ids, people)
    if apart:
        _refuse_people_apart(rows, ids, [at for at in people if at not in apart], apart)
    return apart


def _apart(rows: Rows, ids: Identifiers, people: Sequence[int]) -> frozenset[int]:
    blank = [at for at, row in enumerate(rows.sheet.cells) if not any(row)]
    gaps = [a for a, b in pairwise(people) if bisect(blank, a) < bisect(blank, b)]
    are_all_spaced = len(gaps) == len(people) - 1
    after = gaps[0] if gaps and not are_all_spaced else None
    columns = ids.columns
    nameless = {
        at for at in people if columns and not any(ids.tells(at, i) for i in columns)
    }  # fmt: skip
    if after is not None:
        nameless |= _named_again(rows, ids, people, after)
    odd = {
        at
        for at in nameless
        if any(rows.sheet.cells[at][i] for i in columns)
        and not any(meaning(cell).kind is CellKind.UNKNOWN for cell in rows.lines[at])
    }
    named = [at for at in people if at not in nameless]
    first_named, last_named = named[0] if named else 0, named[-1] if named else -1
    if not nameless and columns and _sums_up(rows, ids, people):
        nameless = {people[-1]}
        last_named = -1
    odd |= {
        at
        for at in people[-1:]
        if _is_misnumbered(rows, ids, at, people[:-1]) and rows.has_points_alone(at)
    }
    return frozenset(
        at
        for at in people
        if at in odd
        or (at in nameless and not first_named <= at <= last_named)
        or (after is not None and at > after and (at in nameless or not columns))
    )


def _is_misnumbered(rows: Rows, ids: Identifiers, at: int, above: Sequence[int]) -> bool:
    """Whether a row has a number that does not follow those of the rows above it."""
    for i in ids.counted:
        cells = [rows.sheet.cells[row][i] for row in (*above, at)]
        if len(cells) < _LEAST_NUMBERED or not all(map(str.isdecimal, cells)):
            continue
        *numbers, last = map(int, cells)
        follow = all(b - a == 1 for a, b in pairwise(numbers))
        if follow and (last <= numbers[-1] or last >= 10 * max(numbers[-1], 10)):
            return True
    return False


def _named_again(rows: Rows, ids: Identifiers, people: Sequence[int], after: int) -> set[int]:
    """Rows after an empty one that begin to number anew, as a legend or a table of counts."""
    first = [at for at in people if at <= after]
    before = {i: {rows.sheet.cells[at][i] for at in first} for i in ids.columns}
    single = [i for i in ids.columns if len(before[i]) == len(first)]
    return {
        at
        for at in people
        if at > after and single and all(rows.sheet.cells[at][i] in before[i] for i in single)
    }


def _sums_up(rows: Rows, ids: Identifiers, people: Sequence[int]) -> bool:
    """Whether the last row is a statistic, and lacks a number or time that all others have."""
    *above, last = people
    lacks = any(
        not ids.tells(last, i) and all(ids.tells(at, i) for at in above) for i in ids.columns
    )
    row, values = rows.values[last], [rows.values[at] for at in above]
    return (
        lacks and any(line != row for line in values) and is_statistic(row, values, of_people=True)
    )


def _refuse_people_apart(
    rows: Rows, ids: Identifiers, sure: Sequence[int], apart: frozenset[int]
) -> None:
    """Refuse a table where a row that stands apart has answers as a person would give.

    But for a single last one that comes after an empty row, or lacks the number, time or name
    that all others have: it is no person.
    """
    values = [rows.values[at] for at in sure]
    perhaps = [
        at
        for at in sorted(apart)
        if rows.has_points_alone(at)
        and rows.number_answered(at) >= ANSWERED_AT_LEAST
        and not is_statistic(rows.values[at], values)
    ]
    if len(perhaps) == 1 and sure and perhaps[0] > sure[-1]:
        between = rows.sheet.cells[sure[-1] + 1 : perhaps[0]]
        named = [rows.sheet.cells[perhaps[0]][i] for i in ids.columns]
        is_unnamed = bool(named) and not any(named)
        is_after_empty = any(not any(row) for row in between)
        if is_unnamed or is_after_empty:
            return
    if perhaps:
        why = N_(
            "Whether this is a person's cannot be told, since it stands apart from the others: "
            "row {rows}. Delete it, or give it what the others have."
        )
        raise UnreadableSheet(Refused(why, rows=rows.named(perhaps)))
