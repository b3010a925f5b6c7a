"""A measurement from its opening to its figures."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from facilitator.core.errors import Refused
from facilitator.core.measurement.lifecycle import (
    LONGEST_COMMENT,
    add,
    imported,
    new_measurement,
    no_answers,
    result_of,
)
from facilitator.core.measurement.note import Why
from facilitator.core.measurement.result import Result, Withheld
from facilitator.core.text.guard import CPR_MASK
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
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facilitator.core.measurement.note import Measurement

EIGHT = random_rows(8, 5, seed=8)


def shown(measurement: Measurement, *others: Measurement) -> Result:
    found = result_of(measurement, others)
    assert isinstance(found, Result)
    return found


def reason(measurement: Measurement, *, least: int = 5) -> str:
    found = result_of(measurement, (), least=least)
    assert isinstance(found, Withheld)
    return refusal_words(found.reason)


def test_nothing_is_known_of_an_open_measurement_but_how_many_have_answered() -> None:
    measurement = a_measurement()

    assert reason(measurement) == "Intet vises, før målingen er lukket."
    told = measurement.model_copy(update={"answered": 8})
    assert reason(told).startswith("8 har svaret.")


def test_the_worked_example_from_its_opening_to_its_index() -> None:
    found = shown(closed(answered(A)))

    assert (found.n, found.figures.index) == (6, 70)


def test_no_row_and_no_comment_is_where_it_was_put() -> None:
    """Over many measurements the last row to come lies anywhere, and so does its comment."""
    at = Counter[int]()
    comment_at = Counter[int]()
    together = 0
    for seed in range(400):
        answers = answered(D, ["1", "2", "3", "4"]).answers
        last = add(answers, A[4], "5", today=TODAY, source=chance(seed))
        at[last.responses.index(A[4])] += 1
        comment_at[last.comments.index("5")] += 1
        together += last.responses.index(A[4]) == last.comments.index("5")

    assert set(at) == set(comment_at) == set(range(5))
    assert all(50 < number < 115 for number in (*at.values(), *comment_at.values(), together))


def test_a_comment_is_plain_text_without_a_cpr_number() -> None:
    answers = answered(A[:1], ["  \x1b[31mRing til 010136-4007\n[/] tak  "]).answers

    assert answers.comments == (f"Ring til {CPR_MASK}\n[/] tak",)


@pytest.mark.parametrize("number", ["010136-\n4007", "010136\n4007", "01.\n01.36-4007"])
def test_a_number_that_the_end_of_a_line_breaks_is_in_no_comment(number: str) -> None:
    assert answered(A[:1], [f"om\n{number}"]).answers.comments == (f"om {CPR_MASK}",)


def test_no_comment_is_no_text() -> None:
    assert answered(A, [" \n "]).answers.comments == ()


def test_a_comment_too_long_is_refused_with_its_answers_still_to_give() -> None:
    with pytest.raises(Refused, match="1000"):
        add(
            no_answers(a_measurement()),
            A[0],
            "x" * (LONGEST_COMMENT + 1),
            today=TODAY,
            source=chance(1),
        )


@pytest.mark.parametrize(
    "row", [(), (1,) * 6, (1,) * 8, (0, 1, 1, 1, 1, 1, 1), (6,) + (1,) * 6, (True,) + (1,) * 6]
)
def test_what_is_no_response_is_refused(row: Sequence[int]) -> None:
    with pytest.raises(Refused, match="from 1 to 5"):
        add(no_answers(a_measurement()), row, today=TODAY, source=chance(1))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"team": "  "}, "name"),
        ({"team": "x" * 81}, "80"),
        ({"label": "x" * 61}, "60"),
        ({"scale": 6}, "5 points or 7"),
        ({"expected": 0}, "1 to 1000"),
    ],
)
def test_a_measurement_that_cannot_be_is_not_opened(
    change: dict[str, object], sentence: str
) -> None:
    wanted: dict[str, object] = {
        "measurement_id": "m",
        "team": "Nord",
        "today": TODAY,
        "language": "da",
        "scale": 5,
    }

    with pytest.raises(Refused, match=sentence):
        new_measurement(**{**wanted, **change})  # type: ignore[arg-type]


def test_a_closed_measurement_is_not_closed_again() -> None:
    pair = answered(A)

    with pytest.raises(Refused, match="closed already"):
        closed(pair._replace(measurement=closed(pair)))


def test_too_few_at_the_close_leave_nothing_but_their_number() -> None:
    measurement = closed(answered([*D, (1, 2, None, None, None, None, None)], ["a"] * 5))

    assert (measurement.comments, measurement.figures) == ((), None)
    assert (measurement.withheld, measurement.answered) == (Why.TOO_FEW, 5)
    assert measurement.number_included == 4
    assert reason(measurement).startswith("4 har svaret på mindst 5 af de syv udsagn.")


def test_comments_of_fewer_than_eight_are_not_kept() -> None:
    assert closed(answered(EIGHT[:7], ["a"] * 7)).comments == ()
    assert closed(answered(EIGHT, ["a", "b"])).comments in {("a", "b"), ("b", "a")}


def test_the_archives_limit_holds_at_the_close_and_afterwards() -> None:
    assert closed(answered(EIGHT), least=9).withheld is Why.TOO_FEW
    after = closed(answered(EIGHT))
    assert shown(after).n == 8
    assert reason(after, least=9) == "8 har svaret. Resultatet vises fra 9 svar."


def test_what_was_too_few_for_a_higher_limit_was_not_kept_and_says_so() -> None:
    after = closed(answered(EIGHT), least=9)

    assert reason(after, least=5) == (
        "8 har svaret. Det var for få, da målingen blev lukket, og intet resultat blev gemt."
    )


def test_a_note_has_no_field_that_a_row_could_be_in() -> None:
    kept = closed(answered(EIGHT, ["a"])).model_dump(exclude_none=True)

    assert set(kept) == {
        "schema_", "id", "kind", "team", "date", "language", "scale", "source", "status",
        "closed", "answered", "told_apart", "comments", "full_figures",
    }  # fmt: skip


def test_closing_asks_nobody_and_changes_nothing_it_is_a_preview_too() -> None:
    pair = answered(D)

    closed(pair)

    assert pair.measurement.is_open
    assert pair.answers.number == 4


def test_an_import_is_closed_at_once_and_its_day_does_not_lie_ahead() -> None:
    def imported_on(day: int) -> Measurement:
        new = a_measurement(day=TODAY.replace(day=day))
        return imported(new, A, today=TODAY, others=(), least=5, source=chance(1))

    assert shown(imported_on(3)).figures.index == 70
    with pytest.raises(Refused, match="in the future"):
        imported_on(4)
