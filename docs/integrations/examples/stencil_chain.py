"""A chain of stencils and convolutions whose adjoint is a stencil again, in pull form, with threads.

A step blurs an image by a convolution of 3 x 3 and adds a reaction. The adjoint could push each cell's weight to its neighbours,
where threads would meet; here every cell pulls from its neighbours with the mirrored convolution, so that each number is written by
one thread, and the gradient does not depend on how many there are, to the last bit.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from comparison import check_slope, compare

SIDE, STEPS = 128, 60
KERNEL = np.array([[0.02, 0.08, 0.03], [0.10, 0.50, 0.07], [0.05, 0.11, 0.04]])


def rows(threads: int) -> list[slice]:
    bounds = [SIDE * k // threads for k in range(threads + 1)]
    return [slice(a, b) for a, b in zip(bounds, bounds[1:])]


def convolved(x: np.ndarray, kernel: np.ndarray, part: slice) -> np.ndarray:
    """The rows of a convolution on a torus: each cell the weighted sum of its neighbours."""
    around = np.pad(x[np.arange(part.start - 1, part.stop + 1) % SIDE], ((0, 0), (1, 1)), mode="wrap")
    count = part.stop - part.start
    total = np.zeros((count, SIDE))
    for down in range(3):
        for right in range(3):
            total += kernel[down, right] * around[down : down + count, right : right + SIDE]
    return total


def model(threads: int, pool: ThreadPoolExecutor):  # type: ignore[no-untyped-def]
    parts = rows(threads)

    def in_parts(body: Callable[[slice], np.ndarray]) -> np.ndarray:
        return np.concatenate(list(pool.map(body, parts)))

    def step(i: int, x: np.ndarray) -> np.ndarray:
        return in_parts(lambda part: convolved(x, KERNEL, part) + 0.05 * np.sin(x[part]))

    def vjp(i: int, x: np.ndarray, adjoint: np.ndarray | None) -> np.ndarray:
        # The result is the mean square of the last image.
        a = 2 * step(i, x) / SIDE**2 if adjoint is None else adjoint
        mirrored = KERNEL[::-1, ::-1]
        return in_parts(lambda part: convolved(a, mirrored, part) + 0.05 * np.cos(x[part]) * a[part])

    return step, vjp


def main() -> None:
    grid = np.arange(SIDE) * 2 * np.pi / SIDE
    x = np.sin(3 * grid)[:, None] * np.cos(5 * grid)[None, :]
    gradients = []
    with ThreadPoolExecutor(4) as pool:
        for threads in (1, 2, 4):
            step, vjp = model(threads, pool)
            gradients.append(compare(f"stencil chain, {threads} threads", STEPS, x, step, vjp))
    if any(not np.array_equal(gradients[0], other) for other in gradients[1:]):
        sys.exit("stencil chain: the gradient depends on the number of threads")

    def result(distance: float) -> float:
        with ThreadPoolExecutor(1) as pool:
            step, _ = model(1, pool)
            end = x * (1 + distance)
            for i in range(STEPS):
                end = step(i, end)
        return float(np.mean(end**2))

    check_slope("stencil chain", float(np.sum(gradients[0] * x)), result)


if __name__ == "__main__":
    main()
