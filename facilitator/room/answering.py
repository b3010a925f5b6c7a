"""What a phone asks the server: the page, to be let in, and to take an answer."""

from __future__ import annotations

import asyncio
import json
from base64 import b64decode, b64encode
from hmac import compare_digest
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from facilitator.room.ballots import Ballots, Outcome
from facilitator.room.phone import phone_page
from facilitator.room.sealing import Unreadable
from facilitator.room.tickets import CODE_LENGTH, NotLetIn, ticket_hash
from facilitator.room.voting import Voting
from facilitator.room.writing import Writing
from facilitator.store.measurement.answers import LOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from enum import StrEnum

    from starlette.requests import Request

    from facilitator.room.phone import Task
    from facilitator.room.tickets import Tickets
    from facilitator.store.measurement.answers import MeasurementKeeper


class Answering:
    """The phones' side of the server. Lives in its loop."""

    def __init__(self, tickets: Tickets) -> None:
        self._tickets = tickets
        self._ballots: Ballots | None = None
        self._ended: MeasurementKeeper | None = None
        """Who kept what was answered last: phones may still ask what became of theirs."""
        self._is_over = False
        self._writing_lots = asyncio.Lock()
        self.received: set[str] = set()
        """Hashes of what phones have sent to a session, and is looked at or counted, on disk."""
        self.writing = Writing(tickets, self.received)
        self.voting = Voting(tickets, self.received)

    @property
    def number_told(self) -> int | None:
        """How many have answered, as the room may know it; None: nothing is answered."""
        return self._ballots.number_told if self._ballots else None

    @property
    def keeper(self) -> MeasurementKeeper | None:
        """Who keeps what is answered, if anything is."""
        return self._ballots.keeper if self._ballots else None

    def begin(self, keeper: MeasurementKeeper) -> None:
        """That measurement is answered from now on."""
        self._ballots = Ballots(keeper, self._tickets)

    def end(self) -> MeasurementKeeper | None:
        """Nothing is answered any more; gives what was, if anything."""
        ballots, self._ballots = self._ballots, None
        if ballots is None:
            return None
        self._ended = ballots.keeper
        return ballots.keeper

    def end_session(self) -> None:
        """Nothing is written or voted any more, and what nobody has looked at is gone."""
        self._is_over = True
        self.writing.end()
        self.voting.end()

    def routes(self) -> list[Route]:
        """Where a phone finds it."""
        return [
            Route("/", self._page, methods=["GET"]),
            Route("/join", self._join, methods=["POST"]),
            Route("/answer", self._answer, methods=["POST"]),
            Route("/write", self._write_words, methods=["POST"]),
            Route("/vote", self._vote, methods=["POST"]),
            Route("/now/{watchword}", self._now, methods=["GET"]),
            Route("/{code}", self._page, methods=["GET"]),
        ]

    async def _page(self, request: Request) -> Response:
        if len(request.path_params.get("code", "")) not in {0, CODE_LENGTH}:
            raise HTTPException(404)
        keeper = self.keeper
        scale = keeper.measurement.scale if keeper and keeper.measurement.is_open else None
        packed = "gzip" in request.headers.get("accept-encoding", "")
        least = keeper.least if keeper else 0
        task: Task = "answer" if scale else ""
        if self.voting.asked:
            task = "vote"
        elif self.writing.asked:
            task = "write"
        key = self._tickets.public_key.hex()
        return phone_page(key, scale, least, task=task, packed=packed)

    async def _now(self, request: Request) -> Response:
        """What there is to do just now, for those who were let in."""
        watchword = request.path_params["watchword"].encode(errors="replace")
        if not compare_digest(watchword, self._tickets.watchword.encode()):
            raise HTTPException(404)
        if choice := self.voting.asked:
            return JSONResponse({"task": "vote"} | choice.as_shown())
        if asked := self.writing.asked:
            mark, question = asked
            return JSONResponse({"task": "write", "id": mark, "question": question})
        if self._is_over:
            return JSONResponse({"task": "over"})
        is_answered = self._ballots is not None and self._ballots.keeper.takes_answers
        return JSONResponse({"task": "answer" if is_answered else ""})

    async def _write_words(self, request: Request) -> Response:
        return await self._take(request, self.writing.write, is_led=self.writing.is_led)

    async def _vote(self, request: Request) -> Response:
        return await self._take(request, self.voting.vote, is_led=self.voting.is_led)

    async def _take(
        self, request: Request, take: Callable[[str, bytes], StrEnum], *, is_led: bool
    ) -> Response:
        """What a phone sends to the session. It is sent again while nobody knows what is asked."""
        if not is_led:
            raise HTTPException(503)
        try:
            document = await _document(request)
            outcome = take(_text(document, "ticket"), _sealed(document))
        except Unreadable:
            return JSONResponse({"why": "request"}, 400)
        return JSONResponse({"state": outcome})

    async def _join(self, request: Request) -> Response:
        try:
            reply = self._tickets.join(_sealed(await _document(request)))
        except NotLetIn:
            return JSONResponse({"why": "code"}, 403)
        except Unreadable:
            return JSONResponse({"why": "request"}, 400)
        return JSONResponse({"sealed": b64encode(reply).decode()})

    async def _answer(self, request: Request) -> Response:
        try:
            document = await _document(request)
            ticket, sealed = _text(document, "ticket"), _sealed(document)
        except Unreadable:
            return JSONResponse({"why": "request"}, 400)
        ballots = self._ballots
        if ballots is None:
            return JSONResponse({"state": self._outcome_of(ticket)})
        outcome = ballots.answer(ticket, sealed)
        if outcome is Outcome.HELD:
            await self._write(ballots.keeper)
            outcome = ballots.answer(ticket, sealed)
        return JSONResponse(_told(ballots, outcome))

    def _outcome_of(self, ticket: str) -> Outcome:
        """What has become of an answer to a measurement that is answered no more."""
        is_on_disk = self._ended.is_spent(ticket_hash(ticket)) if self._ended else None
        if is_on_disk is None:
            return Outcome.CLOSED
        return Outcome.COUNTED if is_on_disk else Outcome.HELD

    async def _write(self, keeper: MeasurementKeeper) -> None:
        """Write what is in hand where it is a lot by now; the next waits for its turn."""
        async with self._writing_lots:
            if keeper.number_in_hand >= LOT:
                await asyncio.to_thread(keeper.write_lot)


def _told(ballots: Ballots, outcome: Outcome) -> dict[str, object]:
    """What has become of it, and how many have answered where it is known of how many."""
    expected = ballots.keeper.measurement.expected
    if outcome is not Outcome.HELD or expected is None:
        return {"state": outcome}
    return {"state": outcome, "told": ballots.number_told, "expected": expected}


async def _document(request: Request) -> dict[str, object]:
    """What was sent. Raises Unreadable."""
    try:
        document = json.loads(await request.body())
    except (ValueError, RecursionError) as error:
        raise Unreadable from error
    if not isinstance(document, dict):
        raise Unreadable
    return document


def _text(document: dict[str, object], name: str) -> str:
    text = document.get(name)
    if not isinstance(text, str):
        raise Unreadable
    return text


def _sealed(document: dict[str, object]) -> bytes:
    try:
        return b64decode(_text(document, "sealed"), validate=True)
    except ValueError as error:
        raise Unreadable from error
