"""Measures the blocks of a sequential model: times, and the bytes of states, tapes and temporaries."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from .._errors import ScheduleError
from . import _repeat
from ._memory import watched
from ._states import State, detached, differentiable, rebuilt, storages, tensors


@dataclass(frozen=True)
class Block:
    """A block: times in seconds, sizes in bytes."""

    #: Of a run without a graph, of one that keeps its tape, and of a backward step.
    forward: float
    taped: float
    backward: float
    #: The memory blocks under the output: the size of a new one, or the number, ~n, of one under the input.
    output: tuple[int, ...]
    #: What a tape keeps beside input, output, parameters and buffers, and which memory blocks of the input it keeps.
    inside: int
    kept_input: tuple[int, ...]
    #: The most that each takes while it runs, beyond what there is at its start.
    forward_peak: int
    taped_peak: int
    backward_peak: int
    #: The adjoint of the output, and the gradients of parameters that no later block has.
    adjoint: int
    gradients: int
    #: Whether each tensor of the output needs a gradient.
    needs: tuple[bool, ...]
    #: Which of its buffers a run changes, as numbers in _repeat.buffer_places, and their size.
    buffers: tuple[int, ...]
    buffer_bytes: int
    #: Whether the block changes its input, so that it has to be given a copy.
    changes_input: bool


@dataclass(frozen=True)
class Measured:
    """The blocks of a model, measured on one input."""

    blocks: tuple[Block, ...]
    #: The memory blocks under the input, and whether each of its tensors needs a gradient.
    input: tuple[int, ...]
    needs: tuple[bool, ...]
    #: Which parameters need a gradient, in the order of the blocks'.
    trainable: tuple[bool, ...]
    #: Which modules were in training mode.
    modes: tuple[bool, ...]
    #: The size of a random state.
    random: int

    def problem(self, capacity: int | None, share_input: bool = False) -> dict[str, Any]:
        """A problem for the planner: a chain with tapes, one level of so many bytes.

        A tape is what its backward step needs: what autograd saves, the block's input if that is saved, and its output.
        share_input leaves the input out, which is right where it is another tape's output or stored.
        """
        states = self.state_sizes()
        tapes = []
        for block, state in zip(self.blocks, self._storages()):
            kept = set(block.kept_input) | {~size for size in block.output if size < 0}
            tapes.append(
                block.inside + sum(size for size in block.output if size > 0)
                + (0 if share_input else sum(state[n] for n in kept))
            )
        gradients = [sum(block.gradients for block in self.blocks[i + 1 :]) for i in range(len(self.blocks))]
        return {
            "chain": {
                "length": len(self.blocks),
                "forwardCost": [_cost(block.forward) for block in self.blocks],
                # A tape is made once: what its run takes longer than one without is part of its backward step.
                "adjointCost": [_cost(block.backward + max(0.0, block.taped - block.forward)) for block in self.blocks],
                "stateSize": states,
                "tapeSize": tapes,
                "forwardTemporary": [
                    max(block.forward_peak, block.taped_peak - tape) for block, tape in zip(self.blocks, tapes)
                ],
                "backwardTemporary": [
                    block.backward_peak + block.adjoint + made for block, made in zip(self.blocks, gradients)
                ],
            },
            "levels": [{"name": "memory", "capacity": 2**60 if capacity is None else capacity}],
        }

    def state_sizes(self) -> list[int]:
        """The bytes of each state; a memory block that goes through a block is in both its input and its output."""
        return [sum(state) for state in self._storages()]

    def _storages(self) -> list[tuple[int, ...]]:
        found = [self.input]
        for block in self.blocks:
            found.append(tuple(size if size >= 0 else found[-1][~size] for size in block.output))
        return found


def measure(
    blocks: Sequence[nn.Module], example: State, *, repeat: int = 5, clock: Callable[[], float] = time.perf_counter
) -> Measured:
    """Measures blocks that are run one after another, on an input like those of training.

    Times are medians of `repeat` runs behind one that warms up. Gradients, buffers and the random state stay as they
    are. example has requires_grad set if the inputs of training have. Raises ScheduleError for a block that cannot be
    part of a schedule.
    """
    trainable = tuple(p.requires_grad for block in blocks for p in block.parameters())
    state = detached(example)
    needs = tuple(tensor.requires_grad for tensor in tensors(example))
    given = needs
    devices = _repeat.cuda_devices(tensors(example) + [p for block in blocks for p in block.parameters()])
    random = _repeat.random_state(devices)
    last = {id(p): i for i, block in enumerate(blocks) for p in block.parameters()}
    found = []
    try:
        for i, block in enumerate(blocks):
            places = _repeat.buffer_places(block)
            with _repeat.instead(places, _repeat.copies(places)):
                fresh = [p for p in _trainable(block) if last[id(p)] == i]
                try:
                    one, state = _measure(block, state, needs, places, fresh, repeat, clock)
                except TypeError as error:
                    raise ScheduleError(f"block {i} ({type(block).__name__}): {error}") from error
            found.append(one)
            needs = one.needs
    finally:
        _repeat.set_random_state(devices, random)
    return Measured(tuple(found), tuple(storages(tensors(example)).values()), given, trainable, modes(blocks), sum(r.nbytes for r in random))


def modes(blocks: Sequence[nn.Module]) -> tuple[bool, ...]:
    """Which modules are in training mode."""
    return tuple(module.training for block in blocks for module in block.modules())


def prepared(state: State, needs: Sequence[bool], copy: bool) -> tuple[list[Tensor], State]:
    """The leaves of a new graph on a state, and what its block is given."""
    leaves = [tensor.detach().requires_grad_(need) for tensor, need in zip(tensors(state), needs)]
    return leaves, rebuilt(state, [leaf.clone() for leaf in leaves] if copy else leaves)


def _measure(
    block: nn.Module, state: State, needs: Sequence[bool], places: Sequence[_repeat.Place], fresh: Sequence[Tensor],
    repeat: int, clock: Callable[[], float],
) -> tuple[Block, State]:
    inputs = tensors(state)
    device = inputs[0].device if inputs else torch.device("cpu")
    changed, changes_input = _changes(block, state, places)
    parameters = _trainable(block)

    def run() -> State:
        with torch.no_grad():
            return block(rebuilt(state, [t.clone() for t in tensors(state)]) if changes_input else state)

    def tape() -> tuple[list[Tensor], list[Tensor]]:
        with torch.enable_grad():
            leaves, argument = prepared(state, needs, changes_input)
            return leaves, tensors(block(argument))

    def back(leaves: list[Tensor], outputs: list[Tensor]) -> Callable[[], list[Tensor | None]]:
        ends = [output for output in outputs if output.requires_grad]
        starts = [*(leaf for leaf in leaves if leaf.requires_grad), *parameters]
        ones = [torch.ones_like(end) for end in ends]
        if not ends or not starts:
            return lambda: []
        return lambda: list(torch.autograd.grad(ends, starts, ones, allow_unused=True))

    result, _, forward_peak = watched(run, device)
    forward = _median(lambda: _timed(run, device, clock)[0], repeat)
    saved: dict[int, int] = {}

    def pack(tensor: Tensor) -> Tensor:
        saved.update(storages([tensor]))
        return tensor

    with torch.autograd.graph.saved_tensors_hooks(pack, lambda tensor: tensor):
        (leaves, outputs), kept, taped_peak = watched(tape, device)
    under_input, under_output = storages(inputs), storages(outputs)
    own = storages([*block.parameters(), *block.buffers()])
    order = list(under_input)
    new = {at: size for at, size in under_output.items() if at not in under_input}
    inside = sum(size for at, size in saved.items() if at not in under_input and at not in new and at not in own)
    # Some functions keep tensors that no hook sees; they are in what the run has left allocated.
    inside = max(inside, kept - sum(new.values()))
    _, _, backward_peak = watched(back(leaves, outputs), device)
    needed = tuple(output.requires_grad for output in outputs)

    taped_times, backward_times = [], []
    for _ in range(repeat):
        seconds, (leaves, outputs) = _timed(tape, device, clock)
        taped_times.append(seconds)
        backward_times.append(_timed(back(leaves, outputs), device, clock)[0])
    measured = Block(
        forward, statistics.median(taped_times), statistics.median(backward_times),
        tuple(new[at] if at in new else ~order.index(at) for at in under_output),
        inside, tuple(order.index(at) for at in saved if at in under_input),
        forward_peak, taped_peak, backward_peak,
        sum(output.nbytes for output, need in zip(outputs, needed) if need), sum(p.nbytes for p in fresh),
        needed, tuple(changed), sum(_buffer(places[n]).nbytes for n in changed), changes_input,
    )
    return measured, detached(result)


def _changes(block: nn.Module, state: State, places: Sequence[_repeat.Place]) -> tuple[list[int], bool]:
    """Which buffers a run changes, and whether it changes its input. The run warms up, too."""
    before = _repeat.copies(places)
    argument = rebuilt(state, [tensor.clone() for tensor in tensors(state)])
    versions = [tensor._version for tensor in tensors(argument)]
    with torch.no_grad():
        block(argument)
    # By value: some kernels change buffers without counting a version.
    changed = [n for n, (place, old) in enumerate(zip(places, before)) if not torch.equal(_plain(old), _plain(_buffer(place)))]
    return changed, versions != [tensor._version for tensor in tensors(argument)]


def _plain(buffer: Tensor) -> Tensor:
    return buffer.nan_to_num() if differentiable(buffer) else buffer


def _buffer(place: _repeat.Place) -> Tensor:
    module, name = place
    buffer = module._buffers[name]
    assert buffer is not None
    return buffer


def _trainable(block: nn.Module) -> list[nn.Parameter]:
    return [parameter for parameter in block.parameters() if parameter.requires_grad]


def _timed(call: Callable[[], Any], device: torch.device, clock: Callable[[], float]) -> tuple[float, Any]:
    if device.type == "cuda":
        torch.cuda.synchronize(device)
    start = clock()
    result = call()
    if device.type == "cuda":
        torch.cuda.synchronize(device)
    return clock() - start, result


def _median(call: Callable[[], float], repeat: int) -> float:
    return statistics.median(call() for _ in range(repeat))


def _cost(seconds: float) -> float:
    return round(seconds, 9)
