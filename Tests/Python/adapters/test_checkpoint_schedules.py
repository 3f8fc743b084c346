"""Checks the actions of AdjschedSchedule on a model of a program that keeps one checkpoint of a time step.

Every planner on many platforms: each action finds what it needs, no storage holds more than its slots, nothing is left, and as
many steps are run as were planned. Then schedules as another tool might write them, and those that have to be refused.
"""

from __future__ import annotations

import io
import itertools
import subprocess
import unittest

import adjsched
from adjsched import Schedule, ScheduleError, find_program
from adjsched.checkpoint_schedules import AdjschedSchedule
from checkpoint_schedules import Copy, EndForward, EndReverse, Forward, Move, Reverse, StorageType
from support import lines

PLATFORMS = {
    "revolve": ["-m 1", "-m 3"],
    "store-none": [""],
    "store-all": [""],
    "uniform": ["--level 1 --level inf:1:1", "--level 3 --level inf:1:1 --period 3"],
    "multistage": ["-m 2 --disk-write 5 --disk-read 4"],
    "online": ["-m 2", "-m 1 --disk-write 1 --disk-read 1"],
    "disk-revolve": ["-m 1 --disk-write 1 --disk-read 1", "-m 3 --disk-write 30 --disk-read 1 --disk-slots 2"],
    "one-read-disk-revolve": ["-m 1 --disk-write 1 --disk-read 1"],
    "periodic-disk-revolve": ["-m 1 --disk-write 1 --disk-read 1", "-m 3 --disk-write 0 --disk-read 0"],
    "two-level": ["-m 1 --disk-write 1 --disk-read 1"],
    "hrevolve": ["--level 1:1:0 --level 1:0:3 --level inf:0:5", "--level 2 --level 2:2:9 --level 3:5:9"],
}
LENGTHS = [0, 1, 2, 5, 20, 101]

FOREIGN = [
    # A state on both levels, the memory's copy dropped first, and read from the disk.
    (2, "write 0 0, write 1 0, forward 0 1, write 0 1, forward 1 2, backward 2, read 0 1, backward 1, discard 0 1, read 0 0, "
     "discard 0 0, read 1 0, backward 0"),
    # The same, the disk's copy dropped while the state is at hand.
    (1, "write 1 0, write 0 0, discard 1 0, forward 0 1, backward 1, read 0 0, backward 0, discard 0 0"),
    # A store from which nothing is run.
    (2, "write 0 0, forward 0 2, backward 2, read 0 0, forward 0 1, write 0 1, backward 1, discard 0 1, read 0 0, backward 0"),
    # A discard apart from any read.
    (2, "write 0 0, forward 0 1, write 1 1, forward 1 2, backward 2, read 0 0, forward 0 1, discard 1 1, backward 1, read 0 0, "
     "backward 0, discard 0 0"),
]
REFUSED = [
    (1, "write 0 0, forward 0 1, backward 1", "ends after operation 3, before backward step 0"),
    (1, "write 0 0, forward 0 1, backward 0", "operation 3 (backward 0) is not the backward step due, 1"),
    (2, "write 0 0, write 1 0, forward 0 1, write 0 1, forward 1 2, discard 1 0, backward 2",
     "discards the slower copy of state 0 and keeps the faster one"),
]


def run(text: str) -> int:
    """Runs the actions on the model and returns how many steps they run, the runs that record left out."""
    schedule = AdjschedSchedule(io.StringIO(text))
    slots = {StorageType.RAM: 0.0, StorageType.DISK: 0.0}
    for level, storage in zip(Schedule(io.StringIO(text)).levels, [StorageType.RAM] + 2 * [StorageType.DISK]):
        slots[storage] += float("inf") if level.slots is None else level.slots
        assert schedule.uses_storage_type(storage) or slots[storage] == 0
    stored: dict[int, StorageType] = {}
    state: int | None = 0
    recorded: int | None = None
    due, has_ended, steps = schedule.max_n, False, 0
    for action in schedule:
        if isinstance(action, Forward):
            assert state == action.n0, action
            if action.write_ics:
                stored[action.n0] = action.storage
                assert sum(storage == action.storage for storage in stored.values()) <= slots[action.storage], action
            if action.write_adj_deps:
                assert len(action) == 1 and not action.write_ics, action
                recorded = action.n0
            else:
                steps += len(action)
            state = action.n1
        elif isinstance(action, (Copy, Move)):
            assert stored[action.n] == action.from_storage, action
            if action.to_storage == StorageType.WORK:
                state = action.n
            if isinstance(action, Move):
                del stored[action.n]
        elif isinstance(action, EndForward):
            assert state == schedule.max_n and due == schedule.max_n, action
            has_ended = True
        elif isinstance(action, Reverse):
            assert has_ended and recorded == action.n0 and due == action.n1 == action.n0 + 1, action
            due, recorded, state = action.n0, None, None
        else:
            assert isinstance(action, EndReverse) and due == 0 and schedule.is_exhausted, action
            break
    return steps


class ActionTests(unittest.TestCase):
    def test_every_planner_on_many_platforms(self) -> None:
        for (planner, platforms), length in itertools.product(PLATFORMS.items(), LENGTHS):
            for options in platforms:
                command = [find_program(), planner, "-l", str(length), *options.split(), "--format", "jsonl"]
                with self.subTest(command):
                    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
                    file = Schedule(io.StringIO(text))
                    forwards = sum(item.end - item.start for item in file if isinstance(item, adjsched.Forward))
                    self.assertEqual(run(text), forwards)

    def test_schedules_as_another_tool_might_write_them(self) -> None:
        for length, operations in FOREIGN:
            with self.subTest(operations):
                run(lines(length, operations))

    def test_what_cannot_be_run_is_refused(self) -> None:
        for length, operations, reason in REFUSED:
            with self.subTest(operations), self.assertRaises(ScheduleError) as caught:
                run(lines(length, operations))
            self.assertIn(reason, str(caught.exception))

    def test_storage_by_level(self) -> None:
        schedule = AdjschedSchedule(adjsched.plan(steps=9, level=["1", "2:1:1"]), [StorageType.RAM, StorageType.RAM])
        self.assertFalse(schedule.uses_storage_type(StorageType.DISK))
        with self.assertRaisesRegex(ScheduleError, "has 2 levels; storage names 1"):
            AdjschedSchedule(adjsched.plan(steps=9, level=["1", "2:1:1"]), [StorageType.RAM])


if __name__ == "__main__":
    unittest.main()
