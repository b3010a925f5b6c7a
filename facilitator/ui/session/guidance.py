"""What the guide says on screen: the opening, prompt, hints and cards, in either language.

The other language is that of what stands in the guide and will stand in the note: how it opens,
phases, questions and the headings of the board. What the program says is in the program's own.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content

from facilitator.conducting.cards import card_words, cards_at_hand, guide_hints
from facilitator.conducting.format import with_status
from facilitator.conducting.questions import (
    BEFORE_WE_BEGIN,
    GROUND_RULES,
    MANY_OPEN,
    ONE_LANGUAGE,
    SINCE_LAST_TIME,
    WHICH_CARD,
)
from facilitator.conducting.stage import headline
from facilitator.core.commitments import are_too_many
from facilitator.core.guide.model import Card
from facilitator.core.session.people import missing_roles
from facilitator.export.plain_text import role_words
from facilitator.store.guides import foundations
from facilitator.ui.kit.app_protocol import app_of
from facilitator.ui.kit.dialog import card_sheet, pick
from facilitator.ui.kit.hanging_list import PageText
from facilitator.ui.kit.key_line import key_words
from facilitator.ui.kit.lettering import Prompt
from facilitator.ui.kit.line import Aside
from facilitator.ui.kit.worker import GoOn, read_in_thread
from facilitator.words import _, minutes_words, refusal_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from facilitator.core.errors import Refused
    from facilitator.core.guide.model import Guide, Phase, Question
    from facilitator.core.note import BoardColumn, Commitment
    from facilitator.core.session.model import Session
    from facilitator.core.session.stage import StageView
    from facilitator.store.guide_files import CardsFile
    from facilitator.ui.session.conductor_screen import ConductorScreen


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


class PhasePrompt(Prompt):
    """What the room is asked, in large letters where there is room for them."""

    def show_view(
        self, view: StageView, *, why_no_result: Refused | None, phones_wait: bool
    ) -> None:
        """Show a view.

        `why_no_result`: why the result of what has been measured may not be shown; `phones_wait`:
        whether they have nothing to answer before the measurement is open.
        """
        prompt, below = headline(view)
        if self.app.size.height < 20 and view.board and not view.thinking:
            below = below[len(view.prompts) - 1 :]
        if view.measured and not view.thinking:
            below = (_("Enter shows the result."),) if not view.measurement else ()
            if why_no_result:
                below = (refusal_words(why_no_result),)
        elif phones_wait and not view.thinking:
            below = (*below, _("Phones wait: Enter opens the measurement for them."))
        self.show(prompt, below, most_rows=self._rows_for_letters(view))

    def _rows_for_letters(self, view: StageView) -> int:
        """The rows a prompt in large letters may take; more where it stands alone."""
        height = self.app.size.height
        if app_of(self).workspace.settings.ascii or height < 20:
            return 0
        return height // 2 if view.quiet else height // 4 if height >= 30 else 0


def hints_now(session: Session, heading: str | None) -> list[str]:
    """All hints of this moment, `heading` being the one that is written under."""
    hints = [] if session.running else [_("The clock is paused. Space starts it.")]
    if session.live.thinking_since:
        hints.insert(0, _("F3 ends the thinking pause."))
    hints += guide_hints(session, heading)
    if session.phase.tasks:
        hints.append(_("Some have a task of their own: F6 shows it, to them alone."))
    if session.phase.choose:
        hints.append(_("F5: votes and what you pick."))
    hints += [
        _("Nobody is {role} yet: Ctrl+L.").format(role=role_words(session.guide, role).lower())
        for role in missing_roles(session)
        if session.present
    ]
    return hints


class HintLine(Aside):
    """As many whole hints as fit; what is said or asked stands in their place."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.has_more = False
        """Whether there are hints that have no room."""

    @property
    def most_rows(self) -> int:
        """The rows that hints may take."""
        height = self.app.size.height
        return 0 if height < 20 else 5 if height >= 32 else 2  # -short and -tall come later

    def show_hints(self, hints: Sequence[str]) -> None:
        """Show the first of them."""
        width, room = max(20, self.app.size.width - 2), self.most_rows
        each = [[str(row).rstrip() for row in Content(hint).wrap(width)] for hint in hints]
        fit = [len(rows) <= room for rows in accumulate(each)]
        rows = [row for hint in each[: max(1, sum(fit))] for row in hint]
        self.has_more = not all(fit)
        self.hint("\n".join(rows[:room] if room else rows))


def show_all_hints(screen: ConductorScreen, hints: Sequence[str]) -> None:
    """Show all hints on a sheet of their own."""
    between = "\n" if screen.has_class("-short") else "\n\n"
    body = between.join(f"· {hint}" for hint in hints)
    screen.app.push_screen(card_sheet(Card(id="hints", title=_("Hints"), body=body or "–")))


def ask_card(screen: ConductorScreen) -> None:
    """Ask for a card and show it; those of the phase first, the user's own once they are read."""
    session, guides = screen.conductor.session, screen.workspace.guides

    def show(card: Card) -> None:
        screen.app.push_screen(card_sheet(card))

    def ask(files: tuple[CardsFile, ...]) -> None:
        choices = [
            row
            for heading, cards in cards_at_hand(session, files).items()
            for row in ((heading, None), *((card_words(card), card) for card in cards))
        ]
        pick(screen, _(WHICH_CARD), choices, show)
        for problem in [problem for file in files for problem in file.problems][:1]:
            screen.say(f"{problem.place}: {refusal_words(problem)}")

    read_in_thread(screen, lambda _go_on: guides.own_cards(), ask)


class OtherLanguage:
    """The guide in the other language, while that is shown."""

    def __init__(self, screen: ConductorScreen) -> None:
        self._screen = screen
        self._guide: Guide | None = None

    def forget(self) -> None:
        """Show the session's own language from the next repaint on."""
        self._guide = None

    def toggle(self) -> None:
        """Show the other language, or the session's own again."""
        screen = self._screen
        if self._guide:
            self._guide = None
            screen.show_session()
            return
        workspace, guide = screen.workspace, screen.conductor.session.guide

        def read(_go_on: GoOn) -> Guide | None:
            return workspace.in_other_language(guide)

        def show(other: Guide | None) -> None:
            self._guide = other
            if other is None:
                screen.say(_(ONE_LANGUAGE))
            screen.show_session()

        read_in_thread(screen, read, show, group="language")

    def session(self, session: Session) -> Session:
        """The session to be shown: with the guide's words in the language that is shown."""
        return in_words_of(session, self._guide) if self._guide else session


def in_words_of(session: Session, other: Guide) -> Session:
    """The session with the words of its guide in another language.

    A guide of the user's may differ between its languages: what the other has not got stays.
    """
    phases = {phase.id: phase for phase in other.phases}
    questions = {question.id: question for question in other.questions}

    def phase_in_words(phase: Phase) -> Phase:
        words = phases.get(phase.id, phase)
        return phase.model_copy(
            update={
                "title": words.title,
                "prompts": words.prompts,
                "hints": words.hints,
                "checklist": words.checklist,
            }
        )

    def question_in_words(question: Question) -> Question:
        words = questions.get(question.id, question)
        update = {"text": words.text, "about": words.about, "hint": words.hint}
        return question.model_copy(update=update)

    def column_in_words(column: BoardColumn) -> BoardColumn:
        words = questions.get(column.id)
        if words is None:
            return column
        scale = words.scale if len(words.scale) == len(column.scale) else column.scale
        return column.model_copy(update={"text": words.text, "scale": scale})

    guide, note = session.guide, session.note
    guide = guide.model_copy(
        update={
            "language": other.language,
            "title": other.title,
            "summary": other.summary,
            "checklist": other.checklist,
            "phases": tuple(map(phase_in_words, guide.phases)),
            "questions": tuple(map(question_in_words, guide.questions)),
        }
    )
    columns = tuple(map(column_in_words, note.questions))
    update = {"language": other.language, "title": other.title, "questions": columns}
    note = note.model_copy(update=update)
    return session.with_note(note).with_live(guide=guide)
