"""A whole session on lines: begun or gone on with, led, and closed or left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.conducting.format import not_saved_words
from facilitator.conducting.questions import ASLEEP, NOT_COUNTED
from facilitator.core.errors import Refused
from facilitator.core.session.phases import KeepRoom, Woke
from facilitator.core.session.timing import LONG_SLEEP
from facilitator.linear.close import SessionOver, close
from facilitator.linear.commands import obey
from facilitator.linear.console import NO, Left
from facilitator.linear.leader import Leader
from facilitator.linear.phase import heading_words, tell_opening
from facilitator.linear.turns import enter_phase
from facilitator.words import _

if TYPE_CHECKING:
    from facilitator.conducting.conductor import Conductor
    from facilitator.conducting.workspace import Workspace
    from facilitator.linear.console import Console
    from facilitator.linear.room import PhonesInRoom


def lead(
    console: Console,
    conductor: Conductor,
    workspace: Workspace,
    room: PhonesInRoom | None = None,
) -> bool:
    """Lead a session until it is over, or left; gives whether it is over.

    What is left stays as it is, and can be gone on with.
    """
    leader = Leader(console, conductor, workspace, room)
    slept: list[float] = []

    def look() -> None:
        if gap := conductor.tick():
            slept.append(gap)
        leader.room.look(conductor, leader.heading)

    def show() -> None:
        leader.room.show(conductor)

    console.look = look
    conductor.changed.append(show)
    console.may_leave = lambda: _("Leave the session? It can be continued later.")
    try:
        _lead(leader, slept)
    except SessionOver as over:
        console.tell(_("Session"), *over.words)
        leader.room.finish()
        return True
    except Left:
        leader.room.end()
        conductor.save()
        if conductor.trouble:
            console.tell(_(NO), not_saved_words(conductor.trouble.reason))
        conductor.keeper.release()
        return False
    finally:
        leader.room.end()
        conductor.changed.remove(show)
        console.look = lambda: None
    return True


def _lead(leader: Leader, slept: list[float]) -> None:
    leader.tell_trouble()
    _offer_again(leader)
    if leader.session.opening:
        leader.position = leader.session.live.position
        leader.fit()
        tell_opening(leader)
    else:
        enter_phase(leader)
        if leader.session.live.closing:
            close(leader)
    if not leader.session.guide.private:
        leader.room.manage_if_wanted(leader.conductor, None, leader.heading)
    while True:
        line = leader.console.line(heading_words(leader))
        leader.console.look()
        if slept:
            slept.clear()
            words = _(ASLEEP)
            leader.console.tell(_("Please note"), words)
        leader.tell_trouble()
        leader.room.tell_untold()
        try:
            obey(leader, line)
        except Refused as why:  # such as a file of the archive that cannot be read
            leader.console.refuse(why)
        leader.console.look()


def _offer_again(leader: Leader) -> None:
    """A crash has ended the room of this session: phones wait for it."""
    if before := leader.session.live.room:
        leader.room.offer(before)
        if leader.room.room is None:
            leader.do(KeepRoom(None))


def wake(console: Console, conductor: Conductor) -> None:
    """A session that was opened again: the time away is no part of it where it was long."""
    before = conductor.session
    gap = (conductor.now() - before.live.seen).total_seconds()
    conductor.do(Woke(before.live.seen))
    if before.live.masked_on_disk:
        words = _(
            "A number that you said was no CPR number stood in memory alone, and is masked now. "
            "Write it again where it belongs."
        )
        console.tell(_("Please note"), words)
    if before.running and gap > LONG_SLEEP:
        console.tell(_("Please note"), _(NOT_COUNTED))
