"""What may be shown under an archive's limit: what is withheld is in no object at all."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.measurement.agreement import Agreement
from facilitator.core.measurement.figures import ItemFigures, publish
from facilitator.core.measurement.items import SCALES
from facilitator.core.measurement.result import (
    AGREEMENT_WORDS,
    HiddenItem,
    Result,
    Withheld,
    result,
    score,
)
from facilitator.words import _, refusal_words, set_language
from tests.core.measurement.measures import A, D, random_rows, rows

if TYPE_CHECKING:
    from facilitator.core.measurement.items import Scale

GAPS = [*rows("2 4 2 - 2 4 5 | 1 5 1 - 1 5 5"), *A[2:]]
"""Six, of whom four have answered item 4."""


@pytest.mark.parametrize(
    ("agreement", "words"),
    [
        (Agreement.ALIKE, "Vi oplever det nogenlunde ens"),
        (Agreement.SOMEWHAT_DIFFERENT, "Vi oplever det noget forskelligt"),
        (Agreement.VERY_DIFFERENT, "Vi oplever det meget forskelligt"),
    ],
)
def test_agreement_is_said_in_these_words(agreement: Agreement, words: str) -> None:
    assert _(AGREEMENT_WORDS[agreement]) == words


def test_four_answers_are_nothing_but_four_answers() -> None:
    found = score(D, 5)

    assert isinstance(found, Withheld)
    assert found.n == 4
    assert refusal_words(found.reason) == "4 har svaret. Resultatet vises fra 5 svar."
    set_language("en")
    assert refusal_words(found.reason) == "Answered: 4. The result is shown from 5 answers."


def test_those_with_too_many_gaps_are_not_counted_as_answers_that_count() -> None:
    found = score([*D, *rows("1 5 - - - - - | - - - - - - -")], 5)

    assert isinstance(found, Withheld)
    assert found.n == 4
    assert refusal_words(found.reason).startswith("4 har svaret på mindst 5 af de syv udsagn.")


@given(
    counted=st.integers(0, 4),
    gaps=st.integers(0, 9),
    scale=st.sampled_from(SCALES),
    seed=st.integers(0, 10**6),
    least=st.integers(-1, 12),
)
def test_under_the_limit_there_is_no_figure_in_any_object(
    counted: int, gaps: int, scale: Scale, seed: int, least: int
) -> None:
    answers = random_rows(counted, scale, seed)
    answers += [(*row[:4], None, None, None) for row in random_rows(gaps, scale, seed)]

    found = score(answers, scale, least=least)

    assert isinstance(found, Withheld)
    assert {field.name for field in fields(found)} == {"n", "reason"}
    assert found.n == counted
    assert set(found.reason.params) <= {"n", "least", "items"}
    assert found.reason.params["n"] == counted


@given(
    n=st.integers(5, 12),
    scale=st.sampled_from(SCALES),
    seed=st.integers(0, 10**6),
    least=st.integers(-3, 14),
)
def test_a_limit_raised_afterwards_holds_for_figures_made_before(
    n: int, scale: Scale, seed: int, least: int
) -> None:
    answers = random_rows(n, scale, seed, missing=0.2)
    figures = publish(answers, scale)
    if figures is None:
        return

    found = result(figures, scale, least=least)

    limit = max(5, least)
    if isinstance(found, Withheld):
        assert found.n < limit
        return
    assert found.n >= limit
    for item in found.items:
        assert isinstance(item, HiddenItem) or sum(item.distribution) >= limit


def test_a_hidden_item_is_a_number_and_a_reason() -> None:
    found = score(GAPS, 5)

    assert isinstance(found, Result)
    hidden = found.items[3]
    assert isinstance(hidden, HiddenItem)
    assert {field.name for field in fields(hidden)} == {"item", "reason"}
    assert dict(hidden.reason.params) == {"least": 5}
    assert str(hidden.reason) == "Fewer than 5 answered this item."
    assert [item.item for item in found.items if isinstance(item, ItemFigures)] == [
        1, 2, 3, 5, 6, 7,
    ]  # fmt: skip


def test_comments_are_shown_from_eight() -> None:
    for n, shown in ((7, ()), (8, ("a", "b"))):
        figures = publish(random_rows(n, 5), 5)
        assert figures is not None
        found = result(figures, 5, comments=["a", "b"])
        assert isinstance(found, Result)
        assert found.comments == shown


def test_only_from_eight_are_there_figures_behind_the_result() -> None:
    few, many = score(A, 5), score(A * 2, 5)

    assert isinstance(few, Result)
    assert isinstance(many, Result)
    assert (few.full, many.full) == (None, many.figures)
