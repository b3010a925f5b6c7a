"""The note of a measurement, and the record of its answers: what they can hold."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from facilitator.core.measurement.note import Answers, Measurement
from tests.core.measurement.measures import A, a_measurement, answered, closed


def written(measurement: Measurement) -> dict[str, object]:
    return measurement.model_dump(by_alias=True, exclude_none=True)


@pytest.mark.parametrize("rows", [A, A * 2, A[:4]], ids=["few", "many", "too few"])
def test_a_closed_note_comes_back_as_it_was(rows: list[tuple[int | None, ...]]) -> None:
    measurement = closed(answered(rows))

    assert Measurement.model_validate(written(measurement)) == measurement


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"scale": 6}, ("scale",)),
        ({"scale": 7}, ("full_figures",)),
        ({"status": "half"}, ("status",)),
        ({"status": "open"}, ("closed",)),
        ({"withheld": "because"}, ("withheld",)),
        ({"withheld": "too_few"}, ("full_figures",)),
        ({"full_figures": None}, ("full_figures",)),
        ({"full_figures": {"n": 12}}, ("full_figures", "spread")),
        ({"rounded_figures": {"n": 6}}, ("full_figures",)),
        ({"schema": 1}, ("schema",)),
    ],
    ids=str,
)
def test_a_note_edited_into_nonsense_is_refused_where_it_is_wrong(
    change: dict[str, object], wrong: tuple[str | int, ...]
) -> None:
    note = written(closed(answered(A * 2)))

    with pytest.raises(ValidationError) as error:
        Measurement.model_validate({**note, **change})

    assert wrong in [detail["loc"] for detail in error.value.errors()]


@pytest.mark.parametrize("rows", [A, A[:4]], ids=["few", "too few"])
def test_there_are_no_comments_of_few(rows: list[tuple[int | None, ...]]) -> None:
    with pytest.raises(ValidationError):
        Measurement.model_validate({**written(closed(answered(rows))), "comments": ["a"]})


@pytest.mark.parametrize(
    "change", [{"comments": ["a"]}, {"answered": 3}, {"included": 3}, {"rounded_figures": {"n": 6}}]
)
def test_an_open_note_says_nothing_of_its_answers(change: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Measurement.model_validate({**written(a_measurement()), **change})


def test_answers_are_written_in_texts_of_one_length() -> None:
    answers = answered([*A, (1, None, 5, 4, 3, 2, 1)]).answers.model_dump(by_alias=True)

    assert "1 - 5 4 3 2 1" in answers["responses"]
    assert Answers.model_validate(answers).model_dump(by_alias=True) == answers


@pytest.mark.parametrize("row", ["2 4 2 4 2 4 6", "2 4 2 4 2 4", "2 4 2 4 2 4 .", [1, 2, 3]])
def test_answers_damaged_are_refused(row: object) -> None:
    answers = answered(A).answers.model_dump(by_alias=True)

    with pytest.raises(ValidationError):
        Answers.model_validate({**answers, "responses": [row]})
