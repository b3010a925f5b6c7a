"""What keys do at a moment, from the one table: by themselves, and in the key line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from facilitator.core.session import phases
from facilitator.ui.commands import CONTEXTS, command_of, in_key_line
from facilitator.ui.session.keys import RULES, Moment, is_done_by_key, shown_now
from tests.core.builders import BOARD, begun, done, guide, phase, session_of

if TYPE_CHECKING:
    from facilitator.core.session.model import Session

SCALE = {"id": "trust", "text": "Hvor trygt?", "scale": ["lidt", "noget", "meget"]}
PLAIN = phase("board", questions=BOARD, keeps=["keywords"])
ROUND = phase("round", speaks="all_in_turn", questions=BOARD, keeps=["keywords"])
COUNTED = phase("counted", questions=["trust"])
THROUGH = phase("through", shows="commitments")
ANSWERED = phase("answered", shows="answering")


def session_in(*written: dict[str, object]) -> Session:
    """A session in the first of these phases, with Mette and Bo."""
    questions = [{"id": each, "text": each.title()} for each in BOARD]
    return begun(guide(list(written), questions=[*questions, SCALE]), "Mette", "Bo")


def moment(session: Session) -> Moment:
    """The moment; where a question with a scale is in play, it is chosen."""
    scales = [q for q in session.note.questions if q.scale and q.id in session.board]
    return Moment(session, scale=next(iter(scales), None), takes_words=not scales)


def shown(now: Moment) -> list[str]:
    """The actions of the key line, in its order."""
    commands = (*in_key_line("session"), command_of("everywhere.help"))
    return [command.action for command in shown_now(commands, now)]


def labels(now: Moment) -> dict[str, str]:
    """What the key line calls them."""
    return {command.action: command.label for command in shown_now(in_key_line("session"), now)}


def test_every_rule_is_of_a_command_or_of_a_digit() -> None:
    actions = {command.action for command in CONTEXTS["session"].commands}

    assert RULES.keys() <= {*actions, "choose", "help"}


def test_a_command_said_to_be_for_an_empty_line_is_not_done_in_a_written_one() -> None:
    now = moment(session_in(PLAIN))
    conditional = [c.action for c in CONTEXTS["session"].commands if c.on_empty_line]

    assert conditional
    for action in (*conditional, "close"):
        assert is_done_by_key(action, now), action
        assert not is_done_by_key(action, now._replace(is_written=True)), action


@pytest.mark.parametrize("action", ["next_phase", "undo", "commitment", "blank", "people", "enter"])
def test_a_key_that_is_no_text_does_its_command_in_a_written_line_too(action: str) -> None:
    assert is_done_by_key(action, moment(session_in(PLAIN))._replace(is_written=True))


def test_a_digit_is_text_where_there_is_a_line_and_a_key_where_there_is_none() -> None:
    assert not is_done_by_key("choose", moment(session_in(PLAIN)))
    assert is_done_by_key("choose", moment(session_in(COUNTED)))


def test_space_and_digits_belong_to_words_typed_where_none_are_taken() -> None:
    now = moment(session_in(COUNTED))._replace(is_missed=True)

    assert not is_done_by_key("choose", now)
    assert not is_done_by_key("toggle_clock", now)
    assert is_done_by_key("toggle_clock", now._replace(takes_words=True))


def test_a_digit_answers_for_a_commitment_whatever_was_typed() -> None:
    now = moment(session_in(THROUGH))._replace(takes_words=False, is_missed=True)

    assert is_done_by_key("choose", now)


def test_plus_and_minus_are_text_but_at_a_scale() -> None:
    for action in ("more", "fewer"):
        assert not is_done_by_key(action, moment(session_in(PLAIN)))
        assert is_done_by_key(action, moment(session_in(COUNTED)))


def test_enter_leads_into_the_measurement_in_its_phase_alone_and_on_an_empty_line() -> None:
    now = moment(session_in(ANSWERED))

    assert is_done_by_key("answer", now)
    assert not is_done_by_key("answer", now._replace(is_written=True))
    assert not is_done_by_key("answer", moment(session_in(PLAIN)))
    assert shown(now)[0] == "answer"
    assert "answer" not in shown(moment(session_in(PLAIN)))


def test_before_the_first_phase_the_key_line_says_how_to_begin() -> None:
    now = moment(session_of(guide([PLAIN]), "Mette"))

    assert shown(now) == ["toggle_clock", "blank", "previous_phase", "wall", "help"]
    assert {"since_last", "frame"} <= set(shown(now._replace(has_earlier=True, has_frame=True)))


def test_turns_are_in_the_key_line_of_a_round_alone() -> None:
    turns = {"pass_on", "pass_turn", "turn_back"}

    assert turns <= set(shown(moment(session_in(ROUND))))
    assert not turns & set(shown(moment(session_in(PLAIN))))


def test_a_board_and_a_clock_are_in_it_where_the_phase_has_them() -> None:
    bare = session_in(phase("quiet", minutes=0, untimed=True))

    assert not {"toggle_clock", "prolong", "edit_board"} & set(shown(moment(bare)))
    assert {"toggle_clock", "prolong", "edit_board"} <= set(shown(moment(session_in(PLAIN))))


def test_a_command_is_called_by_what_it_does_now() -> None:
    session = session_in(PLAIN, ROUND)

    assert labels(moment(session))["previous_phase"] == "Preparation"
    assert labels(moment(session))["toggle_clock"] == "Pause"
    session = done(session, phases.NextPhase(), phases.Pause(), phases.ThinkingPause())
    assert labels(moment(session)) | {
        "toggle_clock": "Start",
        "previous_phase": "Previous phase",
        "next_phase": "To the close",
        "thinking_pause": "End the pause",
    } == labels(moment(session))


def test_what_is_most_needed_comes_first() -> None:
    session = session_in(PLAIN)
    thinking = done(session, phases.ThinkingPause())

    assert shown(moment(session))[0] == "toggle_clock"
    assert shown(moment(thinking))[0] == "thinking_pause"
    narrow = moment(session)._replace(has_more_hints=True, is_narrow=True)
    assert shown(narrow)[0] == "hints"
