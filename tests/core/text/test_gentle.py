"""What is said before a text is saved that may hold too much."""

from __future__ import annotations

import pytest

from facilitator.core.text.guard import A_NAME, CPR_MASK, NO_TEXT, FindingKind, doubt


def words(text: str, *names: str) -> str | None:
    found = doubt(text, names)
    return found.words if found else None


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("ring på 20 12 34 56", "phone number"),
        ("skriv til post@nord.dk", "e-mail"),
        ("konto 1234567890123456", "long number"),
        ("Hvem gjorde det?", "What happened"),
        ("Jonas talte mest", "names somebody"),
        ("010136-4007 faldt", "CPR number"),
    ],
)
def test_each_thing_that_may_be_too_much_has_its_own_words(text: str, part: str) -> None:
    assert part in (words(text, "Jonas", "Mette") or "")


@pytest.mark.parametrize(
    "text",
    ["JONAS talte", "jonas talte", "Jonas' idé", "Jonas’ idé", "Jonas's idé", "Mettes idé",
     "mettes idé", "METTES IDÉ", "Aases idé", "a\u030ases idé", "hos Mette-Marie"],
)  # fmt: skip
def test_a_name_is_seen_in_any_letter_case_and_in_the_genitive(text: str) -> None:
    assert "names somebody" in (words(text, "Jonas", "Mette", "Åse") or "")


@pytest.mark.parametrize("text", ["", "få talte meget", "kl. 10-12", "den 2026-01-15"])
def test_nothing_is_said_of_a_text_that_may_stand_as_it_is(text: str) -> None:
    assert doubt(text, ["Jonas"]) is None


def test_a_cpr_number_is_masked_before_anything_is_asked() -> None:
    found = doubt("sag 010136-4007 i dag")
    assert found is not None
    assert found.text == f"sag {CPR_MASK} i dag"
    assert doubt(found.text) is None


def test_one_thing_is_said_at_a_time_and_the_number_first() -> None:
    found = doubt("Jonas, 010136-4007", ["Jonas"])
    assert found is not None
    assert "CPR" in found.words
    assert "names somebody" in (words(found.text, "Jonas") or "")


def test_a_field_that_is_for_a_name_is_not_asked_about_it() -> None:
    assert doubt("Jonas", ["Jonas"], unless=A_NAME) is None


def test_a_cpr_number_may_stand_in_no_field() -> None:
    assert doubt("010136-4007", unless=frozenset(FindingKind)) is not None
    assert doubt("010136-4007", unless=NO_TEXT) is not None


@pytest.mark.parametrize("text", ["7", "3/12-2026", "20 12 34 56", "2424245", "fredag"])
def test_of_a_field_for_numbers_and_days_nothing_else_is_asked(text: str) -> None:
    assert doubt(text, ["fredag"], unless=NO_TEXT) is None
