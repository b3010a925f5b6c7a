"""`guard`, `retention` and `delete`: commands on what may be kept."""

from __future__ import annotations

import os
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

import click

from facilitator.cli import output, stderr
from facilitator.cli.command import argument, command, json_option, option, standard_input
from facilitator.cli.context import today
from facilitator.cli.output import typed
from facilitator.core.errors import N_, Refused
from facilitator.core.text.terminal import whole
from facilitator.words import _, ngettext

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from facilitator.cli.context import Resources
    from facilitator.store.index.due import DueList, DueNote
    from facilitator.store.measurement.notes import Measurements
    from facilitator.store.toml import FileProblem


_BUT_FOR: Final = N_("Deleted, except for what these files may hold of it.")
_NOT_KNOWN: Final = N_("What is in these files is not known. Look at them yourself.")


class _LeftOpen(NamedTuple):
    """A session or a measurement whose end is offered."""

    id: str
    team: str
    """Empty where nobody can read what it is."""
    day: date | None
    path: Path
    since: date
    until: date


@command(
    "guard",
    help=N_(
        "Look for CPR numbers, phone numbers, e-mail addresses, long numbers, names and "
        '"Who did" in texts and notes. Says where and what kind, never the words '
        "themselves. Exit code 1 when something is found. Of names, common given names are "
        "found; who took part in a closed session is not known."
    ),
)
@argument("files", metavar=N_("FILE..."), nargs=-1, required=True, type=click.Path())
def guard(files: tuple[str, ...]) -> int:
    from pathlib import Path

    from facilitator.core.text.guard import WORDS, mask_cpr
    from facilitator.store.guard import guarded, guarded_lines

    anything = failed = False
    for file in files:
        name = whole(mask_cpr(file, None))
        try:
            if file == output.STANDARD:
                findings = guarded_lines(standard_input(), today())
            else:
                findings = guarded(Path(file), today())
        except Refused as refused:  # no file, or nothing on standard input
            stderr.say(f"{name}: {output.refusal(refused)}")
            failed = True
            continue
        for seen in findings:
            output.line(f"{name}:{seen.line}: {_(WORDS[seen.kind])}")
        anything = anything or bool(findings)
    return stderr.WRONG_USE if failed else int(anything)


@command(
    "retention",
    help=N_("What has been kept for as long as it may be; with --apply it is deleted for good."),
)
@option("--apply", is_flag=True, help=N_("Delete it, after saying what."))
@json_option
@click.pass_obj
def retention(resources: Resources, *, apply: bool, as_json: bool) -> int:
    from facilitator.store.index.due import due
    from facilitator.store.index.problems import together
    from facilitator.store.retention import DELETED, delete_due

    now = datetime.now().astimezone()
    due_list = due(resources.archive, resources.index, now.date())
    old, problems = _left_open(resources, now)
    _print_due(resources, due_list, old, as_json=as_json)
    unread = together(resources.folder, due_list.problems)
    stderr.report((*resources.archive.problems, *unread, *problems))
    if due_list.problems:
        stderr.say(_(_NOT_KNOWN))
    if not apply:
        return stderr.DONE if due_list.notes or old else stderr.FAILED
    failed = delete_due(resources.archive, resources.index, due_list.notes, now.date())
    for why, left in groupby(failed, key=attrgetter("why")):
        paths = [whole(each.note.path) for each in left]
        stderr.say(f"{paths[0]}: {output.refusal(why)}" if len(paths) == 1 else output.refusal(why))
    is_there = bool(old) or os.path.isdir(resources.folder)  # noqa: PTH112
    if failed or due_list.problems or not is_there:
        n = len(due_list.notes) - len(failed)
        words = ngettext(
            "What is due was deleted from {n} note. Not everything could be looked at or changed.",
            "What is due was deleted from {n} notes. Not everything could be looked at or changed.",
            n,
        )
        stderr.say(words.format(n=n))
        return stderr.FAILED
    if due_list.notes:
        _say_deleted(resources, _(DELETED))
    return stderr.DONE


@command("delete", help=N_("Delete a note for good. Asks first."))
@argument("note_id", metavar="ID")
@option("--yes", is_flag=True, help=N_("Delete without asking."))
@click.pass_obj
def delete(resources: Resources, note_id: str, *, yes: bool) -> None:
    from facilitator.store import retention
    from facilitator.store.index.notes import files_of, find
    from facilitator.store.index.problems import disputed

    entry = find(resources.index, note_id)
    files = files_of(resources.index, entry)
    stderr.report(disputed(resources.index, entry.id))
    if not yes:
        stderr.say(f"{entry.id}  {entry.date}  {entry.team}  {entry.title}")
        for file in files:
            stderr.say(f"  {whole(file)}")
        stderr.confirm_deletion(_("Delete it for good?"))
    retention.delete(resources.index, *files)
    n = len(files)
    words = _("Deleted for good, with its copies: {n} files.") if n > 1 else _(retention.DELETED)
    _say_deleted(resources, words.format(n=n))


def _say_deleted(resources: Resources, words: str) -> None:
    """Say so, or which files may still hold something of what was deleted."""
    from facilitator.store.index.problems import unread
    from facilitator.store.retention import may_remain

    keepers = may_remain(resources.index)
    stderr.report(keepers)
    if keepers and unread(resources.index):
        stderr.say(_(_NOT_KNOWN))
    stderr.say(_(_BUT_FOR) if keepers else words)


def _left_open(
    resources: Resources, now: datetime
) -> tuple[list[_LeftOpen], tuple[FileProblem, ...]]:
    """What was left open, and answers without a measurement."""
    from facilitator.store.index.notes import measurements
    from facilitator.store.left_open import left_open
    from facilitator.store.measurement.settling import measurements_left_open, without_note

    archive = resources.archive
    old = [
        _LeftOpen(s.id, s.team, s.date, s.path, since, until)
        if s
        else _LeftOpen(entry.name, "", None, entry.path, since, until)
        for entry, s, since, until in left_open(archive, now)
    ]

    def everything() -> Measurements:
        return measurements(archive, resources.index)

    for file, _state, since, until in measurements_left_open(archive, everything, now):
        about = file.measurement
        old.append(_LeftOpen(about.id, about.team, about.date, file.path, since, until))
    return old, without_note(archive, everything)


def _print_due(
    resources: Resources, due_list: DueList, old: list[_LeftOpen], *, as_json: bool
) -> None:
    if as_json:
        output.as_json([*map(_due_row, due_list.notes), *map(_left_row, old)])
    else:
        for note in due_list.notes:
            output.line(_due_line(resources, note))
        for left in old:
            output.line(_left_line(left))
    if not due_list.notes and not old:
        from facilitator.store.retention import NOTHING_DUE

        stderr.say(_(NOTHING_DUE))


def _due_row(note: DueNote) -> dict[str, object]:
    return {
        "id": note.id,
        "team": note.team,
        "date": note.date.isoformat(),
        "due": {passed.kind: passed.number for passed in note.due},
        "since": min(passed.since for passed in note.due).isoformat(),
        "path": str(note.path),
    }


def _left_row(left: _LeftOpen) -> dict[str, object]:
    return {
        "id": left.id,
        "team": left.team,
        "date": left.day.isoformat() if left.day else None,
        "open_since": left.since.isoformat(),
        "destroyed_on": left.until.isoformat(),
        "path": str(left.path),
    }


def _due_line(resources: Resources, note: DueNote) -> str:
    from facilitator.export.plain_text import due_words

    where = whole(note.path.relative_to(resources.archive.folder))
    what = ", ".join(due_words(passed) for passed in note.due)
    since = min(passed.since for passed in note.due)
    when = _("due since {date}").format(date=since)
    return f"{note.id}  {note.team}  {where}: {what}; {when}"


def _left_line(left: _LeftOpen) -> str:
    if not left.team:
        words = _("{id}  cannot be read by anybody; destroyed on {until}. It lies here: {path}")
        return words.format(id=left.id, until=left.until, path=whole(left.path))
    words = _("left open since {since}; destroyed on {until}. Close or destroy it: {command}")
    what = words.format(since=left.since, until=left.until, command=typed("resume", left.id))
    return f"{left.id}  {left.team}  {what}"
