"""A course as a picture: what differs stands apart, and what is drawn is said in figures."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.errors import Refused
from facilitator.core.measurement.figures import FullFigures
from facilitator.core.measurement.items import ITEMS
from facilitator.core.measurement.result import Result, Withheld, score
from facilitator.core.measurement.trend import Step
from facilitator.ui.kit.charts import MARK, compact_content, plotted
from facilitator.words import day_words
from tests.core.measurement.measures import A, answered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facilitator.core.measurement.note import Measurement


def measured(number: int) -> Measurement:
    return answered([], day=date(2026, 1, 3) + timedelta(weeks=5 * number)).measurement


def course(indices: Sequence[int], spread: int = 9) -> tuple[Step, ...]:
    """Measurements of nine people each, five weeks apart."""
    steps = []
    for number, index in enumerate(indices):
        figures = FullFigures.model_construct(n=9, index=index, spread=spread, items=())
        steps.append(Step(measured(number), Result(figures, 5, ())))
    return tuple(steps)


def rows_of_marks(indices: Sequence[int], width: int = 75, height: int = 12) -> list[int]:
    """The row each measurement's mark stands on, counted from the top."""
    _key, *rows, _days = plotted(course(indices), width, height).plain.split("\n")
    marks = [(at, n) for n, row in enumerate(rows) for at, sign in enumerate(row) if sign == MARK]
    return [row for _column, row in sorted(marks)]


@given(st.lists(st.integers(0, 100), min_size=1, max_size=9), st.integers(8, 26))
def test_the_higher_index_stands_higher_and_equal_ones_on_one_row(
    indices: list[int], height: int
) -> None:
    rows = rows_of_marks(indices, height=height)
    assert len(rows) == len(indices)
    for index, row in zip(indices, rows, strict=True):
        for other, its_row in zip(indices, rows, strict=True):
            assert (index > other) == (row < its_row)


@given(
    st.lists(st.integers(0, 100), min_size=1, max_size=14),
    st.integers(0, 50),
    st.integers(35, 120),
)
def test_no_row_is_wider_than_there_is_room_for(
    indices: list[int], spread: int, width: int
) -> None:
    rows = plotted(course(indices, spread), width, 12).plain.split("\n")
    assert all(len(row) <= width for row in rows)
    assert sum(row.count(MARK) for row in rows) == len(indices)


def test_the_spread_is_named_and_its_number_stands_at_its_mark() -> None:
    picture = plotted(course([52, 73], 17), 75, 12).plain
    assert "│ Spredning" in picture.split("\n")[0]
    assert "● 52 ±17" in picture
    assert "● 73 ±17" in picture
    assert "Spredning" not in plotted(course([52], 0), 75, 12).plain


def test_the_axis_ends_at_quarters_and_no_frame_is_drawn_around() -> None:
    picture = plotted(course([52, 73], 9), 75, 12).plain
    assert [row[:4] for row in picture.split("\n") if "┤" in row] == [
        "100┤",
        " 75┤",
        " 50┤",
        " 25┤",
    ]
    assert not set("┌┐└┘─") & set(picture)


def test_what_is_withheld_has_its_place_and_nothing_in_it() -> None:
    first, last = course([52, 73])
    withheld = Step(measured(1), Withheld(4, Refused("too few")))
    picture = plotted((first, withheld, last), 75, 12).plain
    assert picture.split("\n")[-1].count("/") == 3
    assert sum(row.count(MARK) for row in picture.split("\n")) == 2
    assert plotted((withheld,), 75, 12).plain == ""


@pytest.mark.parametrize("width", [45, 75])
def test_days_that_would_touch_are_left_out_and_the_latest_is_there(width: int) -> None:
    days = plotted(course([50] * 9), width, 12).plain.split("\n")[-1]
    assert not re.search(r"\d{4}\d", days)
    assert days.rstrip().endswith(day_words(measured(8).date))


@pytest.mark.parametrize("width", [-4, 0, 1, 7, 20])
def test_in_any_width_it_is_drawn(width: int) -> None:
    assert plotted(course([52, 73, 60]), width, 3).plain.count(MARK) == 3


@pytest.mark.parametrize("height", range(5, 20))
def test_a_quarter_is_as_high_as_the_next(height: int) -> None:
    rows = plotted(course([52, 73], 9), 75, height).plain.split("\n")
    ticks = [at for at, row in enumerate(rows) if "┤" in row]
    assert len({below - above for above, below in pairwise(ticks)}) == 1


@pytest.mark.parametrize("chosen", [None, 7])
@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("width", [80, 100, 120, 156])
def test_a_statement_is_cut_only_where_no_row_is_free(
    width: int, lang: str, chosen: int | None
) -> None:
    result = score(A, 5)
    assert isinstance(result, Result)
    for rows in range(20, 45) if chosen else range(9, 45):
        text = compact_content(result, lang, width, rows, chosen).plain
        assert text.count("\n") < rows
        if "…" in text:
            assert text.count("\n") == rows - 1
    prose = " ".join(text.split())
    assert "…" not in text
    assert all(item.text.in_language(lang).split()[-1] in prose for item in ITEMS)


@pytest.mark.parametrize("width", [1, 10, 30, 40, 50])
def test_a_result_is_drawn_in_any_width(width: int) -> None:
    result = score(A, 5)
    assert isinstance(result, Result)
    assert compact_content(result, "da", width, 30).plain.count("\n") < 30
