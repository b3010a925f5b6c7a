"""The floor: the least a Textual app can be that has a clock, a prompt, an input and a footer."""

from __future__ import annotations

import time
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.widgets import Footer, Input, Static

PROMPT = "Hvordan gik dette møde?"


class BareApp(App[None]):
    """Counts the seconds, asks something, and takes an answer."""

    BINDINGS: ClassVar[list[Binding]] = [  # type: ignore[assignment]
        Binding("f2", "bell", "Pas"),
        Binding("f4", "bell", "+1 min"),
        Binding("f9", "bell", "Skjul"),
    ]

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield Static("0:00", id="clock")
        yield Static(PROMPT)
        yield Input()
        yield Footer()

    def on_mount(self) -> None:
        """Start the clock."""
        self._began = time.monotonic()
        self.query_one(Input).focus()
        self.set_interval(1, self._tick)

    def _tick(self) -> None:
        minutes, seconds = divmod(int(time.monotonic() - self._began), 60)
        self.query_one("#clock", Static).update(f"{minutes}:{seconds:02}")


if __name__ == "__main__":
    BareApp().run()
