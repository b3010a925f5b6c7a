"""The base of screens with a running session: they send events, and repaint when it changes.

What is on screen is on disk: a session is saved in a thread before it is shown.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from facilitator.core.errors import Refused
from facilitator.core.session.commitments import AddCommitment
from facilitator.ui.kit.commitment_form import CommitmentForm
from facilitator.ui.kit.dialog import Ask
from facilitator.ui.kit.line import Aside
from facilitator.ui.kit.screen import AppScreen
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from facilitator.conducting.conductor import Conductor
    from facilitator.core.note import Commitment
    from facilitator.core.session.events import Event
    from facilitator.core.session.model import Session
    from facilitator.core.text.guard import FindingKind
    from facilitator.ui.kit.commitment_form import Filled


def commitment_event(filled: Filled) -> AddCommitment:
    """What is filled in, as something the group agrees to do."""
    return AddCommitment(filled.what, filled.owner, filled.due, filled.cue, filled.response)


class ConductorScreen(AppScreen[None]):
    """A screen with a running session: it sends events, and repaints when the session changes."""

    SAYS_ASIDE = True

    def __init__(self, conductor: Conductor) -> None:
        super().__init__()
        self.conductor = conductor

    def show_session(self) -> None:
        """Repaint from the session, unless it stands otherwise on the disk until a moment later."""
        leaving = self._pruning  # half of what would be painted is gone
        if not (self.conductor.is_saving or leaving):
            self.paint(self.conductor.session)

    def paint(self, session: Session) -> None:
        """Repaint from the session as it stands."""
        raise NotImplementedError

    def on_mount(self) -> None:
        self.conductor.changed.append(self.show_session)
        self.show_keys()
        self.show_session()

    def show_words(self) -> None:
        super().show_words()
        self.show_session()

    def on_unmount(self) -> None:
        self.conductor.changed.remove(self.show_session)

    @property
    def names(self) -> list[str]:
        """Everybody who takes part, or has."""
        return [person.name for person in self.conductor.session.live.people]

    def do(self, event: Event) -> bool:
        """Do the event, or say why it is refused; gives whether it was done."""
        return self._step(lambda: self.conductor.do(event))

    def action_undo(self) -> None:
        self._go_to(self.conductor.undo, _("Undone: {what}"))

    def action_redo(self) -> None:
        self._go_to(self.conductor.redo, _("Done again: {what}"))

    def _go_to(self, step: Callable[[], None], words: str) -> None:
        """An earlier state of the session, or a later one; and what is other in it."""
        from facilitator.conducting.changes import change_words

        self.unsay()
        before = self.conductor.session
        if self._step(step):
            what = change_words(before, self.conductor.session)
            self.follow_session(words.format(what=what) if what else "")

    def follow_session(self, words: str) -> None:
        """Show the session where it has come to by undoing or redoing, and say what has changed.

        At the close nothing else is shown, and the close nowhere else: nothing is saved that the
        room does not see.
        """
        below = self.app.screen_stack[-2]
        if self.conductor.session.live.closing and isinstance(below, ConductorScreen):
            self.dismiss()
            below.follow_session(words)
        elif words:
            self.say(words)

    def say(self, text: str, *, seconds: float = 5) -> None:
        # What is said of a change is said with it, and not of what is shown before.
        self.conductor.when_saved(partial(super().say, text, seconds=seconds))

    def unsay(self) -> None:
        """What was said in passing holds no longer."""
        for aside in self.query(Aside):
            aside.unsay()

    def _step(self, step: Callable[[], None]) -> bool:
        try:
            step()
        except Refused as refused:
            self.refuse(refused)
            return False
        return True

    def may(self, event: Event) -> bool:
        """Whether it would be done; where it would not, that is said before anything is typed."""
        if refused := self.why_not(event):
            self.refuse(refused)
        return refused is None

    def why_not(self, event: Event) -> Refused | None:
        """Why it would not be done; None: it would."""
        try:
            event.apply(self.conductor.session, self.conductor.now())
        except Refused as refused:
            return refused
        return None

    def ask_commitment(
        self,
        event: Callable[[Filled], Event],
        before: Commitment | None = None,
        *,
        when_then: bool,
        what: str = "",
        advice: str = "",
        then: Callable[[], object] = lambda: None,
    ) -> None:
        """A commitment that becomes an event; what is refused is said in its form.

        `before` is one that is changed; `when_then`, `what` and `advice` are those of
        `CommitmentForm`. `then` is called once it is agreed.
        """

        def agree(form: CommitmentForm, filled: Filled) -> None:
            self.conductor.do(event(filled))
            form.done()
            then()

        self.app.push_screen(
            CommitmentForm(
                self.workspace.today,
                agree,
                before,
                what=what,
                names=self.names,
                memory=self.conductor.memory,
                when_then=when_then,
                alone=self.conductor.session.guide.private,
                advice=advice,
            )
        )

    def ask(
        self,
        title: str,
        event: Callable[[str], Event],
        *,
        value: str = "",
        to_change: bool = False,
        unless: Collection[FindingKind] = (),
        done: str = "",
    ) -> None:
        """A line of text that becomes an event; what is refused is said in the dialog.

        `value` and `to_change` are those of `Ask`, `unless` is what may stand in it (see `Guard`).
        `done` is said when it is, `{text}` in it what was typed.
        """

        def check(text: str) -> None:
            self.conductor.do(event(text))

        self.app.push_screen(
            Ask(
                title,
                value=value,
                to_change=to_change,
                check=check,
                names=self.names,
                unless=unless,
                memory=self.conductor.memory,
            ),
            lambda text: self.say(done.format(text=text)) if text is not None and done else None,
        )
