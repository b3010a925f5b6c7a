"""Texts, dates, numbers and refusals in the language chosen.

Texts in the code are English. One is translated at the moment it is shown, so that a change of
language shows at once.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from facilitator.catalogue import catalogue
from facilitator.core.errors import Language, Refused, Typed
from facilitator.core.text.plain import printable
from facilitator.core.text.terminal import whole

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

_LOCALES: Final[Mapping[Language, str]] = {"da": "da", "en": "en_GB"}
_chosen: Language = "da"
_start: tuple[str, ...] = ("facilitator",)


def set_language(lang: Language) -> None:
    """From now on every text is given in `lang`."""
    global _chosen  # noqa: PLW0603 one program speaks one language at a time
    _chosen = lang


def language() -> Language:
    """The language texts are given in now."""
    return _chosen


def _(msgid: str) -> str:
    """`msgid` in the language chosen, or itself where it has no translation."""
    return catalogue(_chosen).gettext(msgid) if msgid else ""  # gettext keeps its header under ""


def in_language(msgid: str, lang: Language) -> str:
    """`msgid` in that language, whatever is chosen: for whoever chooses for themselves."""
    return catalogue(lang).gettext(msgid) if msgid else ""


def ngettext(singular: str, plural: str, n: int) -> str:
    """The form that fits `n` of something, in the language chosen."""
    return catalogue(_chosen).ngettext(singular, plural, n)


def date_words(day: date) -> str:
    """`3. marts 2026`, `3 March 2026`."""
    return _formatted(day, "long")


def day_words(day: date) -> str:
    """`3/3 2026`, `3 Mar 2026`: where there is little room. In English 3/9 could be March."""
    if _chosen == "da":
        return f"{day.day}/{day.month} {day.year}"
    return f"{day.day} {month_words(day, short=True)} {day.year}"


def weekday_words(day: date) -> str:
    """`fredag 6. marts 2026`, `Friday 6 March 2026`."""
    return _formatted(day, "EEEE d. MMMM y" if _chosen == "da" else "EEEE d MMMM y")


def month_words(month: date, *, short: bool = False) -> str:
    """`oktober 2026`, `October 2026`; short `okt`, `Oct`: three letters."""
    return _formatted(month, "MMM")[:3] if short else _formatted(month, "MMMM y")


def _formatted(day: date, form: str) -> str:
    return _formatted_in(_LOCALES[_chosen], day, form)


@lru_cache(maxsize=1024)
def _formatted_in(locale: str, day: date, form: str) -> str:
    from babel.dates import format_date  # slow to load, and not needed for a first prompt

    return format_date(day, form, locale=locale)


_WHOLE: Final = "0.#"
"""The pattern of a number that is written without decimals where it has none."""


def number_words(number: float, form: str = _WHOLE) -> str:
    """A number as a person would write it: `3`, `2,5`. `form` is a pattern of Unicode's LDML."""
    if form == _WHOLE and number >= 0 and number == int(number):
        return str(int(number))  # so in every language, and babel is slow to load
    from babel.numbers import format_decimal

    return format_decimal(number, form, locale=_LOCALES[_chosen])


def minutes_words(minutes: float) -> str:
    """`60 minutes`: whole ones."""
    n = round(minutes)
    return ngettext("{n} minute", "{n} minutes", n).format(n=n)


def set_start(*words: str) -> None:
    """From now on a command to type begins with these words: how this program was started."""
    global _start  # noqa: PLW0603 as with the language
    _start = words


def typed(*words: str) -> str:
    """What to type for a command of ours, as this program was started."""
    import shlex

    return shlex.join([*_start, *words])


def refusal_words(refused: Refused, *, in_rows: bool = False) -> str:
    """A refusal as a sentence in the language chosen; what it names is fit for a terminal.

    `in_rows`: its paths and commands are `whole`, for `rows_of`.
    """
    from datetime import date

    def in_words(value: object) -> object:
        if isinstance(value, Refused):
            return refusal_words(value, in_rows=in_rows)
        if isinstance(value, int | float):
            return value
        if isinstance(value, date):
            return date_words(value)
        is_copied = isinstance(value, Typed) or not {"/", "\\"}.isdisjoint(str(value))
        text = typed(*value.words) if isinstance(value, Typed) else value
        return whole(text) if in_rows and is_copied else printable(text)

    return _(refused.msgid).format_map({n: in_words(v) for n, v in refused.params.items()})
