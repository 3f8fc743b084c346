"""Transfers beside the steps: a chain with states of 64 MiB and real files, by a schedule that waits for them and one that does not.

    python overlap.py [MiB of a state] [FOLDER]

Steps, backward steps and transfers are measured first; the schedules are announced at these costs, and then run in turn. A write
waits for the device and drops the file from the page cache, so that a read comes from the device, too. The schedule that does not
wait is one for two slots less in memory, through which its transfers pass. Both gradients have to be the same.
"""

from __future__ import annotations

import io
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from typing import IO, Any

import numpy as np

import adjsched
from adjsched import Backward, Discard, Forward, Read, Write
from adjsched.driver import Files, Memory, run

STEPS, SLOTS, ROUNDS = 60, 5, 3
FACTOR = 1e-3


def write(file: IO[bytes], x: np.ndarray) -> None:
    file.write(memoryview(x).cast("B"))
    file.flush()
    os.fsync(file.fileno())
    os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def read(file: IO[bytes]) -> np.ndarray:
    x = np.empty(os.fstat(file.fileno()).st_size // 8)
    file.readinto(memoryview(x).cast("B"))  # type: ignore[attr-defined]
    return x


def step(i: int, x: np.ndarray) -> np.ndarray:
    """x + 0.001 sin x cos x: numbers of their own, each with a step that is not linear."""
    return x + FACTOR * (np.sin(x) * np.cos(x))


def vjp(i: int, x: np.ndarray, adjoint: np.ndarray | None) -> np.ndarray:
    # The result is half the sum of squares of the last numbers.
    a = step(i, x) if adjoint is None else adjoint
    return a * (1 + FACTOR * np.cos(2 * x))


def median(action: Callable[[], Any], times: int = 5) -> float:
    """The seconds that an action takes."""
    seconds = []
    for _ in range(times):
        before = time.perf_counter()
        action()
        seconds.append(time.perf_counter() - before)
    return statistics.median(seconds)


def measure(x: np.ndarray, folder: str) -> dict[str, float]:
    """What a step, a backward step, a write over a file and a read from it take."""
    with Files(f"{folder}/measured", write, read) as files:
        files.reserve(6, x)

        def save() -> None:
            files.save(0, x)
            files.drop(0)

        writes = median(save)
        files.save(0, x)
        # Read once, a file is in the page cache.
        reads = []
        for i in range(5):
            files.save(i, x)
        for i in range(5):
            reads.append(median(lambda: files.load(i), 1))
    return {
        "step": median(lambda: step(0, x)), "backward": median(lambda: vjp(0, x, x)), "write": writes,
        "read": statistics.median(reads)}


def problem(costs: dict[str, float], slots: int, overlapped: bool) -> dict[str, Any]:
    """The chain and its levels, with costs in seconds."""
    disk = {"name": "disk", "slots": None, "writeCost": round(costs["write"], 4), "readCost": round(costs["read"], 4)}
    return {
        "chain": {
            "length": STEPS - 1, "forwardCost": round(costs["step"], 4), "backwardCost": round(costs["backward"], 4)},
        "levels": [{"name": "memory", "slots": slots}, disk | ({"overlapped": True} if overlapped else {})]}


def beside(schedule: adjsched.Schedule) -> list[dict[str, Any]]:
    """The operations with the transfers of level 1 beside the steps, and each state on its way back one read ahead.

    A state that is written passes through a slot of level 0, and so does one that is read: it is prefetched as soon as the one
    before it has been read.
    """
    result: list[dict[str, Any]] = []
    held: set[int] = set()
    offloaded: dict[int, int] = {}
    prefetches: list[tuple[int, int]] = []
    last_read = 0

    def add(word: str, level: int, i: int) -> None:
        result.append({"op": word, "level": level, "step": i})

    for operation in schedule:
        match operation:
            case Write(1, i):
                passes = i not in held
                if passes:
                    add("write", 0, i)
                add("offload", 1, i)
                if passes:
                    add("discard", 0, i)
                offloaded[i] = len(result)
            case Read(1, i) if i not in held:
                prefetches.append((max(last_read, offloaded[i]), i))
                add("read", 0, i)
                add("discard", 0, i)
                last_read = len(result)
            case Read(_, i):
                add("read", 0, i)
            case Write(0, i):
                held.add(i)
                add("write", 0, i)
            case Discard(level, i):
                held -= {i} if level == 0 else set()
                add("discard", level, i)
            case Forward(start, end):
                result.append({"op": "forward", "from": start, "to": end})
            case Backward(i):
                result.append({"op": "backward", "step": i})
    for place, i in reversed(sorted(prefetches)):
        result.insert(place, {"op": "prefetch", "level": 1, "step": i})
    return result


def announced(text: str) -> float:
    """The makespan of a schedule, by `adjsched verify`."""
    done = subprocess.run(
        [adjsched.find_program(), "verify", "--format", "json"], input=text, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"overlap: {done.stdout}{done.stderr}")
    return float(json.loads(done.stdout)["makespan"])


def main(size: int, folder: str) -> None:
    x = np.linspace(0, 3, size // 8)
    costs = measure(x, folder)
    print(f"{STEPS} steps, states of {size / 2**20:.0f} MiB, {SLOTS} slots in memory; "
          + ", ".join(f"a {name} {seconds:.4f} s" for name, seconds in costs.items()))
    waiting = adjsched.plan(problem(costs, SLOTS, False))
    staged = adjsched.plan(problem(costs, SLOTS - 2, False))
    lines = "\n".join(json.dumps(record) for record in [problem(costs, SLOTS, True), *beside(staged)])
    files_needed = max((schedule.peaks or [0, STEPS])[1] for schedule in (waiting, staged))
    makespans = {"waiting": float(waiting.makespan or 0), "beside the steps": announced(lines)}
    measured: dict[str, list[float]] = {name: [] for name in makespans}
    gradients: list[np.ndarray | None] = []
    for _ in range(ROUNDS):
        for name in makespans:
            schedule = waiting if name == "waiting" else adjsched.Schedule(io.StringIO(lines))
            with Files(f"{folder}/states", write, read) as files:
                files.reserve(files_needed, x)
                before = time.perf_counter()
                gradients.append(run(schedule, x, step, vjp, [Memory(), files]))
                measured[name].append(time.perf_counter() - before)
            if not np.array_equal(gradients[0], gradients.pop() if len(gradients) > 1 else gradients[0]):
                sys.exit(f"overlap: the gradient with transfers {name} is another")
    for name, makespan in makespans.items():
        seconds = statistics.median(measured[name])
        print(f"transfers {name:<17} announced {makespan:6.2f} s, measured {seconds:6.2f} s ({min(measured[name]):.2f} to "
              f"{max(measured[name]):.2f}), {100 * (seconds / makespan - 1):+.0f} %")
    print("both gradients are the same, bit for bit")


if __name__ == "__main__":
    size = int(sys.argv[1] if len(sys.argv) > 1 else 64) * 2**20
    if len(sys.argv) > 2:
        main(size, sys.argv[2])
    else:
        with tempfile.TemporaryDirectory() as folder:
            main(size, folder)
