"""Schedules of adjsched in pyrevolve and Devito: a scheduler for pyrevolve's BaseRevolver, on any number of levels.

    schedule = adjsched.plan(steps=n, memory_slots=4, disk_write=5, disk_read=4)
    revolver = BaseRevolver(
        checkpoint, forward, reverse, None, n, storage_list(schedule, checkpoint, "scratch/"), AdjschedScheduler(schedule)
    )
    revolver.apply_forward()
    revolver.apply_reverse()

A chain of length l is n = l + 1 time steps there: plan it with --steps n. Needs the package pyrevolve.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import IO, Any

try:
    from pyrevolve import DiskStorage, NumpyStorage, Profiler
    from pyrevolve.schedulers import Action, Scheduler
except ImportError as error:
    raise ImportError("adjsched.pyrevolve needs pyrevolve; install it with: pip install pyrevolve") from error

from ._errors import ScheduleError
from ._machine import Level
from ._operations import Backward, Discard, Forward, Read, Write
from ._schedule import Schedule


class LevelAction(Action):
    """An action, and the level that it uses."""

    def __init__(self, kind: int, end: int, start: int, slot: int = 0, level: int = 0) -> None:
        super().__init__(kind, end, start, slot)
        self._level = level

    def storageIndex(self) -> int:
        return self._level


class AdjschedScheduler(Scheduler):
    """Gives pyrevolve the actions of a schedule, made as they are asked for.

    pyrevolve runs the last time step in apply_forward and every other one once more before its adjoint, as --steps plans.
    When the reversal is done it begins anew, if the schedule can be read again.
    """

    def __init__(self, source: Schedule | str | os.PathLike[str] | IO[str]) -> None:
        """Takes a schedule, or opens one."""
        self.schedule = source if isinstance(source, Schedule) else Schedule(source)
        if self.schedule.has_tapes:
            raise ScheduleError(f"{self.schedule.name}: has tapes; pyrevolve stores states alone")
        if any(level.overlapped for level in self.schedule.levels):
            raise ScheduleError(f"{self.schedule.name}: has transfers beside the steps; plan without overlapped levels for pyrevolve")
        super().__init__(None, self.schedule.length + 1)
        #: The most slots that each level has needed so far.
        self.peaks = [0] * len(self.schedule.levels)
        self._actions: Iterator[LevelAction] = iter(())
        self._action = LevelAction(Action.TERMINATE, 0, 0)

    def next(self) -> LevelAction:
        if self._action.type == Action.TERMINATE:
            self._actions = self._reversal()
        self._action = next(self._actions)
        return self._action

    @property
    def capo(self) -> int:
        return self._action.capo

    @property
    def old_capo(self) -> int:
        return self._action.old_capo

    @property
    def cp_pointer(self) -> int:
        return self._action.ckp

    def _reversal(self) -> Iterator[LevelAction]:
        # A schedule names states, pyrevolve the slots of a level. The lowest free one is next.
        slots: dict[tuple[int, int], int] = {}
        free: list[set[int]] = [set() for _ in self.peaks]
        made = [0] * len(self.peaks)
        for operation in self.schedule:
            match operation:
                case Forward(start, end):
                    yield LevelAction(Action.ADVANCE, end, start)
                case Write(level, step):
                    if not free[level]:
                        free[level].add(made[level])
                        made[level] += 1
                        self.peaks[level] = max(self.peaks[level], made[level])
                    slot = slots[level, step] = min(free[level])
                    free[level].remove(slot)
                    yield LevelAction(Action.TAKESHOT, step, step, slot, level)
                case Read(level, step):
                    yield LevelAction(Action.RESTORE, step, step, slots[level, step], level)
                case Discard(level, step):
                    free[level].add(slots.pop((level, step)))
                case Backward(step) if step == self.schedule.length:
                    yield LevelAction(Action.LASTFW, step, step)
                    yield LevelAction(Action.REVSTART, step, step)
                case Backward(step):
                    yield LevelAction(Action.REVERSE, step, step)
        yield LevelAction(Action.TERMINATE, 0, 0)


def storage_list(schedule: Schedule, checkpoint: Any, folder: str = "./", profiler: Profiler | None = None) -> list[Any]:
    """pyrevolve's storages for the levels of a schedule: memory for the first, files in a folder for every other.

    The files are in a folder of their own there, which goes with the storage. Those of a level are made as they are needed.
    """
    profiler = profiler or Profiler()
    storages: list[Any] = []
    for index, level in enumerate(schedule.levels):
        slots = _slots(schedule, index, level)
        if index > 0:
            below = os.path.join(folder, f"level-{index}", "")
            storages.append(DiskStorage(checkpoint.size, slots, checkpoint.dtype, profiler, below, singlefile=False))
        else:
            storages.append(NumpyStorage(checkpoint.size, slots, checkpoint.dtype, profiler))
    return storages


def _slots(schedule: Schedule, index: int, level: Level) -> int:
    """The slots that a level needs, as the schedule states them, or at most."""
    peaks = schedule.header.get("peaks")
    if peaks is not None:
        return int(peaks[index]["slots"])
    return schedule.length + 1 if level.slots is None else level.slots
