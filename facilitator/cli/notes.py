"""`notes`, `search`, `show`, `versions` and `where`; and completion for shells."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from facilitator.cli import output, stderr
from facilitator.cli.command import Choice, command, json_option
from facilitator.core.text.plain import printable
from facilitator.words import _, refusal_words, typed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from facilitator.cli.context import Resources
    from facilitator.store.versions import Version


def commands() -> tuple[click.Command, ...]:
    """The commands of this room."""

    @command("notes", help=_("The notes of the archive, newest first."))
    @json_option()
    @click.pass_obj
    def notes(resources: Resources, *, as_json: bool) -> int:
        return _list(resources, as_json=as_json)

    @command("show", help=_("A note as plain text, fit for a screen reader."))
    @click.argument("note_id", metavar="ID")
    @click.pass_obj
    def show(resources: Resources, note_id: str) -> None:
        _show(resources, note_id)

    @command("search", help=_("Search all notes: parts of words, team:, guide:, #tag, from:, to:."))
    @click.argument("words", metavar=_("QUERY..."), nargs=-1, required=True)
    @click.option("--team", metavar=_("TEAM"), help=_("Only this team's notes."))
    @json_option()
    @click.pass_obj
    def search(
        resources: Resources, words: tuple[str, ...], team: str | None, *, as_json: bool
    ) -> int:
        return _search(resources, " ".join(words), team, as_json=as_json)

    @command(
        "versions",
        help=_("The files that hold one note, and how they differ; with --keep one is chosen."),
    )
    @click.argument("note_id", metavar="ID")
    @click.option("--keep", metavar=_("VERSION"), type=click.IntRange(min=1),
                  help=_("The version that is kept; the others are deleted for good."))  # fmt: skip
    @click.option("--yes", is_flag=True, help=_("Choose without asking."))
    @click.pass_obj
    def versions(resources: Resources, note_id: str, keep: int | None, *, yes: bool) -> None:
        _versions(resources, note_id, keep, yes=yes)

    @command("where", help=_("Every path in use."))
    @click.pass_obj
    def where(resources: Resources) -> None:
        from facilitator.store.paths import where as places

        for place in places(resources.archive.folder):
            missing = "" if place.exists else "  " + _("(not there yet)")
            output.line(f"{_(place.label)}: {printable(place.path)}{missing}")

    @command(
        "completion",
        help=_("Print completion for a shell: add it to its start-up file."),
    )
    @click.argument("shell", type=Choice(["bash", "zsh", "fish"]))
    @click.pass_context
    def completion(context: click.Context, shell: str) -> None:
        from click.shell_completion import get_completion_class

        from facilitator.cli.context import COMPLETE

        if complete := get_completion_class(shell):
            program = context.find_root().command
            output.document(complete(program, {}, "facilitator", COMPLETE).source() + "\n")

    return notes, show, search, versions, where, completion


def _list(resources: Resources, *, as_json: bool) -> int:
    from facilitator.cli.teams import say_near, say_no_notes
    from facilitator.store.index.notes import listing
    from facilitator.store.index.problems import settings_problems

    contents = listing(resources.index)
    if as_json:
        rows = [
            {
                "id": entry.id,
                "team": entry.team,
                "guide": entry.guide,
                "date": entry.date.isoformat(),
                "status": entry.status,
                "path": str(entry.path),
                **({"frame": entry.frame} if entry.frame else {}),
            }
            for entry in contents.notes
        ]
        output.as_json(rows)
    else:
        states = {"running": _("running"), "closed": _("closed")}
        lines = []
        for entry in contents.notes:
            state = f"{states[entry.status]:<8}"
            frame = "  " + _("(version {n})").format(n=entry.frame) if entry.frame else ""
            lines.append(f"{entry.id}  {entry.date}  {state} {entry.team}  {entry.title}{frame}\n")
        output.text("".join(lines))  # ten thousand at once
    if not contents.notes:
        say_no_notes(resources.index)
    wrong = settings_problems(resources.index, resources.archive)
    stderr.report((*wrong, *contents.problems))
    say_near(resources.index)
    return stderr.DONE if contents.notes else stderr.FAILED


def _show(resources: Resources, note_id: str) -> None:
    from facilitator.core.session.model import Session
    from facilitator.export.plain_text import note_text
    from facilitator.store.index.notes import find
    from facilitator.store.index.problems import copies
    from facilitator.store.notes import read_document

    entry = find(resources.index, note_id)
    stderr.report(copies(resources.index, entry.id))
    if entry.kind == "measurement":
        from facilitator.cli.measure import result_page

        output.text(result_page(resources, note_id))
        return
    note = read_document(entry.path)
    if isinstance(note, Session):
        output.text(note_text(note.note, running=True))
    else:
        output.text(note_text(note))


def _search(resources: Resources, text: str, team: str | None, *, as_json: bool) -> int:
    """Print the matches, and return the exit code."""
    from facilitator.core.team import team_key
    from facilitator.core.text.query import query_of
    from facilitator.store.index.problems import disputed, unread
    from facilitator.store.index.search import hits

    query = query_of(text)
    if query.mistake:
        raise click.UsageError(refusal_words(query.mistake))
    if query.is_empty:
        raise click.UsageError(_("There is nothing to search for."))
    matches = hits(resources.index, replace(query, whole_team=team_key(team or "")))
    if as_json:
        rows = [
            {
                "id": hit.id,
                "team": hit.team,
                "date": hit.date,
                "guide": hit.guide,
                "question": hit.question,
                "text": hit.text,
            }
            for hit in matches
        ]
        output.as_json(rows)
    else:
        lines = (f"{h.id}  {h.date}  {h.team}  {h.question}: {h.text}\n" for h in matches)
        output.text("".join(lines))
    if not matches:
        stderr.say(_("Nothing was found."))
    stderr.report(disputed(resources.index))
    if not_read := unread(resources.index):
        stderr.report(not_read)
        stderr.say(_("These files could not be read, so nothing was looked for in them."))
    return stderr.DONE if matches else stderr.FAILED


def _versions(resources: Resources, note_id: str, keep: int | None, *, yes: bool) -> None:
    from facilitator.store.index.notes import files_of, find
    from facilitator.store.index.problems import unread_files
    from facilitator.store.versions import keep_version, versions_of

    entry = find(resources.index, note_id)
    versions = versions_of(resources.index, entry)
    if keep is not None and keep > len(versions):
        raise click.UsageError(_("There are versions 1 to {most}.").format(most=len(versions)))
    _show_versions(versions, entry.path)
    shown = {file for version in versions for file in version.files}
    stderr.report(
        problem
        for problem in unread_files(resources.index)
        if problem.path in {*files_of(resources.index, entry)} - shown
    )
    if len(versions) == 1 and len(versions[0].files) == 1:
        stderr.say(_("There is one file of this note."))
        return
    if keep is None:
        how = typed("versions", entry.id, "--keep", _("VERSION"))
        stderr.say(_("Keep one of them, and delete the other files, with: {how}").format(how=how))
        return
    if not yes:
        if not stderr.can_ask():
            stderr.fail(_("Nothing was deleted. Say --yes to delete without a question."))
        question = _("Keep version {number}, and delete the other files for good?")
        if not stderr.agreed(question.format(number=keep)):
            stderr.fail(_("Nothing was deleted."))
    keep_version(resources.index, entry, versions, versions[keep - 1])
    stderr.say(_("Kept: {file}").format(file=printable(entry.path)))


def _show_versions(versions: Sequence[Version], own: Path) -> None:
    """Print the files of each version with its number, and what it and the note alone say."""
    for number, version in enumerate(versions, 1):
        for file in version.files:
            is_note = " " + _("(the note)") if file == own else ""
            output.line(f"{number}  {printable(file)}{is_note}")
        for line in _differences(number, version, versions[0]) if number > 1 else ():
            output.line(f"   {line}")


def _differences(number: int, version: Version, first: Version) -> Iterator[str]:
    """What a version and the first say each alone.

    Of a measurement none: two results of nearly the same people would give an answer away.
    """
    from facilitator.core.note import Note
    from facilitator.export.plain_text import note_text

    if not (isinstance(version.note, Note) and isinstance(first.note, Note)):
        yield _("How it differs is not shown: two results could give an answer away.")
        return
    here, there = note_text(version.note).splitlines(), note_text(first.note).splitlines()
    only = _("Only in {number}: {line}")
    lines = [only.format(number=number, line=line) for line in here if line not in there]
    lines += [only.format(number=1, line=line) for line in there if line not in here]
    yield from lines or [_("Their words are the same; something else in the file differs.")]
