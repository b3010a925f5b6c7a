"""Queries of the index on files with problems: unreadable ones, copies, settings.

The index is brought up to date by the caller.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from facilitator.core.errors import N_, Refused, Typed
from facilitator.store.encryption import is_encrypted
from facilitator.store.index import problem_of_text, text_of_problem
from facilitator.store.paths import ENCRYPTION_FILE, SEALED
from facilitator.store.running import running as sessions_running
from facilitator.store.toml import FileProblem

if TYPE_CHECKING:
    from facilitator.store.archive import Archive
    from facilitator.store.index import Index


def problems(index: Index) -> tuple[FileProblem, ...]:
    """Problems of files in the archive, by path; copies of notes last."""
    return (
        *encryption_problems(index),
        *sessions_running(index.archive).problems,
        *unread(index),
        *_astray(index),
        *copies(index),
    )


def astray(index: Index) -> tuple[Path, ...]:
    """The private notes that lie where others can read them."""
    sql = (
        "SELECT f.path FROM notes n JOIN files f USING (file)"
        " WHERE n.private = 1 AND +n.status = 'closed' ORDER BY +f.path"
    )
    return index.files(sql)


def _astray(index: Index) -> tuple[FileProblem, ...]:
    """The problem that there are such notes, in one line without their names."""
    if not astray(index):
        return ()
    msgid = N_(
        "There are notes in this archive that belong to one person alone, and others can "
        "read them. Under Role model they can be taken home."
    )
    return (FileProblem(index.archive, None, msgid),)


NOT_DONE: Final = N_("Not every note is encrypted for all recipients. Go on with: {command}")
_PLAIN: Final = N_(
    "There are notes in this archive that are not encrypted, such as {file}. Encrypt them "
    "with: {command}"
)

_OTHERS: Final = N_(
    "Encrypted for other recipients than those listed: {n} of the notes here. Encrypt them "
    "again with: {command}"
)


def encryption_problems(index: Index) -> tuple[FileProblem, ...]:
    """The first problem with the encryption of an archive, if any."""
    if not is_encrypted(index.archive):
        return ()
    from facilitator.store.encryption.archive_keys import read_keys

    file, command = index.archive / ENCRYPTION_FILE, Typed(("archive", "encrypt"))
    try:
        keys = read_keys(index.archive)
    except FileProblem as problem:
        return (problem,)
    except Refused as why:
        return (FileProblem.of(file, why),)
    if keys.run:
        return (FileProblem(file, None, NOT_DONE, command=command),)
    sql = "SELECT path FROM files WHERE path LIKE '%.toml' ORDER BY path LIMIT 1"
    plain = index.row(sql)
    if plain:
        return (FileProblem(file, None, _PLAIN, file=plain[0], command=command),)
    sql = (
        "SELECT count(*) FROM files WHERE path LIKE '%' || ? AND recipients IS NOT ?"
        " AND (recipients IS NOT NULL OR problem IS NULL)"
    )
    (n,) = index.row(sql, SEALED, keys.mark)
    return (FileProblem(file, None, _OTHERS, n=n, command=command),) if n else ()


def settings_problems(index: Index, archive: Archive) -> tuple[FileProblem, ...]:
    """Problems with the settings of the archive, read again where they have changed."""

    def derive() -> str:
        import json

        problems = [[str(p.path), text_of_problem(p)] for p in archive.problems]
        return json.dumps(problems) if problems else ""

    written = index.derived("settings", map(str, archive.settings_files), derive)
    if not written:
        return ()
    import json

    return tuple(problem_of_text(Path(path), text) for path, text in json.loads(written))


def unread(index: Index) -> tuple[FileProblem, ...]:
    """The unreadable files; those encrypted for others are one problem."""
    return together(index.archive, unread_files(index))


def together(archive: Path, problems: tuple[FileProblem, ...]) -> tuple[FileProblem, ...]:
    """Problems of files, those encrypted for others summed up as one."""
    if len(problems) < 2:  # noqa: PLR2004
        return problems
    from facilitator.store.encryption.own_key import FOR_OTHERS

    others = [problem for problem in problems if problem.msgid == FOR_OTHERS]
    if len(others) < 2:  # noqa: PLR2004
        return problems
    all_others = FileProblem(archive, None, _FOR_OTHERS, n=len(others), **others[0].params)
    return (all_others, *(problem for problem in problems if problem.msgid != FOR_OTHERS))


_FOR_OTHERS: Final = N_(
    "Encrypted for others, and not for you: {n} of the notes here. Once they have let you in "
    "({command}), one of them encrypts them for you too: {encrypt}"
)


def unread_files(index: Index) -> tuple[FileProblem, ...]:
    """The unreadable files, each by itself."""
    sql = "SELECT path, problem FROM files WHERE problem IS NOT NULL ORDER BY +path"
    rows = index.rows(sql)
    return tuple(problem_of_text(index.file(path), problem) for path, problem in rows)


def claiming(index: Index, start: str, path: str) -> list[tuple[str, FileProblem]]:
    """The unreadable files whose id begins like this, and the one at that path."""
    sql = (
        "SELECT coalesce(claims, ''), path, problem FROM files WHERE problem IS NOT NULL"
        " AND (substr(claims, 1, ?) = ? OR path = ?) ORDER BY claims, path"
    )
    rows = index.rows(sql, len(start), start, path)
    return [(claims, problem_of_text(index.file(file), problem)) for claims, file, problem in rows]


def not_found(index: Index, why: Refused) -> Refused:
    """The refusal that nothing was found, and that unreadable files may hold it."""
    if not unread(index):
        return why
    msgid = N_("{why} Not everything could be read, though. What could not, says: {command}")
    return Refused(msgid, why=why, command=Typed(("notes",)))


_COPY_OF: Final = N_("It is a copy of {other}. They are one note, {id}.")
_VERSION_OF: Final = N_("It is another version of {other}. See both, and choose, with: {command}")
_COPIES_OF: Final = N_("{n} files in this folder are copies of those in {other}, and count once.")


def copies(index: Index, note_id: str | None = None) -> tuple[FileProblem, ...]:
    """The files that hold a note which another file also holds: copies and other versions.

    Without a `note_id`, a folder that was copied whole is named once.
    """
    sql = (
        "SELECT n.id, f.path, m.path, n.content = note.content FROM notes n"
        " JOIN files f USING (file) JOIN notes note ON note.id = n.id AND note.main"
        " JOIN files m ON m.file = note.file WHERE NOT n.main ORDER BY +f.path"
    )
    rows = index.rows(sql)
    rows = [row for row in rows if note_id in {None, row[0]}]
    copied = Counter(
        _folders(path, other) for _id, path, other, is_same in rows if is_same and note_id is None
    )
    whole = {folders: n for folders, n in copied.items() if n > 1 and folders[0] != folders[1]}
    named = [
        FileProblem(index.file(folder), None, _COPIES_OF, n=n, other=other or ".")
        for (folder, other), n in whole.items()
    ]
    for note, path, other, is_same in rows:
        if not is_same or _folders(path, other) not in whole:
            names = {"id": note, "other": other, "command": Typed(("versions", note))}
            msgid = _COPY_OF if is_same else _VERSION_OF
            named.append(FileProblem(index.file(path), None, msgid, **names))
    return tuple(named)


def _folders(path: str, other: str) -> tuple[str, str]:
    return os.path.split(path)[0], os.path.split(other)[0]


def disputed(index: Index, note_id: str | None = None) -> tuple[FileProblem, ...]:
    """The files with another version of a note."""
    return tuple(copy for copy in copies(index, note_id) if copy.msgid == _VERSION_OF)
