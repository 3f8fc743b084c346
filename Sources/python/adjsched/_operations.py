"""The operations of a schedule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Forward:
    """Run the steps start ... end - 1."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Backward:
    """Run the backward step of this number on the state of the same number; the first one, l, is the turn."""

    step: int


@dataclass(frozen=True, slots=True)
class Write:
    """Store the state at hand."""

    level: int
    step: int


@dataclass(frozen=True, slots=True)
class Read:
    """Take a stored state; it stays stored."""

    level: int
    step: int


@dataclass(frozen=True, slots=True)
class Discard:
    """Forget a stored state."""

    level: int
    step: int


@dataclass(frozen=True, slots=True)
class Tape:
    """Run the step on the state at hand and keep all that its backward step needs: the next state is at hand."""

    level: int
    step: int


@dataclass(frozen=True, slots=True)
class ReadTape:
    """Take the state after a step from its tape, which stays."""

    level: int
    tape: int


@dataclass(frozen=True, slots=True)
class Offload:
    """Copy a state from level 0 to an overlapped level, while the next operations run."""

    level: int
    step: int


@dataclass(frozen=True, slots=True)
class Prefetch:
    """Copy a state from an overlapped level to level 0, while the next operations run."""

    level: int
    step: int


@dataclass(frozen=True, slots=True)
class OffloadTape:
    """Move a tape from level 0 to an overlapped level, while the next operations run."""

    level: int
    tape: int


@dataclass(frozen=True, slots=True)
class PrefetchTape:
    """Move a tape from an overlapped level to level 0, while the next operations run."""

    level: int
    tape: int


Operation = (
    Forward | Backward | Write | Read | Discard | Tape | ReadTape | Offload | Prefetch | OffloadTape | PrefetchTape)

_KINDS: dict[str, tuple[type[Operation], tuple[str, ...]]] = {
    "forward": (Forward, ("from", "to")),
    "backward": (Backward, ("step",)),
    "write": (Write, ("level", "step")),
    "read": (Read, ("level", "step")),
    "discard": (Discard, ("level", "step")),
    "tape": (Tape, ("level", "step")),
    "offload": (Offload, ("level", "step")),
    "prefetch": (Prefetch, ("level", "step")),
}
_TAPE_MOVES: dict[str, type[OffloadTape] | type[PrefetchTape]] = {"offload": OffloadTape, "prefetch": PrefetchTape}


def parse(record: Any) -> Operation | None:
    """The operation of a JSON object, or None when it is none."""
    if isinstance(record, dict) and type(record.get("slot")) is int:
        # With --slots; here what is stored is found by its number.
        slot = {"slot", "level"} if record.get("op") == "backward" else {"slot"}
        record = {key: value for key, value in record.items() if key not in slot}
    if isinstance(record, dict) and record.get("op") == "read" and "tape" in record:
        level, step, tape = record.get("level"), record.get("step"), record["tape"]
        if len(record) != 4 or not type(level) is type(step) is type(tape) is int or step != tape + 1:
            return None
        return ReadTape(level, tape)
    if isinstance(record, dict) and record.get("op") in _TAPE_MOVES and "tape" in record:
        level, tape = record.get("level"), record["tape"]
        if len(record) != 3 or not type(level) is type(tape) is int:
            return None
        return _TAPE_MOVES[record["op"]](level, tape)
    kind, fields = _KINDS.get(record.get("op", ""), (None, ())) if isinstance(record, dict) else (None, ())
    if kind is None or set(record) != {"op", *fields}:
        return None
    numbers = [record[field] for field in fields]
    return kind(*numbers) if all(type(number) is int for number in numbers) else None


def text(record: Any) -> str:
    return " ".join(str(value) for value in record.values())[:80] if isinstance(record, dict) else str(record)[:80]
