"""The words of a guide as the program has them: one shape for each, whatever the file says."""

from __future__ import annotations

import json

import pytest

from facilitator.core.guide.entry import Minutes
from facilitator.core.guide.model import Guide, Phase
from facilitator.core.guide.plan import (
    left_out_by,
    minutes_of_courses,
    routes,
    total_minutes,
    unfolded,
)
from tests.core.builders import guide, phase


def a_phase(**words: object) -> Phase:
    return Phase.model_validate(phase("round") | words)


def ways(*ids: str) -> list[dict[str, str]]:
    return [{"label": way_id.title(), "goes_to": way_id} for way_id in ids]


def test_a_range_of_minutes_is_planned_by_its_middle() -> None:
    minutes = a_phase(minutes=[10, 15]).minutes

    assert (float(minutes), minutes.low, minutes.high) == (12.5, 10, 15)
    assert minutes != Minutes(12.5)
    assert a_phase(minutes=5).minutes == 5


def test_a_guide_comes_back_from_its_json_as_it_was() -> None:
    whole = guide(
        [
            phase("a", speaks=["interviewer", "team"], tasks={"interviewer": "Spørg."},
                  listens="leader", together="pairs", optional=True, shows="frame",
                  ways=ways("b", "c")) | {"minutes": [1, 2]},
            phase("b", untimed=True, choose={"from": "talked", "votes_each": 3, "picks": 2}),
            phase("c", group="g"),
        ],
        roles=["leader", {"id": "interviewer", "title": "Interviewer"}],
        groups=[{"id": "g", "repeat": "per_topic", "rotates": "leader"}],
        minutes=[5, 6],
        makes="frame",
    )  # fmt: skip

    written = whole.model_dump_json(by_alias=True)

    assert Guide.model_validate_json(written) == whole
    assert json.loads(written)["minutes"] == [5, 6]
    assert json.loads(written)["phases"][0]["tasks"] == {"interviewer": "Spørg."}
    assert {whole: "what is worked out once for a guide is found by it"}


def test_one_word_or_several_may_speak() -> None:
    assert a_phase(speaks="leader").speaks == ("leader",)
    assert a_phase(speaks=["leader", "team"]).speaks == ("leader", "team")


@pytest.mark.parametrize(
    ("speaks", "in_turn", "all_but"),
    [
        ("all_in_turn", True, None),
        ("all_but_interviewer", True, "interviewer"),
        ("all", False, None),
        (["interviewer", "team"], False, None),
    ],
)
def test_the_word_goes_round_among_all_or_all_but_one(
    speaks: object, in_turn: bool, all_but: str | None
) -> None:
    words = a_phase(speaks=speaks)

    assert (words.in_turn, words.all_but) == (in_turn, all_but)


def test_a_phase_knows_the_roles_it_speaks_of() -> None:
    words = a_phase(
        speaks=["interviewer", "team"],
        listens=["supervisee", "interviewer"],
        tasks={"ear": "Lyt efter ord."},
    )

    assert words.roles == ("interviewer", "supervisee", "ear")
    assert a_phase(speaks="all_but_supervisee").roles == ("supervisee",)


def test_roles_are_named_by_their_id_or_have_a_title_of_their_own() -> None:
    roles = guide([phase("a")], roles=["leader", {"id": "ear", "title": "Øre"}]).roles

    assert [(role.id, role.title) for role in roles] == [("leader", ""), ("ear", "Øre")]


def test_a_phase_has_the_board_that_it_names() -> None:
    whole = guide(
        [
            phase("none"),
            phase("all", keeps=["keywords"]),
            phase("one", questions=["ideas"]),
            phase("commitments", keeps=["commitments"]),
            phase("choosing", choose={"from": "talked", "picks": 1}),
        ]
    )

    boards = [whole.board_of(each) for each in whole.phases]

    assert boards == [(), ("talked", "ideas"), ("ideas",), (), ("talked",)]


def test_a_question_is_kept_if_a_phase_that_has_it_in_play_keeps_it() -> None:
    phases = [
        phase("seen", questions=["talked", "ideas"]),
        phase("kept", questions=["ideas"], keeps=["keywords"]),
    ]

    assert guide(phases).kept_questions == {"ideas"}
    assert guide(phases, board="cleared").kept_questions == frozenset()
    never = [{"id": "ideas", "text": "Idéer", "keep": False}]
    assert guide(phases, questions=never).kept_questions == frozenset()


def test_a_way_leaves_out_the_others_and_what_lies_between() -> None:
    whole = guide(
        [
            phase("choose", ways=ways("b", "c")),
            phase("between"),
            phase("b", group="method-b"),
            phase("b2", group="method-b"),
            phase("c", group="method-c"),
            phase("c2", group="method-c"),
            phase("end"),
        ],
        groups=[{"id": "method-b", "repeat": 1}, {"id": "method-c", "repeat": 1}],
    )
    choosing = whole.phase("choose")

    assert left_out_by(whole, choosing, "b") == {"between", "c", "c2"}
    assert left_out_by(whole, choosing, "c") == {"between", "b", "b2"}
    assert list(routes(whole)) == [{"between", "c", "c2"}, {"between", "b", "b2"}]
    assert total_minutes(whole, 1) == 2 * 4


def test_each_course_through_a_guide_has_its_minutes() -> None:
    whole = guide(
        [phase("a", ways=ways("b", "c")), phase("b", 5), phase("c") | {"minutes": [7, 9]}]
    )

    assert minutes_of_courses(whole, 1) == (Minutes(7), Minutes(9, 11))


def test_a_group_per_topic_is_gone_through_for_each_that_was_picked() -> None:
    whole = guide(
        [
            phase("ideas", choose={"from": "ideas", "picks": 3}),
            phase("talk", group="topic"),
        ],
        groups=[{"id": "topic", "repeat": "per_topic"}],
    )

    assert len(unfolded(whole, 6)) == 1 + 3
    assert len(unfolded(whole, 6, topics=2)) == 1 + 2
    assert len(unfolded(whole, 6, topics=0)) == 1 + 1


def test_an_untimed_phase_is_not_planned() -> None:
    assert total_minutes(guide([phase("a", 5), phase("b", 0, untimed=True)]), 3) == 5
