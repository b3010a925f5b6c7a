"""The close of a session: the fate of each item, and what is said of it before and after."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final, assert_never

from facilitator.conducting.stage import readers_words
from facilitator.core.errors import N_, Refused
from facilitator.core.guide.model import BoardAtClose
from facilitator.core.note import BoardColumn, Commitment
from facilitator.core.session.board import (
    DeleteKeyword,
    EditKeyword,
    KeepKeyword,
    KeepTally,
    KeepText,
    SetPurpose,
    SetThemeWord,
)
from facilitator.core.session.closing import ItemKind, leaves_note, naming
from facilitator.core.session.commitments import DeleteCommitment, FollowUp, KeepCommitment
from facilitator.core.session.model import Followed
from facilitator.words import _, date_words, refusal_words

if TYPE_CHECKING:
    from facilitator.conducting.conductor import Conductor
    from facilitator.conducting.workspace import Workspace
    from facilitator.core.session.closing import ClosingItem
    from facilitator.core.session.events import Event
    from facilitator.core.session.model import Session
    from facilitator.store.left_open import LeftOpen


def keeping(item: ClosingItem) -> Event:
    """The event that keeps an item that would be deleted, or the reverse."""
    keep, entry = not item.kept, item.entry
    match item.kind:
        case ItemKind.PURPOSE:
            return KeepText("purpose", keep)
        case ItemKind.THEME_WORD:
            return KeepText("theme_word", keep)
        case ItemKind.COMMITMENT:
            return KeepCommitment(item.at, keep)
        case ItemKind.LEARNING_POINT | ItemKind.KEYWORD:
            return KeepKeyword(item.column, item.at, keep)
        case ItemKind.TALLY:
            return KeepTally(item.column, keep)
        case ItemKind.FOLLOWED:
            return _taken_back(entry)
        case _:
            assert_never(item.kind)


def deletion(item: ClosingItem) -> Event:
    """The event that deletes an item at once; counts are left out instead."""
    match item.kind:
        case ItemKind.PURPOSE:
            return SetPurpose("")
        case ItemKind.THEME_WORD:
            return SetThemeWord("")
        case ItemKind.COMMITMENT:
            return DeleteCommitment(item.at)
        case ItemKind.LEARNING_POINT | ItemKind.KEYWORD:
            return DeleteKeyword(item.column, item.at)
        case ItemKind.TALLY:
            return KeepTally(item.column, keep=False)
        case ItemKind.FOLLOWED:
            return _taken_back(item.entry)
        case _:
            assert_never(item.kind)


def _taken_back(entry: object) -> Event:
    if not isinstance(entry, Followed):
        raise TypeError
    return FollowUp(entry, is_taken_back=True)


def words_of(item: ClosingItem) -> str | None:
    """The text of an item that can be edited as a line; None where it cannot."""
    if isinstance(item.entry, BoardColumn | Followed | Commitment):
        return None
    return item.entry if isinstance(item.entry, str) else item.entry.text


def is_editable(item: ClosingItem) -> bool:
    """Whether an item can be given other words."""
    return isinstance(item.entry, Commitment) or words_of(item) is not None


def in_other_words(item: ClosingItem, text: str) -> Event:
    """The event that replaces an item's text."""
    match item.kind:
        case ItemKind.PURPOSE:
            return SetPurpose(text)
        case ItemKind.THEME_WORD:
            return SetThemeWord(text)
        case _:
            return EditKeyword(item.column, item.at, text)


def unasked(conductor: Conductor) -> tuple[str, ...]:
    """The texts in which a participant is named, and that were not asked about."""
    memory = conductor.memory
    named = naming(conductor.session, memory.words)
    return tuple(text for text in named if not memory.was_kept(text))


NAMED: Final = N_("Somebody who takes part is named here, and was not asked about:")


class Unasked(Enum):
    """The choices for texts that were not asked about, in words."""

    LOOK = N_("Go back and look")
    TAKE_OUT = N_("Take the names out, and look again")
    KEEP = N_("Keep it as it stands, and save")


def makes_frame(conductor: Conductor) -> bool:
    """Whether the note will be a version of the team's frame: it has texts for one."""
    makes = conductor.session.guide.makes == "frame"
    return makes and any(column.keywords for column in conductor.kept().questions)


def who_reads_it(session: Session) -> str:
    """Who can read what is kept."""
    cleared = session.note.board is BoardAtClose.CLEARED
    return readers_words(is_private=bool(session.note.private), is_cleared=cleared)


def kept_besides(conductor: Conductor) -> str:
    """What is kept besides the texts, and what never is."""
    if not leaves_note(conductor.session):
        return _("Nothing else of the session is kept, so no note of it is written.")
    note = conductor.kept()
    parts = [
        *([] if note.private else [note.team]),
        note.title,
        date_words(note.date),
        _("{n} min").format(n=note.minutes),
    ]
    if note.participants:
        parts.append(_("{n} took part").format(n=note.participants))
    return _("Also kept: {parts}. Never: who spoke or passed.").format(parts=" · ".join(parts))


NOTHING_WRITTEN: Final = N_("Nothing was written on the board.")


def deleted_at_save(session: Session) -> str:
    """The questions with entries of which the guide keeps nothing; empty: none."""
    gone = [
        question.text
        for question in session.note.questions
        if question.keywords and question.id not in session.guide.kept_questions
    ]
    words = _("Deleted when you save: {columns}")
    return words.format(columns=" · ".join(gone)) if gone else ""


def measurement_words(workspace: Workspace, session: Session) -> str:
    """What is kept of the session's measurement, or why nobody knows; empty: it has none.

    In a thread.
    """
    attached = session.live.measurement
    if attached is None:
        return ""
    try:
        file = workspace.measurement_file(attached)
    except Refused as why:
        return refusal_words(why)
    if file is None:
        return _("The measurement is deleted.")
    if file.measurement.is_open:
        return _("The measurement is still open. Go on with it, and close it, under Measure.")
    if file.measurement.figures:
        return _("The result of the measurement is kept in a note of its own, under Measure.")
    return _("The measurement has a note of its own. Too few have answered for a result.")


# After it

DISCARD: Final = N_("Discard the whole session? It cannot be undone.")
NOTHING_KEPT: Final = N_("Nothing of the session was kept.")


def destroy_session(old: LeftOpen) -> str:
    """Destroy a session that was left open for long, and return the outcome in words."""
    from facilitator.store.state import destroy_state

    if destroy_state(old.state.path):
        return _(NOTHING_KEPT)
    return _("The session could not be destroyed: it may be open in another window.")


SAVED: Final = N_("Saved: the note is in the archive.")
SAVED_ALONE: Final = N_("Saved: the note is yours alone.")
"""Of a private guide's. No path: others see the screen."""


def left_words(conductor: Conductor, measurement: str) -> list[str]:
    """What a closed session leaves besides its note, a sentence each.

    `measurement` is what has become of its measurement, in words; empty: it had none.
    """
    words = [measurement] if measurement else []
    if why := conductor.keeper.left_behind:
        left = _("What was kept while it ran could not be removed: {why} The program tries again.")
        words.append(left.format(why=refusal_words(why)))
    return words
