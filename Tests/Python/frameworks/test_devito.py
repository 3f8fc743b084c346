"""An acoustic gradient in Devito by schedules, beside the run that keeps the whole wave field: the same bits."""

from __future__ import annotations

import tempfile
import unittest
from typing import Any

try:
    from devito import Function, TimeFunction, configuration
    from devito.checkpointing import CheckpointOperator, DevitoCheckpoint
    from examples.seismic import Receiver
    from examples.seismic.acoustic import acoustic_setup
except ImportError as error:
    raise unittest.SkipTest("Devito, or what its examples need, is not installed") from error

import numpy as np
from pyrevolve import BaseRevolver

import adjsched
from adjsched.pyrevolve import AdjschedScheduler, storage_list

PLANS: list[dict[str, Any]] = [
    {"planner": "revolve", "memory_slots": 12},
    {"planner": "disk-revolve", "memory_slots": 5, "disk_write": 3, "disk_read": 2},
    {"level": ["memory=4", "disk=10:3:2"]},
]


class DevitoTests(unittest.TestCase):
    """The gradient of the misfit of shots in a layered medium, seen from one without layers."""

    @classmethod
    def setUpClass(cls) -> None:
        configuration["log-level"] = "ERROR"
        cls.solver = acoustic_setup(
            shape=(61, 61), spacing=(10.0, 10.0), nbl=10, tn=400.0, space_order=4, preset="layers-isotropic", dtype=np.float64)
        observed, _, _ = cls.solver.forward()
        cls.start = Function(name="vp0", grid=cls.solver.model.grid, space_order=4)
        cls.start.data[:] = np.mean(cls.solver.model.vp.data)
        found, wave, _ = cls.solver.forward(save=True, vp=cls.start)
        geometry = cls.solver.geometry
        cls.residual = Receiver(
            name="rec", grid=cls.solver.model.grid, data=found.data - observed.data, time_range=geometry.time_axis,
            coordinates=geometry.rec_positions)
        cls.steps = cls.residual.data.shape[0] - 2
        gradient, _ = cls.solver.jacobian_adjoint(cls.residual, wave, vp=cls.start)
        cls.gradient = np.array(gradient.data)

    def by_schedule(self, schedule: adjsched.Schedule, folder: str) -> tuple[np.ndarray, int, list[int]]:
        """The gradient, the forward steps, and the slots that each level has needed."""
        solver = self.solver
        u = TimeFunction(name="u", grid=solver.model.grid, time_order=2, space_order=4)
        v = TimeFunction(name="v", grid=solver.model.grid, time_order=2, space_order=4)
        gradient = Function(name="grad", grid=solver.model.grid)
        checkpoint = DevitoCheckpoint([u])
        medium = dict(solver.model.physical_params(vp=self.start))
        forward = CheckpointOperator(solver.op_fwd(save=False), src=solver.geometry.src, u=u, dt=solver.dt, **medium)
        reverse = CheckpointOperator(
            solver.op_grad(save=False), u=u, v=v, rec=self.residual, dt=solver.dt, grad=gradient, **medium)
        ran, apply = 0, forward.apply

        def counted(t_start: int, t_end: int) -> None:
            nonlocal ran
            ran += t_end - t_start
            apply(t_start, t_end)

        forward.apply = counted
        scheduler = AdjschedScheduler(schedule)
        storages = storage_list(schedule, checkpoint, folder)
        revolver = BaseRevolver(checkpoint, forward, reverse, None, self.steps, storages, scheduler)
        revolver.apply_forward()
        revolver.apply_reverse()
        return np.array(gradient.data), ran, scheduler.peaks

    def test_gradients(self) -> None:
        self.assertGreater(np.linalg.norm(self.gradient), 0)
        for options in PLANS:
            with self.subTest(options=options), tempfile.TemporaryDirectory() as folder:
                schedule = adjsched.plan(steps=self.steps, **options)
                gradient, ran, peaks = self.by_schedule(schedule, folder + "/")
                np.testing.assert_array_equal(gradient, self.gradient)
                statistics = adjsched.summary(steps=self.steps, **options)["statistics"]
                # Every step runs once more before its adjoint.
                self.assertEqual(ran, statistics["forwardSteps"] + self.steps)
                self.assertEqual(peaks, [level["peakSlots"] for level in statistics["levels"]])
                print(f"{self.steps} steps, {options}: {ran} forward steps, slots {peaks}, the gradient is the same")


if __name__ == "__main__":
    unittest.main()
