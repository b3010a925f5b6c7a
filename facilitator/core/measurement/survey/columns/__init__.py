"""Which columns of a survey's table hold the answers to items 1 to 7: known, or not at all.

By their headings where any of them resembles an item (`by_wording`); by headings numbered 1 to 7
(`by_number`); and by their order only where there are no headings whatever (`by_order`). What
`--columns` names is taken where the headings do not contradict it (`by_request`). In doubt nothing
is taken, and the refusal says which item has no column and which columns are left over.
"""

from __future__ import annotations

from facilitator.core.measurement.items import Scale
from facilitator.core.measurement.survey.columns.by_number import by_number
from facilitator.core.measurement.survey.columns.by_order import by_order
from facilitator.core.measurement.survey.columns.by_request import as_requested
from facilitator.core.measurement.survey.columns.by_wording import by_wording
from facilitator.core.measurement.survey.columns.chosen import Chosen
from facilitator.core.measurement.survey.columns.heading_row import (
    refuse_statements_as_rows,
    worded_row,
)
from facilitator.core.measurement.survey.sheet import Sheet, UnreadableSheet


def choose(sheet: Sheet, scale: Scale, wanted: str, language: str) -> Chosen:
    """The seven columns. Raises UnreadableSheet.

    `wanted` names them as `--columns` does; empty, they are found. `language` is that of an item's
    words in a refusal.
    """
    heading = worded_row(sheet)
    if heading is None:
        refuse_statements_as_rows(sheet)
    if not wanted.strip():
        return _found(sheet, scale, heading, language)
    try:
        said = _found(sheet, scale, heading, language).columns
    except UnreadableSheet:
        said = ()
    return as_requested(sheet, scale, wanted, heading, said)


def _found(sheet: Sheet, scale: Scale, heading: int | None, language: str) -> Chosen:
    """The columns by their headings or their order; `heading` is the row with the statements."""
    if heading is not None:
        return by_wording(sheet, heading, language)
    return by_number(sheet, scale, language) or by_order(sheet)
