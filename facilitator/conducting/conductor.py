"""A running session: an event is conducted, the session is saved, and then listeners repaint.

What is shown is on disk: a session is saved before it is shown. A failed save stops nothing; it is
reported and tried again. So is one that takes long.
"""

from __future__ import annotations

from functools import partial
from random import SystemRandom
from typing import TYPE_CHECKING, Protocol, TypeAlias, TypeVar

from facilitator.conducting.guard import GuardMemory
from facilitator.core.errors import N_, Refused
from facilitator.core.session.closing import kept_note, leaves_note, shuffled
from facilitator.core.session.events import History
from facilitator.core.session.masking import written_down
from facilitator.core.session.phases import Woke
from facilitator.core.session.timing import LONG_SLEEP
from facilitator.store.session_file import NotSaved

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from facilitator.conducting.clock import Clock
    from facilitator.core.note import Note
    from facilitator.core.session.events import Event
    from facilitator.core.session.model import Session

T = TypeVar("T")

ToRefused: TypeAlias = "Callable[[Refused], object]"


class Thread(Protocol):
    """What does in a thread what waits for a disk, and tells in this one what came of it."""

    def __call__(
        self, work: Callable[[], T], then: Callable[[T], object], refused: ToRefused, /
    ) -> object:
        """Call `then` with what `work` gave, or `refused` with why it would not."""


class SaveThread(Protocol):
    """What saves in a thread; keys that would change the session wait for it."""

    def __call__(
        self,
        save: Callable[[], T],
        then: Callable[[T], object],
        late: Callable[[], object],
        *,
        letters: bool,
    ) -> object:
        """Call `then` with what `save` gave, in this thread; before it `late` where it takes long.

        `letters`: what is typed meanwhile need not wait.
        """


class SessionKeeper(Protocol):
    """What keeps a session while it runs, and its note at the close."""

    @property
    def is_on_disk(self) -> bool:
        """Whether there is something to go on with."""

    @property
    def unsaved(self) -> NotSaved | None:
        """Why the last save did not reach the disk; None: it did."""

    @property
    def note_file(self) -> Path | None:
        """Where its note is in the archive, once it is closed."""

    @property
    def left_behind(self) -> Refused | None:
        """Why something is still here of a session that is closed."""

    def save(self, session: Session) -> NotSaved | None:
        """Keep the session as it stands."""

    def close(self, note: Note) -> NotSaved | None:
        """Put the note in the archive, and make an end of what was kept here."""

    def throw_away(self) -> NotSaved | None:
        """Make an end of it, with nothing kept."""

    def remember_names(self, team: str, names: Sequence[str]) -> None:
        """For the team's next session, where the archive asks for it."""

    def release(self) -> None:
        """Let go of it; it can be gone on with."""


class Conductor:
    """A running session with its history and its file."""

    def __init__(
        self,
        session: Session,
        keeper: SessionKeeper,
        clock: Clock,
        save_thread: SaveThread | None = None,
    ) -> None:
        """`save_thread` saves where nothing may wait for a disk; else it is done at once."""
        self._history = History(session.with_live(hidden=False))  # whoever goes on with it sees it
        self._save_thread = save_thread
        self._is_writing = False
        """Whether the thread saves it just now."""
        self._is_behind = False
        """Whether it has changed since."""
        self._is_left = False
        """Whether it was let go of."""
        self._when_saved: list[Callable[[], object]] = []
        self._keeper = keeper
        self._clock = clock
        self._ticked = clock.now()
        live = session.live
        self.memory = GuardMemory(texts=set(live.kept_texts), words=set(live.kept_words))
        """What the guard was answered. What was masked is gone with this run of the program."""
        self.trouble = keeper.unsaved
        """Why the session is not saved, while it is not."""
        self.not_closed: NotSaved | None = None
        """Why the note is not in the archive though it was to be; it is tried again."""
        self.is_saving = False
        """Whether its save is waited for: until then it is not shown as it stands."""
        self.closed = False
        """Whether the session is over: its note is in the archive, or nothing of it is kept."""
        self.note: Note | None = None
        """The note as it went to the archive, its keywords in an order that tells nothing."""
        self.is_ending = False
        """Whether a thread writes what its end writes; nothing else is done with it meanwhile."""
        self.changed: list[Callable[[], None]] = []
        """All are called after every change."""

    @property
    def session(self) -> Session:
        """The session as it stands."""
        return self._history.session

    @property
    def keeper(self) -> SessionKeeper:
        """The session's file."""
        return self._keeper

    def now(self) -> datetime:
        """The moment, in UTC."""
        return self._clock.now()

    def do(self, event: Event) -> None:
        """Conduct the event, save and show the session. Raises Refused where it is not allowed."""
        self._check_goes_on()
        self._become(self._history.conduct(event, self.now(), self.memory.unmasked))

    def undo(self) -> None:
        """Undo the last event. Raises Refused where there is none."""
        self._check_goes_on()
        self._become(self._history.undo(self.now()))

    def redo(self) -> None:
        """Redo the last undone event. Raises Refused where there is none."""
        self._check_goes_on()
        self._become(self._history.redo(self.now()))

    def tick(self) -> float:
        """Notice a sleep, and retry a failed save; called every second.

        Returns the seconds slept, 0 where the machine was awake.
        """
        if self.is_ending or self.closed:
            return 0.0
        before, self._ticked = self._ticked, self.now()
        if self.trouble:
            self.save()
        gap = (self._ticked - before).total_seconds()
        if gap <= LONG_SLEEP or not self.session.running:
            return 0.0
        self.do(Woke(before))
        return gap

    def save(self, *, letters: bool = False) -> None:
        """Write the session down as it stands, unless it is over or about to be.

        `letters`: what is typed meanwhile is typed where it was before.
        """
        if self.is_ending or self.closed or self._is_left:
            return
        if self._is_writing:
            self._is_behind = True
            return
        memory = self.memory
        session = written_down(self.session, memory.texts, memory.words, memory.unmasked)
        if self._save_thread is None:
            self.trouble = self._keeper.save(session)
            return
        self._is_writing = self.is_saving = True
        self._save_thread(
            partial(self._keeper.save, session), self._saved, self._is_late, letters=letters
        )

    def let_go(self) -> None:
        """Let go of it; it can be gone on with."""
        self._is_left = True
        self._keeper.release()

    def when_saved(self, then: Callable[[], object]) -> None:
        """Call it once it is on disk as it stands, or `trouble` says why not."""
        if self.is_saving:
            self._when_saved.append(then)
        else:
            then()

    def kept(self) -> Note:
        """What would be kept if the session were closed now."""
        return kept_note(self.session, self.now())

    def close(self, thread: Thread, then: Callable[[], object]) -> None:
        """Create the note in the archive and end the session; on failure the session goes on.

        Without a note where it leaves none (see `leaves_note`). `then` is called with the outcome
        in `closed` or `not_closed`.
        """
        note, keeper = shuffled(self.kept(), SystemRandom()), self._keeper
        self.note = note
        writes = leaves_note(self.session)

        def end() -> NotSaved | None:
            trouble = keeper.close(note) if writes else keeper.throw_away()
            if keeper.note_file is not None or not (writes or trouble):
                names = [person.name for person in self.session.live.people]
                keeper.remember_names(note.team, names)
            return trouble

        def ended(trouble: NotSaved | None) -> None:
            self.not_closed, self.closed = trouble, trouble is None
            then()

        def refused(why: Refused) -> None:
            ended(NotSaved(why))

        self.end_in(thread, end, ended, refused)

    def throw_away(self, thread: Thread, then: Callable[[], object], refused: ToRefused) -> None:
        """Keep nothing of the session; `then` is called when it is gone."""

        def ended(trouble: NotSaved | None) -> None:
            self.closed = trouble is None
            refused(trouble.reason) if trouble else then()

        self.end_in(thread, self._keeper.throw_away, ended, refused)

    def end_in(
        self,
        thread: Thread,
        write: Callable[[], T],
        then: Callable[[T], object],
        refused: ToRefused,
    ) -> None:
        """A step of the session's end; nothing else happens to the session meanwhile."""

        def written(result: T) -> None:
            self.is_ending = False
            then(result)

        def not_written(why: Refused) -> None:
            self.is_ending = False
            refused(why)

        self.is_ending = True
        thread(write, written, not_written)

    def _check_goes_on(self) -> None:
        if self.is_ending or self.closed:
            raise Refused(N_("The session is being ended."))

    def _become(self, history: History) -> None:
        before, self._history = self.session.live, history
        self.not_closed = None
        live = history.session.live
        same_place = (before.position, before.closing) == (live.position, live.closing)
        self.save(letters=same_place)
        if not self.is_saving:
            self._show()

    def _saved(self, trouble: NotSaved | None) -> None:
        self._is_writing, is_behind, self._is_behind = False, self._is_behind, False
        self.trouble = trouble
        if is_behind:
            self.save()
        if not self._is_writing:
            self._show()

    def _is_late(self) -> None:
        """It takes long: what has changed is shown all the same, and that it is not saved."""
        self.trouble = NotSaved(Refused(N_("The disk does not answer.")))
        self._show()

    def _show(self) -> None:
        self.is_saving = False
        for repaint in self.changed:
            repaint()
        waiting, self._when_saved = self._when_saved, []
        for then in waiting:
            then()
