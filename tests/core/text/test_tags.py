from __future__ import annotations

import unicodedata
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.text.plain import one_line
from facilitator.core.text.tags import (
    KINDS,
    THEMES,
    ContributionKind,
    Tagged,
    Theme,
    begun,
    meaning,
    offered,
    split_tags,
)

RECORDS = [*KINDS.values(), *THEMES.values()]
WORDS = {word: tag for tag, record in chain(KINDS.items(), THEMES.items()) for word in record.words}


@pytest.mark.parametrize(
    ("line", "text", "kind"),
    [
        ("vi glemte vagtplanen #fejl", "vi glemte vagtplanen", "error"),
        ("#fejl vi glemte vagtplanen", "vi glemte vagtplanen", "error"),
        ("#fejl: vi glemte vagtplanen", "vi glemte vagtplanen", "error"),
        ("vi glemte #error vagtplanen", "vi glemte vagtplanen", "error"),
        ("vi glemte den #fejl.", "vi glemte den.", "error"),
        ("vi glemte #fejl, men nåede det", "vi glemte, men nåede det", "error"),
        ("en fælles mappe #idé", "en fælles mappe", "idea"),
        ("en fælles mappe #ide\u0301", "en fælles mappe", "idea"),
        ("en fælles mappe #IDE", "en fælles mappe", "idea"),
        ("en fælles mappe  #ideas ", "en fælles mappe", "idea"),
        ("hvornår? #spørgsmål", "hvornår?", "question"),
        ("hvornår? #spoergsmaal", "hvornår?", "question"),
        ("hvornår? #sp", "hvornår?", "question"),
        ("natten alene #bek", "natten alene", "concern"),
        ("#fejl #tvivl nej, vent", "nej, vent", "doubt"),
        ("nej #tvivl vent #fejl", "nej vent", "error"),
        ("#fejl", "", "error"),
        ("  #fejl ", "", "error"),
    ],
)
def test_a_known_tag_is_taken_out_of_the_line(line: str, text: str, kind: str) -> None:
    assert split_tags(line) == Tagged(text, ContributionKind(kind))


@pytest.mark.parametrize(
    ("line", "theme"),
    [
        ("alle blev spurgt #inklusion", Theme.INCLUSION_AND_DIVERSITY),
        ("alle blev spurgt #in", Theme.INCLUSION_AND_DIVERSITY),
        ("alle blev spurgt #Tillid", Theme.TRUST),
        ("alle blev spurgt #menneskeligt", Theme.ATTITUDE_TO_ERROR),
        ("alle blev spurgt #hjælp", Theme.WILLINGNESS_TO_HELP),
        ("alle blev spurgt #hjaelp", Theme.WILLINGNESS_TO_HELP),
        ("alle blev spurgt #ÅBEN", Theme.OPEN_CONVERSATION),
        ("alle blev spurgt #aaben", Theme.OPEN_CONVERSATION),
    ],
)
def test_a_theme_is_taken_out_of_the_line(line: str, theme: Theme) -> None:
    assert split_tags(line) == Tagged("alle blev spurgt", None, theme)


def test_a_line_may_have_a_kind_and_a_theme() -> None:
    both = Tagged("jeg sagde det højt", ContributionKind.ERROR, Theme.TRUST)
    assert split_tags("jeg sagde det højt #fejl #tillid") == both
    assert split_tags("#trust, #fejl: jeg sagde det højt") == both


@pytest.mark.parametrize(
    "line",
    [
        "vi er #hold 2",
        "# alene",
        "#",
        "##fejl",
        "#fejl#idé",
        "#fejl-kultur",
        "C#error og F#",
        "se https://eksempel.dk/#fejl",
        "sag #12 og #a og #e",
        "#t er mange ting",
        "#men ikke nok",
        "#fejlfindingsmøde",
        "(#fejl)",
        "",
    ],
)
def test_other_words_with_a_hash_are_peoples_own(line: str) -> None:
    assert split_tags(line) == Tagged(line)


@pytest.mark.parametrize("word", WORDS)
def test_each_word_says_one_thing_and_so_does_each_beginning_that_is_its_alone(word: str) -> None:
    assert meaning(word) is WORDS[word]
    assert meaning(word.upper()) is WORDS[word]
    for end in range(2, len(word)):
        others = {tag for other, tag in WORDS.items() if other.startswith(word[:end])}
        if others == {WORDS[word]}:
            assert meaning(word[:end]) is WORDS[word]
        elif word[:end] not in WORDS:
            assert meaning(word[:end]) is None


def test_every_kind_and_theme_can_be_shown_and_typed_in_both_languages() -> None:
    assert set(KINDS) == set(ContributionKind)
    assert set(THEMES) == set(Theme)
    for kind, record in KINDS.items():
        assert meaning(record.da) is kind
        assert meaning(record.en) is kind
        assert (record.label("da"), record.label("en")) == (record.da, record.en)


def test_symbols_are_narrow_and_no_two_are_alike() -> None:
    assert len({record.symbol for record in RECORDS}) == len(RECORDS)
    assert len({record.plain for record in RECORDS}) == len(RECORDS)
    for record in RECORDS:
        assert len(record.symbol) == len(record.plain) == 1
        assert record.plain.isascii()
        assert record.plain not in "[]#"  # markup, and the sign of a tag
        assert unicodedata.east_asian_width(record.symbol) not in "WF"
        assert record.symbol.encode("cp1252", "ignore") or record.symbol in "≈☼≠○◊"  # WGL4


PIECES = ["#", "#fejl", "#idé", "#tillid", "#ord", "#f", "fejl", " ", ",", ":", ".", "-", "\n", "é"]


@given(st.lists(st.sampled_from(PIECES)).map("".join) | st.text())
def test_splitting_again_takes_nothing_more(text: str) -> None:
    left = split_tags(text).text
    assert split_tags(left) == Tagged(left)
    assert one_line(left) == left


@given(st.text(alphabet=st.characters(exclude_characters="#")))
def test_a_line_without_a_hash_is_only_tidied(text: str) -> None:
    assert split_tags(text) == Tagged(one_line(text))


@given(st.sampled_from(sorted(WORDS)), st.text(alphabet="abc dæ?.,", min_size=1))
def test_a_tag_last_in_a_line_leaves_the_line(word: str, text: str) -> None:
    left = split_tags(f"{text} #{word}")
    assert left.text == one_line(text)
    assert WORDS[word] in {left.kind, left.theme}


@pytest.mark.parametrize(
    ("line", "text", "theme"),
    [
        ("vi talte om det #åbne samtaler", "vi talte om det", Theme.OPEN_CONVERSATION),
        ("#Aabne Samtaler: vi talte om det", "vi talte om det", Theme.OPEN_CONVERSATION),
        ("#åbne samtaler om fejl", "om fejl", Theme.OPEN_CONVERSATION),
        ("vi talte #åben samtale", "vi talte", Theme.OPEN_CONVERSATION),
        ("we spoke #open conversations", "we spoke", Theme.OPEN_CONVERSATION),
        ("alle var med #inklusion og diversitet", "alle var med", Theme.INCLUSION_AND_DIVERSITY),
        ("alle var med #inklusion og ro", "alle var med og ro", Theme.INCLUSION_AND_DIVERSITY),
        ("vi stoler #tillid til hinanden", "vi stoler", Theme.TRUST),
        ("vi stoler #tillid til os", "vi stoler til os", Theme.TRUST),
        (
            "vi siger det #holdning til, at det er menneskeligt at begå fejl",
            "vi siger det",
            Theme.ATTITUDE_TO_ERROR,
        ),
        (
            "vi siger det #the attitude that to err is human",
            "vi siger det",
            Theme.ATTITUDE_TO_ERROR,
        ),
    ],
)
def test_a_label_of_several_words_is_one_tag(line: str, text: str, theme: Theme) -> None:
    assert split_tags(line) == Tagged(text, None, theme)


@pytest.mark.parametrize("line", ["vi er #åbne samtaler-", "vi er #åbne samtalers"])
def test_a_label_ends_where_its_word_ends(line: str) -> None:
    assert split_tags(line).theme is Theme.OPEN_CONVERSATION
    assert "samtaler" in split_tags(line).text


@pytest.mark.parametrize(
    "line", ["noget blev sagt #", "noget blev sagt # #", "noget #fejl blev sagt #"]
)
def test_a_tag_that_was_only_begun_is_not_left_at_the_end(line: str) -> None:
    assert split_tags(line).text == "noget blev sagt"


@pytest.mark.parametrize("language", ["da", "en"])
def test_all_tags_are_offered_and_each_as_it_is_typed_is_taken(language: str) -> None:
    tags = offered("", language)
    assert [tag for tag, _words in tags] == [*KINDS.values(), *THEMES.values()]
    for tag, words in tags:
        tagged = split_tags(f"noget #{words}")
        assert tagged.text == "noget"
        meant = [KINDS[tagged.kind]] if tagged.kind else []
        meant += [THEMES[tagged.theme]] if tagged.theme else []
        assert meant == [tag]


def test_a_tag_that_is_begun_is_offered_by_its_beginning() -> None:
    assert begun("noget #åbne s") == "åbne s"
    assert begun("#") == ""
    assert begun("noget, F#") is None
    assert begun("noget") is None
    assert [words for _tag, words in offered("åbne s", "da")] == ["åbne samtaler"]
    assert [words for _tag, words in offered("F", "da")] == ["fejl", "forslag"]
    assert offered("zz", "da") == ()
