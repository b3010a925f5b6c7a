"""The whole state of a running session, frozen: its note, and what exists only while it runs."""

from __future__ import annotations

from typing import Final, Self

from pydantic import AwareDatetime, Field, model_validator

from facilitator.core.commitments import Status
from facilitator.core.errors import N_, Refused
from facilitator.core.guide.model import Guide, Keeps, Order, Phase, PhaseGroup
from facilitator.core.note import LEARNING, Note
from facilitator.core.record import KeptRecord, OneLine, Record, Word
from facilitator.core.room import KeptRoom
from facilitator.core.session.rounds import Round


class Person(Record):
    """Somebody in the room: a first name or initials, for the live session only (P3)."""

    name: OneLine
    present: bool = True


class LivePhase(Record):
    """A phase of this session, with planned and spent time."""

    phase: str
    """The id of the guide's phase."""
    repetition: int = Field(default=1, ge=1)
    original: float
    """Minutes as first planned."""
    minutes: float
    """Minutes as now planned: prolonged, or fitted into the time left."""
    spent: float = 0.0
    """Seconds banked; the phase that runs has more on top (see `timing.elapsed`)."""
    wrapping_up: bool = False
    left_out: bool = False
    """Whether it is no part of the plan: an optional one not taken, or on another way."""
    holder: int | None = None
    """Who has the role that goes round in its group in this repetition, once it has begun."""
    round: Round | None = None


class Followed(Record):
    """What the group says has become of a commitment of an earlier session.

    It is written into that session's note at the close, unless that has changed meanwhile.
    """

    note: Word
    commitment: Word
    what: OneLine
    before: Status
    """As it was when it was seen."""
    revision: int | None = None
    """Of the commitment when it was seen."""
    status: Status


class Live(KeptRecord):
    """What a session holds only while it runs. None of it is in the saved note."""

    seen: AwareDatetime
    """When the last event came (UTC): time is never counted from before it."""
    started: AwareDatetime | None = None
    running_since: AwareDatetime | None = None
    """Absent while paused, before the start and in the close."""
    ran: float = 0.0
    """Seconds the clock has run in all, whatever the phases' times were set to."""
    without: tuple[Word, ...] = ()
    """The ids of the phases that were left out before the start."""
    ways: dict[Word, Word] = Field(default_factory=dict)
    """The ways taken: the id of the phase it goes to, by the phase where it was chosen."""
    position: int = Field(default=0, ge=0)
    """The index of the phase we are in."""
    thinking_since: AwareDatetime | None = None
    closing: bool = False
    keeps: dict[str, bool] = Field(default_factory=dict)
    """The group's choice at the close for what is no keyword: by "purpose", "theme_word", or a
    commitment's id. Absent: as the guide has it."""
    order: Order | None = None
    """The speaking order chosen for this session; absent: as each phase has it."""
    seed: int = 0
    """What a random speaking order is drawn from."""
    rounds: int = 0
    """How many rounds have begun: where a rotated round starts."""
    roles: dict[Word, int] = Field(default_factory=dict)
    """Who has which role, as an index into `people`."""
    people: tuple[Person, ...] = ()
    followed: tuple[Followed, ...] = ()
    """What is said to have become of earlier commitments, each once."""
    measurement: Word | None = None
    """The id of the measurement that is answered in it; None: none has been opened."""
    measurement_closed: bool = False
    """Whether that measurement is closed: there is nothing to answer any more."""
    result_shown: bool = False
    """Whether the room is shown what came of the measurement, in this phase."""
    hidden: bool = False
    """Whether the room is to see nothing of it: somebody has walked in."""
    room: KeptRoom | None = None
    """Where phones take part; None: no room is open."""
    received: tuple[str, ...] = ()
    """Hashes of what phones have sent and been told of, in the order of their digits: a set."""
    voted: dict[Word, int] = Field(default_factory=dict)
    """How many phones have voted, by the index of the phase."""
    kept_texts: tuple[OneLine, ...] = ()
    """Texts of the session that were asked about, and kept as they are: not asked about again."""
    kept_words: tuple[OneLine, ...] = ()
    """Words in it that are asked about once, and were."""
    masked_on_disk: bool = False
    """Whether a number that was said to be no CPR number stands masked in the file."""
    phases: tuple[LivePhase, ...] = Field(min_length=1)
    guide: Guide

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        """Refuse indices out of range: a file may have been edited by hand."""
        people = set(self.roles.values())
        people.update(phase.holder for phase in self.phases if phase.holder is not None)
        for phase in self.phases:
            if phase.round is not None:
                people.update(phase.round.order, (turn.person for turn in phase.round.trail))
        if not people <= set(range(len(self.people))):
            raise ValueError("a person who is not there")
        if self.position >= len(self.phases):
            raise ValueError("a phase that is not there")
        phase_ids = {phase.id for phase in self.guide.phases}
        named = {phase.phase for phase in self.phases}.union(self.without, *self.ways.items())
        if not named <= phase_ids:
            raise ValueError("a phase that the guide has not got")
        return self


class Session(Record):
    """A session from its first minute to its close."""

    note: Note
    live: Live

    @property
    def guide(self) -> Guide:
        """The guide, as it was when the session began."""
        return self.live.guide

    @property
    def live_phase(self) -> LivePhase:
        """The current phase, with its times."""
        return self.live.phases[self.live.position]

    @property
    def phase(self) -> Phase:
        """The current phase in the guide."""
        return self.live.guide.phase(self.live_phase.phase)

    @property
    def next_position(self) -> int | None:
        """The index of the next phase that is not left out; None after the last."""
        return self._in_play(range(self.live.position + 1, len(self.live.phases)))

    @property
    def previous_position(self) -> int | None:
        """The index of the phase before that is not left out; None before the first."""
        return self._in_play(range(self.live.position - 1, -1, -1))

    def _in_play(self, places: range) -> int | None:
        return next((i for i in places if not self.live.phases[i].left_out), None)

    @property
    def board(self) -> tuple[str, ...]:
        """The ids of the questions on the board of the current phase; empty: it has no board."""
        phase = self.phase
        questions = self.guide.board_of(phase)
        if phase.choose and phase.choose.question not in questions:
            questions = (*questions, phase.choose.question)
        return (*questions, LEARNING) if Keeps.LEARNING_POINTS in phase.keeps else questions

    @property
    def group(self) -> PhaseGroup | None:
        """The group of the current phase, if any."""
        return next((group for group in self.guide.groups if group.id == self.phase.group), None)

    @property
    def repetitions(self) -> int:
        """How often the phases of the current group are gone through; 1 outside a group."""
        group = self.phase.group
        if group is None:
            return 1
        phases = (p for p in self.live.phases if self.guide.phase(p.phase).group == group)
        return max(phase.repetition for phase in phases)

    @property
    def topics(self) -> tuple[str, ...]:
        """The texts picked as topics, in the order of the board."""
        choose = next((phase.choose for phase in self.guide.phases if phase.choose), None)
        if choose is None:
            return ()
        return tuple(k.text for k in self.note.entries(choose.question) if k.picked)

    @property
    def topic(self) -> str | None:
        """The current topic, in a group that is repeated for each topic."""
        group, at = self.group, self.live_phase.repetition - 1
        if group is None or group.repeat != "per_topic" or at >= len(self.topics):
            return None
        return self.topics[at]

    @property
    def opening(self) -> bool:
        """Whether the first phase has not begun: the ground rules are shown."""
        return self.live.started is None

    @property
    def running(self) -> bool:
        """Whether the clock runs."""
        return self.live.running_since is not None

    @property
    def present(self) -> tuple[int, ...]:
        """The people present, as indices in the order they were named."""
        return tuple(i for i, person in enumerate(self.live.people) if person.present)

    def name(self, person: int) -> str:
        """The name of somebody in the room."""
        return self.live.people[person].name

    def with_live(self, **changes: object) -> Session:
        """The session with other values in its live part."""
        return self.model_copy(update={"live": self.live.model_copy(update=changes)})

    def with_phase(self, index: int | None = None, **changes: object) -> Session:
        """The session with other values in one of its phases, by default the current one."""
        at = self.live.position if index is None else index
        phases = list(self.live.phases)
        phases[at] = phases[at].model_copy(update=changes)
        return self.with_live(phases=tuple(phases))

    def with_note(self, note: Note) -> Session:
        """The session with another note."""
        return self.model_copy(update={"note": note})


NOBODY_OF_THAT_NAME: Final = N_("There is nobody of that name here.")


def refuse_at_close(session: Session) -> None:
    """Raises Refused while the session is being closed."""
    if session.live.closing:
        raise Refused(N_("The session is being closed. Go back to it first."))


def refuse_unless_begun(session: Session) -> None:
    """Raises Refused before the first phase, and while the session is being closed."""
    refuse_at_close(session)
    if session.opening:
        raise Refused(N_("The session has not begun yet."))


def refuse_unless_present(session: Session, person: int) -> None:
    """Raises Refused for somebody who is not present."""
    if person not in session.present:
        raise Refused(NOBODY_OF_THAT_NAME)
