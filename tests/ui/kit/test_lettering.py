"""Large letters: every letter of our languages, none that touches another, the largest that fit."""

from __future__ import annotations

from importlib.resources import files
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.ui.kit.lettering import (
    SIZES,
    _broken,
    _size,
    set_large,
)
from facilitator.ui.kit.line import balanced

if TYPE_CHECKING:
    from textual.content import Content

PROMPT = "Hvad vækker det hos dig?"
LONG = "Hvornår i denne uge kunne du sige det, du tænkte, uden at tøve?"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅÄÖÜÉÈ"
SIGNS = LETTERS + LETTERS.lower() + "ßẞêëáàñçšžłğış" + "0123456789 ?!.,:;\"'„“”’‘–—…()%&/+=#*€«»"


def text_of(rows: list[Content] | None) -> list[str]:
    assert rows
    return [row.plain for row in rows]


@pytest.mark.parametrize("capital", SIZES)
def test_every_letter_of_danish_english_german_and_swedish_is_in_every_size(capital: int) -> None:
    size = _size(capital)

    assert [sign for sign in SIGNS if not size.has(sign)] == []
    assert [sign for sign in SIGNS if sign != " " and not size.drawn(sign).rows] == []


@pytest.mark.parametrize("capital", SIZES)
def test_no_letter_touches_its_neighbour(capital: int) -> None:
    size = _size(capital)
    signs = SIGNS.replace(" ", "")

    touching = []
    for pair in product(signs, repeat=2):
        (at, first), (then, second) = size.placed("".join(pair))
        ends = {
            first.top - number: at + first.width - ((row & -row).bit_length() - 1)
            for number, row in enumerate(first.rows)
            if row
        }
        for number, row in enumerate(second.rows):
            start = then + second.width - row.bit_length()
            for step, least in ((-1, 1), (0, 2), (1, 1)):
                if row and start - ends.get(second.top - number + step, -99) < least:
                    touching.append(pair)
    assert touching == []


@pytest.mark.parametrize(("capital", "least"), [(6, 1), (11, 2), (13, 2), (16, 2), (26, 4)])
def test_strokes_grow_with_the_letters(capital: int, least: int) -> None:
    rows = _size(capital).drawn("T").rows

    bar = [
        row for row in rows.values() if row.bit_count() == max(map(int.bit_count, rows.values()))
    ]
    assert len(bar) >= least
    assert rows[1].bit_count() >= 2 * least  # a column is half as wide as a row is high


@pytest.mark.parametrize(
    "prompt", ["Hvad har du brug for fra os?", "Tag det, du har brug for", LONG]
)
def test_no_line_is_wider_than_the_room_there_is(prompt: str) -> None:
    """A word takes more beside its neighbours than alone: what stuck out was cut at the left."""
    for size in map(_size, SIZES):
        for width in range(40, 340, 4):
            lines = _broken(prompt, size, width) or []
            assert all(line.width <= width for line in lines), (size.capital, width)


def test_on_a_large_screen_a_short_prompt_takes_most_of_its_width() -> None:
    rows = text_of(set_large(PROMPT, 160, 22))

    inked = [len(row.strip()) for row in rows if row.strip()]
    assert max(inked) > 120
    assert all(len(row) == 160 for row in rows)


def test_the_largest_letters_that_fit_are_taken() -> None:
    high = [len(text_of(set_large("Mette", 160, height))) for height in (4, 6, 10, 14)]

    assert high == sorted(set(high))
    assert all(rows <= height for rows, height in zip(high, (4, 6, 10, 14), strict=True))
    assert len(text_of(set_large("Mette", 160, 40, largest=6))) <= 6


def test_what_does_not_fit_or_has_no_letter_is_left_to_plain_text() -> None:
    assert set_large(PROMPT, 160, 2) is None
    assert set_large("Uforudsigelighed", 20, 40) is None
    assert set_large("Hvad ser du? 👀", 160, 40) is None
    assert set_large("他", 160, 40) is None
    assert set_large("", 160, 40) is None
    assert set_large("  \n ", 160, 40) is None


def test_signs_that_look_alike_are_drawn_alike() -> None:
    assert set_large("a\u00a0b", 80, 20) == set_large("a b", 80, 20)
    assert set_large("A\u030aben", 80, 20) == set_large("Åben", 80, 20)


def lines_of(rows: list[str]) -> list[int]:
    """How wide each line of letters is, in cells."""
    widths, line = [], 0
    for row in [*rows, ""]:
        if row.strip():
            line = max(line, len(row.strip()))
        elif line:
            widths.append(line)
            line = 0
    return widths


def test_no_word_stands_alone_on_the_last_line_while_there_is_room_above() -> None:
    widths = lines_of(text_of(set_large("vi ser en ny vej som er ny", 70, 40)))

    assert len(widths) > 1
    assert widths[-1] > max(widths) / 2


def test_a_line_break_in_the_text_stays_one() -> None:
    assert len(text_of(set_large("Nu\nså", 160, 12))) > len(text_of(set_large("Nu så", 160, 6)))


def test_left_and_in_the_middle() -> None:
    left, centred = (
        text_of(set_large("Bo\nMargrethe", 120, 20, align=align)) for align in ("left", "center")
    )
    assert [row.strip() for row in left] == [row.strip() for row in centred]
    assert min(len(row) - len(row.lstrip()) for row in left[:4]) == 0


def test_in_ascii_large_letters_are_drawn_with_signs_of_ascii() -> None:
    rows = text_of(set_large("Bo", 80, 20, ascii=True))

    assert all(row.isascii() for row in rows)
    assert set_large("Bo", 80, 4, ascii=True) is None


@given(
    st.text(alphabet=st.sampled_from(SIGNS + "\n漢"), max_size=60),
    st.integers(1, 170),
    st.integers(0, 50),
)
def test_whatever_the_text_it_stays_within_its_cells(text: str, width: int, height: int) -> None:
    rows = set_large(text, width, height)

    if rows is not None:
        assert len(rows) <= height
        assert {row.cell_length for row in rows} == {width}


def test_a_screen_with_no_large_letters_reads_no_file_of_them() -> None:
    _size.cache_clear()

    set_large("Mette", 160, 6)
    read_of = _size.cache_info().currsize

    assert read_of < len(SIZES)


def test_the_letters_are_what_the_script_makes_of_the_font() -> None:
    for needed in ("freetype", "uharfbuzz", "fontTools"):
        pytest.importorskip(needed, reason="scripts/lettering.py needs it")
    from scripts.lettering import SIZES as CUT
    from scripts.lettering import as_text

    assert set(CUT) == set(SIZES)
    for capital in CUT:
        kept = (files("facilitator") / f"lettering/{capital:02}.txt").read_text(encoding="utf-8")
        assert as_text(capital) == kept, f"{capital}: uv run scripts/lettering.py"


def test_the_fonts_licence_lies_beside_the_letters() -> None:
    licence = (files("facilitator") / "lettering/OFL.txt").read_text(encoding="utf-8")

    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Atkinson Hyperlegible Next" in licence


def test_a_line_is_broken_between_words_while_there_is_room_for_each() -> None:
    assert balanced("Commitments, 1 at most", 14) == ["Commitments,", "1 at most"]
    long = balanced("Et langt ord: udviklingssamtaleskabelon", 20)
    assert max(map(len, long)) <= 20
