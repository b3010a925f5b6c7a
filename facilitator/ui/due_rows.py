"""What is due in a note, as two rows of a list, and a few words on where it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from facilitator.export.retention import due_words
from facilitator.words import _, ngettext, said

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.core.refusal import Refused
    from facilitator.store.index.due import DueNote
    from facilitator.ui.widgets.long_list import Item


def due_item(one: DueNote, *, stays: bool, why_not: Refused | None) -> Item:
    """When, what and whose; below it what is due and since when, or why it is still there."""
    words = f"{one.date} {one.title or _('Measurement')} "
    first = Content.assemble((words, "$muted" if stays else ""), (one.team, "$muted"))
    if why_not is not None:
        return first, Content.styled(f"  ! {said(why_not)}", "$mark")
    what = ", ".join(due_words(passed) for passed in one.due)
    since = _("due since {date}").format(date=min(passed.since for passed in one.due))
    parts = [what, since]
    if stays:
        parts.insert(0, _("stays for now"))
    return first, Content.styled(f"  {' · '.join(parts)}", "$muted")


def about_due(one: DueNote, archive: Path, why_not: Refused | None) -> Content:
    """Which file it is, and why it could not be changed."""
    file = Content(str(one.path.relative_to(archive)))
    if why_not is None:
        return file
    return Content("\n").join([file, Content.styled(said(why_not), "$mark")])


def due_count(notes: int, stay: int, unread: int) -> str:
    """How many notes, how many of them stay for now, and how many files nobody can look into."""
    parts = [ngettext("{n} note", "{n} notes", notes).format(n=notes)]
    if not notes:
        parts = [_("Nothing is due.")]
    if stay:
        parts.append(ngettext("{n} stays for now", "{n} stay for now", stay).format(n=stay))
    if unread:
        words = ngettext("{n} file cannot be read", "{n} files cannot be read", unread)
        parts.append(words.format(n=unread))
    return " · ".join(parts)
