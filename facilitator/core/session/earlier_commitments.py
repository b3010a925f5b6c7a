"""The event of going through earlier commitments: what has become of each."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from facilitator.core.commitments import Status
from facilitator.core.errors import N_, Refused
from facilitator.core.session.model import Followed, Session


class FollowUp(NamedTuple):
    """The group says what has become of a commitment of an earlier session; None: nothing yet.

    `before` and `revision` are as it was seen.
    """

    note: str
    commitment: str
    what: str
    before: Status
    revision: int | None
    status: Status | None

    def apply(self, session: Session, _: datetime) -> Session:
        others = [f for f in session.live.followed if (f.note, f.commitment) != self[:2]]
        if self.status is None:
            if len(others) == len(session.live.followed):
                raise Refused(N_("It is no longer there."))
            return session.with_live(followed=tuple(others))
        marked = Followed(
            note=self.note,
            commitment=self.commitment,
            what=self.what,
            before=self.before,
            revision=self.revision,
            status=self.status,
        )
        at = next((i for i, f in enumerate(session.live.followed)
                   if (f.note, f.commitment) == self[:2]), len(others))  # fmt: skip
        return session.with_live(followed=(*others[:at], marked, *others[at:]))


def without_mark(followed: Followed) -> FollowUp:
    """What takes a mark back."""
    return FollowUp(
        followed.note,
        followed.commitment,
        followed.what,
        followed.before,
        followed.revision,
        None,
    )
