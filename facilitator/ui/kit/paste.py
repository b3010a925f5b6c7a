"""A paste from a terminal that does not mark it as one, told from typing by its pace.

Such a terminal hands a paste on as keys: a line break would be Enter, a space at the beginning of
a line a command. What tells them apart is that the keys come faster than any fingers, and that
more come after the break.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeGuard

from textual import events
from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

GAP: Final = 0.01
"""Seconds: keys further apart than this are typed, held down or lost in another paste."""
WAIT: Final = 0.01
"""Seconds in which the next key of a paste is there, once one is."""
LEAST: Final = 16
"""Keys: fewer in one go may be typed ahead of a program that was busy."""


class PasteFinder:
    """Looks at the keys that wait, and gives the text of those that are a paste."""

    def __init__(self) -> None:
        self._done = 0
        """How many keys of the burst that goes on have been done."""
        self._typed = False
        """Whether a key was among them that no paste holds: typed ahead, then."""
        self._broken = False
        """Whether there was a line break among them."""
        self._latest = 0.0
        self._last_seen: events.Event | None = None
        """The key after which no other had come when last looked: those behind it may be late."""

    def wait(self, waiting: Sequence[events.Event]) -> float | None:
        """Seconds until it may be known what the first of those waiting is; None: it is known."""
        burst = self._burst(waiting)
        if len(burst) < len(waiting):
            return None  # it is over
        seconds = burst[-1].time + WAIT - Message().time
        if seconds <= 0 and burst[-1] is self._last_seen:
            return None
        self._last_seen = burst[-1]
        return max(0.0, seconds)

    def take(self, waiting: Sequence[events.Event]) -> Sequence[events.Key]:
        """The keys at the beginning that are the next of a paste; none where they are typed.

        A line with Enter at its end is that: the line, and Enter.
        """
        if not self._is_paste(waiting):
            return ()
        *lines, last = burst = self._burst(waiting)
        is_one_line = not (self._broken or any(key.key in _BREAKS for key in lines))
        return lines if is_one_line and last.key in _BREAKS else burst

    def done(self, event: events.Event, *, pasted: bool) -> None:
        """A key has had its turn, as a part of a paste or as a key."""
        is_break = isinstance(event, events.Key) and event.key in _BREAKS
        goes_on = event.time - self._latest < GAP
        self._typed = (goes_on and self._typed) or not _is_text(event)
        goes_on = goes_on and (pasted or not is_break)
        self._done = self._done + 1 if goes_on else 1
        self._broken = (goes_on and self._broken) or (pasted and is_break)
        self._latest = event.time

    def _is_paste(self, waiting: Sequence[events.Event]) -> bool:
        burst = self._burst(waiting)
        if not any(key.is_printable for key in burst[1:]):
            return False
        goes_on = burst[0].time - self._latest < GAP
        typed = (goes_on and self._typed) or not _is_last(burst, waiting)
        return not typed and goes_on * self._done + len(burst) >= LEAST

    @staticmethod
    def _burst(waiting: Sequence[events.Event]) -> list[events.Key]:
        """The keys of text at the beginning that came in one go."""
        burst: list[events.Key] = []
        for event in waiting:
            if not _is_text(event) or (burst and event.time - burst[-1].time >= GAP):
                break
            burst.append(event)
        return burst


def _is_last(burst: Sequence[events.Event], waiting: Sequence[events.Event]) -> bool:
    """Whether no key that a paste cannot hold comes right behind the burst."""
    if len(burst) == len(waiting):
        return True
    return waiting[len(burst)].time - burst[-1].time >= GAP


def text_of(keys: Sequence[events.Key]) -> str:
    """What was pasted."""
    return "".join(key.character or "" if key.is_printable else "\n" for key in keys)


def _is_text(event: events.Event) -> TypeGuard[events.Key]:
    """Whether a paste may hold that key: a sign, or a line break."""
    return isinstance(event, events.Key) and (event.is_printable or event.key in _BREAKS)


_BREAKS: Final = {"enter", "tab", "ctrl+j"}
