"""The dialog that shows the versions of a note that its copies hold, and chooses one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from textual.content import Content

from facilitator.core.errors import Refused
from facilitator.core.note import Note
from facilitator.store.index.notes import find
from facilitator.store.lock import STILL_RUNS
from facilitator.store.versions import ONE_FILE, keep_version, versions_of
from facilitator.ui.kit.dialog import Versions, confirm_deletion
from facilitator.ui.kit.note_page import note_page
from facilitator.ui.kit.worker import write_in_thread
from facilitator.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from facilitator.store.index import Index
    from facilitator.store.index.notes import Entry
    from facilitator.store.versions import Version
    from facilitator.ui.kit.screen import AppScreen

NOT_YET: Final = -1
"""No version is chosen yet."""

MOST_FILES: Final = 3
"""How many are named before they are gone."""


class NoteVersions(NamedTuple):
    """A note in several files, and its versions."""

    entry: Entry
    versions: tuple[Version, ...]


def file_names(files: Sequence[Path], archive: Path) -> list[str]:
    """Where the first of these files are, and that there are more."""
    return [_place(file, archive) for file in files[:MOST_FILES]] + ["…"] * (
        len(files) > MOST_FILES
    )


def copied(index: Index, note_id: str) -> NoteVersions:
    """The note and its versions. Raises Refused where it has one file. In a thread."""
    entry = find(index, note_id)
    if entry.status == "running":
        raise Refused(STILL_RUNS)
    versions = versions_of(index, entry)
    if len(versions) == 1 and len(versions[0].files) == 1:
        raise Refused(ONE_FILE)
    return NoteVersions(entry, versions)


def ask_version(
    screen: AppScreen[None], index: Index, note: NoteVersions, kept: Callable[[], object]
) -> None:
    """Show the versions and ask which is the note; the other files are deleted after a yes."""
    entry, versions = note
    pages = [
        Content("\n").join(_version(note, number, index.archive)) for number in range(len(versions))
    ]
    choices = [(_("Back, with nothing changed"), NOT_YET)]
    for number in range(len(versions)):
        words = _("Keep version {number}").format(number=number + 1)
        choices.append((words if len(versions) > 1 else _("Keep the note alone"), number))

    def chosen(number: int | None) -> None:
        if number is None or number == NOT_YET:
            return
        gone = [file for version in versions for file in version.files if file != entry.path]
        n = len(gone)
        question = ngettext(
            "Keep version {number} as the note, and delete {n} other file?",
            "Keep version {number} as the note, and delete {n} other files?",
            n,
        ).format(number=number + 1, n=n)
        rows = "\n".join([question, *file_names(gone, index.archive)])
        confirm_deletion(screen, rows, lambda: keep(versions[number]))

    def keep(version: Version) -> None:
        def tell(_none: None) -> None:
            words = _("Kept: {file}").format(file=entry.path.name)
            screen.app.notify(words, markup=False)
            kept()

        write_in_thread(screen, lambda _go_on: keep_version(index, entry, versions, version), tell)

    title = (
        ngettext("There is {n} version of this note", "There are {n} versions of this note",
                 len(versions)).format(n=len(versions))
        if len(versions) > 1
        else _("All files of this note are the same")
    )  # fmt: skip
    screen.app.push_screen(Versions(title, pages, choices), chosen)


def _version(note: NoteVersions, number: int, archive: Path) -> Iterator[Content]:
    """The files of a version, and its page: what no other version has is bold.

    Of a measurement only the files: two results of nearly the same people would give an answer
    away.
    """
    version = note.versions[number]
    yield Content.styled(_("Version {number}").format(number=number + 1), "bold $accent")
    for file in version.files:
        is_note = f" {_('(the note)')}" if file == note.entry.path else ""
        yield Content.styled(f"{_place(file, archive)}{is_note}", "$muted")
    if not isinstance(version.note, Note):
        return
    others = {row.plain for other in note.versions if other is not version for row in _rows(other)}
    alone = len(note.versions) == 1
    for row in _rows(version):
        yield row if alone or row.plain in others else Content.assemble("› ", row.stylize("bold"))


def _rows(version: Version) -> Iterable[Content]:
    return note_page(version.note, ()).split("\n") if isinstance(version.note, Note) else ()


def _place(file: Path, archive: Path) -> str:
    return str(file.relative_to(archive)) if file.is_relative_to(archive) else str(file)
