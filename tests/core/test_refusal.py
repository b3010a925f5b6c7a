from __future__ import annotations

import pytest

from facilitator.core.errors import N_, Refused


def test_a_marked_text_stays_as_it_is() -> None:
    assert N_("There is no phase after this one.") == "There is no phase after this one."


def test_a_refusal_reads_as_an_english_sentence_with_its_values_in_it() -> None:
    refused = Refused(N_("{name} has had {n} turns."), name="Mette", n=2)

    assert str(refused) == "Mette has had 2 turns."


def test_a_refusal_keeps_its_message_and_its_values_apart() -> None:
    refused = Refused("{name} has spoken.", name="Mette")

    assert refused.msgid == "{name} has spoken."
    assert refused.params == {"name": "Mette"}


def test_braces_in_a_value_are_a_value() -> None:
    assert str(Refused("{text} is no word.", text="{0.__class__}")) == "{0.__class__} is no word."


def test_a_refusal_may_have_a_value_called_msgid() -> None:
    assert str(Refused("No {msgid}.", msgid="x")) == "No x."


def test_the_values_of_a_refusal_cannot_be_changed() -> None:
    refused = Refused("{name} has spoken.", name="Mette")

    with pytest.raises(TypeError):
        refused.params["name"] = "Jonas"  # type: ignore[index]
