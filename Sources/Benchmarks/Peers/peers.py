"""Plans one problem with a peer from PyPI, times it, and writes its schedule as this project's JSON Lines.

    peers.py PEER LENGTH LEVELS UF UB LIMIT AS_IS MENDED

Only what the packages export is called. The time is the median of the construction of the schedule and of taking every
action from it, once; the start of Python and imports are not in it. A backward step of the peers runs its own forward
step again while recording; here that run is part of the backward step, so it is left out of the operations, and the
makespan of the replay is in this project's model.

MENDED is the same schedule with its discards moved: each state is discarded after its last read. It tells a schedule
that is sound but never frees its slots from one that needs more slots than there are.

Prints `time SECONDS`, `late`, or `failed REASON`.
"""

import json
import os
import signal
import statistics
import sys
import time


class Late(Exception):
    pass


def stop(*_):
    raise Late


def checkpoint_schedules_actions(actions):
    """This project's operations for the actions of a CheckpointSchedule."""
    from checkpoint_schedules import Copy, Forward, Move, Reverse, StorageType

    level = {StorageType.RAM: 0, StorageType.DISK: 1}
    for action in actions:
        if isinstance(action, Forward):
            if action.write_ics:
                yield "write", level[action.storage], action.n0
            if not action.write_adj_deps:
                yield "forward", action.n0, action.n1
            elif action.n1 - action.n0 != 1:
                raise ValueError("records several steps")
        elif isinstance(action, Reverse):
            yield "backward", action.n0
        elif isinstance(action, (Copy, Move)):
            yield "read", level[action.from_storage], action.n
            if isinstance(action, Move):
                yield "discard", level[action.from_storage], action.n


def checkpoint_schedules_sequence(sequence):
    """This project's operations for the sequence that the function `hrevolve` returns."""
    recording = False
    for operation in sequence:
        kind, index = operation.type, operation.index
        if kind == "Write_Forward":
            recording = True
        elif kind == "Forward":
            if not recording:
                yield "forward", index[0], index[1]
        elif kind == "Backward":
            recording = False
            yield "backward", index[1]
        elif kind in ("Write", "Read", "Discard"):
            yield kind.lower(), index[0], index[1]


def crevolve_actions(actions):
    """This project's operations for CRevolve's actions, in which a slot is freed by being overwritten."""
    from pyrevolve.schedulers import Action

    slots = {}
    for kind, capo, old, slot, _ in actions:
        if kind == Action.TAKESHOT:
            if slot in slots:
                yield "discard", 0, slots[slot]
            slots[slot] = capo
            yield "write", 0, capo
        elif kind == Action.ADVANCE:
            yield "forward", old, capo
        elif kind in (Action.LASTFW, Action.REVERSE):
            yield "backward", capo
        elif kind == Action.RESTORE:
            yield "read", 0, capo


def pyrevolve_hrevolve_actions(actions):
    """This project's operations for the actions of pyrevolve's HRevolve."""
    from pyrevolve.schedulers import Action

    for kind, capo, old, _, level in actions:
        if kind == Action.ADVANCE:
            yield "forward", old, capo
        elif kind == Action.REVERSE:
            yield "backward", capo
        elif kind in (Action.TAKESHOT, Action.RESTORE, Action.CPDEL):
            word = {Action.TAKESHOT: "write", Action.RESTORE: "read", Action.CPDEL: "discard"}[kind]
            yield word, level, capo


def pyrevolve_take(scheduler):
    from pyrevolve.schedulers import Action

    actions = []
    while True:
        action = scheduler.next()
        if action.type == Action.TERMINATE:
            return actions
        actions.append((action.type, action.capo, action.old_capo, action.ckp, action.storageIndex()))


class Storage:
    """What pyrevolve's Architecture asks of a storage."""

    def __init__(self, slots, write, read):
        self.nckp, self.wd, self.rd = slots, write, read


def planner(peer, length, levels, uf, ub):
    """How a peer plans the problem, and how its answer is translated."""
    slots = [level[0] for level in levels]
    writes = [level[1] for level in levels]
    reads = [level[2] for level in levels]
    steps = length + 1
    if peer.startswith("cs."):
        import checkpoint_schedules as cs

        disk = dict(uf=uf, ub=ub, wd=writes[-1], rd=reads[-1])
        plan = {
            "cs.Revolve": lambda: list(cs.Revolve(steps, slots[0], uf=uf, ub=ub)),
            "cs.Multistage": lambda: list(cs.MultistageCheckpointSchedule(steps, slots[0], 0)),
            "cs.DiskRevolve": lambda: list(cs.DiskRevolve(steps, slots[0], **disk)),
            "cs.PeriodicDiskRevolve": lambda: list(cs.PeriodicDiskRevolve(steps, slots[0], **disk)),
            "cs.HRevolve": lambda: list(cs.HRevolve(steps, slots[0], slots[1], **disk)),
            "cs.hrevolve": lambda: list(cs.hrevolve(length, slots, writes, reads, uf, ub)),
        }[peer]
        return plan, checkpoint_schedules_sequence if peer == "cs.hrevolve" else checkpoint_schedules_actions
    from pyrevolve.schedulers import Architecture, CRevolve, HRevolve

    if peer == "pyrevolve.CRevolve":
        return lambda: pyrevolve_take(CRevolve(slots[0], steps)), crevolve_actions
    architecture = Architecture([Storage(*level) for level in levels])
    return (
        lambda: pyrevolve_take(HRevolve(length, length, architecture, uf, ub)),
        pyrevolve_hrevolve_actions,
    )


def mend(operations):
    """The operations with each state discarded after its last read."""
    kept, needed = [], set()
    for operation in reversed([o for o in operations if o[0] != "discard"]):
        place = operation[1:]
        if operation[0] == "read" and place not in needed:
            needed.add(place)
            kept.append(("discard",) + place)
        elif operation[0] == "write":
            if place not in needed:
                continue
            needed.remove(place)
        kept.append(operation)
    return reversed(kept)


FIELDS = {"forward": ("from", "to"), "backward": ("step",)}


def write(path, header, operations):
    with open(path, "w") as file:
        file.write(json.dumps(header) + "\n")
        for word, *numbers in operations:
            fields = FIELDS.get(word, ("level", "step"))
            file.write(json.dumps({"op": word, **dict(zip(fields, numbers))}) + "\n")


def main(peer, length, levels, uf, ub, limit, as_is, mended):
    length, uf, ub, limit = int(length), int(uf), int(ub), float(limit)
    levels = [
        (None if fields[0] == "inf" else int(fields[0]), int(fields[1]), int(fields[2]))
        for fields in ((level.strip() + ":0:0").split(":") for level in levels.split(","))
    ]
    # Some peers print what they are doing, and some take hold of the descriptor itself.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    plan, translate = planner(peer, length, levels, uf, ub)
    signal.signal(signal.SIGALRM, stop)
    times = []
    try:
        while not times or len(times) < 7 and sum(times) < 2:
            signal.setitimer(signal.ITIMER_REAL, limit)
            start = time.perf_counter()
            answer = plan()
            times.append(time.perf_counter() - start)
            signal.setitimer(signal.ITIMER_REAL, 0)
    except Late:
        return print("late", file=answers)
    except Exception as error:
        return print("failed", type(error).__name__, file=answers)
    operations = list(translate(answer))
    header = {
        "chain": {"length": length, "forwardCost": uf, "backwardCost": ub},
        "levels": [{"slots": slots, "writeCost": w, "readCost": r} for slots, w, r in levels],
    }
    write(as_is, header, operations)
    write(mended, header, mend(operations))
    print("time", statistics.median(times), file=answers)


main(*sys.argv[1:])
