"""A commitment asked for line by line: what, who, by when; and a "when … then …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.conducting.format import parsed_day
from facilitator.conducting.headings import written_last
from facilitator.core.errors import Refused
from facilitator.core.session.board import AddCommitment, EditCommitment
from facilitator.core.text.guard import A_NAME
from facilitator.words import _, weekday_words

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from facilitator.core.note import Commitment
    from facilitator.core.text.guard import FindingKind
    from facilitator.linear.leader import Leader


def ask_commitment(
    leader: Leader, what: str = "", before: Commitment | None = None
) -> AddCommitment | None:
    """What is agreed; None where it is left out.

    Of one there was `before` an empty line keeps each, and `-` takes away what may be absent.
    """
    session = leader.session
    proposed = written_last(session) if session.phase.when_then else ""
    known = before.what if before else proposed
    if what:
        what = leader.console.guarded(what, leader.guard(), leader.names) or ""
    else:
        what = _ask(leader, _("What do you agree to do?"), _("What"), known)
    if not what:
        return None
    owner = ""
    if not session.guide.private:
        owner = _ask(leader, _("Who?"), _("Who"), before.owner if before else None, unless=A_NAME)
    due = _ask_day(leader, before.due if before else None)
    phases = session.guide.phases if session.live.closing else (session.phase,)
    if not (any(phase.when_then for phase in phases) or (before and before.cue)):
        return AddCommitment(what, owner, due)
    return AddCommitment(what, owner, due, *_ask_when_then(leader, before))


def in_its_place(event: AddCommitment, at: int, before: Commitment) -> EditCommitment:
    """What puts the commitment in the place of one there was."""
    what, owner, due, cue, response = event
    return EditCommitment(at, what, owner, due, before.status, cue, response)


def _ask_when_then(leader: Leader, before: Commitment | None) -> tuple[str, str]:
    """When, and what is then done: both or neither."""
    when = _("When does it come up? Such as: we meet on Mondays")
    cue = _ask(leader, when, _("When …"), before.cue if before else None)
    then = _("What is then done? Such as: we ask first what went well")
    while cue:
        response = _ask(leader, then, _("then …"), before.response if before else None)
        if response:
            return cue, response
        if leader.console.agrees(_("Without “then” there is no “when”. Leave both out?")):
            break
    return "", ""


def _ask(
    leader: Leader,
    question: str,
    kind: str,
    before: str | None,
    *,
    unless: Collection[FindingKind] = (),
) -> str:
    """A text; an empty line is as it was before, `-` none."""
    console = leader.console
    stays = _("An empty line: {text}. - alone: none.").format(text=before or _("none"))
    console.tell(_("Question"), f"{question} {stays}")
    line = console.line(kind)
    if line in {"", "-"}:
        return "" if line else before or ""
    guard = leader.guard(before or "", unless=unless)
    return console.guarded(line, guard, () if unless else leader.names) or ""


def _ask_day(leader: Leader, before: date | None) -> date | None:
    from facilitator.core.text.dates import is_far

    console = leader.console
    stays = _("An empty line: {text}. - alone: none.")
    question = _("By when? Such as Friday, 3/12 or in two weeks.")
    known = weekday_words(before) if before else _("none")
    console.tell(_("Question"), f"{question} {stays.format(text=known)}")
    while True:
        line = console.line(_("When"))
        if line == "-":
            return None
        if not line:
            return before
        try:
            day = parsed_day(line, console.today())
        except Refused as why:
            console.refuse(why)
            continue
        if day is None:
            return None
        console.tell(_("When"), weekday_words(day))
        far = _("{day} is more than a year ahead. Is it meant so?")
        if not is_far(day, console.today()) or console.agrees(far.format(day=weekday_words(day))):
            return day
