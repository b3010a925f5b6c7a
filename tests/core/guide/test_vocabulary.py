from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from facilitator.core.guide.model import Guide
from facilitator.core.guide.vocabulary import FORMS, Vocabulary, in_words_of

SMALL = Path(__file__).parent.joinpath("guides", "small.toml").read_text(encoding="utf-8")


def saying(text: str, language: str = "da") -> Guide:
    """A guide with that prompt."""
    guide = tomllib.loads(SMALL)
    guide["language"] = language
    guide["phases"][0]["prompts"] = [text]
    return Guide.model_validate(guide)


def prompt(guide: Guide) -> str:
    return guide.phases[0].prompts[0]


@pytest.mark.parametrize(
    ("vocabulary", "danish"),
    [
        (Vocabulary.CITIZEN, "borger · borgeren · borgere"),
        (Vocabulary.RESIDENT, "beboer · beboeren · beboere"),
        (Vocabulary.CHILD, "barn eller ung · barnet eller den unge · børn og unge"),
        (Vocabulary.USER, "bruger · brugeren · brugere"),
        (Vocabulary.PATIENT, "patient · patienten · patienter"),
    ],
)
def test_the_archives_word_stands_where_the_guide_has_a_place_for_it(
    vocabulary: Vocabulary, danish: str
) -> None:
    guide = saying("{citizen} · {citizen_definite} · {citizens}")

    assert prompt(in_words_of(guide, vocabulary)) == danish


def test_an_english_guide_has_english_words() -> None:
    guide = saying("What went on in {citizen_definite}? No names of {citizens}.", "en")

    words = prompt(in_words_of(guide, Vocabulary.RESIDENT))

    assert words == "What went on in the resident? No names of residents."


@pytest.mark.parametrize(
    "text", ["{citizen_x} {Citizen} { citizen }", "{}", "{0} {name}", 'a "{b}" \\ {', "{{x}}"]
)
def test_other_braces_stay_as_they_are(text: str) -> None:
    guide = saying(text)

    assert in_words_of(guide, Vocabulary.PATIENT) == guide


def test_nothing_but_the_texts_changes() -> None:
    guide = saying("Ingen navne på {citizens}.")

    told = in_words_of(guide, Vocabulary.USER)

    assert prompt(told) == "Ingen navne på brugere."
    assert told == guide.model_copy(
        update={
            "phases": (
                guide.phases[0].model_copy(update={"prompts": ("Ingen navne på brugere.",)}),
                *guide.phases[1:],
            )
        }
    )


def test_every_vocabulary_has_its_words_in_both_languages() -> None:
    assert {language: set(forms) for language, forms in FORMS.items()} == {
        "da": set(Vocabulary),
        "en": set(Vocabulary),
    }
