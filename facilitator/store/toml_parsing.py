"""What tomli says when a text is no TOML, in our words and with what to write instead.

It is the tomllib of Python as it is compiled: a large archive is read several times as fast.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import tomli

from facilitator.core.refusal import N_
from facilitator.store.problems import FileProblem
from facilitator.store.toml_lines import syntax_line

if TYPE_CHECKING:
    from pathlib import Path

_TWICE: Final = N_("The same word stands here a second time. Keep one of them.")
_OPEN_TEXT: Final = N_(
    'A text is not closed, or runs over a line. End it with its quotation mark, or write """ '
    "around several lines."
)
_BACKSLASH: Final = N_(r"A backslash stands alone in a text. Write two (\\), or use ' as quotes.")
_OPEN_BRACKET: Final = N_("A bracket is not closed, or a comma is missing between two values.")
_NO_EQUALS: Final = N_("A word stands without a value. Write word = value.")
_NO_VALUE: Final = N_(
    "The value cannot be read. Write a text in quotation marks, a number, true or false."
)
_MORE: Final = N_("Something stands after the value. Begin a new line, or put it in the text.")
_NO_WORD: Final = N_(
    "A line begins with a word of the letters a–z, with [[ or with #. Mend its start."
)
_OTHER: Final = N_("This line is no TOML. Look at its quotation marks, brackets and equals sign.")

_BY_MESSAGE: Final = (
    ("Cannot overwrite", _TWICE),
    ("Cannot declare", _TWICE),
    ("Cannot mutate", _TWICE),
    ("Duplicate inline table key", _TWICE),
    ("Unterminated string", _OPEN_TEXT),
    ("Expected \"'", _OPEN_TEXT),
    ("Illegal character '\\n'", _OPEN_TEXT),
    ("Unescaped '\\'", _BACKSLASH),
    ("Invalid hex value", _BACKSLASH),
    ("Escaped character", _BACKSLASH),
    ("Unclosed", _OPEN_BRACKET),
    ("Expected ']", _OPEN_BRACKET),
    ("Expected '='", _NO_EQUALS),
    ("Invalid value", _NO_VALUE),
    ("Invalid date", _NO_VALUE),
    ("Exceeds the limit", _NO_VALUE),
    ("Invalid statement", _NO_WORD),
    ("Invalid initial character", _NO_WORD),
    ("Expected newline", _MORE),
)
"""How tomli's messages begin, and what each means to somebody who writes a guide."""


def parsed(text: str, path: Path) -> dict[str, object]:
    """The table that the text of that file holds. Raises FileProblem, with the line if known."""
    try:
        return tomli.loads(text + "\n")  # so that an error on the last line has its line
    except RecursionError as error:
        msgid = N_("Brackets lie too deep in each other. Take some away.")
        raise FileProblem(path, None, msgid) from error
    except ValueError as error:
        message = str(error)
        begun = (ours for theirs, ours in _BY_MESSAGE if message.startswith(theirs))
        raise FileProblem(path, syntax_line(error), next(begun, _OTHER)) from error
