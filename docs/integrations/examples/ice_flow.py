"""An ice stream: in each step its velocity is solved for until it no longer changes, and then moves the ice.

The velocity u balances viscous stress, whose viscosity depends on the strain, friction, and the pull of gravity. It is found by
Newton's method, and its adjoint not by going back through the iterations but from the equation itself: one solve with the
transposed matrix. The thickness follows from u and snow. The result is the
mean square of the last thickness, its gradient that by the first thickness and by the friction of every cell.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from comparison import check_slope, compare

CELLS, STEPS = 60, 80
WIDTH, TIME = 1.0 / CELLS, 2e-3
BED = 0.5 * (1 - np.arange(CELLS) * WIDTH)
#: What takes the slope of a surface.
SLOPE = np.gradient(np.eye(CELLS), WIDTH, axis=0)


class Gradient(NamedTuple):
    thickness: np.ndarray
    friction: np.ndarray


def balance(u: np.ndarray, h: np.ndarray, friction: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What is out of balance at each cell, and its derivatives by u and by h."""
    # The stress between two cells: h (e^2 + 0.01)^(-1/3) e, e the strain; nothing beyond the ends.
    strain = (u[1:] - u[:-1]) / WIDTH
    base = strain**2 + 0.01
    viscosity, mean = base ** (-1 / 3), (h[1:] + h[:-1]) / 2
    stress = np.zeros(CELLS + 1)
    stress[1:-1] = mean * viscosity * strain
    by_strain = mean * (viscosity - 2 / 3 * strain**2 * base ** (-4 / 3)) / WIDTH
    by_mean = viscosity * strain / 2
    slope = np.gradient(h + BED, WIDTH)
    residual = (stress[1:] - stress[:-1]) / WIDTH * 0.1 - friction * u - h * slope
    by_u, by_h = np.diag(-friction), np.diag(-slope) - h[:, None] * SLOPE
    k = np.arange(CELLS - 1)
    for cell, sign in ((k, 0.1 / WIDTH), (k + 1, -0.1 / WIDTH)):
        by_u[cell, k + 1] += sign * by_strain
        by_u[cell, k] -= sign * by_strain
        by_h[cell, k] += sign * by_mean
        by_h[cell, k + 1] += sign * by_mean
    return residual, by_u, by_h


def velocity(h: np.ndarray, friction: np.ndarray) -> np.ndarray:
    """The velocity in balance, by Newton's method until it stands still."""
    u = np.zeros(CELLS)
    for _ in range(100):
        residual, by_u, _ = balance(u, h, friction)
        change = np.linalg.solve(by_u, -residual)
        u = u + change
        if np.max(np.abs(change)) < 1e-13 * max(1, np.max(np.abs(u))):
            return u
    raise ArithmeticError("the velocity does not converge")


def move(h: np.ndarray, u: np.ndarray) -> np.ndarray:
    """The thickness after a step: ice flows from a cell into the next, and snow falls."""
    flow = np.concatenate([[0.0], (h * u)[:-1], [h[-1] * u[-1]]])
    return h + TIME * (0.3 - (flow[1:] - flow[:-1]) / WIDTH)


def model(friction: np.ndarray):  # type: ignore[no-untyped-def]
    def step(i: int, h: np.ndarray) -> np.ndarray:
        return move(h, velocity(h, friction))

    def vjp(i: int, h: np.ndarray, adjoint: Gradient | None) -> Gradient:
        u = velocity(h, friction)
        if adjoint is None:
            adjoint = Gradient(2 * move(h, u) / CELLS, np.zeros(CELLS))
        a = adjoint.thickness
        # The adjoint of the flow of each cell, which leaves it and enters the next.
        flow = TIME / WIDTH * (np.append(a[1:], 0.0) - a)
        _, by_u, by_h = balance(u, h, friction)
        # The balance ties u to h and friction: its adjoint is one solve with the transposed matrix.
        weight = -np.linalg.solve(by_u.T, flow * h)
        return Gradient(a + flow * u + by_h.T @ weight, adjoint.friction - weight * u)

    return step, vjp


def main() -> None:
    h = 1 + 0.2 * np.cos(2 * np.pi * np.arange(CELLS) * WIDTH)
    friction = 5 + np.sin(4 * np.pi * np.arange(CELLS) * WIDTH)
    gradient = compare("ice flow", STEPS, h, *model(friction))

    def result(distance: float) -> float:
        step, _ = model(friction * (1 + distance))
        x = h * (1 + distance)
        for i in range(STEPS):
            x = step(i, x)
        return float(np.mean(x**2))

    check_slope("ice flow", float(gradient.thickness @ h + gradient.friction @ friction), result)


if __name__ == "__main__":
    main()
