"""A residual network as a dynamical system that is controlled: x_{k+1} = x_k + h tanh(W_k x_k + b_k).

Points of two spirals have to end on two sides of a line. The controls are the W_k and b_k: a forward solve, a backward solve for the
co-state, whose products with the states are the gradient, and a step of the controls against it, until the loss has fallen to a
tenth. The co-state is the adjoint; the gradient of each step's controls is found when that step is reversed.
"""

from __future__ import annotations

import sys
from typing import Any

import numpy as np
from comparison import check_slope, compare

POINTS, WIDTH, STEPS, LENGTH = 200, 6, 50, 0.2

Controls = list[tuple[np.ndarray, np.ndarray]]
Adjoint = tuple[np.ndarray, tuple[Any, ...]]


def spirals() -> tuple[np.ndarray, np.ndarray]:
    """The points, in the first two of WIDTH coordinates, and the side of each."""
    angle = np.linspace(0.5, 6, POINTS // 2)
    arm = np.stack([np.cos(angle), np.sin(angle)]) * angle / 4
    x = np.zeros((WIDTH, POINTS))
    x[:2] = np.concatenate([arm, -arm], axis=1)
    return x, np.repeat([1.0, -1.0], POINTS // 2)


START, SIDE = spirals()


def loss(x: np.ndarray) -> float:
    return float(np.mean((x[0] - SIDE) ** 2) / 2)


def model(controls: Controls):  # type: ignore[no-untyped-def]
    def step(k: int, x: np.ndarray) -> np.ndarray:
        weight, bias = controls[k]
        return x + LENGTH * np.tanh(weight @ x + bias)

    def vjp(k: int, x: np.ndarray, adjoint: Adjoint | None) -> Adjoint:
        weight, bias = controls[k]
        active = np.tanh(weight @ x + bias)
        if adjoint is None:
            end = x + LENGTH * active
            costate, found = np.zeros_like(x), ()
            costate[0] = (end[0] - SIDE) / POINTS
        else:
            costate, found = adjoint
        inner = LENGTH * costate * (1 - active**2)
        return costate + weight.T @ inner, ((inner @ x.T, inner.sum(axis=1, keepdims=True)), *found)

    return step, vjp


def forward(controls: Controls) -> np.ndarray:
    step, _ = model(controls)
    x = START
    for k in range(STEPS):
        x = step(k, x)
    return x


def main() -> None:
    import adjsched

    draw = np.random.default_rng(1)
    controls = [(0.3 * draw.standard_normal((WIDTH, WIDTH)), np.zeros((WIDTH, 1))) for _ in range(STEPS)]
    _, gradient = compare("controlled network", STEPS, START, *model(controls))
    slope = sum(float(np.sum(d * w)) for (d, _), (w, _) in zip(gradient, controls))
    check_slope("controlled network", slope, lambda distance: loss(forward([(w * (1 + distance), b) for w, b in controls])))
    first = loss(forward(controls))
    # Gradient descent with momentum, each gradient by a schedule of one level.
    speed = [(np.zeros_like(w), np.zeros_like(b)) for w, b in controls]
    for iteration in range(1, 401):
        schedule = adjsched.plan(steps=STEPS, memory_slots=5)
        found = adjsched.run(schedule, START, *model(controls))
        assert found is not None
        speed = [(0.9 * v - 0.2 * d, 0.9 * s - 0.2 * e) for (v, s), (d, e) in zip(speed, found[1])]
        controls = [(w + v, b + s) for (w, b), (v, s) in zip(controls, speed)]
        now = loss(forward(controls))
        if now < first / 10:
            print(f"the loss fell from {first:.4f} to {now:.4f} in {iteration} updates of the controls\n")
            return
    sys.exit(f"controlled network: the loss is still {now:.4f} of {first:.4f}")


if __name__ == "__main__":
    main()
