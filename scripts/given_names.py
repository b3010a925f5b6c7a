"""Makes `facilitator/core/text/given_names.py`: the given names that the guard knows.

    uv pip install --no-deps --target FOLDER dacy faker simplemma
    uv run scripts/given_names.py FOLDER

DaCy holds the names of Danmarks Statistik (2021, with how many bear them) and of Meldgaard's
"Muslimske fornavne i Danmark" (2005); Faker adds Danish, Norwegian, Swedish, British and Polish
ones. Which of them are words too is known from simplemma's Danish and English dictionaries; which
of these words are so ordinary that they begin a sentence stands here.
"""

from __future__ import annotations

import csv
import sys
from importlib import import_module
from itertools import product
from pathlib import Path
from textwrap import wrap
from typing import Final

from facilitator.core.text.plain import fold

TARGET: Final = Path(__file__).parent.parent / "facilitator/core/text/given_names.py"
LOCALES: Final = ("da_DK", "no_NO", "sv_SE", "en_GB", "pl_PL")
COMMON: Final = 5_000
"""So many bear a name in Denmark that it is a name before it is anything else."""
ORDINARY: Final = """
adel andre andres ane anis anker aske august bader balsam ban ben bin birk bitten bo bob bror bue
bøge bøje dag dale dan dines ebbe emir find fjord folke frank fred frede gro gry gul hagen
hans hind islam jan jihad jul jun juni junior just kamel kit kristen lage lama li line lis liv lo
love lykke magna maj manna manuel marina mark meta mine muslim my nada nadir nova peer per raad raid
ramadan rand rene rim rosa rose saga samer sejr silke sine siv skjold sten stig sultan sura sys søs
tage thi tim tom tone tor tuba tue ture urban van vang vibe vide viking ville

amber baker basil bill carol christian clement curt dawn dean dick edit glen grace gun gunner guy
hardy hazel heather holly jade jasmine jay joy june lee lily max may mike nail nanny nick odd paw
rehab roar robin roger rosemary rut saber said sam sandy sheikh strange tamer toke tore trier
victor wail will
"""
"""Danish and English words that are names too."""
IN_ENGLISH: Final = ("bent", "else", "lone", "tine")
"""Common names in Danish, and in English ordinary words that begin no sentence."""
NO_NAMES: Final = """
age asia chr de del georgia ing jordan kia mans pal par unavngivet zara
"""
"""In the lists, and no sign of a person: places, makes, abbreviations, a key, a pronoun."""


def main(folder: Path) -> None:
    """Write the module."""
    sys.path.insert(0, str(folder))
    names, common = _names(folder)
    dictionaries = import_module("simplemma.strategies.dictionaries").DefaultDictionaryFactory()
    words = {language: dictionaries.get_dictionary(language) for language in ("da", "en")}
    ordinary, none = set(ORDINARY.split()), set(NO_NAMES.split())
    kinds: dict[str, set[str]] = {"NAMES": set(), "WITH_A_CAPITAL": set(), "WORDS_TOO": set()}
    for name in sorted(names):
        for key in _spellings(name):
            itself = key == _key(name)
            spelt = {key, name} if itself else {key}
            is_word = any(word in known for known in words.values() for word in spelt)
            is_name_first = itself and name in common and name not in IN_ENGLISH
            if {key, name} & none:
                continue
            if {key, name} & ordinary:
                kinds["WORDS_TOO"].add(key)
            elif len(key) < len("ida") or (is_word and not is_name_first):
                kinds["WITH_A_CAPITAL"].add(key)
            else:
                kinds["NAMES"].add(key)
    kinds["NAMES"] -= kinds["WORDS_TOO"]
    kinds["WITH_A_CAPITAL"] -= kinds["WORDS_TOO"] | kinds["NAMES"]
    TARGET.write_text(_module(kinds), encoding="utf-8")


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
        provider = import_module(f"faker.providers.person.{locale}").Provider
        for field in dir(provider):
            if field.startswith("first_name") and not callable(getattr(provider, field)):
                names = names.union(*map(_parts, getattr(provider, field)))
    return names, common


def _parts(name: str) -> set[str]:
    parts = name.casefold().strip("'’.").replace("-", " ").split()
    return {part for part in parts if len(part) > 1 and part.isalpha()}


def _key(name: str) -> str:
    return fold(name).text.casefold()


def _spellings(name: str) -> set[str]:
    """A name as the guard folds it, and as it is typed where a keyboard has no æ, ø and å."""
    letters = {"ø": ("ø", "oe", "o"), "æ": ("æ", "ae"), "å": ("aa", "a")}
    return {_key("".join(spelling)) for spelling in product(*(letters.get(c, (c,)) for c in name))}


def _module(kinds: dict[str, set[str]]) -> str:
    return HEAD + "".join(
        f'{name} = """\n{_lines(kinds[name])}\n"""\n"""{says}"""\n'
        for name, says in (
            ("NAMES", "Names and nothing else."),
            ("WITH_A_CAPITAL", "Names where they are written with a capital: else words."),
            ("WORDS_TOO", "Words that begin a sentence too: names only where a person is meant."),
        )
    )


def _lines(keys: set[str]) -> str:
    return "\n".join(wrap(" ".join(sorted(keys)), 99))


HEAD: Final = '''"""Given names, folded, in small letters: made by scripts/given_names.py.

Names from DaCy (Apache License 2.0), which has them from Danmarks Statistik (2021) and from
Meldgaard, "Muslimske fornavne i Danmark" (2005), and from Faker (MIT License). The licences stand
beside this file, in given_names.LICENSES.txt.
"""

from __future__ import annotations

'''

if __name__ == "__main__":
    main(Path(sys.argv[1]))
