"""The door Mål of a large archive: what can be done at once, and the results as they are found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from facilitator.store.index.measurements import measurements
from facilitator.ui.kit.menu import ListedScreen
from facilitator.ui.kit.worker import read_in_thread
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from facilitator.store.measurement.listing import Measurements
    from facilitator.ui.kit.menu import Row
    from facilitator.ui.kit.worker import GoOn, Progress


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
        read_in_thread(self, self._read, self._show)

    def action_back(self) -> None:
        """Back; what is still being read is let go of."""
        self.workers.cancel_node(self)
        super().action_back()

    def on_progress(self, event: Progress) -> None:
        """How far the reading has come."""
        self._say_reading(f"{event.done}/{event.total}")

    def _read(self, go_on: GoOn) -> Measurements | None:
        """All of them, by an index brought up to date; None where that was cancelled."""
        index = self.room.index
        return measurements(self.room.archive, index) if index.refresh(go_on).complete else None

    def _say_reading(self, progress: str) -> None:
        words = _("Reading {progress}").format(progress=progress)
        self.query_one(".quiet", Static).update(Content(words))

    def _show(self, found: Measurements | None) -> None:
        if found is None:
            return
        self.query_one(".quiet", Static).update("")
        self.show_rows(self._rows_of(found))
