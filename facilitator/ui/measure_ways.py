"""The ways of the door Mål: open a measurement, go on with it, look at results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from facilitator.core.refusal import Refused
from facilitator.ui.spoken import date_words
from facilitator.ui.ways import Ways
from facilitator.words import _, language, said

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from facilitator.core.measurement import Result, Withheld
    from facilitator.core.measurement_note import Measurement
    from facilitator.core.trend import Step

DIALOGUE = "measurement-dialogue"
"""The guide of the talk about a result."""


class MeasureWays(Ways):
    """Everything behind the door Mål."""

    def open_measuring(self) -> None:
        """What can be done: a new measurement, an open one, results, over time, the dialogue."""
        from facilitator.store.measurements import measurements
        from facilitator.ui.screens.listed import ListedScreen

        kept = measurements(self.archive).kept
        rows = [
            (_row(_("New measurement"), _("Seven statements, 5 or 7 points.")), self.ask_measure)
        ]
        rows += [
            (
                _row(_("Go on: {name}").format(name=_named(one.measurement)), ""),
                self._goes_on(one.path),
            )
            for one in kept
            if one.measurement.is_open
        ]
        closed = [one.measurement for one in kept if not one.measurement.is_open]
        rows += [(_row(_named(one), date_words(one.date)), self._shows(one)) for one in closed]
        teams = list(dict.fromkeys(one.team for one in closed))
        rows += [
            (_row(_("Over time"), team), self._shows_trend(team))
            for team in teams
            if sum(one.team == team for one in closed) > 1
        ]
        rows.append((_row(_("Dialogue about the result"), _("45 minutes.")), self.open_dialogue))
        self.push_screen(ListedScreen(_("Measure"), "", rows))

    def ask_measure(self) -> None:
        """The form; where the last result has had no dialogue, that is said first."""
        from facilitator.ui.screens.dialogs import yes_or_no
        from facilitator.ui.screens.open_measure import OpenMeasure

        def go() -> None:
            self.push_screen(OpenMeasure())

        if not self._without_dialogue():
            go()
            return
        title = _("You have not talked about the last result yet. Measure again all the same?")
        self.push_screen(
            yes_or_no(title, _("Yes, measure again")), lambda answer: go() if answer == 1 else None
        )

    def begin_measuring(self, team: str, scale: int, label: str, expected: int | None) -> None:
        """A new measurement, on this machine. Raises Refused."""
        from facilitator.core.measuring import opened
        from facilitator.store.keeper import new_id
        from facilitator.store.measurement_keeper import MeasurementKeeper
        from facilitator.ui.screens.hand_over import HandOver

        today = self.clock.today().date()
        measurement = opened(
            measurement_id=new_id(today),
            team=team,
            today=today,
            language=language(),
            scale=scale,
            label=label,
            expected=expected,
        )
        self._show_alone(HandOver(MeasurementKeeper.begin(self.archive, measurement)))

    def show_result(self, measurement: Measurement) -> None:
        """A closed measurement's result."""
        from facilitator.ui.screens.result import ResultScreen

        self.push_screen(ResultScreen(measurement))

    def show_trend(self, team: str) -> None:
        """A team's results over time."""
        from facilitator.ui.screens.trend import TrendScreen

        self.push_screen(TrendScreen(team))

    def result_of(self, measurement: Measurement) -> Result | Withheld:
        """What may be shown of a measurement."""
        from facilitator.core.measuring import result_of
        from facilitator.store.measurements import measurements

        least = self.archive.settings.responses_at_least
        others = measurements(self.archive).notes
        return result_of(measurement, others, least=least)

    def course_of(self, team: str) -> tuple[Step, ...]:
        """A team's closed measurements, the oldest first."""
        from facilitator.core.trend import course
        from facilitator.store.measurements import measurements

        least = self.archive.settings.responses_at_least
        return course(team, measurements(self.archive).notes, least)

    def open_dialogue(self) -> None:
        """The talk about the result; without one, the theme sheet's advice first."""
        from facilitator.ui.screens.dialogs import yes_or_no

        if self.latest_result() is not None:
            self.prepare(DIALOGUE)
            return
        title = _(
            "There is no closed measurement to talk about. A dialogue first takes some safety "
            "already, so it is usually best to begin with the questionnaire."
        )
        self.push_screen(
            yes_or_no(title, _("Begin the dialogue all the same")),
            lambda answer: self.prepare(DIALOGUE) if answer == 1 else None,
        )

    def result_picture(self, team: str, width: int) -> Content:
        """The team's latest result in a few rows, for the dialogue about it."""
        from facilitator.core.measurement import Withheld
        from facilitator.ui.widgets.distribution import compact_content

        latest = self.latest_result(team)
        if latest is None:
            return Content(_("No result of this team has been closed yet."))
        found = self.result_of(latest)
        if isinstance(found, Withheld):
            return Content(said(found.reason))
        return compact_content(found, latest.language, width)

    def latest_result(self, team: str = "") -> Measurement | None:
        """The latest closed measurement, of that team where one is named."""
        from facilitator.store.archive import folded
        from facilitator.store.measurements import measurements

        for one in measurements(self.archive).notes:
            if not one.is_open and (not team or folded(one.team) == folded(team)):
                return one
        return None

    def _without_dialogue(self) -> bool:
        """Whether the latest result is newer than the latest dialogue of its team."""
        from facilitator.store.archive import folded
        from facilitator.store.listing import listing

        latest = self.latest_result()
        if latest is None:
            return False
        held = [
            entry.date
            for entry in listing(self.archive).notes
            if entry.guide == DIALOGUE and folded(entry.team) == folded(latest.team)
        ]
        return not any(day >= latest.date for day in held)

    def _goes_on(self, path: Path) -> Callable[[], None]:
        def go() -> None:
            from facilitator.store.measurement_keeper import MeasurementKeeper
            from facilitator.ui.screens.hand_over import HandOver

            try:
                keeper = MeasurementKeeper.resume(self.archive, path)
            except Refused as refused:
                self.notify(said(refused), markup=False)
                return
            self._show_alone(HandOver(keeper))

        return go

    def _shows(self, measurement: Measurement) -> Callable[[], None]:
        return lambda: self.show_result(measurement)

    def _shows_trend(self, team: str) -> Callable[[], None]:
        return lambda: self.show_trend(team)


def _named(measurement: Measurement) -> str:
    return f"{measurement.team} · {measurement.label}" if measurement.label else measurement.team


def _row(name: str, about: str) -> Content:
    return Content.assemble((name, "bold"), (f"  {about}", "$muted"))
