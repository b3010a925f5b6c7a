"""Which language is spoken: by `--lang`, the settings, the locale; by click's own messages too."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from facilitator.catalogue import LOCALE
from facilitator.words import language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from facilitator.core.errors import Language

_LANGUAGES: Final[Mapping[str | None, Language]] = {"da": "da", "en": "en"}


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

    os.environ["LANGUAGE"] = language()
    catalogues.bindtextdomain("click", LOCALE)
    catalogues.textdomain("click")
