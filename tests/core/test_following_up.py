"""A commitment after its session: other words, another status, and how long it has waited."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from facilitator.core.commitment_change import (
    LONGEST,
    As,
    CommitmentChange,
    changed,
    findings,
    split_when_then,
)
from facilitator.core.commitments import (
    Status,
    are_too_many,
    days_waiting,
    ended_on,
    is_overdue,
)
from facilitator.core.errors import Refused
from facilitator.core.note import Commitment
from facilitator.core.text.guard import FindingKind
from facilitator.core.text.tags import Theme

TODAY = date(2026, 11, 21)
MADE = date(2026, 11, 4)
OPEN = Commitment(id="c1", what="Vi ringer", owner="Mette", due=date(2026, 11, 30))
DONE = OPEN.model_copy(update={"status": Status.DONE, "ended": date(2026, 11, 10)})


def after(commitment: Commitment = OPEN, /, **change: Any) -> Commitment:
    return changed(commitment, CommitmentChange(**change), TODAY)


def test_everything_that_is_not_named_stays() -> None:
    assert after(status=Status.CONTINUING) == OPEN.model_copy(
        update={"status": Status.CONTINUING, "revision": 1}
    )


def test_a_change_of_nothing_is_none() -> None:
    assert after() is OPEN
    assert after(what=" Vi  ringer ", owner="Mette", status=Status.OPEN) is OPEN


def test_each_change_counts_for_a_calendar() -> None:
    assert after(after(what="a"), what="b").revision == 2


@pytest.mark.parametrize("status", [Status.DONE, Status.RELEASED])
def test_what_ends_ends_today(status: Status) -> None:
    assert after(status=status).ended == TODAY


@pytest.mark.parametrize("status", [Status.OPEN, Status.CONTINUING, Status.ADJUSTED])
def test_what_goes_on_has_not_ended(status: Status) -> None:
    assert after(DONE, status=status).ended is None


def test_what_had_ended_keeps_its_day_whatever_it_is_called() -> None:
    assert after(DONE, status=Status.RELEASED).ended == DONE.ended
    assert after(DONE, happened="det gik").ended == DONE.ended


def test_an_empty_text_takes_the_field_away() -> None:
    full = after(when_then=("vi mødes", "spørger vi"), happened="intet")
    empty = after(full, owner=" ", due=None, when_then=("", ""), happened="")

    assert empty == Commitment(id="c1", what="Vi ringer", revision=2)


def test_a_commitment_without_words_is_refused() -> None:
    with pytest.raises(Refused, match="What do you agree to do"):
        after(what=" #tillid ")


def test_a_theme_is_typed_in_the_words() -> None:
    assert after(what="Vi ringer #tillid").theme is Theme.TRUST


@pytest.mark.parametrize("field", ["what", "owner", "happened"])
def test_a_masked_number_never_reaches_a_text(field: str) -> None:
    assert getattr(after(**{field: "se 010136-4007 her"}), field) == "se ••••••-•••• her"


def test_a_number_that_was_said_to_be_none_stays_while_words_around_it_change() -> None:
    before = Commitment(id="c1", what="ordre 010136-4007")
    done = changed(before, CommitmentChange(what="ordre 010136-4007, 290252-5000"), TODAY)
    assert done.what == "ordre 010136-4007, ••••••-••••"


def test_a_masked_number_never_reaches_when_or_then() -> None:
    done = after(when_then=("010136-4007 ringer", "svar 0101364007"))

    assert (done.cue, done.response) == ("••••••-•••• ringer", "svar ••••••-••••")


def test_a_text_is_one_line_and_not_endless() -> None:
    assert after(what="Vi\nringer\x1b[31m").what == "Vi ringer"
    assert after(what="a" * LONGEST).what == "a" * LONGEST
    with pytest.raises(Refused, match="500 characters"):
        after(what="a" * (LONGEST + 1))


@pytest.mark.parametrize("parts", [("vi mødes", " "), ("", "spørger vi")])
def test_half_a_when_then_is_refused(parts: tuple[str, str]) -> None:
    with pytest.raises(Refused, match="two parts"):
        after(when_then=parts)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Når vi mødes, så spørger vi først", ("vi mødes", "spørger vi først")),
        ("når vi er så få , så ringer vi", ("vi er så få", "ringer vi")),
        ("NÅR vi mødes SÅ spørger vi", ("vi mødes", "spørger vi")),
        ("Når vi mødes,så spørger vi", ("vi mødes", "spørger vi")),
        ("When we meet, then we ask", ("we meet", "we ask")),
        ("  ", ("", "")),
    ],
)
def test_when_and_then_are_taken_apart(text: str, parts: tuple[str, str]) -> None:
    assert split_when_then(text) == parts


@pytest.mark.parametrize("text", ["vi spørger", "Når vi mødes", "Når , så spørger vi", "så ja"])
def test_what_has_not_two_parts_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="two parts"):
        split_when_then(text)


def test_the_guard_says_in_which_field_it_saw_what() -> None:
    change = CommitmentChange(
        what="ring 20 12 34 56", when_then=("010136-4007", "ja"), happened="a@b.dk", owner="Mette"
    )

    assert findings(change, TODAY) == {
        "what": {FindingKind.PHONE},
        "cue": {FindingKind.CPR},
        "happened": {FindingKind.EMAIL},
    }
    assert findings(CommitmentChange(what=As.IT_IS), TODAY) == {}


def test_overdue_is_what_had_to_be_done_yesterday_and_is_not() -> None:
    due = OPEN.due
    assert due is not None
    assert not is_overdue(OPEN, due)
    assert is_overdue(OPEN, due + timedelta(days=1))
    assert not is_overdue(DONE, due + timedelta(days=1))
    assert not is_overdue(after(due=None), date.max)


def test_it_has_waited_since_its_session() -> None:
    assert days_waiting(MADE, TODAY) == 17
    assert days_waiting(TODAY, MADE) == 0


def test_what_ended_without_a_day_ended_when_it_was_due_or_made() -> None:
    by_hand = OPEN.model_copy(update={"status": Status.DONE})

    assert ended_on(DONE, MADE) == DONE.ended
    assert ended_on(by_hand, MADE) == OPEN.due
    assert ended_on(by_hand.model_copy(update={"due": None}), MADE) == MADE
    assert ended_on(OPEN, MADE) is None


def test_more_than_five_open_are_too_many() -> None:
    assert not are_too_many([OPEN] * 5 + [DONE])
    assert are_too_many([OPEN] * 6)
