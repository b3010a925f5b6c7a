"""Commands that look after what may be kept: guard, retention, delete."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from typing import TYPE_CHECKING

import click

from facilitator.cli.confirm import agreed
from facilitator.words import _, said

if TYPE_CHECKING:
    from facilitator.cli.context import House
    from facilitator.store.index.due import DueList, DueNote


def commands() -> tuple[click.Command, ...]:
    """The commands of this room."""

    @click.command(
        "guard",
        help=_(
            "Look for CPR numbers, phone numbers, e-mail addresses, long numbers and "
            '"Who did" in texts and notes. Says where and what kind, never the words '
            "themselves. Exit code 1 when something is found. Who took part in a closed session "
            "is not known, so names are not looked for."
        ),
    )
    @click.argument("files", metavar=_("FILE..."), nargs=-1, required=True, type=click.Path())
    def guard(files: tuple[str, ...]) -> None:
        _guard(files)

    @click.command(
        "retention",
        help=_("What has been kept for as long as it may be; with --apply it is deleted for good."),
    )
    @click.option("--apply", is_flag=True, help=_("Delete it, after saying what."))
    @click.option("--json", "as_json", is_flag=True, help=_("As JSON."))
    @click.pass_obj
    def retention(house: House, *, apply: bool, as_json: bool) -> None:
        _retention(house, apply=apply, as_json=as_json)

    @click.command("delete", help=_("Delete a note for good. Asks first."))
    @click.argument("note_id", metavar="ID")
    @click.option("--yes", is_flag=True, help=_("Delete without asking."))
    @click.pass_obj
    def delete(house: House, note_id: str, *, yes: bool) -> None:
        _delete(house, note_id, yes=yes)

    return guard, retention, delete


def _guard(files: tuple[str, ...]) -> None:
    from pathlib import Path

    from facilitator.core.text.guard import WORDS, mask_cpr
    from facilitator.store.files import NotRead
    from facilitator.store.guard import guarded

    anything = failed = False
    for file in files:
        name = mask_cpr(file)
        try:
            found = guarded(Path(file))
        except NotRead as refused:
            click.echo(f"{name}: {said(refused)}", err=True)
            failed = True
            continue
        for seen in found:
            click.echo(f"{name}:{seen.line}: {_(WORDS[seen.kind])}")
        anything = anything or bool(found)
    sys.exit(2 if failed else int(anything))


def _retention(house: House, *, apply: bool, as_json: bool) -> None:
    from facilitator.store.index.due import due
    from facilitator.store.retention import delete_due

    today = datetime.now().astimezone().date()
    found = due(house.archive, house.index, today)
    _print_due(house, found, as_json=as_json)
    for problem in (*house.archive.problems, *found.problems):
        click.echo(f"{problem.place}: {said(problem)}", err=True)
    if found.problems:
        click.echo(_("What is in these files is not known. Look at them yourself."), err=True)
    if not apply:
        sys.exit(0 if found.notes else 1)
    failed = delete_due(house.archive, house.index, found.notes, today)
    for one, why in failed:
        click.echo(f"{one.path}: {said(why)}", err=True)
    if failed:
        sys.exit(1)
    if found.notes:
        click.echo(_("Deleted for good."), err=True)


def _print_due(house: House, found: DueList, *, as_json: bool) -> None:
    if as_json:
        rows = [
            {
                "id": one.id,
                "team": one.team,
                "date": one.date.isoformat(),
                "due": {passed.kind: passed.number for passed in one.due},
                "since": min(passed.since for passed in one.due).isoformat(),
                "path": str(one.path),
            }
            for one in found.notes
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for one in found.notes:
        click.echo(_line(house, one))
    if not found.notes:
        click.echo(_("Nothing is due."), err=True)


def _line(house: House, one: DueNote) -> str:
    from facilitator.export.retention import due_words

    where = one.path.relative_to(house.archive.folder)
    what = ", ".join(due_words(passed) for passed in one.due)
    since = min(passed.since for passed in one.due)
    when = _("due since {date}").format(date=since)
    return f"{one.id}  {one.team}  {where}: {what}; {when}"


def _delete(house: House, note_id: str, *, yes: bool) -> None:
    from facilitator.store.index.notes import files_of, find
    from facilitator.store.retention import delete

    entry = find(house.index, note_id)
    files = files_of(house.index, entry)
    if not yes:
        click.echo(f"{entry.id}  {entry.date}  {entry.team}  {entry.title}", err=True)
        for file in files:
            click.echo(f"  {file}", err=True)
        if not sys.stdin.isatty():
            click.echo(_("Nothing was deleted. Say --yes to delete without a question."), err=True)
            sys.exit(1)
        if not agreed(_("Delete it for good?")):
            click.echo(_("Nothing was deleted."), err=True)
            sys.exit(1)
    delete(house.index, *files)
    click.echo(_("Deleted for good."), err=True)
