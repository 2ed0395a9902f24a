#!/usr/bin/env bash
# The API against its description: schemathesis with all checks, as nobody and as people of each kind.
# schemathesis.sh [MAX_EXAMPLES]; the tool is kept in a virtual environment outside the project.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
venv=${XDG_CACHE_HOME:-$HOME/.cache}/sangkien/venv
wanted=$here/requirements.txt

# The copy beside it says what was installed whole.
if ! cmp -s "$wanted" "$venv/installed.txt" || ! "$venv/bin/st" --version >/dev/null 2>&1; then
    rm -rf "$venv"
    mkdir -p "$(dirname "$venv")"
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$wanted"
    cp "$wanted" "$venv/installed.txt"
fi
exec python3 "$here/described.py" "$venv/bin/st" "$@"
