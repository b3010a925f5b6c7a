"""The screens that are looked at as a whole: how each is opened, what it looks like in words.

A screen of yours: a line in SCREENS, and `--snapshot-update` once you have looked at it.
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from textual.color import Color
from textual.widgets import Input

from facilitator.core.guide.entry import Door
from facilitator.core.session.phases import KeepRoom
from facilitator.room.invitation import LOOPBACK, Network
from facilitator.store.user_settings import Settings
from facilitator.ui.room import OpenRoom, RoomScreen, WordsScreen
from facilitator.ui.themes import THEMES
from tests.ui.desk import at_desk, begun, to_phase, written
from tests.ui.measurement.measured import TEAM, dialogue, door
from tests.ui.measurement.measured import measuring as measurement
from tests.ui.review.reviewed import half_a_year, look_back
from tests.ui.room.opened import ROOM, STAND_IN, WRITTEN

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
    from pathlib import Path

    from rich.style import Style
    from textual.screen import Screen

    from facilitator.ui.app import FacilitatorApp, First
    from tests.ui.desk import Desk

NETWORKS = (Network("wlp2s0", ROOM.address), Network("lo", LOOPBACK))
WORDS = ("få talte meget", "to ventede på ordet", "vi spurgte for sent")


class Opened(NamedTuple):
    """A screen, and how a user comes to it."""

    first: First | None = None
    keys: tuple[str, ...] = ()
    steps: Callable[[Desk], Awaitable[None]] | None = None
    """What is done after the keys."""
    archive: bool = False
    """Whether there is half a year in the archive."""


def shown(screen: Callable[[], Screen[Any]]) -> First:
    def first(app: FacilitatorApp) -> None:
        app.push_screen(screen())

    return first


def a_result(app: FacilitatorApp) -> None:
    latest = app.workspace.latest_result(TEAM)
    assert latest
    app.navigator.measurement.show_result(latest[0])


async def a_round(desk: Desk) -> None:
    await desk.press("pagedown", "pagedown")
    for words in WORDS:
        await desk.enter(words)


async def a_reflecting_round(desk: Desk) -> None:
    while desk.session.phase.id != "reflecting-round":
        await desk.press("pagedown", "escape")


async def thinking(desk: Desk) -> None:
    await a_round(desk)
    await desk.run("session.thinking_pause")


async def the_board_edited(desk: Desk) -> None:
    await a_round(desk)
    await desk.run("session.edit_board")


async def on_the_wall(desk: Desk) -> None:
    await a_round(desk)
    await desk.press("ctrl+f")


async def votes(desk: Desk) -> None:
    await to_phase(desk, "gather")
    await desk.press("2", "enter")
    for words in WORDS:
        await desk.enter(words)
    await to_phase(desk, "vote")


async def the_votes_counted(desk: Desk) -> None:
    await votes(desk)
    await desk.press("f5", "+", "space")


async def votes_on_the_wall(desk: Desk) -> None:
    await the_votes_counted(desk)
    await desk.press("escape", "ctrl+f")


async def a_result_talked_about(desk: Desk) -> None:
    await to_phase(desk, "round")


async def a_result_on_the_wall(desk: Desk) -> None:
    await a_result_talked_about(desk)
    await desk.press("ctrl+f")


async def a_close_on_the_wall(desk: Desk) -> None:
    await a_close(desk)
    await desk.press("ctrl+f")


async def a_wireless_network(desk: Desk) -> None:
    await desk.press("n")
    await desk.enter("Nordlys gæst")
    await desk.enter("kodeord")


async def a_room_is_open(desk: Desk) -> None:
    await desk.press("pagedown", "pagedown")
    desk.conductor.do(KeepRoom(ROOM))
    await desk.press("ctrl+f")


async def the_code_on_the_wall(desk: Desk) -> None:
    desk.conductor.do(KeepRoom(ROOM.model_copy(update={"is_large": True})))
    await desk.press("ctrl+f")


async def silence(desk: Desk) -> None:
    await to_phase(desk, "silence")


async def silence_on_the_wall(desk: Desk) -> None:
    await silence(desk)
    await desk.press("ctrl+f")


async def a_reflecting_round_on_the_wall(desk: Desk) -> None:
    await a_reflecting_round(desk)
    await desk.press("ctrl+f")


async def a_closed_session(desk: Desk) -> None:
    await a_close(desk)
    await desk.press("ctrl+s")
    await desk.written()


async def a_close(desk: Desk) -> None:
    await a_round(desk)
    await desk.run("session.commitment")
    await desk.enter("Vi begynder med en runde")
    await desk.press("enter", "enter")
    await desk.run("session.close")


SCREENS: dict[str, Opened] = {
    "home": Opened(),
    "help": Opened(keys=("f1", *"dansk")),
    "settings": Opened(keys=("f2",)),
    "guides": Opened(keys=("g",)),
    "prepare": Opened(lambda app: app.navigator.session.prepare("check-out")),
    "opening": Opened(begun(start=False)),
    "round": Opened(begun(), steps=a_round),
    "silence": Opened(begun("supervision-60"), steps=silence),
    "thinking pause": Opened(begun(), steps=thinking),
    "reflecting round": Opened(begun("supervision-60"), steps=a_reflecting_round),
    "edit the board": Opened(begun(), steps=the_board_edited),
    "votes": Opened(begun("retrospective"), steps=votes),
    "counting votes": Opened(begun("retrospective"), steps=the_votes_counted),
    "ways": Opened(begun("ideas"), keys=("pagedown", "pagedown")),
    "dialogue": Opened(dialogue(), steps=a_result_talked_about, archive=True),
    "new commitment": Opened(begun(), keys=("pagedown", "pagedown", "ctrl+a")),
    "roles": Opened(begun("supervision-60"), keys=("ctrl+l",)),
    "cards": Opened(begun(), keys=("f6",)),
    "plan": Opened(begun(), keys=("f8",)),
    "close": Opened(begun(), steps=a_close),
    "wall: opening": Opened(begun(start=False), ("ctrl+f",)),
    "wall: round": Opened(begun(), steps=on_the_wall),
    "wall: silence": Opened(begun("supervision-60"), steps=silence_on_the_wall),
    "wall: reflecting round": Opened(begun("supervision-60"), steps=a_reflecting_round_on_the_wall),
    "wall: votes": Opened(begun("retrospective"), steps=votes_on_the_wall),
    "wall: dialogue": Opened(dialogue(), steps=a_result_on_the_wall, archive=True),
    "wall: close": Opened(begun(), steps=a_close_on_the_wall),
    "wall: waits": Opened(lambda app: app.navigator.session.show_wall(None)),
    "wall: for latecomers": Opened(begun(), steps=a_room_is_open),
    "wall: code": Opened(begun(), steps=the_code_on_the_wall),
    "open a room": Opened(shown(lambda: OpenRoom(NETWORKS, ROOM))),
    "room": Opened(shown(lambda: RoomScreen(STAND_IN))),
    "room: wireless network": Opened(shown(lambda: RoomScreen(STAND_IN)), steps=a_wireless_network),
    "room: written": Opened(shown(lambda: WordsScreen(WRITTEN))),
    "closed": Opened(begun(), steps=a_closed_session),
    "home with what was kept": Opened(archive=True),
    "archive": Opened(lambda app: app.navigator.open_archive(), archive=True),
    "export": Opened(lambda app: app.navigator.open_archive(), ("f5",), archive=True),
    "follow-up": Opened(lambda app: app.navigator.follow_up(), archive=True),
    "a commitment": Opened(lambda app: app.navigator.follow_up(), ("a",), archive=True),
    "changing a commitment": Opened(lambda app: app.navigator.follow_up(), ("h",), archive=True),
    "deletion": Opened(lambda app: app.navigator.open_retention(lambda _n: None), archive=True),
    "role model": Opened(lambda app: app.navigator.open_door(Door.ROLE_MODEL)),
    "formats": Opened(lambda app: app.navigator.open_door(Door.SUPERVISION)),
    "measurements": Opened(door, archive=True),
    "hand over": Opened(measurement()),
    "answer": Opened(measurement(), ("enter", "2", "enter")),
    "last look": Opened(measurement(), ("enter", *("3", "enter") * 7, "enter")),
    "result": Opened(a_result, archive=True),
    "over time": Opened(lambda app: app.navigator.measurement.show_trend(TEAM), archive=True),
    "look back": Opened(look_back(), archive=True),
}
"""By the name its snapshots go by."""


@asynccontextmanager
async def screen(
    archive: Path, name: str, size: tuple[int, int], theme: str | None = None
) -> AsyncIterator[Desk]:
    """The program with that screen before one."""
    opened = SCREENS[name]
    if opened.archive:
        half_a_year(archive)
        written(archive / "archive.toml", "schema = 1\n")
    async with at_desk(archive, opened.first, size=size, settings=Settings(theme=theme)) as desk:
        await desk.written()
        await desk.press(*opened.keys)
        if opened.steps:
            await opened.steps(desk)
        await desk.written()
        yield desk


def cut_placeholders(desk: Desk) -> list[str]:
    """What lines say while nothing is in them, where they are too short to show it whole."""
    lines = [(line.placeholder, line.content_size.width) for line in desk.app.screen.query(Input)]
    return [placeholder for placeholder, width in lines if 0 < width < len(placeholder)]


def colours(desk: Desk) -> str:
    """Row by row in which colours a screen is drawn, by what the theme calls them."""
    roles = _roles(desk.app.theme)
    lines: list[tuple[int, str]] = []
    for number, strip in enumerate(desk.strips, 1):
        styles = [_named(style, roles) for text, style, _control in strip if text.strip() and style]
        line = ", ".join(dict.fromkeys(styles))
        if line and (not lines or lines[-1][1] != line):
            lines.append((number, line))
    return "\n".join(f"{number:3} {line}" for number, line in lines)


def _roles(name: str) -> dict[str, str]:
    (theme,) = (theme for theme in THEMES if theme.name == name)
    of = {
        "ground": theme.background,
        "raised": theme.surface,
        "text": theme.foreground,
        "accent": theme.primary,
        **{role: theme.variables[role] for role in ("muted", "mark", "line")},
    }
    return {Color.parse(colour).hex: role for role, colour in of.items() if colour}


def _named(style: Style, roles: dict[str, str]) -> str:
    def parts() -> Iterator[str]:
        for colour in (style.color, style.bgcolor):
            yield roles.get(Color(*colour.get_truecolor()).hex, "mixed") if colour else "none"
        yield from (how for how in ("bold", "dim", "underline", "reverse") if getattr(style, how))

    colour, ground, *how = parts()
    on = [] if ground == "ground" else [f"on {ground}"]
    return " ".join([colour, *on, *how])
