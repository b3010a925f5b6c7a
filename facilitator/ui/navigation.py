"""Which screen leads to which: home, doors, sessions, measurements, what was kept.

It alone knows every screen, and loads each where it is first shown, with the models it needs. What
is asked on the way from one to the next (a guide's gates, what speaks against a measurement) is
asked here.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar, cast

from textual.content import Content

from facilitator.conducting.workspace import DIALOGUE, Workspace
from facilitator.core.errors import Refused
from facilitator.core.guide.entry import Door
from facilitator.core.team import same_team
from facilitator.ui.kit.cover import Blank, cover_if_small
from facilitator.ui.kit.dialog import Pick, confirm, pick
from facilitator.ui.rubbish import keep_what_is_loaded
from facilitator.words import _, language, said

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from textual.app import App
    from textual.screen import Screen

    from facilitator.conducting.conductor import Conductor
    from facilitator.core.guide.model import Guide
    from facilitator.core.measurement.note import Measurement
    from facilitator.core.measurement.result import Result, Withheld
    from facilitator.core.measurement.trend import Step
    from facilitator.core.session.model import Session
    from facilitator.core.session.opening import SessionSetup
    from facilitator.store.archive import Archive
    from facilitator.store.guides import GuideEntry
    from facilitator.store.left_open import LeftOpen
    from facilitator.store.measurement.answers import MeasurementKeeper
    from facilitator.store.measurement.notes import MeasurementFile, Measurements
    from facilitator.store.session_file import Keeper, NotSaved
    from facilitator.ui.kit.key_queue import KeyQueue
    from facilitator.ui.kit.screen import RoomScreen

T = TypeVar("T")
U = TypeVar("U")

HOLD: Final = 0.1
"""Seconds that keys wait at most for where the last one leads."""
HOLD_AT_START: Final = 5.0
"""And where the program starts with a session, whose first words are on screen by then."""


MOST_TRIED: Final = 4
"""How many take part where a guide is tried out that does not say for how many it is."""


class _StaysShut(Exception):  # noqa: N818 an answer, no error
    """A guide's gate does not open."""


class Navigator:
    """Shows the screens of one app, and holds what is open in them: one session or measurement."""

    def __init__(self, app: App[int], workspace: Workspace, keys: KeyQueue) -> None:
        self._app = app
        self._workspace = workspace
        self._keys = keys
        self.conductor: Conductor | None = None
        """The session that is open."""
        self.measuring: MeasurementKeeper | None = None
        """The measurement that is open."""
        self._opening = False
        """Whether a session or a measurement is being opened."""
        self._is_loaded = False

        self._tried: tuple[Workspace, bool] | None = None
        """While a guide is tried out: the workspace that waits, and whether the program ends with
        the trial."""

    @property
    def workspace(self) -> Workspace:
        """The archive, the guides, the settings and the clock that the screens work with."""
        return self._workspace

    @property
    def in_session(self) -> bool:
        """Whether a session is open under what is shown."""
        return self.conductor is not None

    def go_home(self, words: str = "") -> None:
        """The home screen, with a word on what has just happened."""
        from facilitator.ui.home.screen import HomeScreen

        self.conductor = None
        if self._tried:
            (self._workspace, ends), self._tried = self._tried, None
            if ends:
                self._app.exit(0, message=words)
                return
        home = self._app.screen_stack[0]
        if not isinstance(home, HomeScreen):
            self._show_alone(HomeScreen(words))
            return
        home.tell(words)
        while len(self._app.screen_stack) > 1:
            self._app.pop_screen()

    def load(self) -> None:
        """Load what the first steps from home need: in a thread, while nobody has taken one."""
        if self._is_loaded:
            return
        self._is_loaded = True
        import facilitator.ui.session.prepare  # noqa: F401 loaded to be there

        self.load_session()
        keep_what_is_loaded()

    def load_session(self) -> None:
        """Load what a session needs: in a thread, while its first words are seen."""

    def open_door(self, door: Door) -> None:
        """What is behind a door: its guides, or the one there is."""
        if door is Door.MEASURE:
            self._open_measuring()
            return
        if door is Door.ROLE_MODEL:
            from facilitator.ui.role_model.screen import RoleModelScreen

            self._app.push_screen(RoleModelScreen())
            return
        workspace, lang = self._workspace, language()

        def show(behind: tuple[Sequence[GuideEntry], bool]) -> None:
            guides, has_frames = behind
            if has_frames:
                self._show_frames(guides)
            else:
                self._show_door(door, guides)

        self._read(
            lambda: (workspace.guides.entries(lang), door is Door.FRAME and workspace.has_frames()),
            show,
        )

    def _show_frames(self, guides: Sequence[GuideEntry]) -> None:
        from facilitator.ui.frame.screen import FrameScreen

        behind = [(entry.title, entry.id) for entry in guides if entry.door is Door.FRAME]
        self._app.push_screen(FrameScreen(behind))

    def _show_door(self, door: Door, guides: Sequence[GuideEntry]) -> None:
        rows: list[tuple[Content, Callable[[], None]]] = []
        abouts: list[str] = []
        if door is Door.FOLLOW_UP:
            rows.append((Content.styled(_("Commitments"), "bold"), self.follow_up))
            abouts.append(_("What became of what we agreed?"))
        for entry in guides:
            if entry.door is door:
                from facilitator.conducting.format import minutes_total

                minutes = (f"  {minutes_total(entry.minutes)}", "$muted")
                words = Content.assemble((entry.title, "bold"), minutes)
                rows.append((words, partial(self.prepare, entry.id)))
                abouts.append(entry.summary)
        if len(rows) == 1:
            rows[0][1]()
        else:
            from facilitator.ui.kit.dialog import MenuScreen

            title = _("Follow-up") if door is Door.FOLLOW_UP else _("Which format?")
            self._app.push_screen(MenuScreen(title, rows, abouts))

    def leave(self, then: Callable[[], object]) -> None:
        """Let go of the open session or measurement, which stays as it is, and go on with `then`.

        Asks first where something would be lost.
        """
        measuring, conductor = self.measuring, self.conductor
        lost = self._lost_of_measurement(measuring) if measuring else None
        if conductor:
            conductor.save()
            lost = lost or _not_saved(conductor.trouble)

        def go() -> None:
            if measuring:
                measuring.release()
                self.measuring = None
            if conductor:
                conductor.keeper.release()
            then()

        if lost is None:
            go()
        else:
            confirm(self._app, lost, _("Yes, leave"), go)

    # Sessions

    def prepare(
        self, guide_id: str, *, team: str = "", names: str = "", start: bool = False
    ) -> None:
        """The form before a session, once its guide has been read.

        `start`: it begins at once, unless something is to be settled in the form.
        """

        def read() -> Guide:
            from facilitator.core.guide.vocabulary import in_words_of

            guide = self._workspace.guides.guide(guide_id, language())
            return in_words_of(guide, self._workspace.archive.citizen)

        self._read(
            read,
            lambda guide: self._prepare(guide, team=team, names=names, start=start),
            refused=lambda why: self.go_home(said(why)),
        )

    def _prepare(self, guide: Guide, *, team: str, names: str, start: bool) -> None:
        """The form, behind the guide's gates; what is one person's own has neither."""
        if guide.private:
            from facilitator.core.session.opening import SessionSetup

            self.begin(SessionSetup(guide, guide.title), start=start)
            return
        from facilitator.ui.session.prepare import PrepareScreen

        def show(begin_at: str | None) -> None:
            self._show_alone(
                PrepareScreen(guide, team=team, names=names, start=start, begin_at=begin_at)
            )

        self._through_gates(guide, show)

    def _through_gates(self, guide: Guide, go_on: Callable[[str | None], object]) -> None:
        """Go on behind the guide's gates, with the phase that they lead to; None: the first."""
        if not guide.gates:
            go_on(None)
            return
        if len(self._app.screen_stack) == 1 and not self._tried:
            self.go_home()  # where a gate that stays shut leads

        async def ask() -> None:
            try:
                go_on(await self._begin_at(guide))
            except _StaysShut:
                if self._tried:
                    self.go_home()
            except Refused as refused:
                self._app.notify(said(refused), markup=False)

        self._app.run_worker(ask())

    async def _begin_at(self, guide: Guide) -> str | None:
        """Ask at each gate, and give the phase that they lead to. Nothing of it is recorded.

        Raises _StaysShut where nobody answers, and where an answer has a card and goes nowhere.
        """
        begin_at = None
        for gate in guide.gates:
            choices = [(choice.label, choice) for choice in gate.choices]
            answer = self._app.push_screen(Pick(gate.text, choices), wait_for_dismiss=True)
            cover_if_small(self._app, self._app.size)
            choice = await answer
            if choice is None:
                raise _StaysShut
            begin_at = choice.goes_to or begin_at
            if choice.card:
                from facilitator.store.guides import card_of
                from facilitator.ui.kit.dialog import CardScreen

                card = CardScreen(card_of(guide, choice.card))
                await self._app.push_screen(card, wait_for_dismiss=True)
                if choice.goes_to is None:
                    raise _StaysShut
        return begin_at

    def begin(self, setup: SessionSetup, *, start: bool = False) -> None:
        """A new session, from now on a file on this machine. Raises Refused.

        The guide's gates are asked about first, where that has not been done; so is an archive in
        which the note could not be saved as it is now.
        """
        from dataclasses import replace

        from facilitator.conducting.setup import session_of

        if setup.guide.gates and not setup.gates_passed:

            def begin_behind(begin_at: str | None) -> None:
                passed = replace(setup, gates_passed=True, begin_at=begin_at)
                self.begin(passed, start=start)

            self._through_gates(setup.guide, begin_behind)
            return

        archive = self._archive_of(setup.guide)
        session = session_of(setup, self._workspace.clock)
        begin = partial(self._begin, archive, session, start=start)
        if self._tried:
            begin()
            return

        def ask(why: Refused) -> None:
            if len(self._app.screen_stack) == 1:
                self.go_home()
            title = _(
                "The archive cannot be written to, so this session could not be saved there when "
                "it is closed: {why} Begin all the same? Closing it tries again."
            ).format(why=said(why))
            confirm(self._app, title, _("Yes, begin"), begin)

        hold = HOLD_AT_START if start else HOLD
        self._read(archive.prepare, lambda _there: begin(), ask, hold=hold)

    def _archive_of(self, guide: Guide) -> Archive:
        """Where its note is to lie: what is one person's own lies with that person."""
        if not guide.private:
            return self._workspace.archive
        from facilitator.store.private import private_archive

        return private_archive()

    def _begin(
        self, archive: Archive, session: Session, *, start: bool, though_alone: bool = False
    ) -> None:
        from facilitator.conducting.conductor import Conductor
        from facilitator.core.frame import MADE_ALONE, is_made_alone
        from facilitator.core.session.phases import Start
        from facilitator.store.session_file import Keeper, TrialKeeper

        if is_made_alone(session) and not though_alone and not self._tried:
            if len(self._app.screen_stack) == 1:
                self.go_home()
            begin = partial(self._begin, archive, session, start=start, though_alone=True)
            confirm(self._app, _(MADE_ALONE), _("Yes, make a draft alone"), begin)
            return
        kind = TrialKeeper if self._tried else Keeper
        keeper = kind.begin(archive, session)
        conductor = Conductor(session, keeper, self._workspace.clock)
        conductor.trouble = keeper.unsaved
        if start:
            conductor.do(Start())
        self._conduct(conductor)

    def show_guides(self) -> None:
        """The guides as pages, to read, copy and write."""
        from facilitator.ui.guides.screen import GuidesScreen

        self._app.push_screen(GuidesScreen())

    def try_out(self, guide: Guide, *, ends: bool = False) -> None:
        """A session by the guide with nobody in it, at many times the pace: nothing is written.

        With `ends` the program ends with it. Raises Refused.
        """
        from facilitator.conducting.setup import people_of
        from facilitator.conducting.workspace import TRIAL_PACE, TrialWorkspace
        from facilitator.core.session.opening import SessionSetup

        at_least, at_most = guide.people_at_least or 1, guide.people_at_most or MOST_TRIED
        people = 1 if guide.private else max(at_least, min(guide.people or MOST_TRIED, at_most))
        setup = SessionSetup(guide, _("Trial"), people_of(str(people)))
        self._tried = (self._workspace, ends)
        self._workspace = TrialWorkspace(self._workspace)
        words = _("A trial at {n} times the pace. Nothing is written.").format(n=round(TRIAL_PACE))
        self._app.notify(words, timeout=10, markup=False)
        self.begin(setup, start=True)

    def resume(self, path: Path) -> None:
        """Go on with a session; one that is open elsewhere can be followed.

        One that an earlier version kept in the archive is taken over first, on a yes.
        """
        from facilitator.store.session_file import Keeper
        from facilitator.store.state import STATE

        def go_on() -> None:
            self._resume(path, lambda: Keeper.resume(path))

        def offer_end_or_go_on(old: LeftOpen | None) -> None:
            if old:
                self._offer_end(old, go_on)
            else:
                go_on()

        if path.suffix == STATE:
            self._read(lambda: self._workspace.left_open(path), offer_end_or_go_on)
            return
        archive = self._workspace.archive

        if len(self._app.screen_stack) == 1:
            self.go_home()
        title = _(
            "This session lies in the archive, where an earlier version of the program kept it. "
            "It may be open on somebody else's machine. Take it over? From then on it is on this "
            "machine alone, until it is closed."
        )
        take_over = partial(self._resume, path, lambda: Keeper.take_over(archive, path))
        confirm(self._app, title, _("Yes, take it over"), take_over)

    def _offer_end(self, old: LeftOpen, go_on: Callable[[], None]) -> None:
        """Ask what is to become of a session that was left open."""
        from facilitator.store.state import destroy_state
        from facilitator.words import date_words

        def destroy() -> None:
            gone = destroy_state(old.state.path)
            self.go_home(
                _("Nothing of the session was kept.")
                if gone
                else _("The session could not be destroyed: it may be open in another window.")
            )

        def ask_first() -> None:
            title = _("Destroy the session for good? It cannot be undone.")
            confirm(self._app, title, _("Yes, destroy it"), destroy)

        if len(self._app.screen_stack) == 1:
            self.go_home()
        title = _(
            "This session has been open since {since}. On {until} it is destroyed. Close it, or "
            "destroy it now?"
        ).format(since=date_words(old.since), until=date_words(old.until))
        choices = [(_("Go on with it, and close it"), go_on), (_("Destroy it"), ask_first)]
        pick(self._app, title, choices, lambda chosen: chosen())

    def _resume(self, path: Path, resume: Callable[[], tuple[Keeper, Session]]) -> None:
        from facilitator.store.lock import AlreadyOpen

        def refused(why: Refused) -> None:
            if isinstance(why, AlreadyOpen):
                from facilitator.ui.session.follow import FollowScreen

                self._show_alone(FollowScreen(path))
                self._app.notify(_("The session is open in another window."), markup=False)
            else:
                self.go_home(said(why))

        self._open_once(resume, lambda opened: self._go_on(*opened), refused)

    def _go_on(self, keeper: Keeper, session: Session) -> None:
        """The session that was opened again, on screen."""
        from facilitator.conducting.conductor import Conductor
        from facilitator.core.session.phases import Woke
        from facilitator.core.session.timing import LONG_SLEEP

        clock = self._workspace.clock
        conductor = Conductor(session, keeper, clock)
        gap = (clock.now() - session.live.seen).total_seconds()
        conductor.do(Woke(session.live.seen))
        self._conduct(conductor)
        if session.live.masked_on_disk:
            words = _(
                "A number that you said was no CPR number stood in memory alone, and is masked "
                "now. Write it again where it belongs; Ctrl+Z brings it back."
            )
            self._app.notify(words, timeout=30, markup=False)
        if session.running and gap > LONG_SLEEP:
            self._app.notify(_("The time away is not counted."), markup=False)

    def _conduct(self, conductor: Conductor) -> None:
        """The session on screen."""
        from facilitator.ui.session.screen import SessionScreen

        self.conductor = conductor
        self._show_alone(SessionScreen(conductor))
        if conductor.session.live.closing:
            from facilitator.ui.session.close import CloseScreen

            self._app.push_screen(CloseScreen(conductor))

    # Measurements

    def _open_measuring(self) -> None:
        from facilitator.ui.measurement.door import MeasureDoor

        self._app.push_screen(MeasureDoor())

    def ask_measure(self) -> None:
        """The form before a measurement."""
        from facilitator.ui.measurement.open import OpenMeasure

        self._app.push_screen(OpenMeasure())

    def answer(self) -> None:
        """From a session into its measurement, or to the result where that is closed.

        Before there is one: into the team's open measurement, or the form before a new one.
        """
        from facilitator.ui.measurement.open import OpenMeasure

        if self.conductor is None:
            return
        if self._tried:
            self._app.notify(_("In a trial nobody is measured."), markup=False)
            return
        session = self.conductor.session
        team, attached = session.note.team, session.live.measurement

        def read() -> MeasurementFile | None:
            files = self._workspace.measurements().files
            for file in files:
                if file.measurement.id == attached:
                    return file
            ours = (f for f in files if f.measurement.is_open)
            return next((f for f in ours if same_team(f.measurement.team, team)), None)

        def go(file: MeasurementFile | None) -> None:
            if file is None:
                self._app.push_screen(OpenMeasure(team, expected=len(session.present) or None))
            elif file.measurement.is_open:
                self.go_on_measuring(file.path)
            else:
                self.show_result(file.measurement)

        self._read(read, go)

    def begin_measuring(self, team: str, scale: int, label: str, expected: int | None) -> None:
        """A new measurement on this machine; where something speaks against it, that is asked.

        Raises Refused.
        """
        from facilitator.core.measurement.lifecycle import opened
        from facilitator.store.session_file import new_id

        today = self._workspace.today
        measurement = opened(
            measurement_id=new_id(today),
            team=team,
            today=today,
            language=language(),
            scale=scale,
            label=label,
            expected=expected,
        )

        def open_or_ask(doubts: list[str]) -> None:
            if not doubts:
                self._open(measurement)
                return
            title = "\n".join([*doubts, _("Measure all the same?")])
            confirm(self._app, title, _("Yes, measure again"), partial(self._open, measurement))

        self._read(lambda: self._doubts(measurement), open_or_ask)

    def _doubts(self, new: Measurement) -> list[str]:
        """What speaks against measuring that team now."""
        from facilitator.core.measurement.overlap import on_this_occasion

        notes = self._workspace.measurements().notes
        least = self._workspace.archive.responses_at_least
        doubts = []
        if any(other.is_open and same_team(other.team, new.team) for other in notes):
            doubts.append(_("This team has a measurement that is still open."))
        if on_this_occasion(new.team, new.date, notes, least):
            doubts.append(
                _(
                    "This team was measured less than four weeks ago. If the same people give the "
                    "same answers, it cannot be closed: the two could give an answer away."
                )
            )
        if self._workspace.without_dialogue(new.team, notes):
            doubts.append(_("You have not talked about the last result yet."))
        return doubts

    def _open(self, measurement: Measurement) -> None:
        from facilitator.store.measurement.answers import MeasurementKeeper

        archive, others = self._workspace.archive, self._workspace.measurements
        self._open_once(
            lambda: MeasurementKeeper.begin(archive, measurement, others=others), self._measure
        )

    def go_on_measuring(self, path: Path) -> None:
        """Go on with an open measurement, or say why not."""
        from facilitator.store.lock import AlreadyOpen
        from facilitator.store.measurement.answers import MeasurementKeeper

        archive, others = self._workspace.archive, self._workspace.measurements

        def refused(why: Refused) -> None:
            words = said(why)
            if isinstance(why, AlreadyOpen):
                words = _("This measurement is open in another window: answer there.")
            self._app.notify(words, markup=False)

        if len(self._app.screen_stack) == 1:
            self.go_home()  # where what stands in the way is read
        self._open_once(
            lambda: MeasurementKeeper.resume(archive, path, others=others), self._measure, refused
        )

    def _measure(self, keeper: MeasurementKeeper) -> None:
        from facilitator.ui.measurement.hand_over import HandOver

        self.measuring = keeper
        if self.conductor is None:
            self._show_alone(HandOver(keeper))
            return
        self._attach(self.conductor, keeper.measurement.id)
        self._go_back_to_session()
        self._app.push_screen(HandOver(keeper))
        cover_if_small(self._app, self._app.size)

    def _attach(self, conductor: Conductor, measurement_id: str | None) -> None:
        """That measurement is the session's."""
        from facilitator.core.session.phases import AttachMeasurement

        if conductor.session.live.measurement != measurement_id:
            conductor.do(AttachMeasurement(measurement_id))

    def _go_back_to_session(self, words: str = "") -> None:
        from facilitator.ui.session.screen import SessionScreen

        while not isinstance(self._app.screen, SessionScreen):
            self._app.pop_screen()
        if words:
            self._app.screen.say(words, seconds=15)

    def leave_measuring(self) -> None:
        """Let go of the measurement, which stays as it is: back to the session it is in, or home.

        Asks first where something would be lost.
        """
        measuring = self.measuring
        if not (self.in_session and measuring):
            self.leave(self.go_home)
            return

        def go() -> None:
            measuring.release()
            self.measuring = None
            self._go_back_to_session()

        if lost := self._lost_of_measurement(measuring):
            confirm(self._app, lost, _("Yes, leave"), go)
        else:
            go()

    def _lost_of_measurement(self, keeper: MeasurementKeeper) -> str | None:
        """What is lost if the measurement is left now, as a question; None: nothing."""
        from facilitator.ui.measurement.answer import AnswerScreen

        if keeper.unsaved and (trouble := keeper.save()):
            return _not_saved(trouble)
        screens = self._app.screen_stack
        if any(isinstance(screen, AnswerScreen) and screen.has_answers for screen in screens):
            return _("Somebody is answering. Leave, and discard these answers?")
        return None

    def end_measuring(self, closed: Measurement | None) -> None:
        """The measurement on screen has come to its end: home, and its result if it has one.

        In a session: back to it; the result is not for that moment.
        """
        self.measuring = None
        words = _("The measurement and its answers are deleted.")
        if self.conductor:
            self._attach(self.conductor, closed.id if closed else None)
            if closed:
                words = (
                    _("The measurement is closed. The door Measure has its result.")
                    if closed.figures
                    else _("The measurement is closed. Too few have answered for a result.")
                )
            self._go_back_to_session(words)
            return
        self.go_home("" if closed else words)
        if closed:
            self.show_result(closed)

    def show_result(self, measurement: Measurement) -> None:
        """A closed measurement's result."""
        from facilitator.ui.measurement.result import ResultScreen

        workspace = self._workspace

        def read() -> tuple[Result | Withheld, Measurements, bool]:
            known = workspace.measurements()
            course = workspace.course_of(measurement.team, known.notes)
            return workspace.result_of(measurement, known.notes), known, len(course) > 1

        def show(read: tuple[Result | Withheld, Measurements, bool]) -> None:
            result, known, has_course = read
            self._app.push_screen(ResultScreen(measurement, result, known, has_course=has_course))

        self._read(read, show)

    def show_trend(self, team: str) -> None:
        """A team's results over time."""
        from facilitator.ui.measurement.result import TrendScreen

        def show(steps: tuple[Step, ...]) -> None:
            self._app.push_screen(TrendScreen(team, steps))

        self._read(lambda: self._workspace.course_of(team), show)

    def open_dialogue(self, team: str = "") -> None:
        """The talk about a result; where there is none, the theme sheet's advice first."""

        def go_on(latest: tuple[Measurement, Result] | None) -> None:
            if latest:
                self.prepare(DIALOGUE, team=latest[0].team)
                return
            title = _(
                "There is no result to talk about. A dialogue first takes some safety already, so "
                "it is usually best to begin with the questionnaire."
            )
            yes = _("Begin the dialogue all the same")
            confirm(self._app, title, yes, partial(self.prepare, DIALOGUE))

        if team:
            self.prepare(DIALOGUE, team=team)
        else:
            self._read(self._workspace.latest_result, go_on)

    def _read(
        self,
        read: Callable[[], T],
        show: Callable[[T], object],
        refused: Callable[[Refused], object] | None = None,
        *,
        stays: bool = False,
        hold: float = HOLD,
    ) -> None:
        """Read what the way from the screen that is shown needs: in a thread, and then go on.

        Keys wait for where it leads, `hold` seconds at most. `stays`: what has begun is gone on
        with, whatever is shown by then.
        """
        from facilitator.ui.kit.worker import read_in_thread

        def refuse(why: Refused) -> None:
            self._app.notify(said(why), markup=False)

        release = self._keys.hold(hold)

        def go(then: Callable[[U], object], value: U) -> None:
            if isinstance(self._app.screen, Blank):
                self._app.screen.say_after(partial(then, value))  # what is blank stays so
            else:
                then(value)
            self._app.screen.call_later(release)  # a screen that is left is refreshed no more

        screen = self._app.screen_stack[0] if stays else self._app.screen
        read_in_thread(
            cast("RoomScreen[object]", screen),
            lambda _go_on: read(),
            partial(go, show),
            refused=partial(go, refused or refuse),
            group="open" if stays else "go",
        )

    def _open_once(
        self,
        open_: Callable[[], T],
        show: Callable[[T], object],
        refused: Callable[[Refused], object] | None = None,
    ) -> None:
        """Open a session or a measurement in a thread, and show it; one at a time.

        What has begun is gone on with, whatever is shown by then.
        """

        def refuse(why: Refused) -> None:
            self._app.notify(said(why), markup=False)

        def end(then: Callable[[U], object], value: U) -> None:
            self._opening = False
            then(value)

        if not self._opening:
            self._opening = True
            self._read(open_, partial(end, show), partial(end, refused or refuse), stays=True)

    # What was kept

    def follow_up(self, *, team: str | None = None, note: Path | None = None) -> None:
        """What was agreed: everywhere, or by that team alone, or in that note alone."""
        from facilitator.ui.follow_up.screen import FollowUpScreen

        self._app.push_screen(FollowUpScreen(team=team, note=note))

    def look_back(self, team: str = "") -> None:
        """A team's patterns over time. Without a team it is asked which, if there are several."""
        from facilitator.store.index.notes import teams_met
        from facilitator.ui.review.screen import ReviewScreen

        if team:
            stack = self._app.screen_stack
            if (
                len(stack) > 1
                and isinstance(stack[-2], ReviewScreen)
                and same_team(stack[-2].team, team)
            ):
                stack[-1].dismiss()  # it led here
            else:
                self._app.push_screen(ReviewScreen(team))
            return
        workspace = self._workspace

        def read() -> tuple[bool, tuple[str, ...]]:
            whole = workspace.look()
            return whole, teams_met(workspace.index)

        def ask(known: tuple[bool, tuple[str, ...]]) -> None:
            whole, teams = known
            if not teams:
                none = _("There are no closed sessions in this archive.")
                words = none if whole else _("The archive is still being read.")
                self._app.notify(words, markup=False)
            elif len(teams) == 1:
                self.look_back(teams[0])
            else:
                pick(self._app, _("Which team?"), [(team, team) for team in teams], self.look_back)

        self._read(read, ask)

    def open_archive(self) -> None:
        """Everything that was kept, to search in and to read."""
        from facilitator.ui.archive.screen import ArchiveScreen

        self._app.push_screen(ArchiveScreen())

    def open_retention(self, then: Callable[[int | None], None]) -> None:
        """What has been kept as long as it may be; `then` is told in how many notes it went."""
        from facilitator.ui.archive.retention import RetentionScreen

        self._app.push_screen(RetentionScreen(), then)

    def _show_alone(self, screen: Screen[None]) -> None:
        """The screen, with nothing left under it but the app's first one."""
        while len(self._app.screen_stack) > 2:
            self._app.pop_screen()
        if len(self._app.screen_stack) == 2:
            self._app.switch_screen(screen)
        else:
            self._app.push_screen(screen)
        cover_if_small(self._app, self._app.size)


def _not_saved(trouble: NotSaved | None) -> str | None:
    """That what is left now is lost, as a question, where it is not saved."""
    title = _("Not saved: {why} Leave all the same, and lose it?")
    return title.format(why=said(trouble.reason)) if trouble else None
