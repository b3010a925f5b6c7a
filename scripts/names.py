"""Makes `facilitator/core/text/names.txt`: the names that the guard knows.

    uv pip install --no-deps --target FOLDER dacy faker simplemma
    uv run scripts/names.py FOLDER

DaCy holds the names of Danmarks Statistik (2021, with how many bear them) and of Meldgaard's
"Muslimske fornavne i Danmark" (2005); Faker adds Danish, Norwegian, Swedish, British and Polish
ones, and those of people who come from further away. Which of them are words too is known from
simplemma's Danish and English dictionaries; which of these words are so ordinary that they begin a
sentence stands here. Of the names from further away a word is none, but for those that stand here.

Surnames are DaCy's, Danish ones and those of people who come from further away, and Faker's British
ones. Of those that are words, or places, none but the few that stand here.
"""

from __future__ import annotations

import csv
import re
import sys
from importlib import import_module
from itertools import product
from pathlib import Path
from textwrap import wrap
from typing import Any, Final

from facilitator.core.text.plain import fold

TARGET: Final = Path(__file__).parent.parent / "facilitator/core/text/names.txt"
LOCALES: Final = ("da_DK", "no_NO", "sv_SE", "en_GB", "pl_PL")
FURTHER_AWAY: Final = """
en_US en_IE en_NG en_IN en_PK en_KE ha_NG ig_NG yo_NG de_DE nl_NL fr_FR it_IT es_ES pt_PT ro_RO
lt_LT lv_LV hr_HR tr_TR vi_VN uk_UA ru_RU
"""
FURTHER_AWAY_TOO: Final = """
aqqaluk aviaja aviaaja ayan bardur chidi drew faduma ganesh gudrun gurpreet hodan hui ifrah ivalu
inunnguaq jogvan kath kwame lan linh liz mei min minik mykola nguyen nivi nukaaka oluwaseun
paninnguaq pat pearl ping pipaluk rob ruby sahra sanjay sofiya susse thuy tran trang wei will xin
xiu ying zhang
"""
"""Common ones that are in none of the lists."""
SHORT: Final = 4
"""Letters of a name from further away that is one with a capital alone; what is shorter is none."""
COMMON: Final = 5_000
"""So many bear a name in Denmark that it is a name before it is anything else."""
ORDINARY: Final = """
adel andre andres ane anis anker aske august bader balsam ban ben bin birk bitten bo bob bror bue
bøge bøje dag dale dan dines ebbe emir find fjord folke frank fred frede gro gry gul hagen hans hind
islam jihad jul jun juni junior just kamel kit kristen lage lama li line lis liv lo love lykke magna
maj manna manuel mark meta mine muslim my nada nadir nova peer per raad raid ramadan rand rene rim
rosa rose saga samer sejr silke sine siv skjold sten stig sultan sura sys søs sol storm tage thi tim
tom tone tor tuba tue ture urban van vang vibe vide viking ville

amr april baker basil bill dawn dean drew edit grace gun guy hardy hazel holly joy june lee max may
nail nanny odd pat paw pearl rehab roar rob ruby rut saber said sam sandy sheikh strange tamer toke
tore trier wail will

angel blessing chance chase comfort crystal destiny diamond duke faith grant hope hunter lucky mason
melody mercy moses patience prudence raven roman sky wolf
"""
"""Danish and English words that are names too."""
IN_ENGLISH: Final = ("bent", "dan", "else", "jan", "lone", "tine")
"""Common names in Danish, and ordinary words or abbreviations that begin no sentence."""
NAMES_FIRST: Final = """
ariel bailey beau blake brandy carter chad clarence colleen daisy dalton derrick earl ebony eve fay
florin gene gloria gregg hector ivy jared jasper jerome joey kane karmen kirk lambert lance lolita
margarita marine nelson nestor newton nik parker pascal patrice patty penny perry phoebe pierce
quinn randy ray reagan renate rick rowan sammy shelly sherry spencer stan stela sue tanner tara troy
valentine vince violet wally warren willie
"""
"""Names from further away that are words too, and begin no sentence as such."""
NO_NAMES: Final = """
africa age aldi alexandria america anden asia asya austin brooklyn carrie chennai chr cura
dakota dallas de del england europa florence georgia gul houston india ing israel jordan kenya kia
london madrid malta mans
marte melbourne mekka milan milano nairobi nexus pal par paris raad roma romania sahara siena skala
sydney test team teams toscana trina unavngivet virginia vienna zara zoom
"""
"""In the lists, and no sign of a person: places, makes, methods, abbreviations, a pronoun."""
SURNAMES_FIRST: Final = "begum jones khan kjær murphy møller nissen shah"
"""Surnames that are words too, and seldom begin a sentence as such."""
SURNAMES_TOO: Final = "holm smith"
"""Surnames that begin a sentence as words too."""
KNOWN_SURNAME: Final = 2_000
"""So many bear a Danish surname that it is known as one; all that end in -sen are."""
NO_SURNAMES: Final = """
allee arafat austin bach barton bentley blackburn bolton borup burton firman flensborg gaarde
gibbs hamilton hilton holland holloway horton howe hyde illum kastrup kerr kiel kirkegaard
kolding lyons mann mariager marshall mcdonald meskin middleton neman newman norton nyborg nymark
parkinson rhodes salling samara satter sinai sutton søborg thisted thorpe vester viborg walton
weston øster
"""
"""In the lists, and no sign of a person: places, makes, illnesses, methods."""
CYRILLIC: Final = "a b v h d e zh z y i k l m n o p r s t u f kh ts ch sh shch  y  e iu ia"
"""What the letters from U+0430 on are in Ukrainian passports (resolution 55 of 2010)."""
MORE_CYRILLIC: Final = {0x451: "o", 0x454: "ie", 0x456: "i", 0x457: "i", 0x491: "g"}


SECTIONS: Final = {
    "names": "Given names and nothing else.",
    "with_a_capital": "Given names where they have a capital: they are words too.",
    "surnames": "Surnames: names where they have a capital.",
    "words_too": "Words that begin a sentence too: names only where a person is meant.",
}


def main(folder: Path) -> None:
    """Write the file."""
    sys.path.insert(0, str(folder))
    names, common = _names(folder)
    far = _far_names() - names
    dictionaries = import_module("simplemma.strategies.dictionaries").DefaultDictionaryFactory()
    words = {language: dictionaries.get_dictionary(language) for language in ("da", "en")}
    ordinary, none = set(ORDINARY.split()), set(NO_NAMES.split())
    kinds: dict[str, set[str]] = {kind: set() for kind in SECTIONS}
    for name in sorted(names):
        for key in _spellings(name):
            itself = key == _key(name)
            spelt = {key, name} if itself else {key}
            is_word = any(word in known for known in words.values() for word in spelt)
            is_name_first = itself and name in common and name not in IN_ENGLISH
            if {key, name} & none:
                continue
            if {key, name} & ordinary:
                kinds["words_too"].add(key)
            elif len(key) < len("ida") or (is_word and not is_name_first):
                kinds["with_a_capital"].add(key)
            else:
                kinds["names"].add(key)
    for key in map(_key, sorted(far)):
        is_word = any(key in known for known in words.values())
        if key not in none and (kind := _kind_of_far(key, is_word=is_word)):
            kinds[kind].add(key)
    surnames = {key for name in _surnames(folder) for key in _spellings(name)}
    kinds["surnames"] = {
        key
        for key in surnames - none - set(NO_SURNAMES.split())
        if not any(key in known for known in words.values())
    }.union(*map(_spellings, SURNAMES_FIRST.split()))
    kinds["words_too"] |= set(SURNAMES_TOO.split())
    kinds["names"] -= kinds["words_too"]
    kinds["with_a_capital"] -= kinds["words_too"] | kinds["names"]
    kinds["surnames"] -= kinds["words_too"] | kinds["names"] | kinds["with_a_capital"]
    sections = (f"\n[{kind}] {says}\n{_lines(kinds[kind])}\n" for kind, says in SECTIONS.items())
    TARGET.write_text(HEAD + "".join(sections), encoding="utf-8")


def _kind_of_far(key: str, *, is_word: bool) -> str:
    """Where a name from further away belongs; empty: nowhere."""
    if key in ORDINARY.split():
        return "words_too"
    if key in NAMES_FIRST.split():
        return "with_a_capital"
    if is_word or (len(key) < SHORT and key not in FURTHER_AWAY_TOO.split()):
        return ""
    return "names" if len(key) > SHORT else "with_a_capital"


def _names(folder: Path) -> tuple[set[str], set[str]]:
    """All names in small letters, hyphenated ones in parts; and those that are common."""
    names: set[str] = set()
    common: set[str] = set()
    table = folder / "dacy/resources/lookup_tables/names.csv"
    with table.open(encoding="utf-8-sig", newline="") as rows:
        for row in csv.DictReader(rows):
            if row["first_name"] == "True":
                names |= _parts(row["name"])
                if float(row["count"] or 0) >= COMMON:
                    common |= _parts(row["name"])
    for locale in LOCALES:
        names |= _of_faker(locale)
    return names, common


def _surnames(folder: Path) -> set[str]:
    """Known Danish surnames, those of people from further away, and British ones."""
    table = folder / "dacy/resources/lookup_tables/names.csv"
    with table.open(encoding="utf-8-sig", newline="") as rows:
        surnames = {
            row["name"].casefold()
            for row in csv.DictReader(rows)
            if row["first_name"] != "True"
            and (
                float(row["count"] or 0) >= KNOWN_SURNAME
                or row["name"].endswith("sen")
                or (row["ethnicity"] != "danish" and len(row["name"]) > SHORT)
            )
        }
    surnames |= {name.casefold() for name in _provider("en_GB").last_names}
    return {
        name for name in surnames if len(name) >= SHORT and re.fullmatch(r"[^\W\d_']+|o'\w+", name)
    }


def _provider(locale: str) -> Any:
    """The people of one of Faker's locales."""
    return import_module(f"faker.providers.person.{locale}").Provider


def _far_names() -> set[str]:
    """The names of people from further away, in Latin letters."""
    names = set(FURTHER_AWAY_TOO.split()).union(*map(_of_faker, FURTHER_AWAY.split()))
    latin = dict(enumerate(CYRILLIC.split(" "), start=0x430)) | MORE_CYRILLIC | {ord("'"): ""}
    letters = {name.translate(latin) for name in names}
    letters |= {f"y{name[1:]}" for name in letters & {"iurii", "iulia", "iuliia", "ievhen"}}
    return {name for name in letters if name and ord(max(name)) < 0x250}  # noqa: PLR2004 Latin


def _of_faker(locale: str) -> set[str]:
    """The given names of one of Faker's locales."""
    provider = _provider(locale)
    names: set[str] = set()
    for field in dir(provider):
        texts = getattr(provider, field)
        if field.startswith("first_name") and isinstance(texts, (tuple, list, dict)):
            for text in texts:
                names = names.union(*map(_parts, text if isinstance(text, tuple) else (text,)))
    return names


def _parts(name: str) -> set[str]:
    parts = name.casefold().strip("'’.").replace("-", " ").split()
    return {part for part in parts if len(part) > 1 and part.isalpha()}


def _key(name: str) -> str:
    return fold(name).text.casefold()


def _spellings(name: str) -> set[str]:
    """A name as the guard folds it, and as it is typed where a keyboard has no æ, ø and å."""
    letters = {"ø": ("ø", "oe", "o"), "æ": ("æ", "ae"), "å": ("aa", "a")}
    return {_key("".join(spelling)) for spelling in product(*(letters.get(c, (c,)) for c in name))}


def _lines(keys: set[str]) -> str:
    return "\n".join(wrap(" ".join(sorted(keys)), 99))


HEAD: Final = """\
Names, folded, in small letters: made by scripts/names.py.

Names from DaCy (Apache License 2.0), which has them from Danmarks Statistik (2021) and from
Meldgaard, "Muslimske fornavne i Danmark" (2005), and from Faker (MIT License). The licences stand
beside this file, in names.LICENSES.txt.
"""

if __name__ == "__main__":
    main(Path(sys.argv[1]))
