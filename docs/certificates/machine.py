"""The machine of docs/model.md: what check.py replays schedules on."""
import json
from fractions import Fraction

def load(name):
    """A file in JSON, and the operations in it or in the lines after it; numbers with a point are fractions."""
    def refuse(constant):
        raise ValueError(f"{constant} is no number")
    text = open(name, encoding="utf-8").read()
    first, end = json.JSONDecoder(parse_float=Fraction, parse_constant=refuse).raw_decode(text)
    lines = [json.loads(line) for line in text[end:].splitlines() if line.strip()]
    return first, first.get("operations") or [x for x in lines if "op" in x]

def execute(problem, state, o):
    """The state of the machine after an operation, and what it costs; ValueError if it breaks a rule."""
    (buffer, due, stored), op, k, i = state, o["op"], o.get("level"), o.get("step")
    put, each = lambda states: (buffer, due, stored[:k] + (states,) + stored[k + 1:]), lambda x: isinstance(x, list)
    if op == "forward" and buffer == o["from"] < o["to"] <= problem.length:
        f = problem.forward
        return (o["to"], due, stored), sum(f[buffer:o["to"]]) if each(f) else f * (o["to"] - buffer)
    if op == "backward" and buffer == i == due:
        return (None, due - 1, stored), problem.back[i] if each(problem.back) else problem.back
    if op == "write" and None is not buffer == i not in stored[k] and len(stored[k]) < problem.levels[k][0]:
        return put(stored[k] | {i}), problem.levels[k][1]
    if op == "read" and i in stored[k]:
        return (i, due, stored), problem.levels[k][2]
    if op == "discard" and i in stored[k]:
        return put(stored[k] - {i}), 0
    raise ValueError(f"{json.dumps(o)} breaks a rule")

def replay(problem, operations):
    """The makespan of a schedule, which must be valid."""
    state, makespan = (0, problem.length, (frozenset(),) * len(problem.levels)), 0
    for o in operations:
        state, cost = execute(problem, state, o)
        makespan += cost
    if state[1] >= 0:
        raise ValueError(f"backward step {state[1]} is missing")
    return makespan
