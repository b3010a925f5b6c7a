"""What there is to look at in a session: cards, hints, results, what was agreed earlier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.conducting.cards import card_words, cards_at_hand
from facilitator.conducting.earlier_commitments import ANSWERS, followed
from facilitator.core.guide.vocabulary import in_words_of
from facilitator.export.plain import STATUS, commitment_text
from facilitator.export.result import result_text
from facilitator.linear.console import NO
from facilitator.linear.phase import hints, tell_prompt
from facilitator.store.guides import foundations
from facilitator.words import _, date_words, language

if TYPE_CHECKING:
    from facilitator.core.commitments import Status
    from facilitator.core.session.model import Followed, Session
    from facilitator.linear.leader import Leader
    from facilitator.store.index.commitments import KeptCommitment


def tell_hints(leader: Leader, _words: str) -> None:
    """What the guide says to whoever leads."""
    listed = tuple(hints(leader))
    leader.console.tell(_("Hint"), *(listed or (_("none"),)))


def definition(leader: Leader, _words: str) -> None:
    """What psychological safety is."""
    texts = foundations(language())
    leader.console.tell(texts.cards[0].title, texts.cards[0].body, texts.credit)


def cards(leader: Leader, _words: str) -> None:
    """All there is to show or to read, the nearest first."""
    files = leader.workspace.guides.own_cards()
    choices = [
        (f"{heading}: {card_words(card)}", card)
        for heading, listed in cards_at_hand(leader.session, files).items()
        for card in listed
    ]
    card = leader.console.choice(_("Which card?"), choices)
    if card:
        leader.console.tell(_("Card"), card.title, card.body)


def other_language(leader: Leader, _words: str) -> None:
    """The prompt and the questions in the other language."""
    workspace, session = leader.workspace, leader.session
    other = workspace.guides.other_language(session.guide)
    if other is None:
        leader.console.tell(_(NO), _("This guide exists in one language only."))
        return
    guide = in_words_of(other, workspace.archive.citizen)
    try:
        tell_prompt(leader, guide)
    except KeyError:  # a guide of the user's may differ between its languages
        leader.console.tell(_(NO), _("This guide exists in one language only."))
        return
    texts = {question.id: question.text for question in guide.questions}
    for number, heading in enumerate(leader.headings, 1):
        if heading.id in texts:
            leader.console.tell(_("Question {n}").format(n=number), texts[heading.id])


def result(leader: Leader, _words: str) -> None:
    """The team's latest result, whole."""
    shown = leader.workspace.result_to_talk_about(leader.session.note.team)
    if shown is None:
        leader.console.tell(_(NO), _("There is no result to show here."))
    else:
        leader.console.tell(_("Result"), result_text(*shown))


def since_last(leader: Leader, _words: str) -> None:
    """What the team agreed on earlier and has not ended, and what has become of each."""
    console, session = leader.console, leader.session
    earlier = leader.workspace.open_commitments(session.note.team)
    if not earlier:
        console.tell(_("Since last time"), _("This team has no open commitments."))
        return
    while True:
        choices = [(_earlier_words(kept, leader.session), kept) for kept in earlier]
        kept = console.choice(_("Of which is something to be said?"), choices)
        if kept is None:
            return
        answers: list[tuple[str, Status | None]] = [
            (_(STATUS[status]), status) for status in ANSWERS
        ]
        status = console.choice(kept.commitment.what, answers, back=_("Nothing is said of it"))
        if status or any(_is_of(mark, kept) for mark in leader.session.live.followed):
            leader.do(followed(kept, status))


def _is_of(mark: Followed, kept: KeptCommitment) -> bool:
    return (mark.note, mark.commitment) == (kept.note_id, kept.commitment.id)


def _earlier_words(kept: KeptCommitment, session: Session) -> str:
    words = f"{commitment_text(kept.commitment)}; {kept.title}, {date_words(kept.date)}"
    for mark in session.live.followed:
        if _is_of(mark, kept):
            return _("{words}; now said: {status}").format(
                words=words, status=_(STATUS[mark.status])
            )
    return words
