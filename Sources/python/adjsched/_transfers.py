"""Transfers that run beside the steps: a thread for each overlapped level."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Any

from ._errors import ScheduleError
from ._schedule import Schedule
from ._storage import Storage


class _Slot:
    """A slot of level 0: what was in it may still be in use by transfers that were issued before."""

    __slots__ = ("is_free",)

    def __init__(self) -> None:
        self.is_free = True


class _Copy:
    """A state on level 0: its slot, whether it has arrived there, and how many transfers use it."""

    __slots__ = ("slot", "has_arrived", "users", "is_discarded")

    def __init__(self, slot: _Slot, has_arrived: bool) -> None:
        self.slot, self.has_arrived, self.users, self.is_discarded = slot, has_arrived, 0, False


class Transfers:
    """The levels of a schedule, of which some may be overlapped.

    Transfers of such a level run in the order in which they are issued, each as soon as its state has arrived and its slot is free;
    level 0 is used from several threads. A slot is given out when an operation is issued: what an operation waits for was issued
    before it, so that nothing waits forever.
    """

    def __init__(self, schedule: Schedule, storage: Sequence[Storage[Any]]) -> None:
        self._name, self._storage = schedule.name, storage
        self._channels = {
            k: ThreadPoolExecutor(1, f"adjsched-{level.name}") for k, level in enumerate(schedule.levels) if level.overlapped}
        self._copies: dict[int, _Copy] = {}
        #: The slots of level 0 that are given out next, None for any number.
        self._slots = None
        if self._channels:
            count = schedule.peaks[0] if schedule.peaks else schedule.levels[0].slots
            self._slots = None if count is None else [_Slot() for _ in range(count)]
            self._copies = {i: _Copy(self._take_slot(), True) for i in schedule.situation.stored[0]}
        #: Where slots do not say what fits, a discard waits for the transfers of its state: then bytes are not exceeded.
        self._waits_at_discards = schedule.is_planned_by_unequal_bytes
        #: The states that are discarded on level 0 and still in use.
        self._leaving: set[int] = set()
        self._changed = threading.Condition()
        self._error: BaseException | None = None

    def save(self, level: int, i: int, state: Any) -> None:
        """Writes to level 0 or to a level that is not overlapped."""
        if level > 0 or not self._channels:
            self._storage[level].save(i, state)
            return
        slot = self._take_slot()
        self._wait(lambda: slot.is_free and i not in self._leaving)
        self._storage[0].save(i, state)
        self._copies[i] = _Copy(slot, True)

    def load(self, level: int, i: int) -> Any:
        """Reads from level 0, where a prefetched state may not have arrived yet, or from a level that is not overlapped."""
        if level == 0 and self._channels:
            copy = self._copies[i]
            self._wait(lambda: copy.has_arrived)
        return self._storage[level].load(i)

    def drop(self, level: int, i: int) -> None:
        if level in self._channels:
            self._issue(level, lambda: self._storage[level].drop(i))
        elif level > 0 or not self._channels:
            self._storage[level].drop(i)
        else:
            copy = self._copies.pop(i)
            if self._waits_at_discards:
                self._wait(lambda: copy.users == 0)
            if self._slots is not None:
                self._slots.append(copy.slot)
            with self._changed:
                copy.slot.is_free = False
                copy.is_discarded = True
                self._leaving.add(i)
                self._leave(i, copy)

    def offload(self, level: int, i: int) -> None:
        copy = self._copies[i]
        with self._changed:
            copy.users += 1

        def transfer() -> None:
            self._wait(lambda: copy.has_arrived)
            self._storage[level].save(i, self._storage[0].load(i))
            self._end_use(i, copy)

        self._issue(level, transfer)

    def prefetch(self, level: int, i: int) -> None:
        slot = self._take_slot()
        copy = self._copies[i] = _Copy(slot, False)
        copy.users = 1

        def transfer() -> None:
            self._wait(lambda: slot.is_free and i not in self._leaving)
            self._storage[0].save(i, self._storage[level].load(i))
            with self._changed:
                copy.has_arrived = True
            self._end_use(i, copy)

        self._issue(level, transfer)

    def __enter__(self) -> Transfers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Waits for what was issued; after an error what has not begun is left."""
        if error is not None:
            self._fail(error)
        for channel in self._channels.values():
            channel.shutdown(cancel_futures=error is not None)
        if error is None and self._error is not None:
            raise self._error

    def _take_slot(self) -> _Slot:
        """The slot of an operation that is issued now: one that is free if there is one, else the one discarded first."""
        if self._slots is None:
            return _Slot()
        if not self._slots:
            raise ScheduleError(f"{self._name}: level 0 has no slot left; adjsched verify says more")
        free = (index for index, slot in enumerate(self._slots) if slot.is_free)
        return self._slots.pop(next(free, 0))

    def _issue(self, level: int, transfer: Callable[[], None]) -> None:
        def guarded() -> None:
            if self._error is None:
                try:
                    transfer()
                except BaseException as error:
                    self._fail(error)

        self._channels[level].submit(guarded)

    def _wait(self, ready: Callable[[], bool]) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._error is not None or ready())
            if self._error is not None:
                raise self._error

    def _end_use(self, i: int, copy: _Copy) -> None:
        with self._changed:
            copy.users -= 1
            self._leave(i, copy)

    def _leave(self, i: int, copy: _Copy) -> None:
        """Frees the slot of a discarded state once nothing uses it."""
        if copy.is_discarded and copy.users == 0:
            self._storage[0].drop(i)
            self._leaving.discard(i)
            copy.slot.is_free = True
        self._changed.notify_all()

    def _fail(self, error: BaseException) -> None:
        with self._changed:
            self._error = self._error or error
            self._changed.notify_all()
