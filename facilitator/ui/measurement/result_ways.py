"""The ways to a measurement's result: look at it, over time, talk about it."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from facilitator.core.errors import Refused
from facilitator.ui.kit.format import date_words
from facilitator.ui.navigation import Ways
from facilitator.words import _, said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from facilitator.core.measurement.note import Measurement
    from facilitator.core.measurement.result import Result, Withheld
    from facilitator.core.measurement.trend import Step
    from facilitator.store.measurement.listing import Measurements

DIALOGUE = "measurement-dialogue"
"""The guide of the talk about a result."""
MOST_NAMED = 5
"""Measurements that a question names: below them the answers still have to be seen."""


class ResultWays(Ways):
    """What closed measurements lead to."""

    def show_result(self, measurement: Measurement) -> None:
        """A closed measurement's result; where its rows are old, their deletion is offered."""
        from facilitator.ui.measurement.result import ResultScreen

        everything = self.measurements()
        self.push_screen(ResultScreen(measurement, everything.notes))
        self.offer_old_rows(everything, measurement.id)

    def show_trend(self, team: str) -> None:
        """A team's results over time."""
        from facilitator.ui.measurement.trend import TrendScreen

        self.push_screen(TrendScreen(team))

    def look_back(self, team: str = "") -> None:
        """A team's patterns over time. Without a team it is asked which, if there are several."""
        from facilitator.store.guides import private_guides
        from facilitator.store.index.notes import teams_met
        from facilitator.ui.kit.dialog import Pick
        from facilitator.ui.review.screen import ReviewScreen

        if team:
            self.push_screen(ReviewScreen(team))
            return
        whole = self.look()
        teams = teams_met(self.index, private_guides(self.guides))
        if not teams:
            none = _("There are no closed sessions in this archive.")
            self.notify(none if whole else _("The archive is still being read."), markup=False)
        elif len(teams) == 1:
            self.look_back(teams[0])
        else:
            pick = Pick(_("Which team?"), teams)
            self.push_screen(pick, lambda at: None if at is None else self.look_back(teams[at]))

    def measurements(self) -> Measurements:
        """All measurements of the archive, each time as they are by then."""
        from facilitator.store.index.measurements import measurements

        return measurements(self.archive, self.index, at_once())

    def result_of(
        self, measurement: Measurement, among: Iterable[Measurement] | None = None
    ) -> Result | Withheld:
        """What may be shown of a measurement, `among` all there are."""
        from facilitator.core.measurement.lifecycle import result_of

        least = self.archive.settings.responses_at_least
        everything = self.measurements().notes if among is None else among
        return result_of(measurement, everything, least=least)

    def course_of(self, team: str, among: Iterable[Measurement] | None = None) -> tuple[Step, ...]:
        """A team's closed measurements, the oldest first, `among` all there are."""
        from facilitator.core.measurement.trend import course

        least = self.archive.settings.responses_at_least
        return course(team, self.measurements().notes if among is None else among, least)

    def offer_old_rows(self, found: Measurements, only: str = "") -> None:
        """Ask whether old rows are to be deleted: the figures stay, and the result with them.

        Of one measurement alone where its id is given.
        """
        from facilitator.store.measurement.listing import rows_due
        from facilitator.store.measurement.note import drop_rows
        from facilitator.ui.kit.dialog import yes_or_no

        due = [
            one
            for one in rows_due(found, self.clock.today().date())
            if not only or one.measurement.id == only
        ]
        if not due:
            return

        def answered(answer: int | None) -> None:
            if answer != 1:
                return
            for one in due:
                try:
                    drop_rows(one.path)
                except Refused as refused:
                    self.notify(said(refused), markup=False)

        rows = [f"{named(k.measurement)}, {date_words(k.measurement.date)}" for k in due]
        names = "\n".join(rows[:MOST_NAMED] + ["…"] * (len(rows) > MOST_NAMED))
        title = _("The single answers are more than 90 days old. Delete them? The result stays.")
        yes = _("Yes, delete the single answers")
        self.push_screen(yes_or_no(f"{title}\n{names}", yes, _("Not now")), answered)

    # Talking

    def open_dialogue(self) -> None:
        """The talk about the result; without one, the theme sheet's advice first."""
        from facilitator.ui.kit.dialog import yes_or_no

        if latest := self.latest_result():
            self.prepare(DIALOGUE, team=latest[0].team)
            return
        title = _(
            "There is no result to talk about. A dialogue first takes some safety already, so it "
            "is usually best to begin with the questionnaire."
        )
        self.push_screen(
            yes_or_no(title, _("Begin the dialogue all the same")),
            lambda answer: self.prepare(DIALOGUE) if answer == 1 else None,
        )

    def result_to_talk_about(self, team: str) -> tuple[Result | Withheld, str] | None:
        """The team's latest result and the language it was asked in, or why it is withheld."""
        everything = self.measurements().notes
        if latest := self.latest_result(team, everything):
            return latest[1], latest[0].language
        for measurement in _closed(everything, team):
            return self.result_of(measurement, everything), measurement.language
        return None

    def latest_result(
        self, team: str = "", among: Iterable[Measurement] | None = None
    ) -> tuple[Measurement, Result] | None:
        """The latest measurement with a result, of that team where one is named."""
        from facilitator.core.measurement.result import Result

        everything = self.measurements().notes if among is None else tuple(among)
        for measurement in _closed(everything, team):
            found = self.result_of(measurement, everything)
            if isinstance(found, Result):
                return measurement, found
        return None

    def without_dialogue(self, team: str, among: Iterable[Measurement]) -> bool:
        """Whether the team's latest result is newer than its latest dialogue."""
        from facilitator.store.archive import folded
        from facilitator.store.index.notes import listing

        latest = self.latest_result(team, among)
        if latest is None:
            return False
        self.look()
        held = [
            entry.date
            for entry in listing(self.index).notes
            if entry.guide == DIALOGUE and folded(entry.team) == folded(team)
        ]
        return not any(day >= latest[0].date for day in held)


def at_once() -> Callable[[int, int], bool]:
    """Lets the archive be read for as long as nobody has to wait."""
    from facilitator.ui.kit.archive_reading import AT_ONCE

    end = monotonic() + AT_ONCE
    return lambda _done, _total: monotonic() < end


def named(measurement: Measurement) -> str:
    """The team, and what the measurement is called."""
    return f"{measurement.team} · {measurement.label}" if measurement.label else measurement.team


def _closed(everything: Iterable[Measurement], team: str) -> list[Measurement]:
    """The closed ones, newest first, of a team where one is named; may they be shown or not."""
    return [m for m in everything if not m.is_open and (not team or same_team(m, team))]


def same_team(measurement: Measurement, team: str) -> bool:
    """Whether it is that team's, however the name is written."""
    from facilitator.core.text.plain import search_key

    return search_key(measurement.team) == search_key(team)
