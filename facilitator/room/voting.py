"""Votes from phones for the keywords of a question: counted many at a time, anonymously.

They are in memory alone, as counts in alphabetical order, until there are so many that none can be
told by its hour. A ticket is spent as its votes are added, in one step. A phone is told that its
votes are counted once they are on the board, and the board on disk.
"""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from time import monotonic
from typing import TYPE_CHECKING, Final, NamedTuple

from facilitator.room.ballots import DELAY, MOST_ANSWERS, PLAIN_BYTES
from facilitator.room.sealing import Unreadable, text_in
from facilitator.room.tickets import ticket_hash
from facilitator.room.writing import MARK_DIGITS, mark_of
from facilitator.store.measurement.answers import LOT

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from facilitator.room.tickets import Tickets

PHASE_DIGITS: Final = 4


class VoteOutcome(StrEnum):
    """What has become of the votes that a phone has sent."""

    COUNTED = "counted"
    """They are on the board, and it is on disk."""
    HELD = "held"
    """They are in hand, and have to be sent again until they are counted."""
    UNKNOWN = "unknown"
    """There is no such ticket: ask to be let in again."""
    WRONG = "wrong"
    """They are no votes, too many, or not sealed to the ticket's key."""
    FULL = "full"
    """As many have voted as are there."""
    CLOSED = "closed"
    """Nothing is voted on just now."""
    OVER = "over"
    """The session is, and what was not counted is not."""


class VoteOptions(NamedTuple):
    """What may be voted for."""

    phase: int
    """The index of the phase: each phone votes once in it."""
    question: str
    """The id of the column."""
    text: str
    options: tuple[str, ...]
    each: int
    """How many votes each phone has."""

    def marked(self) -> dict[str, str]:
        """The options by their marks."""
        return {mark_of(self.question, option): option for option in self.options}

    def as_shown(self) -> dict[str, object]:
        """As a phone gets it."""
        marked = list(self.marked().items())
        return {
            "id": mark_of(str(self.phase), self.question, *self.options),
            "phase": self.phase,
            "text": self.text,
            "each": self.each,
            "options": marked,
        }


class Lot(NamedTuple):
    """Votes given in a phase, which are counted together."""

    phase: int
    """The index of the phase."""
    question: str
    """The id of the column."""
    votes: Counter[str]
    """By the text that they are for, in the order of the alphabet."""
    tickets: frozenset[str]
    """Hashes of the tickets they were given with: by these the phones are told."""


class Voting:
    """The votes of a session that come from phones. Lives in the server's loop."""

    def __init__(self, tickets: Tickets, received: Collection[str]) -> None:
        """`received`: hashes of all that phones can be told of."""
        self._tickets = tickets
        self._received = received
        self._choice: VoteOptions | None = None
        self.is_led = False
        """Whether it is known what is asked: not yet, where a crash is just over."""
        self._is_over = False
        self._voters = 0
        self._options: dict[int, dict[str, str]] = {}
        """All that could be voted for in a phase, by its mark: the board may have changed."""
        self._phones: Counter[int] = Counter()
        """How many have voted in a phase, by its index."""
        self._in_hand: dict[int, Lot] = {}
        """By the index of the phase."""
        self._being_counted: set[str] = set()
        """Hashes of the tickets of lots that were taken."""
        self._looked = monotonic()

    @property
    def choice(self) -> VoteOptions | None:
        """What is voted on; None: nothing is."""
        return self._choice

    @property
    def has_votes(self) -> bool:
        """Whether phones have votes that are not taken yet."""
        return bool(self._in_hand)

    @property
    def has_lot(self) -> bool:
        """Whether some of what is in hand can be counted without showing who has just voted.

        It can where it is of enough phones, and those who are left are enough for another lot or
        none; and where the voting is over.
        """
        now = self._choice.phase if self._choice else None
        if any(phase != now for phase in tuple(self._in_hand)):
            return True
        if now is None or now not in self._in_hand or monotonic() - self._looked < DELAY:
            return False
        self._looked = monotonic()
        in_hand, voted = len(self._in_hand[now].tickets), self._phones[now]
        left = max(0, self._voters - voted)
        all_have = self._voters > 0 and left == 0 and in_hand == voted
        return all_have or (in_hand >= LOT and (left == 0 or left >= LOT))

    def ask(self, choice: VoteOptions | None, voters: int = 0) -> None:
        """From now on phones vote on that; None: they do not.

        `voters` is how many may, 0 where that is not known.
        """
        self._voters, self.is_led = voters, True
        if choice is not None and choice != self._choice:
            self._options.setdefault(choice.phase, {}).update(choice.marked())
        self._choice = choice

    def remember(self, voted: Mapping[int, int]) -> None:
        """So many phones had voted in a phase before, by its index."""
        self._phones = Counter(dict(voted))

    def vote(self, ticket: str, sealed: bytes) -> VoteOutcome:
        """Take a phone's votes, all at once. What is COUNTED by now, or HELD, is taken once."""
        spent = ticket_hash(ticket)
        return self._state_of(spent) or self._take(spent, sealed)

    def _take(self, spent: str, sealed: bytes) -> VoteOutcome:
        choice = self._choice
        if choice is None:
            return VoteOutcome.OVER if self._is_over else VoteOutcome.CLOSED
        key = self._tickets.key_of(spent)
        if key is None:
            return VoteOutcome.UNKNOWN
        if self._phones[choice.phase] >= (self._voters or MOST_ANSWERS):
            return VoteOutcome.FULL
        try:
            with key.opened(sealed) as plain:
                votes = self._read(plain, choice)
        except Unreadable:
            return VoteOutcome.WRONG
        self._hold(spent, choice, votes)
        return VoteOutcome.HELD

    def _state_of(self, spent: str) -> VoteOutcome | None:
        """What has become of what was sent with a ticket, by its hash; None: nothing was."""
        if spent in self._received:
            return VoteOutcome.COUNTED
        lots = self._in_hand.values()
        is_held = spent in self._being_counted or any(spent in lot.tickets for lot in lots)
        return VoteOutcome.HELD if is_held else None

    def _hold(self, spent: str, choice: VoteOptions, votes: Counter[str]) -> None:
        """Spend the ticket, and add its votes to those in hand."""
        self._tickets.spend(spent)
        self._phones[choice.phase] += 1
        lot = self._in_hand.get(choice.phase)
        before, tickets = (lot.votes, lot.tickets) if lot else (Counter[str](), frozenset[str]())
        together = Counter(dict(sorted((before + votes).items())))
        lot = Lot(choice.phase, choice.question, together, tickets | {spent})
        self._in_hand[choice.phase] = lot

    def take(self) -> tuple[Lot, ...]:
        """All votes in hand, a lot a phase; none is in hand any more."""
        lots = tuple(self._in_hand.values())
        self._in_hand = {}
        self._being_counted.update(ticket for lot in lots for ticket in lot.tickets)
        return lots

    def end(self) -> None:
        """Nothing is counted any more: what is in hand is gone, and phones are told so."""
        self.ask(None)
        self._is_over = True
        self._in_hand.clear()
        self._being_counted.clear()

    def _read(self, plain: bytearray, choice: VoteOptions) -> Counter[str]:
        given = text_in(plain, 0)
        phase, rest = given[:PHASE_DIGITS], given[PHASE_DIGITS:]
        marks = [rest[at : at + MARK_DIGITS] for at in range(0, len(rest), MARK_DIGITS)]
        options = self._options[choice.phase]
        if (
            len(plain) != PLAIN_BYTES
            or phase != f"{choice.phase:0{PHASE_DIGITS}d}"
            or not 1 <= len(marks) <= choice.each
            or not options.keys() >= set(marks)
        ):
            raise Unreadable
        return Counter(options[mark] for mark in marks)
