"""What can happen in a session, in the words of the field. `conduct` says what each does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from facilitator.core.guide.model import Role
from facilitator.core.note import Status
from facilitator.core.session.timing import Refit


@dataclass(frozen=True, slots=True)
class Start:
    """The first phase begins, or a paused clock goes on."""


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stands."""


@dataclass(frozen=True, slots=True)
class NextPhase:
    """On to the next phase."""


@dataclass(frozen=True, slots=True)
class PreviousPhase:
    """Back to the phase before, its time going on from where it was."""


@dataclass(frozen=True, slots=True)
class Prolong:
    """More minutes for the phase."""

    minutes: float = 1


@dataclass(frozen=True, slots=True)
class WrapUp:
    """Rund af: the phase is to be brought to a calm end (or not, after all)."""


@dataclass(frozen=True, slots=True)
class ThinkingPause:
    """A thinking pause begins or ends."""


@dataclass(frozen=True, slots=True)
class SetElapsed:
    """The phase has lasted so long: "I forgot to start"."""

    minutes: float


@dataclass(frozen=True, slots=True)
class AcceptRefit:
    """The plan fitted into the time left is the plan from here."""

    refit: Refit


@dataclass(frozen=True, slots=True)
class Woke:
    """The machine slept, or the program was not running, since then."""

    since: datetime


@dataclass(frozen=True, slots=True)
class PassOn:
    """Done: the word goes to the next."""


@dataclass(frozen=True, slots=True)
class PassTurn:
    """Pas: the word goes on, and comes by again after the others."""


@dataclass(frozen=True, slots=True)
class TurnBack:
    """Back a turn."""


@dataclass(frozen=True, slots=True)
class GiveWord:
    """The word to somebody out of turn."""

    person: int


@dataclass(frozen=True, slots=True)
class NewRound:
    """The word goes round once more."""


@dataclass(frozen=True, slots=True)
class Arrive:
    """Somebody comes, or comes back."""

    name: str


@dataclass(frozen=True, slots=True)
class Leave:
    """Somebody goes."""

    person: int


@dataclass(frozen=True, slots=True)
class AssignRole:
    """Somebody takes a role; None: nobody has it."""

    role: Role
    person: int | None


@dataclass(frozen=True, slots=True)
class AddKeyword:
    """A keyword (or a learning point) under a column, `#tags` typed in the line."""

    column: str
    text: str


@dataclass(frozen=True, slots=True)
class EditKeyword:
    """Other words for a keyword; its tags stay unless others are typed."""

    column: str
    index: int
    text: str


@dataclass(frozen=True, slots=True)
class MoveKeyword:
    """A keyword moved to the end of another column."""

    column: str
    index: int
    to: str


@dataclass(frozen=True, slots=True)
class DeleteKeyword:
    """A keyword taken off the board."""

    column: str
    index: int


@dataclass(frozen=True, slots=True)
class KeepKeyword:
    """The group's choice: whether a keyword or learning point is kept at close."""

    column: str
    index: int
    keep: bool


@dataclass(frozen=True, slots=True)
class AddCommitment:
    """Something the group agrees to do."""

    what: str
    owner: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class EditCommitment:
    """A commitment in other words, with another owner, date or status."""

    index: int
    what: str
    owner: str = ""
    due: date | None = None
    status: Status = Status.OPEN


@dataclass(frozen=True, slots=True)
class DeleteCommitment:
    """A commitment dropped before it was saved."""

    index: int


@dataclass(frozen=True, slots=True)
class SetThemeWord:
    """The theme of the session in a word; empty: none."""

    text: str


@dataclass(frozen=True, slots=True)
class SetPurpose:
    """What the session is for; empty: not said."""

    text: str


@dataclass(frozen=True, slots=True)
class BeginClose:
    """The close: the clock stands while the group sees what will be kept."""


@dataclass(frozen=True, slots=True)
class ReturnFromClose:
    """Back into the last phase, the clock standing."""


Event = (
    Start
    | Pause
    | NextPhase
    | PreviousPhase
    | Prolong
    | WrapUp
    | ThinkingPause
    | SetElapsed
    | AcceptRefit
    | Woke
    | PassOn
    | PassTurn
    | TurnBack
    | GiveWord
    | NewRound
    | Arrive
    | Leave
    | AssignRole
    | AddKeyword
    | EditKeyword
    | MoveKeyword
    | DeleteKeyword
    | KeepKeyword
    | AddCommitment
    | EditCommitment
    | DeleteCommitment
    | SetThemeWord
    | SetPurpose
    | BeginClose
    | ReturnFromClose
)
