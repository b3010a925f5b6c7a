"""The whole state of a running session, frozen: its note, and what lives only while it runs."""

from __future__ import annotations

from typing import Self

from pydantic import AwareDatetime, Field, model_validator

from facilitator.core.guide.model import (
    Guide,
    Order,
    Phase,
)
from facilitator.core.note import Note
from facilitator.core.record import KeptRecord, OneLine, Record, Word
from facilitator.core.session.turns import Round


class Person(Record):
    """Somebody in the room: a first name or initials, for the live session only (P3)."""

    name: OneLine
    present: bool = True


class LivePhase(Record):
    """A phase of this session: how long it is to be, and how long it has been."""

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
    round: Round | None = None


class Live(KeptRecord):
    """What a session holds only while it runs. Nothing of it is left in the saved note."""

    seen: AwareDatetime
    """When the last event came (UTC): time is never counted from before it."""
    started: AwareDatetime | None = None
    running_since: AwareDatetime | None = None
    """Absent while paused, before the start and in the close."""
    ran: float = 0.0
    """Seconds the clock has run in all, whatever the phases' times were set to."""
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
        """Refuse an index that points at nothing: a file may have been edited by hand."""
        people = set(self.roles.values())
        for phase in self.phases:
            if phase.round is not None:
                people.update(phase.round.order, (turn.person for turn in phase.round.trail))
        if not people <= set(range(len(self.people))):
            raise ValueError("a person who is not there")
        if self.position >= len(self.phases):
            raise ValueError("a phase that is not there")
        if not {phase.phase for phase in self.phases} <= {phase.id for phase in self.guide.phases}:
            raise ValueError("a phase that the guide has not got")
        return self


class Session(Record):
    """A session from its first minute until it is closed."""

    note: Note
    live: Live

    @property
    def guide(self) -> Guide:
        """The guide it is a run of, as it was when the session began."""
        return self.live.guide

    @property
    def live_phase(self) -> LivePhase:
        """The phase we are in, with its times."""
        return self.live.phases[self.live.position]

    @property
    def phase(self) -> Phase:
        """The guide's phase we are in."""
        return self.live.guide.phase(self.live_phase.phase)

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
        """The people in the room, as indices, in the order they were named."""
        return tuple(i for i, person in enumerate(self.live.people) if person.present)

    def name(self, person: int) -> str:
        """The name of somebody in the room."""
        return self.live.people[person].name

    def with_live(self, **changes: object) -> Session:
        """The session with other values in its live part."""
        return self.model_copy(update={"live": self.live.model_copy(update=changes)})

    def with_phase(self, index: int | None = None, **changes: object) -> Session:
        """The session with other values in one of its phases (the one we are in by default)."""
        at = self.live.position if index is None else index
        phases = list(self.live.phases)
        phases[at] = phases[at].model_copy(update=changes)
        return self.with_live(phases=tuple(phases))

    def with_note(self, note: Note) -> Session:
        """The session with another note."""
        return self.model_copy(update={"note": note})
