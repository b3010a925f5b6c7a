"""The keyboard: a told session held in the program itself, key by key, by a clock of its own."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from textual.widgets import Input, OptionList

from facilitator.core.guide.entry import Door
from facilitator.core.guide.model import (
    Keeps,
    Role,
    Speaks,
)
from facilitator.core.note import LEARNING
from facilitator.core.text.tags import split_tags
from facilitator.ui.clock import Clock
from facilitator.ui.commands import named
from facilitator.ui.home.screen import DOORS
from facilitator.ui.session.board import COMMITMENTS, THEME, headings
from facilitator.words import _

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot
    from textual.widget import Widget

    from facilitator.core.guide.model import Phase
    from facilitator.core.session.model import Session
    from facilitator.ui.app import FacilitatorApp
    from facilitator.ui.session.conductor import Conductor
    from scripts.samples import Sample


class SetClock(Clock):
    """Stands at the end of the day's meeting, and goes on when it is told to."""

    def __init__(self, day: date) -> None:
        self._now = datetime.combine(day, time(12, 50), UTC)

    def now(self) -> datetime:
        """The moment."""
        return self._now

    def today(self) -> datetime:
        """The same, whose date is the session's."""
        return self._now

    def go_on(self, minutes: float) -> None:
        """Let so many minutes go by."""
        self._now += timedelta(minutes=minutes)


class Keyboard:
    """Somebody at the keyboard, who sees the screen."""

    def __init__(self, app: FacilitatorApp, pilot: Pilot[int]):
        self._app, self._pilot = app, pilot

    async def _press(self, *keys: str) -> None:
        await self._pilot.press(*keys)

    async def _to_field(self, field: str) -> Widget | None:
        for _try in self._app.screen.focus_chain:
            if self._app.focused and self._app.focused.id == field:
                break
            await self._press("tab")
        return self._app.focused

    async def _fill(self, field: str, text: str) -> None:
        line = await self._to_field(field)
        if isinstance(line, Input) and line.value != text:
            await self._press("end", "ctrl+u", *text)

    async def _mark(self, words: str) -> None:
        """Go down the list to the row with these words."""
        listed = self._app.screen.query_one(OptionList)
        rows = [str(option.prompt) for option in listed.options]
        at = next((i for i, row in enumerate(rows) if words in row), None)
        if at is None:
            raise SystemExit(f"{words!r} is not among {rows}")
        for _row in rows:
            if listed.highlighted != at:
                await self._press("down")

    async def _choose(self, words: str) -> None:
        await self._mark(words)
        await self._press("enter")

    async def _open_door(self, wanted: Door) -> None:
        await self._choose(next(_(name) for door, name, _about in DOORS if door is wanted))


class Hands(Keyboard):
    """Somebody who holds one session."""

    def __init__(self, app: FacilitatorApp, pilot: Pilot[int], clock: SetClock, sample: Sample):
        super().__init__(app, pilot)
        self._clock, self._sample = clock, sample
        self._guide = app.workspace.guides.guide(sample.guide, "da")
        self._to_pass = list(sample.passes)
        self._to_write = list(sample.keywords)

    async def hold(self) -> Path:
        """The session from the home screen to the saved note, whose file it gives."""
        await self._prepare()
        await self._press("space")
        phases = self._guide.phases
        if self._sample.cut_short_after:
            phases = phases[: [phase.in_turn for phase in phases].index(True) + 1]
        planned = sum(phase.minutes for phase in phases)
        for phase in phases:
            await self._conduct(phase, self._sample.minutes * phase.minutes / planned)
            if phase is not phases[-1]:
                await self._press("pagedown")
        return await self._close()

    async def _prepare(self) -> None:
        sample = self._sample
        await self._open_door(self._guide.door)
        if self._guide.door is Door.MEASURE:
            await self._choose(_("Dialogue about the result"))
        else:
            await self._choose(self._guide.title + "\n")
        await self._fill("people", sample.people)
        for role, name in sample.roles.items():
            if role is not Role.SUPERVISEE:  # who it is, the group says when it chooses the theme
                await self._to_field(f"role-{role}")
                await self._press(*["right"] * (1 + sample.people.split(", ").index(name)))
        await self._fill("purpose", sample.purpose)
        await self._fill("team", sample.team)
        await self._press("ctrl+s")

    async def _conduct(self, phase: Phase, minutes: float) -> None:
        sample = self._sample
        if Role.SUPERVISEE in phase.speaks and Role.SUPERVISEE not in self._session.live.roles:
            await self._choose(sample.roles[Role.SUPERVISEE])
        ids = [question.id for question in self._guide.questions]
        here = [text for text in self._to_write if ids[int(text[0]) - 1] in phase.questions]
        if phase.in_turn:
            await self._round(here, minutes)
        else:
            await self._write(here if Speaks.NONE not in phase.speaks else [])
            self._let_pass(minutes)
        if Keeps.KEYWORDS in phase.keeps and not phase.in_turn:
            await self._write(list(sample.gathered))
        if Keeps.THEME_WORD in phase.keeps and sample.theme:
            await self._type(THEME, sample.theme)
        if Keeps.LEARNING_POINTS in phase.keeps:
            for text in (*sample.learned, *sample.let_go):
                await self._type(LEARNING, text)
        if Keeps.COMMITMENTS in phase.keeps:
            for agreed in sample.agreed:
                await self._type(COMMITMENTS, agreed.what)
                await self._press(*agreed.owner, "enter", *agreed.due, "enter")

    async def _round(self, keywords: list[str], minutes: float) -> None:
        """The word goes round; what is said is written down turn by turn."""
        round_ = self._session.live_phase.round
        turns = self._sample.cut_short_after or len(round_.order if round_ else ())
        written = 0
        for turn in range(1, turns + 1):
            while (name := self._speaking) in self._to_pass:
                self._to_pass.remove(name)
                await self._press("f2")
            until = len(keywords) * turn // turns
            await self._write(keywords[written:until])
            written = until
            self._let_pass(minutes / turns)
            await self._press("right")

    async def _close(self) -> Path:
        if self._sample.cut_short_after:
            await self._press("ctrl+p", *_(named("session.close").label), "enter")
        else:
            await self._press("pagedown")
        for text in self._sample.learned:
            await self._mark(split_tags(text).text)
            await self._press("space")
        keeper = self._conductor.keeper
        await self._press("ctrl+s")
        for _try in range(100):
            if self._app.navigator.conductor is None and keeper.note_file:  # we are home again
                return keeper.note_file
            await self._pilot.pause(0.05)
        raise SystemExit(f"{self._sample.day}: it was not saved")

    # Eyes and fingers

    @property
    def _conductor(self) -> Conductor:
        if self._app.navigator.conductor is None:
            raise SystemExit(f"{self._sample.day}: no session is running")
        return self._app.navigator.conductor

    @property
    def _session(self) -> Session:
        return self._conductor.session

    @property
    def _speaking(self) -> str:
        round_ = self._session.live_phase.round
        return self._session.name(round_.current) if round_ and round_.current is not None else ""

    def _let_pass(self, minutes: float) -> None:
        self._clock.go_on(minutes)
        self._conductor.tick()  # the screen does so every second, else it looks like a sleep

    async def _write(self, keywords: list[str]) -> None:
        self._to_write = [text for text in self._to_write if text not in keywords]
        for text in keywords:
            await self._press(text[0], *text[2:], "enter")

    async def _type(self, heading: str, text: str) -> None:
        digit = 1 + [found.id for found in headings(self._session)].index(heading)
        await self._press(str(digit), *text, "enter")
