#!/usr/bin/env python3
"""Checks a certificate of adjsched: that no schedule of its problem costs less than it says. See docs/certificates.md.
    check.py CERTIFICATE [SCHEDULE]    replays a schedule in JSON or JSON Lines; without operations, the stated makespan is taken
Prints `optimal`, or the gap, or the first inequality that fails. Exit status: 0 the certificate holds, 1 it does not, 64 the
command line is wrong, 65 a file is of another kind, 66 a file cannot be read."""
import further, sys
from fractions import Fraction
from machine import Problem, load
from math import ceil, comb

def need(holds, what):
    if not holds:
        raise ValueError(what)

class Losses:
    """A lower function of losses: N = start + j + i period, 0 <= j <= width, first <= i <= last, loses loss + j slope or more, every
    other N up to the limit more than the window. Pieces that overlap have the same start and width."""
    def __init__(self, pieces, window, period, limit):
        self.pieces, self.window, self.period, self.limit, self.columns = pieces, window, period, limit, {}
        for start, width, *rest in pieces:
            self.columns.setdefault((start, start + width), []).append(rest)
        places = sorted(self.columns)
        need(all(a[1] < b[0] for a, b in zip(places, places[1:])), "pieces of a loss function overlap")
    def at(self, n):
        return min((loss + (n % self.period - start) * slope for start, width, first, last, loss, slope in self.pieces
                    if first <= n // self.period <= last and start <= n % self.period <= start + width), default=self.window + 1)
    def isBelow(self, start, width, first, last, loss, slope):
        """Whether it is nowhere above a piece, as far as that is within the window and the limit."""
        value, at, end = lambda n: loss + (n - start) * slope, start, start + width
        if slope > 0:
            end = min(end, start + (self.window - loss) // slope)
        elif slope < 0:
            at += max(0, -((self.window - loss) // -slope))
        while value(at) <= self.window and at <= end and at + first * self.period <= self.limit:
            turn, position = divmod(at, self.period)  # pieces begin within the first period
            begin, stop = next((x for x in self.columns if x[0] <= position <= x[1]), (0, -1))
            pieces, stop, covered = sorted(self.columns.get((begin, stop), [])), min(at + stop - position, end), first + turn
            for low, high, least, rise in pieces:
                if low <= covered <= high and all(least + (n - begin - turn * self.period) * rise <= value(n) for n in (at, stop)):
                    covered = high + 1
            if covered <= min(last + turn, (self.limit - position) // self.period):
                return False
            at = stop + 1
        return True
    def plus(self, other):
        for a, j, f, e, v, s in self.pieces:
            for b, k, g, h, u, z in other.pieces:
                (s1, w1), (s2, w2) = sorted([(s, j), (z, k)])  # the smaller increments first
                yield from ((a + b, w1, f + g, e + h, v + u, s1), (a + b + w1, w2, f + g, e + h, v + u + s1 * w1, s2))

def revolve(slots, read, mu, uf, window, period, limit):
    """The most that a chain earns on one level that is free to write, in closed form, and the losses of all lengths."""
    beta, margin = (lambda t: comb(slots + t, t) if t >= 0 else 0), mu - read
    t = max(margin // uf, 0) if slots else 0
    pieces = [(beta(t), 0, 0, 0, 0, 0)]
    for step, d in ((-1, t), (1, t + 1)):  # shorter and longer chains
        lost = 0
        while slots and d and lost <= window and beta(d - 1) < limit:
            width, rise = beta(d) - beta(d - 1), abs(d * uf - margin)
            pieces.append((beta(d - 1) + (d > t), width - 1, 0, 0, lost + rise * (1 if d > t else width), step * rise))
            lost, d = lost + width * rise, d + step
    value = read + beta(t) * (margin - t * uf) + (comb(slots + t, t - 1) * uf if t else 0) if slots else mu
    return value, Losses(pieces, window, period, limit)

def prices(levels, uf, steps, proof):
    """The bound that a price proves for up to `steps` free backward steps: the price, V, and what `steps` lose at least."""
    q, window, last, tiers, known = proof["denominator"], proof.get("window", -1), proof["prices"] - 1, [], set()
    for k, (slots, *_) in enumerate(levels):  # no level costs more than those that follow
        write, read = (min(level[i] for level in levels[k:]) * q for i in (1, 2))
        more = tiers.pop()[0] if tiers and tiers[-1][1:] == (write, read) else 0
        tiers.append((min(slots + more, max(steps - 1, 1)), write, read))
        if slots >= steps - 1:  # it always has a slot
            break
    mu, rest = [proof["price"] - t * uf * q for t in range(last + 2)], (window, proof.get("period", 2 * steps + 2), steps)
    need(window < 0 or all(Fraction(x).denominator == 1 for x in (*mu[:2], window, *sum(tiers, ()))), "a loss is no integer")
    cheapest, free = min(r for *_, r in tiers), tiers.pop(0) if tiers[0][1] == 0 else (0, 0, 0)
    need(q > 0 < uf and last >= 0 and (not tiers or last >= steps - 1 or mu[-1] <= cheapest), "the prices end too early")
    low, lows = zip(*(revolve(free[0], free[2], mu[t], uf * q, *rest) for t in range(last + 1)))
    losses = [Losses(pieces, *rest) for pieces in proof.get("losses", [[]])]
    def dominates(name, value, function, other, pieces, *parts):
        need(value >= other, f"{name}: {value} < {other}")
        if (key := (value - other, function, *parts)) not in known:
            need(all(function.isBelow(*x[:4], x[4] + value - other, x[5]) for x in pieces), f"{name}: a loss is too large")
            known.add(key)
    for tier, (slots, w, r) in enumerate(tiers):
        rows, V, VL = proof["tiers"][tier], low, lows
        need(0 < len(rows) <= slots, f"tier {tier} has no rows, or more than slots")
        for m, row in enumerate(rows + rows[-1:] * (len(rows) < slots)):  # the last row can stand for all that would follow
            (W, WL), U, V = (V, VL), row["stored"], row["buffer"]
            UL, VL = ([losses[i] for i in row.get(key, [0] * (last + 1))] for key in ("storedLosses", "bufferLosses"))
            for t in range(last + 1):
                name = f"tier {tier}, {m + 1} slots, price {t}"
                dominates(f"{name}, stored >= low", U[t], UL[t], low[t], lows[t].pieces, lows[t])
                dominates(f"{name}, buffer >= low", V[t], VL[t], low[t], lows[t].pieces, lows[t])
                dominates(f"{name}, buffer >= stored - write", V[t], VL[t], U[t] - w, UL[t].pieces, UL[t])
                if t < last:
                    dominates(f"{name}, stored >= split", U[t], UL[t], W[t] - r + U[t + 1], WL[t].plus(UL[t + 1]), WL[t], UL[t + 1])
                need(t < last or last >= steps - 1 or U[t] - W[t] + r - mu[t + 1] > window, f"{name}: the prices end too early")
        low, lows = V, VL
    return proof["price"], low[0], lows[0].at(steps)

def bound(problem, proof):
    """The bound that a certificate proves, before it is rounded up to a multiple of the unit."""
    if proof["kind"] in ("count", "potential", "tapes"):
        return getattr(further, proof["kind"])(problem, proof, need)
    chain, saved = further.inSlots(problem, need)
    n, f, order = chain.length, chain.forward, proof.get("order", [])
    need(not any(chain.overlapped) or proof["kind"].startswith("overlap"), "transfers overlap, and the proof is for others")
    if proof["kind"] in ("layers", "overlap", "overlapSlots"):
        return getattr(further, proof["kind"])(chain, proof, need, prices, revolve) - saved
    need(proof["kind"] == "prices" and not isinstance(f, list) and len(set(order)) == len(order), "it is no certificate for such steps")
    kept, least, claimed = [chain.levels[k] for k in order if chain.levels[k][0]], n * f + chain.turns, proof["lowerBound"] + saved
    for k in set(range(len(chain.levels))) - set(order):  # one use of it costs too much, or it has no slot
        need(least + sum(chain.levels[k][1:]) >= claimed or not chain.levels[k][0], f"level {k} is left out")
    price, most, lost = prices(kept, f, n + 1, proof)
    return chain.turns + Fraction(price * (n + 1) - most + lost, proof["denominator"]) - saved

def check(certificate, header=None, operations=()):
    """The makespan and the bound of a certificate, or ValueError."""
    problem, makespan = Problem(certificate), certificate["makespan"]
    if header:
        need(vars(Problem(header)) == vars(problem), "the schedule is not for the problem of the certificate")
        makespan = problem.replay(operations) if operations and not any(problem.overlapped) else header["makespan"]
    proven = ceil(bound(problem, certificate) / problem.unit) * problem.unit
    need(certificate["lowerBound"] <= proven, f"it claims {certificate['lowerBound']}, but proves {proven}")
    need(certificate["lowerBound"] <= makespan, f"the bound is above the makespan {makespan}")
    need(proven <= makespan, f"the makespan {makespan} is below what it proves, {proven}")
    return makespan, certificate["lowerBound"]

def main(arguments):
    """Prints the answer, and returns the exit status or what to say with status 1."""
    def refuse(status, sentence):
        return print(f"check.py: {sentence}", file=sys.stderr) or status
    if not 1 <= len(arguments) <= 2 or arguments[0].startswith("-"):
        return refuse(64, "needs a certificate, and takes a schedule after it: check.py CERTIFICATE [SCHEDULE]")
    try:
        (certificate, _), *schedule = [load(name, kind) for name, kind in zip(arguments, ("certificate", "schedule"))]
    except (OSError, ValueError) as error:
        missing = isinstance(error, OSError) and f"{error.filename}: {error.strerror}; name a file that adjsched has written"
        return refuse(66 if missing else 65, missing or error)
    try:
        makespan, least = check(certificate, *(schedule[0] if schedule else ()))
    except (ArithmeticError, AttributeError, LookupError, StopIteration, TypeError, ValueError) as error:
        return f"fails: {error}" if not isinstance(error, KeyError) else f"fails: the field or state {error} is missing"
    above = ceil(Fraction(makespan - least) / least * 10**6) / 10**4 if least else 100  # rounded up
    gap = f"the makespan {float(makespan):.15g} is at most {above:.4f} % above it"
    print("optimal" if makespan == least else f"no schedule costs less than {float(least):.15g}; {gap}")

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
