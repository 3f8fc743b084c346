! Runs an adjoint by a schedule of adjsched. Fortran 2008 with functions of C's library, this file alone.
!
!     adjsched hrevolve --steps 2000 --level 5 --level disk=20:5:5 --slots | ./model
!
!     type, extends(adjsched_model) :: my_model        ! forward, backward, pack and unpack: see below
!     type(adjsched_level) :: levels(0:1)
!     levels(1)%folder = '/scratch'
!     call adjsched_run(model, state_size, levels)     ! the model holds x_0
!
! The driver moves states between the model and the slots of the levels, and calls the model for everything else. The
! adjoint, and the gradient of parameters, are the model's own: `backward` starts them at the turn and adds to them.
! For schedules with tapes the model overrides the procedures for tapes. Joins are refused.
!
! Every operation is checked before it runs. An error is one sentence with the line of the schedule and the remedy.
module adjsched
  use, intrinsic :: iso_fortran_env, only: int64, real64, input_unit, error_unit, iostat_end
  use, intrinsic :: iso_c_binding, only: c_associated, c_char, c_int, c_loc, c_null_char, c_ptr, c_size_t
  implicit none
  private
  public :: adjsched_model, adjsched_level, adjsched_result, adjsched_run

  ! No line of a schedule reaches 1000 bytes.
  integer, parameter, public :: adjsched_line = 1024
  integer, parameter :: path_length = 1200

  ! Your model: it holds the state at hand, the adjoint, and what it adds to the gradient of parameters.
  type, abstract :: adjsched_model
  contains
    ! Runs step `step`: x_step before, x_{step+1} after.
    procedure(forward_interface), deferred :: forward
    ! Runs the backward step `step` from x_step, which it may overwrite. The turn comes first and starts the adjoint: with
    ! schedules for --steps N it is that of the last step, N - 1.
    procedure(backward_interface), deferred :: backward
    ! Copies the state at hand to `values`, and back.
    procedure(pack_interface), deferred :: pack
    procedure(unpack_interface), deferred :: unpack
    ! To override for schedules with tapes: `tape` runs a step like `forward` and fills the tape's values; `from_tape` makes
    ! x_{step+1} the state at hand; `backward_tape` runs the backward step, the first of all being that of the last step,
    ! which starts the adjoint.
    procedure :: tape => no_tape
    procedure :: from_tape => no_state
    procedure :: backward_tape => no_backward
  end type

  ! Where a level of the schedule keeps its states.
  type :: adjsched_level
    ! An existing folder for one file per slot; blank for memory.
    character(1000) :: folder = ''
    ! Whether each write waits until its file is on the device, so that it survives a power failure.
    logical :: durable = .false.
  end type

  ! What a run did, and why it ended; there is no error after a whole run.
  type :: adjsched_result
    integer(int64) :: length = -1, forward_steps = 0, writes = 0, reads = 0, tapes = 0
    character(:), allocatable :: error
  end type

  ! A slot, the number of the state or of the tape in it, or -1, and its values if the level has no folder.
  type :: slot_type
    integer(int64) :: held = -1
    logical :: is_tape = .false., has_file = .false.
    real(real64), allocatable :: values(:)
  end type

  ! A level and its slots.
  type :: store
    character(72) :: name = ''
    integer(int64) :: slots = -1
    type(slot_type), allocatable :: places(:)
  end type

  type :: run_state
    type(adjsched_result) :: result
    type(adjsched_level), allocatable :: levels(:)
    type(store), allocatable :: stores(:)
    character(:), allocatable :: label
    integer(int64) :: line_number = 0, due = -1, at_hand = 0, run = 0
    integer :: state_size = 0, tape_size = 0
    logical :: has_begun = .false., has_tapes = .false., in_chain = .false., prepare = .false.
    character(adjsched_line) :: line = ''
    ! What goes to a file or comes from one.
    real(real64), allocatable :: buffer(:)
  end type

  abstract interface
    subroutine forward_interface(self, step)
      import :: adjsched_model, int64
      class(adjsched_model), intent(inout) :: self
      integer(int64), intent(in) :: step
    end subroutine
    subroutine backward_interface(self, step, is_turn)
      import :: adjsched_model, int64
      class(adjsched_model), intent(inout) :: self
      integer(int64), intent(in) :: step
      logical, intent(in) :: is_turn
    end subroutine
    subroutine pack_interface(self, values)
      import :: adjsched_model, real64
      class(adjsched_model), intent(in) :: self
      real(real64), intent(out) :: values(:)
    end subroutine
    subroutine unpack_interface(self, values)
      import :: adjsched_model, real64
      class(adjsched_model), intent(inout) :: self
      real(real64), intent(in) :: values(:)
    end subroutine
    ! Puts the next line into `line`; `status` is 0, iostat_end at the end, or another iostat.
    subroutine next_line_interface(line, status)
      character(*), intent(out) :: line
      integer, intent(out) :: status
    end subroutine
  end interface

  ! Files are C's: Fortran's run-time library does not tell when what it has buffered cannot be written.
  interface
    function c_rename(from, to) bind(c, name='rename') result(status)
      import :: c_char, c_int
      character(kind=c_char), intent(in) :: from(*), to(*)
      integer(c_int) :: status
    end function
    function c_remove(path) bind(c, name='remove') result(status)
      import :: c_char, c_int
      character(kind=c_char), intent(in) :: path(*)
      integer(c_int) :: status
    end function
    function c_fopen(path, mode) bind(c, name='fopen') result(file)
      import :: c_char, c_ptr
      character(kind=c_char), intent(in) :: path(*), mode(*)
      type(c_ptr) :: file
    end function
    function c_fwrite(from, size, count, file) bind(c, name='fwrite') result(written)
      import :: c_ptr, c_size_t
      type(c_ptr), value :: from, file
      integer(c_size_t), value :: size, count
      integer(c_size_t) :: written
    end function
    function c_fread(to, size, count, file) bind(c, name='fread') result(found)
      import :: c_ptr, c_size_t
      type(c_ptr), value :: to, file
      integer(c_size_t), value :: size, count
      integer(c_size_t) :: found
    end function
    function c_fflush(file) bind(c, name='fflush') result(status)
      import :: c_int, c_ptr
      type(c_ptr), value :: file
      integer(c_int) :: status
    end function
    function c_fileno(file) bind(c, name='fileno') result(descriptor)
      import :: c_int, c_ptr
      type(c_ptr), value :: file
      integer(c_int) :: descriptor
    end function
    function c_fsync(descriptor) bind(c, name='fsync') result(status)
      import :: c_int
      integer(c_int), value :: descriptor
      integer(c_int) :: status
    end function
    function c_fclose(file) bind(c, name='fclose') result(status)
      import :: c_int, c_ptr
      type(c_ptr), value :: file
      integer(c_int) :: status
    end function
  end interface

contains

  ! Runs a schedule. Without `result` an error is printed and ends the program.
  !
  ! `state_size` is the number of values of a state; `levels` are in the order of the schedule, and levels that it does not
  ! use may be left out. The schedule is read from `unit`, standard input if there is none, or line by line from
  ! `next_line`: with MPI one rank reads and broadcasts. `label` is part of the file names, such as the rank: runs at the
  ! same time need folders or labels of their own. `tape_size` is the number of values of a tape. `prepare` fills every slot
  ! before the first operation, so that a disk without room shows at once and no operation waits for a new file or new memory;
  ! only for schedules without tapes, whose slots are of one size.
  subroutine adjsched_run(model, state_size, levels, result, unit, next_line, label, tape_size, prepare)
    class(adjsched_model), intent(inout) :: model
    integer, intent(in) :: state_size
    type(adjsched_level), intent(in) :: levels(0:)
    type(adjsched_result), intent(out), optional :: result
    integer, intent(in), optional :: unit
    procedure(next_line_interface), optional :: next_line
    character(*), intent(in), optional :: label
    integer, intent(in), optional :: tape_size
    logical, intent(in), optional :: prepare
    type(run_state), target :: self
    integer(int64) :: clock
    integer :: values(8), status

    call date_and_time(values=values)
    call system_clock(clock)
    self%run = clock + values(8) + 1000_int64 * (values(7) + 60 * (values(6) + 60 * (values(5) + 24 * values(3))))
    allocate (self%levels(0:size(levels) - 1), source=levels)
    self%state_size = state_size
    if (present(tape_size)) self%tape_size = tape_size
    if (present(prepare)) self%prepare = prepare
    allocate (self%stores(0:-1), self%buffer(max(state_size, self%tape_size)), stat=status)
    if (status /= 0) call fail(self, 'there is no memory for one state')
    self%label = ''
    if (present(label)) self%label = '-' // label
    do while (.not. allocated(self%result%error))
      if (present(next_line)) then
        call next_line(self%line, status)
      else if (present(unit)) then
        read (unit, '(a)', iostat=status) self%line
      else
        read (input_unit, '(a)', iostat=status) self%line
      end if
      self%line_number = self%line_number + 1
      if (status /= 0) exit
      call run_line(self, model)
    end do
    if (.not. allocated(self%result%error)) call check_end(self, status)
    call remove_files(self)
    if (present(result)) then
      result = self%result
    else if (allocated(self%result%error)) then
      write (error_unit, '(a)') 'adjsched: ' // self%result%error
      stop 1
    end if
  end subroutine

  subroutine check_end(self, status)
    type(run_state), intent(inout) :: self
    integer, intent(in) :: status
    self%line = 'the end'
    if (status /= iostat_end) then
      call fail(self, 'the schedule cannot be read')
    else if (.not. self%has_begun) then
      call fail(self, 'there are no operations; did adjsched end with an error?')
    else if (self%due >= 0) then
      call fail(self, 'backward step ' // text(self%due) // ' has not been run; is the schedule complete?')
    end if
  end subroutine

  subroutine run_line(self, model)
    type(run_state), intent(inout) :: self
    class(adjsched_model), intent(inout) :: model
    character(adjsched_line) :: line
    line = adjustl(self%line)
    if (line(1:1) == '{') then
      call fail(self, 'this is JSON; write the schedule with --format text --slots')
    else if (len_trim(self%line) == len(self%line)) then
      call fail(self, 'the line is too long; is this a schedule of adjsched?')
    else if (line(1:1) == '#') then
      call read_comment(self, line)
    else if (len_trim(line) > 0) then
      if (.not. self%has_begun) call begin(self, model)
      if (.not. allocated(self%result%error)) call run_operation(self, model, line)
    end if
  end subroutine

  ! ---- The comment lines before the operations.

  subroutine read_comment(self, line)
    type(run_state), intent(inout) :: self
    character(*), intent(in) :: line
    type(store), allocatable :: stores(:)
    character(72) :: word
    integer(int64) :: number
    integer :: position
    if (self%has_begun) return   ! the slots are allocated by then
    position = 2
    call next_word(line, position, word)
    ! A long list of costs continues in the next lines.
    self%in_chain = word == 'chain' .or. (self%in_chain .and. word /= 'level')
    if (self%in_chain) self%has_tapes = self%has_tapes .or. index(line, ' tape-size ') > 0 .or. index(line, ' adjoint-cost ') > 0
    select case (word)
    case ('join')
      call fail(self, 'this driver does not run joins; give it the schedule of a chain')
    case ('chain')
      call next_word(line, position, word)
      call next_number(line, position, self%result%length)
      if (word /= 'length' .or. self%result%length < 0) &
        call fail(self, 'the chain has no length; give a schedule that adjsched wrote')
    case ('level')
      call next_number(line, position, number)
      call next_word(line, position, word)
      if (number /= size(self%stores) .or. word == '') then
        call fail(self, 'the levels are not in order; give a schedule that adjsched wrote')
        return
      end if
      allocate (stores(0:number))
      stores(0:number - 1) = self%stores
      stores(number)%name = word
      call move_alloc(stores, self%stores)
    case ('use')
      call next_number(line, position, number)
      call next_word(line, position, word)
      if (number < 0 .or. number >= size(self%stores)) then
        call fail(self, 'the use of a level has no number; give a schedule that adjsched wrote')
        return
      end if
      do while (word /= '')
        call next_word(line, position, word)
        if (word == 'peak-slots') call next_number(line, position, self%stores(number)%slots)
      end do
    end select
  end subroutine

  ! Allocates the slots, once all comment lines before the operations have been read.
  subroutine begin(self, model)
    type(run_state), intent(inout) :: self
    class(adjsched_model), intent(in) :: model
    integer :: k, status
    integer(int64) :: slot
    if (self%result%length < 0) then
      call fail(self, 'there is no line "# chain" before the operations; keep the comment lines')
      return
    end if
    if (self%has_tapes .and. self%tape_size <= 0) then
      call fail(self, 'the chain has tapes; give adjsched_run their size, or plan without tapeSize and adjointCost')
      return
    end if
    self%due = self%result%length
    if (self%has_tapes) self%due = self%due - 1
    do k = 0, size(self%stores) - 1
      associate (place => self%stores(k))
        if (place%slots < 0) then
          call fail(self, 'there is no line "# use ' // text(k) // &
            '" before the operations; write the schedule with this adjsched')
          return
        end if
        if (place%slots == 0) cycle
        if (k >= size(self%levels)) then
          call fail(self, 'the program describes ' // text(size(self%levels)) // ' levels, and the schedule uses level ' // &
            text(k) // ', ' // trim(place%name) // '; describe it, or plan without it')
          return
        end if
        allocate (place%places(0:place%slots - 1), stat=status)
        if (status /= 0) call fail_memory(self, int(k, int64))
        do slot = 0, place%slots - 1
          if (allocated(self%result%error)) return
          if (.not. self%has_tapes) call prepare_slot(self, model, int(k, int64), slot)
        end do
      end associate
    end do
    self%has_begun = .true.
  end subroutine

  ! Takes a slot's memory, and fills the slot if that is asked for.
  subroutine prepare_slot(self, model, level, slot)
    type(run_state), intent(inout) :: self
    class(adjsched_model), intent(in) :: model
    integer(int64), intent(in) :: level, slot
    if (self%levels(level)%folder == '') then
      call take_memory(self, level, slot)
      if (self%prepare .and. .not. allocated(self%result%error)) call model%pack(self%stores(level)%places(slot)%values)
    else if (self%prepare) then
      call model%pack(self%buffer(:self%state_size))
      call save_file(self, level, slot)
    end if
  end subroutine

  ! With tapes, slots take memory when they are filled and give it back, since what they hold differs in size.
  subroutine take_memory(self, level, slot)
    type(run_state), intent(inout) :: self
    integer(int64), intent(in) :: level, slot
    integer :: status
    associate (place => self%stores(level)%places(slot))
      if (allocated(place%values)) return
      allocate (place%values(size_of(self, place)), stat=status)
      if (status /= 0) call fail_memory(self, level)
    end associate
  end subroutine

  subroutine fail_memory(self, level)
    type(run_state), intent(inout) :: self
    integer(int64), intent(in) :: level
    call fail(self, 'no memory for the ' // text(self%stores(level)%slots) // ' slots of level ' // text(level) // ', ' // &
      trim(self%stores(level)%name) // ', with states of ' // text(self%state_size) // ' values; plan with fewer')
  end subroutine

  ! How many values the slot holds.
  pure integer function size_of(self, place)
    type(run_state), intent(in) :: self
    type(slot_type), intent(in) :: place
    size_of = merge(self%tape_size, self%state_size, place%is_tape)
  end function

  ! ---- Operations.

  subroutine run_operation(self, model, line)
    type(run_state), intent(inout) :: self
    class(adjsched_model), intent(inout) :: model
    character(*), intent(in) :: line
    character(72) :: operation, word
    integer(int64) :: first, second, slot, of_tape
    integer :: position, before
    logical :: has_slot
    position = 1
    call next_word(line, position, operation)
    select case (operation)
    case ('forward', 'backward', 'write', 'read', 'discard', 'tape')
    case ('offload', 'prefetch')
      call fail(self, 'this driver waits for every transfer; plan without overlapped levels')
      return
    case default
      call fail(self, 'is no operation; write the schedule with --format text --slots')
      return
    end select
    call next_number(line, position, first)
    second = 0
    slot = 0
    of_tape = -1
    has_slot = operation /= 'backward' .and. operation /= 'forward'
    if (operation /= 'backward') call next_number(line, position, second)
    ! A read from a tape states the tape's number, a backward step from one its level.
    if (operation == 'read') then
      before = position
      call next_number(line, position, of_tape)
      if (of_tape < 0) position = before
    else if (operation == 'backward' .and. self%has_tapes) then
      has_slot = .true.
      call next_word(line, position, word)
      call next_number(line, position, second)
      if (word /= 'level') then
        call fail(self, 'states no level and slot; write the schedule with --slots')
        return
      end if
    end if
    if (first < 0 .or. second < 0) then
      call fail(self, 'lacks a number; is the schedule complete?')
      return
    end if
    if (has_slot) then
      call next_word(line, position, word)
      call next_number(line, position, slot)
      if (word /= 'slot' .or. slot < 0) then
        call fail(self, 'states no slot; write the schedule with --slots')
        return
      end if
    end if
    call next_word(line, position, word)
    if (word /= '') then
      call fail(self, '"' // trim(word) // '" is one word too many')
      return
    end if
    select case (operation)
    case ('forward')
      call run_forward(self, model, first, second)
    case ('tape')
      call run_tape(self, model, first, second, slot)
    case ('backward')
      if (self%has_tapes) then
        call run_backward_tape(self, model, first, second, slot)
      else
        call run_backward(self, model, first)
      end if
    case ('read')
      if (of_tape >= 0) then
        call read_tape(self, model, first, second, of_tape, slot)
      else
        call move(self, model, operation, first, second, slot)
      end if
    case default
      call move(self, model, operation, first, second, slot)
    end select
  end subroutine

  subroutine run_forward(self, model, from, to)
    type(run_state), intent(inout) :: self
    class(adjsched_model), intent(inout) :: model
    integer(int64), intent(in) :: from, to
    integer(int64) :: step
    if (from >= to .or. to > self%result%length .or. self%at_hand /= from) then
      call fail(self, 'the state at hand is another, or there are no such steps; ask adjsched verify')
      return
    end if
    do step = from, to - 1
      call model%forward(step)
    end do
    self%result%forward_steps = self%result%forward_steps + (to - from)
    self%at_hand = to
  end subroutine

  subroutine run_backward(self, model, step)
    type(run_state), intent(inout) :: self
    class(adjsched_model), intent(inout) :: model
    integer(int64), intent(in) :: step
    if (step /= self%due .or. self%at_hand /= step) then
      call fail(self, 'backward step ' // text(self%due) // ' is next, from its state; ask adjsched verify')
      return
    end if
    call model%backward(step, step == self%result%length)
    self%at_hand = -1
    self%due = self%due - 1
  end subroutine

  ! Whether there is such a slot.
  logical function exists(self, level, number, slot)
    type(run_state), intent(inout) :: self
    integer(int64), intent(in) :: level, number, slot
    exists = level < size(self%stores) .and. number <= self%result%length
    if (exists) exists = slot < self%stores(level)%slots
    if (.not. exists) call fail(self, 'there is no such level, slot or state; ask adjsched verify')
  end function

  ! Writes, reads or discards a state.
  subroutine move(self, model, operation, level, state, slot)
    type(run_state), intent(inout) :: self
    class(adjsched_model), intent(inout) :: model
    character(*), intent(in) :: operation
    integer(int64), intent(in) :: level, state, slot
    if (.not. exists(self, level, state, slot)) return
    associate (place => self%stores(level)%places(slot))
      if (operation == 'write') then
        if (self%at_hand /= state .or. place%held >= 0) then
          call fail(self, 'the slot is taken, or the state at hand is another; ask adjsched verify')
          return
        end if
        place%held = state
        place%is_tape = .false.
        if (self%levels(level)%folder == '') then
          call take_memory(self, level, slot)
          if (allocated(place%values)) call model%pack(place%values)
        else
          call model%pack(self%buffer(:self%state_size))
          call save_file(self, level, slot)
        end if
        self%result%writes = self%result%writes + 1
      else if (place%held /= state .or. place%is_tape) then
        call fail(self, 'the slot does not hold that state; ask adjsched verify')
      else if (operation == 'discard') then
        call free_slot(self, place)
      else
        if (self%levels(level)%folder == '') then
          call model%unpack(place%values)
        else
          call load_file(self, level, slot)
          if (allocated(self%result%error)) return
          call model%unpack(self%buffer(:self%state_size))
        end if
        self%at_hand = state
        self%result%reads = self%result%reads + 1
      end if
    end associate
  end subroutine

  subroutine free_slot(self, place)
    type(run_state), intent(in) :: self
    type(slot_type), intent(inout) :: place
    place%held = -1
    if (self%has_tapes .and. allocated(place%values)) deallocate (place%values)
  end subroutine

  ! ---- Tapes.

  ! Runs a step and keeps its tape.
  subroutine run_tape(self, model, level, step, slot)
    type(run_state), intent(inout) :: self
    class(adjsched_model), intent(inout) :: model
    integer(int64), intent(in) :: level, step, slot
    if (.not. exists(self, level, step, slot)) return
    associate (place => self%stores(level)%places(slot))
      if (.not. self%has_tapes) then
        call fail(self, 'the chain has no tapes; ask adjsched verify')
        return
      else if (step == self%result%length .or. self%at_hand /= step .or. place%held >= 0) then
        call fail(self, 'the slot is taken, or the state at hand is another; ask adjsched verify')
        return
      end if
      place%held = step
      place%is_tape = .true.
      if (self%levels(level)%folder == '') then
        call take_memory(self, level, slot)
        if (allocated(place%values)) call model%tape(step, place%values)
      else
        call model%tape(step, self%buffer(:self%tape_size))
        call save_file(self, level, slot)
      end if
    end associate
    self%result%forward_steps = self%result%forward_steps + 1
    self%result%tapes = self%result%tapes + 1
    self%at_hand = step + 1
  end subroutine

  ! Whether the slot holds the tape; one in a file comes into the buffer.
  logical function find_tape(self, level, step, slot)
    type(run_state), intent(inout) :: self
    integer(int64), intent(in) :: level, step, slot
    find_tape = .false.
    if (.not. exists(self, level, step, slot)) return
    associate (place => self%stores(level)%places(slot))
      if (place%held /= step .or. .not. place%is_tape) then
        call fail(self, 'the slot does not hold that tape; ask adjsched verify')
        return
      end if
      if (self%levels(level)%folder /= '') call load_file(self, level, slot)
    end associate
    find_tape = .not. allocated(self%result%error)
  end function

  ! Takes the state after a step from its tape.
  subroutine read_tape(self, model, level, state, step, slot)
    type(run_state), intent(inout) :: self
    class(adjsched_model), intent(inout) :: model
    integer(int64), intent(in) :: level, state, step, slot
    if (step /= state - 1) call fail(self, 'the state is not that after the tape''s step; ask adjsched verify')
    if (allocated(self%result%error)) return
    if (.not. find_tape(self, level, step, slot)) return
    if (self%levels(level)%folder == '') then
      call model%from_tape(step, self%stores(level)%places(slot)%values)
    else
      call model%from_tape(step, self%buffer(:self%tape_size))
    end if
    self%result%reads = self%result%reads + 1
    self%at_hand = state
  end subroutine

  subroutine run_backward_tape(self, model, step, level, slot)
    type(run_state), intent(inout) :: self
    class(adjsched_model), intent(inout) :: model
    integer(int64), intent(in) :: step, level, slot
    logical :: is_first
    if (step /= self%due) then
      call fail(self, 'backward step ' // text(self%due) // ' is next; ask adjsched verify')
      return
    end if
    if (.not. find_tape(self, level, step, slot)) return
    is_first = step == self%result%length - 1
    if (self%levels(level)%folder == '') then
      call model%backward_tape(step, is_first, self%stores(level)%places(slot)%values)
    else
      call model%backward_tape(step, is_first, self%buffer(:self%tape_size))
    end if
    call free_slot(self, self%stores(level)%places(slot))
    self%due = self%due - 1
  end subroutine

  ! What a model without procedures for tapes has in their place.
  subroutine no_tape(self, step, values)
    class(adjsched_model), intent(inout) :: self
    integer(int64), intent(in) :: step
    real(real64), intent(out) :: values(:)
    values = 0
    call stop_without(self, step, 'tape')
  end subroutine

  subroutine no_state(self, step, values)
    class(adjsched_model), intent(inout) :: self
    integer(int64), intent(in) :: step
    real(real64), intent(in) :: values(:)
    if (size(values) >= 0) call stop_without(self, step, 'from_tape')
  end subroutine

  subroutine no_backward(self, step, is_first, values)
    class(adjsched_model), intent(inout) :: self
    integer(int64), intent(in) :: step
    logical, intent(in) :: is_first
    real(real64), intent(in) :: values(:)
    if (is_first .or. size(values) >= 0) call stop_without(self, step, 'backward_tape')
  end subroutine

  subroutine stop_without(self, step, name)
    class(adjsched_model), intent(in) :: self
    integer(int64), intent(in) :: step
    character(*), intent(in) :: name
    if (same_type_as(self, self)) write (error_unit, '(a)') 'adjsched: step ' // text(step) // &
      ' has a tape, and the model does not override ' // name // '; override it, or plan without tapes'
    stop 1
  end subroutine

  ! ---- Slots in files.

  ! Overwrites the slot's file, since a new file costs more. It has another name until it is complete, so that under its own
  ! name there is a whole state at any time.
  subroutine save_file(self, level, slot)
    type(run_state), intent(inout), target :: self
    integer(int64), intent(in) :: level, slot
    character(path_length) :: path, writing
    ! What follows the state, so that the file of another run or state is not mistaken for it.
    integer(int64), target :: trailer(4)
    type(c_ptr) :: file
    integer(c_size_t) :: bytes
    integer :: status
    logical :: is_whole, durable
    path = trim(path_of(self, level, slot)) // c_null_char
    writing = trim(path_of(self, level, slot)) // '.writing' // c_null_char
    durable = self%levels(level)%durable
    associate (place => self%stores(level)%places(slot))
      if (place%has_file) then
        if (c_rename(path, writing) /= 0) then
          call fail(self, trim(path_of(self, level, slot)) // ': is gone; leave the driver''s files alone while it runs')
          return
        end if
        if (durable) call sync_folder(self, level)
        if (allocated(self%result%error)) then
          status = c_remove(writing)
          return
        end if
      end if
      file = c_fopen(writing, merge('r+b', 'wb ', place%has_file) // c_null_char)
      if (.not. c_associated(file)) then
        call fail(self, trim(path_of(self, level, slot)) // &
          ': cannot be created; name an existing folder that may be written')
        return
      end if
      trailer = trailer_of(self, place)
      bytes = size_of(self, place) * (storage_size(self%buffer) / 8_c_size_t)
      is_whole = c_fwrite(c_loc(self%buffer), 1_c_size_t, bytes, file) == bytes
      is_whole = c_fwrite(c_loc(trailer), 8_c_size_t, 4_c_size_t, file) == 4 .and. is_whole
      if (durable .and. is_whole) is_whole = c_fflush(file) == 0
      if (durable .and. is_whole) is_whole = c_fsync(c_fileno(file)) == 0
      is_whole = c_fclose(file) == 0 .and. is_whole
      if (is_whole) is_whole = c_rename(writing, path) == 0
      place%has_file = is_whole
      if (.not. is_whole) then
        status = c_remove(writing)
        call fail(self, trim(path_of(self, level, slot)) // &
          ': cannot be written; make room, or plan with fewer slots on level ' // text(level))
        return
      end if
      if (durable) call sync_folder(self, level)
    end associate
  end subroutine

  ! Waits until the names in a level's folder are on the device.
  subroutine sync_folder(self, level)
    type(run_state), intent(inout) :: self
    integer(int64), intent(in) :: level
    type(c_ptr) :: folder
    logical :: is_synced
    integer :: status
    folder = c_fopen(trim(self%levels(level)%folder) // c_null_char, 'r' // c_null_char)
    is_synced = c_associated(folder)
    if (is_synced) is_synced = c_fsync(c_fileno(folder)) == 0
    if (c_associated(folder)) status = c_fclose(folder)
    if (.not. is_synced) call fail(self, trim(self%levels(level)%folder) // ': cannot be synchronised; leave durable false there')
  end subroutine

  function trailer_of(self, place) result(trailer)
    type(run_state), intent(in) :: self
    type(slot_type), intent(in) :: place
    integer(int64) :: trailer(4)
    trailer = [self%run, place%held, merge(1_int64, 0_int64, place%is_tape), int(size_of(self, place), int64)]
  end function

  subroutine load_file(self, level, slot)
    type(run_state), intent(inout), target :: self
    integer(int64), intent(in) :: level, slot
    integer(int64), target :: trailer(4)
    type(c_ptr) :: file
    integer(c_size_t) :: bytes
    integer :: status
    logical :: is_whole
    bytes = size_of(self, self%stores(level)%places(slot)) * (storage_size(self%buffer) / 8_c_size_t)
    file = c_fopen(trim(path_of(self, level, slot)) // c_null_char, 'rb' // c_null_char)
    is_whole = c_associated(file)
    if (is_whole) then
      is_whole = c_fread(c_loc(self%buffer), 1_c_size_t, bytes, file) == bytes
      is_whole = c_fread(c_loc(trailer), 8_c_size_t, 4_c_size_t, file) == 4 .and. is_whole
      status = c_fclose(file)
    end if
    if (is_whole) is_whole = all(trailer == trailer_of(self, self%stores(level)%places(slot)))
    if (.not. is_whole) call fail(self, trim(path_of(self, level, slot)) // &
      ': is not what this run wrote; give each run a folder or a label of its own')
  end subroutine

  subroutine remove_files(self)
    type(run_state), intent(inout) :: self
    integer(int64) :: level, slot
    integer :: status
    do level = 0, size(self%stores) - 1
      if (.not. allocated(self%stores(level)%places)) cycle
      do slot = 0, self%stores(level)%slots - 1
        if (self%stores(level)%places(slot)%has_file) status = c_remove(trim(path_of(self, level, slot)) // c_null_char)
      end do
    end do
  end subroutine

  function path_of(self, level, slot) result(path)
    type(run_state), intent(in) :: self
    integer(int64), intent(in) :: level, slot
    character(path_length) :: path
    path = trim(self%levels(level)%folder) // '/adjsched' // self%label // '-level' // text(level) // '-slot' // text(slot)
  end function

  ! ---- Words.

  subroutine fail(self, sentence)
    type(run_state), intent(inout) :: self
    character(*), intent(in) :: sentence
    if (allocated(self%result%error)) return
    self%result%error = 'line ' // text(self%line_number) // ' (' // trim(self%line(1:60)) // '): ' // sentence
  end subroutine

  ! The next word of a line from `position`, or blanks if there is none.
  subroutine next_word(line, position, word)
    character(*), intent(in) :: line
    integer, intent(inout) :: position
    character(*), intent(out) :: word
    integer :: first, length
    word = ''
    first = verify(line(position:), ' ' // achar(9) // achar(13))
    if (first == 0) return
    first = position + first - 1
    length = scan(line(first:), ' ' // achar(9) // achar(13)) - 1
    if (length < 0) length = len(line) - first + 1
    word = line(first:first + length - 1)
    position = first + length
  end subroutine

  ! The integer >= 0 that is the next word of a line, or -1.
  subroutine next_number(line, position, number)
    character(*), intent(in) :: line
    integer, intent(inout) :: position
    integer(int64), intent(out) :: number
    character(32) :: word
    integer :: status
    number = -1
    call next_word(line, position, word)
    if (word == '' .or. verify(trim(word), '0123456789') /= 0) return
    read (word, '(i32)', iostat=status) number
    if (status /= 0) number = -1
  end subroutine

  function text(number)
    class(*), intent(in) :: number
    character(:), allocatable :: text
    character(20) :: digits
    digits = ''
    select type (number)
    type is (integer)
      write (digits, '(i0)') number
    type is (integer(int64))
      write (digits, '(i0)') number
    end select
    text = trim(digits)
  end function
end module
