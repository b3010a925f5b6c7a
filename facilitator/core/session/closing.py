"""How a session ends: what of it is kept, and what is not (privacy.md P3–P6).

The rules are here, where the note is made; the close screen only shows their outcome. No word is
changed at the close: whoever is named in a text was asked about when it was written, and what was
not is asked about by the close screen (`naming`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date, datetime
from enum import StrEnum
from random import Random
from typing import Final, NamedTuple

from facilitator.core.errors import N_, Refused
from facilitator.core.guide.model import BoardAtClose
from facilitator.core.note import LEARNING, BoardColumn, Commitment, Frame, Keyword, Note
from facilitator.core.session.board import kept_tallies, tally_key
from facilitator.core.session.model import Followed, Session
from facilitator.core.session.timing import elapsed_in_all
from facilitator.core.text.guard import FindingKind, guard_findings, mask_names
from facilitator.core.text.plain import search_key

STAND_IN: Final = {"da": "(en deltager)", "en": "(a participant)"}
"""What stands where a participant was named, in the language of the note."""

_BETWEEN_OWNERS: Final = re.compile(r"\s*[,;/&+]\s*|\s+(?:og|and)\s+")


def is_kept(keyword: Keyword, board: BoardAtClose) -> bool:
    """Whether a keyword or learning point is kept: the group's choice, else the guide's."""
    return keyword.keep if keyword.keep is not None else board is BoardAtClose.KEPT


class ItemKind(StrEnum):
    """The kinds of texts that a close may save."""

    PURPOSE = "purpose"
    THEME_WORD = "theme_word"
    COMMITMENT = "commitment"
    LEARNING_POINT = "learning_point"
    KEYWORD = "keyword"
    TALLY = "tally"
    """How many chose each level of a question with a scale."""
    FOLLOWED = "followed"
    """What has become of a commitment, which is written into the note it came from."""


class ClosingItem(NamedTuple):
    """A text that a close may save, and whether it does, as the group sees it."""

    kind: ItemKind
    column: str
    """Of a keyword, learning point or tally: the id of its column. Else empty."""
    at: int
    """Its place among those of its kind or column, from 0."""
    heading: str
    """The question a keyword or a tally stands under. Else empty."""
    entry: str | Keyword | Commitment | BoardColumn | Followed
    """Of a tally its column, without keywords."""
    kept: bool


def closing_items(session: Session) -> tuple[ClosingItem, ...]:
    """All texts that a close may save: `kept_note` saves those marked kept and no others.

    Of a cleared board nothing is kept unless it is chosen, nor the purpose and the theme word
    (privacy.md P5, P17). A commitment is kept unless it is taken out; so are counts, which hold no
    words. Questions of which the guide keeps nothing are not included.
    """
    return tuple(_closing_items(session))


def _closing_items(session: Session) -> Iterator[ClosingItem]:
    note, chosen = session.note, session.live.keeps
    for kind, text in ((ItemKind.PURPOSE, note.purpose), (ItemKind.THEME_WORD, note.theme_word)):
        if text:
            kept = chosen.get(kind.value, note.board is BoardAtClose.KEPT)
            yield ClosingItem(kind, "", 0, "", text, kept)
    for at, commitment in enumerate(note.commitments):
        kept = chosen.get(commitment.id, True)
        yield ClosingItem(ItemKind.COMMITMENT, "", at, "", commitment, kept)
    for at, followed in enumerate(session.live.followed):
        yield ClosingItem(ItemKind.FOLLOWED, "", at, "", followed, kept=True)
    for at, point in enumerate(note.learning_points):
        kept = is_kept(point, note.board)
        yield ClosingItem(ItemKind.LEARNING_POINT, LEARNING, at, "", point, kept)
    keepable, tallied = session.guide.kept_questions, kept_tallies(session)
    for column in note.questions:
        if column.id in tallied:
            kept = chosen.get(tally_key(column.id), True)
            tally = BoardColumn(
                id=column.id, text=column.text, scale=column.scale, counts=column.counts
            )
            yield ClosingItem(ItemKind.TALLY, column.id, 0, column.text, tally, kept)
        if column.id not in keepable:
            continue
        for at, keyword in enumerate(column.keywords):
            kept = is_kept(keyword, note.board)
            yield ClosingItem(ItemKind.KEYWORD, column.id, at, column.text, keyword, kept)


def leaves_note(session: Session) -> bool:
    """Whether a close saves a note of the session.

    It does not where the session's measurement has its own note and nothing else would be kept.
    """
    return session.live.measurement is None or any(i.kept for i in closing_items(session))


def kept_note(session: Session, now: datetime) -> Note:
    """The note of a session that closes now: of what people wrote, the items that are kept.

    Kept boards: the keywords under their questions. Cleared boards: those chosen, as learning
    points, and of their questions only the counts. Participants are a number; minutes are whole.
    Nothing else in the session's file is included.
    """
    note, items = session.note, [item for item in closing_items(session) if item.kept]
    texts = {item.kind: item.entry for item in items if isinstance(item.entry, str)}

    def words(kind: ItemKind, column: str) -> tuple[Keyword, ...]:
        return tuple(
            Keyword(
                text=item.entry.text,
                kind=item.entry.kind,
                theme=item.entry.theme,
                votes=item.entry.votes,
            )
            for item in items
            if (item.kind, item.column) == (kind, column) and isinstance(item.entry, Keyword)
        )

    learning_points = words(ItemKind.LEARNING_POINT, LEARNING)
    tallies = {i.column: i.entry for i in items if isinstance(i.entry, BoardColumn)}
    columns = [
        tallies.get(q.id, BoardColumn(id=q.id, text=q.text)).model_copy(
            update={"keywords": words(ItemKind.KEYWORD, q.id)}
        )
        for q in note.questions
        if q.id in tallies or q.id in session.guide.kept_questions
    ]
    if note.board is BoardAtClose.CLEARED:
        learning_points += tuple(
            keyword.model_copy(update={"votes": None}) for q in columns for keyword in q.keywords
        )
        columns = list(tallies.values())
    questions = tuple(columns)
    return Note(
        id=note.id,
        team=note.team,
        guide=note.guide,
        title=note.title,
        language=note.language,
        date=note.date,
        minutes=round(elapsed_in_all(session, now) / 60),
        participants=len(session.live.people) or None,
        purpose=texts.get(ItemKind.PURPOSE),
        theme_word=texts.get(ItemKind.THEME_WORD),
        board=note.board,
        private=note.private,
        frame=note.frame if any(column.keywords for column in questions) else None,
        learning_points=learning_points,
        commitments=tuple(_as_shown(i.entry) for i in items if isinstance(i.entry, Commitment)),
        questions=questions,
    )


def _as_shown(commitment: Commitment) -> Commitment:
    """A commitment as it is shown at the close, without what is filled in later."""
    return Commitment(
        id=commitment.id,
        what=commitment.what,
        owner=commitment.owner,
        due=commitment.due,
        theme=commitment.theme,
        status=commitment.status,
        cue=commitment.cue,
        response=commitment.response,
    )


def shuffled(note: Note, source: Random) -> Note:
    """The note with the keywords of each column in a random order.

    The original order tells who said what, as long as somebody remembers who spoke when (P16).
    `source` must be unpredictable.
    """

    def mixed(keywords: tuple[Keyword, ...]) -> tuple[Keyword, ...]:
        return tuple(source.sample(keywords, len(keywords)))

    return note.model_copy(
        update={
            "learning_points": mixed(note.learning_points),
            "questions": tuple(
                column.model_copy(update={"keywords": mixed(column.keywords)})
                for column in note.questions
            ),
        }
    )


def naming(session: Session, kept: Collection[str] = ()) -> tuple[str, ...]:
    """The texts that a close would save in which somebody who takes part is named.

    A commitment's owner in that commitment (P4) and the words `kept` (see `find`) are excepted.
    """
    note, texts = kept_note(session, session.live.seen), dict[str, None]()

    def collect(text: str, names: Sequence[str]) -> str:
        findings = guard_findings(text, note.date, names, kept)
        if any(finding.kind is FindingKind.NAME for finding in findings):
            texts[text] = None
        return text

    _with_texts(note, _names(session), collect)
    return tuple(texts)


class MakeFrame(NamedTuple):
    """Make the note that version of its team's frame, to be looked at again on that day."""

    version: int
    revisit: date | None

    def apply(self, session: Session, _: datetime) -> Session:
        if session.guide.makes != "frame":
            raise Refused(N_("This session makes no frame."))
        frame = Frame(version=self.version, revisit=self.revisit)
        return session.with_note(session.note.model_copy(update={"frame": frame}))


class TakeNamesOut(NamedTuple):
    """Take the names of participants out of `texts`, except a commitment's owner (P4)."""

    texts: frozenset[str]

    def apply(self, session: Session, _: datetime) -> Session:
        stand_in = STAND_IN[session.note.language]

        def without(text: str, names: Sequence[str]) -> str:
            return mask_names(text, names, stand_in) if text in self.texts else text

        return session.with_note(_with_texts(session.note, _names(session), without))


def _names(session: Session) -> list[str]:
    return [person.name for person in session.live.people]


def _with_texts(
    note: Note, names: Sequence[str], change: Callable[[str, Sequence[str]], str]
) -> Note:
    """The note with every text mapped in which nobody may be named; `names` are passed on."""

    def keywords(before: Sequence[Keyword]) -> tuple[Keyword, ...]:
        return tuple(k.model_copy(update={"text": change(k.text, names)}) for k in before)

    def column(before: BoardColumn) -> BoardColumn:
        return before.model_copy(update={"keywords": keywords(before.keywords)})

    def commitment(before: Commitment) -> Commitment:
        others = list(_but_for(before.owner or "", names))
        texts = {field: getattr(before, field) for field in ("what", "cue", "response", "happened")}
        return before.model_copy(
            update={field: text and change(text, others) for field, text in texts.items()}
        )

    return note.model_copy(
        update={
            "purpose": note.purpose and change(note.purpose, names),
            "theme_word": note.theme_word and change(note.theme_word, names),
            "learning_points": keywords(note.learning_points),
            "commitments": tuple(map(commitment, note.commitments)),
            "questions": tuple(map(column, note.questions)),
        }
    )


def _but_for(owner: str, names: Sequence[str]) -> Iterator[str]:
    """The names without an owner's (or the owners', as in "Mette og Jonas")."""
    owners = set(_BETWEEN_OWNERS.split(search_key(owner)))
    for name in names:
        if not owners & {search_key(name), next(iter(search_key(name).split()), "")}:
            yield name
