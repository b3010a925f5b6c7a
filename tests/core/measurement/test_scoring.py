"""The formulas by themselves: the worked examples, exact, and where they could go wrong."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from facilitator.core.measurement import scoring
from facilitator.core.measurement.items import (
    ITEMS,
    LABELS,
    REVERSED,
    SCALES,
    labels,
)
from tests.core.measurement.measures import A, C, D, random_rows, rescaled, rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facilitator.core.measurement.items import Row


def items_of(answers: Sequence[Row], k: int) -> list[list[int]]:
    """The scored answers to each item, of rows that have them all."""
    scored = [scoring.scored_row(row, k) for row in answers]
    return [[x for x in column if x is not None] for column in zip(*scored, strict=True)]


def team_mean(answers: Sequence[Row], k: int) -> Fraction:
    """T: the mean of the items' means."""
    return scoring.mean([scoring.mean(values) for values in items_of(answers, k)])


def to_4(values: Sequence[float | Fraction]) -> list[float]:
    return [round(float(value), 4) for value in values]


def test_the_worked_example_of_five_points() -> None:
    of_respondents = [scoring.respondent_mean(row, 5) for row in A]
    items = items_of(A, 5)
    rwg = [scoring.agreement(values, 5) for values in items]

    assert to_4(of_respondents) == [4.1429, 4.8571, 3.4286, 3.7143, 2.4286, 4.2857]
    assert team_mean(A, 5) == Fraction(80, 21)
    assert round(scoring.deviation(A, 5), 4) == 0.8363
    assert round(float(scoring.index(team_mean(A, 5), 5)), 4) == 70.2381
    assert scoring.favourable([x for values in items for x in values], 5) == Fraction(29, 42)
    means = [scoring.mean(values) for values in items]
    assert to_4(means) == [3.6667, 3.6667, 4.0, 3.3333, 3.6667, 4.1667, 4.1667]
    assert to_4(rwg) == [0.4667, 0.4667, 0.6, 0.6667, 0.4667, 0.7167, 0.7167]
    assert round(float(scoring.mean(rwg)), 4) == 0.5857
    alpha = scoring.alpha(A, 5)
    assert alpha is not None
    assert round(float(alpha), 4) == 0.9692


def test_a_scorer_that_forgets_reversal_would_say_7_and_100() -> None:
    assert to_4([team_mean(C, 7), scoring.index(team_mean(C, 7), 7)]) == [4.4286, 57.1429]
    assert scoring.deviation(C, 7) == 0
    assert [scoring.agreement(values, 7) for values in items_of(C, 7)] == [1] * 7
    assert scoring.alpha(C, 7) is None


def test_four_of_the_example_count_and_a_respondent_counts_from_five_answers() -> None:
    gaps = rows("1 - - - - - - | 1 5 1 5 - - - | 1 5 1 5 1 - -")

    assert sum(map(scoring.is_counted, D)) == 4
    assert [scoring.is_counted(row) for row in gaps] == [False, False, True]


def test_alpha_may_be_negative_and_is_never_clamped() -> None:
    against_each_other = rows(
        "3 5 3 1 3 3 3 | 3 1 3 5 3 3 3 | 3 5 3 1 3 3 3 | 3 1 3 5 3 3 3 | 3 4 3 1 3 3 3"
    )

    alpha = scoring.alpha(against_each_other, 5)

    assert alpha is not None
    assert alpha < -10


def test_alpha_is_over_complete_answers() -> None:
    gaps = rows("1 5 1 5 1 5 -") * 5

    assert scoring.alpha(scoring.complete_rows([*A, *gaps]), 5) == scoring.alpha(A, 5)
    assert scoring.alpha(scoring.complete_rows([*gaps, A[0]]), 5) is None


def test_agreement_is_never_less_than_nothing() -> None:
    assert scoring.agreement([1, 5, 1, 5], 5) == 0


def test_answers_on_one_scale_are_put_on_the_other_by_the_rule() -> None:
    assert [rescaled(x, 5, 7) for x in range(1, 6)] == [1, 2.5, 4, 5.5, 7]
    assert [rescaled(x, 7, 5) for x in (1, 4, 7)] == [1, 3, 5]
    assert rescaled(rescaled(4, 5, 7), 7, 5) == 4


def test_the_same_opinions_have_the_same_index_and_spread_on_both_scales() -> None:
    odd = [tuple(1 + 2 * (((x or 1) - 1) // 2) for x in row) for row in random_rows(10, 5)]
    on_seven = [tuple(int(rescaled(x, 5, 7)) for x in row) for row in odd]

    indices = [scoring.index(team_mean(answers, k), k) for answers, k in ((odd, 5), (on_seven, 7))]
    spreads = [scoring.deviation(answers, k) / (k - 1) for answers, k in ((odd, 5), (on_seven, 7))]

    assert indices[0] == indices[1]
    assert math.isclose(*spreads)


def test_the_wording_is_that_of_the_theme_sheet() -> None:
    assert [item.text.da for item in ITEMS] == [
        "Hvis du begår en fejl i dette team, bliver det ofte brugt imod dig.",
        "Medlemmer af dette team er i stand til at tale om problemer og vanskelige spørgsmål.",
        "Folk i dette team afviser sommetider andre, hvis de er anderledes.",
        "Det er sikkert at løbe en risiko i dette team.",
        "Det er svært at bede andre medlemmer i dette team om hjælp.",
        "Ingen i dette team ville handle bevidst på en måde, som undergraver min indsats.",
        (
            "Når jeg arbejder med medlemmer af dette team, sætter de pris på og udnytter mine "
            "særlige færdigheder og talenter."
        ),
    ]
    assert {1, 3, 5} == REVERSED
    assert labels(5, "da") == (
        "Meget uenig",
        "Uenig",
        "Hverken enig eller uenig",
        "Enig",
        "Meget enig",
    )
    assert labels(7, "da")[2:5] == ("Lidt uenig", "Hverken enig eller uenig", "Lidt enig")
    assert {scale: len(LABELS[scale]) for scale in SCALES} == {5: 5, 7: 7}


@pytest.mark.parametrize("k", SCALES)
def test_reversed_items_are_scored_the_other_way_round(k: int) -> None:
    assert scoring.scored_row((1,) * 7, k) == (k, 1, k, 1, k, 1, 1)
    assert scoring.scored_row((None,) * 7, k) == (None,) * 7
