"""A short form before something begins: Enter begins it, from any of its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from facilitator.core.errors import Refused
from facilitator.ui.commands import bindings
from facilitator.ui.kit.aside import Aside
from facilitator.ui.kit.fields import Field
from facilitator.ui.kit.guard import NOTHING_PRIVATE
from facilitator.ui.kit.screen import RoomScreen
from facilitator.words import _, said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.widgets import Input


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
