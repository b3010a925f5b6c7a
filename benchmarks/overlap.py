"""Honest teams that are refused because their result could be a part of another's.

`uv run -m benchmarks.overlap`: a thousand teams of five to twenty people, each with a mood of its
own, all measured in the same weeks. A team is refused where its result could be of nearly the same
people as one that was closed before it in its archive; none of them is, so every refusal is false.
How often depends on how many teams share an archive. Beside it stands how many true parts and
wholes are missed, which has to be none.
"""

from __future__ import annotations

import sys
from random import Random
from typing import TYPE_CHECKING, Final

from facilitator.core.measurement.figures import could_be_same_people, publish
from facilitator.core.measurement.items import REVERSED, Row, Scale
from facilitator.core.measurement.overlap import could_share_people

if TYPE_CHECKING:
    from facilitator.core.measurement.figures import Figures

TEAMS: Final = 1000
SIZES: Final = range(5, 21)
SHARED: Final = (2, 10, 50, 200, 1000)
"""How many teams share an archive."""
MISSING: Final = 0.02
"""Of the answers."""


def team(source: Random, scale: Scale, people: int) -> list[Row]:
    """The answers of a team: its mood, people who differ from it, items that differ."""
    mood, items = source.gauss(0.66, 0.13), [source.gauss(0, 0.07) for _ in range(7)]
    rows: list[Row] = []
    for _ in range(people):
        person = source.gauss(0, 0.13)
        row: list[int | None] = []
        for number, item in enumerate(items, 1):
            safe = mood + item + person + source.gauss(0, 0.16)
            point = min(scale, max(1, round(1 + safe * (scale - 1))))
            answer = scale + 1 - point if number in REVERSED else point
            row.append(None if source.random() < MISSING else answer)
        rows.append(tuple(row))
    return rows


def refused(source: Random, scale: Scale, together: int) -> int:
    """How many of a thousand teams are refused where so many share an archive."""
    number = 0
    for _ in range(TEAMS // together):
        closed: list[Figures] = []
        for _ in range(together):
            rows = team(source, scale, source.choice(SIZES))
            figures = publish(rows, scale)
            if figures is None:
                continue
            if any(is_too_near(rows, scale, figures, other) for other in closed):
                number += 1
            else:
                closed.append(figures)
    return number


def missed(source: Random, scale: Scale) -> int:
    """How many of a thousand true parts, of the whole without up to four, are not recognised.

    Either way round: the part is closed after the whole, or the whole after the part.
    """
    number = 0
    for _ in range(TEAMS):
        whole = team(source, scale, source.choice(SIZES))
        part = source.sample(whole, max(5, len(whole) - source.randint(0, 4)))
        for rows, others in ((part, whole), (whole, part)):
            figures, other = publish(rows, scale), publish(others, scale)
            number += bool(figures and other and not is_too_near(rows, scale, figures, other))
    return number


def is_too_near(rows: list[Row], scale: Scale, figures: Figures, other: Figures) -> bool:
    """As it is asked at a close."""
    return could_share_people(figures, other) and could_be_same_people(rows, scale, other)


def main() -> None:
    """Print it for both scales."""
    out = sys.stdout.write
    out(f"of {TEAMS} honest teams refused, by how many share an archive; of as many parts missed\n")
    for scale in (5, 7):
        source = Random(scale)  # noqa: S311 no secrets
        shares = (f"{n}: {refused(source, scale, n)}" for n in SHARED)
        out(f"{scale} points  {'   '.join(shares)}   missed: {missed(source, scale)}\n")


if __name__ == "__main__":
    main()
