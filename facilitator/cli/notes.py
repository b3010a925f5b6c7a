"""Commands about what was kept: notes, show, where; and completion for shells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from facilitator.cli import messages, output
from facilitator.cli.command import command, json_option
from facilitator.core.text.plain import printable
from facilitator.words import _

if TYPE_CHECKING:
    from facilitator.cli.context import Resources


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
        from facilitator.core.session.model import Session
        from facilitator.export.plain import note_text
        from facilitator.store.index.notes import copies, find
        from facilitator.store.notes import read_document

        entry = find(resources.index, note_id)
        messages.report(copies(resources.index, entry.id))
        if entry.kind == "measurement":
            from facilitator.cli.measure import shown

            output.text(shown(resources, note_id))
            return
        found = read_document(entry.path)
        if isinstance(found, Session):
            output.text(note_text(found.note, running=True))
        else:
            output.text(note_text(found))

    @command("where", help=_("Every path in use."))
    @click.pass_obj
    def where(resources: Resources) -> None:
        from facilitator.store.places import where as places

        for place in places(resources.archive.folder):
            missing = "" if place.exists else "  " + _("(not there yet)")
            output.line(f"{_(place.label)}: {printable(place.path)}{missing}")

    @command(
        "completion",
        help=_("Print completion for a shell: add it to its start-up file."),
    )
    @click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
    @click.pass_context
    def completion(context: click.Context, shell: str) -> None:
        from click.shell_completion import get_completion_class

        if complete := get_completion_class(shell):
            program = context.find_root().command
            output.line(complete(program, {}, "facilitator", "_FACILITATOR_COMPLETE").source())

    return notes, show, where, completion


def _list(resources: Resources, *, as_json: bool) -> int:
    from facilitator.cli.teams import say_near
    from facilitator.store.index.notes import listing

    found = listing(resources.index)
    if as_json:
        rows = [
            {
                "id": entry.id,
                "team": entry.team,
                "guide": entry.guide,
                "date": entry.date.isoformat(),
                "status": entry.status,
                "path": str(entry.path),
            }
            for entry in found.notes
        ]
        output.document(rows)
    elif not found.notes:
        messages.say(_("There are no notes in this archive."))
    else:
        states = {"running": _("running"), "closed": _("closed")}
        for entry in found.notes:
            state = f"{states[entry.status]:<8}"
            output.line(f"{entry.id}  {entry.date}  {state} {entry.team}  {entry.title}")
    messages.report((*resources.archive.problems, *found.problems))
    say_near(resources.index)
    return messages.DONE if found.notes else messages.FAILED
