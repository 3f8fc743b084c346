"""Reverses a nonlinear time loop in pyadjoint by schedules of adjsched, and compares with the run that keeps everything.

The loop solves Burgers' equation; the gradient is that of the energy's time integral with respect to the initial state and
the viscosity. Checkpoints in memory are arrays, checkpoints on disk are files; both are counted whenever a step runs, and may
never be more than the schedule has slots. Gradients have to be equal bit for bit, at two points, and pass a Taylor test.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
import tempfile
import weakref
from typing import Any

import adjsched
import numpy as np
from adjsched.checkpoint_schedules import AdjschedSchedule
from checkpoint_schedules import StorageType
from pyadjoint import AdjFloat, Block, Control, OverloadedType, ReducedFunctional, Tape, taylor_test
from pyadjoint.tape import TapePackageData, continue_annotation, get_working_tape, pause_annotation, set_working_tape

STEPS = 100
CELLS = 64
DT = 0.002
PACKAGE = "files"

CASES: list[dict[str, Any]] = [
    {"planner": "revolve", "memory_slots": 5},
    {"planner": "disk-revolve", "memory_slots": 2, "disk_write": 5, "disk_read": 4},
    {"level": ["memory=1", "disk=2:5:5"]},
    {"level": ["memory=2", "nvme=1:2:2", "pfs=3:6:6"]},
]


class Field(OverloadedType):
    """A periodic grid function. A time loop changes it in place, as solvers do, so that a checkpoint is a copy."""

    #: How many there are.
    alive = 0

    def __init__(self, values: np.ndarray) -> None:
        super().__init__()
        self.values = np.array(values)
        Field.alive += 1
        weakref.finalize(self, Field._forget)

    @staticmethod
    def _forget() -> None:
        Field.alive -= 1

    def _ad_create_checkpoint(self) -> OverloadedType:
        files = get_working_tape()._package_data[PACKAGE]
        return files.store(self.values) if files.is_active else Field(self.values)

    def _ad_will_add_as_dependency(self) -> None:
        # What comes from outside the tape is saved when it is first used, before pyadjoint says where it belongs.
        files = get_working_tape()._package_data[PACKAGE]
        was_active = files.is_active
        files.is_active = was_active or (files.begins_on_disk and self.block_variable.creation_timestep < 0)
        super()._ad_will_add_as_dependency()
        files.is_active = was_active

    def _ad_restore_at_checkpoint(self, checkpoint: OverloadedType) -> Field:
        return checkpoint.load() if isinstance(checkpoint, FieldOnDisk) else checkpoint

    def _ad_convert_riesz(self, value: np.ndarray, riesz_map: None = None) -> Field:
        return Field(value)

    def _ad_init_zero(self, dual: bool = False) -> Field:
        return Field(np.zeros_like(self.values))

    def _ad_mul(self, other: float) -> Field:
        return Field(self.values * other)

    def _ad_add(self, other: Field) -> Field:
        return Field(self.values + other.values)

    def _ad_dot(self, other: Field) -> float:
        return float(self.values @ other.values)

    def _ad_copy(self) -> Field:
        return Field(self.values)


class FieldOnDisk(OverloadedType):
    """A checkpoint in a file, which goes when nothing refers to it any more."""

    def __init__(self, path: str, values: np.ndarray) -> None:
        super().__init__()
        np.save(path, values)
        self._path = path
        weakref.finalize(self, FieldOnDisk._remove, path)

    @staticmethod
    def _remove(path: str) -> None:
        with contextlib.suppress(FileNotFoundError):
            os.remove(path)

    def load(self) -> Field:
        return Field(np.load(self._path))

    def _ad_restore_at_checkpoint(self, checkpoint: FieldOnDisk) -> Field:
        return checkpoint.load()


class Files(TapePackageData):
    """What pyadjoint asks of a package that keeps checkpoints on disk: it says when they go there."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.is_active = False
        #: Whether the state at the start goes to disk.
        self.begins_on_disk = False
        self.written = 0

    def store(self, values: np.ndarray) -> FieldOnDisk:
        self.written += 1
        return FieldOnDisk(os.path.join(self.folder, f"{self.written}.npy"), values)

    def continue_checkpointing(self) -> None:
        self.is_active = True

    def pause_checkpointing(self) -> None:
        self.is_active = False

    def clear(self) -> None:
        self.is_active = False

    def reset(self) -> None:
        self.is_active = False

    def checkpoint(self) -> None:
        return None

    def restore_from_checkpoint(self, state: None) -> None:
        pass

    def copy(self) -> Files:
        return self


class Meter:
    """The most checkpoints that were held at once, and the number of steps that were run."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.memory = self.disk = self.files = self.fields = self.steps = 0

    def step(self) -> None:
        """Counts a step, and what the tape holds while it runs."""
        self.steps += 1
        memory = disk = 0
        for timestep in get_working_tape().timesteps:
            for variable, checkpoint in timestep._checkpoint.items():
                if isinstance(checkpoint, FieldOnDisk):
                    disk += 1
                # The value of a control, which its owner has anyway, is not a copy.
                elif isinstance(checkpoint, Field) and not (variable.is_control and checkpoint is variable.checkpoint):
                    memory += 1
        self.memory, self.disk = max(self.memory, memory), max(self.disk, disk)
        self.files = max(self.files, len(os.listdir(self.folder)))
        self.fields = max(self.fields, Field.alive)


meter: Meter


def burgers(u: np.ndarray, viscosity: float) -> np.ndarray:
    """One explicit step of u_t + u u_x = viscosity u_xx."""
    right, left = np.roll(u, -1), np.roll(u, 1)
    return u - DT * CELLS / 2 * u * (right - left) + DT * CELLS**2 * viscosity * (right - 2 * u + left)


class BurgersBlock(Block):
    """One time step on the tape."""

    def recompute_component(self, inputs, block_variable, idx, prepared):
        meter.step()
        return Field(burgers(inputs[0].values, float(inputs[1])))

    def evaluate_adj_component(self, inputs, adj_inputs, block_variable, idx, prepared=None):
        u, viscosity, adjoint = inputs[0].values, float(inputs[1]), adj_inputs[0]
        right, left = np.roll(u, -1), np.roll(u, 1)
        if idx == 1:
            return float(adjoint @ (DT * CELLS**2 * (right - 2 * u + left)))
        slope = -DT * CELLS / 2 * u * adjoint
        spread = DT * CELLS**2 * viscosity * adjoint
        return (
            adjoint * (1 - DT * CELLS / 2 * (right - left))
            + np.roll(slope, 1) - np.roll(slope, -1)
            + np.roll(spread, 1) - 2 * spread + np.roll(spread, -1)
        )


class CopyBlock(Block):
    """A copy on the tape."""

    def recompute_component(self, inputs, block_variable, idx, prepared):
        return inputs[0]._ad_copy()

    def evaluate_adj_component(self, inputs, adj_inputs, block_variable, idx, prepared=None):
        return adj_inputs[0]


class EnergyBlock(Block):
    """The energy of a state, half the mean square."""

    def recompute_component(self, inputs, block_variable, idx, prepared):
        return AdjFloat(inputs[0].values @ inputs[0].values / (2 * CELLS))

    def evaluate_adj_component(self, inputs, adj_inputs, block_variable, idx, prepared=None):
        return adj_inputs[0] * inputs[0].values / CELLS


def advance(u: Field, viscosity: AdjFloat, target: Field) -> None:
    """Makes target the state one step after u, on the tape."""
    block = BurgersBlock()
    block.add_dependency(u)
    block.add_dependency(viscosity)
    get_working_tape().add_block(block)
    meter.step()
    target.values = burgers(u.values, float(viscosity))
    block.add_output(target.create_block_variable())


def assign(u: Field, target: Field) -> None:
    """Copies u to target, on the tape."""
    block = CopyBlock()
    block.add_dependency(u)
    get_working_tape().add_block(block)
    target.values = u.values
    block.add_output(target.create_block_variable())


def energy(u: Field) -> AdjFloat:
    """Returns the energy of a state, on the tape."""
    block = EnergyBlock()
    block.add_dependency(u)
    get_working_tape().add_block(block)
    value = AdjFloat(u.values @ u.values / (2 * CELLS))
    block.add_output(value.block_variable)
    return value


def taped_loop(schedule: AdjschedSchedule | None, folder: str) -> ReducedFunctional:
    """Runs the loop on a new tape and returns its result as a function of the initial state and the viscosity."""
    global meter
    set_working_tape(Tape())
    gc.collect()
    meter = Meter(folder)
    tape = Tape()
    tape._package_data[PACKAGE] = Files(folder)
    set_working_tape(tape)
    continue_annotation()
    if schedule is not None:
        tape.enable_checkpointing(schedule)
        tape._package_data[PACKAGE].begins_on_disk = tape._checkpoint_manager.forward_schedule[0].storage == StorageType.DISK
    initial, viscosity = point(0.5, 0.01)
    controls = [Control(initial), Control(viscosity)]
    state, start, u, total = initial, Field(initial.values), Field(initial.values), AdjFloat(0.0)
    for _ in tape.timestepper(iter(range(STEPS))):
        # A step that is nonlinear in the state at its start copies it first: for the adjoint of a step pyadjoint keeps what
        # the blocks of that step have made, and clears what they were given.
        assign(state, start)
        advance(start, viscosity, u)
        state = u
        total = total + DT * energy(u)
    pause_annotation()
    return ReducedFunctional(total, controls)


def point(height: float, viscosity: float) -> list[OverloadedType]:
    """A point at which the gradient is taken."""
    x = np.arange(CELLS) / CELLS
    return [Field(1 + height * np.sin(2 * np.pi * x)), AdjFloat(viscosity)]


def gradients(functional: ReducedFunctional) -> list[np.ndarray]:
    """The gradient where the loop was taped, and at another point."""
    first = functional.derivative()
    functional(point(0.3, 0.02))
    return [np.append(initial.values, viscosity) for initial, viscosity in (first, functional.derivative())]


def check(holds: bool, sentence: str) -> None:
    if not holds:
        sys.exit(f"burgers_pyadjoint.py: {sentence}")


def run(options: dict[str, Any], expected: list[np.ndarray]) -> str:
    """Runs the loop by a schedule and returns a row of the table."""
    text = ", ".join(f"{name} {value}" for name, value in options.items())
    schedule = adjsched.plan(steps=STEPS, **options)
    with tempfile.TemporaryDirectory() as folder:
        # The operations are read from the program as they are needed.
        functional = taped_loop(AdjschedSchedule(schedule), folder)
        found = gradients(functional)
        for a, b in zip(found, expected):
            check(np.array_equal(a, b), f"{text}: the gradient differs by {np.abs(a - b).max()}")
        twice = meter.steps
        forwards = sum(operation.end - operation.start for operation in schedule if isinstance(operation, adjsched.Forward))
        # Each of the two gradients runs the planned steps, and every step once more to record it.
        check(twice == 2 * (forwards + STEPS), f"{text}: {twice} steps were run, 2 x ({forwards} + {STEPS}) planned")
        memory, *others = (float("inf") if level.slots is None else level.slots for level in schedule.levels)
        disk = sum(others)
        check(meter.memory <= memory, f"{text}: {meter.memory} states in memory, {memory} slots")
        check(max(meter.disk, meter.files) <= disk, f"{text}: {meter.disk} states on disk, {disk} slots")
        row = (
            f"{text:<64} {meter.memory:>4} of {memory} {meter.files:>4} of {'any' if disk == float('inf') else disk:<3}"
            f" {meter.fields:>5} {twice // 2:>5}"
        )

        direction = [Field(np.cos(np.arange(CELLS))), AdjFloat(0.01)]
        with contextlib.redirect_stdout(None):
            rate = taylor_test(functional, point(0.5, 0.01), direction)
        check(rate > 1.95, f"{text}: the Taylor test finds order {rate}")
        return f"{row} {rate:.3f}"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        expected = gradients(taped_loop(None, folder))
    print(f"Burgers' equation, {STEPS} steps; every state kept: {meter.fields} fields in memory, {meter.steps} steps")
    print(f"{'schedule':<64} {'memory':>9} {'disk':>11} fields steps Taylor")
    for options in CASES:
        print(run(options, expected))
    print("every gradient equals that of the unchecked run bit for bit, at two points")


if __name__ == "__main__":
    main()
