"""Keys are processed one at a time, in the order in which they were pressed.

Textual processes a key that is bound with priority at once, and puts every other key into the queue
of the focused widget. Typed fast, or while a disk is slow, Enter would overtake the letters before
it. Here a key waits until the one before has been processed completely; letters for one line need
not wait for each other. A paste that the terminal did not mark is processed as a paste, and each
line of a paste is entered where a field takes it line by line.
"""

from __future__ import annotations

import asyncio
from collections import deque
from enum import Enum
from typing import TYPE_CHECKING, Final, TypeGuard

from textual import events
from textual.message import Message
from textual.widgets import Input

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
            if _pasted(target) is Pasted.LINE_BY_LINE and (lines := _lines(event)):
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


GAP: Final = 0.03
"""Seconds: keys further apart than this are typed, held down or of another paste."""
WAIT: Final = 0.01
"""Seconds in which the next key of a paste is there, once one is."""
STALL: Final = 0.05
"""The same where it is a paste by now: a busy machine hands it on in pieces."""
LEAST: Final = 16
"""Keys: fewer in one go may be typed ahead of a program that was busy."""


class Pasted(Enum):
    """How a field takes a paste."""

    LINE_BY_LINE = "line by line"
    """Each line is text, and Enter stays Enter."""
    AS_A_WHOLE = "as a whole"


class PasteFinder:
    """Finds pastes among waiting keys, and what to do with them.

    A terminal that does not mark a paste sends it as keys: a space at the beginning of a line would
    be a command, a digit alone in one another question. A paste is told from typing by keys that
    come faster than any fingers. What is pasted line by line is entered line by line; where a field
    takes it whole, it is one text.
    """

    def __init__(self) -> None:
        self._done = 0
        """How many keys of the burst that goes on have been done."""
        self._typed = False
        """Whether a key was among them that no paste holds: typed ahead, then."""
        self._latest = events.Event()
        """The key that was done last."""
        self._is_over = False
        """Whether it was a line break after which none came."""
        self._last_seen: events.Event | None = None
        """The key after which no other had come when last looked: those behind it may be late."""

    def wait(self, waiting: Sequence[events.Event]) -> float | None:
        """Seconds until it can be known what the first waiting key is; None: it is known."""
        burst = _burst(waiting)
        if len(burst) < len(waiting):
            return None  # it is over
        is_paste = self._goes_on(burst[0]) * self._done + len(burst) >= LEAST
        seconds = burst[-1].time + (STALL if is_paste else WAIT) - Message().time
        if seconds <= 0 and burst[-1] is self._last_seen:
            return None
        self._last_seen = burst[-1]
        return max(0.0, seconds)

    def next(
        self, waiting: Sequence[events.Event], how: Pasted
    ) -> tuple[events.Event, Sequence[events.Event]]:
        """The next event, and the keys it stands for: the first one, or pasted ones."""
        first, burst = waiting[0], _burst(waiting)
        is_break = how is Pasted.LINE_BY_LINE and _is_key(first, "ctrl+j")
        if is_break and not _is_key(self._latest, "enter"):
            # A line break of a paste, also where a busy machine has handed it on by itself.
            return events.Key("enter", "\r"), [first]
        if not self._is_paste(burst, waiting):
            return first, [first]
        if how is Pasted.LINE_BY_LINE:
            line = _line(burst)
        elif self._goes_on(first) or burst[0].is_printable:
            line = burst if any(map(_is_break, burst[:-1])) else _line(burst)
        else:
            line = []
        return (events.Paste(_text_of(line)), line) if line else (first, [first])

    def done(self, key: events.Event, *, more: bool) -> None:
        """Note that a key was processed, alone or in a paste, and whether more wait."""
        goes_on = self._goes_on(key)
        self._done = self._done + 1 if goes_on else 1
        self._typed = (goes_on and self._typed) or not _is_text(key)
        self._latest = key
        self._is_over = not more and _is_text(key) and _is_break(key)

    def _is_paste(self, burst: Sequence[events.Key], waiting: Sequence[events.Event]) -> bool:
        goes_on = bool(burst) and self._goes_on(burst[0])
        if not goes_on and not any(key.is_printable for key in burst):
            return False
        typed = (goes_on and self._typed) or not _is_last(burst, waiting)
        return not typed and goes_on * self._done + len(burst) >= LEAST

    def _goes_on(self, key: events.Event) -> bool:
        return not self._is_over and key.time - self._latest.time < GAP


def _burst(waiting: Sequence[events.Event]) -> list[events.Key]:
    """The text keys at the beginning that arrived together."""
    burst: list[events.Key] = []
    for event in waiting:
        if not _is_text(event) or (burst and event.time - burst[-1].time >= GAP):
            break
        burst.append(event)
    return burst


def _line(burst: Sequence[events.Key]) -> list[events.Key]:
    """The keys before the first line break."""
    ends = (at for at, key in enumerate(burst) if _is_break(key))
    return list(burst[: next(ends, len(burst))])


def _lines(event: events.Event) -> list[events.Event]:
    """The lines of a paste that the terminal marked, with Enter after each that was ended.

    Empty where there is nothing to enter. Lines in which nothing stands are left out, but are space
    before the next: they are not to join it to what was typed.
    """
    lines: list[events.Event] = []
    before = ""
    if isinstance(event, events.Paste):
        for line in event.text.splitlines(keepends=True):
            text = "".join(line.splitlines())
            if text.strip():
                lines.append(events.Paste(before + text))
                lines += [events.Key("enter", "\r")] if text != line else []
            before = "" if text.strip() else line
    return lines if any(isinstance(piece, events.Key) for piece in lines) else []


def _is_last(burst: Sequence[events.Event], waiting: Sequence[events.Event]) -> bool:
    """Whether the burst is not followed by a key that no paste holds."""
    if len(burst) == len(waiting):
        return True
    return waiting[len(burst)].time - burst[-1].time >= GAP


def _text_of(keys: Sequence[events.Key]) -> str:
    """The pasted text."""
    return "".join(key.character or "" if key.is_printable else "\n" for key in keys)


def _is_text(event: events.Event) -> TypeGuard[events.Key]:
    """Whether a paste may hold that key: a character, or a line break."""
    return isinstance(event, events.Key) and (event.is_printable or _is_break(event))


def _is_break(key: events.Key) -> bool:
    return key.key in {"enter", "tab", "ctrl+j"}


def _is_key(event: events.Event, name: str) -> bool:
    return isinstance(event, events.Key) and event.key == name
