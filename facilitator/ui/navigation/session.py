"""How a session is prepared, passes its guide's gates, is begun, tried out and resumed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from facilitator.core.errors import Refused
from facilitator.ui.kit.cover import cover_if_small
from facilitator.ui.navigation.stack import HOLD, HOLD_AT_START
from facilitator.words import _, refusal_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from facilitator.conducting.conductor import Conductor
    from facilitator.core.guide.model import Guide
    from facilitator.core.session.model import Session
    from facilitator.core.session.opening import SessionSetup
    from facilitator.store.archive import Archive
    from facilitator.store.left_open import LeftOpen
    from facilitator.store.session_file import Keeper
    from facilitator.ui.kit.fields import CaptureLine
    from facilitator.ui.navigation.room import RoomNavigator
    from facilitator.ui.navigation.stack import Current, ScreenStack


MOST_TRIED: Final = 4
"""How many take part where a guide is tried out that does not say for how many it is."""


class SessionNavigator:
    """Leads to a session."""

    def __init__(self, stack: ScreenStack, current: Current, room: RoomNavigator) -> None:
        self._stack = stack
        self._current = current
        self._room = room
        self.line_at_start: CaptureLine | None = None
        """What is typed in while the session that the program starts with is loaded."""

    def load(self) -> None:
        """Load what a session needs: in a thread, while its first words are seen."""
        import facilitator.conducting.setup
        import facilitator.store.remembered_order
        import facilitator.store.session_file
        import facilitator.ui.session.screen  # noqa: F401

    # A new one

    def prepare(
        self, guide_id: str, *, team: str = "", names: str = "", start: bool = False
    ) -> None:
        """The form before a session, once its guide has been read.

        `start`: it begins at once, unless something is to be settled in the form.
        """
        workspace = self._current.workspace

        self._stack.read(
            lambda: workspace.guide(guide_id),
            lambda guide: self._prepare(guide, team=team, names=names, start=start),
            refused=lambda why: self._stack.go_home(partial(refusal_words, why)),
        )

    def _prepare(self, guide: Guide, *, team: str, names: str, start: bool) -> None:
        """The form, behind the guide's gates; what is one person's own has neither."""
        if guide.private:
            from facilitator.core.session.opening import SessionSetup

            self.begin(SessionSetup(guide, guide.title), start=start)
            return
        from facilitator.ui.session.prepare import PrepareScreen

        def show(begin_at: str | None) -> None:
            self._stack.show_alone(
                PrepareScreen(guide, team=team, names=names, start=start, begin_at=begin_at)
            )

        self._pass_gates(guide, show)

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

            self._pass_gates(setup.guide, begin_behind)
            return

        archive = self._current.workspace.archive_of(setup.guide)
        session = session_of(setup, self._current.workspace.clock)
        line, self.line_at_start = self.line_at_start, None
        begin = partial(self._begin, archive, session, start=start, line=line)
        if self._current.is_trial:
            begin()
            return

        def ask(why: Refused) -> None:
            self._stack.put_home_below()
            from facilitator.conducting.questions import begin_unsaved

            self._stack.confirm(begin_unsaved(why), _("Yes, begin"), begin)

        hold = HOLD_AT_START if start else HOLD
        self._stack.read(
            archive.prepare, lambda _there: begin(), ask, hold=hold, letters=line is None
        )

    def _begin(
        self,
        archive: Archive,
        session: Session,
        *,
        start: bool,
        line: CaptureLine | None,
        though_alone: bool = False,
    ) -> None:
        from facilitator.conducting.conductor import Conductor
        from facilitator.core.frame import MADE_ALONE, is_made_alone
        from facilitator.core.session.phases import Start
        from facilitator.store.session_file import Keeper

        if is_made_alone(session) and not though_alone and not self._current.is_trial:
            self._stack.put_home_below()
            begin = partial(self._begin, archive, session, start=start, line=line)
            yes = _("Yes, make a draft alone")
            self._stack.confirm(_(MADE_ALONE), yes, partial(begin, though_alone=True))
            return
        clock = self._current.workspace.clock
        if self._current.trial_keeper:
            conductor = Conductor(session, self._current.trial_keeper, clock)
        else:
            conductor = Conductor(session, Keeper(archive), clock, self._stack.save)
        if start:
            conductor.do(Start())
        else:
            conductor.save()
        conduct = partial(self._conduct, conductor, line)
        conductor.when_saved(partial(self._stack.when_seen, conduct))
        if self._current.is_trial:  # in the session's own line: before, it would cover the prompt
            from facilitator.conducting.trial import PACE

            words = _("A trial at {n} times the pace. Nothing is written.").format(n=round(PACE))
            self._stack.say(words, seconds=10)

    def try_out(self, guide: Guide, *, ends: bool = False) -> None:
        """A session by the guide with nobody in it, at many times the pace: nothing is written.

        With `ends` the program ends with it. Raises Refused.
        """
        from facilitator.conducting.setup import people_of
        from facilitator.core.session.opening import SessionSetup

        at_least, at_most = guide.people_at_least or 1, guide.people_at_most or MOST_TRIED
        people = 1 if guide.private else max(at_least, min(guide.people or MOST_TRIED, at_most))
        setup = SessionSetup(guide, _("Trial: nothing is saved"), people_of(str(people)))
        self._current.begin_trial(ends=ends)
        self.begin(setup, start=True)

    # Its gates

    def _pass_gates(self, guide: Guide, go_on: Callable[[str | None], object]) -> None:
        """Go on behind the guide's gates, with the phase that they lead to; None: the first.

        Nothing of what is answered there is recorded.
        """
        if not guide.gates:
            go_on(None)
            return
        if not self._current.is_trial:
            self._stack.put_home_below()  # where a gate that stays shut leads

        from facilitator.conducting.setup import StaysShut

        async def ask() -> None:
            try:
                go_on(await self._begin_at(guide))
            except StaysShut:
                if self._current.is_trial:
                    self._stack.go_home()
            except Refused as refused:
                self._stack.refuse(refused)

        self._stack.app.run_worker(ask())

    async def _begin_at(self, guide: Guide) -> str | None:
        """Ask at each gate, and give the phase that they lead to.

        Raises StaysShut.
        """
        from facilitator.conducting.setup import card_behind, leads_to
        from facilitator.ui.kit.dialog import PickScreen, card_sheet

        app, begin_at = self._stack.app, None
        for gate in guide.gates:
            choices = [(choice.label, choice) for choice in gate.choices]
            answer = app.push_screen(PickScreen(gate.text, choices), wait_for_dismiss=True)
            cover_if_small(app, app.size)
            choice = await answer
            if card := card_behind(guide, choice):
                await app.push_screen(card_sheet(card), wait_for_dismiss=True)
            begin_at = leads_to(choice) or begin_at
        return begin_at

    # One that has begun

    def resume(self, path: Path) -> None:
        """Go on with a session; one that is open elsewhere can be followed.

        One that an earlier version kept in the archive is taken over first, on a yes.
        """
        from facilitator.conducting.questions import TAKE_OVER
        from facilitator.store.session_file import Keeper
        from facilitator.store.state import STATE

        workspace = self._current.workspace

        def go_on() -> None:
            self._resume(path, lambda: Keeper.resume(path))

        def offer_end_or_go_on(old: LeftOpen | None) -> None:
            if old:
                self._offer_end(old, go_on)
            else:
                go_on()

        if path.suffix == STATE:
            self._stack.read(lambda: workspace.left_open(path), offer_end_or_go_on)
            return

        self._stack.put_home_below()
        archive = workspace.archive
        take_over = partial(self._resume, path, lambda: Keeper.take_over(archive, path))
        self._stack.confirm(_(TAKE_OVER), _("Yes, take it over"), take_over)

    def _offer_end(self, old: LeftOpen, go_on: Callable[[], None]) -> None:
        """Ask what is to become of a session that was left open."""
        from facilitator.conducting.closing import destroy_session
        from facilitator.conducting.questions import (
            DESTROY,
            DESTROY_FOR_GOOD,
            GO_ON,
            close_or_destroy,
        )
        from facilitator.ui.kit.dialog import pick

        def ask_first() -> None:
            self._stack.confirm(
                _(DESTROY_FOR_GOOD),
                _("Yes, destroy it"),
                lambda: self._stack.go_home(destroy_session(old)),
            )

        self._stack.put_home_below()
        choices = [(_(GO_ON), go_on), (_(DESTROY), ask_first)]
        pick(self._stack.app, close_or_destroy(old), choices, lambda chosen: chosen())

    def _resume(self, path: Path, resume: Callable[[], tuple[Keeper, Session]]) -> None:
        from facilitator.store.lock import AlreadyOpen

        def refused(why: Refused) -> None:
            if isinstance(why, AlreadyOpen):
                from facilitator.ui.session.second_window import SecondWindow

                self._stack.show_alone(SecondWindow(path))
            else:
                self._stack.go_home(partial(refusal_words, why))

        self._stack.open_once(resume, lambda resumed: self._go_on(*resumed), refused)

    def show_wall(self, path: Path | None) -> None:
        """The room's view of the session in that file, or of the one that is being led."""
        from facilitator.ui.session.second_window import SecondWindow

        self._stack.show_alone(SecondWindow(path, stays=True))

    def _go_on(self, keeper: Keeper, session: Session) -> None:
        """The session that was opened again, on screen."""
        from facilitator.conducting.conductor import Conductor
        from facilitator.core.session.phases import Woke

        clock = self._current.workspace.clock
        conductor = Conductor(session, keeper, clock, self._stack.save)
        conductor.do(Woke(session.live.seen))
        show_again = partial(self._show_again, conductor, session)
        conductor.when_saved(partial(self._stack.when_seen, show_again))

    def _show_again(self, conductor: Conductor, session: Session) -> None:
        """A session that is gone on with, as it was when it was left."""
        from facilitator.conducting.questions import NOT_COUNTED
        from facilitator.core.session.timing import LONG_SLEEP

        gap = (conductor.now() - session.live.seen).total_seconds()
        if session.live.room:  # a crash ended it: phones wait for it
            self._room.want()
        self._conduct(conductor)
        if session.live.masked_on_disk:
            words = _(
                "A number that you said was not a CPR number was held in memory alone, and "
                "is masked now. Write it again where it belongs; then Ctrl+Z takes the mask off."
            )
            self._stack.say(words, seconds=30)
        if session.running and gap > LONG_SLEEP:
            self._stack.say(_(NOT_COUNTED))

    def _conduct(self, conductor: Conductor, line: CaptureLine | None = None) -> None:
        """The session on screen."""
        from facilitator.ui.session.screen import SessionScreen

        self._current.conductor = conductor
        self._stack.show_alone(SessionScreen(conductor, line))
        if conductor.session.live.closing:
            from facilitator.ui.session.close import CloseScreen

            self._stack.push(CloseScreen(conductor))
        self._room.begin_if_wanted()
