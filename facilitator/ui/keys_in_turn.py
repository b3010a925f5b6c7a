"""Keys are done one at a time, in the order in which they were pressed.

Textual does a key that is bound with priority at once, and hands every other key to the queue of
the widget in focus. Typed fast, or while a disk is slow, Enter would overtake the letters before
it. Here the next key waits until the one before has gone all its way.
"""

from __future__ import annotations

from collections import deque
from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual.app import App

if TYPE_CHECKING:
    from textual.dom import DOMNode

LONGEST = 0.5
"""Seconds that keys wait at most: the widget that has the one before may be gone."""


class KeysInTurn(App[int]):
    """An app in which no key or paste overtakes another."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: deque[events.Event] = deque()
        self._under_way = 0
        """The number of the key that is being done; 0: none."""
        self._number = 0

    async def on_event(self, event: events.Event) -> None:
        """A key waits for its turn; every other event is as in any app."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self._under_way:
            self._waiting.append(event)
            self.set_timer(LONGEST, partial(self._next, self._under_way))
        else:
            await self._do(event)

    async def _do(self, event: events.Event) -> None:
        self._number += 1
        self._under_way = self._number
        way = (self.focused or self.screen).ancestors_with_self
        await super().on_event(event)
        self._follow(self._under_way, way)

    def _follow(self, number: int, way: list[DOMNode]) -> None:
        """Come after the key in the queue of each node it goes through, the app's last."""
        for at, node in enumerate(way[:-1]):
            if node.call_later(self._follow, number, way[at + 1 :]):
                return
        self.call_later(self._next, number)

    async def _next(self, number: int) -> None:
        """The key of that number is done."""
        if number and number == self._under_way:
            self._under_way = 0
            if self._waiting:
                await self._do(self._waiting.popleft())
