#!/usr/bin/env bash
# Installs, by name, what a step needs and the machine lacks. Usage: tools.sh build|node|test...
set -euo pipefail

sudo_if_needed() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

updated=""
debian() { # debian COMMAND-OR-FILE PACKAGE...
    local probe=$1; shift
    if command -v "$probe" >/dev/null 2>&1 || [ -e "$probe" ]; then return 0; fi
    if [ -z "$updated" ]; then sudo_if_needed apt-get update -q >/dev/null; updated=yes; fi
    echo "installing $*"
    sudo_if_needed env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >/dev/null
}

for need in "$@"; do
    case $need in
        build)
            debian cc gcc libc6-dev
            command -v cargo >/dev/null || { echo "Rust is needed: see README.md" >&2; exit 1; }
            ;;
        node)
            command -v npm >/dev/null || { echo "Node 20 with npm is needed: see README.md" >&2; exit 1; }
            ;;
        postgres)
            if ! ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1; then
                debian /usr/lib/postgresql postgresql
            fi
            ;;
        browser)
            debian chromium chromium
            ;;
        nextest)
            cargo nextest --version >/dev/null 2>&1 || cargo install --locked cargo-nextest
            ;;
        python)
            debian python3 python3
            if ! python3 -m venv --help >/dev/null 2>&1; then debian /nonexistent python3-venv; fi
            ;;
        deny)
            cargo deny --version >/dev/null 2>&1 || cargo install --locked cargo-deny
            ;;
        *) echo "tools.sh: unknown need $need" >&2; exit 2 ;;
    esac
done
