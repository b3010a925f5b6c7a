from __future__ import annotations

from typing import Any

import pytest

from facilitator.core.guide.check import checked, doubts
from tests.core.guide.guides_wrong import changed, in_phase, refused


def ways(*ids: str) -> list[dict[str, str]]:
    return [{"label": "Vej", "goes_to": way_id} for way_id in ids]


def of_phases(*phases: dict[str, Any], **words: Any) -> dict[str, Any]:
    """The small guide with these phases, a minute each where they do not say."""
    written = [
        {"title": "Fase", "speaks": "all", "prompts": ["Hvad?"], "minutes": 1} | phase
        for phase in phases
    ]
    minutes = sum(phase["minutes"] for phase in written if isinstance(phase["minutes"], int))
    return changed(**{"phases": written, "minutes": minutes, "groups": [], "roles": []} | words)


A, B, C = {"id": "a"}, {"id": "b"}, {"id": "c"}
INTERVIEWER = {"id": "interviewer", "title": "Interviewer"}
QUESTION = {"id": "q", "text": "Hvad?"}


@pytest.mark.parametrize(
    ("guide", "where", "sentence"),
    [
        (
            changed(
                questions=[
                    {"id": "who-spoke", "text": "Hvem talte?"},
                    {"id": "who-spoke", "text": "Kom der ideer?"},
                ]
            ),
            "questions.1.id",
            'The id "who-spoke" stands twice in [[questions]]. Give this one another.',
        ),
        (
            in_phase(2, id="a"),
            "phases.2.id",
            'The id "a" stands twice in [[phases]]. Give this one another.',
        ),
        (
            in_phase(1, questions=["who-spok"]),
            "phases.1.questions.0",
            'No [[questions]] has the id "who-spok". Write "who-spoke", or add one with that id.',
        ),
        (
            in_phase(1, cards=["aid", "zzz"]),
            "phases.1.cards.1",
            'No [[cards]] has the id "zzz". Write "aid", or add one with that id.',
        ),
        (
            in_phase(2, group="turns"),
            "phases.2.group",
            'No [[groups]] has the id "turns". Write "turn", or add one with that id.',
        ),
        (
            changed(
                gates=[
                    {
                        "text": "Ring 112.",
                        "choices": [{"label": "Ja", "card": "first"}, {"label": "Nej"}],
                    }
                ]
            ),
            "gates.0.choices.0.card",
            'No [[cards]] has the id "first". Write "aid", or add one with that id.',
        ),
        (
            changed(gates=[{"text": "Ring 112.", "choices": [{"label": "Ja", "card": "aid"}]}]),
            "gates.0",
            "No choice of this gate goes on to the first phase. Leave card out of one.",
        ),
        (
            changed(groups=[{"id": "turn", "repeat": 2}, {"id": "unused", "repeat": 2}]),
            "groups.1",
            'No phase belongs to this group. Write group = "unused" in its phases.',
        ),
        (
            changed(roles=["supervisee"]),
            "phases.1.leader",
            'leader = "last" needs somebody with that role. Add "leader" to roles.',
        ),
        (
            changed(minutes=11),
            "minutes",
            (
                "The phases add up to 10 minutes, but the guide says 11. "
                "Write minutes = 10, or give the phases other minutes."
            ),
        ),
        (
            in_phase(0, start="rotated"),
            "phases.0.start",
            (
                '"start" counts only where the floor goes round. '
                'Write speaks = "all_in_turn", or take "start" out.'
            ),
        ),
        (
            in_phase(2, commitments_at_most=2),
            "phases.2.commitments_at_most",
            (
                "This phase keeps no commitments. "
                'Add "commitments" to keeps, or take "commitments_at_most" out.'
            ),
        ),
        (
            changed(board="cleared"),
            "phases.1.keeps",
            (
                'A board that is cleared keeps no keywords. Write "learning_points" here, '
                'or board = "kept" for the whole guide.'
            ),
        ),
        (
            changed(people=6, people_at_most=5),
            "people",
            '"people" is 6, more than people_at_most. Write at most 5.',
        ),
        (
            in_phase(0, prompts=["Sig noget.", "å" * 201]),
            "phases.0.prompts.1",
            (
                "This prompt has 201 characters, too many to read on a wall. "
                "Write at most 200, or divide it into several prompts."
            ),
        ),
        (
            of_phases(A | {"ways": ways("b", "z")}, B),
            "phases.0.ways.1.goes_to",
            'No [[phases]] has the id "z". Write "a", "b", or add one with that id.',
        ),
        (
            of_phases(A, B | {"ways": ways("a", "c")}, C),
            "phases.1.ways.0.goes_to",
            '"a" does not come after this phase. A way goes to a phase further down.',
        ),
        (
            of_phases(A | {"ways": ways("b", "b")}, B),
            "phases.0.ways",
            "A choice is between two ways at least. Add one that goes to another phase.",
        ),
        (
            of_phases(A | {"ways": ways("b", "c")}, B, C | {"optional": True}),
            "phases.0.ways.1.goes_to",
            '"c" is optional, and a way goes to it. Take optional = true out there.',
        ),
        (
            of_phases(A, B, gates=[{"text": "Nu?", "choices": [{"label": "Ja", "goes_to": "x"}]}]),
            "gates.0.choices.0.goes_to",
            'No [[phases]] has the id "x". Write "a", "b", or add one with that id.',
        ),
        (
            of_phases(A | {"tasks": {"ear": "Lyt."}}),
            "phases.0.tasks.ear",
            'No [[roles]] has the id "ear". Add one with that id.',
        ),
        (
            of_phases(A | {"group": "g"}, groups=[{"id": "g", "repeat": 1, "rotates": "x"}]),
            "groups.0.rotates",
            'No [[roles]] has the id "x". Add one with that id.',
        ),
        (
            of_phases(A | {"group": "g"}, groups=[{"id": "g", "repeat": "per_topic"}]),
            "groups.0.repeat",
            (
                "No phase before this group chooses topics. "
                'Write choose = { from = "…", picks = 2 } in one, with the id of a question.'
            ),
        ),
        (
            of_phases(
                A | {"optional": True, "questions": ["q"], "choose": {"from": "q", "picks": 1}},
                B | {"group": "g"},
                groups=[{"id": "g", "repeat": "per_topic"}],
                questions=[QUESTION],
            ),
            "groups.0.repeat",
            '"a" chooses the topics, and is optional. Take optional = true out there.',
        ),
        (
            of_phases(A | {"choose": {"from": "q", "picks": 1}},
                      questions=[QUESTION | {"scale": ["Nej", "Ja"]}]),
            "phases.0.choose.from",
            '"q" has a scale, and holds nothing to choose from. Choose from another.',
        ),
        (
            of_phases(A, roles=["interviewer"]),
            "roles.0",
            'The role "interviewer" has no title. Write { id = "interviewer", title = "…" }.',
        ),
        (
            of_phases(A, roles=["supervisand"]),
            "roles.0",
            (
                'The role "supervisand" has no title. Write "supervisee", '
                'or { id = "supervisand", title = "…" } for a role of your own.'
            ),
        ),
        (
            of_phases(A, roles=[{"id": "team", "title": "Teamet"}]),
            "roles.0",
            '"team" means something else in speaks. Give the role another id.',
        ),
        (
            of_phases(A, roles=[INTERVIEWER, INTERVIEWER]),
            "roles.1.id",
            'The id "interviewer" stands twice in [[roles]]. Give this one another.',
        ),
        (
            of_phases(A | {"speaks": ["interviewer", "all"]}, roles=[INTERVIEWER]),
            "phases.0.speaks",
            '"all" stands alone in speaks. Take it out, or the others.',
        ),
        (
            of_phases(A | {"speaks": "alle"}),
            "phases.0.speaks",
            '"speaks" cannot be "alle". Write "all", or add "alle" to roles.',
        ),
        (
            of_phases(A | {"speaks": "xyz"}),
            "phases.0.speaks",
            (
                '"speaks" cannot be "xyz". Write one of "all_in_turn", "all", "facilitator", '
                '"team", "none", or a role of your own: '
                'add { id = "xyz", title = "…" } to roles.'
            ),
        ),
        (
            of_phases(A | {"speaks": "all_but_supervisee", "listens": "supervisee"},
                      roles=["supervisee"]),
            "phases.0.listens",
            '"supervisee" listens anyway, as speaks says. Take it out of listens.',
        ),
        (
            of_phases(A | {"speaks": ["leader"], "listens": ["leader"]}, roles=["leader"]),
            "phases.0.listens",
            '"leader" stands in speaks too. Keep it in one of them.',
        ),
        (
            of_phases(A | {"listens": "all"}),
            "phases.0.listens",
            (
                '"listens" cannot be "all". Write one of "team", "facilitator", or a role of your '
                'own: add { id = "all", title = "…" } to roles.'
            ),
        ),
        (
            of_phases(A | {"together": "pairs", "speaks": "none"}),
            "phases.0.together",
            (
                'Nobody talks in pairs where speaks = "none". Write speaks = "all", '
                "or take together out."
            ),
        ),
        (
            of_phases(A | {"together": "fours"}, people_at_most=3),
            "phases.0.together",
            '"fours" need 4 people. Write people_at_most = 4 or more.',
        ),
        (
            of_phases(A, questions=[QUESTION | {"scale": ["Ja"]}]),
            "questions.0.scale",
            "A scale has from 2 to 7 levels, each with words of its own.",
        ),
        (
            of_phases(A, questions=[QUESTION | {"one": True}]),
            "questions.0.one",
            '"q" has no scale to choose one level of. Write one, or take "one" out.',
        ),
        (
            of_phases(A | {"untimed": True}),
            "phases.0.untimed",
            "An untimed phase has no minutes. Take the minutes out, or untimed = true.",
        ),
        (
            of_phases(A | {"minutes": [15, 10]}, minutes=12),
            "phases.0.minutes",
            "The least comes first in a range. Write [10, 15].",
        ),
        (
            of_phases(A | {"minutes": [10, 15]}, minutes=[10, 20]),
            "minutes",
            (
                "The phases add up to [10, 15] minutes, but the guide says [10, 20]. "
                "Write minutes = [10, 15], or give the phases other minutes."
            ),
        ),
        (
            of_phases(A | {"minutes": [10, 15]}, minutes=15),
            "minutes",
            (
                "The phases add up to 12.5 minutes, but the guide says 15. "
                "Write minutes = 12.5, or give the phases other minutes."
            ),
        ),
        (
            of_phases(A | {"ways": ways("b", "c")}, B, C | {"minutes": 5}),
            "minutes",
            (
                "The phases add up to [2, 6] minutes, but the guide says 7. "
                "Write minutes = [2, 6], or give the phases other minutes."
            ),
        ),
        (
            of_phases(A, people=3, people_at_least=4),
            "people",
            '"people" is 3, less than people_at_least. Write 4 or more.',
        ),
        (
            of_phases(A, people_at_least=8, people_at_most=6),
            "people_at_least",
            '"people_at_least" is 8, more than people_at_most. Write at most 6.',
        ),
        (
            of_phases(A | {"prompts": ["Hvad med {borger}?"]}),
            "phases.0.prompts.0",
            (
                "{borger} is not known. Write {citizen}, {citizen_definite}, {citizens}, "
                "or leave the braces out."
            ),
        ),
        (
            of_phases(A | {"hints": ["Kun om {Citizen}."]}),
            "phases.0.hints.0",
            "{Citizen} is not known. Write {citizen}, or leave the braces out.",
        ),
        (
            of_phases(A, makes="frame", board="cleared"),
            "board",
            'A frame is made of what is on the board. Write board = "kept".',
        ),
        (
            of_phases(A | {"group": "g"}, B, C | {"group": "g"}, groups=[{"id": "g", "repeat": 2}]),
            "phases.2.group",
            'The phases of the group "g" do not stand together. Move this one up.',
        ),
        (
            of_phases(A | {"keeps": ["keywords"]}, questions=[]),
            "phases.0.keeps",
            "Keywords need a question to stand under. Add one: [[questions]] with id and text.",
        ),
        (
            of_phases(A | {"minutes": 0}, B),
            "phases.0",
            (
                "This phase has no time. Write minutes = 5 or minutes_per_person = 2, or "
                "untimed = true where it is to have no clock."
            ),
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and " " not in value else "",
)  # fmt: skip
def test_what_does_not_fit_together_is_named_with_what_to_write_instead(
    guide: dict[str, Any], where: str, sentence: str
) -> None:
    assert refused(guide) == [(where, sentence)]


@pytest.mark.parametrize(
    ("speaks", "role"),
    [
        ("supervisee", "supervisee"),
        ("all_but_supervisee", "supervisee"),
        ("case_presenter", "case_presenter"),
        ("all_but_case_presenter", "case_presenter"),
    ],
)
def test_who_speaks_by_role_has_to_be_among_the_roles(speaks: str, role: str) -> None:
    guide = in_phase(0, speaks=speaks)

    guide["roles"] = ["leader"]

    needed = f'speaks = "{speaks}" needs somebody with that role. Add "{role}" to roles.'
    assert refused(guide) == [("phases.0.speaks", needed)]
    guide["roles"] = ["leader", role]
    assert checked(guide).phases[0].speaks == (speaks,)


def test_minutes_per_person_need_the_number_they_hold_for() -> None:
    guide = in_phase(0, minutes=5, minutes_per_person=3)

    assert refused(guide) == [
        (
            "minutes",
            (
                "The minutes depend on how many take part. "
                "Write for how many they are 10: people = 6, for example."
            ),
        )
    ]
    assert refused({**guide, "people": 4}) == [
        (
            "minutes",
            (
                "With 4 people the phases add up to 25 minutes, but the guide says 10. "
                "Write minutes = 25, or give the phases other minutes."
            ),
        )
    ]
    assert checked({**guide, "people": 4, "minutes": 25}).people == 4


def test_a_group_per_person_needs_the_number_too() -> None:
    guide = changed(groups=[{"id": "turn", "repeat": "per_person"}])

    assert [where for where, _ in refused(guide)] == ["minutes"]
    assert checked({**guide, "people": 5, "minutes": 19}).people == 5


def test_tenths_of_a_minute_add_up() -> None:
    guide = in_phase(0, minutes=0.1)
    guide["phases"][2]["minutes"] = 0.2
    guide["minutes"] = 6.3

    assert checked(guide).minutes == 6.3


@pytest.mark.parametrize(
    "guide",
    [
        of_phases(A | {"minutes": [10, 15]}, minutes=[10, 15]),
        of_phases(A | {"minutes": [10, 15]}, minutes=12.5),
        of_phases(A | {"minutes": 0, "untimed": True}, minutes=0),
        of_phases(A | {"ways": ways("b", "c")}, B, C, minutes=2),
        of_phases(A | {"ways": ways("b", "c")}, B, C | {"minutes": 5}, minutes=[2, 6]),
        of_phases(A | {"together": "alone", "speaks": "none"}),
        of_phases(A | {"speaks": ["interviewer", "team"], "listens": "leader",
                       "tasks": {"leader": "Lyt efter ord."}}, roles=["leader", INTERVIEWER]),
        of_phases(A | {"prompts": ["Hvad med {citizens}?"], "hints": ["{}", "{0}"]}),
        of_phases(A, gates=[{"text": "Nu?", "choices": [{"label": "Ja", "goes_to": "a"}]}]),
    ],
    ids=range(9),
)  # fmt: skip
def test_what_holds_passes(guide: dict[str, Any]) -> None:
    assert checked(guide).title


def test_a_question_that_no_phase_plays_is_a_doubt() -> None:
    guide = checked(of_phases(A, questions=[QUESTION], board="cleared"))

    assert [(doubt.path, str(doubt)) for doubt in doubts(guide)] == [
        (
            ("questions", 0),
            (
                "No phase has this question on its board. "
                'Write questions = ["q"] in the phase where it is asked.'
            ),
        )
    ]
