! The gradient of J = sum u^2 / 2 after n steps of the viscous Burgers equation, with respect to the initial state and the
! viscosity, by a schedule of adjsched:
!
!     gfortran -O2 Sources/fortran/adjsched.f90 burgers.f90 -o burgers
!     adjsched hrevolve --steps 2000 --level 5 --level disk=20:5:5 --slots | ./burgers FOLDER
!
! Level 0 is memory, level 1 files in FOLDER; a further word makes them durable and fills all slots beforehand. The gradient is
! compared with that of a run that keeps every state.
module burgers
  use, intrinsic :: iso_fortran_env, only: int64, real64
  use adjsched
  implicit none
  integer, parameter :: n = 200
  real(real64), parameter :: dx = 1.0_real64 / n, dt = 1e-4_real64

  type, extends(adjsched_model) :: model
    real(real64) :: u(n), adjoint(n), nu = 0.01_real64, nu_adjoint = 0
  contains
    procedure :: forward
    procedure :: backward
    procedure :: pack
    procedure :: unpack
    ! For schedules with tapes:
    procedure :: tape
    procedure :: from_tape
    procedure :: backward_tape
  end type
contains
  subroutine start(self)
    class(model), intent(inout) :: self
    integer :: i
    self%u = [(sin(2 * acos(-1.0_real64) * i * dx) + 0.5_real64, i = 0, n - 1)]
  end subroutine

  ! u_i += dt (-u_i (u_r - u_l) / 2 dx + nu (u_r - 2 u_i + u_l) / dx^2), on a circle.
  subroutine forward(self, step)
    class(model), intent(inout) :: self
    integer(int64), intent(in) :: step
    real(real64) :: left(n), right(n)
    if (step < 0) error stop
    left = cshift(self%u, -1)
    right = cshift(self%u, 1)
    self%u = self%u - dt * self%u * (right - left) / (2 * dx) + dt * self%nu * (right - 2 * self%u + left) / (dx * dx)
  end subroutine

  subroutine backward(self, step, is_turn)
    class(model), intent(inout) :: self
    integer(int64), intent(in) :: step
    logical, intent(in) :: is_turn
    real(real64) :: before(n)
    before = self%u
    if (is_turn) then
      call self%forward(step)
      call begin_adjoint(self, self%u)
    end if
    call adjoint_step(self, before)
  end subroutine

  ! dJ/du = u at the end.
  subroutine begin_adjoint(self, last)
    class(model), intent(inout) :: self
    real(real64), intent(in) :: last(:)
    self%adjoint = last
    self%nu_adjoint = 0
  end subroutine

  ! The adjoint of a step, from the state before it.
  subroutine adjoint_step(self, u)
    class(model), intent(inout) :: self
    real(real64), intent(in) :: u(:)
    real(real64) :: left(n), right(n), c(n), d
    left = cshift(u, -1)
    right = cshift(u, 1)
    c = dt * u / (2 * dx)
    d = dt * self%nu / (dx * dx)
    self%nu_adjoint = self%nu_adjoint + sum(self%adjoint * dt * (right - 2 * u + left)) / (dx * dx)
    self%adjoint = self%adjoint * (1 - dt * (right - left) / (2 * dx) - 2 * d) &
      + cshift(self%adjoint * (d - c), -1) + cshift(self%adjoint * (d + c), 1)
  end subroutine

  ! A tape is the states before and after its step.
  subroutine tape(self, step, values)
    class(model), intent(inout) :: self
    integer(int64), intent(in) :: step
    real(real64), intent(out) :: values(:)
    values(:n) = self%u
    call self%forward(step)
    values(n + 1:) = self%u
  end subroutine

  subroutine from_tape(self, step, values)
    class(model), intent(inout) :: self
    integer(int64), intent(in) :: step
    real(real64), intent(in) :: values(:)
    if (step < 0) error stop
    self%u = values(n + 1:)
  end subroutine

  subroutine backward_tape(self, step, is_first, values)
    class(model), intent(inout) :: self
    integer(int64), intent(in) :: step
    logical, intent(in) :: is_first
    real(real64), intent(in) :: values(:)
    if (step < 0) error stop
    if (is_first) call begin_adjoint(self, values(n + 1:))
    call adjoint_step(self, values(:n))
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

  ! The gradient of a run that keeps every state.
  subroutine keep_all(self, steps)
    class(model), intent(inout) :: self
    integer(int64), intent(in) :: steps
    real(real64), allocatable :: kept(:, :)
    integer(int64) :: step
    allocate (kept(n, 0:steps - 1))
    call start(self)
    do step = 0, steps - 1
      kept(:, step) = self%u
      call self%forward(step)
    end do
    do step = steps - 1, 0, -1
      self%u = kept(:, step)
      call self%backward(step, step == steps - 1)
    end do
  end subroutine
end module

program main
  use burgers
  implicit none
  type(model) :: m, kept
  type(adjsched_level) :: levels(0:1)
  type(adjsched_result) :: result
  logical :: is_equal
  integer(int64) :: steps
  integer :: i
  call get_command_argument(1, levels(1)%folder)
  levels(1)%durable = command_argument_count() > 1
  call start(m)
  call adjsched_run(m, n, levels, result, tape_size=2 * n, prepare=levels(1)%durable)
  if (allocated(result%error)) then
    print '(a)', 'burgers: ' // result%error
    stop 1
  end if
  steps = result%length + merge(1, 0, result%tapes == 0)
  call keep_all(kept, steps)
  is_equal = all(transfer([m%adjoint, m%nu_adjoint], [0_int64]) == transfer([kept%adjoint, kept%nu_adjoint], [0_int64]))
  print '(a,i0,a,i0,a,es23.16,a,es23.16,a)', 'Fortran steps ', steps, ' forward ', result%forward_steps, &
    ' gradient ', sum(m%adjoint * [(cos(real(i, real64)), i = 0, n - 1)]), ' nu ', m%nu_adjoint, &
    ', of store-all: ' // trim(merge('equal    ', 'NOT EQUAL', is_equal))
  if (.not. is_equal) stop 1
end program
