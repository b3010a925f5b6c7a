"""How a measurement is opened, answered and closed, and the way to its result."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from facilitator.conducting.workspace import DIALOGUE
from facilitator.words import _, refusal_words

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.conducting.conductor import Conductor
    from facilitator.core.errors import Refused
    from facilitator.core.measurement.note import Measurement
    from facilitator.core.measurement.result import Result, Withheld
    from facilitator.core.measurement.trend import Step
    from facilitator.store.measurement.answers import MeasurementKeeper
    from facilitator.store.measurement.notes import MeasurementFile, Measurements
    from facilitator.ui.navigation.leaving import Leaving
    from facilitator.ui.navigation.room import RoomNavigator
    from facilitator.ui.navigation.session import SessionNavigator
    from facilitator.ui.navigation.stack import Current, ScreenStack


class MeasurementNavigator:
    """Leads to a measurement and its result, from home or from within a session."""

    def __init__(
        self,
        stack: ScreenStack,
        current: Current,
        leaving: Leaving,
        session: SessionNavigator,
        room: RoomNavigator,
    ) -> None:
        self._stack = stack
        self._current = current
        self._leaving = leaving
        self._session = session
        self._room = room

    # A new one

    def ask(self) -> None:
        """The form before a measurement."""
        from facilitator.ui.measurement.door import OpenMeasure

        self._stack.push(OpenMeasure())

    def begin(self, team: str, scale: int, label: str, expected: int | None) -> None:
        """A new measurement on this machine; where something speaks against it, that is asked.

        Raises Refused.
        """
        from facilitator.conducting import measuring

        measurement = measuring.new(self._current.workspace, team, scale, label, expected)

        def open_or_ask(sentences: list[str]) -> None:
            if not sentences:
                self._open(measurement)
                return
            title = "\n".join([*sentences, _(measuring.ALL_THE_SAME)])
            self._stack.confirm(title, _("Yes, measure again"), partial(self._open, measurement))

        self._stack.read(
            lambda: measuring.objections(self._current.workspace, measurement), open_or_ask
        )

    def _open(self, measurement: Measurement) -> None:
        from facilitator.store.measurement.answers import MeasurementKeeper

        workspace = self._current.workspace
        archive, others = workspace.archive, workspace.measurements
        self._stack.open_once(
            lambda: MeasurementKeeper.begin(archive, measurement, others=others), self._measure
        )

    # One that is open

    def answer(self) -> None:
        """From a session into its measurement, or to the result where that is closed.

        Before there is one: into the team's open measurement, or the form before a new one.
        """
        from facilitator.conducting.measuring import of_session
        from facilitator.ui.measurement.door import OpenMeasure

        if self._current.conductor is None:
            return
        if self._current.is_trial:
            self._stack.say(_("In a trial nobody is measured."))
            return
        workspace, session = self._current.workspace, self._current.conductor.session

        def go(file: MeasurementFile | None) -> None:
            if file is None:
                expected = len(session.present) or None
                self._stack.push(OpenMeasure(session.note.team, expected=expected))
            elif file.measurement.is_open:
                self.resume(file.path)
            else:
                self.show_result(file.measurement)

        self._stack.read(lambda: of_session(workspace, session), go)

    def resume(self, path: Path) -> None:
        """Go on with an open measurement, or say why not."""
        from facilitator.conducting.measuring import OPEN_ELSEWHERE
        from facilitator.store.lock import AlreadyOpen
        from facilitator.store.measurement.answers import MeasurementKeeper

        workspace = self._current.workspace
        archive, others = workspace.archive, workspace.measurements

        def refused(why: Refused) -> None:
            words = refusal_words(why)
            if isinstance(why, AlreadyOpen):
                words = _(OPEN_ELSEWHERE)
            self._stack.say(words)

        self._stack.put_home_below()  # where what stands in the way is read
        self._stack.open_once(
            lambda: MeasurementKeeper.resume(archive, path, others=others), self._measure, refused
        )

    def _measure(self, keeper: MeasurementKeeper) -> None:
        from facilitator.ui.measurement.hand_over import HandOver

        self._current.measuring = keeper
        if self._current.conductor is None:
            self._stack.show_alone(HandOver(keeper))
        else:
            _attach(self._current.conductor, keeper.measurement)
            self._leaving.go_back_to_session()
            self._stack.push(HandOver(keeper))
        self._room.begin_answering(keeper)
        if keeper.answers.room and not self._current.room:  # phones may wait for it
            self._room.want()
        self._room.begin_if_wanted()

    def leave(self) -> None:
        """Let go of the measurement, which stays as it is: back to the session it is in, or home.

        Asks first where something would be lost.
        """
        self._leaving.leave_measurement()

    def end(self, closed: Measurement | None) -> None:
        """The measurement on screen has come to its end: home, and its result if it has one.

        In a session: back to it; the result is not for that moment.
        """
        from facilitator.conducting.measuring import DELETED, TOO_FEW

        self._current.measuring = None
        words = _(DELETED)
        if self._current.conductor:
            _attach(self._current.conductor, closed)
            if closed:
                words = (
                    _("The measurement is closed. The door Measure has its result.")
                    if closed.figures
                    else _(TOO_FEW)
                )
            self._leaving.go_back_to_session(words)
            return
        self._stack.go_home("" if closed else lambda: _(DELETED))
        if closed:
            self.show_result(closed)

    # Its result

    def show_result(self, measurement: Measurement) -> None:
        """A closed measurement's result."""
        from facilitator.ui.measurement.result import ResultScreen

        workspace = self._current.workspace

        def read() -> tuple[Result | Withheld, Measurements, bool]:
            in_archive = workspace.measurements()
            course = workspace.course_of(measurement.team, in_archive.notes)
            return workspace.result_of(measurement, in_archive.notes), in_archive, len(course) > 1

        def show(read: tuple[Result | Withheld, Measurements, bool]) -> None:
            result, in_archive, has_course = read
            screen = ResultScreen(measurement, result, in_archive, has_course=has_course)
            self._stack.push(screen)

        self._stack.read(read, show)

    def show_trend(self, team: str) -> None:
        """A team's results over time."""
        from facilitator.ui.measurement.result import TrendScreen

        def show(steps: tuple[Step, ...]) -> None:
            self._stack.push_to_read(TrendScreen(team, steps))

        self._stack.read(lambda: self._current.workspace.course_of(team), show)

    def open_dialogue(self, team: str = "") -> None:
        """The talk about a result; where there is none, the theme sheet's advice first."""

        def go_on(latest: tuple[Measurement, Result] | None) -> None:
            if latest:
                self._session.prepare(DIALOGUE, team=latest[0].team)
                return
            title = _(
                "There is no result to talk about. A dialogue first takes some safety already, so "
                "it is usually best to begin with the questionnaire."
            )
            yes = _("Begin the dialogue all the same")
            self._stack.confirm(title, yes, partial(self._session.prepare, DIALOGUE))

        if team:
            self._session.prepare(DIALOGUE, team=team)
        else:
            self._stack.read(self._current.workspace.latest_result, go_on)


def _attach(conductor: Conductor, measurement: Measurement | None) -> None:
    """That measurement is the session's."""
    from facilitator.conducting.measuring import attaching

    if event := attaching(conductor.session, measurement):
        conductor.do(event)
