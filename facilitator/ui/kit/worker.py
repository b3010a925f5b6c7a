"""Slow work in threads, so that no key waits for a disk or a lock.

Reading belongs to its screen and is cancelled when the screen is left. Writing belongs to the app:
leaving a screen neither stops nor undoes it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from threading import Event
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

from textual.message import Message
from textual.worker import get_current_worker

from facilitator.conducting.format import why_words
from facilitator.core.errors import Refused
from facilitator.ui.kit.app_protocol import app_of
from facilitator.words import _

if TYPE_CHECKING:
    from textual.app import App
    from textual.worker import Worker

    from facilitator.ui.kit.screen import AppScreen

T = TypeVar("T")

ENDING: Final = "end"
"""The group of a writing with which a session or a measurement ends: nobody leaves meanwhile."""

PROGRESS_EVERY: Final = 0.1
"""Seconds between two `Progress` messages, and before the first: what is over by then is quick."""

FRAME: Final = 0.02
"""Seconds in which a terminal gets what is drawn: what a first frame waits for is put off by it."""

GoOn: TypeAlias = Callable[[int, int], bool]
"""Called by the store with how many are done of how many, 0 of 0 where nothing is to be counted.

Says whether to go on.
"""


@dataclass
class Progress(Message):
    """`done` of `total` are read or written; 0 of 0: it has begun. Sent to who is waiting."""

    done: int
    total: int
    group: str
    """Of the worker it is about."""

    @property
    def reading(self) -> str:
        """That it is being read, and how far it is."""
        progress = f"{self.done}/{self.total}" if self.total else "…"
        return _("Reading {progress}").format(progress=progress)


def read_in_thread(
    screen: AppScreen[Any],
    read: Callable[[GoOn], T],
    show: Callable[[T], object],
    *,
    refused: Callable[[Refused], object] | None = None,
    group: str = "read",
) -> Worker[None]:
    """Read in a thread; what was read is handed to `show` in the screen's own thread.

    What `read` refuses is handed to `refused`, or said by the screen. Another reading of the same
    `group` takes its place. Whatever cancels the worker, `read` is told not to go on, and nothing
    is shown.
    """
    is_over = False

    def run() -> None:
        nonlocal is_over
        worker = get_current_worker()
        tell = _outcome(partial(read, _go_on(screen, worker)), show, refused or screen.refuse)
        is_over = True
        screen.call_later(lambda: None if worker.is_cancelled else tell())

    def say_that_it_has_begun() -> None:
        if not (is_over or worker.is_cancelled):
            screen.post_message(Progress(0, 0, group))

    worker = screen.run_worker(run, thread=True, group=group, exclusive=True)
    screen.set_timer(PROGRESS_EVERY, say_that_it_has_begun)
    return worker


def once_drawn(screen: AppScreen[Any], seconds: float = FRAME) -> Callable[[], object]:
    """What a thread calls to wait until the screen has been drawn and can answer its first key.

    So many `seconds` after it was drawn.
    """
    drawn = Event()
    screen.call_after_refresh(drawn.set)

    def wait() -> None:
        drawn.wait(_LONGEST_DRAWING)  # it may be left before
        sleep(seconds)

    return wait


_LONGEST_DRAWING: Final = 1.0


def write_in_thread(
    screen: AppScreen[Any],
    write: Callable[[GoOn], T],
    then: Callable[[T], object],
    refused: Callable[[Refused], object] | None = None,
    group: str = "write",
) -> Worker[None]:
    """Write in a thread, and tell what came of it, though the screen may be left by then.

    What `write` refuses is handed to `refused`, or said by the app. After `stop` on the worker, or
    its end with the program, `write` is told not to go on: what has been written stays written.
    """
    app, exchange = screen.app, app_of(screen).exchange

    def say(why: Refused) -> None:
        app.notify(why_words(why), markup=False)

    def run() -> None:
        work = partial(write, _go_on(screen, get_current_worker()))
        app.call_later(_outcome(work, then, refused or say))
        app.call_later(exchange)  # what was written goes where others see it

    return app.run_worker(run, thread=True, group=group)


def is_writing_end(app: App[Any]) -> bool:
    """Whether the end of a session or a measurement is being written."""
    return any(worker.group == ENDING and worker.is_running for worker in app.workers)


def stop(worker: Worker[None]) -> None:
    """Ask a writing to stop where it is. Unlike `cancel`, it is still waited for."""
    worker.cancelled_event.set()


def _outcome(
    work: Callable[[], T], then: Callable[[T], object], refused: Callable[[Refused], object]
) -> Callable[[], object]:
    """Do the work; gives what is to be called of its end."""
    try:
        return partial(then, work())
    except Refused as why:
        return partial(refused, why)


def _go_on(screen: AppScreen[Any], worker: Worker[object]) -> GoOn:
    last = monotonic()

    def go_on(done: int, total: int) -> bool:
        nonlocal last
        if total and monotonic() - last > PROGRESS_EVERY:
            last = monotonic()
            screen.post_message(Progress(done, total, worker.group))
        return not worker.cancelled_event.is_set()

    return go_on
