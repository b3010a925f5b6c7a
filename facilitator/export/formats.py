"""The formats of an export by name, and the preview of what is written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, get_args

from facilitator.core.errors import N_, Refused
from facilitator.export.csv import sheet
from facilitator.export.html import html
from facilitator.export.markdown import markdown
from facilitator.export.plain_text import confidential, note_text, span
from facilitator.words import ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from facilitator.core.note import Note
    from facilitator.export.plain_text import Sharing

WRITTEN: Final = N_("Written, confidential: {file}")

Format: TypeAlias = Literal["md", "html", "csv", "json"]

_ENDINGS: Final[Mapping[str, Format]] = {
    "markdown": "md",
    "txt": "md",
    "htm": "html",
    **{fmt: fmt for fmt in get_args(Format)},
}


def exported(sharing: Sharing, fmt: Format) -> str:
    """The notes in that format, in the language in use. `notes` is not empty."""
    return _MAKERS[fmt](sharing)


def format_of(name: str) -> Format:
    """The format for a file's extension; Markdown where it has none.

    Raises Refused for any other extension: Word would report a .docx as damaged.
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
    """The export as it is read; of an HTML page the same words without markup."""
    if text.startswith("<!DOCTYPE"):
        return "\n".join(map(note_text, sharing.notes))
    return text.removeprefix("\N{BYTE ORDER MARK}")


def account(sharing: Sharing) -> list[str]:
    """The size of the export, and whether somebody is named in it: a sentence each."""
    kept = sum(map(_lines, sharing.notes))
    number = ngettext("{n} line was kept", "{n} lines were kept", kept).format(n=kept)
    sentences = [f"{span(sharing.notes)}: {number}."]
    commitments = [commitment for note in sharing.notes for commitment in note.commitments]
    if named := sum(commitment.owner is not None for commitment in commitments):
        sentence = ngettext(
            "{n} commitment names who does it.", "{n} commitments name who does it.", named
        )
        sentences.append(sentence.format(n=named))
    return sentences


def _lines(note: Note) -> int:
    """How many lines were kept: keywords, learning points and commitments."""
    keywords = sum(len(question.keywords) for question in note.questions)
    return keywords + len(note.learning_points) + len(note.commitments)


def document(sharing: Sharing) -> str:
    """One note as a JSON object; a team's as an object with `team` and `notes`, newest first."""
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
