#!/usr/bin/env bash
# Runs the tests; without arguments all parts, otherwise the parts named:
#   lint rust deny frontend e2e schemathesis harness
set -euo pipefail
cd "$(dirname "$0")/.."

parts=("$@")
[ ${#parts[@]} -gt 0 ] || parts=(frontend lint rust deny e2e schemathesis harness)

scratch=$(mktemp -d)
chmod 755 "$scratch"
cleanup() {
    [ -d "$scratch/pg" ] && scripts/postgres.sh stop "$scratch/pg"
    rm -rf "$scratch"
}
trap cleanup EXIT

step() { printf '\n== %s (%s s)\n' "$1" "$SECONDS"; }

postgres() {
    if [ -z "${SANGKIEN_TEST_POSTGRES:-}" ]; then
        scripts/tools.sh postgres python
        SANGKIEN_TEST_POSTGRES=$(scripts/postgres.sh start "$scratch/pg")
        export SANGKIEN_TEST_POSTGRES
    fi
}

# The user interface is embedded: it is built before anything that serves it.
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
            cargo fmt --all --check
            cargo clippy --workspace --all-targets --locked -- -D warnings
            ;;
        rust)
            step "unit, property, architecture and HTTP tests on both engines"
            scripts/tools.sh nextest
            postgres
            cargo nextest run --workspace --locked
            ;;
        deny)
            step "licences and sources"
            scripts/tools.sh deny
            cargo deny --offline check licenses sources bans 2>/dev/null || cargo deny check licenses sources bans
            ;;
        e2e)
            step "the road in a browser, on both engines"
            scripts/tools.sh browser
            postgres
            cargo build --locked
            (cd frontend && npm run --silent test:e2e)
            ;;
        schemathesis)
            step "the API against its description"
            scripts/tools.sh python
            cargo build --locked
            tests/harness/schemathesis.sh
            ;;
        harness)
            step "slow clients, limits, sudden death"
            cargo build --locked
            python3 tests/harness/abuse.py
            python3 tests/harness/crash.py
            ;;
        *) echo "unknown part: $part" >&2; exit 2 ;;
    esac
done
step "done"
