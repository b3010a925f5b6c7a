"""Every word on screen, in the language chosen.

Texts in the code are English; the Danish is in locale/. A text is translated at the moment it is
shown, so that a change of language shows at once.
"""

from __future__ import annotations

import os
import struct
from bisect import bisect_left
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from facilitator.core.errors import Refused, Typed
from facilitator.core.text.plain import printable
from facilitator.core.text.terminal import whole

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from facilitator.core.note import BoardColumn, Keyword

Language: TypeAlias = Literal["da", "en"]

LOCALE: Final = os.path.join(os.path.dirname(__file__), "locale")  # noqa: PTH118, PTH120 pathlib costs a cold start
_LANGUAGES: Final[Mapping[str | None, Language]] = {"da": "da", "en": "en"}
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
    return _catalogue(_chosen).gettext(msgid) if msgid else ""  # gettext keeps its header under ""


def in_language(msgid: str, lang: Language) -> str:
    """`msgid` in that language, whatever is chosen: for whoever chooses for themselves."""
    return _catalogue(lang).gettext(msgid) if msgid else ""


def ngettext(singular: str, plural: str, n: int) -> str:
    """The form that fits `n` of something, in the language chosen."""
    return _catalogue(_chosen).ngettext(singular, plural, n)


def date_words(day: date) -> str:
    """`3. marts 2026`, `3 March 2026`."""
    return _formatted(day, "long")


def day_words(day: date) -> str:
    """`3/3 2026`: as short as a date can be, and read alike in both languages."""
    return f"{day.day}/{day.month} {day.year}"


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

    def in_words(value: object) -> object:
        if isinstance(value, Refused):
            return refusal_words(value, in_rows=in_rows)
        if isinstance(value, int | float):
            return value
        is_copied = isinstance(value, Typed) or not {"/", "\\"}.isdisjoint(str(value))
        text = typed(*value.words) if isinstance(value, Typed) else value
        return whole(text) if in_rows and is_copied else printable(text)

    return _(refused.msgid).format_map({n: in_words(v) for n, v in refused.params.items()})


class _Catalogue:
    """The texts of a .mo file. Each is read when it is asked for: gettext reads all at every start.

    A text that is not in it, or is damaged, is given as it is. Both our languages have one form for
    1 and one for all the rest.
    """

    def __init__(self, file: bytes) -> None:
        self._file = file
        self._forms: dict[str, list[str] | None] = {}
        order = "<" if file[:4] == _LITTLE_ENDIAN else ">"
        self._pair = struct.Struct(f"{order}2I")

    def gettext(self, msgid: str) -> str:
        """The text for `msgid`."""
        forms = self._forms_of(msgid)
        return forms[0] if forms else msgid

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The form for `n`."""
        forms = self._forms_of(singular) or ()
        return (forms if len(forms) > 1 else (singular, plural))[n != 1]

    def _forms_of(self, msgid: str) -> list[str] | None:
        if msgid not in self._forms:
            try:
                self._forms[msgid] = self._read(msgid.encode())
            except (struct.error, UnicodeError):  # there is no file, or it is damaged
                self._forms[msgid] = None
        return self._forms[msgid]

    def _read(self, msgid: bytes) -> list[str] | None:
        """What stands for a msgid in the file. Its msgids are in order."""
        _version, count = self._pair.unpack_from(self._file, 4)
        msgids, texts = self._pair.unpack_from(self._file, 12)
        at = bisect_left(range(count), msgid, key=lambda at: self._entry(msgids, at)[0])
        if at == count or self._entry(msgids, at)[0] != msgid:
            return None
        return [form.decode() for form in self._entry(texts, at)]

    def _entry(self, table: int, at: int) -> list[bytes]:
        """The msgid, or the text, of that number: singular and plural where it has both."""
        length, start = self._pair.unpack_from(self._file, table + at * self._pair.size)
        if start + length > len(self._file):
            raise struct.error
        return self._file[start : start + length].split(b"\0")


_LITTLE_ENDIAN: Final = bytes.fromhex("de120495")


@cache
def _catalogue(lang: Language) -> _Catalogue:
    file = os.path.join(LOCALE, lang, "LC_MESSAGES", "facilitator.mo")  # noqa: PTH118 as above
    try:
        with open(file, "rb") as opened:  # noqa: PTH123 as above
            return _Catalogue(opened.read())
    except OSError:  # the code speaks English
        return _Catalogue(b"")


def choose_language(cli: str | None, setting: str | None, environ: Mapping[str, str]) -> Language:
    """The language by `--lang`, then the settings, then the locale, then Danish.

    A word that is neither `da` nor `en` counts as not said.
    """
    for wanted in (cli, setting, *_wanted_by_locale(environ)):
        if wanted in _LANGUAGES:
            return _LANGUAGES[wanted]
    return "da"


def _wanted_by_locale(environ: Mapping[str, str]) -> list[str]:
    """The language codes a POSIX environment asks for, best first; none in the C locale.

    LANGUAGE is GNU's list of languages by preference, which goes before the locale's own but
    counts for nothing in the C locale.
    """
    locale = next(filter(None, map(environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), None)
    if locale is not None and _code(locale) in {"c", "posix"}:
        return []
    return [_code(name) for name in [*environ.get("LANGUAGE", "").split(":"), locale or ""]]


def _code(locale: str) -> str:
    """`en` from `en_GB.UTF-8@euro`."""
    for sign in "@._-":
        locale = locale.partition(sign)[0]
    return locale.lower()


def translate_click() -> None:
    """Make click's own messages (`Usage:`, `No such option`) speak the language chosen.

    Click asks gettext's default domain, which the standard library looks up by LANGUAGE; that is
    set for this process and those it starts.
    """
    import gettext as catalogues

    os.environ["LANGUAGE"] = _chosen
    catalogues.bindtextdomain("click", LOCALE)
    catalogues.textdomain("click")
