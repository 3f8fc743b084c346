"""Problems and the machine of docs/model.md: what check.py replays schedules on, and takes potentials for."""
import json, re
from fractions import Fraction
from math import ceil, lcm

CHAIN = {"length", "forwardCost", "backwardCost", "stateSize", "tapeSize", "adjointCost", "forwardTemporary", "backwardTemporary"}
LEVEL = {"name", "slots", "capacity", "sharesCapacityWith", "sizeFactor", "writeCost", "readCost", "writeBandwidth", "readBandwidth", "overlapped"}
JOIN = {"branches", "handle", "forwardCost", "backwardCost"}

def load(name, kind):
    """A "certificate" or "schedule" in JSON, and the operations in it or in the lines after it; numbers with a point are fractions."""
    def refuse(constant):
        raise ValueError(f"{name}: {constant} is no number")
    text = open(name, encoding="utf-8", errors="replace").read().lstrip()
    if text.startswith("# adjsched"):
        raise ValueError(f"{name}: a schedule as text; plan it with --format json or --format jsonl")
    try:
        first, end = json.JSONDecoder(parse_float=Fraction, parse_constant=refuse).raw_decode(text)
        lines = [json.loads(line, parse_float=Fraction) for line in text[end:].splitlines() if line.strip()]
    except json.JSONDecodeError:
        raise ValueError(f"{name}: not a {kind} in JSON; name one that adjsched has written") from None
    stated = first.get("format", f"adjsched-{kind}/1") if all(isinstance(x, dict) for x in (first, *lines)) else "no object"
    if stated != f"adjsched-{kind}/1" or ("kind" in first) != (kind == "certificate") or not isinstance(first.get("levels"), list):
        raise ValueError(f"{name}: not a {kind} ({stated}); the certificate comes first: check.py CERTIFICATE [SCHEDULE]")
    return first, first.get("operations") or [x for x in lines if "op" in x]

def at(x, i):
    return x[i] if isinstance(x, list) else x

def amount(x):
    """A size, a number or such as "1.5 GiB"."""
    if isinstance(x, list):
        return [amount(y) for y in x]
    if not isinstance(x, str):
        return x
    number, prefix, binary = re.fullmatch(r"([0-9.]+) *([kKMGT]?)(i?)B", x).groups()
    return Fraction(number) * (1024 if binary else 1000) ** " KMGT".index(prefix.upper() or " ")

class Problem:
    """Item i >= 0 is x_i and ~i the tape of step i. The states of a join are numbered along its branches, then its handle."""
    def __init__(self, file):
        join, self.own = file.get("join"), [{"writeCost": 0, "readCost": 0, "sizeFactor": 1, "overlapped": False, **x} for x in file["levels"]]
        for x in self.own:
            x.pop("comment", None)
        chain = join or file["chain"]
        if not (set(chain) <= (JOIN if join else CHAIN) | {"comment"} and all(set(x) <= LEVEL for x in self.own)):
            raise ValueError("the problem has a field that this program does not know")
        lengths = [x["length"] for x in (*join["branches"], join["handle"])] if join else [chain["length"]]
        starts = [sum(lengths[:b]) + b for b in range(len(lengths))]
        self.parts, self.length = [(start, start + n) for start, n in zip(starts, lengths)], starts[-1] + lengths[-1]
        self.size, self.tape = amount(chain.get("stateSize", 0)), amount(chain.get("tapeSize", 0))
        self.temporary = [amount(chain.get(x, 0)) for x in ("forwardTemporary", "backwardTemporary")]
        self.isTaped, self.isJoin = "tapeSize" in chain or "adjointCost" in chain, bool(join)
        self.forward, self.back = chain.get("forwardCost", 1), chain.get("adjointCost" if self.isTaped else "backwardCost", 1)
        names = [x.pop("name", f"level {k}") for k, x in enumerate(self.own)]
        for k, x in enumerate(self.own):
            x["pool"] = names.index(x.pop("sharesCapacityWith")) if "sharesCapacityWith" in x else k
            x.update((key, amount(x[key])) for key in ("capacity", "writeBandwidth", "readBandwidth") if key in x)
        self.overlapped, begin = [x["overlapped"] for x in self.own], file.get("situation")
        empty = {"due": self.length - self.isTaped, "stored": [[]] * len(self.own), "buffer": 0}
        if join:  # each branch's first state is in memory
            empty.update(due=[self.length, 0, *(end - 1 for _, end in self.parts[:-1])], stored=[starts[:-1]], buffer=None)
        self.isCut, begin = bool(begin), begin or empty
        tapes = begin.get("tapes") or [[]] * len(self.own)
        held = tuple(frozenset([*x, *(~i for i in y)]) for x, y in zip(begin["stored"], tapes, strict=True))
        self.start = begin.get("buffer"), self.due(begin["due"]), held
        items = [*(range(self.length + 1) if isinstance(self.size, list) else [0]),
                 *([~i for i in range(self.length)] if isinstance(self.tape, list) else [~0])]
        costs = [self.cost(k, i, kind) for k in range(len(self.own)) for kind in ("write", "read") for i in items]
        for x in (self.forward, self.back):
            costs += x if isinstance(x, list) else [x]
        self.unit = Fraction(1, lcm(*(Fraction(x).denominator for x in costs)))  # makespans are multiples of it

    def due(self, due):
        return tuple(due) if isinstance(due, list) else due

    def bytes(self, k, item):
        return ceil(Fraction(self.own[k]["sizeFactor"]) * (at(self.size, item) if item >= 0 else at(self.tape, ~item)))

    def cost(self, k, item, kind):
        """Of a transfer; kind is "write" or "read"."""
        size, rate = at(self.size, item) if item >= 0 else at(self.tape, ~item), self.own[k].get(kind + "Bandwidth")
        return self.own[k][kind + "Cost"] + (Fraction(ceil(Fraction(size * 10**9) / rate), 10**9) if rate else 0)

    def free(self, k, stored):
        """How many more bytes or slots level k has."""
        if self.own[k].get("slots", 0) is None:
            return self.length + 1
        if "slots" in self.own[k]:
            return self.own[k]["slots"] - len(stored[k])
        pool = self.own[k]["pool"]
        return self.own[pool]["capacity"] - sum(self.bytes(j, x) for j in range(len(self.own)) if self.own[j]["pool"] == pool for x in stored[j])

    def fits(self, k, item, stored):
        return (1 if "slots" in self.own[k] else self.bytes(k, item)) <= self.free(k, stored)

    def mayRun(self, kind, i, stored):
        """Whether a forward step, kind 0, or a backward step, 1, has the room that it needs while it runs."""
        return "slots" in self.own[0] or at(self.temporary[kind], i) <= max(0, self.free(0, stored))

    def part(self, i):
        return next(b for b, (start, end) in enumerate(self.parts) if start <= i <= end)

    def isDone(self, state):
        return max(state[1][0] - self.parts[-1][0], *(d - x[0] for d, x in zip(state[1][2:], self.parts))) < 0 if self.isJoin else state[1] < 0

    def stays(self, i, due):
        """Whether the first state of a branch or, after the join, its end has to stay where it is."""
        b = self.part(i)
        return self.isJoin and b + 1 < len(self.parts) and due[2 + b] >= self.parts[b][0] and (i == self.parts[b][0] or due[1] and i == self.parts[b][1])

    def execute(self, state, o):
        """The state of the machine after an operation, and what it costs; ValueError if it breaks a rule."""
        (buffer, due, stored), op, k, b = state, o["op"], o.get("level"), o.get("branch")
        first = self.parts[-1 if b == "handle" else b][0] if b is not None else 0
        i, handle = first + o.get("step", 0), self.parts[-1][0]
        if not 0 <= i <= self.length or k is not None and not 0 <= k < len(self.own):
            raise ValueError(f"{json.dumps(o)} names a state or a level that is not there")
        put = lambda item, after=buffer: (after, due, stored[:k] + (stored[k] ^ {item},) + stored[k + 1:])
        if op == "forward" and buffer == first + o["from"] < (end := first + o["to"]) <= self.parts[self.part(buffer)][1]:
            if all(self.mayRun(0, j, stored) for j in (range(buffer, end) if isinstance(self.temporary[0], list) else [buffer])):
                return (end, due, stored), sum(self.forward[buffer:end]) if isinstance(self.forward, list) else self.forward * (end - buffer)
        if op == "tape" and self.isTaped and buffer == i < self.length and not any(~i in x for x in stored) and self.fits(k, ~i, stored):
            if self.mayRun(0, i, put(~i)[2] if self.own[k]["pool"] == 0 else stored):
                return put(~i, i + 1), at(self.forward, i) + self.cost(k, ~i, "write")
        if op == "backward" and self.isTaped and due == i and self.mayRun(1, i, stored):
            for k in range(len(self.own)):
                if ~i in stored[k]:
                    return (buffer, due - 1, put(~i)[2]), at(self.back, i) + self.cost(k, ~i, "read")
        if op == "backward" and not self.isTaped and buffer == i and self.mayRun(1, i, stored):
            turns = due if self.isJoin else (due, 1)
            place = 0 if i >= handle else 2 + self.part(i)
            if turns[place] == i and (place == 0 or turns[0] < handle):
                turns = turns[:place] + (i - 1,) + turns[place + 1:]
                ended = {self.parts[place - 2][1]} if place and i == self.parts[place - 2][0] else set()
                return (None, turns if self.isJoin else turns[0], tuple(x - ended for x in stored)), at(self.back, i)
        if op == "write" and buffer == i not in stored[k] and self.fits(k, i, stored):
            return put(i), self.cost(k, i, "write")
        if op == "read" and o.get("tape", i - 1) == i - 1 and (item := ~(i - 1) if "tape" in o else i) in stored[k]:
            if item < 0 or not (self.stays(i, due) and i == self.parts[self.part(i)][1]):
                return (i, due, stored), self.cost(k, item, "read")
        if op == "discard" and i in stored[k] and not self.stays(i, due):
            return put(i), 0
        if op == "join" and self.isJoin and not due[1] and all(any(end in x for x in stored) for _, end in self.parts[:-1]):
            return (handle, (due[0], 1, *due[2:]), stored), 0
        raise ValueError(f"{json.dumps(o, default=float)} breaks a rule")

    def operations(self, state):
        """What may come next. A run of several steps is as good as one after another, and no state past the next backward step is
        of use: a run that goes on further can end there."""
        buffer, due, stored = state
        last, levels = due[0] if self.isJoin else due, range(len(self.own))
        if buffer is not None:
            if buffer < (last if buffer >= self.parts[-1][0] else self.parts[self.part(buffer)][1]):
                yield {"op": "forward", "from": buffer, "to": buffer + 1}
            yield from ({"op": op, "level": k, "step": buffer} for op in ("write", "tape") for k in levels if op == "write" or buffer <= last)
        yield from ({"op": "backward", "step": i} for i in ([last, *due[2:]] if self.isJoin else [last]))
        for k in levels:
            for i in stored[k]:
                yield from ({"op": op, "level": k, "step": i} for op in (["read", "discard"] if i >= 0 else []))
                yield from [{"op": "read", "level": k, "step": ~i + 1, "tape": ~i}] if i < 0 else []
        yield {"op": "join"}

    def replay(self, operations):
        """The makespan of a schedule, which must be valid."""
        state, makespan = self.start, 0
        for number, o in enumerate(operations, start=1):
            try:
                state, cost = self.execute(state, o)
            except (KeyError, TypeError, ValueError) as error:
                raise ValueError(f"operation {number}: {error}") from None
            makespan += cost
        if not self.isDone(state):
            raise ValueError("a backward step is missing at the end of the schedule")
        return makespan
