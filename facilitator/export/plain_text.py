"""Notes as plain text to be read aloud, and the words that all exports share.

Linear: no box drawing, every figure with its word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from facilitator.core.commitments import Status
from facilitator.core.errors import N_
from facilitator.core.guide.entry import ROLE_TITLES
from facilitator.core.text.tags import KINDS, THEMES
from facilitator.words import (
    _,
    date_words,
    language,
    minutes_words,
    ngettext,
    weekday_words,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date
    from typing import Literal

    from facilitator.core.commitments import Agreed
    from facilitator.core.guide.model import Guide
    from facilitator.core.note import BoardColumn, Commitment, Frame, Keyword, Note
    from facilitator.core.retention import Due
    from facilitator.core.text.tags import Tag

STILL_RUNNING: Final = N_("The session is still running.")

T = TypeVar("T")

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


def commitment_text(commitment: Commitment | Agreed) -> str:
    """A commitment in one line: what, who, when, how, and what became of it."""
    *parts, status = (commitment.what, *terms(commitment))
    parts += [when_then_words(commitment), status]
    if commitment.happened:
        parts.append(_("what happened: {what}").format(what=commitment.happened))
    return "; ".join(filter(None, parts))


def when_then_words(commitment: Commitment | Agreed) -> str:
    """Its "Når …, så …"; empty where it has none."""
    cue, response = commitment.cue, commitment.response
    if not (cue and response):
        return ""
    return _("When {cue}, then {response}").format(cue=cue, response=response)


def role_words(guide: Guide, role_id: str) -> str:
    """The title of a role: the guide's, or that of a predefined role."""
    title = next((role.title for role in guide.roles if role.id == role_id), "")
    return title or (_(ROLE_TITLES[role_id]) if role_id in ROLE_TITLES else role_id)


def votes_words(keyword: Keyword) -> str:
    """How many votes a keyword was given; empty where it has none."""
    votes = keyword.votes or 0
    return ngettext("{n} vote", "{n} votes", votes).format(n=votes) if votes else ""


def tally_words(column: BoardColumn) -> list[str]:
    """How many chose each level of a question with a scale, the lowest first; none where nobody.

    One level alone, chosen once, is an answer and no count: then only its own words.
    """
    if not column.is_tallied:
        return []
    if sum(column.counts) == 1:
        return [column.scale[column.counts.index(1)]]
    return [f"{level}: {n}" for level, n in zip(column.scale, column.counts, strict=False)]


def note_lists(
    note: Note,
    commitment: Callable[[Commitment], T],
    keyword: Callable[[Keyword], T],
    tally: Callable[[str], T],
) -> Iterator[tuple[Literal["commitments", "learning", "question"], str, list[T]]]:
    """What was kept, list by list: its kind, its heading and its rows; none of them is empty."""
    if rows := list(map(commitment, note.commitments)):
        yield "commitments", _("Commitments"), rows
    if rows := list(map(keyword, note.learning_points)):
        yield "learning", _("Learning points"), rows
    for question in note.questions:
        if rows := [*map(keyword, question.keywords), *map(tally, tally_words(question))]:
            yield "question", question.text, rows


def _note(note: Note, *, running: bool) -> Iterator[str]:
    from facilitator.core.guide.model import BoardAtClose

    yield f"{note.title} – {note.team}"
    yield date_words(note.date)
    if running:
        yield _(STILL_RUNNING)
    yield from _about(note)
    if note.purpose:
        yield _("Purpose: {purpose}").format(purpose=note.purpose)
    if note.theme_word:
        yield _("Theme: {theme}").format(theme=note.theme_word)
    for _kind, heading, rows in note_lists(note, commitment_text, keyword_text, str):
        yield from ("", heading, *(f"- {row}" for row in rows))
    if note.board is BoardAtClose.CLEARED and not running:
        yield from ("", cleared())


def keyword_text(keyword: Keyword) -> str:
    """A keyword with its tags and votes in words."""
    words = ", ".join(tag_words(keyword))
    return f"{keyword.text} ({words})" if words else keyword.text


class Sharing(NamedTuple):
    """What is shared: one note, or a team's notes."""

    notes: Sequence[Note]
    """Newest first, each through `core.redaction.redacted`."""
    team: str | None = None
    """Absent where it is one note alone."""

    @property
    def title(self) -> str:
        """The title above it."""
        if self.team is not None:
            return _("Sessions of {team}").format(team=self.team)
        return f"{self.notes[0].title} – {self.notes[0].team}"


def confidential() -> str:
    """The mark on everything that leaves the archive (privacy.md P11)."""
    return _("Confidential")


def advice() -> str:
    """What the mark asks of the reader."""
    return _("Share it only with those the team has agreed on.")


def facts(note: Note) -> list[str]:
    """When it was, whether it is a frame, how long and how many people; never who."""
    return [weekday_words(note.date), *_about(note)]


def frame_words(frame: Frame) -> str:
    """The version of the team's frame, and when it is looked at again."""
    version = _("the team’s frame, version {n}").format(n=frame.version)
    if frame.revisit is None:
        return version
    again = _("to be looked at again on {date}").format(date=date_words(frame.revisit))
    return f"{version}, {again}"


def _about(note: Note) -> Iterator[str]:
    if note.frame:
        yield frame_words(note.frame)
    if note.minutes is not None:
        yield minutes_words(note.minutes)
    if note.participants is not None:
        yield ngettext("{n} participant", "{n} participants", note.participants).format(
            n=note.participants
        )


def span(notes: Sequence[Note]) -> str:
    """The number of sessions, and the first and last date."""
    days = [note.date for note in notes]
    number = ngettext("{n} session", "{n} sessions", len(notes)).format(n=len(notes))
    if not days or min(days) == max(days):
        return ", ".join([number, *map(date_words, days[:1])])
    return span_words(number, min(days), max(days))


def span_words(number: str, first: date, last: date) -> str:
    """`7 sessions from 3 March 2026 to 1 June 2026`."""
    words = _("{number} from {first} to {last}")
    return words.format(number=number, first=date_words(first), last=date_words(last))


def tags(keyword: Keyword) -> list[Tag]:
    """Its kind and theme, as far as it has them."""
    kind = [KINDS[keyword.kind]] if keyword.kind else []
    return kind + ([THEMES[keyword.theme]] if keyword.theme else [])


def tag_words(keyword: Keyword) -> list[str]:
    """Its tags as words, and its votes."""
    words = [tag.label(language()) for tag in tags(keyword)]
    return list(filter(None, [*words, votes_words(keyword)]))


def terms(commitment: Commitment | Agreed) -> list[str]:
    """Who, when, and what became of it, as far as known."""
    parts = [_("who: {owner}").format(owner=commitment.owner)] if commitment.owner else []
    if commitment.due:
        parts.append(_("when: {date}").format(date=date_words(commitment.due)))
    return [*parts, _(STATUS[commitment.status])]


def more(commitment: Commitment) -> list[str]:
    """Its "when … then …" and what happened, a sentence each."""
    happened = commitment.happened and _("What happened: {text}").format(text=commitment.happened)
    return [sentence for sentence in (when_then_words(commitment), happened) if sentence]


def cleared() -> str:
    """Why there is no board."""
    return _("The board was cleared at the close, as in every session of this kind.")


def due_words(passed: Due) -> str:
    """`3 keywords`."""
    from facilitator.core.retention import Kind

    n = passed.number
    words = {
        Kind.KEYWORDS: ngettext("{n} keyword", "{n} keywords", n),
        Kind.LEARNING_POINTS: ngettext("{n} learning point", "{n} learning points", n),
        Kind.COMMITMENTS: ngettext("{n} ended commitment", "{n} ended commitments", n),
        Kind.AGGREGATES: _("the whole measurement"),
    }
    return words[passed.kind].format(n=n)
