"""Answers from phones: once each, in lots, by nobody, and told of only when they are on disk."""

from __future__ import annotations

import errno
import json
import os
import random
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from facilitator.core.measurement.items import ITEMS
from facilitator.room import submissions, tickets
from facilitator.room.sealing import SecretKey, Unreadable
from facilitator.room.server import Room
from facilitator.room.submissions import Count
from facilitator.room.tickets import ticket_hash
from facilitator.store.archive import Archive
from facilitator.store.files import NotWritten
from facilitator.store.measurement.answers import LOT, MeasurementKeeper
from facilitator.store.state import StateFile, read_state
from tests.core.measurement.measures import a_measurement
from tests.room.client import LOOPBACK, TOO_LONG, ask, opened, send
from tests.room.phone import Phone, joined, plain, post, sealed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from facilitator.core.measurement.items import Answer

EXPECTED = 12


@pytest.fixture
def keeper(tmp_path: Path) -> Iterator[MeasurementKeeper]:
    measurement = a_measurement().model_copy(update={"expected": EXPECTED})
    keeper = MeasurementKeeper.begin(Archive(tmp_path / "arkiv"), measurement)
    yield keeper
    keeper.release()


@pytest.fixture
def room(keeper: MeasurementKeeper) -> Iterator[Room]:
    with opened() as room:
        assert room.begin_answering(keeper) is None
        yield room


def on_disk(keeper: MeasurementKeeper) -> dict[str, object]:
    document = json.loads(read_state(keeper._file.path).data)
    assert isinstance(document, dict)
    return document


def row(number: int) -> tuple[int, ...]:
    return (number % keeper_scale() + 1,) * len(ITEMS)


def keeper_scale() -> int:
    return a_measurement().scale


def test_answers_are_written_in_lots_of_five_and_only_then_told_to_be_counted(
    room: Room, keeper: MeasurementKeeper
) -> None:
    phones = [joined(room) for _ in range(LOT)]

    told = [phone.answer(row(at)) for at, phone in enumerate(phones[:-1])]
    assert told == ["held"] * 4
    assert on_disk(keeper)["responses"] == []
    assert on_disk(keeper)["spent"] == []

    assert phones[-1].answer(row(4)) == "counted"
    assert len(on_disk(keeper)["responses"]) == 5  # type: ignore[arg-type]
    assert [phone.answer(row(0)) for phone in phones] == ["counted"] * 5
    assert keeper.number_answered == 5


def test_an_answer_is_counted_once_however_often_it_is_sent(
    room: Room, keeper: MeasurementKeeper
) -> None:
    phone = joined(room)

    assert {phone.answer(row(0), "En bemærkning") for _ in range(10)} == {"held"}
    assert keeper.number_answered == 1


def test_a_ticket_that_was_never_given_is_none(room: Room, keeper: MeasurementKeeper) -> None:
    phone = joined(room)
    key = SecretKey()
    for ticket in ("", "0" * 32, phone.ticket[:-1], phone.ticket.upper() + "0", "å" * 32):
        body = {"ticket": ticket, "sealed": sealed(plain(row(0)), key.public)}
        assert json.loads(post(room, "/answer", body).body)["state"] == "unknown"
    assert keeper.number_answered == 0


def test_a_reloaded_phone_joins_again_and_the_limit_is_on_answers_not_on_tickets(
    room: Room, keeper: MeasurementKeeper
) -> None:
    for _ in range(3 * EXPECTED):
        joined(room)
    phones = [joined(room) for _ in range(EXPECTED)]
    late = joined(room)
    for at, phone in enumerate(phones):
        assert phone.answer(row(at)) in {"held", "counted"}

    assert late.answer(row(0)) == "full"
    assert keeper.number_answered == EXPECTED


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"1234567",
        plain((1,) * 7) + b" ",
        plain((1,) * 7)[:-1],
        b"123456x".ljust(submissions.PLAIN_BYTES),
        b"9999999".ljust(submissions.PLAIN_BYTES),
        b"1111111\xff".ljust(submissions.PLAIN_BYTES),
        "\uff11\uff12\uff13\uff14\uff15\uff16\uff17".encode().ljust(submissions.PLAIN_BYTES),
        b"1111111".ljust(submissions.PLAIN_BYTES, b"x"),
    ],
)
def test_what_is_no_answer_changes_nothing_and_the_ticket_is_still_good(
    room: Room, keeper: MeasurementKeeper, data: bytes
) -> None:
    phone = joined(room)
    body = {"ticket": phone.ticket, "sealed": sealed(data, phone.public)}

    assert json.loads(post(room, "/answer", body).body)["state"] == "wrong"
    assert keeper.number_answered == 0
    assert phone.answer(row(0)) == "held"


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"[]", b"null", b"{}", b'{"ticket": 1, "sealed": 2}', b"[" * 1500, b"\xff\xfe",
        b'{"ticket": "x", "sealed": "not base64 !"}', b'{"ticket": null, "sealed": "AAAA"}',
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/join", "/answer"])
def test_what_is_no_request_is_refused_without_a_word(room: Room, path: str, body: bytes) -> None:
    origin = f"http://{room.host}"
    answer = ask(room, path, "POST", body, Origin=origin, Content_Type="application/json")

    assert answer.status in {200, 400}
    assert "Traceback" not in answer.body
    if answer.status == 200:
        assert json.loads(answer.body) == {"state": "unknown"}


def test_a_body_that_grows_beyond_two_kilobytes_is_refused_as_it_comes(room: Room) -> None:
    chunk = "400\r\n" + "x" * 1024 + "\r\n"
    head = (
        f"POST /join HTTP/1.1\r\nHost: {room.host}\r\nOrigin: http://{room.host}\r\n"
        "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    )

    assert b" 413 " in send(room, (head + chunk * 4).encode())


def test_every_answer_has_one_length_and_fits_whatever_its_comment(room: Room) -> None:
    phone = joined(room)
    lengths = {
        len(json.dumps({"ticket": phone.ticket, "sealed": sealed(plain(row(0), c), phone.public)}))
        for c in ("", "kort", "æ" * 590)
    }

    assert len(lengths) == 1
    assert lengths.pop() <= 2048


def test_the_wrong_code_lets_nobody_in_and_after_thirty_there_is_another(room: Room) -> None:
    code = room.tickets.code
    phone = Phone(room)
    assert [phone.join("abc234") for _ in range(29)] == [403] * 29
    assert room.tickets.code == code
    assert phone.join(f" {code[:3].upper()} {code[3:]} ") == 200

    assert phone.join("") == 403
    assert room.tickets.code != code
    assert phone.join(code) == 403
    assert phone.join() == 200


def test_the_new_code_stands_on_the_wall(room: Room) -> None:
    from tests.room.client import picture

    room.show(picture())
    for _ in range(tickets.MOST_WRONG_CODES):
        Phone(room).join("abc234")

    assert room.code_words in ask(room, f"/wall/{room.wall_token}").body


def test_no_more_than_so_many_tickets_are_good_and_nobody_is_shut_out_by_those_who_ask(
    room: Room, keeper: MeasurementKeeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tickets, "MOST_TICKETS", 2)
    room.begin_answering(keeper)
    phones = [joined(room) for _ in range(3)]

    assert len(room.tickets._keys) == 2
    assert [phone.answer(row(0)) for phone in phones] == ["unknown", "held", "held"]
    assert phones[0].join() == 200
    assert phones[0].answer(row(0)) == "held"


def test_nothing_that_is_given_back_knows_a_phone_again(room: Room) -> None:
    code = room.tickets.code
    answer = ask(room, f"/{code}")

    assert answer.status == 200
    assert "set-cookie" not in answer.headers
    assert not {"localStorage", "sessionStorage", "indexedDB", "document.cookie"} & {
        word for word in ("localStorage", "sessionStorage", "indexedDB", "document.cookie")
        if word in answer.body
    }  # fmt: skip


def test_the_page_takes_thirty_kilobytes_at_most_and_is_the_same_unpacked(room: Room) -> None:
    import gzip
    from http.client import HTTPConnection

    connection = HTTPConnection(room.address, room.port, timeout=TOO_LONG)
    connection.request("GET", "/", headers={"Accept-Encoding": "gzip"})
    packed = connection.getresponse().read()
    connection.close()

    assert len(packed) <= 30_000
    assert gzip.decompress(packed).decode() == ask(room, "/").body


def test_what_is_in_hand_counts_at_the_close_and_is_never_written_by_itself(
    room: Room, keeper: MeasurementKeeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[bytes] = []
    replace = StateFile.replace

    def noted(self: StateFile, data: bytes, mark: str = "") -> None:
        written.append(data)
        replace(self, data, mark)

    monkeypatch.setattr(StateFile, "replace", noted)
    phones = [joined(room) for _ in range(7)]
    states = Counter(phone.answer(row(at)) for at, phone in enumerate(phones))

    assert states["held"] == 4 + 2
    assert keeper.close(keeper.measurement.date) is None
    assert keeper.measurement.answered == 7
    assert [len(json.loads(data)["responses"]) for data in written] == [5]
    assert {phone.answer(row(0)) for phone in phones} == {"counted"}
    assert joined(room).answer(row(0)) == "closed"


def test_an_answer_that_comes_as_the_measurement_is_closed_is_never_said_to_be_counted(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone, hand_in = joined(room), MeasurementKeeper.hand_in

    def late(self: MeasurementKeeper, row: Sequence[Answer], comment: str, ticket: str) -> None:
        self.close(self.measurement.date)  # since it was asked whether answers are taken
        hand_in(self, row, comment, ticket)

    monkeypatch.setattr(MeasurementKeeper, "hand_in", late)

    assert phone.answer(row(0)) == "closed"
    assert phone.answer(row(0)) == "closed"


def test_what_is_in_hand_is_written_when_the_room_ends_before_the_measurement(
    room: Room, keeper: MeasurementKeeper
) -> None:
    joined(room).answer(row(0))

    assert room.close() is None
    assert len(on_disk(keeper)["responses"]) == 1  # type: ignore[arg-type]


def test_a_disk_that_says_no_leaves_the_lot_in_hand_and_nobody_is_told_otherwise(
    room: Room, keeper: MeasurementKeeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise NotWritten(os.strerror(errno.ENOSPC))

    phones = [joined(room) for _ in range(6)]
    with monkeypatch.context() as broken:
        broken.setattr(StateFile, "replace", full)
        assert [phone.answer(row(at)) for at, phone in enumerate(phones)] == ["held"] * 6

    assert phones[0].answer(row(0)) == "counted"
    assert keeper.number_answered == 6
    assert keeper.number_in_hand == 0


def test_no_ticket_is_on_disk_and_its_hash_has_no_order_that_was_not_its_own(
    room: Room, keeper: MeasurementKeeper
) -> None:
    phones = [joined(room) for _ in range(LOT)]
    given = [phone.ticket for phone in phones]
    for at, phone in enumerate(phones):
        phone.answer(row(at))
    written = json.dumps(on_disk(keeper))

    assert not any(ticket in written for ticket in given)
    assert on_disk(keeper)["spent"] == sorted(map(ticket_hash, given))


def test_after_a_crash_nothing_that_was_told_is_lost_and_nothing_is_counted_twice(
    keeper: MeasurementKeeper,
) -> None:
    room = Room.open(LOOPBACK)
    room.begin_answering(keeper)
    phones = [joined(room) for _ in range(7)]
    told = [phone.answer(row(at)) for at, phone in enumerate(phones)]
    assert told.count("held") == 6
    # The program is gone: nothing is written any more. Its socket goes with it.
    room._tell(room._stop)
    room._thread.join()
    keeper.release()

    after = MeasurementKeeper.resume(keeper.archive, keeper.path)
    before = after.answers.room
    assert before is not None
    again = Room.open(LOOPBACK, before)
    try:
        assert (again.port, again.wall_token) == (room.port, room.wall_token)
        assert again.tickets.public_key == room.tickets.public_key
        again.begin_answering(after)
        for phone in phones:
            phone.room = again
        assert [phone.answer(row(0)) for phone in phones] == ["counted"] * 5 + ["unknown"] * 2
        for phone in phones[5:]:
            assert phone.join() == 200
            assert phone.answer(row(0)) == "held"
        assert after.number_answered == 7
    finally:
        again.close()
        after.release()


def test_where_the_port_is_taken_by_another_the_room_opens_all_the_same(
    room: Room, keeper: MeasurementKeeper
) -> None:
    before = keeper.answers.room
    assert before is not None
    again = Room.open(LOOPBACK, before)
    assert again.port != room.port
    again.close()


def test_how_many_have_answered_is_told_late_and_in_steps() -> None:
    count = Count(0, expected=12)
    start = count._updated

    assert [count.update(n, start + 1 + n / 10) for n in range(8)] == [0] * 8
    told = [
        count.update(n, start + at * submissions.DELAY)
        for at, n in enumerate((0, 7, 9, 10, 12, 12))
    ]
    assert told == [0, 0, 7, 7, 10, 12]


def test_nobodys_answer_is_followed_at_once_by_another_number() -> None:
    count = Count(0, expected=3)
    start = count._updated

    # Nobody has looked for long when the third hands in.
    assert count.update(3, start + 9 * submissions.DELAY) == 0
    assert count.update(3, start + 9.9 * submissions.DELAY) == 0
    assert count.update(3, start + 10 * submissions.DELAY) == 3


def test_the_keyboards_answers_and_the_phones_are_counted_together(
    room: Room, keeper: MeasurementKeeper
) -> None:
    keeper.add(row(0))
    for at in range(4):
        joined(room).answer(row(at))
    keeper.add(row(1))
    joined(room).answer(row(2))

    assert keeper.number_answered == 7
    assert keeper.number_in_hand == 0
    assert keeper.answers.number == 7


def test_a_key_that_was_written_over_opens_nothing_any_more() -> None:
    from nacl.public import PublicKey, SealedBox

    key = SecretKey()
    box = SealedBox(PublicKey(key.public)).encrypt(b"hemmeligt")
    with key.opened(box) as opened_box:
        assert bytes(opened_box) == b"hemmeligt"
    assert not any(opened_box)

    key.wipe()
    with pytest.raises(Unreadable), key.opened(box):
        pass


def test_the_order_in_which_answers_came_is_in_no_order_on_disk(
    room: Room, keeper: MeasurementKeeper
) -> None:
    source = random.Random(3)  # noqa: S311 the same each time
    places: Counter[bool] = Counter()
    for _ in range(2):
        phones = [joined(room) for _ in range(LOT)]
        rows = [tuple(source.choice((1, 2, 3, 4, 5)) for _ in ITEMS) for _ in phones]
        for phone, answers in zip(phones, rows, strict=True):
            phone.answer(answers)
        kept = [tuple(response) for response in keeper.answers.responses]
        places[kept[-LOT:] == rows] += 1

    assert places[False]


def test_who_has_handed_in_is_told_the_truth_when_no_phone_answers_any_more(
    room: Room, keeper: MeasurementKeeper
) -> None:
    phone, late = joined(room), joined(room)
    assert phone.answer(row(0)) == "held"
    room.end_answering()  # left open: what is in hand is written

    assert keeper.answers.number == 1
    assert phone.answer(row(0)) == "counted"
    assert late.answer(row(1)) == "closed"


def test_nobody_is_told_that_an_answer_counts_to_a_measurement_that_was_thrown_away(
    room: Room, keeper: MeasurementKeeper
) -> None:
    phone = joined(room)
    assert phone.answer(row(0)) == "held"
    assert keeper.throw_away() is None

    assert phone.answer(row(0)) == "closed"
    room.end_answering()
    assert phone.answer(row(0)) == "closed"
