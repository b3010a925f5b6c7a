"""Plain text, linear: no box drawing, every figure with its word, so that it can be read aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.core.errors import N_
from facilitator.core.guide.model import BoardAtClose, Guide
from facilitator.core.note import (
    Commitment,
    Keyword,
    Note,
    Status,
)
from facilitator.core.text.tags import KINDS, THEMES
from facilitator.words import _, language, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

STATUS = {
    Status.OPEN: N_("open"),
    Status.DONE: N_("done"),
    Status.CONTINUING: N_("continuing"),
    Status.ADJUSTED: N_("adjusted"),
    Status.RELEASED: N_("released"),
}


def note_text(note: Note, *, running: bool = False) -> str:
    """A note, heading by heading."""
    return "\n".join(_note(note, running=running)) + "\n"


def guide_text(guide: Guide) -> str:
    """A guide, phase by phase."""
    return "\n".join(_guide(guide)) + "\n"


def commitment_text(commitment: Commitment) -> str:
    """A commitment in a line: what, who, when, how, and what became of it."""
    parts = [commitment.what]
    if commitment.owner:
        parts.append(_("who: {owner}").format(owner=commitment.owner))
    if commitment.due:
        parts.append(_("when: {date}").format(date=date_text(commitment.due)))
    if commitment.cue and commitment.response:
        parts.append(when_then_text(commitment.cue, commitment.response))
    parts.append(_(STATUS[commitment.status]))
    if commitment.happened:
        parts.append(_("what happened: {what}").format(what=commitment.happened))
    return "; ".join(parts)


def when_then_text(cue: str, response: str) -> str:
    """A commitment's "Når …, så …"."""
    return _("When {cue}, then {response}").format(cue=cue, response=response)


def date_text(day: date, *, weekday: bool = False) -> str:
    """A date as it is said."""
    from babel.dates import format_date

    how = "full" if weekday else "long"
    return format_date(day, how, locale="da" if language() == "da" else "en_GB")


def _note(note: Note, *, running: bool) -> Iterator[str]:
    yield f"{note.title} – {note.team}"
    yield date_text(note.date)
    if running:
        yield _("The session is still running.")
    if note.minutes is not None:
        yield ngettext("{n} minute", "{n} minutes", note.minutes).format(n=note.minutes)
    if note.participants is not None:
        yield ngettext("{n} participant", "{n} participants", note.participants).format(
            n=note.participants
        )
    if note.purpose:
        yield _("Purpose: {purpose}").format(purpose=note.purpose)
    if note.theme_word:
        yield _("Theme: {theme}").format(theme=note.theme_word)
    yield from _list(_("Commitments"), map(commitment_text, note.commitments))
    yield from _list(_("Learning points"), map(_keyword, note.learning_points))
    for question in note.questions:
        yield from _list(question.text, map(_keyword, question.keywords))
    if note.board is BoardAtClose.CLEARED and not running:
        yield from ("", _("The board was cleared at the close, as in every session of this kind."))


def _list(heading: str, items: Iterable[str]) -> Iterator[str]:
    rows = [f"- {item}" for item in items]
    if rows:
        yield from ("", heading, *rows)


def _keyword(keyword: Keyword) -> str:
    tags = [KINDS[keyword.kind]] if keyword.kind else []
    tags += [THEMES[keyword.theme]] if keyword.theme else []
    words = ", ".join(tag.label(language()) for tag in tags)
    return f"{keyword.text} ({words})" if words else keyword.text


def _guide(guide: Guide) -> Iterator[str]:
    minutes = round(guide.minutes)
    yield f"{guide.title} ({guide.id})"
    yield ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes)
    if guide.summary:
        yield guide.summary
    for number, phase in enumerate(guide.phases, 1):
        yield ""
        yield f"{number}. {phase.title}: {_minutes(phase.minutes, phase.minutes_per_person)}"
        yield from phase.prompts
        yield from (_("Hint: {hint}").format(hint=hint) for hint in phase.hints)
    if guide.questions:
        yield from ("", _("On the board"))
        yield from (f"{number}. {q.text}" for number, q in enumerate(guide.questions, 1))
    if guide.source or guide.credit:
        yield ""
        yield from (text for text in (guide.source, guide.credit) if text)


def _minutes(minutes: float, per_person: float) -> str:
    parts = []
    if minutes or not per_person:
        parts.append(f"{minutes:g} min")
    if per_person:
        parts.append(_("{minutes} min per person").format(minutes=f"{per_person:g}"))
    return " + ".join(parts)
