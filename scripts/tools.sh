#!/usr/bin/env bash
# Installs, by name, what a step needs and the machine lacks. Usage: tools.sh build|node|postgres|...
set -euo pipefail
export PATH="${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

updated=""
debian() { # debian PACKAGE...
    if [ -z "$updated" ]; then as_root apt-get update -q >/dev/null; updated=yes; fi
    echo "installing $*"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >/dev/null
}

has() { command -v "$1" >/dev/null 2>&1; }

# A cargo tool runs for seconds: without optimisation it is built in a fraction of the time (cargo-deny in
# 90 CPU seconds). It stays in cargo's own folder, outside the project.
cargo_tool() { # cargo_tool NAME VERSION
    cargo "$1" --version >/dev/null 2>&1 && return
    echo "installing cargo-$1"
    local build
    build=$(mktemp -d)
    CARGO_TARGET_DIR=$build CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_LTO=false \
        CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 cargo install --quiet --locked "cargo-$1@$2"
    rm -rf "$build"
}

for need in "$@"; do
    case $need in
        build)
            has cc || debian gcc libc6-dev
            has cargo || { echo "Rust is needed: see README.md" >&2; exit 1; }
            ;;
        lint)
            # A minimal toolchain has neither.
            { cargo fmt --version && cargo clippy --version; } >/dev/null 2>&1 || rustup component add rustfmt clippy
            ;;
        node)
            has npm || { echo "Node 20 with npm is needed: see README.md" >&2; exit 1; }
            ;;
        postgres)
            compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || debian postgresql
            ;;
        browser)
            has chromium || debian chromium
            ;;
        python)
            has python3 || debian python3
            python3 -c 'import ensurepip, venv' 2>/dev/null || debian python3-venv
            ;;
        nextest)
            has cc || debian gcc libc6-dev
            cargo_tool nextest 0.9.143
            ;;
        deny)
            has cc || debian gcc libc6-dev
            cargo_tool deny 0.20.2
            ;;
        *) echo "tools.sh: unknown need $need" >&2; exit 2 ;;
    esac
done
