"""What the code cites is in docs/, and what docs/ show is right."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from facilitator.core.guide.entry import Door
from facilitator.core.guide.model import (
    BoardAtClose,
    Card,
    Choose,
    Gate,
    GateChoice,
    Guide,
    GuideRole,
    Keeps,
    Order,
    Phase,
    PhaseGroup,
    Question,
    Role,
    Shows,
    Speaks,
    Together,
    Way,
)
from facilitator.store.guide_files import guide_in

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
GUIDE_PAGES = ("guides.md", "guides.da.md")
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


def example(file: str) -> str:
    """The guide that a page shows."""
    (text,) = re.findall(r"```toml\n(.*?)```", (DOCS / file).read_text(encoding="utf-8"), re.DOTALL)
    return str(text)


@pytest.mark.parametrize("file", GUIDE_PAGES)
def test_the_guide_that_is_shown_is_a_guide_without_a_doubt(file: str) -> None:
    shown = guide_in(example(file), Path(file))

    assert (shown.problems, shown.doubts) == ((), ())


def test_both_pages_show_the_same_guide() -> None:
    shown = [Guide.model_validate(tomllib.loads(example(file))) for file in GUIDE_PAGES]

    english, danish = ([(p.id, p.speaks, p.minutes, p.keeps) for p in g.phases] for g in shown)
    assert english == danish
    assert shown[0].questions[1].scale != shown[1].questions[1].scale


@pytest.mark.parametrize("file", GUIDE_PAGES)
def test_every_word_of_a_guide_is_explained(file: str) -> None:
    text = (DOCS / file).read_text(encoding="utf-8")
    records = (Guide, Phase, Question, Card, Gate, GateChoice, PhaseGroup, GuideRole, Way)
    words = {word for record in records for word in record.model_fields} - {"schema_"}
    words |= {field.alias or name for name, field in Choose.model_fields.items()}

    for word in (*words, *Speaks, *Order, *Role, *Door, *Together, *Shows, *Keeps, *BoardAtClose):
        named = (f"`{word}`", f"[[{word}]]", f'`"{word}"`')
        assert any(each in text for each in named), word


@pytest.mark.parametrize("file", GUIDE_PAGES)
def test_the_pages_about_guides_are_a_page_and_a_half(file: str) -> None:
    text = (DOCS / file).read_text(encoding="utf-8")

    assert len(text.replace(example(file), "").splitlines()) <= 80
