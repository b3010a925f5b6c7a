"""The HTML page: read back, it is whole, accessible, and people's words are only words."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.text.plain import one_line
from facilitator.export.html import html, style
from facilitator.export.plain_text import Sharing
from facilitator.words import set_language
from tests.hostile import HOSTILE, hostile_note
from tests.store.samples import a_note

VOID = {"meta", "br"}
ONE = Sharing((hostile_note(),))
TEAM = Sharing((hostile_note(), a_note()), HOSTILE[0])
BOTH = pytest.mark.parametrize("sharing", [ONE, TEAM], ids=["one", "team"])


class Page(HTMLParser):
    """A page as a browser takes it: every tag with what it holds, and each closed in turn."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.comments: list[str] = []
        self.feed(source)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
            self.texts.append((tag, ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open:
            self.texts.append((self.open[-1], data))

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    def names(self) -> set[str]:
        return {tag for tag, _attributes in self.tags}

    def said(self, *tags: str) -> str:
        return "".join(text for tag, text in self.texts if not tags or tag in tags)


@BOTH
def test_the_page_holds_our_tags_alone_and_every_word(sharing: Sharing) -> None:
    page = Page(html(sharing))

    assert page.names() <= {
        "html", "head", "meta", "title", "style", "body", "header", "main", "footer", "article",
        "section", "nav", "h1", "h2", "h3", "p", "strong", "dl", "dt", "dd", "ul", "ol", "li",
        "span", "b", "time", "a",
    }  # fmt: skip
    assert page.comments == []
    for text in HOSTILE:
        assert page.said().count(text) >= 6


@given(st.text(max_size=80).map(one_line).filter(bool))
def test_any_word_is_only_a_word(text: str) -> None:
    plain = Page(html(Sharing((a_note(["ord"], team="Nord"),))))

    page = Page(html(Sharing((a_note([text], team=text),))))

    assert page.tags == plain.tags
    assert text in page.said("span")
    assert text in page.said("title")


@BOTH
def test_the_page_needs_nothing_from_elsewhere_and_runs_nothing(sharing: Sharing) -> None:
    page = Page(html(sharing))

    for _tag, attributes in page.tags:
        assert not {"src", "srcset", "background", "style"} & set(attributes)
        assert not [name for name in attributes if name.startswith("on")]
        assert (attributes.get("href") or "#").startswith("#")
    assert not re.search(r"url\(|@import|://", style("Fortroligt"))
    policy = next(a["content"] for _t, a in page.tags if a.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")


@BOTH
def test_headings_go_down_one_step_at_a_time_from_one_first(sharing: Sharing) -> None:
    levels = [int(tag[1]) for tag, _a in Page(html(sharing)).tags if re.fullmatch("h[1-6]", tag)]

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@BOTH
def test_the_page_has_a_language_a_title_and_landmarks(sharing: Sharing) -> None:
    page = Page(html(sharing))
    tags = [tag for tag, _attributes in page.tags]

    assert ("html", {"lang": "da"}) in page.tags
    assert [tags.count(mark) for mark in ("title", "header", "main", "footer")] == [1] * 4
    ids = [a["id"] for _t, a in page.tags if "id" in a]
    assert len(set(ids)) == len(ids)
    for _tag, attributes in page.tags:
        target = attributes.get("aria-labelledby") or (attributes.get("href") or "")[1:]
        assert not target or target in ids


@BOTH
def test_the_page_says_that_it_is_confidential_at_both_ends_and_on_every_sheet(
    sharing: Sharing,
) -> None:
    page = Page(html(sharing))

    assert page.said("strong") == "Fortroligt.Fortroligt."
    assert page.said("title").endswith("(Fortroligt)")
    assert '@top-right { content: "Fortroligt"' in page.said("style")


def test_what_was_said_in_another_language_is_marked_so() -> None:
    set_language("en")
    page = Page(html(Sharing((a_note(),))))

    assert ("html", {"lang": "en"}) in page.tags
    assert ("h1", {"lang": "da"}) in page.tags
    assert next(a for t, a in page.tags if t == "span") == {"lang": "da"}


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2, of `#rrggbb`."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("name", ["ink", "soft"])
@pytest.mark.parametrize("ground", ["#ffffff", "tint"])
def test_the_letters_stand_out_from_the_page(name: str, ground: str) -> None:
    colours = dict(re.findall(r"--(\w+): (#\w{6})", style("x")))
    high, low = luminance(colours.get(ground, ground)), luminance(colours[name])

    assert (high + 0.05) / (low + 0.05) >= 7
