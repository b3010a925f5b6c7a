"""What is wrong with files of an archive, as the index has it: brought up to date by who asks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.core.errors import N_
from facilitator.store.index.tables import NEWEST_FIRST
from facilitator.store.toml import FileProblem

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from facilitator.store.index import Index


def problems(index: Index) -> tuple[FileProblem, ...]:
    """What is wrong with files of the archive, by their paths; ids that are there twice last."""

    def ask(opened: sqlite3.Connection) -> tuple[FileProblem, ...]:
        wrong = opened.execute(
            "SELECT path, problem FROM files WHERE problem IS NOT NULL ORDER BY path"
        ).fetchall()
        return (*(_problem(index.file(path), said) for path, said in wrong), *_twice(opened))

    def _twice(opened: sqlite3.Connection) -> Iterator[FileProblem]:
        rows = opened.execute(
            "SELECT n.id, f.path FROM notes n JOIN files f USING (file) WHERE n.id IN"  # noqa: S608
            f" (SELECT id FROM notes GROUP BY id HAVING count(*) > 1){NEWEST_FIRST}"
        )
        first: dict[str, str] = {}
        for note_id, path in rows.fetchall():
            other = first.setdefault(note_id, path)
            if other != path:
                msgid = N_("It has the same id ({id}) as {other}.")
                name = Path(other).name
                yield FileProblem(index.file(path), None, msgid, id=note_id, other=name)

    return index.ask(ask)


def unread(index: Index) -> tuple[FileProblem, ...]:
    """The files that nobody can look into; a copy is one that has been looked into."""
    sql = (
        "SELECT path, problem FROM files WHERE problem IS NOT NULL"
        " AND file NOT IN (SELECT file FROM copies) ORDER BY path"
    )
    rows = index.ask(lambda opened: opened.execute(sql).fetchall())
    return tuple(_problem(index.file(path), said) for path, said in rows)


def _problem(path: Path, said: str) -> FileProblem:
    """What is wrong with a file, as the index keeps it."""
    written = json.loads(said)
    return FileProblem(path, written["line"], written["msgid"], **written["params"])
