"""Runs a block again as it ran first: the same random numbers, the same buffers, and no trace of the second run."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

Place = tuple[nn.Module, str]


def buffer_places(block: nn.Module) -> list[Place]:
    """Where the buffers of a block are."""
    return [(module, name) for module in block.modules() for name, buffer in module._buffers.items() if buffer is not None]


def copies(places: Sequence[Place]) -> list[Tensor]:
    """Copies of buffers; one that is in two places is copied once."""
    made: dict[int, Tensor] = {}
    found = []
    for module, name in places:
        buffer = module._buffers[name]
        assert buffer is not None
        found.append(made.setdefault(id(buffer), buffer.detach().clone()))
    return found


@contextlib.contextmanager
def instead(places: Sequence[Place], values: Sequence[Tensor]) -> Iterator[None]:
    """Puts other tensors in the place of buffers for a while. A graph that has saved a buffer is not disturbed."""
    before = [module._buffers[name] for module, name in places]
    for (module, name), value in zip(places, values):
        module._buffers[name] = value
    try:
        yield
    finally:
        for (module, name), buffer in zip(places, before):
            module._buffers[name] = buffer


def random_state(devices: Sequence[torch.device]) -> list[Tensor]:
    """The state of the generators of the processor and of CUDA devices."""
    return [torch.get_rng_state(), *(torch.cuda.get_rng_state(device) for device in devices)]


def set_random_state(devices: Sequence[torch.device], states: Sequence[Tensor]) -> None:
    torch.set_rng_state(states[0])
    for device, state in zip(devices, states[1:]):
        torch.cuda.set_rng_state(state, device)


def cuda_devices(found: Sequence[Tensor]) -> list[torch.device]:
    """The CUDA devices of some tensors."""
    return sorted({tensor.device for tensor in found if tensor.device.type == "cuda"}, key=lambda device: device.index or 0)


@dataclass(frozen=True)
class Past:
    """What a block found when it ran first."""

    devices: list[torch.device]
    random: list[Tensor]
    places: Sequence[Place]
    buffers: list[Tensor]

    @classmethod
    def now(cls, devices: list[torch.device], places: Sequence[Place]) -> Past:
        return cls(devices, random_state(devices), places, copies(places))

    @contextlib.contextmanager
    def again(self) -> Iterator[None]:
        """Inside, random numbers and buffers are those of then; behind, those of now, as if nothing had been run."""
        now = random_state(self.devices)
        set_random_state(self.devices, self.random)
        try:
            with instead(self.places, [buffer.clone() for buffer in self.buffers]):
                yield
        finally:
            set_random_state(self.devices, now)
