"""What phones send in: answers to a measurement, words and votes, each taken once.

It is sealed to the key of the phone's ticket, and lies in memory without author or order until
there is enough of it that nothing can be told by the time it came. The phone keeps it, and sends it
again, until it is told that it counts: once it is on disk.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from enum import StrEnum
from hashlib import blake2b
from random import SystemRandom
from time import monotonic
from typing import TYPE_CHECKING, Final, Generic, NamedTuple, TypeAlias, TypeVar

from facilitator.core.errors import Refused
from facilitator.core.measurement.items import ITEMS
from facilitator.core.text.plain import one_line
from facilitator.room.sealing import Unreadable, text_in
from facilitator.room.tickets import ticket_hash
from facilitator.store.measurement.answers import LOT, Over

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from facilitator.core.measurement.items import Answer
    from facilitator.room.tickets import Tickets
    from facilitator.store.measurement.answers import MeasurementKeeper

T = TypeVar("T")

PLAIN_BYTES: Final = 1200
"""Of everything that is sent, however short it is."""
MOST_ANSWERS: Final = 300
"""Where it was not said how many are to answer, or to vote."""
DELAY: Final = 5.0
"""Seconds between two looks at how many have answered or voted."""
STEP: Final = 3
"""So many more have to have answered before another number is told, or all who were expected."""
LONGEST_WORDS: Final = 140
MOST_IN_HAND: Final = 400
"""Texts that nobody has looked at."""
MARK_DIGITS: Final = 8
PHASE_DIGITS: Final = 4


class Outcome(StrEnum):
    """What has become of what a phone has sent."""

    COUNTED = "counted"
    """It is on disk, or the facilitator has looked at it, and what was kept of all is on disk."""
    HELD = "held"
    """It is in hand, and has to be sent again until it is counted."""
    UNKNOWN = "unknown"
    """There is no such ticket: ask to be let in again."""
    WRONG = "wrong"
    """It is not what was asked for, or not sealed to the ticket's key."""
    FULL = "full"
    """As many have answered or voted as were to, or too many texts wait."""
    CLOSED = "closed"
    """Nothing of its kind is taken just now."""
    OVER = "over"
    """It has ended, and what was not counted is not."""


class Submissions(ABC, Generic[T]):
    """What phones send in of one kind, read as a `T`. Used in the server's loop only."""

    def __init__(self, tickets: Tickets) -> None:
        self._tickets = tickets
        self.is_over = False

    def submit(self, ticket: str, sealed: bytes) -> Outcome:
        """Take what a phone has sent. What is COUNTED or HELD already is not taken again."""
        hashed = ticket_hash(ticket)
        sent = self._id(hashed, sealed)
        return self._state(sent) or self._take(hashed, sent, sealed)

    def _take(self, ticket: str, sent: str, sealed: bytes) -> Outcome:
        if self.is_over or not self._is_open:
            return Outcome.OVER if self.is_over else Outcome.CLOSED
        key = self._tickets.key_of(ticket)
        if key is None:
            return Outcome.UNKNOWN
        if self._is_full:
            return Outcome.FULL
        try:
            with key.opened(sealed, PLAIN_BYTES) as plain:
                content = self._read(plain)
        except Unreadable:
            return Outcome.WRONG
        return self._hold(sent, content)

    def end(self) -> None:
        """Take nothing any more."""
        self.is_over = True

    def _id(self, ticket: str, sealed: bytes) -> str:  # noqa: ARG002 see Writing
        """By which it is known when it is sent again: the ticket's hash, as it is spent on it."""
        return ticket

    @abstractmethod
    def _state(self, sent: str) -> Outcome | None:
        """COUNTED or HELD; None: it was not sent before."""

    @property
    @abstractmethod
    def _is_open(self) -> bool:
        """Whether anything is taken just now."""

    @property
    @abstractmethod
    def _is_full(self) -> bool:
        """Whether there is no room for more."""

    @abstractmethod
    def _read(self, plain: bytearray) -> T:
        """Parse it in place: a copy would stay in memory. Raises Unreadable."""

    @abstractmethod
    def _hold(self, sent: str, content: T) -> Outcome:
        """Have it in hand from now on."""


class Count:
    """The number of answers that may be told: late, and in steps."""

    def __init__(self, number: int, expected: int | None) -> None:
        self.told = number
        self._seen = number
        self._expected = expected
        self._updated = monotonic()

    def update(self, number: int, now: float) -> int:
        """The number that may be told when so many have answered. `now` is in seconds.

        It is what the call before saw: no answer is followed at once by a new number.
        """
        if now - self._updated >= DELAY:
            self._updated, seen, self._seen = now, self._seen, number
            all_have = self._expected is not None and seen >= self._expected
            if seen - self.told >= STEP or (all_have and seen > self.told):
                self.told = seen
        return self.told


Response: TypeAlias = tuple[tuple["Answer", ...], str]
"""An answer to each item, and the comment."""


class Answering(Submissions[Response]):
    """Answers to one open measurement. They wait at its keeper until there is a lot to write.

    No ticket is kept next to an answer: it is spent, and the answer added, in one step.
    """

    def __init__(self, tickets: Tickets, keeper: MeasurementKeeper) -> None:
        super().__init__(tickets)
        self.keeper = keeper
        self._count = Count(keeper.number_answered, keeper.measurement.expected)

    @property
    def number_told(self) -> int:
        """The number of answers that the room may know."""
        return self._count.update(self.keeper.number_answered, monotonic())

    def _state(self, sent: str) -> Outcome | None:
        is_on_disk = self.keeper.is_spent(sent)
        if is_on_disk is None:
            return None
        return Outcome.COUNTED if is_on_disk else Outcome.HELD

    @property
    def _is_open(self) -> bool:
        return self.keeper.takes_answers

    @property
    def _is_full(self) -> bool:
        return self.keeper.number_answered >= (self.keeper.measurement.expected or MOST_ANSWERS)

    def _read(self, plain: bytearray) -> Response:
        """A digit for each item, 0 for none, then the comment."""
        digits = memoryview(plain)[: len(ITEMS)]
        if not all(ord("0") <= digit <= ord("9") for digit in digits):
            raise Unreadable
        row = tuple(digit - ord("0") or None for digit in digits)
        return row, text_in(plain, len(ITEMS))

    def _hold(self, sent: str, content: Response) -> Outcome:
        try:
            self.keeper.hand_in(*content, sent)
        except Over:  # since we asked
            return Outcome.CLOSED
        except Refused:
            return Outcome.WRONG
        self._tickets.spend(sent)
        return Outcome.HELD


def mark_of(*words: str) -> str:
    """By which a phone names a question, or what it votes for: the same after a crash."""
    return blake2b("\n".join(words).encode(), digest_size=MARK_DIGITS // 2).hexdigest()


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


class Writing(Submissions[WrittenText]):
    """Keywords, written by everybody at once, until the facilitator looks at them together.

    A ticket is good for many. What is not taken is kept nowhere.
    """

    def __init__(self, tickets: Tickets, received: Collection[str]) -> None:
        """`received`: hashes of all that phones can be told of."""
        super().__init__(tickets)
        self._received = received
        self._question: tuple[str, str] | None = None
        self.is_led = False
        """Whether it is known what is asked: not yet, where a crash is just over."""
        self._columns: dict[str, str] = {}
        """The ids of the columns that may be written in, by their marks."""
        self._in_hand: list[WrittenText] = []
        self._sent: set[str] = set()
        """Hashes of what is in hand."""
        self._with_facilitator: set[str] = set()
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
        self._columns |= {mark_of(column): column for column in columns}

    def take(self) -> Texts:
        """All that is in hand, in no order; none of it is in hand any more."""
        # Each anew, in this order: else by where it lies in memory one could tell when it came.
        mixed = tuple(
            WrittenText(written.question, written.text.encode().decode())
            for written in self._in_hand
        )
        texts = Texts(mixed, frozenset(self._sent))
        self._with_facilitator |= self._sent
        self._in_hand, self._sent = [], set()
        return texts

    def end(self) -> None:
        """Look at nothing any more: what waits is nowhere kept, and phones are told so."""
        super().end()
        self.ask(None)
        self._in_hand.clear()
        self._sent.clear()
        self._with_facilitator.clear()

    def _id(self, ticket: str, sealed: bytes) -> str:  # noqa: ARG002
        return blake2b(sealed, digest_size=16).hexdigest()

    def _state(self, sent: str) -> Outcome | None:
        if sent in self._received:
            return Outcome.COUNTED
        return Outcome.HELD if sent in self._sent or sent in self._with_facilitator else None

    @property
    def _is_open(self) -> bool:
        return self._question is not None

    @property
    def _is_full(self) -> bool:
        return len(self._in_hand) >= MOST_IN_HAND

    def _read(self, plain: bytearray) -> WrittenText:
        column = self._columns.get(text_in(plain, 0, MARK_DIGITS))
        text = one_line(text_in(plain, MARK_DIGITS)).strip()
        if column is None or not text or len(text) > LONGEST_WORDS:
            raise Unreadable
        return WrittenText(column, text)

    def _hold(self, sent: str, content: WrittenText) -> Outcome:
        self._sent.add(sent)
        self._in_hand.insert(self._source.randrange(len(self._in_hand) + 1), content)
        return Outcome.HELD


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
        return {
            "id": mark_of(str(self.phase), self.question, *self.options),
            "phase": self.phase,
            "text": self.text,
            "each": self.each,
            "options": list(self.marked().items()),
        }


class Lot(NamedTuple):
    """Votes given in a phase, which are counted together."""

    phase: int
    """The index of the phase."""
    question: str
    """The id of the column."""
    votes: Counter[str]
    """By the text that they are for, in the order of the alphabet."""
    tickets: frozenset[str] = frozenset()
    """Hashes of the tickets they were given with: by these the phones are told."""


class Voting(Submissions[Lot]):
    """Votes for the keywords of a question, which are counts from the moment they come."""

    def __init__(self, tickets: Tickets, received: Collection[str]) -> None:
        """`received`: hashes of all that phones can be told of."""
        super().__init__(tickets)
        self._received = received
        self.choice: VoteOptions | None = None
        """What is voted on; None: nothing is."""
        self.is_led = False
        """Whether it is known what is asked: not yet, where a crash is just over."""
        self._voters = 0
        self._options: dict[int, dict[str, str]] = {}
        """All that could be voted for in a phase, by its mark: the board may have changed."""
        self._phones: Counter[int] = Counter()
        """How many have voted in a phase, by its index."""
        self._in_hand: dict[int, Lot] = {}
        """By the index of the phase."""
        self._being_counted: set[str] = set()
        """Hashes of the tickets of lots that were taken."""
        self._updated = monotonic()

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
        now = self.choice.phase if self.choice else None
        if any(phase != now for phase in tuple(self._in_hand)):
            return True
        if now is None or now not in self._in_hand or monotonic() - self._updated < DELAY:
            return False
        self._updated = monotonic()
        in_hand, voted = len(self._in_hand[now].tickets), self._phones[now]
        left = max(0, self._voters - voted)
        all_have = self._voters > 0 and left == 0 and in_hand == voted
        return all_have or (in_hand >= LOT and (left == 0 or left >= LOT))

    def ask(self, choice: VoteOptions | None, voters: int = 0) -> None:
        """From now on phones vote on that; None: they do not.

        `voters` is how many may, 0 where that is not known.
        """
        self._voters, self.is_led = voters, True
        if choice is not None and choice != self.choice:
            self._options.setdefault(choice.phase, {}).update(choice.marked())
        self.choice = choice

    def remember(self, voted: Mapping[int, int]) -> None:
        """So many phones had voted in a phase before, by its index."""
        self._phones = Counter(dict(voted))

    def take(self) -> tuple[Lot, ...]:
        """All votes in hand, a lot a phase; none is in hand any more."""
        lots = tuple(self._in_hand.values())
        self._in_hand = {}
        self._being_counted.update(ticket for lot in lots for ticket in lot.tickets)
        return lots

    def end(self) -> None:
        """Count nothing any more: what is in hand is gone, and phones are told so."""
        super().end()
        self.ask(None)
        self._in_hand.clear()
        self._being_counted.clear()

    def _state(self, sent: str) -> Outcome | None:
        if sent in self._received:
            return Outcome.COUNTED
        lots = self._in_hand.values()
        is_held = sent in self._being_counted or any(sent in lot.tickets for lot in lots)
        return Outcome.HELD if is_held else None

    @property
    def _is_open(self) -> bool:
        return self.choice is not None

    @property
    def _is_full(self) -> bool:
        choice = self.choice
        return choice is not None and self._phones[choice.phase] >= (self._voters or MOST_ANSWERS)

    def _read(self, plain: bytearray) -> Lot:
        """The index of the phase, then the mark of each vote."""
        choice, given = self.choice, text_in(plain, 0)
        phase, rest = given[:PHASE_DIGITS], given[PHASE_DIGITS:]
        marks = [rest[at : at + MARK_DIGITS] for at in range(0, len(rest), MARK_DIGITS)]
        if (
            choice is None
            or phase != f"{choice.phase:0{PHASE_DIGITS}d}"
            or not 1 <= len(marks) <= choice.each
            or not self._options[choice.phase].keys() >= set(marks)
        ):
            raise Unreadable
        votes = Counter(self._options[choice.phase][mark] for mark in marks)
        return Lot(choice.phase, choice.question, votes)

    def _hold(self, sent: str, content: Lot) -> Outcome:
        """Spend the ticket, and add its votes to those in hand."""
        self._tickets.spend(sent)
        phase = content.phase
        self._phones[phase] += 1
        before = self._in_hand.get(phase, content._replace(votes=Counter()))
        votes = Counter(dict(sorted((before.votes + content.votes).items())))
        self._in_hand[phase] = content._replace(votes=votes, tickets=before.tickets | {sent})
        return Outcome.HELD
