"""Sessions that were left open (privacy.md P15): offered for closing, and destroyed in the end.

Days are counted from the last write. A session that a program has open is not left.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from facilitator.core.errors import N_, Refused
from facilitator.store.paths import folders_of_state, sessions_folder
from facilitator.store.running import RunningSession, running
from facilitator.store.state import StateEntry, destroy_state, state_files

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from facilitator.store.archive import Archive
    from facilitator.store.index import Index


class LeftOpen(NamedTuple):
    """A session left open so long that its end is offered."""

    state: StateEntry
    """Its state file."""
    session: RunningSession | None
    """None where nobody can read it any more: there is nothing to go on with."""
    since: date
    """The day it was last written."""
    until: date
    """The day from which it is destroyed."""


def left_open(archive: Archive, now: datetime) -> tuple[LeftOpen, ...]:
    """The sessions whose end is to be offered, the oldest first. `now` is in UTC.

    None while the setting is in doubt: the problems of the archive say why.
    """
    entries = state_files(sessions_folder(), archive.folder)
    if all(now - entry.changed < timedelta(days=1) for entry in entries):
        return ()  # no setting could call one of them old: nothing is read
    try:
        days = archive.left_open_days
    except Refused:  # in doubt
        return ()
    here = running(archive.folder)
    sessions: dict[Path, RunningSession | None] = dict.fromkeys(e.path for e in here.damaged)
    sessions |= {session.path: session for session in here.sessions}
    destroyed = timedelta(days=days.sessions_destroyed)
    return tuple(
        LeftOpen(entry, sessions[entry.path], _day(entry.changed), _day(entry.changed + destroyed))
        for entry in entries
        if now - entry.changed >= timedelta(days=days.sessions_offered) and entry.path in sessions
    )


def destroy_left_open(archive: Archive, now: datetime) -> tuple[LeftOpen, ...]:
    """Destroy the sessions whose time is over; returns those that were destroyed.

    A damaged one is destroyed as well: nobody can read it. What may be readable another time, and
    what a program has open, stays; so does everything while the setting is in doubt.
    """
    return tuple(
        old
        for old in left_open(archive, now)
        if old.until <= _day(now) and destroy_state(old.state.path, old.state.changed)
    )


def settle(archive: Archive, index: Index, now: datetime) -> tuple[Refused, ...]:
    """End what is over on this machine; returns what was destroyed for its age, in words.

    The archive has been read by then. Raises nothing.
    """
    if not any(state_files(folder, archive.folder) for folder in folders_of_state()):
        return ()
    from facilitator.store.index.notes import measurements
    from facilitator.store.measurement import settling
    from facilitator.store.remembered_order import forget_unless_asked_for

    forget_unless_asked_for(archive)
    ended = settling.settle(archive, lambda: measurements(archive, index), now)
    return (
        *map(settling.destroyed_words, ended),
        *map(destroyed_words, destroy_left_open(archive, now)),
    )


def destroyed_words(old: LeftOpen) -> Refused:
    """What has become of a session, as a sentence."""
    if old.session is None:
        return Refused(
            N_("The session {id} could not be read by anybody and has been destroyed."),
            id=old.state.name,
        )
    return Refused(
        N_("{title} of {team}, {date}, was left open since {since} and has been destroyed."),
        title=old.session.title,
        team=old.session.team,
        date=old.session.date,
        since=old.since,
    )


def _day(moment: datetime) -> date:
    """The local date."""
    return moment.astimezone().date()
