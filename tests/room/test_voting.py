"""Votes from phones: once each, counted in lots, of nobody."""

from __future__ import annotations

import json
from base64 import b64decode
from typing import TYPE_CHECKING

import pytest

from facilitator.room import voting
from facilitator.room.ballots import PLAIN_BYTES
from facilitator.room.sealing import Unreadable
from facilitator.room.tickets import ticket_hash
from facilitator.room.voting import Choice
from tests.room.client import ask, opened
from tests.room.phone import Phone, joined, post, sealed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facilitator.room.server import Room

CHOICE = Choice(3, "topics", "Hvad vil vi tale om?", ("Tid", "Ro"), 3)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voting, "DELAY", 0.0)


@pytest.fixture
def room() -> Iterator[Room]:
    with opened() as room:
        room.ask_votes(CHOICE, 12)
        yield room


def box(phone: Phone, *places: int, number: int = 0) -> dict[str, str]:
    plain = (f"{number:04d}" + "".join(f"{at:03d}" for at in places)).encode()
    return {"ticket": phone.ticket, "sealed": sealed(plain.ljust(PLAIN_BYTES), phone.public)}


def state(room: Room, body: object) -> str:
    return str(json.loads(post(room, "/vote", body).body)["state"])


def vote(room: Room, *places: int, number: int = 0) -> str:
    return state(room, box(joined(room), *places, number=number))


def test_a_phone_is_shown_what_may_be_voted_for_and_how_often(room: Room) -> None:
    shown = json.loads(ask(room, "/now").body)

    assert shown["task"] == "vote"
    assert (shown["text"], shown["options"], shown["each"]) == (CHOICE.text, ["Tid", "Ro"], 3)


def test_votes_are_counted_once_and_a_retry_is_told_so(room: Room) -> None:
    phone = joined(room)
    body = box(phone, 0, 0, 1)

    assert [state(room, body) for _ in range(3)] == ["counted"] * 3
    assert state(room, box(phone, 1)) == "counted"  # of before: the ticket is spent
    assert room.take_votes() == {("topics", "Tid"): 2, ("topics", "Ro"): 1}
    assert not room.has_votes
    assert state(room, body) == "counted"
    assert not room.has_votes


def test_what_was_spent_opens_nothing_and_no_order_is_kept(room: Room) -> None:
    phone = joined(room)
    key = room.tickets.key_of(ticket_hash(phone.ticket))
    assert key
    body = box(phone, 0)
    state(room, body)
    vote(room, 1)

    assert room.tickets.key_of(ticket_hash(phone.ticket)) is None
    with pytest.raises(Unreadable), key.opened(b64decode(body["sealed"])):
        pass
    assert list(room.take_votes()) == [("topics", "Ro"), ("topics", "Tid")]


def test_a_lot_leaves_neither_few_in_it_nor_few_behind_it(room: Room) -> None:
    lots = []
    for cast in range(1, 13):
        vote(room, 0)
        if room.has_lot_of_votes:
            lots.append((cast, room.take_votes().total()))

    assert lots == [(5, 5), (12, 7)]
    assert vote(room, 0) == "full"


def test_all_of_a_small_group_are_counted_together(room: Room) -> None:
    room.ask_votes(CHOICE, 3)
    ready = [vote(room, 1) and room.has_lot_of_votes for _ in range(3)]

    assert ready == [False, False, True]


def test_the_last_is_not_counted_alone_after_the_others_were_taken(room: Room) -> None:
    room.ask_votes(CHOICE, 3)
    vote(room, 0)
    vote(room, 0)
    room.take_votes()
    vote(room, 1)

    assert not room.has_lot_of_votes
    room.ask_votes(None, 3)
    ask(room, "/now")
    assert room.has_lot_of_votes


def test_counts_are_late(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voting, "DELAY", 3600.0)
    for _ in range(5):
        vote(room, 0)

    assert not room.has_lot_of_votes


@pytest.mark.parametrize(
    ("places", "number"), [((), 0), ((0,) * 4, 0), ((2,), 0), ((0,), 1), ((0,), 9999)]
)
def test_what_is_no_vote_spends_no_ticket(room: Room, places: tuple[int, ...], number: int) -> None:
    phone = joined(room)

    assert state(room, box(phone, *places, number=number)) == "wrong"
    assert not room.has_votes
    assert state(room, box(phone, 0)) == "counted"


def test_votes_for_the_board_of_before_go_to_the_same_words(room: Room) -> None:
    room.ask_votes(CHOICE._replace(options=("Mad", "Tid", "Ro")), 12)

    assert (vote(room, 0, number=0), vote(room, 0, number=1)) == ("counted", "counted")
    assert room.take_votes() == {("topics", "Tid"): 1, ("topics", "Mad"): 1}


def test_votes_of_another_phase_are_not_counted_in_this_one(room: Room) -> None:
    room.ask_votes(CHOICE._replace(phase=5), 12)

    assert vote(room, 0, number=0) == "wrong"


def test_nothing_is_voted_on_where_nothing_is_asked(room: Room) -> None:
    room.ask_votes(None, 12)

    assert vote(room, 0) == "closed"
    assert not room.has_votes


def test_no_ticket_votes_for_another(room: Room) -> None:
    phone, other = joined(room), joined(room)
    body = box(phone, 0)

    assert state(room, body | {"ticket": other.ticket}) == "wrong"
    assert state(room, body | {"ticket": "x"}) == "unknown"
