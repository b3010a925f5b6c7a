from __future__ import annotations

from typing import Any

import pytest

from facilitator.core.guide.check import checked
from tests.core.guide.guides_wrong import changed, in_phase, refused, without


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
                '"start" counts only where the word goes round. '
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
    ],
    ids=lambda value: value if isinstance(value, str) and " " not in value else "",
)
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


def test_phases_of_a_group_have_to_stand_together() -> None:
    guide = changed()
    guide["phases"].append({**guide["phases"][1], "id": "d"})

    assert refused(guide) == [
        (
            "phases.3.group",
            'The phases of the group "turn" do not stand together. Move this one up.',
        )
    ]


def test_keywords_need_a_question_to_stand_under() -> None:
    guide = without("questions")
    del guide["phases"][1]["questions"]

    assert [where for where, _ in refused(guide)] == ["phases.1.keeps"]


def test_a_phase_needs_time_of_its_own_or_per_person() -> None:
    guide = in_phase(0, minutes=0)

    assert refused(guide)[0] == (
        "phases.0",
        "This phase has no time. Write minutes = 5, or minutes_per_person = 2.",
    )


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
