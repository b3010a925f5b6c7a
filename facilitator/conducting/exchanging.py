"""An exchange with the store that an archive follows, and its outcome in a few words."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING, Final, NamedTuple

from facilitator.core.errors import N_, Refused
from facilitator.core.text.plain import printable
from facilitator.store.paths import ARCHIVE_FILE, GUIDES, is_shared
from facilitator.words import _, ngettext, refusal_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from facilitator.store.index import Index
    from facilitator.store.toml import FileProblem


TWO_OF_NO_NOTE: Final = N_(
    "It was changed here and in the store. Compare it with the copy beside it, keep one of them, "
    "and take the other away."
)


def is_no_note(path: Path) -> bool:
    """Whether a file of an archive is its settings or a guide, which have no versions to choose."""
    return path.name == ARCHIVE_FILE or path.parent.name == GUIDES


class StoreNews(NamedTuple):
    """The state of the exchange with the store; empty where the archive follows none."""

    why: Refused | None = None
    """Why it could not be had."""
    waiting: int = 0
    """How many things wait to be sent, where it could not be had."""
    two_versions: tuple[Path, ...] = ()
    problems: tuple[FileProblem, ...] = ()
    has_changed: bool = False
    """Whether notes have come or gone here."""

    @property
    def lines(self) -> tuple[str, ...]:
        """The news, a sentence each, in the language in use."""
        lines: list[str] = []
        if self.why:
            lines.append(refusal_words(self.why))
        if n := self.waiting:
            words = ngettext(
                "{n} thing waits to be sent to the store.",
                "{n} things wait to be sent to the store.",
                n,
            )
            lines.append(words.format(n=n))
        choose = _("{file} was changed here and in the store: choose a version in the archive.")
        lines += (
            f"{printable(path.name)}: {_(TWO_OF_NO_NOTE)}"
            if is_no_note(path)
            else choose.format(file=printable(path.name))
            for path in self.two_versions
        )
        return (*lines, *(f"{printable(p.place)}: {refusal_words(p)}" for p in self.problems))


def exchange(
    folder: Path,
    index: Index | None = None,
    go_on: Callable[[int, int], bool] = lambda _done, _total: True,
) -> StoreNews:
    """Send what is waiting and fetch what is new; deleted notes leave the index. In a thread."""
    if not is_shared(folder):
        return StoreNews()
    from facilitator.store.shared.connection import connection

    try:
        store = connection(folder)
        if store is None:
            return StoreNews()
        result = store.exchange(folder, go_on, retries=1)
        if result.forgotten and index:
            index.forget()
    except Refused as why:
        return StoreNews(why, _waiting(folder))
    except Exception as error:  # noqa: BLE001 nobody waits for this thread: home says it
        kind = type(error).__name__
        return StoreNews(Refused(N_("The exchange with the store broke off ({kind})."), kind=kind))
    is_other = bool(result.received or result.forgotten)
    return StoreNews(None, 0, result.two_versions, result.problems, is_other)


def exchange_briefly(folder: Path, seconds: float) -> StoreNews:
    """The same within some seconds, where something is waiting; the rest is sent later."""
    if not is_shared(folder) or not _waiting(folder):
        return StoreNews()
    news: list[StoreNews] = []
    thread = Thread(target=lambda: news.append(exchange(folder)), daemon=True)
    thread.start()
    thread.join(seconds)
    return news[0] if news else StoreNews(waiting=_waiting(folder))


def _waiting(folder: Path) -> int:
    from facilitator.store.shared.local import waiting

    try:
        return waiting(folder).number
    except (Refused, OSError):  # as where the disk is full: the exchange says so
        return 0
