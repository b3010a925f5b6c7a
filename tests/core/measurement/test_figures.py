"""What is published: by type, and by how many count."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from facilitator.core.measurement.agreement import Agreement
from facilitator.core.measurement.figures import (
    FullFigures,
    ItemFigures,
    RoundedFigures,
    publish,
    rounded,
    to_nearest,
)
from facilitator.core.measurement.items import SCALES
from tests.core.measurement.measures import A, C, D, chance, random_rows, rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facilitator.core.measurement.items import Row, Scale

SPLIT = rows("1 5 1 5 1 5 5 | 5 1 5 1 5 1 1") * 4
UNSURE = rows("3 3 3 3 3 3 3")
SAFE = rows("1 5 1 5 1 5 5")
UNSAFE = rows("5 1 5 1 5 1 1")


def few(answers: Sequence[Row], scale: Scale = 5) -> RoundedFigures:
    figures = publish(answers, scale)
    assert isinstance(figures, RoundedFigures)
    return figures


def many(answers: Sequence[Row], scale: Scale = 5) -> FullFigures:
    figures = publish(answers, scale)
    assert isinstance(figures, FullFigures)
    return figures


def test_of_the_first_worked_example_the_words_the_rounded_index_and_bins_are_published() -> None:
    assert few(A).model_dump() == {
        "n": 6,
        "agreement": Agreement.SOMEWHAT_DIFFERENT,
        "index": 70,
        "items": (
            {"item": 1, "distribution": (4, 1, 1)},
            {"item": 2, "distribution": (1, 1, 4)},
            {"item": 3, "distribution": (4, 2, 0)},
            {"item": 4, "distribution": (1, 2, 3)},
            {"item": 5, "distribution": (4, 1, 1)},
            {"item": 6, "distribution": (0, 1, 5)},
            {"item": 7, "distribution": (0, 1, 5)},
        ),
    }


def test_of_the_second_worked_example_about_55() -> None:
    figures = few(C, 7)

    assert (figures.n, figures.index, figures.agreement) == (5, 55, Agreement.ALIKE)
    assert {item.distribution for item in figures.items} == {(0, 0, 5)}


def test_of_four_nothing_is_published() -> None:
    assert publish(D, 5) is None
    assert publish([], 5) is None


def test_of_the_first_example_twice_all_is_published() -> None:
    figures = many([*A, *A])

    assert (figures.n, figures.index, figures.spread, figures.favourable) == (12, 70, 20, 69)
    assert (figures.agreement, figures.alpha) == (Agreement.SOMEWHAT_DIFFERENT, 1.0)
    assert [item.mean for item in figures.items] == [3.7, 3.7, 4.0, 3.3, 3.7, 4.2, 4.2]
    assert [item.rwg for item in figures.items] == [0.5, 0.5, 0.6, 0.7, 0.5, 0.7, 0.7]
    assert figures.items[0].distribution == (2, 6, 2, 2, 0)


def test_nothing_of_few_has_a_figure_that_adds_to_its_bins() -> None:
    assert set(RoundedFigures.model_fields) == {"n", "agreement", "index", "items"}
    assert set(ItemFigures.model_fields) == {"item", "distribution"}
    assert {(item.mean, item.rwg) for item in few(A).items} == {(None, None)}


def test_who_does_not_count_is_in_no_figure() -> None:
    too_many_gaps = rows("5 1 5 1 - - - | 5 - - - - - - | - - - - - - -")

    assert publish([*A, *too_many_gaps], 5) == publish(A, 5)
    assert publish([*A, *A, *too_many_gaps], 5) == publish([*A, *A], 5)


def test_an_item_that_few_answered_is_hidden_and_in_no_other_figure() -> None:
    """The index, the agreement and the favourable share are of the visible items alone."""
    figures, others = (
        many([(*row[:3], answer if at < 4 else None, *row[4:]) for at, row in enumerate(A * 2)])
        for answer in (1, 5)
    )

    assert [item.item for item in figures.items] == [1, 2, 3, 5, 6, 7]
    assert figures.model_copy(update={"spread": others.spread}) == others


def test_with_every_item_hidden_there_is_no_index_and_no_agreement() -> None:
    gaps = rows("- - 1 5 1 5 5 | - 5 - 5 1 5 5 | 1 - 1 - 1 5 5 | 1 5 - 5 - 5 5 | 1 5 1 5 1 - - ")

    assert few(gaps) == RoundedFigures(n=5)


def test_the_index_is_of_the_mean_of_the_items_and_not_of_the_respondents() -> None:
    """One who is all for it and leaves two items out weighs nothing in these."""
    seven = UNSURE * 7
    gaps = rows("- - 1 5 1 5 5")

    assert many(seven + gaps).index == 54  # (2 * 3 + 5 * (7 * 3 + 5) / 8) / 7 = 3.1786


def test_a_split_team_agrees_the_least() -> None:
    figures = many(SPLIT)

    assert figures.agreement is Agreement.VERY_DIFFERENT
    assert (figures.index, figures.spread, figures.favourable) == (50, 53, 50)


def test_alpha_is_published_from_ten_complete_answers() -> None:
    gaps = rows("1 5 1 5 1 5 -") * 5

    assert many([*A, *A[:3], *gaps]).alpha is None
    assert many([*A, *A[:4]]).alpha is not None
    assert many(SAFE * 12).alpha is None


@pytest.mark.parametrize(
    ("answers", "index"),
    [
        (UNSURE * 4 + SAFE * 4, 75),
        (UNSURE * 6 + SAFE * 2, 63),
        (UNSURE * 6 + UNSAFE * 2, 38),
    ],
    ids=["75", "62.5", "37.5"],
)
def test_a_tie_is_rounded_up_as_people_do(answers: list[Row], index: int) -> None:
    assert many(answers).index == index


@pytest.mark.parametrize(
    ("exact", "shown"),
    [("70.2381", 70), ("57.1429", 55), ("72.5", 75), ("72.4999", 70), ("0", 0), ("97.5", 100)],
)
def test_the_index_of_few_goes_to_the_nearest_five_and_halfway_up(exact: str, shown: int) -> None:
    assert to_nearest(Fraction(exact), 5) == shown


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [("0.25", 1, 0.3), ("-0.25", 1, -0.3), ("2.675", 2, 2.68), ("-0.04", 1, 0.0)],
)
def test_rounding_takes_a_tie_away_from_zero(value: str, places: int, shown: float) -> None:
    assert rounded(Fraction(value), places) == shown


@pytest.mark.parametrize(
    ("offsets", "rwg", "agreement"),
    [
        ([1, -1] * 3 + [0] * 5, 0.7, Agreement.ALIKE),
        ([1, -1] * 3 + [0] * 3 + [2, -2], 0.3, Agreement.SOMEWHAT_DIFFERENT),
    ],
)
def test_agreement_on_the_very_border_has_the_better_words(
    offsets: list[int], rwg: float, agreement: Agreement
) -> None:
    figures = many([(3 + offset,) * 7 for offset in offsets])

    assert [item.rwg for item in figures.items] == [rwg] * 7
    assert figures.agreement is agreement


def test_three_bins_are_disagree_middle_agree_in_the_direction_of_agreement() -> None:
    figures = few(rows("1 1 3 4 5 2 7 | 2 1 4 4 6 2 7 | 3 1 4 5 7 2 7") * 2, 7)

    assert [item.distribution for item in figures.items] == [
        (6, 0, 0),
        (6, 0, 0),
        (2, 4, 0),
        (0, 4, 2),
        (0, 0, 6),
        (6, 0, 0),
        (0, 0, 6),
    ]


def test_a_full_distribution_goes_from_disagreement_to_agreement_not_scored() -> None:
    figures = many(rows("1 1 1 1 1 1 1 | 1 2 1 1 1 1 1") * 4)

    assert figures.items[0].distribution == (8, 0, 0, 0, 0)
    assert figures.items[0].mean == 5
    assert figures.items[1].distribution == (4, 4, 0, 0, 0)


def test_a_row_that_does_not_fit_the_scale_is_no_row() -> None:
    with pytest.raises(ValueError, match="on the scale"):
        publish([(1, 2, 3, 4, 5, 6, 7)], 5)
    with pytest.raises(ValueError, match="seven"):
        publish([(1, 2, 3)], 5)


@given(
    st.integers(0, 12),
    st.sampled_from(SCALES),
    st.integers(0, 10**6),
    st.sampled_from([0.0, 0.1, 0.3]),
    st.integers(-3, 14),
)
def test_every_figure_stays_in_its_limits(
    n: int, scale: Scale, seed: int, missing: float, least: int
) -> None:
    answers = random_rows(n, scale, seed, missing=missing)
    counted = [row for row in answers if sum(x is not None for x in row) >= 5]
    limit = max(5, least)

    figures = publish(answers, scale, least)

    if len(counted) < limit:
        assert figures is None
        return
    assert figures is not None
    assert figures == publish(chance(seed).sample(answers, n), scale, least)
    assert isinstance(figures, FullFigures) == (len(counted) >= 8)
    parts = scale if len(counted) >= 8 else 3
    shown = {item.item: item for item in figures.items}
    for number, column in enumerate(zip(*counted, strict=True), 1):
        given_ = sum(x is not None for x in column)
        assert (number in shown) == (given_ >= limit)
        if number in shown:
            assert len(shown[number].distribution) == parts
            assert sum(shown[number].distribution) == given_


@pytest.mark.parametrize(
    "change",
    [
        {"n": 4},
        {"n": 8},
        {"index": 71},
        {"index": 105},
        {"mean": 3.8},
        {"spread": 20},
        {"alpha": 0.9},
        {"items": [{"item": 1, "distribution": [1, 2]}]},
        {"items": [{"item": 1, "distribution": [1, 2, 1]}]},
        {"items": [{"item": 8, "distribution": [1, 2, 3]}]},
        {"items": [{"item": 1, "distribution": [1, 2, 3], "mean": 3.2}]},
        {"items": [{"item": 1, "distribution": [1, 2, 1, 1, 1]}]},
        {"items": [{"item": 1, "distribution": [1, 2, 3]}] * 2},
    ],
    ids=str,
)
def test_rounded_figures_hold_nothing_else(change: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        RoundedFigures.model_validate({**few(A).model_dump(), **change})


@pytest.mark.parametrize(
    "change",
    [{"n": 7}, {"index": 70.5}, {"spread": 20.5}, {"favourable": 69.5}, {"alpha": 0.97}, {"sd": 1}],
    ids=str,
)
def test_full_figures_hold_no_more_decimals_than_are_published(change: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        FullFigures.model_validate({**many([*A, *A]).model_dump(), **change})
