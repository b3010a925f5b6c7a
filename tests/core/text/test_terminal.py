"""Text for a terminal: signs by their likenesses, lines broken between words."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.text.terminal import (
    CELLS,
    cell_likeness,
    cells_of,
    cleaned,
    likeness,
    rows_of,
    whole,
)


@pytest.mark.parametrize(
    ("text", "like"),
    [
        ("blåbærgrød", "blaabaergroed"),
        ("ÆØÅ Ærø", "AeOeAa Aeroe"),
        ("Łódź, Đorđe, Þór", "Lodz, Dorde, Thor"),
        ("Müller é ñ ç", "Muller e n c"),
        ("“ja” »nej« ‘må’", '"ja" "nej" \'maa\''),
        ("3 – 4 … → ← ↔", "3 - 4 ... -> <- <->"),
        ("1 ≤ 2 ≠ 3 × 4 ± 5 °C €", "1 <= 2 != 3 x 4 +/- 5  degC EUR"),
        ("½ ² ﬁ Ⅳ", "1/2 2 fi IV"),
        ("a\u0301", "a"),
        ("a\u200db", "ab"),
        ("漢字 👧", "?? ?"),
    ],
)
def test_a_sign_becomes_what_people_would_write_for_it(text: str, like: str) -> None:
    assert "".join(letter if letter.isascii() else likeness(letter) for letter in text) == like


@given(st.characters())
def test_whatever_it_is_the_likeness_is_ascii_and_shows_nothing_that_a_terminal_obeys(
    character: str,
) -> None:
    like = likeness(character)

    assert like.isascii()
    assert like.isprintable() or character.isascii()


@given(st.characters(min_codepoint=0xA0))
def test_on_a_screen_it_takes_the_cells_of_the_sign(character: str) -> None:
    cells = 2 if unicodedata.east_asian_width(character) in "WF" else 1

    assert len(cell_likeness(character)) in {0, cells}


@pytest.mark.parametrize("sign", CELLS)
def test_each_sign_of_our_screens_has_one_of_one_cell(sign: str) -> None:
    assert len(CELLS[sign]) == 1
    assert CELLS[sign].isascii()
    assert likeness(sign).isascii()


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


def test_a_row_is_as_wide_as_its_cells_and_not_as_its_signs() -> None:
    for sign, cells in (("ø", 1), ("漢", 2), ("e\u0301", 1), ("ﾊ", 1), ("\u200b", 0), ("한", 2)):
        assert cells_of(sign) == cells, sign
    chance = random.Random(7)  # noqa: S311
    for _try in range(300):
        words = [
            "".join(chance.choices(("a", "漢字", "é", "e\u0301", "한"), k=chance.randint(1, 6)))
            for _word in range(chance.randint(1, 12))
        ]
        width = chance.randint(1, 30)
        rows = rows_of(" ".join(words), width)
        assert " ".join(rows).split(" ") == words
        assert all(cells_of(row) <= width or " " not in row for row in rows), (rows, width)
    assert rows_of("漢字 漢字", 8) == ["漢字", "漢字"]


def test_what_is_whole_stands_in_one_row_wherever_it_is() -> None:
    path = whole("/et drev/Team Nord")
    for sentence in (path, f"{path} er der.", f"Det er {path}", f"Det er {path}: fejl"):
        for width in (1, 5, 12, 40):
            rows = rows_of(cleaned(sentence), width)
            assert any("/et drev/Team Nord" in row for row in rows), rows
    assert rows_of(path, 0) == ["/et drev/Team Nord"]
