! The same gradient on several ranks, each with its part of the domain:
!
!     mpifort -O2 Sources/fortran/adjsched.f90 burgers_mpi.f90 -o burgers_mpi
!     adjsched hrevolve --steps 2000 --level 5 --level disk=20:5:5 --slots | mpirun -n 4 ./burgers_mpi FOLDER
!
! Rank 0 reads the schedule and broadcasts its lines; every rank runs them on its own part, with files of its own.
module burgers
  use, intrinsic :: iso_fortran_env, only: int64, real64, input_unit
  use mpi
  use adjsched
  implicit none
  integer, parameter :: all = 200
  real(real64), parameter :: dx = 1.0_real64 / all, dt = 1e-4_real64
  integer :: n, rank, ranks

  type, extends(adjsched_model) :: model
    real(real64), allocatable :: u(:), adjoint(:)
    real(real64) :: nu = 0.01_real64
    ! The part of the gradient from the rank's own cells.
    real(real64) :: nu_adjoint = 0
  contains
    procedure :: forward
    procedure :: backward
    procedure :: pack
    procedure :: unpack
  end type
contains
  ! Reads a line on rank 0 for all ranks.
  subroutine next_line(line, status)
    character(*), intent(out) :: line
    integer, intent(out) :: status
    integer :: error
    if (rank == 0) read (input_unit, '(a)', iostat=status) line
    call MPI_Bcast(status, 1, MPI_INTEGER, 0, MPI_COMM_WORLD, error)
    call MPI_Bcast(line, len(line), MPI_CHARACTER, 0, MPI_COMM_WORLD, error)
  end subroutine

  subroutine start(self)
    class(model), intent(inout) :: self
    integer :: i
    self%u = [(sin(2 * acos(-1.0_real64) * i * dx) + 0.5_real64, i = rank * n, rank * n + n - 1)]
    allocate (self%adjoint(n))
  end subroutine

  ! cshift over all ranks, by 1 or -1.
  function shifted(v, by) result(w)
    real(real64), intent(in) :: v(:)
    integer, intent(in) :: by
    real(real64) :: w(size(v)), halo
    integer :: to, from, error
    to = modulo(rank - by, ranks)
    from = modulo(rank + by, ranks)
    call MPI_Sendrecv(v(merge(1, n, by > 0)), 1, MPI_DOUBLE_PRECISION, to, 0, halo, 1, MPI_DOUBLE_PRECISION, from, 0, &
      MPI_COMM_WORLD, MPI_STATUS_IGNORE, error)
    w = cshift(v, by)
    w(merge(n, 1, by > 0)) = halo
  end function

  subroutine forward(self, step)
    class(model), intent(inout) :: self
    integer(int64), intent(in) :: step
    real(real64) :: left(n), right(n)
    if (step < 0) error stop
    left = shifted(self%u, -1)
    right = shifted(self%u, 1)
    self%u = self%u - dt * self%u * (right - left) / (2 * dx) + dt * self%nu * (right - 2 * self%u + left) / (dx * dx)
  end subroutine

  subroutine backward(self, step, is_turn)
    class(model), intent(inout) :: self
    integer(int64), intent(in) :: step
    logical, intent(in) :: is_turn
    real(real64) :: left(n), right(n), c(n), d, before(n)
    if (is_turn) then
      before = self%u
      call self%forward(step)
      self%adjoint = self%u
      self%u = before
      self%nu_adjoint = 0
    end if
    left = shifted(self%u, -1)
    right = shifted(self%u, 1)
    c = dt * self%u / (2 * dx)
    d = dt * self%nu / (dx * dx)
    self%nu_adjoint = self%nu_adjoint + sum(self%adjoint * dt * (right - 2 * self%u + left)) / (dx * dx)
    self%adjoint = self%adjoint * (1 - dt * (right - left) / (2 * dx) - 2 * d) &
      + shifted(self%adjoint * (d - c), -1) + shifted(self%adjoint * (d + c), 1)
  end subroutine

  subroutine pack(self, values)
    class(model), intent(in) :: self
    real(real64), intent(out) :: values(:)
    values = self%u
  end subroutine

  subroutine unpack(self, values)
    class(model), intent(inout) :: self
    real(real64), intent(in) :: values(:)
    self%u = values
  end subroutine
end module

program main
  use burgers
  implicit none
  type(model) :: m
  type(adjsched_level) :: levels(0:1)
  type(adjsched_result) :: result
  real(real64) :: sums(2)
  character(10) :: label
  integer :: i, error
  call MPI_Init(error)
  call MPI_Comm_rank(MPI_COMM_WORLD, rank, error)
  call MPI_Comm_size(MPI_COMM_WORLD, ranks, error)
  n = all / ranks
  if (n * ranks /= all) then
    if (rank == 0) print '(a)', 'burgers: the number of ranks must divide 200'
    call MPI_Abort(MPI_COMM_WORLD, 1, error)
  end if
  call get_command_argument(1, levels(1)%folder)
  write (label, '("rank", i0)') rank
  call start(m)
  call adjsched_run(m, n, levels, result, next_line=next_line, label=trim(label))
  if (allocated(result%error)) then
    print '(a)', 'burgers: ' // trim(label) // ': ' // result%error
    call MPI_Abort(MPI_COMM_WORLD, 1, error)   ! the other ranks wait for this one
  end if
  sums = [sum(m%adjoint * [(cos(real(i, real64)), i = rank * n, rank * n + n - 1)]), m%nu_adjoint]
  call MPI_Allreduce(MPI_IN_PLACE, sums, 2, MPI_DOUBLE_PRECISION, MPI_SUM, MPI_COMM_WORLD, error)
  if (rank == 0) print '(a,i0,a,i0,a,i0,a,es23.16,a,es23.16)', 'MPI ', ranks, '   steps ', result%length + 1, ' forward ', &
    result%forward_steps, ' gradient ', sums(1), ' nu ', sums(2)
  call MPI_Finalize(error)
end program
