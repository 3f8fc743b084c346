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
  end type

  ! Where a level of the schedule keeps its states.
  type :: adjsched_level
    ! An existing folder for one file per slot; blank for memory.
    character(1000) :: folder = ''
  end type

  ! What a run did, and why it ended; there is no error after a whole run.
  type :: adjsched_result
    integer(int64) :: length = -1, forward_steps = 0, writes = 0, reads = 0
    character(:), allocatable :: error
  end type

  ! A level: its slots, with the number of the state in each or -1, and their memory if it has no folder.
  type :: store
    character(72) :: name = ''
    integer(int64) :: slots = -1
    integer(int64), allocatable :: held(:)
    logical, allocatable :: has_file(:)
    real(real64), allocatable :: memory(:, :)
  end type

  type :: run_state
    type(adjsched_result) :: result
    type(adjsched_level), allocatable :: levels(:)
    type(store), allocatable :: stores(:)
    character(:), allocatable :: label
    integer(int64) :: line_number = 0, due = -1, at_hand = 0, run = 0
    integer :: state_size = 0
    logical :: has_begun = .false.
    character(adjsched_line) :: line = ''
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
  ! same time need folders or labels of their own.
  subroutine adjsched_run(model, state_size, levels, result, unit, next_line, label)
    class(adjsched_model), intent(inout) :: model
    integer, intent(in) :: state_size
    type(adjsched_level), intent(in) :: levels(0:)
    type(adjsched_result), intent(out), optional :: result
    integer, intent(in), optional :: unit
    procedure(next_line_interface), optional :: next_line
    character(*), intent(in), optional :: label
    type(run_state), target :: self
    integer(int64) :: clock
    integer :: values(8), status

    call date_and_time(values=values)
    call system_clock(clock)
    self%run = clock + values(8) + 1000_int64 * (values(7) + 60 * (values(6) + 60 * (values(5) + 24 * values(3))))
    allocate (self%levels(0:size(levels) - 1), source=levels)
    allocate (self%stores(0:-1), self%buffer(state_size), stat=status)
    if (status /= 0) call fail(self, 'there is no memory for one state')
    self%state_size = state_size
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
      if (.not. self%has_begun) call begin(self)
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
    select case (word)
    case ('join')
      call fail(self, 'this driver does not run joins; give it the schedule of a chain')
    case ('chain')
      call next_word(line, position, word)
      call next_number(line, position, self%result%length)
      if (word /= 'length' .or. self%result%length < 0) &
        call fail(self, 'the chain has no length; give a schedule that adjsched wrote')
      self%due = self%result%length
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
  subroutine begin(self)
    type(run_state), intent(inout) :: self
    integer :: k, status
    if (self%result%length < 0) then
      call fail(self, 'there is no line "# chain" before the operations; keep the comment lines')
      return
    end if
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
        allocate (place%held(0:place%slots - 1), place%has_file(0:place%slots - 1), stat=status)
        if (status == 0 .and. self%levels(k)%folder == '') &
          allocate (place%memory(self%state_size, 0:place%slots - 1), stat=status)
        if (status /= 0) then
          call fail(self, 'no memory for the ' // text(place%slots) // ' slots of ' // text(self%state_size) // &
            ' values of level ' // text(k) // ', ' // trim(place%name) // '; plan with fewer')
          return
        end if
        place%held = -1
        place%has_file = .false.
      end associate
    end do
    self%has_begun = .true.
  end subroutine

  ! ---- Operations.

  subroutine run_operation(self, model, line)
    type(run_state), intent(inout) :: self
    class(adjsched_model), intent(inout) :: model
    character(*), intent(in) :: line
    character(72) :: operation, word
    integer(int64) :: first, second, slot
    integer :: position
    position = 1
    call next_word(line, position, operation)
    select case (operation)
    case ('forward', 'backward', 'write', 'read', 'discard')
    case ('tape')
      call fail(self, &
        'this driver runs backward steps from states, not from tapes; plan without tapeSize and adjointCost')
      return
    case default
      call fail(self, 'is no operation; write the schedule with --format text --slots')
      return
    end select
    call next_number(line, position, first)
    second = 0
    slot = 0
    if (operation /= 'backward') call next_number(line, position, second)
    if (first < 0 .or. second < 0) then
      call fail(self, 'lacks a number; is the schedule complete?')
      return
    end if
    if (operation /= 'backward' .and. operation /= 'forward') then
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
    case ('backward')
      call run_backward(self, model, first)
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

  ! Writes, reads or discards a state.
  subroutine move(self, model, operation, level, state, slot)
    type(run_state), intent(inout) :: self
    class(adjsched_model), intent(inout) :: model
    character(*), intent(in) :: operation
    integer(int64), intent(in) :: level, state, slot
    logical :: exists
    exists = level < size(self%stores) .and. state <= self%result%length
    if (exists) exists = slot < self%stores(level)%slots
    if (.not. exists) then
      call fail(self, 'there is no such level, slot or state; ask adjsched verify')
      return
    end if
    associate (place => self%stores(level))
      if (operation == 'write') then
        if (self%at_hand /= state .or. place%held(slot) >= 0) then
          call fail(self, 'the slot is taken, or the state at hand is another; ask adjsched verify')
          return
        end if
        if (allocated(place%memory)) then
          call model%pack(place%memory(:, slot))
        else
          call model%pack(self%buffer)
          call save_file(self, level, slot, state)
        end if
        place%held(slot) = state
        self%result%writes = self%result%writes + 1
      else if (place%held(slot) /= state) then
        call fail(self, 'the slot does not hold that state; ask adjsched verify')
      else if (operation == 'discard') then
        place%held(slot) = -1
      else
        if (allocated(place%memory)) then
          call model%unpack(place%memory(:, slot))
        else
          call load_file(self, level, slot, state)
          if (allocated(self%result%error)) return
          call model%unpack(self%buffer)
        end if
        self%at_hand = state
        self%result%reads = self%result%reads + 1
      end if
    end associate
  end subroutine

  ! ---- Slots in files.

  ! Overwrites the slot's file, since a new file costs more. It has another name until it is complete, so that under its own
  ! name there is a whole state at any time.
  subroutine save_file(self, level, slot, state)
    type(run_state), intent(inout), target :: self
    integer(int64), intent(in) :: level, slot, state
    character(path_length) :: path, writing
    ! What follows the state, so that the file of another run or state is not mistaken for it.
    integer(int64), target :: trailer(3)
    type(c_ptr) :: file
    integer(c_size_t) :: bytes
    integer :: status
    logical :: is_whole
    path = trim(path_of(self, level, slot)) // c_null_char
    writing = trim(path_of(self, level, slot)) // '.writing' // c_null_char
    associate (has_file => self%stores(level)%has_file(slot))
      if (has_file) then
        if (c_rename(path, writing) /= 0) then
          call fail(self, trim(path_of(self, level, slot)) // ': is gone; leave the driver''s files alone while it runs')
          return
        end if
      end if
      file = c_fopen(writing, merge('r+b', 'wb ', has_file) // c_null_char)
      if (.not. c_associated(file)) then
        call fail(self, trim(path_of(self, level, slot)) // &
          ': cannot be created; name an existing folder that may be written')
        return
      end if
      trailer = [self%run, state, int(self%state_size, int64)]
      bytes = self%state_size * (storage_size(self%buffer) / 8_c_size_t)
      is_whole = c_fwrite(c_loc(self%buffer), 1_c_size_t, bytes, file) == bytes
      is_whole = c_fwrite(c_loc(trailer), 8_c_size_t, 3_c_size_t, file) == 3 .and. is_whole
      is_whole = c_fclose(file) == 0 .and. is_whole
      if (is_whole) is_whole = c_rename(writing, path) == 0
      if (.not. is_whole) then
        status = c_remove(writing)
        call fail(self, trim(path_of(self, level, slot)) // &
          ': cannot be written; make room, or plan with fewer slots on level ' // text(level))
        return
      end if
      has_file = .true.
    end associate
  end subroutine

  subroutine load_file(self, level, slot, state)
    type(run_state), intent(inout), target :: self
    integer(int64), intent(in) :: level, slot, state
    integer(int64), target :: trailer(3)
    type(c_ptr) :: file
    integer(c_size_t) :: bytes
    integer :: status
    logical :: is_whole
    bytes = self%state_size * (storage_size(self%buffer) / 8_c_size_t)
    file = c_fopen(trim(path_of(self, level, slot)) // c_null_char, 'rb' // c_null_char)
    is_whole = c_associated(file)
    if (is_whole) then
      is_whole = c_fread(c_loc(self%buffer), 1_c_size_t, bytes, file) == bytes
      is_whole = c_fread(c_loc(trailer), 8_c_size_t, 3_c_size_t, file) == 3 .and. is_whole
      status = c_fclose(file)
    end if
    if (is_whole) is_whole = all(trailer == [self%run, state, int(self%state_size, int64)])
    if (.not. is_whole) call fail(self, trim(path_of(self, level, slot)) // &
      ': is not what this run wrote; give each run a folder or a label of its own')
  end subroutine

  subroutine remove_files(self)
    type(run_state), intent(inout) :: self
    integer(int64) :: level, slot
    integer :: status
    do level = 0, size(self%stores) - 1
      if (.not. allocated(self%stores(level)%has_file)) cycle
      do slot = 0, self%stores(level)%slots - 1
        if (self%stores(level)%has_file(slot)) status = c_remove(trim(path_of(self, level, slot)) // c_null_char)
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
