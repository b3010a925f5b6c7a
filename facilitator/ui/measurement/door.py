"""The door "Measure": the list of measurements, and the form for a new one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from textual.containers import VerticalScroll
from textual.content import Content
from textual.suggester import SuggestFromList
from textual.widgets import Label, Static

from facilitator.conducting import measuring
from facilitator.conducting.format import and_its_language
from facilitator.conducting.guard import Guard
from facilitator.conducting.measuring import WHAT_IT_IS, expected_of
from facilitator.conducting.setup import TEAM, first_team
from facilitator.conducting.workspace import DIALOGUE
from facilitator.core.errors import Refused
from facilitator.core.guide.entry import Door
from facilitator.core.measurement.items import SCALES
from facilitator.core.team import same_team, team_key
from facilitator.core.text.guard import NO_TEXT
from facilitator.store.index.notes import measurements
from facilitator.ui.kit.fields import Choice, Field, field
from facilitator.ui.kit.form import FormScreen
from facilitator.ui.kit.key_line import KeyLine
from facilitator.ui.kit.line import UNBROKEN, Aside
from facilitator.ui.kit.menu import MenuScreen
from facilitator.ui.kit.worker import read_in_thread
from facilitator.ui.measurement.result import migrate_older, team_and_label
from facilitator.words import _, date_words, language, minutes_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from textual.app import ComposeResult

    from facilitator.store.guides import GuideEntry
    from facilitator.store.measurement.notes import MeasurementFile, Measurements
    from facilitator.ui.kit.menu import Row
    from facilitator.ui.kit.worker import GoOn, Progress


class OpenMeasure(FormScreen):
    """A short form. The scale is locked once the measurement is open."""

    DEFAULT_CSS = """
    OpenMeasure #measured { width: 1fr; padding: 0 1; }
    """

    def __init__(self, team: str = "", *, expected: int | None = None) -> None:
        """`team` is the one that is measured, where a session has that settled already.

        `expected` is how many there are to answer, as far as is known.
        """
        super().__init__()
        self._team = team
        self._number = "" if expected is None else str(expected)

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False, classes="form"):
            yield Label(Content(_(measuring.NEW)), classes="title")
            yield Label(
                Content(_(WHAT_IT_IS)),
                classes="quiet",
            )
            yield Label("")
            with field(_(TEAM)):
                if self._team:
                    yield Label(Content(self._team), id="measured")
                else:
                    yield Field(id="team")
            with field(_("Scale")):
                yield Choice([_(measuring.POINTS).format(n=n) for n in SCALES], id="scale")
            with field(_(measuring.LABEL)):
                yield Field(id="label", placeholder=_("APV 2026, or nothing"))
            with field(_(measuring.HOW_MANY)):
                how_many = _("a number, or nothing")
                yield Field(id="expected", placeholder=how_many, guard=Guard(unless=NO_TEXT))
        yield Aside()
        yield KeyLine()

    def fill(self) -> None:
        workspace = self.workspace
        self.offer("expected", self._number)
        if self._team:
            return
        self.offer("team", first_team(()))
        read_in_thread(self, lambda _go_on: workspace.teams(), self._offer_teams, group="teams")

    def refusals(self) -> Mapping[str, Refused]:
        try:
            self._expected()
        except Refused as refused:
            return {"expected": refused}
        return {}

    def begin(self) -> None:
        """Open it."""
        self.navigator.measurement.begin(
            self._team or self.value("team"),
            SCALES[self.query_one("#scale", Choice).index],
            self.value("label"),
            self._expected(),
        )

    def _offer_teams(self, teams: Sequence[str]) -> None:
        line = self.query_one("#team", Field)
        line.suggester = SuggestFromList(teams, case_sensitive=False)
        line.guard = Guard(*teams)
        self.offer("team", first_team(teams))

    def _expected(self) -> int | None:
        return expected_of(self.value("expected"))


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
                words = _("Go on: {name}").format(name=team_and_label(file.measurement))
                yield _row(words, _("still open")), partial(go.measurement.resume, file.path)
        yield _row(_(measuring.NEW), _("Seven statements, 5 or 7 points")), go.measurement.ask
        whole = _("10 minutes: why you measure, your answers, and a close")
        yield (
            _row(_("Taking the temperature"), whole),
            partial(go.session.prepare, MEASUREMENT),
        )
        yield (
            _row(_("Dialogue about the measurement"), minutes_words(45)),
            go.measurement.open_dialogue,
        )
        for guide in guides:
            if guide.door is Door.MEASURE and guide.id not in {MEASUREMENT, DIALOGUE}:
                yield (
                    _row(
                        guide.title, and_its_language(minutes_words(guide.minutes), guide.language)
                    ),
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
            day = date_words(measurement.date).replace(" ", UNBROKEN)
            row = _row(team_and_label(measurement), day)
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
        measurements, guides = read
        self.query_one(".quiet", Static).update("")
        self.show_rows(list(self._behind_the_door(measurements.files, guides)))
        migrate_older(self, measurements)


def _row(name: str, about: str) -> Content:
    return Content.assemble((name, "bold"), (f"  {about}", "$muted"))
