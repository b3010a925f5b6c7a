"""A session as it is led on lines: the console, the conductor, and carrying out events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.conducting.format import not_saved_words
from facilitator.conducting.guard import Guard
from facilitator.conducting.headings import fitting, headings
from facilitator.core.errors import Refused
from facilitator.linear.room import PhonesInRoom
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from facilitator.conducting.conductor import Conductor
    from facilitator.conducting.headings import Heading
    from facilitator.conducting.workspace import Workspace
    from facilitator.core.note import Note
    from facilitator.core.session.events import Event
    from facilitator.core.session.model import Session
    from facilitator.core.text.guard import FindingKind
    from facilitator.linear.console import Console


class Leader:
    """A session led on lines: the console, the conductor, and the heading that is written under."""

    def __init__(
        self,
        console: Console,
        conductor: Conductor,
        workspace: Workspace,
        room: PhonesInRoom | None = None,
    ) -> None:
        self.console = console
        self.conductor = conductor
        self.workspace = workspace
        self.heading: str | None = None
        """The id of the heading under which words are written; None: there is no board."""
        self.position = -1
        """The place of the phase that was told last."""
        self.frame: Note | None = None
        """The one in force in the team."""
        self.frame_is_offered = False
        self.room = room or PhonesInRoom(console, workspace)
        self._trouble = False
        """Whether it was said that the session is not saved."""

    @property
    def session(self) -> Session:
        """The current state of the session."""
        return self.conductor.session

    @property
    def names(self) -> list[str]:
        """The names of everybody who takes part, or has."""
        return [person.name for person in self.session.live.people]

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The headings of the phase's board, in the order of their numbers."""
        return headings(self.session)

    def number_of(self, heading: Heading) -> int:
        """The number of a heading of the phase's board."""
        return [each.id for each in self.headings].index(heading.id) + 1

    def guard(self, *kept: str, unless: Collection[FindingKind] = ()) -> Guard:
        """A guard with this session's memory."""
        return Guard(*kept, unless=unless, memory=self.conductor.memory)

    def fit(self) -> None:
        """Choose the heading that fits the phase."""
        self.heading = fitting(self.session, self.heading)

    def do(self, event: Event) -> bool:
        """Carry out the event, or tell why it is refused; returns whether it was carried out."""
        return self.step(lambda: self.conductor.do(event))

    def may(self, event: Event) -> bool:
        """Whether the event would be allowed; if not, tell why before anything is typed."""
        try:
            event.apply(self.session, self.conductor.now())
        except Refused as why:
            self.console.refuse(why)
            return False
        return True

    def step(self, step: Callable[[], object]) -> bool:
        """Call something that may be refused; tell a refusal, and a failed save."""
        try:
            step()
        except Refused as why:
            self.console.refuse(why)
            return False
        self.tell_trouble()
        return True

    def tell_trouble(self) -> None:
        """Tell that the session is not saved, and when it is again, once each."""
        trouble = self.conductor.trouble
        if trouble and not self._trouble:
            self.console.refuse(not_saved_words(trouble.reason, is_tried_again=True))
        elif self._trouble and not trouble:
            self.console.note(_("Saved now."))
        self._trouble = trouble is not None
