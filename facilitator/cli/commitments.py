"""Commands about commitments: the list across sessions, and a change of one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from facilitator.cli import messages, output
from facilitator.cli.command import Words, group, json_option
from facilitator.core.team import same_team, team_key
from facilitator.words import _, ngettext, said

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from facilitator.cli.context import Resources
    from facilitator.core.commitments import CommitmentChange
    from facilitator.core.note import Status
    from facilitator.store.index.commitments import KeptCommitment


def commands() -> tuple[click.Command, ...]:
    """The commands of this room."""

    @group(
        "commitments",
        help=_("What was agreed on, across all sessions: list it, or change one with set."),
    )
    @click.option("--team", metavar=_("TEAM"), help=_("One team's alone."))
    @click.option("--open", "only_open", is_flag=True, help=_("Those that have not ended."))
    @click.option("--overdue", is_flag=True, help=_("Those whose day has passed."))
    @json_option()
    @click.option("--ics", is_flag=True, help=_("As a calendar file (iCalendar), confidential."))
    @click.pass_context
    def commitments(
        context: click.Context,
        team: str | None,
        *,
        only_open: bool,
        overdue: bool,
        as_json: bool,
        ics: bool,
    ) -> int:
        if context.invoked_subcommand is not None:
            return messages.DONE
        if as_json and ics:
            raise click.UsageError(_("Choose either --json or --ics."))
        today = datetime.now().astimezone().date()
        found = chosen(context.obj, today, team, only_open=only_open, overdue=overdue)
        if as_json:
            output.document([row(commitment, today) for commitment in found])
        elif ics:
            _print_calendar(found)
        else:
            _print(found, today)
        return messages.DONE if found else messages.FAILED

    @commitments.command("set", help=_("Change a commitment in the note it was made in."))
    @click.argument("note_id", metavar="ID")
    @click.argument("commitment_id", metavar=_("COMMITMENT"))
    @click.option("--status", metavar=_("STATUS"),
                  help=_("open, done, continuing, adjusted or released."))  # fmt: skip
    @click.option("--what", metavar=_("TEXT"), type=Words(), help=_("What is to be done."))
    @click.option(
        "--owner", metavar=_("NAME"), type=Words(), help=_('Who takes care of it; "" for nobody.')
    )
    @click.option("--due", metavar=_("DAY"),
                  help=_('When: 2026-12-03, 3/12, Friday; "" for no day.'))  # fmt: skip
    @click.option("--when-then", metavar=_("TEXT"), type=Words(),
                  help=_('As "When …, then …"; "" for none.'))  # fmt: skip
    @click.option("--happened", metavar=_("TEXT"), type=Words(),
                  help=_('What came of it; "" for nothing.'))  # fmt: skip
    @click.option("--yes", is_flag=True, help=_("Keep the words as they are, without asking."))
    @click.pass_obj
    def set_(
        resources: Resources, /, note_id: str, commitment_id: str, *, yes: bool, **words: str | None
    ) -> None:
        from facilitator.core.commitments import findings

        today = datetime.now().astimezone().date()
        change = _change(words, today)
        seen = (kind for kinds in findings(change, today).values() for kind in kinds)
        messages.keep_or_leave(seen, unasked=yes)
        _ask_about_far(change, today, unasked=yes)
        _set(resources, note_id, commitment_id, change, today)

    return (commitments,)


def _ask_about_far(change: CommitmentChange, today: date, *, unasked: bool) -> None:
    """Ask whether a day more than a year ahead is meant. Ends the command where it is not."""
    from facilitator.core.commitments import As
    from facilitator.core.text.dates import is_far

    if change.due is As.IT_IS or change.due is None or not is_far(change.due, today):
        return
    messages.say(_("{day} is more than a year ahead.").format(day=change.due))
    if unasked:
        return
    if not messages.can_ask():
        messages.fail(_("Nothing was saved. Change the words, or keep them with --yes."))
    if not messages.agreed(_("Keep it as it is?")):
        messages.fail()


def chosen(
    resources: Resources,
    today: date,
    team: str | None,
    *,
    only_open: bool = False,
    overdue: bool = False,
) -> tuple[KeptCommitment, ...]:
    """The commitments asked for; none of them from a note that is one person's own."""
    from facilitator.core.commitments import TO_FOLLOW_UP, is_overdue
    from facilitator.store.guides import private_guides
    from facilitator.store.index.commitments import commitments, of_team

    found = commitments(resources.index, private_guides(resources.guides))
    if team is not None:
        found = of_team(found, team)
    return tuple(
        kept
        for kept in found
        if (not only_open or kept.commitment.status in TO_FOLLOW_UP)
        and (not overdue or is_overdue(kept.commitment, today))
    )


def row(kept: KeptCommitment, today: date) -> dict[str, object]:
    """A commitment for JSON. `waiting_since` is the day of the session, while it has not ended."""
    from facilitator.core.commitments import TO_FOLLOW_UP, days_waiting, is_overdue

    commitment = kept.commitment
    waits = commitment.status in TO_FOLLOW_UP
    return {
        "id": kept.note_id,
        "commitment": commitment.id,
        "team": kept.team,
        "guide": kept.guide,
        "date": kept.date.isoformat(),
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
        "waiting_since": kept.date.isoformat() if waits else None,
        "waiting_days": days_waiting(kept.date, today) if waits else None,
        "path": str(kept.path),
    }


def _print(found: Sequence[KeptCommitment], today: date) -> None:
    from facilitator.core.commitments import (
        MOST_OPEN,
        TO_FOLLOW_UP,
        are_too_many,
        days_waiting,
        is_overdue,
    )
    from facilitator.export.plain import commitment_text

    for kept in found:
        parts = [
            f"{kept.note_id} {kept.commitment.id}",
            kept.team,
            commitment_text(kept.commitment),
        ]
        if is_overdue(kept.commitment, today):
            parts.append(_("overdue"))
        if kept.commitment.status in TO_FOLLOW_UP:
            days = days_waiting(kept.date, today)
            waited = ngettext("{n} day since the session", "{n} days since the session", days)
            parts.append(waited.format(n=days))
        output.line("  ".join(parts))
    for team in {team_key(kept.team): kept.team for kept in found}.values():
        if are_too_many(kept.commitment for kept in found if same_team(kept.team, team)):
            sentence = _("{team} has more than {most} open commitments. Few and small are kept.")
            messages.say(sentence.format(team=team, most=MOST_OPEN))


def _print_calendar(found: Sequence[KeptCommitment]) -> None:
    from facilitator.export.calendar import InCalendar, calendar_of
    from facilitator.store.commitments import changed_at

    rows = [
        InCalendar(
            kept.commitment, kept.note_id, kept.team, kept.title, kept.date, changed_at(kept.path)
        )
        for kept in found
    ]
    output.text(calendar_of(rows, datetime.now(UTC)).decode())
    without = sum(kept.commitment.due is None for kept in found)
    if without:
        sentence = ngettext(
            "{n} commitment has no day and is not in the calendar.",
            "{n} commitments have no day and are not in the calendar.",
            without,
        )
        messages.say(sentence.format(n=without))


def _change(words: dict[str, str | None], today: date) -> CommitmentChange:
    from facilitator.core.commitments import (
        As,
        AsItIs,
        CommitmentChange,
        split_when_then,
    )
    from facilitator.core.errors import Refused

    if all(word is None for word in words.values()):
        raise click.UsageError(_("Say what is to be other: --status, --what, --owner, ..."))

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
        raise click.UsageError(said(refused)) from None


def _status(word: str) -> Status:
    """The status of that name, in English or in the language in use."""
    from facilitator.core.text.plain import ascii_key
    from facilitator.export.plain import STATUS

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
    from facilitator.export.plain import commitment_text
    from facilitator.store import commitments as store
    from facilitator.store.index.notes import disputed, find

    entry = find(resources.index, note_id)
    messages.report(disputed(resources.index, entry.id))
    seen = replace(store.in_note(entry.path, commitment_id), copies=entry.copies)
    try:
        after = store.change(seen, change, today)
    except store.ChangedMeanwhile as refused:
        messages.say(said(refused))
        for label, version in ((_("Yours"), refused.mine), (_("Theirs"), refused.theirs)):
            text = commitment_text(version) if version else _("no longer there")
            messages.say(f"{label}: {text}")
        messages.fail()
    output.line(commitment_text(after.commitment))
