"""Notes of an older version: what is published of them, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from facilitator.core.measurement.figures import publish
from facilitator.core.measurement.note import (
    Measurement,
    holds_more,
    is_former,
    migrated,
)
from tests.core.measurement.measures import A, D, random_rows

NOTE: dict[str, Any] = {
    "schema": 1,
    "id": "2026-03-03-abcd",
    "kind": "measurement",
    "team": "Team Nordlys",
    "date": "2026-03-03",
    "language": "da",
    "scale": 5,
    "source": "in_room",
    "status": "closed",
    "closed": "2026-03-03",
}
EXACT: dict[str, Any] = {
    "n": 6,
    "mean": 3.8095238095238093,
    "sd": 0.8362533873873843,
    "favourable": 0.6904761904761905,
    "complete": 6,
    "alpha": 0.9691770186335404,
    "straight_lined": 0,
    "reversal_unseen": 0,
    "items": [
        {"item": n, "n": 6, "mean": mean, "sd": 1.0, "rwg": rwg, "distribution": bins}
        for n, mean, rwg, bins in [
            (1, 3.6666666666666665, 0.4666666666666667, [4, 1, 1]),
            (2, 3.6666666666666665, 0.4666666666666667, [1, 1, 4]),
            (3, 4.0, 0.6, [4, 2, 0]),
            (4, 3.3333333333333335, 0.6666666666666666, [1, 2, 3]),
            (5, 3.6666666666666665, 0.4666666666666667, [4, 1, 1]),
            (6, 4.166666666666667, 0.7166666666666667, [0, 1, 5]),
            (7, 4.166666666666667, 0.7166666666666667, [0, 1, 5]),
        ]
    ],
}
"""Of worked example A, as it was written."""


def texts(rows: list[tuple[int | None, ...]]) -> list[str]:
    return [" ".join("-" if x is None else str(x) for x in row) for row in rows]


def read(written: dict[str, Any]) -> Measurement:
    assert is_former(written)
    return Measurement.model_validate(migrated(written))


@pytest.mark.parametrize("n", [5, 6, 7, 8, 12])
def test_of_rows_the_published_figures_are_made(n: int) -> None:
    rows = random_rows(n, 5, 3)
    after = read({**NOTE, "responses": texts(rows), "comments": ["a"], "remark": "vores"})

    assert after.figures == publish(rows, 5)
    assert (after.answered, after.number_included) == (n, n)
    assert after.comments == (("a",) if n >= 8 else ())
    assert after.model_extra == {"remark": "vores"}


def test_of_rows_too_few_only_their_number_stays() -> None:
    after = read({**NOTE, "responses": texts([*D, (1, 1, 1, 1, None, None, None)])})

    assert (after.withheld, after.answered, after.included) == ("too_few", 5, 4)


def test_of_exact_figures_what_is_published_stays() -> None:
    after = read({**NOTE, "answered": 7, "figures": EXACT})

    assert after.figures == publish(A, 5)
    assert (after.answered, after.number_included) == (7, 6)


def test_of_the_exact_figures_of_many_all_that_is_published_stays() -> None:
    full = publish(A * 2, 5)
    assert full is not None
    items = [
        {**item, "n": 12, "distribution": list(figures.distribution)}
        for item, figures in zip(EXACT["items"], full.items, strict=True)
    ]
    rwg = [0.5151515151515151, 0.5151515151515151, 0.6363636363636364, 0.696969696969697]
    rwg += [0.5151515151515151, 0.7424242424242424, 0.7424242424242424]
    for item, value in zip(items, rwg, strict=True):
        item["rwg"] = value
    exact = {**EXACT, "n": 12, "complete": 12, "sd": 0.7973401872, "items": items}

    assert read({**NOTE, "answered": 12, "comments": ["a"], "figures": exact}).figures == full


def test_alpha_of_fewer_than_ten_complete_answers_does_not_stay() -> None:
    exact = {**EXACT, "n": 12, "complete": 9}
    after = read({**NOTE, "figures": exact})

    assert after.full_figures
    assert after.full_figures.alpha is None


def test_an_item_that_was_in_bins_among_many_stays_in_bins() -> None:
    exact = {**EXACT, "n": 9, "items": [{**EXACT["items"][0], "distribution": [4, 1, 1]}]}
    after = read({**NOTE, "figures": exact})

    assert after.figures
    assert [item.distribution for item in after.figures.items] == [(4, 1, 1)]


@pytest.mark.parametrize(
    ("more", "is_more"),
    [
        ({"responses": texts(A)}, True),
        ({"figures": EXACT}, True),
        ({"withheld": "too_few", "answered": 4, "included": 4}, False),
        ({"withheld": "too_near", "answered": 7, "included": 7}, False),
    ],
    ids=["rows", "figures", "too few", "too near"],
)
def test_a_note_that_held_no_more_than_is_published_need_not_be_written_anew(
    more: dict[str, Any], is_more: bool
) -> None:
    assert holds_more({**NOTE, **more}) == is_more
    assert read({**NOTE, **more}).status == "closed"


def test_an_open_note_stays_open() -> None:
    open_note = {key: value for key, value in NOTE.items() if key != "closed"}

    assert read({**open_note, "status": "open"}).is_open
