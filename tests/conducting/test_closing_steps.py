"""The end of a session: its steps in their order, what an answer leads to, what a kill leaves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from facilitator.conducting.closing import Unasked
from facilitator.conducting.closing_steps import (
    ClosedSession,
    Discard,
    NamedTexts,
    NotClosed,
    NothingKept,
    NotWritten,
    Revisit,
    discarding,
    saving,
)
from facilitator.conducting.conductor import Conductor
from facilitator.conducting.earlier_commitments import WhichVersion, follow_up
from facilitator.conducting.steps import Reading, Writing
from facilitator.conducting.trial import TrialKeeper, TrialWorkspace
from facilitator.conducting.workspace import Workspace
from facilitator.core.commitment_change import CommitmentChange
from facilitator.core.commitments import Status
from facilitator.core.errors import Refused
from facilitator.core.note import Commitment, Note
from facilitator.core.session.board import AddKeyword
from facilitator.core.session.opening import SessionSetup
from facilitator.core.session.phases import AttachMeasurement, BeginClose, NextPhase, Start
from facilitator.linear.work import do_at_once
from facilitator.store.archive import Archive
from facilitator.store.commitments import change, in_note
from facilitator.store.files import NotWritten as FileFailed
from facilitator.store.guides import Guides
from facilitator.store.notes import NoteError, read_document
from facilitator.store.paths import sessions_folder
from facilitator.store.session_file import Keeper
from facilitator.store.user_settings import Settings
from tests.core.builders import opened
from tests.e2e.notes import state_file
from tests.store.samples import a_frame, a_note, put
from tests.ui.desk import NOON, StoppedClock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from facilitator.conducting.closing_steps import Step
    from facilitator.core.session.events import Event
    from facilitator.core.session.model import Session

TODAY = NOON.date()
TEAM = "Nord"
EARLIER = "Nord/før.toml"


class Table:
    """An archive with a session that is led, and what its end asks."""

    def __init__(self, folder: Path, guide: str) -> None:
        self.archive = Archive(folder)
        self.archive.prepare()
        self.workspace = Workspace(
            self.archive, Guides(self.archive.guides), Settings(), tuple, StoppedClock()
        )
        setup = SessionSetup(self.workspace.guide(guide), TEAM, ("Mette", "Bo"))
        session = opened(setup)
        self.keeper = Keeper.begin(self.archive, session)
        self.conductor = Conductor(session, self.keeper, self.workspace.clock)
        self.do(Start())
        self.asked: list[type] = []
        """Every step so far."""

    @property
    def session(self) -> Session:
        return self.conductor.session

    def do(self, *events: Event) -> None:
        for event in events:
            self.conductor.do(event)

    def has_frame_named_text_and_answer(self) -> Path:
        """All that a close can ask about; gives the note that the answer is for."""
        while "what" not in self.session.board:
            self.do(NextPhase())
        self.do(AddKeyword("what", "Bo holder ord"))
        agreed = [Commitment(id="c1", what="Vi ringer først")]
        day = TODAY - timedelta(weeks=3)
        note = a_note(["ord"], note_id="n1", team=TEAM, day=day, commitments=agreed)
        path = put(self.archive, EARLIER, note)
        self.do(follow_up(in_note(path, "c1"), Status.DONE), BeginClose())
        change(in_note(path, "c1"), CommitmentChange(status=Status.RELEASED), TODAY)
        return path

    def takes(self, steps: Iterator[Step], *, most: int = 99) -> Step | None:
        """Take so many of the steps, all questions answered with a yes; gives the last."""
        last: Step | None = None
        for _number, step in zip(range(most), steps, strict=False):
            last = step
            self.asked.append(type(step))
            if isinstance(step, Reading | Writing):
                do_at_once(step)
            elif isinstance(step, NamedTexts):
                step.answer = Unasked.KEEP
            elif isinstance(step, Revisit):
                step.answer("om 14 dage")
            elif isinstance(step, NotWritten):
                step.answer = WhichVersion.MINE
            elif isinstance(step, Discard):
                step.answer = True
        return last

    def resume(self) -> None:
        """Let go of the session as at a kill, and go on with it."""
        self.conductor.let_go()
        self.keeper, session = Keeper.resume(state_file(self.archive.folder))
        self.conductor = Conductor(session, self.keeper, self.workspace.clock)

    @property
    def notes(self) -> list[Note]:
        """The notes of this session in the archive."""
        documents = [read_document(path) for path in self.archive.folder.glob(f"{TEAM}/*.toml")]
        return [d for d in documents if isinstance(d, Note) and d.id == self.session.note.id]


@pytest.fixture
def framing(tmp_path: Path) -> Table:
    return Table(tmp_path / "archive", "framing")


@pytest.fixture
def check_out(tmp_path: Path) -> Table:
    table = Table(tmp_path / "archive", "check-out")
    table.do(AddKeyword(table.session.board[0], "et ord"))
    return table


EVERYTHING = [
    NamedTexts, Reading, Revisit, Writing, NotWritten, Writing, Writing, Writing, ClosedSession
]  # fmt: skip
"""Names, the frame in force, its day, the answers, the one in doubt, over it, measurement, note."""


def test_where_nothing_is_in_doubt_the_note_is_written_and_nothing_is_asked(
    check_out: Table,
) -> None:
    closed = check_out.takes(saving(check_out.conductor, check_out.workspace))

    assert check_out.asked == [Writing, Writing, ClosedSession]
    assert isinstance(closed, ClosedSession)
    assert closed.note in check_out.notes
    assert closed.saved == "Gemt: Noten ligger i arkivet."
    assert list(sessions_folder().iterdir()) == []


def test_everything_in_doubt_is_asked_about_in_one_order_before_the_note_is_written(
    framing: Table,
) -> None:
    path = framing.has_frame_named_text_and_answer()
    steps = saving(framing.conductor, framing.workspace)
    framing.takes(steps, most=len(EVERYTHING) - 2)
    assert framing.notes == []
    framing.takes(steps)

    assert framing.asked == EVERYTHING
    (note,) = framing.notes
    assert note.frame is not None
    assert (note.frame.version, note.frame.revisit) == (1, date(2026, 3, 17))
    earlier = read_document(path)
    assert isinstance(earlier, Note)
    assert earlier.commitments[0].status is Status.DONE


@pytest.mark.parametrize("taken", range(len(EVERYTHING) - 1))
def test_killed_after_any_step_the_session_goes_on_and_is_saved_once(
    framing: Table, taken: int
) -> None:
    framing.has_frame_named_text_and_answer()
    framing.takes(saving(framing.conductor, framing.workspace), most=taken)
    if not framing.conductor.closed:
        before = framing.session.note
        framing.resume()
        assert framing.session.note == before
        assert framing.session.live.closing
        framing.takes(saving(framing.conductor, framing.workspace))

    assert len(framing.notes) == 1
    assert list(sessions_folder().iterdir()) == []


@pytest.mark.parametrize("at", [NamedTexts, Revisit, NotWritten])
def test_a_question_that_is_left_as_it_is_was_the_last_step(framing: Table, at: type) -> None:
    framing.has_frame_named_text_and_answer()
    steps = saving(framing.conductor, framing.workspace)
    framing.takes(steps, most=EVERYTHING.index(at))
    assert isinstance(next(steps), at)

    assert next(steps, None) is None
    assert framing.notes == []
    assert not framing.conductor.closed
    assert not framing.conductor.is_ending


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (Unasked.LOOK, "Bo holder ord"),
        (Unasked.TAKE_OUT, "(en deltager) holder ord"),
        (Unasked.KEEP, "Bo holder ord"),
    ],
)
def test_names_taken_out_are_looked_at_once_more_and_kept_ones_are_not_asked_about_again(
    framing: Table, answer: Unasked, text: str
) -> None:
    framing.has_frame_named_text_and_answer()
    steps = saving(framing.conductor, framing.workspace)
    question = next(steps)
    assert isinstance(question, NamedTexts)
    assert question.texts == ("Bo holder ord",)
    question.answer = answer

    assert isinstance(next(steps, None), Reading) is (answer is Unasked.KEEP)
    assert framing.session.note.entries("what")[0].text == text
    asks_again = isinstance(next(saving(framing.conductor, framing.workspace)), NamedTexts)
    assert asks_again is (answer is Unasked.LOOK)


def test_a_day_that_is_refused_is_no_answer_and_none_is_one(framing: Table) -> None:
    put(framing.archive, "Nord/ramme.toml", a_frame(3, team=TEAM, what=["Mere ro"]))
    framing.has_frame_named_text_and_answer()
    steps = saving(framing.conductor, framing.workspace)
    framing.takes(steps, most=2)
    question = next(steps)
    assert isinstance(question, Revisit)
    assert question.no_longer == ("Mere ro",)
    assert question.proposed == date(2026, 6, 3)
    with pytest.raises(Refused):
        question.answer("i går")
    assert not question.is_answered
    question.answer("")

    framing.takes(steps)
    (note,) = framing.notes
    assert note.frame is not None
    assert (note.frame.version, note.frame.revisit) == (4, None)


def test_mine_that_cannot_be_written_over_theirs_is_asked_about_again_with_the_reason(
    framing: Table,
) -> None:
    path = framing.has_frame_named_text_and_answer()
    steps = saving(framing.conductor, framing.workspace)
    framing.takes(steps, most=5)
    path.write_text("schema = ", encoding="utf-8")
    framing.takes(steps, most=1)
    question = next(steps)
    assert isinstance(question, NotWritten)
    assert question.versions is None
    assert isinstance(question.unwritten.why, NoteError)
    question.answer = WhichVersion.THEIRS

    assert isinstance(framing.takes(steps), ClosedSession)


def test_a_note_that_the_disk_does_not_take_is_tried_again_at_the_next_step(
    check_out: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> Path:
        raise FileFailed("The disk is full.")

    steps = saving(check_out.conductor, check_out.workspace)
    with monkeypatch.context() as patch:
        patch.setattr(Archive, "create_note", full)
        assert isinstance(check_out.takes(steps, most=3), NotClosed)
    assert not check_out.conductor.closed

    assert isinstance(check_out.takes(steps), ClosedSession)
    assert len(check_out.notes) == 1


def test_a_measurement_that_cannot_be_read_is_no_reason_to_keep_the_session_open(
    check_out: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(*_arguments: object) -> None:
        raise Refused("The disk does not answer.")

    check_out.do(AttachMeasurement("2026-03-03-aaaa"))
    monkeypatch.setattr(Workspace, "measurement_file", unreadable)
    closed = check_out.takes(saving(check_out.conductor, check_out.workspace))

    assert isinstance(closed, ClosedSession)
    assert closed.words == ["Disken svarer ikke."]


def test_a_session_is_discarded_on_a_yes_alone(check_out: Table) -> None:
    unsure = discarding(check_out.conductor, check_out.workspace)
    assert isinstance(next(unsure), Discard)
    assert next(unsure, None) is None
    assert not check_out.conductor.closed

    gone = check_out.takes(discarding(check_out.conductor, check_out.workspace))
    assert isinstance(gone, NothingKept)
    assert gone.words == ("Intet fra sessionen er gemt.",)
    assert check_out.notes == []
    assert list(sessions_folder().iterdir()) == []


def test_what_the_disk_does_not_let_go_of_is_not_said_to_be_gone(
    check_out: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stuck(*_arguments: object) -> None:
        raise FileFailed("The disk is full.")

    monkeypatch.setattr("facilitator.store.state.StateFile.destroy", stuck)
    with pytest.raises(FileFailed):
        check_out.takes(discarding(check_out.conductor, check_out.workspace))

    assert NothingKept not in check_out.asked
    assert not check_out.conductor.closed


def test_a_trial_says_that_it_was_one(check_out: Table) -> None:
    conductor = Conductor(check_out.session, TrialKeeper(), check_out.workspace.clock)
    tried = check_out.takes(saving(conductor, TrialWorkspace(check_out.workspace)))

    assert isinstance(tried, NothingKept)
    assert tried.words == ("Forløbet er prøvet af. Intet blev gemt.",)
