"""The room's view of a session that is conducted elsewhere: read only, nothing private in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from facilitator.conducting.headings import stage_headings
from facilitator.conducting.stage import headline
from facilitator.core.guide.model import Shows
from facilitator.core.session.stage import StageView, stage_view
from facilitator.store.session_file import Closed, Follower
from facilitator.ui.commands import bindings
from facilitator.ui.kit.cover import Blank
from facilitator.ui.kit.lettering import Prompt
from facilitator.ui.kit.line import Line
from facilitator.ui.kit.screen import AppScreen
from facilitator.ui.kit.worker import read_in_thread
from facilitator.ui.session.board import Board
from facilitator.ui.session.frame import FramePicture
from facilitator.ui.session.people import PeopleLine
from facilitator.ui.session.time_and_turn import TimeBar, TurnLine
from facilitator.words import _

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.binding import Binding

    from facilitator.core.note import Note
    from facilitator.core.session.model import Session

EVERY = 0.5
"""Seconds between looks at the file."""


class FollowScreen(AppScreen[None]):
    """Follows a session's file through the room's view alone."""

    CONTEXT = "follow"
    CSS_PATH = "session.tcss"
    DEFAULT_CSS = """
    FollowScreen #place { color: $muted; }
    FollowScreen #prompt { padding: 2 2; }
    """
    BINDINGS: ClassVar[list[Binding]] = bindings("follow")  # type: ignore[assignment]

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._follower = Follower(path)
        self._session: Session | Closed | None = None
        self._looking = False
        self._frame: Note | None = None
        """The team's, where the phase shows it."""
        self._frame_of: str | None = None
        """The team whose frame has been asked for."""

    def compose(self) -> ComposeResult:
        yield Line(id="place")
        yield TimeBar(id="bar")
        yield Prompt(id="prompt")
        yield TurnLine(id="turn")
        yield PeopleLine(id="people")
        yield FramePicture(id="frame")
        yield Board(id="board")
        yield Line(id="way", classes="quiet-line")

    def on_mount(self) -> None:
        self.query_one("#way", Line).show(
            _("The session is led in another window; here you can follow it. Esc: back")
        )
        self._look()
        self.set_interval(EVERY, self._look)

    def action_leave(self) -> None:
        self.navigator.go_home()

    def _look(self) -> None:
        if isinstance(self.app.screen, Blank):
            return  # what is blank stays so, whatever has become of the session
        if isinstance(self._session, Closed):
            self.navigator.go_home(_("The session was closed."))
            return
        if self._session:
            self._show(stage_view(self._session, self.workspace.clock.now()))
        if not self._looking:
            self._looking = True
            read_in_thread(self, lambda _go_on: self._follower.changed(), self._become)

    def _become(self, change: Session | Closed | None) -> None:
        self._looking = False
        if change is not None:
            self._session = change
            self._look()

    def _show(self, view: StageView) -> None:
        prompt, below = headline(view)
        height = self.app.size.height
        large = height >= 20 and not self.workspace.settings.ascii
        self.query_one(Prompt).show(prompt, below, most_rows=height // 3 if large else 0)
        self.query_one(TimeBar).show(view.time)
        self.query_one("#place", Line).show(
            view.team, f"{view.phase}  {view.number}/{view.phases}" if not view.opening else ""
        )
        self.query_one(TurnLine).show_view(view)
        self.query_one(PeopleLine).show_view(view)
        self.query_one(Board).show(() if view.opening else stage_headings(view))
        self._show_frame(view)

    def _show_frame(self, view: StageView) -> None:
        picture, board = self.query_one(FramePicture), self.query_one(Board)
        picture.show(self._frame, view)
        board.display = bool(view.board) or not picture.display
        if Shows.FRAME in view.shows and self._frame_of != view.team:
            workspace, team = self.workspace, view.team
            self._frame_of = team

            def keep(frame: Note | None) -> None:
                self._frame = frame

            read_in_thread(self, lambda _go_on: workspace.frame_in_force(team), keep, group="frame")
