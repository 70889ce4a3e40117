# `make demo` and `make test` each work as the first command: they make the virtual environment from the lock.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
SHARED ?= ../shared

.DEFAULT_GOAL := help
.PHONY: help demo test lint types contracts pytest bench fuzz soak update lock screenshots clean

help: ## what can be made
	@awk -F':.*## ' '/^[a-z]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(READY): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; name one: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 2; }
	@echo "Setting up .venv from requirements.lock (once; about a minute) ..."
	@$(PYTHON) -m venv .venv || { echo "The venv module is missing; on Debian: apt install python3-venv"; exit 2; }
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@touch $@

demo: $(READY) ## crawl the sample web of tests/web into public/ and show what was found (SERVE=1: and serve it)
	@$(BIN)/python -m tests.web.demo $(if $(SERVE),--serve)

test: lint types contracts pytest ## everything that CI checks

lint: $(READY) ## style
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: $(READY) ## mypy --strict
	@$(BIN)/mypy

contracts: $(READY) ## feeds/ knows nothing of scrapy or crawler
	@$(BIN)/lint-imports

pytest: $(READY)
	@$(BIN)/python -m pytest -n 2 --dist worksteal -q

bench: $(READY) ## quality and speed on the measured data, held against the pinned floors
	@$(BIN)/python -m tests.bench --data $(SHARED)

fuzz: $(READY) ## hostile input for every reader, 30 minutes of processor time (MINUTES=5: fewer)
	@$(BIN)/python -W ignore -m tests.fuzz --minutes $(or $(MINUTES),30)

soak: $(READY) ## 200 kills, 5,000 sources with 100,000 pages in one run, a million articles in the store (hours)
	@$(BIN)/python -m tests.bench.soak

update: $(READY) ## visit every source that is due and publish
	@$(BIN)/scrapy update

screenshots: $(READY) ## pictures of the published page for the README (needs Chromium)
	@$(BIN)/python -m tests.web.screenshots

lock: $(READY) ## resolve requirements.lock anew from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --upgrade -o requirements.lock

clean: ## remove what runs leave behind (never var/ or public/)
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist
