"""Keys are processed one at a time, in the order in which they were pressed.

Textual processes a key that is bound with priority at once, and puts every other key into the queue
of the focused widget. Typed fast, or while a disk is slow, Enter would overtake the letters before
it. Here a key waits until the one before has been processed completely; letters for one line need
not wait for each other. What is a paste, and what becomes of its lines, is told by `paste`.
"""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING

from textual import events
from textual.widgets import Input

from facilitator.ui.kit.paste import Pasted, PasteFinder, lines_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from textual.app import App
    from textual.dom import DOMNode

LONGEST = 2.0
"""Seconds a key has for its way: after them it is taken to be lost, and the next one goes.

Only those count in which the program is awake: while a disk holds it up, no key gets anywhere.
"""
MOMENTS = 10
"""So many moments they are counted in: a moment in which the program is held up counts as one."""


class KeyQueue:
    """Takes all events of the app, and lets no key or paste overtake another."""

    def __init__(self, app: App[int], dispatch: Callable[[events.Event], Awaitable[None]]) -> None:
        """`dispatch` handles an event whose turn it is."""
        self._app = app
        self._dispatch = dispatch
        self._pastes = PasteFinder()
        self._waiting: deque[events.Event] = deque()
        self._letters_for: DOMNode | None = None
        """The line whose letters may still be on their way."""
        self._way: list[DOMNode] = []
        """What the key that is followed goes through before the app: the focus, what it lies in."""
        self._number = 0
        """How often a key has been come after: who comes for an earlier time is too late."""
        self._moments = 0
        """How many are left to the key that is followed; 0: none is followed."""
        self._next_moment: asyncio.TimerHandle | None = None
        self._holds: dict[object, bool] = {}
        """What keys wait for, and whether letters for a line do too."""
        self._ahead = 0
        """How many of the first keys were typed before the program was ready for them."""
        self._doubted = False
        """Whether the first key waits for what comes after it."""

    def hold(self, at_most: float | None = None, *, letters: bool = True) -> Callable[[], None]:
        """Let every key wait; gives what lets them go. After `at_most` seconds they go anyway.

        Without `letters` those for the line in focus go on. What blanks the screen never waits.
        """
        hold = object()
        self._holds[hold] = letters

        def release() -> None:
            if self._holds.pop(hold, None):
                self._ahead = len(self._waiting)
            self._app.call_later(self._go_on)

        if at_most is not None:
            asyncio.get_running_loop().call_later(at_most, release)
        return release

    def __len__(self) -> int:
        """The number of keys and pastes that wait."""
        return len(self._waiting)

    @property
    def text_waits(self) -> bool:
        """Whether a letter, digit or sign is what comes next, or a paste."""
        first = self._waiting[0] if self._waiting else None
        is_letter = isinstance(first, events.Key) and first.is_printable
        return is_letter or isinstance(first, events.Paste)

    async def on_event(self, event: events.Event) -> None:
        """Queue a key; pass every other event on at once."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            if self._holds and self._blanks(event):
                await self._dispatch(event)
                return
            self._waiting.append(event)
            await self._go_on()
        else:
            await self._dispatch(event)

    def _blanks(self, event: events.Event) -> bool:
        """Whether it is the key for when somebody walks in (privacy.md P13)."""
        if not isinstance(event, events.Key):
            return False
        active = self._app.active_bindings.get(event.key)
        return active is not None and active.binding.action.endswith("blank")

    def _is_text(self, event: events.Event, target: DOMNode) -> bool:
        """Whether it is a letter for a line, an empty one too, and bound to nothing."""
        return (
            isinstance(event, events.Key)
            and isinstance(target, Input)
            and event.is_printable
            and event.key not in self._app.active_bindings
        )

    async def _go_on(self) -> None:
        while self._waiting and not (self._moments or any(self._holds.values())):
            event = self._waiting[0]
            target = self._app.focused or self._app.screen
            letter = isinstance(event, events.Key) and target.check_consume_key(
                event.key, event.character
            )
            if self._holds and not (letter or self._is_text(event, target)):
                return
            line = self._letters_for
            if line is not None and not (letter and line is target):
                self._letters_for = None
                self._follow(line.ancestors_with_self)
                return
            if _pasted(target) is Pasted.LINE_BY_LINE and (lines := lines_of(event)):
                self._waiting.popleft()
                self._waiting.extendleft(reversed(lines))
                self._ahead += len(lines) - 1 if self._ahead else 0
                continue
            keys: Sequence[events.Event] = [event]
            how = None if letter or self._ahead else _pasted(target)
            if how:
                seconds = self._pastes.wait(self._waiting)
                if seconds is not None:
                    self._doubt(seconds)
                    return
                event, keys = self._pastes.next(self._waiting, how)
            self._take(len(keys))
            way = target.ancestors_with_self
            await self._dispatch(event)
            if letter:
                self._letters_for = target
            else:
                self._follow(way)

    def _doubt(self, seconds: float) -> None:
        """Look again in a moment, when it is known whether the first key was typed or pasted."""
        if not self._doubted:
            self._doubted = True
            asyncio.get_running_loop().call_later(seconds, self._app.call_later, self._decide)

    async def _decide(self) -> None:
        self._doubted = False
        await self._go_on()

    def _take(self, number: int) -> None:
        """Dispatch that many of the first keys."""
        for _key in range(number):
            key = self._waiting.popleft()
            self._ahead = max(0, self._ahead - 1)
            self._pastes.done(key, more=bool(self._waiting))

    def _follow(self, way: list[DOMNode]) -> None:
        """Hold the next key until the last has been processed, or LONGEST has passed."""
        self._moments = MOMENTS
        self._count()
        self._come_after(way)

    def _count(self) -> None:
        self._next_moment = asyncio.get_running_loop().call_later(LONGEST / MOMENTS, self._passed)

    def _passed(self) -> None:
        """A moment has passed; after the last the key is waited for no longer."""
        self._moments -= 1
        if self._moments:
            self._count()
        else:
            self._number += 1
            self._app.call_later(self._go_on)

    def _come_after(self, way: list[DOMNode]) -> None:
        """Come after the last key in the queue of each node it goes through, at last the app's."""
        self._number += 1
        self._way = [node for node in way if node is not self._app]
        self._come_by(self._number, [*self._way, self._app], led_on=False)

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
        way = (self._app.focused or self._app.screen).ancestors_with_self
        if led_on or way[:-1] != self._way:
            self._come_after(way)
            return
        self._moments = 0
        if self._next_moment:
            self._next_moment.cancel()
        await self._go_on()


def _pasted(target: DOMNode) -> Pasted | None:
    """How the focused widget takes a paste; None: as keys. A closed line takes none."""
    if isinstance(target, Input):
        how: Pasted | None = getattr(target, "pasted", None)
        return how
    lines = target.screen.query(Input)
    return Pasted.AS_A_WHOLE if any(getattr(line, "pasted", None) for line in lines) else None


def _has_more(node: DOMNode) -> bool:
    """Whether a message waits in the queue, including one already peeked at."""
    return node.message_queue_size > 0 or node._pending_message is not None  # noqa: SLF001
