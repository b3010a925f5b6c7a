"""The wall in a browser as it is seen: its contrast, its bars, and what makes room at the close."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from textual.color import Color

from facilitator.conducting.team import TeamsOwn
from facilitator.core.guide.model import Shows
from facilitator.core.measurement.lifecycle import result_of
from facilitator.core.session.board import AddKeyword
from facilitator.core.session.phases import BeginClose, Hide
from facilitator.room.wall import Picture, wall_html
from facilitator.store.guides import foundations
from tests.core.measurement.measures import answered, closed
from tests.room.client import picture
from tests.ui.kit.test_contrast import AT_LEAST, contrast
from tests.ui.measurement.measured import NINE

CSS = (files("facilitator") / "room/pages/wall.css").read_text(encoding="utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--(\w+): (#\w+);", scheme))
    for scheme in re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
)
JOINING = "<section>KODE</section>"


def fills(name: str) -> dict[str, str]:
    """The colour of each class whose name begins so, by its number."""
    found: dict[str, str] = {}
    for selectors, colour in re.findall(r"([^{}]*)\{ fill: (#\w+);", CSS):
        found |= dict.fromkeys(re.findall(rf"\.{name}(\d)", selectors), colour)
    return found


def talked_about() -> Picture:
    """The result of nine people, in a phase that shows it."""
    measurement = closed(answered(NINE))
    result = result_of(measurement, [measurement], least=5)
    view = picture().view.model_copy(update={"shows": (Shows.RESULT,)})
    return Picture(view, TeamsOwn(result=(result, "da")))


@pytest.mark.parametrize("scheme", [LIGHT, {**LIGHT, **DARK}], ids=["light", "dark"])
@pytest.mark.parametrize("text", ["ink", "quiet", "accent"])
def test_every_text_on_the_wall_is_7_to_1_in_both_schemes(
    scheme: dict[str, str], text: str
) -> None:
    assert contrast(Color.parse(scheme[text]), Color.parse(scheme["paper"])) >= AT_LEAST


@pytest.mark.parametrize("tone", fills("tone"))
def test_the_numbers_in_a_bar_are_7_to_1(tone: str) -> None:
    assert contrast(Color.parse(fills("on")[tone]), Color.parse(fills("tone")[tone])) >= AT_LEAST


def test_every_tone_has_a_colour() -> None:
    assert sorted(fills("tone")) == sorted(fills("on")) == [str(n) for n in range(9)]


def test_bars_diverge_from_one_middle_and_reversed_items_are_explained_once() -> None:
    page = wall_html(talked_about())
    bars = [
        [
            tuple(map(float, part))
            for part in re.findall(r'x="([\d.]+)" width="([\d.]+)" height="6"', bar)
        ]
        for bar in re.findall(r"<svg.*?</svg>", page)
    ]

    assert len(bars) == 7
    for parts in bars:
        (left, width) = parts[len(parts) // 2]  # those who are neither
        assert left + width / 2 == pytest.approx(50, abs=0.02)
        assert all(x >= 0 and x + w <= 100.02 for x, w in parts)
    assert page.count("Lav enighed er trygt her") == 1
    assert page.count("↔</p>") == 3
    assert page.count("Hverken enig eller uenig</span>") == 1


def test_at_the_close_the_list_has_the_room_of_the_code_that_nobody_needs_any_more() -> None:
    assert JOINING in wall_html(picture(), JOINING)
    closing = wall_html(picture(AddKeyword("talked", "Ro"), BeginClose()), JOINING)

    assert JOINING not in closing
    assert "gemmes: Ro" in closing
    assert "Teamet og dets leder kan læse det" in closing


def test_no_ground_rule_is_left_out_where_the_screen_is_small() -> None:
    """The page shortens what stands in a `ul`."""
    shown = picture()
    opening = shown._replace(view=shown.view.model_copy(update={"opening": True}))
    (rules,) = re.findall("<ol>(.*?)</ol>", wall_html(opening), re.DOTALL)

    assert rules.count("<li>") == len(foundations("da").ground_rules)


def test_what_is_hidden_where_the_session_is_led_is_hidden_on_every_wall() -> None:
    assert wall_html(picture(AddKeyword("talked", "Ro"), Hide()), JOINING) == ""
