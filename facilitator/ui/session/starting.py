"""The first words of a session, shown while the code that conducts it is being loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.containers import Horizontal

from facilitator.ui.kit.lettering import Prompt
from facilitator.ui.kit.line import Line
from facilitator.ui.kit.screen import AppScreen
from facilitator.ui.kit.worker import GoOn, once_drawn, read_in_thread

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from facilitator.store.guides import Opening

_WRITTEN: Final = 0.004
"""Seconds in which what is drawn is written: no key is answered before all is loaded."""


class StartingScreen(AppScreen[None]):
    """Shows what the session screen will show, in the same places. It takes no keys."""

    CSS_PATH = "session.tcss"

    def __init__(
        self, opening: Opening, load: Callable[[], None], begin: Callable[[], None]
    ) -> None:
        """`load` runs in a thread once this is drawn, then `begin` in the app's."""
        super().__init__()
        self._opening, self._load, self._begin = opening, load, begin

    def compose(self) -> ComposeResult:
        with Horizontal(id="head"):
            yield Line(id="place")
        yield Line(id="bar")
        yield Prompt(id="prompt")

    def on_mount(self) -> None:
        opening = self._opening
        self.query_one("#place", Line).show(" · ".join(filter(None, (opening.title, opening.team))))
        headline, *below = opening.prompts or ("",)
        self.query_one(Prompt).show(headline, tuple(below))
        self._begin_in_thread()

    def _begin_in_thread(self) -> None:
        wait = once_drawn(self, _WRITTEN)

        def load(_go_on: GoOn) -> None:
            wait()
            self._load()

        read_in_thread(self, load, lambda _loaded: self._begin())
