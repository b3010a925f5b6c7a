"""The door Mål: what can be done there, and the measurements there are."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from facilitator.core.errors import Refused
from facilitator.store.index.measurements import measurements
from facilitator.ui.kit.dialog import yes_or_no
from facilitator.ui.kit.format import date_words
from facilitator.ui.kit.menu import ListedScreen
from facilitator.ui.kit.worker import read_in_thread
from facilitator.words import _, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facilitator.core.measurement.note import Measurement
    from facilitator.store.measurement.listing import Kept, Measurements
    from facilitator.ui.kit.menu import Row
    from facilitator.ui.kit.screen import RoomScreen
    from facilitator.ui.kit.worker import GoOn, Progress

MOST_NAMED = 5
"""Measurements that a question names: below them the answers still have to be seen."""


class MeasureDoor(ListedScreen):
    """A new measurement, an open one, results, over time, the dialogue."""

    def __init__(self, known: Measurements | None) -> None:
        """`known`: all measurements; None where they are still to be read, while it is shown."""
        super().__init__(_("Measure"), "", ())
        self._known = known

    def on_mount(self) -> None:
        """List what is known; read the rest beside the screen."""
        self.show_rows(list(self._behind_the_door(self._known.kept if self._known else ())))
        if self._known:
            offer_old_rows(self, self._known)
        else:
            self._say_reading("…")
            read_in_thread(self, self._read, self._show)

    def action_back(self) -> None:
        """Back; what is still being read is let go of."""
        self.workers.cancel_node(self)
        super().action_back()

    def _behind_the_door(self, kept: tuple[Kept, ...]) -> Iterator[Row]:
        go = self.navigator
        for entry in kept:
            if entry.measurement.is_open:
                words = _("Go on: {name}").format(name=_named(entry.measurement))
                yield _row(words, _("still open")), partial(go.go_on_measuring, entry.path)
        yield _row(_("New measurement"), _("Seven statements, 5 or 7 points.")), go.ask_measure
        yield _row(_("Dialogue about the result"), _("45 minutes.")), go.open_dialogue
        closed = [entry.measurement for entry in kept if not entry.measurement.is_open]
        for team in dict.fromkeys(measurement.team for measurement in closed):
            if sum(measurement.team == team for measurement in closed) > 1:
                yield _row(_("Over time"), team), partial(go.show_trend, team)
        for measurement in closed:
            row = _row(_named(measurement), date_words(measurement.date))
            yield row, partial(go.show_result, measurement)

    def on_progress(self, event: Progress) -> None:
        """How far the reading has come."""
        self._say_reading(f"{event.done}/{event.total}")

    def _read(self, go_on: GoOn) -> Measurements | None:
        """All of them, by an index brought up to date; None where that was cancelled."""
        archive, index = self.workspace.archive, self.workspace.index
        return measurements(archive, index) if index.refresh(go_on).complete else None

    def _say_reading(self, progress: str) -> None:
        words = _("Reading {progress}").format(progress=progress)
        self.query_one(".quiet", Static).update(Content(words))

    def _show(self, found: Measurements | None) -> None:
        if found is None:
            return
        self.query_one(".quiet", Static).update("")
        self.show_rows(list(self._behind_the_door(found.kept)))
        if self.app.screen is self:
            offer_old_rows(self, found)


def offer_old_rows(screen: RoomScreen[None], found: Measurements, only: str = "") -> None:
    """Ask whether old rows are to be deleted: the figures stay, and the result with them.

    Of one measurement alone where its id is given.
    """
    from facilitator.store.measurement.listing import rows_due
    from facilitator.store.measurement.note import drop_rows

    due = [
        entry
        for entry in rows_due(found, screen.workspace.today)
        if not only or entry.measurement.id == only
    ]
    if not due:
        return

    def answered(answer: int | None) -> None:
        if answer != 1:
            return
        for entry in due:
            try:
                drop_rows(entry.path)
            except Refused as refused:
                screen.notify(said(refused), markup=False)

    rows = [f"{_named(entry.measurement)}, {date_words(entry.measurement.date)}" for entry in due]
    names = "\n".join(rows[:MOST_NAMED] + ["…"] * (len(rows) > MOST_NAMED))
    title = _("The single answers are more than 90 days old. Delete them? The result stays.")
    yes = _("Yes, delete the single answers")
    screen.app.push_screen(yes_or_no(f"{title}\n{names}", yes, _("Not now")), answered)


def _named(measurement: Measurement) -> str:
    """The team, and what the measurement is called."""
    return f"{measurement.team} · {measurement.label}" if measurement.label else measurement.team


def _row(name: str, about: str) -> Content:
    return Content.assemble((name, "bold"), (f"  {about}", "$muted"))
