"""The gradient of an acoustic wave's misfit by the velocity of the medium, in Devito, by schedules of adjsched.

A shot is observed in a layered medium. The misfit is that of the same shot in a medium without layers, and the gradient says where
the velocity has to change. It is compared with the one that keeps the whole wave field: the same bits. Needs devito, pyrevolve and
scipy.
"""

from __future__ import annotations

import sys
import tempfile
import time
from typing import Any

import numpy as np
from devito import Function, TimeFunction, configuration
from devito.checkpointing import CheckpointOperator, DevitoCheckpoint
from examples.seismic import Receiver  # Devito's own examples
from examples.seismic.acoustic import acoustic_setup
from pyrevolve import BaseRevolver

import adjsched
from adjsched.pyrevolve import AdjschedScheduler, storage_list

#: One level, two with files, and two with few files.
PLANS: list[dict[str, Any]] = [
    {"planner": "revolve", "memory_slots": 12},
    {"planner": "disk-revolve", "memory_slots": 5, "disk_write": 3, "disk_read": 2},
    {"level": ["memory=4", "disk=10:3:2"]},
]


class Shot:
    """A shot, what was observed of it, and the medium that explains it badly."""

    def __init__(self) -> None:
        configuration["log-level"] = "ERROR"
        self.solver = acoustic_setup(
            shape=(61, 61), spacing=(10.0, 10.0), nbl=10, tn=400.0, space_order=4, preset="layers-isotropic", dtype=np.float64)
        model, geometry = self.solver.model, self.solver.geometry
        observed, _, _ = self.solver.forward()
        self.medium = Function(name="vp0", grid=model.grid, space_order=4)
        self.medium.data[:] = np.mean(model.vp.data)
        found, _, _ = self.solver.forward(vp=self.medium)
        self.residual = Receiver(
            name="rec", grid=model.grid, data=found.data - observed.data, time_range=geometry.time_axis,
            coordinates=geometry.rec_positions)
        self.steps: int = self.residual.data.shape[0] - 2

    def by_keeping_every_state(self) -> tuple[np.ndarray, int]:
        """The gradient from the whole wave field, and its bytes."""
        _, wave, _ = self.solver.forward(save=True, vp=self.medium)
        gradient, _ = self.solver.jacobian_adjoint(self.residual, wave, vp=self.medium)
        return np.array(gradient.data), wave.data_with_halo.nbytes

    def by_schedule(self, schedule: adjsched.Schedule, folder: str) -> tuple[np.ndarray, int, list[int], int]:
        """The gradient, the forward steps, the slots that each level has needed, and the bytes of a state."""
        solver = self.solver
        u = TimeFunction(name="u", grid=solver.model.grid, time_order=2, space_order=4)
        v = TimeFunction(name="v", grid=solver.model.grid, time_order=2, space_order=4)
        gradient = Function(name="grad", grid=solver.model.grid)
        checkpoint = DevitoCheckpoint([u])
        medium = dict(solver.model.physical_params(vp=self.medium))
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
        return np.array(gradient.data), ran, scheduler.peaks, checkpoint.size * checkpoint.dtype().itemsize


def main() -> None:
    shot = Shot()
    for _ in range(2):  # the first compiles
        before = time.perf_counter()
        reference, held = shot.by_keeping_every_state()
        seconds = time.perf_counter() - before
    print(f"{'schedule of ' + str(shot.steps) + ' steps':<56} {'steps run':>9} {'seconds':>8} {'kB in memory':>12} {'in files':>9}")
    print(f"{'the whole wave field':<56} {shot.steps:>9} {seconds:>8.2f} {held // 1000:>12} {0:>9}")
    with tempfile.TemporaryDirectory() as folder:
        shot.by_schedule(adjsched.plan(steps=shot.steps, memory_slots=12), folder + "/")
    for options in PLANS:
        with tempfile.TemporaryDirectory() as folder:
            before = time.perf_counter()
            gradient, ran, peaks, size = shot.by_schedule(adjsched.plan(steps=shot.steps, **options), folder + "/")
            seconds = time.perf_counter() - before
        name = ", ".join(str(value) if name == "planner" else f"{name} {value}" for name, value in options.items())
        print(f"{name:<56} {ran:>9} {seconds:>8.2f} {peaks[0] * size // 1000:>12} {sum(peaks[1:]) * size // 1000:>9}")
        if not np.array_equal(gradient, reference):
            sys.exit(f"acoustic_devito.py: {name}: the gradient is not that from the whole wave field")
    print("every gradient is that from the whole wave field, bit for bit")


if __name__ == "__main__":
    main()
