"""The page that a phone gets: all that it needs in one, in both languages, for its own choice."""

from __future__ import annotations

import gzip
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from starlette.responses import Response

from facilitator.conducting.guard import NOTHING_PRIVATE
from facilitator.core.errors import N_
from facilitator.core.measurement.items import ITEMS, LABELS, PREFER_NOT
from facilitator.core.measurement.lifecycle import LONGEST_COMMENT
from facilitator.room.ballots import PLAIN_BYTES
from facilitator.room.pages import page
from facilitator.room.writing import LONGEST_WORDS
from facilitator.words import in_language

if TYPE_CHECKING:
    from facilitator.core.measurement.items import Scale
    from facilitator.words import Language

Task: TypeAlias = Literal["answer", "write", "vote", ""]

WORDS: Final = {
    "title": N_("Take part"),
    "nothing": N_("There is nothing to answer just now."),
    "honest": N_(
        "Seven statements, about two minutes. Nobody sees your answers: they are mixed with the "
        "others' and have no name, time or order. The result is shown from {least} answers. You "
        "are a small group. Some may be able to guess. Write only what you can stand by."
    ),
    "sealed": N_(
        "Your answers go to the facilitator's computer and nowhere else. They are sealed on this "
        "phone: whoever listens on the network cannot read them. Someone who controls the network "
        "could have changed this page on its way. If you doubt it, ask for paper."
    ),
    "silent": N_(
        "Everybody writes at once, and in silence. Nobody sees who wrote what: the words come to "
        "the board mixed, once the facilitator has looked at them."
    ),
    "keyword": N_("A keyword, or a few words"),
    "noname": NOTHING_PRIVATE,
    "put": N_("Send"),
    "waits": N_(
        "Sent, and waiting to be looked at: {n}. Keep this page open until then."
    ),
    "looked": N_("The facilitator has looked at: {n}."),
    "finished": N_("The session is over. Thank you for taking part."),
    "unseen": N_("Nobody has looked at {n} of your texts. They are nowhere kept."),
    "unread": N_("That could not be read. Write it again."),
    "busy": N_("Just a moment: there are many words."),
    "over": N_("Nothing is written any more just now."),
    "voting": N_(
        "Everybody votes at once. Nobody sees who voted for what: only counts come to the board, "
        "some at a time."
    ),
    "left": N_("Votes left: {n}"),
    "clear": N_("Take all votes back"),
    "voted": N_("Your votes are counted"),
    "cast": N_("Your votes are handed in"),
    "keepopen": N_(
        "Keep this page open until it says that they are counted. Votes are counted some at a "
        "time, so that nobody's can be known by the hour."
    ),
    "everybody": N_("As many have voted as are here. Tell the facilitator."),
    "changed": N_("The board has changed. Look again, and send anew."),
    "ended": N_("Nothing is voted on just now."),
    "code": N_("The code on the wall"),
    "another": N_("That is not the code. Look at the wall: it may have changed."),
    "begin": N_("Begin"),
    "next": N_("Next"),
    "back": N_("Back"),
    "anything": N_("Is there something you would like to add?"),
    "comment": N_("Comment, or nothing"),
    "warning": N_(
        "You may leave it empty. Write only what you can stand by: some may guess who wrote it. "
        "No names or details about the people you support. It is shown from 8 answers, apart from "
        "your answers."
    ),
    "look": N_("A last look"),
    "change": N_("Tap a statement to change its answer."),
    "send": N_("Hand in"),
    "handed": N_("Thank you. It is being handed in."),
    "wait": N_(
        "Keep this page open until it says that your answer is counted. Answers are written down "
        "some at a time, so that none can be known by its hour; the last ones when the "
        "measurement is closed."
    ),
    "told": N_("{n} of {all} have answered"),
    "counted": N_("Your answer is counted"),
    "counted2": N_("You can close this page. Nothing of it stays on this phone."),
    "full": N_("As many have answered as were expected"),
    "full2": N_("Your answer is not counted. Tell the facilitator: there are other ways."),
    "closed": N_("The measurement is closed"),
    "closed2": N_("No more answers are taken."),
    "wrong": N_("The answer could not be read"),
    "wrong2": N_("It is not counted. Load the page again, or ask for paper."),
    "again": N_("Try again"),
    "long": N_("The comment is too long. Make it shorter."),
    "lost": N_("No connection to the facilitator's computer. Your answers stay here; it goes on by "
               "itself."),
}  # fmt: skip
"""What the page says, by the names its script has for it."""


def phone_page(key: str, scale: Scale | None, least: int, *, task: Task, packed: bool) -> Response:
    """The page. `key` is the session's in hex; `scale` None: nothing is answered.

    `task`: what there is to do just now.

    `packed`: as gzip, for whoever can read that.
    """
    page, small = _both(key, scale, least, task=task)
    if not packed:
        return page
    headers = {**page.headers, "content-encoding": "gzip", "content-length": str(len(small))}
    return Response(small, headers=headers)


@lru_cache(maxsize=8)
def _both(key: str, scale: Scale | None, least: int, *, task: Task) -> tuple[Response, bytes]:
    page = _response(key, scale, least, task=task)
    return page, gzip.compress(bytes(page.body), 9)


def _response(key: str, scale: Scale | None, least: int, *, task: Task) -> Response:
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
    return page(
        in_language(WORDS["title"], "da"),
        body,
        language="da",
        style="phone.css",
        scripts=("nacl.min.js", "phone.js"),
        data=data,
    )
