"""The adapter in dolfinx-adjoint on one and two ranks: gradients are those of the run that keeps everything."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

if any(importlib.util.find_spec(name) is None for name in ("dolfinx_solver", "dolfinx_adjoint")):
    raise unittest.SkipTest("DOLFINx and dolfinx-adjoint are not installed")

import numpy as np

from adjsched import find_program

STEPS = 20
PLANS = ["revolve -m 4", "disk-revolve -m 2 --disk-write 2 --disk-read 1", "hrevolve --level 1 --level disk=3:2:1"]
EXAMPLE = Path(__file__).resolve().parents[3] / "docs" / "integrations" / "examples" / "burgers_dolfinx.py"
# The launcher of the MPI that came with DOLFINx, not another of the system.
MPIRUN = Path(sys.executable).with_name("mpirun")


class DolfinxTests(unittest.TestCase):
    def run_on(self, ranks: int, folder: str, schedule: str | None = None) -> tuple[list[float], list[np.ndarray]]:
        """What the example prints, and each rank's gradient."""
        arguments = [*([schedule] if schedule else []), folder]
        done = subprocess.run(
            [MPIRUN, "-n", str(ranks), sys.executable, EXAMPLE, *arguments], capture_output=True, text=True,
            env=os.environ | {"OMP_NUM_THREADS": "1"})
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        numbers = [float(word) for word in done.stdout.split("\n")[-2].split()]
        return numbers, [np.load(f"{folder}/gradient-{rank}.npy") for rank in range(ranks)]

    def test_ranks_and_schedules(self) -> None:
        norms = []
        for ranks in (1, 2):
            with tempfile.TemporaryDirectory() as folder:
                (_, value, norm, rate), kept = self.run_on(ranks, folder)
                self.assertGreater(rate, 1.9)
                norms.append(norm)
                for plan in PLANS:
                    with self.subTest(ranks=ranks, plan=plan):
                        file = f"{folder}/schedule.jsonl"
                        command = [find_program(), *plan.split(), "--steps", str(STEPS), "--format", "jsonl", "-o", file, "-q"]
                        subprocess.run(command, check=True)
                        numbers, found = self.run_on(ranks, folder, file)
                        self.assertAlmostEqual(numbers[1], value, delta=1e-12 * abs(value))
                        self.assertGreater(numbers[3], 1.9)
                        distance = max(abs(one - other).max() for one, other in zip(found, kept))
                        self.assertLess(distance, 1e-11 * max(abs(one).max() for one in kept))
                        print(f"{ranks} ranks, {plan}: |g| {numbers[2]:.12g}, distance {distance:.1e}, Taylor {numbers[3]}")
        # Another number of ranks adds up in another order.
        self.assertAlmostEqual(norms[0], norms[1], delta=1e-9 * norms[0])


if __name__ == "__main__":
    unittest.main()
