"""The other kinds of certificates that check.py takes: see docs/certificates.md."""
from fractions import Fraction

import machine

def potential(problem, proof, need, prices, revolve):
    """How far the first state of the machine is from the end, if no operation brings it nearer than it costs."""
    length, levels, far = problem.length, range(len(problem.levels)), {}
    for buffer, due, stored, value in proof["states"]:
        far[buffer, due, tuple(map(frozenset, stored))] = value
    for state, value in far.items():
        buffer, due, stored = state
        need(value <= 0 or due >= 0, f"{state} is the end, and its value is {value}")
        # No state past the next backward step is of use: a run that goes on further can end there.
        moves = [{"op": "forward", "from": buffer, "to": i} for i in range(buffer + 1, due + 1)] if buffer is not None else []
        moves += [{"op": "backward", "step": due}, *({"op": "write", "level": k, "step": buffer} for k in levels)]
        moves += [{"op": op, "level": k, "step": i} for k in levels for i in stored[k] for op in ("read", "discard")]
        for o in moves:
            try:
                after, cost = machine.execute(problem, state, o)
            except ValueError:
                continue
            need(value <= cost + max(far.get(after, 0), 0), f"{o} brings the machine nearer to the end than it costs, from {state}")
    return far[0, length, (frozenset(),) * len(levels)]

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
    """The bound for level 0 and one overlapped level, of which shares of the time and a price for each backward step are paid."""
    D, (slots, write0, read0), (_, w, r) = proof["denominator"], *problem.levels
    phi, offload, U, f = Fraction(proof["share"], D), Fraction(proof["offload"], D), proof["blocks"], problem.forward
    need(problem.overlapped == [False, True] and slots and not isinstance(f, list) and not isinstance(problem.back, list),
         "of overlapped transfers only level 0 and one overlapped level, with equal steps, are known")
    step, margin = (1 - phi) * f * D, proof["price"] - (1 - phi) * (problem.back + read0) * D
    earned = lambda m, t: revolve(m, 0, margin - t * step, step, -1, 1, 1)[0]  # by m slots of level 0, advanced over t times
    theta = offload / w if w else 0
    need(0 <= phi < 1 and phi <= theta <= 1 and offload >= phi * w, "the shares do not lie between 0 and 1, theta above phi")
    need(margin - len(U) * step <= 0, "the prices end too early")
    for t, value in enumerate(U):
        after = max(0, U[t + 1] - phi * r * D) if t + 1 < len(U) else 0
        need(value >= earned(slots, t) + after, f"block {t}: {value} < {float(earned(slots, t) + after)}")
    need(len(U) < 2 or U[1] <= phi * (w + r) * D, "a block after the first sweep earns more than it costs")
    need(U[0] <= offload * D + phi * r * D, "a block of the first sweep earns more than it costs")
    pinned = (offload - phi * w) * D
    tail = margin + sum(max(0, earned(m, 0) - pinned) for m in range(1, slots + 1))
    return (1 - theta) * problem.length * f - read0 + (proof["price"] * (problem.length + 1) - tail - pinned * slots) / D
