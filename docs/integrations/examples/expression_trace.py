"""Reverse differentiation of the trace of a long calculation, with a part of the trace at a time.

A calculation on a few dozen numbers is a long list of sums, products, sines and quotients, each of which replaces one number
by a function of it and of another: the trace of its expression graph. Reverse differentiation needs all values in reverse order. Here a step is a block of
the list, a state the numbers before it; backwards a block is run once more, remembering what it overwrites, and unwound.
"""

from __future__ import annotations

import math
import random

import numpy as np
from comparison import check_slope, compare

NUMBERS, BLOCK, STEPS = 24, 100, 120

Instruction = tuple[str, int, int]


def trace() -> list[list[Instruction]]:
    """The blocks of a calculation drawn by a fixed seed: an operation, the number that it replaces, and the other one."""
    draw = random.Random(1)
    return [
        [(draw.choice(["+", "*", "sin", "/"]), *draw.sample(range(NUMBERS), 2)) for _ in range(BLOCK)]
        for _ in range(STEPS)]


def value(word: str, x: float, y: float) -> float:
    match word:
        case "+":
            return 0.99 * x + 0.01 * y
        case "*":
            return x * (1 + 0.05 * math.sin(y))
        case "sin":
            return x + 0.05 * math.sin(y)
        case _:
            return x / (1 + 0.01 * x * x) + 0.05 / (1 + y * y)


def slopes(word: str, x: float, y: float) -> tuple[float, float]:
    """The derivatives of the value by both numbers."""
    match word:
        case "+":
            return 0.99, 0.01
        case "*":
            return 1 + 0.05 * math.sin(y), 0.05 * x * math.cos(y)
        case "sin":
            return 1.0, 0.05 * math.cos(y)
        case _:
            return (1 - 0.01 * x * x) / (1 + 0.01 * x * x) ** 2, -0.1 * y / (1 + y * y) ** 2


BLOCKS = trace()


def step(i: int, state: np.ndarray) -> np.ndarray:
    numbers = state.tolist()
    for word, target, other in BLOCKS[i]:
        numbers[target] = value(word, numbers[target], numbers[other])
    return np.array(numbers)


def vjp(i: int, state: np.ndarray, adjoint: np.ndarray | None) -> np.ndarray:
    numbers = state.tolist()
    before: list[float] = []
    for word, target, other in BLOCKS[i]:
        before.append(numbers[target])
        numbers[target] = value(word, numbers[target], numbers[other])
    # The result is the sum of squares of the last numbers.
    bar = [2 * x for x in numbers] if adjoint is None else adjoint.tolist()
    for (word, target, other), old in zip(reversed(BLOCKS[i]), reversed(before)):
        numbers[target] = old
        by_target, by_other = slopes(word, old, numbers[other])
        bar[other] += bar[target] * by_other
        bar[target] *= by_target
    return np.array(bar)


def main() -> None:
    state = np.linspace(-1, 1, NUMBERS)
    direction = np.cos(np.arange(NUMBERS))
    gradient = compare("expression trace", STEPS, state, step, vjp)

    def result(distance: float) -> float:
        x = state + distance * direction
        for i in range(STEPS):
            x = step(i, x)
        return float(np.sum(x**2))

    check_slope("expression trace", float(gradient @ direction), result)


if __name__ == "__main__":
    main()
