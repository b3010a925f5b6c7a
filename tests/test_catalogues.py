"""Every word on screen has its Danish."""

from __future__ import annotations

from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import facilitator

if TYPE_CHECKING:
    from babel.messages.catalog import Message

SOURCE = Path(facilitator.__file__).parent
DANISH = sorted(SOURCE.glob("locale/da/LC_MESSAGES/*.po"))


def danish(po: Path) -> Catalog:
    with po.open("rb") as file:
        return read_po(file, locale="da", abort_invalid=True)


def forms(message: Message) -> tuple[list[str], list[str]]:
    """The English forms of a message and the Danish ones."""
    english, translated = message.id, message.string
    return (
        [english] if isinstance(english, str) else list(english),
        [translated] if isinstance(translated, str) else list(translated or []),
    )


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_every_word_on_screen_has_its_danish_and_there_is_no_danish_for_nothing() -> None:
    in_source = Catalog()
    for _, _, msgid, _, _ in extract_from_dir(SOURCE):
        in_source.add(msgid)
    catalogue = danish(SOURCE / "locale/da/LC_MESSAGES/facilitator.po")

    wanted, there = (
        {message.id for message in words if message.id} for words in (in_source, catalogue)
    )

    assert (wanted - there, there - wanted, set(catalogue.obsolete)) == (set(), set(), set()), (
        "run `uv run scripts/words.py` and write the Danish"
    )


@pytest.mark.parametrize("po", DANISH, ids=lambda po: po.name)
def test_no_translation_is_empty_or_a_guess(po: Path) -> None:
    unfinished = [
        message.id
        for message in danish(po)
        if message.id and (message.fuzzy or not all(forms(message)[1]))
    ]

    assert unfinished == []


@pytest.mark.parametrize("po", DANISH, ids=lambda po: po.name)
def test_the_danish_asks_for_no_value_that_the_english_has_not(po: Path) -> None:
    unknown = {}
    for message in danish(po):
        english, translated = forms(message)
        if message.id:
            extra = set().union(*map(fields, translated)) - set().union(*map(fields, english))
            unknown[str(message.id)] = extra

    assert {msgid: extra for msgid, extra in unknown.items() if extra} == {}
    assert unknown
