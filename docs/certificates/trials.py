"""Runs check.py on what a program certifies, and on certificates that are wrong.

    trials.py ADJSCHED [SEED]

1. The optima of Tests/AdjointSchedulesTests/Reference on levels in slots: certified if steps are equal and the platform is
   hierarchical, and never exceeded.
2. Random problems of equal steps, from a few steps to 10^12. Their schedules are replayed if they are short.
3. Each of these certificates with a bound that is too good, alone and with one number changed: none passes.
4. Random chains of steps that differ.
5. One platform at every length: the size of the certificate."""
import copy, json, random, subprocess, sys, tempfile, time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from pathlib import Path

from check import check
from machine import load

REFERENCES = Path(__file__).resolve().parent.parent.parent / "Tests/AdjointSchedulesTests/Reference"
SECONDS = 12


def certify(problem, planner="hrevolve"):
    """The header, the operations and the certificate of a problem, as the checker reads them."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("problem", "schedule", "certificate")]
        files[0].write_text(json.dumps(problem))
        brief = ["--summary"] if problem["chain"]["length"] > 500 else []
        subprocess.run([sys.argv[1], "plan", files[0], "--planner", planner, "--format", "json", "-o", files[1], "--certificate", files[2],
                        "--quiet", *brief], check=True)
        return (*load(files[1]), load(files[2])[0], files[2].stat().st_size)


def hierarchical(rng):
    write = read = 0
    for k in range(rng.randint(1, 3)):
        most = rng.choice([1, 5, 30, 300])
        if k or rng.random() < 0.5:
            write, read = write + rng.randint(0, most), read + rng.randint(0, most)
        yield {"slots": rng.choice([1, 2, 3, 5, 10, None]), "writeCost": write, "readCost": read}


def drawn(rng):
    levels = list(hierarchical(rng))
    length = rng.choice([rng.randint(0, 12), rng.randint(10, 300), 10 ** rng.randint(3, 12)])
    if length > 10**5:  # some slots, so that steps are not advanced over thousands of times
        for level in levels:
            level["slots"] = level["slots"] and level["slots"] + 8
    scale = rng.choice([1, 1, 1, 0.25])
    for level in levels:
        level["writeCost"], level["readCost"] = level["writeCost"] * scale, level["readCost"] * scale
    return {"chain": {"length": length, "forwardCost": rng.choice([1, 1, 2, 3, 0.5]), "backwardCost": rng.choice([0, 1, 2, 7])},
            "levels": levels}


def numbers(value, path=()):
    """The paths of all numbers in the proof."""
    if isinstance(value, (list, dict)):
        for key in value if isinstance(value, dict) else range(len(value)):
            if path or key not in ("format", "chain", "levels", "makespan", "lowerBound", "optimal", "kind", "order", "unit"):
                yield from numbers(value[key], (*path, key))
    elif value is not None:
        yield path


def mutated(rng, certificate, paths):
    changed, path = copy.deepcopy(certificate), rng.choice(paths)
    place = changed
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] += rng.choice([-1000, -10, -1, 1, 10, 1000])
    return changed


def fails(certificate):
    try:
        check(certificate)
    except (ValueError, KeyError, TypeError, IndexError, OverflowError, ZeroDivisionError):
        return True
    return False


def platform(known):
    levels = [{"slots": x["slots"], "writeCost": x["write"], "readCost": x["read"]} for x in known["levels"]]
    for level, x in zip(levels, known["levels"]):
        if x.get("overlapped"):
            level["overlapped"] = True
    return levels


def references(rng):
    """What other programs found by exhaustive search: no certificate is above it, and none can be made so."""
    for name in ("optimum-hierarchical", "optimum-any-platform", "optimum-unequal-steps", "optimum-overlap"):
        optimal, kinds, changes = 0, Counter(), 0
        for line in (REFERENCES / f"{name}.jsonl").read_text().splitlines():
            known = json.loads(line)
            forward = known["forward"]
            length = len(forward) if isinstance(forward, list) else known["length"]
            header, operations, certificate, _ = certify(
                {"chain": {"length": length, "forwardCost": forward, "backwardCost": known["backward"]}, "levels": platform(known)})
            makespan, bound = check(certificate, header, operations)
            assert bound <= known["optimum"] <= makespan, line
            assert name != "optimum-hierarchical" or bound == makespan, line
            optimal += bound == makespan
            kinds[certificate["kind"]] += 1
            good, paths = {"lowerBound": known["optimum"] + 1, "makespan": makespan + 1}, list(numbers(certificate))
            if len(paths) > 3000:  # hundreds of states each: those of the others do
                continue
            assert fails(dict(certificate, **good)), line
            for _ in range(5 if paths else 0):
                assert fails(dict(mutated(rng, certificate, paths), **good)), line
                changes += 1
        print(f"{name}: {optimal} of {kinds.total()} certified optimal, {changes} changed ones refused; {dict(kinds)}")


def trials(rng):
    start, counts, spent = time.monotonic(), {"optimal": 0, "gap": 0, "too good": 0, "mutated": 0, "harmless": 0}, 0.0
    problems = [drawn(rng) for _ in range(3000)]
    with ThreadPoolExecutor(2) as pool:
        futures = [pool.submit(certify, problem) for problem in problems]
        for problem, future in zip(problems, futures):
            if time.monotonic() - start > SECONDS:
                for other in futures:
                    other.cancel()
                break
            header, operations, certificate, _ = future.result()
            before = time.process_time()
            makespan, bound = check(certificate, header, operations)
            spent += time.process_time() - before
            assert bound == certificate["lowerBound"] and (bound == makespan) == certificate["optimal"]
            counts["optimal" if bound == makespan else "gap"] += 1
            good = dict(certificate, lowerBound=certificate["lowerBound"] + Fraction(1, 4), makespan=certificate["makespan"] * 2 + 1)
            assert fails(good), ("too good", problem)
            counts["too good"] += 1
            paths = list(numbers(certificate))
            for _ in range(3 if paths and len(paths) < 3000 else 0):
                changed = mutated(rng, certificate, paths)
                assert fails(dict(changed, lowerBound=good["lowerBound"], makespan=good["makespan"])), ("mutated", problem)
                counts["mutated"] += 1
                counts["harmless"] += not fails(changed)
    print(", ".join(f"{name} {count}" for name, count in counts.items()) + f"; {1000 * spent / counts['too good']:.1f} ms a check")
    assert counts["optimal"] > 20 * counts["gap"] and counts["mutated"] > counts["optimal"] > 100, counts


def layers(rng):
    """Chains of steps that differ: the bound is that of the schedule, and holds."""
    for number in range(8):
        length = rng.choice([15, 40, 100])
        costs = [rng.randint(1, rng.choice([3, 20, 200])) for _ in range(length)]
        problem = {"chain": {"length": length, "forwardCost": costs, "backwardCost": 1}, "levels": list(hierarchical(rng))}
        header, operations, certificate, _ = certify(problem)
        makespan, bound = check(certificate, header, operations)
        assert bound <= header["lowerBound"] and fails(dict(certificate, lowerBound=makespan + 1, makespan=makespan + 1)), problem
        for _ in range(8):
            changed = mutated(rng, certificate, list(numbers(certificate))) if certificate["kind"] != "count" else certificate
            assert fails(dict(changed, lowerBound=makespan + 1, makespan=makespan + 1)), problem


def sizes():
    levels = [{"slots": slots, "writeCost": cost, "readCost": cost} for slots, cost in ((5, 0), (8, 50), (4, 200))]
    for digits in range(3, 16):
        header, operations, certificate, size = certify({"chain": {"length": 10**digits}, "levels": levels})
        assert check(certificate, header, operations)[0] == certificate["lowerBound"] and size < 200_000
        print(f"10^{digits} steps: {size} bytes, {certificate['prices']} prices")


if __name__ == "__main__":
    rng = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    references(rng)
    trials(rng)
    layers(rng)
    sizes()
