"""Minutes, days, keywords and commitments as words in the chosen language, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from facilitator.core.commitments import Status
from facilitator.core.errors import N_, Refused
from facilitator.export.plain_text import STATUS, tags, votes_words, when_then_words
from facilitator.words import (
    _,
    date_words,
    language,
    minutes_words,
    refusal_words,
    weekday_words,
)

if TYPE_CHECKING:
    from datetime import date

    from facilitator.core.errors import Language
    from facilitator.core.note import Commitment, Keyword
    from facilitator.store.index.notes import Entry


LANGUAGES: Final = {"da": "dansk", "en": "English"}
"""The name of each language, in that language."""


def and_its_language(words: str, language_of: Language) -> str:
    """The words for something, and its language where that is not the one chosen."""
    its_language = "" if language_of == language() else LANGUAGES[language_of]
    return " · ".join(filter(None, (words, its_language)))


def continue_words(entry: Entry) -> str:
    """The way on with a session or a measurement that has not been closed."""
    from facilitator.store.state import STATE

    if entry.kind == "measurement":
        words = _("Continue measuring: {team} · {title} · {date}")
    elif entry.path.suffix == STATE:
        words = _("Continue {title} · {team} · {date}")
    else:  # where an earlier version of the program kept it: somebody else's machine may have it
        words = _("Take over from the archive: {title} · {team} · {date}")
    words = words.format(title=entry.title, team=entry.team, date=date_words(entry.date))
    return and_its_language(words, entry.language)


def keyword_words(keyword: Keyword) -> str:
    """A keyword as on the board: its text, then its tags as symbol and word."""
    words = [f"{tag.symbol} {tag.label(language())}" for tag in tags(keyword)]
    return "  ".join(filter(None, [keyword.text, *words, votes_words(keyword)]))


def commitment_words(commitment: Commitment) -> str:
    """A commitment in one line: what, who, when."""
    parts = [commitment.what]
    if commitment.owner:
        parts.append(commitment.owner)
    if commitment.due:
        parts.append(date_words(commitment.due))
    return " – ".join(parts)


def whole_commitment_words(commitment: Commitment) -> str:
    """The same with its "when … then …", where there is one."""
    return " · ".join(filter(None, (commitment_words(commitment), when_then_words(commitment))))


def not_saved_words(why: Refused, *, is_tried_again: bool = False) -> str:
    """That something could not be saved, and why."""
    if is_tried_again:
        return _("Not saved: {why} It will be tried again.").format(why=refusal_words(why))
    return _("Not saved: {why}").format(why=refusal_words(why))


def parsed_day(text: str, today: date) -> date | None:
    """The day that was typed; None where the text is empty. Raises Refused."""
    from facilitator.core.text.dates import parse_due

    return parse_due(text, today, language()) if text.strip() else None


def understood_day(text: str, today: date) -> str:
    """How a day is understood while it is typed, or why it is not."""
    try:
        day = parsed_day(text, today)
    except Refused as refused:
        return refusal_words(refused)
    if day is None:
        return ""
    from facilitator.core.text.dates import is_far

    words = f"→ {weekday_words(day)}"
    return _("{day} (more than a year ahead)").format(day=words) if is_far(day, today) else words


def with_minutes(title: str, minutes: float) -> str:
    """`Check-out, 10 minutes`; the title alone where it has no minutes."""
    return f"{title}, {minutes_words(minutes)}" if minutes else title


def why_words(refused: Refused) -> str:
    """A refusal as a sentence, after the name of its file, if any."""
    from facilitator.store.toml import FileProblem

    file = f"{refused.path.name}: " if isinstance(refused, FileProblem) else ""
    return f"{file}{refusal_words(refused)}"


STATUSES = tuple(Status)

WHAT: Final = N_("What")
WHO: Final = N_("Who")
WHEN: Final = N_("When")
CUE: Final = N_("When …")
RESPONSE: Final = N_("then …")
CHANGE_WORDS: Final = N_("Change the words")


SIGNS = {
    Status.OPEN: "○",
    Status.DONE: "✓",
    Status.CONTINUING: "→",
    Status.ADJUSTED: "±",
    Status.RELEASED: "–",
}
"""One sign a status, never without its word: a row without a word is open."""


def with_status(commitment: Commitment, status: Status) -> str:
    """A commitment in one line, with what has become of it unless it is open."""
    words = commitment_words(commitment)
    return words if status is Status.OPEN else f"{words} ({_(STATUS[status])})"


def status_words(status: Status) -> str:
    """A status as sign and word."""
    return f"{SIGNS[status]} {_(STATUS[status])}"
