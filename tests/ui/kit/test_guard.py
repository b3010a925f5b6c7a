"""The guard at a field: what it has asked about, what it asks about again, and what it masks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from facilitator.ui.kit.guard import Guard

if TYPE_CHECKING:
    from textual.widgets import Input

CPR = "010136-4007"
MASKED = "••••••-••••"


@dataclass
class Line:
    """What the guard sees of a field."""

    value: str
    cursor_position: int = 0


def line(value: str) -> Input:
    return cast("Input", Line(value))


def test_what_stood_there_before_may_stay_and_other_words_are_asked_about() -> None:
    guard = Guard(kept="ring 20 12 34 56")
    assert guard.asks(line("ring 20 12 34 56")) is None
    assert guard.asks(line("ring 20 12 34 57"))


def test_a_cpr_number_that_stood_there_before_is_masked_all_the_same() -> None:
    guard, field = Guard(kept=f"om {CPR}"), line(f"om {CPR}")
    assert guard.asks(field)
    assert field.value == f"om {MASKED}"
    assert field.cursor_position == len(field.value)
    assert guard.asks(field) is None


def test_a_question_that_was_answered_stands_no_longer() -> None:
    guard, field = Guard(), line("Mette ringer")
    question = guard.asks(field, ["Mette"])
    assert question
    assert guard.standing(field) == question
    assert guard.asks(field, ["Mette"]) is None
    assert guard.standing(field) == ""


def test_a_question_is_about_the_very_words() -> None:
    guard, field = Guard(), line("Mette ringer")
    guard.asks(field, ["Mette"])
    field.value = "Mette ringer i dag"
    assert guard.standing(field) == ""
    assert guard.asks(field, ["Mette"])
    field.value = "Mette ringer"
    assert guard.asks(field, ["Mette"]), "it was kept before the other words, not after"


def test_the_same_words_are_asked_about_again_once_they_are_saved() -> None:
    guard, field = Guard(), line("Mette ringer")
    guard.asks(field, ["Mette"])
    guard.forget()
    assert guard.asks(field, ["Mette"])
