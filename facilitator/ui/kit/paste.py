"""Pastes: found by their pace where the terminal does not mark them, and divided into lines."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final, TypeGuard

from textual import events
from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def lines_of(event: events.Event) -> list[events.Event]:
    """The lines of a paste that the terminal marked, with Enter after each that was ended.

    Empty where there is nothing to enter, as of one line alone, ended or not: a paste does not
    enter itself, and many programs copy the end of a line with it. Lines in which nothing stands
    are left out, but are space before the next: they are not to join it to what was typed.
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
    is_one = sum(isinstance(piece, events.Paste) for piece in lines) == 1
    return [] if is_one or not any(isinstance(piece, events.Key) for piece in lines) else lines


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
