from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.errors import Refused
from facilitator.core.text.numbers import minutes_of, whole_number


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("7", 7),
        (" 7 ", 7),
        ("2,5", 2.5),
        ("2.5", 2.5),
        ("1:30", 1.5),
        ("0:45", 0.75),
        ("90:00", 90),
        ("8 min", 8),
        ("8min.", 8),
        ("8 MIN", 8),
        ("2,5 minutter", 2.5),
        ("1 minut", 1),
        ("1 minute", 1),
        ("5 minutes", 5),
        ("5 mins", 5),
        ("\uff18", 8),
        ("007", 7),
        ("0", 0),
    ],
)
def test_minutes_are_read_as_people_write_them(text: str, minutes: float) -> None:
    assert minutes_of(text) == minutes


@pytest.mark.parametrize(
    "text",
    ["1:99", "1:-30", "1:60", "1:5", "1:", ":30", "1:30:00", "-1", "+1", "1e9", "inf", "nan", "²",
     "½", "1,", ",5", "1 000", "2.5.1", "x", "", "min", "8 timer", "1_0", "0x8", "1:3O",
     "99999999999"],
)  # fmt: skip
def test_what_is_no_number_of_minutes_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="number of minutes"):
        minutes_of(text)


@given(st.text())
def test_any_text_is_minutes_or_refused(text: str) -> None:
    with suppress(Refused):
        assert minutes_of(text) >= 0


@pytest.mark.parametrize(
    ("text", "number"), [("5", 5), (" 12 ", 12), ("\uff11\uff12", 12), ("0", 0), ("012", 12)]
)
def test_a_whole_number_is_read(text: str, number: int) -> None:
    assert whole_number(text) == number


@pytest.mark.parametrize("text", ["", "-1", "+1", "1,0", "1.0", "²", "1_0", "fem", "1 2", "9" * 10])
def test_what_is_no_whole_number_is_none(text: str) -> None:
    assert whole_number(text) is None
