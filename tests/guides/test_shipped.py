"""Our own guides: as the sources have them, and the same in both languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final, Literal, get_args

import pytest

from facilitator.core.guide.model import (
    BoardAtClose,
    Foundations,
    Guide,
    Keeps,
    Role,
)
from facilitator.core.guide.plan import total_minutes
from facilitator.core.guide.vocabulary import Vocabulary, in_words_of
from facilitator.store.guide_files import load_guide_file
from facilitator.store.guides import GuideEntry, Guides, foundations, shipped
from facilitator.store.paths import OUR_GUIDES

Language = Literal["da", "en"]

IDS: Final = sorted(path.stem for path in (OUR_GUIDES / "da").glob("*.toml"))
IDS.remove("foundations")

PRACTICES: Final = {
    "balint": 45,
    "check-in-daily": 10,
    "check-in-weekly": 20,
    "check-out": 10,
    "check-out-questions": 10,
    "defusing": 0,
    "follow-up": 15,
    "framing": 60,
    "learning-review": 60,
    "measurement": 10,
    "measurement-dialogue": 45,
    "peer-sparring": 50,
    "reflecting-team": 40,
    "self-reflection": 15,
    "supervision-60": 60,
    "supervision-90": 90,
    "troika": 30,
}
"""What formats.md has, by minutes. A defusing has no clock."""

WORDS: Final = {"title", "text", "about", "hint", "body", "label", "summary", "source", "credit"}
LISTS_OF_WORDS: Final = {"prompts", "hints", "checklist", "purposes", "scale"}
"""What differs between two languages, by its key in a guide; all else is the same."""

each_guide = pytest.mark.parametrize("guide_id", IDS)
each_language = pytest.mark.parametrize("language", get_args(Language))


def guide(guide_id: str, language: str = "da") -> Guide:
    return load_guide_file(OUR_GUIDES / language / f"{guide_id}.toml")


def structure(value: Any, key: str = "") -> Any:
    """A guide without its words: that there are some, and how many."""
    if key in WORDS:
        return bool(value)
    if key in LISTS_OF_WORDS:
        return len(value)
    if key == "tasks":
        return sorted(value)
    if isinstance(value, dict):
        return {name: structure(part, name) for name, part in value.items() if name != "language"}
    if isinstance(value, list):
        return [structure(part) for part in value]
    return value


@each_language
def test_every_practice_of_the_sources_is_shipped(language: str) -> None:
    files = sorted(path.stem for path in (OUR_GUIDES / language).iterdir())

    assert files == sorted([*IDS, "foundations"])
    assert PRACTICES.items() <= {one: total_minutes(guide(one, language), 3) for one in IDS}.items()
    assert {(guide(one, language).id, guide(one, language).language) for one in IDS} == {
        (one, language) for one in IDS
    }


@each_guide
def test_a_guide_is_the_same_in_both_languages_but_for_its_words(guide_id: str) -> None:
    danish, english = (
        guide(guide_id, language).model_dump(mode="json") for language in ("da", "en")
    )

    assert structure(danish) == structure(english)


def test_the_cards_are_the_same_in_both_languages_but_for_their_words() -> None:
    danish, english = (foundations(language).model_dump(mode="json") for language in ("da", "en"))
    for texts in (danish, english):
        for name in ("definition", "closing", "ground_rules", "start_check"):
            texts[name] = bool(texts[name])

    assert structure(danish) == structure(english)


@each_language
def test_the_list_says_what_the_guides_say(language: Language) -> None:
    assert {entry.id: entry for entry in shipped(language)} == {
        guide_id: GuideEntry.of(guide(guide_id, language)) for guide_id in IDS
    }


@each_guide
@each_language
def test_each_has_a_summary_and_names_its_source(guide_id: str, language: str) -> None:
    ours = guide(guide_id, language)

    assert ours.summary
    assert ours.source
    assert ours.credit


@each_guide
@each_language
def test_a_prompt_of_our_own_is_at_most_sixty_signs_wide(guide_id: str, language: Language) -> None:
    ours = guide(guide_id, language)
    quoted = {question.text for question in ours.questions}

    prompts = [prompt for phase in ours.phases for prompt in phase.prompts]

    for prompt in set(prompts) - quoted:
        assert max(map(len, prompt.splitlines())) <= 60, prompt
        assert prompt == prompt.strip()


def test_the_check_out_has_the_five_questions_of_the_theme_sheet() -> None:
    for guide_id in ("check-out", "check-out-questions"):
        assert [question.text for question in guide(guide_id).questions] == [
            "Hvem talte?",
            "Hvem talte ikke så meget?",
            "Kom der ideer?",
            "Talte vi åbent om noget, der var svært/en fejl?",
            "Hvordan reagerede vi på en ny ide, eller noget der var svært?",
        ]
        assert guide(guide_id).board is BoardAtClose.KEPT


PHASES: Final = {
    "balint": "Ramme 3 · Fortælling 6 · Afklaring 5 · Gruppen forestiller sig 22"
    " · Fokuspersonen kommer tilbage 5 · Luk 4",
    "check-in-daily": "Ankomst 1 · Runde 7 · Hjælp 2",
    "check-in-weekly": "Siden sidst 5 · Runde 9 · Ét svært emne 4 · Aftale 2",
    "check-out": "Ramme 1 · Tænkepause 1 · Runde 6 · Opsamling 1 · Næste gang 1",
    "follow-up": "Aftaler 8 · Læring 4 · Beslut 3",
    "framing": "Formål 5 · HVAD 12 · HVORDAN 12 · Det usagte 8 · Målepunkter 8 · Normer 8"
    " · Når en aftale ikke holder 3 · Tjek 4",
    "learning-review": "Ramme 5 · Check-in 7 · Hvad skete der? 12 · Hvad vækker det? 10"
    " · Hvorfor kunne det gå galt? 10 · Hvad lærer vi? 7 · Aftaler og omsorg 5 · Check-out 4",
    "measurement": "Intro 2 · Svar 6 · Luk 2",
    "measurement-dialogue": "Ramme 4 · Stille læsning 4 · Runde 10 · Forskelle 10 · Vælg 5"
    " · Handling 8 · Check-out 4",
    "peer-sparring": "Udfordringer 6 · Vælg 3 · Fokuspersonen uddyber 7 · Spørgerunde 10"
    " · Egne ideer 4 · Rådrunde 10 · Fokuspersonen sorterer 5 · Evaluering 5",
    "reflecting-team": "Ramme 3 · Spørgsmål 3 · Interview 12 · Teamet taler 10 · Respons 5"
    " · Om samtalen 5 · Punktum 2",
    "self-reflection": "Fem handlinger 5 · Rollemodel 5 · Én handling 3 · Hvornår 2",
    "supervision-60": "Ramme 4 · Check-in 8 · Valg af tema 3 · Fortælling 8 · Afklaring 5"
    " · Stilhed 2 · Reflekterende runde 14 · Respons 4 · Fælles læring 6 · Check-out 6",
    "supervision-90": "Ramme 5 · Siden sidst 5 · Check-in 10 · Valg af tema 5"
    " · Fortælling og interview 12 · Afklaring 8 · Stilhed 2 · 1. runde: hos os 15"
    " · 2. runde: hos {citizen_definite} 10 · Respons 5 · Fælles læring 7 · Check-out 6",
    "troika": "Intro 3 · Del 2 · Afklar 2 · To taler 4 · Respons 1",
}
"""The phases with their minutes, as formats.md has them."""

NOTHING_BUT: Final = {
    "balint": {"close": "learning_points"},
    "check-in-daily": {"help": "commitments"},
    "defusing": {"follow-up": "commitments"},
    "learning-review": {
        "why": "learning_points",
        "learning": "learning_points",
        "care": "commitments",
    },
    "measurement": {},
    "peer-sparring": {
        "choose": "theme_word",
        "sorting": "commitments",
        "evaluation": "learning_points",
    },
    "reflecting-team": {
        "question": "theme_word",
        "meta": "learning_points",
        "full-stop": "commitments",
    },
    "supervision-60": {
        "choice-of-theme": "theme_word",
        "shared-learning": "learning_points",
        "check-out": "commitments",
    },
    "supervision-90": {
        "choice-of-theme": "theme_word",
        "shared-learning": "learning_points",
        "check-out": "commitments",
    },
    "troika": {"response": "commitments"},
}
"""What the phases keep of the practices whose board is cleared (privacy.md P5)."""


@pytest.mark.parametrize("guide_id", PHASES)
def test_a_practice_has_the_phases_and_minutes_of_its_table(guide_id: str) -> None:
    phases = [f"{phase.title} {phase.minutes:g}" for phase in guide(guide_id).phases]

    assert " · ".join(phases) == PHASES[guide_id]


@pytest.mark.parametrize("guide_id", NOTHING_BUT)
def test_what_is_said_in_confidence_is_cleared_but_for_little(guide_id: str) -> None:
    ours = guide(guide_id)

    assert ours.board is BoardAtClose.CLEARED
    assert {p.id: " ".join(p.keeps) for p in ours.phases if p.keeps} == NOTHING_BUT[guide_id]


def test_the_check_out_keeps_its_board_and_at_most_one_commitment() -> None:
    ours = guide("check-out")

    assert {p.id: p.keeps for p in ours.phases if p.keeps} == {
        "round": (Keeps.KEYWORDS,),
        "gather": (Keeps.KEYWORDS,),
        "next-time": (Keeps.COMMITMENTS,),
    }
    assert (ours.phase("round").leader, ours.commitments_at_most) == ("last", 1)
    assert len(ours.phase("think").questions) == 5


def test_question_by_question_is_five_times_two_minutes_for_five_at_most() -> None:
    variant = guide("check-out-questions")

    assert [p.minutes for p in variant.phases] == [2] * 5
    assert [p.questions for p in variant.phases] == [(q.id,) for q in variant.questions]
    assert variant.people_at_most == 5


@pytest.mark.parametrize("guide_id", ["supervision-60", "supervision-90"])
def test_in_supervision_the_group_listens_to_one_and_then_one_to_the_group(guide_id: str) -> None:
    ours = guide(guide_id)
    rounds = [p.id for p in ours.phases if p.all_but == Role.SUPERVISEE]

    assert ours.phase("story").listens == ("team",)
    assert rounds == (
        ["reflecting-round"] if guide_id.endswith("60") else ["first-round", "second-round"]
    )
    assert ours.commitments_at_most == 2


def test_a_troika_goes_round_three_times_with_another_case_presenter() -> None:
    ours = guide("troika")

    (group,) = ours.groups
    assert (group.repeat, group.rotates) == (3, Role.CASE_PRESENTER)
    assert [p.id for p in ours.phases if p.group] == ["share", "clarify", "consult", "response"]


@each_language
def test_after_an_incident_112_comes_first_and_only_a_day_later_does_it_begin(
    language: Language,
) -> None:
    danger, how_long = guide("learning-review", language).gates

    assert "112" in danger.text
    assert [choice.card for choice in danger.choices] == [None, "call-112"]
    assert [choice.card for choice in how_long.choices] == [
        "psychological-first-aid",
        "defusing",
        None,
    ]


@pytest.mark.parametrize("guide_id", ["learning-review", "defusing"])
@each_language
def test_no_word_says_that_it_debriefs(guide_id: str, language: Language) -> None:
    text = " ".join(strings(guide(guide_id, language).model_dump(mode="json"))).lower()

    for claim in ("ikke debriefing", "not a debriefing"):
        text = text.replace(claim, "")
    assert "debrief" not in text


def test_of_the_incident_nothing_is_kept_but_whether_it_is_registered() -> None:
    ours = guide("learning-review")
    scaled = [q for q in ours.questions if q.scale]

    assert [(q.id, q.text, q.scale) for q in scaled] == [
        ("registered", "Er episoden registreret?", ("Gjort", "Aftalt", "Ikke relevant"))
    ]
    assert [q.id for q in ours.questions if not q.keep] == ["steps"]
    assert ours.phase("care").questions == ("registered",)
    assert ours.chooses_one("registered")


def test_a_defusing_has_no_clock_and_no_board() -> None:
    ours = guide("defusing")

    assert all(p.untimed and p.clock == "hidden" for p in ours.phases)
    assert not ours.questions
    assert ours.trained_leader


def test_a_frame_keeps_what_was_unspoken_only_under_another_heading() -> None:
    ours = guide("framing")

    assert ours.makes == "frame"
    assert [q.id for q in ours.questions if not q.keep] == ["unspoken"]
    assert ours.kept_questions == {q.id for q in ours.questions} - {"unspoken"}
    assert ours.phase("unspoken").questions == ("unspoken", "how")
    assert ours.phase("check").checklist == ("Tydelig?", "Forpligtende?", "Hverdagsnær?")


def test_the_leaders_own_reflection_is_private_and_quotes_the_five_actions() -> None:
    ours = guide("self-reflection")
    actions = [q for q in ours.questions if q.scale]

    assert ours.private
    assert [q.text for q in actions] == [
        "Gør psykologisk tryghed til en eksplicit og kontinuerlig prioritet",
        "Skab tid og rum til dialog og bryd tabuet",
        "Gør registrering af voldelige episoder nemt og naturligt",
        "Involvér dig og vær tilnærmelig",
        "Vis omsorg for medarbejderne som mennesker.",
    ]
    assert {q.scale for q in actions} == {("Ikke endnu", "På vej", "Tydeligt")}
    assert all(q.about.startswith("Fx: ") for q in actions)


@pytest.mark.parametrize(
    ("guide_id", "phase_ids"),
    [
        ("check-in-weekly", ["since-last"]),
        ("follow-up", ["commitments", "decide"]),
        ("supervision-90", ["since-last"]),
    ],
)
def test_what_was_agreed_is_on_screen_where_it_is_talked_about(
    guide_id: str, phase_ids: list[str]
) -> None:
    assert [p.id for p in guide(guide_id).phases if p.shows == "commitments"] == phase_ids


@pytest.mark.parametrize("guide_id", ["supervision-60", "supervision-90"])
def test_the_clock_hides_in_silence_and_while_something_stirs(guide_id: str) -> None:
    hidden = [p.prompts[0] for p in guide(guide_id).phases if p.clock == "hidden"]

    assert hidden == ["Mærk efter.", "Hvad vækker det hos dig?"]


WOODEN: Final = (
    "Ingen er også et svar",
    "Ingen følger op",
    "None is an answer",
    "I-form:",
    "jeg-form:",
    "has the word",
    "the word goes",
    "standing in the uncertain",
    "did not speak so much",
    "spoke a lot",
    "citizens",
)
"""Phrases that were tried and are not how people talk."""


@each_guide
@each_language
def test_the_words_are_such_as_people_say(guide_id: str, language: Language) -> None:
    text = " ".join(strings(guide(guide_id, language).model_dump(mode="json")))

    assert [words for words in WOODEN if words in text.replace("{citizens}", "")] == []


def test_supervision_speaks_of_those_the_archive_is_for() -> None:
    told = in_words_of(guide("supervision-90"), Vocabulary.RESIDENT)

    assert told.phase("second-round").prompts == ("Hvad tror du, der foregik i beboeren?",)
    assert told.phase("frame").prompts[0].endswith("Ingen navne på beboere.")


@each_language
def test_every_brace_in_our_texts_is_a_place_for_a_word(language: Language) -> None:
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
