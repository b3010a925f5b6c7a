"""A result on the wall, a team over time, and the dialogue about it."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from facilitator.core.measurement.items import ITEMS
from facilitator.store.archive import Archive
from facilitator.store.measurement.notes import measurements_in, read_measurement
from facilitator.store.user_settings import Settings
from facilitator.ui.kit.charts import item_chosen
from facilitator.ui.measurement.result import ResultScreen
from facilitator.ui.session.screen import SessionScreen
from facilitator.ui.themes import plain_signs
from facilitator.words import set_language
from tests.core.measurement.measures import TODAY, A, C, random_rows
from tests.store.measurement.older import older_note
from tests.ui.desk import at_desk, to_phase
from tests.ui.measurement.measured import NINE, TEAM, choose, dialogue, door, kept, result

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.ui.app import FacilitatorApp
    from tests.ui.desk import Desk

SIZES = [(80, 24), (50, 15), (160, 45)]
HOSTILE = "[b]fed[/b] [/] $x {y} ▓▓"


def three(archive: Path) -> None:
    """A year of the team: five points, seven, five."""
    kept(archive, random_rows(9, 5, 2), day=date(2025, 3, 3), number=1)
    kept(archive, random_rows(9, 7, 3), scale=7, day=date(2025, 9, 3), number=2)
    kept(archive, NINE, day=TODAY, number=3, label="APV 2026")


async def whole(desk: Desk) -> str:
    """All there is to read on a page that may have to be scrolled."""
    rows = list(desk.rows)
    for _page in range(12):
        await desk.press("pagedown")
        rows += [row for row in desk.rows if row not in rows]
    return " ".join(" ".join(rows).split())


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("size", SIZES)
async def test_spread_comes_first_then_index_and_n_then_every_item_in_the_language_it_was_asked_in(
    archive: Path, size: tuple[int, int], language: str
) -> None:
    shown = kept(archive)
    set_language("en" if language == "en" else "da")
    async with at_desk(archive, result(shown), size=(size[0], max(size[1], 16))) as desk:
        await desk.resize(*size)
        spread, index, n = {
            "da": ("Vi oplever det", "Indeks 7", "9 svar"),
            "en": ("We experience it", "Index 7", "9 answers"),
        }[language]
        if size[1] < 40:
            assert desk.text.index(spread) < desk.text.index(index) < desk.text.index(n)
        else:
            assert desk.has_large_letters
        text = await whole(desk)
        for item in ITEMS:
            assert set(item.text.da.split()) <= set(text.split())
        assert "Lav enighed er trygt her" in text


async def test_at_80_by_24_all_seven_items_stand_on_one_screen(archive: Path) -> None:
    async with at_desk(archive, result(kept(archive))) as desk:
        for item in ITEMS:
            assert f"{item.number} {item.text.da[:20]}" in desk.text
        assert desk.text.count("Lav enighed er trygt her") == 1
        assert sum("↔" in row and "│" in row for row in desk.rows) == 3


async def test_bars_of_one_length_differ_by_glyph_and_have_their_numbers_beside(
    archive: Path,
) -> None:
    async with at_desk(archive, result(kept(archive, C, scale=7))) as desk:
        bars = [row for row in desk.rows if "█" * 10 in row]
        assert len(bars) == 7
        assert all("0 0 5" in row for row in bars)
        assert len({row.count("█") for row in bars}) == 1


@pytest.mark.parametrize("size", SIZES)
async def test_bars_diverge_from_one_axis_with_the_middle_on_either_side_of_it(
    archive: Path, size: tuple[int, int]
) -> None:
    rows = [(1, 2, 3, 4, 5, 3, 1)] * 4 + [(2, 2, 3, 4, 4, 3, 5)] * 5
    async with at_desk(archive, result(kept(archive, rows)), size=(size[0], 50)) as desk:
        bars = [row for row in desk.rows if re.search(r"[▓▒·■█]│|│[▓▒·■█]", row)]
        axis = {row.index("│") for row in bars}
        assert len(axis) == 1
        sides = [row.split("│") for row in bars]
        assert any("▓" in left for left, _right in sides)
        assert any("█" in right for _left, right in sides)
        for left, right in sides:
            assert not set(left) & set("■█")
            assert not set(right) & set("▓▒")
            assert left.count("·") == right.count("·")
        assert any("·" * 5 in left for left, _right in sides)


async def test_a_part_that_one_of_many_has_chosen_is_seen(archive: Path) -> None:
    rows = [(4,) * 7] * 99 + [(1, 2, 3, 5, 1, 2, 3)]
    async with at_desk(archive, result(kept(archive, rows))) as desk:
        bars = [row for row in desk.rows if "■│" in row or "│■" in row or "·│·" in row]
        for sign, count in (("▓", 2), ("▒", 2), ("·", 2), ("█", 1)):
            assert sum(sign in row for row in bars) == count


async def test_nothing_on_any_page_grades_or_tells_of_one_respondent(archive: Path) -> None:
    shown = kept(archive)
    async with at_desk(archive, result(shown), size=(160, 45)) as desk:
        for key in ("t", "k"):
            text = await whole(desk)
            words = (
                "minimum",
                "maksimum",
                "Laveste",
                "Højeste",
                "karakter",
                "benchmark",
                "risiko:",
            )
            assert not any(word in text for word in words)
            await desk.press(key)


@pytest.mark.parametrize("size", SIZES)
async def test_an_item_too_few_answered_is_named_with_the_reason(
    archive: Path, size: tuple[int, int]
) -> None:
    rows = [(*row[:3], None, *row[4:]) for row in NINE[:5]] + list(NINE[5:])
    async with at_desk(archive, result(kept(archive, rows)), size=size) as desk:
        text = await whole(desk)
        assert "4 Det er sikkert at løbe" in text
        assert "Færre end 5" in text


async def test_an_item_that_an_older_version_kept_in_bins_says_what_its_three_parts_are(
    archive: Path,
) -> None:
    note = kept(archive)
    assert note.full_figures
    items = note.full_figures.items
    binned = items[3].model_copy(update={"distribution": items[3].bins})
    figures = note.full_figures.model_copy(update={"items": (*items[:3], binned, *items[4:])})
    note = note.model_copy(update={"full_figures": figures})
    async with at_desk(archive, result(note), size=(160, 45)) as desk:
        assert "▓ uenig" in desk.row_with("midt")
        assert "▒ Uenig" in desk.text


async def test_comments_have_a_page_of_their_own_from_eight_and_are_text(archive: Path) -> None:
    shown = kept(archive, comments=[HOSTILE, "Vi spørger hinanden mere."])
    async with at_desk(archive, result(shown)) as desk:
        assert "spørger hinanden" not in desk.text
        assert "Kommentarer" in desk.rows[-1]
        await desk.press("k")
        assert "adskilt fra svarene og uden rækkefølge" in desk.prose
        assert f"– {HOSTILE}" in desk.text
        assert "– Vi spørger hinanden mere." in desk.text
        assert "Indeks" not in desk.text
        await desk.press("escape")
        assert "Indeks" in desk.text
        await desk.press("c", "c")
        assert "Indeks" in desk.text


async def test_a_long_comment_goes_on_under_its_words(archive: Path) -> None:
    shown = kept(archive, comments=["Vi spørger hinanden " * 5])
    async with at_desk(archive, result(shown), size=(50, 15)) as desk:
        await desk.press("k")
        at = desk.rows.index(desk.row_with("– Vi spørger"))
        assert desk.rows[at + 1].startswith(" " * (desk.rows[at].index("–") + 2))


@pytest.mark.parametrize("size", SIZES)
async def test_the_year_of_a_result_is_seen_beside_a_long_name(
    archive: Path, size: tuple[int, int]
) -> None:
    shown = kept(archive, label="Efterårets APV, 2. del")
    async with at_desk(archive, result(shown), size=size) as desk:
        assert "2026" in desk.row_with("Efterårets")


async def test_under_eight_there_are_no_comments_and_no_key_for_them(archive: Path) -> None:
    shown = kept(archive, A, comments=["Vi spørger hinanden mere."])
    async with at_desk(archive, result(shown)) as desk:
        assert "Kommentarer" not in desk.rows[-1]
        await desk.press("k")
        assert "Indeks omkring 70" in desk.text
        assert "spørger" not in desk.text


@pytest.mark.parametrize("size", SIZES)
async def test_of_few_the_index_is_about_and_why_is_said_and_there_are_no_technical_figures(
    archive: Path, size: tuple[int, int]
) -> None:
    async with at_desk(archive, result(kept(archive, A)), size=size) as desk:
        text = await whole(desk)
        assert "Indeks omkring 70 af 100 · 6 svar" in text
        assert "5–7 svar: indeks til nærmeste 5, svar i tre grupper." in text
        assert "Teknisk" not in desk.rows[-1]
        await desk.press("t")
        assert "rwg" not in await whole(desk)


@pytest.mark.parametrize("size", SIZES)
async def test_the_technical_page_has_the_published_figures_of_team_and_items(
    archive: Path, size: tuple[int, int]
) -> None:
    rows = [*NINE[:6], *[(4,) * 7] * 4]
    async with at_desk(archive, result(kept(archive, rows)), size=size) as desk:
        await desk.press("t")
        text = await whole(desk)
        assert "Cronbachs alfa: 0," in text
        assert "Spredning (standardafvigelse i indekspoint): " in text
        assert not re.search(r"\d,\d\d", text)
        assert "rwg" in text
        await desk.press("t")
        assert "rwg" not in await whole(desk)


async def test_alpha_is_not_shown_under_ten_complete_answers(archive: Path) -> None:
    async with at_desk(archive, result(kept(archive))) as desk:
        await desk.press("t")
        assert "Cronbachs alfa: ingen; den kræver 10" in desk.prose


async def test_a_withheld_result_has_the_reason_and_no_key_to_figures(archive: Path) -> None:
    async with at_desk(archive, result(kept(archive, A[:4]))) as desk:
        assert "4 har svaret. Resultatet vises fra 5 svar." in desk.prose
        for label in ("Teknisk", "Kommentarer", "Dialog", "Over tid"):
            assert label not in desk.rows[-1]
        await desk.press("t", "k", "o", "d")
        assert "4 har svaret. Resultatet vises fra 5 svar." in desk.prose


@pytest.mark.parametrize("page", ["", "t", "k", "o"])
async def test_f9_blanks_every_page(archive: Path, page: str) -> None:
    three(archive)
    shown = measurements_in(Archive(archive)).notes[0]
    async with at_desk(archive, result(shown)) as desk:
        await desk.press(*page, "f9")
        assert not desk.text.strip()
        await desk.press("f9")
        assert TEAM in desk.text


@pytest.mark.parametrize("page", ["", "t", "k", "o"])
async def test_every_page_is_drawn_in_any_terminal(archive: Path, page: str) -> None:
    three(archive)
    shown = kept(archive, NINE, [HOSTILE], day=date(2026, 1, 1), number=4, team="Team Syd")
    async with at_desk(archive, result(shown)) as desk:
        await desk.press(*page)
        began = desk.text
        for columns, rows in ((20, 5), (40, 10), (50, 15), (160, 45), (300, 100), (80, 24)):
            await desk.resize(columns, rows)
            assert len(desk.rows) == rows
            assert all(strip.cell_length <= columns for strip in desk.strips)
        assert desk.text == began


@pytest.mark.parametrize("scale", [5, 7])
async def test_in_ascii_each_part_of_a_bar_still_has_a_sign_of_its_own(
    archive: Path, scale: int
) -> None:
    three(archive)
    shown = kept(
        archive, [(n,) * 7 for n in range(1, scale + 1)] * 2, scale=scale, number=4, team="Team Syd"
    )
    async with at_desk(archive, result(shown), settings=Settings(ascii=True)) as desk:
        text = "\n".join(row.translate(plain_signs()) for row in desk.rows)
        legend = text[text.index("Meget uenig") - 2 : text.index("Meget enig")]
        signs = {part[0] for part in re.split(r"\s\s+", legend) if part} | {"#"}
        assert len(signs) == scale
        for page in ("t", "k", "t"):
            await desk.press(page)
            assert not [
                s for s in desk.text.translate(plain_signs()) if not (s.isascii() or s.isalpha())
            ]
    async with at_desk(archive, lambda app: app.navigator.measurement.show_trend(TEAM)) as desk:
        assert not [
            s for s in desk.text.translate(plain_signs()) if not (s.isascii() or s.isalpha())
        ]


# Over time


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("size", SIZES)
async def test_over_time_there_is_a_picture_and_the_same_as_a_table_by_index(
    archive: Path, size: tuple[int, int], language: str
) -> None:
    set_language("en" if language == "en" else "da")
    three(archive)
    async with at_desk(
        archive, lambda app: app.navigator.measurement.show_trend(TEAM), size=size
    ) as desk:
        assert desk.text.count("●") == 3
        assert "│" in desk.text
        assert "100┤" in desk.text
        assert ("3/9 2025" if language == "da" else "3 Sep 2025") in desk.text
        text = await whole(desk)
        assert ("Skalaerne er forskellige" if language == "da" else "The scales differ") in text
        clear = ("ydelig ændring",) if language == "da" else ("lear change",)
        assert text.count(*clear) == (2 if size[0] > 50 else 1)  # whole() reads equal rows once
        for note in measurements_in(Archive(archive)).notes:
            assert note.full_figures
            assert f"±{note.full_figures.spread}" in text


async def test_a_withheld_measurement_has_its_place_and_no_figure(archive: Path) -> None:
    kept(archive, A, day=date(2025, 3, 3), number=1)
    kept(archive, A[:4], day=date(2025, 9, 3), number=2)
    kept(archive, NINE, day=TODAY, number=3)
    async with at_desk(archive, lambda app: app.navigator.measurement.show_trend(TEAM)) as desk:
        assert desk.text.count("●") == 2
        assert "4 har svaret" in desk.row_with("3. september 2025")
        assert "~70" in desk.row_with("3. marts 2025")
        assert desk.text.count("±") == 2  # at its mark, and in the table
        assert "ændring" in desk.row_with("3. marts 2026")
        assert "Skalaerne" not in desk.text


async def test_the_door_leads_to_each_result_and_over_time(archive: Path) -> None:
    three(archive)
    async with at_desk(archive, door) as desk:
        await choose(desk, "Over tid")
        assert desk.text.count("●") == 3
        await desk.press("escape")
        await choose(desk, "Team Nordlys · APV 2026")
        assert isinstance(desk.app.screen, ResultScreen)
        await desk.press("o", "escape", "escape")
        assert "Ny måling" in desk.text


# Notes of an older version


def told(desk: Desk) -> list[str]:
    """What is said beside the screen, unwrapped."""
    return [note.message for note in desk.app._notifications]


@pytest.mark.parametrize("where", ["door", "result"])
async def test_a_note_with_rows_is_written_anew_when_it_is_opened_and_told_of(
    archive: Path, where: str
) -> None:
    path = older_note(archive)
    rows = path.read_text(encoding="utf-8")

    def first(app: FacilitatorApp) -> None:
        door(app) if where == "door" else result(read_measurement(path))(app)

    async with at_desk(archive, first) as desk:
        await desk.written()
        assert any(f"{path.name}: enkeltsvar og nøjagtige" in words for words in told(desk))
        text = path.read_text(encoding="utf-8")
        assert "responses" in rows
        assert "responses" not in text
        if where == "door":
            await choose(desk, TEAM)
        assert "Indeks omkring 70" in desk.text


# The dialogue


@pytest.mark.parametrize("size", SIZES)
async def test_the_result_is_on_screen_throughout_the_dialogue(
    archive: Path, size: tuple[int, int]
) -> None:
    kept(archive)
    async with at_desk(archive, dialogue(start=False), size=size) as desk:
        assert "Vi oplever det" not in desk.text  # the ground rules come first
        for _phase in range(7):
            await desk.press("pagedown")
            desk.app.clear_notifications()
            assert "Vi oplever det" in desk.text
            assert sum("↔" in row and "Lav enighed" not in row for row in desk.rows) == 3
            for item in ITEMS:
                assert desk.row_with(f"{item.number} {item.text.da[:10]}") or any(
                    f"{item.number}{mark}" in desk.text for mark in ("↔ ", "  ")
                )
            session = desk.session
            takes_text = bool(session.board or session.phase.keeps)
            assert ("❯" in desk.text) == takes_text
            assert "Skriv ikke navne" in desk.text
            if size[1] > 15:  # what to know stands at the bottom, with a board and without
                (at,) = (i for i, row in enumerate(desk.rows) if "Skriv ikke navne" in row)
                assert at == len(desk.rows) - 2
            assert not desk.app.screen.show_vertical_scrollbar


@pytest.mark.parametrize("size", SIZES)
async def test_the_item_a_team_has_chosen_stands_large_with_its_whole_wording(
    archive: Path, size: tuple[int, int]
) -> None:
    kept(archive)
    async with at_desk(archive, dialogue(), size=size) as desk:
        await to_phase(desk, "choice")
        await desk.enter("Udsagn 3")
        await to_phase(desk, "action")
        assert ITEMS[2].text.da in desk.prose
        assert ITEMS[6].text.da not in desk.prose


@pytest.mark.parametrize(
    ("words", "item"),
    [("3", 3), ("Udsagn 7", 7), ("nr. 1: fejl", 1), ("8", None), ("1 og 3", None), ("", None)],
)
def test_the_item_that_is_chosen_is_known_by_its_number_alone(words: str, item: int | None) -> None:
    assert item_chosen(words) == item


async def test_the_whole_result_is_one_key_away_and_leads_back(archive: Path) -> None:
    kept(archive, comments=["Vi spørger mere"])
    async with at_desk(archive, dialogue(), size=(50, 15)) as desk:
        await desk.press("pagedown", "ctrl+r")
        assert isinstance(desk.app.screen, ResultScreen)
        assert "1 Hvis du begår" in desk.text
        assert "Dialog" not in desk.rows[-1]
        await desk.press("d", "k", "escape", "escape")
        assert isinstance(desk.app.screen, SessionScreen)


async def test_the_dialogue_ends_in_one_chosen_item_and_at_most_two_commitments(
    archive: Path,
) -> None:
    kept(archive)
    async with at_desk(archive, dialogue()) as desk:
        await desk.press(*["pagedown"] * 4)
        await desk.enter("udsagn 5")
        assert desk.session.note.theme_word == "udsagn 5"
        await desk.press("pagedown")
        for what in ("Vi spørger hver dag", "Vi siger tak"):
            await desk.enter(what)
            await desk.press("enter", "enter")
        assert [c.what for c in desk.session.note.commitments] == [
            "Vi spørger hver dag",
            "Vi siger tak",
        ]
        await desk.enter("En tredje")
        await desk.press("enter", "enter")
        assert len(desk.session.note.commitments) == 2


async def test_the_leader_speaks_last_in_the_dialogue(archive: Path) -> None:
    from facilitator.core.guide.model import Role
    from tests.ui.desk import begun, person_at

    kept(archive)
    first = begun(
        "measurement-dialogue", "Mette, Jonas, Bo", team=TEAM, roles={Role.LEADER: "Mette"}
    )
    async with at_desk(archive, first) as desk:
        await desk.press("pagedown", "pagedown")
        seen = []
        for _turn in range(3):
            seen.append(next(n for n in ("Mette", "Jonas", "Bo") if person_at(n) in desk.text))
            await desk.press("right")
        assert seen == ["Jonas", "Bo", "Mette"]


async def test_without_a_result_the_advice_is_to_begin_with_the_questionnaire(
    archive: Path,
) -> None:
    kept(archive, A[:4])
    async with at_desk(archive, door) as desk:
        await choose(desk, "Dialog")
        assert "begynde med spørgeskemaet" in desk.prose
        await desk.press("escape")
        await choose(desk, "Dialog")
        await desk.press("down", "enter")
        assert "Dialog om målingen" in desk.text


async def test_the_dialogue_of_a_team_without_a_result_says_so(archive: Path) -> None:
    kept(archive, team="Team Syd")
    async with at_desk(archive, dialogue()) as desk:
        await desk.press("pagedown")
        assert "Indeks" not in desk.text
        assert "Teamet har ikke lukket nogen måling endnu." in desk.prose


async def test_the_dialogue_begins_from_the_result_with_its_team(archive: Path) -> None:
    kept(archive, team="Team Syd", number=1)
    shown = kept(archive, random_rows(9, 5, 7), team="Team Vest", number=2)
    async with at_desk(archive, result(shown)) as desk:
        await desk.press("d")
        assert "Dialog om målingen" in desk.text
        assert "Team Vest" in desk.text


async def test_of_many_old_notes_three_are_named(archive: Path) -> None:
    for number in range(1, 9):
        older_note(archive, number)
    async with at_desk(archive, door) as desk:
        await desk.written()
        (words,) = told(desk)
        assert words.count("enkeltsvar") == 3
        assert words.endswith("… 5")
