from __future__ import annotations

import copy
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.guide.check import checked, foundations_checked
from facilitator.core.guide.mistakes import GuideRefused

FOUNDATIONS: dict[str, Any] = {
    "schema": 1,
    "language": "da",
    "definition": "Troen på …",
    "credit": "Temaarket",
    "ground_rules": ["Vi reagerer ikke ens."],
    "start_check": ["Tid"],
    "purposes": ["Kvalitet"],
    "reactions": [{"id": "thank", "title": "Tak", "body": "Tak for …"}],
    "cards": [{"id": "why", "title": "Hvorfor?", "body": "Derfor."}],
    "closing": "Tak for i dag.",
}


def test_the_common_texts_are_checked_as_a_guide_is() -> None:
    assert foundations_checked(FOUNDATIONS).reactions[0].title == "Tak"
    twice = {**FOUNDATIONS, "cards": FOUNDATIONS["cards"] * 2, "closing": 5}

    with pytest.raises(GuideRefused, match='"closing" must be a text'):
        foundations_checked(twice)
    with pytest.raises(GuideRefused, match='"why" stands twice in'):
        foundations_checked({**twice, "closing": "Tak."})


VALID = [
    tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted(Path(__file__).parent.joinpath("guides").glob("*.toml"))
]

VALUES = st.recursive(
    st.one_of(
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(max_size=8),
        st.sampled_from(
            ["all", "kept", "last", "da", "leader", "keywords", "per_person", "\x1b[0m"]
        ),
        st.dates(),
        st.times(),
        st.datetimes(),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["id", "text", "minutes", "{x}", "ø"]), inner, max_size=3),
    ),
    max_leaves=6,
)


def places(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if isinstance(value, dict):
        below = [place for key in value for place in places(value[key], (*path, key))]
        return [*below, (*path, "new")]
    if isinstance(value, list):
        return [
            path,
            *(place for i, item in enumerate(value) for place in places(item, (*path, i))),
        ]
    return [path]


@given(st.data())
def test_any_change_to_a_guide_gives_a_guide_or_sentences(data: st.DataObject) -> None:
    guide: Any = copy.deepcopy(data.draw(st.sampled_from(VALID)))
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.sampled_from(places(guide)))
        table = guide
        for part in place[:-1]:
            table = table[part]
        last: Any = place[-1]
        if data.draw(st.booleans()) and last != "new":
            del table[last]
        else:
            table[
                data.draw(st.sampled_from(["repeat", "group", "ny"])) if last == "new" else last
            ] = data.draw(VALUES)

    try:
        checked(guide)
    except GuideRefused as refusal:
        sentences = [str(problem) for problem in refusal.problems]
        assert sentences
        for sentence in sentences:
            assert sentence[-1] in ".]" or sentence.endswith('"')
            assert not any(theirs in sentence for theirs in ("Input should", "Field required"))
