"""States: a tensor, or tuples, lists and dictionaries of tensors and plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from torch import Tensor

State = Any


def tensors(state: State) -> list[Tensor]:
    """The tensors of a state, in a fixed order. Raises TypeError for what may hide others."""
    if isinstance(state, Tensor):
        return [state]
    if isinstance(state, dict):
        return [tensor for part in state.values() for tensor in tensors(part)]
    if isinstance(state, (tuple, list)):
        return [tensor for part in state for tensor in tensors(part)]
    if state is None or isinstance(state, (bool, int, float, complex, str)):
        return []
    raise TypeError(
        f"a value of type {type(state).__name__} goes from block to block; only tensors, plain values, and tuples, lists "
        "and dictionaries of them can"
    )


def rebuilt(state: State, new: Iterable[Tensor]) -> State:
    """The state with its tensors replaced, in the order of tensors."""
    return _rebuilt(state, iter(new))


def _rebuilt(state: State, new: Iterator[Tensor]) -> State:
    if isinstance(state, Tensor):
        return next(new)
    if isinstance(state, dict):
        return {key: _rebuilt(part, new) for key, part in state.items()}
    if isinstance(state, tuple) and hasattr(state, "_fields"):
        return type(state)(*(_rebuilt(part, new) for part in state))
    if isinstance(state, (tuple, list)):
        return type(state)(_rebuilt(part, new) for part in state)
    return state


def detached(state: State) -> State:
    """The same values, without a graph."""
    return rebuilt(state, [tensor.detach() for tensor in tensors(state)])


def storages(found: Iterable[Tensor]) -> dict[int, int]:
    """The address of each memory block under some tensors, and its bytes: views of one block count once."""
    return {
        storage.data_ptr(): storage.nbytes()
        for storage in (tensor.untyped_storage() for tensor in found)
        if storage.nbytes() > 0
    }


def differentiable(tensor: Tensor) -> bool:
    """Whether a tensor's type has gradients."""
    return tensor.is_floating_point() or tensor.is_complex()
