"""The end of a session, step by step: questions, what waits for a disk, and last the outcome.

What is asked next, what an answer leads to and when the note is written stands here once. A front
end takes a step, draws the question or does the work, and takes the next. Nothing is lost where
the program ends between two steps: an answer is an event, kept like all others, and what is
written a second time changes nothing.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeVar

from facilitator.conducting import closing
from facilitator.conducting.closing import Unasked
from facilitator.conducting.earlier_commitments import WhichVersion
from facilitator.conducting.format import parsed_day
from facilitator.conducting.steps import Reading, Writing
from facilitator.core.errors import Refused
from facilitator.core.frame import is_made_alone, no_longer, proposed_revisit
from facilitator.core.session.closing import MakeFrame, TakeNamesOut, leaves_note
from facilitator.store.guides import foundations
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence

    from facilitator.conducting.conductor import Conductor
    from facilitator.conducting.workspace import Workspace
    from facilitator.core.note import Commitment, Note
    from facilitator.store.commitments import Unwritten
    from facilitator.store.session_file import NotSaved

T = TypeVar("T")


# The questions


class NamedTexts:
    """Question: what becomes of texts that name a participant and were not asked about."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.answer = Unasked.LOOK


class Revisit:
    """Question: when the team looks again at the frame that this session makes."""

    def __init__(self, conductor: Conductor, workspace: Workspace, before: Note | None) -> None:
        """`before` is the frame in force."""
        self._conductor, self._today = conductor, workspace.today
        self._version = before.frame.version + 1 if before and before.frame else 1
        self.is_made_alone = is_made_alone(conductor.session)
        self.no_longer = no_longer(before, conductor.kept()) if before else ()
        """The texts of the frame in force that this one leaves out."""
        self.proposed = proposed_revisit(self._today)
        self.is_answered = False

    @property
    def words(self) -> str:
        """The question."""
        return _("The frame, version {n}. When do you look at it again?").format(n=self._version)

    def answer(self, day: str) -> None:
        """Make the frame, with the day as it was typed; empty: none. Raises Refused."""
        self._conductor.do(MakeFrame(self._version, parsed_day(day, self._today)))
        self.is_answered = True


class NotWritten:
    """Question: what becomes of an answer on an earlier commitment that could not be written."""

    def __init__(self, unwritten: Unwritten) -> None:
        self.unwritten = unwritten
        self.answer = WhichVersion.NEITHER_YET
        """THEIRS: the note stays as it is, and the session is saved without it."""

    @property
    def versions(self) -> tuple[Commitment, Commitment] | None:
        """What the note says now and what was to be written; None: there is nothing to choose."""
        from facilitator.store.commitments import ChangedMeanwhile

        unwritten = self.unwritten
        if isinstance(unwritten.why, ChangedMeanwhile) and unwritten.kept and unwritten.mine:
            return unwritten.kept.commitment, unwritten.mine
        return None


class Discard:
    """Question: whether the whole session is discarded."""

    def __init__(self) -> None:
        self.answer = False


# What has come of it


class NotClosed(NamedTuple):
    """The note could not be written, and the session goes on. The next step tries it again."""

    trouble: NotSaved


class ClosedSession(NamedTuple):
    """The session is over."""

    closing: str
    """The sentence it ends with, from the guide."""
    note: Note | None
    """What was kept; None where nothing was, so that there is no note."""
    is_private: bool
    words: Sequence[str]
    """What else is to be known, for whoever led it."""

    @property
    def saved(self) -> str:
        """That the note is saved; empty: there is none."""
        if self.note is None:
            return ""
        return _(closing.SAVED_ALONE) if self.is_private else _(closing.SAVED)


class NothingKept(NamedTuple):
    """The session is over, and nothing is left of it."""

    is_trial: bool
    measurement: str = ""
    """What has become of its measurement, in words; empty: it had none."""

    @property
    def words(self) -> tuple[str, ...]:
        """That nothing is left, a sentence each."""
        if self.is_trial:
            return (_("The guide was tried out. Nothing was saved."),)
        nothing = _(closing.NOTHING_KEPT)
        return (self.measurement, nothing) if self.measurement else (nothing,)


Question: TypeAlias = NamedTexts | Revisit | NotWritten | Discard
Step: TypeAlias = Question | Reading[Any] | Writing[Any] | NotClosed | ClosedSession | NothingKept


Settling: TypeAlias = "Generator[Step, None, bool]"
"""The steps of one matter; gives whether it is settled, so that the session can be saved."""


# The steps


def saving(conductor: Conductor, workspace: Workspace) -> Iterator[Step]:
    """The steps of saving the note and ending the session.

    Where a question is left as it is, it was the last step, and the session goes on. Raises
    Refused where what an answer leads to is not allowed.
    """
    if not (yield from _names_settled(conductor)):
        return
    if not (yield from _frame_made(conductor, workspace)):
        return
    if not (yield from _followed_settled(conductor, workspace)):
        return
    measured = _measurement_read(conductor, workspace)
    yield measured
    while not conductor.closed:
        yield Writing[None](
            lambda thread, then, _refused: conductor.close(thread, lambda: then(None))
        )
        if conductor.not_closed:
            yield NotClosed(conductor.not_closed)
    yield _outcome(conductor, measured.result)


def discarding(conductor: Conductor, workspace: Workspace) -> Iterator[Step]:
    """The steps of ending the session with nothing kept of it."""
    discard = Discard()
    yield discard
    if not discard.answer:
        return
    measured = _measurement_read(conductor, workspace)
    yield measured
    yield Writing[None](
        lambda thread, then, refused: conductor.throw_away(thread, lambda: then(None), refused)
    )
    yield NothingKept(is_trial=False, measurement=measured.result)


def _names_settled(conductor: Conductor) -> Settling:
    """Texts that name a participant are kept as they stand, or nothing is saved yet."""
    texts = closing.unasked(conductor)
    if not texts:
        return True
    question = NamedTexts(texts)
    yield question
    if question.answer is Unasked.TAKE_OUT:
        conductor.do(TakeNamesOut(frozenset(texts)))
    if question.answer is not Unasked.KEEP:
        return False
    conductor.memory.texts |= set(texts)
    return True


def _frame_made(conductor: Conductor, workspace: Workspace) -> Settling:
    """The note is the team's next frame, where the session makes one."""
    if not closing.makes_frame(conductor):
        return True
    team = conductor.session.note.team
    in_force = Reading(lambda: workspace.frame_in_force(team))
    yield in_force
    question = Revisit(conductor, workspace, in_force.result)
    yield question
    return question.is_answered


def _followed_settled(conductor: Conductor, workspace: Workspace) -> Settling:
    """Each answer on an earlier commitment is in its note, or is to be left out."""
    if not conductor.session.live.followed:
        return True
    written = _followed_written(conductor, workspace)
    yield written
    unwritten = deque(written.result)
    while unwritten:
        question = NotWritten(unwritten.popleft())
        yield question
        if question.answer is WhichVersion.NEITHER_YET:
            return False
        if question.answer is WhichVersion.MINE:
            over = _written_over(question.unwritten, conductor, workspace)
            yield over
            unwritten.extendleft(over.result)
    return True


def _followed_written(conductor: Conductor, workspace: Workspace) -> Writing[tuple[Unwritten, ...]]:
    """What has become of earlier commitments goes into their notes; gives what could not.

    After a kill it is done again, which changes nothing.
    """
    followed, today = conductor.session.live.followed, workspace.today

    def write() -> tuple[Unwritten, ...]:
        from facilitator.store.commitments import write_followed

        workspace.index.refresh()
        return write_followed(workspace.index, followed, today)

    return _at_the_end(conductor, write)


def _written_over(
    unwritten: Unwritten, conductor: Conductor, workspace: Workspace
) -> Writing[tuple[Unwritten, ...]]:
    """An answer goes over somebody else's version; gives it again where it could not."""
    today = workspace.today

    def write() -> tuple[Unwritten, ...]:
        from facilitator.store.commitments import write_over

        try:
            write_over(unwritten, today)
        except Refused as why:
            return (unwritten._replace(why=why),)
        return ()

    return _at_the_end(conductor, write)


def _measurement_read(conductor: Conductor, workspace: Workspace) -> Writing[str]:
    """What has become of the session's measurement, in words."""
    session = conductor.session
    return _at_the_end(conductor, lambda: closing.measurement_words(workspace, session))


def _at_the_end(conductor: Conductor, work: Callable[[], T]) -> Writing[T]:
    return Writing(lambda thread, then, refused: conductor.end_in(thread, work, then, refused))


def _outcome(conductor: Conductor, measurement: str) -> ClosedSession | NothingKept:
    session, keeper = conductor.session, conductor.keeper
    has_note = leaves_note(session)
    if has_note and keeper.note_file is None:
        return NothingKept(is_trial=True)
    return ClosedSession(
        closing=foundations(session.guide.language).closing,
        note=conductor.note if has_note else None,
        is_private=session.guide.private,
        words=closing.left_words(conductor, measurement),
    )
