"""The texts of a language as they lie in locale/, compiled when the program is built."""

from __future__ import annotations

import os
import struct
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from facilitator.core.errors import Language

LOCALE: Final = os.path.join(os.path.dirname(__file__), "locale")  # noqa: PTH118, PTH120 pathlib costs a cold start
_LITTLE_ENDIAN: Final = bytes.fromhex("de120495")


class Catalogue:
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


@cache
def catalogue(lang: Language) -> Catalogue:
    """The texts in that language; empty where there is no file of them."""
    file = os.path.join(LOCALE, lang, "LC_MESSAGES", "facilitator.mo")  # noqa: PTH118 as above
    try:
        with open(file, "rb") as opened:  # noqa: PTH123 as above
            return Catalogue(opened.read())
    except OSError:  # the code speaks English
        return Catalogue(b"")
