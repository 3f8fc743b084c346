"""The other kinds of certificates that check.py takes, and what makes slots of other rooms: see docs/certificates.md."""
from fractions import Fraction
from itertools import accumulate
from math import ceil, gcd
from types import SimpleNamespace

from machine import at

def total(x, count):
    """The sum of the first costs."""
    return sum(x[:count]) if isinstance(x, list) else x * count

def pruned(problem):
    """What is in the buffer and on the levels at the start, without what is past the next backward step: that serves no more."""
    buffer, due, held = problem.start
    return None if buffer is not None and buffer > due else buffer, due, [{i for i in x if i <= due} for x in held]

def run(problem, start, end):
    """What it costs to run from one state to another."""
    return total(problem.forward, end) - total(problem.forward, start)

def inSlots(problem, need):
    """A chain of states on levels in slots, and by how much no schedule of it costs more than one of the problem."""
    need(not problem.isTaped and not problem.isJoin, "it is no certificate for tapes or joins")
    buffer, n, held = pruned(problem)
    levels, states = [], range(n) if isinstance(problem.size, list) else range(min(n, 1))  # x_n is never worth a slot
    for k, level in enumerate(problem.own):  # as many as the smallest states that fit, each at the least cost
        slots = level.get("slots")
        if "slots" not in level:
            room, sizes = problem.own[level["pool"]]["capacity"], [problem.bytes(k, i) for i in states]
            if isinstance(problem.size, list):
                first = len(problem.own) == 1  # the only level always holds x_0
                sums = accumulate(sizes[:first] + sorted(sizes[first:]))
                slots = sum(x <= room for x in sums)
            else:
                slots = room // sizes[0] if sizes and sizes[0] else None
        slots = n if slots is None else min(slots, n)
        levels.append([slots, *(min((problem.cost(k, i, kind) for i in states), default=0) for kind in ("write", "read"))])
    f = problem.forward[:n] if isinstance(problem.forward, list) else problem.forward
    chain = SimpleNamespace(length=n, forward=f[0] if isinstance(f, list) and len(set(f)) == 1 else f, back=problem.back, levels=levels,
                            overlapped=problem.overlapped, turns=total(problem.back, n + 1),
                            isExact=not (problem.isCut or isinstance(problem.size, list) or any(problem.temporary)
                                         or any(level["pool"] != k for k, level in enumerate(problem.own))))
    if not problem.isCut:
        return chain, 0
    # A run from x_0 that stores what is stored, and one to the buffer's state: then any completion is a schedule of the chain.
    need(not any(problem.overlapped), "it is no certificate for cut runs with overlapped transfers")
    held = [(i, problem.cost(k, i, "write"), problem.cost(k, i, "read")) for k, x in enumerate(held) for i in x]
    last = max((i for i, *_ in held), default=0)
    before = run(problem, 0, last) + sum(write for _, write, _ in held)
    if buffer is not None:
        ways = [read + run(problem, i, buffer) for i, _, read in held if i <= buffer]
        ways += [run(problem, last, buffer)] if buffer >= last else []
        need(ways, "it is no certificate for what is in the buffer")
        before += min(ways)
    elif all(i == last for i, *_ in held):  # the completion begins with a read of what the run has in the buffer
        before -= min((read for *_, read in held), default=0)
    return chain, before

def count(problem, proof, need):
    """Every backward step runs, every step whose result is not there, and the transfers that cannot be avoided."""
    if problem.isJoin:
        steps = sum(end - start for start, end in problem.parts)
        return steps * problem.forward + (steps + 1) * problem.back
    buffer, due, held = pruned(problem)
    stored, there = any(held), set().union(*held, [buffer] if buffer is not None else [])
    levels = [k for k, x in enumerate(problem.own) if not x["overlapped"] and x.get("slots") != 0]
    least = lambda kind, item: min((problem.cost(k, item, kind) for k in levels), default=0)
    bound = total(problem.back, due + 1)
    if problem.isTaped:  # every tape is made, and its backward step reads it
        taped = {~i for i in there if i < 0}
        bound += total(problem.forward, due + 1) - sum(at(problem.forward, i) for i in taped)
        if any(problem.overlapped) or due < 0:
            return bound
        if isinstance(problem.tape, list):
            return bound + sum(least("read", ~i) + (i not in taped and least("write", ~i)) for i in range(due + 1))
        return bound + (due + 1) * least("read", -1) + (due + 1 - len(taped)) * least("write", -1)
    bound += run(problem, 0, due) - sum(at(problem.forward, i - 1) for i in there if i)
    states = range(due) if isinstance(problem.size, list) else range(min(due, 1))
    read, write = (min((least(kind, i) for i in states), default=0) for kind in ("read", "write"))
    # Every backward step leaves the buffer empty. x_0 is written somewhere.
    bound += (due + (buffer is None)) * read + (write if due > 0 and not stored else 0)
    f = problem.forward
    if not problem.isCut and sum(slots for slots, *_ in inSlots(problem, need)[0].levels) == 1:  # it holds x_0 to the end
        bound += sum(i * x for i, x in enumerate(reversed(f))) if isinstance(f, list) else Fraction(f) * due * (due - 1) / 2
    return bound

def potential(problem, proof, need):
    """How far the first state of the machine is from the end, if no operation brings it nearer than it costs."""
    need(not any(problem.overlapped), "transfers overlap, and the proof is for others")
    far = {(buffer, problem.due(due), tuple(map(frozenset, stored))): value for buffer, due, stored, value in proof["states"]}
    for state, value in far.items():
        need(value <= 0 or not problem.isDone(state), f"{state} is the end, and its value is {value}")
        for o in problem.operations(state):
            try:
                after, cost = problem.execute(state, o)
            except ValueError:
                continue
            need(value <= cost + max(far.get(after, 0), 0), f"{o} brings the machine nearer to the end than it costs, from {state}")
    return far.get(problem.start, 0)

def tapes(problem, proof, need):
    """The bound that a price proves for equal steps with tapes on one level, where reads cost no more than a step."""
    same = lambda x: x[0] if isinstance(x, list) and len(set(x)) == 1 else x
    q, rooms, f, n, level = proof["denominator"], {x["room"]: x for x in proof["rooms"]}, same(problem.forward), problem.length, problem.own[0]
    need(problem.isTaped and not problem.isCut and len(problem.own) == 1 and not any(problem.overlapped), "it is no certificate for such levels")
    need(not any(isinstance(same(x), list) for x in (f, problem.size, problem.tape)) and n > 0 < f and q > 0, "the steps are not equal, or free")
    room, state, tape = (n, 1, 1) if "slots" in level else (level["capacity"], problem.bytes(0, 0), problem.bytes(0, -1))
    room = min(n, room if level.get("slots", 0) is None else level["slots"]) if "slots" in level else room
    need(tape > 0, "tapes take no room")
    unit = gcd(state, tape) if state < tape else tape
    room, state, tape = room // unit, ceil(Fraction(state) / unit), tape // unit
    write, read, tapeRead = (problem.cost(0, *x) for x in ((0, "write"), (0, "read"), (-1, "read")))
    w, r, mu = write * q, min(read, tapeRead, f) * q, lambda t: proof["price"] - t * f * q
    last = len(rooms[room]["buffer"]) - 1
    need(last >= n - 1 or mu(last + 1) <= 0, "the prices end too early")
    for free, x in rooms.items():
        T, S, B = x["onTape"], x["stored"], x["buffer"]
        need(len(T) == len(S) == len(B) == last + 1, f"room {free}: {last + 1} prices are needed")
        for t in range(last + 1):
            kept = mu(t) + (max(0, rooms[free - tape]["onTape"][t]) if free >= 2 * tape else 0)
            left = [y[t + 1] if t < last else mu(t + 1) for y in (T, S)] if t < n - 1 else None
            need(min(T[t], S[t], B[t]) >= kept, f"room {free}, price {t}: less than with the first tape kept")
            need(left is None or T[t] >= left[0] - r + B[t], f"room {free}, price {t}, onTape >= split")
            if state < tape:  # else a tape is kept instead
                need(B[t] >= S[t] - w, f"room {free}, price {t}, buffer >= stored - write")
                if free - state >= tape and left:
                    need(S[t] >= left[1] - r + rooms[free - state]["buffer"][t], f"room {free}, price {t}, stored >= split")
    each = n * (f + problem.cost(0, -1, "write") + tapeRead) + total(problem.back, n)
    return each + Fraction(proof["price"] * n - rooms[room]["buffer"][0], q)

def layers(problem, proof, need, prices, revolve):
    """The sum of the bounds of layers of the steps' costs, in which every step costs the same."""
    costs = problem.forward if isinstance(problem.forward, list) else [problem.forward] * problem.length
    total, bottom, unit = problem.turns, 0, proof["unit"]
    for i in (0, 1):
        for level, shares in zip(problem.levels, zip(*(x[("writes", "reads")[i]] for x in proof["layers"])), strict=True):
            need(all(x >= 0 for x in shares) and Fraction(sum(shares), unit) <= level[i + 1], "the layers' transfers cost more than the levels'")
    for number, x in enumerate(proof["layers"]):
        need(bottom <= x["from"] < x["to"], f"layer {number} does not lie above those before")
        bottom, height = x["from"], x["to"] - x["from"]
        count, bottom = sum(cost > bottom for cost in costs), x["to"]
        area = sum(min(max(cost - x["from"], 0), height) for cost in costs)  # every step runs once
        if "price" in x:
            kept = [(level[0], Fraction(w, unit), Fraction(r, unit)) for level, w, r in zip(problem.levels, x["writes"], x["reads"])]
            price, most, _ = prices([kept[k] for k in x["order"]], height, count + 1, x)
            for k in set(range(len(kept))) - set(x["order"]):  # it has no slot, or one of them always serves at no more cost
                slots, *dear = problem.levels[k]
                rest = [problem.levels[other] for other in x["order"]]
                need(not slots or any(n == problem.length and a <= dear[0] and b <= dear[1] for n, a, b in rest), f"level {k} is left out")
            area = Fraction(price, x["denominator"]) * (Fraction(area) / height + 1) - Fraction(most, x["denominator"])
        total += area
    return total

def overlap(problem, proof, need, prices, revolve):
    """The bound for level 0 and others, some overlapped, of which shares of the time and a price for each backward step are paid."""
    D, f, kept = proof["denominator"], problem.forward, [k for k, level in enumerate(problem.levels) if k and level[0]]
    slots, overlapped, levels = problem.levels[0][0], [problem.overlapped[k] for k in kept], [problem.levels[k] for k in kept]
    need(slots and not problem.overlapped[0] and not any(isinstance(x, list) for x in (f, problem.back)), "it needs equal steps and level 0")
    phi, cost, U = [Fraction(x, D) for x in proof["shares"]], [Fraction(x, D) for x in proof["offloads"]], proof["blocks"]
    need(len(phi) == len(cost) == len(U) == len(kept), "it is for another number of levels")
    # The time of computing, and what a transfer costs beyond the read that every backward step needs.
    computing, least = 1 - sum(phi), min([problem.levels[0][2]] + [r for (_, _, r), k in zip(levels, overlapped) if not k])
    read0, theta, pinned = problem.levels[0][2], [], 0
    step, margin = computing * f * D, proof["price"] - computing * (problem.back + least) * D
    earned = lambda m, t: revolve(m, 0, margin - t * step, step, -1, 1, 1)[0]  # by m slots of level 0, advanced over t times
    need(computing > 0 and min(phi) >= 0 and min(cost) >= 0 and (margin - len(U[0]) * step <= 0 or len(U[0]) > problem.length), "shares are out of range, or the prices end too early")
    paid = [(p * w, p * r + (read0 - least) * computing) if k else (w * computing, (r - least) * computing)
            for (_, w, r), p, k in zip(levels, phi, overlapped)]
    lows = [earned(slots, t) for t in range(len(U[0]))]
    for k, ((write, read), (_, w, _)) in enumerate(zip(paid, levels)):
        need(len(U[k]) == len(lows), "blocks have different lengths")
        for t, value in enumerate(U[k]):
            after = max(0, U[k][t + 1] - read * D) if t + 1 < len(lows) else 0
            need(value >= lows[t] + after, f"level {kept[k]}, block {t}: {value} < {float(lows[t] + after)}")
            need(all(value >= U[j][t] - paid[j][0] * D for j in range(len(U))), f"level {kept[k]}, block {t}: less than after a move")
        need(len(lows) < 2 or U[k][1] <= (write + read) * D, "a block after the first sweep earns more than it costs")
        if overlapped[k]:
            need(write <= cost[k] <= w and U[k][0] <= (cost[k] + read) * D, "a block of the first sweep earns more than it costs")
            theta.append(cost[k] / w if w else 0)
            pinned = max(pinned, (cost[k] - write) * D)
    rest = 1 - sum(theta)
    need(rest >= 0, "the shares of the first sweep are more than all")
    need(all(k or u[0] <= (r + w * rest) * D for u, (_, w, _), (_, r), k in zip(U, levels, paid, overlapped)), "a block that waits earns more than it costs")
    tail = margin + sum(max(0, earned(m, 0) - pinned) for m in range(1, slots + 1))
    return rest * problem.length * f - least + (proof["price"] * (problem.length + 1) - tail - pinned * slots) / D

def overlapSlots(problem, proof, need, *_):
    """The bound for level 0 and one overlapped level that counts the slot of a state that arrives: docs/overlap-slots.md."""
    D, f, V, kept = proof["denominator"], problem.forward, proof["values"], [k for k, level in enumerate(problem.levels) if k and level[0]]
    need(len(kept) == 1 and problem.overlapped[kept[0]] and not problem.overlapped[0], "it is for another number of levels")
    need(problem.isExact, "it needs slots, or states of one size alone")
    (c, _, r0), (_, w, r) = problem.levels[0], problem.levels[kept[0]]
    need(0 < c < problem.length and w > 0 < r and not any(isinstance(x, list) for x in (f, problem.back)) and f > 0, "it needs equal steps and level 0")
    phi = Fraction(proof["share"], D)
    beta, W, u = 1 - phi, phi * r * D, (problem.back + r0) * D
    margin = lambda a, b: proof["price"] - (a + b * beta) * f * D - beta * u
    def value(h, a, b):  # with one slot, b = 1 stands for all that follow
        return V[h - 1][a][min(b, 1) if c == 1 else b] if margin(a, b) > 0 else margin(a, b)
    need(0 <= phi < 1 and D > 0 and len(V) == c, "the share is out of range, or slots are missing")
    for h, rows in enumerate(V, start=1):
        for a, b in ((a, b) for a, row in enumerate(rows) for b in range(len(row)) if margin(a, b) > 0):
            after = value(h, a, b + 1)  # must be there, in any case
            passed = lambda k: value(h, a + 1, b) if k == c else after
            sides = [margin(a, b), margin(a, b) - (phi * u if h == c else 0) + passed(h)]
            if h < c:
                right = value(h + 1, a, b)
                sides += [right, right + passed(h + 1), right + after - W]
            need(V[h - 1][a][b] >= max(sides), f"slot {h}, {a} and {b} times passed: {V[h - 1][a][b]} < {float(max(sides))}")
            need(a + b == 0 or V[h - 1][a][b] <= W, f"slot {h}, {a} and {b} times passed: another state that arrives pays")
    first = [value(h, 0, 0) for h in range(1, c + 1)]
    arriving = max(0, first[0] - W)
    need(arriving <= w * D, "a state of the first sweep earns more than it costs")
    theta, earned = arriving / (w * D), sum(max(arriving, x) for x in first)
    return (1 - theta) * problem.length * f + beta * problem.back + (proof["price"] * problem.length - earned) / D
