"""Runs a schedule of adjsched with your own step, its adjoint, and your own storage.

A chain of length l has the steps 0 ... l - 1 and the backward steps l ... 0; the first of these, l, is the turn.
Needs schedule_file.py beside it and Python 3.11.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from schedule_file import Backward, Discard, Forward, Operation, Read, ReadTape, ScheduleError, Tape, Write

State = TypeVar("State")
Adjoint = TypeVar("Adjoint")


def run(
    schedule: Iterable[Operation],
    state: State,
    step: Callable[[int, State], State],
    vjp: Callable[[int, State, Adjoint | None], Adjoint],
    save: Callable[[int, int, State], None],
    load: Callable[[int, int], State],
    drop: Callable[[int, int], None],
    tape: Callable[[int, int, State], State] | None = None,
    load_tape: Callable[[int, int], State] | None = None,
) -> Adjoint | None:
    """Reverses the chain that begins at a state and returns the adjoint of that state.

    step(i, x)      x_i+1 from x_i
    vjp(i, x, a)    the adjoint of x_i from x_i and the adjoint of x_i+1; at the turn, i = l, a is None: there the
                    derivative of the result begins, with the gradient of J at x_l. If your program has n = l + 1 steps
                    (--steps n), the turn is the adjoint of its last step and of J behind it. An adjoint may be anything,
                    such as a pair of the adjoint and the parameters' gradient so far.
    save(k, i, x)   stores x_i on level k
    load(k, i)      returns x_i from level k
    drop(k, i)      forgets x_i on level k

    In a chain with tapes backward steps run from what tape has kept. The first, i = l - 1, finds None as its adjoint, and
    begins with the gradient of J at x_l; vjp(i, x, a) uses tape i and then forgets it, x is of no use.

    tape(k, i, x)   x_i+1 from x_i, keeping on level k all that vjp needs, and x_i+1
    load_tape(k, i) returns x_i+1 from tape i on level k
    """
    adjoint: Adjoint | None = None
    for operation in schedule:
        match operation:
            case Forward(start, end):
                for i in range(start, end):
                    state = step(i, state)
            case Backward(i):
                adjoint = vjp(i, state, adjoint)
            case Write(level, i):
                save(level, i, state)
            case Read(level, i):
                state = load(level, i)
            case Discard(level, i):
                drop(level, i)
            case Tape(level, i) if tape is not None:
                state = tape(level, i, state)
            case ReadTape(level, i) if load_tape is not None:
                state = load_tape(level, i)
            case _:
                raise ScheduleError("the schedule has tapes; give run the functions tape and load_tape")
    return adjoint
