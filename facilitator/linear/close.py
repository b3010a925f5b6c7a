"""The close on lines: what would be kept, by number, and saving it."""

from __future__ import annotations

from functools import partial
from itertools import count, islice
from typing import TYPE_CHECKING, TypeAlias, TypeVar, assert_never

from facilitator.conducting import closing, closing_steps
from facilitator.conducting import earlier_commitments as earlier
from facilitator.conducting.format import CHANGE_WORDS, WHEN, not_saved_words
from facilitator.conducting.headings import item_words, items_by_heading
from facilitator.conducting.stage import WHAT_WILL_BE_KEPT
from facilitator.conducting.steps import Work
from facilitator.core.errors import Refused
from facilitator.core.frame import MADE_ALONE
from facilitator.core.guide.model import Keeps
from facilitator.core.note import BoardColumn, Commitment
from facilitator.core.session.closing import ClosingItem, closing_items
from facilitator.core.session.commitments import AddCommitment
from facilitator.core.session.model import Followed
from facilitator.core.session.phases import BeginClose, ReturnFromClose
from facilitator.core.text.terminal import whole
from facilitator.export.plain_text import STATUS, commitment_text, keyword_text
from facilitator.linear.board import change_commitment, new_commitment
from facilitator.linear.commands import command_letter, typed_command
from facilitator.linear.console import choice_kind
from facilitator.linear.display import NOTHING_SAID
from facilitator.linear.phase import tell_place
from facilitator.linear.work import do_at_once
from facilitator.words import _, date_words, typed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from facilitator.linear.leader import Leader

T = TypeVar("T")
Step: TypeAlias = "Callable[[Leader], object]"
"""Something that is done at the close."""


class SessionOver(Exception):  # noqa: N818 an end, no error
    """The session has ended; `words` are its outcome, a sentence each."""

    def __init__(self, *words: str) -> None:
        super().__init__()
        self.words = words


def close(leader: Leader, _words: str = "") -> None:
    """Go through what would be kept. Raises SessionOver where the session ends with it."""
    in_phase = not (leader.session.live.closing or leader.session.opening)
    if in_phase and not leader.do(BeginClose()):
        return
    tell_list(leader)
    while True:
        beyond = _beyond(leader)
        does: list[Step] = [
            *(partial(_change, at) for at in range(len(closing_items(leader.session)))),
            *(step for _words_of_it, _name, step in beyond),
        ]
        named = {
            typed: step
            for _words_of_it, name, step in beyond
            for typed in (typed_command(name), command_letter(name))
            if typed
        }
        chosen = leader.console.numbered(does, partial(tell_list, leader), named, empty=None)
        if chosen is None:
            if leader.session.live.closing:
                leader.do(ReturnFromClose())
            tell_place(leader)
            return
        chosen(leader)
        if not (leader.session.live.closing or leader.session.opening):
            tell_place(leader)  # the close itself was undone
            return


def tell_list(leader: Leader) -> None:
    """Tell all items with their numbers and whether they are kept, then the commands."""
    console, session = leader.console, leader.session
    console.tell(_("The close"), _(WHAT_WILL_BE_KEPT), closing.who_reads_it(session))
    if words := closing.measurement_words(leader.workspace, leader.session):
        console.tell(_("The close"), words)
    tell_items(leader)
    if gone := closing.deleted_at_save(session):
        console.tell(_("The close"), gone)
    console.tell(_("The close"), closing.kept_besides(leader.conductor))
    first = len(closing_items(session)) + 1
    for number, (words, name, _does) in enumerate(_beyond(leader), first):
        console.tell(choice_kind(number), f"{words} ({typed_command(name)})")
    console.tell(choice_kind(0), _("Back to the session"))


def tell_items(leader: Leader) -> None:
    """Tell all items by number, under their headings."""
    items = closing_items(leader.session)
    if not (items or closing.deleted_at_save(leader.session)):
        leader.console.tell(_("The close"), _(closing.NOTHING_WRITTEN))
    numbers = count()
    for heading, under in items_by_heading(items, leader.session.note.language):
        leader.console.tell(_("Under"), heading)
        for at in islice(numbers, len(under)):
            _tell_item(leader, at)


def _tell_item(leader: Leader, at: int) -> None:
    item = closing_items(leader.session)[at]
    kind = _("{n} keep") if item.kept else _("{n} delete")
    leader.console.tell(kind.format(n=at + 1), _item_words(item))


def _item_words(item: ClosingItem) -> str:
    return item_words(
        item,
        commitment=commitment_text,
        keyword=keyword_text,
        status=lambda status: _(STATUS[status]),
        between=", ",
    )


def _beyond(leader: Leader) -> list[tuple[str, str, Step]]:
    """The commands of the close besides changing an item."""
    choices: list[tuple[str, str, Step]] = [(_("Save and end the session"), "save", save)]
    if leader.session.guide.keeps(Keeps.COMMITMENTS):
        choices.append((_("A new commitment"), "commitment", _new_commitment))
    return [
        *choices,
        (_("Undo"), "undo", lambda leader: _step(leader, leader.conductor.undo)),
        (_("Redo"), "redo", lambda leader: _step(leader, leader.conductor.redo)),
        (_("Discard the whole session"), "discard", _discard),
    ]


def _step(leader: Leader, step: Callable[[], object]) -> None:
    if leader.step(step) and (leader.session.live.closing or leader.session.opening):
        tell_items(leader)


def _change(at: int, leader: Leader) -> None:
    """Keep an item or not, replace its words, or delete it."""
    item = closing_items(leader.session)[at]
    keep = _("Delete it when you save") if item.kept else _("Keep it")
    choices: list[tuple[str, str]] = [(keep, "keep")]
    if isinstance(item.entry, Followed):
        choices = [(_(NOTHING_SAID), "delete")]
    elif not isinstance(item.entry, BoardColumn):
        choices += [(_(CHANGE_WORDS), "change"), (_("Delete it now"), "delete")]
    match leader.console.choice(_item_words(item), choices):
        case "keep":
            leader.do(closing.keeping(item))
        case "delete":
            if leader.do(closing.deletion(item)):
                tell_items(leader)
            return
        case "change":
            _change_words(leader, item)
        case _:
            pass
    _tell_item(leader, at)


def _change_words(leader: Leader, item: ClosingItem) -> None:
    if isinstance(item.entry, Commitment):
        change_commitment(leader, item.at)
        return
    before = closing.words_of(item) or ""
    words = leader.console.line(_("Write"))
    text = leader.console.guarded(words, leader.guard(before), leader.names)
    if text:
        leader.do(closing.in_other_words(item, text))


def _new_commitment(leader: Leader) -> None:
    if leader.may(AddCommitment("-")) and new_commitment(leader):
        tell_items(leader)


# The end


def save(leader: Leader) -> None:
    """Save the note and end the session, once every question is answered."""
    leader.step(lambda: _take(leader, closing_steps.saving(leader.conductor, leader.workspace)))


def _discard(leader: Leader) -> None:
    leader.step(lambda: _take(leader, closing_steps.discarding(leader.conductor, leader.workspace)))


def _take(leader: Leader, steps: Iterator[closing_steps.Step]) -> None:
    """Take the steps of the end. Raises SessionOver with the outcome, and Refused."""
    for step in steps:
        match step:
            case closing_steps.NamedTexts():
                _ask_about_names(leader, step)
            case closing_steps.Revisit():
                _ask_about_revisit(leader, step)
            case closing_steps.NotWritten():
                _ask_about_unwritten(leader, step)
            case closing_steps.Discard():
                step.answer = leader.console.agrees(_(closing.DISCARD))
            case Work():
                do_at_once(step)
            case closing_steps.NotClosed():
                words = not_saved_words(step.trouble.reason)
                leader.console.refuse(words, _("The session goes on. Save it again later."))
                return
            case closing_steps.ClosedSession():
                raise SessionOver(*_outcome(step))
            case closing_steps.NothingKept():
                raise SessionOver(*step.words)
            case _:
                assert_never(step)


def _ask_about_names(leader: Leader, question: closing_steps.NamedTexts) -> None:
    leader.console.tell(_("Guard"), _(closing.NAMED), *question.texts)
    choices = [
        (_(choice.value), choice) for choice in (closing.Unasked.TAKE_OUT, closing.Unasked.KEEP)
    ]
    look = closing.Unasked.LOOK
    question.answer = leader.console.decide(choices, back=_(look.value), empty=0) or look


def _ask_about_revisit(leader: Leader, question: closing_steps.Revisit) -> None:
    console = leader.console
    if question.is_made_alone:
        console.note(_(MADE_ALONE))
    for text in question.no_longer:
        console.tell(_("No longer in the frame"), text)
    proposed = date_words(question.proposed)
    console.question(question.words, _("An empty line: {date}.").format(date=proposed))
    while not question.is_answered:
        day = console.line(_(WHEN))
        try:
            question.answer(day or proposed)
        except Refused as why:
            console.refuse(why)


def _ask_about_unwritten(leader: Leader, question: closing_steps.NotWritten) -> None:
    console = leader.console
    choices = [(_(earlier.SAVE_WITHOUT), earlier.WhichVersion.THEIRS)]
    words = earlier.unwritten_words(question.unwritten)
    if question.versions:
        theirs, mine = question.versions
        console.tell(_(earlier.IN_THE_NOTE), commitment_text(theirs))
        console.tell(_(earlier.AS_WANTED), commitment_text(mine))
        both = (earlier.WhichVersion.THEIRS, earlier.WhichVersion.MINE)
        choices = [(_(version.value), version) for version in both]
        words = _(earlier.CHANGED_MEANWHILE)
    version = console.choice(words, choices, back=_(earlier.TRY_LATER))
    question.answer = version or earlier.WhichVersion.NEITHER_YET


def _outcome(closed: closing_steps.ClosedSession) -> Iterator[str]:
    """The outcome of a closed session, a sentence each, and the guide's closing line."""
    if closed.note:
        yield closed.saved
    if closed.note and not closed.is_private:
        command = whole(typed("show", closed.note.id))
        yield _("Read it with: {command}").format(command=command)
    yield from closed.words
    if not closed.is_private:
        yield closed.closing
