"""Anonymity: what is under the limits is in no object at all."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from facilitator.core.measurement.figures import Figures, figures_of
from facilitator.core.measurement.items import SCALES
from facilitator.core.measurement.result import (
    HiddenItem,
    Result,
    Withheld,
    result,
    score,
)
from facilitator.words import said, set_language
from tests.core.measurement.measures import A, D, random_rows, rows

if TYPE_CHECKING:
    from facilitator.core.measurement.items import Scale


def test_four_answers_are_nothing_but_four_answers() -> None:
    found = score(D, 5)

    assert isinstance(found, Withheld)
    assert found.n == 4
    assert said(found.reason) == "4 har svaret. Resultatet vises fra 5 svar."
    set_language("en")
    assert said(found.reason) == "Answered: 4. The result is shown from 5 answers."


def test_those_with_too_many_gaps_are_not_counted_as_answers_that_count() -> None:
    found = score([*D, *rows("1 5 - - - - - | - - - - - - -")], 5)

    assert isinstance(found, Withheld)
    assert found.n == 4
    assert said(found.reason).startswith("4 har svaret på mindst 5 af de syv udsagn.")


@given(
    counted=st.integers(0, 4),
    gaps=st.integers(0, 9),
    scale=st.sampled_from(SCALES),
    seed=st.integers(0, 10**6),
    technical=st.booleans(),
    least=st.integers(-1, 12),
)
def test_under_the_limit_there_is_no_figure_in_any_object(  # noqa: PLR0917 hypothesis names them
    counted: int, gaps: int, scale: Scale, seed: int, technical: bool, least: int
) -> None:
    answers = random_rows(counted, scale, seed)
    answers += [(*row[:4], None, None, None) for row in random_rows(gaps, scale, seed)]

    found = score(answers, scale, least=least, technical=technical)

    assert isinstance(found, Withheld)
    assert {field.name for field in fields(found)} == {"n", "reason"}
    assert found.n == counted
    assert set(found.reason.params) <= {"n", "least", "items"}
    assert found.reason.params["n"] == counted
    assert figures_of(answers, scale) is None


@given(
    n=st.integers(5, 12),
    scale=st.sampled_from(SCALES),
    seed=st.integers(0, 10**6),
    technical=st.booleans(),
    least=st.integers(-3, 14),
)
def test_a_limit_can_be_raised_and_never_lowered(
    n: int, scale: Scale, seed: int, technical: bool, least: int
) -> None:
    answers = random_rows(n, scale, seed, missing=0.2)

    found = score(answers, scale, least=least, technical=technical)

    limit = max(5, least)
    if isinstance(found, Withheld):
        assert found.n < limit
        return
    assert found.n >= limit
    for item, of_answers in zip(found.items, zip(*answers, strict=True), strict=True):
        given = sum(answer is not None for answer in of_answers)
        assert isinstance(item, HiddenItem) == (given < limit)
        if not isinstance(item, HiddenItem):
            assert len(item.distribution) == (3 if min(found.n, given) < 8 else scale)


def test_a_hidden_item_is_a_number_and_a_reason() -> None:
    found = score([*rows("2 4 2 - 2 4 5 | 1 5 1 - 1 5 5"), *A[2:]], 5)

    assert isinstance(found, Result)
    hidden = found.items[3]
    assert isinstance(hidden, HiddenItem)
    assert {field.name for field in fields(hidden)} == {"item", "reason"}
    assert dict(hidden.reason.params) == {"least": 5}
    figures = figures_of([*rows("2 4 2 - 2 4 5 | 1 5 1 - 1 5 5"), *A[2:]], 5)
    assert figures is not None
    assert 4 not in [item.item for item in figures.items]


@pytest.mark.parametrize(("n", "parts"), [(5, 3), (7, 3), (8, 5), (9, 5)])
def test_few_are_shown_in_three_bins(n: int, parts: int) -> None:
    figures = figures_of(random_rows(n, 5), 5)

    assert figures is not None
    assert {len(item.distribution) for item in figures.items} == {parts}


def test_three_bins_are_disagree_middle_agree_in_the_direction_of_agreement() -> None:
    found = score(rows("1 1 3 4 5 2 7 | 2 1 4 4 6 2 7 | 3 1 4 5 7 2 7") * 2, 7)

    assert isinstance(found, Result)
    assert [item.distribution for item in found.shown_items] == [
        (6, 0, 0),
        (6, 0, 0),
        (2, 4, 0),
        (0, 4, 2),
        (0, 0, 6),
        (6, 0, 0),
        (0, 0, 6),
    ]


def test_a_full_distribution_goes_from_disagreement_to_agreement_not_scored() -> None:
    found = score(rows("1 1 1 1 1 1 1 | 1 2 1 1 1 1 1") * 4, 5)

    assert isinstance(found, Result)
    assert found.shown_items[0].distribution == (8, 0, 0, 0, 0)
    assert found.shown_items[0].mean == 5
    assert found.shown_items[1].distribution == (4, 4, 0, 0, 0)


def test_comments_are_shown_from_eight() -> None:
    for n, shown in ((7, ()), (8, ("a", "b"))):
        figures = figures_of(random_rows(n, 5), 5)
        assert figures is not None
        found = result(figures, 5, comments=["a", "b"])
        assert isinstance(found, Result)
        assert found.comments == shown


@pytest.mark.parametrize(
    "change",
    [
        {"n": 4},
        {"mean": 0.5},
        {"favourable": 1.5},
        {"mean": float("nan")},
        {"items": [{"item": 1, "n": 6, "mean": 3, "sd": 1, "rwg": 0, "distribution": [1, 2]}]},
        {"items": [{"item": 1, "n": 4, "mean": 3, "sd": 1, "rwg": 0, "distribution": [1, 2, 1]}]},
        {"items": [{"item": 1, "n": 6, "mean": 3, "sd": 1, "rwg": 0, "distribution": [1, 2, 2]}]},
        {"items": [{"item": 8, "n": 6, "mean": 3, "sd": 1, "rwg": 0, "distribution": [1, 2, 3]}]},
        {
            "items": [
                {"item": 1, "n": 8, "mean": 3, "sd": 1, "rwg": 0, "distribution": [4, 0, 0, 0, 4]}
            ]
        },
        {
            "items": [
                {"item": 1, "n": 6, "mean": 3, "sd": 1, "rwg": 0, "distribution": [1, 2, 3]},
                {"item": 1, "n": 6, "mean": 3, "sd": 1, "rwg": 0, "distribution": [1, 2, 3]},
            ]
        },
    ],
    ids=str,
)
def test_figures_that_no_team_can_have_are_refused(change: dict[str, object]) -> None:
    figures = figures_of(A, 5)
    assert figures is not None

    with pytest.raises(ValidationError):
        Figures.model_validate({**figures.model_dump(), **change})
