"""Runs that are killed, with SIGKILL, and gone on with: the gradient is that of the run that keeps every state, bit for bit."""

from __future__ import annotations

import contextlib
import io
import itertools
import json
import os
import random
import signal
import struct
import subprocess
import tempfile
import time
import traceback
import unittest
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any
from unittest import mock

import adjsched
from adjsched import Backward, Journal, JournalError, Schedule, ScheduleError
from adjsched._situation import Situation
from adjsched.driver import Files, Memory, Storage, _left, resume, run
from support import HEADER, Pendulum, lines

State = tuple[float, float]
Adjoint = tuple[float, float, float]
LENGTH = 80
#: A state fills so many bytes, its numbers over and over again, so that a file that is not whole shows.
COPIES = 2_000

TWO_LEVELS: dict[str, Any] = {
    "chain": {"length": LENGTH}, "levels": [{"name": "memory", "slots": 2}, {"name": "disk", "slots": 4, "writeCost": 3, "readCost": 2}]}
PROBLEMS: dict[str, dict[str, Any]] = {
    "two levels": TWO_LEVELS,
    "files alone": {"chain": {"length": LENGTH}, "levels": [{"name": "disk", "slots": 5, "writeCost": 1, "readCost": 1}]},
    "three levels": {"chain": {"length": LENGTH}, "levels": [
        {"name": "memory", "slots": 2}, {"name": "nvme", "slots": 3, "writeCost": 1, "readCost": 1},
        {"name": "disk", "slots": None, "writeCost": 6, "readCost": 6}]},
    "bytes": {"chain": {"length": LENGTH, "stateSize": 10}, "levels": [
        {"name": "memory", "capacity": 20}, {"name": "disk", "capacity": 45, "writeCost": 3, "readCost": 2}]},
    "unequal steps": {"chain": {"length": 40, "forwardCost": [1 + i % 3 for i in range(40)]}, "levels": [
        {"name": "memory", "slots": 2}, {"name": "disk", "slots": 4, "writeCost": 3, "readCost": 2}]},
    "transfers beside the steps": {"chain": {"length": 30}, "levels": [
        {"name": "memory", "slots": 3}, {"name": "disk", "slots": 4, "writeCost": 3, "readCost": 2, "overlapped": True}]},
    "tapes": {"chain": {"length": 30, "stateSize": 1, "tapeSize": 2, "adjointCost": 1}, "levels": [
        {"name": "memory", "capacity": 9}, {"name": "disk", "capacity": 6, "writeCost": 3, "readCost": 2}]},
}


def read(file: IO[bytes]) -> State:
    content = file.read()
    if content != content[:16] * COPIES:
        raise AssertionError(f"{file.name} is not whole")
    angle, speed = struct.unpack("2d", content[:16])
    return angle, speed


def read_adjoint(file: IO[bytes]) -> Adjoint:
    by_angle, by_speed, by_friction = struct.unpack("3d", file.read())
    return by_angle, by_speed, by_friction


class Reversal:
    """What a job does that may be killed, and is begun again until it has the gradient."""

    def __init__(self, folder: Path, problem: dict[str, Any], **journal: Any) -> None:
        self.folder, self.problem, self._journal = folder, problem, journal
        self.length: int = problem["chain"]["length"]
        self.has_tapes = "tapeSize" in problem["chain"]
        self.levels = [level["name"] for level in problem["levels"] if level["name"] != "memory"]
        #: How many backward steps there are.
        self.steps = self.length + (not self.has_tapes)
        #: Those that were begun, in all processes.
        self.log = folder / "log"

    def run(self, before: Callable[[], None] = lambda: None) -> None:
        """Has the gradient; before is called before every part of a file's content."""
        pendulum = Pendulum()

        def write(file: IO[bytes], content: bytes) -> None:
            half = len(content) // 2
            for part in (content[:half], content[half:]):
                before()
                file.write(part)
                file.flush()

        def write_state(file: IO[bytes], state: State) -> None:
            write(file, struct.pack("2d", *state) * COPIES)

        def write_adjoint(file: IO[bytes], adjoint: Adjoint) -> None:
            write(file, struct.pack("3d", *adjoint))

        #: Before and after a step; in memory, whichever the level.
        tapes: dict[int, tuple[State, State]] = {}

        def step(i: int, x: State) -> State:
            if pendulum.steps == 0:
                os.write(self._begin, b"!")
            return pendulum.step(i, x)

        def back(i: int, x: State, adjoint: Adjoint | None) -> Adjoint:
            with open(self.log, "a") as log:
                log.write(f"{i}\n")
            if not self.has_tapes:
                return pendulum.back(i, x, adjoint)
            before, after = tapes.pop(i)
            return pendulum.back(i, before, adjoint or pendulum.back(self.length, after, None))

        def tape(level: int, i: int, x: State) -> State:
            tapes[i] = x, step(i, x)
            return tapes[i][1]

        def load_tape(level: int, i: int) -> State:
            return tapes[i][1]

        journal = Journal(self.folder / "journal", write_adjoint, read_adjoint, **self._journal)
        if (self.folder / "gradient").exists():
            journal.remove()
            return
        with contextlib.ExitStack() as stack:
            files = [
                stack.enter_context(Files(self.folder / name, write_state, read, durable=False, lasting=True))
                for name in self.levels]
            storage: list[Storage[State]] = [*[Memory()] * (len(self.problem["levels"]) - len(files)), *files]
            if journal.exists:
                gradient = resume(journal, pendulum.start, step, back, storage, tape, load_tape)
            else:
                gradient = run(
                    adjsched.plan(self.problem), pendulum.start, step, back, storage, tape, load_tape, journal=journal)
        (self.folder / "gradient.new").write_text(repr(gradient))
        (self.folder / "gradient.new").replace(self.folder / "gradient")
        journal.remove()

    def begin(self, moment: int | None = None) -> int:
        """Runs in another process, and returns its number when planning is over; it kills itself before a change of files
        of this number."""
        begun, self._begin = os.pipe()
        process = os.fork()
        if process == 0:
            with contextlib.suppress(BaseException):
                try:
                    if moment is None:
                        self.run()
                    else:
                        self._run_until(moment)
                    os._exit(0)
                except BaseException:
                    traceback.print_exc()
            os._exit(1)
        os.close(self._begin)
        os.read(begun, 1)
        os.close(begun)
        return process

    def _run_until(self, moment: int) -> None:
        moments = iter(range(moment))

        def before() -> None:
            if next(moments, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)

        def replace(path: Path, target: Path) -> None:
            before()
            os.replace(path, target)

        def unlink(path: Path, missing_ok: bool = False) -> None:
            before()
            if not missing_ok or path.exists():
                os.unlink(path)

        with mock.patch.object(Path, "replace", replace), mock.patch.object(Path, "unlink", unlink):
            self.run(before)

    def end(self, process: int) -> bool:
        """Waits for a process: whether it was killed."""
        status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        if status not in (0, -signal.SIGKILL):
            raise AssertionError(f"the process ended with status {status}")
        return status != 0

    def check_files(self) -> int:
        """Whatever is called by the name of a state is that state, whole; returns how many were looked at."""
        states = [Pendulum().start]
        for i in range(self.length):
            states.append(Pendulum().step(i, states[-1]))
        paths = [path for name in self.levels for kind in ("state", "spare") for path in (self.folder / name).glob(f"{kind}-*")]
        for path in paths:
            with open(path, "rb") as file:
                if read(file) != states[int(path.name.rpartition("-")[2])]:
                    raise AssertionError(f"{path} holds another state")
        return len(paths)

    @property
    def backward_steps(self) -> list[int]:
        return [int(line) for line in self.log.read_text().splitlines()]


class KillTests(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))

    def reversal(self, name: str, problem: dict[str, Any], **journal: Any) -> Reversal:
        folder = self.folder / name
        folder.mkdir()
        return Reversal(folder, problem, **journal)

    def check_end(self, reversal: Reversal) -> None:
        """The gradient is right, and nothing else is left."""
        expected = Pendulum().by_keeping_every_state(reversal.length)
        self.assertEqual((reversal.folder / "gradient").read_text(), repr(expected))
        self.assertEqual(sorted(os.listdir(reversal.folder)), ["gradient", "log"])

    def test_kills_at_random_moments(self) -> None:
        chance = random.Random(7)
        durations: dict[str, float] = {}
        for name, problem in PROBLEMS.items():
            undisturbed = self.reversal(name, problem, durable=False, every=0)
            process = undisturbed.begin()
            start = time.monotonic()
            self.assertFalse(undisturbed.end(process))
            durations[name] = time.monotonic() - start
            self.check_end(undisturbed)
            self.assertEqual(undisturbed.backward_steps, list(reversed(range(undisturbed.steps))))
        kills = files = 0
        runs = ((attempt, name) for attempt in itertools.count() for name in PROBLEMS)
        while kills < 40:
            attempt, name = next(runs)
            with self.subTest(name, attempt=attempt):
                reversal = self.reversal(f"{name} {attempt}", PROBLEMS[name], durable=False, every=0)
                killed = 0
                while True:
                    process = reversal.begin()
                    # After five kills it is left alone.
                    if killed < 5:
                        time.sleep(chance.uniform(0, durations[name]))
                        os.kill(process, signal.SIGKILL)
                    if not reversal.end(process):
                        break
                    killed += 1
                    files += reversal.check_files()
                kills += killed
                self.check_end(reversal)
                # Only the backward step that a kill interrupts runs again.
                self.assertLessEqual(len(reversal.backward_steps), reversal.steps + killed)
        self.assertGreater(files, 40)

    def test_kills_between_any_two_changes_of_files(self) -> None:
        problem = {**TWO_LEVELS, "chain": {"length": 16}, "levels": [{"name": "memory", "slots": 1}, {
            "name": "disk", "slots": 2, "writeCost": 1, "readCost": 1}]}
        kills = 0
        for every in (0, 1000):
            again = 0
            for moment in range(1000):
                kills += 1
                with self.subTest(every=every, moment=moment):
                    reversal = self.reversal(f"{every} {moment}", problem, durable=False, every=every)
                    killed = reversal.end(reversal.begin(moment=moment))
                    if not killed:
                        kills -= 1
                        self.check_end(reversal)
                        break
                    reversal.check_files()
                    # The rest is killed, too: a little later each time.
                    again = (again + 1) % 23
                    if reversal.end(reversal.begin(moment=again)):
                        reversal.check_files()
                        kills += 1
                        self.assertFalse(reversal.end(reversal.begin()))
                    self.check_end(reversal)
        self.assertGreater(kills, 100)


class Cut(Exception):
    """Ends a run."""


class JournalTests(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.pendulum, self.memory = Pendulum(), Memory()

    def names(self, folder: str) -> list[str]:
        return sorted(os.listdir(self.folder / folder))

    def files(self) -> Files:
        return Files(self.folder / "disk", durable=False, lasting=True)

    def journal(self, every: float = 0, durable: bool = False) -> Journal:
        return Journal(self.folder / "journal", every=every, durable=durable)

    def run_until(
        self, last: int, journal: Journal, start: State = (2.5, 0.0), problem: dict[str, Any] = TWO_LEVELS
    ) -> None:
        """Begins a run that ends before a backward step, by an error."""
        def back(i: int, x: State, adjoint: Any) -> Any:
            if i == last:
                raise Cut
            return self.pendulum.back(i, x, adjoint)

        with contextlib.suppress(Cut), self.files() as disk:
            run(adjsched.plan(problem), start, self.pendulum.step, back, [self.memory, disk], journal=journal)
            self.fail("the run went on")

    def resume(self, journal: Journal, memory: Memory | None = None) -> Any:
        with self.files() as disk:
            storage: list[Storage[State]] = [Memory() if memory is None else memory, disk]
            return resume(journal, self.pendulum.start, self.pendulum.step, self.pendulum.back, storage)

    def test_a_journal_says_what_was_done(self) -> None:
        self.run_until(40, self.journal())
        self.assertEqual(self.names("journal"), ["adjoint-41", "problem.json", "spare-42"])
        with open(self.folder / "journal" / "adjoint-41", "rb") as file:
            header = json.loads(file.readline())
        done = list(adjsched.plan(TWO_LEVELS))[: header.pop("operations")]
        self.assertEqual((done[-1], header), (Backward(41), {"format": "adjsched-journal/1"}))
        self.assertTrue(self.names("disk"))
        self.assertEqual(self.resume(self.journal()), self.pendulum.by_keeping_every_state(LENGTH))
        self.assertEqual(os.listdir(self.folder), ["journal"])

    def test_memory_that_is_still_there_serves(self) -> None:
        steps = []
        for memory in (self.memory, None):
            journal = self.journal()
            self.run_until(40, journal)
            before = self.pendulum.steps
            self.assertEqual(self.resume(journal, memory), Pendulum().by_keeping_every_state(LENGTH))
            steps.append(self.pendulum.steps - before)
            journal.remove()
        self.assertLess(steps[0], steps[1])

    def test_the_gradient_stays_until_the_journal_is_removed(self) -> None:
        journal = self.journal(every=1000)
        with self.files() as disk:
            gradient = run(
                adjsched.plan(TWO_LEVELS), self.pendulum.start, self.pendulum.step, self.pendulum.back, [self.memory, disk],
                journal=journal)
        self.assertEqual(self.names("journal"), ["adjoint-0", "problem.json"])
        before = self.pendulum.steps
        self.assertEqual(self.resume(self.journal()), gradient)
        self.assertEqual(self.pendulum.steps, before)
        journal.remove()
        self.assertFalse(journal.exists)
        self.assertEqual(os.listdir(self.folder), [])

    def test_a_run_does_not_begin_over_another_and_nothing_is_not_gone_on_with(self) -> None:
        with self.assertRaisesRegex(JournalError, "journal: is no journal of a run; begin one with adjsched.run"):
            self.resume(self.journal())
        self.run_until(40, self.journal())
        with self.assertRaisesRegex(JournalError, "journal: is the journal of a run that was begun; go on with adjsched.resume"):
            self.run_until(40, self.journal())
        with self.assertRaisesRegex(ScheduleError, r"has 2 levels \(memory, disk\), and run was given 1;"):
            resume(self.journal(), self.pendulum.start, self.pendulum.step, self.pendulum.back, [Memory()])
        (self.folder / "journal" / "problem.json").write_text("{")
        with self.assertRaisesRegex(JournalError, r"problem.json: cannot be read \(.*\); begin anew after Journal.remove"):
            self.resume(self.journal())
        self.journal().remove()
        self.run_until(40, self.journal())

    def test_what_an_earlier_run_left_behind_is_not_used(self) -> None:
        # Its states are others, under names that might be of use.
        journal = self.journal()
        self.run_until(30, journal, (1.0, 1.0), TWO_LEVELS | {"chain": {"length": LENGTH - 7}})
        left = self.names("disk")
        self.assertTrue(any(name.startswith("state") for name in left) and any(name.startswith("spare") for name in left))
        journal.remove()
        self.run_until(79, self.journal())
        self.assertEqual(self.resume(self.journal(every=1000)), self.pendulum.by_keeping_every_state(LENGTH))

    def test_what_is_spare_serves_where_it_fits(self) -> None:
        files = self.files()
        for i in (3, 5, 7, 9):
            files.save(i, (i, 0.0))
        files.drop(5)
        files.drop(7)
        self.assertEqual(sorted(os.listdir(self.folder / "disk")), ["spare-5", "spare-7", "state-3", "state-9"])
        level = {"slots": 2}
        self.assertEqual(_left(files, level, 9), [3, 9])
        self.assertEqual(_left(files, level, 8), [3, 7])
        self.assertEqual(_left(files, {"slots": None}, 7), [3, 5, 7])
        self.assertEqual(_left(files, {"slots": None, "capacity": 100}, 8), [3])
        files.keep([3, 5])
        self.assertEqual(sorted(os.listdir(self.folder / "disk")), ["free-0", "free-1", "state-3", "state-5"])
        self.assertEqual((files.load(5), files.states(), files.spares()), ((5, 0.0), {3, 5}, []))
        # The same after a kill.
        again = self.files()
        self.assertEqual((again.load(5), again.states(), again.spares()), ((5, 0.0), {3, 5}, []))
        again.close()

    def test_the_adjoint_is_on_the_disk_before_it_has_its_name(self) -> None:
        seen: list[list[str]] = []
        journal = self.journal(durable=True)
        self.run_until(78, journal)
        with mock.patch("os.fsync", lambda descriptor: seen.append(self.names("journal"))):
            journal.note(1, 78, (0.0, 0.0, 0.0))
        self.assertEqual(seen, [
            ["adjoint-79", "free-0", "problem.json"], ["adjoint-79", "free-0", "problem.json"],
            ["adjoint-78", "adjoint-79", "problem.json"]])
        self.assertEqual(self.names("journal"), ["adjoint-78", "problem.json", "spare-79"])

    def test_adjoints_are_written_when_it_is_time(self) -> None:
        journal = self.journal(every=10)
        written = []
        with mock.patch("time.monotonic") as now:
            now.return_value = 0
            journal.begin({}, lambda: None, 9, None)
            for i, moment in zip(range(9, -1, -1), [1, 9, 11, 12, 20, 21, 30, 31, 32, 33]):
                now.return_value = moment
                journal.note(0, i, None)
                written.append(journal.recover()[1] if i == 0 else min(
                    (int(name[8:]) for name in self.names("journal") if name.startswith("adjoint")), default=None))
        self.assertEqual(written, [None, None, 7, 7, 7, 4, 4, 2, 2, 0])

    def test_a_schedule_that_begins_in_a_situation(self) -> None:
        header = json.loads(HEADER % 3) | {"situation": {"due": 1, "stored": [[], [0]]}}
        operations = lines(3, "read 1 0, forward 0 1, backward 1, read 1 0, backward 0, discard 1 0").splitlines()[1:]
        states = [self.pendulum.start, self.pendulum.step(0, self.pendulum.start)]
        states += [self.pendulum.step(1, states[1])]
        states += [self.pendulum.step(2, states[2])]
        adjoint = self.pendulum.back(2, states[2], self.pendulum.back(3, states[3], None))

        def schedule() -> Schedule:
            return Schedule(io.StringIO("\n".join([json.dumps(header), *operations])))

        def go_on(adjoint: Any, journal: Journal | None = None) -> Any:
            with self.files() as disk:
                return run(
                    schedule(), self.pendulum.start, self.pendulum.step, self.pendulum.back, [self.memory, disk],
                    adjoint=adjoint, journal=journal)

        self.assertEqual(schedule().situation, Situation(1, [frozenset(), frozenset([0])], {}))
        with self.assertRaisesRegex(ScheduleError, "begins before backward step 1; give run the adjoint of x_2"):
            go_on(None)
        with self.assertRaisesRegex(ScheduleError, "begins with state 0 on level 1, where it is not"):
            go_on(adjoint)
        self.files().save(0, states[0])
        journal = self.journal()
        self.assertEqual(go_on(adjoint, journal), self.pendulum.by_keeping_every_state(3))
        self.assertEqual(self.names("journal"), ["adjoint-0", "problem.json", "spare-1"])
        for situation in [{}, {"due": 1}, {"due": 1, "stored": [[0]]}, {"due": "x", "stored": [[], []]}, []]:
            header["situation"] = situation
            with self.subTest(situation), self.assertRaisesRegex(ScheduleError, "states no chain and levels"):
                schedule()

    def test_the_parts_of_a_division(self) -> None:
        parts = self.folder / "parts"
        parts.mkdir()
        (self.folder / "problem.json").write_text(json.dumps(TWO_LEVELS))
        subprocess.run(
            [adjsched.find_program(), "divide", str(self.folder / "problem.json"), "--job-limit", "120", "--lost", "memory",
             "--quiet", "-o", str(parts)], stdout=subprocess.DEVNULL, check=True)
        schedules = [Schedule(path) for path in sorted(parts.iterdir())]
        self.assertGreater(len(schedules), 2)
        adjoint = None
        for schedule in schedules:
            # Each job begins with an empty memory.
            with self.files() as disk:
                adjoint = run(
                    schedule, self.pendulum.start, self.pendulum.step, self.pendulum.back, [Memory(), disk], adjoint=adjoint)
                if schedule.end is not None:
                    self.assertEqual(disk.states(), set(schedule.end.stored[1]))
        self.assertEqual(adjoint, self.pendulum.by_keeping_every_state(LENGTH))
        self.assertFalse((self.folder / "disk").exists())


if __name__ == "__main__":
    unittest.main()
