"""AdjschedScheduler in pyrevolve's own BaseRevolver: Burgers' equation, states in memory and in files."""

from __future__ import annotations

import io
import os
import tempfile
import unittest

import adjsched
import numpy as np
from adjsched import Schedule, ScheduleError
from adjsched.pyrevolve import AdjschedScheduler, storage_list
from pyrevolve import BaseRevolver, Checkpoint, MemoryRevolver, Operator

STEPS, CELLS, DT = 60, 32, 0.002
PLANS = [
    {"planner": "store-all"},
    {"planner": "store-none"},
    {"planner": "revolve", "memory_slots": 4},
    {"planner": "disk-revolve", "memory_slots": 2, "disk_write": 3, "disk_read": 2},
    {"planner": "periodic-disk-revolve", "memory_slots": 2, "disk_write": 1, "disk_read": 1},
    {"level": ["1", "disk=4:3:2"]},
    {"level": ["memory=2", "nvme=2:2:2", "disk=3:6:6"]},
    {"planner": "online", "memory_slots": 3},
]


class Burgers(Checkpoint):
    """The state at hand, the one before it, and the adjoint; what pyrevolve saves and loads is the state at hand."""

    dtype, size = np.float64, CELLS

    def __init__(self) -> None:
        self.state = 1 + 0.5 * np.sin(2 * np.pi * np.arange(CELLS) / CELLS)
        self.before = np.zeros(CELLS)
        self.adjoint = np.zeros(CELLS)
        self.forward_steps = 0
        self.due = STEPS - 1

    def get_data(self, timestep: int) -> list[np.ndarray]:
        return [self.state]

    def get_data_location(self, timestep: int) -> list[np.ndarray]:
        return [self.state]


class ForwardSteps(Operator):
    def __init__(self, model: Burgers) -> None:
        self.model = model

    def apply(self, t_start: int, t_end: int) -> None:
        model = self.model
        for _ in range(t_start, t_end):
            u = model.state.copy()
            model.before[:] = u
            model.state[:] = u - DT * CELLS / 2 * u * (np.roll(u, -1) - np.roll(u, 1))
            model.forward_steps += 1


class BackwardStep(Operator):
    def __init__(self, model: Burgers) -> None:
        self.model = model

    def apply(self, t_start: int, t_end: int) -> None:
        model = self.model
        assert (t_start, t_end) == (model.due, model.due + 1)
        if t_end == STEPS:
            model.adjoint[:] = model.state
        u, a = model.before, model.adjoint
        slope = -DT * CELLS / 2 * u * a
        model.adjoint[:] = a * (1 - DT * CELLS / 2 * (np.roll(u, -1) - np.roll(u, 1))) + np.roll(slope, 1) - np.roll(slope, -1)
        model.due -= 1


def by_pyrevolve() -> np.ndarray:
    """The gradient by pyrevolve's own schedule."""
    model = Burgers()
    revolver = MemoryRevolver(model, ForwardSteps(model), BackwardStep(model), 5, STEPS)
    revolver.apply_forward()
    revolver.apply_reverse()
    return model.adjoint


class SchedulerTests(unittest.TestCase):
    def test_gradients_are_those_of_pyrevolve(self) -> None:
        expected = by_pyrevolve()
        for options in PLANS:
            with self.subTest(options), tempfile.TemporaryDirectory() as folder:
                schedule = adjsched.plan(steps=STEPS, **options)
                model = Burgers()
                scheduler = AdjschedScheduler(schedule)
                storages = storage_list(schedule, model, os.path.join(folder, ""))
                revolver = BaseRevolver(
                    model, ForwardSteps(model), BackwardStep(model), None, STEPS, storages, scheduler)
                # Twice by the same object, as in an optimisation.
                for _ in range(2):
                    model.due, model.forward_steps, model.state[:] = STEPS - 1, 0, Burgers().state
                    revolver.apply_forward()
                    revolver.apply_reverse()
                    self.assertTrue(np.array_equal(model.adjoint, expected))
                    self.assertEqual(model.due, -1)
                    # Each backward step runs its own step once more.
                    assert schedule.statistics is not None
                    self.assertEqual(model.forward_steps, schedule.statistics["forwardSteps"] + STEPS)
                self.assertEqual(
                    scheduler.peaks, [level["peakSlots"] for level in schedule.statistics["levels"]])
                for index, peak in enumerate(scheduler.peaks):
                    if index > 0:
                        files = [name for _, _, names in os.walk(os.path.join(folder, f"level-{index}")) for name in names]
                        self.assertEqual(len(files), peak)
                del revolver, storages

    def test_tapes_are_refused(self) -> None:
        text = '{"chain":{"length":2,"stateSize":1,"tapeSize":2,"adjointCost":1},"levels":[{"capacity":9}]}\n'
        with self.assertRaisesRegex(ScheduleError, "has tapes; pyrevolve stores states alone"):
            AdjschedScheduler(Schedule(io.StringIO(text)))


if __name__ == "__main__":
    unittest.main()
