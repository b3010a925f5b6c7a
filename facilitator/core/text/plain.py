"""How text that was typed, pasted or read from a file is made safe, and compared.

Everything that is shown or saved passes `clean` once: control characters, what turns the reading
direction and what is invisible are removed, and each letter is left in one form (NFC). The keys are
for comparing, sorting and searching, never for showing; `fold` can be mapped back to the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

# What is seldom needed is compiled when it is: with most text nothing is wrong.
_SURROGATE: Final = r"[\ud800-\udfff]"

# An escape sequence: a string (OSC, DCS, SOS, PM, APC) with its terminator, a CSI, or a single
# one. A string that never ends loses its two first characters alone, so no line is swallowed.
_ESCAPE: Final = r"""(?x)
    \x1b [\]PX^_] [^\x00-\x1f\x7f-\x9f]* (?: \x07 | \x1b\\ | \x9c )
    | \x1b \[ [0-?]* [ -/]* [@-~]
    | \x1b [ -/]* [0-~]
"""

# Word and PowerPoint paste a soft line break as a vertical tab.
_LINE_BREAK: Final = r"\r\n|[\r\v\f\x85\u2028\u2029]"

# Kept though invisible: ZWNJ and ZWJ (U+200C, U+200D) and the variation selectors (U+180B-180D,
# U+180F, U+FE00-FE0F, U+E0100-E01EF), which emoji and some scripts are spelled with.
_STRIPPED: Final = (
    r"["
    r"\x00-\x08\x0e-\x1f\x7f-\x9f"  # control characters
    r"\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u3164\uffa0"  # soft hyphen, blank letters
    r"\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"  # zero width, direction, BOM
    r"\ufdd0-\ufdef\ufff0-\ufffb\ufffe\uffff"  # annotations, no characters at all
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # shorthand and music formats
    r"\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"  # tags
    + "".join(rf"\U{plane:04x}fffe\U{plane:04x}ffff" for plane in range(1, 17))
    + r"]"
)

_JOINERS: Final = "[\u200c\u200d\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]"

_UNPRINTABLE: Final = rf"{_STRIPPED}|{_SURROGATE}|[\t\n\r\v\f\u2028\u2029]"

_LATIN: Final = r"[ -~\xa1-\xac\xae-\xff]*+"
_PLAIN: Final = re.compile(rf"{_LATIN}(?:[\u0100-\u02ff]++{_LATIN})*+")
"""The letters of most of Europe, with nothing among them to be taken out or put together.

Both sets as one take 0.7 ms to compile, at every start.
"""

_UNSEEN: Final = frozenset({"Mn", "Cf"})  # marks on a letter, joiners


def clean(text: str) -> str:
    r"""`text` in NFC, its lines ended by `\n`, without what a terminal or an eye could be led by.

    Escape sequences, control and direction characters and invisible ones go; a tab becomes a
    space, half a surrogate pair U+FFFD. Joiners and variation selectors stay: emoji need them.
    """
    if _PLAIN.fullmatch(text):
        return text
    if re.search(_SURROGATE, text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = unicodedata.normalize("NFC", text)
    text = re.sub(_ESCAPE, "", text)
    text = re.sub(_LINE_BREAK, "\n", text).replace("\t", " ")
    text = re.sub(_STRIPPED, "", text)
    return unicodedata.normalize("NFC", text)  # what was taken out may have held a letter apart


def one_line(text: str) -> str:
    """`text` cleaned, on one line: white space of any kind and length is one space, none around."""
    return " ".join(clean(text).split())


def printable(name: object) -> str:
    r"""A name that is none of ours, as of a file or a key, as it may be shown on a terminal.

    What `clean` would take out stands there as an escape, so that the name can be told from others:
    `\x1b`, `\u202e`, and `\xe5` for a byte of a file's name that is no UTF-8.
    """
    text = str(name)
    if _PLAIN.fullmatch(text):
        return text
    return re.sub(_UNPRINTABLE, lambda sign: _escaped(sign.group()), text)


def _escaped(sign: str) -> str:
    byte = ord(sign) - 0xDC00  # how Python keeps what it could not decode
    if 0x80 <= byte <= 0xFF:  # noqa: PLR2004
        return f"\\x{byte:02x}"
    return sign.encode("unicode_escape").decode()


def search_key(text: str) -> str:
    """The form in which two spellings of one word meet: for comparing, never for showing.

    On one line, letter case and accents folded away ("idé" is "ide", "Müller" is "muller"), but
    æ and ø are letters of their own, and å is aa, however it is typed.
    """
    return key_of_lines(one_line(text))


def name_key(name: str) -> str:
    """The form in which two spellings of one name meet, every accent of it counting.

    On one line, without signs that cannot be seen, letter case folded away, composed (NFC), and å
    written as aa.
    """
    seen = name if name.isascii() else re.sub(_JOINERS, "", clean(name))
    return unicodedata.normalize("NFC", one_line(seen).casefold()).replace("å", "aa")


def key_of_lines(lines: str) -> str:
    """`search_key` of lines that have each been through `one_line`; their breaks stay."""
    if lines.isascii():
        return lines.casefold()
    if re.fullmatch(_DANISH, lines):  # nothing in it has a mark but å
        return lines.casefold().replace("å", "aa")
    letters = unicodedata.normalize("NFD", lines.casefold())
    letters = letters.replace("a\N{COMBINING RING ABOVE}", "aa")
    for letter in set(letters):
        if not letter.isascii() and unicodedata.category(letter) in _UNSEEN:
            letters = letters.replace(letter, "")
    if "  " in letters or " \n" in letters or "\n " in letters or letters != letters.strip():
        # What was taken out stood alone between two spaces.
        letters = "\n".join(" ".join(line.split()) for line in letters.split("\n"))
    return unicodedata.normalize("NFC", letters)


_LETTERS_OF_DANISH: Final = r"[\n -~æøåÆØÅ]*+"
_DANISH: Final = rf"{_LETTERS_OF_DANISH}(?:–{_LETTERS_OF_DANISH})*+"


def ascii_key(text: str) -> str:
    """`search_key` with ae and oe for æ and ø: a Danish word as any keyboard can type it."""
    return search_key(text).replace("æ", "ae").replace("ø", "oe")


_LAST: Final = {"æ": "{", "ä": "{", "ø": "|", "ö": "|", "ő": "|", "å": "}"}
"""The letters after z, by signs that stand there."""
_AS: Final = {"ü": "y", "ű": "y", "ð": "d", "þ": "th", "ß": "ss", "œ": "|", "ł": "l", "đ": "d"}
_LETTERS: Final = str.maketrans(_LAST | _AS)


@lru_cache(maxsize=1024)
def danish_order(text: str) -> tuple[str, str]:
    """What every list is sorted by: … z æ ø å, and aa as å; ä with æ, ö with ø, ü with y.

    Letter case and other accents only tell apart what is else the same, as in Danish dictionaries.
    """
    letters = unicodedata.normalize("NFC", text.casefold()).replace("aa", "å").translate(_LETTERS)
    plain = "".join(
        sign
        for sign in unicodedata.normalize("NFD", letters)
        if unicodedata.category(sign) not in _UNSEEN
    )
    return " ".join(plain.translate(_LETTERS).split()), text


Span = tuple[int, int]
"""Where something starts, and the first place after it."""

_APOSTROPHES: Final = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc\u00b4`", "'"))
_AS_TYPED: Final = str.maketrans("łŁđĐ\u0131", "lLdDi")
"""Letters with a stroke or without a dot, as other keyboards type them; \u0131 is Turkish."""
_ATTACHED: Final = frozenset({"Mn", "Mc", "Me", "Cf"})  # belongs to the character before it


class Folded(NamedTuple):
    """A text in the form it is searched in, with each character's place in the text given.

    What is found in it is warned of and replaced where it stands in the original.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def original(self, span: Span) -> Span:
        """Where what stands at `span` of the folded text stands in the original."""
        start, end = span
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    """`text` in NFKC, å as aa, digits as 0 to 9, without accents, marks, joiners; one apostrophe.

    ł, đ and \u0131 are l, d and i; æ and ø are letters of their own, and stay.
    """
    if text.isascii():
        return Folded(text.translate(_APOSTROPHES), range(len(text)), range(1, len(text) + 1))
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(text):
        part = text[start:end]
        if not part.isascii():
            part = unicodedata.normalize("NFKC", part.translate(_APOSTROPHES))
            part = part.replace("å", "aa").replace("Å", "Aa").translate(_AS_TYPED)
            part = "".join(map(_plain, unicodedata.normalize("NFKD", part)))
        parts.append(part)
        starts.extend([start] * len(part))
        ends.extend([end] * len(part))
    return Folded("".join(parts).translate(_APOSTROPHES), starts, ends)


def replace(text: str, spans: Iterable[Span], stand_in: str) -> str:
    """`text` with `stand_in` at each of `spans`, which are in order and do not overlap."""
    parts: list[str] = []
    done = 0
    for start, end in spans:
        parts += text[done:start], stand_in
        done = end
    return "".join([*parts, text[done:]])


def _clusters(text: str) -> Iterator[Span]:
    """Each character with the marks on it: what normalisation may make one letter of."""
    start = 0
    for at, char in enumerate(text):
        if at and not _is_attached(char):
            yield start, at
            start = at
    if text:
        yield start, len(text)


def _plain(char: str) -> str:
    """A character as it is searched for; nothing of one that belongs to the one before it."""
    if unicodedata.category(char) in _ATTACHED:
        return ""
    return str(unicodedata.decimal(char, char))


def _is_attached(char: str) -> bool:
    """Whether `char` is a mark, a joiner, or a part of a Hangul syllable but its first."""
    return not char.isascii() and (
        unicodedata.category(char) in _ATTACHED or "\u1160" <= char <= "\u11ff"
    )
