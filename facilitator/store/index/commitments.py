"""The commitments of an archive across its closed notes, as the index has them.

Whoever asks brings the index up to date first. A change is made in the file (see
`facilitator.store.commitments`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from facilitator.core import commitments as core
from facilitator.core.team import team_key
from facilitator.store.index.notes import copies_of
from facilitator.store.index.rows import commitments_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from facilitator.core.note import Commitment
    from facilitator.store.index import Index


@dataclass(frozen=True, slots=True)
class KeptCommitment:
    """A commitment and the note it was made in."""

    commitment: Commitment
    note_id: str
    team: str
    guide: str
    title: str
    """Of the session."""
    date: date
    """Of the session: it has waited since."""
    path: Path
    copies: tuple[Path, ...] = ()
    """The other files that hold the note."""


_AGREED: Final = (
    "SELECT a.written, n.id, n.team, n.guide, n.title, n.date, f.path"
    " FROM agreed a JOIN notes n USING (file) JOIN files f USING (file)"
    " WHERE n.main"
)


def commitments(index: Index, private: Collection[str] = ()) -> tuple[KeptCommitment, ...]:
    """All commitments of closed notes: those to follow up first, what is due soonest on top.

    As the index has them: whoever asks brings it up to date first. `private` are the guides whose
    notes are one person's own: theirs are left out.
    """
    return tuple(sorted(_asked(index, _AGREED, (), private), key=_in_order))


def open_of_team(
    index: Index, team: str, private: Collection[str] = ()
) -> tuple[KeptCommitment, ...]:
    """What a team agreed on and has not ended, what was made first on top; as `commitments`."""
    sql = f"{_AGREED} AND n.one_team = ? AND n.to_follow_up > 0"
    kept_commitments = _asked(index, sql, (team_key(team),), private)
    left = [kept for kept in kept_commitments if kept.commitment.status in core.TO_FOLLOW_UP]
    return tuple(sorted(left, key=lambda kept: (kept.date, kept.note_id)))


def of_team(kept_commitments: Collection[KeptCommitment], team: str) -> tuple[KeptCommitment, ...]:
    """Those of one team."""
    return tuple(kept for kept in kept_commitments if team_key(kept.team) == team_key(team))


def _in_order(kept: KeptCommitment) -> tuple[bool, int, date, str, str]:
    """Those that have ended come last, the latest of them first."""
    commitment, ended = kept.commitment, core.ended_on(kept.commitment, kept.date)
    number = -ended.toordinal() if ended else (commitment.due or date.max).toordinal()
    return ended is not None, number, kept.date, kept.note_id, commitment.id


def _asked(
    index: Index, sql: str, values: tuple[str, ...], private: Collection[str]
) -> list[KeptCommitment]:
    rows = index.ask(lambda opened: opened.execute(sql, values).fetchall())
    also = copies_of(index)
    kept_commitments: list[KeptCommitment] = []
    for written, note_id, team, guide, title, day, path in rows:
        if guide in private:
            continue
        made, file = date.fromisoformat(day), index.file(path)
        kept_commitments += (
            KeptCommitment(
                commitment, note_id, team, guide, title, made, file, also.get(note_id, ())
            )
            for commitment in commitments_of(written)
        )
    return kept_commitments
