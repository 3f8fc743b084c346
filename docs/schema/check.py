"""Checks the JSON Schemas of this folder with a validator, against the program and the files of schedules/.

    python check.py [ADJSCHED]

1. Every JSON file in schedules/ and all that the program writes as JSON or JSON Lines is valid by the schemas, certificates too.
2. The program and the schemas agree on corpus.json, files good and bad.
3. They agree on files that differ in one place from good ones: a field is missing, new or renamed, a value is another. What
   the program refuses for a reason that no schema can state, such as an array's length, has to be one of BEYOND.
"""

from __future__ import annotations

import copy
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
CONTENT_IS_WRONG = 65

PROBLEM, SCHEDULE, REPORT = "problem.schema.json", "schedule.schema.json", "report.schema.json"
CERTIFICATE = "certificate.schema.json"
WRITTEN = f"{SCHEDULE}#/$defs/asWritten"

DISK = "-m 2 --disk-write 1.5 --disk-read 0.25"
PLANNERS = [
    "revolve -l 20 -m 3", "revolve -l 0 -m 1", f"disk-revolve -l 20 {DISK}", f"disk-revolve -l 20 {DISK} --disk-slots 2",
    "hrevolve -l 15 --level 1 --level fast=1:2:1 --level inf:9:4", "hrevolve -l 7 --level 1:5:1 --level 1:1:6",
    "hrevolve -l 30 --level 1:9:0 --level 2:3:8 --level 2:5:1", "store-all -l 5", "store-none -l 5",
    "uniform -l 9 --level 2 --level inf:1:1 --period 2", "multistage -l 9 --level 2:1:0 --level 3:5:5",
    f"one-read-disk-revolve -l 20 {DISK}", f"periodic-disk-revolve -l 20 {DISK}", f"two-level -l 20 {DISK}",
    "online -l 20 -m 3", "join --branch 5 --branch 3 --handle 2 -m 6", "plan {unequal}", "plan {bytes}", "plan {sizes}",
    "plan --planner online {unlimited}", "mixed -l 20 -m 3", "rotor {taped}",
    f"disk-revolve -l 20 {DISK} --slots", "rotor {taped} --slots", "join --branch 5 --branch 3 --handle 2 -m 6 --slots",
    "resume --after 3 {valid}",
]
REPORTS = [
    f"compare -l 20 {DISK}", "compare -l 20 --level 2:1:1 --level 1:9:0 --level 1:8:3", "compare {unequal}", "compare {joined}",
    "sweep -l 5 -m 4...6 --planner store-all --planner revolve", "sweep --steps 5...6 -m 1...2 --disk-write 0.5...0.6 "
    "--disk-read 1...2 --disk-slots 2...3 --planner all", "sweep -l 9 --level 1...2 --level fast=2:1...2:3",
    "sweep -l 9 -m 1 --forward-cost 1...2 --backward-cost 0.5...1",
    "sweep -l 9 -m 1 --disk-write 1 --disk-read 1 --period 2...3 --planner two-level",
    "budget -l 4000 --level 5:9:0 --disk-write 3 --disk-read 1 -m 4 --at-most 3x",
    "sweep -l 2500...2501 --level 10:9:0 --level 11:0:9", "budget -l 100 --at-most 1.5x", "budget -l 100 --at-most 1",
    "budget -l 30 -m 2 --disk-write 2 --disk-read 1 --time 2min",
    "budget -l 100 --memory 8GiB --state-size 96MiB", "budget --at-most 100 {unlimited} {unequal}",
    "budget --at-most 1 {unlimited}", f"period {DISK}", "share {share}",
    "verify {valid}", "verify {broken}", "verify {short}", "verify {wrong}",
    "divide -l 20 -m 3 --disk-write 2 --disk-read 1 --job-limit 40 --restart-cost 2", "divide -l 20 -m 3 --disk-write 2 --disk-read 1 --failures 40 --restart-cost 2", "situation --after 3 {valid}", "situation --after 2 --lost 0 {valid}", "verify --costs {costs} {valid}", "verify --costs {costs} {broken}",
]
# Besides the planners' own: proofs of every kind.
CERTIFIED = [
    "hrevolve -l 1000 --level 5 --level 8:50:50", "hrevolve -l 1000 --level 5:1:1 --level 8:3:9", "plan {overlapped}", "hrevolve -l 300 --level 2 --level inf:20:20 --overlap",
    "hrevolve -l 5 --level 2:3:0 --level 1:0:5", "plan {long}", "mixed -l 90 -m 4",
]
INPUTS = {
    "overlapped": '{"chain":{"length":90},"levels":[{"slots":3},{"slots":null,"writeCost":2,"readCost":2,"overlapped":true}]}',
    "long": '{"chain":{"length":30,"forwardCost":[' + ",".join("123456" * 5) + ']},"levels":[{"slots":3},{"slots":9,"writeCost":1}]}',
    "costs": '{"chain":{"length":1,"forwardCost":0.25},"levels":[{"slots":1,"writeCost":0.5}]}',
    "unequal": '{"chain":{"length":3,"forwardCost":[1,2.5,1],"backwardCost":[1,1,2,0]},"levels":[{"slots":1},{"slots":null,'
               '"writeCost":3}]}',
    "bytes": '{"chain":{"length":9,"stateSize":"1 MiB"},"levels":[{"name":"memory","capacity":"2.5 MiB"}]}',
    "sizes": '{"chain":{"length":4,"stateSize":[2,3,2,4,2]},"levels":[{"name":"memory","capacity":7}]}',
    "taped": '{"chain":{"length":3,"stateSize":[4,2,3,1],"tapeSize":[6,7,5],"adjointCost":2},"levels":[{"capacity":11}]}',
    "joined": '{"join":{"branches":[{"length":3},{"length":2}],"handle":{"length":1}},"levels":[{"slots":5}]}',
    "unlimited": '{"chain":{"length":9},"levels":[{"slots":null}]}',
    "share": '{"chains":[{"name":"ocean","length":10},{"length":5,"forwardCost":0.5}],"levels":[{"slots":4}],'
             '"processors":"each","minimize":"maximum"}',
    "valid": '{"chain":{"length":1},"levels":[{"slots":1}]}\n{"op":"write","level":0,"step":0}\n{"op":"forward","from":0,'
             '"to":1}\n{"op":"backward","step":1}\n{"op":"read","level":0,"step":0}\n{"op":"backward","step":0}\n',
    "broken": '{"chain":{"length":1},"levels":[{"slots":1}]}\n{"op":"write","level":0,"step":1}\n',
    "short": '{"chain":{"length":1},"levels":[{"slots":1}]}\n{"op":"forward","from":0,"to":1}\n',
    "wrong": '{"chain":{"length":0},"levels":[],"makespan":7,"operations":[{"op":"backward","step":0}],"statistics":'
             '{"operations":2}}',
}
# Commands that write no JSON, and calibrate: the tests read its problem file back with the program's own reader.
SILENT = {"calibrate", "completions", "help", "manual", "plot"}

# What the program says of problems that it reads and does not plan.
UNPLANNED = re.compile("adjsched: standard input: [a-z-]+ (plans|stores|keeps) ")
# What the program says of files that it refuses for reasons beyond a schema.
BEYOND = [
    "entries where the chain's length asks for",
    "is not a whole number of bytes",
    "is more than 64 bits of bytes",
    "does not fit 64 bits together with costs of",
    "must be -?[0-9]+, whose step leaves state",
    "there are no operations",
]

# Good files; each is changed in one place at a time.
SAMPLES: dict[str, list[Any]] = {
    "problem": [
        {"chain": {"length": 2, "forwardCost": [1, 2.5], "backwardCost": 1},
         "levels": [{"name": "a", "slots": 2}, {"slots": None, "writeCost": 1, "readCost": 0.5}]},
        {"chain": {"length": 2, "stateSize": ["1 MiB", 1, "2.5 kB"]}, "levels": [{"capacity": "2 GiB"}, {"slots": 3}]},
        {"chain": {"length": 1, "stateSize": 5, "tapeSize": [10], "adjointCost": 2}, "levels": [{"capacity": 100}]},
    ],
    "join": [
        {"join": {"branches": [{"length": 2}, {"length": 1}], "handle": {"length": 1}, "forwardCost": 1, "backwardCost": 2},
         "levels": [{"name": "a", "slots": 6, "writeCost": 0, "readCost": 0}]},
    ],
    "share": [json.loads(INPUTS["share"])],
    "schedule": [
        {"format": "adjsched-schedule/1", "planner": "mine", "chain": {"length": 1, "backwardCost": [1, 2]},
         "levels": [{"name": "a", "slots": 1}], "makespan": 4, "optimal": True, "lowerBound": 4, "note": "none",
         "resolution": [None], "peaks": [{"slots": 1}], "elsewhere": {"a": [1]},
         "operations": [{"op": "write", "level": 0, "step": 0, "slot": 0}, {"op": "forward", "from": 0, "to": 1},
                        {"op": "backward", "step": 1}, {"op": "read", "level": 0, "step": 0, "slot": 0},
                        {"op": "discard", "level": 0, "step": 0}, {"op": "backward", "step": 0}],
         "statistics": {"operations": 6, "forwardSteps": 1, "backwardSteps": 2, "maxStepRuns": 1,
                        "levels": [{"writes": 1, "reads": 1, "tapes": 0, "peakSlots": 1}]}},
        {"chain": {"length": 2, "stateSize": 1, "tapeSize": 2, "adjointCost": 1}, "levels": [{"capacity": 9}],
         "peaks": [{"slots": 2, "bytes": 4}],
         "operations": [{"op": "tape", "level": 0, "step": 0, "slot": 3}, {"op": "read", "level": 0, "step": 1, "tape": 0, "slot": 3},
                        {"op": "tape", "level": 0, "step": 1}, {"op": "backward", "step": 1},
                        {"op": "backward", "step": 0, "level": 0, "slot": 3}],
         "statistics": {"levels": [{"tapes": 2, "peakBytes": 4}]}},
        {"join": {"branches": [{"length": 1}], "handle": {"length": 0}}, "levels": [{"slots": 2}],
         "operations": [{"op": "read", "branch": 0, "level": 0, "step": 0}, {"op": "forward", "branch": 0, "from": 0, "to": 1},
                        {"op": "write", "branch": 0, "level": 0, "step": 1, "slot": 1}, {"op": "join"},
                        {"op": "backward", "branch": "handle", "step": 0}, {"op": "read", "branch": 0, "level": 0, "step": 0},
                        {"op": "backward", "branch": 0, "step": 0, "level": 0, "slot": 1}]},
    ],
}
OTHERS = [None, True, -1, 0, 1, 1.5, 3, 10**18 + 1, 2**63, "x", "handle", "read", "join", [], {}, [1], {"a": 1}]


class Schemas:
    """The schemas of this folder, by file name."""

    def __init__(self) -> None:
        self._registry = Registry()
        for path in sorted(HERE.glob("*.schema.json")):
            schema = json.loads(path.read_text(encoding="utf-8"))
            Draft202012Validator.check_schema(schema)
            self._registry = self._registry.with_resource(path.name, Resource.from_contents(schema))
        self._validators: dict[str, Draft202012Validator] = {}

    def refusals(self, value: Any, name: str) -> list[str]:
        """What a schema, a file's name with or without a place in it, has against a value."""
        if name not in self._validators:
            self._validators[name] = Draft202012Validator({"$ref": name}, registry=self._registry)
        return [f"{error.json_path}: {error.message[:200]}" for error in self._validators[name].iter_errors(value)]


class Program:
    """The program, run on files."""

    READERS = {
        "problem": ["plan", "--summary"], "join": ["join", "--summary", "-"], "share": ["share"], "schedule": ["verify"],
        "lines": ["verify"],
    }

    def __init__(self, path: str) -> None:
        self.path = path

    def run(self, arguments: list[str], text: str = "", expected: tuple[int, ...] = (0, 1)) -> tuple[int, str, str]:
        """Runs the program and returns its exit status and what it prints."""
        done = subprocess.run([self.path, *arguments], input=text.encode(), capture_output=True, check=False, timeout=60)
        output, errors = done.stdout.decode(), done.stderr.decode()
        if done.returncode not in expected:
            fail(f"'{shlex.join(arguments)}' ends with status {done.returncode}: {errors.strip()}")
        return done.returncode, output, errors

    def complaint(self, kind: str, text: str) -> str | None:
        """What the program has against the content of a file, or None. That a problem is not planned is no complaint."""
        status, _, errors = self.run(self.READERS[kind], text, (0, 1, 64, CONTENT_IS_WRONG, 70))
        return errors.strip() if status == CONTENT_IS_WRONG and not UNPLANNED.match(errors) else None


def fail(sentence: str) -> None:
    sys.exit(f"schema/check.py: {sentence}")


def parsed(text: str) -> Any:
    """A JSON value, read strictly: no name twice, no NaN."""

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(dict(pairs)) != len(pairs):
            raise ValueError("a name is given twice")
        return dict(pairs)

    def constant(word: str) -> None:
        raise ValueError(f"{word} is not JSON")

    return json.loads(text, object_pairs_hook=members, parse_constant=constant)


def refusals(schemas: Schemas, kind: str, text: str) -> list[str]:
    """What the schemas have against a file."""
    try:
        values = [parsed(line) for line in text.splitlines() if line.strip()] if kind == "lines" else [parsed(text)]
    except ValueError as error:
        return [str(error)]
    # A schedule without operations is taken for the first of JSON Lines.
    if kind == "schedule" and (not isinstance(values[0], dict) or "operations" in values[0]):
        return schemas.refusals(values[0], SCHEDULE)
    if kind in ("schedule", "lines"):
        header, *rest = values
        line = "joinLine" if isinstance(header, dict) and "join" in header else "line"
        found = schemas.refusals(header, f"{SCHEDULE}#/$defs/header")
        return found + [problem for value in rest for problem in schemas.refusals(value, f"{SCHEDULE}#/$defs/{line}")]
    place = {"problem": "chainProblem", "join": "joinProblem", "share": "shareProblem"}[kind]
    narrow = schemas.refusals(values[0], f"{PROBLEM}#/$defs/{place}")
    if not narrow and (wide := schemas.refusals(values[0], PROBLEM)):
        fail(f"{PROBLEM} refuses what its #/$defs/{place} accepts: {wide[0]}")
    return narrow


def require(schemas: Schemas, value: Any, names: list[str], what: str) -> None:
    for name in names:
        if found := schemas.refusals(value, name):
            fail(f"{what} is not valid by {name}: {found[0]}")


def check_files(schemas: Schemas) -> int:
    """Checks every JSON file in schedules/."""
    paths = sorted((ROOT / "schedules").rglob("*.json"))
    for path in paths:
        name = path.relative_to(ROOT / "schedules")
        value = parsed(path.read_text(encoding="utf-8"))
        if name == Path("manifest.json"):
            require(schemas, value, ["manifest.schema.json"], str(path))
            for entry in value["files"]:
                if not (ROOT / "schedules" / entry["file"]).is_file():
                    fail(f"manifest.json names {entry['file']}, which is not there")
        elif name.parts[0] == "problems":
            require(schemas, value, [PROBLEM], str(path))
        elif "operations" in value:
            require(schemas, value, [SCHEDULE, WRITTEN], str(path))
        else:
            fail(f"{path}: what kind of file is it? Tell check_files")
    return len(paths)


def check_output(schemas: Schemas, program: Program, folder: str) -> int:
    """Checks what every command writes, in all of its forms that are JSON."""
    files = {}
    for name, text in INPUTS.items():
        files[name] = os.path.join(folder, f"{name}.json")
        Path(files[name]).write_text(text, encoding="utf-8")
    for command in PLANNERS:
        arguments = shlex.split(command.format(**files))
        document = parsed(program.run([*arguments, "--format", "json"])[1])
        require(schemas, document, [SCHEDULE, WRITTEN], command)
        summary = parsed(program.run([*arguments, "--format", "json", "--summary"])[1])
        require(schemas, summary, [f"{SCHEDULE}#/$defs/summary"], f"{command} --summary")
        line = f"{SCHEDULE}#/$defs/{'joinLine' if 'join' in document else 'line'}"
        for options in [], ["--summary"]:
            header, *rest = map(parsed, program.run([*arguments, "--format", "jsonl", *options])[1].splitlines())
            require(schemas, header, [f"{SCHEDULE}#/$defs/header", WRITTEN], f"the first line of {command}")
            for number, value in enumerate(rest, start=2):
                require(schemas, value, [line], f"line {number} of {command}")
            require(
                schemas, rest[-1].get("statistics"), [f"{SCHEDULE}#/$defs/statisticsAsWritten"], f"the end of {command}")
            if not options and [header | {"operations": rest[:-1]} | rest[-1]] != [document]:
                fail(f"'{command}' is not the same as JSON and as JSON Lines")
    kinds = set()
    for command in PLANNERS + CERTIFIED:
        path = os.path.join(folder, "certificate.json")
        program.run([*shlex.split(command.format(**files)), "--summary", "-q", "--certificate", path])
        kinds |= {check_certificate(schemas, parsed(Path(path).read_text(encoding="utf-8")), command)}
    if kinds != {"count", "prices", "layers", "overlap", "overlapSlots", "tapes", "potential"}:
        fail(f"PLANNERS and CERTIFIED have certificates of the kinds {kinds} only")
    transfers = os.path.join(folder, "transfers.json")
    program.run([*shlex.split("calibrate --size 64KiB --level memory:2 --forward-cost 1s -q --level"), f"{folder}:2",
                 "--measurements", transfers])
    require(schemas, parsed(Path(transfers).read_text(encoding="utf-8")), [REPORT], "calibrate --measurements")
    for command in REPORTS:
        arguments = shlex.split(command.format(**files))
        require(schemas, parsed(program.run([*arguments, "--format", "json"])[1]), [REPORT], command)

    covered = {command.split()[0] for command in PLANNERS + REPORTS} | SILENT
    listed = re.findall(r"^  ([a-z][a-z-]+) {2,}", program.run(["help"])[1].split("\nOptions:")[0], re.MULTILINE)
    for name in listed:
        if name not in covered and "json" in program.run(["help", name])[1]:
            fail(f"no command of check.py shows what '{name}' writes; add one to PLANNERS or REPORTS")
    return 5 * len(PLANNERS) + len(CERTIFIED) + len(REPORTS)


def check_certificate(schemas: Schemas, certificate: dict[str, Any], command: str) -> str:
    """Checks a certificate, and that without one of its fields, or with another, it would be refused; returns its kind."""
    require(schemas, certificate, [CERTIFICATE], f"the certificate of {command}")
    optional = {"situation", "window"} | ({"chain"} if "join" in certificate else set())
    changes = [{"unknown": 1}, {"kind": "none"}, {"optimal": 1}]
    for wrong in [certificate | change for change in changes] + [
        {key: value for key, value in certificate.items() if key != name} for name in certificate if name not in optional
    ]:
        if not schemas.refusals(wrong, CERTIFICATE):
            fail(f"{CERTIFICATE} accepts the certificate of {command} without a field, or with a wrong one")
    return str(certificate["kind"])


def check_corpus(schemas: Schemas, program: Program) -> int:
    """Checks that the program and the schemas say of every file of the corpus what stands there."""
    corpus = json.loads((HERE / "corpus.json").read_text(encoding="utf-8"))
    for entry in corpus:
        kind, text = entry["kind"], entry["text"]
        complaint, found = program.complaint(kind, text), refusals(schemas, kind, text)
        wanted = "accepts" if entry["good"] else "refuses"
        if (complaint is None) != entry["good"]:
            fail(f"the program does not say of {text!r} that it {wanted} it: {complaint}")
        if (not found) != (entry["good"] or entry.get("beyond", False)):
            fail(f"the schemas do not say of {text!r} what the corpus says: {found[:1]}")
        if entry.get("beyond") and not is_beyond(complaint or ""):
            fail(f"{complaint!r} is not among BEYOND")
    return len(corpus)


def is_beyond(complaint: str) -> bool:
    return any(re.search(reason, complaint) for reason in BEYOND)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The places of a JSON value, from the outside in."""
    yield path
    for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield from places(value[key], (*path, key))


def changed(sample: Any) -> Iterator[Any]:
    """The values that differ from a sample in one place."""
    for path in places(sample):
        if not path:
            yield from OTHERS
            continue
        for change in [*OTHERS, "leave out", "rename", "add"]:
            result = copy.deepcopy(sample)
            parent = result
            for key in path[:-1]:
                parent = parent[key]
            key = path[-1]
            if change == "leave out":
                del parent[key]
            elif change == "rename" and isinstance(parent, dict):
                parent[f"{key}s"] = parent.pop(key)
            elif change == "add" and isinstance(parent[key], dict):
                parent[key]["unknown"] = 1
            elif change in ("rename", "add"):
                continue
            else:
                parent[key] = change
            yield result


def check_changes(schemas: Schemas, program: Program) -> tuple[Counter[str], int]:
    """Checks that both say the same of good files changed in one place."""
    verdicts: Counter[str] = Counter()

    def judge(case: tuple[str, Any]) -> str:
        kind, value = case
        text = json.dumps(value)
        complaint, found = program.complaint(kind, text), refusals(schemas, kind, text)
        if complaint is not None and not found and is_beyond(complaint):
            return "beyond"
        if (complaint is None) != (not found):
            fail(f"the program says {complaint!r} of the {kind} {text}, the schemas {found[:1]}")
        return "good" if complaint is None else "bad"

    cases = [(kind, value) for kind, samples in SAMPLES.items() for sample in samples for value in [sample, *changed(sample)]]
    for kind, samples in SAMPLES.items():
        for sample in samples:
            if (verdict := judge((kind, sample))) != "good":
                fail(f"the {kind} {json.dumps(sample)} is {verdict}; samples are good")
    with ThreadPoolExecutor(2) as pool:
        verdicts.update(pool.map(judge, cases))
    return verdicts, len(cases)


def main() -> None:
    program = Program(sys.argv[1] if len(sys.argv) > 1 else "adjsched")
    schemas = Schemas()
    print(f"{check_files(schemas)} files in schedules/ are valid")
    with tempfile.TemporaryDirectory() as folder:
        print(f"{check_output(schemas, program, folder)} outputs of the program are valid")
    print(f"program and schemas agree on the {check_corpus(schemas, program)} files of the corpus")
    verdicts, count = check_changes(schemas, program)
    print(
        f"and on {count} files changed in one place: {verdicts['good']} good, {verdicts['bad']} bad, "
        f"{verdicts['beyond']} bad for reasons beyond a schema"
    )


if __name__ == "__main__":
    main()
