"""Earlier commitments are gone through in a session; what is said of them waits for the close."""

from __future__ import annotations

from datetime import timedelta

import pytest

from facilitator.core.commitments import Status
from facilitator.core.errors import Refused
from facilitator.core.session.closing import ItemKind, closing_items, kept_note
from facilitator.core.session.commitments import FollowUp
from facilitator.core.session.events import conduct
from facilitator.core.session.model import Followed
from tests.store.samples import NOW, a_session

LATER = NOW + timedelta(minutes=1)


def marked(
    note: str = "n1",
    commitment: str = "c1",
    what: str = "Vi ringer først",
    status: Status = Status.DONE,
) -> FollowUp:
    """What says that this has become of an earlier commitment."""
    return FollowUp(
        Followed(note=note, commitment=commitment, what=what, before=Status.OPEN, status=status)
    )


DONE = marked()


def test_what_is_said_last_counts_and_keeps_its_place() -> None:
    session = conduct(a_session(), DONE, LATER)
    session = conduct(session, marked(commitment="c2", what="Vi spørger"), LATER)
    session = conduct(session, marked(status=Status.ADJUSTED), LATER)
    assert [(f.commitment, f.status) for f in session.live.followed] == [
        ("c1", Status.ADJUSTED),
        ("c2", Status.DONE),
    ]


def test_a_mark_is_taken_back_and_one_that_is_not_there_is_refused() -> None:
    session = conduct(a_session(), DONE, LATER)
    session = conduct(session, FollowUp(session.live.followed[0], is_taken_back=True), LATER)
    assert session.live.followed == ()
    with pytest.raises(Refused):
        conduct(session, DONE._replace(is_taken_back=True), LATER)


def test_two_commitments_of_one_id_in_two_notes_are_two() -> None:
    session = conduct(a_session(), DONE, LATER)
    session = conduct(session, marked(note="n2"), LATER)
    assert len(session.live.followed) == 2


def test_it_is_in_the_list_of_the_close_and_not_in_the_sessions_own_note() -> None:
    session = conduct(a_session(), DONE, LATER)
    (item,) = [item for item in closing_items(session) if item.kind is ItemKind.FOLLOWED]
    assert item.kept
    assert "ringer" not in kept_note(session, LATER).model_dump_json()
