"""What a screen may ask of the app and its navigator, as protocols.

The app and the navigator implement them, as mypy proves. So no screen imports either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias, TypeVar, cast

from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.message_pump import MessagePump
    from textual.screen import Screen

    from facilitator.conducting.exchanging import StoreNews
    from facilitator.conducting.workspace import Workspace
    from facilitator.core.guide.entry import Door
    from facilitator.core.guide.model import Guide
    from facilitator.core.measurement.note import Measurement
    from facilitator.core.session.opening import SessionSetup
    from facilitator.store.user_settings import Settings
    from facilitator.ui.commands import Command

T = TypeVar("T")

Words: TypeAlias = "str | Callable[[], str]"
"""What is said; or what gives it anew, where the language may be another by then."""


class Deletion(NamedTuple):
    """What came of deleting what was due."""

    notes: int
    """In how many it was deleted."""
    may_remain: bool
    """Whether other files in the archive may still hold it."""


class SessionNavigation(Protocol):
    """Where a screen may ask to go with a session."""

    def prepare(
        self, guide_id: str, *, team: str = "", names: str = "", start: bool = False
    ) -> None:
        """The form before a session, or with `start` the session, where nothing is in the way."""

    def begin(self, setup: SessionSetup, *, start: bool = False) -> None:
        """A new session; with `start` its first phase has begun. Raises Refused."""

    def resume(self, path: Path) -> None:
        """Go on with the session in that file; one that is open elsewhere is followed."""

    def try_out(self, guide: Guide, *, ends: bool = False) -> None:
        """A dry run of a guide; with `ends` the program ends with it. Raises Refused."""


class MeasurementNavigation(Protocol):
    """Where a screen may ask to go with a measurement."""

    def ask(self) -> None:
        """The form before a measurement."""

    def begin(self, team: str, scale: int, label: str, expected: int | None) -> None:
        """Begin a new measurement; asks where something speaks against it. Raises Refused."""

    def answer(self) -> None:
        """From a session into its measurement: the form before it, the answering, or the result."""

    def resume(self, path: Path) -> None:
        """Resume the open measurement in that file, or say why not."""

    def leave(self) -> None:
        """Leave the measurement as it is: back to its session, or home.

        Asks first where something would be lost.
        """

    def end(self, closed: Measurement | None) -> None:
        """The measurement on screen has ended: home, and its result if it has one.

        In a session: back to it.
        """

    def show_result(self, measurement: Measurement) -> None:
        """A closed measurement's result."""

    def show_trend(self, team: str) -> None:
        """A team's results over time."""

    def open_dialogue(self, team: str = "") -> None:
        """The talk about a result: the team's, or the latest of all."""


class RoomNavigation(Protocol):
    """Where a screen may ask to go with the room."""

    def show(self) -> None:
        """Show how to take part; where no room is open, ask first whether to open one."""

    def end(self) -> None:
        """Close the room."""

    @property
    def number_told(self) -> int | None:
        """The number of answers the room may know; None: no phones answer."""

    def way_in(self, width: int) -> str:
        """The address and the code for latecomers, within that many cells.

        Empty: no room is open.
        """


class Navigation(Protocol):
    """Where a screen may ask to go."""

    @property
    def room(self) -> RoomNavigation:
        """To phones and a browser in the room."""

    @property
    def session(self) -> SessionNavigation:
        """To a session."""

    @property
    def measurement(self) -> MeasurementNavigation:
        """To a measurement."""

    @property
    def in_session(self) -> bool:
        """Whether a session is open under what is shown."""

    def go_home(self, words: Words = "") -> None:
        """Go home, with a message about what has just happened."""

    def leave(self, then: Callable[[], object]) -> None:
        """Leave the open session or measurement as it is, and go on with `then`.

        Asks first where something would be lost.
        """

    def save(self, save: Callable[[], T], then: Callable[[T], object]) -> None:
        """Save in a thread, and go on with `then`; keys wait for it, but the one that blanks."""

    def load(self) -> None:
        """Load what the first steps from home need; in a thread."""

    def open_door(self, door: Door) -> None:
        """Open a door of the home screen."""

    def show_guides(self) -> None:
        """The guides as pages, to read, copy and write."""

    def follow_up(self, *, team: str | None = None, note: Path | None = None) -> None:
        """Show commitments: all, or those of one team, or of one note."""

    def look_back(self, team: str = "") -> None:
        """Show a team's review. Without a team, asks which if there are several."""

    def open_archive(self) -> None:
        """Show the archive."""

    def open_retention(self, then: Callable[[Deletion | None], None]) -> None:
        """Show what is due for deletion; `then` gets what was deleted."""


class Exchanged(Message, bubble=False):
    """The state of the exchange has changed: `AppProtocol.store_news`."""


class AppProtocol(Protocol):
    """What a screen may ask of the app."""

    @property
    def workspace(self) -> Workspace:
        """The archive, the guides, the settings and the clock."""

    @property
    def navigator(self) -> Navigation:
        """Where to go from here."""

    @property
    def text_waits(self) -> bool:
        """Whether a letter, digit or sign waits behind the key that is done just now."""

    @property
    def store_news(self) -> StoreNews:
        """The outcome of the last exchange with the store."""

    def exchange(self) -> None:
        """Exchange with that store, quietly; home is sent `Exchanged` when it is done."""

    def action_settings(self) -> None:
        """What the user can choose."""

    def use(self, settings: Settings) -> None:
        """Use other settings, at once."""

    def action_blank(self) -> None:
        """Blank the screen."""

    async def run_command(self, command: Command, screen: Screen[object]) -> None:
        """Run a command that was chosen by name."""


def app_of(node: MessagePump) -> AppProtocol:
    """The app that a screen or a widget is shown in."""
    return cast("AppProtocol", node.app)
