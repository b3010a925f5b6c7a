"""Keywords from phones: in silence, mixed, of nobody, and nowhere kept unless they are taken."""

from __future__ import annotations

import json
from base64 import b64decode
from typing import TYPE_CHECKING

import pytest

from facilitator.room import writing
from facilitator.room.ballots import PLAIN_BYTES
from facilitator.room.sealing import Unreadable
from facilitator.room.tickets import ticket_hash
from tests.room.client import ask, opened
from tests.room.phone import Phone, joined, post, sealed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facilitator.room.server import Room

HELPED = ("helped", "Hvad hjalp os?")
TOPICS = ("topics", "Hvad vil vi tale om?")


@pytest.fixture
def room() -> Iterator[Room]:
    with opened() as room:
        room.ask_words(HELPED)
        yield room


def box(phone: Phone, text: str | bytes, number: int = 0) -> dict[str, str]:
    data = text.encode() if isinstance(text, str) else text
    plain = f"{number:04d}".encode() + data
    return {"ticket": phone.ticket, "sealed": sealed(plain.ljust(PLAIN_BYTES), phone.public)}


def write(phone: Phone, text: str | bytes, number: int = 0) -> str:
    answer = post(phone.room, "/write", box(phone, text, number))
    return str(json.loads(answer.body)["state"])


def test_all_write_at_once_and_the_words_come_in_no_order_of_theirs(room: Room) -> None:
    phones = [joined(room) for _ in range(4)]
    texts = [f"ord {at}" for at in range(20)]
    for at, text in enumerate(texts):
        assert write(phones[at % 4], text) == "taken"

    taken = room.take_words()
    assert sorted(words.text for words in taken) == sorted(texts)
    assert {words.question for words in taken} == {"helped"}
    assert [words.text for words in taken] != texts
    assert room.number_of_words == 0


def test_what_is_written_under_one_question_stays_there_when_another_is_asked(room: Room) -> None:
    phone = joined(room)
    room.ask_words(TOPICS)

    assert write(phone, "sent før", 0) == "taken"
    assert write(phone, "sent efter", 1) == "taken"
    assert set(room.take_words()) == {("helped", "sent før"), ("topics", "sent efter")}


def test_the_same_sent_again_is_taken_once(room: Room) -> None:
    phone = joined(room)
    body = box(phone, "en gang")
    for _ in range(3):
        assert json.loads(post(room, "/write", body).body)["state"] == "taken"

    assert room.number_of_words == 1


def test_nothing_is_written_where_nothing_is_asked(room: Room) -> None:
    phone = joined(room)
    room.ask_words(None)

    assert write(phone, "for sent") == "closed"
    assert json.loads(ask(room, "/now").body) == {"task": ""}
    assert room.number_of_words == 0


@pytest.mark.parametrize(
    ("text", "number"), [(b"", 0), (b"   ", 0), (b"x" * 141, 0), (b"ord", 7), (b"\xff\xfe", 0)]
)
def test_what_is_no_text_is_not_taken(room: Room, text: bytes, number: int) -> None:
    assert write(joined(room), text, number) == "wrong"
    assert room.number_of_words == 0


def test_no_ticket_writes_for_another(room: Room) -> None:
    phone, other = joined(room), joined(room)
    body = box(phone, "ord") | {"ticket": other.ticket}

    assert json.loads(post(room, "/write", body).body)["state"] == "wrong"
    assert json.loads(post(room, "/write", body | {"ticket": "x"}).body)["state"] == "unknown"


def test_there_is_an_end_to_what_waits(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "MOST_IN_HAND", 2)
    phone = joined(room)

    assert [write(phone, f"ord {at}") for at in range(3)] == ["taken", "taken", "full"]
    room.take_words()
    assert write(phone, "ord 3") == "taken"


def test_control_characters_and_lines_do_not_reach_the_board(room: Room) -> None:
    write(joined(room), "a\x1b[31m\nb\u202ec")

    assert all(sign.isprintable() for words in room.take_words() for sign in words.text)


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
    room.end_wall()  # phones may still ask what became of their answers

    assert write(phone, "for sent") == "closed"
    assert json.loads(ask(room, "/now").body) == {"task": ""}
