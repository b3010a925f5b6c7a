"""The ways between screens: home, doors, prepare, a session."""

from __future__ import annotations

import secrets
from contextlib import suppress
from typing import TYPE_CHECKING

from textual.content import Content

from facilitator.core.errors import Refused
from facilitator.core.guide.model import Door, Guide
from facilitator.core.guide.vocabulary import Vocabulary, in_words_of
from facilitator.core.session.opening import new_session
from facilitator.core.session.phases import Start, Woke
from facilitator.core.session.timing import LONG_SLEEP
from facilitator.store.lock import AlreadyOpen
from facilitator.store.orders import remember_order
from facilitator.store.session_file import Keeper, new_id
from facilitator.ui.kit.card import CardScreen
from facilitator.ui.kit.too_small import TooSmall, too_small
from facilitator.ui.session.conductor import Conductor
from facilitator.ui.workspace import Known
from facilitator.words import _, language, said

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.geometry import Size
    from textual.screen import Screen

    from facilitator.core.measurement.result import Result, Withheld
    from facilitator.core.session.model import Session
    from facilitator.ui.clock import Clock
    from facilitator.ui.follow_up.listing import Narrow
    from facilitator.ui.session.prepared import Prepared


class Ways(Known):
    """An app that knows its screens, and how one leads to the next."""

    conductor: Conductor | None

    def go_home(self, words: str = "") -> None:
        """The home screen, with a word on what has just happened."""
        from facilitator.ui.home.screen import HomeScreen

        self.conductor = None
        self._show_alone(HomeScreen(words))

    def open_door(self, door: Door) -> None:
        """What is behind a door: its guides, or a word where there is nothing yet."""
        if door is Door.MEASURE:
            self.open_measuring()
            return
        found = [
            (entry.title, entry.summary, self._prepares(entry.id))
            for entry in self.guides.listed(language())
            if entry.door is door
        ]
        if door is Door.FOLLOW_UP:
            about = _("What became of what we agreed?")
            found.insert(0, (_("Commitments"), about, self.follow_up))
        if not found:
            self.notify(_("This door opens in a later version."), markup=False)
        elif len(found) == 1:
            found[0][2]()
        else:
            from facilitator.ui.kit.menu import ListedScreen

            rows = [
                (Content.assemble((title, "bold"), (f"\n  {summary}\n", "$muted")), does)
                for title, summary, does in found
            ]
            self.push_screen(ListedScreen(_("Which guide?"), "", rows))

    def open_measuring(self) -> None:
        """The door Mål; its ways are in `measure_ways`."""
        raise NotImplementedError

    def result_to_talk_about(self, team: str) -> tuple[Result | Withheld, str] | None:
        """The team's latest result and the language it was asked in; see `measure_ways`."""
        raise NotImplementedError

    def follow_up(self, narrow: Narrow | None = None, *, one_team: bool = False) -> None:
        """What was agreed and what has become of it; of `one_team` alone where it is so wanted."""
        from facilitator.ui.follow_up.screen import FollowUpScreen

        self.push_screen(FollowUpScreen(narrow, one_team=one_team))

    def open_archive(self) -> None:
        """Everything that was kept, to search in and to read."""
        from facilitator.ui.archive.screen import ArchiveScreen

        self.push_screen(ArchiveScreen())

    def open_retention(self, then: Callable[[int | None], None]) -> None:
        """What has been kept as long as it may be; `then` is told in how many notes it went."""
        from facilitator.ui.archive.retention import RetentionScreen

        self.push_screen(RetentionScreen(), then)

    def _prepares(self, guide_id: str) -> Callable[[], None]:
        return lambda: self.prepare(guide_id)

    def prepare(self, guide_id: str, *, team: str = "", names: str = "") -> None:
        """The form before a session."""
        from facilitator.ui.session.prepare import PrepareScreen

        try:
            guide = self.guides.guide(guide_id, language())
        except Refused as refused:
            self.go_home(said(refused))
            return
        if guide.gates and len(self.screen_stack) == 1:
            self.go_home()  # where a gate that stays shut leads
        self._through_gates(
            guide, lambda: self._show_alone(PrepareScreen(guide, team=team, names=names))
        )

    def _through_gates(self, guide: Guide, go_on: Callable[[], object], at: int = 0) -> None:
        """A guide's gates one by one, and then on. Nothing of it is recorded."""
        if at == len(guide.gates):
            go_on()
            return
        from facilitator.ui.kit.dialog import Pick

        gate = guide.gates[at]

        def chosen(index: int | None) -> None:
            if index is None:
                return
            card = next((c for c in guide.cards if c.id == gate.choices[index].card), None)
            if card:
                self.push_screen(CardScreen(card, guide.credit))
            else:
                self._through_gates(guide, go_on, at + 1)

        self.push_screen(Pick(gate.text, [choice.label for choice in gate.choices]), chosen)

    def begin(self, prepared: Prepared, *, start: bool = False) -> None:
        """A new session, from now on a file in the archive. Raises Refused."""
        session = session_of(prepared, self.clock, self.archive.settings.citizen)
        keeper = Keeper.begin(self.archive, session)
        with suppress(Refused):  # a name that is not remembered is only typed again
            remember_order(self.archive, session.note.team, prepared.names)
        conductor = Conductor(session, keeper, self.clock)
        conductor.trouble = keeper.unsaved
        if start:
            conductor.do(Start())
        self.conduct(conductor)

    def resume(self, path: Path) -> None:
        """Go on with a session; one that is open elsewhere can be followed."""
        try:
            keeper, session = Keeper.resume(path)
        except AlreadyOpen:
            from facilitator.ui.session.follow import FollowScreen

            self._show_alone(FollowScreen(path))
            self.notify(_("The session is open in another window."), markup=False)
            return
        except Refused as refused:
            self.go_home(said(refused))
            return
        conductor = Conductor(session, keeper, self.clock)
        gap = (self.clock.now() - session.live.seen).total_seconds()
        conductor.do(Woke(session.live.seen))
        self.conduct(conductor)
        if session.running and gap > LONG_SLEEP:
            self.notify(_("The time away is not counted."), markup=False)

    def conduct(self, conductor: Conductor) -> None:
        """The session on screen."""
        from facilitator.ui.session.screen import SessionScreen

        self.conductor = conductor
        self._show_alone(SessionScreen(conductor))
        if conductor.session.live.closing:
            from facilitator.ui.session.close import CloseScreen

            self.push_screen(CloseScreen(conductor))

    def _show_alone(self, screen: Screen[None]) -> None:
        """The screen, with nothing left under it but Textual's own."""
        while len(self.screen_stack) > 2:
            self.pop_screen()
        if len(self.screen_stack) == 2:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)
        self.cover_if_small(self.size)

    def cover_if_small(self, size: Size) -> None:
        """Say so where a terminal of that size has too little room to show anything."""
        covered = isinstance(self.screen, TooSmall)
        if too_small(size) and not covered:
            self.push_screen(TooSmall())
        elif covered and not too_small(size):
            self.pop_screen()


def session_of(prepared: Prepared, clock: Clock, vocabulary: Vocabulary) -> Session:
    """What was prepared as a session about to begin. Raises Refused."""
    today = clock.today().date()
    return new_session(
        in_words_of(prepared.guide, vocabulary),
        session_id=new_id(today),
        team=prepared.team,
        today=today,
        now=clock.now(),
        names=prepared.names,
        roles=dict(prepared.roles),
        purpose=prepared.purpose,
        order=prepared.order,
        seed=secrets.randbits(32),
    )
