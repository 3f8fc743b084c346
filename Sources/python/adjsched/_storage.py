"""Where a level keeps its states: memory, or files."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Protocol, TypeVar

State = TypeVar("State")


class Storage(Protocol[State]):
    """What run asks of a level."""

    def save(self, i: int, state: State) -> None:
        """Keeps x_i."""

    def load(self, i: int) -> State:
        """Returns x_i, which stays."""

    def drop(self, i: int) -> None:
        """Forgets x_i."""


class Memory:
    """States as they are, or as copies, for programs that change a state in place."""

    def __init__(self, copy: Callable[[Any], Any] | None = None) -> None:
        self._copy = copy
        self._states: dict[int, Any] = {}

    def __len__(self) -> int:
        return len(self._states)

    def save(self, i: int, state: Any) -> None:
        self._states[i] = state if self._copy is None else self._copy(state)

    def load(self, i: int) -> Any:
        return self._states[i] if self._copy is None else self._copy(self._states[i])

    def drop(self, i: int) -> None:
        del self._states[i]


class Files:
    """States in the files of a folder that no other program uses: each rank or process has its own.

    `state-7` is x_7 and complete, for it gets that name when it is written. What is forgotten is not removed but kept as
    `free-0`, `free-1`, ... and written over, which on most file systems is several times faster than a new file. close
    removes them all.
    """

    def __init__(
        self,
        folder: str | os.PathLike[str],
        write: Callable[[IO[bytes], Any], None] = lambda file, state: pickle.dump(state, file, pickle.HIGHEST_PROTOCOL),
        read: Callable[[IO[bytes]], Any] = pickle.load,
        durable: bool = False,
    ) -> None:
        """Makes the folder, or empties it of what an earlier run left behind.

        write and read put a state into a binary file and take it out again: NumPy's save and load for arrays, pickle
        without them. durable waits until a state and its name have reached the disk, to survive a power failure; writing
        then takes about twice as long.
        """
        self._folder = Path(folder)
        self._write, self._read, self._durable = write, read, durable
        self._folder.mkdir(parents=True, exist_ok=True)
        #: The numbers of the files whose content is free, and the number of each state's file.
        self._free: list[int] = []
        self._states: dict[int, int] = {}
        for path in self._files():
            path.unlink()

    def __len__(self) -> int:
        return len(self._states)

    def reserve(self, count: int, state: Any) -> None:
        """Writes as many files as the level will need, each with a state of the usual size.

        A disk without room shows before the run, and no operation waits for a new file.
        """
        for number in range(len(self._states) + len(self._free), count):
            with open(self._free_path(number), "wb") as file:
                self._free.append(number)
                self._write(file, state)
        self._synchronise()

    def save(self, i: int, state: Any) -> None:
        # Never over a state that is kept: whatever happens meanwhile, that one stays whole.
        number = self._free.pop() if self._free else len(self._states)
        path = self._free_path(number)
        # The disk may still know the file by its last name, which what is in it must not lose half-way.
        self._synchronise()
        try:
            with open(path, "r+b" if path.exists() else "w+b") as file:
                self._write(file, state)
                file.truncate()
                if self._durable:
                    file.flush()
                    os.fsync(file.fileno())
            path.replace(self._state_path(i))
            self._synchronise()
        except BaseException:
            self._free.append(number)
            raise
        self._states[i] = number

    def load(self, i: int) -> Any:
        with open(self._state_path(i), "rb") as file:
            return self._read(file)

    def drop(self, i: int) -> None:
        number = self._states.pop(i)
        self._state_path(i).replace(self._free_path(number))
        self._free.append(number)

    def _synchronise(self) -> None:
        """Waits until the folder's names have reached the disk."""
        if self._durable:
            folder = os.open(self._folder, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)

    def close(self) -> None:
        """Removes the files, and the folder if nothing else is in it."""
        for path in self._files():
            path.unlink()
        self._free.clear()
        self._states.clear()
        if not any(self._folder.iterdir()):
            self._folder.rmdir()

    def __enter__(self) -> Files:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _files(self) -> list[Path]:
        return [path for pattern in ("state-*", "free-*") for path in self._folder.glob(pattern)]

    def _free_path(self, number: int) -> Path:
        return self._folder / f"free-{number}"

    def _state_path(self, i: int) -> Path:
        return self._folder / f"state-{i}"
