"""How a room is opened for phones and a browser, kept up to date, and ended."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

from facilitator.conducting.format import not_saved_words
from facilitator.ui.kit.cover import Blank
from facilitator.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from facilitator.conducting.conductor import Conductor
    from facilitator.conducting.team import TeamReader
    from facilitator.conducting.workspace import Workspace
    from facilitator.core.room import Certificate, KeptRoom
    from facilitator.core.session.model import Session
    from facilitator.room.invitation import Network
    from facilitator.room.participation import Participation
    from facilitator.room.server import Room
    from facilitator.room.wall import Picture
    from facilitator.store.measurement.answers import MeasurementKeeper
    from facilitator.store.session_file import NotSaved
    from facilitator.ui.navigation.stack import Current, ScreenStack

T = TypeVar("T")

EVERY: Final = 0.5
"""Seconds between two looks at what the wall is to show."""
LINGERS: Final = 15.0
"""Seconds in which phones may still ask what has become of their answers, after the end."""


class RoomNavigator:
    """Opens and ends the room, and shows it the session."""

    def __init__(self, stack: ScreenStack, current: Current) -> None:
        self._stack = stack
        self._current = current
        self._is_wanted = False
        """Whether a room is to be opened with what is being opened."""
        self._certificate: Certificate | None = None
        self._is_looking = False
        self._team: TeamReader | None = None
        self._participation: Participation | None = None
        """What phones send to the session that is open."""
        stack.went_home.append(self._linger)

    @property
    def number_told(self) -> int | None:
        """How many have answered the measurement, as the room may know it; None: no phones do."""
        return self._current.room.number_told if self._current.room else None

    def way_in(self, width: int) -> str:
        """The address and the code for those who come late, in so many cells at most.

        Empty: no room is open. The code stands there whatever the width.
        """
        room = self._current.room
        if room is None:
            return ""
        number = self._participation.number_of_texts if self._participation else 0
        written = ngettext("{n} text", "{n} texts", number).format(n=number)
        number_of = [written] if number else []
        for parts in ([room.host, room.code_words, *number_of], [room.code_words, *number_of]):
            if len(words := " · ".join(parts)) <= width:
                return words
        return room.code_words

    @property
    def lost(self) -> str | None:
        """What is lost if the session is left now, as a question; None: nothing."""
        number = self._participation.number_of_texts if self._participation else 0
        if not number:
            return None
        return ngettext(
            "Nobody has looked at {n} text from phones. Leave, and lose it?",
            "Nobody has looked at {n} texts from phones. Leave, and lose them?",
            number,
        ).format(n=number)

    def want(self, certificate: Certificate | None = None) -> None:
        """Ask for a room as soon as the session or measurement is open."""
        self._is_wanted = True
        self._certificate = certificate or self._certificate

    def begin_if_wanted(self) -> None:
        """Something is open now: a room can be."""
        if self._is_wanted:
            self._is_wanted = False
            self.show()

    def show(self) -> None:
        """How to take part; where no room is open, it is asked first whether to open one."""
        conductor = self._current.conductor
        if self._current.is_trial or (conductor and conductor.session.guide.private):
            from facilitator.conducting.questions import NOBODY_ELSE

            self._stack.say(_(NOBODY_ELSE))
        elif self._current.room:
            self._show_words_or(self._current.room)
        else:
            self._stack.read(_networks, self._ask)

    def _ask(self, networks: Sequence[Network]) -> None:
        from facilitator.ui.room import OpenRoom

        measuring = self._current.measuring

        conductor = self._current.conductor
        before = conductor.session.live.room if conductor else None
        if measuring:
            before = measuring.answers.room or before

        def answered(address: str | None) -> None:
            if address:
                open_room = partial(_opened, address, before, self._certificate)
                self._stack.read(open_room, self._begin)
            elif conductor and conductor.session.live.room:
                from facilitator.core.session.phases import KeepRoom

                conductor.do(KeepRoom(None))  # a wall elsewhere shows it no more

        self._stack.push(OpenRoom(networks, before), answered)

    def _begin(self, room: Room) -> None:
        self._current.room = room
        if self._current.measuring:
            self.begin_answering(self._current.measuring)
        if not self._is_looking:
            self._is_looking = True
            self._stack.app.set_interval(EVERY, self._update)
        self._update()
        self._show_room(room)

    def _show_words_or(self, room: Room) -> None:
        """What phones have written, where there is any; else how to take part.

        Looked at a few at a time, somebody could be known by the hour: that is asked about.
        """
        participation = self._participation
        if participation is not None and participation.has_votes:
            from facilitator.room.invitation import COUNT_FEW

            title = _(COUNT_FEW)
            self._stack.confirm(title, _("Yes, count them"), participation.count_votes)
        elif participation is None or not participation.number_of_texts:
            self._show_room(room)
        elif participation.may_look:
            self._show_words(participation)
        else:
            from facilitator.room.participation import few_texts

            look = partial(self._show_words, participation)
            self._stack.confirm(few_texts(), _("Yes, look at them"), look)

    def _show_words(self, participation: Participation) -> None:
        from facilitator.ui.room import WordsScreen

        self._stack.push(WordsScreen(participation))

    def _show_room(self, room: Room) -> None:
        from facilitator.ui.room import RoomScreen

        self._stack.push(RoomScreen(room))

    # The measurement in it

    def begin_answering(self, keeper: MeasurementKeeper) -> None:
        """Phones in the room answer it, from now on."""
        if self._current.room:
            begin = partial(self._current.room.begin_answering, keeper)
            self._stack.save(begin, self._say_not_saved)

    def end_answering(self, keeper: MeasurementKeeper, then: Callable[[], object]) -> None:
        """Let go of a measurement, and go on with `then`; what phones have handed in is written."""
        room = self._current.room

        def end() -> NotSaved | None:
            trouble = room.end_answering() if room else None
            keeper.release()
            return trouble

        def ended(trouble: NotSaved | None) -> None:
            self._say_not_saved(trouble)
            then()

        self._stack.save(end, ended)

    def _say_not_saved(self, trouble: NotSaved | None) -> None:
        if trouble:
            self._stack.say(not_saved_words(trouble.reason), seconds=20)

    # The end

    def end(self) -> None:
        """Nobody takes part by phone any more. It takes a moment until all have been told."""
        from facilitator.room.invitation import NOBODY_ANY_MORE

        if room := self._let_go():
            app = self._stack.app

            def end() -> None:
                trouble = room.end_answering()
                room.end_wall(goes_on=True)
                app.call_later(self._say_not_saved, trouble)

            app.run_worker(end, thread=True, group="write")
            app.set_timer(LINGERS, partial(self._close_in_thread, room))
        self._stack.say(_(NOBODY_ANY_MORE))

    def _close_in_thread(self, room: Room) -> None:
        app = self._stack.app

        def close() -> None:
            trouble = room.close()
            app.call_later(self._say_not_saved, trouble)

        app.run_worker(close, thread=True, group="write")

    def close(self, conductor: Conductor | None, then: Callable[[], object]) -> None:
        """End the room and let go of the session, where there are any, and go on with `then`.

        What was written and not taken is gone.
        """
        room = self._let_go()

        def end() -> NotSaved | None:
            trouble = room.close() if room else None
            if conductor:
                conductor.let_go()
            return trouble

        def ended(trouble: NotSaved | None) -> None:
            self._say_not_saved(trouble)
            then()

        if conductor:  # its room has just been taken out of it
            conductor.when_saved(partial(self._stack.save, end, ended))
        elif room:
            self._stack.save(end, ended)
        else:
            then()

    def _linger(self) -> None:
        """End the room, once phones have had time to learn that their answers count."""
        thanks = self._thanks()
        if room := self._let_go():
            room.end_wall(thanks)
            self._stack.app.set_timer(LINGERS, partial(self._close_in_thread, room))

    def _thanks(self) -> str:
        """The wall's last page after a session that was closed: what was agreed; else empty."""
        conductor = self._participation.conductor if self._participation else None
        if conductor is None or not (conductor.closed and conductor.keeper.note_file):
            return ""
        from facilitator.room.wall import thanks_html
        from facilitator.store.guides import foundations

        return thanks_html(conductor.kept(), foundations(conductor.session.guide.language).closing)

    def _let_go(self) -> Room | None:
        """The room that was open; by now the session has none."""
        if self._participation:
            self._participation.end()
        room, self._current.room, self._participation = self._current.room, None, None
        self._team = None
        return room

    # What is on the wall

    def _update(self) -> None:
        """Show the session as it is now. What is blank here is blank there (privacy.md P13)."""
        room, conductor = self._current.room, self._current.conductor
        stack = self._stack.app.screen_stack
        leaving = not stack or stack[-1]._pruning  # noqa: SLF001 half of what would be drawn is gone
        if room is None or leaving:
            return
        room.hide(is_hidden=isinstance(self._stack.app.screen, Blank))
        if conductor is not None and not conductor.is_saving:
            from facilitator.ui.room import RoomScreen

            participation = self._participation_in(room, conductor)
            participation.is_shown_large = isinstance(self._stack.app.screen, RoomScreen)
            participation.update(self._heading)
            conductor.when_saved(lambda: room.show(self._picture(conductor.session)))

    def _participation_in(self, room: Room, conductor: Conductor) -> Participation:
        from facilitator.room.participation import Participation

        participation = self._participation
        if participation is None or (participation.room, participation.conductor) != (
            room,
            conductor,
        ):
            say = partial(self._stack.say, seconds=20)
            participation = self._participation = Participation(room, conductor, say)
        return participation

    @property
    def _heading(self) -> str | None:
        """The id of the question that is chosen."""
        from facilitator.ui.session.screen import SessionScreen

        for screen in self._stack.app.screen_stack:
            if isinstance(screen, SessionScreen) and screen.is_mounted:
                return screen.capture.heading
        return None

    def _picture(self, session: Session) -> Picture:
        from facilitator.conducting.team import TeamReader
        from facilitator.core.session.stage import stage_view
        from facilitator.room.wall import Picture

        if self._team is None:
            self._team = TeamReader(self._read_part, self._update)
        view = stage_view(session, self._current.workspace.clock.now())
        return Picture(view, self._team.follow(session.note.id, view))

    def _read_part(
        self, part: str, read: Callable[[Workspace], T], keep: Callable[[T], object]
    ) -> None:
        app, workspace = self._stack.app, self._current.workspace

        def in_thread() -> None:
            app.call_later(keep, read(workspace))

        app.run_worker(in_thread, thread=True, group=f"room {part}", exit_on_error=False)


def _networks() -> Sequence[Network]:
    from facilitator.room.invitation import networks

    return networks()


def _opened(address: str, before: KeptRoom | None, certificate: Certificate | None) -> Room:
    from facilitator.room.server import Room

    return Room.open(address, before, certificate)
