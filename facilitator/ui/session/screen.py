"""The session screen, as the facilitator sees it: prompt, turn, time, board, capture line.

It repaints from the session and sends it events; all rules are in the core.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from facilitator.conducting import questions
from facilitator.conducting.cards import card_words, cards_at_hand, guide_hints
from facilitator.conducting.earlier_commitments import ANSWERS
from facilitator.conducting.format import not_saved_words, status_words
from facilitator.conducting.guard import NOTHING_PRIVATE
from facilitator.conducting.headings import (
    COMMITMENTS,
    THEME,
    first_scale,
    headings,
    number_of_keywords,
    written_last,
)
from facilitator.conducting.setup import people_not_meant, role_words
from facilitator.conducting.stage import headline as headline_of
from facilitator.conducting.stage import minutes_and_seconds, roles_by_name
from facilitator.core.errors import N_, Refused
from facilitator.core.guide.model import Card, Keeps, Shows
from facilitator.core.note import LEARNING
from facilitator.core.session import people, phases, turns
from facilitator.core.session.board import (
    AddCommitment,
    AddKeyword,
    SetPurpose,
    SetThemeWord,
)
from facilitator.core.session.stage import (
    Pace,
    StageView,
    shown,
    stage_view,
    time_view,
    turn_view,
)
from facilitator.core.session.timing import elapsed
from facilitator.core.text.guard import A_NAME, NO_TEXT
from facilitator.core.text.numbers import minutes_of
from facilitator.ui.commands import COMMANDS, bindings
from facilitator.ui.kit.app_protocol import app_of
from facilitator.ui.kit.dialog import Sheet, card_sheet, confirm, pick
from facilitator.ui.kit.form import tags_offered
from facilitator.ui.kit.lettering import Prompt
from facilitator.ui.kit.line import Aside, KeyLine, Line, key_words
from facilitator.ui.kit.worker import GoOn, read_in_thread
from facilitator.ui.session.board import Board, Capture, next_level
from facilitator.ui.session.conductor_screen import ConductorScreen, commitment_event
from facilitator.ui.session.earlier_commitments import EarlierCommitments
from facilitator.ui.session.frame import FramePicture, TakeOver, begin_with, frame_content
from facilitator.ui.session.opening import OpeningView
from facilitator.ui.session.people import PeopleLine, ask_missing_roles, ask_roles, pick_person
from facilitator.ui.session.result import ResultPicture
from facilitator.ui.session.team import TeamReader
from facilitator.ui.session.time_and_turn import TimeBar, TurnLine
from facilitator.words import _, number_words, refusal_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.events import Key, Resize
    from textual.widget import Widget
    from textual.widgets import Input

    from facilitator.conducting.conductor import Conductor
    from facilitator.core.guide.model import Guide
    from facilitator.core.measurement.note import Measurement
    from facilitator.core.measurement.result import Result
    from facilitator.core.note import BoardColumn
    from facilitator.core.session.model import Session
    from facilitator.store.guide_files import CardsFile
    from facilitator.ui.commands import Command
    from facilitator.ui.kit.form import CaptureLine

_NARROW = 70
"""Columns under which a terminal is narrow."""
ON_EMPTY_LINE = {command.action for command in COMMANDS if command.on_empty_line} | {"close"}
"""In a line that has begun Ctrl+E goes to its end."""
_DIGITS: Final = tuple("123456789")


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

    aside = getters.query_one(Aside)
    board = getters.query_one(Board)
    capture = getters.query_one(Capture)

    def __init__(self, conductor: Conductor, line: CaptureLine | None = None) -> None:
        """What is in `line` was typed before, and stands in the session's own."""
        super().__init__(conductor)
        self._line_before = line
        self._position = -1
        """The place of the phase that was shown last."""
        self._other: Guide | None = None
        """The guide in the other language, while that is shown."""
        self.team = TeamReader(self, self._offer_frame)
        self._frame_is_offered = False
        self._more_hints = False
        """Whether there are hints that have no room."""
        self._has_been_left = False
        """Whether another screen has been over it: at first it is shown when it is mounted."""
        self._time_is_left = False
        """Whether the phase had time left a second ago."""

    def compose(self) -> ComposeResult:
        with Horizontal(id="head"):
            yield Line(id="place")
            yield Line(id="used")  # by itself: it alone is repainted every second
        yield TimeBar(id="bar")
        yield OpeningView(id="opening")
        yield Prompt(id="prompt")
        yield TurnLine(id="turn")
        yield PeopleLine(id="people")
        yield ResultPicture(id="result")
        yield FramePicture(id="frame")
        yield Board(id="board")
        yield EarlierCommitments(id="earlier")
        yield Aside(id="hint")
        yield Capture(self.conductor.memory, id="line")
        yield Static(id="trouble")
        yield Line(id="privacy", classes="quiet-line")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        self.set_interval(1, self._tick)
        if self._line_before:
            self.capture.take_over(self._line_before)
        self.team.read()
        if not self.conductor.session.opening:
            ask_missing_roles(self)
            if words := people_not_meant(self.conductor.session.guide, len(self.names)):
                self.say(words, seconds=15)

    def on_screen_resume(self) -> None:
        if self.is_mounted and self._has_been_left:
            self.show_session()
        self._has_been_left = True
        if self.conductor.session.opening or self._goes_through:
            self.team.read_earlier()
        self.team.read_measured()
        self._offer_frame()

    def on_resize(self, event: Resize) -> None:
        if self.is_mounted and self.query(Line):
            self.show_session()
            self.call_after_refresh(self.show_keys)  # how narrow it is, is known by then

    # What is seen

    @property
    def marked_widget(self) -> Widget:
        """The earlier commitments while the phase shows them, else the board."""
        return self.query_one(EarlierCommitments) if self._goes_through else self.board

    def paint(self, session: Session) -> None:
        """Repaint from the current state of the session."""
        if session.live.position != self._position:
            if self._position >= 0:  # what is said at the start is of the phase that begins
                self.unsay()
            self._position = session.live.position
            left = self.capture.fit(session)
            self.aside.ask("")  # what was asked there is not to stand here
            if left:
                self.say(_("“{text}” waits under its own question.").format(text=left))
            self._other = None
        view = self._in_language(stage_view(session, self.conductor.now()))
        self._show_result(session)
        frame = self.query_one(FramePicture)
        frame.show(self.team.frame, view)
        if view.opening:
            earlier = tuple(kept.commitment for kept in self.team.earlier or ())
            self.query_one(OpeningView).show(session, earlier)
        self._show_prompt(view)
        self.query_one(PeopleLine).show_view(view, roles_by_name(session))
        self._show_board(session)
        self._show_earlier(session)
        pictures = (self.query_one(ResultPicture), frame, self.query_one(EarlierCommitments))
        filled = self.capture.heading is not None or any(widget.display for widget in pictures)
        classes = {
            "-opening": view.opening,
            "-quiet": view.quiet and not view.opening,
            "-alone": not (filled or view.opening),
            "-through": self._answers_commitments,
            "-boardless": not headings(session),
        }
        self.update_classes(classes)  # at once: each time all styles are looked at
        self._show_place(view)
        self._show_time(view)
        self._show_notices(session)
        self._show_wall(view)
        self.show_keys()

    def key_commands(self) -> tuple[Command, ...]:
        """Only what is possible now; before the first phase, how to begin."""
        session = self.conductor.session
        labels = self._labels(session)
        commands = [replace(c, label=labels.get(c.action, c.label)) for c in super().key_commands()]
        if session.opening:
            names = {"session.toggle_clock", "session.blank", "everywhere.help"}
            if not session.guide.private:
                names |= {"session.previous_phase", "session.wall"}
            if self.team.earlier:
                names.add("session.since_last")
            if self.team.frame:
                names.add("session.frame")
            return tuple(command for command in commands if command.id in names)
        if session.guide.makes == "frame" or session.phase.shows == "frame":
            commands.sort(key=lambda command: _AT_A_FRAME.get(command.id, len(_AT_A_FRAME)))
        gone = self._out_of_place(session)
        commands = [command for command in commands if not gone.get(command.action)]
        if session.live.thinking_since:
            commands.sort(key=lambda command: command.id != "session.thinking_pause")
        if self.app.size.width < _NARROW:  # what is nowhere else to be seen comes first
            commands.sort(key=lambda command: command.id != "session.hints")
        return tuple(commands)

    def _out_of_place(self, session: Session) -> dict[str, bool]:
        """Whether an action is impossible in this phase, by action; others are always possible."""
        alone, scale = session.guide.private, self._scale
        no_turn, untimed = turn_view(session) is None, session.phase.untimed
        no_counts = scale is None or session.guide.chooses_one(scale.id)
        return {
            "people": alone,
            "roles": alone,
            "wall": alone,
            "previous_phase": alone and session.previous_position is None,
            "pass_on": no_turn,
            "turn_back": no_turn,
            "pass_turn": no_turn,
            "toggle_clock": untimed,
            "prolong": untimed,
            "edit_board": not headings(session),
            "hints": not self._more_hints,
            "more": no_counts,
            "fewer": no_counts,
            "frame": self.team.frame is None,
            "commitment": not session.guide.keeps(Keeps.COMMITMENTS),
            "answer": not self._answers,
        }

    def _labels(self, session: Session) -> dict[str, str]:
        """What is called by what it does now, by action."""
        labels = {"toggle_clock": N_("Pause") if session.running else N_("Start")}
        if _goes_back_to_preparation(session):
            labels["previous_phase"] = N_("Preparation")
        if session.next_position is None:
            labels["next_phase"] = N_("To the close")
        if session.live.thinking_since:
            labels["thinking_pause"] = N_("End the pause")
        if self.team.measured:
            labels["answer"] = N_("Result")
        return labels

    @property
    def _answers(self) -> bool:
        """Whether the team's measurement is answered in this phase."""
        session = self.conductor.session
        return session.phase.shows is Shows.ANSWERING and not session.opening

    # The room's view, where there is one screen

    async def action_wall(self) -> None:
        """This screen as the room's view, and back.

        All keys are as before, since one leads the session by them: what is typed stands in its
        line while it is typed, what is said or asked above it, and then they are gone again.
        """
        from facilitator.ui.session.wall import Wall

        if not self.query(Wall):
            await self.mount(Wall(), before="#hint")
        self.toggle_class("-wall")
        self.show_session()

    def _page_wall(self, by: int) -> None:
        from facilitator.ui.session.wall import Wall

        for wall in self.query(Wall):
            wall.page(by)

    def _show_typing(self) -> None:
        """On the wall, show the capture line while it has text."""
        typing = bool(self.capture.written)
        if typing != self.has_class("-typing"):
            self.set_class(typing, "-typing")
            self.call_after_refresh(self.capture.query("*").refresh)

    def _show_wall(self, view: StageView) -> None:
        if not self.has_class("-wall"):
            return
        from facilitator.ui.session.wall import Wall

        self._show_typing()
        for picture in (ResultPicture, FramePicture, EarlierCommitments, PeopleLine):
            self.query_one(picture).display = False
        at = next((i for i, h in enumerate(view.board) if h.id == self.capture.heading), None)
        self.query_one(Wall).show(view, self.team.own, at)

    def _offer_frame(self) -> None:
        """Offer the texts of the frame in force for a new version whose board is empty."""
        session, frame = self.conductor.session, self.team.frame
        offered = self._frame_is_offered or session.guide.makes != "frame" or session.opening
        if frame is None or offered or not self.is_current or self.capture.written:
            return
        self._frame_is_offered = True
        if not number_of_keywords(session):
            with suppress(Refused):  # nothing in it fits this guide: there is nothing to ask
                begin_with(self, frame)

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
            picture.show(self.team.result, none, session.note.theme_word)

    @property
    def _goes_through(self) -> bool:
        """Whether the phase goes through the team's open commitments."""
        session = self.conductor.session
        return session.phase.shows is Shows.COMMITMENTS and not session.opening

    @property
    def _answers_commitments(self) -> bool:
        """Whether digits and arrows are for the commitments: there are no headings to choose."""
        return self._goes_through and len(headings(self.conductor.session)) < 2

    def _show_earlier(self, session: Session) -> None:
        picture = self.query_one(EarlierCommitments)
        picture.display = self._goes_through
        if picture.display:
            picture.show(self.team.earlier, session)
            if self.team.earlier is None:
                self.team.read_earlier()

    def _show_prompt(self, view: StageView) -> None:
        headline, below = headline_of(view)
        if self.app.size.height < 20 and view.board and not view.thinking:
            below = below[len(view.prompts) - 1 :]
        if view.measured and not view.thinking:
            below = (_("Enter shows the result."),) if not view.measurement else ()
            if why := self.team.why_no_result:
                below = (refusal_words(why),)
        elif self._phones_wait(view):
            below = (*below, _("Phones wait: Enter opens the measurement for them."))
        self.query_one(Prompt).show(headline, below, most_rows=self._rows_for_letters(view))

    def _phones_wait(self, view: StageView) -> bool:
        """Whether phones in the room have nothing to answer before the measurement is open."""
        return self._answers and not view.thinking and bool(self.navigator.room.way_in(0))

    def _rows_for_letters(self, view: StageView) -> int:
        """The rows a prompt in large letters may take; more where it stands alone."""
        height = self.app.size.height
        if self.workspace.settings.ascii or height < 20:
            return 0
        return height // 2 if view.quiet else height // 4 if height >= 30 else 0

    def _in_language(self, view: StageView) -> StageView:
        """The view with the guide's words in the other language, while that is shown."""
        with suppress(KeyError):  # a guide of the user's may differ between its languages
            if self._other:
                phase = self._other.phase(self.conductor.session.phase.id)
                words = {"phase": phase.title, "prompts": phase.prompts}
                return view.model_copy(update={**words, "checklist": phase.checklist})
        return view

    def _show_board(self, session: Session) -> None:
        texts = {q.id: q for q in self._other.questions} if self._other else {}
        shown = tuple(
            replace(h, text=h.text if h.is_asked else texts[h.id].text, about=texts[h.id].about)
            if h.id in texts
            else h
            for h in headings(session)
        )
        at = self.capture.show(shown)
        if at is not None and shown[at].scale:
            marked = replace(shown[at], marked=self.capture.level % len(shown[at].scale))
            shown = (*shown[:at], marked, *shown[at + 1 :])
        self.board.show(shown, at)
        self.capture.explain_scale(session)

    def _show_time(self, view: StageView) -> None:
        """Repaint what changes every second."""
        self.query_one(TurnLine).show_view(view)
        self.query_one(TimeBar).show(view.time)
        session = self.conductor.session
        figure = ""
        has_clock = session.phase.clock == "shown" and not session.phase.untimed
        if has_clock and not (view.opening or view.thinking):
            used = minutes_and_seconds(elapsed(session, self.conductor.now()))
            planned = minutes_and_seconds(session.live_phase.minutes * 60)
            figure = _("{used} of {planned}").format(used=used, planned=planned)
        self.query_one("#used", Line).show(right=Content.styled(figure, "$muted"))

    @property
    def _code_above(self) -> tuple[str, ...]:
        """The code for latecomers, where it does not fit next to the privacy line."""
        width = self.app.size.width - len(_(NOTHING_PRIVATE)) - 5
        code = self.navigator.room.way_in(0)
        return (code,) if code and len(code) > width else ()

    def _show_place(self, view: StageView) -> None:
        line = self.query_one("#place", Line)
        if view.opening:
            team = "" if view.team == view.title else view.team
            line.show(" · ".join(filter(None, (*self._code_above, team))), view.title)
            return
        total = view.phases
        place = Content.assemble((view.phase, "bold"), (f"  {view.number}/{total}", "$muted"))
        if self.app.size.width >= 100 and total <= 20:
            dots = "".join("●" if i <= view.number else "○" for i in range(1, total + 1))
            place = Content.assemble(place, (f"  {dots}", "$muted"))
        line.show(" · ".join(dict.fromkeys((*self._code_above, view.title, view.team))), place)

    def _show_notices(self, session: Session) -> None:
        trouble = self.query_one("#trouble", Static)
        text = ""
        if self.conductor.trouble:
            text = not_saved_words(self.conductor.trouble.reason, is_tried_again=True)
        trouble.update(Content.styled(text, "bold $mark"))
        trouble.display = bool(text)
        self._show_hints(session)

    def _show_hints(self, session: Session) -> None:
        """Show as many whole hints as fit, and whether there are more."""
        hints = self._hints(session)
        width, height = max(20, self.app.size.width - 2), self.app.size.height
        room = 0 if height < 20 else 5 if height >= 32 else 2  # -short and -tall come later
        each = [[str(row).rstrip() for row in Content(hint).wrap(width)] for hint in hints]
        fit = [len(rows) <= room for rows in accumulate(each)]
        rows = [row for hint in each[: max(1, sum(fit))] for row in hint]
        more = not all(fit) and not session.opening
        words = ""
        if more and room:
            key = key_words(self.workspace.settings.keymap.get("session.hints", "f12"))
            words = _("… more: {key}").format(key=key)
        elif self.capture.heading is not None and not self.capture.line.disabled:
            words = _("# gives it a tag")
        private = _(NOTHING_PRIVATE)
        words = self.navigator.room.way_in(width - len(private) - 3) or words
        right = words if len(private) + len(words) + 3 <= width else ""
        self.query_one("#privacy", Line).show(private, Content.styled(right, "$muted"))
        if more != self._more_hints:
            self._more_hints = more
            self.show_keys()
        self.aside.hint("\n".join(rows[:room] if room else rows))

    def _hints(self, session: Session) -> list[str]:
        hints = _hints(session, self.capture.heading)
        if self._answers and self.team.measured:  # how to answer is over
            return [hint for hint in hints if hint not in session.phase.hints]
        if self.capture.heading == COMMITMENTS and self._is_full:
            hints.insert(0, self._is_full)
        return hints

    def action_hints(self) -> None:
        hints = self._hints(self.conductor.session)
        between = "\n" if self.has_class("-short") else "\n\n"
        body = between.join(f"· {hint}" for hint in hints)
        self.app.push_screen(card_sheet(Card(id="hints", title=_("Hints"), body=body or "–")))

    def _tick(self) -> None:
        if self.conductor.tick():
            self.say(_(questions.ASLEEP), seconds=30)
        self._ring()
        if self.app.screen is self and not self.conductor.is_saving:
            view = self._in_language(stage_view(self.conductor.session, self.conductor.now()))
            self._show_time(view)
            self._show_wall(view)
            self._show_notices(self.conductor.session)

    def _ring(self) -> None:
        """Ring the bell when the time of a phase is over, where the settings ask for it."""
        pace = time_view(self.conductor.session, self.conductor.now()).pace
        was_left, self._time_is_left = self._time_is_left, pace is Pace.LEFT
        if was_left and pace in {Pace.GONE, Pace.OVER} and self.workspace.settings.sound:
            self.app.bell()

    # The capture line

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Space and arrows are keys on an empty line, and text on any other.

        A digit is text wherever there is a line: it chooses with Enter after it.
        """
        if action == "choose" and not self.capture.line.disabled:
            return False
        if (
            self.capture.is_missed
            and self.capture.line.disabled
            and (action == "toggle_clock" or (action == "choose" and not self._goes_through))
        ):
            return False
        if action in {"more", "fewer"}:
            return self.is_mounted and self._scale is not None
        if action in ON_EMPTY_LINE:
            return not (self.is_mounted and self.capture.written)
        if action == "answer":
            return self._answers and not self.capture.written
        return super().check_action(action, parameters)

    def on_key(self, event: Key) -> None:
        """A letter that no line takes is answered; what is typed after it is part of the words."""
        if not (event.is_printable and self.capture.line.disabled):
            return
        if not self.capture.is_missed and not self.conductor.session.opening:
            self.say(self._why_no_words)
        self.capture.miss()

    def on_mouse_down(self) -> None:
        self.capture.miss_no_more()

    @property
    def _why_no_words(self) -> str:
        if self._scale is None:
            return _(questions.NO_BOARD)
        if turn_view(self.conductor.session) is None:
            return _("Here you choose with ← →.")
        return _("No words are taken here: F5 counts.")

    def action_answer(self) -> None:
        self.navigator.measurement.answer()

    def action_room(self) -> None:
        self.navigator.room.show()

    async def action_enter(self) -> None:
        if self.conductor.session.opening:
            self.action_next_phase()
        elif self._digit:
            number = self._digit
            self.capture.line.value = ""
            self.action_choose(number)
        elif self.capture.written.strip():
            self._save_line()
        elif self._scale:
            self._choose_by(1)
        elif self.capture.heading == COMMITMENTS and self.conductor.session.phase.when_then:
            self._ask_commitment()

    # A digit alone in the line, and Enter: what it stands for is chosen

    @property
    def _digit(self) -> int:
        """The digit that stands alone in the line, where it means something; 0: none."""
        written = self.capture.written
        if written not in _DIGITS:
            return 0
        return int(written) if int(written) <= len(self._numbered) else 0

    @property
    def _numbered(self) -> tuple[str, ...]:
        """What the digits from 1 stand for, in words."""
        if self._answers_commitments:
            return tuple(status_words(status) for status in ANSWERS)
        return tuple(heading.text for heading in headings(self.conductor.session))

    def _remark(self) -> str:
        """What there is to say of the text in the line."""
        if digit := self._digit:
            words = _("Enter: {n} {what} · with a space after it the number is a keyword")
            return words.format(n=digit, what=self._numbered[digit - 1])
        if self.capture.heading == COMMITMENTS and self.capture.written and self._is_full:
            return self._is_full
        return self.capture.line.remark or tags_offered(self.capture.written)

    @property
    def _is_full(self) -> str:
        """Why no further commitment can be added; empty: one can."""
        refused = self.why_not(AddCommitment("-"))
        return refusal_words(refused) if refused else ""

    # A scale: the arrows choose a level, or mark the one that + and - count

    @property
    def _scale(self) -> BoardColumn | None:
        """The chosen question, where it has a scale."""
        return self.capture.scale(self.conductor.session)

    def _step_level(self, step: int) -> bool:
        """Choose the next or previous level; False where the arrows mean something else."""
        question, session = self._scale, self.conductor.session
        if turn_view(session) is not None:
            return False
        if question is None:
            # There is no turn for them to be for: what they can be for is the scale beside.
            self.capture.heading = first_scale(session, session.board) or self.capture.heading
            self.show_session()
            return self._scale is not None
        if session.guide.chooses_one(question.id):
            self.do(next_level(question, step))
        else:
            self.capture.level = (self.capture.level + step) % len(question.scale)
            self._show_board(session)
        return True

    def action_more(self) -> None:
        self._count(1)

    def action_fewer(self) -> None:
        self._count(-1)

    def _count(self, step: int) -> None:
        if question := self._scale:
            chooses_one = self.conductor.session.guide.chooses_one(question.id)
            counted = next_level if chooses_one else self.capture.counted
            self.do(counted(question, step))

    def _save_line(self) -> None:
        capture = self.capture
        if capture.heading is None:
            self.say(_(questions.NO_BOARD))
        elif not self._takes_line(capture.heading) and app_of(self).text_waits:
            capture.line.insert_text_at_cursor(" ")  # of a paste: what comes next was another line

    def _takes_line(self, heading: str) -> bool:
        """Save the line, or go on with it in a form; False where it stays to be changed."""
        if self._asks_about_line():
            return False
        text = self.capture.line.value
        if heading == COMMITMENTS:
            self._ask_commitment(text, self.capture.saved)
            return True
        is_done = self.do(SetThemeWord(text) if heading == THEME else AddKeyword(heading, text))
        if is_done:
            self.capture.saved()
        return is_done

    def _asks_about_line(self) -> bool:
        """Whether the guard has a question about the line, which is then shown."""
        question = self.capture.line.question(self.names)
        self.aside.ask(self.capture.line.remark)
        return question is not None

    def action_undo(self) -> None:
        """Undo a masking in the line; without one, the last event."""
        if self.capture.line.bring_back():
            self.aside.ask(self.capture.line.remark)
        else:
            super().action_undo()

    def on_input_changed(self, event: Input.Changed) -> None:
        if self.has_class("-wall"):
            self._show_typing()
        self.aside.ask(self._remark())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()  # Enter is ours already

    def on_board_chosen(self, event: Board.Chosen) -> None:
        self.action_choose(event.index + 1)

    def action_choose(self, number: int) -> None:
        all_headings = headings(self.conductor.session)
        if self._answers_commitments:
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

    def action_question_up(self) -> None:
        self._choose_by(-1)

    def action_question_down(self) -> None:
        self._choose_by(1)

    def _choose_by(self, step: int) -> None:
        """Choose another heading; before the first phase, scroll the text."""
        session = self.conductor.session
        if session.opening:
            self.query_one(OpeningView).scroll_relative(y=2 * step, animate=False)
            self._page_wall(step)
            return
        if self._answers_commitments:
            self.query_one(EarlierCommitments).move(step)
            return
        self.capture.choose_by(step, session)
        self._show_board(session)
        self._show_notices(session)

    def action_other_language(self) -> None:
        if self._other:
            self._other = None
            self.show_session()
            return
        workspace, guide = self.workspace, self.conductor.session.guide

        def read(_go_on: GoOn) -> Guide | None:
            return workspace.in_other_language(guide)

        def show(other: Guide | None) -> None:
            self._other = other
            if other is None:
                self.say(_(questions.ONE_LANGUAGE))
            self.show_session()

        read_in_thread(self, read, show, group="language")

    # Time

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
        if _goes_back_to_preparation(self.conductor.session):
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
                self.team.read()

        self.app.push_screen(PrepareScreen(session.guide, running=self.conductor), changed)

    def action_thinking_pause(self) -> None:
        self.do(phases.ThinkingPause())

    def action_prolong(self) -> None:
        if self.do(phases.a_minute_more(self.conductor.session, self.conductor.now())):
            self.say(_("One minute more."))

    def action_wrap_up(self) -> None:
        self.do(phases.WrapUp())

    def action_set_elapsed(self) -> None:
        used = elapsed(self.conductor.session, self.conductor.now()) / 60
        self.ask(
            _(questions.MINUTES_USED),
            lambda text: phases.SetElapsed(minutes_of(text)),
            value=number_words(round(used, 1)),
            unless=NO_TEXT,
        )

    def action_plan(self) -> None:
        from facilitator.ui.session.time_and_turn import PlanScreen

        def accepted(event: phases.AcceptRefit | None) -> None:
            if event:
                self.do(event)

        self.app.push_screen(PlanScreen(self.conductor), accepted)

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
        going = self.conductor.session.live_phase.round
        queue = going.queue if going else ()
        pick_person(
            self, _(questions.WHO_SPEAKS), queue, lambda person: self.do(turns.GiveTurn(person))
        )

    def action_arrive(self) -> None:
        self.ask(
            _(questions.WHO_ARRIVES), people.Arrive, unless=A_NAME, done=_("{text} takes part now.")
        )

    def action_leave(self) -> None:
        pick_person(self, _(questions.WHO_LEAVES), self.conductor.session.present, self._leaves)

    def _leaves(self, person: int) -> None:
        if self.do(people.Leave(person)):
            self.say(_("{name} has left.").format(name=self.conductor.session.name(person)))

    def action_people(self) -> None:
        """Somebody arrives or leaves."""
        session = self.conductor.session
        leave: list[tuple[str, Callable[[], None]]] = [
            (_("{name} leaves").format(name=session.name(person)), partial(self._leaves, person))
            for person in session.present
        ]
        arrives = (_("Somebody arrives …"), self.action_arrive)
        pick(self, _("Who arrives or leaves?"), [arrives, *leave], lambda do: do())

    def action_roles(self) -> None:
        ask_roles(self)

    # What is written otherwise

    def action_commitment(self) -> None:
        """Add a commitment; the text in the line is what it is about."""
        line = self.capture.line
        if not line.text or self._digit:
            self._ask_commitment()
        elif not self._asks_about_line():
            self._ask_commitment(line.value, self.capture.saved)

    def _ask_commitment(self, what: str = "", then: Callable[[], None] = lambda: None) -> None:
        """Open the form; `then` is called once it is agreed."""
        if not self.may(AddCommitment("-")):
            return
        session = self.conductor.session
        self.ask_commitment(
            commitment_event,
            when_then=session.phase.when_then,
            what=what or (written_last(session) if session.phase.when_then else ""),
            advice=questions.most_commitments(session),
            then=then,
        )

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

    # To look at

    def action_since_last(self) -> None:
        self.navigator.follow_up(team=self.conductor.session.note.team)

    def action_result(self) -> None:
        """Show the whole result; one answered in this session, show to the room or hide."""
        session = self.conductor.session
        if self._answers and self.team.measured:
            self.do(phases.ShowResult(not session.live.result_shown))
            return
        if Shows.RESULT not in shown(session):
            self.say(_(phases.NO_RESULT))
            return
        workspace, team = self.workspace, session.note.team

        def read(_go_on: GoOn) -> tuple[Measurement, Result] | None:
            return workspace.latest_result(team)

        def show(latest: tuple[Measurement, Result] | None) -> None:
            if latest:
                self.navigator.measurement.show_result(latest[0])
            else:
                self.say(_(phases.NO_RESULT))

        read_in_thread(self, read, show, group="whole result")

    def action_frame(self) -> None:
        """Show the team's frame; where a new version is made, to take over its texts."""
        session, frame = self.conductor.session, self.team.frame
        if frame is None:
            self.say(_(questions.NO_FRAME))
        elif (whole := session.guide.makes == "frame") and not session.opening:
            self.app.push_screen(TakeOver(self.conductor, frame))
        else:
            self.app.push_screen(Sheet(frame_content(frame, whole=whole)))

    def action_cards(self) -> None:
        """Show all cards, those of the phase first, the user's own once they are read."""
        session = self.conductor.session

        def show(files: tuple[CardsFile, ...]) -> None:
            choices = [
                row
                for heading, cards in cards_at_hand(session, files).items()
                for row in ((heading, None), *((card_words(card), card) for card in cards))
            ]
            pick(self, _(questions.WHICH_CARD), choices, self._show_card)
            for problem in [problem for file in files for problem in file.problems][:1]:
                self.say(f"{problem.place}: {refusal_words(problem)}")

        read_in_thread(self, lambda _go_on: self.workspace.guides.own_cards(), show)

    def _show_card(self, card: Card) -> None:
        self.app.push_screen(card_sheet(card))

    # The end

    def action_close(self) -> None:
        """Go to the close; text that is on no board is asked about first."""
        if not (unsaved := self.capture.unsaved):
            self._close()
            return
        title = _("This was typed, and is not on the board. Close without it?")
        confirm(
            self,
            "\n".join([title, *(f"· {text}" for text in unsaved)]),
            _("Yes, close without it"),
            self._close,
            no=_("No, back to it"),
        )

    def _close(self) -> None:
        from facilitator.ui.session.close import CloseScreen

        if self.conductor.session.opening or self.do(phases.BeginClose()):
            self.app.push_screen(CloseScreen(self.conductor, is_wall=self.has_class("-wall")))

    def action_leave_running(self) -> None:
        self.navigator.leave(self.navigator.go_home)


_AT_A_FRAME: Final = {"session.toggle_clock": 0, "session.next_phase": 1, "session.frame": 2}
"""What the key line has room for first, where a frame is made or shown."""


def _hints(session: Session, heading: str | None) -> list[str]:
    """The hints for the facilitator at this moment."""
    hints = [] if session.running else [_("The clock is paused. Space starts it.")]
    if session.live.thinking_since:
        hints.insert(0, _("F3 ends the thinking pause."))
    hints += guide_hints(session, heading)
    if session.phase.tasks:
        hints.append(_("Some have a task of their own: F6 shows it, to them alone."))
    if session.phase.choose:
        hints.append(_("F5: votes and what you pick."))
    hints += [
        _("Nobody is {role} yet: Ctrl+L.").format(role=role_words(session.guide, role).lower())
        for role in people.missing_roles(session)
        if session.present
    ]
    return hints


def _goes_back_to_preparation(session: Session) -> bool:
    """Whether going back from here leads to the preparation."""
    is_first = session.opening or session.previous_position is None
    return is_first and not session.guide.private
