"""Keywords from phones: written in silence by all at once, taken by the facilitator in lots.

They are in memory alone, in no order and with nothing of who wrote them, until the facilitator has
looked at them. What is not taken is nowhere kept.
"""

from __future__ import annotations

from enum import StrEnum
from hashlib import blake2b
from random import SystemRandom
from typing import TYPE_CHECKING, Final, NamedTuple

from facilitator.core.text.plain import one_line
from facilitator.room.ballots import PLAIN_BYTES
from facilitator.room.sealing import Unreadable
from facilitator.room.tickets import ticket_hash

if TYPE_CHECKING:
    from facilitator.room.tickets import Tickets

LONGEST_WORDS: Final = 140
MOST_IN_HAND: Final = 400
NUMBER_DIGITS: Final = 4


class Written(StrEnum):
    """What has become of what a phone has sent."""

    TAKEN = "taken"
    UNKNOWN = "unknown"
    """There is no such ticket: ask to be let in again."""
    WRONG = "wrong"
    """It is no text, or not sealed to the ticket's key."""
    FULL = "full"
    """There are too many that nobody has looked at."""
    CLOSED = "closed"
    """Nothing is written just now."""


class Keywords(NamedTuple):
    """Something that was written, and where it belongs."""

    question: str
    """The id of the column."""
    text: str


class Writing:
    """What phones write under the questions of a session. Lives in the server's loop."""

    def __init__(self, tickets: Tickets) -> None:
        self._tickets = tickets
        self._asked: list[tuple[str, str]] = []
        """The questions that were asked, as id and text: a phone names them by their place."""
        self._is_on = False
        self._in_hand: list[Keywords] = []
        self._seen: set[bytes] = set()
        """Hashes of what was taken: what is sent a second time is taken once."""
        self._source = SystemRandom()

    @property
    def asked(self) -> tuple[int, str] | None:
        """The number and the text of the question that is written under; None: nothing is."""
        return (len(self._asked) - 1, self._asked[-1][1]) if self._is_on else None

    @property
    def number(self) -> int:
        """How many wait for the facilitator's look."""
        return len(self._in_hand)

    def ask(self, question: tuple[str, str] | None) -> None:
        """From now on phones write under that question, an id and a text; None: they do not."""
        self._is_on = question is not None
        if question is not None and question != (self._asked[-1] if self._asked else None):
            self._asked.append(question)

    def write(self, ticket: str, sealed: bytes) -> Written:
        """Take what a phone has written."""
        if not self._is_on:
            return Written.CLOSED
        key = self._tickets.key_of(ticket_hash(ticket))
        if key is None:
            return Written.UNKNOWN
        mark = blake2b(sealed, digest_size=16).digest()
        if mark in self._seen:
            return Written.TAKEN
        if len(self._in_hand) >= MOST_IN_HAND:
            return Written.FULL
        try:
            with key.opened(sealed) as plain:
                keywords = self._read(plain)
        except Unreadable:
            return Written.WRONG
        self._seen.add(mark)
        self._in_hand.insert(self._source.randrange(len(self._in_hand) + 1), keywords)
        return Written.TAKEN

    def take(self) -> tuple[Keywords, ...]:
        """All that is in hand, in no order; none of it is in hand any more."""
        taken, self._in_hand = self._in_hand, []
        return tuple(taken)

    def _read(self, plain: bytearray) -> Keywords:
        digits = plain[:NUMBER_DIGITS]
        if len(plain) != PLAIN_BYTES or not digits.isdigit() or int(digits) >= len(self._asked):
            raise Unreadable
        try:
            text = one_line(plain[NUMBER_DIGITS:].decode()).strip()
        except UnicodeDecodeError as error:
            raise Unreadable from error
        if not text or len(text) > LONGEST_WORDS:
            raise Unreadable
        return Keywords(self._asked[int(digits)][0], text)
