"""A session in an open room: what phones are asked, and taking what they send into the session.

A phone is told that its votes are counted, or its words looked at, once the outcome is on disk;
until then it keeps them and sends them again, also after a crash.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from facilitator.conducting.guard import TAKEN_OUT, first_doubt
from facilitator.core.errors import Refused
from facilitator.core.session.board import AddKeywords, AddVotes
from facilitator.core.session.phases import KeepRoom
from facilitator.core.text.guard import guard_findings, mask_cpr
from facilitator.core.text.plain import one_line
from facilitator.room.submissions import VoteOptions
from facilitator.store.measurement.answers import LOT
from facilitator.words import _, refusal_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from facilitator.conducting.conductor import Conductor
    from facilitator.core.session.model import Session
    from facilitator.core.text.guard import Finding
    from facilitator.room.server import Room
    from facilitator.room.submissions import Lot


@dataclass
class FromPhone:
    """A text from a phone, and whether it is taken."""

    question: str
    """The id of the column it was written under."""
    text: str
    is_taken: bool = True


class Participation:
    """The connection between an open room and a session."""

    def __init__(self, room: Room, conductor: Conductor, say: Callable[[str], object]) -> None:
        """`say` tells the facilitator what became of votes."""
        self.room = room
        self.conductor = conductor
        self._say = say
        self.is_shown_large = False
        """Whether the walls are to show nothing but how to take part."""
        self.texts: list[FromPhone] = []
        """What phones have written and the facilitator has seen, and neither taken nor left."""
        self._sent: frozenset[str] = frozenset()
        """Hashes of what was sent with them."""
        self._lots: list[Lot] = []
        """Votes that could not be counted yet."""
        self._told: tuple[str, ...] = ()
        live = conductor.session.live
        room.remember({int(phase): number for phase, number in live.voted.items()})
        self._tell()

    @property
    def number_of_texts(self) -> int:
        """How many texts wait for the facilitator."""
        return self.room.number_of_words + len(self.texts)

    @property
    def may_look(self) -> bool:
        """Whether there are enough texts to look at them without asking `few_texts`."""
        return bool(self.texts) or self.room.number_of_words >= LOT

    @property
    def has_votes(self) -> bool:
        """Whether there are uncounted votes."""
        return self.room.has_votes or bool(self._lots)

    def update(self, heading: str | None) -> None:
        """Update what phones are asked, and count the votes that can be counted.

        `heading` is the id of the chosen question.
        """
        session = self.conductor.session
        columns = [column for column in session.note.questions if not column.scale]
        question = None
        if takes_part(session) and not _votes_each(session):
            question = next(((c.id, c.text) for c in columns if c.id == heading), None)
        self.room.ask_words(question, tuple(column.id for column in columns))
        self.room.ask_votes(_choice(session), len(session.present))
        if self.conductor.is_ending or self.conductor.closed:
            return
        kept = self.room.kept.model_copy(update={"is_large": self.is_shown_large})
        if session.live.room != kept:
            self.conductor.do(KeepRoom(kept))
        if self.room.has_lot_of_votes:
            self.count_votes()
        self._tell()

    def count_votes(self) -> None:
        """Put all votes on the board; tell which could not be counted, and why."""
        self._lots += self.room.take_votes()
        for lot in tuple(self._lots):
            entries = self.conductor.session.note.entries(lot.question)
            on_board = {keyword.text for keyword in entries}
            counted = tuple(text for text in lot.votes.elements() if text in on_board)
            tickets = tuple(sorted(lot.tickets))
            try:
                self.conductor.do(AddVotes(lot.question, counted, lot.phase, tickets))
            except Refused as refused:
                words = _("Votes from phones are not counted: {why}")
                self._say(words.format(why=refusal_words(refused)))
                continue
            self._lots.remove(lot)
            if gone := lot.votes.total() - len(counted):
                words = _("Votes for what is no longer on the board, not counted: {n}")
                self._say(words.format(n=gone))
        self._tell()

    def look_at_texts(self) -> list[FromPhone]:
        """All texts so far, in no order.

        CPR numbers are masked, and doubtful texts are marked not to be taken.
        """
        taken = self.room.take_words()
        today, memory = self.conductor.session.note.date, self.conductor.memory
        for question, written in taken.keywords:
            text = FromPhone(question, mask_cpr(written, today, memory.unmasked))
            if text.text != written:
                memory.remember(written, text.text)
            text.is_taken = not self.doubt(text)
            self.texts.append(text)
        self._sent |= taken.received
        return self.texts

    def doubt(self, text: FromPhone) -> str:
        """The reason against keeping a text; empty: none."""
        if one_line(text.text) in self.conductor.memory.originals:
            return _(TAKEN_OUT)
        doubt = first_doubt(self._findings(text))
        return doubt.words if doubt else ""

    def _findings(self, text: FromPhone) -> tuple[Finding, ...]:
        session, kept = self.conductor.session, self.conductor.memory.words
        names = [person.name for person in session.live.people]
        return guard_findings(text.text, session.note.date, names, kept)

    def take_texts(self) -> None:
        """Put the marked texts on the board, and discard the others. Raises Refused."""
        taken = tuple((text.question, text.text) for text in self.texts if text.is_taken)
        if taken:
            for text in self.texts:
                if text.is_taken and (findings := self._findings(text)):
                    self.conductor.memory.keep(text.text, findings)
            self.conductor.do(AddKeywords(taken, tuple(sorted(self._sent))))
            self._tell()
        else:
            self.room.receive(self._sent)
        self.texts.clear()
        self._sent = frozenset()

    def end(self) -> None:
        """Count the remaining votes; texts nobody has looked at are discarded."""
        self.texts.clear()
        if self.conductor.is_ending or self.conductor.closed:
            return
        if self.has_votes:
            self.count_votes()
        if self.conductor.session.live.room:
            self.conductor.do(KeepRoom(None))

    def _tell(self) -> None:
        """Confirm to phones what is on disk, once it is."""
        self.conductor.when_saved(self._tell_now)

    def _tell_now(self) -> None:
        received = self.conductor.session.live.received
        if received != self._told and self.conductor.trouble is None:
            self._told = received
            self.room.receive(received)


def few_texts() -> str:
    """The question before few texts are looked at."""
    return _(
        "Fewer than {n} texts have come. The time they came may show who wrote them. Look "
        "at them all the same?"
    ).format(n=LOT)


def takes_part(session: Session) -> bool:
    """Whether phones take part in the current phase."""
    return session.phase.writes == "phones" and not (session.opening or session.live.closing)


def _votes_each(session: Session) -> int | None:
    """The votes each person has in the current phase; None: there is no vote."""
    return session.phase.choose.votes_each if session.phase.choose else None


def _choice(session: Session) -> VoteOptions | None:
    """What phones vote on in the current phase, if anything."""
    choose, each = session.phase.choose, _votes_each(session)
    if choose is None or each is None or not takes_part(session):
        return None
    column = next((c for c in session.note.questions if c.id == choose.question), None)
    if column is None or not column.keywords:
        return None
    options = tuple(dict.fromkeys(keyword.text for keyword in column.keywords))
    return VoteOptions(session.live.position, column.id, column.text, options, each)
