"""The time: a wall clock that does not jump.

Moments are UTC, so daylight saving changes nothing. Within one run, time goes by the clock that
counts from the machine's start and, where there is one, goes on while the machine sleeps; the wall
clock says only when the run began. Setting it back or forward in mid-session moves nothing.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta


class Clock:
    """Gives `now`, and today's date in the room."""

    def __init__(self) -> None:
        self._start = self._began = datetime.now(UTC)
        self._ticks = _ticks()
        self._last = self._began

    def now(self) -> datetime:
        """The moment (UTC). Never earlier than the one given before."""
        steady = self._began + timedelta(seconds=_ticks() - self._ticks)
        if not _COUNTS_SLEEP:
            # Where the steady clock stands still in sleep, a wall clock far ahead of it tells.
            slept = datetime.now(UTC) - steady
            if slept > timedelta(seconds=60):
                self._began += slept
                steady += slept
        self._last = max(self._last, steady)
        return self._last

    def today(self) -> datetime:
        """The local time in the room; its date is the session's."""
        return datetime.now().astimezone()


_COUNTS_SLEEP = hasattr(time, "CLOCK_BOOTTIME")


def _ticks() -> float:
    """Seconds since the machine began, sleep counted where the system can."""
    if _COUNTS_SLEEP:
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()
