"""Schedules whose transfers run beside the steps: the gradient, that they do, that slots are kept, and how errors end."""

from __future__ import annotations

import io
import json
import tempfile
import threading
import time
import unittest
from collections.abc import Callable, Iterator
from typing import Any

import adjsched
from adjsched import Discard, Offload, OffloadTape, Prefetch, PrefetchTape, Read, Schedule, ScheduleError, Write
from adjsched.driver import Files, Memory, Storage, run
from support import Pendulum

LENGTH = 60
State = tuple[float, float]


def overlapped(length: int, slots: list[int | None], operations: list[dict[str, Any]], **chain: object) -> Schedule:
    """A schedule on memory and overlapped levels."""
    levels = [{"slots": count, "overlapped": k > 0} for k, count in enumerate(slots)]
    header = {"chain": {"length": length, **chain}, "levels": levels}
    return Schedule(io.StringIO("\n".join(json.dumps(record) for record in [header, *operations])))


def record(word: str, level: int, step: int) -> dict[str, Any]:
    return {"op": word, "level": level, "step": step}


def beside(schedule: Schedule) -> Iterator[dict[str, Any]]:
    """The same operations with the transfers of all levels but the first beside the steps, through one more slot of the first."""
    held: set[int] = set()
    for operation in schedule:
        match operation:
            case Write(level, i) if level > 0:
                if i not in held:
                    yield record("write", 0, i)
                yield record("offload", level, i)
                if i not in held:
                    yield record("discard", 0, i)
            case Read(level, i) if level > 0:
                if i not in held:
                    yield record("prefetch", level, i)
                yield record("read", 0, i)
                if i not in held:
                    yield record("discard", 0, i)
            case adjsched.Forward(start, end):
                yield {"op": "forward", "from": start, "to": end}
            case adjsched.Backward(i):
                yield {"op": "backward", "step": i}
            case Write(_, i) | Read(_, i) | Discard(_, i):
                word = type(operation).__name__.lower()
                if isinstance(operation, Write):
                    held.add(i)
                elif isinstance(operation, Discard) and operation.level == 0:
                    held.discard(i)
                yield record(word, operation.level, i)


class Watched:
    """A storage that is slow, or fails, and counts what it holds."""

    def __init__(self, storage: Storage[Any], before: Callable[[str, int], None] = lambda word, i: None) -> None:
        self._storage, self._before = storage, before
        self._held: set[int] = set()
        self.most = 0

    def save(self, i: int, state: Any) -> None:
        self._held.add(i)
        self.most = max(self.most, len(self._held))
        self._before("save", i)
        self._storage.save(i, state)

    def load(self, i: int) -> Any:
        self._before("load", i)
        return self._storage.load(i)

    def drop(self, i: int) -> None:
        self._storage.drop(i)
        self._held.remove(i)


class TransferTests(unittest.TestCase):
    def test_the_gradient_and_the_slots(self) -> None:
        kept = Pendulum().by_keeping_every_state(LENGTH)
        for levels in (["memory=2", "disk=5:6:6"], ["memory=1", "nvme=3:2:2", "disk=5:6:6"], ["memory=0", "disk=inf:1:1"]):
            with self.subTest(levels), tempfile.TemporaryDirectory() as folder:
                blocking = adjsched.plan(length=LENGTH, level=levels)
                slots: list[int | None] = [level.slots for level in blocking.levels]
                slots[0] = (slots[0] or 0) + 2
                schedule = overlapped(LENGTH, slots, list(beside(blocking)))
                storage = [Watched(Memory(), lambda word, i: time.sleep(0.0005)) for _ in slots]
                storage[1] = Watched(Files(f"{folder}/states"), lambda word, i: time.sleep(0.002))
                pendulum = Pendulum()
                found = run(schedule, pendulum.start, pendulum.step, pendulum.back, storage)
                self.assertEqual(found, kept)
                for level, limit in zip(storage, slots):
                    self.assertLessEqual(level.most, LENGTH + 1 if limit is None else limit)
                self.assertEqual(storage[0].most, slots[0])

    def test_steps_run_beside_a_transfer(self) -> None:
        stepped, arrived = threading.Event(), threading.Event()

        def wait(word: str, i: int) -> None:
            # A driver that waits for the save never runs the step that ends this.
            if word == "save":
                self.assertTrue(stepped.wait(10))
            else:
                arrived.set()

        def step(i: int, x: int) -> int:
            stepped.set()
            return x + 1

        def vjp(i: int, x: int, found: list[int] | None) -> list[int]:
            if i == 1:
                self.assertTrue(arrived.wait(10))
            return [*(found or []), x]

        schedule = overlapped(2, [2, 1], [
            record("write", 0, 0), record("offload", 1, 0), record("discard", 0, 0), {"op": "forward", "from": 0, "to": 1},
            record("write", 0, 1), {"op": "forward", "from": 1, "to": 2}, {"op": "backward", "step": 2},
            record("prefetch", 1, 0), record("read", 0, 1), {"op": "backward", "step": 1}, record("read", 0, 0),
            {"op": "backward", "step": 0}])
        self.assertEqual(run(schedule, 0, step, vjp, [Memory(), Watched(Memory(), wait)]), [2, 1, 0])

    def test_a_slot_is_free_when_its_transfer_has_ended(self) -> None:
        held: list[int] = []
        memory = Memory()

        def slowly(word: str, i: int) -> None:
            time.sleep(0.05)
            held.append(len(memory))

        schedule = overlapped(2, [1, 2], [
            record("write", 0, 0), record("offload", 1, 0), record("discard", 0, 0), {"op": "forward", "from": 0, "to": 1},
            record("write", 0, 1), record("offload", 1, 1), record("discard", 0, 1), {"op": "forward", "from": 1, "to": 2},
            {"op": "backward", "step": 2}, record("prefetch", 1, 1), record("read", 0, 1), record("discard", 0, 1),
            {"op": "backward", "step": 1}, record("prefetch", 1, 0), record("read", 0, 0), {"op": "backward", "step": 0}])
        found = run(schedule, 0, lambda i, x: x + 1, lambda i, x, a: [*(a or []), x], [memory, Watched(Memory(), slowly)])
        self.assertEqual(found, [2, 1, 0])
        self.assertEqual(held, [1, 1, 0, 0])

    def test_bytes_of_states_that_differ_are_not_exceeded(self) -> None:
        sizes, held, most = [3, 1, 2], [0], [0]

        class Weighed(Memory):
            def save(self, i: int, state: Any) -> None:
                held[0] += sizes[i]
                most[0] = max(most[0], held[0])
                super().save(i, state)

            def drop(self, i: int) -> None:
                held[0] -= sizes[i]
                super().drop(i)

        operations = [
            record("write", 0, 0), record("offload", 1, 0), record("discard", 0, 0), {"op": "forward", "from": 0, "to": 1},
            record("write", 0, 1), {"op": "forward", "from": 1, "to": 2}, record("write", 0, 2), {"op": "backward", "step": 2},
            record("discard", 0, 2), record("read", 0, 1), {"op": "backward", "step": 1}, record("discard", 0, 1),
            record("prefetch", 1, 0), record("read", 0, 0), {"op": "backward", "step": 0}]
        header = {"chain": {"length": 2, "stateSize": sizes}, "levels": [{"capacity": 3}, {"slots": 1, "overlapped": True}],
                  "peaks": [{"slots": 2, "bytes": 3}, {"slots": 1, "bytes": 3}]}
        text = "\n".join(json.dumps(line) for line in [header, *operations])
        slow = Watched(Memory(), lambda word, i: time.sleep(0.05))
        found = run(Schedule(io.StringIO(text)), 0, lambda i, x: x + 1, lambda i, x, a: [*(a or []), x], [Weighed(), slow])
        self.assertEqual((found, most), ([2, 1, 0], [3]))

    def test_errors_end_the_run_and_its_threads(self) -> None:
        def fail(word: str, i: int) -> None:
            if word == "load":
                raise OSError("the disk is gone")

        def stop(i: int, x: State) -> State:
            raise ZeroDivisionError

        blocking = adjsched.plan(length=LENGTH, level=["memory=2", "disk=5:6:6"])
        pendulum, threads = Pendulum(), threading.active_count()
        for step, before, error in [
            (pendulum.step, fail, OSError), (stop, lambda word, i: time.sleep(0.01), ZeroDivisionError),
        ]:
            schedule = overlapped(LENGTH, [4, 5], list(beside(blocking)))
            with self.assertRaises(error):
                run(schedule, pendulum.start, step, pendulum.back, [Memory(), Watched(Memory(), before)])
            self.assertEqual(threading.active_count(), threads)

    def test_what_breaks_a_rule_is_refused(self) -> None:
        start = [record("write", 0, 0)]
        for operations, slots, sentence in [
            ([record("offload", 0, 0)], [1, 1], "is of a level that is not overlapped"),
            ([record("write", 1, 0)], [1, 1], "is of an overlapped level, which has offload and prefetch"),
            ([record("offload", 1, 1)], [1, 1], "finds that state not stored on level 0, or stored on level 1 already"),
            ([record("prefetch", 1, 0)], [1, 1], "finds that state not stored on level 1"),
            ([record("offload", 1, 0)], [1, 0], "finds all 0 slots of the level taken"),
            ([record("offload", 1, 0), record("prefetch", 1, 0)], [2, 1], "finds that state not stored on level 1, or stored on"),
            ([{"op": "offload", "level": 1, "tape": 0}], [2, 1], "finds that tape not stored on level 0"),
        ]:
            with self.subTest(sentence), self.assertRaisesRegex(ScheduleError, f"operation [23] .* {sentence}"):
                list(overlapped(1, [*slots], start + operations))

    def test_tapes_are_read_but_not_moved(self) -> None:
        operations = [
            record("tape", 0, 0), {"op": "offload", "level": 1, "tape": 0}, {"op": "prefetch", "level": 1, "tape": 0},
            {"op": "backward", "step": 0}]
        found = list(overlapped(1, [1, 1], operations, adjointCost=1))
        self.assertEqual(found[1:3], [OffloadTape(1, 0), PrefetchTape(1, 0)])
        with self.assertRaisesRegex(ScheduleError, "moves tapes beside the steps; plan without overlapped levels"):
            run(overlapped(1, [1, 1], operations, adjointCost=1), 0, lambda i, x: x, lambda i, x, a: x, [Memory(), Memory()],
                lambda k, i, x: x)

    def test_operations_as_they_stand(self) -> None:
        schedule = overlapped(0, [1, 1], [record("write", 0, 0), record("offload", 1, 0), record("discard", 0, 0),
                                          record("prefetch", 1, 0), record("read", 0, 0), {"op": "backward", "step": 0}])
        self.assertTrue(schedule.levels[1].overlapped)
        self.assertEqual([type(operation) for operation in schedule], [Write, Offload, Discard, Prefetch, Read, adjsched.Backward])


if __name__ == "__main__":
    unittest.main()
