"""Counts the bytes of tensors that a call allocates."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from typing import TypeVar

import torch
from torch.autograd.profiler import profile

Result = TypeVar("Result")


def watched(call: Callable[[], Result], device: torch.device) -> tuple[Result, int, int]:
    """Calls, and returns also the bytes left allocated and the most that were, both beyond those at the start.

    On the processor each allocation of PyTorch's is counted, by its profiler; on CUDA those of its caching allocator are.
    What libraries below allocate by themselves is not seen.
    """
    if device.type == "cuda":
        torch.cuda.synchronize(device)
        torch.cuda.reset_peak_memory_stats(device)
        before = torch.cuda.memory_allocated(device)
        result = call()
        torch.cuda.synchronize(device)
        return result, torch.cuda.memory_allocated(device) - before, torch.cuda.max_memory_allocated(device) - before
    with _quiet(), profile(use_cpu=True, use_kineto=True, profile_memory=True) as recorded:
        result = call()
    events = [event for event in recorded.kineto_results.events() if event.name() == "[memory]"]
    kept = peak = 0
    for event in sorted(events, key=lambda event: event.start_ns()):
        kept += event.nbytes()
        peak = max(peak, kept)
    return result, kept, peak


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """The profiler says on standard error when it starts and stops, unless this variable forbids it."""
    before = os.environ.get("KINETO_LOG_LEVEL")
    os.environ["KINETO_LOG_LEVEL"] = before or "99"
    try:
        yield
    finally:
        if before is None:
            del os.environ["KINETO_LOG_LEVEL"]
