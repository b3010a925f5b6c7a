r"""Notes as TOML files that people can read: reading and writing them.

`schema` and `id` come first, the keys in a fixed order, text in NFC with `\n`. What is missing is
left out. While the session runs its `[live]` table is last. Unknown keys survive.
"""

from __future__ import annotations

import os
import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

import tomli
import tomli_w
from pydantic import ValidationError

from facilitator.core.errors import N_, Refused
from facilitator.core.note import Note
from facilitator.core.session.model import Live, Session
from facilitator.store.encryption import is_sealed, opened, sealed
from facilitator.store.files import NotRead, read_file, text_of
from facilitator.store.lock import IN_USE, Change, change_file
from facilitator.store.state import STATE, read_state
from facilitator.store.toml import FileProblem, parsed, value_problems

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from facilitator.core.guide.model import Guide
    from facilitator.store.files import Stamp

NOT_THERE: Final = N_("{file} is no longer there.")

Document: TypeAlias = dict[str, Any]

LIVE: Final = "live"
"""The table that only a running session's file has."""
SCHEMA: Final = 1
NOT_A_NOTE: Final = N_("This is not a note of this program.")
NEWER_NOTE: Final = N_("This note was made by a newer version of the program.")
MOST_BYTES: Final = 8 * 2**20

_LIVE_TABLE: Final = re.compile(rb"^[\s\"'\[]*live\b", re.MULTILINE)

MIGRATIONS: Final[dict[int, Callable[[Document], Document]]] = {}
"""By the schema it is for: what makes a document of the next schema of one of that."""


class NoteError(FileProblem):
    """A file that is no note, or a note that cannot be used."""


class NoteFile(NamedTuple):
    """The content of a note's file, decrypted."""

    data: bytes
    text: str
    stamp: Stamp
    recipients: str
    """Whom it is encrypted for, as `encryption.opened` has it; empty where it is not."""


def read_note_file(path: Path) -> NoteFile:
    """The content of a note's file, or of the state file of a running session.

    Raises NoteError where that is no text, or too large.
    """
    try:
        data, stamp, recipients = _read(path)
        return NoteFile(data, text_of(data), stamp, recipients)
    except NotRead as error:
        raise NoteError.of(path, error) from error


def read_note_bytes(path: Path) -> tuple[bytes, Stamp]:
    """The same as bytes, and the stamp of the file. Raises NotRead."""
    return _read(path)[:2]


def recipients_of(path: Path) -> str:
    """Whom a note is encrypted for, as `encryption.opened` has it. Raises NotRead."""
    return _read(path)[2]


def _read(path: Path) -> tuple[bytes, Stamp, str]:
    data, stamp = read_file(path, MOST_BYTES)
    if is_sealed(path):
        data, recipients = opened(data)
        return data, stamp, recipients
    if path.suffix == STATE:
        data = read_state(path).data
    return data, stamp, ""


def rewrite(
    path: Path, make: Callable[[NoteFile], bytes | None], *, wait: float = 0, why: str = IN_USE
) -> None:
    """Write a note anew in its own place: what `make` makes of its file; None: it is as it was.

    The note is locked meanwhile, after `wait` seconds at most, and only the very file that was
    read is replaced: where a program that asks no lock has written in between, as one that syncs,
    `make` is asked again. Raises AlreadyOpen, which says `why`, NoteError, NotWritten, Refused
    where the file has gone or never stays as it is, and whatever `make` raises.
    """

    def read_and_change() -> Change | None:
        if not os.path.lexists(path):
            raise Refused(NOT_THERE, file=path.name)
        file = read_note_file(path)
        data = make(file)
        return None if data is None else Change(sealed(path, data), file.stamp)

    change_file(path, read_and_change, wait=wait, why=why)


def changed_text(text: str, path: Path, change: Callable[[Document], None]) -> bytes:
    """The text of a note with a change in it, its comments and its layout left where that can be.

    `change` makes the change in a table; it is asked twice. Raises FileProblem for what is no TOML.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    document = parsed(text, path)
    change(document)
    try:
        laid_out = tomlkit.parse(text)
        change(laid_out)
        kept = tomlkit.dumps(laid_out)
        if tomli.loads(kept) == document:
            return kept.encode()
    except (TOMLKitError, ValueError, KeyError, TypeError, IndexError):
        pass
    return tomli_w.dumps(document, multiline_strings=True).encode()


def document(note: Session | Note) -> Document:
    """A note as a TOML document; of a running session also `[live]`, but without its guide."""
    live = note.live if isinstance(note, Session) else None
    kept = note.note if isinstance(note, Session) else note
    written = kept.model_dump(by_alias=True, exclude_none=True)
    for key in ("learning_points", "commitments", "questions"):
        if not written[key]:
            del written[key]
    for question in written.get("questions", ()):
        for key in ("keywords", "scale", "counts"):
            if not question[key]:
                del question[key]
    if live is not None:
        written[LIVE] = live.model_dump(
            by_alias=True, exclude={"guide"}, exclude_none=True, exclude_defaults=True
        )
    return written


def dumps(note: Session | Note) -> bytes:
    """A note, or a running session, as the bytes of its file."""
    text = _toml(document(note))
    if isinstance(note, Session):
        text += "\n" + _guide(note.guide)
    return text.encode()


def may_run(data: bytes) -> bool:
    """Whether that may be a running session's file: a quick check that spares parsing."""
    return _LIVE_TABLE.search(data) is not None


def read_document(path: Path) -> Note | Session:
    """The note in a file; a Session while it runs. Raises NoteError, with the line if known."""
    return loads(read_note_file(path).text, path)


def loads(text: str, path: Path) -> Note | Session:
    """The note in the text of a file. Raises NoteError; `path` is only named in it."""
    try:
        written = _of_this_schema(parsed(text, path), path)
    except FileProblem as problem:
        raise NoteError.of(path, problem) from problem
    live = written.pop(LIVE, None)
    try:
        note = Note.model_validate(written)
    except ValidationError as error:
        raise _wrong(path, text, error) from error
    if live is None:
        return note
    try:
        return Session(note=note, live=Live.model_validate(live))
    except ValidationError as error:
        raise _wrong(path, text, error, LIVE) from error


def _of_this_schema(written: Document, path: Path) -> Document:
    if not written:
        raise FileProblem(path, None, N_("It is empty."))
    schema = written.get("schema")
    if not isinstance(schema, int) or "id" not in written:
        raise FileProblem(path, None, NOT_A_NOTE)
    if schema > SCHEMA:
        raise FileProblem(path, None, NEWER_NOTE)
    while (schema := written["schema"]) < SCHEMA:
        if schema not in MIGRATIONS:
            raise FileProblem(path, None, NOT_A_NOTE)
        written = MIGRATIONS[schema](written)
    return written


def _wrong(path: Path, text: str, error: ValidationError, *under: str) -> NoteError:
    """The problem of the first invalid value."""
    return NoteError.of(path, value_problems(path, text, error, *under)[0])


@lru_cache(maxsize=1)
def _guide(guide: Guide) -> str:
    """The guide of a running session as TOML; cached, since it is long and never changes."""
    written = guide.model_dump(by_alias=True, exclude_none=True, exclude_defaults=True)
    return _toml({LIVE: {"guide": written}})


def _toml(written: Document) -> str:
    return tomli_w.dumps(_normal(written), multiline_strings=True)


def _normal(value: Any) -> Any:
    r"""A value with every text in NFC and lines ended by `\n`; keys stay as they are.

    Text by text, not the whole file at once: a combining accent after an escape would otherwise
    become one letter with it.
    """
    if isinstance(value, str):
        if value.isascii() and "\r" not in value:
            return str(value)
        return unicodedata.normalize("NFC", value).replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, dict):
        return {key: _normal(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_normal(item) for item in value]
    return value
