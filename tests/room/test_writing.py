"""Keywords from phones: in silence, mixed, of nobody, and nowhere kept unless they are taken."""

from __future__ import annotations

import json
from base64 import b64decode
from typing import TYPE_CHECKING

import pytest

from facilitator.room import submissions
from facilitator.room.sealing import Unreadable
from facilitator.room.submissions import PLAIN_BYTES, mark_of
from facilitator.room.tickets import ticket_hash
from tests.room.client import ask, opened
from tests.room.phone import Phone, joined, now, post, sealed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facilitator.room.server import Room
    from tests.room.client import Reachable

HELPED = ("helped", "Hvad hjalp os?")
TOPICS = ("topics", "Hvad vil vi tale om?")
COLUMNS = ("helped", "topics")


@pytest.fixture
def room() -> Iterator[Room]:
    with opened() as room:
        room.ask_words(HELPED, COLUMNS)
        yield room


def box(phone: Phone, text: str | bytes, question: str = "helped") -> dict[str, str]:
    data = text.encode() if isinstance(text, str) else text
    plain = mark_of(question).encode() + data
    return {"ticket": phone.ticket, "sealed": sealed(plain.ljust(PLAIN_BYTES), phone.public)}


def state(room: Reachable, body: object) -> str:
    return str(json.loads(post(room, "/write", body).body)["state"])


def write(phone: Phone, text: str | bytes, question: str = "helped") -> str:
    return state(phone.room, box(phone, text, question))


def test_all_write_at_once_and_the_words_come_in_no_order_of_theirs(room: Room) -> None:
    phones = [joined(room) for _ in range(4)]
    texts = [f"ord {at}" for at in range(20)]
    for at, text in enumerate(texts):
        assert write(phones[at % 4], text) == "held"

    taken = room.take_words().keywords
    assert sorted(words.text for words in taken) == sorted(texts)
    assert {words.question for words in taken} == {"helped"}
    assert [words.text for words in taken] != texts
    assert room.number_of_words == 0


def test_what_is_written_under_one_question_stays_there_when_another_is_asked(room: Room) -> None:
    phone = joined(room)
    room.ask_words(TOPICS, COLUMNS)

    assert write(phone, "sent før", "helped") == "held"
    assert write(phone, "sent efter", "topics") == "held"
    assert set(room.take_words().keywords) == {("helped", "sent før"), ("topics", "sent efter")}


def test_the_same_sent_again_is_taken_once(room: Room) -> None:
    phone = joined(room)
    body = box(phone, "en gang")
    for _ in range(3):
        assert state(room, body) == "held"

    assert room.number_of_words == 1
    taken = room.take_words()
    assert state(room, body) == "held"  # the facilitator looks at it
    room.receive(taken.received)
    assert state(room, body) == "counted"
    assert room.number_of_words == 0


def test_nothing_is_written_where_nothing_is_asked(room: Room) -> None:
    phone = joined(room)
    room.ask_words(None)

    assert write(phone, "for sent") == "closed"
    assert json.loads(now(room).body) == {"task": ""}
    assert room.number_of_words == 0


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (b"", "helped"),
        (b"   ", "helped"),
        (b"x" * 141, "helped"),
        (b"ord", "x"),
        (b"\xff", "helped"),
    ],
)
def test_what_is_no_text_is_not_taken(room: Room, text: bytes, question: str) -> None:
    assert write(joined(room), text, question) == "wrong"
    assert room.number_of_words == 0


def test_no_ticket_writes_for_another(room: Room) -> None:
    phone, other = joined(room), joined(room)
    body = box(phone, "ord") | {"ticket": other.ticket}

    assert state(room, body) == "wrong"
    assert state(room, body | {"ticket": "x"}) == "unknown"


def test_there_is_an_end_to_what_waits(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(submissions, "MOST_IN_HAND", 2)
    phone = joined(room)

    assert [write(phone, f"ord {at}") for at in range(3)] == ["held", "held", "full"]
    room.take_words()
    assert write(phone, "ord 3") == "held"


def test_control_characters_and_lines_do_not_reach_the_board(room: Room) -> None:
    write(joined(room), "a\x1b[31m\nb\u202ec")

    assert all(sign.isprintable() for words in room.take_words().keywords for sign in words.text)


def test_what_was_sent_is_open_to_nobody_after_the_end(room: Room) -> None:
    phone = joined(room)
    body = box(phone, "hemmeligt")
    post(room, "/write", body)
    key = room.tickets.key_of(ticket_hash(phone.ticket))
    assert key
    room.close()

    with pytest.raises(Unreadable), key.opened(b64decode(body["sealed"])):
        pass


def test_after_the_end_nobody_is_told_that_words_were_taken(room: Room) -> None:
    phone = joined(room)
    looked_at, body = box(phone, "set"), box(phone, "ikke set")
    state(room, looked_at)
    room.receive(room.take_words().received)
    state(room, body)
    room.end_wall()  # phones may still ask what became of what they have sent

    assert state(room, looked_at) == "counted"
    assert state(room, body) == "over"
    assert write(phone, "for sent") == "over"
    assert json.loads(now(room).body) == {"task": "over"}


def test_it_is_sent_again_while_nobody_knows_what_is_asked() -> None:
    with opened() as room:  # a crash is just over
        phone = joined(room)
        assert post(room, "/write", box(phone, "ord")).status == 503
        assert post(room, "/vote", box(phone, "ord")).status == 503
        room.ask_words(HELPED, COLUMNS)
        assert write(phone, "ord") == "held"


def test_what_is_asked_is_told_to_those_alone_who_were_let_in(room: Room) -> None:
    for word in ("", "/", "/x", f"/{room.tickets.watchword}x", f"/{room.wall_token}"):
        answer = ask(room, f"/now{word}")
        assert answer.status == 404
        assert HELPED[1] not in answer.body
    assert HELPED[1] not in ask(room, "/").body
    assert json.loads(now(room).body)["question"] == HELPED[1]
