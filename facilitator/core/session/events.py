"""What can happen in a session, and the one function through which it does.

Nothing ever moves on by itself: a session changes by an event alone. Each is a record with what it
does, beside others of its kind in `phases`, `people`, `opening`, `board` and so on.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TypeAlias

from facilitator.core.session import (
    board,
    closing,
    opening,
    people,
    phases,
)
from facilitator.core.session import (
    earlier_commitments as follow_up,
)
from facilitator.core.session.masking import masked
from facilitator.core.session.model import Session
from facilitator.core.session.timing import seen

Event: TypeAlias = (
    phases.Start
    | phases.Pause
    | phases.NextPhase
    | phases.PreviousPhase
    | phases.TakeWay
    | phases.Prolong
    | phases.WrapUp
    | phases.ThinkingPause
    | phases.SetElapsed
    | phases.AcceptRefit
    | phases.Woke
    | phases.AttachMeasurement
    | phases.KeepRoom
    | phases.ShowResult
    | phases.BeginClose
    | phases.ReturnFromClose
    | people.PassOn
    | people.PassTurn
    | people.TurnBack
    | people.GiveWord
    | people.NewRound
    | opening.Prepare
    | people.Arrive
    | people.Leave
    | people.AssignRole
    | board.AddKeyword
    | board.AddKeywords
    | board.AddColumns
    | board.EditKeyword
    | board.MoveKeyword
    | board.DeleteKeyword
    | board.Vote
    | board.AddVotes
    | board.Pick
    | board.Tally
    | board.KeepTally
    | board.KeepKeyword
    | board.KeepText
    | board.KeepCommitment
    | board.AddCommitment
    | board.EditCommitment
    | board.DeleteCommitment
    | board.SetThemeWord
    | board.SetPurpose
    | closing.MakeFrame
    | follow_up.FollowUp
    | closing.TakeNamesOut
)


def conduct(
    session: Session, event: Event, now: datetime, unmasked: Collection[str] = ()
) -> Session:
    """The session after the event, which happens at `now` (UTC).

    CPR numbers that come with it are masked, but for those `unmasked` (see `mask_cpr`).
    Raises Refused, with a reason, where the event is not allowed.
    """
    if not isinstance(event, phases.Woke):  # which says itself what has been seen
        session = seen(session, now)
    after = event.apply(session, now)
    has_text = any(type(value) in {str, tuple} for value in event)
    return masked(after, session, unmasked) if has_text else after
