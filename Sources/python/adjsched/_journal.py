"""What a run leaves behind so that another process can go on with it."""

from __future__ import annotations

import json
import os
import pickle
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from ._errors import JournalError
from ._storage import Files


class Journal:
    """How far a run has come, in a folder of its own.

    problem.json is what is run. `adjoint-412` is the adjoint of x_412, complete when it has that name: backward step 411 is
    due. One file says both, so that they never disagree. Its first line is JSON, with the number of operations that were done
    of the schedule; behind it is the adjoint as write wrote it. Which states are there their own files say.
    """

    def __init__(
        self,
        folder: str | os.PathLike[str],
        write: Callable[[IO[bytes], Any], None] = lambda file, adjoint: pickle.dump(adjoint, file, pickle.HIGHEST_PROTOCOL),
        read: Callable[[IO[bytes]], Any] = pickle.load,
        durable: bool = True,
        every: float = 60,
    ) -> None:
        """Names the folder, which run makes.

        write and read put an adjoint into a binary file and take it out again, as those of Files do with states. durable
        waits until it has reached the disk. The adjoint is written after the first backward step that ends `every` seconds
        after the last time, and after the last one: with 0 after each. So much work a kill may cost.
        """
        self._folder = Path(folder)
        self._write, self._read, self._durable, self._every = write, read, durable, every
        self._adjoints: _Adjoints | None = None
        #: The number of the adjoint that was written last, and when.
        self._last: int | None = None
        self._time = time.monotonic()

    def __repr__(self) -> str:
        return f"Journal({str(self._folder)!r})"

    @property
    def exists(self) -> bool:
        """Whether a run has begun, or ended, whose journal was not removed."""
        return self._problem_path.exists()

    def remove(self) -> None:
        """Removes the journal, when the gradient is where it should be."""
        for path in (self._problem_path, self._new_problem_path):
            path.unlink(missing_ok=True)
        if self._folder.exists():
            self._open().close()
        self._adjoints = self._last = None

    def begin(self, problem: dict[str, Any], prepare: Callable[[], None], due: int, adjoint: Any) -> None:
        """Begins the journal of a run; prepare makes the levels hold what it begins with, and nothing of earlier runs."""
        if self.exists:
            raise JournalError(
                f"{self._folder}: is the journal of a run that was begun; go on with adjsched.resume, or give it up with "
                "Journal.remove")
        prepare()
        self._open().keep(())
        self._last = None
        if adjoint is not None:
            self._save(0, due + 1, adjoint)
        self._time = time.monotonic()
        with open(self._new_problem_path, "w", encoding="utf-8") as file:
            json.dump(problem, file)
            if self._durable:
                file.flush()
                os.fsync(file.fileno())
        self._new_problem_path.replace(self._problem_path)
        self._open().synchronise()

    def recover(self) -> tuple[dict[str, Any], int | None, Any]:
        """The problem, and the adjoint that was written last with its number; None and None before the first."""
        try:
            problem = json.loads(self._problem_path.read_bytes())
        except FileNotFoundError:
            raise JournalError(f"{self._folder}: is no journal of a run; begin one with adjsched.run(..., journal=...)") from None
        except (OSError, ValueError) as error:
            raise JournalError(f"{self._problem_path}: cannot be read ({error}); begin anew after Journal.remove") from error
        adjoints = self._open()
        self._time = time.monotonic()
        self._last = min(adjoints.states(), default=None)
        adjoints.keep(() if self._last is None else (self._last,))
        return problem, self._last, None if self._last is None else adjoints.load(self._last)

    def note(self, operations: int, i: int, adjoint: Any) -> None:
        """Takes down, if it is time to, that so many operations were done, the last of them backward step i."""
        if i == 0 or time.monotonic() - self._time >= self._every:
            self._save(operations, i, adjoint)
            self._time = time.monotonic()

    def _save(self, operations: int, i: int, adjoint: Any) -> None:
        # The one before is forgotten only when this one is there, and written over by the next.
        self._open().save(i, (operations, adjoint))
        if self._last is not None:
            self._open().drop(self._last)
        self._last = i

    @property
    def _problem_path(self) -> Path:
        return self._folder / "problem.json"

    @property
    def _new_problem_path(self) -> Path:
        return self._folder / "problem.json.new"

    def _open(self) -> _Adjoints:
        if self._adjoints is None:
            self._adjoints = _Adjoints(self._folder, self._write_point, self._read_point, self._durable, lasting=True)
        return self._adjoints

    def _write_point(self, file: IO[bytes], point: tuple[int, Any]) -> None:
        operations, adjoint = point
        file.write(b'{"format":"adjsched-journal/1","operations":%d}\n' % operations)
        self._write(file, adjoint)

    def _read_point(self, file: IO[bytes]) -> Any:
        file.readline()
        return self._read(file)


class _Adjoints(Files):
    _kind = "adjoint"

    def synchronise(self) -> None:
        self._synchronise()
