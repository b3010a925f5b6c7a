"""A team's frame over time: the version in force, and what a new one changed (practices.md 39).

A frame is the note of a session whose guide makes one. The version in force is the highest, and of
two with one number the later. Texts are compared, never people.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from facilitator.core.days import months_later
from facilitator.core.errors import N_
from facilitator.core.note import BoardColumn, Note
from facilitator.core.session.model import Session
from facilitator.core.text.plain import search_key

REVISITED_AFTER: Final = 3
"""Months after which a team is proposed to look at its frame again."""
MADE_ALONE: Final = N_(
    "A frame holds when the people it is for have made it. Made alone, it is a draft: run "
    "it with the group."
)
_SATURDAY: Final = 5
_NORMS: Final = ("professional-norms", "social-norms")


def proposed_revisit(today: date) -> date:
    """The proposed day for looking at a frame again, never at a weekend."""
    day = months_later(today, REVISITED_AFTER)
    return day + timedelta(7 - day.weekday() if day.weekday() >= _SATURDAY else 0)


def is_time(revisit: date | None, today: date) -> bool:
    """Whether the day for looking at a frame again has come."""
    return revisit is not None and revisit <= today


def versions(notes: Iterable[Note]) -> tuple[Note, ...]:
    """The frames among the notes, the one in force first."""
    framed = [(note.frame.version, note.date, note.id, note) for note in notes if note.frame]
    return tuple(note for *_order, note in sorted(framed, key=lambda f: f[:3], reverse=True))


def norms(frame: Note) -> tuple[BoardColumn, ...]:
    """What other sessions show of a frame: its norms, or everything where it has no such column."""
    written = [column for column in frame.questions if column.keywords]
    return tuple(column for column in written if column.id in _NORMS) or tuple(written)


def is_made_alone(session: Session) -> bool:
    """Whether the frame is filled in by one person alone: then it is only a draft."""
    return session.guide.makes == "frame" and len(session.live.people) == 1


class ColumnChange(NamedTuple):
    """The texts of one column of a frame, now and before."""

    heading: str
    new: tuple[str, ...]
    kept: tuple[str, ...]
    gone: tuple[str, ...]

    @property
    def is_changed(self) -> bool:
        """Whether the column has other texts than before."""
        return bool(self.new or self.gone)


def changes(before: Note, after: Note) -> tuple[ColumnChange, ...]:
    """The changes from one version to the next, by column; columns empty in both are left out.

    Texts that differ in letter case or accents only are the same.
    """
    headings = {column.id: column.text for column in (*before.questions, *after.questions)}
    in_order = dict.fromkeys(column.id for column in (*after.questions, *before.questions))
    changed = []
    for column in in_order:
        old, new = _texts(before.questions, column), _texts(after.questions, column)
        if old or new:
            changed.append(
                ColumnChange(
                    headings[column],
                    new=tuple(text for key, text in new.items() if key not in old),
                    kept=tuple(text for key, text in new.items() if key in old),
                    gone=tuple(text for key, text in old.items() if key not in new),
                )
            )
    return tuple(changed)


def no_longer(before: Note, after: Note) -> tuple[str, ...]:
    """The texts of one version that are in no column of the next."""
    there = {search_key(keyword.text) for column in after.questions for keyword in column.keywords}
    texts = [keyword.text for column in before.questions for keyword in column.keywords]
    return tuple(text for text in dict.fromkeys(texts) if search_key(text) not in there)


def _texts(columns: Sequence[BoardColumn], column_id: str) -> dict[str, str]:
    return {
        search_key(keyword.text): keyword.text
        for column in columns
        if column.id == column_id
        for keyword in column.keywords
    }
