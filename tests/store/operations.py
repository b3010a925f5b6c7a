"""Programs that are killed, and disks that say no, at any operation on a file.

`killed` runs something in a process of its own and kills it before or after its nth operation;
`failing` lets the nth fail. What they do is counted by the calls that change a disk.
"""

from __future__ import annotations

import os
import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal
from unittest.mock import Mock, patch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CALLS = ("open", "write", "fsync", "link", "replace", "rename", "unlink", "mkdir", "rmdir", "chmod")


def refusing(error: int) -> Mock:
    """A call that always fails so."""
    return Mock(side_effect=OSError(error, os.strerror(error)))


@contextmanager
def each_operation(does: Callable[[int, Callable[[], Any]], Any]) -> Iterator[None]:
    """Have `does` called for every operation, with its number from 1 and what does it."""
    number = 0

    def counted(call: Callable[..., Any]) -> Callable[..., Any]:
        def operate(*arguments: Any, **named: Any) -> Any:
            nonlocal number
            number += 1
            return does(number, lambda: call(*arguments, **named))

        return operate

    patches = [patch.object(os, name, counted(getattr(os, name))) for name in CALLS]
    for one in patches:
        one.start()
    try:
        yield
    finally:
        for one in patches:
            one.stop()


def killed(action: Callable[[], object], at: int, when: Literal["before", "after"]) -> bool:
    """Run it in a process of its own that is killed at that operation; whether it came so far."""
    child = os.fork()
    if child == 0:
        with each_operation(lambda number, call: _killing(number, call, at, when)):
            action()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status):
        assert os.WEXITSTATUS(status) == 0, "it ended by itself, and not well"
        return False
    return True


def _killing(number: int, call: Callable[[], Any], at: int, when: str) -> Any:
    if number == at and when == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    try:
        return call()
    finally:
        if number == at:
            os.kill(os.getpid(), signal.SIGKILL)


@contextmanager
def failing(at: int, error: int) -> Iterator[list[int]]:
    """The operation of that number fails so; the list has a number once it was reached."""
    reached: list[int] = []

    def fail(number: int, call: Callable[[], Any]) -> Any:
        if number == at:
            reached.append(number)
            raise OSError(error, os.strerror(error))
        return call()

    with each_operation(fail):
        yield reached
