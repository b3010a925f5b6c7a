"""A screen on the archive: it shows what the index knows, and reads meanwhile what has changed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from facilitator.store.index.notes import number_of_notes
from facilitator.ui.kit.screen import RoomScreen
from facilitator.ui.kit.worker import read_in_thread
from facilitator.ui.workspace import AT_ONCE, MANY

if TYPE_CHECKING:
    from facilitator.store.index import Refreshed
    from facilitator.ui.kit.worker import Progress


class ReadingScreen(RoomScreen[None]):
    """Reads the archive's changed files. `reading` says how far it is, empty when it is done."""

    reading = ""

    def read_archive(self) -> None:
        """Show what the index knows, and then what has changed since."""
        if number_of_notes(self.workspace.index) > MANY:
            self.show_found()
            self.call_after_refresh(self._read_on)
            return
        end = time.monotonic() + AT_ONCE
        read = self.workspace.index.refresh(lambda _done, _total: time.monotonic() < end)
        self.show_found()
        if not read.complete:
            self._read_on()

    def show_found(self, *, stay: bool = False) -> None:
        """Show what the index knows now; to `stay`: with what is marked still marked."""
        raise NotImplementedError

    def show_progress(self) -> None:
        """Show how far the reading is."""
        raise NotImplementedError

    def on_progress(self, event: Progress) -> None:
        """How far the reading has come."""
        self.reading = f"{event.done}/{event.total}"
        self.show_progress()

    def _read_on(self) -> None:
        read_in_thread(self, self.workspace.index.refresh, self._read)

    def _read(self, read: Refreshed) -> None:
        self.reading = ""
        if read.changed:
            self.show_found(stay=True)
        else:
            self.show_progress()
