"""The misfit of an ice sheet to what was observed, and its gradient by schedules of adjsched, beside jax.grad.

    adjsched disk-revolve --steps 600 -m 8 --disk-write 5 --disk-read 4 --format jsonl | python ice_sheet_jax.py -
    python ice_sheet_jax.py SCHEDULE
    python ice_sheet_jax.py --compare

The shallow-ice equation in one dimension: ice of thickness h flows down its own surface, snow falls above a line and melts
below. The result is the mean square distance of the end from an observed thickness; its gradient is that with respect to the
thickness at the start and to the softness of the ice, both a value per cell. Level 0 is a dictionary of arrays, every other
level a folder of files.

--compare runs several schedules of 600 time steps: all gradients have to be equal bit for bit to those of the run that keeps
every state, and to those of jax.grad up to rounding; no level may ever hold more than its slots.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import adjsched
import jax
import jax.numpy as jnp
import numpy as np
from adjsched import Schedule, ScheduleError
from adjsched.driver import Files, Memory, run

jax.config.update("jax_enable_x64", True)

CELLS = 120
WIDTH = 1.5e6 / CELLS  # metres
YEARS = 0.5  # a time step
STEPS = 600
CASES: list[dict[str, Any]] = [
    {"planner": "store-all"},
    {"planner": "revolve", "memory_slots": 12},
    {"planner": "disk-revolve", "memory_slots": 4, "disk_write": 5, "disk_read": 4},
    {"level": ["memory=3", "disk=5:5:4"]},
    {"level": ["memory=3", "nvme=4:2:2", "pfs=6:9:9"]},
]


class Gradient(NamedTuple):
    """The adjoint of a state, and the softness's gradient so far."""

    thickness: jax.Array
    softness: jax.Array


def step(h: jax.Array, softness: jax.Array) -> jax.Array:
    """The thickness one time step later: an explicit step of h_t = (D h_x)_x + snow, D ~ softness h^5 h_x^2, h at least 0."""
    between = (h[1:] + h[:-1]) / 2
    slope = (h[1:] - h[:-1]) / WIDTH
    flow = (softness[1:] + softness[:-1]) / 2 * between**5 * slope**3
    flow = jnp.concatenate([jnp.zeros(1), flow, jnp.zeros(1)])
    distance = jnp.abs(jnp.arange(CELLS) - CELLS / 2) * WIDTH
    snow = jnp.minimum(0.5, 1e-5 * (4.5e5 - distance))
    return jnp.maximum(h + YEARS * ((flow[1:] - flow[:-1]) / WIDTH + snow), 0)


def misfit(h: jax.Array) -> jax.Array:
    """The mean square distance from what was observed: a sheet 5 % thinner than at the start."""
    return jnp.mean((h - 0.95 * start()[0]) ** 2)


@jax.jit
def forward(h: jax.Array, softness: jax.Array) -> jax.Array:
    return step(h, softness)


@jax.jit
def backward(h: jax.Array, softness: jax.Array, adjoint: Gradient) -> Gradient:
    """Runs a step once more, and its adjoint."""
    _, pull_back = jax.vjp(step, h, softness)
    thickness, part = pull_back(adjoint.thickness)
    return Gradient(thickness, adjoint.softness + part)


@jax.jit
def turn(h: jax.Array, softness: jax.Array) -> Gradient:
    """Runs the last step and the result behind it, and their adjoint."""
    return Gradient(*jax.grad(lambda h, softness: misfit(step(h, softness)), argnums=(0, 1))(h, softness))


@jax.jit
def record(h: jax.Array, softness: jax.Array) -> tuple[jax.Array, Callable[[jax.Array], tuple[jax.Array, jax.Array]]]:
    """Runs a step and returns what follows, with its tape: all that its adjoint needs."""
    return jax.vjp(step, h, softness)


@jax.jit
def from_tape(pull_back: Callable[[jax.Array], tuple[jax.Array, jax.Array]], adjoint: Gradient) -> Gradient:
    """Runs the adjoint of a step from its tape."""
    thickness, part = pull_back(adjoint.thickness)
    return Gradient(thickness, adjoint.softness + part)


class Levels:
    """Level 0 is memory, every other level a folder of files; the most that each has held is kept."""

    def __init__(self, levels: int, folder: str) -> None:
        self._tapes: dict[int, Any] = {}
        self.peaks = [0] * levels
        self.peak_bytes = [0] * levels
        self.bytes_written = 0
        files = [
            Files(os.path.join(folder, str(level)), np.save, lambda file: jnp.asarray(np.load(file)))
            for level in range(1, levels)
        ]
        self.storage = [Counted(self, level, kept) for level, kept in enumerate([Memory(), *files])]

    def tape(self, level: int, i: int, x: jax.Array, softness: jax.Array) -> jax.Array:
        """Runs a step and keeps its tape, in memory."""
        if level != 0:
            raise ScheduleError("tapes on other levels than memory are not written to files here")
        self._tapes[i] = record(x, softness)
        self.note(0, x)
        return self._tapes[i][0]

    def load_tape(self, level: int, i: int) -> jax.Array:
        return self._tapes[i][0]

    def take_tape(self, i: int) -> tuple[jax.Array, Any]:
        """The state after a step and its adjoint; the tape goes."""
        return self._tapes.pop(i)

    def held(self, level: int) -> int:
        """How many states and tapes a level holds."""
        return len(self.storage[level].kept) + (len(self._tapes) if level == 0 else 0)


    def note(self, level: int, x: jax.Array) -> None:
        """Keeps the most that the level has held; all states are as large as this one."""
        self.peaks[level] = max(self.peaks[level], self.held(level))
        tapes = sum(part.nbytes for part in jax.tree.leaves(self._tapes)) if level == 0 else 0
        self.peak_bytes[level] = max(self.peak_bytes[level], len(self.storage[level].kept) * x.nbytes + tapes)


class Counted:
    """The storage of a level, and what goes there."""

    def __init__(self, levels: Levels, level: int, kept: Memory | Files) -> None:
        self._levels, self._level, self.kept = levels, level, kept
        self.load, self.drop = kept.load, kept.drop

    def save(self, i: int, x: jax.Array) -> None:
        self.kept.save(i, x)
        self._levels.bytes_written += x.nbytes if self._level else 0
        self._levels.note(self._level, x)


def start() -> tuple[jax.Array, jax.Array]:
    """A dome of ice, and its softness: 2 A (rho g)^3 / 5 with A = 1e-16 Pa^-3 a^-1, softer towards one side."""
    x = np.linspace(-1, 1, CELLS)
    return jnp.asarray(2500 * np.maximum(1 - np.abs(1.6 * x) ** (4 / 3), 0) ** (3 / 7)), jnp.asarray(2.85e-5 * (1 + 0.2 * x))


def gradient(schedule: Schedule, folder: str) -> tuple[Gradient, Levels, list[int]]:
    """The gradient by a schedule, the storage that it used, and the numbers of forward and backward steps."""
    h, softness = start()
    levels = Levels(len(schedule.levels) or 1, folder)
    runs = [0, 0]

    def one_step(i: int, x: jax.Array) -> jax.Array:
        runs[0] += 1
        return forward(x, softness)

    def one_step_back(i: int, x: jax.Array, adjoint: Gradient | None) -> Gradient:
        runs[1] += 1
        return turn(x, softness) if adjoint is None else backward(x, softness, adjoint)

    def taped_step(level: int, i: int, x: jax.Array) -> jax.Array:
        runs[0] += 1
        return levels.tape(level, i, x, softness)

    def step_back_from_tape(i: int, x: jax.Array, adjoint: Gradient | None) -> Gradient:
        runs[1] += 1
        end, pull_back = levels.take_tape(i)
        return from_tape(pull_back, adjoint or Gradient(jax.grad(misfit)(end), jnp.zeros(CELLS)))

    back = step_back_from_tape if schedule.has_tapes else one_step_back
    found = run(schedule, h, one_step, back, levels.storage[: len(schedule.levels)], taped_step, levels.load_tape)
    assert found is not None
    for level, (peak, limit) in enumerate(zip(levels.peaks, schedule.levels)):
        if limit.slots is not None and peak > limit.slots:
            sys.exit(f"ice_sheet_jax.py: level {level} held {peak} states and has {limit.slots} slots")
        if levels.held(level):
            sys.exit(f"ice_sheet_jax.py: level {level} still holds {levels.held(level)} states")
    return found, levels, runs


def by_jax(steps: int) -> Gradient:
    """The same by jax.grad, which keeps every state."""

    def result(h: jax.Array, softness: jax.Array) -> jax.Array:
        end, _ = jax.lax.scan(lambda h, _: (step(h, softness), None), h, length=steps)
        return misfit(end)

    return Gradient(*jax.jit(jax.grad(result, argnums=(0, 1)))(*start()))


def difference(a: Gradient, b: Gradient) -> float:
    """The greatest difference, relative to the greatest entry."""
    return max(float(jnp.max(jnp.abs(x - y)) / jnp.max(jnp.abs(y))) for x, y in zip(a, b))


def report(name: str, schedule: Schedule, reference: Gradient) -> tuple[str, Gradient]:
    """A row: what a schedule held, ran and took, and how far its gradient is from the reference."""
    with tempfile.TemporaryDirectory() as folder:
        before = time.perf_counter()
        found, levels, (forwards, backwards) = gradient(schedule, folder)
        found = jax.block_until_ready(found)
        seconds = time.perf_counter() - before
    distance = difference(found, reference)
    if not distance < 1e-10:
        sys.exit(f"ice_sheet_jax.py: {name}: the gradient differs from that of jax.grad by {distance:.1e}")
    held = [peak / 1e3 for peak in levels.peak_bytes]
    peaks = ", ".join(f"{level.name} {peak}" for level, peak in zip(schedule.levels, levels.peaks))
    return (
        f"{name:<64} {forwards:>6} {backwards:>6} {seconds:>7.2f} {distance:>8.1e} "
        f"{held[0]:>9.1f} {sum(held[1:]):>8.1f} {levels.bytes_written / 1e3:>7.1f}  {peaks}"), found


def taped_segments(steps: int, segment: int) -> Iterator[dict[str, Any]]:
    """A schedule by hand: the tape of each segment's last step, from which the next begins; then segment by segment, with a
    tape for each step."""
    slots = 1 + (steps - 1) // segment + segment
    yield {"chain": {"length": steps, "adjointCost": 1}, "levels": [{"name": "memory", "slots": slots}]}
    yield {"op": "write", "level": 0, "step": 0}
    starts = range(0, steps, segment)
    for start in starts[:-1]:
        yield {"op": "forward", "from": start, "to": start + segment - 1}
        yield {"op": "tape", "level": 0, "step": start + segment - 1}
    for start in reversed(starts):
        end = min(start + segment, steps)
        if start == 0:
            yield {"op": "read", "level": 0, "step": 0}
            yield {"op": "discard", "level": 0, "step": 0}
        elif end < steps:
            yield {"op": "read", "level": 0, "step": start, "tape": start - 1}
        for i in range(start, end if end == steps else end - 1):
            yield {"op": "tape", "level": 0, "step": i}
        for i in reversed(range(start, end)):
            yield {"op": "backward", "step": i}


def as_lines(records: Iterator[dict[str, Any]]) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


def compare() -> None:
    print(f"{CELLS} cells, {STEPS} time steps; the reference is jax.grad, which keeps {STEPS} states")
    print(
        f"{'schedule':<64} {'steps':>6} {'back':>6} {'seconds':>7} {'distance':>8} {'kB memory':>9} {'kB files':>8} "
        f"{'written':>7}  states held at most")
    reference = by_jax(STEPS)
    with tempfile.TemporaryDirectory() as folder:
        # What JAX compiles is not part of the times.
        gradient(adjsched.plan(steps=3, memory_slots=1), folder)
        gradient(Schedule(io.StringIO(as_lines(taped_segments(5, 2)))), folder)
    kept: Gradient | None = None
    for options in CASES:
        name = ", ".join(f"{name} {value}" for name, value in options.items())
        row, found = report(name, adjsched.plan(steps=STEPS, **options), reference)
        print(row)
        kept = kept or found
        if any(not np.array_equal(a, b) for a, b in zip(kept, found)):
            sys.exit(f"ice_sheet_jax.py: {name}: the gradient is not that of the run that keeps every state, bit for bit")
    lines = as_lines(taped_segments(STEPS, 25))
    # A schedule from elsewhere is verified first.
    verified = subprocess.run([adjsched.find_program(), "verify"], input=lines, text=True, capture_output=True, check=False)
    if verified.returncode != 0:
        sys.exit(f"ice_sheet_jax.py: segments of tapes: {verified.stdout}{verified.stderr}")
    row, found = report("a tape for each step of 25, and of each 25th", Schedule(io.StringIO(lines)), reference)
    print(row)
    print("every gradient from states equals that of the run that keeps every state bit for bit")


def main(arguments: list[str]) -> None:
    if arguments == ["--compare"]:
        compare()
    elif len(arguments) == 1 and not arguments[0].startswith("--"):
        schedule = Schedule(sys.stdin if arguments[0] == "-" else arguments[0])
        steps = schedule.length if schedule.has_tapes else schedule.length + 1
        print(report(schedule.planner or "schedule", schedule, by_jax(steps))[0])
    else:
        sys.exit("usage: ice_sheet_jax.py SCHEDULE, - for standard input, or --compare")


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except ScheduleError as error:
        sys.exit(f"ice_sheet_jax.py: {error}")
