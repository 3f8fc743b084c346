"""An acoustic gradient in Devito by schedules, beside the run that keeps the whole wave field: the same bits."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parents[3] / "docs" / "integrations" / "examples"
sys.path.append(str(EXAMPLES))

try:
    from acoustic_devito import PLANS, Shot
except ImportError as error:
    raise unittest.SkipTest("Devito, or what its examples need, is not installed") from error

import numpy as np

import adjsched


class DevitoTests(unittest.TestCase):
    """The gradient of the misfit of shots in a layered medium, seen from one without layers."""

    def test_gradients(self) -> None:
        shot = Shot()
        kept, _ = shot.by_keeping_every_state()
        self.assertGreater(np.linalg.norm(kept), 0)
        for options in PLANS:
            with self.subTest(options=options), tempfile.TemporaryDirectory() as folder:
                schedule = adjsched.plan(steps=shot.steps, **options)
                gradient, ran, peaks, _ = shot.by_schedule(schedule, folder + "/")
                np.testing.assert_array_equal(gradient, kept)
                statistics = adjsched.summary(steps=shot.steps, **options)["statistics"]
                # Every step runs once more before its adjoint.
                self.assertEqual(ran, statistics["forwardSteps"] + shot.steps)
                self.assertEqual(peaks, [level["peakSlots"] for level in statistics["levels"]])

    def test_the_example_as_a_program(self) -> None:
        done = subprocess.run([sys.executable, EXAMPLES / "acoustic_devito.py"], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("every gradient is that from the whole wave field, bit for bit", done.stdout)
        print(done.stdout)


if __name__ == "__main__":
    unittest.main()
