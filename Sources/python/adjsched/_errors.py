"""What goes wrong, each time in one sentence with the place and the remedy."""

from __future__ import annotations


class ScheduleError(ValueError):
    """A schedule that cannot be read or run."""


class JournalError(RuntimeError):
    """A journal that does not go with what is asked."""


class PlanError(RuntimeError):
    """What the program says in place of a schedule."""

    def __init__(self, sentence: str, status: int) -> None:
        super().__init__(sentence)
        #: The program's exit status: 1 there is no schedule, 64 an option is wrong, 65 the problem is wrong, 70 a limit;
        #: negative if a signal of that number ended it.
        self.status = status


class ProgramNotFound(RuntimeError):
    """There is no program adjsched."""


# A traceback names them as their users do.
for _error in (ScheduleError, JournalError, PlanError, ProgramNotFound):
    _error.__module__ = "adjsched"
