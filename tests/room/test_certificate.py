"""Where there is a certificate: pages come over TLS, by the name that it is for."""

from __future__ import annotations

import select
import shutil
import socket
import ssl
import subprocess
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING

import pytest

from facilitator.core.errors import Refused
from facilitator.core.room import Certificate
from facilitator.room import http
from facilitator.room.server import Room
from tests.room.client import LOOPBACK, TOO_LONG, received

if TYPE_CHECKING:
    from pathlib import Path

NAME = "facilitator.example"


@pytest.fixture
def certificate(tmp_path: Path) -> Certificate:
    if shutil.which("openssl") is None:
        pytest.skip("no openssl to make one with")
    file, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-days", "2", "-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}",
         "-keyout", str(key), "-out", str(file)],
        check=True,
        capture_output=True,
    )  # fmt: skip
    return Certificate(str(file), str(key), NAME)


def test_the_page_comes_over_tls_by_its_name(certificate: Certificate) -> None:
    room = Room.open(LOOPBACK, certificate=certificate)
    try:
        assert room.url == f"https://{NAME}:{room.port}/"
        context = ssl.create_default_context(cafile=certificate.file)
        with (
            socket.create_connection((LOOPBACK, room.port), timeout=TOO_LONG) as plain,
            context.wrap_socket(plain, server_hostname=NAME) as secure,
        ):
            secure.sendall(f"GET / HTTP/1.1\r\nHost: {NAME}:{room.port}\r\n\r\n".encode())
            assert received(secure).startswith(b"HTTP/1.1 200")
    finally:
        room.close()


def test_a_certificate_that_cannot_be_used_is_refused_in_a_sentence(
    certificate: Certificate, tmp_path: Path
) -> None:
    other = tmp_path / "other.pem"
    other.write_text("no key")
    with pytest.raises(Refused, match="cannot be used with its key"):
        Room.open(LOOPBACK, certificate=certificate._replace(key=str(other)))


def test_the_name_may_be_written_in_capitals(certificate: Certificate) -> None:
    room = Room.open(LOOPBACK, certificate=certificate._replace(name=NAME.title()))
    try:
        assert room.host == f"{NAME}:{room.port}"  # as every browser asks for it
    finally:
        room.close()


def test_whoever_begins_tls_and_goes_no_further_is_cut_off(
    certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "PATIENCE", 0.3)
    room = Room.open(LOOPBACK, certificate=certificate)
    try:
        with socket.create_connection((LOOPBACK, room.port), timeout=TOO_LONG) as silent:
            assert received(silent) == b""  # would raise TimeoutError
    finally:
        room.close()


def test_those_who_begin_tls_are_counted_among_the_connections(
    certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "MOST_CONNECTIONS", 5)
    monkeypatch.setattr(http, "PATIENCE", 2 * TOO_LONG)  # nobody is cut off for being slow
    room = Room.open(LOOPBACK, certificate=certificate)
    with ExitStack() as stack:
        stack.callback(room.close)
        silent = [
            stack.enter_context(socket.create_connection((LOOPBACK, room.port), timeout=TOO_LONG))
            for _ in range(12)
        ]
        over: set[socket.socket] = set()
        while len(over) < 7:
            readable, _, _ = select.select([e for e in silent if e not in over], [], [], TOO_LONG)
            assert readable, "fewer were sent away than there are too many"
            over |= {each for each in readable if received(each) == b""}
        assert len(over) == 7


def test_those_who_were_cut_off_for_beginning_tls_leave_room_for_others(
    certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "MOST_CONNECTIONS", 5)
    monkeypatch.setattr(http, "PATIENCE", 0.3)
    room = Room.open(LOOPBACK, certificate=certificate)
    with ExitStack() as stack:
        stack.callback(room.close)
        for _ in range(5):
            silent = socket.create_connection((LOOPBACK, room.port), timeout=TOO_LONG)
            stack.enter_context(silent)
            assert received(silent) == b""
        monkeypatch.setattr(http, "PATIENCE", TOO_LONG)
        assert page_over_tls(room, certificate).startswith(b"HTTP/1.1 200")


def test_a_request_that_comes_with_the_last_of_the_handshake_is_answered(
    certificate: Certificate,
) -> None:
    room = Room.open(LOOPBACK, certificate=certificate)
    try:
        for _ in range(3):
            assert page_over_tls(room, certificate).startswith(b"HTTP/1.1 200")
    finally:
        room.close()


def page_over_tls(room: Room, certificate: Certificate) -> bytes:
    """The answer to a request that goes in one flight with the end of the handshake."""
    context = ssl.create_default_context(cafile=certificate.file)
    coming, going = ssl.MemoryBIO(), ssl.MemoryBIO()
    secure = context.wrap_bio(coming, going, server_hostname=NAME)
    request = f"GET / HTTP/1.1\r\nHost: {NAME}:{room.port}\r\n\r\n".encode()
    answer = b""
    with socket.create_connection((LOOPBACK, room.port), timeout=TOO_LONG) as plain:
        while True:
            with suppress(ssl.SSLWantReadError):
                secure.do_handshake()
                secure.write(request)
                break
            plain.sendall(going.read())
            coming.write(plain.recv(65536))
        plain.sendall(going.read())
        while data := plain.recv(65536):
            coming.write(data)
            with suppress(ssl.SSLWantReadError):
                while part := secure.read(65536):
                    answer += part
                secure.unwrap()  # the other side has said that it is over, and waits for the same
            plain.sendall(going.read())
    return answer
