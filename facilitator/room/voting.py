"""Votes from phones for what stands under a question: counted in lots, of nobody.

They are in memory alone, as counts and in the order of the alphabet, until there are enough that
none of them can be told by its hour. The ticket is spent as the votes are added, in one step.
"""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from time import monotonic
from typing import TYPE_CHECKING, Final, NamedTuple

from facilitator.room.ballots import DELAY, MOST_ANSWERS, PLAIN_BYTES
from facilitator.room.sealing import Unreadable
from facilitator.room.tickets import ticket_hash
from facilitator.room.writing import NUMBER_DIGITS
from facilitator.store.measurement.answers import LOT

if TYPE_CHECKING:
    from facilitator.room.tickets import Tickets

OPTION_DIGITS: Final = 3


class Voted(StrEnum):
    """What has become of the votes that a phone has sent."""

    COUNTED = "counted"
    UNKNOWN = "unknown"
    """There is no such ticket: ask to be let in again."""
    WRONG = "wrong"
    """They are no votes, too many, or not sealed to the ticket's key."""
    FULL = "full"
    """As many have voted as are there."""
    CLOSED = "closed"
    """Nothing is voted on just now."""


class Choice(NamedTuple):
    """What may be voted for."""

    phase: int
    """The index of the phase: each phone votes once in it."""
    question: str
    """The id of the column."""
    text: str
    options: tuple[str, ...]
    each: int
    """How many votes each phone has."""


class Voting:
    """The votes of a session that come from phones. Lives in the server's loop."""

    def __init__(self, tickets: Tickets) -> None:
        self._tickets = tickets
        self._asked: list[Choice] = []
        """All that was voted on: a phone names it by its place."""
        self._is_on = False
        self._voters = 0
        self._phones: Counter[int] = Counter()
        """How many have voted in a phase, by its index."""
        self._in_hand: Counter[tuple[str, str]] = Counter()
        """Votes by column and text."""
        self._spent: set[str] = set()
        self._looked = monotonic()
        self.number_in_hand = 0
        """How many phones have votes that are not taken yet."""

    @property
    def asked(self) -> tuple[int, Choice] | None:
        """The number of what is voted on, and this; None: nothing is."""
        return (len(self._asked) - 1, self._asked[-1]) if self._is_on else None

    @property
    def is_lot(self) -> bool:
        """Whether what is in hand can be counted without showing who has just voted.

        It can where it is of enough phones, and those who are left are enough for another lot or
        none; and where the voting is over.
        """
        if not self.number_in_hand or not self._is_on:
            return self.number_in_hand > 0
        if monotonic() - self._looked < DELAY:
            return False
        self._looked = monotonic()
        left = max(0, self._voters - self._phones[self._asked[-1].phase])
        is_whole = self.number_in_hand == self._phones[self._asked[-1].phase]
        all_have = self._voters > 0 and left == 0 and is_whole
        return all_have or (self.number_in_hand >= LOT and (left == 0 or left >= LOT))

    def ask(self, choice: Choice | None, voters: int = 0) -> None:
        """From now on phones vote on that; None: they do not.

        `voters` is how many may, 0 where that is not known.
        """
        self._is_on, self._voters = choice is not None, voters
        if choice is not None and choice != (self._asked[-1] if self._asked else None):
            self._asked.append(choice)

    def vote(self, ticket: str, sealed: bytes) -> Voted:
        """Take a phone's votes, all at once. What is COUNTED is taken no second time."""
        spent = ticket_hash(ticket)
        if spent in self._spent:
            return Voted.COUNTED
        if not self._is_on:
            return Voted.CLOSED
        key = self._tickets.key_of(spent)
        if key is None:
            return Voted.UNKNOWN
        phase = self._asked[-1].phase
        if self._phones[phase] >= (self._voters or MOST_ANSWERS):
            return Voted.FULL
        try:
            with key.opened(sealed) as plain:
                votes = self._read(plain, phase)
        except Unreadable:
            return Voted.WRONG
        self._tickets.spend(spent)
        self._spent.add(spent)
        self._phones[phase] += 1
        self.number_in_hand += 1
        self._in_hand = Counter(dict(sorted((self._in_hand + votes).items())))
        return Voted.COUNTED

    def take(self) -> Counter[tuple[str, str]]:
        """All votes in hand, by column and text; none is in hand any more."""
        taken, self._in_hand, self.number_in_hand = self._in_hand, Counter(), 0
        return taken

    def _read(self, plain: bytearray, phase: int) -> Counter[tuple[str, str]]:
        digits = plain.rstrip(b" ")
        if len(plain) != PLAIN_BYTES or not digits.isdigit():
            raise Unreadable
        number, rest = int(digits[:NUMBER_DIGITS]), digits[NUMBER_DIGITS:]
        if number >= len(self._asked) or len(rest) % OPTION_DIGITS:
            raise Unreadable
        choice = self._asked[number]
        places = [int(rest[at : at + OPTION_DIGITS]) for at in range(0, len(rest), OPTION_DIGITS)]
        if (
            choice.phase != phase
            or not 1 <= len(places) <= choice.each
            or max(places) >= len(choice.options)
        ):
            raise Unreadable
        return Counter((choice.question, choice.options[at]) for at in places)
