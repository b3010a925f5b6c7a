"""A commitment asked for line by line: what, who, when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.conducting.format import parsed_day
from facilitator.core.errors import Refused
from facilitator.core.text.guard import A_NAME
from facilitator.words import _, weekday_words

if TYPE_CHECKING:
    from datetime import date

    from facilitator.core.note import Commitment
    from facilitator.linear.leader import Leader


def ask_commitment(
    leader: Leader, what: str = "", before: Commitment | None = None
) -> tuple[str, str, date | None] | None:
    """What, who, and by when; None where it is left out.

    Of one there was `before` an empty line keeps each, and `-` takes away who and when.
    """
    console = leader.console
    stays = " " + _("An empty line: as it is. - alone: none.")
    if before:
        console.tell(_("Now"), before.what)
    if not what:
        console.tell(_("Question"), _("What do you agree to do?") + (stays if before else ""))
        what = console.line(_("What")) or (before.what if before else "")
    what = console.guarded(what, leader.guard(before.what if before else ""), leader.names) or ""
    if not what:
        return None
    if before and before.owner:
        console.tell(_("Now"), before.owner)
    question = _("Who? An empty line: nobody named.")
    console.tell(_("Question"), _("Who?") + stays if before else question)
    owner = _kept_or(console.line(_("Who")), before.owner if before else None)
    owner = console.guarded(owner, leader.guard(unless=A_NAME)) or ""
    if before and before.due:
        console.tell(_("Now"), weekday_words(before.due))
    question = _("By when? Such as Friday, 3/12 or in two weeks. An empty line: no date.")
    console.tell(_("Question"), _("By when?") + stays if before else question)
    return what, owner, _ask_day(leader, before.due if before else None)


def _kept_or(line: str, before: str | None) -> str:
    if line == "-":
        return ""
    return line or before or ""


def _ask_day(leader: Leader, before: date | None) -> date | None:
    from facilitator.core.text.dates import is_far

    console = leader.console
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
