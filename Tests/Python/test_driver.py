"""Schedules run on a small chain: gradients are those of the run that keeps every state, and storage holds what was planned."""

from __future__ import annotations

import io
import os
import stat
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import adjsched
from adjsched import Schedule, ScheduleError
from adjsched.driver import Files, Memory, run
from support import Pendulum, lines

LENGTH = 200


class Peak:
    """A storage that counts what it holds."""

    def __init__(self, storage: Memory | Files) -> None:
        self._storage = storage
        self.load, self.drop = storage.load, storage.drop
        self.most = self.saves = 0

    def save(self, i: int, state: object) -> None:
        self._storage.save(i, state)
        self.saves += 1
        self.most = max(self.most, len(self._storage))


class DriverTests(unittest.TestCase):
    def setUp(self) -> None:
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name) / "states"

    def test_the_derivative_is_that_of_the_result(self) -> None:
        by_angle, _, by_friction = Pendulum().by_keeping_every_state(LENGTH)
        change = 1e-6
        for name, value, (more, less) in [
            ("angle", by_angle, [Pendulum(start=(2.5 + sign * change, 0.0)) for sign in (1, -1)]),
            ("friction", by_friction, [Pendulum(friction=0.3 + sign * change) for sign in (1, -1)]),
        ]:
            slope = (more.result(LENGTH) - less.result(LENGTH)) / (2 * change)
            self.assertAlmostEqual(slope, value, delta=1e-6 * abs(value), msg=name)

    def test_one_level_needs_no_storage(self) -> None:
        for planner, slots in [("store-all", None), ("revolve", 3), ("hrevolve", 7)]:
            with self.subTest(planner):
                pendulum = Pendulum()
                schedule = adjsched.plan(planner=planner, length=LENGTH, memory_slots=slots)
                found = run(schedule, pendulum.start, pendulum.step, pendulum.back)
                assert schedule.statistics is not None
                self.assertEqual(pendulum.steps, schedule.statistics["forwardSteps"])
                self.assertEqual(found, Pendulum().by_keeping_every_state(LENGTH))

    def test_memory_and_files(self) -> None:
        schedule = adjsched.plan(length=LENGTH, level=["memory=2", "nvme=3:2:2", "disk=5:6:6"])
        pendulum = Pendulum()
        with Files(self.folder / "nvme") as nvme, Files(self.folder / "disk", durable=True) as disk:
            storage = [Peak(Memory()), Peak(nvme), Peak(disk)]
            found = run(schedule, pendulum.start, pendulum.step, pendulum.back, storage)
            self.assertEqual(found, Pendulum().by_keeping_every_state(LENGTH))
            assert schedule.statistics is not None
            planned = schedule.statistics["levels"]
            self.assertEqual([level.most for level in storage], [level["peakSlots"] for level in planned])
            self.assertEqual([level.saves for level in storage], [level["writes"] for level in planned])
            # As many files as slots were needed, however often they were written.
            self.assertEqual(len(os.listdir(self.folder / "nvme")), planned[1]["peakSlots"])
            self.assertGreater(planned[1]["writes"], planned[1]["peakSlots"])
        self.assertEqual(os.listdir(self.folder), [])

    def test_a_state_that_is_changed_in_place_is_copied(self) -> None:
        def step(i: int, x: list[float]) -> list[float]:
            x[:] = pendulum.step(i, (x[0], x[1]))
            return x

        def back(i: int, x: list[float], adjoint: tuple[float, float, float] | None) -> tuple[float, float, float]:
            return pendulum.back(i, (x[0], x[1]), adjoint)

        pendulum = Pendulum()
        schedule = adjsched.plan(length=LENGTH, memory_slots=4)
        found = run(schedule, list(pendulum.start), step, back, [Memory(copy=list)])
        self.assertEqual(found, Pendulum().by_keeping_every_state(LENGTH))

    def test_tapes(self) -> None:
        schedule = adjsched.plan({
            "chain": {"length": LENGTH, "stateSize": 1, "tapeSize": 2, "adjointCost": 1}, "levels": [{"capacity": 30}],
        })
        pendulum, memory = Pendulum(), Memory()
        tapes: dict[int, tuple[tuple[float, float], tuple[float, float]]] = {}
        most = 0

        def tape(level: int, i: int, x: tuple[float, float]) -> tuple[float, float]:
            nonlocal most
            tapes[i] = x, pendulum.step(i, x)
            most = max(most, 2 * len(tapes) + len(memory))
            return tapes[i][1]

        def back(i: int, _: object, adjoint: tuple[float, float, float] | None) -> tuple[float, float, float]:
            before, after = tapes.pop(i)
            return pendulum.back(i, before, adjoint or pendulum.back(LENGTH, after, None))

        found = run(schedule, pendulum.start, pendulum.step, back, [memory], tape, lambda level, i: tapes[i][1])
        self.assertEqual(found, Pendulum().by_keeping_every_state(LENGTH))
        self.assertLessEqual(most, 30)
        with self.assertRaisesRegex(ScheduleError, "has tapes; give run the functions tape and load_tape"):
            run(schedule, pendulum.start, pendulum.step, back, [memory])

    def test_every_level_has_a_storage(self) -> None:
        for storage, given in [(None, "none"), ([Memory()], "1")]:
            schedule = Schedule(io.StringIO(lines(1, "forward 0 1, backward 1")))
            with self.assertRaisesRegex(ScheduleError, rf"has 2 levels \(memory, level 1\), and run was given {given};"):
                run(schedule, 0.0, lambda i, x: x, lambda i, x, a: x, storage)


class FilesTests(unittest.TestCase):
    def setUp(self) -> None:
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name) / "states"

    def names(self) -> list[str]:
        return sorted(os.listdir(self.folder))

    def test_what_is_forgotten_is_written_over(self) -> None:
        files = Files(self.folder)
        files.save(7, "a" * 10_000)
        first = (self.folder / "state-7").stat().st_ino
        files.save(9, "b")
        files.drop(7)
        self.assertEqual(self.names(), ["spare-7", "state-9"])
        files.save(8, "c")
        self.assertEqual((self.folder / "state-8").stat().st_ino, first)
        self.assertEqual((files.load(8), files.load(9), len(files)), ("c", "b", 2))
        self.assertLess((self.folder / "state-8").stat().st_size, 100)

    def test_a_write_that_fails_leaves_no_state(self) -> None:
        def write(file: io.BufferedIOBase, state: bytes) -> None:
            file.write(state)
            if state == b"bad":
                raise OSError("the disk is full")

        files = Files(self.folder, write, lambda file: file.read())  # type: ignore[arg-type]
        files.save(1, b"one")
        with self.assertRaisesRegex(OSError, "the disk is full"):
            files.save(2, b"bad")
        self.assertEqual(self.names(), ["free-0", "state-1"])
        files.save(2, b"2")
        self.assertEqual((files.load(1), files.load(2), self.names()), (b"one", b"2", ["state-1", "state-2"]))

    def test_files_made_beforehand_are_those_that_are_used(self) -> None:
        schedule = adjsched.plan(length=LENGTH, level=["memory=2", "disk=5:6:6"])
        assert schedule.peaks is not None
        pendulum = Pendulum()
        with Files(self.folder) as files:
            files.reserve(schedule.peaks[1], pendulum.start)
            made = {path.stat().st_ino for path in self.folder.iterdir()}
            self.assertEqual((len(made), len(files)), (schedule.peaks[1], 0))
            found = run(schedule, pendulum.start, pendulum.step, pendulum.back, [Memory(), files])
            self.assertEqual(found, Pendulum().by_keeping_every_state(LENGTH))
            self.assertEqual({path.stat().st_ino for path in self.folder.iterdir()}, made)

    def test_a_durable_state_is_on_the_disk_before_it_has_its_name(self) -> None:
        seen: list[tuple[bool, list[str]]] = []

        def synchronised(descriptor: int) -> None:
            seen.append((stat.S_ISDIR(os.fstat(descriptor).st_mode), self.names()))

        files = Files(self.folder, durable=True)
        files.save(4, "four")
        files.drop(4)
        with mock.patch("os.fsync", synchronised):
            files.save(9, "nine")
        self.assertEqual(seen, [(True, ["free-0"]), (False, ["free-0"]), (True, ["state-9"])])
        with mock.patch("os.fsync", synchronised):
            seen.clear()
            Files(self.folder).save(9, "nine")
        self.assertEqual(seen, [])

    def test_what_an_earlier_run_left_behind_goes(self) -> None:
        Files(self.folder).save(3, "old")
        (self.folder / "notes").write_text("not ours")
        with Files(self.folder) as files:
            self.assertEqual(self.names(), ["notes"])
            files.save(4, "new")
        self.assertEqual(self.names(), ["notes"])


if __name__ == "__main__":
    unittest.main()
