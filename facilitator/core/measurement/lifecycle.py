"""A measurement from its opening to its figures: what is kept, and what is not.

Rows are shuffled each time one comes, and so are the comments, by themselves. Closing is the last
thing that happens to the answers, and what could never be shown afterwards is not kept either. The
items and the scale stay as they were opened: nothing here changes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from random import Random
from typing import Final, Literal

from facilitator.core.errors import N_, Refused
from facilitator.core.measurement import overlap as subtraction
from facilitator.core.measurement.figures import FULL_FROM, LEAST, figures_of
from facilitator.core.measurement.items import SCALES, Answer
from facilitator.core.measurement.note import (
    MOST_EXPECTED,
    Measurement,
    Source,
    Why,
    fits,
)
from facilitator.core.measurement.result import (
    Result,
    Withheld,
    result,
    too_few,
)
from facilitator.core.retention import ROWS_KEPT
from facilitator.core.session.opening import LONGEST_TEAM
from facilitator.core.text.guard import mask_cpr
from facilitator.core.text.plain import clean, one_line

LONGEST_LABEL: Final = 60
LONGEST_COMMENT: Final = 1000

_NO_RESPONSE: Final = N_("A response is seven answers: each a number from 1 to {most}, or none.")


def opened(
    *,
    measurement_id: str,
    team: str,
    today: date,
    language: Literal["da", "en"],
    scale: int,
    label: str = "",
    expected: int | None = None,
    source: Source = Source.IN_ROOM,
) -> Measurement:
    """A measurement that nobody has answered yet.

    Raises Refused for a team without a name, a label that is too long, another scale than 5 or 7.
    """
    team, label = mask_cpr(one_line(team)), mask_cpr(one_line(label))
    if not team or len(team) > LONGEST_TEAM:
        raise Refused(N_("A team has a name of {most} characters at most."), most=LONGEST_TEAM)
    if len(label) > LONGEST_LABEL:
        raise Refused(N_("A label has {most} characters at most."), most=LONGEST_LABEL)
    points = next((points for points in SCALES if points == scale), None)
    if points is None:
        raise Refused(N_("The scale has 5 points or 7."))
    if expected is not None and not 1 <= expected <= MOST_EXPECTED:
        raise Refused(N_("Expected are from 1 to {most} people."), most=MOST_EXPECTED)
    return Measurement(
        id=measurement_id,
        team=team,
        date=today,
        language=language,
        scale=points,
        label=label or None,
        expected=expected,
        source=source,
    )


def add(
    measurement: Measurement, row: Sequence[Answer], comment: str = "", *, source: Random
) -> Measurement:
    """The measurement with one more response, all of them in a new order.

    A comment is masked for CPR numbers and has no tie to the row. Raises Refused when closed, and
    for what is no response.
    """
    if not measurement.is_open:
        raise Refused(N_("The measurement is closed: no more answers can be added."))
    answers = tuple(row)
    if not fits(answers, measurement.scale):
        raise Refused(_NO_RESPONSE, most=measurement.scale)
    said = mask_cpr(clean(comment)).strip()
    if len(said) > LONGEST_COMMENT:
        raise Refused(N_("A comment has {most} characters at most."), most=LONGEST_COMMENT)
    more = {
        "responses": (*measurement.responses, answers),
        "comments": (*measurement.comments, said) if said else measurement.comments,
    }
    return shuffled(measurement.model_copy(update=more), source)


def imported(
    measurement: Measurement,
    rows: Iterable[Sequence[Answer]],
    *,
    keep: Literal["rows", "counts"],
    today: date,
    others: Iterable[Measurement],
    least: int,
    source: Random,
) -> Measurement:
    """A new measurement with all its answers from elsewhere, closed at once.

    Raises Refused for what is no response, a day that lies ahead, and where a result of nearly the
    same people is there: the same answers brought in again, or a part of them.
    """
    if measurement.date > today:
        raise Refused(N_("The day lies ahead."))
    answers = tuple(tuple(row) for row in rows)
    if not all(fits(row, measurement.scale) for row in answers):
        raise Refused(_NO_RESPONSE, most=measurement.scale)
    full = measurement.model_copy(update={"responses": answers})
    after = close(full, keep=keep, today=today, others=others, least=least, source=source)
    if after.withheld is Why.TOO_NEAR:
        raise Refused(
            N_(
                "Nothing is imported: there is a result of nearly the same people already, and "
                "side by side the two could give a single answer away."
            )
        )
    return after


def shuffled(measurement: Measurement, source: Random) -> Measurement:
    """The same with its rows in a new order, and its comments in one of their own.

    `source` is the system's secure one, wherever people answer.
    """
    pools = {"responses": measurement.responses, "comments": measurement.comments}
    mixed = {name: tuple(source.sample(pool, len(pool))) for name, pool in pools.items()}
    return measurement.model_copy(update=mixed)


def close(
    measurement: Measurement,
    *,
    keep: Literal["rows", "counts"],
    today: date,
    others: Iterable[Measurement],
    least: int,
    source: Random,
) -> Measurement:
    """The measurement with its last answer given. There is no way back.

    `others` are the archive's measurements, `least` its limit. Where the result can never be shown
    (too few, or too near another) only the numbers of people stay. Comments stay where they may be
    shown. Ask first, with what this gives. Raises Refused when it is closed already.
    """
    if not measurement.is_open:
        raise Refused(N_("The measurement is closed already."))
    why: Why | None = None
    if measurement.number_included < max(LEAST, least):
        why = Why.TOO_FEW
    elif subtraction.too_near(measurement, others, least) is not None:
        why = Why.TOO_NEAR
    after = shuffled(measurement, source).model_copy(update={"status": "closed", "closed": today})
    if why is not None:
        return after.model_copy(
            update={
                "withheld": why,
                "answered": after.number_answered,
                "included": after.number_included,
                "responses": (),
                "comments": (),
            }
        )
    if after.number_included < max(FULL_FROM, least):
        after = after.model_copy(update={"comments": ()})
    return after if keep == "rows" else drop_rows(after)


def drop_rows(measurement: Measurement) -> Measurement:
    """The measurement with figures in the place of its rows. Raises Refused where it has none."""
    if measurement.is_open:
        raise Refused(N_("The measurement is still open."))
    figures = figures_of(measurement.responses, measurement.scale)
    numbers = {"answered": measurement.number_answered, "responses": ()}
    if figures is not None:
        return measurement.model_copy(update={**numbers, "figures": figures})
    if not measurement.responses:
        raise Refused(N_("There are no single answers in this measurement."))
    numbers |= {"included": measurement.number_included, "withheld": Why.TOO_FEW, "comments": ()}
    return measurement.model_copy(update=numbers)


def rows_are_due(measurement: Measurement, today: date) -> bool:
    """Whether the deletion of its rows is to be offered: they are 90 days old."""
    ended = measurement.closed or measurement.date
    return not measurement.is_open and bool(measurement.responses) and today - ended >= ROWS_KEPT


def result_of(
    measurement: Measurement,
    others: Iterable[Measurement],
    *,
    least: int | Refused = LEAST,
    technical: bool = False,
) -> Result | Withheld:
    """What may be shown of a measurement among the others of its archive.

    `least` is the archive's limit, or why it is not known.
    """
    n, answered = measurement.number_included, measurement.number_answered
    if measurement.is_open:
        why = N_("Answered: {n}. Nothing is shown before the measurement is closed.")
        return Withheld(answered, Refused(why, n=answered))
    if isinstance(least, Refused):
        return Withheld(n, least)
    figures = measurement.figures or figures_of(measurement.responses, measurement.scale)
    if measurement.withheld is Why.TOO_NEAR:
        return Withheld(n, Refused(subtraction.TOO_NEAR, n=n))
    if figures is None:
        return too_few(n, least, answered=answered)
    if subtraction.too_near(measurement, others, least) is not None:
        return Withheld(n, Refused(subtraction.TOO_NEAR, n=n))
    return result(
        figures,
        measurement.scale,
        least=least,
        technical=technical,
        answered=answered,
        comments=measurement.comments,
    )
