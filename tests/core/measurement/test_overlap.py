"""Two results that would give single answers away are not both published."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from facilitator.core.measurement import scoring
from facilitator.core.measurement.figures import could_be_same_people, publish
from facilitator.core.measurement.lifecycle import result_of
from facilitator.core.measurement.note import Source
from facilitator.core.measurement.overlap import (
    TooNear,
    could_share_people,
    on_this_occasion,
    too_near,
)
from facilitator.core.measurement.result import Result, Withheld
from facilitator.words import refusal_words
from tests.core.measurement.measures import (
    TODAY,
    A,
    D,
    a_measurement,
    answered,
    chance,
    closed,
    random_rows,
    rescaled,
)

if TYPE_CHECKING:
    from facilitator.core.measurement.items import Row, Scale

TWELVE = random_rows(12, 5, seed=10)


def is_shown(after: object) -> bool:
    return isinstance(after, Result)


def on_seven(rows: list[Row]) -> list[Row]:
    """The same opinions on seven points, halves as they fall."""
    return [tuple(None if x is None else int(rescaled(x, 5, 7)) for x in row) for row in rows]


@pytest.mark.parametrize("without", [0, 1, 2, 3, 4])
@pytest.mark.parametrize("n", [9, 10, 12])
def test_a_sub_group_under_another_name_is_refused_and_the_other_result_is_named(
    n: int, without: int
) -> None:
    whole = closed(answered(TWELVE[:n], team="Huset", label="APV"))
    part = answered(TWELVE[without:n], number=2, team="Dag", day=TODAY + timedelta(27))

    with pytest.raises(TooNear) as refused:
        closed(part, [whole])

    assert refused.value.other == whole
    assert "Huset · APV, 3. marts 2026" in refusal_words(refused.value)
    assert part.measurement.is_open


@pytest.mark.parametrize("without", [0, 1, 2, 3, 4])
def test_the_whole_after_its_part_is_refused_too(without: int) -> None:
    part = closed(answered(TWELVE[without:9], team="Dag"))

    with pytest.raises(TooNear):
        closed(answered(TWELVE[:9], number=2, team="Huset"), [part])


@pytest.mark.parametrize("without", [0, 2, 3, 4])
@pytest.mark.parametrize("n", [6, 9, 12])
def test_the_same_people_on_the_other_scale_are_refused(n: int, without: int) -> None:
    if n - without < 5:
        return
    whole = closed(answered(TWELVE[:n], team="Huset"))
    part = answered(on_seven(TWELVE[without:n]), scale=7, number=2, team="Dag")

    with pytest.raises(TooNear):
        closed(part, [whole])


def test_gaps_do_not_hide_that_one_is_part_of_the_other() -> None:
    with_gaps = [*TWELVE[:8], (1, None, 2, 3, 4, 5, None), (None, 5, 1, 4, 2, 4, 4)]
    whole = closed(answered(with_gaps, team="Huset"))

    for part in (with_gaps[:9], with_gaps[4:], with_gaps):
        with pytest.raises(TooNear):
            closed(answered(part, number=2, team="Dag"), [whole])


def test_one_answer_left_out_the_second_time_is_no_other_result() -> None:
    first = closed(answered(A, team="Huset"))
    again = [(None, *A[0][1:]), *A[1:]]

    with pytest.raises(TooNear):
        closed(answered(again, number=2), [first])


def test_a_team_is_measured_anew_where_its_answers_are_others() -> None:
    first = closed(answered(A))
    again = answered(random_rows(7, 5), number=2, day=TODAY + timedelta(days=1))

    assert is_shown(result_of(closed(again, [first]), [first]))


def test_five_fewer_is_a_result_of_its_own() -> None:
    whole = closed(answered(TWELVE, team="Huset"))

    assert closed(answered(TWELVE[5:], number=2, team="Dag"), [whole]).figures
    with pytest.raises(TooNear):
        closed(answered(TWELVE[5:], number=2, team="Dag"), [whole], least=6)


@pytest.mark.parametrize(
    ("opened", "ended", "later", "compared"),
    [(0, 0, 27, True), (0, 0, 28, False), (0, 20, 47, True), (0, 20, 48, False)],
)
def test_only_results_of_one_occasion_are_compared(
    opened: int, ended: int, later: int, compared: bool
) -> None:
    """Four weeks from the last day of the one to the first of the other."""
    day = TODAY + timedelta(days=opened)
    first = closed(answered(A, day=day), day=TODAY + timedelta(days=ended))
    again = answered(A, number=2, team="Syd", day=TODAY + timedelta(days=later))

    if compared:
        with pytest.raises(TooNear):
            closed(again, [first])
    else:
        assert closed(again, [first]).figures


def test_an_import_is_of_the_day_it_was_answered_on_and_not_of_the_day_it_came() -> None:
    old = closed(answered(A, source=Source.CSV, day=date(2025, 3, 3)), day=TODAY)

    assert closed(answered(A, source=Source.CSV, number=2), [old]).figures


@pytest.mark.parametrize("scales", [(5, 5), (5, 7), (7, 7)])
@pytest.mark.parametrize("seed", range(20))
def test_two_teams_are_not_taken_for_each_other_by_chance(
    seed: int, scales: tuple[Scale, Scale]
) -> None:
    one = closed(answered(random_rows(6, scales[0], seed), team="Nord", scale=scales[0]))
    rows = random_rows(6 + seed % 3, scales[1], seed + 100)

    assert closed(answered(rows, number=2, team="Syd", scale=scales[1]), [one]).figures


@pytest.mark.parametrize("seed", range(40))
def test_no_true_part_is_ever_missed(seed: int) -> None:
    source = chance(seed)
    scale: Scale = source.choice((5, 7))
    whole = random_rows(source.randint(6, 15), scale, seed, missing=source.choice((0, 0.05)))
    part = source.sample(whole, max(5, len(whole) - source.randint(0, 4)))
    figures = [publish(rows, scale) for rows in (part, whole)]

    if figures[0] and figures[1]:
        assert could_share_people(figures[0], figures[1])
        assert could_share_people(figures[1], figures[0])
        assert could_be_same_people(part, scale, figures[1])
        assert could_be_same_people(whole, scale, figures[0])


def shifted(rows: list[Row]) -> list[Row]:
    """Other people with the same answers to each item, each item's one person further on."""
    return [
        tuple(rows[(at + item) % len(rows)][item] for item in range(7)) for at in range(len(rows))
    ]


def test_rows_tell_apart_what_only_looks_near_by_its_figures() -> None:
    part = closed(answered(TWELVE[:6], team="Huset"))
    odd: Row = (1,) * 7
    with pytest.raises(TooNear):
        closed(answered([*TWELVE[:6], odd], number=2, team="Dag"), [part])

    others = shifted([*TWELVE[3:6], odd])
    apart = closed(answered([*TWELVE[:3], *others], number=2, team="Dag"), [part])

    assert part.figures
    assert apart.figures
    assert could_share_people(part.figures, apart.figures)
    assert apart.told_apart == (part.id,)
    assert is_shown(result_of(apart, [part, apart]))
    unasked = apart.model_copy(update={"told_apart": ()})
    assert not is_shown(result_of(unasked, [part, unasked]))


def test_a_search_that_takes_too_long_is_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    part = closed(answered(TWELVE[:6], team="Huset"))
    pair = answered([*TWELVE[:3], *shifted([*TWELVE[3:6], (1,) * 7])], number=2, team="Dag")
    assert closed(pair, [part]).figures

    monkeypatch.setattr(scoring, "MOST_STEPS", 0)
    with pytest.raises(TooNear):
        closed(pair, [part])


def test_what_was_never_shown_forbids_nothing() -> None:
    few = closed(answered(D))
    still_open = a_measurement(number=3)

    assert closed(answered(A, number=2), [few, still_open]).withheld is None


def test_of_two_that_were_put_side_by_side_the_one_closed_first_is_shown() -> None:
    """A file copied from another archive: no close has been asked."""
    first = closed(answered(TWELVE, number=2))
    other = closed(answered(TWELVE[1:], number=1), day=TODAY + timedelta(days=1))
    both = [other, first]

    assert is_shown(result_of(first, both))
    withheld = result_of(other, both)
    assert isinstance(withheld, Withheld)
    assert refusal_words(withheld.reason).startswith("11 har svaret. Resultatet vises ikke")
    assert too_near(other, both) == first


def test_a_result_that_is_withheld_forbids_no_third_one() -> None:
    first = closed(answered(TWELVE[:9], number=1))
    second = closed(answered(TWELVE[:7], number=2))
    third = closed(answered([*TWELVE[:5], *random_rows(7, 5, 99)], number=3))
    near_the_second = closed(answered(TWELVE[:6], number=4))

    every = [first, second, third, near_the_second]
    assert [is_shown(result_of(m, every)) for m in every] == [True, False, True, False]
    assert too_near(near_the_second, [second, near_the_second]) == second
    assert too_near(near_the_second, every) == first


def test_on_one_day_one_of_two_is_shown_and_always_the_same() -> None:
    one, other = closed(answered(TWELVE)), closed(answered(TWELVE[1:], number=2))

    assert [is_shown(result_of(m, [one, other])) for m in (one, other)] == [True, False]
    assert [is_shown(result_of(m, [other, one])) for m in (one, other)] == [True, False]


def test_a_copy_of_a_note_is_the_same_measurement() -> None:
    note = closed(answered(TWELVE))

    assert is_shown(result_of(note, [note, note.model_copy(update={"label": "kopi"})]))


def test_at_the_opening_it_is_known_which_result_may_forbid_the_new_one() -> None:
    first = closed(answered(A))

    assert on_this_occasion("team nordlys", TODAY + timedelta(days=27), [first]) == first
    assert on_this_occasion("Team Nordlys", TODAY + timedelta(days=28), [first]) is None
    assert on_this_occasion("Team Syd", TODAY, [first]) is None
    assert on_this_occasion("Team Nordlys", TODAY, [a_measurement()]) is None
