"""The days of a survey, by the times beside its answers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from facilitator.core.errors import Refused
from facilitator.core.measurement.survey.background import (
    DAYS_AFTER,
    AnsweredOn,
    Background,
    answered_on,
)
from facilitator.core.measurement.survey.sheet import Column

FIRST, LAST = date(2026, 3, 9), date(2026, 3, 17)


def column(heading: str, *cells: str, at: int = 0) -> Background:
    return Background(at, heading, {row: cell for row, cell in enumerate(cells) if cell})


def days(heading: str, *cells: str) -> tuple[date, date] | None:
    found = answered_on([column(heading, *cells)])
    return (found.first, found.last) if found else None


@pytest.mark.parametrize(
    "cells",
    [
        ("2026-03-09 08:15:00", "2026-03-17 16:02:11"),
        ("2026-03-17T16:02:11Z", "2026-03-09T08:15:00+01:00", ""),
        ("09.03.2026 08.15", "17.03.2026 16.02"),
        ("9-3-2026 8.15", "17-3-2026 16.02"),
        ("9/3/2026 8:15", "17/3/2026 16:02"),
        ("3/9/2026 8:15", "3/17/2026 16:02"),
        ("3/9/26 8:15:10", "3/17/26 16:02:11"),
        ("2026/03/09 8.15.00 AM CET", "2026/03/17 4.02.11 PM CET"),
        ("9. marts 2026 kl. 08.15", "17. marts 2026 kl. 16.02"),
        ("Mar 9, 2026 8:15 AM", "March 17, 2026 4:02 PM"),
    ],
)
def test_times_are_read_as_survey_tools_write_them(cells: tuple[str, ...]) -> None:
    assert days("Hvornår", *cells) == (FIRST, LAST)


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Fødselsdato", ("09-03-1990", "17-03-1980")),
        ("Fødselsdato", ("09-03-1990 00:00", "17-03-1980 00:00")),
        ("Noget", ("2026-03-09", "2026-03-17")),
        ("Tidspunkt", ("3/4/2026 8:15", "3/5/2026 9:00")),
        ("Tidspunkt", ("formiddag", "eftermiddag", "2026-03-09 10:00")),
        ("Tid", ("99-99-2026 8:15", "31-02-2026 9:00")),
        ("Tid brugt", ("00:04:12", "00:03:50")),
        ("Tid", ("", "")),
    ],
)
def test_what_is_no_time_of_an_answer_or_not_certain_says_no_day(
    heading: str, cells: tuple[str, ...]
) -> None:
    assert days(heading, *cells) is None


def test_of_start_and_end_the_last_answer_is_the_end() -> None:
    found = answered_on(
        [
            column("Starttidspunkt", "2026-03-09 23:58"),
            column("Sluttidspunkt", "2026-03-10 00:03", at=1),
            column("Navn", "Bo", at=2),
        ]
    )

    assert found == AnsweredOn(Column("B", "Sluttidspunkt"), FIRST, date(2026, 3, 10))


def test_a_day_of_the_answers_or_shortly_after_is_taken_and_no_other() -> None:
    answered = AnsweredOn(Column("A", "Tid"), FIRST, LAST)
    for day in (FIRST, LAST, LAST + DAYS_AFTER):
        answered.refuse_another(day)

    for day in (FIRST - timedelta(1), LAST + DAYS_AFTER + timedelta(1)):
        with pytest.raises(Refused, match="was answered from"):
            answered.refuse_another(day)
