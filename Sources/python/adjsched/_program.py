"""Finds the program that this package is around."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from ._errors import ProgramNotFound


def find_program() -> str:
    """The path of the program: that of the variable ADJSCHED, that inside the installed package, that on the PATH."""
    chosen = os.environ.get("ADJSCHED")
    if chosen:
        found = shutil.which(chosen)
        if found is None:
            raise ProgramNotFound(f"ADJSCHED is '{chosen}', which is no program; set it to the path of adjsched, or unset it")
        return found
    inside = Path(__file__).resolve().parent / "bin" / "adjsched"
    if os.access(inside, os.X_OK):
        return str(inside)
    for folder in os.get_exec_path():
        found = shutil.which("adjsched", path=folder)
        # The command of this package would look for the program here again, and so on for ever.
        if found is not None and not _is_this_command(found):
            return found
    raise ProgramNotFound(
        f"the program is neither in {inside.parent} nor on the PATH; install the wheel of this machine's architecture, "
        "or set ADJSCHED to the path of adjsched"
    )


def _is_this_command(path: str) -> bool:
    return os.path.exists(sys.argv[0]) and os.path.samefile(path, sys.argv[0])
