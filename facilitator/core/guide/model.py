"""What a guide (forløb) holds: the template of a session, as data.

A guide is one TOML file. The field names here are its words; `guide_check` says what is wrong
with one.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from facilitator.core.guide.door import Door
from facilitator.core.record import (
    OneLine,
    Record,
    Text,
    Word,
)

Minutes = Annotated[float, Field(ge=0, le=600)]


class Role(StrEnum):
    """A part somebody takes in a session."""

    FACILITATOR = "facilitator"
    SUPERVISOR = "supervisor"
    SUPERVISEE = "supervisee"
    CASE_PRESENTER = "case_presenter"
    LEADER = "leader"


class Speaks(StrEnum):
    """Who has the word in a phase."""

    ALL_IN_TURN = "all_in_turn"
    ALL = "all"
    FACILITATOR = "facilitator"
    SUPERVISEE = "supervisee"
    CASE_PRESENTER = "case_presenter"
    ALL_BUT_SUPERVISEE = "all_but_supervisee"
    ALL_BUT_CASE_PRESENTER = "all_but_case_presenter"
    TEAM = "team"
    """A team among themselves, while the others listen."""
    NONE = "none"


class Order(StrEnum):
    """How the word goes round (practices.md 46)."""

    CLOCKWISE = "clockwise"
    RANDOM = "random"
    VOLUNTARY = "voluntary"
    FACILITATORS_CHOICE = "facilitators_choice"


class Keeps(StrEnum):
    """What of a phase may reach the saved note."""

    KEYWORDS = "keywords"
    LEARNING_POINTS = "learning_points"
    COMMITMENTS = "commitments"
    THEME_WORD = "theme_word"


class BoardAtClose(StrEnum):
    """What becomes of the board when the session closes (privacy.md P5)."""

    KEPT = "kept"
    CLEARED = "cleared"


class Question(Record):
    """A column of the board."""

    id: Word
    text: OneLine
    hint: OneLine = ""
    """For the facilitator alone."""


class Card(Record):
    """A page to call up: for the room, or for the facilitator's eyes alone."""

    id: Word
    title: OneLine
    body: Text
    audience: Literal["room", "facilitator"] = "room"


class GateChoice(Record):
    """One answer to a gate: it opens the way, or shows a card and stops there."""

    label: OneLine
    card: Word | None = None
    """The card to show instead of going on; absent: go on."""


class Gate(Record):
    """A question to be settled before any content. Nothing of it is recorded."""

    text: Text
    choices: tuple[GateChoice, ...] = Field(min_length=1)


class PhaseGroup(Record):
    """Phases that are gone through several times together."""

    id: Word
    repeat: Annotated[int, Field(ge=1, le=20)] | Literal["per_person"]


class Phase(Record):
    """One part of a session, with one thing to do."""

    id: Word
    title: OneLine
    minutes: Minutes = 0
    """Minutes for the phase, whatever the number of people."""
    minutes_per_person: Minutes = 0
    """Minutes on top for each participant."""
    speaks: Speaks
    order: Order = Order.CLOCKWISE
    leader: Literal["first", "last"] | None = None
    """When the leader speaks: first to model vulnerability, last to judge (practices.md 46)."""
    start: Literal["first", "rotated"] = "first"
    """Rotated: each round of the session begins one person further on."""
    prompts: tuple[Text, ...] = Field(min_length=1)
    """The first is the headline; the others are called up after it."""
    hints: tuple[Text, ...] = ()
    """For the facilitator alone."""
    cards: tuple[Word, ...] = ()
    questions: tuple[Word, ...] = ()
    """The board's questions in play here; none named: all of them."""
    checklist: tuple[OneLine, ...] = ()
    keeps: tuple[Keeps, ...] = ()
    commitments_at_most: int | None = Field(default=None, ge=0, le=20)
    clock: Literal["shown", "hidden"] = "shown"
    group: Word | None = None

    @property
    def in_turn(self) -> bool:
        """Whether the word goes round from one person to the next."""
        return self.speaks in {
            Speaks.ALL_IN_TURN,
            Speaks.ALL_BUT_SUPERVISEE,
            Speaks.ALL_BUT_CASE_PRESENTER,
        }


class Guide(Record):
    """A whole forløb. Its minutes are those of its phases for `people` participants."""

    schema_: Literal[1] = Field(alias="schema")
    id: Word
    language: Literal["da", "en"]
    title: OneLine
    minutes: Minutes
    door: Door
    summary: Text = ""
    source: OneLine = ""
    credit: Text = ""
    people: int | None = Field(default=None, ge=1, le=60)
    """The number of participants `minutes` holds for, where a phase has minutes per person."""
    people_at_most: int | None = Field(default=None, ge=1, le=60)
    board: BoardAtClose
    roles: tuple[Role, ...] = ()
    trained_leader: bool = False
    """Whether it asks for a leader trained in the form."""
    private: bool = False
    """For one person alone: the note is that person's own, in no team's review or export (P12)."""
    shows: Literal["result"] | None = None
    """What stays on screen throughout: the team's latest result of a measurement."""
    purposes: tuple[OneLine, ...] = ()
    checklist: tuple[OneLine, ...] = ()
    """Checked before the first phase, beside the common start check."""
    gates: tuple[Gate, ...] = ()
    questions: tuple[Question, ...] = ()
    cards: tuple[Card, ...] = ()
    groups: tuple[PhaseGroup, ...] = ()
    phases: tuple[Phase, ...] = Field(min_length=1)

    def phase(self, phase_id: str) -> Phase:
        """The phase of that id. Raises KeyError where there is none."""
        for phase in self.phases:
            if phase.id == phase_id:
                return phase
        raise KeyError(phase_id)

    @property
    def commitments_at_most(self) -> int | None:
        """How many commitments its phases keep together; None: as many as there are."""
        limits = [p.commitments_at_most for p in self.phases if Keeps.COMMITMENTS in p.keeps]
        return None if None in limits else sum(limit or 0 for limit in limits)

    def keeps(self, what: Keeps) -> bool:
        """Whether any phase keeps it."""
        return any(what in phase.keeps for phase in self.phases)


class Foundations(Record):
    """The texts that are common to every guide: definition, ground rules, start check, cards."""

    schema_: Literal[1] = Field(alias="schema")
    language: Literal["da", "en"]
    definition: OneLine
    """The one-line definition [G]."""
    credit: Text
    ground_rules: tuple[OneLine, ...]
    start_check: tuple[OneLine, ...]
    purposes: tuple[OneLine, ...]
    reactions: tuple[Card, ...]
    """The reaction helper: listen, acknowledge, thank (practices.md 51, 56)."""
    cards: tuple[Card, ...]
    closing: OneLine
    """The line a session ends with (practices.md 26)."""
