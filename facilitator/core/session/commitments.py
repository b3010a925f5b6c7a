"""The events of commitments, each with its `apply`; also what has become of earlier ones."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from facilitator.core.commitment_change import when_then_parts
from facilitator.core.commitments import WHAT_TO_DO, Status
from facilitator.core.errors import N_, Refused
from facilitator.core.guide.model import Keeps
from facilitator.core.note import Commitment
from facilitator.core.session.board import NO_LONGER_THERE, choosing, entry_at, kept_by, replaced
from facilitator.core.session.model import Followed, Session
from facilitator.core.text.plain import one_line
from facilitator.core.text.tags import split_tags


class AddCommitment(NamedTuple):
    """Something the group agrees to do; with `cue` and `response` when, and what is then done."""

    what: str
    owner: str = ""
    due: date | None = None
    cue: str = ""
    response: str = ""

    def apply(self, session: Session, _: datetime) -> Session:
        kept_by(session, Keeps.COMMITMENTS)
        commitments, most = session.note.commitments, session.guide.commitments_at_most
        if most is not None and len(commitments) >= most:
            raise Refused(
                N_("This guide keeps at most {most}: choose the most important."), most=most
            )
        number = 1 + max((_number(c.id) for c in commitments), default=0)
        commitment = _changed_commitment(Commitment(id=f"c{number}", what="-"), self)
        return _with_commitments(session, (*commitments, commitment))


class EditCommitment(NamedTuple):
    """A commitment in other words, with another owner, date or status."""

    at: int
    what: str
    owner: str = ""
    due: date | None = None
    status: Status = Status.OPEN
    cue: str = ""
    response: str = ""

    def apply(self, session: Session, _: datetime) -> Session:
        commitments = session.note.commitments
        after = _changed_commitment(entry_at(commitments, self.at), self).model_copy(
            update={"status": self.status}
        )
        return _with_commitments(session, replaced(commitments, self.at, after))


class DeleteCommitment(NamedTuple):
    """A commitment dropped before it was saved."""

    at: int

    def apply(self, session: Session, _: datetime) -> Session:
        commitments = session.note.commitments
        gone = entry_at(commitments, self.at).id
        session = choosing(session, gone)  # another may get its id
        return _with_commitments(session, replaced(commitments, self.at))


class FollowUp(NamedTuple):
    """The group says what has become of a commitment of an earlier session, or takes that back."""

    followed: Followed
    is_taken_back: bool = False

    def apply(self, session: Session, _: datetime) -> Session:
        marks = {(each.note, each.commitment): each for each in session.live.followed}
        place = self.followed.note, self.followed.commitment
        if not self.is_taken_back:
            marks[place] = self.followed
        elif marks.pop(place, None) is None:
            raise Refused(NO_LONGER_THERE)
        return session.with_live(followed=tuple(marks.values()))


class KeepCommitment(NamedTuple):
    """The group's choice: whether a commitment is kept at close."""

    at: int
    keep: bool

    def apply(self, session: Session, _: datetime) -> Session:
        commitment = entry_at(session.note.commitments, self.at)
        return choosing(session, commitment.id, keep=self.keep)


def _with_commitments(session: Session, commitments: tuple[Commitment, ...]) -> Session:
    return session.with_note(session.note.model_copy(update={"commitments": commitments}))


def _changed_commitment(before: Commitment, event: AddCommitment | EditCommitment) -> Commitment:
    tagged = split_tags(event.what)
    if not tagged.text:
        raise Refused(WHAT_TO_DO)
    cue, response = when_then_parts(event.cue, event.response) if event.cue else ("", "")
    if event.response and not cue:
        raise Refused(N_("When is it to be done? Write that as well, or leave both empty."))
    return before.model_copy(
        update={
            "what": tagged.text,
            "owner": one_line(event.owner) or None,
            "due": event.due,
            "theme": tagged.theme or before.theme,
            "cue": cue or None,
            "response": response or None,
        }
    )


def _number(commitment_id: str) -> int:
    digits = commitment_id.lstrip("c")
    return int(digits) if digits.isdigit() else 0
