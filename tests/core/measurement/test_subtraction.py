"""Two results that would give a single answer away are not both shown."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

import pytest

from facilitator.core.measurement.lifecycle import result_of
from facilitator.core.measurement.note import Why
from facilitator.core.measurement.overlap import on_this_occasion, too_near
from facilitator.core.measurement.result import Result, Withheld
from facilitator.words import said
from tests.core.measurement.measures import TODAY, A, C, D, a_measurement, closed, random_rows

if TYPE_CHECKING:
    from facilitator.core.measurement.items import Row

TEN = random_rows(10, 5, seed=10)
HALF_A_YEAR = TODAY + timedelta(days=182)


def is_shown(after: object) -> bool:
    return isinstance(after, Result)


def test_a_team_is_not_measured_again_at_once_with_one_more() -> None:
    first = closed(a_measurement(A))
    again = a_measurement(random_rows(7, 5), number=2, day=TODAY + timedelta(days=27))

    second = closed(again, [first])

    assert second.withheld is Why.TOO_NEAR
    assert (second.responses, second.figures, second.number_answered) == ((), None, 7)
    found = result_of(second, [first, second])
    assert isinstance(found, Withheld)
    assert said(found.reason).startswith("7 har svaret. Resultatet vises ikke")
    assert is_shown(result_of(first, [first, second]))


@pytest.mark.parametrize(
    ("rows", "days", "team"),
    [
        (random_rows(7, 5), 28, "Team Nordlys"),
        (random_rows(9, 5), 1, "Team Nordlys"),
        (random_rows(7, 5), 1, "Team Syd"),
    ],
    ids=["four weeks later", "three more", "another team"],
)
def test_others_and_later_ones_are_shown(rows: list[Row], days: int, team: str) -> None:
    first = closed(a_measurement(A))
    again = a_measurement(rows, number=2, day=TODAY + timedelta(days=days), team=team)

    assert is_shown(result_of(closed(again, [first]), [first]))


def test_a_team_is_the_same_in_other_letters() -> None:
    first = closed(a_measurement(A, team="Team Åen"))

    assert closed(a_measurement(A, team="team  aaen", number=2), [first]).withheld is Why.TOO_NEAR


@pytest.mark.parametrize("keep", ["rows", "counts"])
@pytest.mark.parametrize("without", [0, 1, 2])
def test_the_same_answers_without_one_or_two_are_known_under_any_name_and_date(
    keep: Literal["rows", "counts"], without: int
) -> None:
    whole = closed(a_measurement(TEN, team="Huset"), keep=keep)
    part = a_measurement(TEN[without:], number=2, team="Dagholdet", day=HALF_A_YEAR)

    assert closed(part, [whole]).withheld is Why.TOO_NEAR


@pytest.mark.parametrize("keep", ["rows", "counts"])
def test_the_whole_after_its_part_is_known_too(keep: Literal["rows", "counts"]) -> None:
    part = closed(a_measurement(TEN[1:], team="Dagholdet"), keep=keep)
    whole = a_measurement(TEN, number=2, team="Huset", day=HALF_A_YEAR)

    assert closed(whole, [part]).withheld is Why.TOO_NEAR


def test_half_a_team_beside_the_whole_is_a_result_of_the_other_half() -> None:
    whole = closed(a_measurement(TEN, team="Huset"))
    half = a_measurement(TEN[:5], number=2, team="Dagholdet")

    assert is_shown(result_of(closed(half, [whole]), [whole]))


@pytest.mark.parametrize("seed", range(30))
def test_two_teams_are_not_taken_for_each_other_by_chance(seed: int) -> None:
    one = closed(a_measurement(random_rows(6, 5, seed), team="Nord"))
    other = a_measurement(random_rows(6 + seed % 3, 5, seed + 100), number=2, team="Syd")

    assert closed(other, [one]).withheld is None


def test_what_was_never_shown_forbids_nothing() -> None:
    few = closed(a_measurement(D))
    still_open = a_measurement(A, number=3)

    assert closed(a_measurement(A, number=2), [few, still_open]).withheld is None


def test_a_result_that_is_withheld_forbids_no_third_one() -> None:
    first = closed(a_measurement(A))
    second = closed(a_measurement(random_rows(8, 5), number=2), [first])
    third = a_measurement(random_rows(9, 5), number=3)

    assert second.withheld is Why.TOO_NEAR
    assert closed(third, [first, second]).withheld is None


def test_of_two_copies_the_one_closed_first_is_shown() -> None:
    """A file copied by hand, one of its rows taken out: no close has been asked."""
    first = closed(a_measurement(TEN, number=2))
    copy = closed(a_measurement(TEN[1:], number=1), day=TODAY + timedelta(days=1))
    both = [copy, first]

    assert is_shown(result_of(first, both))
    assert isinstance(result_of(copy, both), Withheld)
    assert too_near(copy, both) == first


def test_on_one_day_one_of_two_is_shown_and_always_the_same() -> None:
    one, other = closed(a_measurement(TEN)), closed(a_measurement(TEN[1:], number=2))

    assert [is_shown(result_of(m, [one, other])) for m in (one, other)] == [True, False]
    assert [is_shown(result_of(m, [other, one])) for m in (one, other)] == [True, False]


def test_of_a_copy_with_the_same_id_and_one_row_less_only_one_is_shown() -> None:
    whole = closed(a_measurement(TEN))
    copy = whole.model_copy(update={"responses": whole.responses[1:]})

    assert [is_shown(result_of(m, [whole, copy])) for m in (whole, copy)] == [False, True]


def test_teams_on_different_scales_are_not_compared_by_their_figures() -> None:
    one = closed(a_measurement(C, scale=7, team="Nord"))
    other = a_measurement([(5,) * 7] * 5, number=2, team="Syd")

    assert closed(other, [one]).withheld is None


def test_gaps_do_not_hide_that_one_is_part_of_the_other() -> None:
    with_gaps = [*TEN[:8], (1, None, 2, 3, 4, 5, None), (None, 5, 1, 4, 2, 4, 4)]
    whole = closed(a_measurement(with_gaps, team="Huset"), keep="counts")
    part = a_measurement(with_gaps[:9], number=2, team="Dag", day=HALF_A_YEAR)

    assert closed(part, [whole]).withheld is Why.TOO_NEAR


def test_at_the_opening_it_is_known_which_result_may_forbid_the_new_one() -> None:
    first = closed(a_measurement(A))

    assert on_this_occasion("team nordlys", TODAY + timedelta(days=27), [first]) == first
    assert on_this_occasion("Team Nordlys", TODAY + timedelta(days=28), [first]) is None
    assert on_this_occasion("Team Syd", TODAY, [first]) is None
    assert on_this_occasion("Team Nordlys", TODAY, [a_measurement(A)]) is None
    assert date(2026, 3, 3) == TODAY
