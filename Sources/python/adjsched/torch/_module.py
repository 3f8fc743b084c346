"""A sequential model that trains by a schedule, in a usual loop."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn
from torch.autograd.function import once_differentiable

from .._errors import ScheduleError
from ._measure import measure
from ._pass import Pass
from ._plan import Plan, plan
from ._states import State, rebuilt, tensors


class Checkpointed(nn.Module):
    """Runs blocks one after another, within a number of bytes.

        model = Checkpointed(nn.Sequential(...), example, "600 MiB")
        for x, target in batches:
            loss = criterion(model(x), target)
            loss.backward()
            ...

    Gradients, buffers and the random state are bit for bit those of the plain model. Each block is measured when the
    object is made, on an input like those of training; the schedule holds for other batch sizes, its bytes do
    not. Where no gradient is needed the blocks just run.
    """

    def __init__(
        self, model: nn.Sequential | Sequence[nn.Module], example: State, capacity: int | str | None = None,
        *, made: Plan | None = None,
    ) -> None:
        """Measures and plans, or takes a plan of this model that is made already."""
        super().__init__()
        self.model = model if isinstance(model, nn.Module) else nn.Sequential(*model)
        if not isinstance(self.model, nn.Sequential) or not len(self.model):
            raise ScheduleError(f"{type(model).__name__}: is no sequence of blocks; give an nn.Sequential or a list of modules")
        #: The schedule, with the time and the bytes that it is announced to take.
        self.plan = made if made is not None else plan(measure(list(self.model), example), capacity)
        if len(self.plan.measured.blocks) != len(self.model):
            raise ScheduleError(
                f"the plan is for {len(self.plan.measured.blocks)} blocks, the model has {len(self.model)}; plan this model"
            )

    def forward(self, state: State) -> State:
        inputs = tensors(state)
        parameters = list({id(p): p for p in self.model.parameters() if p.requires_grad}.values())
        if not torch.is_grad_enabled() or not any(t.requires_grad for t in [*inputs, *parameters]):
            return self.model(state)
        for name, parameter in self.model.named_parameters():
            if parameter._backward_hooks:
                raise ScheduleError(
                    f"parameter {name} has a hook, which would be called for each block that has it; use "
                    "register_post_accumulate_grad_hook"
                )
        step = Pass(list(self.model), self.plan, state)
        result: list[State] = []
        outputs: tuple[Tensor, ...] = _Step.apply(
            step, result, len(inputs), *inputs, *parameters
        )
        return rebuilt(result[0], outputs)


class _Step(torch.autograd.Function):
    """A node of the caller's graph whose backward runs the rest of a schedule."""

    @staticmethod
    def forward(ctx: Any, step: Pass, result: list[State], count: int, *given: Tensor) -> tuple[Tensor, ...]:
        ctx.set_materialize_grads(False)
        ctx.step, ctx.count, ctx.parameters = step, count, [id(p) for p in given[count:]]
        output = step.forward()
        result.append(output)
        found = tuple(tensors(output))
        needed = step.output_needs
        ctx.mark_non_differentiable(*(t for t, need in zip(found, needed) if not need))
        return found

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, *adjoint: Tensor | None) -> tuple[Any, ...]:
        found = ctx.step.backward(adjoint)
        gradients = ctx.step.gradients
        return (None, None, None, *found, *(gradients.pop(at, None) for at in ctx.parameters))
