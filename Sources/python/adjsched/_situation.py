"""Where a reversal stands between two operations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


def has_tapes(chain: Mapping[str, Any]) -> bool:
    """Whether backward steps run from tapes; there is no turn then."""
    return "tapeSize" in chain or "adjointCost" in chain


@dataclass(frozen=True, slots=True)
class Situation:
    """The next backward step, and what each level holds; the buffer is empty, or holds the state of this number."""

    due: int
    stored: Sequence[frozenset[int]]
    #: The level of each tape.
    tapes: Mapping[int, int]
    buffer: int | None = None

    @classmethod
    def beginning(cls, chain: Mapping[str, Any], levels: int) -> Situation:
        """Where every reversal begins: x_0 is at hand, and nothing is stored."""
        return cls(int(chain["length"]) - has_tapes(chain), [frozenset()] * levels, {}, 0)

    @classmethod
    def parse(cls, record: Any, levels: int) -> Situation:
        """The situation of a JSON object; raises KeyError, TypeError or ValueError when it is none."""
        stored, tapes = record["stored"], record.get("tapes") or [[]] * levels
        if len(stored) != levels or len(tapes) != levels:
            raise ValueError("another number of levels")
        return cls(
            int(record["due"]), [frozenset(map(int, states)) for states in stored],
            {int(tape): level for level, kept in enumerate(tapes) for tape in kept}, record.get("buffer"))
