"""The session on screen: prompt, turn, time, board, capture line. The facilitator's view."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from facilitator.core.session.board import AddKeyword, SetThemeWord
from facilitator.core.session.people import NewRound, PassOn, PassTurn, TurnBack
from facilitator.core.session.phases import (
    NextPhase,
    Pause,
    PreviousPhase,
    Prolong,
    Start,
    ThinkingPause,
    WrapUp,
)
from facilitator.ui.commands import COMMANDS, bindings
from facilitator.ui.kit.fields import CaptureLine
from facilitator.ui.session.headings import COMMITMENTS, THEME, headings
from facilitator.ui.session.opening import Opening
from facilitator.ui.session.view import SessionView
from facilitator.words import _

if TYPE_CHECKING:
    from textual.widgets import Input

    from facilitator.ui.session.board import Board


ON_EMPTY_LINE = {command.action for command in COMMANDS if command.on_empty_line}


class SessionScreen(SessionView):
    """Shows the session and sends it events; every rule is the core's."""

    CONTEXT = "session"
    CSS_PATH = "session.tcss"
    AUTO_FOCUS = "#capture"
    BINDINGS: ClassVar[list[Binding]] = [  # type: ignore[assignment]
        *bindings("session", priority=True),
        *(Binding(str(n), f"choose({n})", show=False, priority=True) for n in range(1, 10)),
        Binding("enter", "enter", show=False, priority=True),
    ]

    # The capture line

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Space, arrows and digits are keys on an empty line, and text on any other."""
        if action in ON_EMPTY_LINE or action == "choose":
            return not self._written
        return super().check_action(action, parameters)

    @property
    def _written(self) -> str:
        return self.query_one(CaptureLine).value if self.is_mounted else ""

    async def action_enter(self) -> None:
        """Save what is typed; while opening, begin."""
        if self.conductor.session.opening:
            self.action_next_phase()
        elif self._written.strip():
            self._capture()

    def _capture(self) -> None:
        line = self.query_one(CaptureLine)
        if self._heading is None:
            self.say(_("This guide has no board."))
            return
        question = self.guard.asks(line, self.names)
        self.show_question()
        if question:
            return
        if self._heading == COMMITMENTS:
            self.ask_commitment(line.value, self._captured)
        elif self.do(
            SetThemeWord(line.value)
            if self._heading == THEME
            else AddKeyword(self._heading, line.value)
        ):
            self._captured()

    def _captured(self) -> None:
        """It is saved."""
        self.query_one(CaptureLine).value = ""
        self.guard.forget()

    def on_input_changed(self, event: Input.Changed) -> None:
        """What was asked was about other words."""
        self.show_question()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter is ours already."""
        event.stop()

    def on_board_chosen(self, event: Board.Chosen) -> None:
        """A heading was clicked."""
        self.action_choose(event.index + 1)

    def action_choose(self, number: int) -> None:
        """Choose the heading of that digit."""
        found = headings(self.conductor.session)
        if number <= len(found):
            self._heading = found[number - 1].id
            self._show_board(self.conductor.session)
            self._show_notices(self.conductor.session)

    def action_question_up(self) -> None:
        """The heading above; while opening, the text further up."""
        self._choose_by(-1)

    def action_question_down(self) -> None:
        """The heading below; while opening, the text further down."""
        self._choose_by(1)

    def _choose_by(self, step: int) -> None:
        if self.conductor.session.opening:
            self.query_one(Opening).scroll_relative(y=2 * step, animate=False)
            return
        ids = [heading.id for heading in headings(self.conductor.session)]
        if ids:
            at = ids.index(self._heading) if self._heading in ids else 0
            self.action_choose((at + step) % len(ids) + 1)

    def action_other_language(self) -> None:
        """The prompt in the other language, in place."""
        if self.workspace.guides.other_language(self.conductor.session.guide) is None:
            self.say(_("This guide exists in one language only."))
            return
        self._in_other_language = not self._in_other_language
        self.show_session()

    # Time and turns

    def action_toggle_clock(self) -> None:
        """Start, pause, go on."""
        if self.conductor.session.opening:
            self.action_next_phase()
        else:
            self.do(Pause() if self.conductor.session.running else Start())

    def action_next_phase(self) -> None:
        """The next phase; after the last, the close."""
        live = self.conductor.session.live
        if not self.conductor.session.opening and live.position + 1 == len(live.phases):
            self.action_close()
        elif self.do(NextPhase()):
            self.ask_missing_role()

    def action_previous_phase(self) -> None:
        """The phase before."""
        self.do(PreviousPhase())

    def action_pass_on(self) -> None:
        """Done; next."""
        self.do(PassOn())

    def action_turn_back(self) -> None:
        """Back a turn."""
        self.do(TurnBack())

    def action_pass_turn(self) -> None:
        """Pas."""
        self.do(PassTurn())

    def action_new_round(self) -> None:
        """Once more round."""
        self.do(NewRound())

    def action_thinking_pause(self) -> None:
        """Begin or end it."""
        self.do(ThinkingPause())

    def action_prolong(self) -> None:
        """One minute more."""
        if self.do(Prolong()):
            self.say(_("One minute more."))

    def action_wrap_up(self) -> None:
        """Rund af, or not after all."""
        self.do(WrapUp())
