"""Reads the schedules that adjsched writes with --format json or jsonl."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import IO, Any

from . import _operations
from ._errors import ScheduleError
from ._machine import Level, Machine
from ._operations import Operation
from ._records import FileSource, Source, StreamSource, records
from ._situation import Situation, has_tapes


class Schedule:
    """A schedule: its chain and levels at once, its operations one by one, each checked before it is given out.

        schedule = Schedule("schedule.jsonl")       # or an open text file, such as sys.stdin
        for operation in schedule: ...

    What is checked is what a run depends on: the state at hand, the stored states, the slots, the order of the backward
    steps. Costs and stated totals are for `adjsched verify`. JSON Lines are read a line at a time, in memory for the stored
    states alone; a JSON document has to be read whole. A file can be run through any number of times, a stream once.
    """

    def __init__(self, source: str | os.PathLike[str] | IO[str]) -> None:
        self._begin(FileSource(source) if isinstance(source, (str, os.PathLike)) else StreamSource(source))

    @classmethod
    def _of(cls, source: Source) -> Schedule:
        schedule = cls.__new__(cls)
        schedule._begin(source)
        return schedule

    def _begin(self, source: Source) -> None:
        self._source = source
        self.name = source.name
        self._records: Iterator[dict[str, Any]] | None = records(source)
        #: Everything before the operations, as it stands in the file.
        self.header = next(self._records)
        #: Everything behind the operations; None until the last one was given out, or if the file has none.
        self.statistics: dict[str, Any] | None = None
        if "join" in self.header:
            raise ScheduleError(f"{self.name}: is the schedule of a join; only chains are run here")
        try:
            chain = self.header["chain"]
            #: l: l forward steps, and l + 1 backward steps or, with tapes, l.
            self.length = int(chain["length"])
            #: Whether backward steps run from tapes; there is no turn then.
            self.has_tapes = has_tapes(chain)
            self.levels = [
                Level(
                    level.get("name", f"level {index}"), None if "capacity" in level else level["slots"],
                    level.get("overlapped") is True)
                for index, level in enumerate(self.header["levels"])
            ]
            count = len(self.levels)
            #: Where it begins: with x_0 at hand and nothing stored, or where another schedule was cut.
            self.situation = (
                Situation.parse(self.header["situation"], count) if "situation" in self.header
                else Situation.beginning(chain, count))
            #: Where it ends, if that is before the last backward step: one of the parts that adjsched divide makes.
            self.end = Situation.parse(self.header["end"], count) if "end" in self.header else None
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise ScheduleError(
                f"{self.name}: states no chain and levels; make it with adjsched ... --format jsonl"
            ) from error

    @property
    def planner(self) -> str | None:
        """The planner's name, if the file states it."""
        return self.header.get("planner")

    @property
    def makespan(self) -> float | None:
        """The cost of all operations, if the file states it."""
        return self.header.get("makespan")

    @property
    def optimal(self) -> bool | None:
        """Whether no schedule of this problem takes less, as far as the file states it."""
        return self.header.get("optimal")

    @property
    def peaks(self) -> list[int] | None:
        """The most slots that each level needs at once, as far as the file states them before the operations."""
        peaks = self.header.get("peaks")
        return None if peaks is None else [int(level["slots"]) for level in peaks]

    @property
    def is_planned_by_unequal_bytes(self) -> bool:
        """Whether the first level is a number of bytes that states of several sizes, or another level, share."""
        levels = self.header["levels"]
        shares = any("sharesCapacityWith" in level for level in levels)
        return bool(levels) and "capacity" in levels[0] and (shares or isinstance(self.header["chain"].get("stateSize"), list))

    def __iter__(self) -> Iterator[Operation]:
        """Gives the operations from the first to the last."""
        lines, self._records = self._records, None
        if lines is None:
            lines = records(self._source)
            next(lines)
        machine = Machine(self.length, self.levels, self.has_tapes, self.situation)
        number = 0
        for record in lines:
            if isinstance(record, dict) and "statistics" in record:
                self.statistics = record["statistics"]
                continue
            number += 1
            operation = _operations.parse(record)
            problem = "is not an operation that is known here" if operation is None else machine.run(operation)
            if operation is None or problem is not None:
                raise ScheduleError(
                    f"{self.name}: operation {number} ({_operations.text(record)}) {problem}; adjsched verify says more"
                )
            yield operation
        if machine.due >= 0 and (self.end is None or self.end.due != machine.due):
            raise ScheduleError(
                f"{self.name}: ends after operation {number}, before backward step {machine.due}; give the whole "
                "schedule, without --summary"
            )
