"""The routes and the page that phones use: joining the room, answering, writing and voting."""

from __future__ import annotations

import asyncio
import gzip
from base64 import b64decode, b64encode
from functools import lru_cache, partial
from hmac import compare_digest
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from facilitator.conducting import measuring
from facilitator.conducting.guard import NOTHING_PRIVATE
from facilitator.conducting.stage import MEASUREMENT_CLOSED
from facilitator.core.errors import N_
from facilitator.core.measurement.items import ITEMS, LABELS, PREFER_NOT
from facilitator.core.measurement.lifecycle import LONGEST_COMMENT
from facilitator.room.invitation import NOBODY_ANY_MORE
from facilitator.room.pages import page
from facilitator.room.sealing import Unreadable
from facilitator.room.submissions import (
    LONGEST_WORDS,
    PLAIN_BYTES,
    Answering,
    Outcome,
    Voting,
    Writing,
)
from facilitator.room.tickets import CODE_LENGTH, NotLetIn, json_object
from facilitator.store.measurement.answers import LOT
from facilitator.words import in_language

if TYPE_CHECKING:
    from starlette.requests import Request

    from facilitator.core.errors import Language
    from facilitator.core.measurement.items import Scale
    from facilitator.room.tickets import Tickets
    from facilitator.store.measurement.answers import MeasurementKeeper

Task: TypeAlias = Literal["answer", "write", "vote", ""]

WORDS: Final = {
    "title": N_("Take part"),
    "nothing": N_("There is nothing to answer just now."),
    "honest": measuring.HONEST,
    "sealed": N_(
        "Your answers go to the facilitator's computer and nowhere else. They are sealed on this "
        "phone: whoever listens on the network cannot read them. Someone who controls the network "
        "could have changed this page on its way. If you doubt it, ask for paper."
    ),
    "sealedwords": N_(
        "What you send goes to the facilitator's computer and nowhere else. It is sealed on this "
        "phone: whoever listens on the network cannot read it. Someone who controls the network "
        "could have changed this page on its way. If you doubt it, say it aloud instead."
    ),
    "silent": N_(
        "Everybody writes at once, and in silence. Nobody sees who wrote what: the words come to "
        "the board mixed, once the facilitator has looked at them."
    ),
    "keyword": N_("A keyword, or a few words"),
    "noname": NOTHING_PRIVATE,
    "put": N_("Send"),
    "waits": N_(
        "Sent: {n}. The facilitator has not looked at it yet. Keep this page open until then."
    ),
    "looked": N_("The facilitator has looked at: {n}."),
    "finished": N_("The session is over. Thank you for taking part."),
    "gone": N_("The room is closed"),
    "gone2": N_(
        "Nobody takes part by phone any more. What you have not handed in is not counted: ask for "
        "the keyboard, or for paper."
    ),
    "nobody": NOBODY_ANY_MORE,
    "unseen": N_("Nobody has looked at {n} of your texts. They are not kept anywhere."),
    "write_wrong": N_("That could not be read. Write it again."),
    "write_full": N_("Just a moment: there are many words."),
    "write_closed": N_("Nothing is written any more just now."),
    "voting": N_(
        "Everybody votes at once. Nobody sees who voted for what: only counts come to the board, "
        "some at a time."
    ),
    "left": N_("Votes left: {n}"),
    "clear": N_("Take all votes back"),
    "voted": N_("Your votes are counted"),
    "cast": N_("Your votes are handed in"),
    "keepopen": N_(
        "Keep this page open until it says that they are counted. Votes are counted a few "
        "at a time, so that nobody's can be told by the time it came."
    ),
    "vote_full": N_("As many have voted as are here. Tell the facilitator."),
    "vote_wrong": N_("The board has changed. Look again, and send it again."),
    "vote_closed": N_("Nothing is voted on just now."),
    "code": N_("The code on the wall"),
    "another": N_("That is not the code. Look at the wall: it may have changed."),
    "newcode": N_("There is a new code"),
    "goon": N_("Go on"),
    "begin": N_("Begin"),
    "next": N_("Next"),
    "back": N_("Back"),
    "anything": measuring.COMMENT,
    "comment": N_("Comment, or nothing"),
    "warning": measuring.ABOUT_COMMENTS,
    "look": measuring.REVIEW_ANSWERS,
    "change": N_("Tap a statement to change its answer."),
    "send": measuring.HAND_IN,
    "handed": N_("Thank you. It is being handed in."),
    "wait": N_(
        "Keep this page open until it says that your answer is counted. Answers are "
        "written down a few at a time, so that none can be told by the time it came; the "
        "last ones when the measurement is closed."
    ),
    "told": N_("{n} of {all} have answered"),
    "counted": N_("Your answer is counted"),
    "counted2": N_("You can close this page. Nothing of it stays on this phone."),
    "full": N_("As many have answered as were expected"),
    "full2": N_("Your answer is not counted. Tell the facilitator: there are other ways."),
    "closed": MEASUREMENT_CLOSED,
    "closed2": N_("No more answers are taken."),
    "wrong": N_("The answer could not be read"),
    "wrong2": N_("It is not counted. Load the page again, or ask for paper."),
    "again": N_("Try again"),
    "long": N_("The comment is too long. Make it shorter."),
    "lost": N_("No connection to the facilitator's computer. Your answers stay on this "
               "phone, and it tries again by itself."),
    "long_lost": N_("No connection for a while. Perhaps the room is closed: ask. What you have not "
                    "handed in stays here, and is sent by itself if it opens again."),
}  # fmt: skip
"""What the page says, by the names its script has for it."""


@lru_cache(maxsize=8)
def phone_pages(
    key: str, scale: Scale | None, least: int, *, task: Task
) -> tuple[Response, Response]:
    """The page, and the same packed with gzip. `key` is the session's in hex.

    `scale` and `least` are the measurement's, where there is one; `task` is what there is to do.
    """
    both: tuple[Language, ...] = ("da", "en")
    words = {
        name: {lang: in_language(text, lang).replace("{least}", str(least)) for lang in both}
        for name, text in WORDS.items()
    }
    labels = LABELS[scale or 7]
    data = {
        "key": key,
        "task": task,
        "items": {lang: [item.text.in_language(lang) for item in ITEMS] for lang in both},
        "labels": {lang: [label.in_language(lang) for label in labels] for lang in both},
        "none": {lang: PREFER_NOT.in_language(lang) for lang in both},
        "bytes": PLAIN_BYTES,
        "longest": LONGEST_COMMENT,
        "longest_words": LONGEST_WORDS,
        "words": words,
    }
    body = (
        '<header><button type="button" id="lang"></button></header><main id="main"></main>'
        '<p id="status" role="status"></p>'
        "<noscript><p>Slå JavaScript til, eller bed om papir. "
        "Turn JavaScript on, or ask for paper.</p></noscript>"
    )
    plain = page(
        in_language(WORDS["title"], "da"),
        body,
        language="da",
        style="phone.css",
        scripts=("nacl.min.js", "phone.js"),
        data=data,
    )
    packed = gzip.compress(bytes(plain.body), 9)
    headers = {**plain.headers, "content-encoding": "gzip", "content-length": str(len(packed))}
    return plain, Response(packed, headers=headers)


class Phones:
    """The phones' routes and their state. Used in the server's loop only."""

    def __init__(self, tickets: Tickets) -> None:
        self._tickets = tickets
        self._answering: Answering | None = None
        """What is answered, or was last: phones may still ask what became of theirs."""
        self._end: Literal["", "over", "closed"] = ""
        """How it has ended: with the session, or the room before it; empty: it goes on."""
        self._writing_lots = asyncio.Lock()
        self.received: set[str] = set()
        """Hashes of what phones have sent to a session, and is looked at or counted, on disk."""
        self.writing = Writing(tickets, self.received)
        self.voting = Voting(tickets, self.received)

    @property
    def answering(self) -> Answering | None:
        """The answering of a measurement, if any goes on."""
        return self._answering if self._answering and not self._answering.is_over else None

    def begin_answering(self, keeper: MeasurementKeeper) -> None:
        """Let phones answer that measurement."""
        self._answering = Answering(self._tickets, keeper)

    def end_answering(self) -> MeasurementKeeper | None:
        """Stop taking answers; returns the keeper of the measurement, if any."""
        answering = self.answering
        if answering is None:
            return None
        answering.end()
        return answering.keeper

    def end_session(self, *, goes_on: bool = False) -> None:
        """Stop taking words and votes, and discard what nobody has looked at.

        `goes_on`: the session does, without phones.
        """
        self._end = self._end or ("closed" if goes_on else "over")
        self.writing.end()
        self.voting.end()

    def routes(self) -> list[Route]:
        """The routes for phones."""
        return [
            Route("/", self._page, methods=["GET"]),
            Route("/join", self._join, methods=["POST"]),
            Route("/answer", self._answer, methods=["POST"]),
            Route("/write", partial(self._take, self.writing), methods=["POST"]),
            Route("/vote", partial(self._take, self.voting), methods=["POST"]),
            Route("/now/{watchword}", self._now, methods=["GET"]),
            Route("/{code}", self._page, methods=["GET"]),
        ]

    async def _page(self, request: Request) -> Response:
        if len(request.path_params.get("code", "")) not in {0, CODE_LENGTH}:
            raise HTTPException(404)
        keeper = self.answering.keeper if self.answering else None
        scale = keeper.measurement.scale if keeper and keeper.measurement.is_open else None
        task: Task = "answer" if scale else ""
        if self.voting.choice:
            task = "vote"
        elif self.writing.question:
            task = "write"
        key, least = self._tickets.public_key.hex(), keeper.least if keeper else 0
        plain, packed = phone_pages(key, scale, least, task=task)
        return packed if "gzip" in request.headers.get("accept-encoding", "") else plain

    async def _now(self, request: Request) -> Response:
        """What there is to do now, for admitted phones."""
        watchword = request.path_params["watchword"].encode(errors="replace")
        if not compare_digest(watchword, self._tickets.watchword.encode()):
            raise HTTPException(404)
        if choice := self.voting.choice:
            return JSONResponse({"task": "vote"} | choice.as_shown())
        if question := self.writing.question:
            mark, text = question
            return JSONResponse({"task": "write", "id": mark, "question": text})
        if self._end:
            return JSONResponse({"task": self._end})
        is_answered = self.answering is not None and self.answering.keeper.takes_answers
        return JSONResponse({"task": "answer" if is_answered else ""})

    async def _join(self, request: Request) -> Response:
        sealed = _sealed(await _document(request))
        try:
            reply = self._tickets.join(sealed)
        except NotLetIn:
            return JSONResponse({"why": "code"}, 403)
        except Unreadable as error:
            raise HTTPException(400) from error
        return JSONResponse({"sealed": b64encode(reply).decode()})

    async def _take(self, kind: Writing | Voting, request: Request) -> Response:
        """Take words or votes. A phone repeats them while it is unknown what is asked."""
        if not kind.is_led:
            raise HTTPException(503)
        document = await _document(request)
        return JSONResponse({"state": kind.submit(_text(document, "ticket"), _sealed(document))})

    async def _answer(self, request: Request) -> Response:
        document = await _document(request)
        ticket, sealed = _text(document, "ticket"), _sealed(document)
        answering = self._answering
        outcome = answering.submit(ticket, sealed) if answering else Outcome.OVER
        if answering is None or outcome is Outcome.OVER:
            return JSONResponse({"state": "gone" if self._end == "closed" else Outcome.CLOSED})
        if outcome is Outcome.HELD and not answering.is_over:
            await self._write_lot(answering.keeper)
            outcome = answering.submit(ticket, sealed)
        told: dict[str, object] = {"state": outcome}
        expected = answering.keeper.measurement.expected
        if outcome is Outcome.HELD and expected is not None and not answering.is_over:
            told |= {"told": answering.number_told, "expected": expected}
        return JSONResponse(told)

    async def _write_lot(self, keeper: MeasurementKeeper) -> None:
        """Write waiting answers when there are enough; writes happen one at a time."""
        async with self._writing_lots:
            if keeper.number_in_hand >= LOT:
                await asyncio.to_thread(keeper.write_lot)


async def _document(request: Request) -> dict[str, object]:
    """The JSON object that was sent. Raises HTTPException."""
    try:
        return json_object(await request.body())
    except Unreadable as error:
        raise HTTPException(400) from error


def _text(document: dict[str, object], name: str) -> str:
    text = document.get(name)
    if not isinstance(text, str):
        raise HTTPException(400)
    return text


def _sealed(document: dict[str, object]) -> bytes:
    try:
        return b64decode(_text(document, "sealed"), validate=True)
    except ValueError as error:
        raise HTTPException(400) from error
