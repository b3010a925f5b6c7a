"""One of a few, chosen with the arrows: what stands there is what counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import RenderResult


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
        """The choice between its arrows."""
        return Content.assemble(("‹ ", "$muted"), Content(self.chosen), (" ›", "$muted"))

    def action_step(self, by: int) -> None:
        """The next choice, or the one before."""
        if self._choices:
            self.index = (self.index + by) % len(self._choices)
            self.refresh()
            self.post_message(self.Changed())

    def on_click(self) -> None:
        """The next choice."""
        self.action_step(1)
