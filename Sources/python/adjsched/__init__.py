"""Plans checkpoint schedules for adjoint computations with the program adjsched, and runs them.

    import adjsched

    schedule = adjsched.plan(steps=1000, memory_slots=10)
    adjoint = adjsched.run(schedule, x0, step, vjp)

    for operation in adjsched.plan({"chain": {"length": 5}, "levels": [{"slots": 2}]}):
        print(operation)

    adjsched.summary(length=1000, memory_slots=10)["makespan"]

A chain of length l has the steps 0 ... l - 1 and the backward steps l ... 0. `steps=n` is a loop of n steps whose
adjoints rerun them, which is the chain of length n - 1.

Modules for other packages: adjsched.checkpoint_schedules, adjsched.pyrevolve, adjsched.torch. Storage in memory and in
files: adjsched.driver.
"""

from ._errors import JournalError, PlanError, ProgramNotFound, ScheduleError
from ._machine import Level
from ._operations import (
    Backward, Discard, Forward, Offload, OffloadTape, Operation, Prefetch, PrefetchTape, Read, ReadTape, Tape, Write,
)
from ._planning import plan, summary
from ._program import find_program
from ._schedule import Schedule
from .driver import Journal, resume, run

__all__ = [
    "Backward",
    "Discard",
    "Forward",
    "Journal",
    "JournalError",
    "Level",
    "Offload",
    "OffloadTape",
    "Operation",
    "PlanError",
    "Prefetch",
    "PrefetchTape",
    "ProgramNotFound",
    "Read",
    "ReadTape",
    "Schedule",
    "ScheduleError",
    "Tape",
    "Write",
    "find_program",
    "plan",
    "resume",
    "run",
    "summary",
]
