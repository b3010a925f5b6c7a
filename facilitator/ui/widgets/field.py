"""A line that somebody writes in: what is pasted into it is text, on one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widgets import Input, Label

from facilitator.core.plaintext import one_line

if TYPE_CHECKING:
    from textual import events
    from textual.suggester import Suggester


class Field(Input):
    """One line. What a terminal would obey is taken out of a text before it is shown."""

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
    ) -> None:
        super().__init__(
            one_line(value),
            placeholder,
            id=id,
            suggester=suggester,
            select_on_focus=select_on_focus,
        )
        self.cursor_blink = False  # calm, and each blink would draw the screen anew

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
