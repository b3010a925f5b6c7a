"""What can be shown in a session on lines: cards, hints, the result, the frame, commitments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from facilitator.conducting import questions
from facilitator.conducting.cards import card_words, cards_at_hand
from facilitator.conducting.earlier_commitments import ANSWERS, answer_to, follow_up
from facilitator.conducting.headings import is_on_board, number_of_keywords
from facilitator.conducting.questions import SINCE_LAST_TIME
from facilitator.core.errors import N_, Refused
from facilitator.core.frame import norms
from facilitator.core.session.board import AddColumns, AddKeyword
from facilitator.core.session.phases import NO_RESULT
from facilitator.export.plain_text import STATUS, commitment_text
from facilitator.export.result import result_text
from facilitator.linear.phase import hints, question_kind, tell_prompt
from facilitator.store.guides import foundations
from facilitator.words import _, date_words, language, ngettext

if TYPE_CHECKING:
    from facilitator.core.commitments import Status
    from facilitator.core.note import Note
    from facilitator.core.session.model import Session
    from facilitator.linear.leader import Leader
    from facilitator.store.index.commitments import KeptCommitment

NOTHING_SAID: Final = N_("Nothing is said of it")


def offer_frame(leader: Leader) -> None:
    """Offer the texts of the frame in force for a new version whose board is empty."""
    session = leader.session
    if leader.frame_is_offered or session.guide.makes != "frame" or session.opening:
        return
    leader.frame_is_offered = True
    frame = _frame(leader)
    if frame is None or number_of_keywords(session):
        return
    add = AddColumns(frame.questions)
    try:
        add.apply(session, leader.conductor.now())
    except Refused:  # nothing in it fits this guide: there is nothing to ask
        return
    if leader.console.agrees(questions.begin_with_frame(frame)) and leader.do(add):
        added = number_of_keywords(leader.session)
        words = ngettext("{n} text is on the board now.", "{n} texts are on the board now.", added)
        leader.console.note(words.format(n=added))


def read_frame(leader: Leader, _words: str) -> None:
    """`.frame`: tell the frame, in whole where a new one is made, else its norms."""
    frame = _frame(leader)
    if frame is None:
        leader.console.refuse(_(questions.NO_FRAME))
        return
    leader.console.tell(_("Frame"), questions.frame_title(frame))
    whole = leader.session.guide.makes == "frame"
    for column in frame.questions if whole else norms(frame):
        for keyword in column.keywords:
            leader.console.tell(_("Frame"), f"{column.text}: {keyword.text}")


def take_over(leader: Leader, _words: str) -> None:
    """`.takeover`: put texts of the frame in force on the board, each in its own column."""
    frame, session = _frame(leader), leader.session
    if frame is None or session.guide.makes != "frame":
        leader.console.refuse(_("There is no frame to take over from."))
        return
    while True:
        session = leader.session
        choices = [
            (f"{column.text}: {keyword.text}", AddKeyword(column.id, keyword.text))
            for column in frame.questions
            if column.id in session.board
            for keyword in column.keywords
            if not is_on_board(session, column.id, keyword.text)
        ]
        if not choices:
            leader.console.note(_(questions.TAKEN_OVER_IN_ITS_PHASE))
            return
        event = leader.console.choice(_("Which text is taken over?"), choices, back=_("No more"))
        if event is None or not leader.do(event):
            return


def _frame(leader: Leader) -> Note | None:
    if leader.frame is None:
        leader.frame = leader.workspace.frame_in_force(leader.session.note.team)
    return leader.frame


def tell_hints(leader: Leader, _words: str) -> None:
    """`.hints`: tell the guide's hints for the facilitator."""
    all_hints = tuple(hints(leader))
    leader.console.tell(_("Hint"), *(all_hints or (_("none"),)))


def definition(leader: Leader, _words: str) -> None:
    """`.definition`: tell what psychological safety is."""
    texts = foundations(language())
    leader.console.tell(texts.cards[0].title, texts.cards[0].body, texts.credit)


def cards(leader: Leader, _words: str) -> None:
    """`.cards`: offer the cards, those of the phase first."""
    files = leader.workspace.guides.own_cards()
    choices = [
        (f"{heading}: {card_words(card)}", card)
        for heading, group in cards_at_hand(leader.session, files).items()
        for card in group
    ]
    card = leader.console.choice(_(questions.WHICH_CARD), choices)
    if card:
        leader.console.tell(_("Card"), card.title, card.body)


def other_language(leader: Leader, _words: str) -> None:
    """`.language`: tell the prompt and the questions in the other language."""
    workspace, session = leader.workspace, leader.session
    guide = workspace.in_other_language(session.guide)
    if guide is None:
        leader.console.refuse(_(questions.ONE_LANGUAGE))
        return
    try:
        tell_prompt(leader, guide)
    except KeyError:  # a guide of the user's may differ between its languages
        leader.console.refuse(_(questions.ONE_LANGUAGE))
        return
    texts = {question.id: question.text for question in guide.questions}
    for number, heading in enumerate(leader.headings, 1):
        if heading.id in texts:
            leader.console.tell(question_kind(number), texts[heading.id])


def result(leader: Leader, _words: str) -> None:
    """`.result`: tell the team's latest result."""
    shown = leader.workspace.result_to_talk_about(leader.session.note.team)
    if shown is None:
        leader.console.refuse(_(NO_RESULT))
    else:
        leader.console.tell(_("Result"), result_text(*shown))


def since_last(leader: Leader, _words: str) -> None:
    """`.since`: go through the team's earlier commitments and what has become of each."""
    console, session = leader.console, leader.session
    earlier = leader.workspace.open_commitments(session.note.team)
    if not earlier:
        console.tell(_(SINCE_LAST_TIME), _(questions.NO_OPEN_COMMITMENTS))
        return
    while True:
        choices = [(_earlier_words(kept, leader.session), kept) for kept in earlier]
        kept = console.choice(_("Which one do you want to say something about?"), choices)
        if kept is None:
            return
        answers: list[tuple[str, Status | None]] = [
            (_(STATUS[status]), status) for status in ANSWERS
        ]
        status = console.choice(kept.commitment.what, answers, back=_(NOTHING_SAID))
        if status or answer_to(leader.session.live.followed, kept):
            leader.do(follow_up(kept, status))


def _earlier_words(kept: KeptCommitment, session: Session) -> str:
    words = f"{commitment_text(kept.commitment)}; {kept.title}, {date_words(kept.date)}"
    if answer := answer_to(session.live.followed, kept):
        now = _("{words}; status now: {status}")
        return now.format(words=words, status=_(STATUS[answer.status]))
    return words
