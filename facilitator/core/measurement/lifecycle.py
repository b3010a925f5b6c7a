"""A measurement from its opening to its figures: what is kept, and what is not.

Rows are shuffled each time one is added, and so are the comments, separately. At the close the
published figures are made and the rows discarded. The items and the scale never change.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from random import Random
from typing import Final

from facilitator.core.errors import N_, Language, Refused
from facilitator.core.measurement.figures import FULL_FROM, LEAST, publish
from facilitator.core.measurement.items import SCALES, Answer
from facilitator.core.measurement.note import (
    MOST_EXPECTED,
    Answers,
    Measurement,
    Source,
    Why,
    fits,
    with_figures,
)
from facilitator.core.measurement.overlap import TOO_NEAR, tell_apart, too_near
from facilitator.core.measurement.result import Result, Withheld, result, too_few
from facilitator.core.team import team_name
from facilitator.core.text.guard import cpr_digits, mask_cpr
from facilitator.core.text.plain import clean, one_line

LONGEST_LABEL: Final = 60
LONGEST_COMMENT: Final = 1000

_NO_RESPONSE: Final = N_("A response is seven answers: each a number from 1 to {most}, or none.")
CLOSED_ALREADY: Final = N_("The measurement is closed already.")


def new_measurement(
    *,
    measurement_id: str,
    team: str,
    today: date,
    language: Language,
    scale: int,
    label: str = "",
    expected: int | None = None,
    source: Source = Source.IN_ROOM,
) -> Measurement:
    """A new measurement without answers.

    Raises Refused for a team without a name, a label that is too long, or a scale other than 5 or
    7.
    """
    team, label = (mask_cpr(one_line(text), today) for text in (team, label))
    team = team_name(team)
    if len(label) > LONGEST_LABEL:
        raise Refused(N_("A label can have at most {most} characters."), most=LONGEST_LABEL)
    points = next((points for points in SCALES if points == scale), None)
    if points is None:
        raise Refused(N_("The scale has 5 points or 7."))
    if expected is not None and not 1 <= expected <= MOST_EXPECTED:
        raise Refused(N_("From 1 to {most} people can be expected."), most=MOST_EXPECTED)
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


def no_answers(measurement: Measurement) -> Answers:
    """The empty answers of a new measurement."""
    return Answers(id=measurement.id, scale=measurement.scale)


def add(
    answers: Answers, row: Sequence[Answer], comment: str = "", *, today: date, source: Random
) -> Answers:
    """The answers with one more response, reshuffled.

    A comment is masked for CPR numbers and not tied to the row. Raises Refused for an invalid
    response.
    """
    response = tuple(row)
    if not fits(response, answers.scale):
        raise Refused(_NO_RESPONSE, most=answers.scale)
    words = mask_cpr(clean(comment), today).strip()
    if cpr_digits(one_line(words), today):  # a number that the end of a line breaks
        words = mask_cpr(one_line(words), today)
    if len(words) > LONGEST_COMMENT:
        raise Refused(N_("A comment can have at most {most} characters."), most=LONGEST_COMMENT)
    more = {
        "responses": (*answers.responses, response),
        "comments": (*answers.comments, words) if words else answers.comments,
    }
    return shuffled(answers.model_copy(update=more), source)


def merged(answers: Answers, lot: Answers, source: Random) -> Answers:
    """The answers with several others, reshuffled so that the order tells nothing."""
    more = {
        "responses": (*answers.responses, *lot.responses),
        "comments": (*answers.comments, *lot.comments),
        "spent": tuple(sorted({*answers.spent, *lot.spent})),
    }
    return shuffled(answers.model_copy(update=more), source)


def shuffled(answers: Answers, source: Random) -> Answers:
    """The answers with the rows in a new order, and the comments in another.

    `source` is the system's secure one wherever people answer.
    """
    pools = {"responses": answers.responses, "comments": answers.comments}
    mixed = {name: tuple(source.sample(pool, len(pool))) for name, pool in pools.items()}
    return answers.model_copy(update=mixed)


def close(
    measurement: Measurement,
    answers: Answers,
    *,
    today: date,
    others: Iterable[Measurement],
    least: int,
    source: Random,
) -> Measurement:
    """The measurement with what is published of its answers. There is no way back.

    `others` are the archive's measurements, `least` its limit. Where too few count only the numbers
    of people stay. Comments stay where they may be shown. Ask first, with what this gives.

    Raises Refused when it is closed already, and TooNear where the result may not stand beside
    another: then it stays open, and so it does for as long as the other is there.
    """
    if not measurement.is_open:
        raise Refused(CLOSED_ALREADY)
    least = max(LEAST, least)
    after = measurement.model_copy(
        update={"status": "closed", "closed": today, "answered": answers.number}
    )
    figures = publish(answers.responses, measurement.scale, least)
    if figures is None:
        none = {"withheld": Why.TOO_FEW, "included": answers.number_counted}
        return after.model_copy(update=none)
    if figures.n >= max(FULL_FROM, least):
        after = after.model_copy(update={"comments": shuffled(answers, source).comments})
    after = with_figures(after, figures)
    apart = tell_apart(after, answers.responses, others, least)
    return after.model_copy(update={"told_apart": apart})


def imported(
    measurement: Measurement,
    rows: Iterable[Sequence[Answer]],
    *,
    today: date,
    others: Iterable[Measurement],
    least: int,
    source: Random,
) -> Measurement:
    """A new measurement with answers from elsewhere, closed at once.

    Raises Refused for an invalid response or a day in the future, TooNear as `close` does.
    """
    if measurement.date > today:
        raise Refused(N_("The day is in the future."))
    responses = tuple(tuple(row) for row in rows)
    if not all(fits(row, measurement.scale) for row in responses):
        raise Refused(_NO_RESPONSE, most=measurement.scale)
    answers = no_answers(measurement).model_copy(update={"responses": responses})
    return close(measurement, answers, today=today, others=others, least=least, source=source)


def result_of(
    measurement: Measurement, others: Iterable[Measurement], *, least: int | Refused = LEAST
) -> Result | Withheld:
    """What may be shown of a measurement, given the others of its archive.

    `least` is the archive's limit, or why it is unknown. Of an open measurement it is only how many
    have answered, where the caller gives that in `answered`.
    """
    if measurement.is_open:
        return _open(measurement.answered)
    if isinstance(least, Refused):
        return Withheld(measurement.number_included, least)
    figures, n, answered = measurement.figures, measurement.number_included, measurement.answered
    if measurement.withheld is Why.TOO_NEAR or too_near(measurement, others, least):
        return Withheld(n, Refused(TOO_NEAR, n=n))
    if figures is not None:
        comments = measurement.comments
        return result(figures, measurement.scale, least=least, answered=answered, comments=comments)
    if n < max(LEAST, least):
        return too_few(n, least, answered=answered)
    why = N_(
        "Answered: {n}. They were too few when the measurement was closed, and no result was kept."
    )
    return Withheld(n, Refused(why, n=n))


def _open(answered: int | None) -> Withheld:
    if answered is None:
        return Withheld(0, Refused(N_("Nothing is shown before the measurement is closed.")))
    why = N_("Answered: {n}. Nothing is shown before the measurement is closed.")
    return Withheld(answered, Refused(why, n=answered))
