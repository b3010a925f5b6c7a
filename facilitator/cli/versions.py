"""The command about a note that lies in several files: what they say, and which is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from facilitator.cli import messages, output
from facilitator.cli.command import command
from facilitator.core.text.plain import printable
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from facilitator.cli.context import Resources
    from facilitator.store.versions import Version


def commands() -> tuple[click.Command, ...]:
    """The commands of this room."""

    @command(
        "versions",
        help=_("The files that hold one note, and how they differ; with --keep one is chosen."),
    )
    @click.argument("note_id", metavar="ID")
    @click.option("--keep", metavar=_("NUMBER"), type=click.IntRange(min=1),
                  help=_("The version that is kept; the others are deleted for good."))  # fmt: skip
    @click.option("--yes", is_flag=True, help=_("Choose without asking."))
    @click.pass_obj
    def versions(resources: Resources, note_id: str, keep: int | None, *, yes: bool) -> None:
        _versions(resources, note_id, keep, yes=yes)

    return (versions,)


def _versions(resources: Resources, note_id: str, keep: int | None, *, yes: bool) -> None:
    from facilitator.store.index.notes import find
    from facilitator.store.versions import keep_version, versions_of

    entry = find(resources.index, note_id)
    versions = versions_of(resources.index, entry)
    if keep is not None and keep > len(versions):
        raise click.UsageError(_("There are versions 1 to {most}.").format(most=len(versions)))
    _show(versions, entry.path)
    if len(versions) == 1 and len(versions[0].files) == 1:
        messages.say(_("There is one file of this note."))
        return
    if keep is None:
        how = f"facilitator versions {entry.id} --keep 1"
        messages.say(_("Keep one of them, and delete the other files, with: {how}").format(how=how))
        return
    if not yes:
        if not messages.can_ask():
            messages.fail(_("Nothing was deleted. Say --yes to delete without a question."))
        question = _("Keep version {number}, and delete the other files for good?")
        if not messages.agreed(question.format(number=keep)):
            messages.fail(_("Nothing was deleted."))
    keep_version(resources.index, entry, versions, versions[keep - 1])
    messages.say(_("Kept: {file}").format(file=printable(entry.path)))


def _show(versions: Sequence[Version], own: Path) -> None:
    """The files of each version by its number, and what it says otherwise than the note."""
    for number, version in enumerate(versions, 1):
        for file in version.files:
            is_note = " " + _("(the note)") if file == own else ""
            output.line(f"{number}  {printable(file)}{is_note}")
        for line in _only_in(version, versions[0]):
            output.line(f"   + {line}")
        for line in _only_in(versions[0], version):
            output.line(f"   - {line}")


def _only_in(version: Version, other: Version) -> Iterator[str]:
    """The lines of a version that another has not got.

    Of a measurement none: two results of nearly the same people would give an answer away.
    """
    from facilitator.core.note import Note
    from facilitator.export.plain import note_text

    if isinstance(version.note, Note) and isinstance(other.note, Note):
        lines = set(note_text(other.note).splitlines())
        yield from (line for line in note_text(version.note).splitlines() if line not in lines)
