"""A team over time: by its published index, and "clear" only where chance would not do it."""

from __future__ import annotations

import math
from datetime import timedelta

import pytest

from facilitator.core.measurement.result import (
    WHY_ROUNDED,
    Result,
    Withheld,
    score,
)
from facilitator.core.measurement.trend import (
    SCALES_DIFFER,
    course,
    index_change,
    remarks,
    standard_error,
)
from facilitator.words import _
from tests.core.measurement.measures import (
    TODAY,
    A,
    C,
    D,
    a_measurement,
    answered,
    closed,
    random_rows,
    rows,
)

LOW = rows("4 2 4 2 4 2 2 | 5 2 4 2 4 2 1 | 4 2 5 1 4 2 2 | 4 2 4 2 5 1 2 | 4 1 4 2 4 2 2")
HIGH = rows("2 4 2 4 2 4 4 | 1 4 2 4 2 4 5 | 2 4 1 5 2 4 4 | 2 4 2 4 1 5 4 | 2 5 2 4 2 4 4")


def of(answers: list[tuple[int | None, ...]], scale: int = 5) -> Result:
    found = score(answers, 7 if scale == 7 else 5)
    assert isinstance(found, Result)
    return found


def test_a_change_beyond_the_error_of_both_is_clear() -> None:
    found = index_change(of(LOW * 2), of(HIGH * 2))

    assert found
    assert found.is_clear
    assert found.points == 60
    assert _(found.words) == "Tydelig ændring"


def test_a_change_within_the_error_is_not_clear_by_the_rule() -> None:
    before, after = of(A * 2), of([*A, *A[1:], A[1]])
    by_chance = math.hypot(standard_error(before), standard_error(after))

    found = index_change(before, after)

    assert found
    assert 0 < abs(found.points) < by_chance
    assert not found.is_clear
    assert _(found.words) == "Ingen tydelig ændring"


def test_the_error_is_of_the_published_spread_and_of_few_twenty_five_points_stand_for_it() -> None:
    assert standard_error(of(A * 2)) == pytest.approx(20 / math.sqrt(12))
    assert standard_error(of(A)) == pytest.approx(25 / math.sqrt(6))


@pytest.mark.parametrize(("higher", "is_clear"), [(75, False), (80, True)])
def test_between_few_it_takes_twenty_five_points_over_the_root_of_each(
    higher: int, is_clear: bool
) -> None:
    """Of five and five people that is 15.8 points."""
    before, after = (of(LOW).figures.model_copy(update={"index": index}) for index in (60, higher))
    results = [Result(figures, 5, ()) for figures in (before, after)]

    found = index_change(*results)

    assert found
    assert (found.points, found.is_clear) == (higher - 60, is_clear)


def test_what_changes_is_what_is_published_and_no_more() -> None:
    """Two groups whose exact figures differ and whose published ones do not have one course."""
    one, other = of(A), of([*A[:5], (2, 4, 1, 4, 2, 5, 5)])

    assert one.figures.index == other.figures.index
    assert index_change(of(HIGH), one) == index_change(of(HIGH), other)


def test_no_change_is_never_clear_though_nobody_differ() -> None:
    same = index_change(of(C * 2, 7), of(C * 2, 7))
    other = index_change(of(C * 2, 7), of([(4,) * 7] * 10, 7))

    assert same
    assert not same.is_clear
    assert other
    assert other.is_clear


def test_scales_that_differ_are_said_and_the_index_is_compared() -> None:
    found = index_change(of(A), of(C, 7))

    assert found
    assert found.scales_differ
    assert found.points == 55 - 70


def test_what_a_reader_has_to_know_is_said_once() -> None:
    days = [TODAY + timedelta(days=90 * number) for number in range(3)]
    few, many, other = (
        closed(answered(rows, scale=scale, day=day, number=n))
        for n, (rows, scale, day) in enumerate(
            [(A, 5, days[0]), (A * 2, 5, days[1]), (C * 2, 7, days[2])]
        )
    )
    everything = [few, many, other]

    assert remarks(course(few.team, [many])) == ()
    assert remarks(course(few.team, [few, many])) == (WHY_ROUNDED,)
    assert remarks(course(few.team, [many, other])) == (SCALES_DIFFER,)
    assert remarks(course(few.team, everything)) == (WHY_ROUNDED, SCALES_DIFFER)


def test_where_every_item_is_hidden_there_is_no_change() -> None:
    gaps = rows("- - 1 5 1 5 5 | - 5 - 5 1 5 5 | 1 - 1 - 1 5 5 | 1 5 - 5 - 5 5 | 1 5 1 5 1 - - ")

    assert index_change(of(A), of(gaps)) is None


def test_a_course_is_the_teams_own_oldest_first_and_passes_over_what_is_withheld() -> None:
    days = [TODAY + timedelta(days=90 * number) for number in range(4)]
    first, few, later = (
        closed(answered(answers, day=day, number=n))
        for n, (answers, day) in enumerate([(LOW, days[0]), (D, days[1]), (HIGH, days[2])])
    )
    still_open = a_measurement(day=days[3], number=4)
    others = closed(answered(random_rows(9, 5), team="Syd", number=5))

    steps = course("team nordlys", [later, others, still_open, few, first])

    assert [step.measurement for step in steps] == [first, few, later]
    assert isinstance(steps[1].result, Withheld)
    assert [step.change is not None for step in steps] == [False, False, True]
    assert steps[2].change == index_change(of(LOW), of(HIGH))
