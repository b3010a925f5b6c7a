"""The wall in a second window: a session led in another window, read from its file.

Without a session it waits for one. It never writes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from facilitator.conducting.format import commitment_words
from facilitator.conducting.stage import AGREED, THANKS
from facilitator.conducting.team import TeamReader
from facilitator.core.session.stage import stage_view
from facilitator.store.guides import foundations
from facilitator.store.running import being_led
from facilitator.store.session_file import Closed, Follower, note_of_closed
from facilitator.ui.commands import bindings
from facilitator.ui.kit.cover import Blank
from facilitator.ui.kit.dialog import pick
from facilitator.ui.kit.line import Line
from facilitator.ui.kit.screen import AppScreen
from facilitator.ui.kit.worker import read_in_thread
from facilitator.ui.session.wall import Large, Wall
from facilitator.words import _, language

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.binding import Binding

    from facilitator.conducting.workspace import Workspace
    from facilitator.core.note import Note
    from facilitator.core.session.model import Session
    from facilitator.store.running import RunningSession

T = TypeVar("T")

EVERY = 0.5
"""Seconds between looks at the file."""
WHILE_WAITING = 2.0
"""Seconds between looks for a session."""


class SecondWindow(AppScreen[None]):
    """The wall of a session led in another window."""

    CONTEXT = "second_window"
    CSS_PATH = "session.tcss"
    DEFAULT_CSS = """
    SecondWindow #about { color: $muted; dock: bottom; display: none; }
    SecondWindow #waiting { height: 1fr; padding: 1 2; content-align: left middle; display: none; }
    SecondWindow.-wide #waiting { padding: 2 8; }
    SecondWindow.-waiting Wall { display: none; }
    SecondWindow.-waiting #waiting { display: block; }
    """
    BINDINGS: ClassVar[list[Binding]] = bindings("second_window")  # type: ignore[assignment]

    def __init__(self, path: Path | None = None, *, stays: bool = False) -> None:
        """`path` is the session's file; None: the one being led, once there is one.

        `stays`: the window leads nowhere when the session is over or it is left.
        """
        super().__init__()
        self._stays = stays
        self._follower = Follower(path) if path else None
        self._session: Session | None = None
        self._looking = False
        self._over = False
        """Whether a session that was followed has come to its end."""
        self._offered: tuple[Path, ...] = ()
        """The sessions among which it has been asked which to show."""
        self._agreed: tuple[str, ...] = ()
        """What was agreed in the session that is over, in words."""
        self._is_large: bool | None = None
        """Whether how to take part is shown alone; None: as where the session is led."""
        self._team = TeamReader(self._read_part, self._show)

    def compose(self) -> ComposeResult:
        yield Wall()
        yield Large(id="waiting")
        yield Line(id="about")

    def on_mount(self) -> None:
        about = self.query_one("#about", Line)
        about.display = not self._stays
        self.show_words()
        self._poll()
        self.set_interval(EVERY, self._poll)
        self.set_interval(WHILE_WAITING, self._look_for_a_session)
        self._look_for_a_session()

    def show_words(self) -> None:
        about = _("The session is led in another window. Esc: back")
        self.query_one("#about", Line).show(about)
        self._show()

    def on_resize(self) -> None:
        if self.is_mounted:
            self._show()

    def action_leave(self) -> None:
        if self._stays:
            self.app.exit(0)
        else:
            self.navigator.go_home()

    def action_page_down(self) -> None:
        self.query_one(Wall).page(1)

    def action_page_up(self) -> None:
        self.query_one(Wall).page(-1)

    def action_room(self) -> None:
        """Show how to take part, alone on the wall, and back."""
        joining = self._session and stage_view(self._session, self.workspace.clock.now()).joining
        if not joining:
            self.say(
                _("No phones are taking part yet. The room is opened where the session is led.")
            )
            return
        shown = joining.is_large if self._is_large is None else self._is_large
        self._is_large = not shown
        self._show()

    # Waiting

    def _look_for_a_session(self) -> None:
        if self._follower or not self.is_current:
            return
        folder = self.workspace.archive.folder
        read_in_thread(self, lambda _go_on: being_led(folder), self._choose, group="led")

    def _choose(self, led: tuple[RunningSession, ...]) -> None:
        """Follow the session that is led; of several, ask which."""
        if self._follower or not self.is_current:
            return
        paths = tuple(session.path for session in led)
        if len(led) == 1:
            self._follow(led[0].path)
        elif led and paths != self._offered:
            self._offered = paths
            rows = [(f"{session.title} – {session.team}", session.path) for session in led]
            pick(self, _("Several sessions are being led. Which one?"), rows, self._follow)
        self._show()

    def _follow(self, path: Path) -> None:
        self._follower, self._over = Follower(path), False
        self._poll()

    # Following

    def _poll(self) -> None:
        if isinstance(self.app.screen, Blank):
            return  # what is blank stays so, whatever has become of the session
        if self._over and not self._stays:
            self.navigator.go_home(lambda: _("The session was closed."))
            return
        self._show()
        if self._follower and not self._looking:
            self._looking = True
            read_in_thread(self, lambda _go_on: self._changed(), self._become)

    def _changed(self) -> Session | Closed | None:
        return self._follower.changed() if self._follower else None

    def _become(self, change: Session | Closed | None) -> None:
        self._looking = False
        if isinstance(change, Closed):
            self._read_closed()
            self._follower = self._session = None
            self._over, self._offered = True, ()
            self._poll()
        elif change is not None:
            self._session = change
            self._poll()

    def _read_closed(self) -> None:
        """Read what was agreed in the session that is over, for the last page."""
        session, archive = self._session, self.workspace.archive
        self._agreed = ()
        if session is None:
            return

        def keep(note: Note | None) -> None:
            self._agreed = tuple(map(commitment_words, note.commitments)) if note else ()
            self._show()

        read_in_thread(
            self, lambda _go_on: note_of_closed(archive, session.note), keep, group="note"
        )

    def _show(self) -> None:
        session = self._session
        self.set_class(session is None, "-waiting")
        if session is None:
            self._show_waiting()
            return
        view = stage_view(session, self.workspace.clock.now())
        if view.joining is None:
            self._is_large = None
        elif self._is_large is not None:
            joining = view.joining.model_copy(update={"is_large": self._is_large})
            view = view.model_copy(update={"joining": joining})
        self.query_one(Wall).show(view, self._team.follow(session.note.id, view))

    def _show_waiting(self) -> None:
        words = _("The session is shown here when it begins.")
        below: tuple[str, ...] = (_("Esc: leave"),)
        rows = self.app.size.height // 2
        if self._over:
            words, below = _(THANKS), (foundations(language()).closing,)
            if self._agreed:
                agreed = (f"– {commitment}" for commitment in self._agreed)
                below = (*below, " ", _(AGREED), *agreed)
                rows = min(rows, self.app.size.height - len(below) - 4)
        elif self._follower:
            words, below = "", ()
        self.query_one("#waiting", Large).show(words, below, most_rows=max(0, rows))

    def _read_part(
        self, part: str, read: Callable[[Workspace], T], keep: Callable[[T], object]
    ) -> None:
        workspace = self.workspace
        read_in_thread(self, lambda _go_on: read(workspace), keep, group=part)
