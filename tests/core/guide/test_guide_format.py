"""The format can say every form of session: here are those that are not shipped yet, whole."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from facilitator.core.guide.check import checked
from facilitator.core.guide.model import (
    BoardAtClose,
    Guide,
    Keeps,
    Order,
    Role,
)
from facilitator.core.guide.plan import planned_minutes, total_minutes, unfolded

GUIDES = Path(__file__).parent / "guides"


def guide(name: str) -> Guide:
    return checked(tomllib.loads((GUIDES / f"{name}.toml").read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("name", "minutes"),
    [
        ("reflecting-team", [3, 3, 12, 10, 5, 5, 2]),
        ("peer-sparring", [6, 3, 7, 10, 4, 10, 5, 5]),
        ("troika", [3, 2, 2, 4, 1, 2, 2, 4, 1, 2, 2, 4, 1]),
        ("balint", [3, 6, 5, 22, 5, 4]),
        ("defusing", [5, 15, 10]),
        ("learning-review", [5, 7, 12, 10, 10, 7, 5, 4]),
        ("daily-check-in", [1, 7, 2]),
        ("weekly-check-in", [5, 9, 4, 2]),
        ("follow-up", [8, 4, 3]),
        ("framing", [5, 12, 12, 8, 8, 8, 3, 4]),
        ("measurement", [2, 6, 2]),
        ("measurement-dialogue", [4, 4, 10, 10, 5, 8, 4]),
        ("self-reflection", [5, 5, 3, 2]),
    ],
)
def test_every_form_has_its_phases_and_minutes(name: str, minutes: list[float]) -> None:
    form = guide(name)

    people = form.people or 1

    assert [planned_minutes(phase, people) for phase, _ in unfolded(form, people)] == minutes
    assert total_minutes(form, people) == form.minutes == sum(minutes)


def test_no_guide_stands_here_unused() -> None:
    assert len(list(GUIDES.glob("*.toml"))) == 13 + 1  # and the small one


def test_a_team_talks_among_themselves_while_the_others_listen() -> None:
    team = guide("reflecting-team").phase("team")

    assert team.speaks == ("team",)
    assert not team.in_turn


def test_in_a_troika_three_share_in_turn_and_two_talk_behind_a_back() -> None:
    troika = guide("troika")

    repetitions = [number for phase, number in unfolded(troika, 3) if phase.id == "two-talk"]

    assert repetitions == [1, 2, 3]
    assert troika.phase("two-talk").speaks == ("all_but_case_presenter",)
    assert troika.phase("two-talk").order is Order.VOLUNTARY


def test_a_guide_has_minutes_per_person_for_those_it_is_made_for() -> None:
    sparring = guide("peer-sparring")

    assert sparring.people == 6
    assert total_minutes(sparring, 8) == sparring.minutes + 2


def test_a_form_can_ask_for_a_trained_leader() -> None:
    assert guide("balint").trained_leader
    assert guide("balint").phase("fantasies").order is Order.FACILITATORS_CHOICE
    assert not guide("troika").trained_leader


def test_the_learning_review_begins_with_gates_that_stop_at_a_card() -> None:
    review = guide("learning-review")

    cards = {choice.label: choice.card for choice in review.gates[1].choices}

    assert review.gates[0].text == "Er nogen i fare eller kommet til skade? Ring 112."
    assert cards == {
        "Lige nu": "psychological-first-aid",
        "Tidligere i dag": "defusing",
        "1–3 dage eller mere": None,
    }
    assert review.phase("care").checklist == ("Er episoden registreret?", "Er den anmeldt?")
    assert review.phase("stirs").clock == "hidden"
    assert review.board is BoardAtClose.CLEARED
    assert not review.keeps(Keeps.KEYWORDS)


def test_a_card_can_be_for_the_facilitators_eyes_alone() -> None:
    audiences = {card.id: card.audience for card in guide("learning-review").cards}

    assert audiences == {"psychological-first-aid": "room", "defusing": "facilitator"}


def test_the_leader_is_last_when_a_result_is_judged_and_first_as_a_model() -> None:
    dialogue, weekly = guide("measurement-dialogue"), guide("weekly-check-in")

    assert dialogue.phase("round").leader == "last"
    assert weekly.phase("round").leader == "first"
    assert dialogue.role(Role.LEADER).title == ""
    assert dialogue.keeps(Keeps.THEME_WORD)


def test_the_leaders_self_reflection_is_private() -> None:
    reflection = guide("self-reflection")

    assert reflection.private
    assert len(reflection.phase("five-actions").checklist) == 5
    assert reflection.phase("when").commitments_at_most == 1
