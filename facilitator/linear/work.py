"""What waits for a disk, on lines: it is waited for, since no key is pressed meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from facilitator.core.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from facilitator.conducting.conductor import ToRefused
    from facilitator.conducting.steps import Work

T = TypeVar("T")


def do_at_once(work: Work[Any]) -> None:
    """Do the work before anything else. Raises Refused."""
    work.begin(_at_once, lambda: None, _raise)


def _at_once(work: Callable[[], T], then: Callable[[T], object], refused: ToRefused) -> None:
    try:
        result = work()
    except Refused as why:
        refused(why)
    else:
        then(result)


def _raise(why: Refused) -> None:
    raise why
