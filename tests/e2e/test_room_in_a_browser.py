"""A wall and twelve phones in a real browser: through a measurement, and through a check-out."""

from __future__ import annotations

import os
import shutil
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from facilitator.core.session.board import AddKeyword
from facilitator.core.session.phases import NextPhase, PreviousPhase
from facilitator.room import invitation as network
from facilitator.room.invitation import LOOPBACK, Network
from facilitator.ui.measurement.result import ResultScreen
from facilitator.ui.room import WordsScreen
from facilitator.words import set_language
from tests.ui.desk import at_desk, begun, until
from tests.ui.measurement.measured import measuring
from tests.ui.room.opened import look, open_room, phase_that_writes

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from playwright.async_api import Browser, Page

    from facilitator.room.server import Room

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)
PHONES = 12
PICTURES = os.environ.get("FACILITATOR_PICTURES")
"""A folder for pictures of what was seen, to be looked at."""

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium on this machine"),
]
SIZES = ((1920, 1080, "light"), (1024, 768, "dark"))


@pytest.fixture(autouse=True)
def _own_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "networks", lambda: (Network("", LOOPBACK),))
    set_language("da")


@asynccontextmanager
async def browsing() -> AsyncIterator[Browser]:
    api = pytest.importorskip("playwright.async_api", reason="playwright is not installed")
    async with api.async_playwright() as playwright:
        options = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=options)
        yield browser
        await browser.close()


async def page_of(browser: Browser, wrong: list[str], **how: object) -> Page:
    """A page of its own; what its console says is wrong."""
    context = await browser.new_context(**how)  # type: ignore[arg-type]
    page = await context.new_page()
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text))
    page.set_default_timeout(60_000)
    return page


async def walls(browser: Browser, room: Room, wrong: list[str]) -> list[Page]:
    pages = []
    for width, height, scheme in SIZES:
        size = {"width": width, "height": height}
        page = await page_of(browser, wrong, viewport=size, color_scheme=scheme)
        await page.goto(room.wall_url)
        pages.append(page)
    return pages


async def phones(browser: Browser, room: Room, wrong: list[str]) -> list[Page]:
    pages = []
    for number in range(PHONES):
        size = {"width": 375, "height": 667}
        language = "en-GB" if number % 3 == 0 else "da-DK"
        page = await page_of(browser, wrong, viewport=size, locale=language, has_touch=True)
        await page.goto(room.url_with_code)
        await page.locator("button.main").tap()
        pages.append(page)
    return pages


async def seen(page: Page, name: str) -> None:
    if PICTURES:
        await page.screenshot(path=f"{PICTURES}/{name}.png")


def is_wrong(wrong: list[str]) -> list[str]:
    """What is no loss of a connection at the end."""
    return [words for words in wrong if "net::ERR" not in words]


async def test_twelve_phones_answer_and_are_told_that_they_count(tmp_path: Path) -> None:
    wrong: list[str] = []
    async with browsing() as browser, at_desk(tmp_path, first=measuring(expected=12)) as desk:
        room = await open_room(desk)
        await desk.press("escape")
        wall, _small = await walls(browser, room, wrong)
        assert await wall.get_by_text(room.code_words).is_visible()
        pages = await phones(browser, room, wrong)
        await seen(pages[1], "phone-statement")
        for number, page in enumerate(pages):
            for item in range(7):
                await page.locator(".list button").nth((number + item) % 5).tap()
            if number == 1:
                await page.locator("textarea").fill("Tak for snakken")
            await page.locator("button.main").tap()
            if number == 1:
                await page.locator(".look button").nth(2).tap()  # changed until it is sent
                await page.locator(".list button").nth(5).tap()
                await seen(page, "phone-last-look")
            await page.locator("button.main").tap()
        keeper = desk.navigator.current.measuring
        assert keeper
        await until(lambda: keeper.number_answered == 12)
        await desk.press("f8", "down", "enter")
        await desk.written()
        for page in pages:
            words = "Your answer is counted" if page in pages[::3] else "Dit svar tæller med"
            await page.get_by_role("heading", name=words).wait_for()
        await seen(pages[1], "phone-counted")

        assert isinstance(desk.app.screen, ResultScreen)
        assert desk.app.screen._measurement.answered == 12
        assert desk.app.screen._measurement.comments == ("Tak for snakken",)
        await desk.press("d")
        assert not isinstance(desk.app.screen, ResultScreen)
        assert not is_wrong(wrong)


async def test_everybody_writes_in_a_check_out_and_the_wall_shows_what_was_taken(
    tmp_path: Path,
) -> None:
    wrong: list[str] = []
    async with browsing() as browser, at_desk(tmp_path, first=begun("check-out")) as desk:
        room = await phase_that_writes(desk)
        conductor = desk.conductor
        shown = await walls(browser, room, wrong)
        pages = await phones(browser, room, wrong)
        for number, page in enumerate(pages):
            await page.locator("#words").fill(f"Ord nummer {number}")
            await page.locator("button.main").tap()
        for page in pages:
            await page.locator("#sent", has_text="1").wait_for()
        await seen(pages[1], "phone-writes")
        await until(lambda: room.number_of_words == PHONES)  # a phone counts what is on its way
        await desk.press("ctrl+b")
        assert isinstance(desk.app.screen, WordsScreen)
        await desk.press("ctrl+s")
        await look(desk)
        await pages[1].get_by_text("har set på: 1").wait_for()

        for number in range(PHONES):
            await shown[0].get_by_text(f"Ord nummer {number}", exact=True).wait_for()
        tree = await shown[0].locator("body").aria_snapshot()
        prompt = conductor.session.phase.prompts[0]
        capture = conductor.session.board[0]
        assert f'heading "{prompt}" [level=1]' in tree
        assert "listitem: Ord nummer 7" in tree
        for page, size in zip(shown, SIZES, strict=True):
            width = await page.evaluate("document.documentElement.scrollWidth")
            assert width <= size[0]
            await seen(page, f"wall-{size[0]}")
        for number in range(60):
            conductor.do(AddKeyword(capture, f"Et ord til, og det er nummer {number}"))
        await look(desk)
        for page, size in zip(shown, SIZES, strict=True):
            await page.get_by_text("nummer 59", exact=False).wait_for()
            assert await page.evaluate("document.documentElement.scrollHeight") <= size[1]
            assert await page.get_by_text(room.code_words).is_visible()
            assert await page.locator(".more", has_text="til").count() == 1
            await seen(page, f"wall-long-{size[0]}")
        assert not is_wrong(wrong)


async def test_a_phone_at_the_door_asks_nothing_and_a_wrong_code_is_said(tmp_path: Path) -> None:
    async with browsing() as browser, at_desk(tmp_path, first=begun("check-out")) as desk:
        room = await phase_that_writes(desk)
        page = await page_of(browser, [], viewport={"width": 375, "height": 667}, has_touch=True)
        await page.clock.install()
        await page.goto(f"http://{room.address}:{room.port}/")
        await page.locator("#code").wait_for()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))

        await page.clock.run_for(120_000)
        assert not asked  # each would count as a wrong code, and the code would change for all

        await page.locator("#code").fill("aaaaaa")
        for _twice in range(2):
            await page.locator("button.main").tap()
            await page.get_by_text("That is not the code.").wait_for()
            await page.evaluate("scrollTo(0, document.body.scrollHeight)")
        bar = await page.locator("#status").bounding_box()
        begin = await page.locator("button.main").bounding_box()
        assert bar
        assert begin
        assert begin["y"] + begin["height"] <= bar["y"]  # what is said hides nothing for good
        assert [url.rsplit("/")[-1] for url in asked] == ["join"]


async def test_a_phone_says_when_nothing_is_written_any_more(tmp_path: Path) -> None:
    async with browsing() as browser, at_desk(tmp_path, first=begun("check-out")) as desk:
        room = await phase_that_writes(desk)
        conductor = desk.conductor
        page = await page_of(browser, [], viewport={"width": 375, "height": 667}, has_touch=True)
        await page.clock.install()
        await page.goto(room.url_with_code)
        await page.locator("button.main").tap()
        await page.locator("#words").fill("Halvt skrevet")
        over = page.get_by_text("Nothing is written any more just now.")

        conductor.do(NextPhase())
        await look(desk)
        await page.clock.run_for(5000)
        await over.wait_for()
        assert await page.locator("#words").input_value() == "Halvt skrevet"

        conductor.do(PreviousPhase())
        await look(desk)
        await page.clock.run_for(5000)
        await over.wait_for(state="hidden")
        assert await page.locator("#words").input_value() == "Halvt skrevet"


async def test_a_phone_is_told_that_the_room_is_closed_while_the_session_goes_on(
    tmp_path: Path,
) -> None:
    phone = {"viewport": {"width": 375, "height": 667}, "has_touch": True, "locale": "da-DK"}
    wrong: list[str] = []
    async with browsing() as browser, at_desk(tmp_path, first=begun("check-out")) as desk:
        room = await phase_that_writes(desk)
        page = await page_of(browser, wrong, **phone)
        await page.clock.install()
        await page.goto(room.url_with_code)
        at_the_door = await page.locator("main").inner_text()
        assert "papir" not in at_the_door
        assert "Det, du sender" in at_the_door
        await page.locator("button.main").tap()
        await page.locator("#words").fill("Halvt skrevet")
        await seen(page, "phone-writes")

        desk.navigator.room.end()
        await page.clock.run_for(4000)
        await page.get_by_role("heading", name="Rummet er lukket").wait_for()
        await seen(page, "phone-room-closed")
    assert not is_wrong(wrong)
    async with browsing() as browser, at_desk(tmp_path / "2", first=measuring()) as desk:
        room = await open_room(desk)
        await desk.press("escape")
        page = await page_of(browser, wrong, **phone)
        await page.clock.install()
        await page.goto(room.url_with_code)
        await page.locator("button.main").tap()
        await page.locator(".list button").first.tap()
        await page.get_by_text("2 / 7").wait_for()

        desk.navigator.room.end()
        await desk.written()
        await page.clock.run_for(6000)
        await page.get_by_role("heading", name="Rummet er lukket").wait_for()
        assert "Bed om tastaturet" in await page.locator("main").inner_text()
    assert not is_wrong(wrong)


async def test_a_phone_that_hears_nothing_for_long_says_that_the_room_may_be_closed(
    tmp_path: Path,
) -> None:
    async with browsing() as browser, at_desk(tmp_path, first=measuring()) as desk:
        room = await open_room(desk)
        await desk.press("escape")
        page = await page_of(browser, [], locale="da-DK")
        await page.clock.install()
        await page.goto(room.url_with_code)
        await page.locator("button.main").click()
        await page.locator(".list button").first.click()

        desk.navigator.room.close(None, lambda: None)
        await desk.settle()
        for _ in range(6):
            await page.clock.run_for(5000)
            await page.locator("#status", has_text="forbindelse").wait_for()
        await page.get_by_text("Måske er rummet lukket").wait_for()
        assert await page.get_by_text("2 / 7").count() == 1


async def test_a_phone_with_the_code_of_before_a_crash_types_the_new_one_and_loses_nothing(
    tmp_path: Path,
) -> None:
    async with browsing() as browser, at_desk(tmp_path, first=begun("check-out")) as desk:
        room = await phase_that_writes(desk)
        page = await page_of(browser, [], locale="da-DK")
        await page.clock.install()
        await page.goto(room.url_with_code)
        await page.locator("button.main").click()
        await page.locator("#words").fill("Halvt skrevet")

        room.tickets.code, room.tickets.watchword = "bbbbbb", "another"
        await page.clock.run_for(4000)
        await page.get_by_role("heading", name="Der er en ny kode").wait_for()
        await page.clock.run_for(60_000)  # none is asked for again and again
        assert room.tickets._wrong_codes == 1
        await page.locator("#code").fill("BBBBBB")
        await page.locator("button.main").click()
        await page.locator("#words").wait_for()
        assert await page.locator("#words").input_value() == "Halvt skrevet"
        await page.locator("button.main").click()
        await until(lambda: room.number_of_words == 1)


async def test_everybody_votes_and_only_counts_come_to_the_board(tmp_path: Path) -> None:
    wrong: list[str] = []
    async with browsing() as browser, at_desk(tmp_path, first=begun("retrospective")) as desk:
        room = await open_room(desk)
        await desk.press("escape")
        conductor = desk.conductor
        conductor.do(NextPhase())
        for text in ("Tid", "Ro"):
            conductor.do(AddKeyword("topics", text))
        await look(desk)
        page = await page_of(browser, wrong, viewport={"width": 375, "height": 667}, locale="da-DK")
        await page.goto(room.url_with_code)
        await page.locator("button.main").click()
        await page.locator("#words").wait_for()  # it writes first, then the same page votes
        conductor.do(NextPhase())
        await look(desk)
        for text in ("Tid", "Ro"):
            await page.get_by_role("button", name=text).click()
        await page.get_by_role("button", name="Tag alle").click()
        for _ in range(4):  # it has three
            await page.get_by_role("button", name="Ro").click()
        await page.get_by_text("Stemmer tilbage: 0").wait_for()
        await seen(page, "phone-votes")
        await page.locator("button.main").click()
        await page.get_by_role("heading", name="Dine stemmer er afgivet").wait_for()
        await seen(page, "phone-votes-in-hand")
        conductor.do(NextPhase())
        await look(desk)
        await page.get_by_role("heading", name="Der stemmes ikke om noget").wait_for()
        await look(desk)
        await page.get_by_text("Dine stemmer er talt med").wait_for()

        assert [k.votes for k in conductor.session.note.entries("topics")] == [None, 3]
        conductor.do(PreviousPhase())
        conductor.do(PreviousPhase())
        await look(desk)
        await page.locator("#words").fill("Et ord til")  # with a ticket of its own
        await page.locator("button.main").click()
        await page.locator("#sent", has_text="1").wait_for()
        await until(lambda: room.number_of_words == 1)
        desk.navigator.room.close(None, lambda: None)
        await desk.settle()
        assert not is_wrong(wrong)


async def test_the_wall_comes_back_by_itself_and_ends_calmly(tmp_path: Path) -> None:
    wrong: list[str] = []
    async with browsing() as browser, at_desk(tmp_path, first=begun("check-out")) as desk:
        room = await open_room(desk)
        await desk.press("escape")
        (page, _small) = await walls(browser, room, wrong)
        await page.context.set_offline(True)
        await page.context.set_offline(False)
        await desk.enter("Ro på")
        await look(desk)
        await page.get_by_text("Ro på").wait_for()
        room.close()
        await page.get_by_text("Sessionen er slut").wait_for()
        assert await page.locator("#status").text_content() == ""
