"""Changing a commitment in its note.

The note is read, changed and written under its lock, and only over the file that was read. What
another program or person has changed in it meanwhile stays; where that is the same commitment,
nothing is written and both versions are shown.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from facilitator.core.commitment_change import CommitmentChange, changed
from facilitator.core.errors import N_, Refused
from facilitator.core.note import Commitment, Note
from facilitator.store.files import stamp_of
from facilitator.store.index.commitments import KeptCommitment
from facilitator.store.index.notes import find
from facilitator.store.lock import PATIENCE
from facilitator.store.notes import changed_text, loads, read_note_file, rewrite

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from facilitator.core.session.model import Followed
    from facilitator.store.index import Index
    from facilitator.store.notes import Document, NoteFile

_IN_USE: Final = N_("Another program is using this note. Nothing was saved: try again.")


class ChangedMeanwhile(Refused):
    """Somebody else has changed or removed that commitment. Nothing was written."""

    def __init__(self, mine: Commitment | None, theirs: Commitment | None) -> None:
        """`mine` is what was to be written, `theirs` what is in the file now."""
        super().__init__(N_("Someone else has changed this commitment. Nothing was saved."))
        self.mine = mine
        self.theirs = theirs


def in_note(path: Path, commitment_id: str) -> KeptCommitment:
    """The commitment with that id in the closed note in a file.

    Raises NoteError, and Refused where the note still runs, or has none or two with that id.
    """
    note = _closed(read_note_file(path).text, path)
    for kept in _of(note, path):
        if kept.commitment.id == commitment_id:
            _place(note, commitment_id)
            return kept
    raise Refused(
        N_("There is no commitment {wanted} in this note. It has: {candidates}."),
        wanted=commitment_id,
        candidates=", ".join(c.id for c in note.commitments) or "–",
    )


def change(
    seen: KeptCommitment, wanted: CommitmentChange, today: date, *, wait: float = PATIENCE
) -> KeptCommitment:
    """Write a change of a commitment into its note, everything else in it left as it is.

    `seen` is the commitment as it was when the change was thought of. Raises ChangedMeanwhile
    where it is no longer so, AlreadyOpen after `wait` seconds, NoteError,
    NotWritten, and Refused for what the core refuses and for a session that runs.
    """
    mine = after = changed(seen.commitment, wanted, today)

    def make(file: NoteFile) -> bytes | None:
        nonlocal after
        at, before = _as_seen(_closed(file.text, seen.path), seen, mine)
        after = changed(before, wanted, today)
        return _rewritten(file.text, seen.path, at, before, after)

    rewrite(seen.path, make, wait=wait, why=_IN_USE)
    result = replace(seen, commitment=after)
    for copy in seen.copies:
        # Where it is another version already, or cannot be written, both are shown as versions.
        with suppress(Refused):
            rewrite(copy, make, wait=wait, why=_IN_USE)
    return result


def changed_at(path: Path) -> datetime | None:
    """When a note's file was last written, in UTC; None where there is none."""
    try:
        stamp = stamp_of(path)
    except OSError:
        return None
    return stamp and datetime.fromtimestamp(stamp.mtime_ns // 10**9, UTC)


def _of(note: Note, path: Path) -> list[KeptCommitment]:
    return [
        KeptCommitment(commitment, note.id, note.team, note.guide, note.title, note.date, path)
        for commitment in note.commitments
    ]


def _closed(text: str, path: Path) -> Note:
    note = loads(text, path)
    if not isinstance(note, Note):
        raise Refused(N_("The session is still running: change the commitment there."))
    return note


def _place(note: Note, commitment_id: str) -> int | None:
    """The index of the commitment with that id in the note."""
    places = [
        at for at, commitment in enumerate(note.commitments) if commitment.id == commitment_id
    ]
    if len(places) > 1:
        raise Refused(
            N_("Two commitments in this note have the id {id}. Give one of them another."),
            id=commitment_id,
        )
    return places[0] if places else None


def _as_seen(note: Note, seen: KeptCommitment, mine: Commitment) -> tuple[int, Commitment]:
    """The index of the commitment, and its data. Raises ChangedMeanwhile where it is not as seen.

    Unknown keys may differ: they are left as they are.
    """
    at = _place(note, seen.commitment.id)
    if at is None or note.id != seen.note_id:
        raise ChangedMeanwhile(mine, None)
    before = note.commitments[at]
    if any(getattr(before, f) != getattr(seen.commitment, f) for f in Commitment.model_fields):
        raise ChangedMeanwhile(mine, before)
    return at, before


def _rewritten(
    text: str, path: Path, at: int, before: Commitment, after: Commitment
) -> bytes | None:
    """The text of the note with the commitment changed; None where nothing differs."""
    old, new = (
        commitment.model_dump(by_alias=True, exclude_none=True) for commitment in (before, after)
    )
    gone = [key for key in old if key not in new]
    other = {key: value for key, value in new.items() if old.get(key) != value}
    if not gone and not other:
        return None

    def apply(document: Document) -> None:
        table = document["commitments"][at]
        for key in gone:
            table.pop(key, None)
        for key, value in other.items():
            table[key] = str(value) if isinstance(value, str) else value

    return changed_text(text, path, apply)


class Unwritten(NamedTuple):
    """An answer that was not written, and why."""

    followed: Followed
    why: Refused
    """ChangedMeanwhile where somebody else has changed it."""
    kept: KeptCommitment | None = None
    """As it stands in its note now, where it can be read."""
    mine: Commitment | None = None
    """The same with what was to be written."""


def write_followed(
    index: Index, followed: Sequence[Followed], today: date
) -> tuple[Unwritten, ...]:
    """Write each answer into its note; returns those that could not be written.

    An answer that is in its note already is not written again, so this can be repeated after a
    kill. The index is brought up to date by the caller.
    """
    unwritten = (_written(index, each, today) for each in followed)
    return tuple(each for each in unwritten if each is not None)


def write_over(unwritten: Unwritten, today: date) -> None:
    """Write a commitment over somebody else's version. Raises as `change` does."""
    if unwritten.kept is not None:
        change(unwritten.kept, CommitmentChange(status=unwritten.followed.status), today)


def _written(index: Index, followed: Followed, today: date) -> Unwritten | None:
    kept = mine = None
    try:
        kept = in_note(find(index, followed.note).path, followed.commitment)
        wanted = CommitmentChange(status=followed.status)
        mine = changed(kept.commitment, wanted, today)
        if mine == kept.commitment:
            return None
        as_seen = (followed.before, followed.revision)
        if (kept.commitment.status, kept.commitment.revision) != as_seen:
            raise ChangedMeanwhile(mine, kept.commitment)
        change(kept, wanted, today)
    except Refused as why:
        return Unwritten(followed, why, kept, mine)
    return None
