"""The formats of an export, by the word that asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias, get_args

from facilitator.core.errors import N_, Refused
from facilitator.export.document import document
from facilitator.export.html import html
from facilitator.export.markdown import markdown
from facilitator.export.sheet import sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from facilitator.export.wording import Sharing

Format: TypeAlias = Literal["md", "html", "csv", "json"]

_MAKERS: Final[Mapping[Format, Callable[[Sharing], str]]] = {
    "md": markdown,
    "html": html,
    "csv": sheet,
    "json": document,
}
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
    stem, _dot, ending = name.rpartition(".")
    if fmt := _ENDINGS.get(ending.lower()):
        return fmt
    if stem and ending.isalpha():
        raise Refused(
            N_("A .{ending} file is not written here. It can be: {formats}."),
            ending=ending, formats=", ".join(get_args(Format)),
        )  # fmt: skip
    return "md"
