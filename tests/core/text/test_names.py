"""Who is named in a text: anybody by a given name, participants however they are spelt."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import facilitator
from facilitator.core.text.guard import FindingKind, guard_findings
from facilitator.core.text.names import _names

TODAY = date(2026, 11, 18)


def named(text: str, *names: str) -> list[str]:
    kinds = {FindingKind.NAME, FindingKind.GIVEN_NAME}
    return [text[f.start : f.end] for f in guard_findings(text, TODAY, names) if f.kind in kinds]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Karen på stue 4", ["Karen"]),
        ("karen på stue 4", ["karen"]),
        ("KAREN PÅ STUE 4", ["KAREN"]),
        ("borger Inga Petersen", ["Inga Petersen"]),
        ("Karens stue, Ingas datter", ["Karen", "Inga"]),
        ("Sara's shift", ["Sara"]),
        ("Søren, Soeren og soren", ["Søren", "Soeren", "soren"]),
        ("Åse og Aase", ["Åse", "Aase"]),
        ("Maj-Britt og Anne-Marie", ["Maj-Britt", "Anne-Marie"]),
        ("vi talte med fatima og Mehmet", ["fatima", "Mehmet"]),
        ("Agnieszka på nattevagt", ["Agnieszka"]),
        ("så kom Hans", ["Hans"]),
        ("Hans Jensen ringede", ["Hans Jensen"]),
        ("Hans på stue 4", ["Hans"]),
        ("vi fulgte Livs plan", ["Liv"]),
        ("aftalen med Bo", ["Bo"]),
        ("we asked May", ["May"]),
        ("Else kom", ["Else"]),
        ("hr. Hansen", ["Hansen"]),
        ("Fru Olsen og frk. Berg", ["Olsen", "Berg"]),
        ("borger Xhafer faldt", ["Xhafer"]),
        ("beboeren Zbigniewa", ["Zbigniewa"]),
        ("Mrs Brown, Dr. Smith", ["Brown", "Smith"]),
        ("HANS PÅ STUE 4", ["HANS"]),
        ("Liv fik hjælp", ["Liv"]),
        ("LIV FIK HJÆLP. Per ringede", ["LIV", "Per"]),
        ("May called, Rose came", ["May", "Rose"]),
        ("Peter von Holst, Anna van der Berg", ["Peter von Holst", "Anna van der Berg"]),
        ("Ole la Cours sag", ["Ole la Cours"]),
        ("Marie af Geijerstam", ["Marie af Geijerstam"]),
        ("Jan Ø. Hansen", ["Jan Ø. Hansen"]),
        ("Karen B. på stue 4", ["Karen"]),
        ("fr. Jensen", ["Jensen"]),
        ("beboer KH faldt, borger K.H. ringede", ["KH", "K.H."]),
        ("K.L. faldt i nat. J.S. was restrained", ["K.L.", "J.S."]),
        ("Hans' datter, Jens' medicin, Mads’ plan", ["Hans", "Jens", "Mads"]),
        ("Hans' datter kom", ["Hans"]),
        ("Per's side. Will's mother", ["Per", "Will"]),
        ("Per og Bo skal tale", ["Per", "Bo"]),
        ("Liv, Sol og Maj er nye", ["Liv", "Sol", "Maj"]),
        ("Hans (stue 4) vil hjem. Stue 4: Hans vil hjem", ["Hans", "Hans"]),
        ("Maj fra aftenvagten sagde det", ["Maj"]),
        ("Sten nægtede medicin. Joy refused it", ["Sten", "Joy"]),
        ("Hans vil ikke i bad. Will won't eat", ["Hans", "Will"]),
        ("Bo (12 år) slår. Hans, 80 år, faldt. Rose 80 years", ["Bo", "Hans", "Rose"]),
        ("familien Petersen, lederen Hansen, mor Xhemile", ["Petersen", "Hansen", "Xhemile"]),
        ("patient Hr. Mortensen, service user Priyanki", ["Mortensen", "Priyanki"]),
        ("Mr Patel's daughter, Mary Ann's plan", ["Patel", "Mary Ann"]),
        ("Pia'erne", ["Pia"]),
        ("René er syg, André kom", ["René", "André"]),
        ("Christian er syg. Jan er syg", ["Christian", "Jan"]),
        ("Nguyen og Xuan. Łukasz og Lukasz", ["Nguyen", "Xuan", "Łukasz", "Lukasz"]),
        ("Olena, Volodymyr og oksana", ["Olena", "Volodymyr", "oksana"]),
        (
            "Priya, Niamh and Jayden; Y\u0131ld\u0131z",
            ["Priya", "Niamh", "Jayden", "Y\u0131ld\u0131z"],
        ),
        ("Hope in bed 12, we asked Faith and Mason", ["Hope", "Faith", "Mason"]),
        ("Petersen vil ikke spise. så kom Rasmussen", ["Petersen", "Rasmussen"]),
        ("Jørgensens mand, Soerensens datter", ["Jørgensen", "Soerensen"]),
        ("JENSEN PÅ STUE 2. Holm på stue 3", ["JENSEN", "Holm"]),
        ("Patel called. O'Brien and Hussain left", ["Patel", "O'Brien", "Hussain"]),
        ("Smith refused it", ["Smith"]),
        ("Mortensen-sagen, Jensens mor, Jensens MOR", ["Mortensen", "Jensen", "Jensen"]),
        ("Ray of room 4. Rose left. Mark felt unsafe", ["Ray", "Rose", "Mark"]),
        ("Rose was angry. Mark is in pain", ["Rose", "Mark"]),
        ("Bo har ikke sovet. Per er ny her. Siv kan gå", ["Bo", "Per", "Siv"]),
        ("Will was not asleep. Joy is upset. Sten er stadig meget vred", ["Will", "Joy", "Sten"]),
        ("Will hit me. Hope bit a colleague. Gry stak af", ["Will", "Hope", "Gry"]),
        ("Will and I talked. Liv og jeg talte", ["Will", "Liv"]),
        ("Rose, who lives upstairs. Mark, aged 12, ran", ["Rose", "Mark"]),
        ("Hope is in room 4. Liv er på stue 3", ["Hope", "Liv"]),
        ("Faith couldn't eat. Grace keeps calling", ["Faith", "Grace"]),
    ],
)
def test_a_given_name_is_found_whoever_takes_part(text: str, names: list[str]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "vi hørte hans side af sagen",
        "Hans side af sagen",
        "HANS SIDE AF SAGEN",
        "mere ro i maj, mere ro i Maj",
        "1. maj og 2. Maj, Maj 2026",
        "et liv i ro. Liv og død",
        "Per person, en per dag",
        "vi kan bo her. Bo hjemme",
        "at tage hensyn. Tage ansvar",
        "rene lagner, mine idéer, andre ideer, sine egne",
        "find ud af det. Find en anden",
        "lykke, love, fred, kit, raid, tue, ture, vide, ville",
        "or else, a lone voice, mark the phase, will we",
        "In May, by May, may we",
        "en borger faldt, borgeren sov",
        "borgers liv og patientens plan",
        "Team Nord, afsnit B2, Nordlys",
        "mandag, januar, påske, jul",
        "a b c, i a",
        "Liv er ikke let. Maj var hård",
        "· Find et stille rum. · “This is hard”",
        "This asks a lot of us. This came as a surprise",
        "Meta: vi taler om samtalen, meta",
        "BEBOER MED KOL",
        "Hans mor, hans fik",
        "læge i går, barn a",
        "Vi talte med borgeren. Hun var glad",
        "Det var min mor. Da hun kom, var det en kollega. Så gik vi",
        "We saw the doctor. He left. I told my manager Monday",
        "borgeren SKAL høres, BORGER ØNSKER RO",
        "AMR og TR inviteres, Marte Meo hjalp",
        "Andre sagde nej. Andre oplevede det samme. Just asked for help",
        "Hans savnede datter. Mine gjorde det samme",
        "Maj og Juni var hårde. In August and April",
        "3 Jan, Jan 2027",
        "P.S. husk kaffe kl. 8 A.M., U.S. og B.A.",
        "'Hans side'. 'Liv i stuen'",
        "Hans: nej. Stue: hans",
        "én ud af fire, Rosévin",
        "Patient Safety, Family Room, Manager On Call, Service User Forum",
        "Borger Først, Mor Og Barn, Leder HR",
        "borger NN og beboer XX, N.N. faldt, borger A og borger B, borger X",
        "Sankt Hans, Sct. Maria. Glædelig Jul",
        "Will we meet? Will there be time? Mark the date. Rose to the challenge",
        "Hope is not a plan. Grace was what we needed. Joy was gone. Grant was refused",
        "May was hard, June was worse. Frank is how we talk. Dawn was breaking",
        "Sten er svære at flytte. Tone er vigtig. Ben er brækket. Bo er at leve. Per dag",
        "Hans tog var sent. Hans løb gik godt. Hans er bedre. Andre er trætte",
        "Pausen var god. Prisen, klassen, bussen. Kassen er tom. Hilsen fra os",
        "Parkinson, Edmondson og Gibbs. Kolding, Viborg og Nyborg. Brown paper, Young people",
        "petersen og hansen med småt",
        "Hodgson disease, Jensens Plads, Hansen-udvalget, Petersens metode, Ray of hope",
    ],
)
def test_an_ordinary_word_is_no_name(text: str) -> None:
    assert named(text) == []


def test_no_text_of_the_program_or_of_a_shipped_guide_is_taken_for_a_name() -> None:
    """They are some thousand honest sentences of the field, in both languages."""
    package = Path(facilitator.__file__).parent
    with (package / "locale/da/LC_MESSAGES/facilitator.po").open("rb") as file:
        catalogue = read_po(file, locale="da")
    texts = [
        text if isinstance(text, str) else " ".join(text)
        for message in catalogue
        for text in (message.id, message.string)
        if text
    ]
    for guide in (package / "guides").rglob("*.toml"):
        texts += strings(tomllib.loads(guide.read_text("utf-8")))

    examples = {"Mette", "Jonas"}
    assert {name for text in texts for name in named(text)} == examples | SOURCES


SOURCES = {
    "Alex Osborn", "Amy Edmondson", "Bernd Rohrbach", "Christian Ørsted",
    "Diana Larsen", "Esther Derby",
    "Henri Lipmanowicz", "Keith McCandless", "Michael", "Michael Balint", "Sarah Ambs-Thomsen",
    "Tom Andersen",
}  # fmt: skip
"""Whom the guides have it from."""


def strings(value: object) -> list[str]:
    """The lines of every text in a TOML document."""
    if isinstance(value, str):
        return value.split("\n")
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in strings(part)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Søren", "Søren, søren, Soeren, Soren, SOREN"),
        ("Soren", "Søren, Soeren, Soren"),
        ("Soeren", "Søren, Soeren, Soren"),
        ("Åse", "Åse, Aase, Ase"),
        ("Åsa", "Åsa, Aasa, Asa"),
        ("Asa", "Åsa, Aasa, Asa"),
        ("Lærke", "Lærke, Laerke, Larke"),
        ("Jørgen", "Jørgen, Joergen, Jorgen"),
        ("Kåre", "Kåre, Kaare, Kare"),
        ("René", "René, Rene, rene"),
        ("Jürgen", "Jürgen, Jurgen"),
        ("Zoë", "Zoë, Zoe"),
        ("Mette Sørensen", "Sørensen, Sorensen, Soerensen"),
    ],
)
def test_a_participant_is_found_by_any_spelling_of_the_name(name: str, text: str) -> None:
    assert named(text, name) == text.split(", ")


@pytest.mark.parametrize(
    ("name", "text"),
    [("Joe", "jo da"), ("Bo", "at bo, Bø"), ("Mette Sørensen", "sorensen"), ("Ås", "as")],
)
def test_no_spelling_makes_a_word_a_participant(name: str, text: str) -> None:
    assert named(text, name) == []


def test_somebody_who_takes_part_is_found_as_that_alone() -> None:
    (finding,) = guard_findings("Jonas talte", TODAY, ["Jonas"])
    assert finding.kind is FindingKind.NAME


def test_the_lists_are_apart_and_hold_the_names_people_have() -> None:
    sections = _names()
    names, _with_a_capital, surnames, words = sections
    assert len(frozenset().union(*sections)) == sum(map(len, sections))
    assert {"mette", "karen", "aase", "muhammad", "søren", "soeren"} <= names
    assert {"jensen", "soerensen", "hosseini", "patel", "o'brien"} <= surnames
    assert {"hans", "maj", "liv", "bo", "may"} <= words
