"""The entry point of `facilitator` and `python -m facilitator`."""

from __future__ import annotations

import gc
import os
import sys

from facilitator import __version__


def main() -> None:
    """Answer `--version` at once; everything else is the command line's."""
    if sys.argv[1:] == ["--version"] and _version_is_said():
        return
    # Starting makes many objects and hardly any garbage; looking for it takes a tenth of the time.
    gc.set_threshold(200_000)
    # We have no plugins for pydantic; looking for them reads about every package there is.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        from facilitator.cli.main import main as command_line

        command_line()
    except KeyboardInterrupt:  # before there was anybody else to hear it
        sys.exit(1)
    finally:
        gc.freeze()  # nor is garbage looked for at the end


def _version_is_said() -> bool:
    """Whether it could be written; where it could not, the command line says why."""
    try:
        sys.stdout.write(f"facilitator {__version__}\n")
        sys.stdout.flush()
    except (AttributeError, OSError):  # closed, or full
        return False
    return True


if __name__ == "__main__":
    main()
