"""The session screen, as the facilitator sees it: prompt, turn, time, board, capture line.

It repaints from the session and sends it events; all rules are in the core. Each part of it owns
what it shows; what a key does at a moment is in `keys`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from facilitator.conducting import questions
from facilitator.conducting.format import not_saved_words, status_words
from facilitator.conducting.headings import COMMITMENTS, headings
from facilitator.conducting.setup import people_not_meant
from facilitator.conducting.stage import roles_by_name
from facilitator.core.guide.model import Shows
from facilitator.core.note import LEARNING
from facilitator.core.session import phases, turns
from facilitator.core.session.board import AddKeyword, SetPurpose
from facilitator.core.session.stage import StageView, shown, stage_view, time_view
from facilitator.ui.commands import bindings
from facilitator.ui.kit.dialog import Sheet, pick
from facilitator.ui.kit.key_line import KeyLine, key_words
from facilitator.ui.kit.line import Line
from facilitator.ui.session.board import Board
from facilitator.ui.session.capture import Capture, PrivacyLine, Scale
from facilitator.ui.session.conductor_screen import ConductorScreen
from facilitator.ui.session.earlier_commitments import EarlierCommitments
from facilitator.ui.session.frame import FrameOffer, FramePicture, frame_content
from facilitator.ui.session.guidance import (
    HintLine,
    OpeningView,
    OtherLanguage,
    PhasePrompt,
    ask_card,
    hints_now,
    show_all_hints,
)
from facilitator.ui.session.keys import (
    Moment,
    answers,
    answers_commitments,
    goes_back_to_preparation,
    goes_through,
    has_turns,
    is_done_by_key,
    shown_now,
)
from facilitator.ui.session.people import (
    PeopleLine,
    ask_missing_roles,
    ask_roles,
    ask_who_arrives,
    ask_who_arrives_or_leaves,
    ask_who_leaves,
    ask_who_speaks,
)
from facilitator.ui.session.result import ResultPicture
from facilitator.ui.session.team import SessionTeam
from facilitator.ui.session.time_and_turn import (
    EndOfTime,
    Head,
    TimeBar,
    TurnLine,
    ask_minutes_used,
    ask_plan,
)
from facilitator.words import _

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.events import Key, Resize
    from textual.widget import Widget
    from textual.widgets import Input

    from facilitator.conducting.conductor import Conductor
    from facilitator.core.session.model import Session
    from facilitator.ui.commands import Command
    from facilitator.ui.kit.fields import CaptureLine
    from facilitator.ui.session.wall import WallInPlace

_NARROW = 70
"""Columns under which a terminal is narrow."""


class SessionScreen(ConductorScreen):
    """The session screen."""

    CONTEXT = "session"
    CSS_PATH = "session.tcss"
    AUTO_FOCUS = "#capture"
    BINDINGS: ClassVar[list[Binding]] = [  # type: ignore[assignment]
        *bindings("session", priority=True),
        *(Binding(str(n), f"choose({n})", show=False, priority=True) for n in range(1, 10)),
        Binding("enter", "enter", show=False, priority=True),
    ]

    board = getters.query_one(Board)

    def __init__(self, conductor: Conductor, line: CaptureLine | None = None) -> None:
        """What is in `line` was typed before, and stands in the session's own."""
        super().__init__(conductor)
        self._line_before = line
        self._position = -1
        """The place of the phase that was shown last."""
        self.aside = HintLine(id="hint")
        self.capture = Capture(self, self.aside, id="line")
        self._scale = Scale(conductor, self.capture)
        self._wall: WallInPlace | None = None
        """What shows the screen as the room's view, once it has been asked for."""
        self._team = SessionTeam(self, self._offer_frame)
        self.team = self._team.reader
        self._other_language = OtherLanguage(self)
        self._frame_offer = FrameOffer(self)
        self._end_of_time = EndOfTime()
        self._has_been_left = False
        """Whether another screen has been over it: at first it is shown when it is mounted."""

    def compose(self) -> ComposeResult:
        yield Head(id="head")
        yield TimeBar(id="bar")
        yield OpeningView(id="opening")
        yield PhasePrompt(id="prompt")
        yield TurnLine(id="turn")
        yield PeopleLine(id="people")
        yield ResultPicture(id="result")
        yield FramePicture(id="frame")
        yield Board(id="board")
        yield EarlierCommitments(id="earlier")
        yield self.aside
        yield self.capture
        yield Static(id="trouble")
        yield PrivacyLine(id="privacy", classes="quiet-line")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        self.set_interval(1, self._tick)
        if self._line_before:
            self.capture.take_over(self._line_before)
        self._team.read()
        if not self.conductor.session.opening:
            ask_missing_roles(self)
            if words := people_not_meant(self.conductor.session.guide, len(self.names)):
                self.say(words, seconds=15)

    def on_screen_resume(self) -> None:
        if self.is_mounted and self._has_been_left:
            self.show_session()
        self._has_been_left = True
        self._team.read_again()
        self._offer_frame()

    def on_resize(self, event: Resize) -> None:
        if self.is_mounted and self.query(Line):
            self.show_session()
            self.call_after_refresh(self.show_keys)  # how narrow it is, is known by then

    # What is seen

    @property
    def marked_widget(self) -> Widget:
        """The earlier commitments while the phase shows them, else the board."""
        is_through = goes_through(self.conductor.session)
        return self.query_one(EarlierCommitments) if is_through else self.board

    def paint(self, session: Session) -> None:
        """Repaint from the current state of the session."""
        if session.live.position != self._position:
            if self._position >= 0:  # what is said at the start is of the phase that begins
                self.unsay()
            self._position = session.live.position
            left = self.capture.fit()
            self.aside.ask("")  # what was asked there is not to stand here
            if left:
                self.say(_("“{text}” waits under its own question.").format(text=left))
            self._other_language.forget()
        view = self._view()
        self._show_result(session)
        frame = self.query_one(FramePicture)
        shows_frame = Shows.FRAME in view.shows and not (view.opening or view.closing)
        frame.show(self.team.frame if shows_frame else None, whole=view.makes_frame)
        if view.opening:
            earlier = tuple(kept.commitment for kept in self.team.earlier or ())
            self.query_one(OpeningView).show(self._other_language.session(session), earlier)
        self.query_one(PhasePrompt).show_view(
            view,
            why_no_result=self.team.why_no_result,
            phones_wait=answers(session) and bool(self.navigator.room.way_in(0)),
        )
        self.query_one(PeopleLine).show_view(view, roles_by_name(session))
        self._show_board(session)
        self._show_earlier(session)
        pictures = (self.query_one(ResultPicture), frame, self.query_one(EarlierCommitments))
        filled = self.capture.heading is not None or any(widget.display for widget in pictures)
        classes = {
            "-opening": view.opening,
            "-quiet": view.quiet and not view.opening,
            "-alone": not (filled or view.opening),
            "-through": answers_commitments(session),
            "-boardless": not headings(session),
        }
        self.update_classes(classes)  # at once: each time all styles are looked at
        self.query_one(Head).show(view, self._code_above)
        self._show_time(view)
        self._show_notices(session)
        if self._wall:
            self._wall.show(view, self._team.own)
        self.show_keys()

    def _view(self) -> StageView:
        """What the room may see now, in the language that is shown."""
        session = self._other_language.session(self.conductor.session)
        return stage_view(session, self.conductor.now())

    def _show_result(self, session: Session) -> None:
        picture = self.query_one(ResultPicture)
        is_shown = Shows.RESULT in shown(session) or session.live.result_shown
        picture.display = is_shown and not session.opening
        if picture.display:
            none = (
                _("No result of this team has been closed yet.")
                if self.team.is_result_read
                else "…"
            )
            picture.show(self._team.own.result, none, session.note.theme_word)

    def _show_earlier(self, session: Session) -> None:
        picture = self.query_one(EarlierCommitments)
        picture.display = goes_through(session)
        if picture.display:
            picture.show(self.team.earlier, session)
            if self.team.earlier is None:
                self.team.read_earlier(session.note.team)

    def _show_board(self, session: Session) -> None:
        shown = headings(self._other_language.session(session))
        at = self.capture.show(shown)
        self.board.show(self._scale.with_mark(shown, at), at)
        self.capture.explain(self._scale.keys)

    def _show_time(self, view: StageView) -> None:
        """Repaint what changes every second."""
        self.query_one(TurnLine).show_view(view)
        self.query_one(TimeBar).show(view.time)
        self.query_one(Head).show_used(self.conductor.session, self.conductor.now())

    @property
    def _code_above(self) -> str:
        """The code for latecomers, where it does not fit next to the privacy line."""
        code = self.navigator.room.way_in(0)
        return code if len(code) > self.query_one(PrivacyLine).room else ""

    def _show_notices(self, session: Session) -> None:
        trouble = self.query_one("#trouble", Static)
        text = ""
        if self.conductor.trouble:
            text = not_saved_words(self.conductor.trouble.reason, is_tried_again=True)
        trouble.update(Content.styled(text, "bold $mark"))
        trouble.display = bool(text)
        had_more = self.aside.has_more
        self.aside.show_hints(self._hints(session))
        self._show_privacy(session)
        if had_more != self.aside.has_more:
            self.show_keys()

    def _show_privacy(self, session: Session) -> None:
        """Show next to the privacy line what there is to say first of all."""
        words = ""
        if self.aside.has_more and self.aside.most_rows and not session.opening:
            key = key_words(self.workspace.settings.keymap.get("session.hints", "f12"))
            words = _("… more: {key}").format(key=key)
        elif self.capture.heading is not None and self.capture.takes_words:
            words = _("# gives it a tag")
        line = self.query_one(PrivacyLine)
        line.show_beside(self.navigator.room.way_in(line.room) or words)

    def _hints(self, session: Session) -> list[str]:
        session = self._other_language.session(session)
        hints = hints_now(session, self.capture.heading)
        if answers(session) and self.team.measured:  # how to answer is over
            return [hint for hint in hints if hint not in session.phase.hints]
        return [self.capture.why_full, *hints] if self.capture.why_full else hints

    def _tick(self) -> None:
        if self.conductor.tick():
            self.say(_(questions.ASLEEP), seconds=30)
        time = time_view(self.conductor.session, self.conductor.now())
        if self._end_of_time.is_now(time) and self.workspace.settings.sound:
            self.app.bell()
        if self.is_current and not self.conductor.is_saving:  # under a dialog too
            view = self._view()
            self._show_time(view)
            if self._wall:
                self._wall.show(view, self._team.own)
            self._show_notices(self.conductor.session)

    # Keys: which of them do what at a moment is in `keys`

    @property
    def _moment(self) -> Moment:
        capture, team = self.capture, self.team
        return Moment(
            self.conductor.session,
            is_written=bool(capture.written),
            takes_words=capture.takes_words,
            is_missed=capture.is_missed,
            scale=self._scale.question,
            has_result=team.measured is not None,
            has_frame=team.frame is not None,
            has_earlier=bool(team.earlier),
            has_more_hints=self.aside.has_more,
            is_narrow=self.app.size.width < _NARROW,
        )

    def key_commands(self) -> tuple[Command, ...]:
        return shown_now(super().key_commands(), self._moment)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return is_done_by_key(action, self._moment) and super().check_action(action, parameters)

    async def action_enter(self) -> None:
        if self.conductor.session.opening:
            self.action_next_phase()
        elif number := self.capture.take_digit():
            self.action_choose(number)
        elif self.capture.written.strip():
            self.capture.save()
        elif self._scale.question:
            self._choose_by(1)
        elif self.capture.heading == COMMITMENTS and self.conductor.session.phase.when_then:
            self.capture.ask_commitment()

    def on_key(self, event: Key) -> None:
        """A letter that no line takes is answered; what is typed after it is part of the words."""
        if not event.is_printable or self.capture.takes_words:
            return
        if not self.capture.is_missed and not self.conductor.session.opening:
            self.say(self._scale.why_no_words)
        self.capture.miss()

    def on_mouse_down(self) -> None:
        self.capture.miss_no_more()

    # What is chosen: a question, a level of its scale, what has become of a commitment

    def action_choose(self, number: int) -> None:
        all_headings = headings(self.conductor.session)
        if answers_commitments(self.conductor.session):
            self._answer(number)
        elif number <= len(all_headings):
            self.capture.heading = all_headings[number - 1].id
            if not self.conductor.is_saving:  # a click does not wait for it
                self._show_board(self.conductor.session)
                self._show_notices(self.conductor.session)

    def _answer(self, digit: int) -> None:
        """Say what has become of the marked commitment."""
        event = self.query_one(EarlierCommitments).answer(digit)
        if event and self.do(event):
            nothing = _("Nothing is said of it.")
            self.say(nothing if event.is_taken_back else status_words(event.followed.status))

    def on_board_chosen(self, event: Board.Chosen) -> None:
        self.action_choose(event.index + 1)

    def action_question_up(self) -> None:
        self._choose_by(-1)

    def action_question_down(self) -> None:
        self._choose_by(1)

    def _choose_by(self, step: int) -> None:
        """Choose another heading; before the first phase, scroll the text."""
        session = self.conductor.session
        if session.opening:
            self.query_one(OpeningView).scroll_relative(y=2 * step, animate=False)
            if self._wall:
                self._wall.page(step)
            return
        if answers_commitments(session):
            self.query_one(EarlierCommitments).move(step)
            return
        self.capture.choose_by(step)
        self._show_board(session)
        self._show_notices(session)

    def _step_level(self, step: int) -> bool:
        """Choose the next or previous level; False where the arrows mean something else."""
        if has_turns(self.conductor.session):
            return False
        if self._scale.question is None:
            # There is no turn for them to be for: what they can be for is the scale beside.
            has_scale = self._scale.choose_question()
            self.show_session()
            return has_scale
        if event := self._scale.step(step):
            self.do(event)
        else:
            self._show_board(self.conductor.session)
        return True

    def action_more(self) -> None:
        self._count(1)

    def action_fewer(self) -> None:
        self._count(-1)

    def _count(self, step: int) -> None:
        if event := self._scale.count(step):
            self.do(event)

    # What is written

    def on_input_changed(self, event: Input.Changed) -> None:
        if self._wall:
            self._wall.show_typing()
        self.aside.ask(self.capture.remark)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()  # Enter is ours already

    def action_undo(self) -> None:
        """Undo a masking in the line; without one, the last event."""
        if not self.capture.bring_back():
            super().action_undo()

    def action_commitment(self) -> None:
        """Add a commitment; the text in the line is what it is about."""
        self.capture.commit()

    def action_learning_point(self) -> None:
        if self.may(AddKeyword(LEARNING, "-")):
            self.ask(
                _(questions.WHAT_WAS_LEARNED),
                lambda text: AddKeyword(LEARNING, text),
                done=_("Noted. It is shown at the close."),
            )

    def action_purpose(self) -> None:
        purpose = self.conductor.session.note.purpose or ""
        self.ask(_(questions.WHAT_FOR), SetPurpose, value=purpose)

    def action_edit_board(self) -> None:
        from facilitator.ui.session.edit_board import EditBoard

        self.app.push_screen(EditBoard(self.conductor, self.capture.heading))

    # Time and phases

    def action_toggle_clock(self) -> None:
        if self.conductor.session.opening:
            self.action_next_phase()
        else:
            self.do(phases.Pause() if self.conductor.session.running else phases.Start())

    def action_next_phase(self) -> None:
        session = self.conductor.session
        if session.opening:
            self._go_on(phases.NextPhase())
        elif ways := session.phase.ways:
            goes_to = [way.goes_to for way in ways]
            taken = session.live.ways.get(session.phase.id)
            pick(
                self,
                _(questions.WHICH_WAY),
                [(way.label, phases.TakeWay(way.goes_to)) for way in ways],
                self._go_on,
                marked=goes_to.index(taken) if taken else 0,
            )
        elif session.next_position is None:
            self.action_close()
        else:
            self._go_on(phases.NextPhase())

    def _go_on(self, event: phases.NextPhase | phases.TakeWay) -> None:
        if self.do(event):
            ask_missing_roles(self)
            self._offer_frame()

    def action_previous_phase(self) -> None:
        if goes_back_to_preparation(self.conductor.session):
            self.action_preparation()
        else:
            self.do(phases.PreviousPhase())

    def action_preparation(self) -> None:
        """Change team, people, roles and purpose; the session goes on with them."""
        from facilitator.ui.session.prepare import PrepareScreen

        session = self.conductor.session
        if session.guide.private:
            self.say(_(questions.NOTHING_PREPARED))
            return

        def changed(_none: None) -> None:
            if self.conductor.session.note.team != session.note.team:
                self._team.read()
                self._team.read_again()

        self.app.push_screen(PrepareScreen(session.guide, running=self.conductor), changed)

    def action_thinking_pause(self) -> None:
        self.do(phases.ThinkingPause())

    def action_prolong(self) -> None:
        if self.do(phases.a_minute_more(self.conductor.session, self.conductor.now())):
            self.say(_("One minute more."))

    def action_wrap_up(self) -> None:
        self.do(phases.WrapUp())

    def action_set_elapsed(self) -> None:
        ask_minutes_used(self)

    def action_plan(self) -> None:
        ask_plan(self)

    # Turns and people

    def action_pass_on(self) -> None:
        if not self._step_level(1):
            self.do(turns.PassOn())

    def action_turn_back(self) -> None:
        if not self._step_level(-1):
            self.do(turns.TurnBack())

    def action_pass_turn(self) -> None:
        self.do(turns.PassTurn())

    def action_new_round(self) -> None:
        self.do(turns.NewRound())

    def action_give_word(self) -> None:
        ask_who_speaks(self)

    def action_arrive(self) -> None:
        ask_who_arrives(self)

    def action_leave(self) -> None:
        ask_who_leaves(self)

    def action_people(self) -> None:
        ask_who_arrives_or_leaves(self)

    def action_roles(self) -> None:
        ask_roles(self)

    # To look at

    def action_hints(self) -> None:
        show_all_hints(self, self._hints(self.conductor.session))

    def action_cards(self) -> None:
        ask_card(self)

    def action_other_language(self) -> None:
        self._other_language.toggle()

    async def action_wall(self) -> None:
        from facilitator.ui.session.wall import WallInPlace

        self._wall = self._wall or WallInPlace(self, self.capture)
        await self._wall.toggle()

    def action_room(self) -> None:
        self.navigator.room.show()

    def action_answer(self) -> None:
        self.navigator.measurement.answer()

    def action_result(self) -> None:
        """Show the whole result; one answered in this session, show to the room or hide."""
        session = self.conductor.session
        if answers(session) and self.team.measured:
            self.do(phases.ShowResult(not session.live.result_shown))
        elif Shows.RESULT in shown(session):
            self._team.show_latest_result()
        else:
            self.say(_(phases.NO_RESULT))

    def action_since_last(self) -> None:
        self.navigator.follow_up(team=self.conductor.session.note.team)

    def action_frame(self) -> None:
        """Show the team's frame; where a new version is made, to take over its texts."""
        session, frame = self.conductor.session, self.team.frame
        if frame is None:
            self.say(_(questions.NO_FRAME))
        elif (whole := session.guide.makes == "frame") and not session.opening:
            from facilitator.ui.session.edit_board import TakeOver

            self.app.push_screen(TakeOver(self.conductor, frame))
        else:
            self.app.push_screen(Sheet(frame_content(frame, whole=whole)))

    def _offer_frame(self) -> None:
        """Offer the texts of the frame in force for a new version whose board is empty."""
        if not self.capture.written:
            self._frame_offer.make(self.team.frame)

    # The end

    def action_close(self) -> None:
        """Go to the close; text that is on no board is asked about first."""
        self.capture.ask_about_unsaved(self._close)

    def _close(self) -> None:
        if self.conductor.session.opening or self.do(phases.BeginClose()):
            self._show_close()

    def _show_close(self) -> None:
        from facilitator.ui.session.close import CloseScreen

        self.app.push_screen(CloseScreen(self.conductor, is_wall=self.has_class("-wall")))

    def follow_session(self, words: str) -> None:
        if self.conductor.session.live.closing:
            self._show_close()
        else:
            super().follow_session(words)

    def action_leave_running(self) -> None:
        self.navigator.leave(self.navigator.go_home)
