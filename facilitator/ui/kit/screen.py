"""What all our screens share: commands by context, the key line, refusals, and the cursor."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Protocol, TypeVar, runtime_checkable

from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.events import Event, Resize
from textual.geometry import Offset
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, OptionList

from facilitator.conducting.format import why_words
from facilitator.ui.commands import EVERYWHERE, Command, command_of, in_key_line
from facilitator.ui.kit.app_protocol import app_of
from facilitator.ui.kit.key_line import KeyLine
from facilitator.ui.kit.line import Aside
from facilitator.words import language

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.widget import Widget

    from facilitator.conducting.workspace import Workspace
    from facilitator.core.errors import Refused
    from facilitator.ui.kit.app_protocol import Navigation


@runtime_checkable
class HasMark(Protocol):
    """A widget with a mark."""

    @property
    def mark(self) -> Offset | None:
        """The position of the mark in its content; None: nothing is marked."""


def cursor_of(screen: Screen[object]) -> Offset | None:
    """Where the terminal's cursor belongs on that screen; None: nowhere in particular.

    It stands in what is typed in, or on what is marked: screen readers, braille displays and
    magnifiers follow it.
    """
    widget = screen.focused
    marked: Widget | None = getattr(screen, "marked_widget", None)
    if widget is None or widget.disabled or getattr(screen, "is_at_mark", False):
        widget = marked or widget
    if widget is None or not widget.is_attached:
        return None
    if isinstance(widget, Input):
        return widget.cursor_screen_offset
    x, y, width, height = widget.content_region
    mark = _mark_of(widget) or Offset(0, 0)
    if width <= 0 or height <= 0:
        return None
    return Offset(x + min(max(0, mark.x), width - 1), y + min(max(0, mark.y), height - 1))


def _mark_of(widget: Widget) -> Offset | None:
    if isinstance(widget, OptionList):
        return None if widget.highlighted is None else Offset(0, _row_of_highlighted(widget))
    return widget.mark if isinstance(widget, HasMark) else None


def _row_of_highlighted(options: OptionList) -> int:
    """The visible row of the highlighted option."""
    row = options._index_to_line.get(options.highlighted or 0, 0)  # noqa: SLF001 Textual tells nobody
    return row - options.scroll_offset.y


Result = TypeVar("Result")

BLANKS = Binding("f9", "blank", show=False)
"""On every screen, whether its key line has room for it or not (privacy.md P13)."""

QUITS = Binding("ctrl+q", "app.quit", show=False, id="everywhere.quit")
"""Over a dialog too, which Textual keeps the app's own keys from."""


class LeftOnce(Screen[Result]):
    """A screen that is dismissed once: a second click does not dismiss the one below."""

    _due: Callable[[], object] | None = None
    """To be done when nothing is on top of it any more."""

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Leave the screen with a result, unless it has been left already."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()

    def dismiss_in_time(self, result: Result | None = None) -> None:
        """Dismiss the screen, or wait until nothing is on top of it."""
        self.once_on_top(partial(self.dismiss, result))

    def once_on_top(self, call: Callable[[], object]) -> None:
        """Call it, or wait until nothing is on top of the screen."""
        if self.app.screen is self:
            call()
        else:
            self._due = call

    async def on_event(self, event: Event) -> None:
        """Ignore resizing while the screen is being removed: half of it is gone."""
        leaving = self.app._exit or self._pruning  # noqa: SLF001
        if not (leaving and isinstance(event, Resize)):
            await super().on_event(event)

    def on_screen_resume(self) -> None:
        """Nothing is on top of it any more."""
        due, self._due = self._due, None
        if due:
            due()

    def action_blank(self) -> None:
        app_of(self).action_blank()


class Modal(ModalScreen[Result], LeftOnce[Result]):
    """A screen over another one. Textual takes its style from the first base."""

    BINDINGS: ClassVar[list[BindingType]] = [BLANKS, QUITS]


class AppScreen(LeftOnce[Result]):
    """A screen with a context of commands, and a key line that shows them."""

    CONTEXT: ClassVar[str] = EVERYWHERE
    SAYS_ASIDE: ClassVar[bool] = False
    """Whether what others say over this screen is said in its own line, and covers nothing."""
    AUTO_FOCUS = "*"
    BINDINGS: ClassVar[list[BindingType]] = [BLANKS]

    _language = ""
    """The language that its words are in."""

    def on_screen_resume(self) -> None:
        """What was on top of it may have been the settings."""
        before, self._language = self._language, language()
        if before not in {"", self._language}:
            self.show_words()

    def show_words(self) -> None:
        """Show all texts again, in another language."""
        self.show_keys()

    @property
    def marked_widget(self) -> Widget | None:
        """The widget of the cursor while nothing has the focus."""
        return None

    @property
    def workspace(self) -> Workspace:
        """The archive, the guides, the settings and the clock."""
        return app_of(self).workspace

    @property
    def navigator(self) -> Navigation:
        """Where to go from here."""
        return app_of(self).navigator

    def action_back(self) -> None:
        """Back to where it was opened from."""
        self.dismiss()

    def key_commands(self) -> tuple[Command, ...]:
        """The commands of the key line, in order: the screen's own, then what is everywhere."""
        return (*in_key_line(self.CONTEXT), command_of("everywhere.help"))

    def show_keys(self) -> None:
        """Show the key line as it fits the moment."""
        for line in self.query(KeyLine):
            line.show(self.key_commands())

    def say(self, text: str, *, seconds: float = 5) -> None:
        """Say something in passing, in place of what was said before."""

        def toast() -> None:
            self.app.clear_notifications()
            self.notify(text, timeout=seconds, markup=False)

        self.say_aside(text, seconds, toast)

    def say_aside(self, text: str, seconds: float, otherwise: Callable[[], object]) -> None:
        """Say it in the screen's own line; where it has none, do otherwise."""
        for aside in self.query(Aside):
            aside.say(text, seconds)
            return
        otherwise()

    def refuse(self, refused: Refused) -> None:
        """Say why not."""
        self.say(why_words(refused))
