#!/usr/bin/env bash
# Installs the packages of requirements.txt into .build/integration and runs every consumer and the schemas' check there.
#
#   docs/integrations/run.sh [ADJSCHED]
#
# Exit status: 0 all ran and agreed; 1 something did not; 69 no usable Python 3; 75 the package index cannot be reached.
set -euo pipefail
cd "$(dirname "$0")/../.."

program=$(realpath "${1:-.build/release/adjsched}")
environment=.build/integration
python=$environment/bin/python
requirements=docs/integrations/requirements.txt

say() { echo "integration: $*" >&2; }

if [ ! -x "$program" ]; then
  say "$program is not there; run 'make build', or name the program"
  exit 1
fi
if ! command -v python3 >/dev/null; then
  say "there is no python3 on the PATH; install Python 3.11 or newer, nothing else of this project needs it"
  exit 69
fi
if ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  say "$(python3 --version) is too old; install Python 3.11 or newer"
  exit 69
fi

# An environment is whole when its stamp is the list that is asked for.
if ! cmp -s "$requirements" "$environment/requirements.txt"; then
  rm -rf "$environment"
  if ! python3 -m venv "$environment" >/dev/null; then
    rm -rf "$environment"
    say "python3 -m venv fails; its module is a package of its own on Debian and Ubuntu: apt install python3-venv"
    exit 69
  fi
  say "installing the packages of $requirements into $environment"
  pip=("$python" -m pip --disable-pip-version-check --quiet --retries 1 --timeout 30 --no-input)
  if ! "${pip[@]}" install --no-compile --require-hashes --requirement "$requirements"; then
    # Whether the index is there at all: any package, fetched anew.
    probe=$(mktemp -d)
    if "${pip[@]}" download --no-cache-dir --no-deps --dest "$probe" attrs 2>/dev/null; then
      rm -rf "$probe"
      say "the package index is there, but the packages of $requirements cannot be installed, see above"
      exit 1
    fi
    rm -rf "$probe"
    say "the package index cannot be reached, so that nothing could be installed"
    exit 75
  fi
  cp "$requirements" "$environment/requirements.txt"
fi

# What is imported is compiled once, and not beside the sources.
export PYTHONPYCACHEPREFIX=$PWD/$environment/compiled
export PYTHONPATH=$PWD/Sources/python ADJSCHED=$program
cd docs
for command in \
  "../Tests/Python/adapters/test_checkpoint_schedules.py" \
  "integrations/burgers_pyadjoint.py" \
  "integrations/ice_sheet_jax.py --compare" \
  "schema/check.py"; do
  say "$command"
  # shellcheck disable=SC2086 # the words of a command
  if ! "../$python" $command "$program"; then
    say "$command failed"
    exit 1
  fi
done
say "everything ran"
