"""Follows a schedule memory block by memory block, to say how much there is at once."""

from __future__ import annotations

from collections.abc import Sequence

from .._operations import Backward, Discard, Forward, Operation, Read, ReadTape, Tape, Write
from ._measure import Block, Measured


def used_again(operations: Sequence[Operation]) -> list[bool]:
    """For each operation, whether the state at hand behind it is used: else it need not be kept."""
    found, used = [], False
    for operation in reversed(operations):
        found.append(used)
        match operation:
            case Forward() | Tape() | Write():
                used = True
            case Read() | ReadTape():
                used = False
    return found[::-1]


def runs(operations: Sequence[Operation], length: int) -> list[int]:
    """How often each block runs."""
    found = [0] * length
    for operation in operations:
        match operation:
            case Forward(start, end):
                for i in range(start, end):
                    found[i] += 1
            case Tape(_, i):
                found[i] += 1
    return found


class Replay:
    """A run of a schedule with numbers in place of tensors.

    Every memory block has a number and a size, and counts once, whoever holds it: a state at hand, stored states, tapes.
    The model's input counts nothing, since it is the caller's, and the output stays until the end, for the same reason.
    """

    def __init__(self, measured: Measured) -> None:
        self._blocks, self._random = measured.blocks, measured.random
        self._sizes = dict(enumerate([0] * len(measured.input)))
        self._hand: tuple[int, ...] = tuple(self._sizes)
        self._states: dict[int, tuple[int, ...]] = {}
        #: The memory blocks that a tape holds, and those of its output.
        self._tapes: dict[int, tuple[set[int], tuple[int, ...]]] = {}
        self._output: tuple[int, ...] = ()
        self._adjoint = self._gradients = self._past = 0
        self._turned = False
        self.peak = 0

    def run(self, operations: Sequence[Operation]) -> int:
        """The most bytes at once: states, tapes, temporaries, adjoints, gradients of parameters, and what is
        kept to run blocks again."""
        repeated = [block for block, count in zip(self._blocks, runs(operations, len(self._blocks))) if count > 1]
        # Those of each first run, and those of the moment while a block runs again.
        self._past = sum(block.buffer_bytes + self._random for block in repeated)
        self._past += max((block.buffer_bytes + self._random for block in repeated), default=0)
        for operation, keep in zip(operations, used_again(operations)):
            match operation:
                case Forward(start, end):
                    for i in range(start, end):
                        self._note(self._blocks[i].forward_peak)
                        self._hand = self._after(self._blocks[i])
                case Tape(_, i):
                    self._tape(i, self._blocks[i])
                case Backward(i):
                    self._backward(i, self._blocks[i])
                case Write(_, i):
                    self._states[i] = self._hand
                case Read(_, i):
                    self._hand = self._states[i]
                case ReadTape(_, i):
                    self._hand = self._tapes[i][1]
                case Discard(_, i):
                    del self._states[i]
            if not keep:
                self._hand = ()
        return self.peak

    def _tape(self, i: int, block: Block) -> None:
        self._note(block.taped_peak)
        kept = {self._hand[n] for n in block.kept_input}
        self._hand = self._after(block)
        inside = len(self._sizes)
        self._sizes[inside] = block.inside
        self._tapes[i] = kept | {inside} | set(self._hand), self._hand
        if i == len(self._blocks) - 1:
            self._output = self._hand

    def _backward(self, i: int, block: Block) -> None:
        if not self._turned:
            self._turned, self._adjoint = True, block.adjoint
        self._note(block.backward_peak + (0 if i == len(self._blocks) - 1 else self._blocks[-1].adjoint))
        del self._tapes[i]
        self._adjoint = self._blocks[i - 1].adjoint if i > 0 else 0
        self._gradients += block.gradients

    def _after(self, block: Block) -> tuple[int, ...]:
        found = []
        for size in block.output:
            if size < 0:
                found.append(self._hand[~size])
            else:
                found.append(len(self._sizes))
                self._sizes[found[-1]] = size
        return tuple(found)

    def _note(self, more: int) -> None:
        held = {*self._hand, *self._output}
        held.update(*self._states.values(), *(kept for kept, _ in self._tapes.values()))
        there = sum(self._sizes[number] for number in held)
        self.peak = max(self.peak, there + self._adjoint + self._gradients + self._past + more)
