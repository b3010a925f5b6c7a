"""A session as it is led on lines: the console, the conductor, and carrying out events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.conducting.format import not_saved_words
from facilitator.conducting.guard import Guard
from facilitator.conducting.headings import fitting, headings
from facilitator.core.errors import Refused
from facilitator.linear.console import NO
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
    """Whoever leads a session: what they write on, the session, and the question they are at."""

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
        """The session as it stands."""
        return self.conductor.session

    @property
    def names(self) -> list[str]:
        """Everybody who takes part, or has."""
        return [person.name for person in self.session.live.people]

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The places on the board of the phase, in the order of their numbers."""
        return headings(self.session)

    def guard(self, *kept: str, unless: Collection[FindingKind] = ()) -> Guard:
        """A guard that remembers what this session was asked about."""
        return Guard(*kept, unless=unless, memory=self.conductor.memory)

    def fit(self) -> None:
        """Stand at the heading that fits the phase."""
        self.heading = fitting(self.session, self.heading)

    def do(self, event: Event) -> bool:
        """Do the event, or say why it is refused; gives whether it was done."""
        return self.step(lambda: self.conductor.do(event))

    def may(self, event: Event) -> bool:
        """Whether it would be done; where it would not, say so before anything is typed."""
        try:
            event.apply(self.session, self.conductor.now())
        except Refused as why:
            self.console.refuse(why)
            return False
        return True

    def step(self, step: Callable[[], object]) -> bool:
        """Do something that may be refused; say so where it is, and where it is not saved."""
        try:
            step()
        except Refused as why:
            self.console.refuse(why)
            return False
        self.tell_trouble()
        return True

    def tell_trouble(self) -> None:
        """Say that the session is not saved, or that it is again: once each."""
        trouble = self.conductor.trouble
        if trouble and not self._trouble:
            self.console.tell(_(NO), not_saved_words(trouble.reason, is_tried_again=True))
        elif self._trouble and not trouble:
            self.console.tell(_("Please note"), _("Saved now."))
        self._trouble = trouble is not None
