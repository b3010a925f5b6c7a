"""A guide as a page to print."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal

import pytest

from facilitator.export.guide import guide_page
from facilitator.store.guides import Guides, shipped
from facilitator.words import set_language
from tests.core.builders import guide, phase

if TYPE_CHECKING:
    from facilitator.core.guide.model import Guide

WHOLE = guide(
    [
        phase("interview", speaks=["interviewer", "supervisee"], listens=["team"],
              tasks={"interviewer": "Spørg kun."}, hints=["Vent."], optional=True,
              title="Interview"),
        phase("ideas", speaks="all", together="pairs", title="Ideer",
              choose={"from": "ideas", "votes_each": 3, "picks": 2}),
        phase("topic", speaks="all_but_supervisee", order="random", title="Emne", group="topic"),
        phase("way", speaks="none", shows="frame", title="Valg",
              ways=[{"label": "Kort", "goes_to": "short"}, {"label": "Lang", "goes_to": "long"}]),
        phase("short", title="Kort vej", group="short", keeps=["keywords"]),
        phase("long", title="Lang vej", keeps=["commitments"], commitments_at_most=2),
    ],
    roles=["supervisee", {"id": "interviewer", "title": "Interviewer"}],
    groups=[{"id": "topic", "repeat": "per_topic", "rotates": "supervisee"},
            {"id": "short", "repeat": 1}],
    gates=[{"text": "Er alle i sikkerhed?", "choices": [
        {"label": "Nej", "card": "first"}, {"label": "Ja", "goes_to": "ideas"}]}],
    cards=[{"id": "first", "title": "Førstehjælp", "body": "Bliv.", "audience": "facilitator"}],
    questions=[{"id": "talked", "text": "Hvem talte?", "scale": ["Få", "Alle"]},
               {"id": "ideas", "text": "Ideer", "about": "Alt gælder.", "keep": False}],
    minutes=[45, 60],
    people_at_least=3,
    people_at_most=7,
)  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "Forløb (test-guide)",
        "45–60 minutter · 3–7 personer · Reflektér · dansk",
        "Supervisand, Interviewer",
        "- Nej → kortet »Førstehjælp«",
        "- Ja → videre til »Ideer«",
        " 1.      2  Interview                         Interviewer og Supervisand",
        "            Kan udelades.",
        "            Lytter: Teamet",
        "            Interviewer: »Spørg kun.«",
        "            Råd: Vent.",
        " 2.      2  Ideer                             Alle, to og to",
        "            2 vælges fra »Ideer«, 3 stemmer til hver",
        "⟲ Én gang for hvert emne, der blev valgt: Supervisand er en ny hver gang",
        "            På skærmen: teamets ramme",
        "            → Kort: Kort vej",
        "            Gemmes: aftaler (højst 2)",
        "1. Hvem talte?",
        "   Få · Alle",
        "   Alt gælder.",
        "KORT: FØRSTEHJÆLP (KUN FOR FACILITATOREN)",
        "- Ideer: aldrig",
    ],
)
def test_all_that_a_guide_says_is_on_its_page(line: str) -> None:
    set_language("da")

    assert line in guide_page(WHOLE).splitlines()


@pytest.mark.parametrize("width", [50, 80])
@pytest.mark.parametrize("lang", ["da", "en"])
def test_every_text_of_every_guide_is_on_its_page_and_no_line_is_too_wide(
    lang: Any, width: int
) -> None:
    set_language(lang)
    for entry in shipped(lang):
        whole = Guides().guide(entry.id, lang)
        page = guide_page(whole, width)
        assert max(map(len, page.splitlines())) <= width
        seen = " ".join(page.split())
        for text in texts(whole):
            assert " ".join(text.split()) in seen, text


def texts(whole: Guide) -> list[str]:
    found = [whole.summary, whole.source, whole.credit, *whole.purposes, *whole.checklist]
    for each in whole.phases:
        found += [*each.prompts, *each.hints, *each.checklist]
    found += [text for q in whole.questions for text in (q.text, q.hint, q.about)]
    return found + [card.body for card in whole.cards]


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_guide_without_a_clock_has_no_minutes(language: Literal["da", "en"]) -> None:
    set_language(language)
    page = guide_page(Guides().guide("defusing", language))
    assert not re.search(r"\b0 min|\b0  i(n)? al", page)
    assert page.splitlines()[1].startswith("Supervision")
