"""A screen on the archive: it shows what the index knows, and reads beside it what has changed."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Final

from textual.message import Message
from textual.worker import get_current_worker

from facilitator.store.index.notes import number_of_notes
from facilitator.ui.kit.screen import RoomScreen
from facilitator.ui.kit.worker import telling

AT_ONCE: Final = 0.15
"""Seconds of reading that nobody waits for; what takes longer is read while the screen is seen."""
MANY: Final = 2000
"""Notes from which even looking whether anything has changed is done beside the screen."""


class ReadingScreen(RoomScreen[None]):
    """Reads the archive's changed files. `reading` says how far it is, empty when it is done."""

    reading = ""

    @dataclass
    class Read(Message):
        """So many of the changed files have been read; `finished` when it is over."""

        done: int
        total: int
        finished: bool = False
        changed: bool = False

    def read_archive(self) -> None:
        """Show what the index knows, and then what has changed since."""
        if number_of_notes(self.room.index) > MANY:
            self.show_found()
            self.call_after_refresh(self.run_worker, self._read_on, thread=True, exclusive=True)
            return
        end = time.monotonic() + AT_ONCE
        read = self.room.index.refresh(lambda _done, _total: time.monotonic() < end)
        self.show_found()
        if not read.complete:
            self.run_worker(self._read_on, thread=True, exclusive=True)

    def show_found(self, *, stay: bool = False) -> None:
        """Show what the index knows now; to `stay`: with what is marked still marked."""
        raise NotImplementedError

    def show_progress(self) -> None:
        """Show how far the reading is."""
        raise NotImplementedError

    def on_reading_screen_read(self, event: Read) -> None:
        """How far the reading has come."""
        self.reading = "" if event.finished else f"{event.done}/{event.total}"
        if event.finished and event.changed:
            self.show_found(stay=True)
        else:
            self.show_progress()

    def _read_on(self) -> None:
        """Read what has changed; in a thread."""
        worker = get_current_worker()
        go_on = telling(self._tell, lambda: not worker.is_cancelled)
        read = self.room.index.refresh(go_on)
        if not worker.is_cancelled:
            self.post_message(self.Read(0, 0, finished=True, changed=read.changed))

    def _tell(self, done: int, total: int) -> None:
        self.post_message(self.Read(done, total))
