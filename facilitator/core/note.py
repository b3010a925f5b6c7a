"""What is written down of a session: the part of it that may be kept.

While the session runs, its file holds this and a `[live]` table (see `session`); `closing` says
what is left of it afterwards. A keyword has no author and no time (privacy.md P4, P6).
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from facilitator.core.commitments import Status
from facilitator.core.errors import Language
from facilitator.core.guide.model import BoardAtClose
from facilitator.core.record import KeptRecord, OneLine, Word
from facilitator.core.text.tags import ContributionKind, Theme

LEARNING = "learning-points"
"""The column of learning points, beside the columns of the board's questions."""


class Keyword(KeptRecord):
    """A keyword or a learning point, in a few words."""

    text: OneLine
    kind: ContributionKind | None = None
    theme: Theme | None = None
    votes: int | None = Field(default=None, ge=1)
    """How many votes it was given; whose they were is nowhere. Absent: none."""
    picked: bool | None = None
    """Whether it is one of those the group works on. Never in a closed note."""
    keep: bool | None = None
    """The group's choice at close; absent: as the guide has it. Never in a closed note."""


class BoardColumn(KeptRecord):
    """A question of the board and the keywords under it."""

    id: Word
    text: OneLine
    keywords: tuple[Keyword, ...] = ()
    scale: tuple[OneLine, ...] = ()
    """The levels of a tally, the lowest first; absent where the column holds keywords."""
    counts: tuple[Annotated[int, Field(ge=0)], ...] = ()
    """How many chose each level; absent until somebody has."""

    @property
    def is_tallied(self) -> bool:
        """Whether anybody has chosen a level."""
        return any(self.counts)


class Commitment(KeptRecord):
    """What the group agreed on: what, who, when. The only place where somebody is named."""

    id: Word
    what: OneLine
    owner: OneLine | None = None
    due: date | None = None
    theme: Theme | None = None
    status: Status = Status.OPEN
    cue: OneLine | None = None
    """When it is to be done, as in "Når … , så …": what stands after the first word of it."""
    response: OneLine | None = None
    """And what is then done. There with `cue`, or not at all."""
    happened: OneLine | None = None
    """What came of it."""
    ended: date | None = None
    """The day it was done or released."""
    revision: int | None = Field(default=None, ge=1)
    """How often it was changed after the close: a calendar takes the higher one."""


class Frame(KeptRecord):
    """The version of a team's frame that a note is, and when it is looked at again."""

    version: int = Field(ge=1)
    revisit: date | None = None


class Note(KeptRecord):
    """A session's note."""

    schema_: Literal[1] = Field(default=1, alias="schema")
    id: Word
    kind: Literal["session"] = "session"
    team: OneLine
    guide: Word
    title: OneLine
    language: Language
    date: date
    minutes: int | None = Field(default=None, ge=0)
    """Whole minutes the session took; absent while it runs."""
    participants: int | None = Field(default=None, ge=0)
    """How many took part; who they were is not kept."""
    purpose: OneLine | None = None
    theme_word: OneLine | None = None
    board: BoardAtClose
    private: bool | None = None
    """Of one person alone, and in nothing that others see (privacy.md P12); absent: it is not."""
    frame: Frame | None = None
    """Absent: it is none."""
    learning_points: tuple[Keyword, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    questions: tuple[BoardColumn, ...] = ()

    def entries(self, column: str) -> tuple[Keyword, ...]:
        """The entries of a column: a question's keywords, or the learning points.

        Raises KeyError for a column the note does not have.
        """
        if column == LEARNING:
            return self.learning_points
        for question in self.questions:
            if question.id == column:
                return question.keywords
        raise KeyError(column)

    def with_entries(self, column: str, entries: tuple[Keyword, ...]) -> Note:
        """The note with other entries in a column. Raises KeyError as `entries` does."""
        if column == LEARNING:
            return self.model_copy(update={"learning_points": entries})
        self.entries(column)
        questions = tuple(
            q.model_copy(update={"keywords": entries}) if q.id == column else q
            for q in self.questions
        )
        return self.model_copy(update={"questions": questions})

    @property
    def columns(self) -> tuple[str, ...]:
        """The ids of its columns: the questions, then the learning points."""
        return (*(q.id for q in self.questions), LEARNING)
