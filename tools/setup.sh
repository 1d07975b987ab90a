#!/bin/sh
# Makes .venv from the pinned requirements and installs this package into it. Argument: build (what `make run` needs)
# or dev (what checks and tests need besides). Does nothing when what is there already fits.
# It runs before there is a Python of ours, so it is plain sh; every way it can fail is one line.
set -eu
cd "$(dirname "$0")/.."
kind=${1:-build}
here=$(pwd)

fail() {
    echo "dispatch: $*" >&2
    exit 1
}

writable() {
    [ ! -e "$1" ] || [ -w "$1" ] ||
        fail "no permission to write in $1 (you are $(id -un)). Make it yours, or work in a clone of your own."
}

new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
    for name in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null 2>&1 && new_enough "$name"; then
            command -v "$name"
            return
        fi
    done
    found=$(python3 --version 2>&1) || found="no python3"
    fail "Python 3.11 or newer is needed, found: $found. Install one, or name it: make run PYTHON=/path/to/python3.11"
}

for place in "" /.venv /frontend /frontend/node_modules /frontend/dist; do
    writable "$here$place"
done

# Scripts in a virtual environment name its path, and its interpreter can be upgraded away: both end in a fresh one.
[ "$(cat .venv/.made-in 2>/dev/null || echo "$here")" = "$here" ] || rm -rf .venv
new_enough .venv/bin/python || rm -rf .venv

if [ ! -x .venv/bin/pip ]; then
    python=$(find_python)
    "$python" -c 'import venv, ensurepip' >/dev/null 2>&1 ||
        fail "$python has no venv module. On Debian and Ubuntu: apt-get install python3-venv"
    echo "Creating .venv with $("$python" --version) ..."
    "$python" -m venv --clear .venv || fail "could not create $here/.venv; the reason stands above."
fi
echo "$here" >.venv/.made-in

install() {
    .venv/bin/pip --disable-pip-version-check --quiet install "$@" 2>.venv/.pip.log ||
        {
            cat .venv/.pip.log >&2
            fail "pip could not install the pinned packages; the reason stands above. Nothing else was changed."
        }
}

# The copy of a requirements file in .venv says that its packages are installed. dev holds all that build holds.
if ! cmp -s requirements-dev.txt .venv/.dev && { [ "$kind" = dev ] || ! cmp -s requirements-build.txt .venv/.build; }; then
    echo "Installing the pinned Python packages (about half a minute) ..."
    install --require-hashes -r "requirements-$kind.txt"
    cp "requirements-$kind.txt" ".venv/.$kind"
fi

if ! cmp -s pyproject.toml .venv/.package; then
    install --no-index --no-deps --no-build-isolation --editable .
    cp pyproject.toml .venv/.package
fi
