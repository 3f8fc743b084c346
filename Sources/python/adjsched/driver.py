"""Runs a schedule with your own step and its adjoint, states in memory and in files.

    schedule = adjsched.plan(steps=600, memory_slots=4, disk_write=5, disk_read=4)
    with Files("scratch") as disk:
        adjoint = run(schedule, x0, step, vjp, [Memory(), disk])

A chain of length l has the steps 0 ... l - 1 and the backward steps l ... 0; the first of these, l, is the turn.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from ._errors import ScheduleError
from ._journal import Journal
from ._operations import (
    Backward, Discard, Forward, Offload, OffloadTape, Prefetch, PrefetchTape, Read, ReadTape, Tape, Write,
)
from ._planning import Value, plan
from ._schedule import Schedule
from ._situation import Situation
from ._storage import Files, LastingStorage, Memory, Storage
from ._transfers import Transfers

__all__ = ["Files", "Journal", "LastingStorage", "Memory", "Storage", "resume", "run"]

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
    *,
    adjoint: Adjoint | None = None,
    journal: Journal | str | os.PathLike[str] | None = None,
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

    journal is a Journal, or the folder of one: from there resume goes on after a kill. When the run has ended it has the
    gradient. The levels must be of this run alone, whatever is there from an earlier one is removed.

    A schedule that begins where another was cut, before backward step d, finds its states in the storage, and takes the
    adjoint of x_d+1. One that ends before backward step d leaves its states there and returns the adjoint of x_d+1.
    """
    levels = _levels(schedule.name, [level.name for level in schedule.levels], storage)
    due = schedule.situation.due
    if adjoint is None and due != Situation.beginning(schedule.header["chain"], len(levels)).due:
        raise ScheduleError(f"{schedule.name}: begins before backward step {due}; give run the adjoint of x_{due + 1}")
    if journal is None:
        _keep(schedule, levels)
    else:
        journal = _journal(journal)
        problem = {field: schedule.header[field] for field in ("chain", "levels")}
        journal.begin(problem, lambda: _keep(schedule, levels), due, adjoint)
    with Transfers(schedule, levels) as stored:
        return _run(schedule, state, step, vjp, stored, tape, load_tape, adjoint, journal)


def resume(
    journal: Journal | str | os.PathLike[str],
    state: State,
    step: Callable[[int, State], State],
    vjp: Callable[[int, State, Adjoint | None], Adjoint],
    storage: Sequence[Storage[State]] | None = None,
    tape: Callable[[int, int, State], State] | None = None,
    load_tape: Callable[[int, int], State] | None = None,
    **options: Value | Sequence[Value],
) -> Adjoint | None:
    """Goes on with a run that was cut, and returns what run would have returned.

    The arguments are those of run, with x_0 as the state. What is left is planned anew, from the states that are still there
    on levels such as Files(folder, lasting=True); those in the memory of another process and all tapes are lost. The options
    are those of plan. It may be cut in its turn.
    """
    journal = _journal(journal)
    adjoint: Adjoint | None
    problem, last, adjoint = journal.recover()
    levels = _levels(str(journal), [level.get("name", f"level {k}") for k, level in enumerate(problem["levels"])], storage)
    if last == 0:
        # The kill may have come before the states were discarded.
        for level in levels:
            if isinstance(level, LastingStorage):
                level.keep(())
        return adjoint
    begin = Situation.beginning(problem["chain"], len(levels))
    due = begin.due if last is None else last - 1
    stored = [_left(level, record, due) for level, record in zip(levels, problem["levels"])]
    situation: dict[str, Any] = {"due": due, "stored": stored}
    if not any(0 in states for states in stored):
        situation["buffer"] = 0
    schedule = plan({**problem, "situation": situation}, planner=None, **options)
    _keep(schedule, levels)
    with Transfers(schedule, levels) as transfers:
        return _run(schedule, state, step, vjp, transfers, tape, load_tape, adjoint, journal)


def _journal(journal: Journal | str | os.PathLike[str]) -> Journal:
    return journal if isinstance(journal, Journal) else Journal(journal)


def _keep(schedule: Schedule, levels: Sequence[Storage[Any]]) -> None:
    """Makes the levels hold what a schedule begins with."""
    for storage, level, states in zip(levels, schedule.levels, schedule.situation.stored):
        if isinstance(storage, LastingStorage):
            missing = states.difference(storage.states(), storage.spares())
            if missing:
                raise ScheduleError(f"{schedule.name}: begins with state {min(missing)} on {level.name}, where it is not")
            storage.keep(states)


def _left(storage: Storage[Any], level: dict[str, Any], due: int) -> list[int]:
    """The states of a level that may serve until the end; those that were forgotten only where a slot is free for them."""
    if not isinstance(storage, LastingStorage):
        return []
    kept = {i for i in storage.states() if i <= due}
    spares = [] if "capacity" in level else sorted({i for i in storage.spares() if i <= due} - kept, reverse=True)
    slots = level.get("slots")
    return sorted(kept.union(spares if slots is None else spares[: max(0, slots - len(kept))]))


def _run(
    schedule: Schedule,
    state: State,
    step: Callable[[int, State], State],
    vjp: Callable[[int, State, Adjoint | None], Adjoint],
    stored: Transfers,
    tape: Callable[[int, int, State], State] | None,
    load_tape: Callable[[int, int], State] | None,
    adjoint: Adjoint | None,
    journal: Journal | None,
) -> Adjoint | None:
    for number, operation in enumerate(schedule, start=1):
        match operation:
            case Forward(start, end):
                for i in range(start, end):
                    state = step(i, state)
            case Backward(i):
                adjoint = vjp(i, state, adjoint)
                if journal is not None:
                    journal.note(number, i, adjoint)
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


def _levels(source: str, names: Sequence[str], storage: Sequence[Storage[Any]] | None) -> Sequence[Storage[Any]]:
    count = len(names)
    if storage is None and count <= 1:
        return [Memory()]
    if storage is None or len(storage) != count:
        given = "none" if storage is None else len(storage)
        raise ScheduleError(f"{source}: has {count} levels ({', '.join(names)}), and run was given {given}; give a storage for each")
    return storage
