"""How alike a team experiences it, as words, and when a small group is not told them.

The published bins say "1 or 2" of an answer, and no more. Next to an item with many answers in the
middle, the word "much the same way" can make it certain that the answer was 2: on five points, and
on seven where most items are hidden. Such a word is left out. Were words left out only where they
hold and make an answer certain, their absence would tell the same. So what is left out depends on
what is published alone, on the bins and the rounded index: each word that could stand there and
would make an answer certain; and one word more where the absence of these would make one certain.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from itertools import product
from math import ceil, lcm
from typing import Final, NamedTuple, TypeAlias

from facilitator.core.measurement import scoring
from facilitator.core.measurement.items import SCALES, Scale


class Agreement(StrEnum):
    """How alike the team experiences it: the mean rwg of the visible items, as words."""

    ALIKE = "alike"
    """.70 or more"""
    SOMEWHAT_DIFFERENT = "somewhat_different"
    """.30 or more"""
    VERY_DIFFERENT = "very_different"


_ALIKE_FROM: Final = 7
_SOMEWHAT_FROM: Final = 3
"""Tenths of the most that rwg can be."""


def agreement_of(rwg: Fraction | int, most: int = 1) -> Agreement:
    """The word for a mean rwg, or for a sum of rwgs whose maximum is `most`."""
    if 10 * rwg >= _ALIKE_FROM * most:
        return Agreement.ALIKE
    if 10 * rwg >= _SOMEWHAT_FROM * most:
        return Agreement.SOMEWHAT_DIFFERENT
    return Agreement.VERY_DIFFERENT


Bins: TypeAlias = tuple[int, int, int]
"""Answers to an item: disagree, middle, agree."""
Answered: TypeAlias = tuple[int, int]
"""That somebody chose this point of this item: its number, and the point."""

_MEANS: Final = lcm(5, 6, 7)
"""Means of five to seven answers are whole in parts of this."""
_RWGS: Final[Mapping[Scale, int]] = {
    scale: (scale**2 - 1) // 12 * lcm(5 * 4, 6 * 5, 7 * 6) for scale in SCALES
}
"""By scale: and the agreement rwg in parts of this."""
_RAREST_FIRST: Final = (Agreement.VERY_DIFFERENT, Agreement.SOMEWHAT_DIFFERENT, Agreement.ALIKE)


class _Choice(NamedTuple):
    """One way the answers to an item may be distributed within its bins."""

    mean: int
    """Scored, in parts of `_MEANS`."""
    rwg: int
    """In parts of `_RWGS`."""


_Choices: TypeAlias = dict[_Choice, set[int]]
"""By its figures: the points that nobody chose in one of the ways that have these figures."""
_Sums: TypeAlias = dict[int, int]
"""By a sum of rwg: the sums of means that may go with it, as the bits of a number."""


@lru_cache(maxsize=256)
def words_left_out(
    items: tuple[tuple[int, Bins], ...], index: int, step: int, scale: Scale
) -> frozenset[Agreement]:
    """The words not published with these bins and this index.

    `items` are the numbers of the items shown, each with its bins; `index` is rounded to the
    nearest multiple of `step`.
    """
    certain = _certain(items, index, step, scale)
    out = {word for word, answers in certain.items() if answers}
    if not out:
        return frozenset()
    by_lack = set.intersection(*(certain[word] for word in out))
    for word in _RAREST_FIRST:
        if by_lack and word in certain and word not in out:
            out.add(word)
            by_lack &= certain[word]
    return frozenset(out)


def _certain(
    items: Sequence[tuple[int, Bins]], index: int, step: int, scale: Scale
) -> Mapping[Agreement, set[Answered]]:
    """For each word that fits: the answers it makes certain, beyond what the bins do."""
    choices = [_choices(number, bins, scale) for number, bins in items]
    low, high = (
        ceil((1 + Fraction(2 * index + side * step, 200) * (scale - 1)) * _MEANS * len(items))
        for side in (-1, 1)
    )
    within = (1 << max(high, 0)) - (1 << max(low, 0))
    absent: dict[Agreement, dict[int, set[int]]] = {}
    for at, others in _without_each(choices, {0: 1}, range(len(items))):
        number = items[at][0]
        for choice, points in choices[at].items():
            for rwg, means in others.items():
                if means << choice.mean & within:
                    word = agreement_of(rwg + choice.rwg, _RWGS[scale] * len(items))
                    absent_points = absent.setdefault(word, {})
                    absent_points.setdefault(number, set()).update(points)
    left_open = {(number, point) for number, bins in items for point in _open_points(bins, scale)}
    return {
        word: {(number, point) for number, point in left_open if point not in absent_points[number]}
        for word, absent_points in absent.items()
    }


def _without_each(
    choices: Sequence[_Choices], before: _Sums, among: range
) -> Iterator[tuple[int, _Sums]]:
    """For each item: the sums of all the others."""
    if len(among) == 1:
        yield among[0], before
        return
    middle = len(among) // 2
    for part, rest in ((among[:middle], among[middle:]), (among[middle:], among[:middle])):
        sums = before
        for at in rest:
            sums = _added(sums, choices[at])
        yield from _without_each(choices, sums, part)


def _added(sums: _Sums, choices: _Choices) -> _Sums:
    more: _Sums = {}
    for (rwg, means), choice in product(sums.items(), choices):
        more[rwg + choice.rwg] = more.get(rwg + choice.rwg, 0) | means << choice.mean
    return more


def _choices(number: int, bins: Bins, scale: Scale) -> _Choices:
    below, at, above = bins
    choices: _Choices = {}
    for low, high in product(*(list(_spread(many, scale // 2)) for many in (below, above))):
        counts = (*low, at, *high)
        answers = [
            scoring.scored(point, number, scale)
            for point, many in enumerate(counts, 1)
            for _ in range(many)
        ]
        choice = _Choice(
            int(scoring.mean(answers) * _MEANS),
            int(scoring.agreement(answers, scale) * _RWGS[scale]),
        )
        absent = {point for point, many in enumerate(counts, 1) if not many}
        choices.setdefault(choice, set()).update(absent)
    return choices


def _spread(many: int, points: int) -> Iterator[tuple[int, ...]]:
    """The ways so many answers may lie on so many points."""
    if points == 1:
        yield (many,)
        return
    for first in range(many + 1):
        for rest in _spread(many - first, points - 1):
            yield (first, *rest)


def _open_points(bins: Bins, scale: Scale) -> Iterator[int]:
    """The points that, by the bins alone, may or may not have been chosen."""
    below, _at, above = bins
    middle = scale // 2 + 1
    yield from range(1, middle) if below else ()
    yield from range(middle + 1, scale + 1) if above else ()
