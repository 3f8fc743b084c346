"""Trains a sequential PyTorch model within a memory budget, by the fastest schedule that fits.

    from adjsched.torch import Checkpointed

    model = Checkpointed(nn.Sequential(...), example, "600 MiB")
    loss = criterion(model(x), target)
    loss.backward()

measure times the blocks and counts their bytes, plan finds a schedule, Checkpointed runs it. Needs PyTorch 2.4 or newer.
"""

try:
    import torch as _torch  # noqa: F401
except ImportError as _error:
    raise ImportError("adjsched.torch needs PyTorch; install it with: pip install torch") from _error

from ._measure import Block, Measured, measure
from ._memory import watched
from ._module import Checkpointed
from ._plan import Plan, plan

__all__ = ["Block", "Checkpointed", "Measured", "Plan", "measure", "plan", "watched"]
