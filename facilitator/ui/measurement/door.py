"""The door Mål of a large archive: what can be done at once, and the results as they are found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static
from textual.worker import get_current_worker

from facilitator.store.index.measurements import measurements
from facilitator.ui.kit.menu import ListedScreen
from facilitator.ui.kit.worker import telling
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from facilitator.store.measurement.listing import Measurements
    from facilitator.ui.kit.menu import Row


class MeasureDoor(ListedScreen):
    """Lists what needs no reading, brings the index up to date, and then hands on what is found.

    `found` is called with all measurements, once, and gives the rows that are listed then.
    """

    def __init__(
        self, title: str, rows: list[Row], found: Callable[[Measurements], list[Row]]
    ) -> None:
        super().__init__(title, "", rows)
        self._rows_of = found

    def on_mount(self) -> None:
        """Read beside the screen."""
        super().on_mount()
        self._say_reading("…")
        self.run_worker(self._read, thread=True, exclusive=True)

    def action_back(self) -> None:
        """Back; what is still being read is let go of."""
        self.workers.cancel_node(self)
        super().action_back()

    def _read(self) -> None:
        """Bring the index up to date, and find them by it; in a thread."""
        worker = get_current_worker()
        go_on = telling(self._tell, lambda: not worker.is_cancelled)
        if not self.room.index.refresh(go_on).complete:
            return
        found = measurements(self.room.archive, self.room.index)
        if not worker.is_cancelled:
            self.call_later(self._show, found)

    def _tell(self, done: int, total: int) -> None:
        self.call_later(self._say_reading, f"{done}/{total}")

    def _say_reading(self, progress: str) -> None:
        words = _("Reading {progress}").format(progress=progress)
        self.query_one(".quiet", Static).update(Content(words))

    def _show(self, found: Measurements) -> None:
        self.query_one(".quiet", Static).update("")
        self.show_rows(self._rows_of(found))
