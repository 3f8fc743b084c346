"""Plans the training step of a measured model within a number of bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .. import _planning
from .._errors import PlanError
from .._operations import Operation
from ._measure import Measured
from ._replay import Replay

_UNITS = {"": 1, "KiB": 2**10, "MiB": 2**20, "GiB": 2**30, "TiB": 2**40}
#: The ways to count: whether a tape leaves out its block's input, whether steps need temporaries; and how often a room
#: between too little and too much is halved. The planner takes a hundred times longer with temporaries.
_COUNTS = [(True, False, 8), (False, False, 8), (True, True, 6)]
#: Into how many parts the room is divided for the planner: its time is that of a table with so many entries an interval.
_PARTS = 400


@dataclass(frozen=True)
class Plan:
    """A schedule for a sequential model, with what it is announced to take."""

    operations: tuple[Operation, ...]
    #: Seconds of all blocks, forward and backward.
    makespan: float
    #: The most bytes at once beside parameters, buffers and the model's input: states, tapes, temporaries, adjoints and
    #: the gradients of parameters.
    peak: int
    #: The problem that was planned.
    problem: dict[str, Any]
    measured: Measured


def plan(measured: Measured, capacity: int | str | None) -> Plan:
    """The fastest schedule found that takes at most so many bytes, or "600 MiB", or any number of bytes for None.

    The planner's model counts what a tape keeps of its block's input either in each tape or never, while a program has
    it once. So schedules for several rooms are planned and followed memory block by memory block, and only those
    that fit count. Raises PlanError if none does.
    """
    limit = None if capacity is None else _bytes(capacity)
    fitting: list[Plan] = []
    least: int | None = None
    for found in _candidates(measured, limit):
        least = found.peak if least is None else min(least, found.peak)
        if limit is None or found.peak <= limit:
            fitting.append(found)
    if not fitting:
        remedy = "give more" if least is None else f"the least found takes {least}"
        raise PlanError(f"no schedule of this model was found within {limit} bytes; {remedy}", 1)
    return min(fitting, key=lambda found: (found.makespan, found.peak))


def _candidates(measured: Measured, limit: int | None) -> Iterator[Plan]:
    if limit is None:
        yield _planned(measured, None, True, False)
        return
    for share_input, temporaries, halvings in _COUNTS:
        low, high = 0, 2 * limit
        for attempt in range(halvings):
            room = limit if attempt == 0 else (low + high) // 2
            try:
                found = _planned(measured, room, share_input, temporaries)
            except PlanError as error:
                if error.status != 1:
                    raise
                low = room
                continue
            yield found
            if found.peak <= limit:
                low = room
            else:
                high = room


def _planned(measured: Measured, room: int | None, share_input: bool, temporaries: bool) -> Plan:
    problem = measured.problem(room, share_input)
    if not temporaries:
        del problem["chain"]["forwardTemporary"], problem["chain"]["backwardTemporary"]
    if room is not None:
        _round(problem, max(1, room // _PARTS))
    schedule = _planning.plan(problem)
    operations = tuple(schedule)
    return Plan(operations, float(schedule.makespan or 0), Replay(measured).run(operations), problem, measured)


def _round(problem: dict[str, Any], unit: int) -> None:
    """Rounds sizes to units, up or down: whether a schedule fits is found by following it."""
    chain = problem["chain"]
    for field in chain.keys() & {"stateSize", "tapeSize", "forwardTemporary", "backwardTemporary"}:
        chain[field] = [round(size / unit) * unit for size in chain[field]]
    problem["levels"][0]["capacity"] -= problem["levels"][0]["capacity"] % unit


def _bytes(size: int | str) -> int:
    if isinstance(size, int):
        return size
    match = re.fullmatch(r"(\d+(?:\.\d+)?) ?((?:[KMGT]iB)?)", size)
    if match is None:
        raise ValueError(f"'{size}' is no size; give a number of bytes, or one with KiB, MiB, GiB or TiB")
    return int(float(match[1]) * _UNITS[match[2]])
