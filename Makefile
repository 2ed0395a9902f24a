# Two commands do everything: `make run` runs the product, `make test` proves it.
# Later runs are incremental. Nothing is installed outside Debian's packages, the project folder and the caches.

SHELL := /bin/bash
# Where cargo builds; what is run is run from there.
OUT = $${CARGO_TARGET_DIR:-target}/release
export CARGO_TERM_COLOR ?= auto

.PHONY: run demo test check build frontend e2e schemathesis harness bench openapi clean help

help: ## What can be made
	@grep -E '^[a-z0-9]+:.*##' Makefile | sed 's/:.*## /\t/'

run: build ## Build everything and serve from ./data
	@"$(OUT)/sangkien" serve

demo: build ## Serve a demonstration commune from ./demo-data, with sign-in links
	@"$(OUT)/sangkien" demo

build: frontend ## Build the release binary with the user interface inside
	@scripts/tools.sh build
	@cargo build --release --locked

frontend: frontend/public/dist/.built

frontend/public/dist/.built: $(shell find frontend -type f -not -path '*/node_modules/*' -not -path '*/dist/*' -not -path '*/build/*' -not -path '*/.svelte-kit/*' -not -path '*/paraglide/*' 2>/dev/null)
	@scripts/tools.sh node
	@cd frontend && { [ -d node_modules ] && [ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --no-audit --no-fund; }
	@cd frontend && npm run build
	@touch $@

check: frontend ## The quick loop: format, lint, unit tests
	@cargo fmt --all --check
	@cargo clippy --workspace --all-targets --locked
	@if cargo nextest --version >/dev/null 2>&1; then cargo nextest run --workspace --lib --locked; else cargo test --workspace --lib --locked; fi

test: ## Install what the tests need and run all of them
	@scripts/test.sh

e2e: ## Only the browser tests
	@scripts/test.sh e2e

schemathesis: ## Only the API fuzzing
	@scripts/test.sh schemathesis

harness: ## Only slow clients, limits and sudden death
	@scripts/test.sh harness

bench: build ## Measure, each figure beside its limit and beside a bare server
	@scripts/bench.sh

openapi: ## Write openapi/ anew from the code
	@cargo run --quiet --locked -- openapi --write openapi
	@cd frontend && npm run --silent api

clean: ## Forget builds, keep data
	@cargo clean
	@rm -rf frontend/node_modules frontend/public/dist frontend/app/build
