"""What the code cites is in docs/, and what docs/ show is right."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from facilitator.core.guide.check import checked
from facilitator.core.guide.entry import Door
from facilitator.core.guide.model import Guide, Order, Phase, Question, Role, Speaks

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
SOURCES = sorted([*ROOT.glob("facilitator/**/*.py"), *ROOT.glob("tests/**/*.py")])

_FILE = re.compile(r"\(([a-z][a-z-]*\.md)\b|\b([a-z][a-z-]*\.md) P?\d")
_RULE = re.compile(r"\bprivacy\.md (P\d+(?:(?:, |–)P\d+)*)|\((P\d+)\)")
_PRACTICE = re.compile(r"\bpractices\.md (\d+(?:, \d+)*)")


def headings(file: str) -> set[str]:
    """The numbers that a file's headings begin with."""
    text = (DOCS / file).read_text(encoding="utf-8")
    return set(re.findall(r"^## (P?\d+) ", text, re.MULTILINE))


def rules(cited: str) -> list[str]:
    """P3–P6 as what it stands for."""
    first, _dash, last = cited.partition("–")
    if last:
        return [f"P{n}" for n in range(int(first[1:]), int(last[1:]) + 1)]
    return cited.split(", ")


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_citation_leads_to_its_heading(source: Path) -> None:
    if source == Path(__file__):
        return
    text = " ".join(source.read_text(encoding="utf-8").split())

    for file in map("".join, _FILE.findall(text)):
        assert (DOCS / file).exists(), file
    for rule in _RULE.findall(text):
        assert set(rules("".join(rule))) <= headings("privacy.md"), rule
    for practices in _PRACTICE.findall(text):
        assert set(practices.split(", ")) <= headings("practices.md"), practices


@pytest.mark.parametrize("file", sorted(DOCS.glob("*.md")), ids=lambda path: path.name)
def test_every_link_leads_somewhere(file: Path) -> None:
    for link in re.findall(r"\]\(([^)#]+)", file.read_text(encoding="utf-8")):
        assert link.startswith("https://") or (DOCS / link).exists(), link


def test_the_guide_that_is_shown_is_a_guide() -> None:
    text = (DOCS / "guide-format.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)

    assert checked(tomllib.loads(example)).title == "A short round"


def test_every_word_of_a_guide_is_explained() -> None:
    text = (DOCS / "guide-format.md").read_text(encoding="utf-8")
    words = {*Guide.model_fields, *Phase.model_fields, *Question.model_fields} - {"schema_"}

    for word in (*words, *Speaks, *Order, *Role, *Door):
        assert f"`{word}`" in text or f"[[{word}]]" in text, word
