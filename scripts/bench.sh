#!/usr/bin/env bash
# Measures the release binary: 2,400 and 24,000 ideas, or the sizes given. Prints a Markdown table.
# The machine should do nothing else meanwhile.
set -euo pipefail
cd "$(dirname "$0")/.."

cargo build --quiet --release --locked --bin sangkien --example bench
exec "${CARGO_TARGET_DIR:-target}/release/examples/bench" "$@"
