"""A new guide of the user's own: its file, and the schema next to it that editors read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from facilitator.core.errors import N_, Refused
from facilitator.store.files import (
    NotRead,
    create_privately,
    make_private_folder,
    read_text_file,
    write_privately,
)
from facilitator.store.guides import MOST_BYTES, Language
from facilitator.store.places import OUR_GUIDES

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA_FILE: Final = "guide.schema.json"
"""Beside the guides that name it in their first line, as editors with TOML support read it."""

_SCHEMA_LINE: Final = f"#:schema ./{SCHEMA_FILE}"
_ID: Final = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*", re.ASCII)
_LONGEST_ID: Final = 60


def new_guide(
    folder: Path, guide_id: str, lang: Language, schema: bytes, other: Path | None = None
) -> Path:
    """Write the file of a new guide, and the schema beside it; gives where it lies.

    It begins as a commented example in that language, or as a copy of `other`. No file is ever
    replaced but an older schema. Raises Refused where the id is none, or the file is there already.
    """
    if not _ID.fullmatch(guide_id) or len(guide_id) > _LONGEST_ID:
        raise Refused(
            N_(
                '"{id}" cannot be an id. Write at most 60 small letters a–z, digits and single '
                "hyphens, such as our-round."
            ),
            id=guide_id,
        )
    path = folder / f"{guide_id}.toml"
    text = read_text_file(other or OUR_GUIDES / "new" / f"{lang}.toml", MOST_BYTES)
    make_private_folder(folder)
    try:
        create_privately(path, _begun(text, guide_id).encode())
    except FileExistsError:
        msgid = N_("{file} is there already. Choose another id, or change that file.")
        raise Refused(msgid, file=path) from None
    _bring_schema(folder / SCHEMA_FILE, schema)
    return path


def _begun(text: str, guide_id: str) -> str:
    """A guide's text under its own id, with the schema named in its first line."""
    lines = text.replace("\r\n", "\n").removeprefix(_SCHEMA_LINE).lstrip("\n")
    written = re.sub(
        r"^([ \t]*id[ \t]*=[ \t]*)(?:\"[^\"\n]*\"|'[^'\n]*')",
        lambda match: f'{match[1]}"{guide_id}"',
        lines,
        count=1,
        flags=re.MULTILINE,
    )
    return f"{_SCHEMA_LINE}\n{written}"


def _bring_schema(path: Path, schema: bytes) -> None:
    """The schema is ours alone, so an older one is replaced."""
    try:
        present = read_text_file(path, MOST_BYTES).encode()
    except NotRead:
        present = b""
    if present != schema:
        write_privately(path, schema)
