#!/usr/bin/env bash
# Builds the drivers' examples with gcc, gfortran and Open MPI, runs them on schedules of every kind, and compares the
# gradients. What cannot be built here is said as NOT RUN, with what to install.
#
#   docs/integrations/drivers/run.sh [ADJSCHED]
#
# Exit status: 0 all that could be built ran and agreed; 1 something did not.
set -euo pipefail
cd "$(dirname "$0")/../../.."

program=$(realpath "${1:-.build/release/adjsched}")
examples=docs/integrations/drivers
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/slots" "$work/kept"

say() { echo "drivers: $*" >&2; }
fail() {
  say "$*"
  exit 1
}
not_run() { say "NOT RUN: $1: there is no $2; on Debian: apt-get install -y $3"; }

# What runs an example, by its name: words of a command.
declare -A run=()
gcc=(gcc -std=c11 -pedantic -Wall -Wextra -Werror -O2 -I Sources/c)
gfortran=(-std=f2008 -Wall -Wextra -Werror -Wno-error=maybe-uninitialized -fno-backtrace -O2 -J "$work")
if command -v gcc >/dev/null; then
  "${gcc[@]}" "$examples/burgers.c" -o "$work/burgers_c" -lm
  run[c]="$work/burgers_c"
else
  not_run "the driver in C" gcc "gcc libc6-dev"
fi
if command -v gfortran >/dev/null; then
  gfortran "${gfortran[@]}" -fcheck=all Sources/fortran/adjsched.f90 "$examples/burgers.f90" -o "$work/burgers_f"
  run[fortran]="$work/burgers_f"
else
  not_run "the driver in Fortran" gfortran gfortran
fi
if python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
  run[python]="env PYTHONPATH=Sources/python ADJSCHED=$program python3 $examples/burgers.py"
else
  not_run "the driver in Python" "Python 3.11 or newer" python3
fi
if ! command -v mpifort >/dev/null || ! command -v mpirun >/dev/null; then
  not_run "the driver with MPI" "mpifort with mpirun" "gfortran openmpi-bin libopenmpi-dev"
elif ! command -v gfortran >/dev/null; then
  not_run "the driver with MPI" gfortran gfortran
else
  mpifort "${gfortran[@]}" Sources/fortran/adjsched.f90 "$examples/burgers_mpi.f90" -o "$work/burgers_mpi"
  mpirun="mpirun"
  # Open MPI refuses root, and more ranks than cores, unless it is told otherwise.
  if mpirun --version | grep -q "Open MPI"; then mpirun+=" --oversubscribe"; fi
  if mpirun --version | grep -q "Open MPI" && [ "$(id -u)" = 0 ]; then mpirun+=" --allow-run-as-root"; fi
  for ranks in 1 2 4; do run[mpi-$ranks]="$mpirun -n $ranks $work/burgers_mpi"; done
fi
order=()
for name in c fortran python mpi-1 mpi-2 mpi-4; do if [ -n "${run[$name]:-}" ]; then order+=("$name"); fi; done

# Schedules: one level and two, few slots and many, the disk alone, names that readers trip over, one step.
cat > "$work/uneven.json" <<'JSON'
{"chain": {"length": 399, "forwardCost": 1, "stateSize": 1600}, "levels": [
  {"name": "node memory, \"fast\"", "capacity": 8000}, {"name": "/dev/shm", "slots": 12, "writeCost": 2, "readCost": 1}]}
JSON
cat > "$work/taped.json" <<'JSON'
{"chain": {"length": 400, "stateSize": 1600, "tapeSize": 3200, "adjointCost": 1}, "levels": [
  {"name": "memory", "capacity": 20000}, {"name": "disk", "capacity": 40000, "writeCost": 1, "readCost": 1}]}
JSON
cat > "$work/taped-disk.json" <<'JSON'
{"chain": {"length": 400, "stateSize": 1600, "tapeSize": 3200, "adjointCost": 1}, "levels": [
  {"name": "memory", "capacity": 9600}, {"name": "disk", "capacity": 60000, "writeCost": 0.1, "readCost": 0.1}]}
JSON
schedules=(
  "store-all --steps 400"
  "revolve --steps 400 -m 10"
  "disk-revolve --steps 400 -m 3 --disk-write 5 --disk-read 4"
  "hrevolve --steps 400 --level 2 --level /dev/shm=8:5:5"
  "hrevolve --steps 400 --level 0 --level disk=inf:1:1"
  "plan $work/uneven.json"
  "plan $work/taped.json --effort 1"
  "plan $work/taped-disk.json --effort 1"
)

# Runs an example on a schedule from a file or a pipe; its result is in $work/result.
run_example() { # NAME SCHEDULE [durable]
  # shellcheck disable=SC2086 # the words of a command
  timeout 300 ${run[$1]} "$work/slots" ${3:-} > "$work/result" 2>&1 || fail "$1, $2: $(tail -n 3 "$work/result")"
}
# How an example wants its schedule.
form() { if [ "$1" = python ]; then echo --format jsonl; else echo --slots; fi; }
gradient() { sed -n 's/.*gradient *\([^ ]*\) nu *\([^ ,]*\).*/\1 \2/p' "$1"; }

for schedule in "${schedules[@]}"; do
  for written in schedule schedule-python; do
    # shellcheck disable=SC2046,SC2086
    "$program" $schedule --quiet $(form "${written#*-}") -o "$work/$written"
    "$program" verify "$work/$written" > "$work/report" || fail "$schedule: $(cat "$work/report")"
  done
  for name in ${order[@]+"${order[@]}"}; do
    # The example with MPI has no tapes.
    if [[ $schedule = *taped* && $name = mpi-* ]]; then continue; fi
    if [ "$schedule" = "${schedules[0]}" ]; then
      file=$work/schedule
      if [ "$name" = python ]; then file=$work/schedule-python; fi
      run_example "$name" "$schedule, from a file" < "$file"
    else
      # shellcheck disable=SC2046,SC2086
      "$program" $schedule --quiet $(form "$name") | run_example "$name" "$schedule"
    fi
    echo "$(cat "$work/result")  $schedule" >&2
    # In the same program bit for bit.
    gradient "$work/result" > "$work/gradient"
    [ -s "$work/gradient" ] || fail "$name, $schedule: no gradient: $(cat "$work/result")"
    if [ -e "$work/kept/$name" ]; then
      cmp -s "$work/gradient" "$work/kept/$name" || fail "$name, $schedule: the gradient is not that of store-all"
    fi
    cp "$work/gradient" "$work/kept/$name"
    # To rounding between programs, and between numbers of ranks.
    cat "$work/kept/${order[0]}" "$work/gradient" | tr '\n' ' ' |
      awk '{ for (i = 1; i < 3; i++) if (($i - $(i + 2)) ^ 2 > ($i * 1e-11) ^ 2) exit 1 }' ||
      fail "$name, $schedule: the gradient differs from that of ${order[0]}"
  done
done

cp "$work/schedule" "$work/taped"

# Files that reach the device, and slots that are filled beforehand, change nothing.
for name in c fortran python; do
  if [ -z "${run[$name]:-}" ]; then continue; fi
  # shellcheck disable=SC2046
  "$program" disk-revolve --steps 400 -m 3 --disk-write 5 --disk-read 4 $(form "$name") -o "$work/schedule"
  run_example "$name" "durable" durable < "$work/schedule"
  gradient "$work/result" | cmp -s - "$work/kept/$name" || fail "$name: the gradient is not that of store-all"
  # Python is not killed by what kills the others here; test_driver.py has failing writes.
  if [ "$name" = python ]; then continue; fi
  # A run that is killed in the middle of a write leaves no half state under a slot's name, and the next run is not misled.
  (ulimit -f 1 && ${run[$name]} "$work/slots" < "$work/schedule" > "$work/result" 2>&1) 2>/dev/null && fail "$name was not killed"
  left=$(ls "$work/slots")
  [[ $left = *.writing && $left != *$'\n'* ]] || fail "$name, killed in a write, left: $left"
  run_example "$name" "after a kill" < "$work/schedule"
  if [ -n "$(ls -A "$work/slots")" ]; then fail "$name: files were left: $(ls "$work/slots")"; fi
done

# Mistakes end in a line with the place and the remedy. The schedules come from files: nothing is left unread in a pipe.
schedule=$work/schedule
other=$work/other
refuses() { # NAME PHRASE FOLDER < SCHEDULE
  local status=0
  # shellcheck disable=SC2086
  timeout 60 ${run[$1]} "$3" > "$work/result" 2>&1 || status=$?
  if [ "$status" = 0 ] || ! grep -qF "$2" "$work/result"; then
    fail "$1: \"$2\" is not in the answer, status $status: $(cat "$work/result")"
  fi
}
plan() { "$program" "$@" --quiet -o "$other"; }   # OPTION...
edit() { sed "$1" "$schedule" > "$other"; }       # EDIT
expect() { refuses "$name" "$1" "$work/slots" < "$other"; } # PHRASE

disk=(hrevolve --steps 400 --level 2 --level disk=8:5:5)
"$program" "${disk[@]}" --slots -o "$schedule"
for name in c fortran; do
  if [ -z "${run[$name]:-}" ]; then continue; fi
  plan "${disk[@]}" && expect "line 16 (write 1 0): states no slot; write the schedule with --slots"
  plan "${disk[@]}" --slots --format json && expect "line 1 ({): this is JSON; write the schedule with --format text"
  sed 's/ slot .*//' "$work/taped" > "$other" && expect "): states no slot; write the schedule with --slots"
  sed '/^backward/s/ level.*//' "$work/taped" > "$other" && expect "states no level and slot; write the schedule with --slots"
  sed '/^backward/s/slot .*/slot 0/' "$work/taped" > "$other" && expect "the slot does not hold that tape; ask adjsched verify"
  plan join --branch 3 --branch 3 -m 6 --slots && expect "this driver does not run joins"
  plan hrevolve --steps 99 --level 1 --level 2:1:1 --level far=9:2:2 --slots &&
    expect "the program describes 2 levels, and the schedule uses level 2, far"
  edit '61,$d' && expect "is the schedule complete?"
  edit '11,$d' && expect "there are no operations; did adjsched end with an error?"
  edit '0,/^read 1 .*/s//read 1 3 slot 7/' && expect "the slot does not hold that state; ask adjsched verify"
  edit '0,/^write 1 \(.*\) slot .*/s//write 1 \1 slot 8/' && expect "there is no such level, slot or state"
  edit '0,/^forward/s//foward/' && expect "is no operation"
  edit '0,/^write 1/s//offload 1/' && expect "this driver waits for every transfer; plan without overlapped levels"
  edit 's/^# use 1.*//' && expect 'there is no line "# use 1" before the operations'
  edit 's/^# chain.*//' && expect 'there is no line "# chain" before the operations'
  refuses $name "name an existing folder that may be written" "$work/nowhere" < "$schedule"
  # A file that cannot grow, as on a full disk.
  (trap '' XFSZ && ulimit -f 1 && refuses $name "make room, or plan with fewer slots on level 1" "$work/slots" < "$schedule")
done
if [ -n "${run[mpi-2]:-}" ]; then
  refuses mpi-2 "the chain has tapes; give adjsched_run their size" "$work/slots" < "$work/taped"
  refuses mpi-2 "name an existing folder that may be written" "$work/nowhere" < "$schedule"
fi
if [ -n "$(ls -A "$work/slots")" ]; then fail "files were left: $(ls "$work/slots")"; fi
if [ ${#order[@]} = 0 ]; then say "nothing could be run"; else say "ran: ${order[*]}"; fi
