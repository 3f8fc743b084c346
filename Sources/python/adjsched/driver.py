"""Runs a schedule with your own step and its adjoint, states in memory and in files.

    schedule = adjsched.plan(steps=600, memory_slots=4, disk_write=5, disk_read=4)
    with Files("scratch") as disk:
        adjoint = run(schedule, x0, step, vjp, [Memory(), disk])

A chain of length l has the steps 0 ... l - 1 and the backward steps l ... 0; the first of these, l, is the turn.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from ._errors import ScheduleError
from ._operations import (
    Backward, Discard, Forward, Offload, OffloadTape, Prefetch, PrefetchTape, Read, ReadTape, Tape, Write,
)
from ._schedule import Schedule
from ._storage import Files, Memory, Storage
from ._transfers import Transfers

__all__ = ["Files", "Memory", "Storage", "run"]

State = TypeVar("State")
Adjoint = TypeVar("Adjoint")


def run(
    schedule: Schedule,
    state: State,
    step: Callable[[int, State], State],
    vjp: Callable[[int, State, Adjoint | None], Adjoint],
    storage: Sequence[Storage[State]] | None = None,
    tape: Callable[[int, int, State], State] | None = None,
    load_tape: Callable[[int, int], State] | None = None,
) -> Adjoint | None:
    """Reverses the chain that begins at a state and returns the adjoint of that state.

    step(i, x)      x_i+1 from x_i; x itself must not be changed
    vjp(i, x, a)    the adjoint of x_i from x_i and the adjoint of x_i+1; at the turn, i = l, a is None: there the
                    derivative of the result begins, with the gradient of J at x_l. If your program has n = l + 1 steps
                    (steps=n), the turn is the adjoint of its last step and of J behind it. An adjoint may be anything,
                    such as a pair of the adjoint and the parameters' gradient so far.
    storage         for each level where its states go; without it, a single level is memory

    Every overlapped level has a thread, in which its states are saved and loaded while step and vjp run; the storage of level 0
    is used from several threads, as Memory can be.

    In a chain with tapes backward steps run from what tape has kept. The first, i = l - 1, finds None as its adjoint, and
    begins with the gradient of J at x_l; vjp(i, x, a) uses tape i and then forgets it, x is of no use.

    tape(k, i, x)   x_i+1 from x_i, keeping on level k all that vjp needs, and x_i+1
    load_tape(k, i) returns x_i+1 from tape i on level k
    """
    levels = _levels(schedule, storage)
    with Transfers(schedule, levels) as stored:
        return _run(schedule, state, step, vjp, stored, tape, load_tape)


def _run(
    schedule: Schedule,
    state: State,
    step: Callable[[int, State], State],
    vjp: Callable[[int, State, Adjoint | None], Adjoint],
    stored: Transfers,
    tape: Callable[[int, int, State], State] | None,
    load_tape: Callable[[int, int], State] | None,
) -> Adjoint | None:
    adjoint: Adjoint | None = None
    for operation in schedule:
        match operation:
            case Forward(start, end):
                for i in range(start, end):
                    state = step(i, state)
            case Backward(i):
                adjoint = vjp(i, state, adjoint)
            case Write(level, i):
                stored.save(level, i, state)
            case Read(level, i):
                state = stored.load(level, i)
            case Discard(level, i):
                stored.drop(level, i)
            case Offload(level, i):
                stored.offload(level, i)
            case Prefetch(level, i):
                stored.prefetch(level, i)
            case OffloadTape() | PrefetchTape():
                raise ScheduleError(f"{schedule.name}: moves tapes beside the steps; plan without overlapped levels to run it here")
            case Tape(level, i) if tape is not None:
                state = tape(level, i, state)
            case ReadTape(level, i) if load_tape is not None:
                state = load_tape(level, i)
            case _:
                raise ScheduleError(f"{schedule.name}: has tapes; give run the functions tape and load_tape")
    return adjoint


def _levels(schedule: Schedule, storage: Sequence[Storage[Any]] | None) -> Sequence[Storage[Any]]:
    count = len(schedule.levels)
    if storage is None and count <= 1:
        return [Memory()]
    if storage is None or len(storage) != count:
        given = "none" if storage is None else len(storage)
        names = ", ".join(level.name for level in schedule.levels)
        raise ScheduleError(f"{schedule.name}: has {count} levels ({names}), and run was given {given}; give a storage for each")
    return storage
