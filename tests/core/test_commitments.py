"""What the group agrees on, the theme in a word, and what the session is for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from facilitator.core.commitments import Agreed, Status
from facilitator.core.errors import Refused
from facilitator.core.guide.model import Keeps
from facilitator.core.note import Commitment
from facilitator.core.session.board import SetPurpose, SetThemeWord
from facilitator.core.session.commitments import AddCommitment, DeleteCommitment, EditCommitment
from facilitator.core.text.tags import Theme
from tests.core.builders import begun, check_out, done, guide, phase, supervision

if TYPE_CHECKING:
    from facilitator.core.session.model import Session

FRIDAY = date(2026, 3, 6)


def test_what_is_listed_of_a_commitment_begins_with_its_own_fields_in_their_order() -> None:
    fields = tuple(Commitment.model_fields)

    assert Agreed._fields[: len(fields)] == fields
    assert Agreed._fields[len(fields)] == "note_id"


@pytest.fixture
def agreed() -> Session:
    return done(begun(supervision()), AddCommitment("Vi ringer", "Mette", FRIDAY))


def test_a_commitment_is_what_who_and_when(agreed: Session) -> None:
    assert agreed.note.commitments == (
        Commitment(id="c1", what="Vi ringer", owner="Mette", due=FRIDAY),
    )


def test_a_commitment_may_be_everybodys_and_have_no_date() -> None:
    session = done(begun(supervision()), AddCommitment("Vi spørger først", owner="  "))

    assert session.note.commitments == (Commitment(id="c1", what="Vi spørger først"),)


def test_a_commitment_is_about_a_theme() -> None:
    session = done(begun(supervision()), AddCommitment("Vi siger det højt #tillid"))

    assert session.note.commitments[0].what == "Vi siger det højt"
    assert session.note.commitments[0].theme is Theme.TRUST


def test_a_commitment_is_put_right(agreed: Session) -> None:
    session = done(agreed, EditCommitment(0, "Vi skriver #tillid", "Jonas", None, Status.ADJUSTED))

    assert session.note.commitments == (
        Commitment(
            id="c1", what="Vi skriver", owner="Jonas", theme=Theme.TRUST, status=Status.ADJUSTED
        ),
    )


def test_a_commitment_is_dropped_and_its_id_is_not_another_ones(agreed: Session) -> None:
    session = done(agreed, AddCommitment("To"), DeleteCommitment(0), AddCommitment("Tre"))

    assert [(c.id, c.what) for c in session.note.commitments] == [("c2", "To"), ("c3", "Tre")]


@pytest.mark.parametrize("what", ["", "  ", "#tillid"])
def test_a_commitment_says_what(agreed: Session, what: str) -> None:
    for event in (AddCommitment(what), EditCommitment(0, what)):
        with pytest.raises(Refused, match="What do you agree"):
            done(agreed, event)


@pytest.mark.parametrize("index", [1, -1])
def test_a_commitment_that_is_gone_is_gone(agreed: Session, index: int) -> None:
    for event in (EditCommitment(index, "x"), DeleteCommitment(index)):
        with pytest.raises(Refused, match="no longer there"):
            done(agreed, event)


def test_a_guide_has_no_more_commitments_than_it_says() -> None:
    session = done(begun(check_out()), AddCommitment("Kun denne"))

    with pytest.raises(Refused, match="keeps at most 1"):
        done(session, AddCommitment("Og denne"))
    assert done(session, DeleteCommitment(0), AddCommitment("En anden")).note.commitments


def test_the_commitments_of_a_guide_are_those_of_its_phases_together() -> None:
    one = phase("one", 5, keeps=["commitments"], commitments_at_most=1)
    two = phase("two", 5, keeps=["commitments"], commitments_at_most=2)
    any_number = phase("any", 5, keeps=["commitments"])

    assert guide([one, two]).commitments_at_most == 3
    assert guide([one, any_number]).commitments_at_most is None


def test_a_guide_that_keeps_no_commitments_takes_none() -> None:
    talk = guide([phase("talk", 10)])

    assert not talk.keeps(Keeps.COMMITMENTS)
    with pytest.raises(Refused, match="keeps no commitments"):
        done(begun(talk), AddCommitment("Vi ringer"))


def test_the_theme_is_a_word_or_three() -> None:
    session = done(begun(supervision()), SetThemeWord("  at sige\nfra "))

    assert session.note.theme_word == "at sige fra"
    assert done(session, SetThemeWord(" ")).note.theme_word is None
    with pytest.raises(Refused, match="40 characters at most"):
        done(session, SetThemeWord("x" * 41))


def test_a_guide_that_keeps_no_theme_word_takes_none() -> None:
    with pytest.raises(Refused, match="keeps no theme word"):
        done(begun(check_out()), SetThemeWord("tvivl"))


def test_a_session_is_for_something_or_it_is_not_said() -> None:
    session = done(begun(check_out()), SetPurpose(" At lære "))

    assert session.note.purpose == "At lære"
    assert done(session, SetPurpose("")).note.purpose is None
