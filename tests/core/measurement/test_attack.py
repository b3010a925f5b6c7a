"""What is published of five to seven people gives none of their answers away.

The attacker (see `attack`) has everything: the document with the technical figures, the text of
the screen, the note, and a second measurement. Of every hundred groups it may be sure of an answer
that the bins leave open in one at most; of what was published before it was sure in every one.
"""

from __future__ import annotations

import tomllib
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from facilitator.core.measurement import scoring
from facilitator.core.measurement.agreement import words_left_out
from facilitator.core.measurement.figures import INDEX_STEP
from facilitator.core.measurement.items import SCALES
from facilitator.core.measurement.lifecycle import result_of
from facilitator.core.measurement.overlap import TooNear
from facilitator.core.measurement.result import AGREEMENT_WORDS, score
from facilitator.core.measurement.trend import course
from facilitator.export.result import measurement_text, result_document
from facilitator.store.measurement.notes import dumps
from facilitator.words import in_language
from tests.core.measurement.attack import known, numbers_in
from tests.core.measurement.measures import TODAY, answered, chance, closed, random_rows, rescaled

if TYPE_CHECKING:
    from facilitator.core.measurement.agreement import Agreement
    from facilitator.core.measurement.items import Row, Scale

GROUPS = 100


def agreeing_rows(n: int, scale: Scale, seed: int) -> list[Row]:
    """Answers as of a team: a mood of its own, people who differ from it, items that differ."""
    source = chance(seed)
    mood, items = source.gauss(0.66, 0.13), [source.gauss(0, 0.07) for _ in range(7)]
    rows: list[Row] = []
    for _ in range(n):
        person = source.gauss(0, 0.13)
        row = []
        for number, item in enumerate(items, 1):
            safe = mood + item + person + source.gauss(0, 0.16)
            point = min(scale, max(1, round(1 + safe * (scale - 1))))
            row.append(scoring.scored(point, number, scale))
        rows.append(tuple(row))
    return rows


def groups(scale: Scale, *, agree: bool = False) -> list[list[Row]]:
    make = agreeing_rows if agree else random_rows
    return [make(5 + seed % 3, scale, seed) for seed in range(GROUPS)]


def document(rows: list[Row], scale: Scale) -> dict[str, Any]:
    return result_document(score(rows, scale), technical=True)


def document_before(rows: list[Row], scale: Scale) -> dict[str, Any]:
    """The same as it was published before, with means and SDs beside the bins."""
    now = document(rows, scale)
    items = []
    for item, answers in zip(now["items"], zip(*rows, strict=True), strict=True):
        values = [scoring.scored(x, item["item"], scale) for x in answers]
        items.append(
            {
                "item": item["item"],
                "n": len(values),
                "mean": round(float(scoring.mean(values)), 4),
                "sd": round(float(scoring.variance(values)) ** 0.5, 4),
                "distribution": item["bins"],
            }
        )
    mean = scoring.mean([scoring.mean(_scored(row, scale)) for row in rows])
    return {**now, "mean": round(float(mean), 4), "items": items}


def _scored(row: Row, scale: Scale) -> list[int]:
    return [x for x in scoring.scored_row(row, scale) if x is not None]


@pytest.mark.parametrize("scale", SCALES)
def test_of_a_hundred_groups_no_answer_is_certain_but_in_one(scale: Scale) -> None:
    sure = [rows for rows in groups(scale) if known(document(rows, scale), scale).certain()]

    assert len(sure) <= 1


@pytest.mark.parametrize("scale", SCALES)
def test_of_groups_that_agree_the_words_for_it_make_no_more_certain(scale: Scale) -> None:
    attacked = [known(document(rows, scale), scale) for rows in groups(scale, agree=True)]

    assert sum(bool(group.certain()) for group in attacked) <= 1


@pytest.mark.parametrize("agree", [False, True])
def test_the_lack_of_the_words_makes_nothing_certain_either(agree: bool) -> None:
    """Whoever knows the rule knows which words were left out; any of them may have been true."""
    lacking = told = 0
    for rows in groups(5, agree=agree):
        published = document(rows, 5)
        bins = tuple((item["item"], tuple(item["bins"])) for item in published["items"])
        out = words_left_out(bins, published["index"], INDEX_STEP, 5)
        if published["agreement_words"]:
            continue
        lacking += 1
        every: list[set[tuple[int, int]]] = []
        for word in out:
            group = known({**published, "agreement_words": said_in_danish(word)}, 5)
            every.append(set(group.certain()))
        told += bool(set.intersection(*every))
    assert lacking <= (20 if agree else 3)
    assert told <= 1


@pytest.mark.parametrize("scale", SCALES)
def test_where_most_items_are_hidden_the_words_make_nothing_certain(scale: Scale) -> None:
    """Three or four items are shown: few enough for a word to say how one of them was answered."""
    for seed in range(GROUPS):
        rows = with_missing(agreeing_rows(5, scale, seed), seed)
        published = document(rows, scale)
        if published["agreement_words"]:
            with_words, without = (
                known({**published, "agreement_words": words}, scale).certain()
                for words in (published["agreement_words"], None)
            )
            assert with_words == without


def with_missing(rows: list[Row], seed: int) -> list[Row]:
    """The same with three or four items that nobody but four has answered."""
    hidden = chance(seed).sample(range(7), 3 + seed % 2)
    return [
        tuple(None if item in hidden[at % 4 : at % 4 + 2] else x for item, x in enumerate(row))
        for at, row in enumerate(rows)
    ]


def said_in_danish(word: Agreement) -> str:
    return in_language(AGREEMENT_WORDS[word], "da")


@pytest.mark.parametrize("agree", [False, True])
@pytest.mark.parametrize("scale", SCALES)
def test_the_attack_is_a_real_one_on_what_was_published_before(scale: Scale, agree: bool) -> None:
    attacked = [known(document_before(rows, scale), scale) for rows in groups(scale, agree=agree)]

    assert all(any(len(item.choices) == 1 for item in group.items) for group in attacked)
    whole = sum(all(len(item.choices) == 1 for item in group.items) for group in attacked)
    assert whole >= (GROUPS if scale == 5 else GROUPS // 2)


@pytest.mark.parametrize("n", [5, 6, 7, 8, 12])
@pytest.mark.parametrize("scale", SCALES)
def test_neither_the_text_nor_the_note_says_more_than_the_document(n: int, scale: Scale) -> None:
    for seed in range(20):
        rows = agreeing_rows(n, scale, seed)
        measurement = closed(answered(rows, scale=scale))
        result = result_of(measurement, [measurement])
        published = set(numbers_in(str(result_document(result, technical=True))))

        text = measurement_text(measurement, result, technical=True)
        _heading, figures = text.split("\n\n", 1)
        shown = {number.replace(",", ".") for number in numbers_in(figures)}
        assert shown - published <= {"100", "5", "7", "8", "10"}, text

        note = tomllib.loads(dumps(measurement).decode())
        kept = {*note.get("rounded_figures", {}), *note.get("full_figures", {})}
        allowed = {"n", "agreement", "index", "items"}
        assert kept <= (allowed if n < 8 else {*allowed, "spread", "favourable", "alpha"})
        tables = note.get("rounded_figures") or note["full_figures"]
        assert {key for item in tables["items"] for key in item} == {"item", "distribution"}
        assert set(numbers_in(str(tables))) <= published


def test_a_second_measurement_says_no_more_than_the_two_do_each() -> None:
    """The same people five weeks later: the course is made of what both have published."""
    for seed in range(GROUPS // 4):
        first = closed(answered(agreeing_rows(6, 5, seed), number=1))
        later = closed(
            answered(agreeing_rows(6, 5, seed + 1000), number=2, day=TODAY + timedelta(weeks=5))
        )
        before, after = course(first.team, [first, later])
        assert first.figures
        assert later.figures
        assert first.figures.index is not None
        assert later.figures.index is not None
        assert after.change
        points = later.figures.index - first.figures.index
        clear = abs(points) >= (2 * 25**2 / 6) ** 0.5
        assert (before.change, after.change.points, after.change.is_clear) == (None, points, clear)


def test_whoever_gave_too_few_answers_to_count_is_in_no_figure() -> None:
    """Before, the items' means had them and the team's had not: their answer was the difference."""
    for seed in range(GROUPS):
        rows = random_rows(6 + seed % 4, 5, seed)
        for answer in range(1, 6):
            alone = (answer, *(None,) * 6)
            assert document([*rows, alone], 5) == document(rows, 5)


@pytest.mark.parametrize("scales", [(5, 5), (7, 7), (5, 7)])
def test_a_sub_group_of_five_of_eight_is_not_published_beside_the_eight(
    scales: tuple[Scale, Scale],
) -> None:
    """Item by item it would leave the bins of the three others."""
    for seed in range(GROUPS):
        source = chance(seed)
        eight = agreeing_rows(8, scales[0], seed)
        part = source.sample(eight, source.randint(5, 7))
        if scales[0] != scales[1]:
            part = [tuple(round(rescaled(Fraction(x or 1), 5, 7)) for x in row) for row in part]
        whole = closed(answered(eight, scale=scales[0], team="Huset"))
        with pytest.raises(TooNear):
            closed(answered(part, scale=scales[1], team="Dag", number=2), [whole])
