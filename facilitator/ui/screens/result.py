"""A result on the wall: spread first, no grade, no single respondent."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Label, Static

from facilitator.core.measurement import ALPHA_FROM, Withheld, rounded
from facilitator.ui.commands import bindings
from facilitator.ui.screens.base import RoomScreen
from facilitator.ui.screens.blank import Blank
from facilitator.ui.spoken import date_words
from facilitator.ui.widgets.distribution import decimal_words, result_content
from facilitator.ui.widgets.key_line import KeyLine
from facilitator.words import _, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.binding import Binding

    from facilitator.core.measurement import Result
    from facilitator.core.measurement_note import Measurement


class ResultScreen(RoomScreen[None]):
    """The result of one closed measurement; a technical page behind a key."""

    CONTEXT = "result"
    AUTO_FOCUS = "VerticalScroll"
    DEFAULT_CSS = """
    ResultScreen { align-horizontal: center; }
    ResultScreen > .title { width: 84; max-width: 100%; }
    ResultScreen VerticalScroll { width: 84; max-width: 100%; padding: 1 2; }
    ResultScreen.-short > .title { padding: 0 2; }
    ResultScreen.-short VerticalScroll { padding: 0 2; }
    """
    BINDINGS: ClassVar[list[Binding]] = bindings("result")  # type: ignore[assignment]

    def __init__(self, measurement: Measurement) -> None:
        super().__init__()
        self._measurement = measurement
        self._technical = False

    def compose(self) -> ComposeResult:
        """Whose, when; the picture."""
        named = f" · {self._measurement.label}" if self._measurement.label else ""
        when = date_words(self._measurement.date)
        yield Label(Content(f"{self._measurement.team}{named} · {when}"), classes="title")
        with VerticalScroll():
            yield Static(id="picture")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show it."""
        self.show_keys()

    def on_resize(self) -> None:
        """Drawn to the width there is."""
        self._show()

    def action_technical(self) -> None:
        """The figures behind the picture, or the picture."""
        self._technical = not self._technical
        self._show()

    def action_trend(self) -> None:
        """Over time."""
        self.room.show_trend(self._measurement.team)

    def action_dialogue(self) -> None:
        """Talk about it."""
        self.room.prepare("measurement-dialogue", team=self._measurement.team)

    def action_blank(self) -> None:
        """Nothing on the screen."""
        self.app.push_screen(Blank())

    def action_back(self) -> None:
        """Back."""
        self.dismiss()

    def _show(self) -> None:
        found = self.room.result_of(self._measurement)
        width = min(80, self.app.size.width - 5)
        if isinstance(found, Withheld):
            content = Content(said(found.reason))
        elif self._technical:
            content = Content("\n".join(_technical(found)))
        else:
            content = result_content(found, self._measurement.language, width)
        self.query_one("#picture", Static).update(content)


def _technical(result: Result) -> Iterator[str]:
    points = result.scale
    yield _("Mean of the respondents' means: {mean} (1–{points}, high is safe)").format(
        mean=decimal_words(result.mean, 2), points=points
    )
    yield _("Standard deviation: {sd}").format(sd=decimal_words(result.sd, 2))
    yield _("Favourable answers: {share} %").format(share=int(rounded(result.favourable * 100)))
    if result.agreement is not None:
        yield _("Agreement (mean rwg): {rwg}").format(rwg=decimal_words(result.agreement, 2))
    if result.complete < ALPHA_FROM:
        yield _("Cronbach's alpha: shown from {n} complete answers").format(n=ALPHA_FROM)
    else:
        alpha = _("undefined") if result.alpha is None else decimal_words(result.alpha, 2)
        yield _("Cronbach's alpha over {n} complete answers: {alpha}").format(
            n=result.complete, alpha=alpha
        )
    yield ""
    for item in result.shown_items:
        yield _("{item}: mean {mean}, sd {sd}, rwg {rwg}, n {n}").format(
            item=item.item,
            mean=decimal_words(item.mean, 2),
            sd=decimal_words(item.sd, 2),
            rwg=decimal_words(item.rwg, 2),
            n=item.n,
        )
    if result.straight_lined or result.reversal_unseen:
        yield ""
        yield _("Some chose the same point throughout: {n}.").format(n=result.straight_lined)
        yield _("Some may not have seen that three statements are reversed: {n}.").format(
            n=result.reversal_unseen
        )
