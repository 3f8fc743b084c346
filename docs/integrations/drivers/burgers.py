"""The gradient of J = sum u^2 / 2 after n steps of the viscous Burgers equation, with respect to the initial state and the
viscosity, by a schedule of adjsched:

    adjsched hrevolve --steps 2000 --level 5 --level disk=20:5:5 --format jsonl | python burgers.py FOLDER

Level 0 is memory, level 1 files in FOLDER; a further word makes them durable and makes them beforehand. The gradient is compared
with that of a run that keeps every state. The standard library is enough.
"""

from __future__ import annotations

import sys
from math import cos, pi, sin
from typing import NamedTuple

import adjsched
from adjsched.driver import Files, Memory, Storage, run

N, NU = 200, 0.01
DX, DT = 1.0 / N, 1e-4

State = list[float]


class Gradient(NamedTuple):
    """The adjoint of a state, and the gradient by the viscosity so far."""

    state: State
    nu: float


def step(i: int, u: State) -> State:
    """u_i += dt (-u_i (u_r - u_l) / 2 dx + nu (u_r - 2 u_i + u_l) / dx^2), on a circle."""
    return [
        here - DT * here * (right - left) / (2 * DX) + DT * NU * (right - 2 * here + left) / DX**2
        for left, here, right in zip(u[-1:] + u, u, u[1:] + u[:1])]


def adjoint_step(u: State, gradient: Gradient) -> Gradient:
    """The adjoint of a step from the state before it."""
    before, nu, d = [0.0] * N, gradient.nu, DT * NU / DX**2
    for i, a in enumerate(gradient.state):
        left, right = u[i - 1], u[(i + 1) % N]
        c = DT * u[i] / (2 * DX)
        before[i] += a * (1 - DT * (right - left) / (2 * DX) - 2 * d)
        before[(i + 1) % N] += a * (d - c)
        before[i - 1] += a * (d + c)
        nu += a * DT * (right - 2 * u[i] + left) / DX**2
    return Gradient(before, nu)


def back(i: int, u: State, gradient: Gradient | None) -> Gradient:
    """The turn, where the gradient is None, runs the last step and takes dJ/du = u."""
    return adjoint_step(u, gradient or Gradient(step(i, u), 0.0))


def by_keeping_every_state(start: State, steps: int) -> Gradient:
    states = [start]
    for i in range(steps - 1):
        states.append(step(i, states[-1]))
    gradient = None
    for i in reversed(range(steps)):
        gradient = back(i, states[i], gradient)
    assert gradient is not None
    return gradient


def main(folder: str, durable: bool) -> None:
    start = [sin(2 * pi * i * DX) + 0.5 for i in range(N)]
    schedule = adjsched.Schedule(sys.stdin)
    ran = 0

    def counted(i: int, u: State) -> State:
        nonlocal ran
        ran += 1
        return step(i, u)

    # For schedules with tapes: a tape is the states before and after its step.
    files, tape_files = Files(f"{folder}/states", durable=durable), Files(f"{folder}/tapes")
    tapes: list[Storage[tuple[State, State]]] = [Memory(), tape_files]
    places: dict[int, int] = {}

    def tape(level: int, i: int, u: State) -> State:
        after = counted(i, u)
        tapes[level].save(i, (u, after))
        places[i] = level
        return after

    def from_tape(level: int, i: int) -> State:
        return tapes[level].load(i)[1]

    def back_from_tape(i: int, _: State, gradient: Gradient | None) -> Gradient:
        level = places.pop(i)
        before, after = tapes[level].load(i)
        tapes[level].drop(i)
        return adjoint_step(before, gradient or Gradient(after, 0.0))

    with files, tape_files:
        if durable and len(schedule.levels) > 1 and schedule.peaks:
            files.reserve(schedule.peaks[1], start)
        levels: list[Storage[State]] = [Memory(), files]
        levels = levels[: len(schedule.levels)]
        found = run(schedule, start, counted, back_from_tape if schedule.has_tapes else back, levels, tape, from_tape)
    assert found is not None
    steps = schedule.length if schedule.has_tapes else schedule.length + 1
    is_equal = found == by_keeping_every_state(start, steps)
    total = sum(a * cos(i) for i, a in enumerate(found.state))
    print(f"Python  steps {steps} forward {ran} gradient {total:.16e} nu {found.nu:.16e}, "
          f"of store-all: {'equal' if is_equal else 'NOT EQUAL'}")
    sys.exit(not is_equal)


if __name__ == "__main__":
    try:
        main(sys.argv[1], len(sys.argv) > 2)
    except adjsched.ScheduleError as error:
        sys.exit(f"burgers: {error}")
