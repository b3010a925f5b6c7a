"""A room on the loopback, and requests to it as bare as a test needs them."""

from __future__ import annotations

import socket
from contextlib import contextmanager
from http.client import HTTPConnection
from typing import TYPE_CHECKING, NamedTuple, Protocol

from facilitator.conducting.team import TeamsOwn
from facilitator.core.session.phases import NextPhase
from facilitator.core.session.stage import stage_view
from facilitator.room.server import Room
from facilitator.room.wall import Picture
from tests.core.builders import at, begun, check_out, done

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from facilitator.core.session.events import Event

LOOPBACK = "127.0.0.1"
TOO_LONG = 60.0
"""Seconds in which something is there, however busy the machine."""


class Admission(Protocol):
    @property
    def public_key(self) -> bytes: ...
    @property
    def code(self) -> str: ...


class Reachable(Protocol):
    """A room, in this program or another, as phones and browsers find it."""

    @property
    def address(self) -> str: ...
    @property
    def port(self) -> int: ...
    @property
    def host(self) -> str: ...
    @property
    def tickets(self) -> Admission: ...


class Elsewhere:
    """A room in another program, by what that says of it."""

    class Tickets(NamedTuple):
        public_key: bytes
        code: str

    def __init__(self, port: str, public_key: str, code: str) -> None:
        self.address, self.port = LOOPBACK, int(port)
        self.host = f"{LOOPBACK}:{port}"
        self.tickets = self.Tickets(bytes.fromhex(public_key), code)


class Answer(NamedTuple):
    status: int
    headers: Mapping[str, str]
    body: str


def picture(*events: Event) -> Picture:
    """What the room sees of a check-out in its second phase, after these events."""
    session = done(begun(check_out(), "Anna", "Bo"), NextPhase(), *events)
    return Picture(stage_view(session, at(0)), TeamsOwn())


@contextmanager
def opened() -> Iterator[Room]:
    room = Room.open(LOOPBACK)
    try:
        yield room
    finally:
        room.close()


def is_reachable(room: Room) -> bool:
    """Whether somebody answers at its port."""
    try:
        socket.create_connection((room.address, room.port), timeout=TOO_LONG).close()
    except OSError:
        return False
    return True


def ask(
    room: Reachable,
    path: str,
    method: str = "GET",
    body: bytes | None = None,
    *,
    host: str | None = None,
    **headers: str,
) -> Answer:
    """One request. `headers` have underscores for hyphens."""
    connection = HTTPConnection(room.address, room.port, timeout=TOO_LONG)
    try:
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        connection.putheader("Host", room.host if host is None else host)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        response = connection.getresponse()
        names = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, names, response.read().decode())
    finally:
        connection.close()


def send(room: Reachable, data: bytes, *, seconds: float = TOO_LONG) -> bytes:
    """These bytes as they are; gives all that comes until the other side ends it."""
    with socket.create_connection((room.address, room.port), timeout=seconds) as connection:
        connection.sendall(data)
        return received(connection)


def received(connection: socket.socket) -> bytes:
    """All that comes until the other side ends it. Raises TimeoutError."""
    parts: list[bytes] = []
    while True:
        try:
            part = connection.recv(65536)
        except ConnectionResetError:
            return b"".join(parts)
        if not part:
            return b"".join(parts)
        parts.append(part)
