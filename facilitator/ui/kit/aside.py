"""What is said to the facilitator beside the work: in rows of its own, so it covers nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

if TYPE_CHECKING:
    from textual.timer import Timer


class Aside(Static):
    """A word in passing, or a question on what was typed, or what stands there otherwise.

    What is said last is what shows. Where there is nothing to say it takes no room.
    """

    DEFAULT_CSS = """
    Aside { height: auto; max-height: 2; padding: 0 1; color: $muted; text-wrap: wrap; }
    Aside.-saying { color: $accent; }
    Aside.-empty { display: none; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes, markup=False)
        self._hint = self._question = self._said = ""
        self._shown = ""
        self._unsaid: Timer | None = None
        self.add_class("-empty")

    def say(self, words: str, seconds: float) -> None:
        """Say it for so long, in place of what was said before."""
        self._said = words
        if self._unsaid:
            self._unsaid.stop()
        self._unsaid = self.set_timer(seconds, self._say_no_more)
        self._show()

    def ask(self, question: str) -> None:
        """A question that stands until it is answered; empty: none."""
        if question and question != self._question:
            self._said = ""
        self._question = question
        self._show()

    def hint(self, words: str) -> None:
        """What stands here while nothing is said or asked."""
        self._hint = words
        self._show()

    def _say_no_more(self) -> None:
        self._said = ""
        self._show()

    def _show(self) -> None:
        words = self._said or self._question
        self.set_class(bool(words), "-saying")
        if (words or self._hint) != self._shown:
            self._shown = words or self._hint
            self.set_class(not self._shown, "-empty")
            self.update(Content(self._shown))
