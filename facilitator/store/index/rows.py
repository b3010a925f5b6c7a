"""The rows the index has of a note: its data, its content, and its lines to search in.

No line is taken of a session that still runs, as not all of it may be kept; nor of a private note
(privacy.md P12), nor of a measurement's answers and comments: what may be shown of these is decided
elsewhere. Teams and guides are queried by name and are no lines: otherwise every "ord" would find
the team Nord.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from facilitator.core.commitments import TO_FOLLOW_UP, Agreed
from facilitator.core.measurement.note import Measurement
from facilitator.core.retention import kept_in
from facilitator.core.session.model import Session
from facilitator.core.team import team_key
from facilitator.core.text.plain import key_of_lines, search_key
from facilitator.store.index.reading import digest_of, rank_of
from facilitator.store.measurement.notes import KIND

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from facilitator.core.note import Commitment, Frame, Keyword, Note
    from facilitator.store.guides import PrivateGuides


class NoteLine(NamedTuple):
    """A line to search in. Its texts have no tabs or line breaks."""

    place: str
    """Where it stands: title, purpose, theme, question, learning or commitment."""
    heading: str
    """The question it stands under; empty where the place says it all."""
    text: str
    kind: str | None = None
    theme: str | None = None

    @property
    def written(self) -> str:
        """The line as the index keeps it; `search` reads it."""
        return "\t".join((self.place, self.kind or "", self.theme or "", self.heading, self.text))


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a file, each tuple in the order of its table's columns."""

    note: tuple[object, ...] = ()
    lines: tuple[NoteLine, ...] = ()
    agreed: tuple[tuple[object, ...], ...] = ()
    kept: tuple[tuple[object, ...], ...] = ()

    @property
    def folded(self) -> str:
        """All its lines as one text to search in, folded."""
        return key_of_lines("\n".join(line.text for line in self.lines))

    @property
    def written(self) -> bytes:
        """All its lines as one text, in the same order, for `search`."""
        return "\n".join(line.written for line in self.lines).encode()


def rows_of_note(path: Path, note: Note | Session | Measurement, private: PrivateGuides) -> Rows:
    """The rows of a note, which may be private by its guide."""
    if isinstance(note, Measurement):
        return _measurement(path, note)
    whole, runs = note, isinstance(note, Session)
    note = note.note if isinstance(note, Session) else note
    is_own = 1 if note.private else 2 if private.may_be_private(note.guide) else 0
    shown = not (runs or is_own)
    lines = tuple(_lines(note)) if shown else ()
    about = (
        note.id,
        note.team,
        *_team(note.team),
        note.guide,
        note.title,
        _key(f"{note.title} {note.guide}"),
        note.language,
        note.date.isoformat(),
        _number(path, f"{note.date}-{note.guide}-"),
        "running" if runs else "closed",
        "session",
        is_own,
        sum(c.status in TO_FOLLOW_UP for c in note.commitments),
        len(note.commitments),
        len(note.learning_points),
        sum(len(question.keywords) for question in note.questions),
        _words(line.kind for line in lines),
        _words(line.theme for line in lines),
        *_frame(note.frame if shown else None),
        rank_of(path, whole),
        digest_of(whole),
        True,
    )
    agreed = tuple(map(_commitment_fields, note.commitments)) if shown else ()
    return Rows(about, lines, agreed, _kept(whole))


def _frame(frame: Frame | None) -> tuple[int | None, str | None]:
    """Its version, and the day to look at it again."""
    if frame is None:
        return None, None
    return frame.version, frame.revisit.isoformat() if frame.revisit else None


def _kept(note: Note | Session | Measurement) -> tuple[tuple[object, ...], ...]:
    if isinstance(note, Session):
        return ()
    parts = kept_in(note, note.date)  # of a frame `due` knows when another replaced it
    return tuple((part.kind.value, part.day.isoformat(), part.number) for part in parts)


@lru_cache(maxsize=1024)
def _team(team: str) -> tuple[str, str]:
    """A team's key, and its searchable name."""
    return team_key(team), search_key(team)


_key = lru_cache(maxsize=1024)(search_key)
"""The same few titles come again and again."""


def _measurement(path: Path, measurement: Measurement) -> Rows:
    about = (
        measurement.id,
        measurement.team,
        *_team(measurement.team),
        KIND,
        measurement.label or "",
        _key(f"{measurement.label or ''} {KIND} måling"),
        measurement.language,
        measurement.date.isoformat(),
        _number(path, f"{measurement.date}-{KIND}-"),
        "running" if measurement.is_open else "closed",
        "measurement",
        False,
        *(0, 0, 0, 0),
        *("", ""),
        *_frame(None),
        rank_of(path, measurement),
        digest_of(measurement),
        True,
    )
    lines = (NoteLine("title", "", measurement.label),) if measurement.label else ()
    return Rows(about, lines, (), _kept(measurement))


def _lines(note: Note) -> Iterator[NoteLine]:
    for place, text in (("purpose", note.purpose), ("theme", note.theme_word)):
        if text:
            yield NoteLine(place, "", text)
    for commitment in note.commitments:
        yield NoteLine("commitment", "", _commitment(commitment), None, commitment.theme)
    for point in note.learning_points:
        yield _keyword("learning", "", point)
    for question in note.questions:
        for keyword in question.keywords:
            yield _keyword("question", question.text, keyword)


def _keyword(place: str, heading: str, keyword: Keyword) -> NoteLine:
    return NoteLine(place, heading, keyword.text, keyword.kind, keyword.theme)


def _commitment(commitment: Commitment) -> str:
    """All texts of a commitment, on one line."""
    texts = (
        commitment.what,
        commitment.owner,
        commitment.cue,
        commitment.response,
        commitment.happened,
    )
    return " – ".join(filter(None, texts))


def _words(values: Iterator[str | None]) -> str:
    """` error trust `: each word once, between spaces to search by."""
    words = dict.fromkeys(value for value in values if value)
    return f" {' '.join(words)} " if words else ""


def _number(path: Path, start: str) -> int:
    """On one day `check-out.toml` comes before `check-out-2.toml`, and that before `-10`."""
    number = path.stem.removeprefix(start)[:9]
    return int(number) if number.isdecimal() else 1


def _commitment_fields(commitment: Commitment) -> tuple[object, ...]:
    """The fields of a commitment in the order of `Agreed`; days as text."""
    fields = vars(commitment)
    days = {name: day.isoformat() for name in ("due", "ended") if (day := fields[name])}
    return tuple(_values(fields | days))


_AGREED: Final = Agreed._fields[: Agreed._fields.index("note_id")]
"""Of it, not of its note."""
_values = itemgetter(*_AGREED)
