"""A line as the rows of a terminal."""

from __future__ import annotations

import random

import pytest

from facilitator.core.text.rows import rows_of


@pytest.mark.parametrize("hanging", [False, True])
def test_no_row_is_too_wide_and_no_word_is_broken_lost_or_moved(hanging: bool) -> None:
    chance = random.Random(5)  # noqa: S311
    for _try in range(500):
        words = ["ø" * chance.randint(1, 20) for _word in range(chance.randint(0, 15))]
        line = " " * chance.randint(0, 6) + (" " * chance.randint(1, 2)).join(words)
        width = chance.randint(1, 60)

        rows = rows_of(line, width, hanging=hanging)

        assert " ".join(rows).split() == words
        assert all(len(row) <= width or len(row.split()) == 1 for row in rows), (line, width)
        assert all(row.strip() for row in rows) or not words


@pytest.mark.parametrize(
    ("line", "rows"),
    [
        ("- et ord til", ["- et ord", "  til"]),
        ("10. et ord til", ["10. et ord", "    til"]),
        ("  et ord til her", ["  et ord", "  til her"]),
        ("n1  2026  Team Nord", ["n1  2026", "  Team", "  Nord"]),
        ("et ord til her", ["et ord til", "her"]),
        ("          et ord", ["          et", "  ord"]),
    ],
)
def test_what_belongs_to_an_item_of_a_list_hangs_under_its_text(line: str, rows: list[str]) -> None:
    assert rows_of(line, 10, hanging=True) == rows


def test_a_line_that_fits_and_one_on_no_terminal_stay_as_they_are() -> None:
    assert rows_of("  et  ord ", 10) == ["  et  ord "]
    assert rows_of("et ord " * 20, 0) == ["et ord " * 20]
