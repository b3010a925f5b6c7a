"""What a terminal gets that lacks a sign."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.text.likeness import CELLS, cell_likeness, likeness


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
