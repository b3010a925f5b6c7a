"""The events of the board, each with its `apply`: keywords, votes, tallies, theme and purpose."""

from __future__ import annotations

from datetime import datetime
from typing import Final, Literal, NamedTuple, TypeVar

from facilitator.core.errors import N_, Refused
from facilitator.core.guide.model import BoardAtClose, Choose, Keeps
from facilitator.core.note import LEARNING, BoardColumn, Keyword
from facilitator.core.session.model import Session
from facilitator.core.session.people import MOST_PEOPLE, TOO_MANY_PEOPLE
from facilitator.core.session.timing import replanned
from facilitator.core.text.plain import one_line, search_key
from facilitator.core.text.tags import split_tags

NO_LONGER_THERE: Final = N_("It is no longer there.")

_NOTHING_KEPT: Final = N_("Nothing of this question is kept.")

_VOTES_IN_ALL: Final = N_("There are {most} votes in all.")

_NOT_ASKED: Final = N_("This question is not asked in this phase.")

NOTHING_FITS: Final = N_("Nothing in it fits the columns of this board.")

LONGEST_THEME = 40
MOST_VOTES = 600

_KEEPS_NONE = {
    Keeps.LEARNING_POINTS: N_("This guide keeps no learning points."),
    Keeps.COMMITMENTS: N_("This guide keeps no commitments."),
    Keeps.THEME_WORD: N_("This guide keeps no theme word."),
}

T = TypeVar("T")


class AddKeyword(NamedTuple):
    """A keyword (or a learning point) under a column, `#tags` typed in the line."""

    column: str
    text: str

    def apply(self, session: Session, _: datetime) -> Session:
        entries = _entries(session, self.column)
        if self.column not in (*session.board, LEARNING):
            if not session.board:
                raise Refused(N_("This phase has no board."))
            raise Refused(_NOT_ASKED)
        _takes_words(session, self.column)
        return _with(session, self.column, (*entries, _keyword(self.text)))


class AddKeywords(NamedTuple):
    """Keywords from phones, a lot of them at once. They may come when their phase is just over."""

    keywords: tuple[tuple[str, str], ...]
    """Each by the id of its column, and its text."""
    received: tuple[str, ...]
    """Hashes of all that the facilitator has looked at, of what was not taken too."""

    def apply(self, session: Session, _: datetime) -> Session:
        session = _receiving(session, self.received)
        for column, text in self.keywords:
            entries = _entries(session, column)
            _takes_words(session, column)
            session = _with(session, column, (*entries, _keyword(text)))
        return session


class AddColumns(NamedTuple):
    """The keywords of other columns, each into the column of its id, whatever the phase.

    Those that stand there already stay as they are. Refused where there is none to add.
    """

    columns: tuple[BoardColumn, ...]

    def apply(self, session: Session, _: datetime) -> Session:
        before = session.note
        for column in self.columns:
            session = _with_column(session, column)
        if session.note == before:
            raise Refused(NOTHING_FITS)
        return session


class EditKeyword(NamedTuple):
    """Other words for a keyword; its tags stay unless others are typed."""

    column: str
    at: int
    text: str

    def apply(self, session: Session, _: datetime) -> Session:
        before, typed = entry_at(_entries(session, self.column), self.at), _keyword(self.text)
        return _with_keyword(
            session,
            self.column,
            self.at,
            text=typed.text,
            kind=typed.kind or before.kind,
            theme=typed.theme or before.theme,
        )


class MoveKeyword(NamedTuple):
    """A keyword moved to the end of another column."""

    column: str
    at: int
    to: str

    def apply(self, session: Session, _: datetime) -> Session:
        entries = _entries(session, self.column)
        keyword = entry_at(entries, self.at)
        if self.to == self.column:
            raise Refused(N_("It stands there already."))
        _stays(session, keyword)
        session = _with(session, self.column, replaced(entries, self.at))
        _takes_words(session, self.to)
        moved = keyword.model_copy(update={"votes": None, "picked": None})
        return _with(session, self.to, (*_entries(session, self.to), moved))


class DeleteKeyword(NamedTuple):
    """A keyword taken off the board."""

    column: str
    at: int

    def apply(self, session: Session, _: datetime) -> Session:
        entries = _entries(session, self.column)
        _stays(session, entry_at(entries, self.at))
        return _with(session, self.column, replaced(entries, self.at))


class Vote(NamedTuple):
    """So many votes for a keyword, in a phase that picks some of its column. Nobody's name."""

    column: str
    at: int
    votes: int

    def apply(self, session: Session, _: datetime) -> Session:
        choose, entries = _to_choose(session, self.column), _entries(session, self.column)
        keyword, here = entry_at(entries, self.at), len(session.present)
        most = choose.votes_each * here if choose.votes_each and here else MOST_VOTES
        others = sum(entry.votes or 0 for entry in entries) - (keyword.votes or 0)
        if not 0 <= self.votes <= most - others:
            raise Refused(_VOTES_IN_ALL, most=most)
        return _with_keyword(session, self.column, self.at, votes=self.votes or None)


class AddVotes(NamedTuple):
    """Votes from phones, a lot of them at once, each by the text of its keyword. Nobody's name.

    They may come when the phase that gave them is just over.
    """

    column: str
    texts: tuple[str, ...]
    phase: int
    """The index of the phase they were given in."""
    received: tuple[str, ...]
    """Hashes of the tickets they were given with."""

    def apply(self, session: Session, _: datetime) -> Session:
        chosen = (phase.choose for phase in session.guide.phases if phase.choose)
        each = next((c.votes_each for c in chosen if c.question == self.column), None)
        if each is None:
            raise Refused(N_("Nothing is voted on under this question."))
        entries, here = _entries(session, self.column), len(session.present)
        for text in self.texts:
            at = next((at for at, entry in enumerate(entries) if entry.text == text), -1)
            if at < 0:
                raise Refused(NO_LONGER_THERE)
            votes = (entries[at].votes or 0) + 1
            entries = replaced(entries, at, entries[at].model_copy(update={"votes": votes}))
        most = each * here if here else MOST_VOTES
        if sum(entry.votes or 0 for entry in entries) > most:
            raise Refused(_VOTES_IN_ALL, most=most)
        voted, phase = session.live.voted, str(self.phase)
        number = voted.get(phase, 0) + len(self.received)
        session = _receiving(session, self.received).with_live(voted={**voted, phase: number})
        return _with(session, self.column, entries)


class Pick(NamedTuple):
    """A keyword is one of those that the group works on, or not after all."""

    column: str
    at: int
    picked: bool

    def apply(self, session: Session, _: datetime) -> Session:
        choose, entries = _to_choose(session, self.column), _entries(session, self.column)
        keyword = entry_at(entries, self.at)
        others = [entry for entry in entries if entry.picked and entry is not keyword]
        if self.picked and len(others) >= choose.picks:
            raise Refused(N_("{most} can be picked: take another back first."), most=choose.picks)
        return replanned(_with_keyword(session, self.column, self.at, picked=self.picked or None))


class Tally(NamedTuple):
    """How many choose a level of a question that has a scale, or that this one is chosen."""

    question: str
    level: int
    """From 0, the lowest."""
    number: int

    def apply(self, session: Session, _: datetime) -> Session:
        if self.question not in session.board:
            raise Refused(_NOT_ASKED)
        column = next(q for q in session.note.questions if q.id == self.question)
        if not 0 <= self.level < len(column.scale):
            raise Refused(N_("This question has no such level."))
        if not 0 <= self.number <= MOST_PEOPLE:
            raise Refused(TOO_MANY_PEOPLE, most=MOST_PEOPLE)
        counts = list(column.counts or (0,) * len(column.scale))
        chooses_one = session.guide.chooses_one(self.question)
        if chooses_one and self.number:
            counts = [0] * len(column.scale)
        counts[self.level] = min(self.number, 1) if chooses_one else self.number
        after = column.model_copy(update={"counts": tuple(counts) if any(counts) else ()})
        questions = tuple(after if q.id == after.id else q for q in session.note.questions)
        return session.with_note(session.note.model_copy(update={"questions": questions}))


class KeepTally(NamedTuple):
    """The group's choice: whether the counts of a question are kept at close."""

    question: str
    keep: bool

    def apply(self, session: Session, _: datetime) -> Session:
        if self.question not in kept_tallies(session):
            raise Refused(_NOTHING_KEPT)
        return choosing(session, tally_key(self.question), keep=self.keep)


class KeepKeyword(NamedTuple):
    """The group's choice: whether a keyword or learning point is kept at close."""

    column: str
    at: int
    keep: bool

    def apply(self, session: Session, _: datetime) -> Session:
        if self.keep and session.guide.board is BoardAtClose.CLEARED:
            kept_by(session, Keeps.LEARNING_POINTS)
        after = _with_keyword(session, self.column, self.at, keep=self.keep)
        if self.column not in {LEARNING, *session.guide.kept_questions}:
            raise Refused(_NOTHING_KEPT)
        return after


class KeepText(NamedTuple):
    """The group's choice: whether the purpose, or the theme word, is kept at close."""

    text: Literal["purpose", "theme_word"]
    keep: bool

    def apply(self, session: Session, _: datetime) -> Session:
        if getattr(session.note, self.text) is None:
            raise Refused(NO_LONGER_THERE)
        return choosing(session, self.text, keep=self.keep)


class SetThemeWord(NamedTuple):
    """The theme of the session in a word; empty: none."""

    text: str

    def apply(self, session: Session, _: datetime) -> Session:
        kept_by(session, Keeps.THEME_WORD)
        text = one_line(self.text)
        if len(text) > LONGEST_THEME:
            raise Refused(
                N_("A theme in a word or three ({most} characters at most)."), most=LONGEST_THEME
            )
        return session.with_note(session.note.model_copy(update={"theme_word": text or None}))


class SetPurpose(NamedTuple):
    """What the session is for; empty: not said."""

    text: str

    def apply(self, session: Session, _: datetime) -> Session:
        purpose = one_line(self.text) or None
        return session.with_note(session.note.model_copy(update={"purpose": purpose}))


def _receiving(session: Session, hashes: tuple[str, ...]) -> Session:
    """The session in which it is known that this has been received."""
    return session.with_live(received=tuple(sorted({*session.live.received, *hashes})))


def _keyword(text: str) -> Keyword:
    tagged = split_tags(text)
    if not tagged.text:
        raise Refused(N_("A keyword needs a word."))
    return Keyword(text=tagged.text, kind=tagged.kind, theme=tagged.theme)


def kept_by(session: Session, what: Keeps) -> None:
    """Refuses what the guide does not keep: it would reach the saved note."""
    if not session.guide.keeps(what):
        raise Refused(_KEEPS_NONE[what])


def kept_tallies(session: Session) -> tuple[str, ...]:
    """The ids of the questions of which the counts may reach the note."""
    keepable = {question.id for question in session.guide.questions if question.keep}
    return tuple(q.id for q in session.note.questions if q.is_tallied and q.id in keepable)


def tally_key(question: str) -> str:
    """By which the choice about a question's counts is held: no id has a colon."""
    return f"tally:{question}"


def choosing(session: Session, what: str, *, keep: bool | None = None) -> Session:
    """The session with that choice; None: as the guide has it."""
    choices = {other: kept for other, kept in session.live.keeps.items() if other != what}
    if keep is not None:
        choices[what] = keep
    return session.with_live(keeps=choices)


def _to_choose(session: Session, column: str) -> Choose:
    """What the phase we are in picks from that column. Refuses where it picks nothing of it."""
    choose = session.phase.choose
    if choose is None or choose.question != column:
        raise Refused(N_("Nothing is picked from this question in this phase."))
    return choose


def _takes_words(session: Session, column: str) -> None:
    """Refuses words under a question that has a scale."""
    if any(question.id == column and question.scale for question in session.note.questions):
        raise Refused(N_("This question is answered on its scale, not in words."))


def _stays(session: Session, keyword: Keyword) -> None:
    """Refuses to take away what the group works on: the topics after it would change places."""
    by_topic = any(group.repeat == "per_topic" for group in session.guide.groups)
    if keyword.picked and by_topic and not session.live.closing:
        raise Refused(N_("This was picked to work on. Take that back first."))


def _entries(session: Session, column: str) -> tuple[Keyword, ...]:
    if column == LEARNING:
        kept_by(session, Keeps.LEARNING_POINTS)
    try:
        return session.note.entries(column)
    except KeyError:
        raise Refused(N_("The board has no such question.")) from None


def _with(session: Session, column: str, entries: tuple[Keyword, ...]) -> Session:
    return session.with_note(session.note.with_entries(column, entries))


def _with_keyword(session: Session, column: str, at: int, **changes: object) -> Session:
    """The session with other values in a keyword."""
    entries = _entries(session, column)
    after = entry_at(entries, at).model_copy(update=changes)
    return _with(session, column, replaced(entries, at, after))


def _with_column(session: Session, column: BoardColumn) -> Session:
    """The session with what is new in a column, if there is one of its id whose words are kept."""
    kept = {q.id for q in session.guide.questions if not q.scale} & session.guide.kept_questions
    if column.id not in kept:
        return session
    entries = session.note.entries(column.id)
    there = {search_key(entry.text) for entry in entries}
    new = {search_key(k.text): k for k in reversed(column.keywords)}
    added = tuple(
        Keyword(text=keyword.text, kind=keyword.kind, theme=keyword.theme)
        for key, keyword in reversed(new.items())
        if key not in there
    )
    return _with(session, column.id, (*entries, *added))


def entry_at(items: tuple[T, ...], index: int) -> T:
    """The entry at an index. Raises Refused where there is none any longer."""
    if not 0 <= index < len(items):
        raise Refused(NO_LONGER_THERE)
    return items[index]


def replaced(items: tuple[T, ...], index: int, *by: T) -> tuple[T, ...]:
    """The entries with others in place of the one at an index; with none: without it."""
    return (*items[:index], *by, *items[index + 1 :])
