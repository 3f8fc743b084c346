"""The rules of the machine that a schedule runs on."""

from __future__ import annotations

from dataclasses import dataclass

from ._operations import (
    Backward, Discard, Forward, Offload, OffloadTape, Operation, Prefetch, PrefetchTape, Read, ReadTape, Tape, Write,
)
from ._situation import Situation


@dataclass(frozen=True, slots=True)
class Level:
    """A storage level, and how many states fit, None for any number or where bytes are the limit.

    Transfers between an overlapped level and level 0 run beside the steps.
    """

    name: str
    slots: int | None
    overlapped: bool = False


class Machine:
    """The rules that a run depends on: what is at hand, what is stored where, which backward step is due."""

    def __init__(self, length: int, levels: list[Level], has_tapes: bool, begin: Situation) -> None:
        self._length, self._levels, self._has_tapes = length, levels, has_tapes
        self.due = begin.due
        self._at: int | None = begin.buffer
        self._states: list[set[int]] = [set(states) for states in begin.stored]
        self._tapes: dict[int, int] = dict(begin.tapes)
        self._taken = [len(states) for states in begin.stored]
        for level in begin.tapes.values():
            self._taken[level] += 1

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
            case Offload(level) | Prefetch(level) | OffloadTape(level) | PrefetchTape(level) if not self._levels[level].overlapped:
                return "is of a level that is not overlapped"
            case Write(level) | Read(level) | Tape(level) if self._levels[level].overlapped:
                return "is of an overlapped level, which has offload and prefetch"
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
            case Offload(level, step):
                return self._copy(step, 0, level)
            case Prefetch(level, step):
                return self._copy(step, level, 0)
            case OffloadTape(level, tape):
                return self._move(tape, 0, level)
            case PrefetchTape(level, tape):
                return self._move(tape, level, 0)
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

    def _copy(self, step: int, source: int, target: int) -> str | None:
        if step not in self._states[source] or step in self._states[target]:
            return f"finds that state not stored on level {source}, or stored on level {target} already"
        self._states[target].add(step)
        return self._take(target)

    def _move(self, tape: int, source: int, target: int) -> str | None:
        if self._tapes.get(tape) != source:
            return f"finds that tape not stored on level {source}"
        self._tapes[tape] = target
        self._taken[source] -= 1
        return self._take(target)

    def _take(self, level: int) -> str | None:
        slots = self._levels[level].slots
        self._taken[level] += 1
        return None if slots is None or self._taken[level] <= slots else f"finds all {slots} slots of the level taken"

    @property
    def _hand(self) -> str:
        return "no state" if self._at is None else f"state {self._at}"
