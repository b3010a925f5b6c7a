"""Votes from phones: once each, counted in lots, of nobody."""

from __future__ import annotations

import json
from base64 import b64decode
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from facilitator.room import submissions
from facilitator.room.sealing import Unreadable
from facilitator.room.submissions import PLAIN_BYTES, VoteOptions, mark_of
from facilitator.room.tickets import ticket_hash
from tests.room.client import opened
from tests.room.phone import Phone, joined, now, post, sealed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facilitator.room.server import Room
    from tests.room.client import Reachable

CHOICE = VoteOptions(3, "topics", "Hvad vil vi tale om?", ("Tid", "Ro"), 3)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(submissions, "DELAY", 0.0)


@pytest.fixture
def room() -> Iterator[Room]:
    with opened() as room:
        room.ask_votes(CHOICE, 12)
        yield room


def box(phone: Phone, *options: str, phase: int = 3) -> dict[str, str]:
    marks = "".join(mark_of("topics", option) for option in options)
    plain = f"{phase:04d}{marks}".encode()
    return {"ticket": phone.ticket, "sealed": sealed(plain.ljust(PLAIN_BYTES), phone.public)}


def state(room: Reachable, body: object) -> str:
    return str(json.loads(post(room, "/vote", body).body)["state"])


def vote(room: Room, *options: str, phase: int = 3) -> str:
    return state(room, box(joined(room), *options, phase=phase))


def counted(room: Room) -> dict[str, int]:
    """The votes in hand, which are counted and on disk from now on."""
    lots = room.take_votes()
    for lot in lots:
        assert lot.question == "topics"
        room.receive(lot.tickets)
    return dict(sum((lot.votes for lot in lots), Counter()))


def test_a_phone_is_shown_what_may_be_voted_for_and_how_often(room: Room) -> None:
    shown = json.loads(now(room).body)

    assert shown["task"] == "vote"
    assert (shown["text"], shown["each"]) == (CHOICE.text, 3)
    assert [option for _mark, option in shown["options"]] == ["Tid", "Ro"]


def test_votes_are_counted_once_and_a_phone_is_told_when_it_is_on_disk(room: Room) -> None:
    phone = joined(room)
    body = box(phone, "Tid", "Tid", "Ro")

    assert [state(room, body) for _ in range(3)] == ["held"] * 3
    assert state(room, box(phone, "Ro")) == "held"  # of before: the ticket is spent
    (lot,) = room.take_votes()
    assert (lot.votes, lot.phase) == ({"Tid": 2, "Ro": 1}, 3)
    assert not room.has_votes
    assert state(room, body) == "held"
    room.receive(lot.tickets)
    assert state(room, body) == "counted"
    assert not room.has_votes


def test_what_was_spent_opens_nothing_and_no_order_is_kept(room: Room) -> None:
    phone = joined(room)
    key = room.tickets.key_of(ticket_hash(phone.ticket))
    assert key
    body = box(phone, "Tid")
    state(room, body)
    vote(room, "Ro")

    assert room.tickets.key_of(ticket_hash(phone.ticket)) is None
    with pytest.raises(Unreadable), key.opened(b64decode(body["sealed"])):
        pass
    (lot,) = room.take_votes()
    assert list(lot.votes) == ["Ro", "Tid"]


def test_a_lot_leaves_neither_few_in_it_nor_few_behind_it(room: Room) -> None:
    lots = []
    for cast in range(1, 13):
        vote(room, "Tid")
        if room.has_lot_of_votes:
            lots.append((cast, counted(room)["Tid"]))

    assert lots == [(5, 5), (12, 7)]
    assert vote(room, "Tid") == "full"


def test_all_of_a_small_group_are_counted_together(room: Room) -> None:
    room.ask_votes(CHOICE, 3)
    ready = [vote(room, "Ro") and room.has_lot_of_votes for _ in range(3)]

    assert ready == [False, False, True]


def test_the_last_is_not_counted_alone_after_the_others_were_taken(room: Room) -> None:
    room.ask_votes(CHOICE, 3)
    vote(room, "Tid")
    vote(room, "Tid")
    room.take_votes()
    vote(room, "Ro")

    assert not room.has_lot_of_votes
    room.ask_votes(None, 3)
    now(room)
    assert room.has_lot_of_votes


def test_counts_are_late(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(submissions, "DELAY", 3600.0)
    for _ in range(5):
        vote(room, "Tid")

    assert not room.has_lot_of_votes


@pytest.mark.parametrize(
    ("options", "phase"),
    [((), 3), (("Tid",) * 4, 3), (("Mad",), 3), (("Tid",), 4), (("Tid",), 9999)],
)
def test_what_is_no_vote_spends_no_ticket(room: Room, options: tuple[str, ...], phase: int) -> None:
    phone = joined(room)

    assert state(room, box(phone, *options, phase=phase)) == "wrong"
    assert not room.has_votes
    assert state(room, box(phone, "Tid")) == "held"


def test_votes_for_the_board_of_before_go_to_the_same_words(room: Room) -> None:
    room.ask_votes(CHOICE._replace(options=("Mad", "Tid")), 12)

    assert (vote(room, "Ro"), vote(room, "Mad")) == ("held", "held")
    assert counted(room) == {"Mad": 1, "Ro": 1}


def test_votes_of_another_phase_are_not_counted_in_this_one(room: Room) -> None:
    room.ask_votes(CHOICE._replace(phase=5), 12)

    assert vote(room, "Tid", phase=3) == "wrong"


def test_those_who_had_voted_before_a_crash_are_counted_in(room: Room) -> None:
    room.remember({3: 11, 1: 12})

    assert [vote(room, "Tid"), vote(room, "Tid")] == ["held", "full"]


def test_nothing_is_voted_on_where_nothing_is_asked(room: Room) -> None:
    room.ask_votes(None, 12)

    assert vote(room, "Tid") == "closed"
    assert not room.has_votes


def test_votes_that_were_not_counted_at_the_end_are_said_not_to_be(room: Room) -> None:
    phone = joined(room)
    body = box(phone, "Tid")
    assert state(room, body) == "held"
    room.end_wall()

    assert state(room, body) == "over"


def test_no_ticket_votes_for_another(room: Room) -> None:
    phone, other = joined(room), joined(room)
    body = box(phone, "Tid")

    assert state(room, body | {"ticket": other.ticket}) == "wrong"
    assert state(room, body | {"ticket": "x"}) == "unknown"
