"""What is typed to look for notes, and what it means."""

from __future__ import annotations

import pytest

from facilitator.core.text.query import Query, places, query_of
from facilitator.core.text.tags import ContributionKind, Theme


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", Query()),
        ("  Åben   IDÉ åben ", Query(words=("aaben", "ide"))),
        ("team:nord fejl", Query(words=("fejl",), team="nord")),
        ('Team:"Team Nord" x', Query(words=("x",), team="team nord")),
        ('team:"Team Nord', Query(team="team nord")),
        ("team:Müller", Query(team="müller")),
        ("forløb:check-out", Query(guide="check-out")),
        ("#fejl #tillid", Query(kinds=(ContributionKind.ERROR,), themes=(Theme.TRUST,))),
        ("tema:tillid slags:idé", Query(kinds=(ContributionKind.IDEA,), themes=(Theme.TRUST,))),
        ("theme:trust kind:idea", Query(kinds=(ContributionKind.IDEA,), themes=(Theme.TRUST,))),
        ("fra:2026-03 til:2026", Query(since="2026-03", until="2026")),
        ("from:2026-03-09", Query(since="2026-03-09")),
    ],
)
def test_a_line_asks_for_words_and_for_what_its_prefixes_say(typed: str, meant: Query) -> None:
    assert query_of(typed) == meant


@pytest.mark.parametrize("typed", ["kl:10", "fra:i går", "tema:findesikke", "#1", "team:", "a:b:c"])
def test_what_is_no_prefix_of_ours_is_looked_for_as_it_stands(typed: str) -> None:
    assert query_of(typed).words
    assert bool(query_of(typed).mistake) == (typed not in {"kl:10", "#1", "a:b:c"})
    assert query_of(typed) == Query(words=tuple(typed.casefold().replace("å", "aa").split()))


@pytest.mark.parametrize("prefix", ["fra", "til", "from", "to"])
@pytest.mark.parametrize("day", ["2026-99", "2026-00", "2026-02-30", "26", "marts", "2026-3", ""])
def test_a_day_that_there_is_not_is_no_day_and_which_is_said(prefix: str, day: str) -> None:
    query = query_of(f"fejl {prefix}:{day}")

    assert query.mistake
    assert query.mistake.params == {"part": f"{prefix}:{day}"}
    assert (query.since, query.until) == ("", "")


@pytest.mark.parametrize(
    ("text", "word", "marked"),
    [
        ("Åbent på en ÅBEN idé", "aaben", ["Åben", "ÅBEN"]),
        ("en idé", "ide", ["idé"]),
        ("e\N{COMBINING CIRCUMFLEX ACCENT}t", "et", ["e\N{COMBINING CIRCUMFLEX ACCENT}t"]),
        ("straße", "strasse", ["straße"]),
        ("aaaa", "aa", ["aaaa"]),
        ("intet", "x", []),
    ],
)
def test_a_word_is_marked_where_it_stands_however_it_is_spelled(
    text: str, word: str, marked: list[str]
) -> None:
    assert [text[start:end] for start, end in places(text, (word,))] == marked
