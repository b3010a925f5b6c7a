"""How alike a team experiences it, as words."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import Final


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
    """The words for a mean rwg; or for a sum of which `most` is the largest there can be."""
    if 10 * rwg >= _ALIKE_FROM * most:
        return Agreement.ALIKE
    if 10 * rwg >= _SOMEWHAT_FROM * most:
        return Agreement.SOMEWHAT_DIFFERENT
    return Agreement.VERY_DIFFERENT
