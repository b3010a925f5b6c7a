"""Threads that do not keep a program from ending.

A store that hangs holds a request for seconds. An exchange may be cut off anywhere, so nobody who
leaves the program waits for it.
"""

from __future__ import annotations

from concurrent.futures import Future
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Self

T = TypeVar("T")
S = TypeVar("S")


class Threads:
    """Some threads that do what is handed to them; the library's own are waited for at the end."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._started: list[Thread] = []
        self._work: SimpleQueue[Callable[[], None] | None] = SimpleQueue()

    def submit(self, do: Callable[[S], T], thing: S) -> Future[T]:
        """Do that with a thing, as soon as a thread is free."""
        future: Future[T] = Future()

        def work() -> None:
            if future.set_running_or_notify_cancel():
                try:
                    future.set_result(do(thing))
                except BaseException as error:  # noqa: BLE001 whoever asks for it gets it
                    future.set_exception(error)

        self._work.put(work)
        if len(self._started) < self._number:
            thread = Thread(target=self._run, daemon=True, name="exchange")
            self._started.append(thread)
            thread.start()
        return future

    def map(self, do: Callable[[S], T], things: Iterable[S]) -> Iterator[T]:
        """What comes of each, in order; all of them are handed over at once."""
        futures = [self.submit(do, thing) for thing in things]
        return (future.result() for future in futures)

    def _run(self) -> None:
        while work := self._work.get():
            work()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        """Let the threads end once they have done what they were handed; nobody waits for it."""
        for _thread in self._started:
            self._work.put(None)
