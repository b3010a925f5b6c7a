"""What every screen of a running session can do: send it an event, and say what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.core.errors import Refused
from facilitator.ui.kit.dialog import Ask
from facilitator.ui.kit.screen import RoomScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from facilitator.core.session.events import Event
    from facilitator.core.text.guard import FindingKind
    from facilitator.ui.session.conductor import Conductor


class Conducting(RoomScreen[None]):
    """A screen with a session; every rule is the core's."""

    def __init__(self, conductor: Conductor) -> None:
        super().__init__()
        self.conductor = conductor

    @property
    def names(self) -> list[str]:
        """Everybody who takes part, or has."""
        return [person.name for person in self.conductor.session.live.people]

    def do(self, event: Event) -> bool:
        """The event done, or a word on why not."""
        return self.step(lambda: self.conductor.do(event))

    def step(self, step: Callable[[], None]) -> bool:
        """The step taken, or a word on why not."""
        try:
            step()
        except Refused as refused:
            self.refuse(refused)
            return False
        return True

    def action_undo(self) -> None:
        """Undo the last thing done."""
        self.step(self.conductor.undo)

    def action_redo(self) -> None:
        """Do it again."""
        self.step(self.conductor.redo)

    def ask(
        self,
        title: str,
        event: Callable[[str], Event],
        *,
        value: str = "",
        unless: Collection[FindingKind] = (),
        then: Callable[[], None] = lambda: None,
    ) -> None:
        """A line of text that becomes an event; what is refused is said in the dialog.

        `unless` is what may stand in it (see `Guard`). `then` is done when the dialog has gone.
        """

        def check(text: str) -> None:
            self.conductor.do(event(text))

        dialog = Ask(title, value=value, check=check, names=self.names, unless=unless)
        self.app.push_screen(dialog, lambda _answer: then())
