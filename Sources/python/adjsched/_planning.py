"""Asks the program for schedules."""

from __future__ import annotations

import atexit
import json
import math
import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from ._errors import PlanError
from ._program import find_program
from ._schedule import Schedule

Value = str | int | float | Decimal | bool | None
Problem = Mapping[str, Any] | str | os.PathLike[str]


def plan(problem: Problem | None = None, *, planner: str | None = None, **options: Value | Sequence[Value]) -> Schedule:
    """Plans a problem, or the one that the options describe.

        plan(steps=1000, memory_slots=10)
        plan("problem.json", time_limit="5m")
        plan({"chain": {"length": 5}, "levels": [{"slots": 2}]}, planner="revolve")
        plan(length=1000, level=["memory=10", "nvme=100:5:4"])

    problem is the content of a problem file, or the name of one. The options are those of `adjsched plan`, with _ for -;
    one that may be repeated is given a list. The operations are read from the program as they are asked for, and
    each run through them asks the program anew; keep them in a list if planning takes long. Whoever stops early ends
    the program. Raises PlanError with what the program says.
    """
    return Schedule._of(_Planned(_command(planner, options), problem))


def summary(
    problem: Problem | None = None, *, planner: str | None = None, **options: Value | Sequence[Value]
) -> dict[str, Any]:
    """Plans as plan does, and returns everything but the operations: makespan, bound, statistics."""
    planned = _Planned([*_command(planner, options), "--summary"], problem)
    result: dict[str, Any] = {}
    for line in planned.lines():
        result |= json.loads(line)
    return result


class _Planned:
    """The lines that the program writes: a program is started for each run through them."""

    name = "the planned schedule"

    def __init__(self, command: list[str], problem: Problem | None) -> None:
        self._command, self._input = command, b""
        if isinstance(problem, Mapping):
            self._command = [*command, "-"]
            self._input = json.dumps(problem).encode()
        elif problem is not None:
            # A file, whatever its name.
            path = os.fspath(problem)
            self._command = [*command, "--", "./-" if path == "-" else path]

    def lines(self) -> Iterator[str]:
        # Files, because a pipe that nobody empties or fills would hold up both sides.
        with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as said:
            given.write(self._input)
            given.seek(0)
            process = subprocess.Popen(
                [find_program(), *self._command], stdin=given, stdout=subprocess.PIPE, stderr=said, encoding="utf-8"
            )
            # Also when this program ends with an iteration half done.
            atexit.register(process.kill)
            assert process.stdout is not None
            try:
                # A line cut short is the program's end, of which it says more than the line.
                yield from (line for line in process.stdout if line.endswith("\n"))
                status = process.wait()
            finally:
                process.kill()
                process.wait()
                atexit.unregister(process.kill)
                process.stdout.close()
            if status != 0:
                said.seek(0)
                raise PlanError(_sentence(said.read().decode(errors="replace"), status), status)


def _command(planner: str | None, options: Mapping[str, Value | Sequence[Value]]) -> list[str]:
    words = ["plan", "--format=jsonl", "--quiet"]
    if planner is not None:
        words.append(f"--planner={planner}")
    for name, value in options.items():
        if name in ("format", "help", "output", "quiet", "summary", "version"):
            raise TypeError(f"'{name}' is no option of a plan; the schedule is given out operation by operation")
        option = "--" + name.replace("_", "-")
        for one in [value] if isinstance(value, str) or not isinstance(value, Sequence) else value:
            if one is True:
                words.append(option)
            elif one is not None and one is not False:
                words.append(f"{option}={_text(one)}")
    return words


def _text(value: str | int | float | Decimal) -> str:
    """A value as the program reads it: no exponent, and the digits that Python prints."""
    if isinstance(value, float) and math.isfinite(value):
        return f"{Decimal(repr(value)):f}"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _sentence(said: str, status: int) -> str:
    """What the program says of its end."""
    lines = said.strip().splitlines()
    if lines:
        return lines[-1].removeprefix("adjsched: ")
    ended = f"was ended by signal {-status}" if status < 0 else f"ended with status {status}"
    return f"adjsched {ended} and said nothing; run it in a shell to see more"
