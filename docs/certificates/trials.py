"""Runs check.py on what a program certifies, and on certificates that are wrong.

    trials.py ADJSCHED [PROBLEMS [SEED]]

1. The optima of Tests/AdjointSchedulesTests/Reference: certified if steps are equal and the platform is hierarchical, and never
   exceeded. Certificates of which a number has been changed do not exceed them either.
2. PROBLEMS random problems of equal steps, 2000 if not stated, from a few steps to 10^12. Their schedules are replayed if they are short.
3. Each of these certificates with a bound that is too good, alone and with one number changed: none passes.
4. A quarter as many problems of all other kinds, likewise: steps that differ, bytes, tapes, joins, cut runs, transfers that overlap.
5. One platform at every length: the size of the certificate."""
import copy, json, random, subprocess, sys, tempfile, time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from pathlib import Path

from check import check
from machine import load

REFERENCES = Path(__file__).resolve().parent.parent.parent / "Tests/AdjointSchedulesTests/Reference"
# Certificates with more numbers take too long for thousands of changes.
MOST_NUMBERS = 3000


def certify(problem, planner=None):
    """The header, the operations and the certificate of a problem, as the checker reads them."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("problem", "schedule", "certificate")]
        files[0].write_text(json.dumps(problem))
        brief = ["--summary"] if "chain" in problem and problem["chain"]["length"] > 500 else []
        subprocess.run([sys.argv[1], "plan", files[0], "--format", "json", "-o", files[1], "--certificate", files[2],
                        "--quiet", *brief, *(["--planner", planner] if planner else [])], check=True)
        return (*load(files[1], "schedule"), load(files[2], "certificate")[0], files[2].stat().st_size)


def certify_all(problems, planner=None):
    """What `certify` returns, for each problem, in order."""
    with ThreadPoolExecutor(2) as pool:
        yield from zip(problems, pool.map(lambda problem: certify(problem, planner), problems))


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
            if path or key not in ("format", "chain", "join", "levels", "situation", "makespan", "lowerBound", "optimal", "kind", "order", "unit"):
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
    for x in known.get("levels", [{"slots": known["slots"]} if "slots" in known else {"capacity": known.get("capacity")}]):
        level = {key: x[key] for key in ("slots", "capacity", "overlapped") if key in x}
        level.update(writeCost=x.get("write", 0), readCost=x.get("read", 0))
        for kind in ("write", "read"):
            if x.get(kind + "PerByte"):  # whole numbers, of which 60 is a multiple
                level[kind + "Bandwidth"] = 1
                assert x[kind + "PerByte"] == 1, "a bandwidth is a whole number of bytes"
        yield level


def reference(known):
    """A problem of which another program knows the optimum."""
    levels = list(platform(known))
    if "branches" in known:
        return {"join": {"branches": [{"length": n} for n in known["branches"]], "handle": {"length": known["handle"]},
                         "forwardCost": known["forward"], "backwardCost": known["backward"]}, "levels": levels}
    chain = {"length": known.get("length", len(known["forward"]) if isinstance(known["forward"], list) else None),
             "forwardCost": known["forward"], "backwardCost": known.get("backward")}
    if "adjoint" in known:
        del chain["backwardCost"]
        chain.update(adjointCost=known["adjoint"], tapeSize=known["tapeSize"])
    if "stateSize" in known or "sizes" in known:
        chain["stateSize"] = known.get("stateSize", known.get("sizes"))
    return {"chain": chain, "levels": levels}


def references(rng):
    """What other programs found by exhaustive search: no certificate is above it, and none can be made so."""
    for name in ("hierarchical", "any-platform", "unequal-steps", "overlap", "sizes", "sizes-per-byte", "tapes-levels", "uniform-tapes", "join"):
        optimal, kinds, changes = 0, Counter(), 0
        lines = [json.loads(line) for line in (REFERENCES / f"optimum-{name}.jsonl").read_text().splitlines()]
        lines = [x for x in lines if (x["optimum"] or -1) >= 0 and all(y.get(z, 0) in (0, 1) for y in x.get("levels", []) for z in ("writePerByte", "readPerByte"))]
        for known, (problem, (header, operations, certificate, _)) in zip(lines, certify_all([reference(x) for x in lines])):
            makespan, bound = check(certificate, header, operations)
            assert bound <= known["optimum"] <= makespan, known
            assert name != "hierarchical" or bound == makespan, known
            optimal += bound == makespan
            kinds[certificate["kind"]] += 1
            changes += refused(rng, certificate, known["optimum"] + 1, makespan + 1, 3)
        print(f"{name}: {optimal} of {kinds.total()} certified optimal, {changes} changed ones refused; {dict(kinds)}")


def refused(rng, certificate, bound, makespan, changes):
    """Checks that a bound that is too good is refused, whichever number is changed too; how many were."""
    good, paths = {"lowerBound": bound, "makespan": makespan}, list(numbers(certificate))
    assert fails(dict(certificate, **good)), certificate
    count = changes if 0 < len(paths) < MOST_NUMBERS else 0
    for _ in range(count):
        changed = dict(mutated(rng, certificate, paths), **good)
        assert fails(changed), changed
    return count


def trials(rng, problems):
    counts, spent = Counter(), 0.0
    for problem, (header, operations, certificate, _) in certify_all([drawn(rng) for _ in range(problems)], "hrevolve"):
        before = time.process_time()
        makespan, bound = check(certificate, header, operations)
        spent += time.process_time() - before
        assert bound == certificate["lowerBound"] and (bound == makespan) == certificate["optimal"], problem
        counts["optimal" if bound == makespan else "gap"] += 1
        # So that no makespan is below what the certificate proves.
        counts["changed"] += refused(rng, certificate, bound + Fraction(1, 4), makespan * 2 + 1, 3)
    print(", ".join(f"{name} {count}" for name, count in counts.items()) + f"; {1000 * spent / problems:.1f} ms a check")
    assert counts["optimal"] > 20 * counts["gap"] and counts["changed"] >= 2 * problems, counts


def other(rng):
    """A problem of another kind than equal steps on levels in slots."""
    kind = rng.choice(["unequal", "long", "bytes", "sizes", "tapes", "join", "cut", "overlap"])
    n, some = rng.randint(0, 7), lambda count, least, most: [rng.randint(least, most) for _ in range(count)]
    if kind == "join":
        branches = some(rng.randint(1, 2), 1, 3)
        return kind, {"join": {"branches": [{"length": x} for x in branches], "handle": {"length": rng.randint(0, 2)},
                               "forwardCost": rng.randint(1, 3)}, "levels": [{"slots": 2 * len(branches) + rng.randint(1, 2)}]}
    levels = list(hierarchical(rng))[:2]
    for level in levels:
        level.update(writeCost=level["writeCost"] % 20, readCost=level["readCost"] % 20)
    chain = {"length": n}
    if kind == "long":
        chain = {"length": 100, "forwardCost": some(100, 1, rng.choice([3, 20, 200]))}
    elif kind == "bytes":
        size = rng.randint(1, 9)
        chain = {"length": rng.randint(0, 1000), "stateSize": size}
        levels = [{"capacity": size * rng.randint(1, 20) + rng.randint(0, 8), "writeCost": w, "readBandwidth": rng.randint(1, 20)} for w in (0, 5)]
        chain["forwardTemporary"] = rng.choice([0, 0, 0, min(3, levels[0]["capacity"] - size)])
    elif kind == "sizes":
        chain = {"length": n, "forwardCost": some(n, 1, 9), "stateSize": some(n + 1, 1, 9)}
        levels = [{"capacity": rng.randint(9, 25), "readCost": 1}, {"capacity": 30, "writeCost": 2, "writeBandwidth": 3, "sizeFactor": 0.5}]
        levels = levels[:rng.randint(1, 2)]
    elif kind == "tapes":
        chain = {"length": n, "forwardCost": some(n, 1, 9), "stateSize": some(n + 1, 1, 5), "tapeSize": some(n, 2, 9), "adjointCost": 2}
        levels = [{"capacity": rng.randint(15, 30)}, {"capacity": rng.randint(0, 20), "writeCost": 1, "readCost": 2}][:rng.randint(1, 2)]
    elif kind == "overlap":
        chain["length"] = rng.choice([5, 100, 1000])
        levels = [{"slots": rng.randint(1, 6)}] + [{"slots": None, "overlapped": True, "writeCost": w, "readCost": 3} for w in (2, 9)]
        levels = levels[:rng.randint(2, 3)]
    elif kind == "unequal":
        chain.update(forwardCost=some(n, 0, 9), backwardCost=some(n + 1, 0, 9))
    problem = {"chain": chain, "levels": levels}
    if kind == "cut" or kind in ("bytes", "sizes") and chain["length"] and rng.random() < 0.3:
        n = chain["length"] = chain["length"] or rng.randint(1, 100)
        due = rng.randint(0, n)
        problem["situation"] = {"due": due, "stored": [[0]] + [[] for _ in levels[1:]]}
        if kind == "cut":
            for level, held in zip(levels, problem["situation"]["stored"]):
                room = (5 if level["slots"] is None else level["slots"]) - len(held)
                held += rng.sample(range(1, n + 1), rng.randint(0, min(room, n)))
            problem["situation"]["buffer"] = rng.choice([None, None, rng.randint(0, due)])
    return kind, problem


def others(rng, problems):
    drawn = [other(rng) for _ in range(problems)]
    kinds, optimal, changes = Counter(kind for kind, _ in drawn), Counter(), 0
    for (kind, _), (problem, (header, operations, certificate, _)) in zip(drawn, certify_all([x for _, x in drawn])):
        makespan, bound = check(certificate, header, operations)
        assert bound == certificate["lowerBound"] and (bound == makespan) == certificate["optimal"], problem
        optimal[kind] += bound == makespan
        # Changed numbers may prove less, but nothing above the makespan of a schedule.
        changes += refused(rng, certificate, makespan + 1, makespan * 2 + 1, 3)
    print("; ".join(f"{kind}: {optimal[kind]} of {count} certified optimal" for kind, count in kinds.items()) + f"; {changes} changed ones refused")


def sizes():
    levels = [{"slots": slots, "writeCost": cost, "readCost": cost} for slots, cost in ((5, 0), (8, 50), (4, 200))]
    for digits in range(3, 16):
        header, operations, certificate, size = certify({"chain": {"length": 10**digits}, "levels": levels})
        assert check(certificate, header, operations)[0] == certificate["lowerBound"] and size < 200_000
        print(f"10^{digits} steps: {size} bytes, {certificate['prices']} prices")


if __name__ == "__main__":
    problems, seed = (int(given or usual) for given, usual in zip(sys.argv[2:4] + [None, None], (2000, 1)))
    rng = random.Random(seed)
    references(rng)
    trials(rng, problems)
    others(rng, problems // 4)
    sizes()
