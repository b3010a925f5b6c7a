"""The team's frame in a session: read, begun with, and taken over from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.core.errors import Refused
from facilitator.core.frame import norms
from facilitator.core.session.board import AddColumns, AddKeyword
from facilitator.core.text.plain import search_key
from facilitator.linear.console import NO
from facilitator.words import _, date_words, ngettext

if TYPE_CHECKING:
    from facilitator.core.note import Note
    from facilitator.core.session.model import Session
    from facilitator.linear.leader import Leader


def offer_frame(leader: Leader) -> None:
    """Where a new version begins on an empty board: whether the texts in force come along."""
    session = leader.session
    if leader.frame_is_offered or session.guide.makes != "frame" or session.opening:
        return
    leader.frame_is_offered = True
    frame = _frame(leader)
    if frame is None or _number_of_words(session):
        return
    add = AddColumns(frame.questions)
    try:
        add.apply(session, leader.conductor.now())
    except Refused:  # nothing in it fits this guide: there is nothing to ask
        return
    number = frame.frame.version if frame.frame else 0
    question = _("There is a frame, version {n}. Will you begin with it?").format(n=number)
    if leader.console.agrees(question) and leader.do(add):
        added = _number_of_words(leader.session)
        words = ngettext("{n} text is on the board now.", "{n} texts are on the board now.", added)
        leader.console.tell(_("Please note"), words.format(n=added))


def read_frame(leader: Leader, _words: str) -> None:
    """The frame: all of it where a new one is made, else its norms."""
    frame = _frame(leader)
    if frame is None:
        leader.console.tell(_(NO), _("This team has no frame yet."))
        return
    number = frame.frame.version if frame.frame else 0
    title = _("The frame, version {n} ({date})").format(n=number, date=date_words(frame.date))
    leader.console.tell(_("Frame"), title)
    whole = leader.session.guide.makes == "frame"
    for column in frame.questions if whole else norms(frame):
        for keyword in column.keywords:
            leader.console.tell(_("Frame"), f"{column.text}: {keyword.text}")


def take_over(leader: Leader, _words: str) -> None:
    """Texts of the frame in force onto the board, each in its own column."""
    frame, session = _frame(leader), leader.session
    if frame is None or session.guide.makes != "frame":
        leader.console.tell(_(NO), _("There is no frame to take over from."))
        return
    while True:
        session = leader.session
        choices = [
            (f"{column.text}: {keyword.text}", AddKeyword(column.id, keyword.text))
            for column in frame.questions
            if column.id in session.board
            for keyword in column.keywords
            if not _is_there(session, column.id, keyword.text)
        ]
        if not choices:
            words = _("Each text can be taken over in the phase whose column it stands in.")
            leader.console.tell(_("Please note"), words)
            return
        event = leader.console.choice(_("Which text is taken over?"), choices, back=_("No more"))
        if event is None or not leader.do(event):
            return


def _frame(leader: Leader) -> Note | None:
    if leader.frame is None:
        leader.frame = leader.workspace.frame_in_force(leader.session.note.team)
    return leader.frame


def _is_there(session: Session, column: str, text: str) -> bool:
    keywords = session.note.entries(column)
    return search_key(text) in {search_key(keyword.text) for keyword in keywords}


def _number_of_words(session: Session) -> int:
    return sum(len(column.keywords) for column in session.note.questions)
