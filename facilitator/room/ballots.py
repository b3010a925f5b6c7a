"""Answers from phones to an open measurement: each taken once, and confirmed when it is on disk.

No ticket is ever kept next to an answer: the ticket is spent and the answer added to those in
memory in one step. An answer waits there until there are enough to be written at once (see
`MeasurementKeeper`); the phone repeats it until it is confirmed. How many have answered is told
late and in steps, so that nobody's tap can be matched to a number.
"""

from __future__ import annotations

from enum import StrEnum
from time import monotonic
from typing import TYPE_CHECKING, Final

from facilitator.core.errors import Refused
from facilitator.core.measurement.items import ITEMS
from facilitator.room.sealing import Unreadable, text_in
from facilitator.room.tickets import ticket_hash
from facilitator.store.measurement.answers import Over

if TYPE_CHECKING:
    from facilitator.core.measurement.items import Answer
    from facilitator.room.tickets import Tickets
    from facilitator.store.measurement.answers import MeasurementKeeper

MOST_ANSWERS: Final = 300
"""Where it was not said how many are to answer."""
PLAIN_BYTES: Final = 1200
"""Of every answer, whatever the length of its comment."""
DELAY: Final = 5.0
"""Seconds between two looks at how many have answered."""
STEP: Final = 3
"""So many more have to have answered before another number is told, or all who were expected."""


class AnswerOutcome(StrEnum):
    """What has become of an answer from a phone."""

    COUNTED = "counted"
    """It is on disk."""
    HELD = "held"
    """It is in hand, and has to be sent again until it is counted."""
    UNKNOWN = "unknown"
    """There is no such ticket: ask to be let in again."""
    WRONG = "wrong"
    """It is no answer, or not sealed to the ticket's key."""
    FULL = "full"
    """As many have answered as were to."""
    CLOSED = "closed"
    """No more answers are taken."""


class Count:
    """The number of answers that may be told: late, and in steps."""

    def __init__(self, number: int, expected: int | None) -> None:
        self.told = number
        self._seen = number
        self._expected = expected
        self._looked = monotonic()

    def look(self, number: int, now: float) -> int:
        """The number that may be told when so many have answered. `now` is in seconds.

        It is what the call before saw: no answer is followed at once by a new number.
        """
        if now - self._looked >= DELAY:
            self._looked, seen, self._seen = now, self._seen, number
            all_have = self._expected is not None and seen >= self._expected
            if seen - self.told >= STEP or (all_have and seen > self.told):
                self.told = seen
        return self.told


class Ballots:
    """Answers from phones to one open measurement. Used in the server's loop only."""

    def __init__(self, keeper: MeasurementKeeper, tickets: Tickets) -> None:
        self.keeper = keeper
        self._tickets = tickets
        self._count = Count(keeper.number_answered, keeper.measurement.expected)

    @property
    def number_told(self) -> int:
        """The number of answers that the room may know."""
        return self._count.look(self.keeper.number_answered, monotonic())

    def answer(self, ticket: str, sealed: bytes) -> AnswerOutcome:  # noqa: PLR0911 as many as reasons
        """Take an answer. One that is COUNTED or HELD already is not taken again."""
        keeper, spent = self.keeper, ticket_hash(ticket)
        is_on_disk = keeper.is_spent(spent)
        if not keeper.takes_answers:
            return AnswerOutcome.CLOSED if is_on_disk is None else AnswerOutcome.COUNTED
        if is_on_disk is not None:
            return AnswerOutcome.COUNTED if is_on_disk else AnswerOutcome.HELD
        key = self._tickets.key_of(spent)
        if key is None:
            return AnswerOutcome.UNKNOWN
        if keeper.number_answered >= (keeper.measurement.expected or MOST_ANSWERS):
            return AnswerOutcome.FULL
        try:
            with key.opened(sealed) as plain:
                row, comment = _answer_of(plain)
            keeper.hand_in(row, comment, spent)
        except Over:  # since we asked
            return AnswerOutcome.CLOSED
        except (Unreadable, Refused):
            return AnswerOutcome.WRONG
        self._tickets.spend(spent)
        return AnswerOutcome.HELD


def _answer_of(plain: bytearray) -> tuple[tuple[Answer, ...], str]:
    """The seven answers and the comment in a sealed message. Raises Unreadable.

    It is a digit for each item, 0 for none, then the comment in UTF-8, padded with spaces to a
    fixed length, and parsed without copying it.
    """
    digits = memoryview(plain)[: len(ITEMS)]
    if len(plain) != PLAIN_BYTES or not all(ord("0") <= digit <= ord("9") for digit in digits):
        raise Unreadable
    row = tuple(digit - ord("0") or None for digit in digits)
    return row, text_in(plain, len(ITEMS))
