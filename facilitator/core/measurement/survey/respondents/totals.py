"""Rows that are figures of several people by what stands in them, whatever they are called."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.core.errors import N_, Refused
from facilitator.core.measurement.items import ANSWERED_AT_LEAST
from facilitator.core.measurement.survey.answers import CellKind, meaning
from facilitator.core.measurement.survey.respondents.identifiers import MOST_TOTALS
from facilitator.core.measurement.survey.respondents.rows import Rows
from facilitator.core.measurement.survey.respondents.statistic import is_statistic
from facilitator.core.measurement.survey.sheet import Remark, UnreadableSheet
from facilitator.core.measurement.survey.wording import Heading


def refuse_counts(rows: Rows, people: Sequence[int]) -> None:
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


def totals_at_the_end(rows: Rows, people: Sequence[int]) -> Sequence[int]:
    """The last rows, where they are statistics of those above and one of them is no answer."""
    values = [rows.values[at] for at in people]
    for number in range(1, min(MOST_TOTALS, len(people) - 2) + 1):
        above, last = people[:-number], people[-number:]
        if any(rows.is_no_answer(at, above) for at in last) and all(
            is_statistic(line, values[:-number]) for line in values[-number:]
        ):
            return last
    return ()


def weigh_last(
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
