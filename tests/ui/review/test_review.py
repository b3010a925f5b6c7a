"""Looking back with a team on screen: in the leader's order, as pictures, and of nobody."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from textual.containers import VerticalScroll
from textual.widgets import Static

from facilitator.core.guide.model import BoardAtClose
from facilitator.core.note import Keyword
from facilitator.core.text.tags import ContributionKind, Theme
from facilitator.store.archive import Archive
from facilitator.store.index import Index
from facilitator.store.notes import dumps
from facilitator.store.user_settings import Settings
from facilitator.ui.review.screen import ReviewScreen
from facilitator.ui.themes import plain_signs
from facilitator.words import set_language
from tests.store.samples import a_frame
from tests.ui.desk import at_desk
from tests.ui.kit.test_contrast import AT_LEAST, each_theme, faintest
from tests.ui.measurement.measured import TEAM, kept
from tests.ui.review.reviewed import HOSTILE, agreed, half_a_year, look_back, met

if TYPE_CHECKING:
    from pathlib import Path

    from textual import theme as themes

    from tests.ui.desk import Desk

SIZES = [(80, 24), (50, 15), (160, 45)]
IN_ORDER = {
    "da": ("Åbne aftaler", "Målinger", "Temaer, der går igen", "Bidragstyper",
           "Læringspunkter", "Hvor ofte vi har mødtes", "Hvad der blev af vores aftaler",
           "Seneste ramme"),
    "en": ("Open commitments", "Measurements", "Themes that come back",
           "Kinds of contribution", "Learning points", "How often we have met",
           "What became of our commitments", "Latest frame"),
}  # fmt: skip


async def paged(desk: Desk) -> list[str]:
    """What stands on the page, one look after the other with PageDown alone."""
    looks = [desk.text]
    while desk.query_one(VerticalScroll).scroll_y < desk.query_one(VerticalScroll).max_scroll_y:
        await desk.press("pagedown")
        looks.append(desk.text)
    return looks


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("size", SIZES)
async def test_everything_is_there_in_the_leaders_order(
    archive: Path, size: tuple[int, int], language: str
) -> None:
    set_language("en" if language == "en" else "da")
    half_a_year(archive)
    async with at_desk(archive, look_back(), size=size) as desk:
        await desk.written()
        text = "\n".join(await paged(desk))
        places = [text.find(heading) for heading in IN_ORDER[language]]
        assert -1 not in places
        if size[0] < 120:
            assert places == sorted(places)
        else:
            assert desk.query_one(VerticalScroll).max_scroll_y == 0
            lefts = [desk.row_with(h).index(h) for h in IN_ORDER[language]]
            assert lefts == sorted(lefts)
            assert len(set(lefts)) == 2
        assert f"– {HOSTILE}" in text
        assert text.count("●") >= 2
        assert "100┤" in text
        assert "Åse" not in text
        for status in ("█ gjort 1", "▓ fortsætter 1", "▒ justeret 1", "░ åben 2", "· sluppet 1"):
            assert language == "en" or status in text


@pytest.mark.parametrize("size", [(80, 24), (50, 15)])
async def test_page_down_alone_leads_past_everything_and_page_up_back(
    archive: Path, size: tuple[int, int]
) -> None:
    half_a_year(archive)
    async with at_desk(archive, look_back(), size=size) as desk:
        await desk.written()
        began = desk.text
        looks = await paged(desk)
        seen = "\n".join(looks)
        drawn = str(desk.app.screen.query_one("#first", Static).content)
        rows = [row.strip() for row in drawn.split("\n")]
        assert len(rows) > 2 * size[1]
        assert [row for row in rows if row not in seen] == []
        for _look in looks:
            await desk.press("pageup")
        assert desk.text == began


async def test_at_80_by_24_page_down_puts_a_whole_section_on_the_screen(archive: Path) -> None:
    half_a_year(archive)
    async with at_desk(archive, look_back()) as desk:
        await desk.written()
        sections = IN_ORDER["da"]
        for look in await paged(desk):
            headings = [heading for heading in sections if f"\n  {heading}\n" in look]
            assert headings, look
        await desk.press(*["pageup"] * 9, "pagedown")
        assert desk.rows[3].strip() == "Målinger"


async def test_a_mark_for_each_session_over_its_month_and_months_without_one_are_there(
    archive: Path,
) -> None:
    half_a_year(archive)
    async with at_desk(archive, look_back(), size=(160, 45)) as desk:
        await desk.written()
        at = next(n for n, row in enumerate(desk.rows) if "Hvor ofte vi har mødtes" in row)
        left = desk.rows[at].index("Hvor ofte")
        marks, years, months, *_rest = (row[left:] for row in desk.rows[at + 1 : at + 5])
        assert years.split() == ["2025", "2026"]
        assert months.split() == ["sep", "okt", "nov", "dec", "jan", "feb", "mar"]
        assert marks[months.index("sep") :][:3] == "●  "
        assert marks[months.index("nov") :][:3] == "●○ "
        assert marks.split() == ["●", "●○", "●"]


async def test_the_sentence_on_errors_stands_under_the_kinds_and_no_colour_judges_them(
    archive: Path,
) -> None:
    half_a_year(archive)
    async with at_desk(archive, look_back(), size=(160, 45)) as desk:
        await desk.written()
        assert "fejl« er ikke et dårligt tegn" in desk.text
        styles = {text.strip(): style for row in desk.strips for text, style, _ in row if style}
        assert len({styles[text].color for text in ("fejl", "idé", "1", "2", "7")}) == 1


async def test_of_supervision_there_is_that_it_took_place_and_its_learning_points(
    archive: Path,
) -> None:
    for day in (1, 2, 3):
        met(
            archive,
            date(2026, 2, day),
            Keyword(text="HEMMELIGT", kind=ContributionKind.ERROR, theme=Theme.TRUST),
            commitments=(agreed(day, what="UDENFOR"),),
            points=("tvivl er grund nok",),
            board=BoardAtClose.CLEARED,
        )
    async with at_desk(archive, look_back(), size=(160, 45)) as desk:
        await desk.written()
        assert desk.text.count("tvivl er grund nok") == 3
        assert "○○○" in desk.text
        assert "Der er ikke aftalt noget endnu." in desk.text
        for word in ("HEMMELIGT", "UDENFOR", "Åse", "× fejl", "Tillid"):
            assert word not in desk.text


@pytest.mark.parametrize("number", [0, 1, 2])
async def test_under_three_sessions_there_is_a_sentence_and_no_picture(
    archive: Path, number: int
) -> None:
    kept(archive)
    for day in range(1, number + 1):
        met(archive, date(2026, 2, day))
    async with at_desk(archive, look_back()) as desk:
        await desk.written()
        assert ("Der er ingen lukkede sessioner" if not number else "fra 3 sessioner") in (
            desk.prose
        )
        assert "Bidragstyper" not in desk.text
        assert "Over tid" not in desk.rows[-1]
        await desk.press("o", "pagedown", "pageup")
        assert isinstance(desk.app.screen, ReviewScreen)
        await desk.press("escape")
        assert "Tilbageblik for" not in desk.text


async def test_sections_with_nothing_in_them_say_so(archive: Path) -> None:
    for day in (1, 2, 3):
        met(archive, date(2026, 2, day))
    async with at_desk(archive, look_back(), size=(160, 45)) as desk:
        await desk.written()
        for words in (
            "Ingen venter.", "Der er ingen ramme endnu.", "Der er ingen måling endnu.",
            "Der er ikke aftalt noget endnu.",
        ):  # fmt: skip
            assert words in desk.text
        assert "PgDn" not in desk.rows[-1]


async def test_of_many_commitments_and_learning_points_the_first_are_shown(archive: Path) -> None:
    many = tuple(agreed(n) for n in range(1, 10))
    points = tuple(f"punkt {n}" for n in range(9))
    for day in (1, 2, 3):
        met(archive, date(2026, 2, day), commitments=many if day == 1 else (), points=points)
    async with at_desk(archive, look_back(), size=(160, 45)) as desk:
        await desk.written()
        assert desk.text.count("– aftale") == 7
        assert "og 2 til" in desk.text
        assert desk.text.count("– punkt") == 7
        assert "og 20 ældre" in desk.text


@pytest.mark.parametrize("ascii_only", [False, True])
async def test_it_is_drawn_in_any_terminal_and_in_plain_signs(
    archive: Path, ascii_only: bool
) -> None:
    half_a_year(archive)
    async with at_desk(archive, look_back(), settings=Settings(ascii=ascii_only)) as desk:
        await desk.written()
        began = desk.text
        for columns, rows in ((20, 5), (40, 10), (50, 15), (119, 30), (120, 30), (300, 100)):
            await desk.resize(columns, rows)
            assert len(desk.rows) == rows
            assert all(strip.cell_length <= columns for strip in desk.strips)
            signs = set(desk.text.translate(plain_signs())) if ascii_only else set()
            assert not [sign for sign in signs if not (sign.isascii() or sign.isalpha())]
        await desk.resize(80, 24)
        assert desk.text == began


def test_the_archive_of_these_tests_is_one_that_the_program_reads(archive: Path) -> None:
    half_a_year(archive)
    index = Index(Archive(archive).folder)
    index.refresh()
    from facilitator.store.index.problems import problems

    assert problems(index) == ()


@each_theme
async def test_what_is_drawn_stands_out_by_7_to_1(archive: Path, theme: themes.Theme) -> None:
    half_a_year(archive)
    settings = Settings(theme=theme.name)
    async with at_desk(archive, look_back(), settings=settings, size=(160, 45)) as desk:
        await desk.written()
        assert faintest(desk)[0] >= AT_LEAST, faintest(desk)


@pytest.mark.parametrize("size", SIZES)
async def test_the_frame_in_force_is_there_with_its_norms_and_its_day(
    archive: Path, size: tuple[int, int]
) -> None:
    half_a_year(archive)
    for version, social in ((1, "Vi tier"), (2, "Vi siger tak")):
        frame = a_frame(version, team=TEAM, day=date(2026, 1, version), social=[social], what=["x"])
        (archive / TEAM / f"{frame.date}-framing.toml").write_bytes(dumps(frame))
    async with at_desk(archive, look_back(), size=size) as desk:
        await desk.written()
        looks = "\n".join(await paged(desk))

        assert "– Vi siger tak" in looks
        assert "Version 2, lavet 2. januar 2026." in looks
        assert "Vi tier" not in looks
        assert "Der er ingen ramme endnu." not in looks
