"""Schedules planned by the program: options, problems, errors, and the end of the program when nobody reads on."""

from __future__ import annotations

import json
import math
import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from decimal import Decimal
from pathlib import Path
from typing import Any
from unittest import mock

import adjsched
from adjsched import PlanError
from adjsched._planning import Problem, Value

PROBLEM = {"chain": {"length": 5, "backwardCost": 2.5}, "levels": [{"name": "memory", "slots": 2}]}
#: More operations than a pipe holds: the program waits until they are read.
LONG = 100_000


def has_ended(process: int) -> bool:
    """Whether a process is gone, or waits for nothing but its parent."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


class PlanTests(unittest.TestCase):
    def test_options(self) -> None:
        schedule = adjsched.plan(planner="disk-revolve", steps=21, memory_slots=2, disk_write=0.5, disk_read=Decimal("0.25"))
        self.assertEqual((schedule.planner, schedule.length, schedule.optimal), ("disk-revolve", 20, True))
        self.assertEqual([(level.name, level.slots) for level in schedule.levels], [("memory", 2), ("disk", None)])
        levels = schedule.header["levels"]
        self.assertEqual((levels[1]["writeCost"], levels[1]["readCost"]), (0.5, 0.25))

    def test_values_are_written_as_the_program_reads_them(self) -> None:
        values: list[tuple[Value, float]] = [(1e-07, 1e-07), (12e16, 12e16), (Decimal("1e3"), 1000), (3, 3), ("2.5", 2.5)]
        for value, cost in values:
            with self.subTest(value):
                schedule = adjsched.plan(length=5, memory_slots=1, forward_cost=value)
                self.assertEqual(schedule.header["chain"]["forwardCost"], cost)
        schedule = adjsched.plan(length=5, memory_slots=1, disk_write=1, disk_read=1, disk_slots=math.inf, period=None)
        self.assertIsNone(schedule.levels[1].slots)

    def test_problems_and_files(self) -> None:
        wanted = list(adjsched.plan(length=5, memory_slots=2))
        self.assertEqual(list(adjsched.plan(PROBLEM)), wanted)
        with tempfile.TemporaryDirectory() as folder:
            previous = os.getcwd()
            self.addCleanup(os.chdir, previous)
            os.chdir(folder)
            for name in ["problem.json", "--help", "-"]:
                Path(name).write_text(json.dumps(PROBLEM))
                self.assertEqual(list(adjsched.plan(name, planner="revolve")), wanted)
            self.assertEqual(list(adjsched.plan(Path(folder) / "problem.json")), wanted)
            os.chdir(previous)

    def test_numbered_slots_are_left_to_other_drivers(self) -> None:
        self.assertEqual(list(adjsched.plan(PROBLEM, slots=True)), list(adjsched.plan(PROBLEM)))

    def test_a_plan_is_made_as_often_as_it_is_read(self) -> None:
        schedule = adjsched.plan(PROBLEM)
        self.assertEqual(list(schedule), list(schedule))

    def test_summary(self) -> None:
        found = adjsched.summary(PROBLEM)
        self.assertEqual(found["makespan"], adjsched.plan(PROBLEM).makespan)
        self.assertEqual(found["statistics"]["backwardSteps"], 6)
        self.assertNotIn("operations", found)

    def test_a_problem_larger_than_a_pipe(self) -> None:
        costs = [1 + i % 3 for i in range(100_000)]
        found = adjsched.summary({"chain": {"length": len(costs), "forwardCost": costs}, "levels": [{"slots": None}]})
        self.assertEqual(found["statistics"]["forwardSteps"], len(costs))

    def test_errors_are_the_sentences_of_the_program(self) -> None:
        cases: list[tuple[int, str, Problem | None, dict[str, Any]]] = [
            (1, "no schedule exists: no level has a slot", None, {"length": 5, "memory_slots": 0}),
            (64, "unknown option '--lenth'; did you mean '--length'?", None, {"lenth": 5}),
            (64, "--planner: 'revolv' is not one of .*; did you mean 'revolve'", None, {"planner": "revolv", "length": 5}),
            (65, "standard input: chain.length: is missing", {"chain": {}}, {}),
            (65, "standard input: line 1, column 1: the input is empty", None, {}),
            (66, "missing.json: cannot be read", "missing.json", {}),
            (70, "does not fit 64 bits", None, {"length": 10**18, "memory_slots": 1}),
        ]
        for ask in (adjsched.plan, adjsched.summary):
            for status, sentence, problem, options in cases:
                with self.subTest(sentence), self.assertRaisesRegex(PlanError, f"^(?!adjsched:).*{sentence}") as caught:
                    ask(problem, **options)
                self.assertEqual(caught.exception.status, status)

    def test_options_of_other_uses_are_refused(self) -> None:
        for name in ["format", "output", "summary", "help"]:
            with self.assertRaisesRegex(TypeError, f"'{name}' is no option of a plan"):
                adjsched.plan(PROBLEM, **{name: "x"})


class ProcessTests(unittest.TestCase):
    def setUp(self) -> None:
        self.started: list[subprocess.Popen[str]] = []
        start = subprocess.Popen

        def started(*arguments: object, **options: object) -> subprocess.Popen[str]:
            self.started.append(start(*arguments, **options))  # type: ignore[call-overload]
            return self.started[-1]

        self.enterContext(mock.patch("subprocess.Popen", started))

    def test_an_iteration_that_is_given_up_ends_the_program(self) -> None:
        operations = iter(adjsched.plan(length=LONG, memory_slots=9))
        next(operations)
        self.assertIsNone(self.started[0].poll())
        del operations
        self.assertEqual(self.started[0].returncode, -signal.SIGKILL)

    def test_a_plan_that_is_not_read_ends_the_program(self) -> None:
        schedule = adjsched.plan(length=LONG, memory_slots=9)
        self.assertIsNone(self.started[0].poll())
        del schedule
        self.assertEqual(self.started[0].returncode, -signal.SIGKILL)

    def test_an_error_in_the_loop_ends_the_program(self) -> None:
        def stop(i: int, x: float) -> float:
            raise ZeroDivisionError

        with self.assertRaises(ZeroDivisionError):
            adjsched.run(adjsched.plan(length=LONG, memory_slots=9), 0.0, stop, lambda i, x, a: 0.0)
        self.assertEqual(self.started[0].returncode, -signal.SIGKILL)

    def test_a_whole_iteration_waits_for_the_end_of_the_program(self) -> None:
        list(adjsched.plan(length=1000, memory_slots=9))
        self.assertEqual(self.started[0].returncode, 0)

    def test_a_program_that_is_killed_is_an_error(self) -> None:
        operations = iter(adjsched.plan(length=LONG, memory_slots=9))
        next(operations)
        self.started[0].kill()
        with self.assertRaisesRegex(PlanError, "adjsched was ended by signal 9 and said nothing") as caught:
            list(operations)
        self.assertEqual(caught.exception.status, -9)

    def test_the_end_of_python_ends_the_program(self) -> None:
        code = (
            "import adjsched, subprocess, sys\n"
            "start = subprocess.Popen\n"
            "def started(*arguments, **options):\n"
            "    process = start(*arguments, **options)\n"
            "    print(process.pid)\n"
            "    return process\n"
            "subprocess.Popen = started\n"
            f"operations = iter(adjsched.plan(length={LONG}, memory_slots=9))\n"
            "next(operations)\n"
        )
        done = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, check=True)
        limit = time.monotonic() + 10
        while not has_ended(int(done.stdout)) and time.monotonic() < limit:
            time.sleep(0.01)
        self.assertTrue(has_ended(int(done.stdout)))


if __name__ == "__main__":
    unittest.main()
