"""Rows that sum a table up: known by what they are called, or by what their figures are."""

from __future__ import annotations

import math
import re
import statistics
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final

from facilitator.core.measurement.survey.wording import words_of

_NAMES: Final = re.compile(
    r"antal|sum|total|totalt|totals|i alt|ialt|subtotal|gennemsnit\w*|gns|gnsn|gnst|snit"
    r"|middel\w*|median\w*|typetal|standard ?afvigelse\w*|std|std ?afv\w*|std ?dev\w*|stdev|sd"
    r"|standard deviation|spredning|varians|variance|mean|average|avg|count|counts|procent"
    r"|percent|pct|andel|fordeling|distribution|frekvens|frequency|resultat|result|n|svarprocent"
    r"|sum total|grand total|hovedtotal|max|maks|min|maximum|maksimum|minimum"
)
_OF: Final = re.compile(
    r"(?:svar|besvarelser|respondenter|responses|answers|respondents|deltagere|af|of|pr|per|valid"
    r"|gyldige|total|i|alt|all|alle|column|kolonne|item|udsagn|sporgsmal|score|points?|enige?|agree)"
)
_NUMBER_OF: Final = re.compile(
    r"[0-9]+ (?:svar|besvarelser|respondenter|responses|answers)"
    r"|(?:svar|besvarelser|respondenter|responses|answers)\s*[:=]?\s*[0-9]+"
)
_NAMES_OR_TOTALS: Final = frozenset(("max", "min", "maks", "n", "sd"))
"""People and initials too."""


@lru_cache(maxsize=4096)
def is_name_of_total(cell: str) -> bool:
    """Whether a cell calls its row a sum of the others: "Antal svar", "Gns.", "N = 6", "Mean"."""
    if not cell or cell.isdecimal():
        return False
    words = [word.key for word in words_of(cell) if not word.key.isdecimal()]
    for length in (1, 2):
        for at in range(len(words) - length + 1):
            rest = words[:at] + words[at + length :]
            if _NAMES.fullmatch(" ".join(words[at : at + length])) and all(
                _OF.fullmatch(word) or _NAMES.fullmatch(word) for word in rest
            ):
                return True
    return bool(_NUMBER_OF.fullmatch(cell.casefold().strip()))


def begins_like_total(cell: str) -> bool:
    """Whether a cell that has no business with words begins like a sum's: "Gns. Team Nordlys"."""
    return any(_NAMES.fullmatch(word.key) for word in words_of(cell)[:1])


def is_name_or_total(cell: str) -> bool:
    """Whether a cell that may call its row a sum may be somebody's name or initials as well."""
    return cell.casefold() in _NAMES_OR_TOTALS


Values = Sequence[float | None]


def is_statistic(row: Values, above: Sequence[Values], *, of_people: bool = False) -> bool:
    """Whether a row is one statistic of the rows above, column by column, as it would be rounded.

    Their number, sum, mean, median, mode, deviation, variance, least or most; with `of_people` only
    those that a person's answers are seldom equal to by chance.
    """
    which = _STATISTICS[:_SELDOM_BY_CHANCE] if of_people else _STATISTICS
    columns = [[line[at] for line in above] for at in range(len(row))]
    numbers = [[value for value in column if value is not None] for column in columns]
    return any(value is not None for value in row) and any(
        all(
            _is_close(value, column, statistic) if value is not None and column else not column
            for value, column in zip(row, numbers, strict=True)
        )
        for statistic in which
    )


def _is_close(value: float, column: list[float], statistic: Callable[[list[float]], float]) -> bool:
    expected = statistic(column)
    decimals = len(f"{value:.6f}".rstrip("0").partition(".")[2])
    return math.isclose(value, expected, rel_tol=0, abs_tol=0.5 / 10**decimals + 1e-9)


def _of_two(statistic: Callable[[list[float]], float]) -> Callable[[list[float]], float]:
    return lambda numbers: statistic(numbers) if len(numbers) > 1 else 0.0


_STATISTICS: Final[tuple[Callable[[list[float]], float], ...]] = (
    len,
    sum,
    statistics.fmean,
    statistics.median,
    _of_two(statistics.stdev),
    statistics.pstdev,
    _of_two(statistics.variance),
    statistics.mode,
    min,
    max,
)
_SELDOM_BY_CHANCE: Final = 7
"""The first of them."""
