"""Sessions that were left open (privacy.md P15): their end is offered, and in the end it comes.

Days are counted from when one was last written. One that a program has open is not left.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from facilitator.core.errors import N_, Refused
from facilitator.store.places import folders_of_state, sessions_folder
from facilitator.store.running import RunningSession, running
from facilitator.store.state import destroy_state, state_files

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from facilitator.store.archive import Archive
    from facilitator.store.index import Index


class LeftOpen(NamedTuple):
    """A session that was left open for so long that its end is offered."""

    session: RunningSession
    since: date
    """The day it was last written."""
    until: date
    """The day from which it is destroyed."""


def left_open(archive: Archive, now: datetime) -> tuple[LeftOpen, ...]:
    """The sessions whose end is to be offered, the oldest first. `now` is in UTC.

    None while it is not known how long they may wait: the problems of the archive say why.
    """
    days = None
    old = []
    for session in reversed(_old(archive.folder, now)):
        try:
            days = days or archive.left_open_days
        except Refused:  # in doubt
            return ()
        if now - session.changed >= timedelta(days=days.sessions_offered):
            until = session.changed + timedelta(days=days.sessions_destroyed)
            old.append(LeftOpen(session, _day(session.changed), _day(until)))
    return tuple(old)


def destroy_left_open(archive: Archive, now: datetime) -> tuple[LeftOpen, ...]:
    """Destroy the sessions that have waited their time, and give those it was done with.

    What cannot be read, and what a program has open, stays; so does everything while the setting
    cannot be read.
    """
    return tuple(
        old
        for old in left_open(archive, now)
        if old.until <= _day(now) and destroy_state(old.session.path, old.session.changed)
    )


def settle(archive: Archive, index: Index, now: datetime) -> tuple[Refused, ...]:
    """End what is over on this machine, and say what was destroyed for its age.

    Whoever asks has read the archive. Raises nothing.
    """
    if not any(state_files(folder, archive.folder) for folder in folders_of_state()):
        return ()
    from facilitator.store.index.measurements import measurements
    from facilitator.store.measurement import answers
    from facilitator.store.orders import are_asked_for

    are_asked_for(archive)  # else they go
    ended = answers.settle(archive, lambda: measurements(archive, index), now)
    return (
        *map(answers.destroyed_words, ended),
        *map(destroyed_words, destroy_left_open(archive, now)),
    )


def destroyed_words(old: LeftOpen) -> Refused:
    """What has become of a session, as a sentence."""
    return Refused(
        N_("{title} of {team}, {date}, was left open since {since} and has been destroyed."),
        title=old.session.title,
        team=old.session.team,
        date=old.session.date,
        since=old.since,
    )


def _old(archive: Path, now: datetime) -> tuple[RunningSession, ...]:
    """The sessions that no setting could call new; nothing is read where there are none."""
    a_day = timedelta(days=1)
    if all(now - entry.changed < a_day for entry in state_files(sessions_folder(), archive)):
        return ()
    return tuple(s for s in running(archive).sessions if now - s.changed >= a_day)


def _day(moment: datetime) -> date:
    """The day in the room."""
    return moment.astimezone().date()
