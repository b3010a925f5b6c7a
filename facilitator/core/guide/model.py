"""What a guide (forløb) holds: the template of a session, as data.

A guide is one TOML file. The names of the fields are the words of its format (docs/guides.md);
`check` tells what is wrong with one.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Final, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from facilitator.core.errors import Language
from facilitator.core.guide.entry import MOST_MINUTES, Door, Minutes
from facilitator.core.record import OneLine, Record, Text, Word

_NUMBER: Final = {"type": "number", "minimum": 0, "maximum": MOST_MINUTES}
_RANGE: Final = {"type": "array", "items": _NUMBER, "minItems": 2, "maxItems": 2}


def _as_minutes(value: object) -> Minutes:
    """Minutes from a number, or from a list of the least and the most."""
    if isinstance(value, Minutes):
        return value
    ends = value if isinstance(value, list | tuple) else [value]
    numbers = [end for end in ends if isinstance(end, int | float) and not isinstance(end, bool)]
    if len(ends) not in {1, 2} or len(numbers) < len(ends):
        raise PydanticCustomError("minutes_type", "minutes")
    if min(numbers) < 0:
        raise PydanticCustomError("greater_than_equal", "minutes", {"ge": 0})
    if max(numbers) > MOST_MINUTES:
        raise PydanticCustomError("less_than_equal", "minutes", {"le": MOST_MINUTES})
    return Minutes(*numbers)


PlannedMinutes = Annotated[
    Minutes,
    PlainValidator(_as_minutes),
    PlainSerializer(lambda minutes: minutes.as_written),
    WithJsonSchema({"anyOf": [_NUMBER, _RANGE]}),
]


def _as_list(value: object) -> object:
    """A list from a list or a single word."""
    if isinstance(value, str):
        return (value,)
    return tuple(value) if isinstance(value, list) else value


OneOrSeveral = Annotated[
    tuple[Word, ...],
    BeforeValidator(_as_list, json_schema_input_type=Word | tuple[Word, ...]),
    PlainSerializer(lambda words: words[0] if len(words) == 1 else list(words)),
]


class Task(Record):
    """A prompt of its own in a phase for those with a role."""

    role: Word
    prompt: Text


def _as_tasks(value: object) -> object:
    """Tasks from a table of prompts by role."""
    if not isinstance(value, dict):
        return value
    return tuple({"role": role, "prompt": prompt} for role, prompt in value.items())


class Role(StrEnum):
    """The predefined roles, which a guide gives no title."""

    FACILITATOR = "facilitator"
    SUPERVISOR = "supervisor"
    SUPERVISEE = "supervisee"
    CASE_PRESENTER = "case_presenter"
    LEADER = "leader"


class GuideRole(Record):
    """A role in a session: a predefined one, or the guide's own."""

    id: Word
    """What the guide calls it where it refers to it."""
    title: OneLine = ""
    """What it is called on screen. A known role has its title in the catalogue."""


def _as_roles(value: object) -> object:
    """Roles from tables or from ids alone."""
    if not isinstance(value, list | tuple):
        return value
    return tuple({"id": role} if isinstance(role, str) else role for role in value)


class Speaks(StrEnum):
    """Who speaks in a phase, where it is not somebody with a role."""

    ALL_IN_TURN = "all_in_turn"
    ALL = "all"
    FACILITATOR = "facilitator"
    TEAM = "team"
    """Everybody who has no role that the phase names."""
    NONE = "none"


ALL_BUT: Final = "all_but_"
"""With a role's id after it: the turn goes round among all the others."""


class Together(StrEnum):
    """How the group sits in a phase: a proposal, never recorded."""

    ALONE = "alone"
    PAIRS = "pairs"
    THREES = "threes"
    FOURS = "fours"
    GROUPS = "groups"


class Shows(StrEnum):
    """What a phase shows of the team's own on screen."""

    COMMITMENTS = "commitments"
    RESULT = "result"
    FRAME = "frame"
    ANSWERING = "answering"
    """The way into answering the team's measurement, one person at a time on this machine."""


class Order(StrEnum):
    """The order of speaking in a round (practices.md 46)."""

    CLOCKWISE = "clockwise"
    RANDOM = "random"
    VOLUNTARY = "voluntary"
    FACILITATORS_CHOICE = "facilitators_choice"


class Keeps(StrEnum):
    """What of a phase may be saved in the note."""

    KEYWORDS = "keywords"
    LEARNING_POINTS = "learning_points"
    COMMITMENTS = "commitments"
    THEME_WORD = "theme_word"


class BoardAtClose(StrEnum):
    """Whether the board is kept or cleared when the session closes (privacy.md P5)."""

    KEPT = "kept"
    CLEARED = "cleared"


class Question(Record):
    """A column of the board."""

    id: Word
    """What phases call it."""
    text: OneLine
    """The heading of its column."""
    about: OneLine = ""
    """For the room, under the heading."""
    hint: OneLine = ""
    """For the facilitator alone."""
    keep: bool = True
    """False: nothing of it is ever kept, whatever its phases keep."""
    scale: tuple[OneLine, ...] = Field(default=(), json_schema_extra={"minItems": 2})
    """The levels of a tally without names, the lowest first; none: it holds keywords."""
    one: bool = False
    """One level is chosen for all together: no tally. In a private guide it always is."""


class Card(Record):
    """A page to show: to the room, or to the facilitator alone."""

    id: Word
    """What phases and gates call it."""
    title: OneLine
    """Its heading."""
    body: Text
    """Its text, in as many lines as it needs."""
    audience: Literal["room", "facilitator"] = "room"
    """For everybody in the room, or for the facilitator alone."""


class GateChoice(Record):
    """An answer to a gate: it leads to the first or another phase, or stops at a card."""

    label: OneLine
    """The answer, as it stands on screen."""
    card: Word | None = None
    """The card to show instead of going on."""
    goes_to: Word | None = None
    """The phase to begin with; absent: the first."""


class Gate(Record):
    """A question to be settled before a session begins. Nothing of it is recorded."""

    text: Text
    """The question."""
    choices: tuple[GateChoice, ...] = Field(min_length=1)
    """The answers to choose from."""


class PhaseGroup(Record):
    """Phases that are repeated together."""

    id: Word
    """What its phases call it."""
    repeat: Annotated[int, Field(ge=1, le=20)] | Literal["per_person", "per_topic"]
    """How often: a number, or once per person, or per topic picked in the phase before it."""
    rotates: Word | None = None
    """The role that goes to the next person each time."""


class Choose(Record):
    """The choice of some of the entries of a question, by counted votes."""

    question: Word = Field(alias="from")
    """The question whose keywords are chosen among."""
    votes_each: int | None = Field(default=None, ge=1, le=20)
    """How many votes each person has; absent: nobody votes."""
    picks: int = Field(ge=1, le=20)
    """How many are picked."""


class Way(Record):
    """One of the alternatives after a phase, of which one is taken."""

    label: OneLine
    """What it is called on screen."""
    goes_to: Word
    """The phase to go on with, further down."""


class Phase(Record):
    """One part of a session, with one thing to do."""

    id: Word
    """What the guide calls it; no other phase has it."""
    title: OneLine
    """Its heading on screen."""
    minutes: PlannedMinutes = Minutes()
    """Minutes for the phase, whatever the number of people."""
    minutes_per_person: float = Field(default=0, ge=0, le=MOST_MINUTES)
    """Minutes on top for each participant."""
    untimed: bool = False
    """It takes the time it takes: no minutes, no clock."""
    optional: bool = False
    """Whether it is part of the session is asked before the start."""
    speaks: OneOrSeveral = Field(min_length=1)
    """Who speaks: a known word, a role's id, `all_but_` and a role's id, or several."""
    listens: OneOrSeveral = ()
    """Who listens: roles' ids, `team` or `facilitator`. Shown beside those who speak."""
    together: Together | None = None
    """How those in the room sit together; who with whom is proposed and never recorded."""
    order: Order = Order.CLOCKWISE
    """In what order the turn goes round."""
    leader: Literal["first", "last"] | None = None
    """When the leader speaks: first to model vulnerability, last to judge (practices.md 46)."""
    start: Literal["first", "rotated"] = "first"
    """Rotated: each round of the session begins one person further on."""
    prompts: tuple[Text, ...] = Field(min_length=1)
    """The first is the headline; the others are called up after it."""
    tasks: Annotated[
        tuple[Task, ...],
        BeforeValidator(_as_tasks, json_schema_input_type=dict[Word, Text]),
        PlainSerializer(lambda tasks: {task.role: task.prompt for task in tasks}),
    ] = ()
    """By a role's id in the file."""
    hints: tuple[Text, ...] = ()
    """For the facilitator alone."""
    shows: Shows | None = None
    """What of the team's is on screen."""
    cards: tuple[Word, ...] = ()
    """The ids of the cards at hand: this guide's, or common ones."""
    questions: tuple[Word, ...] = ()
    """The board's questions in play here; none named: see `Guide.board_of`."""
    choose: Choose | None = None
    """What is picked here, for a group per topic."""
    ways: tuple[Way, ...] = Field(default=(), json_schema_extra={"minItems": 2})
    """One is taken, and the others are left out (`plan.left_out_by`)."""
    checklist: tuple[OneLine, ...] = ()
    """Lines to tick off."""
    writes: Literal["keyboard", "phones"] = "keyboard"
    """Phones: all write their keywords at once and in silence, where the room takes part."""
    keeps: tuple[Keeps, ...] = ()
    """What of this phase may reach the saved note; absent: nothing."""
    commitments_at_most: int | None = Field(default=None, ge=0, le=20)
    """How many commitments are kept at most."""
    when_then: bool = False
    """Whether a commitment made here says when, and what is then done: "Når …, så …"."""
    clock: Literal["shown", "hidden"] = "shown"
    """Hidden where the time should press nobody."""
    group: Word | None = None
    """The id of the group of phases that it is repeated with."""

    @property
    def in_turn(self) -> bool:
        """Whether people speak one after another."""
        return self.speaks == (Speaks.ALL_IN_TURN,) or self.all_but is not None

    @property
    def all_but(self) -> Word | None:
        """The role that is silent while all others speak in turn."""
        only = self.speaks[0] if len(self.speaks) == 1 else ""
        return only.removeprefix(ALL_BUT) if only.startswith(ALL_BUT) else None

    @property
    def roles(self) -> tuple[Word, ...]:
        """The ids of the roles named in `speaks`, `listens` and `tasks`, each once."""
        words = (*self.speaks, *self.listens, *(task.role for task in self.tasks))
        named = (word.removeprefix(ALL_BUT) for word in words if word not in tuple(Speaks))
        return tuple(dict.fromkeys(named))


class Guide(Record):
    """A whole forløb. Its minutes are planned for `people` participants."""

    schema_: Literal[1] = Field(alias="schema")
    """The version of this format: 1."""
    id: Word
    """What it is called in commands: small letters, digits and hyphens."""
    language: Language
    """The language it is written in."""
    title: OneLine
    """What it is called on screen."""
    minutes: PlannedMinutes
    """What its phases add up to: a number, or a range such as [45, 60]."""
    door: Door
    """The door on the home screen behind which it is found."""
    summary: Text = ""
    """What it is for, in a line or two."""
    source: OneLine = ""
    """Where it comes from."""
    credit: Text = ""
    """Whose words and ideas are in it."""
    people: int | None = Field(default=None, ge=1, le=60)
    """The number of participants `minutes` holds for, where a phase has minutes per person."""
    people_at_least: int | None = Field(default=None, ge=1, le=60)
    """Fewer are told before the start, and may go on."""
    people_at_most: int | None = Field(default=None, ge=1, le=60)
    """More are told before the start, and may go on."""
    board: BoardAtClose
    """What becomes of the board at the close: kept as its phases keep it, or cleared."""
    roles: Annotated[
        tuple[GuideRole, ...],
        BeforeValidator(_as_roles, json_schema_input_type=tuple[Role | GuideRole, ...]),
    ] = ()
    """Who does something of their own: known roles by id, own ones with id and title."""
    trained_leader: bool = False
    """Whether it asks for a leader trained in the form."""
    private: bool = False
    """For one person alone: the note is that person's own, in no team's review or export (P12)."""
    shows: Literal["result"] | None = None
    """What stays on screen throughout: the team's latest result of a measurement."""
    makes: Literal["frame"] | None = None
    """What its note is besides: the team's frame, with a version and a day to revisit it."""
    purposes: tuple[OneLine, ...] = ()
    """Purposes to choose from at the start."""
    checklist: tuple[OneLine, ...] = ()
    """Checked before the first phase, beside the common start check."""
    gates: tuple[Gate, ...] = ()
    """Questions to be settled before the first phase. Nothing of them is recorded."""
    questions: tuple[Question, ...] = ()
    """The columns of the board."""
    cards: tuple[Card, ...] = ()
    """Pages to call up."""
    groups: tuple[PhaseGroup, ...] = ()
    """Phases that are gone through several times."""
    phases: tuple[Phase, ...] = Field(min_length=1)
    """Its parts, in their order."""

    def phase(self, phase_id: str) -> Phase:
        """The phase with that id. Raises KeyError where there is none."""
        for phase in self.phases:
            if phase.id == phase_id:
                return phase
        raise KeyError(phase_id)

    def role(self, role_id: str) -> GuideRole:
        """The role with that id. Raises KeyError where there is none."""
        for role in self.roles:
            if role.id == role_id:
                return role
        raise KeyError(role_id)

    def chooses_one(self, question_id: str) -> bool:
        """Whether one level of a question's scale is chosen, instead of a count for each level."""
        return self.private or any(q.one for q in self.questions if q.id == question_id)

    def board_of(self, phase: Phase) -> tuple[Word, ...]:
        """The ids of the questions on the board in a phase.

        Those it names, and the one it chooses from; all of them where it names none and keeps what
        they hold.
        """
        named = phase.questions
        if phase.choose is not None and phase.choose.question not in named:
            named = (*named, phase.choose.question)
        if named or not {Keeps.KEYWORDS, Keeps.LEARNING_POINTS} & set(phase.keeps):
            return named
        return tuple(question.id for question in self.questions)

    @property
    def kept_questions(self) -> frozenset[Word]:
        """The ids of the questions of which something may be saved in the note.

        A question counts where a phase with it on the board keeps what it holds: keywords where the
        board is kept, learning points where it is cleared. Questions with `keep = false` do not
        count.
        """
        kept = Keeps.KEYWORDS if self.board is BoardAtClose.KEPT else Keeps.LEARNING_POINTS
        named = {q for phase in self.phases if kept in phase.keeps for q in self.board_of(phase)}
        return frozenset(question.id for question in self.questions if question.keep) & named

    @property
    def commitments_at_most(self) -> int | None:
        """The number of commitments its phases keep together; None: any number."""
        limits = [p.commitments_at_most for p in self.phases if Keeps.COMMITMENTS in p.keeps]
        return None if None in limits else sum(limit or 0 for limit in limits)

    def keeps(self, what: Keeps) -> bool:
        """Whether any phase keeps that kind."""
        return any(what in phase.keeps for phase in self.phases)


class Foundations(Record):
    """The texts common to all guides: definition, ground rules, start check, cards."""

    schema_: Literal[1] = Field(alias="schema")
    language: Language
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


class OwnCards(Record):
    """A user's file of cards, available in every session."""

    schema_: Literal[1] = Field(alias="schema")
    cards: tuple[Card, ...] = Field(min_length=1)
