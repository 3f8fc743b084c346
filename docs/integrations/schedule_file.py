"""Reads the schedules that adjsched writes with --format json or jsonl.

    schedule = ScheduleFile("schedule.jsonl")   # or an open text file, such as sys.stdin
    schedule.length                             # l: l forward steps, l + 1 backward steps
    for operation in schedule: ...              # checked, once, in memory for the stored states alone

JSON Lines are read a line at a time, as the operations are asked for. A JSON document has to be read whole.
Python 3.11; nothing else is needed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TextIO


class ScheduleError(ValueError):
    """A schedule that cannot be read or run. Its text is one sentence with the place and the remedy."""


@dataclass(frozen=True, slots=True)
class Level:
    """A storage level, and how many states fit, None for any number or where bytes are the limit."""

    name: str
    slots: int | None


@dataclass(frozen=True, slots=True)
class Forward:
    """Run the steps start ... end - 1."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Backward:
    """Run the backward step of this number on the state of the same number; the first one, l, is the turn."""

    step: int


@dataclass(frozen=True, slots=True)
class Write:
    """Store the state at hand."""

    level: int
    step: int


@dataclass(frozen=True, slots=True)
class Read:
    """Take a stored state; it stays stored."""

    level: int
    step: int


@dataclass(frozen=True, slots=True)
class Discard:
    """Forget a stored state."""

    level: int
    step: int


Operation = Forward | Backward | Write | Read | Discard

_KINDS: dict[str, tuple[type[Operation], tuple[str, ...]]] = {
    "forward": (Forward, ("from", "to")),
    "backward": (Backward, ("step",)),
    "write": (Write, ("level", "step")),
    "read": (Read, ("level", "step")),
    "discard": (Discard, ("level", "step")),
}


class ScheduleFile:
    """A schedule: its chain and levels at once, its operations one by one, each checked before it is given out.

    What is checked is what a run depends on: the state at hand, the stored states, the slots, the order of the backward
    steps. Costs and stated totals are for `adjsched verify`.
    """

    def __init__(self, source: str | os.PathLike[str] | TextIO) -> None:
        is_path = isinstance(source, (str, os.PathLike))
        self.name = os.fspath(source) if is_path else getattr(source, "name", "the schedule")
        try:
            lines = open(source, encoding="utf-8") if is_path else source
        except OSError as error:
            raise ScheduleError(f"{self.name}: cannot be read: {error.strerror}") from error
        self._records = self._objects(lines)
        header = next(self._records)
        if "join" in header:
            raise ScheduleError(f"{self.name}: is the schedule of a join; only chains are run here")
        try:
            chain = header["chain"]
            if "tapeSize" in chain or "adjointCost" in chain:
                raise ScheduleError(f"{self.name}: runs backward steps from tapes; only those from states are run here")
            self.length = int(chain["length"])
            self.levels = [
                Level(level.get("name", f"level {index}"), None if "capacity" in level else level["slots"])
                for index, level in enumerate(header["levels"])
            ]
        except (KeyError, TypeError, AttributeError) as error:
            raise ScheduleError(
                f"{self.name}: states no chain and levels; make it with adjsched ... --format jsonl"
            ) from error
        self.planner: str | None = header.get("planner")

    def _objects(self, lines: TextIO) -> Iterator[dict[str, Any]]:
        """The first object, and then the operations: those that are in it, or those on the lines that follow."""
        number = 1
        try:
            with lines:
                first = next((line for line in lines if line.strip()), "")
                if not first.lstrip().startswith("{"):
                    raise ScheduleError(f"{self.name}: is not JSON; give a schedule of the format json or jsonl, not text")
                try:
                    header = json.loads(first)
                except json.JSONDecodeError:
                    header = json.loads(first + lines.read())
                yield header
                if "operations" in header:
                    yield from header["operations"]
                for number, line in enumerate(lines, start=2):
                    if line.strip():
                        yield json.loads(line)
        except OSError as error:
            raise ScheduleError(f"{self.name}: cannot be read: {error.strerror}") from error
        except UnicodeDecodeError as error:
            raise ScheduleError(f"{self.name}: is not UTF-8 text") from error
        except json.JSONDecodeError as error:
            raise ScheduleError(f"{self.name}: is not JSON from line {number} on: {error.msg}; is it complete?") from error

    def __iter__(self) -> Iterator[Operation]:
        """Gives the operations, once."""
        at: int | None = 0
        due = self.length
        stored: list[set[int]] = [set() for _ in self.levels]
        number = 0
        for number, record in enumerate(self._records, start=1):
            if isinstance(record, dict) and "statistics" in record:
                number -= 1
                break
            operation = _operation(record)
            problem = None
            match operation:
                case None:
                    problem = "is not an operation that is known here"
                case Write(level, _) | Read(level, _) | Discard(level, _) if not 0 <= level < len(self.levels):
                    problem = "names a level that the schedule does not have"
                case Forward(start, end):
                    if at != start or not start < end <= self.length:
                        problem = f"does not go on from the state at hand, {_state(at)}"
                    at = end
                case Backward(step):
                    if at != step or step != due:
                        problem = f"finds {_state(at)} at hand, and backward step {due} is due"
                    at, due = None, due - 1
                case Write(level, step):
                    slots = self.levels[level].slots
                    if at != step or step in stored[level]:
                        problem = f"finds {_state(at)} at hand, or that state stored already"
                    elif slots is not None and len(stored[level]) >= slots:
                        problem = f"finds all {slots} slots of the level taken"
                    stored[level].add(step)
                case Read(level, step) | Discard(level, step):
                    if step not in stored[level]:
                        problem = "asks for a state that is not stored there"
                    if isinstance(operation, Read):
                        at = step
                    else:
                        stored[level].discard(step)
            if problem is not None:
                raise ScheduleError(
                    f"{self.name}: operation {number} ({_text(record)}) {problem}; adjsched verify says more"
                )
            yield operation
        if due >= 0:
            raise ScheduleError(
                f"{self.name}: ends after operation {number}, before backward step {due}; give the whole schedule, "
                "without --summary"
            )


def _operation(record: Any) -> Operation | None:
    """The operation of a JSON object, or None when it is none."""
    kind, fields = _KINDS.get(record.get("op", ""), (None, ())) if isinstance(record, dict) else (None, ())
    if kind is None or set(record) != {"op", *fields}:
        return None
    numbers = [record[field] for field in fields]
    return kind(*numbers) if all(type(number) is int for number in numbers) else None


def _state(at: int | None) -> str:
    return "no state" if at is None else f"state {at}"


def _text(record: Any) -> str:
    return " ".join(str(value) for value in record.values())[:80] if isinstance(record, dict) else str(record)[:80]
