"""The session on screen, as the facilitator sees it: prompt, turn, time, board, capture line.

It repaints from the session as it stands and sends it events; every rule is the core's.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content

from facilitator.core.errors import N_, Refused
from facilitator.core.guide.model import Card, Role
from facilitator.core.guide.vocabulary import in_words_of
from facilitator.core.note import LEARNING
from facilitator.core.session.board import AddCommitment, AddKeyword, SetPurpose, SetThemeWord
from facilitator.core.session.people import (
    Arrive,
    AssignRole,
    GiveWord,
    Leave,
    NewRound,
    PassOn,
    PassTurn,
    TurnBack,
)
from facilitator.core.session.phases import (
    AcceptRefit,
    BeginClose,
    NextPhase,
    Pause,
    PreviousPhase,
    Prolong,
    SetElapsed,
    Start,
    ThinkingPause,
    WrapUp,
)
from facilitator.core.session.stage import StageView, stage_view, turn_view
from facilitator.core.session.timing import elapsed
from facilitator.core.text.guard import A_NAME, NO_TEXT
from facilitator.core.text.numbers import minutes_of
from facilitator.store.guides import card_of, foundations
from facilitator.ui.commands import COMMANDS, bindings
from facilitator.ui.kit.commitment_form import CommitmentForm
from facilitator.ui.kit.dialog import CardScreen, pick
from facilitator.ui.kit.guard import NOTHING_PRIVATE
from facilitator.ui.kit.lettering import Prompt
from facilitator.ui.kit.line import Aside, KeyLine, Line
from facilitator.ui.kit.note_page import NoteSheet
from facilitator.ui.kit.worker import GoOn, read_in_thread
from facilitator.ui.session.board import COMMITMENTS, THEME, Board, Capture, headings
from facilitator.ui.session.conductor import Conductor, ConductorScreen
from facilitator.ui.session.frame import FramePicture, TakeOver, frame_content
from facilitator.ui.session.setup import role_words
from facilitator.ui.session.shown import Opening, ResultPicture
from facilitator.ui.session.time_and_turn import (
    TimeBar,
    TurnLine,
    minutes_and_seconds,
    per_person_words,
)
from facilitator.words import _, number_words, said

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.events import Resize
    from textual.widgets import Input

    from facilitator.core.guide.model import Guide
    from facilitator.core.measurement.note import Measurement
    from facilitator.core.measurement.result import Result, Withheld
    from facilitator.core.note import Commitment, Note
    from facilitator.core.session.events import Event
    from facilitator.core.session.model import Session
    from facilitator.store.guides import CardsFile
    from facilitator.ui.commands import Command
    from facilitator.ui.kit.commitment_form import Filled

ON_EMPTY_LINE = {command.action for command in COMMANDS if command.on_empty_line} | {"choose"}


class SessionScreen(ConductorScreen):
    """Conducts a session."""

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

    def __init__(self, conductor: Conductor) -> None:
        super().__init__(conductor)
        self._position = -1
        """The place of the phase that was shown last."""
        self._other: Guide | None = None
        """The guide in the other language, while that is shown."""
        self._earlier: tuple[Commitment, ...] = ()
        self._frame: Note | None = None
        """The one in force in the team."""
        """What the team agreed on earlier and has not ended, as far as it has been read."""
        self._result: tuple[Result | Withheld, str] | None = None
        """What the dialogue is about, and the language it was asked in."""
        self._result_is_read = False

    def compose(self) -> ComposeResult:
        with Horizontal(id="head"):
            yield Line(id="place")
            yield Line(id="used")  # by itself: it alone is repainted every second
        yield TimeBar(id="bar")
        yield Opening(id="opening")
        yield Prompt(id="prompt")
        yield TurnLine(id="turn")
        yield ResultPicture(id="result")
        yield FramePicture(id="frame")
        yield Board(id="board")
        yield Aside(id="hint")
        yield Capture(self.conductor.memory, id="line")
        yield Line(id="trouble")
        yield Line(id="privacy", classes="quiet-line")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        self.set_interval(1, self._tick)
        self._read_result()
        self._read_frame()

    def on_screen_resume(self) -> None:
        if self.is_mounted:
            self.show_session()
        if self.conductor.session.opening:
            self._read_earlier()

    def on_resize(self, event: Resize) -> None:
        if self.is_mounted and self.query(Line):
            self.show_session()

    # What is seen

    def show_session(self) -> None:
        """Repaint from the session as it stands."""
        session = self.conductor.session
        if session.live.position != self._position:
            self._position = session.live.position
            self.capture.fit(session)
            self._other = None
        view = self._in_language(stage_view(session, self.conductor.now()))
        self.set_class(view.opening, "-opening")
        self._show_result(session)
        self.query_one(FramePicture).show(None if view.opening else self._frame, session)
        self.set_class(view.quiet and not view.opening, "-quiet")
        if view.opening:
            self._show_opening(session)
        self._show_prompt(view)
        self._show_board(session)
        self._show_place(view)
        self._show_time(view)
        self._show_notices(session)
        self.show_keys()
        self.capture.take_letters(taken=not view.opening)

    def key_commands(self) -> tuple[Command, ...]:
        """Only what can be done now; while opening, how to begin."""
        session = self.conductor.session
        commands = [_as_it_is(command, session) for command in super().key_commands()]
        if session.opening:
            names = {"session.toggle_clock", "session.blank", "everywhere.help"}
            if self._earlier:
                names.add("session.since_last")
            if self._frame:
                names.add("session.frame")
            return tuple(command for command in commands if command.id in names)
        if turn_view(session) is None:
            gone = {"session.pass_on", "session.turn_back", "session.pass_turn"}
            commands = [command for command in commands if command.id not in gone]
        if self._frame is None:
            commands = [command for command in commands if command.id != "session.frame"]
        return tuple(commands)

    # What the archive knows, shown when it has been read

    def _read_result(self) -> None:
        """The team's latest result, where the guide has it on screen throughout."""
        workspace, session = self.workspace, self.conductor.session
        if session.guide.shows != "result":
            return

        def read(_go_on: GoOn) -> tuple[Result | Withheld, str] | None:
            return workspace.result_to_talk_about(session.note.team)

        def show(result: tuple[Result | Withheld, str] | None) -> None:
            self._result, self._result_is_read = result, True
            self.show_session()

        read_in_thread(self, read, show, group="result")

    def _read_earlier(self) -> None:
        workspace, team = self.workspace, self.conductor.session.note.team

        def read(_go_on: GoOn) -> tuple[Commitment, ...]:
            return workspace.open_commitments(team)

        def show(earlier: tuple[Commitment, ...]) -> None:
            self._earlier = earlier
            self.show_session()

        read_in_thread(self, read, show, group="earlier")

    def _read_frame(self) -> None:
        """The frame that the team has, to be looked at and to be renewed."""
        workspace, team = self.workspace, self.conductor.session.note.team

        def show(frame: Note | None) -> None:
            self._frame = frame
            if frame:
                self.show_session()

        read_in_thread(self, lambda _go_on: workspace.frame_in_force(team), show, group="frame")

    def _show_result(self, session: Session) -> None:
        picture = self.query_one(ResultPicture)
        picture.display = session.guide.shows == "result" and not session.opening
        if picture.display:
            none = _("No result of this team has been closed yet.") if self._result_is_read else "…"
            picture.show(self._result, none)

    def _show_opening(self, session: Session) -> None:
        texts = foundations(session.guide.language)
        checks = (*texts.start_check, *session.guide.checklist)
        self.query_one(Opening).show(
            session.guide, texts.ground_rules, session.note.purpose, checks, self._earlier
        )

    def _show_prompt(self, view: StageView) -> None:
        prompts = view.prompts
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

    def _in_language(self, view: StageView) -> StageView:
        """The view with the guide's words in the other language, while that is shown."""
        with suppress(KeyError):  # a guide of the user's may differ between its languages
            if self._other:
                phase = self._other.phase(self.conductor.session.phase.id)
                words = {"phase": phase.title, "prompts": phase.prompts}
                return view.model_copy(update={**words, "checklist": phase.checklist})
        return view

    def _show_board(self, session: Session) -> None:
        texts = {q.id: q.text for q in self._other.questions} if self._other else {}
        listed = tuple(replace(h, text=texts.get(h.id, h.text)) for h in headings(session))
        self.board.show(listed, self.capture.show(listed))

    def _show_time(self, view: StageView) -> None:
        """What is another every second."""
        self.query_one(TurnLine).show_view(view)
        self.query_one(TimeBar).show(view.time)
        session = self.conductor.session
        figure = ""
        if not (view.opening or view.thinking or session.phase.clock == "hidden"):
            used = minutes_and_seconds(elapsed(session, self.conductor.now()))
            planned = number_words(session.live_phase.minutes)
            figure = _("{used} of {planned} min").format(used=used, planned=planned)
        self.query_one("#used", Line).show(right=Content.styled(figure, "$muted"))

    def _show_place(self, view: StageView) -> None:
        line = self.query_one("#place", Line)
        if view.opening:
            line.show(view.team, view.title)
            return
        total = view.phases
        place = Content.assemble((view.phase, "bold"), (f"  {view.number}/{total}", "$muted"))
        if self.app.size.width >= 100 and total <= 20:
            dots = "".join("●" if i < view.number else "○" for i in range(1, total + 1))
            place = Content.assemble(place, (f"  {dots}", "$line"))
        line.show(f"{view.title} · {view.team}", place)

    def _show_notices(self, session: Session) -> None:
        trouble = self.query_one("#trouble", Line)
        text = ""
        if self.conductor.trouble:
            why = said(self.conductor.trouble.reason)
            text = _("Not saved: {why} It will be tried again.").format(why=why)
        trouble.show(Content.styled(text, "bold $mark"))
        trouble.display = bool(text)
        self.aside.hint("\n".join(_hints(session, self.capture.heading)))
        self.query_one("#privacy", Line).show(_(NOTHING_PRIVATE))

    def _tick(self) -> None:
        if self.conductor.tick():
            self.say(_("The computer was asleep. That time is not counted."), seconds=30)
        if self.app.screen is self:
            self._show_time(stage_view(self.conductor.session, self.conductor.now()))
            self._show_notices(self.conductor.session)

    # The capture line

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Space, arrows and digits are keys on an empty line, and text on any other."""
        if action in ON_EMPTY_LINE:
            return not (self.is_mounted and self.capture.written)
        return super().check_action(action, parameters)

    async def action_enter(self) -> None:
        if self.conductor.session.opening:
            self.action_next_phase()
        elif self.capture.written.strip():
            self._save_line()

    def _save_line(self) -> None:
        capture = self.capture
        if capture.heading is None:
            self.say(_("This phase has no board."))
            return
        question = capture.line.question(self.names)
        self.aside.ask(capture.line.remark)
        if question:
            return
        text = capture.line.value
        if capture.heading == COMMITMENTS:
            self._ask_commitment(text, capture.saved)
        elif self.do(
            SetThemeWord(text) if capture.heading == THEME else AddKeyword(capture.heading, text)
        ):
            capture.saved()

    def action_undo(self) -> None:
        """A masking in the line taken back; without one, the last thing undone."""
        if self.capture.line.bring_back():
            self.aside.ask(self.capture.line.remark)
        else:
            super().action_undo()

    def on_input_changed(self, event: Input.Changed) -> None:
        self.aside.ask(self.capture.line.remark)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()  # Enter is ours already

    def on_board_chosen(self, event: Board.Chosen) -> None:
        self.action_choose(event.index + 1)

    def action_choose(self, number: int) -> None:
        listed = headings(self.conductor.session)
        if number <= len(listed):
            self.capture.heading = listed[number - 1].id
            self._show_board(self.conductor.session)
            self._show_notices(self.conductor.session)

    def action_question_up(self) -> None:
        self._choose_by(-1)

    def action_question_down(self) -> None:
        self._choose_by(1)

    def _choose_by(self, step: int) -> None:
        """Another heading; while opening, the text further up or down."""
        session = self.conductor.session
        if session.opening:
            self.query_one(Opening).scroll_relative(y=2 * step, animate=False)
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
            other = workspace.guides.other_language(guide)
            return other and in_words_of(other, workspace.archive.citizen)

        def show(other: Guide | None) -> None:
            self._other = other
            if other is None:
                self.say(_("This guide exists in one language only."))
            self.show_session()

        read_in_thread(self, read, show, group="language")

    # Time

    def action_toggle_clock(self) -> None:
        if self.conductor.session.opening:
            self.action_next_phase()
        else:
            self.do(Pause() if self.conductor.session.running else Start())

    def action_next_phase(self) -> None:
        live = self.conductor.session.live
        if not self.conductor.session.opening and live.position + 1 == len(live.phases):
            self.action_close()
        elif self.do(NextPhase()):
            self._ask_missing_role()

    def action_previous_phase(self) -> None:
        self.do(PreviousPhase())

    def action_thinking_pause(self) -> None:
        self.do(ThinkingPause())

    def action_prolong(self) -> None:
        if self.do(Prolong()):
            self.say(_("One minute more."))

    def action_wrap_up(self) -> None:
        self.do(WrapUp())

    def action_set_elapsed(self) -> None:
        used = elapsed(self.conductor.session, self.conductor.now()) / 60
        self.ask(
            _("How many minutes has this phase lasted?"),
            lambda text: SetElapsed(minutes_of(text)),
            value=number_words(round(used, 1)),
            unless=NO_TEXT,
        )

    def action_plan(self) -> None:
        from facilitator.ui.session.time_and_turn import PlanScreen

        def accepted(event: AcceptRefit | None) -> None:
            if event:
                self.do(event)

        self.app.push_screen(PlanScreen(self.conductor), accepted)

    # Turns and people

    def action_pass_on(self) -> None:
        self.do(PassOn())

    def action_turn_back(self) -> None:
        self.do(TurnBack())

    def action_pass_turn(self) -> None:
        self.do(PassTurn())

    def action_new_round(self) -> None:
        self.do(NewRound())

    def action_give_word(self) -> None:
        going = self.conductor.session.live_phase.round
        self._pick_person(_("Who speaks now?"), going.queue if going else (), GiveWord)

    def action_arrive(self) -> None:
        self.ask(_("Who arrives? First name or initials."), Arrive, unless=A_NAME)

    def action_leave(self) -> None:
        self._pick_person(_("Who leaves?"), self.conductor.session.present, Leave)

    def action_roles(self) -> None:
        session = self.conductor.session

        def words(role: str) -> str:
            person = session.live.roles.get(role)
            name = session.name(person) if person is not None else "–"
            return f"{role_words(session.guide, role)}: {name}"

        roles = dict.fromkeys((*Role, *(role.id for role in session.guide.roles)))
        choices = [(words(role), role) for role in roles]
        pick(self, _("Which role?"), choices, self._ask_role)

    def _ask_role(self, role: str) -> None:
        session = self.conductor.session
        title = _("Who is {role}?").format(role=role_words(session.guide, role).lower())
        present = session.present
        self._pick_person(title, present, lambda person: AssignRole(role, person))

    def _ask_missing_role(self) -> None:
        """Where the phase needs somebody in a role and nobody has it: who."""
        session = self.conductor.session
        missing = [role for role in session.phase.roles if role not in session.live.roles]
        if missing and session.present:
            self._ask_role(missing[0])

    def _pick_person(
        self, title: str, people: Sequence[int], event: Callable[[int], Event]
    ) -> None:
        if not people:
            self.say(_("There is nobody to choose. Add people with “Somebody arrives”."))
            return
        choices = [(self.conductor.session.name(person), person) for person in people]
        pick(self, title, choices, lambda person: self.do(event(person)))

    # What is written otherwise

    def action_commitment(self) -> None:
        self._ask_commitment()

    def _ask_commitment(self, what: str = "", then: Callable[[], None] = lambda: None) -> None:
        """What, who, when; `then` is done once it is agreed."""

        def agree(form: CommitmentForm, filled: Filled) -> None:
            self.conductor.do(AddCommitment(filled.what, filled.owner, filled.due))
            form.done()
            then()

        if not self._may(AddCommitment("-")):
            return
        session = self.conductor.session
        most = session.phase.commitments_at_most or session.guide.commitments_at_most
        advice = _("The guide suggests {n} at most: small enough to succeed.").format(n=most)
        self.app.push_screen(
            CommitmentForm(
                self.workspace.today,
                agree,
                what=what,
                names=self.names,
                memory=self.conductor.memory,
                advice=advice if most else "",
            )
        )

    def action_learning_point(self) -> None:
        if self._may(AddKeyword(LEARNING, "-")):
            self.ask(_("What did we learn?"), lambda text: AddKeyword(LEARNING, text))

    def _may(self, event: Event) -> bool:
        """Whether it would be done; where it would not, that is said before anything is typed."""
        try:
            event.apply(self.conductor.session, self.conductor.now())
        except Refused as refused:
            self.refuse(refused)
            return False
        return True

    def action_purpose(self) -> None:
        purpose = self.conductor.session.note.purpose or ""
        self.ask(_("What is the session for?"), SetPurpose, value=purpose)

    def action_edit_board(self) -> None:
        from facilitator.ui.session.edit_board import EditBoard

        self.app.push_screen(EditBoard(self.conductor))

    # To look at

    def action_reactions(self) -> None:
        texts = foundations(self.conductor.session.guide.language)
        self._pick_card(_("How to respond to what was said"), texts.reactions)

    def action_since_last(self) -> None:
        self.navigator.follow_up(team=self.conductor.session.note.team)

    def action_result(self) -> None:
        session = self.conductor.session
        if session.guide.shows != "result":
            self.say(_("There is no result to show here."))
            return
        workspace, team = self.workspace, session.note.team

        def read(_go_on: GoOn) -> tuple[Measurement, Result] | None:
            return workspace.latest_result(team)

        def show(latest: tuple[Measurement, Result] | None) -> None:
            if latest:
                self.navigator.show_result(latest[0])
            else:
                self.say(_("There is no result to show here."))

        read_in_thread(self, read, show, group="whole result")

    def action_frame(self) -> None:
        """The team's frame; where a new version is made, to take its texts over from."""
        session, frame = self.conductor.session, self._frame
        if frame is None:
            self.say(_("This team has no frame yet."))
        elif session.guide.makes == "frame" and not session.opening:
            self.app.push_screen(TakeOver(self.conductor, frame))
        else:
            self.app.push_screen(NoteSheet(frame_content(frame, session)))

    def action_cards(self) -> None:
        """The phase's cards first, then the guide's, the user's own, and those of every guide."""
        guide = self.conductor.session.guide
        first = [card_of(guide, card_id) for card_id in self.conductor.session.phase.cards]

        def show(files: tuple[CardsFile, ...]) -> None:
            own = [card for file in files for card in file.cards]
            cards = (*first, *guide.cards, *own, *foundations(guide.language).cards)
            self._pick_card(_("Which card?"), tuple(dict.fromkeys(cards)))
            for problem in [problem for file in files for problem in file.problems][:1]:
                self.say(f"{problem.place}: {said(problem)}")

        read_in_thread(self, lambda _go_on: self.workspace.guides.own_cards(), show)

    def _pick_card(self, title: str, cards: Sequence[Card]) -> None:
        def words(card: Card) -> str:
            audience = _("for your eyes only") if card.audience == "facilitator" else ""
            return f"{card.title}  ({audience})" if audience else card.title

        choices = [(words(card), card) for card in cards]
        pick(self, title, choices, lambda card: self.app.push_screen(CardScreen(card)))

    # The end

    def action_close(self) -> None:
        from facilitator.ui.session.close import CloseScreen

        if self.conductor.session.opening or self.do(BeginClose()):
            self.app.push_screen(CloseScreen(self.conductor))

    def action_leave_running(self) -> None:
        self.navigator.leave(self.navigator.go_home)


def _hints(session: Session, heading: str | None) -> list[str]:
    """For the facilitator: what the moment calls for."""
    hints = [] if session.running else [_("The clock is paused. Space starts it.")]
    hints += session.phase.hints
    hints += [q.hint for q in session.guide.questions if q.id == heading and q.hint]
    people = len(session.live_phase.round.order) if session.live_phase.round else 0
    if people and (hint := per_person_words(session.live_phase.minutes * 60 / people)):
        hints.append(hint)
    return hints


def _as_it_is(command: Command, session: Session) -> Command:
    """The command by what it does now: the clock is started, or paused."""
    if command.id != "session.toggle_clock":
        return command
    return replace(command, label=N_("Pause") if session.running else N_("Start"))
