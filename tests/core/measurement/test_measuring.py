"""A measurement from its opening to its figures."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from facilitator.core.errors import Refused
from facilitator.core.measurement.lifecycle import (
    LONGEST_COMMENT,
    add,
    close,
    drop_rows,
    opened,
    result_of,
    rows_are_due,
)
from facilitator.core.measurement.note import Measurement, Why
from facilitator.core.measurement.result import Result, Withheld
from facilitator.core.text.guard import CPR_MASK
from facilitator.words import said
from tests.core.measurement.measures import TODAY, A, D, a_measurement, chance, closed, random_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

EIGHT = random_rows(8, 5, seed=8)


def shown(measurement: Measurement, *others: Measurement, technical: bool = False) -> Result:
    found = result_of(measurement, others, technical=technical)
    assert isinstance(found, Result)
    return found


def reason(measurement: Measurement, *others: Measurement) -> str:
    found = result_of(measurement, others)
    assert isinstance(found, Withheld)
    return said(found.reason)


def test_nothing_is_known_of_an_open_measurement_but_how_many_have_answered() -> None:
    measurement = a_measurement(EIGHT, ["a"] * 8)

    found = result_of(measurement, ())

    assert isinstance(found, Withheld)
    assert found.n == 8
    assert reason(measurement).startswith("8 har svaret.")


def test_the_worked_example_from_its_opening_to_its_index() -> None:
    found = shown(closed(a_measurement(A)))

    assert (found.n, found.index) == (6, 70)


def test_no_row_and_no_comment_is_where_it_was_put() -> None:
    """Over many measurements the last row to come lies anywhere, and so does its comment."""
    at = Counter[int]()
    comment_at = Counter[int]()
    together = 0
    for seed in range(400):
        measurement = a_measurement(D, ["1", "2", "3", "4"])
        last = add(measurement, A[4], "5", source=chance(seed))
        at[last.responses.index(A[4])] += 1
        comment_at[last.comments.index("5")] += 1
        together += last.responses.index(A[4]) == last.comments.index("5")

    assert set(at) == set(comment_at) == set(range(5))
    assert all(50 < number < 115 for number in (*at.values(), *comment_at.values(), together))


def test_a_comment_is_plain_text_without_a_cpr_number() -> None:
    measurement = a_measurement(A[:1], ["  \x1b[31mRing til 010136-4007\n[/] tak  "])

    assert measurement.comments == (f"Ring til {CPR_MASK}\n[/] tak",)


def test_no_comment_is_no_text() -> None:
    assert a_measurement(A, [" \n "]).comments == ()


def test_a_comment_too_long_is_refused_with_its_answers_still_to_give() -> None:
    measurement = a_measurement()

    with pytest.raises(Refused, match="1000"):
        add(measurement, A[0], "x" * (LONGEST_COMMENT + 1), source=chance(1))


@pytest.mark.parametrize(
    "row", [(), (1,) * 6, (1,) * 8, (0, 1, 1, 1, 1, 1, 1), (6,) + (1,) * 6, (True,) + (1,) * 6]
)
def test_what_is_no_response_is_refused(row: Sequence[int]) -> None:
    with pytest.raises(Refused, match="from 1 to 5"):
        add(a_measurement(), row, source=chance(1))


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
        opened(**{**wanted, **change})  # type: ignore[arg-type]


def test_a_closed_measurement_takes_no_answer_and_is_not_closed_again() -> None:
    measurement = closed(a_measurement(A))

    with pytest.raises(Refused, match="no more answers"):
        add(measurement, A[0], source=chance(1))
    with pytest.raises(Refused, match="closed already"):
        closed(measurement)


def test_too_few_at_the_close_leave_nothing_but_their_number() -> None:
    measurement = closed(a_measurement([*D, (1, 2, None, None, None, None, None)], ["a"] * 5))

    assert (measurement.responses, measurement.comments, measurement.figures) == ((), (), None)
    assert (measurement.withheld, measurement.number_answered) == (Why.TOO_FEW, 5)
    assert measurement.number_included == 4
    assert reason(measurement).startswith("4 har svaret på mindst 5 af de syv udsagn.")


def test_comments_of_fewer_than_eight_are_not_kept() -> None:
    assert closed(a_measurement(EIGHT[:7], ["a"] * 7)).comments == ()
    assert closed(a_measurement(EIGHT, ["a", "b"])).comments in {("a", "b"), ("b", "a")}


def test_the_archives_limit_holds_at_the_close_and_afterwards() -> None:
    measurement = a_measurement(EIGHT)

    assert closed(measurement, least=9).withheld is Why.TOO_FEW
    after = closed(measurement)
    assert shown(after).n == 8
    assert isinstance(result_of(after, (), least=9), Withheld)
    assert isinstance(result_of(closed(measurement, keep="counts"), (), least=9), Withheld)


@pytest.mark.parametrize("technical", [False, True])
def test_counts_say_what_the_rows_said(technical: bool) -> None:
    answers = [*random_rows(12, 7, seed=3), *random_rows(3, 7, seed=4, missing=0.6)]
    measurement = a_measurement(answers, ["a"], scale=7)

    rows = closed(measurement)
    counts = closed(measurement, keep="counts")

    assert counts.responses == ()
    assert shown(rows, technical=technical) == shown(counts, technical=technical)
    assert (counts.number_answered, counts.number_included) == (
        rows.number_answered,
        rows.number_included,
    )


def test_rows_may_go_later_and_their_figures_stay() -> None:
    rows = closed(a_measurement(A))

    counts = drop_rows(rows)

    assert counts.responses == ()
    assert shown(counts) == shown(rows)
    with pytest.raises(Refused, match="no single answers"):
        drop_rows(counts)
    with pytest.raises(Refused, match="still open"):
        drop_rows(a_measurement(A))


def test_the_deletion_of_rows_is_due_ninety_days_after_the_close() -> None:
    measurement = closed(a_measurement(A), day=date(2026, 3, 10))
    last = date(2026, 3, 10) + timedelta(days=89)

    assert not rows_are_due(measurement, last)
    assert rows_are_due(measurement, last + timedelta(days=1))
    assert not rows_are_due(drop_rows(measurement), date(2030, 1, 1))
    assert not rows_are_due(a_measurement(A), date(2030, 1, 1))


def test_closing_asks_nobody_and_changes_nothing_it_is_a_preview_too() -> None:
    measurement = a_measurement(D)

    closed(measurement)

    assert measurement.is_open
    assert measurement.number_answered == 4


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"responses": ["2 4 2 4 2 4 6"]}, ("responses", 0)),
        ({"responses": ["2 4 2 4 2 4"]}, ("responses", 0)),
        ({"responses": ["2 4 2 4 2 4 5", "2 4 2 4 2 4 ."]}, ("responses", 1)),
        ({"responses": [[1, 2, 3]]}, ("responses", 0)),
        ({"responses": []}, ("figures",)),
        ({"scale": 6}, ("scale",)),
        ({"status": "half"}, ("status",)),
        ({"status": "open"}, ("closed",)),
        ({"withheld": "because"}, ("withheld",)),
        ({"figures": {"n": 5}}, ("figures", "mean")),
    ],
    ids=str,
)
def test_a_note_edited_into_nonsense_is_refused_where_it_is_wrong(
    change: dict[str, object], wrong: tuple[str | int, ...]
) -> None:
    note = closed(a_measurement(A)).model_dump(by_alias=True, exclude_none=True)
    assert Measurement.model_validate(note).number_answered == 6

    with pytest.raises(ValidationError) as error:
        Measurement.model_validate({**note, **change})

    assert wrong in [detail["loc"] for detail in error.value.errors()]


def test_rows_and_figures_together_are_refused() -> None:
    rows = closed(a_measurement(A))
    figures = drop_rows(rows).model_dump(by_alias=True, exclude_none=True)

    with pytest.raises(ValidationError):
        Measurement.model_validate({**figures, "responses": list(rows.responses)})
    beyond = {**figures["figures"], "mean": 5.5}
    with pytest.raises(ValidationError):
        Measurement.model_validate({**figures, "figures": beyond})


def test_a_note_says_its_rows_in_a_line_each() -> None:
    note = close(
        a_measurement([A[0], (1, None, 5, 4, 3, 2, 1), *A[2:]]),
        keep="rows",
        today=TODAY,
        others=(),
        least=5,
        source=chance(1),
    ).model_dump(by_alias=True)

    assert "1 - 5 4 3 2 1" in note["responses"]
    assert Measurement.model_validate(note).model_dump(by_alias=True) == note
