"""The room's server: one chosen address, a random port, and a thread with its own event loop."""

from __future__ import annotations

import asyncio
import secrets
import socket
import sys
import threading
from contextlib import suppress
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Final, ParamSpec, TypeVar

from starlette.routing import Router
from uvicorn import Server

from facilitator.core.errors import N_, Refused
from facilitator.core.measurement.figures import overwrite_rows
from facilitator.core.room import Certificate, KeptRoom, code_words
from facilitator.room.http import (
    MOST_CONNECTIONS,
    RoomMiddleware,
    allow_files,
    configuration,
    secured,
)
from facilitator.room.phones import WORDS, Phones
from facilitator.room.qr import address_code, svg
from facilitator.room.sealing import SecretKey
from facilitator.room.tickets import Tickets, new_code
from facilitator.room.wall import BrowserWall, JoinNotice
from facilitator.words import _

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Collection, Mapping

    from facilitator.room.submissions import Lot, Texts, VoteOptions
    from facilitator.room.wall import Picture
    from facilitator.store.measurement.answers import MeasurementKeeper
    from facilitator.store.session_file import NotSaved

P = ParamSpec("P")
T = TypeVar("T")

PATIENCE: Final = 10.0
"""Seconds that the server has for what it is told."""
SWITCH: Final = 0.0005
"""Seconds after which a thread lets another go on: no key waits for the phones."""


class _SwitchInterval:
    """While any room is open threads let one another go on sooner."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rooms = 0
        self._before = 0.0

    def begin(self) -> None:
        """One more room is open."""
        with self._lock:
            if not self._rooms:
                self._before = sys.getswitchinterval()
                sys.setswitchinterval(SWITCH)
            self._rooms += 1

    def end(self) -> None:
        """One of them is closed."""
        with self._lock:
            self._rooms -= 1
            if not self._rooms:
                sys.setswitchinterval(self._before)


_switch_interval: Final = _SwitchInterval()


class Room:
    """An open room. Make one with `open`; what it is told may be told from any thread."""

    def __init__(
        self,
        listener: socket.socket,
        key: SecretKey,
        wall_token: str,
        code: str,
        *,
        name: str = "",
        context: ssl.SSLContext | None = None,
    ) -> None:
        """`name` is this machine's in its certificate, by which `context` was made."""
        self.address: str = listener.getsockname()[0]
        self.port: int = listener.getsockname()[1]
        self.wall_token = wall_token
        """Whoever has it may see the wall, and do nothing."""
        self._name = name.lower() or self.address  # as browsers do
        self._scheme = "https" if context else "http"
        self._key = key
        self._listener = listener
        self._loop = asyncio.new_event_loop()
        self._loop.set_exception_handler(_say_nothing)
        self.tickets = Tickets(key, code, self._change_code)
        self._wall = BrowserWall(wall_token)
        self._phones = Phones(self.tickets)
        routes = [*self._wall.routes(), *self._phones.routes()]
        app = Router(routes, redirect_slashes=False)
        gate = RoomMiddleware(app, self.host, scheme=self._scheme)
        self._server = Server(configuration(gate, context))
        self._is_up = threading.Event()
        self._thread = threading.Thread(target=self._run, name="room", daemon=True)
        self._show_joining()

    @classmethod
    def open(
        cls,
        address: str,
        before: KeptRoom | None = None,
        certificate: Certificate | None = None,
    ) -> Room:
        """A room at that address of this machine, at any port that is free.

        `before` is the one that a crash has ended: phones find it again where it was, if they can.
        Raises Refused where the address or the certificate cannot be used.
        """
        name, context = (certificate.name, secured(certificate)) if certificate else ("", None)
        allow_files()
        key, token, code = SecretKey(), secrets.token_urlsafe(16), new_code()
        ports = [0]
        if before is not None and before.address == address:
            key, token, code = SecretKey(bytes.fromhex(before.key)), before.wall, before.code
            ports = [before.port, 0]
        for port in ports:
            try:
                listener = _listening(address, port)
            except OSError as error:
                trouble = error
            else:
                room = cls(listener, key, token, code, name=name, context=context)
                _switch_interval.begin()
                room._thread.start()
                room._is_up.wait()
                return room
        why = N_("No room can be opened at {address}: {why}")
        raise Refused(why, address=address, why=trouble.strerror or str(trouble)) from trouble

    @property
    def host(self) -> str:
        """The address with its port, as a browser names it."""
        return f"{self._name}:{self.port}"

    @property
    def wall_url(self) -> str:
        """Where the wall is."""
        return f"{self._scheme}://{self.host}/wall/{self.wall_token}"

    @property
    def url(self) -> str:
        """Where phones take part; the code is typed there."""
        return f"{self._scheme}://{self.host}/"

    @property
    def url_with_code(self) -> str:
        """The same, the code in it: for a QR code."""
        return f"{self.url}{self.tickets.code}"

    @property
    def code_words(self) -> str:
        """The code as it is read."""
        return code_words(self.tickets.code)

    @property
    def kept(self) -> KeptRoom:
        """What has to survive a crash."""
        return KeptRoom(
            address=self.address,
            port=self.port,
            key=self._key.secret.hex(),
            wall=self.wall_token,
            code=self.tickets.code,
            url=self.url,
        )

    @property
    def number_told(self) -> int | None:
        """How many have answered, as the room may know it; None: nothing is answered."""
        answering = self._phones.answering
        return answering.number_told if answering else None

    def show(self, picture: Picture) -> None:
        """Show the session on the wall as it is now."""
        self._tell(self._wall.show, picture)

    def ask_words(self, question: tuple[str, str] | None, columns: Collection[str] = ()) -> None:
        """Phones write under that question, an id and a text; None: they do not.

        `columns` are the ids of all columns that phones may have been asked to write in.
        """
        self._tell(self._phones.writing.ask, question, columns)

    @property
    def number_of_words(self) -> int:
        """How many texts from phones wait for the facilitator's look."""
        return self._phones.writing.number

    def take_words(self) -> Texts:
        """What phones have written by now, mixed. It is in no other place any more."""
        return self._ask(self._phones.writing.take)

    def ask_votes(self, choice: VoteOptions | None, voters: int) -> None:
        """Phones vote on that, so many of them at most, 0: any; None: they do not."""
        self._tell(self._phones.voting.ask, choice, voters)

    @property
    def has_votes(self) -> bool:
        """Whether phones have votes that are not counted yet."""
        return self._phones.voting.has_votes

    @property
    def has_lot_of_votes(self) -> bool:
        """Whether they can be counted without showing who has just voted."""
        return self._phones.voting.has_lot

    def take_votes(self) -> tuple[Lot, ...]:
        """The votes that are in hand. They are in no other place any more."""
        return self._ask(self._phones.voting.take)

    def remember(self, voted: Mapping[int, int]) -> None:
        """So many phones had voted in a phase, by its index, before a crash."""
        self._tell(self._phones.voting.remember, voted)

    def receive(self, hashes: Collection[str]) -> None:
        """What phones have sent with these hashes is on disk, or was looked at: they are told."""
        self._tell(self._phones.received.update, hashes)

    def hide(self, *, is_hidden: bool) -> None:
        """Show nothing on the wall, or what it shows."""
        self._tell(self._wall.hide, is_hidden=is_hidden)

    def begin_answering(self, keeper: MeasurementKeeper) -> NotSaved | None:
        """From now on phones may answer that measurement.

        What is given back says why they would not find the room again after a crash.
        """
        self._tell(self._phones.begin_answering, keeper)
        return keeper.open_room(self.kept)

    def end_answering(self) -> NotSaved | None:
        """No phone answers any more. What is in hand of a measurement that is open is written."""
        keeper = self._ask(self._phones.end_answering)
        return keeper.write_lot(least=1) if keeper else None

    def end_wall(self, html: str = "", *, goes_on: bool = False) -> None:
        """Say on the wall that the session is over, or what `html` says; take no more from phones.

        Phones may still ask what became of what they have sent. `goes_on`: the session does, and
        the room alone is closed.
        """
        self._tell(self._phones.end_session, goes_on=goes_on)
        over = WORDS["gone" if goes_on else "finished"]
        self._tell(self._wall.end, html or f'<p class="over">{escape(_(over))}</p>')

    def close(self) -> NotSaved | None:
        """End it: those who follow are told, and nothing is reachable any more."""
        if not self._thread.is_alive():
            return None
        trouble = self.end_answering()
        self.end_wall()
        self._tell(self._stop)
        self._thread.join()
        _switch_interval.end()
        self.tickets.end()
        overwrite_rows()  # what the server's thread still held when the measurement was closed
        return trouble

    def _change_code(self) -> None:
        """There is another code: it is shown, and kept."""
        self._show_joining()
        if answering := self._phones.answering:
            answering.keeper.open_room(self.kept)

    def _show_joining(self) -> None:
        """How to take part, on the wall: by a QR code, or the address and the code."""
        picture = svg(address_code(self.url_with_code), _("QR code to take part"))
        self._wall.show_joining(JoinNotice(picture, self.url, self.code_words))

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.call_soon(self._is_up.set)
        try:
            self._loop.run_until_complete(self._server.serve([self._listener]))
        finally:
            self._listener.close()
            self._loop.close()

    def _stop(self) -> None:
        self._server.should_exit = True

    def _tell(self, call: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> None:
        """Make the call in the server's loop, soon."""
        with suppress(RuntimeError):  # it is closed
            self._loop.call_soon_threadsafe(partial(call, *args, **kwargs))

    def _ask(self, call: Callable[[], T]) -> T:
        """What the call gives in the server's loop. Raises TimeoutError, which is never seen."""

        async def called() -> T:
            return call()

        return asyncio.run_coroutine_threadsafe(called(), self._loop).result(PATIENCE)


def _listening(address: str, port: int) -> socket.socket:
    """A socket that listens at that address alone."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows would share it with others
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((address, port))
        listener.listen(MOST_CONNECTIONS)
        listener.setblocking(False)
    except BaseException:
        listener.close()
        raise
    return listener


def _say_nothing(_loop: asyncio.AbstractEventLoop, _context: object) -> None:
    """What went wrong with a connection is nobody's to read: it would stand on the screen."""
