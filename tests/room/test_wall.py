"""The wall in a browser: what is on it, who may read it, how it follows and how it ends."""

from __future__ import annotations

import socket
import sys
import time
from typing import TYPE_CHECKING

import pytest

from facilitator.core.session.board import AddKeyword
from facilitator.core.session.turns import PassOn
from facilitator.room import http, wall
from facilitator.room.server import SWITCH, Room
from tests.room.client import LOOPBACK, TOO_LONG, ask, opened, picture, send

if TYPE_CHECKING:
    from collections.abc import Iterator


def test_the_wall_is_whole_without_a_script(room: Room) -> None:
    room.show(picture(AddKeyword("talked", "Vi <b>ringer</b> & spørger")))

    page = ask(room, f"/wall/{room.wall_token}").body

    assert "<h1>round?</h1>" in page
    assert "Birkelunden" in page
    assert "<li>Vi &lt;b&gt;ringer&lt;/b&gt; &amp; spørger</li>" in page
    assert '<noscript><meta http-equiv="refresh"' in page


def test_without_the_token_there_is_no_wall(room: Room) -> None:
    for path in ("/wall/", "/wall/x", f"/wall/{room.wall_token}x", f"/wall/{room.wall_token[:-1]}"):
        assert ask(room, path).status == 404
        assert ask(room, f"{path}/events").status == 404


def test_the_walls_token_can_only_read(room: Room) -> None:
    origin = f"http://{room.host}"
    for path in (f"/wall/{room.wall_token}", f"/wall/{room.wall_token}/events"):
        answer = ask(room, path, "POST", b"{}", Origin=origin, Content_Type="application/json")
        assert answer.status == 405


class Following:
    """A browser that follows, its bytes as they come."""

    def __init__(self, room: Room) -> None:
        self._socket = socket.create_connection((room.address, room.port), timeout=TOO_LONG)
        path = f"/wall/{room.wall_token}/events"
        self._socket.sendall(f"GET {path} HTTP/1.1\r\nHost: {room.host}\r\n\r\n".encode())
        self._seen = b""

    def until(self, text: str) -> float:
        """Wait for it, and give the seconds it took. Raises TimeoutError."""
        before = time.monotonic()
        while text.encode() not in self._seen:
            part = self._socket.recv(65536)
            assert part, "it ended"
            self._seen += part
        return time.monotonic() - before

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def following(room: Room) -> Iterator[Following]:
    following = Following(room)
    yield following
    following.close()


def test_what_is_said_is_on_the_wall_within_a_second(room: Room, following: Following) -> None:
    following.until("<h1>round?</h1>")

    def seconds(word: str) -> float:
        room.show(picture(AddKeyword("talked", word)))
        return following.until(f"<li>{word}</li>")

    # A machine that does much else is late now and then.
    assert any(seconds(f"ord {number}") < 1 for number in range(20))


def test_whoever_follows_is_not_cut_off_however_long_nothing_happens(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "PATIENCE", 0.5)
    following = Following(room)
    following.until("event: wall")
    time.sleep(1)
    room.show(picture(AddKeyword("talked", "Ro")))

    following.until("<li>Ro</li>")
    following.close()


def test_whose_turn_it_is_stands_there(room: Room, following: Following) -> None:
    following.until('<p class="turn">Anna</p>')
    room.show(picture(PassOn()))

    following.until('<p class="turn">Bo</p>')


def test_it_says_calmly_that_the_session_is_over_and_nothing_of_it_stays(
    room: Room, following: Following
) -> None:
    room.show(picture(AddKeyword("talked", "Ro")))
    following.until("<li>Ro</li>")
    room.close()
    following.until("event: over")

    with pytest.raises(OSError, match="refused"):
        socket.create_connection((room.address, room.port), timeout=TOO_LONG)


def test_only_so_many_follow_at_once_and_one_that_leaves_makes_room(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wall, "MOST_WALLS", 1)
    monkeypatch.setattr(wall, "BEAT", 0.1)
    first = Following(room)
    first.until("event: wall")

    assert ask(room, f"/wall/{room.wall_token}/events").status == 503

    first.close()
    deadline = time.monotonic() + TOO_LONG
    while time.monotonic() < deadline:
        again = Following(room)
        try:
            again.until("event: wall")
        except (AssertionError, TimeoutError):
            time.sleep(0.1)
        else:
            return
        finally:
            again.close()
    pytest.fail("nobody else may follow")


def test_no_text_on_the_wall_ends_a_line_of_its_own_accord(
    room: Room, following: Following
) -> None:
    room._tell(lambda: room._wall._become("<p>Ro\revent: over\r\rdata: slut</p>"))

    following.until("data: event: over\n")
    following.until("data: data: slut")


def test_no_more_follow_where_many_ask_in_the_same_moment(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wall, "MOST_WALLS", 3)
    room._tell(lambda: time.sleep(0.3))  # all of them are there when it looks again
    walls = [Following(room) for _ in range(20)]
    for following in walls:
        following.until("HTTP/1.1 ")  # each is answered

    assert len(room._wall._followers) == 3
    for following in walls:
        following.close()


def test_whoever_asks_for_the_head_alone_is_answered_and_follows_nothing(room: Room) -> None:
    assert ask(room, f"/wall/{room.wall_token}/events", "HEAD").status == 200
    head = f"HEAD /wall/{room.wall_token}/events HTTP/1.1\r\nHost: {room.host}\r\n\r\n"
    assert b"event-stream" in send(room, head.encode())  # and it is over


def test_the_end_waits_for_nobody_who_does_not_read(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "PATIENCE", TOO_LONG)
    following = Following(room)
    following.until("event: wall")
    for number in range(50):
        room.show(picture(*(AddKeyword("talked", f"{number} {n} " + "x" * 100) for n in range(20))))
    before = time.monotonic()
    room.close()

    assert time.monotonic() - before < TOO_LONG / 2
    following.close()


def test_threads_take_turns_sooner_until_the_last_room_is_closed() -> None:
    before = sys.getswitchinterval()
    first = Room.open(LOOPBACK)
    with opened():
        first.close()  # one that lingers while the next is open
        assert sys.getswitchinterval() == pytest.approx(SWITCH)
    assert sys.getswitchinterval() == before
