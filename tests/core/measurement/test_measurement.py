"""The figures of a measurement: the worked examples, and where they could go wrong."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.measurement.figures import FULL_FROM, figures_of
from facilitator.core.measurement.items import (
    ITEMS,
    LABELS,
    REVERSED,
    SCALES,
    labels,
)
from facilitator.core.measurement.result import (
    AGREEMENT_WORDS,
    Agreement,
    HiddenItem,
    Result,
    rescaled,
    rounded,
    score,
)
from facilitator.words import _
from tests.core.measurement.measures import A, C, chance, random_rows, rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facilitator.core.measurement.items import Row, Scale


def result(answers: Sequence[Row], scale: Scale = 5, *, technical: bool = False) -> Result:
    found = score(answers, scale, technical=technical)
    assert isinstance(found, Result)
    return found


def to_4(values: list[float]) -> list[float]:
    return [rounded(value, 4) for value in values]


def test_the_worked_example_of_five_points() -> None:
    found = result(A, technical=True)

    assert found.n == 6
    assert to_4([found.mean, found.sd]) == [3.8095, 0.8363]
    assert (found.index, rounded(found.exact_index, 4)) == (70, 70.2381)
    assert found.favourable == 29 / 42
    means = [item.mean for item in found.shown_items]
    assert to_4(means) == [3.6667, 3.6667, 4.0, 3.3333, 3.6667, 4.1667, 4.1667]
    rwg = [item.rwg for item in found.shown_items]
    assert to_4(rwg) == [0.4667, 0.4667, 0.6, 0.6667, 0.4667, 0.7167, 0.7167]
    assert found.agreement is not None
    assert rounded(found.agreement, 4) == 0.5857
    assert found.agreement_level is Agreement.SOMEWHAT_DIFFERENT
    assert found.alpha is not None
    assert rounded(found.alpha, 4) == 0.9692


def test_the_mean_of_the_example_is_that_of_its_respondents() -> None:
    of_respondents = [4.1429, 4.8571, 3.4286, 3.7143, 2.4286, 4.2857]

    assert result(A).mean == pytest.approx(sum(of_respondents) / 6, abs=1e-4)


def test_a_scorer_that_forgets_reversal_would_say_7_and_100() -> None:
    found = result(C, 7, technical=True)

    assert rounded(found.mean, 4) == 4.4286
    assert (found.index, rounded(found.exact_index, 4)) == (57, 57.1429)
    assert found.sd == 0
    assert [item.rwg for item in found.shown_items] == [1] * 7
    assert found.alpha is None


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


@pytest.mark.parametrize(
    ("level", "words"),
    [
        (Agreement.ALIKE, "Vi oplever det nogenlunde ens"),
        (Agreement.SOMEWHAT_DIFFERENT, "Vi oplever det noget forskelligt"),
        (Agreement.VERY_DIFFERENT, "Vi oplever det meget forskelligt"),
    ],
)
def test_agreement_is_said_in_these_words(level: Agreement, words: str) -> None:
    assert _(AGREEMENT_WORDS[level]) == words


def test_a_respondent_counts_from_five_answers_and_every_answer_counts_for_its_item() -> None:
    with_gaps = [*A, *rows("1 - - - - - - | 1 5 1 5 - - - | 1 5 1 5 1 - -")]

    found = result(with_gaps)

    assert found.n == 7
    assert found.mean == pytest.approx((result(A).mean * 6 + 5) / 7)
    assert [item.n for item in found.shown_items] == [9, 8, 8, 8, 7, 6, 6]
    assert found.shown_items[0].mean == pytest.approx((3.666666666 * 6 + 15) / 9)
    assert found.favourable == 34 / 47
    assert found.complete == 6


def test_an_item_that_few_answered_is_hidden_and_says_why() -> None:
    found = result([*rows("2 4 2 - 2 4 5 | 1 5 1 - 1 5 5"), *A[2:]])

    hidden = found.items[3]
    assert isinstance(hidden, HiddenItem)
    assert hidden.item == 4
    assert str(hidden.reason) == "Fewer than 5 answered this item."
    assert [item.item for item in found.shown_items] == [1, 2, 3, 5, 6, 7]
    shown = [item.rwg for item in found.shown_items]
    assert found.agreement == pytest.approx(sum(shown) / 6)


def test_with_every_item_hidden_there_is_no_agreement_to_tell() -> None:
    gaps = rows("- - 1 5 1 5 5 | - 5 - 5 1 5 5 | 1 - 1 - 1 5 5 | 1 5 - 5 - 5 5 | 1 5 1 5 1 - - ")

    found = result(gaps)

    assert (found.n, found.shown_items, found.agreement) == (5, (), None)
    assert found.agreement_level is None


def test_a_split_team_agrees_the_least_and_never_less_than_nothing() -> None:
    split = rows("1 5 1 5 1 5 5 | 5 1 5 1 5 1 1") * 4

    found = result(split)

    assert [item.rwg for item in found.shown_items] == [0] * 7
    assert found.agreement_level is Agreement.VERY_DIFFERENT
    assert (found.mean, found.index) == (3, 50)


def test_alpha_may_be_negative_and_is_never_clamped() -> None:
    against_each_other = rows(
        "3 5 3 1 3 3 3 | 3 1 3 5 3 3 3 | 3 5 3 1 3 3 3 | 3 1 3 5 3 3 3 | 3 4 3 1 3 3 3"
    )

    found = result(against_each_other, technical=True)

    assert found.alpha is not None
    assert found.alpha < -10


def test_alpha_is_over_complete_answers_alone_and_from_ten_outside_the_technical_view() -> None:
    gaps = rows("1 5 1 5 1 5 -") * 5

    assert result([*A, *gaps]).alpha is None
    assert result([*A, *gaps], technical=True).alpha == result(A, technical=True).alpha
    assert result([*gaps, A[0]], technical=True).alpha is None
    assert result(A * 2).alpha is not None
    assert result((A * 2)[:9]).alpha is None


@pytest.mark.parametrize(
    ("answers", "index"),
    [
        (rows("3 3 3 3 3 3 3") * 4 + rows("1 5 1 5 1 5 5") * 4, 75),
        (rows("3 3 3 3 3 3 3") * 6 + rows("1 5 1 5 1 5 5") * 2, 63),
        (rows("3 3 3 3 3 3 3") * 6 + rows("5 1 5 1 5 1 1") * 2, 38),
    ],
    ids=["75", "62.5", "37.5"],
)
def test_a_tie_is_rounded_up_as_people_do(answers: list[Row], index: int) -> None:
    assert result(answers).index == index


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [(0.5, 0, 1), (1.5, 0, 2), (2.5, 0, 3), (-0.5, 0, -1), (2.675, 2, 2.68), (1.00005, 4, 1.0001)],
)
def test_rounding_takes_a_tie_away_from_zero(value: float, places: int, shown: float) -> None:
    assert rounded(value, places) == shown


def test_what_rounds_to_nothing_has_no_minus() -> None:
    assert math.copysign(1, rounded(-0.00004, 4)) == 1


@pytest.mark.parametrize(
    ("offsets", "rwg", "level"),
    [
        ([1, -1] * 3 + [0] * 5, 0.7, Agreement.ALIKE),
        ([1, -1] * 3 + [0] * 3 + [2, -2], 0.3, Agreement.SOMEWHAT_DIFFERENT),
    ],
)
def test_agreement_on_the_very_border_has_the_better_words(
    offsets: list[int], rwg: float, level: Agreement
) -> None:
    found = result([(3 + offset,) * 7 for offset in offsets])

    assert [item.rwg for item in found.shown_items] == [rwg] * 7
    assert found.agreement_level is level


def test_answers_on_one_scale_are_put_on_the_other_by_the_rule() -> None:
    assert [rescaled(x, 5, 7) for x in range(1, 6)] == [1, 2.5, 4, 5.5, 7]
    assert [rescaled(x, 7, 5) for x in (1, 4, 7)] == [1, 3, 5]
    assert rescaled(rescaled(4, 5, 7), 7, 5) == 4


def test_the_same_opinions_have_the_same_index_on_both_scales() -> None:
    on_five = random_rows(9, 5) + rows("1 3 5 3 1 5 3")
    odd = [tuple(1 + 2 * (((x or 1) - 1) // 2) for x in row) for row in on_five]
    on_seven = [tuple(int(rescaled(x, 5, 7)) for x in row) for row in odd]

    one, other = result(odd), result(on_seven, 7)

    assert one.exact_index == pytest.approx(other.exact_index)
    assert one.spread == pytest.approx(other.spread)
    assert one.mean != other.mean


def test_a_few_straight_lines_are_nobodys_business_and_three_are_a_hint() -> None:
    straight = rows("4 4 4 4 4 4 4")

    assert result([*A, *straight * 2]).straight_lined == 0
    assert result([*A, *straight * 3]).straight_lined == 3


def test_a_forgotten_reversal_is_hinted_at_from_three() -> None:
    unseen = rows("4 5 4 4 5 4 5 | 5 5 4 5 4 5 4 | 5 4 5 5 5 5 5")

    assert result([*A, *unseen[:2]]).reversal_unseen == 0
    assert result([*A, *unseen]).reversal_unseen == 3
    assert result(A).reversal_unseen == 0


def test_a_row_that_does_not_fit_the_scale_is_no_row() -> None:
    with pytest.raises(ValueError, match="on the scale"):
        figures_of([(1, 2, 3, 4, 5, 6, 7)], 5)
    with pytest.raises(ValueError, match="seven"):
        figures_of([(1, 2, 3)], 5)


def test_an_empty_measurement_has_no_figures() -> None:
    assert figures_of([], 5) is None


@given(
    st.integers(5, 20),
    st.sampled_from(SCALES),
    st.integers(0, 10**6),
    st.sampled_from([0.0, 0.1, 0.3]),
)
def test_no_figure_tells_in_what_order_the_answers_came(
    n: int, scale: Scale, seed: int, missing: float
) -> None:
    answers = random_rows(n, scale, seed, missing=missing)
    other_order = chance(seed).sample(answers, n)

    assert figures_of(answers, scale) == figures_of(other_order, scale)


@given(st.integers(5, 12), st.integers(0, 10**6))
def test_every_figure_stays_where_it_can_be(n: int, seed: int) -> None:
    found = score(random_rows(n, 7, seed), 7, technical=True)

    assert isinstance(found, Result)
    assert 0 <= found.index <= 100
    assert 0 <= found.favourable <= 1
    assert found.agreement is not None
    assert 0 <= found.agreement <= 1
    for item in found.shown_items:
        assert sum(item.distribution) == item.n
        assert len(item.distribution) == (7 if n >= FULL_FROM else 3)
