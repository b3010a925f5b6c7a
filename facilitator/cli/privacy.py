"""Commands that look after what may be kept: guard, retention, delete."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from facilitator.cli import messages, output
from facilitator.cli.command import command, json_option
from facilitator.words import _, said

if TYPE_CHECKING:
    from facilitator.cli.context import Resources
    from facilitator.store.index.due import DueList, DueNote
    from facilitator.store.left_open import LeftOpen


def commands() -> tuple[click.Command, ...]:
    """The commands of this room."""

    @command(
        "guard",
        help=_(
            "Look for CPR numbers, phone numbers, e-mail addresses, long numbers, names and "
            '"Who did" in texts and notes. Says where and what kind, never the words '
            "themselves. Exit code 1 when something is found. Of names, common given names are "
            "found; who took part in a closed session is not known."
        ),
    )
    @click.argument("files", metavar=_("FILE..."), nargs=-1, required=True, type=click.Path())
    def guard(files: tuple[str, ...]) -> int:
        return _guard(files)

    @command(
        "retention",
        help=_("What has been kept for as long as it may be; with --apply it is deleted for good."),
    )
    @click.option("--apply", is_flag=True, help=_("Delete it, after saying what."))
    @json_option()
    @click.pass_obj
    def retention(resources: Resources, *, apply: bool, as_json: bool) -> int:
        return _retention(resources, apply=apply, as_json=as_json)

    @command("delete", help=_("Delete a note for good. Asks first."))
    @click.argument("note_id", metavar="ID")
    @click.option("--yes", is_flag=True, help=_("Delete without asking."))
    @click.pass_obj
    def delete(resources: Resources, note_id: str, *, yes: bool) -> None:
        _delete(resources, note_id, yes=yes)

    return guard, retention, delete


def _guard(files: tuple[str, ...]) -> int:
    from pathlib import Path

    from facilitator.core.text.guard import WORDS, mask_cpr
    from facilitator.store.files import NotRead
    from facilitator.store.guard import guarded

    today = datetime.now().astimezone().date()
    anything = failed = False
    for file in files:
        name = mask_cpr(file, None)
        try:
            found = guarded(Path(file), today)
        except NotRead as refused:
            messages.say(f"{name}: {said(refused)}")
            failed = True
            continue
        for seen in found:
            output.line(f"{name}:{seen.line}: {_(WORDS[seen.kind])}")
        anything = anything or bool(found)
    return messages.WRONG_USE if failed else int(anything)


def _retention(resources: Resources, *, apply: bool, as_json: bool) -> int:
    from facilitator.store.index.due import due
    from facilitator.store.left_open import left_open
    from facilitator.store.retention import delete_due

    now = datetime.now().astimezone()
    today = now.date()
    found = due(resources.archive, resources.index, today)
    old = left_open(resources.archive, now)
    _print_due(resources, found, old, as_json=as_json)
    messages.report((*resources.archive.problems, *found.problems))
    if found.problems:
        messages.say(_("What is in these files is not known. Look at them yourself."))
    if not apply:
        return messages.DONE if found.notes or old else messages.FAILED
    failed = delete_due(resources.archive, resources.index, found.notes, today)
    for one, why in failed:
        messages.say(f"{one.path}: {said(why)}")
    if failed:
        return messages.FAILED
    if found.notes:
        messages.say(_("Deleted for good."))
    return messages.DONE


def _print_due(
    resources: Resources, found: DueList, old: tuple[LeftOpen, ...], *, as_json: bool
) -> None:
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
        rows += [
            {
                "id": session.id,
                "team": session.team,
                "date": session.date.isoformat(),
                "open_since": since.isoformat(),
                "destroyed_on": until.isoformat(),
                "path": str(session.path),
            }
            for session, since, until in old
        ]
        output.document(rows)
        return
    for one in found.notes:
        output.line(_line(resources, one))
    for session, since, until in old:
        words = _("left open since {since}; destroyed on {until}. Close or destroy it: {command}")
        resume = f"facilitator resume {session.id}"
        what = words.format(since=since, until=until, command=resume)
        output.line(f"{session.id}  {session.team}  {what}")
    if not found.notes and not old:
        messages.say(_("Nothing is due."))


def _line(resources: Resources, one: DueNote) -> str:
    from facilitator.export.retention import due_words

    where = one.path.relative_to(resources.archive.folder)
    what = ", ".join(due_words(passed) for passed in one.due)
    since = min(passed.since for passed in one.due)
    when = _("due since {date}").format(date=since)
    return f"{one.id}  {one.team}  {where}: {what}; {when}"


def _delete(resources: Resources, note_id: str, *, yes: bool) -> None:
    from facilitator.store.index.notes import files_of, find
    from facilitator.store.retention import delete

    entry = find(resources.index, note_id)
    files = files_of(resources.index, entry)
    if not yes:
        messages.say(f"{entry.id}  {entry.date}  {entry.team}  {entry.title}")
        for file in files:
            messages.say(f"  {file}")
        if not messages.can_ask():
            messages.fail(_("Nothing was deleted. Say --yes to delete without a question."))
        if not messages.agreed(_("Delete it for good?")):
            messages.fail(_("Nothing was deleted."))
    delete(resources.index, *files)
    messages.say(_("Deleted for good."))
