"""The formats of an export by name, and the preview of what is written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, get_args

from facilitator.core.errors import N_, Refused
from facilitator.core.sharing import lines, owners
from facilitator.export.csv import sheet
from facilitator.export.html import html
from facilitator.export.markdown import markdown
from facilitator.export.plain_text import confidential, note_text, span
from facilitator.words import ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from facilitator.core.note import Note
    from facilitator.export.plain_text import Sharing

Format: TypeAlias = Literal["md", "html", "csv", "json"]

_ENDINGS: Final[Mapping[str, Format]] = {
    "markdown": "md",
    "txt": "md",
    "htm": "html",
    **{fmt: fmt for fmt in get_args(Format)},
}


def exported(sharing: Sharing, fmt: Format) -> str:
    """The notes in that format, in the language in use. There is one at least."""
    return _MAKERS[fmt](sharing)


def format_of(name: str) -> Format:
    """The format a file's name asks for by its ending; Markdown where it asks for none.

    Raises Refused where it asks for one that is not ours: Word would find a .docx damaged.
    """
    stem, _dot, suffix = name.rpartition(".")
    if fmt := _ENDINGS.get(suffix.lower()):
        return fmt
    if stem and suffix.isalpha():
        raise Refused(
            N_("A .{ending} file cannot be written here. Choose one of these: {formats}."),
            ending=suffix, formats=", ".join(get_args(Format)),
        )  # fmt: skip
    return "md"


def preview(sharing: Sharing, text: str) -> str:
    """What was exported, as it is to be read; of a page the same words without the markup."""
    if text.startswith("<!DOCTYPE"):
        return "\n".join(map(note_text, sharing.notes))
    return text.removeprefix("\N{BYTE ORDER MARK}")


def account(sharing: Sharing) -> list[str]:
    """How much there is of it, and whether somebody is named in it: a sentence each."""
    kept = sum(map(lines, sharing.notes))
    number = ngettext("{n} line was kept", "{n} lines were kept", kept).format(n=kept)
    sentences = [f"{span(sharing.notes)}: {number}."]
    if named := sum(map(owners, sharing.notes)):
        sentence = ngettext(
            "{n} commitment names who does it.", "{n} commitments name who does it.", named
        )
        sentences.append(sentence.format(n=named))
    return sentences


def document(sharing: Sharing) -> str:
    """One note as an object; those of a team as an object with `team` and `notes`, newest first."""
    record: dict[str, Any] = {"confidential": confidential()}
    if sharing.team is not None:
        record |= {"team": sharing.team, "notes": [_note(note) for note in sharing.notes]}
    else:
        record |= _note(sharing.notes[0])
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def _note(note: Note) -> dict[str, Any]:
    return note.model_dump(mode="json", by_alias=True, exclude_none=True)


_MAKERS: Final[Mapping[Format, Callable[[Sharing], str]]] = {
    "md": markdown,
    "html": html,
    "csv": sheet,
    "json": document,
}
