#!/usr/bin/env bash
# Runs the drivers in C and Fortran. Makes a wheel of a program, installs it into a fresh environment and tests the Python
# package there. Then installs the packages of requirements.txt into .build/integration, and runs the adapters' tests, the
# examples, the schemas' check and that of certificates.
#
#   docs/integrations/run.sh [ADJSCHED]
#
# Exit status: 0 all ran and agreed; 1 something did not; 69 no usable Python 3; 75 the package index cannot be reached.
set -euo pipefail
cd "$(dirname "$0")/../.."

program=$(realpath "${1:-.build/release/adjsched}")
environment=.build/integration
python=$environment/bin/python
fresh=.build/integration-wheel
folder=docs/integrations
# The package that is tested is that of the wheel, with the program that is in it.
unset ADJSCHED PYTHONPATH

say() { echo "integration: $*" >&2; }

# Installs into an environment without a network.
install_offline() { "$1/bin/python" -m pip --disable-pip-version-check --quiet install --no-index --no-deps "${@:2}"; }

run() {
  say "$*"
  if ! "$@"; then
    say "$* failed"
    exit 1
  fi
}

if [ ! -x "$program" ]; then
  say "$program is not there; run 'make build', or name the program"
  exit 1
fi
docs/integrations/drivers/run.sh "$program"
if ! command -v python3 >/dev/null; then
  say "there is no python3 on the PATH; install Python 3.11 or newer, nothing else of this project needs it"
  exit 69
fi
if ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  say "$(python3 --version) is too old; install Python 3.11 or newer"
  exit 69
fi
new_environment() {
  rm -rf "$1"
  if ! python3 -m venv "$1" >/dev/null; then
    rm -rf "$1"
    say "python3 -m venv fails; its module is a package of its own on Debian and Ubuntu: apt install python3-venv"
    exit 69
  fi
}

# What is imported is compiled once, and not beside the sources.
export PYTHONPYCACHEPREFIX=$PWD/.build/python-compiled

# The wheel, as its users install it; that of a static program is the same around another program.
new_environment "$fresh"
wheel=$(make --no-print-directory --silent wheel PROGRAM="$program" DIST="$fresh/dist")
run install_offline "$fresh" "$wheel"
if ! [ "$("$fresh/bin/adjsched" --version)" = "$("$program" --version)" ]; then
  say "the command of the wheel is not the program"
  exit 1
fi
tests=$PWD/Tests/Python
run "$fresh/bin/python" -W error::ResourceWarning -m unittest discover -s "$tests"
# What differs without a program in the package.
PYTHONPATH=$PWD/Sources/python ADJSCHED=$program run python3 -m unittest discover -s "$tests" -p test_program.py -k FindTests

pip() { "$python" -m pip --disable-pip-version-check --quiet --retries 1 --timeout 30 --no-input "$@"; }

# Installs the packages of a list, or ends.
install_list() {
  say "installing the packages of $1 into $environment"
  if pip install --no-compile --require-hashes "${@:2}" --requirement "$1"; then return; fi
  # Whether the index is there at all: any package, fetched anew.
  probe=$(mktemp -d)
  if pip download --no-cache-dir --no-deps --dest "$probe" attrs 2>/dev/null; then
    rm -rf "$probe"
    say "the package index is there, but the packages of $1 cannot be installed, see above"
    exit 1
  fi
  rm -rf "$probe"
  say "the package index cannot be reached, so that nothing could be installed"
  exit 75
}

# An environment is whole when its stamp is the lists that are asked for.
lists=("$folder/requirements.txt")
if command -v c++ >/dev/null; then lists+=("$folder/requirements-built.txt"); fi
if ! cat "${lists[@]}" | cmp -s - "$environment/requirements.txt"; then
  new_environment "$environment"
  install_list "${lists[0]}"
  # Without isolation, in which a package that is built here would install others without a hash.
  for list in "${lists[@]:1}"; do install_list "$list" --no-build-isolation; done
  cat "${lists[@]}" >"$environment/requirements.txt"
fi
install_offline "$environment" --force-reinstall "$wheel"

# The package as installed, and what tests it and makes it.
types=("$environment/bin/mypy" --config-file "$tests/mypy.ini" --cache-dir .build/mypy --python-executable "$python")
run "${types[@]}" -p adjsched
MYPYPATH=$tests:Sources/packaging run "${types[@]}" "$tests"/*.py Sources/packaging/*.py
adapters=(test_checkpoint_schedules.py)
if "$python" -c 'import pyrevolve' 2>/dev/null; then
  adapters+=(test_pyrevolve.py)
else
  say "NOT RUN: pyrevolve, which has to be built by a C++ compiler, and there is none"
fi
for adapter in "${adapters[@]}"; do
  PYTHONPATH=$tests run "$python" -m unittest discover -s "$tests/adapters" -p "$adapter"
done
cd docs
run "../$python" integrations/burgers_pyadjoint.py
run "../$python" integrations/ice_sheet_jax.py --compare
for example in ice_flow expression_trace controlled_network stencil_chain; do
  run "../$python" "integrations/examples/$example.py"
done
run "../$python" integrations/examples/overlap.py 1
run "../$python" schema/check.py "$program"
# Thousands of random problems by hand, some hundred in continuous integration.
run "../$python" -B certificates/trials.py "$program" ${CI:+400}
run make --no-print-directory --directory .. evidence PLATFORMS=200
say "everything ran"
