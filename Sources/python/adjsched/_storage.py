"""Where a level keeps its states: memory, or files."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Collection
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Protocol, TypeVar, runtime_checkable

State = TypeVar("State")


class Storage(Protocol[State]):
    """What run asks of a level."""

    def save(self, i: int, state: State) -> None:
        """Keeps x_i."""

    def load(self, i: int) -> State:
        """Returns x_i, which stays."""

    def drop(self, i: int) -> None:
        """Forgets x_i."""


@runtime_checkable
class LastingStorage(Protocol):
    """What resume asks of a level besides, to find what an earlier run left there; other levels have lost all."""

    def states(self) -> Collection[int]:
        """The numbers of the states that are kept."""

    def spares(self) -> Collection[int]:
        """The numbers of the states that are forgotten, but still there."""

    def keep(self, states: Collection[int]) -> None:
        """Keeps these, some of which may be spare, and forgets all others for good."""


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

    def states(self) -> Collection[int]:
        return list(self._states)

    def spares(self) -> Collection[int]:
        return ()

    def keep(self, states: Collection[int]) -> None:
        self._states = {i: state for i, state in self._states.items() if i in states}


class Files:
    """States in the files of a folder that no other program uses: each rank or process has its own.

    `state-7` is x_7 and complete, for it gets that name when it is written. What is forgotten is not removed but becomes
    `spare-7`, still x_7, and is written over later, which on most file systems is several times faster than a new file;
    before that it is renamed `free-0`. So whenever the program is killed, a file that is called state or spare holds the
    state of its number. close removes them all.
    """

    #: What the files hold, which begins their names.
    _kind = "state"

    def __init__(
        self,
        folder: str | os.PathLike[str],
        write: Callable[[IO[bytes], Any], None] = lambda file, state: pickle.dump(state, file, pickle.HIGHEST_PROTOCOL),
        read: Callable[[IO[bytes]], Any] = pickle.load,
        durable: bool | None = None,
        lasting: bool = False,
    ) -> None:
        """Makes the folder, or empties it of what an earlier run left behind.

        write and read put a state into a binary file and take it out again: NumPy's save and load for arrays, pickle
        without them. lasting keeps what an earlier run left behind, for resume, and a with block that ends by an error, or while
        states are kept, removes nothing. durable waits until a state and its name have reached the disk, to survive a power failure; writing
        then takes about twice as long. Without durable, lasting decides.
        """
        self._folder = Path(folder)
        self._write, self._read = write, read
        self._lasting, self._durable = lasting, lasting if durable is None else durable
        self._folder.mkdir(parents=True, exist_ok=True)
        #: The states that are kept, and those that are forgotten and not written over yet, the first forgotten first.
        self._states: set[int] = set()
        self._spares: dict[int, None] = {}
        #: The numbers of the files in which nothing is.
        self._free: list[int] = []
        for path in self._files():
            number = int(path.name.rpartition("-")[2])
            if not lasting:
                path.unlink()
            elif path.name.startswith("free-"):
                self._free.append(number)
            elif path.name.startswith("spare-"):
                self._spares[number] = None
            else:
                self._states.add(number)

    def __len__(self) -> int:
        return len(self._states)

    def states(self) -> Collection[int]:
        return set(self._states)

    def spares(self) -> Collection[int]:
        return list(self._spares)

    def keep(self, states: Collection[int]) -> None:
        for i in self._states.difference(states):
            self.drop(i)
        for i in self._spares.keys() & set(states):
            self._spare_path(i).replace(self._state_path(i))
            del self._spares[i]
            self._states.add(i)
        while self._spares:
            self._free.append(self._free_spare(next(iter(self._spares))))
        self._synchronise()

    def reserve(self, count: int, state: Any) -> None:
        """Writes as many files as the level will need, each with a state of the usual size.

        A disk without room shows before the run, and no operation waits for a new file.
        """
        while len(self._states) + len(self._spares) + len(self._free) < count:
            number = self._new_number()
            with open(self._free_path(number), "wb") as file:
                self._free.append(number)
                self._write(file, state)
        self._synchronise()

    def save(self, i: int, state: Any) -> None:
        # Never over a state that is kept: whatever happens meanwhile, that one stays whole.
        number = self._take_file(i)
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
        self._states.add(i)

    def load(self, i: int) -> Any:
        with open(self._state_path(i), "rb") as file:
            return self._read(file)

    def drop(self, i: int) -> None:
        self._states.remove(i)
        self._state_path(i).replace(self._spare_path(i))
        self._spares[i] = None

    def _take_file(self, i: int) -> int:
        """The number of a free file for x_i: one that is free, else the state that was forgotten first, else a new file."""
        spare = i if i in self._spares else next(iter(self._spares), None)
        if spare != i and self._free:
            return self._free.pop()
        return self._new_number() if spare is None else self._free_spare(spare)

    def _free_spare(self, i: int) -> int:
        """Gives a spare file the name of a free one, which the caller has."""
        number = self._new_number()
        self._spare_path(i).replace(self._free_path(number))
        del self._spares[i]
        return number

    def _new_number(self) -> int:
        return max(self._free, default=-1) + 1

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
        self._spares.clear()
        self._states.clear()
        if not any(self._folder.iterdir()):
            self._folder.rmdir()

    def __enter__(self) -> Files:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Removes the files, but what lasts stays if a run may go on from it."""
        if not self._lasting or kind is None and not self._states:
            self.close()

    def _files(self) -> list[Path]:
        kinds = (self._kind, "spare", "free")
        return [path for kind in kinds for path in self._folder.glob(f"{kind}-*") if path.name[len(kind) + 1 :].isdecimal()]

    def _free_path(self, number: int) -> Path:
        return self._folder / f"free-{number}"

    def _spare_path(self, i: int) -> Path:
        return self._folder / f"spare-{i}"

    def _state_path(self, i: int) -> Path:
        return self._folder / f"{self._kind}-{i}"
