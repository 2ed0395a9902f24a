#!/usr/bin/env bash
# The API against its description: schemathesis with all checks, as nobody and as two users.
# schemathesis.sh [MAX_EXAMPLES]; the tool is kept in a virtual environment outside the project.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
venv=${XDG_CACHE_HOME:-$HOME/.cache}/sangkien/venv
version=4.32.5

if [ "$("$venv/bin/st" --version 2>/dev/null)" != "st, version $version" ]; then
    rm -rf "$venv"
    mkdir -p "$(dirname "$venv")"
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check "schemathesis==$version"
fi
exec python3 "$here/described.py" "$venv/bin/st" "$@"
