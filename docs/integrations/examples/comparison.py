"""Runs a chain by several schedules and prints what each took; all gradients have to be those of the run that keeps all."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np

import adjsched
from adjsched.driver import Files, Memory, run

State = TypeVar("State")
Adjoint = TypeVar("Adjoint")

#: Each schedule's time is the least of so many runs.
REPETITIONS = 3
#: The schedules: every state, one level, two levels.
PLANS: list[tuple[str, dict[str, Any]]] = [
    ("store-all", {"planner": "store-all"}),
    ("revolve, 5 in memory", {"memory_slots": 5}),
    ("disk-revolve, 3 in memory, files", {"memory_slots": 3, "disk_write": 2, "disk_read": 2}),
]


def numbers(value: Any) -> list[np.ndarray]:
    """The arrays in a gradient, one after another."""
    if isinstance(value, (tuple, list)):
        return [array for part in value for array in numbers(part)]
    return [np.asarray(value)]


def compare(
    title: str,
    steps: int,
    state: State,
    step: Callable[[int, State], State],
    vjp: Callable[[int, State, Adjoint | None], Adjoint],
) -> Adjoint:
    """Prints a table and returns the gradient."""
    size = sum(array.nbytes for array in numbers(state))
    print(f"{title}: {steps} steps, a state of {size} bytes")
    print(f"{'schedule':<34} {'steps run':>9} {'seconds':>8} {'bytes in memory':>15} {'in files':>9}")
    # What is compiled or cached at the first use is not part of the times.
    vjp(0, step(0, state), vjp(steps - 1, state, None))
    reference: Adjoint | None = None
    for name, options in PLANS:
        problem = {"steps": steps, **options}
        statistics = adjsched.summary(**problem)["statistics"]
        seconds = float("inf")
        for _ in range(REPETITIONS):
            folder = tempfile.mkdtemp()
            try:
                storage = [Memory(), *(Files(f"{folder}/{level}") for level in range(1, len(statistics["levels"])))]
                before = time.perf_counter()
                found = run(adjsched.plan(**problem), state, step, vjp, storage)
                seconds = min(seconds, time.perf_counter() - before)
            finally:
                shutil.rmtree(folder)
        peaks = [level["peakSlots"] * size for level in statistics["levels"]]
        # Each backward step runs its own step once more.
        print(f"{name:<34} {statistics['forwardSteps']:>9} {seconds:>8.3f} {peaks[0]:>15} {sum(peaks[1:]):>9}")
        if found is None:
            sys.exit(f"{title}: {name} ran no backward step")
        if reference is None:
            reference = found
        elif any(not np.array_equal(a, b) for a, b in zip(numbers(found), numbers(reference), strict=True)):
            sys.exit(f"{title}: the gradient by {name} is not that of the run that keeps every state")
    assert reference is not None
    return reference


def check_slope(title: str, slope: float, result: Callable[[float], float]) -> None:
    """Compares a derivative with the difference of the result at both sides of 0."""
    width = 1e-5
    difference = (result(width) - result(-width)) / (2 * width)
    distance = abs(slope - difference) / max(abs(difference), 1e-300)
    print(f"the derivative in one direction is {slope:.8e}, by differences {difference:.8e}\n")
    if not distance < 1e-5:
        sys.exit(f"{title}: the derivative is {slope}, and by differences {difference}")
