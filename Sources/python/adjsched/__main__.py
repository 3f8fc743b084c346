"""The program itself: `python -m adjsched ...` and the command `adjsched` of the installed package."""

from __future__ import annotations

import os
import signal
import sys

from ._errors import ProgramNotFound
from ._program import find_program


def main() -> None:
    """Becomes the program: its output, its exit status and its signals are those of the command."""
    try:
        program = find_program()
        # Python ignores this signal; the program, whose output may be cut short by `head`, must not.
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        os.execv(program, ["adjsched", *sys.argv[1:]])
    except ProgramNotFound as error:
        reason = str(error)
    except OSError as error:
        reason = f"{program}: cannot be run: {error.strerror}"
    print(f"adjsched: {reason}", file=sys.stderr)
    sys.exit(66)


if __name__ == "__main__":
    main()
