from __future__ import annotations

import tomllib
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from facilitator.store.toml import line_of, syntax_line

TEXT = """\
# phases = 1, only a comment
schema = 1
title = "A # B [[phases]]"
summary = \"\"\"
[[phases]]
minutes = 99 \\"\"\" still text
\"\"\"\"
quoted."dotted key".'and literal' = true
empty = []

[[phases]]
id = "first"
minutes = 2
prompts = [
    "One ] line", # ] and a comment
    '''
Two
lines''',
    { text = "inline", deep = [[1, 2], [
        3]] },
]

[[phases]]  # a comment
"id" = "second"
point = { x = 1, y.z = 2 }

[[phases.cards]]
id = "card-1"

[[phases.cards]]
id = "card-2"
  [phases.cards.more]
  word = 1979-05-27 07:32:00

[other.table]
minutes = 5
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("schema",), 2),
        (("title",), 3),
        (("summary",), 4),
        (("quoted",), 8),
        (("quoted", "dotted key", "and literal"), 8),
        (("empty",), 9),
        (("phases",), 11),
        (("phases", 0), 11),
        (("phases", 0, "id"), 12),
        (("phases", 0, "minutes"), 13),
        (("phases", 0, "prompts"), 14),
        (("phases", 0, "prompts", 0), 15),
        (("phases", 0, "prompts", 1), 16),
        (("phases", 0, "prompts", 2), 19),
        (("phases", 0, "prompts", 2, "deep"), 19),
        (("phases", 0, "prompts", 2, "deep", 0, 1), 19),
        (("phases", 0, "prompts", 2, "deep", 1), 19),
        (("phases", 0, "prompts", 2, "deep", 1, 0), 20),
        (("phases", 1), 23),
        (("phases", 1, "id"), 24),
        (("phases", 1, "point", "y", "z"), 25),
        (("phases", 1, "cards", 0), 27),
        (("phases", 1, "cards", 1, "id"), 31),
        (("phases", 1, "cards", 1, "more", "word"), 33),
        (("other",), 35),
        (("other", "table", "minutes"), 36),
    ],
)
def test_the_line_of_a_value_is_found(path: tuple[str | int, ...], line: int) -> None:
    assert tomllib.loads(TEXT)
    assert line_of(TEXT, path) == line


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("phases", 0, "speaks"), 11),
        (("phases", 1, "cards", 0, "body"), 27),
        (("phases", 1, "point", "w"), 25),
        (("phases", 0, "prompts", 7), 14),
        (("other", "table", "hours"), 35),
    ],
)
def test_what_is_missing_is_told_at_the_table_it_would_stand_in(
    path: tuple[str | int, ...], line: int
) -> None:
    assert line_of(TEXT, path) == line


def test_what_is_missing_at_the_top_has_no_line() -> None:
    assert line_of(TEXT, ("door",)) is None
    assert line_of(TEXT, ()) is None


def test_a_header_is_where_its_table_is_even_below_a_table_in_it() -> None:
    assert line_of("[a.b]\nx = 1\n[a]\ny = 2\n", ("a",)) == 3


def test_lines_are_counted_with_windows_line_ends_too() -> None:
    assert line_of(TEXT.replace("\n", "\r\n"), ("phases", 1, "cards", 1, "id")) == 31


@pytest.mark.parametrize(
    "text", ["a = [", "a = [[", "a = [=", "= 1", "[", "[[", "a = {", "ø", "{", '"']
)
def test_a_text_that_is_no_toml_has_an_end_too(text: str) -> None:
    assert line_of(text, ("z",)) is None


KEYS = st.text("abø .\"'\\#]=", min_size=1, max_size=4)
NUMBERED = st.recursive(
    st.integers(0, 0) | st.text("a\n]}#,\"'\\", max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)


def numbers(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The path of each number."""
    if isinstance(value, dict):
        return [place for key, below in value.items() for place in numbers(below, (*path, key))]
    if isinstance(value, list):
        return [place for i, below in enumerate(value) for place in numbers(below, (*path, i))]
    return [path] if isinstance(value, int) else []


@given(st.dictionaries(KEYS, NUMBERED, max_size=4), st.booleans())
def test_every_number_in_any_toml_is_found_on_its_line(
    document: dict[str, Any], multiline: bool
) -> None:
    paths = numbers(document)
    for mark, path in enumerate(paths, start=1000):
        table: Any = document
        for part in path[:-1]:
            table = table[part]
        table[path[-1]] = mark
    text = tomli_w.dumps(document, multiline_strings=multiline)
    lines = text.split("\n")

    for mark, path in enumerate(paths, start=1000):
        line = line_of(text, path)
        assert line is not None
        assert str(mark) in lines[line - 1]


@pytest.mark.parametrize(
    ("text", "line"),
    [("a = 1\nb = \n", 2), ("a = 1\n\n\nc = [1 2]\n", 4), ('a = """x', None)],
)
def test_the_line_of_a_text_that_is_no_toml_is_read_from_the_message(
    text: str, line: int | None
) -> None:
    with pytest.raises(tomllib.TOMLDecodeError) as caught:
        tomllib.loads(text)

    assert syntax_line(caught.value) == line
