"""Training by a schedule beside plain training: the same bits everywhere, within the announced bytes."""

from __future__ import annotations

import copy
import unittest
from collections.abc import Callable
from typing import Any

try:
    import torch
except ImportError as error:
    raise unittest.SkipTest("PyTorch is not installed") from error

from torch import Tensor, nn
from torch.nn import functional

from adjsched import PlanError, ScheduleError
from adjsched._operations import Backward, Discard, Forward, Operation, Read, Tape, Write
from adjsched.torch import Checkpointed, Plan, measure, plan, watched
from adjsched.torch._replay import Replay
from networks import resnet, transformer

CPU = torch.device("cpu")


def by_hand(model: nn.Sequential, example: Any) -> Plan:
    """Stores the input alone, and runs every block as often as there are blocks behind it."""
    length = len(model)
    operations: list[Operation] = [Write(0, 0)]
    for i in reversed(range(length)):
        operations += [Read(0, 0)] * (i < length - 1)
        operations += [Discard(0, 0)] * (i == 0)
        operations += [Forward(0, i)] * (i > 0)
        operations += [Tape(0, i), Backward(i)]
    measured = measure(list(model), example, repeat=1)
    return Plan(tuple(operations), 0, Replay(measured).run(operations), {}, measured)


class Same(unittest.TestCase):
    """Compares a step of training with the plain one."""

    def setUp(self) -> None:
        torch.manual_seed(0)
        self.threads = torch.get_num_threads()
        torch.set_num_threads(1)

    def tearDown(self) -> None:
        torch.set_num_threads(self.threads)

    def compare(
        self, model: nn.Sequential, example: Any, made: Plan, loss: Callable[[Any], Tensor] = lambda y: y.square().mean()
    ) -> int:
        """One step of each; returns the peak of that by the schedule, in bytes."""
        model.zero_grad()
        plain, ours = model, copy.deepcopy(model)
        checkpointed = Checkpointed(ours, example, made=made)
        found = []
        for run in (plain, checkpointed):
            inputs = example.detach().clone().requires_grad_(example.requires_grad) if isinstance(example, Tensor) else example
            torch.manual_seed(7)
            value, _, peak = watched(lambda: self.step(run, inputs, loss), CPU)
            found.append((value, torch.get_rng_state(), inputs, peak))
        (value, state, inputs, _), (our_value, our_state, our_inputs, peak) = found
        self.assertTrue(torch.equal(value, our_value), "loss")
        self.assertTrue(torch.equal(state, our_state), "random state")
        if isinstance(example, Tensor) and example.requires_grad:
            self.assertTrue(torch.equal(inputs.grad, our_inputs.grad), "gradient of the input")
        self.equal_models(plain, ours)
        return peak

    @staticmethod
    def step(run: nn.Module, inputs: Any, loss: Callable[[Any], Tensor]) -> Tensor:
        value = loss(run(inputs))
        value.backward()
        return value.detach()

    def equal_models(self, plain: nn.Module, ours: nn.Module) -> None:
        for (name, one), (_, other) in zip(plain.named_parameters(), ours.named_parameters(), strict=True):
            self.assertTrue(torch.equal(one, other), name)
            self.assertEqual(one.grad is None, other.grad is None, name)
            if one.grad is not None:
                self.assertTrue(torch.equal(one.grad, other.grad), f"gradient of {name}")
        for (name, one), (_, other) in zip(plain.named_buffers(), ours.named_buffers(), strict=True):
            self.assertTrue(torch.equal(one, other), f"buffer {name}")

    def within_budgets(self, model: nn.Sequential, example: Any, loss: Callable[[Any], Tensor], parts: list[float]) -> None:
        measured = measure(list(model), example, repeat=1)
        whole = plan(measured, None).peak
        for part in parts:
            with self.subTest(part=part):
                made = plan(measured, int(whole * part))
                self.assertLessEqual(made.peak, whole * part)
                peak = self.compare(copy.deepcopy(model), example, made, loss)
                # The loss is outside the model: a hundred bytes of numbers, and copies of the output.
                self.assertLessEqual(peak, made.peak + 100 + 4 * measured.state_sizes()[-1])
                self.assertGreater(peak, 0.9 * made.peak)


class Networks(Same):
    def test_residual_network(self) -> None:
        example, target = torch.randn(8, 3, 24, 24), torch.randint(0, 10, (8,))
        self.within_budgets(resnet(4, 5), example, lambda y: functional.cross_entropy(y, target), [1, 0.7, 0.5])

    def test_transformer_with_a_weight_in_two_blocks(self) -> None:
        example, target = torch.randint(0, 30, (4, 24)), torch.randint(0, 30, (4 * 24,))
        self.within_budgets(
            transformer(30, 24, 32, 4), example, lambda y: functional.cross_entropy(y.flatten(0, 1), target), [1, 0.6, 0.4]
        )

    def test_every_block_run_as_often_as_can_be(self) -> None:
        model, example = resnet(8, 2), torch.randn(4, 3, 8, 8)
        self.compare(model, example, by_hand(model, example))

    def test_a_run_over_a_stored_tape(self) -> None:
        model, example = resnet(4, 1), torch.randn(4, 3, 8, 8)
        measured = measure(list(model), example, repeat=1)
        for crossed in range(1, 4):
            operations = [
                Write(0, 0), Forward(0, crossed), Tape(0, crossed), Read(0, 0), Forward(0, 4), Tape(0, 4), Backward(4)]
            for i in (3, 2, 1, 0):
                make = [Read(0, 0), *[Forward(0, i)] * (i > 0), Tape(0, i)] if i != crossed else []
                operations += [*make, Backward(i)]
            operations.append(Discard(0, 0))
            made = Plan(tuple(operations), 0, Replay(measured).run(operations), {}, measured)
            with self.subTest(crossed=crossed):
                self.compare(copy.deepcopy(model), example, made)


class Shift(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.by = nn.Parameter(torch.randn(6))

    def forward(self, state: tuple[Tensor, Tensor, int]) -> tuple[Tensor, Tensor, int]:
        x, mask, count = state
        return torch.tanh(x * self.by) * mask, mask, count + 1


class Drift(nn.Module):
    """Its output depends on a buffer, which it changes: one in place, one by another tensor."""

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("inside", torch.ones(6))
        self.register_buffer("other", torch.ones(6))
        self.weight = nn.Parameter(torch.randn(6))

    def forward(self, x: Tensor) -> Tensor:
        self.inside.add_(x.detach().mean(0))
        self.other = self.other * 0.5
        return x * self.weight * self.inside.clone() + self.other


class Twice(nn.Module):
    """Uses its layer two times."""

    def __init__(self, layer: nn.Module) -> None:
        super().__init__()
        self.layer = layer

    def forward(self, x: Tensor) -> Tensor:
        return torch.tanh(self.layer(torch.sin(self.layer(x))))


class Kinds(Same):
    """What blocks do in practice."""

    def check(self, model: nn.Sequential, example: Any, **more: Any) -> None:
        self.compare(model, example, by_hand(model, example), **more)

    def test_parameters_of_several_blocks(self) -> None:
        layer = nn.Linear(6, 6)
        self.check(nn.Sequential(Twice(layer), layer, Twice(layer), nn.Tanh(), Twice(layer), layer), torch.randn(5, 6))

    def test_blocks_that_change_their_input(self) -> None:
        model = nn.Sequential(
            nn.Linear(6, 6), nn.ReLU(inplace=True), nn.Linear(6, 6), nn.Dropout(0.5, inplace=True), nn.ReLU(inplace=True),
            nn.Linear(6, 6),
        )
        self.check(model, torch.randn(5, 6))

    def test_several_tensors(self) -> None:
        example = (torch.randn(5, 6), torch.rand(5, 6).round(), 0)
        self.check(nn.Sequential(*(Shift() for _ in range(4))), example, loss=lambda y: y[0].sum() * y[2])

    def test_buffers_that_matter(self) -> None:
        self.check(nn.Sequential(nn.Linear(6, 6), Drift(), nn.Linear(6, 6), Drift(), nn.Linear(6, 6)), torch.randn(5, 6))

    def test_an_input_with_a_gradient(self) -> None:
        self.check(nn.Sequential(nn.Tanh(), nn.Linear(6, 6), nn.Tanh()), torch.randn(5, 6).requires_grad_())

    def test_frozen_blocks(self) -> None:
        model = nn.Sequential(nn.Linear(6, 6), nn.Tanh(), nn.Linear(6, 6), nn.Tanh(), nn.Linear(6, 6))
        model[0].requires_grad_(False)
        model[4].requires_grad_(False)
        self.check(model, torch.randn(5, 6))

    def test_views_of_the_input(self) -> None:
        self.check(nn.Sequential(nn.Identity(), nn.Flatten(), nn.Linear(12, 3), nn.Identity()), torch.randn(5, 3, 4))

    def test_batch_statistics_that_are_not_updated(self) -> None:
        model = nn.Sequential(nn.Linear(6, 6), nn.BatchNorm1d(6), nn.Linear(6, 6), nn.BatchNorm1d(6))
        made = by_hand(model.eval(), torch.randn(5, 6))
        self.compare(model, torch.randn(5, 6), made)
        # Measured in another mode than trained in.
        self.compare(model.train(), torch.randn(5, 6), made)

    def test_automatic_casts(self) -> None:
        model, example = nn.Sequential(*(nn.Linear(6, 6) for _ in range(4))), torch.randn(5, 6)
        with torch.autocast("cpu", torch.bfloat16):
            made = by_hand(model, example)
        def loss(run: nn.Module) -> Tensor:
            with torch.autocast("cpu", torch.bfloat16):
                value = run(example).float().sum()
            value.backward()
            return value.detach()
        ours = copy.deepcopy(model)
        self.assertTrue(torch.equal(loss(model), loss(Checkpointed(ours, example, made=made))))
        self.equal_models(model, ours)


class Loops(Same):
    def test_steps_of_an_optimiser_and_sums_of_gradients(self) -> None:
        plain, example = resnet(4, 1), torch.randn(4, 3, 8, 8)
        ours = copy.deepcopy(plain)
        checkpointed = Checkpointed(ours, example, made=by_hand(ours, example))
        for model, run in ((plain, plain), (ours, checkpointed)):
            torch.manual_seed(3)
            optimiser = torch.optim.SGD(model.parameters(), 0.05, momentum=0.9)
            for batch in (4, 3, 4):
                optimiser.zero_grad()
                for _ in range(2):
                    run(torch.randn(batch, 3, 8, 8)).square().mean().backward()
                optimiser.step()
        self.equal_models(plain, ours)

    def test_no_gradient_no_schedule(self) -> None:
        model, example = nn.Sequential(nn.Linear(6, 6), nn.Tanh()), torch.randn(5, 6)
        checkpointed = Checkpointed(model, example, made=by_hand(model, example))
        with torch.no_grad():
            self.assertIsNone(checkpointed(example).grad_fn)
        self.assertTrue(torch.equal(checkpointed(example), model(example)))

    def test_measuring_leaves_no_trace(self) -> None:
        model, example = resnet(4, 1), torch.randn(4, 3, 8, 8)
        before, state = copy.deepcopy(model), torch.get_rng_state()
        measure(list(model), example, repeat=2)
        self.equal_models(before, model)
        self.assertTrue(torch.equal(state, torch.get_rng_state()))

    def test_two_outputs_before_their_backward(self) -> None:
        plain, example = resnet(4, 1), torch.randn(4, 3, 8, 8)
        ours = copy.deepcopy(plain)
        checkpointed = Checkpointed(ours, example, made=by_hand(ours, example))
        for run in (plain, checkpointed):
            torch.manual_seed(3)
            (run(example) * run(example + 1)).sum().backward()
        # The order in which two passes add up is that of the caller's graph.
        for one, other in zip(plain.parameters(), ours.parameters()):
            self.assertTrue(torch.allclose(one.grad, other.grad, rtol=1e-4, atol=1e-6))
        for one, other in zip(plain.buffers(), ours.buffers()):
            self.assertTrue(torch.equal(one, other))


class Refusals(Same):
    def setUp(self) -> None:
        super().setUp()
        self.model, self.example = nn.Sequential(nn.Linear(6, 6), nn.Tanh(), nn.Linear(6, 6)), torch.randn(5, 6)
        self.checkpointed = Checkpointed(self.model, self.example, made=by_hand(self.model, self.example))

    def test_backward_twice(self) -> None:
        value = self.checkpointed(self.example).sum()
        value.backward(retain_graph=True)
        with self.assertRaisesRegex(RuntimeError, "run the model once more"):
            value.backward()

    def test_a_parameter_changed_before_backward(self) -> None:
        value = self.checkpointed(self.example).sum()
        with torch.no_grad():
            self.model[0].weight.mul_(2)
        with self.assertRaisesRegex(RuntimeError, "change parameters behind backward"):
            value.backward()

    def test_hooks_of_parameters(self) -> None:
        self.model[2].weight.register_hook(lambda gradient: gradient)
        with self.assertRaisesRegex(ScheduleError, "parameter 2.weight has a hook"):
            self.checkpointed(self.example)

    def test_other_gradients_than_measured(self) -> None:
        with self.assertRaisesRegex(ScheduleError, "measure and plan again"):
            self.checkpointed(self.example.requires_grad_())

    def test_an_input_changed_without_warning(self) -> None:
        model = nn.Sequential(nn.Linear(6, 6), nn.Dropout(0.5, inplace=True), nn.Linear(6, 6)).eval()
        made = by_hand(model, self.example)
        with self.assertRaisesRegex(ScheduleError, "block 1 changes its input in place"):
            Checkpointed(model.train(), self.example, made=made)(self.example)

    def test_too_few_bytes(self) -> None:
        with self.assertRaisesRegex(PlanError, "no schedule of this model was found within 64 bytes"):
            Checkpointed(self.model, self.example, 64)

    def test_values_that_hide_tensors(self) -> None:
        class Odd(nn.Module):
            def forward(self, x: Tensor) -> object:
                return object()

        with self.assertRaisesRegex(ScheduleError, r"block 1 \(Odd\): a value of type object"):
            measure([nn.Linear(6, 6), Odd()], self.example, repeat=1)

    def test_no_sequence(self) -> None:
        with self.assertRaisesRegex(ScheduleError, "Linear: is no sequence of blocks"):
            Checkpointed(nn.Linear(6, 6), self.example)


if __name__ == "__main__":
    unittest.main()
