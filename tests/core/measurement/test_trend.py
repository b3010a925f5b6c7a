"""A team over time: by its index, and "clear" only where chance would not do it."""

from __future__ import annotations

import math
from datetime import timedelta

import pytest

from facilitator.core.measurement.result import Result, Withheld, score
from facilitator.core.measurement.trend import change, course
from facilitator.words import _
from tests.core.measurement.measures import TODAY, A, C, D, a_measurement, closed, random_rows, rows

LOW = rows("4 2 4 2 4 2 2 | 5 2 4 2 4 2 1 | 4 2 5 1 4 2 2 | 4 2 4 2 5 1 2 | 4 1 4 2 4 2 2")
HIGH = rows("2 4 2 4 2 4 4 | 1 4 2 4 2 4 5 | 2 4 1 5 2 4 4 | 2 4 2 4 1 5 4 | 2 5 2 4 2 4 4")


def of(answers: list[tuple[int | None, ...]], scale: int = 5) -> Result:
    found = score(answers, 7 if scale == 7 else 5)
    assert isinstance(found, Result)
    return found


def test_a_change_beyond_the_error_of_both_is_clear() -> None:
    found = change(of(LOW), of(HIGH))

    assert found.is_clear
    assert found.points == pytest.approx(of(HIGH).exact_index - of(LOW).exact_index)
    assert _(found.words) == "Tydelig ændring"


def test_a_change_within_the_error_is_not_clear_by_the_rule() -> None:
    before, after = of(A), of([*A[1:], A[1]])
    by_chance = math.hypot(before.standard_error, after.standard_error)

    found = change(before, after)

    assert 0 < abs(found.points) < by_chance
    assert not found.is_clear
    assert _(found.words) == "Ingen tydelig ændring"


def test_the_error_is_that_of_the_law() -> None:
    found = of(A)

    assert found.standard_error == pytest.approx(0.8362533874 / 4 * 100 / math.sqrt(6))


def test_no_change_is_never_clear_though_nobody_differ() -> None:
    assert not change(of(C, 7), of(C, 7)).is_clear
    assert change(of(C, 7), of([(4,) * 7] * 5, 7)).is_clear


def test_scales_that_differ_are_said_and_the_index_is_compared() -> None:
    found = change(of(A), of(C, 7))

    assert found.scales_differ
    assert found.points == pytest.approx(57.142857 - 70.238095)


def test_a_course_is_the_teams_own_oldest_first_and_passes_over_what_is_withheld() -> None:
    days = [TODAY + timedelta(days=90 * number) for number in range(4)]
    first, few, later = (
        closed(a_measurement(answers, day=day, number=n))
        for n, (answers, day) in enumerate([(LOW, days[0]), (D, days[1]), (HIGH, days[2])])
    )
    still_open = a_measurement(A, day=days[3], number=4)
    others = closed(a_measurement(random_rows(9, 5), team="Syd", number=5))

    steps = course("team nordlys", [later, others, still_open, few, first])

    assert [step.measurement for step in steps] == [first, few, later]
    assert isinstance(steps[1].result, Withheld)
    assert [step.change is not None for step in steps] == [False, False, True]
    assert steps[2].change == change(of(LOW), of(HIGH))
