"""Compares the announced time of schedules with the time that they take, and writes the tables of docs/validation.md.

    validate.py ADJSCHED [--page PAGE] [--rounds N] [--size BYTES] [--folder FOLDER] [c] [jax]

Each round measures the steps, the storage (calibrate), and every schedule once, one after another, so that what else the
machine does affects them all. Announced is the price of a schedule's operations at the medians of the measured costs,
measured the median of its runs. Needs gcc, and the packages of docs/integrations/requirements.txt.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean, median
from typing import Any

import checkpoint_schedules as peers

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
STEPS = 60
#: No schedule needs more files.
ALL = STEPS - 1
#: The most slots in memory of a case.
MEMORY = 8


@dataclass
class Case:
    """A schedule, and what its runs took."""

    name: str
    peer: str
    slots: list[int | None]
    key: str
    walls: list[float] = field(default_factory=list)
    cpus: list[float] = field(default_factory=list)
    parts: list[dict[str, Any]] = field(default_factory=list)
    announced: float = 0.0

    @property
    def measured(self) -> float:
        return median(self.walls)


#: The name, the planner if it is a peer's, and the slots in memory and in files, None for any number.
CASES: list[tuple[str, str, list[int | None]]] = [
    ("`revolve`, 4 in memory", "", [4]),
    ("`revolve`, 8 in memory", "", [8]),
    ("`hrevolve`, 4 in memory, 12 files", "", [4, 12]),
    ("`Multistage` of checkpoint-schedules, 3 in memory, 3 files", "Multistage", [3, 3]),
    ("`HRevolve` of checkpoint-schedules, 4 in memory, 6 files", "HRevolve", [4, 6]),
    ("`DiskRevolve` of checkpoint-schedules, 4 in memory, any number of files", "DiskRevolve", [4, None]),
]


def capture(command: list[str], environment: dict[str, str] | None = None) -> str:
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **(environment or {})}, check=False)
    if done.returncode:
        sys.exit(f"validate.py: {' '.join(command)}: status {done.returncode}: {done.stderr or done.stdout}")
    return done.stdout


def operations(actions: Any) -> Iterator[dict[str, Any]]:
    """The operations of a CheckpointSchedule. Its backward steps run their own step once more; here that is part of them."""
    level = {peers.StorageType.RAM: 0, peers.StorageType.DISK: 1}
    for action in actions:
        match action:
            case peers.Forward():
                if action.write_ics:
                    yield {"op": "write", "level": level[action.storage], "step": action.n0}
                if not action.write_adj_deps:
                    yield {"op": "forward", "from": action.n0, "to": action.n1}
            case peers.Reverse():
                yield {"op": "backward", "step": action.n0}
            case peers.Copy() | peers.Move():
                yield {"op": "read", "level": level[action.from_storage], "step": action.n}
                if isinstance(action, peers.Move):
                    yield {"op": "discard", "level": level[action.from_storage], "step": action.n}


def without_late_discards(list_: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The operations with each state discarded after its last read: some peers never do, and overwrite what is there."""
    kept: list[dict[str, Any]] = []
    needed: set[tuple[int, int]] = set()
    for operation in reversed([o for o in list_ if o["op"] != "discard"]):
        place = (operation.get("level", 0), operation.get("step", 0))
        if operation["op"] == "read" and place not in needed:
            needed.add(place)
            kept.append({"op": "discard", "level": place[0], "step": place[1]})
        elif operation["op"] == "write":
            if place not in needed:
                continue
            needed.remove(place)
        kept.append(operation)
    return kept[::-1]


def words(operation: dict[str, Any]) -> str:
    return " ".join(str(value) for value in operation.values())


class Model:
    """A program with the two commands measure and run."""

    def __init__(self, name: str, command: list[str], memory_is_free: bool, environment: dict[str, str]) -> None:
        self.name, self._command, self.memory_is_free, self._environment = name, command, memory_is_free, environment

    def measure(self, size: int, times: int) -> dict[str, list[float]]:
        return json.loads(capture([*self._command, "measure", str(size), str(times)], self._environment))

    def run(self, size: int, folder: str, schedule: str) -> dict[str, Any]:
        return json.loads(capture([*self._command, "run", str(size), folder, schedule], self._environment))


class Validation:
    def __init__(self, program: str, model: Model, size: int, folder: Path) -> None:
        self._program, self._model, self._size, self._folder = program, model, size, folder
        (folder / "1").mkdir(parents=True)
        # adopt is what a framework adds to a read: the copy into an array of its own.
        self._steps: dict[str, list[float]] = {"forward": [], "backward": [], "adopt": []}
        self._transfers: list[dict[str, Any]] = []
        self.cases = [Case(*case, key=f"case-{number}") for number, case in enumerate(CASES)]

    def _measure_steps(self) -> None:
        for kind, times in self._model.measure(self._size, 20).items():
            # The first ones find caches and memory as they were before. A run adds all of them up, slow ones too.
            self._steps[kind].append(mean(times[2:]))

    def _measure_transfers(self) -> None:
        report = self._folder / "transfers.json"
        capture([self._program, "calibrate", "--size", f"{self._size}B", "--level", f"memory:{MEMORY}",
                 "--level", f"files={self._folder}:{ALL}", "--forward-cost", "1s", "--steps", str(STEPS), "-q",
                 "--most-bytes", f"{16 * self._size}B", "--measurements", str(report)])
        self._transfers.append(json.loads(report.read_text(encoding="utf-8")))

    def _cost(self, level: str, is_read: bool) -> float:
        """The median of what calibrate proposes."""
        if level == "memory" and self._model.memory_is_free:
            return 0.0
        adopted = median(self._steps["adopt"] or [0.0]) if is_read else 0.0
        return adopted + median(
            row["median"] for report in self._transfers for row in report["rows"]
            if row["level"] == level and row["isCost"] and row["transfer"].startswith("read") == is_read)

    def problem(self, slots: list[int | None]) -> dict[str, Any]:
        rounded = {kind: round(median(self._steps[kind]), 4) for kind in ("forward", "backward")}
        return {
            "chain": {"length": STEPS - 1, "forwardCost": rounded["forward"], "backwardCost": rounded["backward"]},
            "levels": [
                {"name": name, "slots": count, "writeCost": round(self._cost(name, False), 4),
                 "readCost": round(self._cost(name, True), 4)}
                for name, count in zip(["memory", "files"], slots)],
        }

    def _write(self, name: str, text: str) -> str:
        path = self._folder / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    def _plan(self, case: Case) -> None:
        problem = self.problem(case.slots)
        if not case.peer:
            source = self._write(f"{case.key}.problem.json", json.dumps(problem))
            for form in ("text", "jsonl"):
                capture([self._program, "plan", source, "-q", "--format", form, "-o", str(self._folder / f"{case.key}.{form}")])
            return
        chain, (memory, files) = problem["chain"], problem["levels"]
        costs = {"uf": chain["forwardCost"], "ub": chain["backwardCost"], "wd": files["writeCost"], "rd": files["readCost"]}
        actions = {
            "Multistage": lambda: peers.MultistageCheckpointSchedule(STEPS, memory["slots"], files["slots"]),
            "HRevolve": lambda: peers.HRevolve(STEPS, memory["slots"], files["slots"], **costs),
            "DiskRevolve": lambda: peers.DiskRevolve(STEPS, memory["slots"], **costs),
        }[case.peer]()
        found = without_late_discards(list(operations(actions)))
        lines = [json.dumps(problem), *map(json.dumps, found)]
        self._write(f"{case.key}.jsonl", "".join(f"{line}\n" for line in lines))
        self._write(f"{case.key}.text", "".join(f"{words(operation)}\n" for operation in found))

    def _price(self, case: Case) -> float:
        costs = self._write("costs.json", json.dumps(self.problem([MEMORY, None])))
        report = capture([self._program, "verify", "--costs", costs, "--format", "json", str(self._folder / f"{case.key}.jsonl")])
        return float(json.loads(report)["pricedMakespan"])

    def run(self, rounds: int) -> None:
        self._measure_steps()
        self._measure_transfers()
        for case in self.cases:
            self._plan(case)
        form = "text" if self._model.name == "C" else "jsonl"
        gradients = set()
        for number in range(rounds):
            shift = number % len(self.cases)
            for case in self.cases[shift:] + self.cases[:shift]:
                found = self._model.run(self._size, str(self._folder), str(self._folder / f"{case.key}.{form}"))
                case.walls.append(found["wall"])
                case.cpus.append(found["cpu"])
                case.parts.append(found)
                gradients.add(found["gradient"])
                print(f"{self._model.name} round {number} {case.key} {found}", file=sys.stderr)
                self._measure_steps()
            self._measure_transfers()
        if len(gradients) != 1:
            sys.exit(f"validate.py: {self._model.name}: the schedules give different gradients: {gradients}")
        for case in self.cases:
            case.announced = self._price(case)

    def table(self) -> str:
        announced = sorted(self.cases, key=lambda case: case.announced)
        measured = sorted(self.cases, key=lambda case: case.measured)
        lines = [
            "| schedule | steps run | in memory | to files | announced | measured | least to most | difference | order |",
            "| --- | ---: | ---: | ---: | ---: | ---: | --- | ---: | --- |",
        ]
        for case in self.cases:
            part = case.parts[0]
            moved = [part[f"{kind}{word}"]["count"] for kind in ("memory", "file") for word in ("Write", "Read")]
            lines.append(
                f"| {case.name} | {part['forward']['count']} | {moved[0]} + {moved[1]} | {moved[2]} + {moved[3]} "
                f"| {case.announced:.2f} s | {case.measured:.2f} s | {min(case.walls):.2f} to {max(case.walls):.2f} s "
                f"| {100 * (case.measured / case.announced - 1):+.0f} % "
                f"| {announced.index(case) + 1}, {measured.index(case) + 1} |")
        return "\n".join(lines)

    def costs(self) -> str:
        """The costs, and what the same operations took in the runs."""
        problem = self.problem([MEMORY, None])
        memory, files = problem["levels"]
        rows = [
            ("forward", problem["chain"]["forwardCost"], "a step"), ("backward", problem["chain"]["backwardCost"], "a backward step"),
            ("memoryWrite", memory["writeCost"], "a write to memory"), ("memoryRead", memory["readCost"], "a read from memory"),
            ("fileWrite", files["writeCost"], "a write to a file"), ("fileRead", files["readCost"], "a read from a file"),
        ]
        lines = ["| | cost | in the runs, median | least to most |", "| --- | ---: | ---: | --- |"]
        for kind, cost, name in rows:
            times = [part[kind]["each"] for case in self.cases for part in case.parts if part[kind]["count"]]
            lines.append(f"| {name} | {cost:.4f} s | {median(times):.4f} s | {min(times):.4f} to {max(times):.4f} s |")
        return "\n".join(lines)


def replaced(text: str, name: str, content: str) -> str:
    begin, end = f"<!-- validation:begin {name} -->\n", f"<!-- validation:end {name} -->"
    head, rest = text.split(begin)
    return f"{head}{begin}\n{content}\n\n{end}{rest.split(end)[1]}"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("models", nargs="*", default=["c", "jax"])
    parser.add_argument("--page", type=Path, default=ROOT / "docs/validation.md")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--size", type=int, default=64 << 20)
    parser.add_argument("--folder", type=Path, default=ROOT / ".build")
    options = parser.parse_intermixed_args()
    program = str(Path(options.program).resolve())
    text = options.page.read_text(encoding="utf-8")
    for name in options.models:
        work = Path(tempfile.mkdtemp(prefix="validation-", dir=options.folder))
        try:
            if name == "c":
                binary = str(work / "model")
                capture(["gcc", "-std=c11", "-O2", "-o", binary, str(HERE / "model.c"), "-lm"])
                model = Model("C", [binary], False, {})
            else:
                # JAX keeps a state in memory as it is, without a copy. It takes new memory for every array; let the
                # allocator keep what was freed, and in large pages, or much of the time goes into new pages.
                paths = {
                    "PYTHONPATH": str(ROOT / "Sources/python"), "ADJSCHED": program, "MALLOC_MMAP_MAX_": "0",
                    "MALLOC_TRIM_THRESHOLD_": str(1 << 40), "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",
                    "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false"}
                model = Model("JAX", [sys.executable, str(HERE / "model_jax.py")], True, paths)
            before = os.getloadavg()[0]
            validation = Validation(program, model, options.size, work / "states")
            validation.run(options.rounds)
            load = f"Load average {before:.1f} before and {os.getloadavg()[0]:.1f} after, on {os.cpu_count()} processors; "
            content = f"{validation.table()}\n\n{validation.costs()}\n\n{load}{options.rounds} runs of each schedule; {platform.system()} {platform.release()}."
            text = replaced(text, name, content)
            options.page.write_text(text, encoding="utf-8")
            print(content)
        finally:
            shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
