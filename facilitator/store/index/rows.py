"""What the index has of a note: what it is, what it holds, and its lines to search in.

Of a session that still runs no line is taken, as not all of it may be kept; nor of a note that is
its writer's own (privacy.md P12), and of a measurement none of its answers or comments: what may
be shown of those is decided elsewhere. Teams and guides are asked for by name, and are no lines:
the team Nord would be found by every "ord".
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from pydantic import TypeAdapter

from facilitator.core.commitments import TO_FOLLOW_UP
from facilitator.core.measurement.note import Measurement
from facilitator.core.note import Commitment
from facilitator.core.retention import kept_in
from facilitator.core.session.model import Session
from facilitator.core.sharing import is_private
from facilitator.core.team import team_key
from facilitator.core.text.plain import key_of_lines, search_key
from facilitator.store.index.reading import digest_of, rank_of
from facilitator.store.measurement.notes import KIND

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from facilitator.core.note import Keyword, Note


class Line(NamedTuple):
    """A line that can be found. None of its texts has a tab or a line break in it."""

    place: str
    """Where it stands: title, purpose, theme, question, learning or commitment."""
    heading: str
    """The question it stands under; empty where the place says it all."""
    text: str
    kind: str | None = None
    theme: str | None = None

    @property
    def written(self) -> str:
        """As it stands in the index; `search` reads it."""
        return "\t".join((self.place, self.kind or "", self.theme or "", self.heading, self.text))


@dataclass(frozen=True, slots=True)
class Rows:
    """A file as the index has it, each tuple in the order of its table's columns."""

    note: tuple[object, ...] = ()
    lines: tuple[Line, ...] = ()
    agreed: str | None = None
    """Its commitments, as JSON: see `commitments_of`."""
    kept: tuple[tuple[object, ...], ...] = ()

    @property
    def folded(self) -> str:
        """All its lines as one text to search in."""
        return key_of_lines("\n".join(line.text for line in self.lines))

    @property
    def written(self) -> str:
        """All its lines as one text, in the same order; `search` reads them."""
        return "\n".join(line.written for line in self.lines)


def rows_of(path: Path, found: Note | Session | Measurement, private: Collection[str] = ()) -> Rows:
    """A note from that file for the index. `private` are guides whose notes are one person's."""
    if isinstance(found, Measurement):
        return _measurement(path, found)
    note = found.note if isinstance(found, Session) else found
    is_own = 1 if note.private else 2 if is_private(note, private) else 0
    shown = not (isinstance(found, Session) or is_own)
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
        "running" if isinstance(found, Session) else "closed",
        "session",
        is_own,
        note.minutes,
        sum(c.status in TO_FOLLOW_UP for c in note.commitments),
        len(note.commitments),
        len(note.learning_points),
        sum(len(question.keywords) for question in note.questions),
        _words(line.kind for line in lines),
        _words(line.theme for line in lines),
        rank_of(path, found),
        digest_of(found),
        True,
    )
    written = json_of(note.commitments) if shown and note.commitments else None
    return Rows(about, lines, written, _kept(found))


def _kept(found: Note | Session | Measurement) -> tuple[tuple[object, ...], ...]:
    if isinstance(found, Session):
        return ()
    return tuple((one.kind.value, one.day.isoformat(), one.number) for one in kept_in(found))


@lru_cache(maxsize=1024)
def _team(team: str) -> tuple[str, str]:
    """What tells it from other teams, and what it is looked for by."""
    return team_key(team), search_key(team)


_key = lru_cache(maxsize=1024)(search_key)
"""The same few titles come again and again."""


def _measurement(path: Path, found: Measurement) -> Rows:
    about = (
        found.id,
        found.team,
        *_team(found.team),
        KIND,
        found.label or "",
        _key(f"{found.label or ''} {KIND} måling"),
        found.language,
        found.date.isoformat(),
        _number(path, f"{found.date}-{KIND}-"),
        "running" if found.is_open else "closed",
        "measurement",
        False,
        None,
        *(0, 0, 0, 0),
        *("", ""),
        rank_of(path, found),
        digest_of(found),
        True,
    )
    lines = (Line("title", "", found.label),) if found.label else ()
    return Rows(about, lines, None, _kept(found))


def _lines(note: Note) -> Iterator[Line]:
    for place, text in (("purpose", note.purpose), ("theme", note.theme_word)):
        if text:
            yield Line(place, "", text)
    for commitment in note.commitments:
        yield Line("commitment", "", _commitment(commitment), None, commitment.theme)
    for point in note.learning_points:
        yield _keyword("learning", "", point)
    for question in note.questions:
        for keyword in question.keywords:
            yield _keyword("question", question.text, keyword)


def _keyword(place: str, heading: str, keyword: Keyword) -> Line:
    return Line(place, heading, keyword.text, keyword.kind, keyword.theme)


def _commitment(commitment: Commitment) -> str:
    """All that was written of it, on one line."""
    said = (
        commitment.what,
        commitment.owner,
        commitment.cue,
        commitment.response,
        commitment.happened,
    )
    return " – ".join(filter(None, said))


def _words(found: Iterator[str | None]) -> str:
    """` error trust `: each once, to be looked for with the spaces around it."""
    words = dict.fromkeys(word for word in found if word)
    return f" {' '.join(words)} " if words else ""


def _number(path: Path, start: str) -> int:
    """On one day `check-out.toml` comes before `check-out-2.toml`, and that before `-10`."""
    number = path.stem.removeprefix(start)[:9]
    return int(number) if number.isdecimal() else 1


_COMMITMENTS: Final = TypeAdapter(tuple[Commitment, ...])
_KNOWN: Final = {"__all__": set(Commitment.model_fields)}


def json_of(commitments: tuple[Commitment, ...]) -> str:
    """Commitments as they stand in the index, without the keys that others have added.

    A TOML file can say more than JSON can, and nobody asks the index for those.
    """
    return _COMMITMENTS.dump_json(commitments, include=_KNOWN, exclude_none=True).decode()


def commitments_of(json: str) -> tuple[Commitment, ...]:
    """Commitments from what `json_of` made of them."""
    return _COMMITMENTS.validate_json(json)
