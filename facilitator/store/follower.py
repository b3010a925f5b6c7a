"""A second view of a running session: reads its file when it has changed, and never writes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from facilitator.core.session import Session
from facilitator.store.notes import NoteError, read_document
from facilitator.store.reading import stamp_of

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.core.note import Note
    from facilitator.store.reading import Stamp


@dataclass(frozen=True, slots=True)
class Closed:
    """The session is over: closed, or its file is gone."""

    note: Note | None
    """The note that was kept; None when the file is gone."""


class Follower:
    """Follows the session in a file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: Stamp | None = None
        self._gone = False

    def changed(self) -> Session | Closed | None:
        """The session as it is by now; None when it is as it was, or cannot be read just now."""
        try:
            stamp = stamp_of(self._path)
        except OSError:
            return None
        if stamp is None:
            told, self._gone, self._seen = self._gone, True, None
            return None if told else Closed(None)
        if stamp == self._seen:
            return None
        try:
            found = read_document(self._path)
        except NoteError:
            return None
        self._seen, self._gone = stamp, False
        return found if isinstance(found, Session) else Closed(found)
