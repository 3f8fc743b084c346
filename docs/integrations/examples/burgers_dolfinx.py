"""Burgers' equation in DOLFINx with dolfinx-adjoint, implicit, on as many ranks as MPI has, by a schedule.

    mpirun -n 2 python burgers_dolfinx.py [SCHEDULE FOLDER]

Prints the functional and the gradient's norm, runs a Taylor test, and writes each rank's gradient to FOLDER. Without a
schedule every step is kept. States on levels behind the first are files of dolfinx-adjoint's in FOLDER.
"""

from __future__ import annotations

import contextlib
import sys

import dolfinx_solver  # noqa: F401  (finds the libraries of the wheel)
import dolfinx
import dolfinx_adjoint
import numpy as np
import pyadjoint
import ufl
from checkpoint_schedules import StorageType
from mpi4py import MPI

from adjsched.checkpoint_schedules import AdjschedSchedule

STEPS, CELLS, DT, VISCOSITY = 20, 12, 0.01, 0.01
SOLVER = {
    "ksp_type": "preonly", "pc_type": "lu", "pc_factor_mat_solver_type": "mumps", "snes_rtol": 1e-12, "snes_atol": 1e-12,
}


def main(arguments: list[str]) -> None:
    folder = arguments[-1]
    world, tape = MPI.COMM_WORLD, pyadjoint.get_working_tape()
    scheduled = len(arguments) == 2
    if scheduled:
        schedule = AdjschedSchedule(arguments[0])
        if schedule.uses_storage_type(StorageType.DISK):
            dolfinx_adjoint.enable_disk_checkpointing(folder, world)
        tape.enable_checkpointing(schedule)
    mesh = dolfinx.mesh.create_unit_square(world, CELLS, CELLS)
    space = dolfinx.fem.functionspace(mesh, ("Lagrange", 2, (2,)))
    start, before, u = (dolfinx_adjoint.Function(space, name=name) for name in ("start", "before", "u"))
    start.interpolate(lambda x: np.vstack((np.sin(2 * np.pi * x[0]) * np.sin(np.pi * x[1]), 0 * x[0])))
    v = ufl.TestFunction(space)
    form = (
        ufl.inner((u - before) / DT, v) + ufl.inner(ufl.dot(u, ufl.nabla_grad(u)), v)
        + VISCOSITY * ufl.inner(ufl.grad(u), ufl.grad(v))
    ) * ufl.dx
    mesh.topology.create_connectivity(1, 2)
    edge = dolfinx.fem.locate_dofs_topological(space, 1, dolfinx.mesh.exterior_facet_indices(mesh.topology))
    wall = dolfinx_adjoint.dirichletbc(dolfinx_adjoint.Function(space, name="wall"), edge)
    linear = {key: value for key, value in SOLVER.items() if not key.startswith("snes")}
    problem = dolfinx_adjoint.NonlinearProblem(form, u, bcs=[wall], petsc_options=SOLVER, adjoint_petsc_options=linear)
    control = pyadjoint.Control(start)
    dolfinx_adjoint.assign(start, u)
    result = 0
    for _ in tape.timestepper(iter(range(STEPS))) if scheduled else range(STEPS):
        dolfinx_adjoint.assign(u, before)
        problem.solve()
        result += dolfinx_adjoint.assemble_scalar(DT * ufl.inner(u, u) * ufl.dx)
    functional = pyadjoint.ReducedFunctional(result, control)
    gradient = functional.derivative()
    owned = gradient.x.array[: space.dofmap.index_map.size_local * space.dofmap.index_map_bs]
    np.save(f"{folder}/gradient-{world.rank}.npy", owned)
    norm = world.allreduce(owned @ owned) ** 0.5
    direction = dolfinx_adjoint.Function(space)
    direction.interpolate(lambda x: np.vstack((x[0] * (1 - x[0]) * x[1] * (1 - x[1]), 0 * x[0])))
    with contextlib.redirect_stdout(None):
        rate = pyadjoint.taylor_test(functional, start, direction)
    if world.rank == 0:
        print(f"{world.size} {float(result):.12g} {norm:.12g} {rate:.3f}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
