"""How long what was kept is kept, and what is left afterwards."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from facilitator.core.commitment_change import CommitmentChange, changed
from facilitator.core.commitments import Status
from facilitator.core.days import months_after
from facilitator.core.note import Commitment, Keyword
from facilitator.core.retention import (
    Due,
    Kind,
    Retention,
    due_in,
    last_days_due,
    without_due,
)
from tests.core.measurement.measures import a_measurement, answered, closed, random_rows
from tests.store.samples import a_note

PERIODS = Retention()
MADE = date(2026, 11, 21)
A_YEAR_ON = date(2027, 11, 21)
DAY = timedelta(days=1)

NOTE = a_note(["en", "to"], day=MADE).model_copy(
    update={
        "learning_points": (Keyword(text="vi lærte"),),
        "purpose": "At blive klogere",
        "theme_word": "alene på vagt",
        "minutes": 11,
        "participants": 6,
    }
)


def ended(day: date, number: int = 1) -> Commitment:
    return Commitment(id=f"c{number}", what="Vi ringer", status=Status.DONE, ended=day)


def test_nothing_is_due_the_day_before() -> None:
    assert due_in(NOTE, PERIODS, A_YEAR_ON - DAY) == ()
    assert without_due(NOTE, PERIODS, A_YEAR_ON - DAY) == NOTE


def test_what_was_said_is_due_after_a_year() -> None:
    assert due_in(NOTE, PERIODS, A_YEAR_ON) == (
        Due(Kind.KEYWORDS, 4, A_YEAR_ON),
        Due(Kind.LEARNING_POINTS, 1, A_YEAR_ON),
    )


def test_the_shell_stays_and_no_word_that_was_typed() -> None:
    left = without_due(NOTE, PERIODS, A_YEAR_ON)

    assert not any(question.keywords for question in left.questions)
    assert (left.learning_points, left.purpose, left.theme_word) == ((), None, None)
    assert (left.id, left.date, left.team, left.minutes, left.participants) == (
        NOTE.id,
        MADE,
        NOTE.team,
        11,
        6,
    )
    assert due_in(left, PERIODS, date.max) == ()


def test_each_kind_has_its_own_period() -> None:
    months = Retention(keywords=1, learning_points=2)
    left = without_due(NOTE, months, date(2026, 12, 21))

    assert left.learning_points == NOTE.learning_points
    assert left.theme_word is None


def test_a_commitment_is_due_half_a_year_after_it_ended() -> None:
    note = NOTE.model_copy(update={"commitments": (ended(date(2027, 2, 28)),)})

    assert due_in(note, PERIODS, date(2027, 8, 27)) == ()
    assert due_in(note, PERIODS, date(2027, 8, 28)) == (
        Due(Kind.COMMITMENTS, 1, date(2027, 8, 28)),
    )
    assert without_due(note, PERIODS, date(2027, 8, 28)).commitments == ()


def test_of_several_commitments_it_is_said_since_when_the_first_was_due() -> None:
    days = (date(2027, 2, 28), date(2027, 1, 15), date(2027, 1, 31), date(2027, 6, 1))
    commitments = tuple(ended(day, number) for number, day in enumerate(days))
    note = NOTE.model_copy(update={"commitments": commitments})

    assert due_in(note, PERIODS, date(2027, 9, 1)) == (Due(Kind.COMMITMENTS, 3, date(2027, 7, 15)),)
    assert without_due(note, PERIODS, date(2027, 9, 1)).commitments == commitments[3:]


def test_a_commitment_that_has_not_ended_stays_for_ever() -> None:
    waiting = Commitment(id="c2", what="Vi spørger", due=MADE)
    note = NOTE.model_copy(update={"commitments": (ended(MADE), waiting)})

    assert without_due(note, PERIODS, date.max).commitments == (waiting,)


def test_a_commitment_taken_up_again_is_not_due() -> None:
    again = changed(ended(MADE), CommitmentChange(status=Status.OPEN), MADE)
    note = NOTE.model_copy(update={"commitments": (again,)})

    assert without_due(note, PERIODS, date.max).commitments == (again,)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(9999, 1, 1), 12, date.max),
    ],
)
def test_months_are_those_of_the_calendar(day: date, months: int, then: date) -> None:
    assert months_after(day, months) == then


def test_a_measurement_is_due_three_years_after_its_close() -> None:
    one = closed(answered(random_rows(9, 5)))
    day = one.closed
    assert day is not None
    due = day.replace(year=day.year + 3)

    assert due_in(one, PERIODS, due - DAY) == ()
    assert due_in(one, PERIODS, due) == (Due(Kind.AGGREGATES, 1, due),)


def test_an_open_measurement_is_never_due() -> None:
    assert due_in(a_measurement(), PERIODS, date.max) == ()


@given(
    day=st.dates(),
    today=st.dates(min_value=date(1, 4, 2), max_value=date.max - DAY),
    months=st.integers(1, 1200),
)
@example(day=date(2024, 2, 29), today=date(2025, 2, 28), months=12)
@example(day=date(2026, 3, 31), today=date(2026, 4, 30), months=1)
def test_what_is_counted_from_the_last_day_or_before_it_is_what_is_due(
    day: date, today: date, months: int
) -> None:
    last = last_days_due(Retention(keywords=months), today).get(Kind.KEYWORDS)

    assert (months_after(day, months) <= today) == (last is not None and day <= last)
    if last is not None:
        assert months_after(last, months) <= today < months_after(last + DAY, months)
