"""The first words of a session, shown while the code that conducts it is being loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Horizontal

from facilitator.conducting.guard import NOTHING_PRIVATE
from facilitator.ui.commands import bindings
from facilitator.ui.kit.fields import CaptureLine, CaptureRow
from facilitator.ui.kit.lettering import Prompt
from facilitator.ui.kit.line import Line
from facilitator.ui.kit.paste import Pasted
from facilitator.ui.kit.screen import AppScreen
from facilitator.ui.kit.worker import GoOn, once_drawn, read_in_thread
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import Binding

    from facilitator.store.guides import FirstWords

_WRITTEN: Final = 0.004
"""Seconds in which what is drawn is written: no key is answered before all is loaded."""


class StartingScreen(AppScreen[None]):
    """Shows what the session screen will show, in the same places.

    Letters go into the line, where there is one, which is handed over to the session screen. All
    other keys wait for that: it alone knows what they do.
    """

    CSS_PATH = "session.tcss"
    AUTO_FOCUS = "#capture"
    BINDINGS: ClassVar[list[Binding]] = bindings("session")  # type: ignore[assignment]

    def __init__(
        self,
        words: FirstWords,
        *,
        load: Callable[[], None],
        begin: Callable[[], None],
        take_letters: Callable[[], None],
    ) -> None:
        """`take_letters` is called when the line has the focus.

        `load` runs in a thread once all is drawn, then `begin` in the app's.
        """
        super().__init__()
        self._words, self._load, self._begin = words, load, begin
        self._take_letters = take_letters
        self.line = CaptureLine(id="capture") if words.question else None
        """The capture line; None: what is typed waits."""
        if self.line:
            self.line.pasted = Pasted.LINE_BY_LINE  # as it will be under the first question

    def compose(self) -> ComposeResult:
        with Horizontal(id="head"):
            yield Line(id="place")
        yield Line(id="bar")
        yield Prompt(id="prompt")
        if self.line:
            yield CaptureRow(self.line, id="line")
            yield Line(id="privacy", classes="quiet-line")

    def on_mount(self) -> None:
        words = self._words
        self.query_one("#place", Line).show(" · ".join(filter(None, (words.title, words.team))))
        headline, *below = words.prompts or ("",)
        self.query_one(Prompt).show(headline, tuple(below))
        if self.line:
            self.query_one("#privacy", Line).show(_(NOTHING_PRIVATE))
            self.on_resize()
            self._take_letters()  # it has the focus by now
        self._begin_in_thread()

    def on_resize(self) -> None:
        for row in self.query(CaptureRow):
            row.show_target(f"1 {self._words.question}")

    def _begin_in_thread(self) -> None:
        wait = once_drawn(self, _WRITTEN)

        def load(_go_on: GoOn) -> None:
            wait()
            self._load()

        read_in_thread(self, load, lambda _loaded: self._begin())
