"""The door Mål: what can be done there, and the measurements there are."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.widgets import Static

from facilitator.conducting.format import minutes_total
from facilitator.conducting.workspace import DIALOGUE
from facilitator.core.guide.entry import Door
from facilitator.core.team import same_team, team_key
from facilitator.store.index.measurements import measurements
from facilitator.ui.kit.dialog import MenuScreen
from facilitator.ui.kit.worker import read_in_thread
from facilitator.ui.measurement.result import migrate_older
from facilitator.words import _, date_words, language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from facilitator.core.measurement.note import Measurement
    from facilitator.store.guides import GuideEntry
    from facilitator.store.measurement.notes import MeasurementFile, Measurements
    from facilitator.ui.kit.dialog import Row
    from facilitator.ui.kit.worker import GoOn, Progress


MEASUREMENT: Final = "measurement"
"""The guide around the answering."""


class MeasureDoor(MenuScreen):
    """A new measurement, an open one, results, over time, the dialogue."""

    def __init__(self) -> None:
        super().__init__(_("Measure"), ())

    def on_mount(self) -> None:
        self.show_rows(list(self._behind_the_door(())))
        read_in_thread(self, self._read, self._show)

    def action_back(self) -> None:
        self.workers.cancel_node(self)
        super().action_back()

    def _behind_the_door(
        self, files: tuple[MeasurementFile, ...], guides: Sequence[GuideEntry] = ()
    ) -> Iterator[Row]:
        go = self.navigator
        for file in files:
            if file.measurement.is_open:
                words = _("Go on: {name}").format(name=_named(file.measurement))
                yield _row(words, _("still open")), partial(go.measurement.resume, file.path)
        yield _row(_("New measurement"), _("Seven statements, 5 or 7 points.")), go.measurement.ask
        as_session = _("10 minutes: what it is for, the answers, and a close.")
        yield (
            _row(_("Measurement as a session"), as_session),
            partial(go.session.prepare, MEASUREMENT),
        )
        yield _row(_("Dialogue about the result"), _("45 minutes.")), go.measurement.open_dialogue
        for guide in guides:
            if guide.door is Door.MEASURE and guide.id != DIALOGUE:
                yield (
                    _row(guide.title, minutes_total(guide.minutes)),
                    partial(go.session.prepare, guide.id),
                )
        closed = [file.measurement for file in files if not file.measurement.is_open]
        teams: dict[str, str] = {}
        for measurement in closed:
            teams.setdefault(team_key(measurement.team), measurement.team)
        for team in teams.values():
            if sum(same_team(measurement.team, team) for measurement in closed) > 1:
                yield _row(_("Over time"), team), partial(go.measurement.show_trend, team)
        for measurement in closed:
            row = _row(_named(measurement), date_words(measurement.date))
            yield row, partial(go.measurement.show_result, measurement)

    def on_progress(self, event: Progress) -> None:
        self.query_one(".quiet", Static).update(Content(event.reading))

    def _read(self, go_on: GoOn) -> tuple[Measurements, Sequence[GuideEntry]] | None:
        """All of them, by an index brought up to date, and the guides; None: it was cancelled."""
        archive, index = self.workspace.archive, self.workspace.index
        if not index.refresh(go_on).complete:
            return None
        return measurements(archive, index), self.workspace.guides.entries(language())

    def _show(self, read: tuple[Measurements, Sequence[GuideEntry]] | None) -> None:
        if read is None:
            return
        known, guides = read
        self.query_one(".quiet", Static).update("")
        self.show_rows(list(self._behind_the_door(known.files, guides)))
        migrate_older(self, known)


def _named(measurement: Measurement) -> str:
    """The team, and what the measurement is called."""
    return f"{measurement.team} · {measurement.label}" if measurement.label else measurement.team


def _row(name: str, about: str) -> Content:
    return Content.assemble((name, "bold"), (f"  {about}", "$muted"))
