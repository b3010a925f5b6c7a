"""Keys are done one at a time, in the order in which they were pressed.

Textual does a key that is bound with priority at once, and hands every other key to the queue of
the widget in focus. Typed fast, or while a disk is slow, Enter would overtake the letters before
it. Here the next key waits until the one before has gone all its way; letters for one line need
not wait for each other.
"""

from __future__ import annotations

from collections import deque
from time import monotonic
from typing import TYPE_CHECKING

from textual import events
from textual.app import App

if TYPE_CHECKING:
    from textual.dom import DOMNode

LONGEST = 2.0
"""Seconds a key has for its way: after them it is taken to be lost, with a widget that is gone."""


class KeysInTurn(App[int]):
    """An app in which no key or paste overtakes another."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: deque[events.Event] = deque()
        self._since: float | None = None
        """When the last key went on its way; None: it has gone all of it."""
        self._letters_for: DOMNode | None = None
        """The line that the last key is a letter for; None: it was no letter."""
        self._way: list[DOMNode] = []
        """What was in focus when the last key went on its way, and all it lies in."""
        self._number = 0
        """The number of the key that is followed."""

    async def on_event(self, event: events.Event) -> None:
        """A key waits for its turn; every other event is as in any app."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._waiting.append(event)
            await self._go_on()
        else:
            await super().on_event(event)

    async def _go_on(self) -> None:
        while self._waiting:
            event = self._waiting[0]
            target = self.focused or self.screen
            letter = isinstance(event, events.Key) and target.check_consume_key(
                event.key, event.character
            )
            if self._since is not None and monotonic() - self._since < LONGEST:
                line = self._letters_for
                if line is None:
                    return
                if not (letter and line is target):
                    self._letters_for = None
                    self._way = line.ancestors_with_self
                    self._follow()
                    return
            self._waiting.popleft()
            self._way = target.ancestors_with_self
            await super().on_event(event)
            self._since = monotonic()
            self._letters_for = target if letter else None
            if not letter:
                self._follow()

    def _follow(self) -> None:
        """Come after the last key in the queue of each node it goes through."""
        self._number += 1
        self._come_by(self._number, self._way, led_on=False)

    def _come_by(self, number: int, way: list[DOMNode], *, led_on: bool) -> None:
        for at, node in enumerate(way):
            led_on = led_on or _has_more(node)
            if node.call_later(self._here, number, way[at:], led_on):
                return

    async def _here(self, number: int, way: list[DOMNode], led_on: bool) -> None:
        if number != self._number:
            return
        led_on = led_on or _has_more(way[0])
        if len(way) > 1:
            self._come_by(number, way[1:], led_on=led_on)
        else:
            await self._arrived(led_on=led_on)

    async def _arrived(self, *, led_on: bool) -> None:
        """The key has gone its way; where it has led to more, come after that too."""
        way = (self.focused or self.screen).ancestors_with_self
        in_time = self._since is not None and monotonic() - self._since < LONGEST
        if in_time and (led_on or way != self._way):
            self._way = way
            self._follow()
            return
        self._since = None
        await self._go_on()


def _has_more(node: DOMNode) -> bool:
    """Whether a message waits there, one that has been looked at already too."""
    return node.message_queue_size > 0 or node._pending_message is not None  # noqa: SLF001
