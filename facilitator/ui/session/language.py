"""The guide's words in the other language, in place of the session's own while they are shown.

They are the phase's, its questions' and the headings of the board: all that stands in the guide and
will stand in the note. What the program says is in the program's language, whatever is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.conducting.questions import ONE_LANGUAGE
from facilitator.ui.kit.worker import GoOn, read_in_thread
from facilitator.words import _

if TYPE_CHECKING:
    from facilitator.core.guide.model import Guide, Phase, Question
    from facilitator.core.note import BoardColumn
    from facilitator.core.session.model import Session
    from facilitator.ui.session.conductor_screen import ConductorScreen


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
            "phases": tuple(map(phase_in_words, guide.phases)),
            "questions": tuple(map(question_in_words, guide.questions)),
        }
    )
    columns = tuple(map(column_in_words, note.questions))
    note = note.model_copy(update={"language": other.language, "questions": columns})
    return session.with_note(note).with_live(guide=guide)
