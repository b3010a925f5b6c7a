"""Which screen leads to which; sessions, measurements and the room have modules of their own.

Only the navigator knows every screen, and loads each where it is first shown, with the models it
needs. Its parts share the stack of screens and what is open.
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from textual.content import Content

from facilitator.core.guide.entry import Door
from facilitator.core.team import same_team
from facilitator.ui.garbage_collection import keep_what_is_loaded
from facilitator.ui.kit.line import UNBROKEN
from facilitator.ui.navigation.leaving import Leaving
from facilitator.ui.navigation.measurement import MeasurementNavigator
from facilitator.ui.navigation.room import RoomNavigator
from facilitator.ui.navigation.session import SessionNavigator
from facilitator.ui.navigation.stack import Current, ScreenStack
from facilitator.words import _, language

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from textual.app import App

    from facilitator.conducting.workspace import Workspace
    from facilitator.store.guides import GuideEntry
    from facilitator.ui.kit.app_protocol import Deletion, Words
    from facilitator.ui.kit.key_queue import KeyQueue


T = TypeVar("T")


class Navigator:
    """Shows the screens of one app."""

    def __init__(self, app: App[int], workspace: Workspace, keys: KeyQueue) -> None:
        self.current = Current(workspace)
        self._stack = ScreenStack(app, keys, self.current)
        self.room = RoomNavigator(self._stack, self.current)
        self._leaving = Leaving(self._stack, self.current, self.room)
        self.session = SessionNavigator(self._stack, self.current, self.room)
        self.measurement = MeasurementNavigator(
            self._stack, self.current, self._leaving, self.session, self.room
        )
        self._is_loaded = False

    @property
    def in_session(self) -> bool:
        """Whether a session is open under what is shown."""
        return self.current.conductor is not None

    def hide(self, *, is_hidden: bool) -> None:
        """Tell the walls in other windows to show nothing of the session, or to show it again."""
        conductor = self.current.conductor
        if conductor is None or conductor.closed or conductor.session.live.hidden is is_hidden:
            return
        from facilitator.core.errors import Refused
        from facilitator.core.session.phases import Hide

        with suppress(Refused):  # it is being ended
            conductor.do(Hide(is_hidden))

    def go_home(self, words: Words = "") -> None:
        """The home screen, with a word on what has just happened."""
        self._stack.go_home(words)

    def leave(self, then: Callable[[], object]) -> None:
        """Let go of the open session or measurement, which stays as it is, and go on with `then`.

        Asks first where something would be lost.
        """
        self._leaving.leave(then)

    def save(self, save: Callable[[], T], then: Callable[[T], object]) -> None:
        """Save in a thread, and go on with `then`; keys wait for it, but the one that blanks."""
        self._stack.save(save, then)

    def load(self) -> None:
        """Load what the first steps from home need: in a thread, while nobody has taken one."""
        if self._is_loaded:
            return
        self._is_loaded = True
        import facilitator.ui.session.prepare  # noqa: F401 loaded to be there

        self.session.load()
        keep_what_is_loaded()

    # Doors

    def open_door(self, door: Door) -> None:
        """What is behind a door: its guides, or the one there is."""
        if door is Door.MEASURE:
            from facilitator.ui.measurement.door import MeasureDoor

            self._stack.push(MeasureDoor())
            return
        if door is Door.ROLE_MODEL:
            from facilitator.ui.role_model import RoleModelScreen

            self._stack.push(RoleModelScreen())
            return
        workspace, lang = self.current.workspace, language()

        def show(behind: tuple[Sequence[GuideEntry], bool]) -> None:
            guides, has_frames = behind
            if has_frames:
                self._show_frames(guides)
            else:
                self._show_door(door, guides)

        self._stack.read(
            lambda: (workspace.guides.entries(lang), door is Door.FRAME and workspace.has_frames()),
            show,
        )

    def _show_frames(self, guides: Sequence[GuideEntry]) -> None:
        from facilitator.ui.frame import FrameScreen

        behind = [(entry.title, entry.id) for entry in guides if entry.door is Door.FRAME]
        self._stack.push(FrameScreen(behind))

    def _show_door(self, door: Door, guides: Sequence[GuideEntry]) -> None:
        rows: list[tuple[Content, Callable[[], None]]] = []
        abouts: list[str] = []
        if door is Door.FOLLOW_UP:
            rows.append((Content.styled(_("Commitments"), "bold"), self.follow_up))
            abouts.append(_("What became of what we agreed?"))
        for entry in guides:
            if entry.door is door:
                from facilitator.conducting.format import and_its_language
                from facilitator.words import minutes_words

                whole = minutes_words(entry.minutes) if entry.minutes else ""
                whole = and_its_language(whole, entry.language)
                minutes = (f"  {whole.replace(' ', UNBROKEN)}", "$muted")
                words = Content.assemble((entry.title, "bold"), minutes)
                rows.append((words, partial(self.session.prepare, entry.id)))
                abouts.append(entry.summary)
        if len(rows) == 1:
            rows[0][1]()
        else:
            from facilitator.ui.kit.menu import MenuScreen

            title = _("Follow-up") if door is Door.FOLLOW_UP else _("Choose a guide")
            self._stack.push(MenuScreen(title, rows, abouts))

    def show_guides(self) -> None:
        """The guides as pages, to read, copy and write."""
        from facilitator.ui.guides import GuidesScreen

        self._stack.push(GuidesScreen())

    # What was kept

    def follow_up(self, *, team: str | None = None, note: Path | None = None) -> None:
        """What was agreed: everywhere, or by that team alone, or in that note alone."""
        from facilitator.ui.follow_up.screen import FollowUpScreen

        self._stack.push_to_read(FollowUpScreen(team=team, note=note))

    def look_back(self, team: str = "") -> None:
        """A team's patterns over time. Without a team it is asked which, if there are several."""
        from facilitator.store.index.notes import NO_CLOSED_SESSIONS, teams_met
        from facilitator.ui.kit.dialog import pick
        from facilitator.ui.review.screen import ReviewScreen

        stack, workspace = self._stack, self.current.workspace
        if team:
            *_below, under, shown = [None, *stack.app.screen_stack]
            if isinstance(under, ReviewScreen) and same_team(under.team, team):
                shown.dismiss()  # it led here
            else:
                stack.push_to_read(ReviewScreen(team))
            return

        def read() -> tuple[bool, tuple[str, ...]]:
            whole = workspace.refresh_index()
            return whole, teams_met(workspace.index)

        def ask(read: tuple[bool, tuple[str, ...]]) -> None:
            whole, teams = read
            if not teams:
                none = _(NO_CLOSED_SESSIONS)
                stack.say(none if whole else _("The archive is still being read."))
            elif len(teams) == 1:
                self.look_back(teams[0])
            else:
                pick(stack.app, _("Which team?"), [(team, team) for team in teams], self.look_back)

        stack.read(read, ask)

    def open_archive(self) -> None:
        """Everything that was kept, to search in and to read."""
        from facilitator.ui.archive.screen import ArchiveScreen

        self._stack.push_to_read(ArchiveScreen())

    def open_retention(self, then: Callable[[Deletion | None], None]) -> None:
        """What has been kept as long as it may be; `then` is told what went."""
        from facilitator.ui.archive.retention import RetentionScreen

        self._stack.push(RetentionScreen(), then)
