"""One training step by a schedule: the forward run up to the output, and the rest from the output's adjoint."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from .._errors import ScheduleError
from .._operations import Backward, Discard, Forward, Operation, Read, ReadTape, Tape, Write
from . import _repeat
from ._measure import Block, modes, prepared
from ._plan import Plan
from ._replay import runs, used_again
from ._states import State, detached, tensors

Adjoint = list[Tensor | None]


@dataclass
class _Kept:
    """A tape: the leaves of its graph, and the output, from which the graph hangs."""

    leaves: list[Tensor]
    output: State


class Pass:
    """Runs a plan once, on one input."""

    def __init__(self, blocks: Sequence[nn.Module], plan: Plan, state: State) -> None:
        self._blocks, self._plan = blocks, plan
        self._parameters = [[p for p in block.parameters() if p.requires_grad] for block in blocks]
        self._versions = [(p, p._version) for block in self._parameters for p in block]
        self._operations = iter(list(zip(plan.operations, used_again(plan.operations))))
        self._due: Backward | None = None
        self._repeated = [count > 1 for count in runs(plan.operations, len(blocks))]
        self._needs = self._needs_of(state)
        self._devices = _repeat.cuda_devices(tensors(state) + [p for p, _ in self._versions])
        self._autocast = _autocast(["cpu", *(["cuda"] if self._devices else [])])
        # Which buffers a run changes was measured; in another mode of training it may be any.
        usual = modes(blocks) == plan.measured.modes
        places = [_repeat.buffer_places(block) for block in blocks]
        self._buffers = [
            [found[n] for n in block.buffers] if usual else found for block, found in zip(plan.measured.blocks, places)
        ]
        self._past: dict[int, _repeat.Past] = {}
        self._ran = [False] * len(blocks)
        self._hand: State = detached(state)
        self._states: dict[int, State] = {}
        self._tapes: dict[int, _Kept] = {}
        #: Whether each tensor of the output needs a gradient.
        self.output_needs: list[bool] = []
        #: The gradients of parameters, from the last block on.
        self.gradients: dict[int, Tensor] = {}

    def forward(self) -> State:
        """Runs up to the first backward step, and returns the output."""
        for operation, keep in self._operations:
            if isinstance(operation, Backward):
                self._hand = None
                self._due = operation
                output = self._tapes[operation.step].output
                self.output_needs = [tensor.requires_grad for tensor in tensors(output)]
                return detached(output)
            self._run(operation, keep)
        raise ScheduleError("the plan has no backward step; make it with adjsched.torch.plan")

    def backward(self, adjoint: Sequence[Tensor | None]) -> Adjoint:
        """Runs the rest, and returns the adjoint of the input."""
        if self._due is None:
            raise RuntimeError(
                "the schedule of this step has been run to its end; run the model once more, since a second backward "
                "finds nothing stored"
            )
        for parameter, version in self._versions:
            if parameter._version != version:
                raise RuntimeError(
                    "a parameter was changed between forward and backward, whose blocks would run again with another; "
                    "change parameters behind backward"
                )
        found = self._backward(self._due.step, list(adjoint))
        self._due = None
        for operation, keep in self._operations:
            if isinstance(operation, Backward):
                found = self._backward(operation.step, found)
                if not keep:
                    self._hand = None
            else:
                self._run(operation, keep)
        self._past.clear()
        return found

    def _run(self, operation: Operation, keep: bool) -> None:
        match operation:
            case Forward(start, end):
                for i in range(start, end):
                    self._forward(i)
            case Tape(_, i):
                with torch.enable_grad(), self._surroundings(i):
                    leaves, argument = prepared(self._hand, self._needs[i], self._block(i).changes_input)
                    self._tapes[i] = _Kept(leaves, self._blocks[i](argument))
                self._hand = detached(self._tapes[i].output)
            case Write(_, i):
                self._states[i] = self._hand
            case Read(_, i):
                self._hand = self._states[i]
            case ReadTape(_, i):
                self._hand = detached(self._tapes[i].output)
            case Discard(_, i):
                del self._states[i]
        if not keep:
            self._hand = None

    def _forward(self, i: int) -> None:
        given = tensors(self._hand)
        versions = [tensor._version for tensor in given]
        with torch.no_grad(), self._surroundings(i):
            _, argument = prepared(self._hand, [False] * len(given), self._block(i).changes_input)
            result = detached(self._blocks[i](argument))
        if versions != [tensor._version for tensor in given]:
            raise ScheduleError(
                f"block {i} changes its input in place, and did not when it was measured; measure in the mode of training"
            )
        self._hand = result

    def _backward(self, i: int, adjoint: Adjoint) -> Adjoint:
        tape = self._tapes.pop(i)
        ends = [(t, a) for t, a in zip(tensors(tape.output), adjoint) if a is not None and t.requires_grad]
        starts = [leaf for leaf in tape.leaves if leaf.requires_grad]
        parameters = self._parameters[i]
        if not ends or not starts + parameters:
            return [None] * len(tape.leaves)
        # A parameter of several blocks begins with the sum of those behind: terms are added in the usual order.
        begun = [(p, self.gradients[id(p)]) for p in parameters if id(p) in self.gradients]
        outputs, adjoints = zip(*ends, *begun)
        del ends, adjoint
        found = torch.autograd.grad(outputs, [*starts, *parameters], adjoints, allow_unused=True)
        for parameter, gradient in zip(parameters, found[len(starts) :]):
            if gradient is not None:
                self.gradients[id(parameter)] = gradient
        at = iter(found[: len(starts)])
        return [next(at) if leaf.requires_grad else None for leaf in tape.leaves]

    @contextlib.contextmanager
    def _surroundings(self, i: int) -> Iterator[None]:
        """What a block finds around it: what it found the first time."""
        with contextlib.ExitStack() as stack:
            for context in self._autocast:
                stack.enter_context(torch.autocast(*context, cache_enabled=False))
            if self._ran[i]:
                stack.enter_context(self._past[i].again())
            elif self._repeated[i]:
                self._past[i] = _repeat.Past.now(self._devices, self._buffers[i])
            yield
        self._ran[i] = True

    def _block(self, i: int) -> Block:
        return self._plan.measured.blocks[i]

    def _needs_of(self, state: State) -> list[Sequence[bool]]:
        """Whether each tensor of each state needs a gradient: as it was measured, or else whether it may."""
        measured = self._plan.measured
        needs = tuple(tensor.requires_grad for tensor in tensors(state))
        trainable = tuple(p.requires_grad for block in self._blocks for p in block.parameters())
        if needs == measured.needs and trainable == measured.trainable:
            return [needs, *(block.needs for block in measured.blocks)]
        raise ScheduleError(
            "other tensors need gradients than when the model was measured: the input, or a parameter that was frozen or "
            "freed; measure and plan again"
        )


def _autocast(kinds: Sequence[str]) -> list[tuple[str, torch.dtype, bool]]:
    """The automatic casts in force, to be in force again when a block runs in the backward part."""
    return [(kind, torch.get_autocast_dtype(kind), torch.is_autocast_enabled(kind)) for kind in kinds]
