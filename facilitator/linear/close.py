"""The close on lines: what would be kept, by number, and saving it."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from facilitator.conducting import closing
from facilitator.conducting import earlier_commitments as earlier
from facilitator.conducting.format import WHEN, not_saved_words, parsed_day
from facilitator.conducting.headings import heading_of, item_words
from facilitator.conducting.stage import WHAT_WILL_BE_KEPT
from facilitator.core.errors import Refused
from facilitator.core.frame import MADE_ALONE, is_made_alone, no_longer, proposed_revisit
from facilitator.core.guide.model import Keeps
from facilitator.core.note import BoardColumn, Commitment
from facilitator.core.session.board import AddCommitment
from facilitator.core.session.closing import (
    ClosingItem,
    MakeFrame,
    TakeNamesOut,
    closing_items,
    leaves_note,
)
from facilitator.core.session.model import Followed
from facilitator.core.session.phases import BeginClose, ReturnFromClose
from facilitator.core.text.terminal import whole
from facilitator.export.plain_text import STATUS, commitment_text, keyword_text
from facilitator.linear.board import change_commitment, new_commitment
from facilitator.linear.commands import command_letter, typed_command
from facilitator.linear.console import choice_kind
from facilitator.linear.look import NOTHING_SAID
from facilitator.linear.phase import tell_place
from facilitator.store.guides import foundations
from facilitator.words import _, date_words, typed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from facilitator.conducting.conductor import Conductor
    from facilitator.linear.leader import Leader
    from facilitator.store.commitments import Unwritten

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
    for heading, under in groupby(enumerate(items), key=lambda item: heading_of(item[1])):
        leader.console.tell(_("Under"), heading)
        for at, _item in under:
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
    if leader.step(step):
        tell_items(leader)


def _change(at: int, leader: Leader) -> None:
    """Keep an item or not, replace its words, or delete it."""
    item = closing_items(leader.session)[at]
    keep = _("Delete it when you save") if item.kept else _("Keep it")
    choices: list[tuple[str, str]] = [(keep, "keep")]
    if isinstance(item.entry, Followed):
        choices = [(_(NOTHING_SAID), "delete")]
    elif not isinstance(item.entry, BoardColumn):
        choices += [(_("Change the words"), "change"), (_("Delete it now"), "delete")]
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
    if not _names_settled(leader):
        return
    if closing.makes_frame(leader.conductor) and not _make_frame(leader):
        return
    if not _followed_written(leader):
        return
    measurement = closing.measurement_words(leader.workspace, leader.session)
    leader.conductor.close(at_once, lambda: None)
    if trouble := leader.conductor.not_closed:
        words = not_saved_words(trouble.reason)
        leader.console.refuse(words, _("The session goes on. Save it again later."))
        return
    raise SessionOver(*_outcome(leader.conductor, measurement))


def at_once(
    write: Callable[[], T], then: Callable[[T], object], refused: Callable[[Refused], object]
) -> None:
    """Run the writing in this thread: no keys wait for it on lines."""
    try:
        written = write()
    except Refused as why:
        refused(why)
    else:
        then(written)


def _names_settled(leader: Leader) -> bool:
    """Whether texts that name a participant may be saved as they are."""
    texts = closing.unasked(leader.conductor)
    if not texts:
        return True
    leader.console.tell(_("Guard"), _(closing.NAMED), *texts)
    choices = [
        (_(choice.value), choice) for choice in (closing.Unasked.TAKE_OUT, closing.Unasked.KEEP)
    ]
    choice = leader.console.decide(choices, back=_(closing.Unasked.LOOK.value), empty=0)
    if choice is closing.Unasked.KEEP:
        leader.conductor.memory.texts |= set(texts)
    elif choice is closing.Unasked.TAKE_OUT:
        leader.do(TakeNamesOut(frozenset(texts)))
    return choice is closing.Unasked.KEEP


def _make_frame(leader: Leader) -> bool:
    """Ask when the frame is looked at again; the note becomes the team's next version."""
    console, conductor = leader.console, leader.conductor
    before = leader.workspace.frame_in_force(leader.session.note.team)
    version = closing.next_version(before)
    if is_made_alone(leader.session):
        console.note(_(MADE_ALONE))
    for text in no_longer(before, conductor.kept()) if before else ():
        console.tell(_("No longer in the frame"), text)
    today = console.today()
    proposed = proposed_revisit(today)
    empty = _("An empty line: {date}.").format(date=date_words(proposed))
    console.question(closing.revisit_question(version), empty)
    while True:
        line = console.line(_(WHEN))
        try:
            day: date | None = parsed_day(line, today) if line else proposed
            conductor.do(MakeFrame(version, day))
        except Refused as why:
            console.refuse(why)
        else:
            return True


def _followed_written(leader: Leader) -> bool:
    """Whether the answers on earlier commitments are written, or may be left out."""
    from facilitator.store.commitments import write_followed

    followed = leader.session.live.followed
    if not followed:
        return True
    workspace = leader.workspace
    workspace.index.refresh()
    unwritten = write_followed(workspace.index, followed, leader.console.today())
    return _settled(leader, unwritten)


def _settled(leader: Leader, unwritten: Sequence[Unwritten]) -> bool:
    from facilitator.store.commitments import ChangedMeanwhile, write_over

    console = leader.console
    for each in unwritten:
        if isinstance(each.why, ChangedMeanwhile) and each.kept and each.mine:
            console.tell(_(earlier.IN_THE_NOTE), commitment_text(each.kept.commitment))
            console.tell(_(earlier.AS_WANTED), commitment_text(each.mine))
            question = _(earlier.CHANGED_MEANWHILE)
            both = (earlier.WhichVersion.THEIRS, earlier.WhichVersion.MINE)
            choices = [(_(version.value), version) for version in both]
        else:
            question = earlier.unwritten_words(each)
            choices = [(_(earlier.SAVE_WITHOUT), earlier.WhichVersion.THEIRS)]
        version = console.choice(question, choices, back=_(earlier.TRY_LATER))
        if version is None:
            return False
        if version is earlier.WhichVersion.MINE:
            try:
                write_over(each, console.today())
            except Refused as why:
                console.refuse(why)
                return False
    return True


def _discard(leader: Leader) -> None:
    if not leader.console.agrees(_(closing.DISCARD)):
        return
    measurement = closing.measurement_words(leader.workspace, leader.session)

    def over() -> None:
        words = [measurement, _(closing.NOTHING_KEPT)]
        raise SessionOver(*filter(None, words))

    leader.conductor.throw_away(at_once, over, leader.console.refuse)


def _outcome(conductor: Conductor, measurement: str) -> list[str]:
    """The outcome of a closed session, a sentence each, and the guide's closing line.

    `measurement` is what has become of its measurement, in words.
    """
    session = conductor.session
    note = conductor.note if leaves_note(session) else None
    words: list[str] = []
    if note and session.guide.private:
        words = [_(closing.SAVED_ALONE)]
    elif note:
        words = [
            _(closing.SAVED),
            _("Read it with: {command}").format(command=whole(typed("show", note.id))),
        ]
    words += closing.left_words(conductor, measurement)
    if not session.guide.private:
        words.append(foundations(session.guide.language).closing)
    return words
