"""Sessions with a board of so many keywords."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.core.session.board import AddKeyword
from facilitator.core.session.events import conduct
from facilitator.core.session.opening import SessionSetup, new_session
from facilitator.core.session.phases import Start
from facilitator.store.archive import Archive
from facilitator.store.guides import Guides
from facilitator.store.session_file import Keeper, new_id

if TYPE_CHECKING:
    from facilitator.core.session.model import Session


def session_of(keywords: int) -> Session:
    """A running check-out with so many keywords, spread over its questions."""
    now = datetime.now(UTC)
    guide = Guides().guide("check-out", "da")
    names = ("Mette", "Jonas", "Søren", "Aïsha", "Bo")
    setup = SessionSetup(guide, "Nord", names)
    session = new_session(setup, session_id=new_id(now.date()), today=now.date(), now=now)
    session = conduct(session, Start(), now)
    for number in range(keywords):
        question = guide.questions[number % len(guide.questions)].id
        text = f"stikord {number}: få talte meget, og nogle kom sent til orde"
        session = conduct(session, AddKeyword(question, text), now)
    return session


def archive() -> Archive:
    """The archive that the measured commands use too."""
    return Archive(Path(os.environ["FACILITATOR_SESSIONS"]))


def keep_session(keywords: int) -> None:
    """Write such a session into the archive, to be resumed."""
    Keeper.begin(archive(), session_of(keywords)).release()
