"""What a session begins with on screen: its purpose, earlier commitments, the ground rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content

from facilitator.conducting.format import with_status
from facilitator.conducting.questions import (
    BEFORE_WE_BEGIN,
    GROUND_RULES,
    MANY_OPEN,
    SINCE_LAST_TIME,
)
from facilitator.core.commitments import are_too_many
from facilitator.store.guides import foundations
from facilitator.ui.kit.app_protocol import app_of
from facilitator.ui.kit.hanging_list import PageText
from facilitator.ui.kit.key_line import key_words
from facilitator.words import _, minutes_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from facilitator.core.note import Commitment
    from facilitator.core.session.model import Session


class OpeningView(VerticalScroll, can_focus=False):
    """The view before the first phase."""

    DEFAULT_CSS = """
    OpeningView { height: 1fr; padding: 1 3; align-horizontal: center; }
    OpeningView PageText { width: 76; max-width: 100%; height: auto; }
    OpeningView #opening-text { padding-bottom: 1; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shown: Content | None = None

    def compose(self) -> ComposeResult:
        yield PageText(id="opening-text")

    def show(self, session: Session, earlier: Sequence[Commitment]) -> None:
        """Show how the session begins; `earlier` are commitments that have not ended."""
        guide, alone = session.guide, session.guide.private
        texts = foundations(guide.language)
        checks = (*(() if alone else texts.start_check), *guide.checklist)
        ground_rules = () if alone else texts.ground_rules
        parts: list[Content] = [
            Content.styled(f"{guide.title} · {minutes_words(guide.minutes)}", "bold $accent"),
        ]
        if session.note.purpose:
            parts.append(Content(f"\n{session.note.purpose}"))
        if alone:
            parts.append(Content(f"\n\n{guide.summary}"))
        if checks:
            parts.append(Content.styled("\n\n" + _(BEFORE_WE_BEGIN), "bold"))
            parts.append(Content("\n" + " · ".join(checks)))
        if earlier:
            parts.append(Content.styled("\n\n" + _(SINCE_LAST_TIME), "bold"))
            parts += [Content(f"\n· {with_status(c, c.status)}") for c in earlier]
            if are_too_many(earlier):
                few = _(MANY_OPEN)
                parts.append(Content.styled(f"\n{few}", "$muted"))
        if ground_rules:
            parts.append(Content.styled("\n\n" + _(GROUND_RULES), "bold"))
        parts += [Content(f"\n{i}. {rule}") for i, rule in enumerate(ground_rules, 1)]
        parts.append(Content.styled("\n\n" + _("Enter or Space begins the first phase."), "$muted"))
        if not alone:
            keymap = app_of(self).workspace.settings.keymap
            key = key_words(keymap.get("session.wall", "ctrl+f"))
            words = _("For the room: {key} on this screen, or facilitator wall on a second one.")
            parts.append(Content.styled("\n" + words.format(key=key), "$muted"))
        text = Content.assemble(*parts)
        if self._shown is None or not text.is_same(self._shown):
            self._shown = text
            self.query_one("#opening-text", PageText).update(text)
