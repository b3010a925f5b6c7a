"""A step that waits for a disk, among those that a front end takes one after another.

What is led stands once, as a generator of steps: questions that the front end draws and puts an
answer in, what waits for a disk, and the outcome (`closing_steps`, and `measuring` for its end).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from facilitator.conducting.conductor import Thread, ToRefused

T = TypeVar("T")


class Work(Generic[T]):
    """What waits for a disk, with what came of it. Where it is refused, it was the last step."""

    result: T

    def __init__(self, work: Callable[[Thread, Callable[[T], object], ToRefused], object]) -> None:
        self._work = work

    def begin(self, thread: Thread, then: Callable[[], object], refused: ToRefused) -> None:
        """Do it in a thread; then call `then`, or `refused` with why it would not."""

        def done(result: T) -> None:
            self.result = result
            then()

        self._work(thread, done, refused)


class Reading(Work[T]):
    """Something that is read before the next question."""

    def __init__(self, read: Callable[[], T]) -> None:
        super().__init__(lambda thread, then, refused: thread(read, then, refused))


class Writing(Work[T]):
    """Something that is written; nothing else is done with what is led meanwhile."""
