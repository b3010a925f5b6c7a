"""Who is let in, how much of it, for how long; and that nothing is told of what went wrong."""

from __future__ import annotations

import logging
import random
import socket
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from facilitator.room import http
from tests.room.client import LOOPBACK, TOO_LONG, ask, opened, received, send

if TYPE_CHECKING:
    from facilitator.room.server import Room


LESS, TRIES = http.PATIENCE - 1, 10
"""Seconds that are not those everybody has elsewhere; a busy machine is late now and then."""


def test_it_listens_at_the_chosen_address_alone_at_a_port_that_is_not_fixed(room: Room) -> None:
    assert room.address == LOOPBACK
    with opened() as other:
        assert other.port != room.port
    with pytest.raises(OSError, match="refused"):  # another address of the same machine
        socket.create_connection(("127.0.0.2", room.port), timeout=TOO_LONG)


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost", "127.0.0.1", "127.0.0.1:1", "", "127.0.0.1:{port}."]
)
def test_another_host_is_misdirected_whatever_it_asks_for(room: Room, host: str) -> None:
    wanted = host.format(port=room.port)

    assert ask(room, f"/wall/{room.wall_token}", host=wanted).status == 421
    assert ask(room, "/nothing", host=wanted).status == 421


def test_two_hosts_are_none(room: Room) -> None:
    path = f"/wall/{room.wall_token}"
    line = f"GET {path} HTTP/1.1\r\nHost: {room.host}\r\nHost: {room.host}\r\n\r\n"

    assert b" 200 " not in send(room, line.encode())


JSON = "application/json"


@pytest.mark.parametrize(
    "origin", [None, "null", "http://evil.example", "https://{host}", "{host}"]
)
def test_a_post_from_another_origin_is_refused(room: Room, origin: str | None) -> None:
    headers = {"Content_Type": JSON}
    if origin is not None:
        headers["Origin"] = origin.format(host=room.host)

    assert ask(room, "/join", "POST", b"{}", **headers).status == 403


@pytest.mark.parametrize(
    "kind", ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]
)
def test_a_post_of_anything_but_json_is_refused(room: Room, kind: str) -> None:
    origin = f"http://{room.host}"

    assert ask(room, "/join", "POST", b"{}", Origin=origin, Content_Type=kind).status == 415


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW"])
def test_nothing_but_asking_and_sending_is_known(room: Room, method: str) -> None:
    assert ask(room, f"/wall/{room.wall_token}", method).status == 405


def test_a_body_that_says_it_is_larger_than_two_kilobytes_is_refused(room: Room) -> None:
    head = (
        f"POST /join HTTP/1.1\r\nHost: {room.host}\r\nOrigin: http://{room.host}\r\n"
        f"Content-Type: {JSON}\r\n"
    )

    assert b" 413 " in send(room, f"{head}Content-Length: {2**40}\r\n\r\n".encode())
    assert b" 413 " in send(room, f"{head}Content-Length: 2049\r\n\r\n".encode())


def test_every_answer_says_that_it_is_kept_nowhere_framed_nowhere_and_tells_no_referrer(
    room: Room,
) -> None:
    for path in (f"/wall/{room.wall_token}", "/nothing", "/wall/wrong"):
        headers = ask(room, path).headers
        assert headers["cache-control"] == "no-store"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-frame-options"] == "DENY"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["content-security-policy"].startswith("default-src 'none'")
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "set-cookie" not in headers
        assert "server" not in headers


def test_the_policy_lets_the_pages_own_script_and_style_run_alone(room: Room) -> None:
    answer = ask(room, f"/wall/{room.wall_token}")
    policy = answer.headers["content-security-policy"]

    assert "unsafe" not in policy
    assert policy.count("sha256-") == 2
    assert " style=" not in answer.body
    assert " onclick" not in answer.body


def test_a_request_that_is_never_finished_is_cut_off(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "PATIENCE", 0.3)
    head = f"POST /join HTTP/1.1\r\nHost: {room.host}\r\nOrigin: http://{room.host}\r\n"
    begun = f"{head}Content-Type: {JSON}\r\nContent-Length: 100\r\n\r\nhalf"

    def seconds(data: bytes) -> float:
        before = time.monotonic()
        send(room, data)  # would raise TimeoutError
        return time.monotonic() - before

    for data in (b"", b"GET /", head.encode(), begun.encode()):
        assert any(seconds(data) < LESS for _try in range(TRIES))


def test_whoever_sends_a_byte_now_and_then_is_cut_off_as_well(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "PATIENCE", 0.5)

    def seconds() -> float:
        with socket.create_connection((room.address, room.port), timeout=TOO_LONG) as slow:
            before = time.monotonic()
            with suppress(OSError):
                while time.monotonic() < before + TOO_LONG:
                    slow.sendall(b"G")
                    time.sleep(0.1)
        return time.monotonic() - before

    assert any(seconds() < LESS for _try in range(TRIES))


def test_no_more_than_so_many_connections_are_held(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "MOST_CONNECTIONS", 5)
    monkeypatch.setattr(http, "PATIENCE", 2 * TOO_LONG)
    idle = [socket.create_connection((room.address, room.port)) for _ in range(5)]
    try:
        assert send(room, b"") == b""  # would raise TimeoutError
    finally:
        for held in idle:
            held.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_so_many_connections_leave_files_for_the_program() -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, before[1]))  # as some systems have it
    try:
        with opened():
            soft, _hard = resource.getrlimit(resource.RLIMIT_NOFILE)
            assert soft >= min(2 * http.MOST_CONNECTIONS, before[1])
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


def test_no_more_than_so_many_requests_are_answered_of_everybody_together(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http.Budget, "take", http.Budget(3, 0.001).take)

    assert [ask(room, "/nothing").status for _ in range(5)] == [404, 404, 404, 429, 429]


def test_what_goes_wrong_inside_is_told_to_nobody(
    room: Room, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("geheim")

    monkeypatch.setattr("facilitator.room.wall.BrowserWall._check_token", broken)
    answer = ask(room, f"/wall/{room.wall_token}")

    assert answer.status == 500
    assert "geheim" not in answer.body
    assert capfd.readouterr() == ("", "")


def test_nothing_of_a_request_is_logged_or_written(
    room: Room, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    ask(room, f"/wall/{room.wall_token}")
    ask(room, "/wall/wrong")
    send(room, b"\x00\xff nonsense\r\n\r\n")

    named = [record for record in caplog.records if record.name != "asyncio"]
    assert not named
    assert capfd.readouterr() == ("", "")


HOSTILE = (
    b"GET /../../etc/passwd HTTP/1.1",
    b"GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1",
    b"GET /wall/%00 HTTP/1.1",
    b"GET /wall/%ff%fe/events HTTP/1.1",
    b"GET http://evil.example/ HTTP/1.1",
    b"GET /font/../wall.css HTTP/1.1",
    b"GET /font/%2e%2e%2fpages%2fwall.css HTTP/1.1",
    b"GET /\xc3\xb8 HTTP/1.1",
    b"GET / HTTP/9.9",
    b"PRI * HTTP/2.0",
    b"POST /join HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 3",
    b"GET /x HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13",
    b"GET / HTTP/1.1\r\nX: " + b"a" * 100_000,
    b"GET /" + b"a" * 100_000 + b" HTTP/1.1",
)


@pytest.mark.parametrize("line", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_request_gets_nothing(
    room: Room, line: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    answer = send(room, line + f"\r\nHost: {room.host}\r\n\r\n".encode())

    assert not answer.startswith(b"HTTP/1.1 2")
    assert b"Traceback" not in answer
    assert b"root:" not in answer
    assert capfd.readouterr() == ("", "")
    assert ask(room, f"/wall/{room.wall_token}").status == 200


def test_random_bytes_and_requests_leave_it_as_it_was(
    room: Room, capfd: pytest.CaptureFixture[str]
) -> None:
    source = random.Random(11)  # noqa: S311 the same each time
    for _ in range(300):
        with socket.create_connection((room.address, room.port), timeout=TOO_LONG) as wild:
            wild.sendall(source.randbytes(source.randrange(1, 400)) + b"\r\n\r\n")
            wild.shutdown(socket.SHUT_WR)
            assert not received(wild).startswith(b"HTTP/1.1 2")

    assert capfd.readouterr() == ("", "")
    assert ask(room, f"/wall/{room.wall_token}").status == 200


PARTS = (
    "wall", "join", "answer", "write", "now", "font", "..", "%2e%2e", "etc", "passwd", "%00", "%ff",
    "a" * 500, "\u00f8", "%c3%28", "?x=1", "#", "//", "\\",
)  # fmt: skip


def a_request(source: random.Random, host: str) -> bytes:
    """Something like a request: method, path, headers and body each right or wrong by chance."""
    if source.random() < 0.15:
        return source.randbytes(200) + b"\r\n\r\n"
    method = source.choice(["GET", "GET", "POST", "POST", "HEAD", "PUT", "X"])
    path = "/" + "/".join(source.choices(PARTS, k=source.randrange(1, 4)))
    ticket = source.randbytes(16).hex()
    body = source.choice([
        source.randbytes(source.randrange(300)),
        f'{{"ticket": "{ticket}", "sealed": "AAAA"}}'.encode(),
    ])  # fmt: skip
    headers = [
        f"Host: {host if source.random() < 0.8 else 'evil.example'}",
        *[f"Origin: http://{host}"] * (source.random() < 0.5),
        *["Content-Type: application/json"] * (source.random() < 0.5),
        *["X: " + "y" * source.randrange(20_000)] * (source.random() < 0.1),
        *[f"Transfer-Encoding: {source.choice(['chunked', 'gzip'])}"] * (source.random() < 0.1),
        f"Content-Length: {len(body)}",
    ]
    return "\r\n".join([f"{method} {path} HTTP/1.1", *headers, "", ""]).encode() + body


@pytest.mark.e2e
def test_ten_thousand_random_requests_change_nothing_and_are_told_nothing(
    room: Room, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(http.Budget, "take", lambda _: True)
    source = random.Random(7)  # noqa: S311 the same each time
    path = f"/wall/{room.wall_token}"
    before = ask(room, path).body
    for _ in range(10_000):
        answer = b""
        with (
            suppress(OSError),
            socket.create_connection((room.address, room.port), timeout=TOO_LONG) as wild,
        ):
            wild.sendall(a_request(source, room.host))
            wild.shutdown(socket.SHUT_WR)
            answer = received(wild)
        assert b" 500 " not in answer[:20]
        assert b"Traceback" not in answer
        assert b"root:" not in answer

    assert ask(room, path).body == before
    assert not room.tickets.has_joined
    assert capfd.readouterr() == ("", "")
