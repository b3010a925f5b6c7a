"""The words that every format of an export has in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from facilitator.core.text.tags import KINDS, THEMES
from facilitator.export.plain import STATUS, date_text
from facilitator.words import _, language, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facilitator.core.note import Commitment, Keyword, Note
    from facilitator.core.text.tags import Tag


class Sharing(NamedTuple):
    """What is shared: one note, or those of a team."""

    notes: Sequence[Note]
    """Newest first, each through `core.sharing.shared`."""
    team: str | None = None
    """Absent where it is one note alone."""

    @property
    def title(self) -> str:
        """What stands at the top of it."""
        if self.team is not None:
            return _("Sessions of {team}").format(team=self.team)
        return f"{self.notes[0].title} – {self.notes[0].team}"


def confidential() -> str:
    """The mark on everything that leaves the archive (privacy.md P11)."""
    return _("Confidential")


def advice() -> str:
    """What the mark asks of whoever reads."""
    return _("Share it only with those the team has agreed on.")


def facts(note: Note) -> list[str]:
    """When, how long and how many; never who."""
    found = [date_text(note.date, weekday=True)]
    if note.minutes is not None:
        found.append(ngettext("{n} minute", "{n} minutes", note.minutes).format(n=note.minutes))
    if note.participants is not None:
        found.append(
            ngettext("{n} participant", "{n} participants", note.participants).format(
                n=note.participants
            )
        )
    return found


def span(notes: Sequence[Note]) -> str:
    """How many sessions, and from when to when."""
    days = [note.date for note in notes]
    number = ngettext("{n} session", "{n} sessions", len(notes)).format(n=len(notes))
    if not days or min(days) == max(days):
        return ", ".join([number, *map(date_text, days[:1])])
    return _("{number} from {first} to {last}").format(
        number=number, first=date_text(min(days)), last=date_text(max(days))
    )


def tags(keyword: Keyword) -> list[Tag]:
    """Its kind and its theme, where it has them."""
    found = [KINDS[keyword.kind]] if keyword.kind else []
    return found + ([THEMES[keyword.theme]] if keyword.theme else [])


def tag_words(keyword: Keyword) -> list[str]:
    """The same as words."""
    return [tag.label(language()) for tag in tags(keyword)]


def terms(commitment: Commitment) -> list[str]:
    """Who, when, and what became of it."""
    found = [_("who: {owner}").format(owner=commitment.owner)] if commitment.owner else []
    if commitment.due:
        found.append(_("when: {date}").format(date=date_text(commitment.due)))
    return [*found, _(STATUS[commitment.status])]


def more(commitment: Commitment) -> list[str]:
    """How it is to be remembered, and what came of it, each as a sentence."""
    found = []
    if commitment.cue and commitment.response:
        found.append(
            _("When {cue}, then {response}").format(
                cue=commitment.cue, response=commitment.response
            )
        )
    if commitment.happened:
        found.append(_("What happened: {text}").format(text=commitment.happened))
    return found


def cleared() -> str:
    """Why there is no board."""
    return _("The board was cleared at the close, as in every session of this kind.")
