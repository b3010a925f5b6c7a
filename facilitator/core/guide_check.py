"""Whether a table read from a file is a guide; if not, all that is wrong with it, in sentences.

First the shape of each value (`guide_shape`), then what the values mean together (`guide_rules`).
"""

from __future__ import annotations

from facilitator.core.guide import Foundations, Guide
from facilitator.core.guide_problem import GuideRefused, Path, Problem
from facilitator.core.guide_rules import breaches, ids_given_twice
from facilitator.core.guide_shape import shaped

__all__ = ["GuideRefused", "Path", "Problem", "checked", "foundations_checked"]


def checked(data: dict[str, object]) -> Guide:
    """The guide that the table holds. Raises GuideRefused."""
    guide = shaped(Guide, data)
    _refuse(tuple(breaches(guide)))
    return guide


def foundations_checked(data: dict[str, object]) -> Foundations:
    """The common texts that the table holds. Raises GuideRefused."""
    foundations = shaped(Foundations, data)
    _refuse(
        (
            *ids_given_twice("cards", foundations.cards),
            *ids_given_twice("reactions", foundations.reactions),
        )
    )
    return foundations


def _refuse(problems: tuple[Problem, ...]) -> None:
    if problems:
        raise GuideRefused(problems)
