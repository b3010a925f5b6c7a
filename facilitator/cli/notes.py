"""`notes`, `search`, `show`, `versions` and `where`; and completion for shells."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from facilitator.cli import output, stderr
from facilitator.cli.command import Choice, argument, command, json_option, option
from facilitator.cli.output import typed
from facilitator.core.errors import N_
from facilitator.core.text.terminal import whole
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from facilitator.cli.context import Resources
    from facilitator.store.versions import Version


@command("notes", help=N_("The notes of the archive, newest first."))
@json_option
@click.pass_obj
def notes(resources: Resources, *, as_json: bool) -> int:
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


@command("show", help=N_("A note as plain text, fit for a screen reader."))
@argument("note_id", metavar="ID")
@click.pass_obj
def show(resources: Resources, note_id: str) -> None:
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


@command("search", help=N_("Search all notes: parts of words, team:, guide:, #tag, from:, to:."))
@argument("words", metavar=N_("QUERY..."), nargs=-1, required=True)
@option("--team", metavar=N_("TEAM"), help=N_("Only this team's notes."))
@json_option
@click.pass_obj
def search(resources: Resources, words: tuple[str, ...], team: str | None, *, as_json: bool) -> int:
    from facilitator.core.team import team_key
    from facilitator.core.text.query import query_of
    from facilitator.store.index.problems import disputed, unread
    from facilitator.store.index.search import hits

    query = query_of(" ".join(words))
    if query.mistake:
        raise click.UsageError(output.refusal(query.mistake))
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


@command(
    "versions",
    help=N_("The files that hold one note, and how they differ; with --keep one is chosen."),
)
@argument("note_id", metavar="ID")
@option("--keep", metavar=N_("VERSION"), type=click.IntRange(min=1),
        help=N_("The version that is kept; the others are deleted for good."))  # fmt: skip
@option("--yes", is_flag=True, help=N_("Choose without asking."))
@click.pass_obj
def versions(resources: Resources, note_id: str, keep: int | None, *, yes: bool) -> None:
    from facilitator.store.index.notes import files_of, find
    from facilitator.store.index.problems import unread_files
    from facilitator.store.versions import ONE_FILE, keep_version, versions_of

    entry = find(resources.index, note_id)
    found = versions_of(resources.index, entry)
    if keep is not None and keep > len(found):
        raise click.UsageError(_("There are versions 1 to {most}.").format(most=len(found)))
    _show_versions(found, entry.path)
    shown = {file for version in found for file in version.files}
    stderr.report(
        problem
        for problem in unread_files(resources.index)
        if problem.path in {*files_of(resources.index, entry)} - shown
    )
    if len(found) == 1 and len(found[0].files) == 1:
        stderr.say(_(ONE_FILE))
        return
    if keep is None:
        how = typed("versions", entry.id, "--keep", _("VERSION"))
        stderr.say(_("Keep one of them, and delete the other files, with: {how}").format(how=how))
        return
    if not yes:
        question = _("Keep version {number}, and delete the other files for good?")
        stderr.confirm_deletion(question.format(number=keep))
    keep_version(resources.index, entry, found, found[keep - 1])
    stderr.say(_("Kept: {file}").format(file=whole(entry.path)))


def _show_versions(versions: Sequence[Version], own: Path) -> None:
    """Print the files of each version with its number, and what it and the note alone say."""
    for number, version in enumerate(versions, 1):
        for file in version.files:
            is_note = " " + _("(the note)") if file == own else ""
            output.line(f"{number}  {whole(file)}{is_note}")
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


@command("where", help=N_("Every path in use."))
@click.pass_obj
def where(resources: Resources) -> None:
    from facilitator.store import paths

    for place in paths.where(resources.archive.folder):
        missing = "" if place.exists else "  " + _("(not there yet)")
        output.line(f"{_(place.label)}: {whole(place.path)}{missing}")


@command("completion", help=N_("Print completion for a shell: add it to its start-up file."))
@argument("shell", type=Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    from click.shell_completion import get_completion_class

    from facilitator.cli.context import COMPLETE

    if complete := get_completion_class(shell):
        program = context.find_root().command
        output.document(complete(program, {}, "facilitator", COMPLETE).source() + "\n")
