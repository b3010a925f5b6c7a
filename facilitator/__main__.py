"""The program's door: `facilitator` and `python -m facilitator`."""

from __future__ import annotations

import sys

from facilitator import __version__


def main() -> None:
    """Answer `--version` at once; everything else is the command line's."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"facilitator {__version__}\n")
        return
    from facilitator.cli import main as command_line  # noqa: PLC0415 --version loads nothing

    command_line()


if __name__ == "__main__":
    main()
