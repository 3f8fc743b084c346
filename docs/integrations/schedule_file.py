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
from typing import IO, Any


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


@dataclass(frozen=True, slots=True)
class Tape:
    """Run the step on the state at hand and keep all that its backward step needs: the next state is at hand."""

    level: int
    step: int


@dataclass(frozen=True, slots=True)
class ReadTape:
    """Take the state after a step from its tape, which stays."""

    level: int
    tape: int


Operation = Forward | Backward | Write | Read | Discard | Tape | ReadTape

_KINDS: dict[str, tuple[type[Operation], tuple[str, ...]]] = {
    "forward": (Forward, ("from", "to")),
    "backward": (Backward, ("step",)),
    "write": (Write, ("level", "step")),
    "read": (Read, ("level", "step")),
    "discard": (Discard, ("level", "step")),
    "tape": (Tape, ("level", "step")),
}


class ScheduleFile:
    """A schedule: its chain and levels at once, its operations one by one, each checked before it is given out.

    What is checked is what a run depends on: the state at hand, the stored states, the slots, the order of the backward
    steps. Costs and stated totals are for `adjsched verify`.
    """

    def __init__(self, source: str | os.PathLike[str] | IO[str]) -> None:
        if isinstance(source, (str, os.PathLike)):
            self.name = os.fspath(source)
            try:
                lines: IO[str] = open(source, encoding="utf-8")
            except OSError as error:
                raise ScheduleError(f"{self.name}: cannot be read: {error.strerror}") from error
        else:
            self.name = str(getattr(source, "name", "the schedule"))
            lines = source
        self._records = self._objects(lines)
        header = next(self._records)
        if "join" in header:
            raise ScheduleError(f"{self.name}: is the schedule of a join; only chains are run here")
        try:
            chain = header["chain"]
            self.length = int(chain["length"])
            #: Whether backward steps run from tapes; there are then l of them, and no turn.
            self.has_tapes = "tapeSize" in chain or "adjointCost" in chain
            self.levels = [
                Level(level.get("name", f"level {index}"), None if "capacity" in level else level["slots"])
                for index, level in enumerate(header["levels"])
            ]
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise ScheduleError(
                f"{self.name}: states no chain and levels; make it with adjsched ... --format jsonl"
            ) from error
        self.planner: str | None = header.get("planner")

    def _objects(self, lines: IO[str]) -> Iterator[dict[str, Any]]:
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
                    if not isinstance(header["operations"], list):
                        raise ScheduleError(f"{self.name}: operations is no array; make it with adjsched ... --format json")
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
        machine = _Machine(self.length, self.levels, self.has_tapes)
        number = 0
        for number, record in enumerate(self._records, start=1):
            if isinstance(record, dict) and "statistics" in record:
                number -= 1
                break
            operation = _operation(record)
            problem = "is not an operation that is known here" if operation is None else machine.run(operation)
            if operation is None or problem is not None:
                raise ScheduleError(
                    f"{self.name}: operation {number} ({_text(record)}) {problem}; adjsched verify says more"
                )
            yield operation
        if machine.due >= 0:
            raise ScheduleError(
                f"{self.name}: ends after operation {number}, before backward step {machine.due}; give the whole "
                "schedule, without --summary"
            )


class _Machine:
    """The rules that a run depends on: what is at hand, what is stored where, which backward step is due."""

    def __init__(self, length: int, levels: list[Level], has_tapes: bool) -> None:
        self._length, self._levels, self._has_tapes = length, levels, has_tapes
        self.due = length - 1 if has_tapes else length
        self._at: int | None = 0
        self._states: list[set[int]] = [set() for _ in levels]
        self._tapes: dict[int, int] = {}
        self._taken = [0] * len(levels)

    def run(self, operation: Operation) -> str | None:
        """Runs an operation, or says what stands against it."""
        match operation:
            case Forward(start, end):
                if self._at != start or not start < end <= self._length:
                    return f"does not go on from the state at hand, {self._hand}"
                self._at = end
            case Backward(step):
                return self._backward(step)
            case _ if not 0 <= operation.level < len(self._levels):
                return "names a level that the schedule does not have"
            case Tape() | ReadTape() if not self._has_tapes:
                return "is of chains with tapes, which state tapeSize or adjointCost"
            case Write(level, step):
                if self._at != step or step in self._states[level]:
                    return f"finds {self._hand} at hand, or that state stored already"
                self._states[level].add(step)
                return self._take(level)
            case Tape(level, step):
                if self._at != step or step in self._tapes or step == self._length:
                    return f"finds {self._hand} at hand, or that tape stored already"
                self._tapes[step], self._at = level, step + 1
                return self._take(level)
            case Read(level, step):
                if step not in self._states[level]:
                    return "asks for a state that is not stored there"
                self._at = step
            case ReadTape(level, tape):
                if self._tapes.get(tape) != level:
                    return "asks for a tape that is not stored there"
                self._at = tape + 1
            case Discard(level, step):
                if step not in self._states[level]:
                    return "asks for a state that is not stored there"
                self._states[level].remove(step)
                self._taken[level] -= 1
        return None

    def _backward(self, step: int) -> str | None:
        if step != self.due:
            return f"is not the backward step due, {self.due}"
        if self._has_tapes:
            if step not in self._tapes:
                return "finds no tape"
            self._taken[self._tapes.pop(step)] -= 1
        elif self._at != step:
            return f"finds {self._hand} at hand"
        else:
            self._at = None
        self.due -= 1
        return None

    def _take(self, level: int) -> str | None:
        slots = self._levels[level].slots
        self._taken[level] += 1
        return None if slots is None or self._taken[level] <= slots else f"finds all {slots} slots of the level taken"

    @property
    def _hand(self) -> str:
        return "no state" if self._at is None else f"state {self._at}"


def _operation(record: Any) -> Operation | None:
    """The operation of a JSON object, or None when it is none."""
    if isinstance(record, dict) and record.get("op") == "read" and "tape" in record:
        level, step, tape = record.get("level"), record.get("step"), record["tape"]
        if len(record) != 4 or not type(level) is type(step) is type(tape) is int or step != tape + 1:
            return None
        return ReadTape(level, tape)
    kind, fields = _KINDS.get(record.get("op", ""), (None, ())) if isinstance(record, dict) else (None, ())
    if kind is None or set(record) != {"op", *fields}:
        return None
    numbers = [record[field] for field in fields]
    return kind(*numbers) if all(type(number) is int for number in numbers) else None


def _text(record: Any) -> str:
    return " ".join(str(value) for value in record.values())[:80] if isinstance(record, dict) else str(record)[:80]
