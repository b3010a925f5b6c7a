"""How a session is shown: from its state to the widgets, one way."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.content import Content

from facilitator.core.errors import N_
from facilitator.core.guide.vocabulary import in_words_of
from facilitator.core.session.stage import StageView, stage_view, turn_view
from facilitator.core.session.timing import elapsed
from facilitator.store.guides import foundations
from facilitator.ui.kit.aside import Aside
from facilitator.ui.kit.fields import CaptureLine
from facilitator.ui.kit.format import minutes_and_seconds, minutes_words, per_person_words
from facilitator.ui.kit.guard import NOTHING_PRIVATE, Guard
from facilitator.ui.kit.key_line import KeyLine
from facilitator.ui.kit.line import Line
from facilitator.ui.kit.prompt import Prompt
from facilitator.ui.session.asks import SessionAsks
from facilitator.ui.session.board import Board
from facilitator.ui.session.headings import fitting, headings
from facilitator.ui.session.opening import Opening
from facilitator.ui.session.result_picture import ResultPicture
from facilitator.ui.session.time_bar import TimeBar
from facilitator.ui.session.turn_line import TurnLine
from facilitator.words import _, said

if TYPE_CHECKING:
    from textual import events as keys
    from textual.app import ComposeResult

    from facilitator.core.measurement.result import Result, Withheld
    from facilitator.core.note import Commitment
    from facilitator.core.session.model import Session
    from facilitator.ui.commands import Command
    from facilitator.ui.session.conductor import Conductor


class SessionView(SessionAsks):
    """Repaints from the session as it stands; what keys do is in `session`."""

    def __init__(self, conductor: Conductor) -> None:
        super().__init__(conductor)
        self._heading = fitting(conductor.session, None)
        """The heading that what is typed goes under."""
        self._position = -1
        self._in_other_language = False
        self._earlier: tuple[Commitment, ...] | None = None
        """What the team agreed on earlier and has not ended; None: to be looked up."""
        self.guard = Guard()

    def compose(self) -> ComposeResult:
        """From top to bottom: where we are, the prompt, the board, the line."""
        with Horizontal(id="head"):
            yield Line(id="place")
            yield Line(id="used")  # by itself: it alone is repainted every second
        yield TimeBar(id="bar")
        yield Opening(id="opening")
        yield Prompt(id="prompt")
        yield TurnLine(id="turn")
        yield ResultPicture(id="result")
        yield Board(id="board")
        yield Aside(id="hint")
        with Horizontal(id="line"):
            yield Line(id="target")
            yield CaptureLine(id="capture")
        yield Line(id="trouble")
        yield Line(id="privacy", classes="quiet-line")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Show the session, and follow the time."""
        self.conductor.changed = self.show_session
        self.show_session()
        self.set_interval(1, self._tick)

    def on_screen_resume(self) -> None:
        """Back on top: show what has changed meanwhile."""
        self._earlier = None
        if self.is_mounted:
            self.show_session()

    # Showing

    def show_session(self) -> None:
        """Repaint from the session as it stands."""
        session = self.conductor.session
        if session.live.position != self._position:
            self._position = session.live.position
            self._heading = fitting(session, self._heading)
            self._in_other_language = False
        view = stage_view(session, self.conductor.now())
        self.set_class(view.opening, "-opening")
        self._show_result(session)
        self.set_class(view.quiet and not view.opening, "-quiet")
        if view.opening:
            self._show_opening(session)
        self._show_prompt(view)
        self._show_board(session)
        self._show_turn(view)
        self._show_time(view)
        self._show_notices(session)
        self.show_keys()
        self._hand_over(opening=view.opening)

    def _hand_over(self, *, opening: bool) -> None:
        """The capture line takes letters where it is in view, and only there."""
        line = self.query_one(CaptureLine)
        if line.disabled != opening:
            line.disabled = opening
            if not opening:
                line.focus()

    def key_commands(self) -> tuple[Command, ...]:
        """Only what can be done now; while opening, how to begin."""
        session = self.conductor.session
        commands = [_now(c, session) for c in super().key_commands()]
        if session.opening:
            names = {"session.toggle_clock", "session.blank", "everywhere.help"}
            if self._earlier:
                names.add("session.since_last")
            return tuple(c for c in commands if c.id in names)
        if turn_view(session) is None:
            gone = {"session.pass_on", "session.turn_back", "session.pass_turn"}
            commands = [c for c in commands if c.id not in gone]
        return tuple(commands)

    @cached_property
    def _result(self) -> tuple[Result | Withheld, str] | None:
        """What the dialogue is about: looked up once, it stays the same throughout."""
        return self.workspace.result_to_talk_about(self.conductor.session.note.team)

    def _show_result(self, session: Session) -> None:
        """The team's latest result, where the guide has it on screen throughout."""
        picture = self.query_one(ResultPicture)
        picture.display = session.guide.shows == "result" and not session.opening
        if picture.display:
            none = _("No result of this team has been closed yet.")
            picture.show(self._result, none)

    def _show_opening(self, session: Session) -> None:
        texts = foundations(session.guide.language)
        if self._earlier is None:
            self._earlier = self.workspace.open_commitments(session.note.team)
        checks = (*texts.start_check, *session.guide.checklist)
        self.query_one(Opening).show(
            session.guide, texts.ground_rules, session.note.purpose, checks, self._earlier
        )

    def _show_prompt(self, view: StageView) -> None:
        prompts = self._prompts(view)
        below = () if self.app.size.height < 20 and view.questions else prompts[1:]
        if view.checklist:
            below = (*below, " · ".join(f"☐ {item}" for item in view.checklist))
        if view.thinking:
            prompts, below = (_("Thinking pause"),), (_("Take the time you need."),)
        self.query_one(Prompt).show(prompts[0], below, most_rows=self._rows_for_letters(view))

    def _rows_for_letters(self, view: StageView) -> int:
        """How much of the screen a prompt in large letters may take; more where it stands alone."""
        height = self.app.size.height
        if self.workspace.settings.ascii or height < 20:
            return 0
        return height // 2 if view.quiet else height // 4 if height >= 30 else 0

    def _prompts(self, view: StageView) -> tuple[str, ...]:
        if self._in_other_language:
            session = self.conductor.session
            other = self.workspace.guides.other_language(session.guide)
            with suppress(KeyError):  # a guide of the user's may differ between its languages
                if other:
                    there = in_words_of(other, self.workspace.archive.settings.citizen)
                    return there.phase(session.phase.id).prompts
        return view.prompts

    def _show_board(self, session: Session) -> None:
        found = headings(session)
        ids = [heading.id for heading in found]
        if self._heading not in ids:
            self._heading = next(iter(ids), None)
        chosen = ids.index(self._heading) if self._heading in ids else None
        self.query_one("#board", Board).show(found, chosen)
        label = f"{chosen + 1} {found[chosen].text}" if chosen is not None else ""
        self.query_one("#target", Line).show(
            Content.assemble((label, "$accent")), Content.styled("❯", "bold $accent")
        )

    def _show_turn(self, view: StageView) -> None:
        self.query_one(TurnLine).show_view(view)
        session = self.conductor.session
        figure = ""
        if not (view.opening or view.thinking or session.phase.clock == "hidden"):
            used = minutes_and_seconds(elapsed(session, self.conductor.now()))
            planned = minutes_words(session.live_phase.minutes)
            figure = _("{used} of {planned} min").format(used=used, planned=planned)
        self.query_one("#used", Line).show(right=Content.styled(figure, "$muted"))

    def _show_time(self, view: StageView) -> None:
        self.query_one(TimeBar).show(view.time)
        total = view.phases
        dots = "".join("●" if i < view.number else "○" for i in range(1, total + 1))
        place = Content.assemble((view.phase, "bold"), (f"  {view.number}/{total}", "$muted"))
        if self.app.size.width >= 100 and total <= 20:
            place = Content.assemble(place, (f"  {dots}", "$line"))
        self.query_one("#place", Line).show(
            Content(f"{view.title} · {view.team}") if not view.opening else Content(view.team),
            Content(view.title) if view.opening else place,
        )

    def _show_notices(self, session: Session) -> None:
        trouble = self.query_one("#trouble", Line)
        conductor = self.conductor
        text = ""
        if conductor.trouble:
            text = _("Not saved: {why} It will be tried again.").format(
                why=said(conductor.trouble.reason)
            )
        elif conductor.moved:
            text = said(conductor.moved.reason)
        trouble.show(Content.styled(text, "bold $mark"))
        trouble.display = bool(text)
        self.query_one(Aside).hint("\n".join(_hints(session, self._heading)))
        self.query_one("#privacy", Line).show(Content(_(NOTHING_PRIVATE)))

    def show_question(self) -> None:
        """What the guard asks about the line as it stands, where the hints are."""
        self.query_one(Aside).ask(self.guard.standing(self.query_one(CaptureLine)))

    def _tick(self) -> None:
        slept = self.conductor.tick()
        if slept:
            self.say(_("The computer was asleep. That time is not counted."), seconds=30)
        if self.app.screen is self:
            view = stage_view(self.conductor.session, self.conductor.now())
            self._show_turn(view)
            self.query_one(TimeBar).show(view.time)
            self._show_notices(self.conductor.session)

    def on_resize(self, event: keys.Resize) -> None:
        """Another size: the texts that depend on it."""
        if self.is_mounted and self.query(Line):
            self.show_session()


def _hints(session: Session, heading: str | None) -> list[str]:
    """For the facilitator: what the moment calls for."""
    hints = [] if session.running else [_("The clock is paused. Space starts it.")]
    hints += session.phase.hints
    hints += [q.hint for q in session.guide.questions if q.id == heading and q.hint]
    people = len(session.live_phase.round.order) if session.live_phase.round else 0
    if people and (hint := per_person_words(session.live_phase.minutes * 60 / people)):
        hints.append(hint)
    return hints


def _now(command: Command, session: Session) -> Command:
    """The command by what it does now: the clock is started, or paused."""
    if command.id != "session.toggle_clock":
        return command
    return replace(command, label=N_("Pause") if session.running else N_("Start"))
