"""The measurements that the tests are about: the worked examples, and teams made for a point."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from facilitator.core.measurement.lifecycle import (
    add,
    close,
    new_measurement,
    no_answers,
)
from facilitator.core.measurement.note import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from facilitator.core.measurement.items import Row, Scale
    from facilitator.core.measurement.note import Answers, Measurement

TODAY = date(2026, 3, 3)


def rescaled(answer: Fraction | int, k: int, onto: int) -> Fraction:
    """An answer as it would stand on another scale: 1 + (x - 1)(k' - 1) / (k - 1)."""
    return 1 + Fraction((answer - 1) * (onto - 1)) / (k - 1)


def rows(text: str) -> list[Row]:
    """Rows as they stand in measurement.md: `2 4 - 4 | 1 5 1 4`."""
    return [
        tuple(None if answer == "-" else int(answer) for answer in row.split())
        for row in text.split("|")
    ]


A = rows(
    "2 4 2 4 2 4 5 | 1 5 1 4 1 5 5 | 3 3 2 3 3 4 4 | 2 4 3 3 2 4 4 | 4 2 3 2 4 3 3 | 2 4 1 4 2 5 4"
)
"""Five points, six respondents."""
C: list[Row] = [(7,) * 7] * 5
"""Seven points, every answer 7."""
D = A[:4]
"""Too few."""


def chance(seed: int) -> Random:
    """The same chance each time, in the place of the system's."""
    return Random(seed)  # noqa: S311 no secrets


def random_rows(n: int, scale: Scale, seed: int = 1, *, missing: float = 0.0) -> list[Row]:
    """Answers by chance, each missing with that probability."""
    source = chance(seed)
    return [
        tuple(None if source.random() < missing else source.randint(1, scale) for _item in range(7))
        for _respondent in range(n)
    ]


class Answered(NamedTuple):
    """An open measurement and the answers it has."""

    measurement: Measurement
    answers: Answers


def a_measurement(
    *,
    scale: int = 5,
    day: date = TODAY,
    number: int = 1,
    team: str = "Team Nordlys",
    label: str = "",
    source: Source = Source.IN_ROOM,
) -> Measurement:
    """An open measurement."""
    return new_measurement(
        measurement_id=f"{day}-m{number}",
        team=team,
        today=day,
        language="da",
        scale=scale,
        label=label,
        source=source,
    )


def answered(
    rows: Iterable[Row] = (),
    comments: Sequence[str] = (),
    *,
    scale: int = 5,
    day: date = TODAY,
    number: int = 1,
    team: str = "Team Nordlys",
    label: str = "",
    source: Source = Source.IN_ROOM,
) -> Answered:
    """An open measurement with those answers in it."""
    measurement = a_measurement(
        scale=scale, day=day, number=number, team=team, label=label, source=source
    )
    answers = no_answers(measurement)
    for at, row in enumerate(rows):
        comment = comments[at] if at < len(comments) else ""
        answers = add(answers, row, comment, today=measurement.date, source=chance(at))
    return Answered(measurement, answers)


def closed(
    open_one: Answered,
    others: Iterable[Measurement] = (),
    *,
    day: date | None = None,
    least: int = 5,
) -> Measurement:
    """It, closed on its own day."""
    return close(
        *open_one,
        today=day or open_one.measurement.date,
        others=others,
        least=least,
        source=chance(1),
    )
