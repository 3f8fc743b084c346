#!/usr/bin/env bash
# Tests the Python package in the frameworks that are large: PyTorch, Devito, DOLFINx; each is installed from PyPI into an
# environment below .build/frameworks the first time.
#
#   Tests/Python/frameworks/run.sh ADJSCHED [torch] [devito] [dolfinx]
#
# Exit status: 0 all ran and agreed; 1 something did not. What cannot be installed is said as NOT RUN.
set -euo pipefail
program=$(realpath "$1")
shift
cd "$(dirname "$0")/../../.."
export ADJSCHED=$program PYTHONPATH=$PWD/Sources/python:$PWD/Tests/Python/frameworks PYTHONPYCACHEPREFIX=$PWD/.build/python-compiled
folder=$PWD/.build/frameworks

say() { echo "frameworks: $*" >&2; }

install() {
  "$folder/$framework/bin/python" -m pip --disable-pip-version-check --quiet --no-input install --no-compile "$@"
}

# Each in a folder of its own: devito writes into the working directory, and brings a package named `examples`.
prepare() {
  local python=python3 candidate
  # The wheels of DOLFINx are for 3.12 and newer.
  if [ "$framework" = dolfinx ]; then
    for candidate in python3.12 python3.13 "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.1[23]*/bin/python3; do
      if "$candidate" -c '' 2>/dev/null; then python=$candidate && break; fi
    done
    python=${DOLFINX_PYTHON:-$python}
  fi
  "$python" -m venv "$folder/$framework" || return
  case $framework in
  torch)
    # One version without CUDA, which would be gigabytes: from where pip looks for wheels first, else from PyTorch's own index.
    local torch=torch==2.13.0+cpu
    install --prefer-binary numpy &&
      { install "$torch" 2>/dev/null || install --extra-index-url https://download.pytorch.org/whl/cpu "$torch"; }
    ;;
  devito) install --prefer-binary devito pyrevolve scipy matplotlib pytest ;;
  dolfinx)
    # dolfinx-adjoint asks for a package of another name, which the wheel of DOLFINx does not go by.
    install --only-binary :all: dolfinx-solver-real checkpoint-schedules pyadjoint-ad h5py packaging &&
      install --no-deps dolfinx-adjoint dolfinx-solver fenicsx-compat
    ;;
  esac
}

frameworks=("$@")
if [ $# -eq 0 ]; then frameworks=(torch devito dolfinx); fi
for framework in "${frameworks[@]}"; do
  if [ ! -e "$folder/$framework/whole" ]; then
    rm -rf "${folder:?}/$framework"
    say "installing $framework into $folder/$framework"
    if ! prepare; then
      say "NOT RUN: $framework, which cannot be installed here"
      continue
    fi
    touch "$folder/$framework/whole"
  fi
  say "$framework"
  (cd "$folder/$framework" && bin/python -m unittest -v "test_$framework")
done
