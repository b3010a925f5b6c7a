"""A program of its own that keeps a session and saves a keyword at a time: for tests that kill it.

`python saving.py new ARCHIVE` begins a session, `python saving.py on FILE` goes on with one. After
each save that reached the disk it says the number of its keyword, on a line of its own.
"""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from facilitator.store.archive import Archive
from facilitator.store.session_file import Keeper
from tests.store.samples import a_session, texts, with_keyword


def main(how: str, where: str) -> None:
    if how == "new":
        session = a_session([])
        keeper = Keeper.begin(Archive(Path(where)), session)
    else:
        keeper, session = Keeper.resume(Path(where))
    sys.stdout.write(f"{keeper._file.path}\n")  # type: ignore[union-attr]
    for number in count(len(texts(session))):
        session = with_keyword(session, str(number))
        if keeper.save(session) is None:
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
