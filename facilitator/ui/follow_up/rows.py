"""What the follow-up shows of a commitment: two rows in its list, and a page beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from facilitator.core.commitments import (
    TO_FOLLOW_UP,
    days_waiting,
    ended_on,
    is_overdue,
)
from facilitator.core.note import Status
from facilitator.export.plain import STATUS
from facilitator.ui.follow_up.listing import Narrow, Which
from facilitator.ui.kit.commitment_form import SIGNS, details, plan, status_words
from facilitator.ui.kit.format import date_words
from facilitator.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from facilitator.store.index.commitments import KeptCommitment
    from facilitator.ui.follow_up.listing import Group
    from facilitator.ui.kit.long_list import Item

OVERDUE = "●"


def overdue_words() -> str:
    """That the day has passed, as sign and words."""
    words = _("overdue")
    return f"{OVERDUE} {words}"


def count_words(n: int, narrow: Narrow, about: KeptCommitment | None) -> str:
    """How many there are, and of what; `about` is one of the note it is narrowed down to."""
    if narrow.which is Which.WAITING:
        words = ngettext("{n} open commitment", "{n} open commitments", n)
    elif narrow.which is Which.OVERDUE:
        words = ngettext("{n} whose day has passed", "{n} whose day has passed", n)
    elif narrow.which is Which.ALL:
        words = ngettext("{n} commitment, open or ended", "{n} commitments, open or ended", n)
    else:
        words = ngettext("{n} commitment", "{n} commitments", n)
    parts = [words.format(n=n)]
    if isinstance(narrow.which, Status):
        parts.append(status_words(narrow.which))
    if narrow.team is not None:
        parts.append(narrow.team)
    if about:
        parts.append(f"{about.title}, {date_words(about.date)}")
    return " · ".join(parts)


def heading_item(group: Group) -> Item:
    """A team's name; below it a calm word where it has much open."""
    name = Content.styled(group.team, "bold")
    if group.too_many:
        return name, Content.styled(_("Many are open. Few and small are kept."), "$muted")
    return Content(""), name


def commitment_item(one: KeptCommitment, today: date, *, saving: bool) -> Item:
    """What; below it where it stands, when and who."""
    commitment = one.commitment
    first = Content(f"{SIGNS[commitment.status]} {commitment.what}")
    if saving:
        return first, Content.styled("  " + _("Saving …"), "$muted")
    return first, Content.styled("  " + " · ".join(_below(one, today)), "$muted")


def _below(one: KeptCommitment, today: date) -> Iterator[str]:
    commitment = one.commitment
    if commitment.status is not Status.OPEN:
        yield _(STATUS[commitment.status])
    if ended := ended_on(commitment, one.date):
        yield date_words(ended)
        return
    if is_overdue(commitment, today):
        yield overdue_words()
    elif commitment.due:
        yield date_words(commitment.due)
    if commitment.owner:
        yield commitment.owner
    if not (commitment.due or commitment.owner):
        yield _("waiting since {date}").format(date=date_words(one.date))


def page(one: KeptCommitment, today: date) -> Content:
    """Everything of a commitment."""
    return Content("\n").join(list(_page(one, today)))


def _page(one: KeptCommitment, today: date) -> Iterator[Content]:
    commitment = one.commitment
    yield Content.styled(commitment.what, "bold $accent")
    yield Content.styled(one.team, "$muted")
    yield Content("")
    yield from (_row(label, value) for label, value in details(commitment))
    if is_overdue(commitment, today):
        yield Content(overdue_words())
    if ended := ended_on(commitment, one.date):
        yield _row(_("Ended"), date_words(ended))
    elif commitment.status in TO_FOLLOW_UP:
        n = days_waiting(one.date, today)
        days = ngettext("{n} day", "{n} days", n).format(n=n)
        yield _row(_("Waiting since"), f"{date_words(one.date)}, {days}")
    yield _row(_("Agreed in"), f"{one.title}, {date_words(one.date)}")
    yield from _paragraph(_("When …, then …"), plan(commitment))
    yield from _paragraph(_("What happened"), commitment.happened or "")


def _row(label: str, value: str) -> Content:
    return Content.assemble((f"{label}: ", "$muted"), value)


def _paragraph(heading: str, text: str) -> Iterator[Content]:
    yield Content("")
    if text:
        yield from (Content.styled(heading, "bold"), Content(text))
    else:
        yield _row(heading, "–")
