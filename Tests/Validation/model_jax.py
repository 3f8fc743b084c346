"""A model in JAX with large states, run by a schedule with the driver of the package adjsched.

    model_jax.py measure SIZE STEPS              prints the times of a step, of a backward step, and of JAX's copy of an array
    model_jax.py run SIZE FOLDER SCHEDULE        runs the schedule, level 0 in memory, the others in files below FOLDER

A sheet of ice on a ring: its thickness flows down its own surface, and its softness is a parameter. The result is the mean
square of the last thickness; the adjoint is that of the thickness with the gradient of the softness. Each answer is one line
of JSON. Functions are compiled and files of slots are used once before the clock starts.
"""

from __future__ import annotations

import json
import sys
import time
from typing import IO, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from adjsched import Schedule, plan
from adjsched.driver import Files, Memory, run

jax.config.update("jax_enable_x64", True)


class Gradient(NamedTuple):
    thickness: jax.Array
    softness: jax.Array


@jax.jit
def step(h: jax.Array, softness: jax.Array) -> jax.Array:
    right = jnp.roll(h, -1)
    slope = right - h
    flow = softness * ((h + right) / 2) ** 5 * slope**3
    return h + flow - jnp.roll(flow, 1) + 1e-4 * jnp.sin(h)


@jax.jit
def step_back(h: jax.Array, softness: jax.Array, adjoint: Gradient) -> Gradient:
    _, pull_back = jax.vjp(step, h, softness)
    thickness, part = pull_back(adjoint.thickness)
    return Gradient(thickness, adjoint.softness + part)


@jax.jit
def turn(h: jax.Array, softness: jax.Array) -> Gradient:
    return Gradient(*jax.grad(lambda h, softness: jnp.mean(step(h, softness) ** 2), argnums=(0, 1))(h, softness))


def start(size: int) -> tuple[jax.Array, jax.Array]:
    """A wave of ice, and its softness."""
    x = np.linspace(0, 2 * np.pi, size // 8, endpoint=False)
    return jnp.asarray(1 + 0.2 * np.sin(1000 * x)), jnp.asarray(np.array(0.05))


class Raw:
    """States as the bytes of a file. One buffer is read into, again and again, and JAX copies it: fresh memory costs more."""

    def __init__(self, size: int) -> None:
        self._buffer = np.zeros(size // 8)

    def write(self, file: IO[bytes], state: jax.Array) -> None:
        file.write(memoryview(np.asarray(state)).cast("B"))

    def read(self, file: IO[bytes]) -> jax.Array:
        file.readinto(memoryview(self._buffer).cast("B"))  # type: ignore[attr-defined]
        return self.adopt()

    def adopt(self) -> jax.Array:
        return jnp.array(self._buffer, copy=True).block_until_ready()


class Timed:
    """Storage whose transfers are timed."""

    def __init__(self, storage: Memory | Files, times: dict[str, list[float]], kind: str) -> None:
        self._storage, self._writes, self._reads = storage, times[f"{kind}Write"], times[f"{kind}Read"]

    def save(self, i: int, state: jax.Array) -> None:
        state.block_until_ready()
        before = time.perf_counter()
        self._storage.save(i, state)
        self._writes.append(time.perf_counter() - before)

    def load(self, i: int) -> jax.Array:
        before = time.perf_counter()
        state: jax.Array = self._storage.load(i)
        self._reads.append(time.perf_counter() - before)
        return state

    def drop(self, i: int) -> None:
        self._storage.drop(i)


def measure(size: int, steps: int) -> dict[str, list[float]]:
    """The times in a short run with a few slots: a step costs more beside states that are kept than alone."""
    h, softness = start(size)
    jax.block_until_ready(step_back(h, softness, turn(step(h, softness), softness)))
    raw = Raw(size)
    found: dict[str, list[float]] = {"forward": [], "backward": [], "adopt": []}

    def timed_step(i: int, x: jax.Array) -> jax.Array:
        before = time.perf_counter()
        x = step(x, softness).block_until_ready()
        found["forward"].append(time.perf_counter() - before)
        return x

    def timed_step_back(i: int, x: jax.Array, adjoint: Gradient | None) -> Gradient:
        before = time.perf_counter()
        adjoint = jax.block_until_ready(turn(x, softness) if adjoint is None else step_back(x, softness, adjoint))
        after = time.perf_counter()
        found["backward"].append(after - before)
        raw.adopt()
        found["adopt"].append(time.perf_counter() - after)
        return adjoint

    run(plan(steps=steps, memory_slots=4), h, timed_step, timed_step_back, [Memory()])
    return found


def run_schedule(size: int, folder: str, name: str) -> dict[str, object]:
    h, softness = start(size)
    jax.block_until_ready(step_back(h, softness, turn(step(h, softness), softness)))
    times: dict[str, list[float]] = {
        kind: [] for kind in ["forward", "backward", "memoryWrite", "memoryRead", "fileWrite", "fileRead"]}

    def timed_step(i: int, x: jax.Array) -> jax.Array:
        before = time.perf_counter()
        x = step(x, softness).block_until_ready()
        times["forward"].append(time.perf_counter() - before)
        return x

    def timed_step_back(i: int, x: jax.Array, adjoint: Gradient | None) -> Gradient:
        before = time.perf_counter()
        adjoint = jax.block_until_ready(turn(x, softness) if adjoint is None else step_back(x, softness, adjoint))
        times["backward"].append(time.perf_counter() - before)
        return adjoint

    peaks = peak_slots(name)
    schedule = Schedule(name)
    raw = Raw(size)
    levels = [Timed(Memory(), times, "memory")]
    stores = []
    for level in range(1, len(peaks)):
        files = Files(f"{folder}/{level}", raw.write, raw.read)
        for i in range(peaks[level]):
            files.save(i, h)
        for i in range(peaks[level]):
            files.drop(i)
        stores.append(files)
        levels.append(Timed(files, times, "file"))
    before, computing = time.perf_counter(), time.process_time()
    gradient = run(schedule, h, timed_step, timed_step_back, levels)
    wall, cpu = time.perf_counter() - before, time.process_time() - computing
    for files in stores:
        files.close()
    assert gradient is not None
    answer: dict[str, object] = {"wall": wall, "cpu": cpu, "gradient": repr(float(gradient.softness))}
    for kind, each in times.items():
        answer[kind] = {"count": len(each), "each": sum(each) / len(each) if each else 0}
    return answer


def peak_slots(name: str) -> list[int]:
    """How many states each level holds at the same time."""
    with open(name, encoding="utf-8") as file:
        header, *operations = map(json.loads, file)
    peaks = [0] * len(header["levels"])
    held = list(peaks)
    for operation in operations:
        change = {"write": 1, "discard": -1}.get(operation.get("op"), 0)
        if change:
            held[operation["level"]] += change
            peaks[operation["level"]] = max(peaks[operation["level"]], held[operation["level"]])
    return peaks


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["measure", size, steps]:
            print(json.dumps(measure(int(size), int(steps))))
        case ["run", size, folder, schedule]:
            print(json.dumps(run_schedule(int(size), folder, schedule)))
        case _:
            sys.exit("usage: model_jax.py measure SIZE STEPS | run SIZE FOLDER SCHEDULE")
