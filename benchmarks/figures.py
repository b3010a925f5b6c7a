"""What a measurement gives: our figure, the floor measured beside it, and the aim."""

from __future__ import annotations

import time
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Figure:
    """A ratio. Less is better."""

    what: str
    ours: float
    floor: float
    unit: str
    aim: float | None
    """None: it is there to be compared with."""

    @property
    def ratio(self) -> float:
        """How many times the floor we take."""
        return self.ours / self.floor

    @property
    def row(self) -> str:
        """A row of a table in Markdown."""
        aim, met = "", ""
        if self.aim is not None:
            aim, met = f"{self.aim:g}", "yes" if round(self.ratio, 2) <= self.aim else "no"
        return (
            f"| {self.what} | {self.ours:.3g} {self.unit} | {self.floor:.3g} {self.unit} "
            f"| {self.ratio:.2f} | {aim} | {met} |"
        )


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that could not be measured on this machine, and why."""

    what: str
    why: str

    @property
    def row(self) -> str:
        """A row of the same table."""
        return f"| {self.what} | {self.why} | | | | |"


HEAD = "| | ours | floor | ratio | aim | met |\n|---|---|---|---|---|---|"


def seconds(work: Callable[[], object]) -> float:
    """The seconds that some work takes. Raises AssertionError where nothing comes of it."""
    began = time.perf_counter()
    result = work()
    taken = time.perf_counter() - began
    if not result:
        raise AssertionError
    return taken


def medians(
    ours: Callable[[], float], floor: Callable[[], float], times: int
) -> tuple[float, float]:
    """The median of each after one warm-up, taken in turns so that both see the same machine."""
    ours()
    floor()
    pairs = [(ours(), floor()) for _ in range(times)]
    return median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)
