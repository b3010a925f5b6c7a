"""Keywords from phones: written by everybody at once, and taken many at a time by the facilitator.

They are in memory alone, unordered and without author, until the facilitator has looked at them;
until then the phone keeps what it has sent. What is not taken is kept nowhere.
"""

from __future__ import annotations

from enum import StrEnum
from hashlib import blake2b
from random import SystemRandom
from typing import TYPE_CHECKING, Final, NamedTuple

from facilitator.core.text.plain import one_line
from facilitator.room.ballots import PLAIN_BYTES
from facilitator.room.sealing import Unreadable, text_in
from facilitator.room.tickets import ticket_hash

if TYPE_CHECKING:
    from collections.abc import Collection

    from facilitator.room.tickets import Tickets

LONGEST_WORDS: Final = 140
MOST_IN_HAND: Final = 400
MARK_DIGITS: Final = 8


class WritingOutcome(StrEnum):
    """What has become of what a phone has sent."""

    TAKEN = "taken"
    """The facilitator has looked at it, and what was kept of all is on disk."""
    HELD = "held"
    """It waits for that, and has to be sent again until it is taken."""
    UNKNOWN = "unknown"
    """There is no such ticket: ask to be let in again."""
    WRONG = "wrong"
    """It is no text, or not sealed to the ticket's key."""
    FULL = "full"
    """There are too many that nobody has looked at."""
    CLOSED = "closed"
    """Nothing is written just now."""
    OVER = "over"
    """The session is, and nobody will look at it."""


class WrittenText(NamedTuple):
    """Something that was written, and where it belongs."""

    question: str
    """The id of the column."""
    text: str


class Texts(NamedTuple):
    """What was written by a moment, in no order."""

    keywords: tuple[WrittenText, ...]
    received: frozenset[str]
    """Hashes of what the phones have sent: by these they are told."""


def mark_of(*words: str) -> str:
    """By which a phone names a question, or what it votes for: the same after a crash."""
    return blake2b("\n".join(words).encode(), digest_size=MARK_DIGITS // 2).hexdigest()


class Writing:
    """What phones write under the questions of a session. Lives in the server's loop."""

    def __init__(self, tickets: Tickets, received: Collection[str]) -> None:
        """`received`: hashes of all that phones can be told of."""
        self._tickets = tickets
        self._received = received
        self._question: tuple[str, str] | None = None
        self.is_led = False
        """Whether it is known what is asked: not yet, where a crash is just over."""
        self._is_over = False
        self._columns: dict[str, str] = {}
        """The ids of the columns that may be written in, by their marks."""
        self._in_hand: list[WrittenText] = []
        self._sent: set[str] = set()
        """Hashes of what is in hand: what is sent a second time is taken once."""
        self._looked_at: set[str] = set()
        """Hashes of what is with the facilitator."""
        self._source = SystemRandom()

    @property
    def question(self) -> tuple[str, str] | None:
        """The mark and the text of the question that is written under; None: nothing is."""
        return (mark_of(self._question[0]), self._question[1]) if self._question else None

    @property
    def number(self) -> int:
        """How many wait for the facilitator's look."""
        return len(self._in_hand)

    def ask(self, question: tuple[str, str] | None, columns: Collection[str] = ()) -> None:
        """From now on phones write under that question, an id and a text; None: they do not.

        `columns` are the ids of all that may be written in: a phone may have been asked before.
        """
        self._question, self.is_led = question, True
        self._columns |= {mark_of(each): each for each in columns}

    def write(self, ticket: str, sealed: bytes) -> WritingOutcome:
        """Take what a phone has written."""
        sent = blake2b(sealed, digest_size=16).hexdigest()
        if sent in self._received:
            return WritingOutcome.TAKEN
        is_held = sent in self._sent or sent in self._looked_at
        return WritingOutcome.HELD if is_held else self._take(sent, ticket, sealed)

    def _take(self, sent: str, ticket: str, sealed: bytes) -> WritingOutcome:
        if self._question is None:
            return WritingOutcome.OVER if self._is_over else WritingOutcome.CLOSED
        key = self._tickets.key_of(ticket_hash(ticket))
        if key is None:
            return WritingOutcome.UNKNOWN
        if len(self._in_hand) >= MOST_IN_HAND:
            return WritingOutcome.FULL
        try:
            with key.opened(sealed) as plain:
                keywords = self._read(plain)
        except Unreadable:
            return WritingOutcome.WRONG
        self._sent.add(sent)
        self._in_hand.insert(self._source.randrange(len(self._in_hand) + 1), keywords)
        return WritingOutcome.HELD

    def take(self) -> Texts:
        """All that is in hand, in no order; none of it is in hand any more."""
        # Each anew, in this order: else by where it lies in memory one could tell when it came.
        mixed = tuple(
            WrittenText(each.question, each.text.encode().decode()) for each in self._in_hand
        )
        texts = Texts(mixed, frozenset(self._sent))
        self._looked_at |= self._sent
        self._in_hand, self._sent = [], set()
        return texts

    def end(self) -> None:
        """Nobody looks at anything any more: what waits is nowhere kept, and phones are told so."""
        self.ask(None)
        self._is_over = True
        self._in_hand.clear()
        self._sent.clear()
        self._looked_at.clear()

    def _read(self, plain: bytearray) -> WrittenText:
        column = self._columns.get(text_in(plain, 0, MARK_DIGITS))
        if len(plain) != PLAIN_BYTES or column is None:
            raise Unreadable
        text = one_line(text_in(plain, MARK_DIGITS)).strip()
        if not text or len(text) > LONGEST_WORDS:
            raise Unreadable
        return WrittenText(column, text)
