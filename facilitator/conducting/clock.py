"""A wall clock that never jumps.

Moments are UTC, so daylight saving changes nothing. Within one run, time follows the clock that
counts from the machine's start and, where the system has one, goes on while the machine sleeps; the
wall clock only tells when the run began. Setting it back or forward changes nothing in a session.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta


class Clock:
    """The current moment, and the local date."""

    def __init__(self, pace: float = 1.0) -> None:
        """`pace`: how many times as fast as the real one it goes."""
        self._pace = pace
        self._start = self._began = datetime.now(UTC)
        self._ticks = _ticks()
        self._last = self._began

    def now(self) -> datetime:
        """The moment (UTC), never earlier than one given before."""
        steady = self._began + timedelta(seconds=_ticks() - self._ticks)
        if not _COUNTS_SLEEP:
            # Where the steady clock stands still in sleep, a wall clock far ahead of it tells.
            slept = datetime.now(UTC) - steady
            if slept > timedelta(seconds=60):
                self._began += slept
                steady += slept
        self._last = max(self._last, steady)
        return self._start + (self._last - self._start) * self._pace

    def today(self) -> datetime:
        """The local time; its date is the session's."""
        return datetime.now().astimezone()


_COUNTS_SLEEP = hasattr(time, "CLOCK_BOOTTIME")


def _ticks() -> float:
    """Seconds since the machine started, including sleep where the system can tell."""
    if _COUNTS_SLEEP:
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()
