#!/usr/bin/env bash
# Runs the tests; without arguments all parts, otherwise the parts named:
#   frontend lint deny rust e2e schemathesis harness
# Tools and caches lie outside the project; the build lies where cargo puts it.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"

parts=("$@")
[ ${#parts[@]} -gt 0 ] || parts=(frontend lint deny rust e2e schemathesis harness)

scratch=$(mktemp -d)
chmod 755 "$scratch"
cleanup() {
    if [ -d "$scratch/pg" ]; then scripts/postgres.sh stop "$scratch/pg"; fi
    rm -rf "$scratch"
}
trap cleanup EXIT

step() { printf '\n== %s (%s s)\n' "$1" "$SECONDS"; }

# One throw-away cluster for all parts; another one can be named in SANGKIEN_TEST_POSTGRES.
postgres() {
    if [ -z "${SANGKIEN_TEST_POSTGRES:-}" ]; then
        scripts/tools.sh postgres python
        SANGKIEN_TEST_POSTGRES=$(scripts/postgres.sh start "$scratch/pg")
        export SANGKIEN_TEST_POSTGRES
    fi
}

# The binary that browsers and harnesses run, wherever cargo puts it.
binary() {
    cargo build --locked --bin sangkien
    SANGKIEN_BIN=$(realpath "${CARGO_TARGET_DIR:-target}")/debug/sangkien
    export SANGKIEN_BIN
}

# The user interface is embedded: it is built before anything that serves or lints it.
scripts/tools.sh build node
step "front end: build"
make --no-print-directory frontend

for part in "${parts[@]}"; do
    case $part in
        frontend)
            step "front end: types, lint, messages"
            (cd frontend && npm run --silent check && npm run --silent lint)
            ;;
        lint)
            step "rustfmt and clippy"
            scripts/tools.sh lint
            cargo fmt --all --check
            cargo clippy --workspace --all-targets --locked -- -D warnings
            ;;
        deny)
            step "licences, sources and bans"
            scripts/tools.sh deny
            cargo deny --locked check licenses sources bans
            ;;
        rust)
            step "unit, property, architecture, API description and HTTP tests on both engines"
            scripts/tools.sh nextest
            postgres
            cargo nextest run --workspace --locked
            ;;
        e2e)
            step "the road in a browser, on both engines"
            scripts/tools.sh browser
            postgres
            binary
            (cd frontend && npm run --silent test:e2e)
            ;;
        schemathesis)
            step "the API against its description"
            scripts/tools.sh python
            binary
            tests/harness/schemathesis.sh
            ;;
        harness)
            step "slow clients, limits, sudden death"
            scripts/tools.sh python
            binary
            python3 tests/harness/abuse.py
            python3 tests/harness/crash.py
            ;;
        *) echo "unknown part: $part" >&2; exit 2 ;;
    esac
done
step "done"
