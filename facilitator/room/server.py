"""The room's server: one chosen address, a random port, a thread and an event loop of its own."""

from __future__ import annotations

import asyncio
import secrets
import socket
import threading
from contextlib import suppress
from functools import partial
from hmac import compare_digest
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import Route
from uvicorn import Server

from facilitator.core.errors import N_, Refused
from facilitator.room import pages
from facilitator.room.connection import MOST_CONNECTIONS, configuration
from facilitator.room.gate import Gate
from facilitator.room.wall import Wall
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request
    from starlette.responses import Response

    from facilitator.room.wall_page import Picture


class Room:
    """An open room. Make one with `open`; what it is told may be told from any thread."""

    def __init__(self, listener: socket.socket) -> None:
        self.address, self.port = listener.getsockname()[:2]
        self.wall_token = secrets.token_urlsafe(16)
        """Whoever has it may see the wall, and do nothing."""
        self._listener = listener
        self._loop = asyncio.new_event_loop()
        self._loop.set_exception_handler(_say_nothing)
        self._wall = Wall()
        self._server = Server(configuration(Gate(self._app(), self.host)))
        self._is_up = threading.Event()
        self._thread = threading.Thread(target=self._run, name="room", daemon=True)

    @classmethod
    def open(cls, address: str, port: int = 0) -> Room:
        """A room at that address of this machine; `port` 0: any that is free.

        Raises Refused where the address cannot be used.
        """
        try:
            listener = _listening(address, port)
        except OSError as error:
            why = N_("No room can be opened at {address}: {why}")
            raise Refused(why, address=address, why=error.strerror or str(error)) from error
        room = cls(listener)
        room._thread.start()
        room._is_up.wait()
        return room

    @property
    def host(self) -> str:
        """The address with its port, as a browser names it."""
        return f"{self.address}:{self.port}"

    @property
    def wall_url(self) -> str:
        """Where the wall is."""
        return f"http://{self.host}/wall/{self.wall_token}"

    def show(self, picture: Picture) -> None:
        """Show the session on the wall as it is now."""
        self._tell(partial(self._wall.show, picture))

    def close(self) -> None:
        """End it: those who follow are told, and nothing is reachable any more."""
        if not self._thread.is_alive():
            return
        self._tell(partial(self._wall.end, _("The session is over. Thank you for taking part.")))
        self._tell(self._stop)
        self._thread.join()

    def _app(self) -> Starlette:
        async def wall(request: Request) -> Response:
            self._check_token(request)
            return self._wall.response()

        async def events(request: Request) -> Response:
            self._check_token(request)
            response = self._wall.events()
            if response is None:
                raise HTTPException(503)
            return response

        async def font(request: Request) -> Response:
            name = request.path_params["name"]
            if name not in pages.FONTS:
                raise HTTPException(404)
            return pages.font(name)

        routes = [
            Route("/wall/{token}", wall),
            Route("/wall/{token}/events", events),
            Route("/font/{name}", font),
        ]
        return Starlette(routes=routes)

    def _check_token(self, request: Request) -> None:
        token = request.path_params["token"].encode(errors="replace")
        if not compare_digest(token, self.wall_token.encode()):
            raise HTTPException(404)

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

    def _tell(self, call: Callable[[], object]) -> None:
        with suppress(RuntimeError):  # it is closed
            self._loop.call_soon_threadsafe(call)


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
