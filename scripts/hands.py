"""The keyboard: told sessions and measurements held in the program itself, key by key."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from textual.widgets import Input, OptionList

from facilitator.conducting.clock import Clock
from facilitator.conducting.earlier_commitments import ANSWERS
from facilitator.conducting.headings import COMMITMENTS, THEME, headings
from facilitator.core.guide.entry import Door
from facilitator.core.guide.model import (
    BoardAtClose,
    Keeps,
    Role,
    Shows,
    Speaks,
)
from facilitator.core.note import LEARNING
from facilitator.core.text.tags import split_tags
from facilitator.ui.commands import command_of
from facilitator.ui.home import DOORS
from facilitator.ui.kit.dialog import Ask, PickScreen
from facilitator.ui.measurement.hand_over import HandOver
from facilitator.ui.session.close import CloseScreen
from facilitator.ui.session.earlier_commitments import EarlierCommitments
from facilitator.ui.session.prepare import PrepareScreen
from facilitator.ui.session.screen import SessionScreen
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection
    from pathlib import Path

    from textual.pilot import Pilot
    from textual.screen import Screen
    from textual.widget import Widget

    from facilitator.conducting.conductor import Conductor
    from facilitator.core.guide.model import Phase
    from facilitator.core.session.model import Session
    from facilitator.ui.app import FacilitatorApp
    from scripts.told import Measured, Sample


PATIENCE: Final = 60.0
"""Seconds: what is not there by then does not come, however busy the machine is."""


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
        for key in keys:
            await self._pilot.press(key)
            latest = monotonic() + PATIENCE
            while len(self._app.key_queue) > 0 or self._is_at_work:  # it has its turn later
                if monotonic() > latest:
                    raise self._stuck(f"{key} comes to no end")
                await self._pilot.pause(0.002)
            await self._pilot.pause()

    async def _moments(self) -> AsyncIterator[None]:
        """One after the other, until what is waited for is taken never to come."""
        latest = monotonic() + PATIENCE
        while monotonic() < latest:
            await self._pilot.pause(0.01)
            yield

    async def _to_field(self, field: str) -> Widget | None:
        """Go to that field, if there is one, and give the one that has the focus."""
        fields = [widget.id for widget in self._app.screen.focus_chain]
        if field in fields and self._app.focused:
            steps = fields.index(field) - fields.index(self._app.focused.id)
            await self._press(*["tab" if steps > 0 else "shift+tab"] * abs(steps))
        return self._app.focused

    async def _fill(self, field: str, text: str) -> None:
        async for _moment in self._moments():
            line = await self._to_field(field)
            if isinstance(line, Input) and line.id == field:
                if line.value == text:
                    return
                await self._press("end", "ctrl+u", *text)
        raise self._stuck(f"{field}: {text!r} cannot be filled in")

    async def _mark(self, words: str) -> None:
        """Go down the list to the row with these words, once it is there."""
        rows: list[str] = []
        async for _moment in self._moments():
            for listed in self._app.screen.query(OptionList):
                rows = [str(option.prompt) for option in listed.options]
                unwrapped = [f"{row}\n{' '.join(row.split())}" for row in rows]  # or as it is
                at = next((i for i, row in enumerate(unwrapped) if words in row), None)
                if at is not None and listed.highlighted == at:
                    return
                if at is not None:
                    await self._press("down")
        raise self._stuck(f"{words!r} is not among {rows}")

    async def _choose(self, words: str) -> None:
        await self._mark(words)
        await self._press("enter")

    async def _through_what_is_asked(
        self, until: type[Screen[Any]], stops: Collection[str] = ()
    ) -> None:
        """Gates, missing roles, ways to go on: the first choice that does not stop there."""
        async for _moment in self._moments():
            if isinstance(self._app.screen, until | CloseScreen) and self._app.screen.is_mounted:
                while until is PrepareScreen and self._app.focused is None:
                    await self._pilot.pause(0.01)
                return
            if isinstance(self._app.screen, PickScreen):
                listed = self._app.screen.query(OptionList)
                if not listed:  # not there yet
                    continue
                rows = [str(option.prompt) for option in listed.first().options]
                await self._choose(next(row for row in rows if not row.endswith(tuple(stops))))

    async def _save(self, conductor: Conductor) -> Path | None:
        """The close saved, and a frame's day as it is proposed. Gives the note's file."""
        keeper = conductor.keeper
        await self._press("ctrl+s")
        async for _moment in self._moments():
            if (
                self._app.navigator.current.conductor is None and keeper.note_file
            ):  # we are home again
                await self._pilot.pause()  # what says so is on the screen, and no half of it
                return keeper.note_file
            if isinstance(self._app.screen, Ask):
                await self._press("enter")
        return None

    async def _open_door(self, wanted: Door) -> None:
        await self._choose(next(_(name) for door, name, _about in DOORS if door is wanted))

    async def _to_heading(self, wanted: str) -> None:
        digit = 1 + [heading.id for heading in headings(self._session)].index(wanted)
        on_a_line = isinstance(self._app.focused, Input)  # on a scale a digit is no text
        await self._press(str(digit), *["enter"] * on_a_line)

    @property
    def _is_at_work(self) -> bool:
        """Whether something is being saved or read; a worker that asks waits for a key."""
        conductor = self._app.navigator.current.conductor
        is_saving = conductor is not None and conductor.is_saving
        return is_saving or any(
            worker.is_running
            for worker in self._app.workers
            if worker._thread_worker  # noqa: SLF001
        )

    @property
    def _conductor(self) -> Conductor:
        if self._app.navigator.current.conductor is None:
            raise self._stuck("no session is running")
        return self._app.navigator.current.conductor

    @property
    def _session(self) -> Session:
        return self._conductor.session

    def _stuck(self, why: str) -> SystemExit:
        """Why it does not go on, with what is on the screen."""
        strips = self._app.screen._compositor.render_strips(self._app.size)  # noqa: SLF001
        seen = "\n".join(row.text.rstrip() for row in strips if row.text.strip())
        return SystemExit(f"{why}\n{seen}")


class Hands(Keyboard):
    """Somebody who holds one session."""

    def __init__(self, app: FacilitatorApp, pilot: Pilot[int], clock: SetClock, sample: Sample):
        super().__init__(app, pilot)
        self._clock, self._sample = clock, sample
        self._guide = app.workspace.guides.guide(sample.guide, "da")
        self._to_pass = list(sample.passes)
        self._to_write = list(sample.keywords)
        self._to_agree = list(sample.agreed)
        self._to_follow = sample.followed

    async def hold(self) -> Path:
        """The session from the home screen to the saved note, whose file it gives."""
        await self._prepare()
        await self._press("space")
        # A sample tells every text of its frame.
        from_last = _("Yes: all of its texts come onto the board")
        await self._through_what_is_asked(SessionScreen, stops=[from_last])
        phases = [self._guide.phase(live.phase) for live in self._session.live.phases]
        if self._sample.cut_short_after:
            phases = phases[: [phase.in_turn for phase in phases].index(True) + 1]
        planned = sum(phase.minutes for phase in phases)
        for at, phase in enumerate(phases):
            still = phases[at + 1 :]
            await self._conduct(phase, self._sample.minutes * phase.minutes / planned, still)
            if still:
                await self._press("pagedown")
        return await self._close()

    async def _prepare(self) -> None:
        sample = self._sample
        if self._guide.door in {Door.REFLECT, Door.SUPERVISION}:
            await self._open_door(self._guide.door)
            await self._choose(f"{self._guide.title}  ")
        elif self._guide.door is Door.MEASURE:
            await self._open_door(self._guide.door)
            await self._choose(_("Dialogue about the measurement"))
        else:
            self._app.navigator.session.prepare(self._guide.id)
        stops = [c.label for gate in self._guide.gates for c in gate.choices if c.card]
        await self._through_what_is_asked(PrepareScreen, stops)
        await self._fill("team", sample.team)
        await self._fill("people", sample.people)
        for role, name in sample.roles.items():
            if role is not Role.SUPERVISEE:  # who it is, the group says when it chooses the theme
                await self._to_field(f"role-{role}")
                await self._press(*["right"] * (1 + sample.people.split(", ").index(name)))
        await self._fill("purpose", sample.purpose)
        await self._press("ctrl+s")
        await self._through_what_is_asked(SessionScreen)

    async def _conduct(self, phase: Phase, minutes: float, still: list[Phase]) -> None:
        """One phase; `still` are those to come: what is kept of several is written in the last."""
        sample = self._sample
        if Role.SUPERVISEE in phase.speaks and Role.SUPERVISEE not in self._session.live.roles:
            await self._choose(sample.roles[Role.SUPERVISEE])
        if phase.shows is Shows.COMMITMENTS:
            await self._follow_up()
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
        learned_later = any(Keeps.LEARNING_POINTS in later.keeps for later in still)
        if Keeps.LEARNING_POINTS in phase.keeps and not learned_later:
            for text in (*sample.learned, *sample.let_go):
                await self._type(LEARNING, text)
        await self._tally(phase)
        if Keeps.COMMITMENTS in phase.keeps:
            await self._agree(1 if phase in still else len(self._to_agree))

    async def _agree(self, most: int) -> None:
        """The next commitments: one each time where the phase comes again."""
        now, self._to_agree = self._to_agree[:most], self._to_agree[most:]
        for agreed in now:
            await self._type(COMMITMENTS, agreed.what)
            await self._press(*agreed.owner, "enter", *agreed.due, "enter")

    async def _follow_up(self) -> None:
        """What has become of each earlier commitment that the sample tells of."""
        told, self._to_follow = self._to_follow, {}
        earlier = self._app.screen.query_one(EarlierCommitments)
        for words, status in told.items():
            async for _moment in self._moments():
                if words in earlier.marked_words:
                    break
                await self._press("down")
            await self._press(str(1 + ANSWERS.index(status)))

    async def _tally(self, phase: Phase) -> None:
        """One mark at a level of each scale in play that the sample tells of."""
        for question in self._guide.questions:
            if question.id in phase.questions and question.id in self._sample.tally:
                at = question.scale.index(self._sample.tally[question.id])
                await self._to_heading(question.id)
                await self._press(*["right"] * at, "plus")

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
            await self._press("ctrl+p", *_(command_of("session.close").label), "enter")
        else:
            await self._press("pagedown")
        cleared = self._guide.board is BoardAtClose.CLEARED
        asked = (self._sample.purpose, self._sample.theme) if cleared else ()
        for text in (*filter(None, asked), *self._sample.learned):
            await self._mark(split_tags(text).text)
            await self._press("space")
        if path := await self._save(self._conductor):
            return path
        raise self._stuck(f"{self._sample.day}: it was not saved")

    # Eyes and fingers

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
            await self._type(self._guide.questions[int(text[0]) - 1].id, text[2:])

    async def _type(self, heading: str, text: str) -> None:
        await self._to_heading(heading)
        await self._press(*text, "enter")


class Answers(Keyboard):
    """Everybody who answers, and who opens and closes."""

    def __init__(self, app: FacilitatorApp, pilot: Pilot[int], told: Measured):
        super().__init__(app, pilot)
        self._told = told

    async def give(self) -> Path:
        """The measurement from the home screen to its result; gives its file."""
        told = self._told
        await self._open_door(Door.MEASURE)
        await self._choose(_("New measurement"))
        await self._fill("team", told.team)
        await self._to_field("scale")
        await self._press(*["right"] * (told.scale == 7))  # noqa: PLR2004 points
        await self._fill("label", told.label)
        await self._fill("expected", str(told.expected))
        await self._press("ctrl+s")
        async for _moment in self._moments():
            if isinstance(self._app.screen, PickScreen):  # the last result has had no dialogue
                await self._choose(_("Yes, measure again"))
            if self._app.navigator.current.measuring and isinstance(self._app.screen, HandOver):
                break
        if self._app.navigator.current.measuring is None:
            raise self._stuck(f"{told.day}: nothing was opened")
        path = self._app.navigator.current.measuring.path
        for at, row in enumerate(told.answers):
            comment = told.comments[at] if at < len(told.comments) else ""
            await self._press("enter", *[key for answer in row for key in (answer, "enter")])
            await self._press(*comment, "enter", "enter")
        await self._press("f8")
        await self._choose(_("Yes, close it"))
        return path
