"""`commitments`: the list across sessions, and changing one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from facilitator.cli import output, stderr
from facilitator.cli.command import Words, argument, group, json_option, option, unasked_option
from facilitator.cli.context import today
from facilitator.core.errors import N_
from facilitator.core.team import team_key
from facilitator.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from facilitator.cli.context import Resources
    from facilitator.core.commitment_change import CommitmentChange
    from facilitator.core.commitments import Agreed, Status


@group(
    "commitments",
    help=N_("What was agreed on, across all sessions: list it, or change one with set."),
)
@option("--team", metavar=N_("TEAM"), help=N_("One team's alone."))
@option("--open", "only_open", is_flag=True, help=N_("Those that have not ended."))
@option("--overdue", is_flag=True, help=N_("Those whose day has passed."))
@json_option
@option("--ics", is_flag=True, help=N_("As a calendar file (iCalendar), confidential."))
@click.pass_obj
def commitments(
    resources: Resources,
    team: str | None,
    *,
    only_open: bool,
    overdue: bool,
    as_json: bool,
    ics: bool,
) -> int:
    if as_json and ics:
        raise click.UsageError(_("Choose either --json or --ics."))
    day = today()
    chosen = _chosen(resources, day, team, only_open=only_open, overdue=overdue)
    if as_json:
        output.as_json([_row(commitment, day) for commitment in chosen])
    elif ics:
        _print_calendar(chosen)
    else:
        _print(chosen, day)
    stderr.report(resources.problems)
    if not chosen:
        stderr.say(_("There are no such commitments in this archive."))
    return stderr.DONE if chosen else stderr.FAILED


@commitments.command("set", help=N_("Change a commitment in the note it was made in."))
@argument("note_id", metavar="ID")
@argument("commitment_id", metavar=N_("COMMITMENT"))
@option("--status", metavar=N_("STATUS"),
        help=N_("open, done, continuing, adjusted or released."))  # fmt: skip
@option("--what", metavar=N_("TEXT"), type=Words(), help=N_("What is to be done."))
@option("--owner", metavar=N_("NAME"), type=Words(),
        help=N_('Who takes care of it; "" for nobody.'))  # fmt: skip
@option("--due", metavar=N_("DAY"),
        help=N_('When: 2026-12-03, 3 Dec, Friday; "" for no day.'))  # fmt: skip
@option("--when-then", metavar=N_("TEXT"), type=Words(),
        help=N_('As "When …, then …"; "" for none.'))  # fmt: skip
@option("--happened", metavar=N_("TEXT"), type=Words(),
        help=N_('What came of it; "" for nothing.'))  # fmt: skip
@unasked_option
@click.pass_obj
def set_(
    resources: Resources, /, note_id: str, commitment_id: str, *, yes: bool, **words: str | None
) -> None:
    from facilitator.core.commitment_change import findings
    from facilitator.core.text.guard import FindingKind

    day = today()
    change = _change(words, day)
    seen = {kind for kinds in findings(change, day).values() for kind in kinds}
    stderr.keep_or_leave(seen - {FindingKind.CPR}, unasked=yes)
    _ask_about_far(change, day, unasked=yes)
    _set(resources, note_id, commitment_id, change, day)


def _ask_about_far(change: CommitmentChange, today: date, *, unasked: bool) -> None:
    """Ask whether a day more than a year ahead is meant. Ends the command where it is not."""
    from facilitator.core.commitment_change import As
    from facilitator.core.text.dates import is_far

    if change.due is As.IT_IS or change.due is None or not is_far(change.due, today):
        return
    stderr.say(_("{day} is more than a year ahead.").format(day=change.due))
    if not unasked:
        stderr.keep_or_fail()


def _chosen(
    resources: Resources, today: date, team: str | None, *, only_open: bool, overdue: bool
) -> list[Agreed]:
    """The commitments asked for, none of them from a private note."""
    from facilitator.core.commitments import TO_FOLLOW_UP, is_overdue
    from facilitator.store.index.commitments import agreed

    commitments = agreed(resources.index, team)
    if only_open:
        commitments = [c for c in commitments if c.status in TO_FOLLOW_UP]
    if overdue:
        commitments = [c for c in commitments if is_overdue(c, today)]
    return commitments


def _row(commitment: Agreed, today: date) -> dict[str, object]:
    """A commitment as JSON. `waiting_since` is the day of the session, while it has not ended."""
    from facilitator.core.commitments import TO_FOLLOW_UP, days_waiting, is_overdue

    waits = commitment.status in TO_FOLLOW_UP
    return {
        "id": commitment.note_id,
        "commitment": commitment.id,
        "team": commitment.team,
        "guide": commitment.guide,
        "date": commitment.date.isoformat(),
        "what": commitment.what,
        "owner": commitment.owner,
        "due": commitment.due and commitment.due.isoformat(),
        "status": commitment.status,
        "theme": commitment.theme,
        "cue": commitment.cue,
        "response": commitment.response,
        "happened": commitment.happened,
        "ended": commitment.ended and commitment.ended.isoformat(),
        "overdue": is_overdue(commitment, today),
        "waiting_since": commitment.date.isoformat() if waits else None,
        "waiting_days": days_waiting(commitment.date, today) if waits else None,
        "path": commitment.file,
    }


def _print(commitments: Sequence[Agreed], today: date) -> None:
    from facilitator.core.commitments import MOST_OPEN, are_too_many

    output.text("".join(_lines(commitments, today)))
    of_teams: dict[str, list[Agreed]] = {}
    for commitment in commitments:
        of_teams.setdefault(team_key(commitment.team), []).append(commitment)
    for of_team in of_teams.values():
        if are_too_many(of_team):
            sentence = _(
                "{team} has more than {most} open commitments. A few small ones are better."
            )
            stderr.say(sentence.format(team=of_team[-1].team, most=MOST_OPEN))


def _lines(commitments: Iterable[Agreed], today: date) -> Iterator[str]:
    """A line for each: team, text, and how long it has waited."""
    from facilitator.core.commitments import TO_FOLLOW_UP, days_waiting, is_overdue
    from facilitator.export.plain_text import commitment_text

    for commitment in commitments:
        start = f"{commitment.note_id} {commitment.id}"
        parts = [start, commitment.team, commitment_text(commitment)]
        if is_overdue(commitment, today):
            parts.append(_("overdue"))
        if commitment.status in TO_FOLLOW_UP:
            days = days_waiting(commitment.date, today)
            waited = ngettext("{n} day since the session", "{n} days since the session", days)
            parts.append(waited.format(n=days))
        yield "  ".join(parts) + "\n"


def _print_calendar(commitments: Sequence[Agreed]) -> None:
    from pathlib import Path

    from facilitator.export.calendar import InCalendar, calendar_of
    from facilitator.store.commitments import changed_at

    rows = [
        InCalendar(c, c.note_id, c.team, c.title, c.date, changed_at(Path(c.file)))
        for c in commitments
    ]
    output.document(calendar_of(rows, datetime.now(UTC)).decode())
    without = sum(commitment.due is None for commitment in commitments)
    if without:
        sentence = ngettext(
            "{n} commitment has no day and is not in the calendar.",
            "{n} commitments have no day and are not in the calendar.",
            without,
        )
        stderr.say(sentence.format(n=without))


def _change(words: dict[str, str | None], today: date) -> CommitmentChange:
    from facilitator.core.commitment_change import As, AsItIs, CommitmentChange, split_when_then
    from facilitator.core.errors import Refused

    if all(word is None for word in words.values()):
        raise click.UsageError(_("Say what to change: --status, --what, --owner, ..."))

    def said_of(name: str) -> str | AsItIs:
        return As.IT_IS if (word := words[name]) is None else word

    due, when_then, status = (words[name] for name in ("due", "when_then", "status"))
    try:
        return CommitmentChange(
            status=As.IT_IS if status is None else _status(status),
            what=said_of("what"),
            owner=said_of("owner"),
            due=As.IT_IS if due is None else _day(due, today),
            when_then=As.IT_IS if when_then is None else split_when_then(when_then),
            happened=said_of("happened"),
        )
    except Refused as refused:
        raise click.UsageError(output.refusal(refused)) from None


def _status(word: str) -> Status:
    """The status of that name, in English or in the language in use."""
    from facilitator.core.text.plain import ascii_key
    from facilitator.export.plain_text import STATUS

    for status, msgid in STATUS.items():
        if ascii_key(word) in {status, ascii_key(_(msgid))}:
            return status
    names = ", ".join(_(msgid) for msgid in STATUS.values())
    raise click.UsageError(_("A status is one of these: {names}.").format(names=names))


def _day(text: str, today: date) -> date | None:
    from facilitator.core.text.dates import parse_due
    from facilitator.words import language

    return parse_due(text, today, language()) if text.strip() else None


def _set(
    resources: Resources, note_id: str, commitment_id: str, change: CommitmentChange, today: date
) -> None:
    from facilitator.core.commitment_change import is_masked
    from facilitator.core.text.guard import FindingKind
    from facilitator.export.plain_text import commitment_text
    from facilitator.store import commitments as store
    from facilitator.store.index.notes import find
    from facilitator.store.index.problems import disputed

    entry = find(resources.index, note_id)
    stderr.report(disputed(resources.index, entry.id))
    seen = replace(store.in_note(entry.path, commitment_id), copies=entry.copies)
    try:
        after = store.change(seen, change, today)
    except store.ChangedMeanwhile as refused:
        stderr.say(output.refusal(refused))
        for label, version in ((_("Yours"), refused.mine), (_("Theirs"), refused.theirs)):
            text = commitment_text(version) if version else _("no longer there")
            stderr.say(f"{label}: {text}")
        stderr.fail()
    if is_masked(after.commitment, seen.commitment):  # what stood there already is not
        stderr.keep_or_leave([FindingKind.CPR])
    output.line(commitment_text(after.commitment))
