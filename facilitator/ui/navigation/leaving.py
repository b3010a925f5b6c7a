"""Leaving what is open: it stays as it is, and what would be lost is asked about first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from facilitator.words import _, refusal_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from facilitator.store.measurement.answers import MeasurementKeeper
    from facilitator.store.session_file import NotSaved
    from facilitator.ui.navigation.room import RoomNavigator
    from facilitator.ui.navigation.stack import Current, ScreenStack


class Leaving:
    """Lets go of the open session or measurement."""

    def __init__(self, stack: ScreenStack, current: Current, room: RoomNavigator) -> None:
        self._stack = stack
        self._current = current
        self._room = room

    def leave(self, then: Callable[[], object]) -> None:
        """Let go of the open session or measurement, which stays as it is, and go on with `then`.

        Asks first where something would be lost. What is being ended is not left.
        """
        if self._is_writing_end():
            return
        if conductor := self._current.conductor:
            conductor.save()
            conductor.when_saved(partial(self._save_measurement, partial(self._leave, then)))
        else:
            self._save_measurement(partial(self._leave, then))

    def _leave(self, then: Callable[[], object]) -> None:
        measuring, conductor = self._current.measuring, self._current.conductor
        lost = self._lost_of_measurement(measuring) if measuring else None
        if conductor:
            lost = lost or _not_saved(conductor.trouble) or self._room.lost

        def go() -> None:
            self._release_measurement(lambda: self._room.close(conductor, then))

        self._confirm_loss(lost, go)

    def leave_measurement(self) -> None:
        """Let go of the measurement, which stays as it is: back to the session it is in, or home.

        Asks first where something would be lost. What is being ended is not left.
        """
        if self._is_writing_end():
            return
        measuring = self._current.measuring
        if not (self._current.conductor and measuring):
            self.leave(self._stack.go_home)
            return

        def leave() -> None:
            go = partial(self._release_measurement, self.go_back_to_session)
            self._confirm_loss(self._lost_of_measurement(measuring), go)

        self._save_measurement(leave)

    def go_back_to_session(self, words: str = "") -> None:
        """The open session, with a word on what has just happened."""
        from facilitator.ui.session.screen import SessionScreen

        app = self._stack.app
        while not isinstance(app.screen, SessionScreen):
            app.pop_screen()
        if words:
            app.screen.say(words, seconds=15)

    def _is_writing_end(self) -> bool:
        """Whether the end of what is open is being written, and then it is said."""
        from facilitator.ui.kit.worker import is_writing_end

        is_saving = is_writing_end(self._stack.app)
        if is_saving:
            self._stack.say(_("It is being saved just now. Leave once that is done."))
        return is_saving

    def _confirm_loss(self, lost: str | None, go: Callable[[], None]) -> None:
        if lost is None:
            go()
        else:
            self._stack.confirm(lost, _("Yes, leave"), go)

    def _save_measurement(self, then: Callable[[], object]) -> None:
        """Try once more to save answers that are not on the disk, and go on with `then`."""
        measuring = self._current.measuring
        if measuring and measuring.unsaved:
            self._stack.save(measuring.save, lambda _trouble: then())
        else:
            then()

    def _release_measurement(self, then: Callable[[], object]) -> None:
        measuring, self._current.measuring = self._current.measuring, None
        if measuring:
            self._room.end_answering(measuring, then)
        else:
            then()

    def _lost_of_measurement(self, keeper: MeasurementKeeper) -> str | None:
        """What is lost if the measurement is left now, as a question; None: nothing."""
        from facilitator.ui.measurement.answering import AnswerScreen

        if keeper.unsaved:
            return _not_saved(keeper.unsaved)
        screens = self._stack.app.screen_stack
        if any(isinstance(screen, AnswerScreen) and screen.has_answers for screen in screens):
            return _("Somebody is answering. Leave, and discard these answers?")
        return None


def _not_saved(trouble: NotSaved | None) -> str | None:
    """That what is left now is lost, as a question, where it is not saved."""
    title = _("Not saved: {why} Leave all the same, and lose it?")
    return title.format(why=refusal_words(trouble.reason)) if trouble else None
