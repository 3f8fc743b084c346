"""Time and memory of a training step: plain, by torch.utils.checkpoint, and by schedules within the same bytes.

    python bench_torch.py [PAGE]

Writes the table into the page between its marks, or prints it. One thread, processor time of that thread, the least of
seven steps, taken in turns; bytes are those that PyTorch's allocator has given out beyond those at the start of the step.
"""

from __future__ import annotations

import copy
import functools
import os
import platform
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.utils.checkpoint import checkpoint_sequential

from adjsched.torch import Checkpointed, Plan, measure, plan, watched
from networks import resnet, transformer

SEGMENTS = [2, 3, 4, 6]
REPEAT = 7
Run = Callable[[Tensor], Tensor]


class Case:
    """A network, and a step of its training."""

    def __init__(self, name: str, model: nn.Sequential, example: Tensor, loss: Callable[[Tensor], Tensor]) -> None:
        self.name, self.model, self.example, self.loss = name, model, example, loss

    def step(self, run: Run) -> None:
        self.loss(run(self.example)).backward()

    def peak(self, model: nn.Sequential, run: Run, reference: nn.Sequential) -> tuple[int, str]:
        """Bytes of a step, and whether its gradients and buffers are those of the reference."""
        torch.manual_seed(1)
        _, _, peak = watched(lambda: self.step(run), torch.device("cpu"))
        gradients = all(torch.equal(a.grad, b.grad) for a, b in zip(model.parameters(), reference.parameters()))
        buffers = all(torch.equal(a, b) for a, b in zip(model.buffers(), reference.buffers()))
        return peak, f"{'same' if gradients else 'other'} | {'same' if buffers else 'other'}"

    def seconds(self, runs: list[tuple[nn.Sequential, Run]]) -> list[float]:
        """The least seconds of a step of each, which take turns."""
        least = [float("inf")] * len(runs)
        for _ in range(REPEAT):
            for number, (model, run) in enumerate(runs):
                model.zero_grad()
                start = time.thread_time()
                self.step(run)
                least[number] = min(least[number], time.thread_time() - start)
        return least

    def rows(self) -> list[str]:
        measured = measure(list(self.model), self.example, repeat=REPEAT, clock=time.thread_time)
        reference = copy.deepcopy(self.model)
        torch.manual_seed(1)
        self.step(reference)
        runs: list[tuple[nn.Sequential, Run]] = []
        cells = []

        def add(how: str, model: nn.Sequential, run: Run, made: Plan | None = None) -> int:
            runs.append((model, run))
            peak, same = self.peak(model, run, reference)
            announced = ("", "") if made is None else (f"{made.peak / 2**20:.1f}", f"{made.makespan:.3f}")
            cells.append((how, f"{peak / 2**20:.1f}", *announced, same))
            return peak

        model = copy.deepcopy(self.model)
        add("plain", model, model)
        for segments in SEGMENTS:
            model = copy.deepcopy(self.model)
            cut = functools.partial(checkpoint_sequential, model, segments, use_reentrant=False)
            peak = add(f"checkpoint_sequential, {segments} segments", model, lambda x, cut=cut: cut(input=x))
            model = copy.deepcopy(self.model)
            made = plan(measured, peak)
            add("a schedule within these bytes", model, Checkpointed(model, self.example, made=made), made)
        return [
            f"| {self.name} | {how} | {peak} | {bytes_} | {seconds:.3f} | {announced} | {same} |"
            for (how, peak, bytes_, announced, same), seconds in zip(cells, self.seconds(runs))
        ]


def main(arguments: list[str]) -> None:
    torch.set_num_threads(1)
    torch.manual_seed(0)
    labels, tokens = torch.randint(0, 10, (8,)), torch.randint(0, 200, (4, 129))
    cases = [
        Case("ResNet", resnet(16, 5), torch.randn(8, 3, 48, 48), lambda y: functional.cross_entropy(y, labels)),
        Case("transformer", transformer(200, 128, 96, 8), tokens[:, :-1],
             lambda y: functional.cross_entropy(y.flatten(0, 1), tokens[:, 1:].flatten())),
    ]
    lines = [
        "| network | step | MiB | announced | seconds | announced | gradients | buffers |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
        *(row for case in cases for row in case.rows()),
    ]
    where = f"PyTorch {torch.__version__}, Python {platform.python_version()}, {processor()}, {os.cpu_count()} cores, " \
        f"load average {os.getloadavg()[1]:.0f}."
    text = "\n".join([*lines, "", where]) + "\n"
    if not arguments:
        print(text)
        return
    page = Path(arguments[0])
    marks = r"(<!-- table -->\n).*?(<!-- end of table -->)"
    page.write_text(re.sub(marks, lambda found: found[1] + text + found[2], page.read_text(), flags=re.S))


def processor() -> str:
    names = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    return names[1] if names else platform.machine()


if __name__ == "__main__":
    main(sys.argv[1:])
