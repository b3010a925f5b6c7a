"""The program on lines from its start: the menu, sessions, measurements, commitments."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from facilitator.conducting import measuring
from facilitator.conducting.closing import destroy_session
from facilitator.conducting.conductor import Conductor
from facilitator.conducting.format import and_its_language, continue_words, with_minutes
from facilitator.conducting.guard import Guard
from facilitator.conducting.measuring import DELETED
from facilitator.conducting.questions import (
    DESTROY,
    DESTROY_FOR_GOOD,
    GO_ON,
    TAKE_OVER,
    begin_unsaved,
    close_or_destroy,
)
from facilitator.conducting.setup import StaysShut, first_team, people_of, session_of
from facilitator.core.errors import N_, Refused
from facilitator.core.frame import MADE_ALONE, is_made_alone
from facilitator.core.guide.entry import DOOR_TITLES, Door
from facilitator.core.session.board import NO_LONGER_THERE
from facilitator.core.session.opening import SessionSetup
from facilitator.core.session.phases import Start
from facilitator.core.text.guard import A_NAME
from facilitator.export.plain_text import commitment_text, note_text
from facilitator.linear.console import Left
from facilitator.linear.measure import Answering, begin, tell_result
from facilitator.linear.measure import resume as resume_measurement
from facilitator.linear.prepare import pass_gates, prepare
from facilitator.linear.room import PhonesInRoom
from facilitator.linear.session import lead, wake
from facilitator.store.state import STATE
from facilitator.words import _, date_words, language

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from facilitator.conducting.measuring import Ended
    from facilitator.conducting.workspace import Workspace
    from facilitator.core.room import Certificate
    from facilitator.core.session.model import Session
    from facilitator.linear.console import Console
    from facilitator.store.index.notes import Entry
    from facilitator.store.measurement.answers import MeasurementKeeper
    from facilitator.store.session_file import Keeper

NOTHING_STARTED: Final = N_("Nothing was started.")


class Program:
    """The program on lines: a console and the workspace of an archive."""

    def __init__(self, console: Console, workspace: Workspace) -> None:
        self._console = console
        self._workspace = workspace
        self.left: str | None = None
        """The id of the session or measurement that was left, to be gone on with later."""
        self._room: PhonesInRoom | None = None
        """The room that is to be opened for phones, where one is."""
        self.has_begun = False
        """Whether a session or a measurement was led, or at least gone on with."""

    def want_room(self, certificate: Certificate | None = None) -> None:
        """Ask about opening a room as soon as the session or measurement is open."""
        self._room = PhonesInRoom(self._console, self._workspace, certificate, is_wanted=True)

    # Sessions

    def run(
        self,
        guide_id: str,
        *,
        team: str = "",
        names: str = "",
        start: bool = False,
        unasked: bool = False,
    ) -> None:
        """Lead a session with that guide. Raises Refused, Left.

        `start`: begin its first phase at once. `unasked`: the guard asks about neither text.
        """
        guide, console = self._workspace.guide(guide_id), self._console
        if not unasked:
            names = console.guarded(names, Guard(unless=A_NAME)) or ""
            team = console.guarded(team, Guard(), people_of(names)) or ""
        try:
            if start:
                begin_at = None if guide.private else pass_gates(console, guide)
                team = guide.title if guide.private else team or first_team(())
                setup = SessionSetup(
                    guide, team, people_of(names), begin_at=begin_at, gates_passed=True
                )
                self._begin(setup, start=True)
            else:
                self._begin(prepare(console, self._workspace, guide, team=team, names=names))
        except StaysShut:
            console.tell(_("Session"), _(NOTHING_STARTED))

    def _begin(self, setup: SessionSetup, *, start: bool = False) -> None:
        from facilitator.store.session_file import Keeper

        console, workspace = self._console, self._workspace
        archive = workspace.archive_of(setup.guide)
        session = session_of(setup, workspace.clock)
        if is_made_alone(session) and not console.agrees(_(MADE_ALONE), _("Make a draft alone?")):
            raise StaysShut
        try:
            archive.prepare()
        except Refused as why:
            if not console.agrees(begin_unsaved(why)):
                raise StaysShut from None
        keeper = Keeper.begin(archive, session)
        conductor = Conductor(session, keeper, workspace.clock)
        conductor.trouble = keeper.unsaved
        if start:
            conductor.do(Start())
        self._lead(conductor)

    def resume(self, path: Path) -> None:
        """Resume a session. Raises Refused, Left."""
        from facilitator.store.session_file import Keeper

        if path.suffix != STATE:
            if self._console.agrees(_(TAKE_OVER)):
                self._resumed(*Keeper.take_over(self._workspace.archive, path))
            return
        if not self._ends_old(path):
            self._resumed(*Keeper.resume(path))

    def _ends_old(self, path: Path) -> bool:
        """Whether a session that was left open for long was destroyed instead."""
        console, old = self._console, self._workspace.left_open(path)
        if old is None:
            return False
        choices = [(_(GO_ON), False), (_(DESTROY), True)]
        destroys = console.choice(close_or_destroy(old), choices)
        if destroys is None:
            return True
        if not (destroys and console.agrees(_(DESTROY_FOR_GOOD))):
            return destroys
        console.tell(_("Session"), destroy_session(old))
        return True

    def _resumed(self, keeper: Keeper, session: Session) -> None:
        conductor = Conductor(session, keeper, self._workspace.clock)
        wake(self._console, conductor)
        self._lead(conductor)

    def _lead(self, conductor: Conductor) -> None:
        self.has_begun = True
        note_id = conductor.session.note.id
        if not lead(self._console, conductor, self._workspace, self._room):
            if conductor.keeper.is_on_disk:
                self.left = note_id
            raise Left

    # Measurements

    def measure(self, path: Path | None = None) -> None:
        """Answer an open measurement, or a new one. Raises Refused, Left."""
        console, workspace = self._console, self._workspace
        keeper = resume_measurement(console, workspace, path) if path else begin(console, workspace)
        if keeper is None:
            return
        ended = self._hand_over(keeper)
        if ended.measurement is None:
            console.tell(_("Measurement"), _(DELETED))
        elif ended.measurement.is_open:
            self.left = ended.measurement.id
        else:
            tell_result(console, workspace, ended.measurement)

    def _hand_over(self, keeper: MeasurementKeeper) -> Ended:
        self.has_begun = True
        try:
            phones = self._room or PhonesInRoom(self._console, self._workspace)
            return Answering(self._console, self._workspace, keeper, phones).hand_over()
        except Left:
            self.left = keeper.measurement.id
            raise

    # The menu

    def menu(self) -> None:
        """Offer what the home screen offers, by number, until it is left. Raises Left."""
        console = self._console
        while True:
            unfinished: list[tuple[str, Callable[[], object]]] = [
                (continue_words(entry).replace(" · ", ", "), partial(self._continue, entry))
                for entry in self._workspace.unfinished()
            ]
            doors: list[tuple[str, Callable[[], object]]] = [
                (_(title), partial(self._door, door)) for door, title in DOOR_TITLES.items()
            ]
            kept: list[tuple[str, Callable[[], object]]] = [
                (_("Commitments"), self._commitments),
                (_("Read a note"), self._notes),
            ]
            console.note(*self._workspace.problems()[:3])
            does = console.choice(
                _("What will you do?"),
                [*unfinished, *doors, *kept],
                back=_("Leave the program"),
                empty=None,
            )
            if does is None:
                return
            try:
                does()
            except Refused as why:
                console.refuse(why)
            except Left:
                if self.left is None:
                    raise
                return

    def _continue(self, entry: Entry) -> None:
        if entry.kind == "measurement":
            self.measure(entry.path)
        else:
            self.resume(entry.path)

    def _door(self, door: Door) -> None:
        """Offer the guides behind a door, and behind "Measure" also a measurement."""
        rows: list[tuple[str, Callable[[], object]]] = []
        if door is Door.MEASURE:
            rows.append((_(measuring.NEW), self.measure))
            rows += [
                (_result_words(entry), partial(self._result, entry))
                for entry in self._entries("measurement")
            ]
        for entry in self._workspace.guides.entries(language()):
            if entry.door is door:
                words = with_minutes(entry.title, entry.minutes)
                words = and_its_language(words, entry.language).replace(" · ", ", ")
                rows.append((words, partial(self.run, entry.id)))
        does = self._console.choice(_("Which?"), rows)
        if does:
            does()

    def _entries(self, kind: str) -> list[Entry]:
        from facilitator.store.index.notes import listing

        self._workspace.refresh_index()
        return [
            entry
            for entry in listing(self._workspace.index).notes
            if entry.kind == kind and entry.status == "closed"
        ]

    def _result(self, entry: Entry) -> None:
        file = self._workspace.measurement_file(entry.id)
        if file is None:
            self._console.refuse(_(NO_LONGER_THERE))
        else:
            tell_result(self._console, self._workspace, file.measurement)

    def _commitments(self) -> None:
        from facilitator.store.index.commitments import agreed

        self._workspace.refresh_index()
        in_archive = agreed(self._workspace.index)
        for commitment in in_archive:
            self._console.tell(_("Commitment"), f"{commitment_text(commitment)}; {commitment.team}")
        if not in_archive:
            self._console.tell(_("Commitment"), _("none"))

    def _notes(self) -> None:
        """Tell a closed note, as `facilitator show` prints it."""
        from facilitator.core.note import Note
        from facilitator.store.notes import read_document

        entries = self._entries("session")
        choices = [
            (f"{date_words(entry.date)}, {entry.team}, {entry.title}", entry) for entry in entries
        ]
        entry = self._console.choice(_("Which note?"), choices)
        if entry and isinstance(note := read_document(entry.path), Note):
            self._console.tell(_("Note"), note_text(note))


def _result_words(entry: Entry) -> str:
    words = _("The result of {team}, {date}")
    return words.format(team=entry.team, date=date_words(entry.date))
