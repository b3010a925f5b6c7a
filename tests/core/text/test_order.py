"""Lists stand in the order of the Danish alphabet."""

from __future__ import annotations

import random
import unicodedata

import pytest

from facilitator.core.text.order import danish_order

NAMES = [
    "Aben",
    "alf",
    "Birk",
    "Eg",
    "Ég",
    "Egon",
    "Team 1",
    "Team Nord",
    "Team Syd",
    "Teamet",
    "Übersee",
    "Yrsa",
    "Zita",
    "Ærø",
    "Ävik",
    "Østby",
    "Özal",
    "Aalborg",
    "Årby",
    "Aase",
]


def test_names_stand_as_in_a_danish_catalogue() -> None:
    mixed = random.Random(1).sample(NAMES, len(NAMES))  # noqa: S311 the same each time

    assert sorted(mixed, key=danish_order) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_the_form_and_the_case_of_the_letters_do_not_move_a_name(name: str) -> None:
    for other in (unicodedata.normalize("NFD", name), name.upper(), f" {name}  "):
        assert danish_order(other)[0] == danish_order(name)[0]
