"""An attacker who takes everything published of five to seven people, and works answers out.

It reads figures out of a document as JSON has it, in today's form or in the one before that, so
that the same attack can be tried on either. Each figure is a condition to the precision it is
printed with. The answers to an item are then a choice of so many at each point of the scale, and
`certain` asks of each answer that the bins leave open (somebody chose this point) whether there is
any choice for the whole group without it. First it looks at chosen ones at random, and where that
finds none it goes through all there are: sums and agreement of the items one after the other.

What it does not do is to guess: an answer is certain or it is not.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import product
from math import lcm
from random import Random
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

REVERSED: Final = {1, 3, 5}
UNIT: Final = lcm(5, 6, 7)
"""Means of five to seven answers are whole in parts of this."""
RWG_UNIT: Final = lcm(5 * 4, 6 * 5, 7 * 6) * 4
"""And rwg on both scales in parts of this."""
DRAWS: Final = 3000

TEAM_KEYS: Final = {
    "n_included", "scale", "agreement_words", "index", "items", "columns",
    # before
    "mean", "sd", "agreement", "favourable", "alpha",
}  # fmt: skip
ITEM_KEYS: Final = {"item", "hidden", "reason", "bins", "n", "mean", "sd", "rwg", "distribution"}
WORDS: Final = {
    "Vi oplever det nogenlunde ens": (Fraction(7, 10), Fraction(2)),
    "Vi oplever det noget forskelligt": (Fraction(3, 10), Fraction(7, 10)),
    "Vi oplever det meget forskelligt": (Fraction(0), Fraction(3, 10)),
}


class Between(NamedTuple):
    """A figure lies from `low` up to `high`; that itself is out of it unless `closed`."""

    low: Fraction
    high: Fraction
    closed: bool = False

    def holds(self, value: Fraction) -> bool:
        return self.low <= value < self.high or (self.closed and value == self.high)


ANYTHING: Final = Between(Fraction(-1000), Fraction(1000))


def printed(value: float, places: int, step: int = 1) -> Between:
    """What a figure may have been that is printed so."""
    middle, half = Fraction(str(value)), Fraction(step, 2 * 10**places)
    return Between(middle - half, middle + half, closed=True)


class Choice(NamedTuple):
    """How many chose each point of an item, and what figures that makes."""

    counts: tuple[int, ...]
    mean: int
    """In parts of `UNIT`, scored."""
    rwg: int
    """In parts of `RWG_UNIT`."""

    @property
    def absent(self) -> set[int]:
        """The points that nobody chose."""
        return {point for point, number in enumerate(self.counts, 1) if not number}


@dataclass
class Item:
    """What is known of one item."""

    number: int
    k: int
    bins: tuple[int, ...]
    mean: Between = ANYTHING
    sd: Between = ANYTHING
    rwg: Between = ANYTHING

    @cached_property
    def choices(self) -> list[Choice]:
        """All that fit the bins and the item's own figures."""
        middle = self.k // 2
        below, at, above = self.bins
        sides = [list(parts(number, middle)) for number in (below, above)]
        every = (self._choice((*low, at, *high)) for low, high in product(*sides))
        return [choice for choice in every if choice]

    @property
    def open_points(self) -> Iterator[int]:
        """The points that somebody may have chosen for all the bins say, or nobody."""
        middle = self.k // 2
        below, _at, above = self.bins
        for point in range(1, self.k + 1):
            if (point <= middle and below) or (point > middle + 1 and above):
                yield point

    def _choice(self, counts: tuple[int, ...]) -> Choice | None:
        n = sum(counts)
        scored = [
            (self.k + 1 - point if self.number in REVERSED else point, number)
            for point, number in enumerate(counts, 1)
        ]
        total = sum(x * number for x, number in scored)
        squares = sum(x * x * number for x, number in scored)
        variance = Fraction(n * squares - total * total, n * (n - 1))
        rwg = max(Fraction(0), 1 - 12 * variance / (self.k**2 - 1))
        if not (self.mean.holds(Fraction(total, n)) and self.rwg.holds(rwg)):
            return None
        if not (max(self.sd.low, Fraction(0)) ** 2 <= variance <= self.sd.high**2):
            return None
        return Choice(counts, int(Fraction(total, n) * UNIT), int(rwg * RWG_UNIT))


def parts(number: int, places: int) -> Iterator[tuple[int, ...]]:
    """All ways to put so many answers on so many points."""
    if places == 1:
        yield (number,)
        return
    for first in range(number + 1):
        for rest in parts(number - first, places - 1):
            yield (first, *rest)


@dataclass
class Known:
    """All that is known of a group."""

    items: list[Item]
    mean: Between = ANYTHING
    """T, the mean of the items' means."""
    rwg: Between = ANYTHING
    """The mean of the items' rwg."""
    random: Random = field(default_factory=lambda: Random(1))  # noqa: S311 no secrets

    def certain(self) -> list[tuple[int, int]]:
        """The items and points of which it is certain that somebody chose them."""
        left = {(item.number, point) for item in self.items for point in item.open_points}
        for _ in range(DRAWS):
            drawn = [self.random.choice(item.choices) for item in self.items]
            if self._is_possible(sum(c.mean for c in drawn), sum(c.rwg for c in drawn)):
                for item, choice in zip(self.items, drawn, strict=True):
                    left -= {(item.number, point) for point in choice.absent}
            if not left:
                return []
        return sorted(pair for pair in left if not self._is_possible_without(*pair))

    def _is_possible(self, mean: int, rwg: int) -> bool:
        number = len(self.items)
        return self.mean.holds(Fraction(mean, UNIT * number)) and self.rwg.holds(
            Fraction(rwg, RWG_UNIT * number)
        )

    def _is_possible_without(self, number: int, point: int) -> bool:
        """Whether the whole group may have answered without anybody choosing that point.

        `reached` has for each sum of rwg the sums of means that go with it, as the bits of a
        number: all ways to choose are gone through, those of one sum together.
        """
        reached = {0: 1}
        for item in self.items:
            steps = {
                (choice.rwg, choice.mean)
                for choice in item.choices
                if item.number != number or point in choice.absent
            }
            before, reached = reached, {}
            for (rwg, means), (more_rwg, more) in product(before.items(), steps):
                reached[rwg + more_rwg] = reached.get(rwg + more_rwg, 0) | means << more
        return any(
            self._is_possible(mean, rwg)
            for rwg, means in reached.items()
            if self.rwg.holds(Fraction(rwg, RWG_UNIT * len(self.items)))
            for mean in range(means.bit_length())
            if means >> mean & 1
        )


def known(document: dict[str, Any], k: int) -> Known:
    """All that a document says of a group of five to seven."""
    unread = set(document) - TEAM_KEYS
    assert not unread, f"the attack does not use {unread}"
    items = [_item(item, k) for item in document["items"] if "hidden" not in item]
    group = Known(items)
    if "agreement" in document:
        group.rwg = printed(document["agreement"], 4)
    elif words := document["agreement_words"]:
        group.rwg = Between(*WORDS[words])
    if "mean" in document:
        group.mean = printed(document["mean"], 4)
    elif document["index"] is not None:
        about = printed(document["index"], 0, step=5)
        low, high = (1 + index * (k - 1) / 100 for index in (about.low, about.high))
        group.mean = Between(low, high, closed=True)
    return group


def _item(document: dict[str, Any], k: int) -> Item:
    unread = set(document) - ITEM_KEYS
    assert not unread, f"the attack does not use {unread}"
    item = Item(document["item"], k, tuple(document.get("bins") or document["distribution"]))
    for name, place in (("mean", "mean"), ("sd", "sd"), ("rwg", "rwg")):
        if name in document:
            setattr(item, place, printed(document[name], 4))
    return item


def numbers_in(text: str) -> Iterable[str]:
    """The numbers a text has in it."""
    word = ""
    for sign in f"{text} ":
        if sign.isdecimal() or (sign in ",." and word):
            word += sign
        elif word:
            yield word.rstrip(",.")
            word = ""
