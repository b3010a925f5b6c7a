"""Which rows of a survey's table are people, and which sum the people up or stand apart from them.

A row is never dropped for its figures alone, since a team may be of one mind. There has to be
another sign: it is called a sum, it lacks the number, time or name that all other rows have, or it
comes after an empty row. Where there is such a sign and the row may be a person all the same,
nothing is read, and the refusal names the row.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from facilitator.core.errors import N_, Refused
from facilitator.core.measurement.figures import ALPHA_FROM, FULL_FROM, LEAST
from facilitator.core.measurement.items import ANSWERED_AT_LEAST, Scale
from facilitator.core.measurement.survey.answers import CellKind, meaning
from facilitator.core.measurement.survey.background import background
from facilitator.core.measurement.survey.columns import Chosen
from facilitator.core.measurement.survey.identity import (
    MOST_TOTALS,
    Identifiers,
    is_called_nobodys,
    refuse_doubtful_labels,
    refuse_rows_again,
    weigh_answers_again,
    weigh_same,
)
from facilitator.core.measurement.survey.occasions import (
    refuse_groups,
    refuse_profiles_again,
    refuse_sections,
    refuse_set_aside,
    refuse_several,
)
from facilitator.core.measurement.survey.rows import (
    Rows,
    is_statistic,
    refuse_misaligned,
    refuse_short,
)
from facilitator.core.measurement.survey.sheet import Remark, Sheet, UnreadableSheet
from facilitator.core.measurement.survey.wording import Heading

_DECISIVE: Final = frozenset((LEAST, FULL_FROM, ALPHA_FROM))
"""Numbers of people from whom more is published. Whether there are so many is never guessed."""


@dataclass(frozen=True, slots=True)
class Respondents:
    """The rows that are people."""

    rows: tuple[int, ...]
    """From 0."""
    remarks: tuple[Remark, ...]


def find_respondents(sheet: Sheet, chosen: Chosen, scale: Scale, least: int = LEAST) -> Respondents:
    """The rows below the headings that are people. Raises UnreadableSheet where that is in doubt.

    `least` is the archive's limit, under which nothing is shown.
    """
    rows = Rows(sheet, chosen, scale)
    ids = Identifiers(rows)
    decisive = _DECISIVE | {least}
    remarks: list[Remark | None] = []

    def without(people: list[int], gone: Iterable[int]) -> list[int]:
        out = frozenset(gone)
        if out:
            why = N_("Left out, since it is no person's: row {rows}.")
            remarks.append(Remark(why, rows=rows.named(sorted(out))))
        return [at for at in people if at not in out]

    refuse_rows_again(rows, ids)
    people = without(rows.all, (at for at in rows.all if is_called_nobodys(rows, ids, at)))
    refuse_misaligned(rows, people)
    refuse_short(rows, people)
    _refuse_counts(rows, people)
    columns = background(sheet, chosen, people)
    refuse_groups(columns, len(people))
    refuse_set_aside(columns)
    refuse_doubtful_labels(rows, ids, people)
    people = without(people, _totals_at_the_end(rows, people))
    if apart := _rows_apart(rows, ids, people):
        people = without(people, apart)
    elif not ids.columns:
        total, remark = _weigh_last(rows, people, decisive)
        people = without(people, total)
        remarks.append(remark)
    columns = background(sheet, chosen, people)
    refuse_several(columns)
    refuse_profiles_again(columns, people)
    refuse_sections(sheet, people)
    remarks.append(weigh_same(rows, ids, people, columns, decisive))
    remarks.append(weigh_answers_again(rows, ids, people, least))
    return Respondents(tuple(people), tuple(remark for remark in remarks if remark))


# Rows that stand apart

_LEAST_NUMBERED: Final = 4
"""Rows whose numbers follow one another by more than chance."""


def _rows_apart(rows: Rows, ids: Identifiers, people: Sequence[int]) -> frozenset[int]:
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


# Rows that sum the others up


def _refuse_counts(rows: Rows, people: Sequence[int]) -> None:
    """Refuse a table where the rows are the points of the scale, and the cells how many."""
    columns = (i for i in rows.columns if any(rows.sheet.cells[at][i] for at in people))
    column = next(columns, rows.first_item)
    if column >= rows.first_item:
        return
    labels = [rows.sheet.cells[at][column] for at in people]
    are_words = len(set(labels)) == len(labels) > 1 and all(
        meaning(label).kind is CellKind.LABEL for label in labels
    )
    are_points = labels == [str(point) for point in range(1, rows.scale + 1)]
    items = zip(*(rows.values[at] for at in people), strict=True)
    are_shares = len({sum(value or 0 for value in item) for item in items}) == 1
    head = rows.heads[column]
    if not any(meaning(cell).label for at in people for cell in rows.lines[at]) and (
        are_words
        or (are_points and Heading.POINTS.heads(head))
        or (are_points and are_shares and not Heading.ROW_ID.heads(head))
    ):
        why = N_(
            "The rows seem to be the points of the scale, with how many chose each. There has "
            "to be a row for each person."
        )
        raise UnreadableSheet(Refused(why))


def _totals_at_the_end(rows: Rows, people: Sequence[int]) -> Sequence[int]:
    """The last rows, where they are statistics of those above and one of them is no answer."""
    values = [rows.values[at] for at in people]
    for number in range(1, min(MOST_TOTALS, len(people) - 2) + 1):
        above, last = people[:-number], people[-number:]
        if any(rows.is_no_answer(at, above) for at in last) and all(
            is_statistic(line, values[:-number]) for line in values[-number:]
        ):
            return last
    return ()


def _weigh_last(
    rows: Rows, people: Sequence[int], decisive: frozenset[int]
) -> tuple[Sequence[int], Remark | None]:
    """The last row where it sums up the others and lacks what they all have, or a remark on it.

    Nothing but its figures tells it from a person: equality alone drops no row. Refused where it
    is in doubt and decides how much is published, as at the numbers of people in `decisive`.
    """
    *above, last = people or [-1]
    values = [rows.values[at] for at in people]
    if not above or not is_statistic(values[-1], values[:-1], of_people=True):
        return (), None
    cells = rows.sheet.cells
    lacks = any(not cells[last][i] and all(cells[at][i] for at in above) for i in rows.columns)
    are_of_one_mind = all(line == values[-1] for line in values)
    if lacks and not are_of_one_mind:
        return (last,), None
    if are_of_one_mind and not lacks:
        return (), None
    counted = [at for at in people if rows.number_answered(at) >= ANSWERED_AT_LEAST]
    if len(counted) in decisive and last in counted:
        why = N_(
            "Row {row} is what the rows above give together, or one person more. Delete it, "
            "or number the rows of the people in a column of their own."
        )
        raise UnreadableSheet(Refused(why, row=last + 1))
    why = N_("Row {row} is what the rows above give together, and was read as a person's.")
    return (), Remark(why, row=last + 1)
