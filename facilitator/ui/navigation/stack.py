"""The app's stack of screens, home at the bottom, and what is open in them."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar, cast

from facilitator.ui.kit.cover import Blank, cover_if_small
from facilitator.words import _, refusal_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App
    from textual.screen import Screen

    from facilitator.conducting.conductor import Conductor
    from facilitator.conducting.trial import TrialKeeper
    from facilitator.conducting.workspace import Workspace
    from facilitator.core.errors import Refused
    from facilitator.room.server import Room
    from facilitator.store.measurement.answers import MeasurementKeeper
    from facilitator.ui.kit.app_protocol import Words
    from facilitator.ui.kit.key_queue import KeyQueue
    from facilitator.ui.kit.screen import AppScreen


class Current:
    """One session at a time, one measurement at a time, in one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        """The archive, the guides, the settings and the clock that the screens work with."""
        self.conductor: Conductor | None = None
        """The session that is open."""
        self.measuring: MeasurementKeeper | None = None
        """The measurement that is open."""
        self.trial_keeper: TrialKeeper | None = None
        """What keeps the session where a guide is being tried out."""
        self.room: Room | None = None
        """The room in which phones and a browser take part."""
        self._real: tuple[Workspace, bool] | None = None

    @property
    def is_trial(self) -> bool:
        """Whether a guide is being tried out."""
        return self.trial_keeper is not None

    def begin_trial(self, *, ends: bool) -> None:
        """Work where nothing is written, until it is over; with `ends` the program ends with it."""
        from facilitator.conducting.trial import TrialKeeper, TrialWorkspace

        self._real = (self.workspace, ends)
        self.workspace, self.trial_keeper = TrialWorkspace(self.workspace), TrialKeeper()

    def end_session(self) -> bool:
        """No session is open any more, nor a trial; gives whether the program ends with it."""
        self.conductor = self.trial_keeper = None
        ends = False
        if self._real:
            (self.workspace, ends), self._real = self._real, None
        return ends


T = TypeVar("T")
U = TypeVar("U")

HOLD: Final = 0.1
"""Seconds that keys wait at most for where the last one leads."""
HOLD_AT_START: Final = 5.0
"""And where the program starts with a session, whose first words are on screen by then."""
LATE: Final = 1.0
"""Seconds after which keys wait no longer for a save."""


class ScreenStack:
    """Shows screens, and reads in a thread what the way to the next one needs."""

    def __init__(self, app: App[int], keys: KeyQueue, current: Current) -> None:
        self.app = app
        self._keys = keys
        self._current = current
        self._opening = False
        """Whether a session or a measurement is being opened."""
        self.went_home: list[Callable[[], object]] = []
        """All are called when nothing is open any more."""

    def go_home(self, words: Words = "") -> None:
        """The home screen, with a word on what has just happened; no session is open there."""
        from facilitator.ui.home import HomeScreen

        for ended in self.went_home:
            ended()
        if self._current.end_session():
            self.app.exit(0, message=words if isinstance(words, str) else words())
            return
        home = self.app.screen_stack[0]
        if not isinstance(home, HomeScreen):
            self.show_alone(HomeScreen(words))
            return
        home.tell(words)
        while len(self.app.screen_stack) > 1:
            self.app.pop_screen()

    def put_home_below(self) -> None:
        """Home under what is asked next, where nothing else has been shown yet."""
        if len(self.app.screen_stack) == 1:
            self.go_home()

    def push(self, screen: Screen[T], then: Callable[[T | None], None] | None = None) -> None:
        """The screen, on top of what is shown; `then` is told what comes of it."""
        self.app.push_screen(screen, then)
        cover_if_small(self.app, self.app.size)

    def push_to_read(self, screen: Screen[None]) -> None:
        """A screen that is read; what was said on the one before does not lie over it."""
        self.app.clear_notifications()
        self.push(screen)

    def show_alone(self, screen: Screen[None]) -> None:
        """The screen, with nothing left under it but the app's first one."""
        while len(self.app.screen_stack) > 2:
            self.app.pop_screen()
        if len(self.app.screen_stack) == 2:
            self.app.switch_screen(screen)
        else:
            self.app.push_screen(screen)
        cover_if_small(self.app, self.app.size)

    def when_seen(self, then: Callable[[], object]) -> None:
        """Go on now, or as soon as somebody brings back a screen that is blank."""
        if isinstance(self.app.screen, Blank):
            self.app.screen.say_after(then)
        else:
            then()

    def confirm(self, title: str, yes: str, then: Callable[[], object]) -> None:
        """Ask whether to go on with `then`."""
        from facilitator.ui.kit.dialog import confirm

        confirm(self.app, title, yes, then)

    def say(self, words: str, *, seconds: float | None = None) -> None:
        """Say something in passing."""
        self.app.notify(words, timeout=seconds, markup=False)

    def refuse(self, refused: Refused) -> None:
        """Say why not."""
        self.say(refusal_words(refused))

    def read(
        self,
        read: Callable[[], T],
        show: Callable[[T], object],
        refused: Callable[[Refused], object] | None = None,
        *,
        stays: bool = False,
        hold: float = HOLD,
        letters: bool = True,
    ) -> None:
        """Read what the way from the screen that is shown needs: in a thread, and then go on.

        Keys wait for where it leads, `hold` seconds at most; without `letters` not those for the
        line in focus. `stays`: what has begun is gone on with, whatever is shown by then.
        """
        from facilitator.ui.kit.worker import read_in_thread

        release = self._keys.hold(hold, letters=letters)

        def go(then: Callable[[U], object], value: U) -> None:
            self.when_seen(partial(then, value))
            self.app.screen.call_later(release)  # a screen that is left is refreshed no more

        screen = self.app.screen_stack[0] if stays else self.app.screen
        read_in_thread(
            cast("AppScreen[object]", screen),
            lambda _go_on: read(),
            partial(go, show),
            refused=partial(go, refused or self.refuse),
            group="open" if stays else "go",
        )

    def save(
        self,
        save: Callable[[], T],
        then: Callable[[T], object],
        late: Callable[[], object] | None = None,
        *,
        letters: bool = False,
    ) -> None:
        """Save in a thread, and go on with `then`; keys wait for it, with `letters` but for those.

        With `late` they wait no longer than LATE seconds, and that is called.
        """
        app = self.app
        release = self._keys.hold(letters=not letters)

        def is_late() -> None:
            if late is None:
                self.say(_("Saving …"), seconds=LATE)
            else:
                late()
                release()

        timer = app.set_timer(LATE, is_late)

        def saved(value: T) -> None:
            timer.stop()
            then(value)
            if app.screen_stack:  # the program is not being left
                app.screen.call_later(release)

        work = [save]  # Textual keeps a worker for a while: what it saved, an answer, goes at once

        def run() -> None:
            value = work.pop()()
            with suppress(RuntimeError):  # the program has been left
                app.call_later(saved, value)

        app.run_worker(run, thread=True, group="save")

    def open_once(
        self,
        open_: Callable[[], T],
        show: Callable[[T], object],
        refused: Callable[[Refused], object] | None = None,
    ) -> None:
        """Open a session or a measurement in a thread, and show it; one at a time.

        What has begun is gone on with, whatever is shown by then.
        """

        def end(then: Callable[[U], object], value: U) -> None:
            self._opening = False
            then(value)

        if not self._opening:
            self._opening = True
            refuse = refused or self.refuse
            self.read(open_, partial(end, show), partial(end, refuse), stays=True)
