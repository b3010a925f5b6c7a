"""A page to read: what goes on of an item stands under its words, in any width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from facilitator.ui.kit.hanging_list import hanging
from facilitator.ui.kit.note_page import MARK, row_of_first_mark

ITEM = "– Bo spørger de nye, hvad de har set, før vi går videre"


def rows(text: str, width: int) -> list[str]:
    return [row.rstrip() for row in hanging(Content(text), width).plain.split("\n")]


def test_what_goes_on_of_an_item_stands_under_its_words() -> None:
    first, *more = rows(ITEM, 24)
    assert first.startswith("– Bo")
    assert more
    assert all(row.startswith("  ") and row[2] != " " for row in more)
    assert rows("En overskrift\n\n– ét", 24) == ["En overskrift", "", "– ét"]


def test_a_line_that_is_indented_stays_so() -> None:
    assert all(row.startswith("  ") for row in rows("  Når nogen er ny, så spørger vi", 16))


@given(
    st.lists(st.text("ab åæø–", max_size=60), min_size=1, max_size=5),
    st.integers(3, 90),
    st.booleans(),
)
def test_no_row_is_wider_than_there_is_room_for_and_no_word_is_lost(
    lines: list[str], width: int, is_item: bool
) -> None:
    text = "\n".join(f"– {line}" if is_item else line for line in lines)
    drawn = rows(text, width)
    assert all(len(row) <= width for row in drawn)
    assert "".join("".join(drawn).split()) == "".join(text.split())


def test_the_row_of_a_mark_is_the_one_that_is_drawn() -> None:
    content = Content(f"Hvem talte?\n{ITEM}\n{ITEM} #sidst")
    start = content.plain.index("#sidst")
    content = content.stylize(MARK, start, start + 6)
    drawn = hanging(content, 24).plain.split("\n")
    assert "#sidst" in drawn[row_of_first_mark(content, 24)]
    assert row_of_first_mark(Content(ITEM), 24) == 0


@pytest.mark.parametrize(
    ("line", "indent"),
    [
        ("1. Normalisere sårbarhed: det er ok", 3),
        ("12. Normalisere sårbarhed: det er ok", 4),
        ("· Skriv stikord under det spørgsmål", 2),
        ("Venter siden: 3. september 2025, 181 dage", 2),
    ],
)
def test_every_kind_of_item_hangs(line: str, indent: int) -> None:
    first, *more = rows(line, 20)
    assert more
    assert all(row[:indent].isspace() and not row[indent].isspace() for row in more)
    assert first == line[: len(first)]


def test_a_row_is_not_broken_where_it_is_not_to_be() -> None:
    assert rows("i alt\N{NO-BREAK SPACE}5 deltog i", 6) == ["i", "alt 5", "deltog", "i"]
