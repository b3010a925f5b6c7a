"""Work that takes long, done in a thread, so that no key waits for a disk or a lock.

A reading belongs to its screen and is cancelled when the screen is left. A writing belongs to the
app: what has begun is neither stopped nor undone by leaving a screen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

from textual.message import Message
from textual.worker import get_current_worker

if TYPE_CHECKING:
    from textual.widget import Widget
    from textual.worker import Worker

T = TypeVar("T")

PROGRESS_EVERY: Final = 0.1
"""Seconds between two `Progress` messages."""

GoOn: TypeAlias = Callable[[int, int], bool]
"""Called by the store with how many are done of how many, 0 of 0 where nothing is to be counted.

Says whether to go on.
"""


@dataclass
class Progress(Message):
    """`done` of `total` are read or written; sent to the screen that is waiting."""

    done: int
    total: int


def read_in_thread(
    screen: Widget,
    read: Callable[[GoOn], T],
    show: Callable[[T], object],
    *,
    group: str = "read",
) -> Worker[None]:
    """Read in a thread; what was read is handed to `show` in the screen's own thread.

    Another reading of the same `group` takes its place. Whatever cancels the worker, `read` is told
    not to go on, and `show` is not called.
    """

    def run() -> None:
        worker = get_current_worker()
        result = read(_go_on(screen, worker))
        screen.call_later(lambda: None if worker.is_cancelled else show(result))

    return screen.run_worker(run, thread=True, group=group, exclusive=True)


def write_in_thread(
    screen: Widget, write: Callable[[GoOn], T], then: Callable[[T], object]
) -> Worker[None]:
    """Write in a thread; `then` is told what came of it, though the screen may be left by then.

    After `stop` on the worker, or its end with the program, `write` is told not to go on. What has
    been written stays written.
    """
    app = screen.app

    def run() -> None:
        result = write(_go_on(screen, get_current_worker()))
        app.call_later(then, result)

    return app.run_worker(run, thread=True, group="write")


def stop(worker: Worker[None]) -> None:
    """Ask a writing to stop where it is. Unlike `cancel`, it is still waited for."""
    worker.cancelled_event.set()


def _go_on(screen: Widget, worker: Worker[object]) -> GoOn:
    last = monotonic()

    def go_on(done: int, total: int) -> bool:
        nonlocal last
        if total and monotonic() - last > PROGRESS_EVERY:
            last = monotonic()
            screen.post_message(Progress(done, total))
        return not worker.cancelled_event.is_set()

    return go_on
