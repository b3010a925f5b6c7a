"""A heading states an item, resembles it, or has nothing to do with it."""

from __future__ import annotations

import pytest

from facilitator.core.measurement.items import ITEMS
from facilitator.core.measurement.survey.statements import resemblance, statements

TEXTS = [(item.number, text) for item in ITEMS for text in (item.text.da, item.text.en)]


def stated(heading: str) -> list[int]:
    return [statement.item for statement in statements(heading)]


@pytest.mark.parametrize(
    "written",
    [
        str.upper,
        lambda text: text.replace(",", "").rstrip("."),
        lambda text: f"Hvor enig er du? [{text}]",
        lambda text: f"Q1 - {text}",
        lambda text: f"3. {text}",
        lambda text: f"tryg[SQ001]. {text}",
        lambda text: text.replace("dette team", "vores team").replace("this team", "our team"),
        lambda text: text.replace("dette", "dette (Nordlys)").replace("this team", "Team Aurora"),
        lambda text: text.replace("dette team", "Team Nordlys").replace(
            "this team", "this team, Team 3,"
        ),
        lambda text: f"<p><b>{text.replace('team', 'team<br/>', 1)}</b></p>",
        lambda text: text.replace("æ", "&aelig;").replace("ø", "&oslash;").replace("å", "&aring;"),
        lambda text: text.replace("æ", "ae").replace("ø", "oe").replace("å", "aa"),
        lambda text: text.replace("æ", "a").replace("ø", "o").replace("å", "a"),
        lambda text: text.encode().decode("latin-1"),
        lambda text: text.encode().decode("cp850"),
        lambda text: text.encode().decode("mac_roman"),
        lambda text: text.encode("cp1252").decode("utf-8", "replace"),
        lambda text: text.encode("ascii", "replace").decode(),
        lambda text: text.encode("ascii", "ignore").decode(),
        lambda text: text.encode("mac_roman").decode("cp1252", "replace"),
        lambda text: text[:40],
        lambda text: f"{text[:20]}…",
        lambda text: f"{text[:16]}..",
        lambda text: f"{text}2",
        lambda text: f"{text} (1-5)",
        lambda text: text.replace(" ", "."),
        lambda text: text.replace(" ", "_"),
        lambda text: text.replace("team", "team\r\n", 1),
    ],
)
@pytest.mark.parametrize(("number", "text"), TEXTS)
def test_an_item_is_known_however_a_tool_has_written_it(number, text, written) -> None:  # type: ignore[no-untyped-def]
    assert stated(written(text)) == [number]


def test_a_heading_in_both_languages_states_one_item() -> None:
    for item in ITEMS:
        (statement,) = statements(f"{item.text.da} / {item.text.en}")
        assert (statement.item, statement.before, statement.after) == (item.number, (), ())


@pytest.mark.parametrize(
    ("heading", "item"),
    [
        ("Det er ikke sikkert at løbe en risiko i dette team.", 4),
        ("Det er usikkert at løbe en risiko i dette team.", 4),
        ("It is not safe to take a risk in this team.", 4),
        ("It is unsafe to take a risk in this team.", 4),
        ("Det er sikkert at løbe en risiko i et andet team.", 4),
        ("Det er sikkert at løbe en risiko i trafikken.", 4),
        ("Det er sikkert at løbe en risiko i dette team, når lederen er væk.", 4),
        ("Det er sikkert at løbe en risiko i dette team når lederen er væk", 4),
        ("Jeg tror, at det er sikkert at løbe en risiko i dette team", 4),
        ("Det er let at bede andre medlemmer i dette team om hjælp.", 5),
        ("Hvis du begår en fejl i dette team, bliver det sjældent brugt imod dig.", 1),
        (
            "Ledelsen og medlemmer af dette team er i stand til at tale om problemer og "  # noqa: ISC004
            "vanskelige spørgsmål.",
            2,
        ),
        ("Medlemmerne kan tale om problemer og vanskelige spørgsmål og er i stand til det", 2),
    ],
)
def test_a_word_more_or_less_makes_it_another_statement(heading: str, item: int) -> None:
    assert stated(heading) == []
    assert max(resemblance(heading), key=resemblance(heading).__getitem__) == item


@pytest.mark.parametrize(
    "heading",
    [
        "",
        "Tidsstempel",
        "Q1",
        "Fejl",
        "Alt i alt, hvor tilfreds er du? (1-5)",
        "Hvor mange medlemmer?",
        "Jeg er glad for mit team",
        "Skriv en kommentar",
        '{"ImportId": "QID1_1"}',
    ],
)
def test_what_has_nothing_to_do_with_the_items_resembles_none(heading: str) -> None:
    assert stated(heading) == []
    assert resemblance(heading) == {}


@pytest.mark.parametrize(
    "heading", ["Point – {}", "Points - {}", "Feedback – {}", "{} [Kommentar]", "Uddyb gerne: {}"]
)
def test_points_and_comments_are_about_an_item_and_no_answer_to_it(heading: str) -> None:
    (statement,) = statements(heading.format(ITEMS[3].text.da))

    assert statement.is_about
