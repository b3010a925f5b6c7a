"""Threads that do not keep a program from ending.

A store that hangs holds a request for seconds. An exchange may be cut off anywhere, so nobody who
leaves the program waits for it.
"""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Self

T = TypeVar("T")
S = TypeVar("S")

_AHEAD: Final = 4
"""Calls for each thread that are begun before the first result is taken."""


class Threads:
    """A pool of daemon threads; those of the standard library are waited for at exit."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._started: list[Thread] = []
        self._work: SimpleQueue[Callable[[], None] | None] = SimpleQueue()

    def submit(self, do: Callable[[S], T], thing: S) -> Future[T]:
        """Call `do` with a thing in the next free thread."""
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
        """The results in order; all calls are submitted at once."""
        futures = [self.submit(do, thing) for thing in things]
        return (future.result() for future in futures)

    def ahead(
        self,
        do: Callable[[S], T],
        things: Iterable[S],
        discard: Callable[[T], None] = lambda _result: None,
    ) -> Iterator[T]:
        """The results in order, a few calls for each thread ahead of what is taken.

        `discard` is given those that nobody took.
        """

        def discard_of(future: Future[T]) -> None:
            if not (future.cancelled() or future.exception()):
                discard(future.result())

        running: deque[Future[T]] = deque()
        try:
            for thing in things:
                running.append(self.submit(do, thing))
                if len(running) == _AHEAD * self._number:
                    yield running.popleft().result()
            while running:
                yield running.popleft().result()
        finally:
            for future in running:
                future.cancel()
                future.add_done_callback(discard_of)

    def _run(self) -> None:
        while work := self._work.get():
            work()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        """Let the threads end after their work, without waiting for them."""
        for _thread in self._started:
            self._work.put(None)
