"""What somebody writes or chooses in: a guarded line, one of a few, and the form they stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Label

from facilitator.core.errors import Refused
from facilitator.core.text.plain import one_line
from facilitator.ui.commands import bindings
from facilitator.ui.kit.guard import NOTHING_PRIVATE, Guard
from facilitator.ui.kit.line import Aside
from facilitator.ui.kit.room import room_of
from facilitator.ui.kit.screen import RoomScreen
from facilitator.words import _, said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import RenderResult
    from textual.suggester import Suggester


class Field(Input):
    """One line, with the guard that asks before its text is saved.

    What a terminal would obey is taken out of a text before it is shown.
    """

    BINDINGS: ClassVar[list[Binding]] = [  # type: ignore[assignment]
        Binding("ctrl+z", "bring_back", show=False)
    ]

    virtual_size = reactive(Size(0, 0), layout=False)
    """Textual lays the whole screen out anew when this changes, and it does at each letter."""

    def __init__(
        self,
        value: str = "",
        *,
        id: str | None = None,
        placeholder: str = "",
        suggester: Suggester | None = None,
        select_on_focus: bool = False,
        guard: Guard | None = None,
    ) -> None:
        super().__init__(
            one_line(value),
            placeholder,
            id=id,
            suggester=suggester,
            select_on_focus=select_on_focus,
        )
        self.guard = guard or Guard()
        self.cursor_blink = False  # calm, and each blink would draw the screen anew

    @property
    def text(self) -> str:
        """What is written, without the spaces around it."""
        return one_line(self.value)

    @property
    def remark(self) -> str:
        """What the guard says of the line as it stands; empty where that is nothing."""
        return self.guard.standing(self)

    def question(self, names: Sequence[str] = ()) -> str | None:
        """What the guard asks before the text is saved, `names` the participants'; None: nothing.

        Another time it is not asked about the same text.
        """
        return self.guard.question(self, room_of(self).workspace.today, names)

    def bring_back(self) -> bool:
        """Take a masking back; gives whether there was one."""
        return self.guard.bring_back(self, room_of(self).workspace.today)

    def action_bring_back(self) -> None:
        self.bring_back()

    def _on_paste(self, event: events.Paste) -> None:
        # Textual keeps the first line of a paste; what a group said is not to be cut.
        event.prevent_default()
        event.stop()
        if text := one_line(event.text):
            self.replace(text, *self.selection)


def field(name: str) -> Horizontal:
    """A row of a form: its name, and room for what is filled in."""
    row = Horizontal()
    row.compose_add_child(Label(Content(name), classes="name"))
    return row


class Choice(Widget, can_focus=True):
    """`‹ as the guide has it ›`: left and right (or Space) go through the choices."""

    DEFAULT_CSS = """
    Choice { height: 1; width: 1fr; padding: 0 1; }
    Choice:focus { color: $accent; text-style: bold; }
    """
    BINDINGS: ClassVar[list[Binding]] = [  # type: ignore[assignment]
        Binding("right,space", "step(1)", show=False),
        Binding("left", "step(-1)", show=False),
    ]

    class Changed(Message):
        """Another is chosen."""

    def __init__(self, choices: Sequence[str], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._choices = tuple(choices)
        self.index = 0

    @property
    def chosen(self) -> str:
        """The text of the choice."""
        return self._choices[self.index] if self._choices else ""

    def offer(self, choices: Sequence[str]) -> None:
        """Other choices; what was chosen stays chosen where it is among them."""
        before = self.chosen
        self._choices = tuple(choices)
        self.index = self._choices.index(before) if before in self._choices else 0
        self.refresh()

    def render(self) -> RenderResult:
        return Content.assemble(("‹ ", "$muted"), Content(self.chosen), (" ›", "$muted"))

    def action_step(self, by: int) -> None:
        """The next choice, or the one before."""
        if self._choices:
            self.index = (self.index + by) % len(self._choices)
            self.refresh()
            self.post_message(self.Changed())

    def on_click(self) -> None:
        self.action_step(1)


class CaptureLine(Field):
    """One line for a keyword."""

    DEFAULT_CSS = """
    CaptureLine, CaptureLine:focus {
        height: 1; border: none; padding: 0; background: $background; width: 1fr;
    }
    """

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """On an empty line a key that is bound does what it is bound to; any other is text."""
        return bool(self.value) and super().check_consume_key(key, character)


class FormScreen(RoomScreen[None]):
    """What is filled in is asked about where it needs to be, and then begun with."""

    CONTEXT = "prepare"
    DEFAULT_CSS = """
    FormScreen { align-horizontal: center; }
    FormScreen Aside { width: 84; max-width: 100%; padding: 0 2; }
    """
    BINDINGS: ClassVar[list[Binding]] = [  # type: ignore[assignment]
        *bindings("prepare", priority=True),
        # With priority: where there is more than fits, these would scroll.
        Binding("down", "app.focus_next", show=False, priority=True),
        Binding("up", "app.focus_previous", show=False, priority=True),
    ]

    def begin(self) -> None:
        """Begin with what is filled in. Raises Refused."""
        raise NotImplementedError

    def names_in(self, name: str) -> Sequence[str]:
        """The people who are not to be named in that line."""
        return ()

    def on_mount(self) -> None:
        self.show_keys()
        self.query_one(Aside).hint(_(NOTHING_PRIVATE))

    def on_input_changed(self, event: Input.Changed) -> None:
        if isinstance(event.input, Field):
            self.query_one(Aside).ask(event.input.remark)

    def action_begin(self) -> None:
        aside = self.query_one(Aside)
        for line in self.query(Field):
            if question := line.question(self.names_in(line.id or "")):
                line.focus()
                aside.ask(question)
                return
        try:
            self.begin()
        except Refused as refused:
            aside.ask(said(refused))

    def value(self, name: str) -> str:
        """What is filled in on that line."""
        return self.query_one(f"#{name}", Field).text
