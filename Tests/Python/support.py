"""What the tests have in common."""

from __future__ import annotations

import math

HEADER = '{"chain":{"length":%d},"levels":[{"name":"memory","slots":2},{"slots":1}]}'


def lines(length: int, operations: str) -> str:
    """A schedule of two levels, JSON Lines, from operations as text."""
    result = [HEADER % length]
    for operation in operations.split(", "):
        word, *numbers = operation.split()
        names = {"forward": ["from", "to"], "backward": ["step"]}.get(word, ["level", "step"])
        fields = "".join(f',"{name}":{number}' for name, number in zip(names, numbers))
        result.append(f'{{"op":"{word}"{fields}}}')
    return "\n".join(result)


class Pendulum:
    """A pendulum with friction: a chain whose states are pairs, whose result is a height, and whose parameter is the friction."""

    def __init__(self, friction: float = 0.3, start: tuple[float, float] = (2.5, 0.0)) -> None:
        self.friction, self.start = friction, start
        self.steps = 0

    def step(self, i: int, x: tuple[float, float]) -> tuple[float, float]:
        """One time step: x_i+1 from x_i."""
        self.steps += 1
        angle, speed = x
        return angle + 0.05 * speed, speed - 0.05 * (math.sin(angle) + self.friction * speed)

    def back(
        self, i: int, x: tuple[float, float], adjoint: tuple[float, float, float] | None
    ) -> tuple[float, float, float]:
        """The adjoint of a state, and the derivative by the friction so far."""
        angle, speed = x
        if adjoint is None:
            return math.sin(angle), 0.0, 0.0
        by_angle, by_speed, by_friction = adjoint
        return (
            by_angle - 0.05 * math.cos(angle) * by_speed,
            0.05 * by_angle + (1 - 0.05 * self.friction) * by_speed,
            by_friction - 0.05 * speed * by_speed,
        )

    def result(self, steps: int) -> float:
        """The height after a number of steps."""
        x = self.start
        for i in range(steps):
            x = self.step(i, x)
        return 1 - math.cos(x[0])

    def by_keeping_every_state(self, steps: int) -> tuple[float, float, float]:
        """The gradient of the height, without any schedule."""
        states = [self.start]
        for i in range(steps):
            states.append(self.step(i, states[-1]))
        adjoint = self.back(steps, states[steps], None)
        for i in reversed(range(steps)):
            adjoint = self.back(i, states[i], adjoint)
        return adjoint
