"""Cards: those common to every guide, and a user's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from facilitator.store.guide_files import GuideError, load_guide_file
from facilitator.store.guides import CARDS, Guides, card_of
from tests.store.guide_texts import SMALL, written

if TYPE_CHECKING:
    from pathlib import Path

GUIDE = SMALL + 'cards = ["{card}"]\n'
OWN = """\
schema = 1

[[cards]]
id = "ro"
title = "Ro på"
body = \"\"\"
Træk vejret.
Tæl til ti.\"\"\"
"""


def test_a_guide_may_name_a_card_that_is_common_to_all(tmp_path: Path) -> None:
    guide = load_guide_file(written(tmp_path, "v.toml", GUIDE.format(card="curious-questions")))

    assert guide.phases[0].cards == ("curious-questions",)
    assert card_of(guide, "curious-questions").title == "Nysgerrige spørgsmål"


def test_a_card_of_the_guide_stands_before_a_common_one_of_its_id(tmp_path: Path) -> None:
    text = (
        GUIDE.format(card="why") + '\n[[cards]]\nid = "why"\ntitle = "Vores hvorfor"\nbody = "…"\n'
    )
    guide = load_guide_file(written(tmp_path, "v.toml", text))

    assert card_of(guide, "why").title == "Vores hvorfor"


def test_a_card_that_is_nowhere_is_named_with_the_nearest_there_is(tmp_path: Path) -> None:
    with pytest.raises(GuideError) as refused:
        load_guide_file(written(tmp_path, "v.toml", GUIDE.format(card="curious-question")))

    (problem,) = refused.value.problems
    assert problem.line == 15
    assert problem.params["known"] == '"curious-questions"'


def test_own_cards_are_read_as_they_are_by_now(tmp_path: Path) -> None:
    guides = Guides(tmp_path)
    assert guides.own_cards() == ()

    written(tmp_path / CARDS, "ro.toml", OWN)

    (file,) = guides.own_cards()
    assert [(card.title, card.audience) for card in file.cards] == [("Ro på", "room")]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (OWN.replace("title", "titel"), 3),
        (OWN.replace('"ro"', '"ro'), 4),
        (OWN + OWN.removeprefix("schema = 1\n"), 11),
        ("schema = 1\n", None),
        ("schema = 1\ncards = []\n", 2),
        (OWN.replace("[[cards]]", "[cards]"), 3),
        (OWN + 'audience = "alle"\n', 9),
    ],
)
def test_a_file_of_cards_that_is_wrong_says_where(
    tmp_path: Path, text: str, line: int | None
) -> None:
    written(tmp_path / CARDS, "a.toml", OWN)
    broken = written(tmp_path / CARDS, "broken.toml", text)

    good, wrong = Guides(tmp_path).own_cards()

    assert [card.id for card in good.cards] == ["ro"]
    assert wrong.cards == ()
    assert [(problem.path, problem.line) for problem in wrong.problems[:1]] == [(broken, line)]
    assert all(str(problem) for problem in wrong.problems)
