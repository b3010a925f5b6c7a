"""Where anybody is named in a folded text, by the packaged list of names and what stands by them.

A given name (see names.txt) is found wherever it stands, a surname where it has a capital; one that
is a word too ("Hans", "Maj", "Liv") where a person is meant: with a capital inside a sentence,
before a surname, before what a person does or is, after a word for a person. After such a word any
capitalised word is a name: "borger Xhafer". Those who take part are found by `participants`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import dropwhile
from typing import Final, NamedTuple

from facilitator.core.text.plain import Span, fold

_PERSON: Final = re.compile(
    r"""barn(?:et)? | beboer(?:en)? | borger(?:en)? | elev(?:en)? | klient(?:en)? | kollega(?:en)?
    | læge(?:n)? | patient(?:en)? | paarørende | sygeplejerske(?:n)? | vikar(?:en)?
    | (?:\w{3,12})?leder(?:en)? | familie(?:n)? | nabo(?:en)? | pædagog(?:en)?
    | mor | far | søn(?:nen)? | datter(?:en)? | søster(?:en)? | bror(?:en)? | kone(?:n)?
    | doktor | fru | frøken | herr
    | citizen | client | colleague | doctor | nurse | pupil | resident | user | family
    | manager | neighbour | mum | mom | dad | mother | father | son | daughter | sister | brother
    | wife | husband | miss""",
    re.VERBOSE | re.IGNORECASE,
)
"""A word before somebody's name, folded."""
_DAYS: Final = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:man|tirs|ons|tors|fre|lør|søn)dag"
    r"|(?:jan|febr)uary?|mar(?:ch|ts)|april|may|june|jul[iy]|august|(?:sept|nov|dec)ember"
    r"|o[ck]tober|christmas|easter",
    re.IGNORECASE,
)
_TITLE: Final = re.compile("dr|fam|fr|frk|hr|mrs?|ms|mx|pt", re.IGNORECASE)
_IN_A_TITLE: Final = re.compile(
    r"af|er|for|først|har|i|med|og|skal|til|vil|paa|and|at|first|for|has|in|is|of|on|or|the|to|who"
    r"|care|centred|choice|council|experience|feedback|forum|group|involvement|led|list|meeting|notes"
    r"|notice|panel|records?|rights|room|safety|story|support|survey|test|unit|views|voice",
    re.IGNORECASE,
)
"""What stands after a word for a person with a capital, and is nobody: "Patient Safety"."""
_NO_SURNAME: Final = (_PERSON, _TITLE, _DAYS, _IN_A_TITLE)
_IN: Final = {"fra", "i", "paa", "from", "in", "on"}
_ROOMS: Final = {"bolig", "lejlighed", "plads", "seng", "stue", "værelse"}.union(
    ("bed", "flat", "room", "ward")
)
_MONTHS: Final = {"april", "august", "jan", "jul", "jun", "june", "juni", "maj", "may"}
_BEFORE_A_MONTH: Final = re.compile(
    "af|by|den?|fra|from|glædelig|god|i|in|inden|merry|of|on|senest|the|til", re.IGNORECASE
)
_ANY_WORD: Final = re.compile(r"[^\W_]+(?:'[^\W\d_]+)?")
_PARTICLE: Final = re.compile("af|al|bin|de|del|della|den|der|di|du|el|la|le|ter|van|von|zu")
"""A small word before a surname. "Da" and "i" are not among them: they are words of Danish."""
_INITIALS: Final = re.compile(
    r"(?!(?:EU|HR|IT|KL|TR|TV|UK|US|N\.?N|XX|YY)\b)[A-ZÆØ](?:a(?![a-z]))?\.? ?[A-ZÆØ](?![^\W_])\.?"
)
_OTHERS: Final = {"andre", "just", "mine", "my"}
"""Words that stand before what somebody did, and name nobody: "Andre sagde"."""
_NO_SUBJECT: Final = {"hans", "rene", "sine"}
"""Words that stand before what describes something: "Hans savnede datter"."""
_AGE: Final = re.compile(
    r"[,(\s]{1,2}(?:[0-9]{1,3} ?(?:aar|years?|yrs?)|aged [0-9]{1,3}|who(?:se)?)\b"
)
"""What tells that a person was named: an age, or a clause about somebody."""
_WORKS_AT: Final = re.compile(
    r"(?:dag|aften|nat|dags|nats|døgn)?vagt(?:en)?|\w*(?:holdet|teamet|hjemmet|kommunen|skolen"
    r"|afdelingen|køkkenet|kontoret)|(?:the )?(?:shift|team|ward|kitchen|nights?|days?|office)",
    re.IGNORECASE,
)
_DOES: Final = re.compile(
    r"bider|blev|bor|drikker|faar|falder|faldt|fik|fortalte|fortæller|føler|gik|græd|græder|kom|mener"
    r"|nægter|ønsker|raaber|ringede|ringer|sagde|savner|siger|skriger|slaar|sov|sover|spiser|spiste"
    r"|spurgte|spørger|synes|tror|vil|ville|virker|virkede"
    r"|asked|asks|called|came|couldn't|cried|cries|didn't|doesn't|eats|feels|fell|got|hasn't|isn't"
    r"|hates|keeps|likes|lives|needs|refuses|said|says|shouts|sleeps|slept|thinks|told|wants|wasn't|went"
    r"|won't|wouldn't",
    re.IGNORECASE,
)
"""What a person did, after a name that may be another word."""
_DID: Final = re.compile(
    r"[a-zæø]{3,}(?:ede|ed)|bed|drak|hev|lo|løb|rev|satte|skreg|slog|stak|tog"
    r"|ate|bit|broke|drank|fought|hit|lost|ran|sat|shook|spat|spoke|swore|threw|took|wept|woke"
)
"""The same, after a word that cannot stand before it as his or hers: "Hans tog" is a train."""
_IS: Final = re.compile(
    r"er|gav|har|havde|kan|skal|stod|var|can|felt|gave|had|has|is|kept|left|stood|was"
)
"""What a person and a thing do alike."""
_STATE: Final = re.compile(
    r"bange|faldet|grædt|indlagt|ked|ondt|rasende|slaaet|sovet|spist|sur|syg|trist|træt|udskrevet"
    r"|udadreagerende|ulykkelig|urolig|utryg|vred"
    r"|afraid|angry|anxious|asleep|awake|crying|discharged|distressed|eaten|ill|injured|restrained"
    r"|sad|scared|screaming|shouting|sick|sleeping|slept|tired|unwell|upset"
)
"""What somebody is, or has: no word that is also said of a thing."""
_BEFORE_A_STATE: Final = {
    "aldrig", "helt", "ikke", "meget", "saa", "stadig", "been", "never", "not", "really", "so",
    "still", "very",
}  # fmt: skip
_NO_NOUNS: Final = {
    "ane", "anker", "birk", "bitten", "bo", "bob", "dean", "ebbe", "gro", "gry", "guy", "hazel",
    "holly", "lis", "mark", "mason", "per", "rose", "sandy", "siv", "stig", "tim", "tor",
}  # fmt: skip
"""Names that are words too, and seldom what a sentence is about: "Bo er ny", "Rose has a plan"."""
_HAS_A_NAME: Final = re.compile(
    r"eventyr|indeks|metoden?|model(?:len)?|skala(?:en)?|skema(?:et)?|syndrom(?:et)?|sygdom"
    r"|tabel(?:len)?|test(?:en)?|vaccinen?"
    r"|cycle|disease|error|index|method|scale|score|street|syndrome|table|vaccine",
    re.IGNORECASE,
)
"""What is called by the surname of who thought of it, or wrote it."""
_INVERTED: Final = {"at", "de", "der", "du", "man", "to", "vi"}
"""What comes after the verb where the sentence begins with an infinitive: "Bo kan man"."""
_INITIALS_ALONE: Final = re.compile(
    r"(?<![\w.])(?!(?:A\.D|A\.M|B\.A|B\.C|C\.V|D\.C|D\.V|E\.U|H\.R|I\.T|M\.A|N\.B|O\.K|P\.M|P\.S"
    r"|N\.N|T\.V|U\.K|U\.S|X\.X)\b)[A-ZÆØ]\.[A-ZÆØ](?:\.[A-ZÆØ])?\.?(?!\w)"
)
"""`K.L.` of somebody whose name is not written; no abbreviation of the day's."""
_AFTER_A_TITLE: Final = re.compile(r"\.? ?")
_ENDS_A_SENTENCE: Final = frozenset(".!?:;\n")
_OPENS_A_SENTENCE: Final = frozenset(
    " \t\"'([*\u00b7-\u2013\u2014\u2022\u201c\u201d\u201e\u00ab\u00bb"
)


def given_name_spans(text: str) -> Iterator[Span]:
    """People named in a folded text by anybody's name: given, with a surname where one follows.

    A genitive ending is not part of it: who is named in "Karens stue" is Karen. Initials with full
    stops are somebody's too.
    """
    words = list(_ANY_WORD.finditer(text))
    initials = [match.span() for match in _INITIALS_ALONE.finditer(text)]
    at = 0
    while at < len(words):
        last, start = at, words[at].start()
        while initials and initials[0][1] <= start:
            yield initials.pop(0)
        if named := _name_at(text, words, at):
            while (end := _surname_end(text, words, last + 1)) > last:
                last = end
            named_to = words[last].end() if last > at else start + len(named)
            yield start, named_to - len("'s") * text[start:named_to].endswith("'s")
            while initials and initials[0][0] < named_to:
                initials.pop(0)
        at = last + 1
    yield from initials


def accented_name_spans(text: str) -> Iterator[Span]:
    """Names in a text as it is written that only their accent tells from a word: "René er syg"."""
    for match in re.finditer(r"[^\W\d_]+", text) if "é" in text else ():
        word = match[0]
        if "é" in word and word[0].isupper() and is_word_too(fold(word).text):
            yield match.span()


class _Names(NamedTuple):
    """The names of names.txt, by its sections."""

    names: frozenset[str]
    with_a_capital: frozenset[str]
    surnames: frozenset[str]
    words_too: frozenset[str]


@cache
def _names() -> _Names:
    import pkgutil  # importlib.resources takes ten times as long to load

    text = (pkgutil.get_data(__package__, "names.txt") or b"").decode()
    _head, *sections = text.split("\n[")
    return _Names(*(frozenset(section.partition("\n")[2].split()) for section in sections))


def is_word_too(name: str) -> bool:
    """Whether a name is an ordinary word as well: "Hans", "Maj", "Liv"."""
    return not _names().words_too.isdisjoint(_without_genitive(name))


def _name_at(text: str, words: Sequence[re.Match[str]], at: int) -> str:
    """The name that a word is, or that a genitive is of; empty where it is none."""
    given = _names()
    word = words[at][0]
    if at and words[at - 1][0].casefold() in {"sankt", "sct", "skt", "saint", "st"}:
        return ""
    for key in _without_genitive(word):
        if key in given.names:
            return word[: len(key)]
        if not word[0].isupper() or (key in _MONTHS and _is_month(words, at)):
            continue
        if (key in given.with_a_capital and not _is_of_something(words, at)) or (
            key in given.surnames and not _is_named_after(text, words, at, key)
        ):
            return word[: len(key)]
        if key in given.words_too and _is_meant(text, words, at, key):
            return word[: len(key)]
    return _named_after_a_person(text, words, at) if at and word[0].isupper() else ""


def _is_of_something(words: Sequence[re.Match[str]], at: int) -> bool:
    """Whether it is a word as in "Ray of hope"; "Ray of room 4" is somebody."""
    after = [match[0] for match in words[at + 1 : at + 3]]
    return after[:1] == ["of"] and not _ROOMS.issuperset(after[1:])


def _is_named_after(text: str, words: Sequence[re.Match[str]], at: int, key: str) -> bool:
    """Whether a thing has somebody's surname: "Wilson disease", "Jensens Plads"."""
    if at + 1 == len(words):
        return False
    word, after = words[at], words[at + 1][0]
    between = text[word.end() : words[at + 1].start()]
    if between == "-":  # Hansen-udvalget, but the Hansen-sag is about one
        return after[0].islower() and not after.startswith(("sag", "case"))
    is_genitive = key != word[0].casefold()
    if between == " " and is_genitive and after[0].isupper() and not _is_shouted(after):
        return True
    return between == " " and _HAS_A_NAME.fullmatch(after) is not None


def _named_after_a_person(text: str, words: Sequence[re.Match[str]], at: int) -> str:
    """A capitalised word, or initials, after a word for a person; empty where it is no name."""
    person, word = words[at - 1], words[at][0]
    between = text[person.end() : words[at].start()]
    is_title = _TITLE.fullmatch(person[0]) and not _is_shouted(person[0])
    if not (
        (is_title and _AFTER_A_TITLE.fullmatch(between))
        or (between == " " and _PERSON.fullmatch(person[0]))
    ):
        return ""
    initials = _INITIALS.match(text, words[at].start())
    if initials and not _is_shouted(person[0]):
        return initials[0]
    is_name = len(word) > 1 and not any(other.fullmatch(word) for other in _NO_SURNAME)
    return word if is_name and not _is_shouted(word) else ""


def _is_meant(text: str, words: Sequence[re.Match[str]], at: int, key: str) -> bool:
    """Whether a person is meant by a capitalised word that is a name too.

    `key` is the name, of which the word may be a genitive.
    """
    word, shouted = words[at][0], _is_shouted(words[at][0])
    if _is_somewhere(text, words, at):
        return True
    if key == word.casefold() and _does_something(words, at):  # no genitive does
        return True
    if shouted:
        return False
    return (
        not _begins(text, words[at].start())
        or _surname_end(text, words, at + 1) > at
        or (key not in _MONTHS and _has_apostrophe(text, words[at]))
        or _is_aged(text, words[at])
        or _is_listed(text, words, at, key)
    )


def _has_apostrophe(text: str, word: re.Match[str]) -> bool:
    """Whether a word is a genitive by its apostrophe: "Hans' datter", "Will's mother"."""
    start, end = word.span()
    quoted = text[start - 1 : start] == "'"
    return word[0].endswith("'s") or (text[end : end + 2] == "' " and not quoted)


def _is_aged(text: str, word: re.Match[str]) -> bool:
    """Whether somebody's age comes after it: "Bo (12 år)", "Hans, 80 år, faldt"."""
    return _AGE.match(text, word.end()) is not None


def _is_listed(text: str, words: Sequence[re.Match[str]], at: int, key: str) -> bool:
    """Whether another name comes after it, or I: "Per og Bo", "Hans, Grete"; no other month."""
    if at + 1 == len(words):
        return False
    after = at + 1
    if words[after][0] in {"og", "and", "samt"}:
        after += 1
        if after < len(words) and words[after][0] in {"jeg", "I"}:
            return True
    elif text[words[at].end() : words[after].start()] not in {", ", "/", " / ", " & ", "&", " + "}:
        return False
    if after == len(words) or not words[after][0][0].isupper():
        return False
    is_month = key in _MONTHS and words[after][0].casefold() in _MONTHS
    return not is_month and bool(_name_at(text, words, after))


def _without_genitive(word: str) -> Iterator[str]:
    key = word.casefold()
    yield key
    stem, apostrophe, suffix = key.partition("'")
    if apostrophe and suffix in {"s", "er", "ere", "erne", "en"}:
        yield stem
    elif key.endswith("s") and len(key) > len("Bos"):
        yield key.removesuffix("s")


def _surname_end(text: str, words: Sequence[re.Match[str]], at: int) -> int:
    """The last word of a surname that begins at `at`; the word before it where there is none.

    It stands after a space or a hyphen, with a capital; a particle or an initial may come first.
    """
    last = at
    while last < len(words) and _stands_close(text, words, last):
        word = words[last][0]
        if len(word) > 1 and word[0].isupper() and not _is_shouted(word):
            return last
        if not (_PARTICLE.fullmatch(word) or (len(word) == 1 and word.isupper())):
            break
        last += 1
    return at - 1


def _stands_close(text: str, words: Sequence[re.Match[str]], at: int) -> bool:
    """Whether nothing but a space, a hyphen or an initial's full stop parts it from the last."""
    before = words[at - 1]
    between = text[before.end() : words[at].start()]
    return between in {" ", "-"} or (len(before[0]) == 1 and between in {". ", "."})


def _is_shouted(word: str) -> bool:
    return len(word) > 1 and word.replace("Aa", "AA").isupper()


def _is_somewhere(text: str, words: Sequence[re.Match[str]], at: int) -> bool:
    """Whether a room or a shift comes with it: "Hans på stue 4", "Stue 4: Hans"."""
    before = [match[0].casefold() for match in words[max(0, at - 2) : at]]
    if len(before) > 1 and before[0] in _ROOMS and before[1][0].isdigit():
        return text[words[at - 1].end() : words[at].start()].strip() in {":", "-", "\u2013", "."}
    after = [match[0].casefold() for match in words[at + 1 : at + 4]]
    if after and _IS.fullmatch(after[0]):
        after = after[1:]
    if len(after) > 1 and after[0] in _ROOMS and after[1][0].isdigit():
        return True
    if len(after) < 2 or after[0] not in _IN:  # noqa: PLR2004 a place has two words
        return False
    return after[1] in _ROOMS or _WORKS_AT.fullmatch(after[1]) is not None


def _does_something(words: Sequence[re.Match[str]], at: int) -> bool:
    """Whether what somebody does or is comes after it: "Liv fik hjælp", "Will is not asleep"."""
    key = words[at][0].casefold()
    if at + 1 == len(words) or key in _OTHERS:
        return False
    after = words[at + 1][0]
    if _DOES.fullmatch(after):
        return True
    if key in _NO_SUBJECT | _MONTHS:
        return False
    return _DID.fullmatch(after) is not None or (
        _IS.fullmatch(after) is not None and _is_somehow(words, at)
    )


def _is_somehow(words: Sequence[re.Match[str]], at: int) -> bool:
    """Whether what comes after "is" or "has" is said of people, or the word is no noun."""
    then = [match[0] for match in words[at + 2 : at + 5]]
    if words[at][0].casefold() in _NO_NOUNS and then and then[0] not in _INVERTED:
        return True
    states = dropwhile(_BEFORE_A_STATE.__contains__, then)
    return _STATE.fullmatch(next(states, "")) is not None


def _is_month(words: Sequence[re.Match[str]], at: int) -> bool:
    """Whether a day or a year stands beside it, a word as before a month, or what one was like."""
    before = words[at - 1][0] if at else ""
    after = words[at + 1][0] if at + 1 < len(words) else ""
    dated = before.isdigit() or after.isdigit()
    if before in {"og", "and"}:
        if at > 1 and words[at - 2][0].casefold() in _MONTHS:
            return True
    elif _IS.fullmatch(after) and not _is_somehow(words, at):
        return True
    return dated or _BEFORE_A_MONTH.fullmatch(before) is not None


def _begins(text: str, start: int) -> bool:
    """Whether a sentence begins with the word at `start`."""
    at = start - 1
    while at >= 0 and text[at] in _OPENS_A_SENTENCE:
        at -= 1
    return at < 0 or text[at] in _ENDS_A_SENTENCE
