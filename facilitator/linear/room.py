"""Phones in the room, on lines: how they take part, what they have sent, and ending the room.

Nothing is written when something arrives: it is told on request, or with the next line.
"""

from __future__ import annotations

import time
import webbrowser
from contextlib import suppress
from threading import Timer
from typing import TYPE_CHECKING, Final, TypeVar

from facilitator.conducting.format import not_saved_words
from facilitator.conducting.guard import Guard
from facilitator.conducting.stage import joining_words
from facilitator.conducting.team import TeamReader
from facilitator.core.errors import N_, Refused
from facilitator.core.session.stage import stage_view
from facilitator.linear.commands import typed_command
from facilitator.words import _, ngettext, refusal_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from facilitator.conducting.conductor import Conductor
    from facilitator.conducting.workspace import Workspace
    from facilitator.core.room import Certificate, KeptRoom
    from facilitator.linear.console import Console
    from facilitator.room.participation import FromPhone, Participation
    from facilitator.room.server import Room
    from facilitator.store.measurement.answers import MeasurementKeeper
    from facilitator.store.session_file import NotSaved

T = TypeVar("T")

KIND: Final = N_("Phones")
LINGERS: Final = 10.0
"""Seconds in which phones may still ask what has become of what they sent, after the end."""


class PhonesInRoom:
    """The room of what is led on lines, while it is open."""

    def __init__(
        self,
        console: Console,
        workspace: Workspace,
        certificate: Certificate | None = None,
        *,
        is_wanted: bool = False,
    ) -> None:
        """`is_wanted`: it is offered as soon as something is open."""
        self._certificate = certificate
        self._is_wanted = is_wanted
        self._console = console
        self._workspace = workspace
        self.room: Room | None = None
        self._participation: Participation | None = None
        self._team = TeamReader(self._read_part, lambda: None)
        self._untold: list[str] = []
        """What has become of votes, and what could not be read, to be said with the next line."""

    # The session and the measurement in it

    def update(self, conductor: Conductor, heading: str | None) -> None:
        """Update what phones are asked, count votes that can be counted, and show the wall."""
        if self.room is None:
            return
        if self._participation is None or self._participation.conductor is not conductor:
            from facilitator.room.participation import Participation

            self._participation = Participation(self.room, conductor, self._untold.append)
        self._participation.update(heading)
        self.show(conductor)

    def show(self, conductor: Conductor) -> None:
        """Update the wall."""
        if self.room is None:
            return
        from facilitator.room.wall import Picture

        view = stage_view(conductor.session, conductor.now())
        self.room.show(Picture(view, self._team.follow(conductor.session.note.id, view)))

    def _read_part(
        self, _part: str, read: Callable[[Workspace], T], keep: Callable[[T], object]
    ) -> None:
        """Read a part of what the wall shows of the team's; no keys wait for it on lines."""
        try:
            keep(read(self._workspace))
        except Refused as why:
            if (words := refusal_words(why)) not in self._untold:  # as of the part before
                self._untold.append(words)

    def begin_answering(self, keeper: MeasurementKeeper) -> None:
        """Let phones answer the measurement."""
        if self.room and (trouble := self.room.begin_answering(keeper)):
            self._tell(not_saved_words(trouble.reason))

    def end_answering(self) -> None:
        """Stop taking answers from phones; those handed in are written."""
        if self.room and (trouble := self.room.end_answering()):
            self._tell(not_saved_words(trouble.reason))

    def number_told(self, number: int) -> int:
        """The number of answers the room may know; `number` itself where no phones answer."""
        told = self.room.number_told if self.room else None
        return number if told is None else told

    def tell_untold(self) -> None:
        """Tell what has come up since the last line."""
        untold, self._untold = self._untold, []
        self._tell(*untold)

    # What whoever leads may do

    def manage_if_wanted(
        self, conductor: Conductor | None, keeper: MeasurementKeeper | None, heading: str | None
    ) -> None:
        """Offer the room, where it was asked for on the command line."""
        if self._is_wanted and self.room is None:
            self._is_wanted = False
            self.manage(conductor, keeper, heading)

    def manage(
        self, conductor: Conductor | None, keeper: MeasurementKeeper | None, heading: str | None
    ) -> None:
        """`.phones`: open the room, or tell how to take part and what has arrived."""
        if self.room is None:
            before = conductor.session.live.room if conductor else None
            if keeper is not None:
                before = keeper.answers.room or before
            self.offer(before)
            if self.room and keeper is not None:
                self.begin_answering(keeper)
            if conductor is not None:
                self.update(conductor, heading)
            return
        self.tell()
        choices: list[tuple[str, Callable[[], object]]] = []
        participation = self._participation
        if participation is not None and (number := participation.number_of_texts):
            words = _("Look at what phones have written: {n}").format(n=number)
            choices.append((words, lambda: self._look_at_texts(participation)))
        if participation is not None and participation.has_votes:
            choices.append((_("Count the votes from phones"), lambda: self._count(participation)))
        choices += [
            (_("Open the wall in this machine's browser"), self._open_wall),
            (_("End it: nobody takes part by phone any more"), self.close),
        ]
        if chosen := self._console.choice(_("What now?"), choices):
            chosen()

    def offer(self, before: KeptRoom | None = None) -> None:
        """Ask whether to open a room, and where; `before` is the one that a crash has ended."""
        from facilitator.room import invitation
        from facilitator.room.server import Room

        if before is not None:
            self._tell(_(invitation.WAS_OPEN).format(address=before.address))
        ends = _("It ends when the session ends, by {command}, or when the program is closed.")
        self._tell(f"{_(invitation.ABOUT)} {ends.format(command=typed_command('room'))}")
        choices = [
            (invitation.network_words(network), network.address)
            for network in invitation.networks()
        ]
        address = self._console.choice(_(invitation.QUESTION), choices, back=_(invitation.GO_BACK))
        if address is None:
            return
        try:
            self.room = Room.open(address, before, self._certificate)
        except Refused as why:
            self._console.refuse(why)
        else:
            self.tell()

    def tell(self) -> None:
        """Tell how to take part."""
        from facilitator.room import invitation

        room = self.room
        if room is None:
            return
        has_joined = room.tickets.has_joined
        self._tell(
            *joining_words(room.url, " ".join(room.tickets.code.upper())),
            _(invitation.WALL_AT).format(address=room.wall_url),
            _(invitation.SOMEBODY_IN if has_joined else invitation.NOBODY_YET),
        )

    def _look_at_texts(self, participation: Participation) -> None:
        from facilitator.room.participation import few_texts

        console = self._console
        if not participation.may_look and not console.agrees(few_texts()):
            return
        texts = participation.look_at_texts()
        for number, text in enumerate(texts, 1):
            self._tell_text(participation, number, text)
        choices = [
            (_("Onto the board, except those in doubt"), "all"),
            (_("Each by itself"), "each"),
            (_("None of it: it is not kept anywhere"), "none"),
        ]
        chosen = console.decide(choices, back=_("Later"), empty=0)
        if chosen is None:
            return
        for number, text in enumerate(texts, 1):
            if chosen == "none":
                text.is_taken = False
            elif chosen == "each":
                self._tell_text(participation, number, text)
                self._choose(participation, text)
        number = sum(text.is_taken for text in texts)
        try:
            participation.take_texts()
        except Refused as why:
            console.refuse(why)
            return
        words = ngettext("{n} text is on the board.", "{n} texts are on the board.", number)
        self._tell(words.format(n=number))

    def _tell_text(self, participation: Participation, number: int, text: FromPhone) -> None:
        doubt = participation.doubt(text)
        words = f"{text.text} – {doubt}" if doubt else text.text
        self._console.tell(_("Text {n}").format(n=number), words)

    def _choose(self, participation: Participation, text: FromPhone) -> None:
        from facilitator.room.invitation import OTHER_WORDS

        choices = [(_("Onto the board"), "take"), (_(OTHER_WORDS), "edit")]
        chosen = self._console.decide(choices, empty=None)
        text.is_taken = chosen is not None
        if chosen == "edit":
            conductor = participation.conductor
            names = [person.name for person in conductor.session.live.people]
            line = self._console.line(_("Write"))
            words = self._console.guarded(line, Guard(memory=conductor.memory), names)
            text.text, text.is_taken = words or text.text, bool(words)

    def _count(self, participation: Participation) -> None:
        from facilitator.room.invitation import COUNT_FEW

        if self._console.agrees(_(COUNT_FEW)):
            participation.count_votes()
            self.tell_untold()

    def _open_wall(self) -> None:
        if self.room and not webbrowser.open(self.room.wall_url):
            self._console.refuse(_("No browser could be opened."))

    # The end

    def end(self) -> None:
        """Close the room."""
        if room := self._let_go():
            self._tell_ended(room.close())

    def _let_go(self) -> Room | None:
        """The room that was open; by now the session has none."""
        if self._participation is not None:
            self._participation.end()
        room, self.room, self._participation = self.room, None, None
        self._team.forget()
        return room

    def close(self) -> None:
        """End it while the session goes on: phones are told, and have a moment to learn it."""
        if room := self._let_go():
            trouble = room.end_answering()
            room.end_wall(goes_on=True)
            closing = Timer(LINGERS, room.close)
            closing.daemon = True  # it ends with the program
            closing.start()
            self._tell_ended(trouble)

    def _tell_ended(self, trouble: NotSaved | None) -> None:
        from facilitator.room import invitation

        self._tell(_(invitation.NOBODY_ANY_MORE))
        if trouble:
            self._tell(not_saved_words(trouble.reason))

    def finish(self) -> None:
        """Close the room at the session's end, after phones have learnt the outcome."""
        if self.room is None:
            return
        self.room.end_wall()
        if self.room.tickets.has_joined:
            self._tell(_("A moment: phones are told what has become of what they sent."))
            with suppress(KeyboardInterrupt):
                time.sleep(LINGERS)
        self.end()

    def _tell(self, *texts: str) -> None:
        self._console.tell(_(KIND), *texts)
