"""All events of a session, the one function that applies them, and undo and redo.

A session changes by events alone. Each event is a record with an `apply`, defined with others of
its kind in `phases`, `turns`, `people`, `opening`, `board`, `commitments` and `closing`. Undo
restores earlier sessions, but not their clock: the seconds that have run since count in the phase
that is returned to.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Final, NamedTuple, TypeAlias

from facilitator.core.errors import N_, Refused
from facilitator.core.session import board, closing, commitments, opening, people, phases, turns
from facilitator.core.session.masking import masked
from facilitator.core.session.model import Session
from facilitator.core.session.phases import AttachMeasurement, Hide, KeepRoom, Woke
from facilitator.core.session.timing import banked, seen

NOTHING_TO_UNDO: Final = N_("There is nothing to undo.")

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
    | phases.Hide
    | phases.ShowResult
    | phases.BeginClose
    | phases.ReturnFromClose
    | turns.PassOn
    | turns.PassTurn
    | turns.TurnBack
    | turns.GiveTurn
    | turns.NewRound
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
    | commitments.KeepCommitment
    | commitments.AddCommitment
    | commitments.EditCommitment
    | commitments.DeleteCommitment
    | board.SetThemeWord
    | board.SetPurpose
    | closing.MakeFrame
    | commitments.FollowUp
    | closing.TakeNamesOut
)


def conduct(
    session: Session, event: Event, now: datetime, unmasked: Collection[str] = ()
) -> Session:
    """The session after the event, which happens at `now` (UTC).

    CPR numbers that come with it are masked, except those `unmasked` (see `mask_cpr`). Raises
    Refused, with a reason, where the event is not allowed.
    """
    if not isinstance(event, phases.Woke):  # which says itself what has been seen
        session = seen(session, now)
    after = event.apply(session, now)
    has_text = any(type(value) in {str, tuple} for value in event)
    return masked(after, session, unmasked) if has_text else after


MOST_STEPS = 500
"""Steps that can be undone."""


class History(NamedTuple):
    """A session with its earlier states and those that were undone."""

    session: Session
    past: tuple[Session, ...] = ()
    future: tuple[Session, ...] = ()

    def conduct(self, event: Event, now: datetime, unmasked: Collection[str] = ()) -> History:
        """The history after the event (see `conduct`).

        Raises Refused, and then nothing has changed.
        """
        after = conduct(self.session, event, now, unmasked)
        if isinstance(event, Woke):
            return self._woken(after)
        if isinstance(event, AttachMeasurement | KeepRoom | Hide):
            return self._replace(session=after)  # no step: what is undone opens nothing anew
        return History(after, (*self.past[-MOST_STEPS + 1 :], self.session))

    def undo(self, now: datetime) -> History:
        """The history with the last event undone. Raises Refused where there is none."""
        if not self.past:
            raise Refused(NOTHING_TO_UNDO)
        back = _brought_to(self.past[-1], self.session, now)
        return History(back, self.past[:-1], (self.session, *self.future))

    def redo(self, now: datetime) -> History:
        """The history with the last undone event redone. Raises Refused where there is none."""
        if not self.future:
            raise Refused(N_("There is nothing to redo."))
        again = _brought_to(self.future[0], self.session, now)
        return History(again, (*self.past, self.session), self.future[1:])

    def _woken(self, session: Session) -> History:
        """The history after a sleep, which is no step to undo.

        Undoing does not start a stopped clock.
        """
        if session.running:
            return self._replace(session=session)
        past, future = (
            tuple(banked(other, other.live.seen) for other in others)
            for others in (self.past, self.future)
        )
        return History(session, past, future)


def _brought_to(target: Session, current: Session, now: datetime) -> Session:
    """The target state with the time that has really passed, none of it lost or counted twice."""
    running = target.running
    current = banked(seen(current, now), now)
    target = banked(target, target.live.seen)
    since = current.live.ran - target.live.ran
    target = target.with_phase(spent=max(0.0, target.live_phase.spent + since))
    going = now if running else None
    return target.with_live(
        seen=now,
        ran=current.live.ran,
        running_since=going,
        measurement=current.live.measurement,
        measurement_closed=current.live.measurement_closed,
        hidden=current.live.hidden,
        room=current.live.room,
        received=current.live.received,
        voted=current.live.voted,
    )
