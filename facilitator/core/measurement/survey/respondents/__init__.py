"""Which rows of a survey's table are people, and which sum the people up or stand apart from them.

A row is never dropped for its figures alone, since a team may be of one mind. There has to be
another sign: it is called a sum, it lacks the number, time or name that all other rows have, or it
comes after an empty row. Where there is such a sign and the row may be a person all the same,
nothing is read, and the refusal names the row.

`rows` are all rows with answers, below the `headings`, and `identifiers` the columns that tell them
apart. Each further module finds rows of one kind: whose cells are out of `alignment`; whose
`labels` are a sum's or nobody's; that are `totals` by what stands in them; that stand `apart`; that
are there twice (`duplicates`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from facilitator.core.errors import N_
from facilitator.core.measurement.figures import ALPHA_FROM, FULL_FROM, LEAST
from facilitator.core.measurement.items import Scale
from facilitator.core.measurement.survey.background import background
from facilitator.core.measurement.survey.columns.chosen import Chosen
from facilitator.core.measurement.survey.groups import refuse_groups, refuse_set_aside
from facilitator.core.measurement.survey.occasions import (
    refuse_profiles_again,
    refuse_sections,
    refuse_several,
)
from facilitator.core.measurement.survey.respondents.alignment import (
    refuse_misaligned,
    refuse_short,
)
from facilitator.core.measurement.survey.respondents.apart import rows_apart
from facilitator.core.measurement.survey.respondents.duplicates import (
    refuse_rows_again,
    weigh_answers_again,
    weigh_same,
)
from facilitator.core.measurement.survey.respondents.identifiers import Identifiers
from facilitator.core.measurement.survey.respondents.labels import (
    is_called_nobodys,
    refuse_doubtful_labels,
)
from facilitator.core.measurement.survey.respondents.rows import Rows
from facilitator.core.measurement.survey.respondents.totals import (
    refuse_counts,
    totals_at_the_end,
    weigh_last,
)
from facilitator.core.measurement.survey.sheet import Remark, Sheet

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
    refuse_counts(rows, people)
    columns = background(sheet, chosen, people)
    refuse_groups(columns, len(people))
    refuse_set_aside(columns)
    refuse_doubtful_labels(rows, ids, people)
    people = without(people, totals_at_the_end(rows, people))
    if apart := rows_apart(rows, ids, people):
        people = without(people, apart)
    elif not ids.columns:
        total, remark = weigh_last(rows, people, decisive)
        people = without(people, total)
        remarks.append(remark)
    columns = background(sheet, chosen, people)
    refuse_several(columns)
    refuse_profiles_again(columns, people)
    refuse_sections(sheet, people)
    remarks.append(weigh_same(rows, ids, people, columns, decisive))
    remarks.append(weigh_answers_again(rows, ids, people, least))
    return Respondents(tuple(people), tuple(remark for remark in remarks if remark))
