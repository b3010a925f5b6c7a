"""The words of a survey's table: as they are compared, and what they call a column or a row.

Which item a heading states is in `statements`; what the cells of answers mean is in `answers`.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from typing import Final

from facilitator.core.text.plain import one_line

# Words as they are compared


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a heading: as it stands, where, and in the form that is compared."""

    text: str
    start: int
    end: int
    key: str


def legible(text: str) -> str:
    """`text` on one line without mark-up, its letters as they were before a wrong encoding."""
    text = html.unescape(html.unescape(text)) if "&" in text else text
    text = _TAG.sub(" ", text) if "<" in text else text
    return one_line(text if text.isascii() else repaired(one_line(text)))


def repaired(text: str) -> str:
    """`text` with what a wrong encoding made of Danish letters put right: "begÃ¥r" is "begår"."""
    return _FOREIGN.sub(_repaired_run, text)


def word_key(text: str) -> str:
    """A word in lower case without accents, each Danish letter a single plain one.

    "Måde", "maade" and "made" are the same then, and so are "spørgsmål" and "spoergsmaal".
    """
    key = text.casefold()
    if not key.isascii():
        key = unicodedata.normalize("NFD", key).translate(_PLAIN)
        key = "".join(letter for letter in key if unicodedata.category(letter) != "Mn")
    return _DOUBLE.sub(lambda double: double[0][0], key)


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[Word, ...]:
    """The words of a heading. A letter that is lost stands as "?" in its key."""
    line = legible(text)
    return tuple(
        Word(match[0], match.start(), match.end(), word_key(_LOST.sub("?", match[0])))
        for match in _WORD.finditer(line)
    )


@lru_cache(maxsize=4096)
def key_of(text: str) -> str:
    """The words of a text as they are compared."""
    return " ".join(word.key for word in words_of(text))


_TAG: Final = re.compile(r"<[/!a-zA-Z][^<>]{0,300}>")
_FOREIGN: Final = re.compile(r"[^\x00-\x7f]+")
_WORD: Final = re.compile(r"\ufffd*[^\W_]+(?:[?\ufffd]+[^\W_]+)*\ufffd*")
_LOST: Final = re.compile(r"[?\ufffd]+")
_DOUBLE: Final = re.compile(r"aa|ae|oe")
_PLAIN: Final = str.maketrans({"æ": "a", "ø": "o", "œ": "o", "ß": "s"})
_DANISH: Final = frozenset("æøåÆØÅéÉäÄöÖüÜ")
_TYPOGRAPHIC: Final = frozenset("–—…‘’“”„«»‹›•·°§\xa0")
_AS_UTF_8: Final = ("cp1252", "latin-1", "cp850", "cp865", "mac_roman")
_MISTAKEN: Final = tuple(
    (read, written)
    for read in ("cp1252", "latin-1", "cp850", "cp865", "mac_roman")
    for written in ("cp1252", "cp865", "cp850", "mac_roman")
    if read != written
)
"""An encoding that a text was read in, and the one that it was written in."""


def _repaired_run(match: re.Match[str]) -> str:
    run = match[0]
    if _DANISH.issuperset(run):
        return run
    if _TYPOGRAPHIC.issuperset(run) and not (
        match.string[match.start() - 1 : match.start()].isalpha()
        and match.string[match.end() : match.end() + 1].isalpha()
    ):
        return run
    for encoding in _AS_UTF_8:
        text = _read_again(run, encoding, "utf-8")
        if text is not None:
            return repaired(text) if text != run else text
    for read, written in _MISTAKEN:
        text = _read_again(run, read, written)
        if text is not None and _DANISH.issuperset(text):
            return text
    return run


def _read_again(run: str, read: str, written: str) -> str | None:
    try:
        data = b"".join(
            bytes((ord(letter),))
            if read == "cp1252" and "\x80" <= letter <= "\x9f"
            else letter.encode(read)
            for letter in run
        )
        return data.decode(written)
    except UnicodeError:
        return None


# What headings call a column


class Heading(Enum):
    """What the heading of a column may say that is in it. Some headings may say two of these."""

    ROW_ID = auto()
    """What tells rows apart: a number, a time, a name."""
    CODE = auto()
    """Whose row it is: a number, a code, an address."""
    OWN_CODE = auto()
    """The same, where no two people have one. Bare row numbers are not so sure, nor are names."""
    ADDRESS = auto()
    """The same, and not used for groups of people either."""
    NAME = auto()
    TEAM = auto()
    GROUP = auto()
    """A group of people that may be of one team."""
    OCCASION = auto()
    PERIOD = auto()
    """An occasion of which there are several where anything in the column differs."""
    YEAR = auto()
    TIME = auto()
    """When somebody answered."""
    LIFE = auto()
    """A day in somebody's life."""
    PEOPLE = auto()
    """How many people gave the row, or who they are."""
    HOW_MANY = auto()
    """How many people gave the row."""
    WEIGHT = auto()
    COUNTS_IN = auto()
    """Whether the row counts."""
    COUNTS_OUT = auto()
    """Whether the row is set aside."""
    POINTS = auto()
    """The points of a scale."""
    NOTE = auto()
    """Notes on the data."""

    def heads(self, heading: str) -> bool:
        """Whether a heading says that this is in its column."""
        is_sign = heading == "#" and self is Heading.ROW_ID
        key = key_of(heading)
        keys = {key} if self is Heading.ROW_ID else {key, _LEAD.sub("", key)}
        return is_sign or any(map(_HEADINGS[self].fullmatch, keys))


_PERSON: Final = r"person|deltager|respondent|medarbejder|participant|employee"
_WHO: Final = (
    rf"(?:{_PERSON}|bruger|user|patient|svar|response|login|lon|lobe|tjeneste|member|medlem"
    r"|worker|case|subject|alias|resp)"
)
_CODE: Final = r"(?:id|nr|no|nummer|number|kode|code|token|key|nogle|num)"
_ALIAS: Final = r"pseudonym|pseudo|kodenavn|code ?name|brugernavn|user ?name|alias|login"
_ADDRESS: Final = r"e? ?mail|mailadresse|email address"
_WITH_CODE: Final = (
    r"(?!.*\b(?:collector|network|session|team|group|gruppe|org\w*|survey)\b)"
    rf".*\b(?:id|respid|record|token|initialer|initials|{_ADDRESS})\b.*"
)
TEAM_WORD: Final = (
    r"team(?:et|s)?|afdeling(?:en)?|enhed(?:en)?|afsnit(?:tet)?|gruppen?|hold(?:et)?"
    r"|group|unit|department|ward"
)
"""What a team is called, also in the words of an item."""
_UNIT: Final = (
    rf"(?:{TEAM_WORD}|afdelinger|afd|enheder|grupper|arbejdsgruppe"
    r"|departments|dept|units|groups|work ?group|wards|region(?:en|er)?|kommune[rn]?"
    r"|organisation(?:en)?|organi[sz]ation|virksomhed(?:en)?|company)"
)
_LEAD: Final = re.compile(
    r"(?:(?:q?[0-9]+|q|custom|data|embedded|invitation|baggrund\w*|background) )+(?=[a-z])"
)
"""Before what a heading says: where a tool has it from."""
_PLACE: Final = (
    rf"(?:(?:org|organisatorisk|primar|primary|nuvarende|current|egen|own) )?(?:{_UNIT}"
    r"|\w+(?:team|afdeling(?:en)?|afsnit)|bonhed|(?:pleje|hospitals|arbejds|drifts)enhed"
    r"|(?:hjemme)?(?:pleje|personale|vagt|bo)gruppen?|stue|bornehus|hus|house|bygning|building"
    r"|floj|wing|etage|floor|matrikel|omrade[rt]?|areas?|klynge|cluster"
    r"|(?:arbejds)?sted|arbejdsplads|plejehjem|plejecenter|bosted|botilbud|institution(?:er)?"
    r"|klinik|clinics?|skoler?|schools?|hospitals?|sygehuse?|cent(?:er|re)|distrikt|district"
    r"|sektion|section|division|kontor|offices?|lokation|locations?|sites?|workplace"
    r"|branch|filial|butik|forvaltning"
    r"|narmeste leder|teamleder|manager)"
)
"""What a team is asked for by."""
_NUMBER: Final = r"(?:s? ?(?:navn|name|nr|no|nummer|number|id|kode|code))?"
_BEFORE_AFTER: Final = r"(?:for ?(?:og|eller)? ?efter|pre ?post|before ?(?:and|or)? ?after|t0 ?t1)"
_PERIOD: Final = (
    r"(?:(?:male?|survey ?)?(?:runde|round|wave|bolge)|(?:teamets? )?maling(?:er|en|s)?|periode"
    r"|period|fase|phase|kvartal|quarter|halvar|semester|season|sason|arstid|maned|month|uge|week)"
    r"(?: ?(?:nr|no|nummer|number|navn|name))?"
)
_EVENT: Final = (
    r"(?:male ?tidspunkt|tidspunkt|tid|time|time ?point|occasion|measurement|gang|undersogelse"
    r"|survey|sporgeskema|skema|baseline|(?:data)?indsamling|(?:redcap )?event|kampagne|campaign"
    r"|(?:redcap )?repeat instance|visit|besog|session)(?: ?(?:nr|no|nummer|number|navn|name))?"
)
_ANSWERERS: Final = (
    r"(?:svar|besvarelser|personer|respondenter|deltagere|medarbejdere|people|persons|responses"
    r"|respondents|answers|employees)"
)
_ID: Final = (
    r"nr|no|n|id|number|nummer|lobe ?(?:nr|nummer)|respondents?(?: ?(?:id|nr|number))?|respid"
    r"|record(?: ?id)?|response ?id|svar ?(?:id|nr)|tid|tidspunkt|tidsstempel|timestamp|time|dato"
    r"|date|start(?: ?(?:tid|time|tidspunkt|date|dato))?|(?:end|slut) ?(?:tid|time|date|dato)"
    r"|fuldforelsestidspunkt|completion time|submit ?date(?: utc)?|submitted(?: at)?|recorded ?date"
    r"|navn|name|initialer|initials|e? ?mail|deltager|person|medarbejder|token|seed"
)
_HEADINGS: Final = {
    heading: re.compile(pattern)
    for heading, pattern in {
        Heading.ROW_ID: _ID,
        Heading.CODE: (rf"{_WHO}?s? ?{_CODE}|{_WHO}|{_ALIAS}|kaldenavn|nick ?name|{_WITH_CODE}"),
        Heading.OWN_CODE: (
            rf"(?!lobe){_WHO}s? ?{_CODE}|id|kode|code|token|key|nogle|{_ALIAS}|{_WITH_CODE}"
        ),
        Heading.ADDRESS: (
            r"(?:record|respondent|participant|person|deltager|medarbejder|patient|bruger|user)?"
            rf"s? ?id|respid|{_ADDRESS}"
        ),
        Heading.NAME: (
            rf"(?:fulde? |full |{_WHO}s? ?)?(?:navn|name|initialer|initials|init)|fornavn"
            r"|first ?name"
        ),
        Heading.TEAM: (
            rf"{_PLACE}{_NUMBER}(?: (?:og |eller |and |or )?{_PLACE})*"
            r"(?: (?:valgt?|select|choose)\b.*)?"
            rf"|(?:hvilken|hvilket|which|what)(?: \w+)? {_PLACE}\b.*"
            r"|hvor arbejder du|hvor er du ansat|where do you work"
            r"|hvor horer du til|tilhorsforhold"
            r"|(?:hvad (?:er|hedder) |what is )?(?:(?:valg|angiv|select|choose) )?"
            rf"(?:dit|din|your|mit|min|my|jeres) {_PLACE}"
        ),
        Heading.GROUP: (
            r"(?:alders ?|age ?|fag ?)(?:gruppe|group)|kategori|category|segment|leder|kohorte"
            r"|cohort|argang|klasse|stilling|profession|job ?title|speciale|specialty|baggrund"
            r"|opdelt (?:pa|efter)|opdeling|gruppering|grouping|break ?down|rakke ?(?:navn(?:e)?"
            r"|mark(?:e|at)(?:r|er)?)|row ?labels?"
        ),
        Heading.OCCASION: (
            rf"(?:hvilken |which )?(?:{_PERIOD}|{_EVENT})(?: {_BEFORE_AFTER})?"
            rf"|test ?(?:nr|no|nummer|number)|{_BEFORE_AFTER}(?: \w+)?"
        ),
        Heading.PERIOD: rf"(?:hvilken |which )?{_PERIOD}",
        Heading.YEAR: (
            r"(?:male ?|survey ?|undersogelses? ?|besvarelses? ?|svar ?)?(?:ar|arstal|year)"
        ),
        Heading.TIME: (
            r".*(?:dato|\bdag|date|\bday|tid|time|svar|submit|start|slut|complet|created|oprettet"
            r"|indsendt|recorded|besvaret).*|maling"
        ),
        Heading.LIFE: (r".*(?:fod|birth|born|ansat|hire|employ|\bstart i\b|siden|since).*"),
        Heading.PEOPLE: (rf"n|{_ANSWERERS}|participants|stemmer|votes|f|antal pers"),
        Heading.HOW_MANY: (
            rf"(?:antal|number of)(?: \w+)? {_ANSWERERS}\b.*|antal|antal ens\b.*|hyppighed"
            r"|frekvens|freq(?:uency)?|counts?|head ?count|stk|multiplicit\w*"
            rf"|(?:n|{_ANSWERERS}) (?:antal|i alt|total|count|svar|n)"
        ),
        Heading.WEIGHT: (
            r"(?:\w+ )?[pwf]?(?:vagt(?:ning|et)?|weight(?:ing|ed|s)?|wgt|wt)"
            r"(?: ?(?:faktor|factor|final|med|by|[0-9]+))?"
        ),
        Heading.COUNTS_IN: (
            r"(?:er )?(?:gyldige?|gyldigt|valid|validt|inkludere[ts]?|included?|medtag(?:es|et)?"
            r"|medregnes|medregnet|tages med|taller med|godkendt|approved|accepted"
            r"|behold(?:es|t)?|keep|kept|in ?scope|brug(?:es)?|use|used|skal med|is valid|er med)"
            r"(?: (?:svar|besvarelse|response|answer))?"
            r"|(?!.*(?:kontakt|contact|foto|photo|cit[ae]|quot)).*\b(?:samtykke|consent)\b.*"
        ),
        Heading.COUNTS_OUT: (
            r"(?:skal |vil )?ikke (?:med|deltage|bruges)|(?:trukket|trak)(?: sig)? tilbage"
            r"|withdr[ae]wn?(?: consent)?"
            r"|(?:skal |er |is |to be )?(?:eksklude\w+|exclude[ds]?|exclusion|slet|slett?es|slettet"
            r"|deleted?|test|udelad\w*|udelukke[ts]?|udelukkelse|ignore\w*|fjern\w*|removed?"
            r"|dublet|duplicate|ugyldigt?|invalid|spam|frafald\w*|udga\w*|kasser\w+"
            r"|annuller\w+|discard\w*|drop\w*|frasorter\w*|sorteres fra|skip|omit\w*|preview)"
            r"(?: ?(?:svar|besvarelse|response|data))?"
        ),
        Heading.POINTS: (
            r"svar|svarmulighed(?:er)?|points?|skala|vardi|score|trin|kategori|answers?|options?"
            r"|values?"
        ),
        Heading.NOTE: (
            r"(?:note|notat|bemarkning|remark|obs|info|metadata|kodning|coding|databehandling)\w*"
        ),
    }.items()
}


def names_item(word: str) -> bool:
    """Whether a word, as it is compared, is what a statement is called before its number."""
    return bool(_ITEM.fullmatch(word))


def names_people(word: str) -> bool:
    """Whether a word, as it is compared, is what people are called before their numbers."""
    return bool(_PEOPLE.fullmatch(word))


def may_name_people(word: str) -> bool:
    """Whether a word before numbers, as it is compared, may be short for people as well."""
    return word in _PERHAPS_PEOPLE


def counts_no_item(word: str) -> bool:
    """Whether numbers behind a word, as it is compared, are of days, weeks, rounds or teams."""
    return bool(_NO_ITEM.fullmatch(word))


_ITEM: Final = re.compile(
    r"udsagn|sporgsmal|spm|items?|statements?|questions?|pastand|q|sq", re.ASCII
)
_PEOPLE: Final = re.compile(rf"{_PERSON}|resp|kollega|besvarelse")
_PERHAPS_PEOPLE: Final = frozenset(("", "p", "r", "s", "svar"))
_NO_ITEM: Final = re.compile(
    r"dag|day|uge|week|maned|month|maling|runde|round|gruppe|group|team|hold|dato|date|tid|time"
)


def names_team(cell: str) -> bool:
    """Whether a cell is the name of a team, a unit or an organisation: "Team Nord"."""
    return bool(_NAMES_TEAM.match(key_of(cell)))


def names_shift(cell: str) -> bool:
    """Whether a cell is a part of one team: "Dag", "Aftenvagt", "Night shift"."""
    return bool(_SHIFT.fullmatch(key_of(cell)))


def is_year(cell: str) -> bool:
    """Whether a cell is a year, as 1998 or 2026."""
    return bool(_YEAR.fullmatch(cell))


_NAMES_TEAM: Final = re.compile(
    rf"{_UNIT}\b"
    r"|(?:(?:nord|syd|north|south)?(?:ost|vest|east|west)|nord|syd|north|south|midt|midtby(?:en)?"
    r"|centrum|central)\Z"
)
_SHIFT: Final = re.compile(
    r"(?:dag|aften|nat|morgen|weekend)(?:hold|vagt)?|(?:day|evening|night|morning)(?: ?shift)?"
)
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")


# What says that answers were turned round

TURNED: Final = (
    r"vendt|vendes|omvendt|omkodet|rekodet|genkodet|recoded?|reversed?|inverted|rev|rec|inv|omk"
)
_SAYS_TURNED: Final = re.compile(rf"{TURNED}|r|er|is|skal|skala|scale|scored|coded|score|kodet")


def is_said_turned(word: str) -> bool:
    """Whether a word says that columns are turned round, also where it stands beside all items."""
    return bool(re.fullmatch(TURNED, word))


def says_turned(text: str) -> bool:
    """Whether a text says that a column is turned round, or is to be, and nothing else."""
    keys = [word.key for word in words_of(text)]
    return any(key == "r" or is_said_turned(key) for key in keys) and all(
        map(_SAYS_TURNED.fullmatch, keys)
    )


# What cells call a row

_NAMES: Final = re.compile(
    r"antal|antallet|sum|summen|summa|summe|total|totalt|totals|totaler|i alt|ialt|subtotal"
    r"|\w*gennemsnit\w*|gns|gnsn|gnst|snit|gj ?snitt|middel\w*|median\w*|typetal|modus"
    r"|standard ?afvigelse\w*|std|std ?afv\w*|std ?dev\w*|stdev|sd|standard deviation|spredning"
    r"|varians|variance|mean|means|average|averages|avg|count|counts|procent|percent|pct|andel"
    r"|fordeling|distribution|frekvens|frequency|resultat|result|n|svarprocent|kvartil|quartile"
    r"|sum total|grand total|hovedtotal|max|maks|min|maximum|maksimum|minimum"
    r"|samlet|ave|genn ?snit|st ?dev|st ?afv|indeks|index"
)
_SIGNS: Final = frozenset("Σ∑μµ") | {"x̄", "x̅"}
"""Of a sum or a mean."""
_OF: Final = re.compile(
    r"(?:svar|besvarelser|respondenter|responses|answers|respondents|deltagere|af|of|pr|per|valid"
    r"|gyldige|total|i|alt|all|alle|column|kolonne|item|udsagn|sporgsmal|score|points?|enige?|agree"
    r"|ratings?|values?|vardier?|vurdering(?:er)?|niveau|level|samlede?|overall|hele|team(?:et)?"
    r"|weighted|vagtet|afrundet|rounded|udregnet|beregnet|calculated|grand|general|for)"
)
_NUMBER_OF: Final = re.compile(
    r"[0-9]+ (?:svar|besvarelser|respondenter|responses|answers)"
    r"|(?:svar|besvarelser|respondenter|responses|answers)\s*[:=]?\s*[0-9]+"
)
_TOTALS_OR_INITIALS: Final = frozenset(("max", "min", "maks", "n", "sd", "ø"))
"""These may be somebody's name or initials as well."""
_NOBODY: Final = re.compile(
    r"alle|all|overall|everyone|everybody|samtlige|hele|norm|base|\w*benchmark|facit|mal|malsatning"
    r"|target|goal|besvarelser|besvaret|svar|responses?|answered|skipped|cases|respondenter"
    r"|summer|beregnet|udregnet|sidste|forrige|tidligere|seneste|last|previous|ar|year|maling"
    r"|survey|score|nogletal|range"
    rf"|top|bund|bottom|nederste|overste|gransen?|limit|medel\w*|{_UNIT}"
)
"""Words of what is set beside people: their team, a standard, the time before."""
_TRIAL: Final = re.compile(
    r"test(?: ?(?:test|svar|besvarelse|person|bruger|deltager|respondent|data|response|user|\d+))*"
    r"|prove ?(?:svar|besvarelse|person)|provesvar|dummy|preview|forhandsvisning|spam"
    r"|(?:skal )?slett?es|slettet|slet|deleted?|dublet|duplicate|screened(?: out)?|screenet(?: ud)?"
    r"|ugyldigt?|invalid|annulleret|kasseret|udgar|udgae?t|excluded?|udelukket|disqualified"
)


@lru_cache(maxsize=4096)
def calls_row_a_total(cell: str) -> bool:
    """Whether a cell calls its row a sum of the others: "Antal svar", "Gns.", "N = 6", "Mean"."""
    if not cell or cell.isdecimal():
        return False
    if cell in _SIGNS:
        return True
    words = [word.key for word in words_of(cell) if not word.key.isdecimal()]
    for length in (1, 2):
        for at in range(len(words) - length + 1):
            rest = words[:at] + words[at + length :]
            if _NAMES.fullmatch(" ".join(words[at : at + length])) and all(
                _OF.fullmatch(word) or _NAMES.fullmatch(word) for word in rest
            ):
                return True
    return bool(_NUMBER_OF.fullmatch(cell.casefold().strip()))


def is_statistic_word(word: str) -> bool:
    """Whether a word, as it is compared, is what a figure of several people is called."""
    return bool(_NAMES.fullmatch(word)) and word not in _NO_STATISTIC


_NO_STATISTIC: Final = frozenset(
    ("n", "max", "min", "maks", "resultat", "result", "total", "samlet", "indeks", "index", "ave")
)
"""Said beside answers as well."""


def begins_like_total(cell: str) -> bool:
    """Whether a cell that should hold no words begins like a sum's: "Gns. Team Nordlys"."""
    return any(_NAMES.fullmatch(word.key) for word in words_of(cell)[:1])


def may_call_row_nobodys(cell: str, *, wholly: bool) -> bool:
    """Whether a cell may call its row something else than a person: "Benchmark", "Team Nord".

    `wholly`: with all of its words, where it may as well be a remark.
    """
    words = [word.key for word in words_of(cell) if not word.key.isdecimal()]
    there = [bool(_NOBODY.fullmatch(word)) for word in words]
    rest = (word for word, is_there in zip(words, there, strict=True) if not is_there)
    return any(there) and (not wholly or all(map(_OF.fullmatch, rest)))


def is_total_of(cell: str, groups: Collection[str]) -> bool:
    """Whether a cell calls its row the sum of one of the groups: "Dag Total", "Middel for Dag"."""
    words = [word.key for word in words_of(cell)]
    names = [word for word in words if _NAMES.fullmatch(word) and word not in _TOTALS_OR_INITIALS]
    rest = [word for word in words if not (_NAMES.fullmatch(word) or _OF.fullmatch(word))]
    return bool(names and rest) and " ".join(rest) in groups


def may_be_a_trial(cell: str) -> bool:
    """Whether a cell may say that its row was only tried, or is set aside: "Test", "Dublet"."""
    return bool(_TRIAL.fullmatch(key_of(cell)))


def may_be_a_name_too(cell: str) -> bool:
    """Whether a cell that may call its row a sum may be somebody's name or initials as well."""
    return cell.casefold() in _TOTALS_OR_INITIALS
