"""Conducting: events in, a new frozen session out.

`conduct(session, event, now)` is the only way a session changes. What is not allowed raises
`Refused` with a reason, and nothing has changed. Nothing ever moves on by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from facilitator.core.session import board, people, phases
from facilitator.core.session import events as e
from facilitator.core.session.model import Session
from facilitator.core.session.timing import seen, woken

_DOES: dict[type, Callable[[Session, Any, datetime], Session]] = {
    e.Start: phases.start,
    e.Pause: phases.pause,
    e.NextPhase: phases.next_phase,
    e.PreviousPhase: phases.previous_phase,
    e.Prolong: phases.prolong,
    e.WrapUp: phases.wrap_up,
    e.ThinkingPause: phases.thinking_pause,
    e.SetElapsed: phases.set_elapsed,
    e.AcceptRefit: phases.accept_refit,
    e.BeginClose: phases.begin_close,
    e.ReturnFromClose: phases.return_from_close,
    e.PassOn: people.pass_on,
    e.PassTurn: people.pass_turn,
    e.TurnBack: people.turn_back,
    e.GiveWord: people.give_word,
    e.NewRound: people.new_round,
    e.Arrive: people.arrive,
    e.Leave: people.leave,
    e.AssignRole: people.assign_role,
    e.AddKeyword: board.add_keyword,
    e.EditKeyword: board.edit_keyword,
    e.MoveKeyword: board.move_keyword,
    e.DeleteKeyword: board.delete_keyword,
    e.KeepKeyword: board.keep_keyword,
    e.AddCommitment: board.add_commitment,
    e.EditCommitment: board.edit_commitment,
    e.DeleteCommitment: board.delete_commitment,
    e.SetThemeWord: board.set_theme_word,
    e.SetPurpose: board.set_purpose,
}


def conduct(session: Session, event: e.Event, now: datetime) -> Session:
    """The session after the event, which happens at `now` (UTC).

    Raises Refused, with a reason, where the event is not allowed.
    """
    if isinstance(event, e.Woke):
        return woken(session, event.since, now)
    return _DOES[type(event)](seen(session, now), event, now)
