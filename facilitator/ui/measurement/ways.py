"""The ways of the door Mål: open a measurement, go on with it, leave it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from facilitator.core.errors import Refused
from facilitator.ui.kit.format import date_words
from facilitator.ui.measurement.result_ways import (
    ResultWays,
    at_once,
    named,
    same_team,
)
from facilitator.words import _, language, said

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from facilitator.core.measurement.note import Measurement
    from facilitator.store.measurement.answers import MeasurementKeeper
    from facilitator.store.measurement.listing import Kept, Measurements
    from facilitator.ui.kit.menu import Row


class MeasureWays(ResultWays):
    """Everything behind the door Mål."""

    measuring: MeasurementKeeper | None
    """The open measurement that is on screen."""

    # The door

    def open_measuring(self) -> None:
        """What can be done: a new measurement, an open one, results, over time, the dialogue.

        What takes long to find comes when it is found.
        """
        from facilitator.store.index.measurements import known_measurements
        from facilitator.store.index.notes import number_of_notes
        from facilitator.ui.kit.archive_reading import MANY
        from facilitator.ui.kit.menu import ListedScreen

        title, known = _("Measure"), None
        if number_of_notes(self.index) <= MANY:
            known = known_measurements(self.index, at_once())
        if known is not None:
            self.push_screen(ListedScreen(title, "", self._behind_the_door(known.kept)))
            self.offer_old_rows(known)
            return
        from facilitator.ui.measurement.door import MeasureDoor

        def found(everything: Measurements) -> list[Row]:
            if self.screen is screen:
                self.offer_old_rows(everything)
            return self._behind_the_door(everything.kept)

        screen = MeasureDoor(title, self._behind_the_door(()), found)
        self.push_screen(screen)

    def _behind_the_door(self, kept: Sequence[Kept]) -> list[Row]:
        rows = [
            (
                _row(_("Go on: {name}").format(name=named(one.measurement)), _("still open")),
                self._goes_on(one.path),
            )
            for one in kept
            if one.measurement.is_open
        ]
        rows.append(
            (_row(_("New measurement"), _("Seven statements, 5 or 7 points.")), self.ask_measure)
        )
        rows.append((_row(_("Dialogue about the result"), _("45 minutes.")), self.open_dialogue))
        closed = [one.measurement for one in kept if not one.measurement.is_open]
        teams = list(dict.fromkeys(one.team for one in closed))
        rows += [
            (_row(_("Over time"), team), self._shows_trend(team))
            for team in teams
            if sum(one.team == team for one in closed) > 1
        ]
        rows += [(_row(named(one), date_words(one.date)), self._shows(one)) for one in closed]
        return rows

    # Asking

    def ask_measure(self) -> None:
        """The form before a measurement."""
        from facilitator.ui.measurement.open import OpenMeasure

        self.push_screen(OpenMeasure())

    def begin_measuring(self, team: str, scale: int, label: str, expected: int | None) -> None:
        """A new measurement on this machine; where something speaks against it, that is asked.

        Raises Refused.
        """
        from facilitator.core.measurement.lifecycle import opened
        from facilitator.store.session_file import new_id
        from facilitator.ui.kit.dialog import yes_or_no

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
        doubts = self._doubts(measurement)
        if not doubts:
            self._open(measurement)
            return

        def answered(answer: int | None) -> None:
            if answer == 1:
                try:
                    self._open(measurement)
                except Refused as refused:
                    self.notify(said(refused), markup=False)

        title = "\n".join([*doubts, _("Measure all the same?")])
        self.push_screen(yes_or_no(title, _("Yes, measure again")), answered)

    def go_on_measuring(self, path: Path) -> None:
        """Go on with an open measurement, or say why not."""
        from facilitator.store.lock import AlreadyOpen
        from facilitator.store.measurement.answers import MeasurementKeeper

        try:
            keeper = MeasurementKeeper.resume(self.archive, path, found=self.measurements)
        except AlreadyOpen:
            why = _("This measurement is open in another window: answer there.")
            self.notify(why, markup=False)
        except Refused as refused:
            self.notify(said(refused), markup=False)
        else:
            self._measure(keeper)

    def leave_measuring(self, then: Callable[[], object]) -> None:
        """Let go of the open measurement, which stays as it is; asks where an answer is lost."""
        from facilitator.ui.kit.dialog import yes_or_no
        from facilitator.ui.measurement.answer import AnswerScreen

        keeper = self.measuring
        if keeper is None:
            then()
            return
        held = keeper

        def go() -> None:
            held.release()
            self.measuring = None
            then()

        if held.unsaved and (trouble := held.save()):
            title = _("Not saved: {why} Leave all the same, and lose it?")
            title = title.format(why=said(trouble.reason))
        elif any(isinstance(s, AnswerScreen) and s.has_answers for s in self.screen_stack):
            title = _("Somebody is answering. Leave, and throw these answers away?")
        else:
            go()
            return
        self.push_screen(
            yes_or_no(title, _("Yes, leave")), lambda answer: go() if answer == 1 else None
        )

    def _open(self, measurement: Measurement) -> None:
        from facilitator.store.measurement.answers import MeasurementKeeper

        keeper = MeasurementKeeper.begin(self.archive, measurement, found=self.measurements)
        self._measure(keeper)

    def _measure(self, keeper: MeasurementKeeper) -> None:
        from facilitator.ui.measurement.hand_over import HandOver

        self.measuring = keeper
        self._show_alone(HandOver(keeper))

    def _doubts(self, new: Measurement) -> list[str]:
        """What speaks against measuring that team now."""
        from facilitator.core.measurement.overlap import on_this_occasion

        notes = self.measurements().notes
        least = self.archive.settings.responses_at_least
        doubts = []
        if any(one.is_open and same_team(one, new.team) for one in notes):
            doubts.append(_("This team has a measurement that is still open."))
        if on_this_occasion(new.team, new.date, notes, least):
            doubts.append(
                _(
                    "This team was measured less than four weeks ago. If nearly the same people "
                    "answer, the new result is not shown: the two could give an answer away."
                )
            )
        if self.without_dialogue(new.team, notes):
            doubts.append(_("You have not talked about the last result yet."))
        return doubts

    # What is known

    def _goes_on(self, path: Path) -> Callable[[], None]:
        return lambda: self.go_on_measuring(path)

    def _shows(self, measurement: Measurement) -> Callable[[], None]:
        return lambda: self.show_result(measurement)

    def _shows_trend(self, team: str) -> Callable[[], None]:
        return lambda: self.show_trend(team)


def _row(name: str, about: str) -> Content:
    return Content.assemble((name, "bold"), (f"  {about}", "$muted"))
