"""The headings of a board in the order of their digits, and what stands under each, in words.

Headings are in the language of the note, as its questions are; the rest is in the program's.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from facilitator.conducting.format import keyword_words, status_words, whole_commitment_words
from facilitator.conducting.setup import PURPOSE
from facilitator.core.errors import N_
from facilitator.core.guide.model import Keeps
from facilitator.core.note import LEARNING, BoardColumn, Commitment
from facilitator.core.session.closing import ItemKind
from facilitator.core.session.model import Followed
from facilitator.core.session.stage import BoardPlace, board_view
from facilitator.core.text.plain import search_key
from facilitator.core.text.tags import THEMES
from facilitator.export.plain_text import tally_words
from facilitator.words import _, in_language, language

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from facilitator.core.commitments import Status
    from facilitator.core.errors import Language
    from facilitator.core.note import Keyword
    from facilitator.core.session.closing import ClosingItem
    from facilitator.core.session.model import Session
    from facilitator.core.session.stage import HeadingView, StageView

THEME_IN_A_WORD: Final = N_("Theme in a word")

HEADINGS: Final = {
    ItemKind.PURPOSE: PURPOSE,
    ItemKind.THEME_WORD: THEME_IN_A_WORD,
    ItemKind.COMMITMENT: N_("Commitments"),
    ItemKind.FOLLOWED: N_("What became of what was agreed earlier"),
    ItemKind.LEARNING_POINT: N_("Learning points"),
}
"""What stands over the items that stand under no question."""


def learning_points_words(lang: Language) -> str:
    """The heading of the learning points, in that language."""
    return in_language(HEADINGS[ItemKind.LEARNING_POINT], lang)


COMMITMENTS: Final = str(BoardPlace.COMMITMENTS)
THEME: Final = str(BoardPlace.THEME_WORD)
"""Ids of headings that are no question."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A place on the board to write under."""

    id: str
    text: str
    entries: tuple[str, ...] = ()
    about: str = ""
    """For the room, under the text."""
    scale: tuple[str, ...] = ()
    """The levels, where it is answered on a scale."""
    counts: tuple[int, ...] = ()
    """How many chose each level; empty: nobody has."""
    chooses_one: bool = False
    """Whether one level is chosen, and not how many chose each."""
    marked: int | None = None
    """The level that the next key is for."""
    is_asked: bool = False
    """Whether its question is what the phase asks, so that the text does not repeat it."""

    @property
    def scale_words(self) -> str:
        """The levels in order, each with whether it is chosen, or its count."""
        counts = self.counts or (0,) * len(self.scale)
        if self.chooses_one:
            rows = [
                f"{'●' if n else '○'} {level}" for level, n in zip(self.scale, counts, strict=True)
            ]
            return "   ".join(rows)
        marks = ["▸" if at == self.marked else "" for at in range(len(self.scale))]
        rows = [
            f"{mark}{level} {n or '–'}"
            for mark, level, n in zip(marks, self.scale, counts, strict=True)
        ]
        return " · ".join(rows)

    @property
    def in_short(self) -> str:
        """Its latest entry, or the level chosen; empty: nothing."""
        if not self.scale:
            return " · ".join(reversed(self.entries[-5:]))
        chosen = [
            f"● {level}" if self.chooses_one else f"{level} {n}"
            for level, n in zip(self.scale, self.counts, strict=False)
            if n
        ]
        return " · ".join(chosen)


def headings(session: Session) -> tuple[Heading, ...]:
    """The questions on the board of the phase, then what else it keeps; empty: no board."""
    return _board(board_view(session), session.phase.prompts[0], session.note.language)


def stage_headings(view: StageView) -> tuple[Heading, ...]:
    """The headings the room sees in a phase."""
    return _board(view.board, view.prompts[0], view.language)


def _board(board: Iterable[HeadingView], headline: str, lang: Language) -> tuple[Heading, ...]:
    lines = {_letters(line) for line in headline.split("\n")}
    in_play = tuple(board)
    in_headline = [heading.id for heading in in_play if _letters(heading.text) in lines]
    if len(in_headline) > 1:  # with one word over each of them nobody could tell them apart
        in_headline = []
    return tuple(_heading(heading, lang, is_asked=heading.id in in_headline) for heading in in_play)


def _letters(text: str) -> str:
    """A question reduced to its letters, to compare wordings."""
    return "".join(filter(str.isalnum, search_key(text)))


def _heading(heading: HeadingView, lang: Language, *, is_asked: bool) -> Heading:
    """`is_asked`: its question is the headline of the phase, and is not repeated."""
    is_asked = is_asked and not heading.scale
    return Heading(
        heading.id,
        in_language(N_("Keywords"), lang) if is_asked else _heading_words(heading, lang),
        tuple(_entries(heading)),
        heading.about,
        heading.scale,
        heading.counts,
        heading.chooses_one,
        is_asked=is_asked,
    )


def _heading_words(heading: HeadingView, lang: Language) -> str:
    match heading.place:
        case BoardPlace.QUESTION:
            return heading.text
        case BoardPlace.THEME_WORD:
            return in_language(THEME_IN_A_WORD, lang)
        case BoardPlace.LEARNING_POINTS:
            return learning_points_words(lang)
        case BoardPlace.COMMITMENTS if heading.at_most is None:
            return in_language(HEADINGS[ItemKind.COMMITMENT], lang)
        case BoardPlace.COMMITMENTS:
            words = in_language(N_("Commitments, {n} at most"), lang)
            return words.format(n=heading.at_most)


def _entries(heading: HeadingView) -> Iterator[str]:
    """The entries under it, the latest last; picked ones are marked."""
    if heading.theme_word:
        yield heading.theme_word
    yield from map(whole_commitment_words, heading.commitments)
    for keyword in heading.keywords:
        yield f"✓ {keyword_words(keyword)}" if keyword.picked else keyword_words(keyword)


def items_by_heading(
    items: Iterable[ClosingItem], lang: Language
) -> Iterator[tuple[str, list[ClosingItem]]]:
    """The items of a close under their headings, in the language of the note."""
    for heading, under in groupby(
        items, key=lambda item: item.heading or in_language(HEADINGS[item.kind], lang)
    ):
        yield heading, list(under)


def kept_words(*, kept: bool) -> str:
    """A word for whether an item is kept at the close."""
    return _("keep") if kept else _("deleted")


def _commitment_with_theme(commitment: Commitment) -> str:
    theme = commitment.theme
    tag = f"  {THEMES[theme].symbol} {THEMES[theme].label(language())}" if theme else ""
    return whole_commitment_words(commitment) + tag


def item_words(
    item: ClosingItem,
    *,
    commitment: Callable[[Commitment], str] = _commitment_with_theme,
    keyword: Callable[[Keyword], str] = keyword_words,
    status: Callable[[Status], str] = status_words,
    between: str = " · ",
) -> str:
    """An item at the close in one line, by default with tags and status as sign and word.

    `between` stands between the counts of a question with a scale.
    """
    entry = item.entry
    if isinstance(entry, str):
        return entry
    if isinstance(entry, Commitment):
        return commitment(entry)
    if isinstance(entry, Followed):
        return f"{status(entry.status)}: {entry.what}"
    if isinstance(entry, BoardColumn):
        return between.join(tally_words(entry))
    return keyword(entry)


def closing_headings(view: StageView) -> tuple[Heading, ...]:
    """What the room sees at the close: all items, and whether they are kept."""
    return tuple(
        Heading(
            heading,
            heading,
            tuple(f"{kept_words(kept=i.kept)}: {item_words(i)}" for i in items),
        )
        for heading, items in items_by_heading(view.kept, view.language)
    )


def first_scale(session: Session, questions: Collection[str]) -> str | None:
    """The id of the first of these questions with a scale."""
    return next((q.id for q in session.note.questions if q.scale and q.id in questions), None)


def fitting(session: Session, before: str | None) -> str | None:
    """The heading that fits the phase: its own question, or what it keeps, or the one before."""
    phase, keeps = session.phase, session.phase.keeps
    if phase.questions and Keeps.KEYWORDS in keeps:
        return phase.questions[0]
    if scale := first_scale(session, phase.questions):
        return scale
    for what, heading in (
        (Keeps.THEME_WORD, THEME),
        (Keeps.LEARNING_POINTS, LEARNING),
        (Keeps.COMMITMENTS, COMMITMENTS),
    ):
        if what in keeps:
            return heading
    if phase.questions:
        return phase.questions[0]
    ids = [heading.id for heading in headings(session)]
    return before if before in ids else next(iter(ids), None)


def number_of_keywords(session: Session) -> int:
    """How many keywords stand on the board, under all questions."""
    return sum(len(column.keywords) for column in session.note.questions)


def is_on_board(session: Session, column: str, text: str) -> bool:
    """Whether a keyword stands in that column already, however it is spelled."""
    keywords = session.note.entries(column)
    return search_key(text) in {search_key(keyword.text) for keyword in keywords}


def written_last(session: Session) -> str:
    """The last entry on the board of earlier phases, which is often what is agreed on."""
    before = session.live.phases[: session.live.position]
    columns = [column for live in before for column in session.guide.phase(live.phase).questions]
    texts = [keyword.text for column in columns for keyword in session.note.entries(column)]
    return texts[-1] if texts else ""
