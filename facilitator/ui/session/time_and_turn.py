"""Where in the session one is: its place, time and turn, and the plan fitted to the time left."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Label, Static

from facilitator.conducting.guard import Guard
from facilitator.conducting.questions import MINUTES_USED
from facilitator.conducting.stage import (
    behind_words,
    halves_left,
    minutes_and_seconds,
    plan_rows,
    speaker,
    time_in_words,
    waiting_words,
)
from facilitator.core.errors import Refused
from facilitator.core.session.phases import AcceptRefit, SetElapsed
from facilitator.core.session.stage import Pace, TimeView, TurnView
from facilitator.core.session.timing import Refit, elapsed, refit
from facilitator.core.text.guard import NO_TEXT
from facilitator.core.text.numbers import minutes_of
from facilitator.ui.kit.dialog import Dialog
from facilitator.ui.kit.fields import Field
from facilitator.ui.kit.line import Line
from facilitator.words import _, number_words, refusal_words

if TYPE_CHECKING:
    from datetime import datetime

    from textual.app import ComposeResult, RenderResult

    from facilitator.conducting.conductor import Conductor
    from facilitator.core.session.model import Session
    from facilitator.core.session.stage import StageView
    from facilitator.ui.session.conductor_screen import ConductorScreen


_DOTS_FROM = 100
"""Columns from which each phase is a dot as well."""
_MOST_DOTS = 20


class Head(Horizontal):
    """What session it is, its phase with its number among all, and the minutes used of it."""

    _place = getters.query_one("#place", Line)
    _used = getters.query_one("#used", Line)

    def compose(self) -> ComposeResult:
        yield Line(id="place")
        yield Line(id="used")  # by itself: it alone is repainted every second

    def show(self, view: StageView, code: str) -> None:
        """Show the place; `code` is the one for latecomers, where it stands here."""
        if view.opening:
            team = "" if view.team == view.title else view.team
            self._place.show(" · ".join(filter(None, (code, team))), view.title)
            return
        total = view.phases
        place = Content.assemble((view.phase, "bold"), (f"  {view.number}/{total}", "$muted"))
        if self.app.size.width >= _DOTS_FROM and total <= _MOST_DOTS:
            dots = "".join("●" if i <= view.number else "○" for i in range(1, total + 1))
            place = Content.assemble(place, (f"  {dots}", "$muted"))
        names = dict.fromkeys((*((code,) if code else ()), view.title, view.team))
        self._place.show(" · ".join(names), place)

    def show_used(self, session: Session, now: datetime) -> None:
        """Show the minutes used of those planned, where the phase has a clock that is shown."""
        figure = ""
        has_clock = session.phase.clock == "shown" and not session.phase.untimed
        if has_clock and not (session.opening or session.live.thinking_since):
            used = minutes_and_seconds(elapsed(session, now))
            planned = minutes_and_seconds(session.live_phase.minutes * 60)
            figure = _("{used} of {planned}").format(used=used, planned=planned)
        self._used.show(right=Content.styled(figure, "$muted"))


class TimeBar(Widget):
    """How much of the phase's time is used; blank where the clock is hidden."""

    DEFAULT_CSS = "TimeBar { height: 1; width: 1fr; color: $muted; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._view = TimeView(pace=Pace.HIDDEN)
        self._cells = -1

    def show(self, view: TimeView) -> None:
        """Show the time; repaints only when another cell is filled."""
        cells = self._filled(view)
        if cells != self._cells:
            self._view, self._cells = view, cells
            self.refresh()

    def on_resize(self) -> None:
        self._cells = self._filled(self._view)
        self.refresh()

    def render(self) -> RenderResult:
        """Used in a heavy line, the rest in a light one: glyphs that differ without colour."""
        width = self.content_size.width
        if self._cells < 0:
            return Content(" " * width)
        return Content.assemble(
            ("━" * self._cells, "$accent"), ("─" * (width - self._cells), "$line")
        )

    def _filled(self, view: TimeView) -> int:
        if view.pace is Pace.HIDDEN:
            return -1
        return round(view.filled * self.content_size.width)


class EndOfTime:
    """Notices the moment in which the time of a phase is over."""

    def __init__(self) -> None:
        self._was_left = False
        """Whether the phase had time left when it was looked at last."""

    def is_now(self, view: TimeView) -> bool:
        """Whether the time has gone since the last look; called every second."""
        was_left, self._was_left = self._was_left, view.pace is Pace.LEFT
        return was_left and view.pace in {Pace.GONE, Pace.OVER}


class TurnLine(Line):
    """`Nu: Mette · Næste: Jonas · 3 har endnu ikke haft ordet`, and on the right the time left.

    Where the row is too short for all of it, who is next gives way, then the rest is said in
    fewer words, and at last a long name is cut: how many still have not had a word never is.
    """

    _view: StageView | None = None

    def show_view(self, view: StageView) -> None:
        """Show a view; nothing before the first phase."""
        self._view = view
        self._fit()

    def on_resize(self) -> None:
        self._fit()

    def _fit(self) -> None:
        view = self._view
        if view is None or view.opening:
            self.show()
            return
        for who_is_next, short in ((True, False), (False, False), (False, True)):
            time = Content(time_in_words(view, short=short))
            turn = _turn(view.turn, who_is_next=who_is_next, short=short)
            over = turn.cell_length + time.cell_length + 1 - self.content_size.width
            if over <= 0:
                break
        else:
            turn = _turn(view.turn, who_is_next=False, short=True, cut_by=over)
        self.show(turn, time)


def _turn(turn: TurnView | None, *, who_is_next: bool, short: bool, cut_by: int = 0) -> Content:
    if turn is None:
        return Content("")
    parts = []
    if turn.now:
        name = Content.styled(turn.now, "bold")
        if cut_by:
            name = name.truncate(max(1, name.cell_length - cut_by), ellipsis=True)
        parts.append(Content.assemble((_("Now:") + " ", "$muted"), name))
    elif invitation := speaker(turn):
        parts.append(Content.styled(invitation, "bold"))
    if turn.next and who_is_next:
        parts.append(Content.assemble((_("Next:") + " ", "$muted"), turn.next))
    if waiting := waiting_words(turn, short=short):
        parts.append(Content.styled(waiting, "$muted"))
    return Content(" · ").join(parts)


class PlanScreen(Dialog[AcceptRefit | None]):
    """The remaining phases, as planned and as fitted."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding("escape,f8", "dismiss(None)", show=False, priority=True)
    ]

    def __init__(self, conductor: Conductor) -> None:
        super().__init__()
        self._conductor = conductor
        self._now = conductor.now()
        self._refit: Refit | None = None

    def compose(self) -> ComposeResult:
        session = self._conductor.session
        with Vertical(classes="dialog"):
            yield Label(Content(_("The plan")), classes="title")
            yield Label(Content(behind_words(session, self._now)), id="behind")
            yield Label(Content(_("How many minutes are left in all?")), classes="quiet")
            yield Field(
                number_words(halves_left(session, self._now)),
                id="left",
                guard=Guard(unless=NO_TEXT),
            )
            yield Static("", id="proposal")
            yield Label(Content(_("Enter: use this plan · Esc: keep the old one")), classes="quiet")

    def on_input_changed(self, event: Input.Changed) -> None:
        proposal = self.query_one("#proposal", Static)
        try:
            self._refit = refit(self._conductor.session, self._now, minutes_of(event.value))
        except Refused as refused:
            self._refit = None
            proposal.update(Content("\n" + refusal_words(refused) + "\n"))
        else:
            proposal.update(Content("\n" + "\n".join(self._rows(self._refit)) + "\n"))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if self.query_one(Field).question() is None and self._refit:
            self.dismiss(AcceptRefit(self._refit))

    def _rows(self, proposal: Refit) -> list[str]:
        rows = plan_rows(self._conductor.session, self._now, proposal)
        return [f"{row.phase[:24]:<24} {row.planned:>4} → {row.fits:>4} min" for row in rows]


def ask_plan(screen: ConductorScreen) -> None:
    """Show how far behind the plan the session is, and fit the plan to the time left."""

    def accepted(event: AcceptRefit | None) -> None:
        if event:
            screen.do(event)

    screen.app.push_screen(PlanScreen(screen.conductor), accepted)


def ask_minutes_used(screen: ConductorScreen) -> None:
    """Ask how long the phase has lasted, for a clock that was started late."""
    conductor = screen.conductor
    screen.ask(
        _(MINUTES_USED),
        lambda text: SetElapsed(minutes_of(text)),
        value=number_words(round(elapsed(conductor.session, conductor.now()) / 60, 1)),
        unless=NO_TEXT,
    )
