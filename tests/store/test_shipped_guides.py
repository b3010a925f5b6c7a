"""Our own guides: as the sources have them, and the same in both languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from facilitator.core.guide.model import (
    BoardAtClose,
    Foundations,
    Guide,
    Keeps,
    Role,
    Speaks,
)
from facilitator.core.guide.plan import total_minutes
from facilitator.core.guide.vocabulary import Vocabulary, in_words_of
from facilitator.store.guides import (
    GuideEntry,
    Guides,
    foundations,
    load_guide_file,
    shipped,
)
from facilitator.store.places import OUR_GUIDES

IDS = [
    "check-out",
    "check-out-questions",
    "measurement-dialogue",
    "supervision-60",
    "supervision-90",
]


def guide(guide_id: str, language: str = "da") -> Guide:
    return load_guide_file(OUR_GUIDES / language / f"{guide_id}.toml")


def frame(guide: Guide) -> dict[str, Any]:
    """A guide without its words: what has to be the same in every language."""
    kept = guide.model_dump(exclude={"language", "title", "summary", "source", "credit"})
    return {
        **kept,
        "purposes": len(guide.purposes),
        "checklist": len(guide.checklist),
        "questions": [(question.id, bool(question.hint)) for question in guide.questions],
        "cards": [(card.id, card.audience) for card in guide.cards],
        "phases": [
            phase.model_dump(exclude={"title", "prompts", "hints", "checklist"})
            | {"prompts": len(phase.prompts), "hints": len(phase.hints)}
            for phase in guide.phases
        ],
    }


@pytest.mark.parametrize("language", ["da", "en"])
def test_these_are_shipped(language: str) -> None:
    files = sorted(path.stem for path in (OUR_GUIDES / language).iterdir())

    assert files == [*IDS[:2], "foundations", *IDS[2:]]
    for guide_id in IDS:
        assert (guide(guide_id, language).id, guide(guide_id, language).language) == (
            guide_id,
            language,
        )


@pytest.mark.parametrize("guide_id", IDS)
def test_a_guide_is_the_same_in_both_languages_but_for_its_words(guide_id: str) -> None:
    assert frame(guide(guide_id, "da")) == frame(guide(guide_id, "en"))


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_list_says_what_the_guides_say(language: Any) -> None:
    assert {entry.id: entry for entry in shipped(language)} == {
        guide_id: GuideEntry.of(guide(guide_id, language)) for guide_id in IDS
    }


@pytest.mark.parametrize("guide_id", IDS)
@pytest.mark.parametrize("language", ["da", "en"])
def test_each_has_a_summary_and_names_its_source(guide_id: str, language: str) -> None:
    ours = guide(guide_id, language)

    assert ours.summary
    assert "Vold som Udtryksform" in ours.source
    assert ours.credit
    assert total_minutes(ours, 6) == ours.minutes


@pytest.mark.parametrize("guide_id", IDS)
@pytest.mark.parametrize("language", ["da", "en"])
def test_a_prompt_of_our_own_is_at_most_sixty_signs_wide(guide_id: str, language: Any) -> None:
    ours = guide(guide_id, language)
    quoted = {question.text for question in ours.questions}

    prompts = [prompt for phase in ours.phases for prompt in phase.prompts]

    for prompt in set(prompts) - quoted:
        assert max(map(len, prompt.splitlines())) <= 60, prompt
        assert prompt == prompt.strip()


def test_the_check_out_has_the_five_questions_of_the_theme_sheet() -> None:
    for guide_id in IDS[:2]:
        assert [question.text for question in guide(guide_id).questions] == [
            "Hvem talte?",
            "Hvem talte ikke så meget?",
            "Kom der ideer?",
            "Talte vi åbent om noget, der var svært/en fejl?",
            "Hvordan reagerede vi på en ny ide, eller noget der var svært?",
        ]
        assert guide(guide_id).board is BoardAtClose.KEPT


def test_the_check_out_has_its_five_phases() -> None:
    phases = guide("check-out").phases

    assert [(p.title, float(p.minutes), *p.speaks) for p in phases] == [
        ("Ramme", 1, Speaks.FACILITATOR),
        ("Tænkepause", 1, Speaks.NONE),
        ("Runde", 6, Speaks.ALL_IN_TURN),
        ("Opsamling", 1, Speaks.FACILITATOR),
        ("Næste gang", 1, Speaks.ALL),
    ]
    assert [p.keeps for p in phases] == [
        (),
        (),
        (Keeps.KEYWORDS,),
        (Keeps.KEYWORDS,),
        (Keeps.COMMITMENTS,),
    ]
    assert (phases[2].leader, phases[4].commitments_at_most) == ("last", 1)
    assert len(phases[1].questions) == 5


def test_question_by_question_is_five_times_two_minutes_for_five_at_most() -> None:
    variant = guide("check-out-questions")

    assert [p.minutes for p in variant.phases] == [2] * 5
    assert [p.questions for p in variant.phases] == [(q.id,) for q in variant.questions]
    assert variant.people_at_most == 5


S = Speaks
SUPERVISION_60 = [
    ("frame", 4, S.FACILITATOR),
    ("check-in", 8, S.ALL_IN_TURN),
    ("choice-of-theme", 3, S.ALL),
    ("story", 8, Role.SUPERVISEE),
    ("clarification", 5, S.ALL),
    ("silence", 2, S.NONE),
    ("reflecting-round", 14, "all_but_supervisee"),
    ("response", 4, Role.SUPERVISEE),
    ("shared-learning", 6, S.ALL),
    ("check-out", 6, S.ALL_IN_TURN),
]
SUPERVISION_90 = [
    ("frame", 5, S.FACILITATOR),
    ("since-last", 5, S.ALL),
    ("check-in", 10, S.ALL_IN_TURN),
    ("choice-of-theme", 5, S.ALL),
    ("story", 12, Role.SUPERVISEE),
    ("clarification", 8, S.ALL),
    ("silence", 2, S.NONE),
    ("first-round", 15, "all_but_supervisee"),
    ("second-round", 10, "all_but_supervisee"),
    ("response", 5, Role.SUPERVISEE),
    ("shared-learning", 7, S.ALL),
    ("check-out", 6, S.ALL_IN_TURN),
]


@pytest.mark.parametrize(
    ("guide_id", "phases"), [("supervision-60", SUPERVISION_60), ("supervision-90", SUPERVISION_90)]
)
def test_supervision_has_its_phases_and_keeps_little(
    guide_id: str, phases: list[tuple[str, float, str]]
) -> None:
    ours = guide(guide_id)

    assert [(p.id, float(p.minutes), *p.speaks) for p in ours.phases] == phases
    assert {p.id: p.keeps for p in ours.phases if p.keeps} == {
        "choice-of-theme": (Keeps.THEME_WORD,),
        "shared-learning": (Keeps.LEARNING_POINTS,),
        "check-out": (Keeps.COMMITMENTS,),
    }
    assert ours.phase("check-out").commitments_at_most == 2
    assert ours.board is BoardAtClose.CLEARED
    assert {role.id for role in ours.roles} == {Role.SUPERVISOR, Role.SUPERVISEE}


@pytest.mark.parametrize("guide_id", ["supervision-60", "supervision-90"])
def test_the_clock_hides_in_silence_and_while_something_stirs(guide_id: str) -> None:
    hidden = [p.prompts[0] for p in guide(guide_id).phases if p.clock == "hidden"]

    assert hidden == ["Mærk efter.", "Hvad vækker det hos dig?"]


def test_supervision_speaks_of_those_the_archive_is_for() -> None:
    told = in_words_of(guide("supervision-90"), Vocabulary.RESIDENT)

    assert told.phase("second-round").prompts == ("Hvad tror du, der foregik i beboeren?",)
    assert told.phase("frame").prompts[0].endswith("Ingen navne på beboere.")


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_brace_in_our_texts_is_a_place_for_a_word(language: Any) -> None:
    for guide_id in IDS:
        text = in_words_of(guide(guide_id, language), Vocabulary.CHILD)
        assert "{" not in " ".join(strings(text.model_dump(mode="json")))
    assert "{" not in " ".join(strings(foundations(language).model_dump(mode="json")))
    assert "{" not in " ".join(entry.title + entry.summary for entry in shipped(language))


def strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for below in value.values() for text in strings(below)]
    if isinstance(value, list):
        return [text for below in value for text in strings(below)]
    return [value] if isinstance(value, str) else []


def test_the_definitions_are_quoted_as_the_sources_have_them() -> None:
    texts: Foundations = foundations("da")

    assert texts.definition == (
        "Troen på at man ikke bliver ydmyget eller straffet, hvis man taler om fejl, tvivl, "
        "spørgsmål, uenighed og idéer."
    )
    card = texts.cards[0]
    assert texts.definition in card.body
    assert (
        "troen på, at arbejdsmiljøet er så trygt, at folk tør løbe såkaldte interpersonelle "
        "risici uden at blive mødt med tavshed, afstraffelse eller ydmygelse"
    ) in card.body


def test_both_languages_are_found_through_the_library() -> None:
    guides = Guides(Path("/nowhere"))

    for guide_id in IDS:
        danish = guides.guide(guide_id, "da")
        assert guides.other_language(danish) == guides.guide(guide_id, "en")
