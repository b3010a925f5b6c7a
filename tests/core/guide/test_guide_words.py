from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.core.guide.guides_wrong import changed, in_phase, refused, without


@pytest.mark.parametrize(
    ("guide", "where", "sentence"),
    [
        (without("schema"), "schema", '"schema" is missing. Write schema = 1.'),
        (
            changed(schema=2),
            "schema",
            (
                "The file says schema 2, and this program reads schema 1. "
                "Write schema = 1, or use a newer program."
            ),
        ),
        (changed(schema="1"), "schema", '"schema" cannot be "1". Write one of 1.'),
        (without("title"), "title", '"title" is missing. Write title = "Check-out".'),
        (
            without("door"),
            "door",
            (
                '"door" is missing. Write it with one of "measure", "reflect", "role_model", '
                '"supervision", "frame", "follow_up".'
            ),
        ),
        (
            without("language"),
            "language",
            '"language" is missing. Write it with one of "da", "en".',
        ),
        (
            without("phases"),
            "phases",
            '"phases" is missing. Write [[phases]], and under it id, title, speaks, prompts.',
        ),
        (
            changed(phases=[]),
            "phases",
            '"phases" is missing. Write [[phases]], and under it id, title, speaks, prompts.',
        ),
        (
            changed(phases={"id": "a"}),
            "phases",
            '"phases" must be tables. Write [[phases]] above each of them.',
        ),
        (
            changed(gates=[{"text": "Er alle i god behold?", "choices": ["Ja"]}]),
            "gates.0.choices.0",
            '"choices" must be tables. Write [[gates.choices]] above each of them.',
        ),
        (
            changed(gates=[{"text": "Er alle i god behold?", "choices": []}]),
            "gates.0.choices",
            '"choices" is missing. Write choices = [{ label = "…" }].',
        ),
        (
            changed(titel="Lille"),
            "titel",
            '"titel" is not known here. Write "title", or take it out.',
        ),
        (
            in_phase(0, minutter=2),
            "phases.0.minutter",
            '"minutter" is not known here. Write "minutes", or take it out.',
        ),
        (
            in_phase(2, board="kept"),
            "phases.2.board",
            '"board" belongs to the whole file. Move it up, above the first [[ ]].',
        ),
        (
            changed(groups=[{"id": "turn", "repeat": 2, "xyz": 1}]),
            "groups.0.xyz",
            '"xyz" is not known here. Take it out, or write one of id, repeat, rotates.',
        ),
        (changed(title=5), "title", '"title" must be a text. Write it in quotation marks.'),
        (
            changed(minutes="10"),
            "minutes",
            '"minutes" is a text here. Write minutes = 10, without quotation marks.',
        ),
        (
            changed(people=2.5),
            "people",
            '"people" must be a whole number. Write it without quotation marks, such as 6.',
        ),
        (
            changed(trained_leader=1),
            "trained_leader",
            '"trained_leader" must be true or false, without quotation marks.',
        ),
        (
            in_phase(0, prompts="Sig noget."),
            "phases.0.prompts",
            '"prompts" must be a list. Write prompts = ["Sig noget."].',
        ),
        (
            in_phase(0, prompts=[]),
            "phases.0.prompts",
            '"prompts" is missing. Write prompts = ["…"].',
        ),
        (
            changed(board="gemt"),
            "board",
            '"board" cannot be "gemt". Write one of "kept", "cleared".',
        ),
        (
            in_phase(1, keeps=["keywords", 7]),
            "phases.1.keeps.1",
            (
                '"keeps" cannot be 7. '
                'Write one of "keywords", "learning_points", "commitments", "theme_word".'
            ),
        ),
        (
            in_phase(1, leader="never"),
            "phases.1.leader",
            '"leader" cannot be "never". Write one of "first", "last".',
        ),
        (changed(people=0), "people", '"people" cannot be 0. Write 1 or more.'),
        (
            in_phase(0, minutes=999),
            "phases.0.minutes",
            '"minutes" cannot be 999. Write 600 at most.',
        ),
        (
            changed(groups=[{"id": "turn", "repeat": "often"}]),
            "groups.0.repeat",
            '"repeat" must be a number from 1 to 20, "per_person" or "per_topic".',
        ),
        (
            changed(id="Åben Runde"),
            "id",
            (
                '"Åben Runde" cannot be an id. Write at most 60 small letters a–z, digits and '
                'single hyphens, such as "aaben-runde".'
            ),
        ),
        (changed(title=" "), "title", '"title" is empty. Write a text, or take it out.'),
        (
            changed(title=date(2026, 3, 3)),
            "title",
            '"title" is a date or a time. Write it as a text, in quotation marks.',
        ),
        (
            changed(minutes=float("nan")),
            "minutes",
            '"minutes" is not a number to count with. Write one such as 5 or 2.5.',
        ),
        (
            changed(people=16**9000),
            "people",
            '"people" is not a number to count with. Write one such as 5 or 2.5.',
        ),
        (
            changed(a={"b": {"c": {"d": {"e": {"f": {"g": 1}}}}}}),
            "a.b.c.d.e.f",
            '"f" lies deeper than anything in a guide. Take it out.',
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and " " not in value else "",
)
def test_a_wrong_word_or_value_is_named_with_what_to_write_instead(
    guide: dict[str, Any], where: str, sentence: str
) -> None:
    assert refused(guide) == [(where, sentence)]


def test_everything_wrong_is_told_at_once() -> None:
    guide = changed(title=5, door="nowhere")
    guide["phases"][0]["order"] = "sideways"

    assert [where for where, _ in refused(guide)] == ["title", "door", "phases.0.order"]


def test_a_list_whose_entries_are_all_wrong_is_not_also_called_missing() -> None:
    assert [where for where, _ in refused(changed(phases=[5]))] == ["phases.0"]


def test_a_thousand_unknown_words_are_not_all_told() -> None:
    assert len(refused(changed(**{f"word-{n}": n for n in range(1000)}))) == 50


@pytest.mark.parametrize(
    ("table", "word", "example"),
    [
        ("phases", "speaks", 'speaks = "all_in_turn"'),
        ("phases", "prompts", 'prompts = ["…"]'),
        ("phases", "title", 'title = "Check-out"'),
    ],
)
def test_a_word_that_is_missing_is_shown_as_it_is_written(
    table: str, word: str, example: str
) -> None:
    guide = changed()
    del guide[table][0][word]

    assert refused(guide) == [(f"{table}.0.{word}", f'"{word}" is missing. Write {example}.')]


def test_no_sentence_shows_the_insides_of_the_program() -> None:
    guide = changed(
        phases=[{}], questions=[{}], cards=[{}], gates=[{"choices": [{}]}], groups=[{}],
        roles=[{}],
    )  # fmt: skip
    guide["phases"].append({"choose": {}, "ways": [{}], "tasks": {"a": 5}, "minutes": {}})

    for _where, sentence in refused(guide):
        assert "typing" not in sentence
        assert "Ellipsis" not in sentence
        assert "None" not in sentence
