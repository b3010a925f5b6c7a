"""The app: its first screen, its theme, what is open everywhere, and its end on a signal."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from inspect import isawaitable
from threading import Thread
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.app import App

from facilitator.conducting.clock import Clock
from facilitator.conducting.exchanging import StoreNews
from facilitator.conducting.workspace import Workspace
from facilitator.core.errors import Refused
from facilitator.ui import themes
from facilitator.ui.commands import EVERYWHERE, Command, bindings, in_both_cases
from facilitator.ui.kit.app_protocol import Exchanged
from facilitator.ui.kit.cover import Blank, cover_if_small
from facilitator.ui.kit.key_queue import KeyQueue
from facilitator.ui.kit.screen import AppScreen, cursor_of
from facilitator.ui.kit.worker import FRAME
from facilitator.ui.navigation import Navigator
from facilitator.ui.themes import AsciiFilter
from facilitator.words import _, language, set_language

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from textual.binding import Binding
    from textual.events import Event, Resize
    from textual.filter import LineFilter
    from textual.geometry import Offset
    from textual.notifications import SeverityLevel
    from textual.screen import Screen

    from facilitator.store.archive import Archive
    from facilitator.store.guides import FirstWords, Guides
    from facilitator.store.toml import FileProblem
    from facilitator.store.user_settings import Settings
    from facilitator.ui.kit.app_protocol import AppProtocol

EXCHANGE_EVERY = 60.0
"""Seconds between two exchanges with the store that the archive follows."""

_BREAKPOINTS: Final = (
    [(0, "-narrow"), (70, "-normal"), (110, "-wide")],
    [(0, "-short"), (20, "-medium"), (32, "-tall")],
)
"""The classes of screens from so many columns on, and from so many rows on."""


def _class_for(cells: int, breakpoints: Sequence[tuple[int, str]]) -> str:
    return next(name for least, name in reversed(breakpoints) if cells >= least)


First = Callable[["FacilitatorApp"], None]
"""What the program begins with, once it is up."""


class FacilitatorApp(App[int]):
    """The Textual app: one program, one session at a time."""

    TITLE = "facilitator"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False  # ours lists every command by context, in two languages
    HORIZONTAL_BREAKPOINTS, VERTICAL_BREAKPOINTS = _BREAKPOINTS
    BINDINGS: ClassVar[list[Binding]] = bindings(EVERYWHERE)  # type: ignore[assignment]

    def __init__(
        self,
        archive: Archive,
        guides: Guides,
        settings: Settings,
        settings_problems: Callable[[], tuple[FileProblem, ...]] = tuple,
        *,
        clock: Clock | None = None,
        first: First | None = None,
        first_words: FirstWords | None = None,
    ) -> None:
        """`first` opens the first screen; `first_words` are shown while a session loads."""
        self._plain = plain = "NO_COLOR" in os.environ  # Textual takes it out of it
        super().__init__()
        workspace = Workspace(archive, guides, settings, settings_problems, clock or Clock())
        self.key_queue = KeyQueue(self, super().on_event)
        self.navigator = Navigator(self, workspace, self.key_queue)
        self.left_running: str | None = None
        """The id of the session that was left, to be gone on with later."""
        self.store_news = StoreNews()
        """What there is to say of the store that the archive follows."""
        self._exchanging: Thread | None = None
        self._exchanges_again = False
        """Whether something was written since it began."""
        self.refused: Refused | None = None
        """Why what the program was to begin with was not begun."""
        self._first, self._first_words = first, first_words
        for theme in themes.THEMES:
            self.register_theme(theme)
        wanted = themes.PLAIN if plain else settings.theme or themes.DEFAULT
        ours = {theme.name for theme in themes.THEMES}  # Textual's lack the colours we use
        # Set before anything is drawn: as an assignment it would read all styles a second time.
        self.set_reactive(FacilitatorApp.theme, wanted if wanted in ours else themes.DEFAULT)
        self.stylesheet.set_variables(self.get_css_variables())
        if settings.reduced_motion:
            self.animation_level = "none"
        self.set_keymap({name: in_both_cases(keys) for name, keys in settings.keymap.items()})

    @property
    def text_waits(self) -> bool:
        """Whether a letter, digit, sign or paste waits behind the key that is done just now."""
        return self.key_queue.text_waits

    @property
    def cursor_position(self) -> Offset:
        """The position of the terminal's cursor after drawing: on what is marked."""
        stack = self.screen_stack if self._running else []
        return (cursor_of(stack[-1]) if stack else None) or self._cursor

    @cursor_position.setter
    def cursor_position(self, offset: Offset) -> None:
        self._cursor = offset

    @property
    def workspace(self) -> Workspace:
        """The archive, the guides, the settings and the clock."""
        return self.navigator.current.workspace

    def on_mount(self) -> None:
        self.set_interval(EXCHANGE_EVERY, self.exchange)
        self._release_keys = self.key_queue.hold()
        if not self._first_words:
            self._begin()

    def get_default_screen(self) -> Screen[None]:
        """Home, or what the program begins with: an empty screen would cost a frame."""
        screen = self._first_screen()
        self._load_screen_css(screen)  # which Textual does for all screens but the first
        return screen

    def _first_screen(self) -> Screen[None]:
        if self._first_words:
            from facilitator.ui.session.starting import StartingScreen

            session = self.navigator.session
            starting = StartingScreen(
                self._first_words,
                load=session.load,
                begin=self._begin,
                take_letters=self._take_letters,
            )
            session.line_at_start = starting.line
            return starting
        if self._first:
            return super().get_default_screen()
        from facilitator.ui.home import HomeScreen

        return HomeScreen()

    def _load_screen_css(self, screen: Screen[Any]) -> None:
        # Textual would parse all styles again for each screen that brings its own.
        for path in screen.css_path:
            if not self.stylesheet.has_source(str(path)):
                self.stylesheet.read(path)
        super()._load_screen_css(screen)
        # By its size, which Textual tells a screen only when its first frame has been drawn.
        screen.add_class(*map(_class_for, self.size, _BREAKPOINTS), update=False)

    def _take_letters(self) -> None:
        """Release the letters that the line in focus takes; all other keys still wait."""
        release, self._release_keys = self._release_keys, self.key_queue.hold(letters=False)
        release()

    def _begin(self) -> None:
        """Open the first screen, and release the keys that have waited for it."""
        try:
            if self._first:
                self._first(self)
        except Refused as refused:
            self.refused = refused
            self.exit()
        self.screen.call_later(self._release_keys)  # after a refresh may be never: it may go

    async def on_event(self, event: Event) -> None:
        """Keys are done in the order pressed."""
        await self.key_queue.on_event(event)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, and ASCII signs where the settings ask for them."""
        filters = super().get_line_filters()
        return [*filters, AsciiFilter()] if self.workspace.settings.ascii else filters

    def on_resize(self, event: Resize) -> None:
        cover_if_small(self, event.size)
        if event.size == self.screen.size:
            # Drawn smaller and back faster than it was seen: the terminal may have lost rows.
            self.screen.refresh()

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Say something in passing; while the screen is blank, only when it is back.

        Over a session it is said in a line of the screen: nothing is to cover what is asked there.
        """
        toast = partial(
            super().notify, message, title=title, severity=severity, timeout=timeout, markup=markup
        )
        screen = self.screen if self.screen_stack else None
        if isinstance(screen, Blank):
            screen.say_after(lambda: self.notify(message, timeout=timeout, markup=markup))
        elif isinstance(screen, AppScreen) and screen.SAYS_ASIDE:
            screen.call_later(
                screen.say_aside, message, timeout or self.NOTIFICATION_TIMEOUT, toast
            )
        else:
            toast()

    def action_help_quit(self) -> None:
        """Ctrl+C: tell how to leave."""
        self.notify(_("Ctrl+Q leaves the program. The session stays as it is."), markup=False)

    def _fatal_error(self) -> None:
        # Textual prints a traceback with the values of variables: what people said, and who.
        kind = type(self._exception).__name__
        self.panic(
            _("Something went wrong in the program ({kind}). Everything entered is saved.").format(
                kind=kind
            )
        )

    def exchange(self) -> None:
        """Exchange with the store that the archive follows, whatever is on screen.

        Quietly: what is to be said of it is said on home. Nobody who leaves waits for it.
        """
        if self.is_exchanging:
            self._exchanges_again = True
            return
        self._exchanges_again = False
        workspace = self.workspace

        def run() -> None:
            time.sleep(FRAME)
            news = workspace.exchange(lambda _done, _total: self.is_running)
            with suppress(RuntimeError):  # the program has been left
                self.call_later(self._exchanged, news)

        self._exchanging = Thread(target=run, daemon=True, name="exchange")
        self._exchanging.start()

    @property
    def is_exchanging(self) -> bool:
        """Whether an exchange is running."""
        return self._exchanging is not None

    def _exchanged(self, news: StoreNews) -> None:
        self._exchanging = None
        if self._exchanges_again:
            self.exchange()
        if news != self.store_news or news.has_changed:
            self.store_news = news
            for screen in self.screen_stack:
                screen.post_message(Exchanged())

    # What is open everywhere

    def action_step_line(self, by: int) -> None:
        """In a form: the next line (1) or the one before (-1), without wrapping around."""
        lines, focused = self.screen.focus_chain, self.screen.focused
        at = lines.index(focused) + by if focused in lines else 0
        if 0 <= at < len(lines):
            lines[at].focus()

    def action_blank(self) -> None:
        """Nothing is to be seen: here at once, and then on the walls that follow the session."""
        bound = self.active_bindings.items()
        keys = [key for key, active in bound if active.binding.action.endswith("blank")]
        self.push_screen(Blank(keys, lambda: self.navigator.hide(is_hidden=False)))
        self.call_after_refresh(self.navigator.hide, is_hidden=True)

    def action_help(self) -> None:
        from facilitator.ui.kit.help import HelpScreen

        screen = self.screen
        context = getattr(screen, "CONTEXT", EVERYWHERE)

        async def run(command: Command | None) -> None:
            if command:
                await self.run_command(command, screen)

        self.push_screen(HelpScreen(context, self.workspace.settings.keymap), run)

    async def run_command(self, command: Command, screen: Screen[object]) -> None:
        """Run a command that was chosen by name."""
        node = self if command.context == EVERYWHERE else screen
        done = getattr(node, f"action_{command.action}")()
        if isawaitable(done):
            await done

    def action_palette(self) -> None:
        """The palette, which is the help screen."""
        self.action_help()

    def action_settings(self) -> None:
        from facilitator.ui.settings import SettingsScreen

        self.push_screen(SettingsScreen())

    def use(self, settings: Settings) -> None:
        """Use other settings, at once."""
        before, self.workspace.settings = self.workspace.settings, settings
        if settings.language and settings.language != before.language:
            set_language(settings.language)
        self.animation_level = "none" if settings.reduced_motion else "full"
        if not self._plain:
            self.theme = settings.theme or themes.DEFAULT
        for screen in self.screen_stack:
            screen.refresh(layout=True)
            for widget in screen.walk_children():
                widget.refresh()

    def action_definition(self) -> None:
        from facilitator.store.guides import foundations
        from facilitator.ui.kit.dialog import card_sheet

        texts = foundations(language())
        self.push_screen(card_sheet(texts.cards[0], texts.credit))

    async def action_quit(self) -> None:
        """Leave; a running session stays as it is, and how to go on with it is said."""
        conductor = self.navigator.current.conductor

        def go() -> None:
            if conductor and conductor.keeper.is_on_disk:
                self.left_running = conductor.session.note.id
            self.exit(0)

        self.navigator.leave(go)


GRACE = 3.0
"""Seconds to leave the terminal as it was, on a slow machine too.

Everything entered is on disk before that.
"""

WRITER = "textual-output"
"""What Textual names the thread that writes to the terminal."""


@contextmanager
def exiting_on_signals(app: App[int]) -> Iterator[None]:
    """Within it, the app exits when it gets SIGTERM or SIGHUP, or its terminal is closed.

    Textual writes to the terminal from a thread that dies with the terminal; whoever then writes
    waits for ever, and the session would stay locked by a program that nobody sees.
    """

    def end_program(_number: int, _frame: FrameType | None) -> None:
        last_way = threading.Timer(GRACE, os._exit, (0,))
        last_way.daemon = True
        last_way.start()
        try:
            asyncio.get_running_loop().call_soon_threadsafe(app.exit, 0)
        except RuntimeError:  # the app is not up yet, or no longer
            sys.exit(0)

    def thread_died(what: threading.ExceptHookArgs) -> None:
        if what.thread and what.thread.name == WRITER and isinstance(what.exc_value, OSError):
            os.kill(os.getpid(), signal.SIGTERM)
        else:
            threads_before(what)

    threads_before, threading.excepthook = threading.excepthook, thread_died
    # SIGHUP is not known on Windows, and is ignored under nohup: then it stays so.
    ends = [getattr(signal, name, None) for name in ("SIGTERM", "SIGHUP")]
    before = {
        end: signal.signal(end, end_program)
        for end in ends
        if end is not None and signal.getsignal(end) is not signal.SIG_IGN
    }
    try:
        yield
    finally:
        threading.excepthook = threads_before
        for end, handler in before.items():
            signal.signal(end, handler)


if TYPE_CHECKING:
    _proof: type[AppProtocol] = FacilitatorApp
