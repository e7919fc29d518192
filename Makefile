# `make help` lists what there is.
.DEFAULT_GOAL := help
SHELL := /bin/bash

.PHONY: help run test check fmt eval bench scale fuzz soak setup-test

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: ## build and serve the front page at http://127.0.0.1:8080
	cargo run --release

test: setup-test ## everything that must pass before a change lands
	scripts/test

check: ## the quick half of the tests: format, lints, unit tests of the core
	cargo fmt --all --check
	cargo clippy --workspace --all-targets -- -D warnings
	cargo test -p mynews-core

fmt: ## lay out the code
	cargo fmt --all

setup-test: ## install what the tests need, only if missing
	@scripts/setup-test

eval: ## score reading, grouping and ranking on recorded news (MYNEWS_SHARED names the folder that holds it)
	scripts/eval

bench: ## 10,000 entries from 200 feeds on loopback: CPU seconds, memory, size
	scripts/bench

scale: ## a million articles, 5,000 feeds, 1,000 readers: time and CPU of a page
	scripts/scale

fuzz: ## ten minutes for each parser of strangers' bytes
	scripts/fuzz

soak: ## a thousand rounds of kill -9 under load
	MYNEWS_KILL_ROUNDS=1000 cargo test --release -p mynews --test it kill -- --nocapture
