"""Every word on screen has its Danish."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Final

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


def test_no_text_hides_from_the_catalogue_in_an_f_string() -> None:
    """Babel does not look into one."""
    there = set()
    for message in danish(SOURCE / "locale/da/LC_MESSAGES/facilitator.po"):
        there |= {message.id} if isinstance(message.id, str) else {*message.id}
    hidden = [
        f"{path.name}:{node.lineno}: {node.args[0].value!r}"
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"_", "N_", "ngettext"}
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and node.args[0].value not in there
    ]
    assert hidden == []


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


WOODEN: Final = {
    "da": (
        r"\bgem/slip\b", r"\bslippes\b", r"ingen er også et svar", r"mangler stadig et ord",
        r"også dato, team og forløb\. aldrig", r"få og små bliver holdt", r"skulle slettes fra",
        r"gemt længe nok", r"\blad blive\b", r"af \{n\} i alt", r"åben eller afsluttet",
        r"går tilbage til det udsagn", r"et fornuftigt valg", r"ikke ses helt",
        r"ingen følger op", r"disken tager ikke imod", r"\bkun til dig\b", r"linjer? er gemt",
        r"smide? .*\bvæk\b",
    ),
    "en": (
        r"keeps? (its|their) number", r"\bblank\b", r"\bnarrow\b",
        r"\bthr(ow|ows|owing|own|ew) (\w+ )?away\b", r"which guide\?", r"not speak so much",
        r"spoke a lot", r"standing in the uncertain", r"\bI-form\b", r"\bthe word goes\b",
        r"\b(has|have|had|get|gets|give|gives|take|takes) the word\b", r"waits? longer",
        r"errors told", r"what is to be other", r"you are few", r"none is an answer",
        r"(?<!\{)\bcitizens\b(?!\})",
    ),
}  # fmt: skip
"""Phrases that nobody says who thinks in the language."""


@pytest.mark.parametrize("language", ["da", "en"])
def test_no_text_of_the_catalogue_or_the_guides_has_a_phrase_that_nobody_says(
    language: str,
) -> None:
    texts = [
        text for po in DANISH for message in danish(po) for text in forms(message)[language == "da"]
    ]
    guides = SOURCE / "guides"
    files = (*(guides / language).glob("*.toml"), guides / "new" / f"{language}.toml")
    texts += [file.read_text(encoding="utf-8") for file in files]
    wooden = [
        (phrase, match[0])
        for text in texts
        for phrase in WOODEN[language]
        if (match := re.search(rf".*{phrase}.*", text, re.IGNORECASE))
    ]
    assert wooden == []


@pytest.mark.parametrize("po", DANISH, ids=lambda po: po.stem)
def test_what_is_a_forloeb_in_danish_is_a_guide_in_english_and_no_format(po: Path) -> None:
    """A format is that of a file."""
    pairs = map(forms, danish(po))
    assert [
        english
        for english, translated in pairs
        if re.search("forløb", " ".join(translated), re.IGNORECASE)
        and re.search(r"\bformats?\b", " ".join(english), re.IGNORECASE)
    ] == []
