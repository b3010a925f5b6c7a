"""Two who write at once, for tests: the first is held where it puts a file in its place."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from threading import Event, current_thread, main_thread
from typing import TYPE_CHECKING, Any

from facilitator.store.lock import Lock

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    import pytest

TOO_LONG = 60.0
"""Seconds."""


def two_at_once(
    monkeypatch: pytest.MonkeyPatch, first: Callable[[], object], second: Callable[[], object]
) -> list[Future[object]]:
    """Do both in threads, and give what came of them.

    The first is held before the file that it writes is in its place, until the second is through,
    or has come to where it waits for a lock.
    """
    held, come = Event(), Event()
    take = Lock.take

    def holding(put: Callable[..., None]) -> Callable[..., None]:
        def put_later(*arguments: Any, **options: Any) -> None:
            if not held.is_set() and current_thread() is not main_thread():
                held.set()
                assert come.wait(TOO_LONG)
            put(*arguments, **options)

        return put_later

    def telling(*arguments: Any, **options: Any) -> Lock:
        if held.is_set():
            come.set()
        return take(*arguments, **options)

    with monkeypatch.context() as patched, ThreadPoolExecutor() as threads:
        for name in ("replace", "link"):
            patched.setattr(os, name, holding(getattr(os, name)))
        patched.setattr(Lock, "take", telling)
        futures = [threads.submit(first)]
        futures[0].add_done_callback(lambda _future: held.set())
        assert held.wait(TOO_LONG)
        futures.append(threads.submit(second))
        futures[1].add_done_callback(lambda _future: come.set())
        for future in futures:
            future.exception()
    return futures
