"""Queries of the index on commitments of closed notes.

The index is brought up to date by the caller. Private notes are not in it. Changes are made in the
file (see `facilitator.store.commitments`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from heapq import merge
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from facilitator.core.commitments import TO_FOLLOW_UP, Agreed, Status, ended_on
from facilitator.core.team import team_key
from facilitator.core.text.tags import Theme
from facilitator.store.index.database import day_of, used_up
from facilitator.store.index.notes import copies_of

if TYPE_CHECKING:
    from collections.abc import Callable

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
    "SELECT a.id, a.what, a.owner, a.due, a.theme, a.status, a.cue, a.response, a.happened,"
    " a.ended, a.revision, n.id, n.team, n.guide, n.title, n.date, f.path"
    " FROM agreed a JOIN notes n USING (file) JOIN files f USING (file)"
    " WHERE n.main"
)
_THEMES: Final[dict[str | None, Theme | None]] = {
    None: None,
    **{theme.value: theme for theme in Theme},
}
_STATUS: Final = {status.value: status for status in Status}


def agreed(index: Index, team: str | None = None) -> list[Agreed]:
    """All commitments, or a team's: open ones first, the earliest due first.

    Those that have ended come last, the latest first. No model is loaded.
    """
    if team is None:
        commitments = _read_agreed(index, _AGREED)
    else:
        commitments = _read_agreed(index, f"{_AGREED} AND n.one_team = ?", team_key(team))
    return _sorted(commitments)


def commitments(
    index: Index, go_on: Callable[[int, int], bool] = lambda _done, _total: True
) -> tuple[KeptCommitment, ...]:
    """All, as they can be changed. Where `go_on` says no, nobody waits for them: not all."""
    rows = agreed(index)
    return _kept(index, rows, go_on) if go_on(0, 0) else ()


def open_of_team(index: Index, team: str) -> tuple[KeptCommitment, ...]:
    """A team's commitments that have not ended, the oldest first; as `commitments`."""
    sql = f"{_AGREED} AND n.one_team = ? AND n.to_follow_up > 0"
    rows = _read_agreed(index, sql, team_key(team))
    left = [commitment for commitment in rows if commitment.status in TO_FOLLOW_UP]
    left.sort(key=lambda commitment: (commitment.date, commitment.note_id))
    return _kept(index, left)


_AT_A_TIME: Final = 10_000


def _sorted(commitments: list[Agreed]) -> list[Agreed]:
    """Sort them; many are sorted in parts, since no other thread runs during a sort."""
    if len(commitments) <= _AT_A_TIME:
        commitments.sort(key=_in_order)
        return commitments
    starts = range(0, len(commitments), _AT_A_TIME)
    parts = [sorted(commitments[at : at + _AT_A_TIME], key=_in_order) for at in starts]
    return list(merge(*parts, key=_in_order))


_LAST: Final = date.max.toordinal()


def _in_order(commitment: Agreed) -> tuple[int, int, str, str]:
    """A sort key of numbers, which compare fast."""
    ended = ended_on(commitment, commitment.date)
    number = 2 * _LAST - ended.toordinal() if ended else (commitment.due or date.max).toordinal()
    return number, commitment.date.toordinal(), commitment.note_id, commitment.id


def _read_agreed(index: Index, sql: str, *values: str) -> list[Agreed]:
    """All, by note, in the order in which they stand there."""
    in_order = f"{sql} ORDER BY a.file, a.place"
    return index.ask(
        lambda opened: [_of_row(index, row) for row in opened.execute(in_order, values)]
    )


def _of_row(index: Index, row: tuple[Any, ...]) -> Agreed:
    commitment_id, what, owner, due, theme, status, cue, response, happened, ended, *more = row
    revision, note_id, team, guide, title, day, path = more
    return Agreed(
        commitment_id,
        what,
        owner,
        day_of(due) if due else None,
        _THEMES[theme],
        _STATUS[status],
        cue,
        response,
        happened,
        day_of(ended) if ended else None,
        revision,
        note_id,
        team,
        guide,
        title,
        day_of(day),
        index.path_of(path),
    )


_ASKED_EVERY: Final = 500
"""Rows: so often it is asked whether to go on."""


def _kept(
    index: Index,
    rows: list[Agreed],
    go_on: Callable[[int, int], bool] = lambda _done, _total: True,
) -> tuple[KeptCommitment, ...]:
    from facilitator.core.note import Commitment

    also, fields = copies_of(index), tuple(Commitment.model_fields)

    def goes_on(numbered: tuple[int, Agreed]) -> bool:
        return numbered[0] % _ASKED_EVERY > 0 or go_on(0, 0)

    return tuple(
        KeptCommitment(
            Commitment.model_validate(dict(zip(fields, row, strict=False))),  # of it, not its note
            row.note_id,
            row.team,
            row.guide,
            row.title,
            row.date,
            Path(row.file),
            also.get(row.note_id, ()),
        )
        for _at, row in takewhile(goes_on, enumerate(used_up(rows)))
    )
