"""The word an archive uses for the people the work is for, put into the texts of a guide.

A text may hold `{citizen}`, `{citizen_definite}` and `{citizens}`; nothing else in braces is
replaced.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final, NamedTuple, TypeVar

from facilitator.core.errors import Language
from facilitator.core.guide.model import Foundations, Guide

T = TypeVar("T", Guide, Foundations)


class Vocabulary(StrEnum):
    """The people the work is for (practices.md 11), by the word in archive.toml."""

    CITIZEN = "borger"
    RESIDENT = "beboer"
    CHILD = "barn"
    USER = "bruger"
    PATIENT = "patient"


class Forms(NamedTuple):
    """The forms of a noun that texts use."""

    citizen: str
    citizen_definite: str
    citizens: str


PLACES: Final = Forms._fields
"""The words that stand in braces in a text."""

FORMS: Final[dict[Language, dict[Vocabulary, Forms]]] = {
    "da": {
        Vocabulary.CITIZEN: Forms("borger", "borgeren", "borgere"),
        Vocabulary.RESIDENT: Forms("beboer", "beboeren", "beboere"),
        Vocabulary.CHILD: Forms("barn eller ung", "barnet eller den unge", "børn og unge"),
        Vocabulary.USER: Forms("bruger", "brugeren", "brugere"),
        Vocabulary.PATIENT: Forms("patient", "patienten", "patienter"),
    },
    "en": {
        Vocabulary.CITIZEN: Forms(
            "person you support", "the person you support", "the people you support"
        ),
        Vocabulary.RESIDENT: Forms("resident", "the resident", "residents"),
        Vocabulary.CHILD: Forms(
            "child or young person", "the child or young person", "children and young people"
        ),
        Vocabulary.USER: Forms("service user", "the service user", "service users"),
        Vocabulary.PATIENT: Forms("patient", "the patient", "patients"),
    },
}


def in_words_of(texts: T, vocabulary: Vocabulary) -> T:
    """A guide, or the common texts, with the vocabulary's words filled in."""
    written = texts.model_dump_json(by_alias=True)
    for place, word in FORMS[texts.language][vocabulary]._asdict().items():
        written = written.replace(f"{{{place}}}", word)
    return type(texts).model_validate_json(written)
