"""Months beside each other, and the parts of a whole: drawn without a screen."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.review import Met
from facilitator.ui.kit.charts import Part, parts_rows, shares
from facilitator.ui.review.months import (
    GROUNDS,
    Named,
    latest,
    met_rows,
    named_rows,
)
from facilitator.words import set_language

YEAR = [date(2025 + (m > 12), (m - 1) % 12 + 1, 1) for m in range(11, 24)]
"""November 2025 to November 2026."""
TRUST = Named("◊", "Tillid til hinanden", {YEAR[0]: 3, YEAR[2]: 1, YEAR[12]: 12}, 16)
ERROR = Named("×", "fejl", {YEAR[12]: 1}, 1)


def plain(rows: object) -> list[str]:
    return [row.plain for row in rows]  # type: ignore[attr-defined]


def test_each_number_stands_under_its_month_and_the_sum_at_the_end() -> None:
    years, months, trust, error = plain(named_rows([TRUST, ERROR], YEAR, 90, "I alt"))

    assert months.split() == [
        "dec", "jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov",
        "I", "alt",
    ]  # fmt: skip
    assert years.split() == ["2026"]
    assert years.index("2026") == months.index("jan")
    assert trust[months.index("jan") :].split() == ["1", *["·"] * 9, "12", "16"]
    assert trust[months.index("nov") : months.index("nov") + 3] == "12 "
    assert error[months.index("nov") : months.index("nov") + 3] == " 1 "
    assert error.endswith(" 1")


def test_of_more_than_twelve_months_the_latest_are_drawn_and_the_sum_is_of_all() -> None:
    rows = plain(named_rows([TRUST], YEAR, 90, "I alt"))

    assert " 3 " not in rows[-1]
    assert rows[-1].endswith(" 16")


def test_the_more_often_the_stronger_the_ground_and_no_colour_is_another() -> None:
    named = Named("×", "fejl", {month: n for n, month in enumerate(YEAR[:6])}, 15)
    row = list(named_rows([named], YEAR[:6], 80, "I alt"))[-1]

    grounds = [str(span.style).rsplit(" ", 1) for span in row.spans if " on " in str(span.style)]
    assert [ground for ground, _share in grounds] == ["bold $foreground on $accent"] * 5
    assert [share for _ground, share in grounds] == [f"{g}%" for g in (10, 18, 26, 34, 34)]
    assert GROUNDS == (10, 18, 26, 34)


def grounds(named: Named) -> list[str]:
    """How much of the accent is in the ground of each of its numbers."""
    *_names, row = named_rows([named], YEAR, 90, "I alt")
    styles = [str(span.style) for span in row.spans]
    return [style.rsplit(" ", 1)[1] for style in styles if " on " in style]


def test_once_is_seldom_also_where_nothing_was_more_often() -> None:
    assert grounds(Named("×", "fejl", {YEAR[3]: 1, YEAR[4]: 1}, 2)) == ["10%", "10%"]


def test_a_month_that_is_not_drawn_pales_none_of_those_that_are() -> None:
    often_before = {YEAR[0]: 400, YEAR[3]: 2, YEAR[4]: 8}
    assert grounds(Named("×", "fejl", often_before, 410)) == ["10%", "34%"]


@pytest.mark.parametrize("language", ["da", "en"])
@given(
    width=st.integers(35, 200),
    months=st.integers(1, 13),
    numbers=st.lists(st.integers(0, 700), min_size=13, max_size=13),
)
def test_no_row_is_wider_than_there_is_room_for(
    language: str, width: int, months: int, numbers: list[int]
) -> None:
    set_language("en" if language == "en" else "da")
    label = "Holdning til, at det er menneskeligt at begå fejl"
    by_month = dict(zip(YEAR, numbers, strict=True))
    named = [Named("±", label, by_month, sum(numbers)), ERROR]
    met = [Met(month, n, n // 3) for month, n in by_month.items()]

    for rows in (named_rows(named, YEAR[:months], width, "I alt"), met_rows(met[:months], width)):
        assert [row.plain for row in rows if row.cell_length > width] == []
    drawn = " ".join(plain(named_rows(named, YEAR[:months], width, "I alt")))
    assert all(word in drawn for word in label.split())


def test_where_there_is_little_room_the_label_stands_over_its_months() -> None:
    assert plain(named_rows([TRUST], YEAR[:7], 45, "I alt"))[2:] == [
        "◊ Tillid til hinanden",
        "   3   ·   1   ·   ·   ·   ·    16",
    ]


def test_each_session_has_a_mark_over_its_month_and_supervision_a_ring() -> None:
    met = [Met(YEAR[4], 2, 1), Met(YEAR[5], 0, 0), Met(YEAR[6], 5, 0), Met(YEAR[7], 30, 2)]

    assert plain(met_rows(met, 45)) == [
        "          ●●",
        "  ●○      ●●● 30",
        "  2026",
        "  mar apr maj jun",
    ]


def test_the_year_stands_beside_its_months_where_there_is_room() -> None:
    head, _row = plain(named_rows([ERROR], YEAR[2:5], 80, "I alt"))

    assert head.split() == ["2026", "jan", "feb", "mar", "I", "alt"]


def test_a_team_that_has_not_met_for_a_year_sees_the_months_when_it_did() -> None:
    met = [Met(month, int(n < 2), 0) for n, month in enumerate(YEAR)]
    later = [Met(date(2026, 12, 1), 0, 0), Met(date(2027, 1, 1), 0, 0)]

    assert [one.month for one in latest(met)] == YEAR[1:]
    assert [one.month for one in latest([*met, *later])] == YEAR[:2]


@given(numbers=st.lists(st.integers(0, 500), min_size=1, max_size=7), cells=st.integers(0, 200))
def test_all_cells_are_given_to_the_parts_each_within_one_of_its_share(
    numbers: list[int], cells: int
) -> None:
    numbers[0] += 1
    given_ = shares(numbers, cells)

    assert sum(given_) == cells
    for number, share in zip(numbers, given_, strict=True):
        assert abs(share - number * cells / sum(numbers)) < 1


def test_each_part_of_a_bar_has_its_glyph_its_word_and_its_number() -> None:
    parts = [Part("█", "gjort", 997), Part("▓", "fortsætter", 0), Part("░", "åben", 3)]

    bar, again, words = plain(parts_rows(parts, 40, 2))

    assert bar == again == "█" * 39 + "░"
    assert words == "█ gjort 997   ░ åben 3"


def test_nothing_is_no_bar() -> None:
    assert plain(parts_rows([Part("█", "gjort", 0)], 40)) == []
