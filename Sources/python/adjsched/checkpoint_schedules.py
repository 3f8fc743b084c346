"""Turns a schedule of adjsched into a checkpoint_schedules.CheckpointSchedule, which pyadjoint, Firedrake and others run.

    tape.enable_checkpointing(AdjschedSchedule(adjsched.plan(steps=100, memory_slots=5)))

A chain of length l is n = l + 1 time steps there: plan it with --steps n. Needs the package checkpoint-schedules.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import IO

try:
    from checkpoint_schedules import (
        CheckpointSchedule,
        Copy,
        EndForward,
        EndReverse,
        Forward,
        Move,
        Reverse,
        StorageType,
    )
    from checkpoint_schedules.schedule import CheckpointAction
except ImportError as error:
    raise ImportError(
        "adjsched.checkpoint_schedules needs checkpoint-schedules; install it with: pip install checkpoint-schedules"
    ) from error

from . import _operations as planned
from ._errors import ScheduleError
from ._schedule import Schedule


class AdjschedSchedule(CheckpointSchedule):
    """The actions of a schedule file, made as they are asked for; it can be run once.

    Those who run such actions keep one checkpoint of a time step. Where the schedule has a state on two levels at once,
    the copy on the slower level is the one that is kept and read: no level ever holds more than was planned.
    """

    def __init__(
        self, source: Schedule | str | os.PathLike[str] | IO[str], storage: Sequence[StorageType] | None = None
    ) -> None:
        """Takes a schedule, or opens one.

        storage says for each level what it is, RAM or DISK; without it level 0 is RAM and every other is DISK.
        """
        self._planned = source if isinstance(source, Schedule) else Schedule(source)
        if self._planned.has_tapes:
            raise ScheduleError(f"{self._planned.name}: has tapes, which are not checkpoints of these programs' kind")
        if any(level.overlapped for level in self._planned.levels):
            raise ScheduleError(f"{self._planned.name}: has transfers beside the steps; plan without overlapped levels for these programs")
        levels = len(self._planned.levels)
        self._storage = list(storage or [StorageType.RAM] + [StorageType.DISK] * (levels - 1))
        if storage is not None and len(storage) != levels:
            raise ScheduleError(f"{self._planned.name}: has {levels} levels; storage names {len(storage)}")
        super().__init__(max_n=self._planned.length + 1)
        self._exhausted = False
        # The levels on which the schedule holds a state, and the one whose copy is there.
        self._held: dict[int, set[int]] = {}
        self._home: dict[int, int] = {}

    @property
    def is_exhausted(self) -> bool:
        return self._exhausted

    def uses_storage_type(self, storage_type: StorageType) -> bool:
        return any(
            kind == storage_type and level.slots != 0 for kind, level in zip(self._storage, self._planned.levels)
        )

    def _iterator(self) -> Iterator[CheckpointAction]:
        # All that happens while one state is at hand is collected first: whether a state is copied or moved shows in
        # the discards behind its read, and a write is an argument of the run that follows it.
        state = 0
        was_read = has_turned = False
        for operation in self._planned:
            match operation:
                case planned.Write(level, step):
                    self._held.setdefault(step, set()).add(level)
                case planned.Discard(level, step):
                    self._held[step].discard(level)
                    if step != state:
                        yield from self._forget(step)
                case planned.Backward():
                    has_turned = True
                case planned.Forward(_, end):
                    yield from self._settle(state, was_read, has_turned, end)
                    state, was_read, has_turned = end, False, False
                case planned.Read(_, step):
                    yield from self._settle(state, was_read, has_turned, None)
                    state, was_read, has_turned = step, True, False
        yield from self._settle(state, was_read, has_turned, None)
        self._exhausted = True
        yield EndReverse()

    def _settle(self, state: int, was_read: bool, has_turned: bool, end: int | None) -> Iterator[CheckpointAction]:
        """The actions on the state that was at hand: its read, its write, and its run forward to end or backward."""
        old = self._storage_of(self._home.pop(state, None))
        levels = self._held.get(state)
        if levels:
            self._home[state] = max(levels)
        else:
            self._held.pop(state, None)
        new = self._storage_of(self._home.get(state))
        if old is not None and was_read:
            yield (Copy if old == new else Move)(state, old, StorageType.WORK)
        elif old not in (None, new):
            yield Move(state, old, StorageType.NONE)
        if new not in (None, old):
            # A state that is stored without being run on from costs a step here: the store is part of a run.
            yield self._forward(state, state + 1 if end is None else end, new)
            if has_turned:
                yield Copy(state, new, StorageType.WORK)
        elif end is not None:
            yield self._forward(state, end, None)
        if has_turned:
            yield Forward(state, state + 1, False, True, StorageType.WORK)
            if state == self.max_n - 1:
                self._n = self.max_n
                yield EndForward()
            self._r = self.max_n - state
            yield Reverse(state + 1, state, True)

    def _forward(self, start: int, end: int, storage: StorageType | None) -> Forward:
        self._n = end
        return Forward(start, end, storage is not None, False, storage or StorageType.WORK)

    def _forget(self, step: int) -> Iterator[CheckpointAction]:
        """Discards a state that is not at hand."""
        home, levels = self._home[step], self._held[step]
        if home in levels:
            return
        if not levels:
            yield Move(step, self._storage[home], StorageType.NONE)
            del self._home[step], self._held[step]
        elif self._storage[home] == self._storage[max(levels)]:
            self._home[step] = max(levels)
        else:
            raise ScheduleError(
                f"{self._planned.name}: discards the slower copy of state {step} and keeps the faster one; "
                "discard it while the state is at hand"
            )

    def _storage_of(self, level: int | None) -> StorageType | None:
        return None if level is None else self._storage[level]
