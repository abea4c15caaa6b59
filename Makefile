# Needs Python 3.11 or newer, pip and make; everything else is installed into .venv from requirements.lock.
#
#   make         set up, then read the real page: a summary on the terminal, the records in out/
#   make test    set up, then run the tests
#   make check   lint, types, tests, drift of generated files, tests against the built wheel, builds of 10,000 pages
#   make data    build the data set, the schemas and the generated docs again
#   make consumers  let the tools of our users read the data set (installs them first)
#   make bench   measure
#   make fuzz    try hostile input for ten minutes (SECONDS=60)
#   make score   compare with hand-labelled pages, field by field, and with damage undone (SHOW=9: the misses; DIR=...: other pages)
#   make floors  raise the floors below which no field may fall

PYTHON ?= $(firstword $(foreach name,python3.11 python3 python,$(shell command -v $(name) 2>/dev/null)))
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet
FEED ?= data/raw/jiyuan-2021-08-21.txt
JSON := out/$(basename $(notdir $(FEED))).json
DIR ?=
SECONDS ?= 600
SHOW ?= 0
FIRST ?=
LOWER ?=
DIST := out/dist

.DEFAULT_GOAL := run
.PHONY: run setup test check lint types wheel scale consumers format data docs lock bench fuzz score floors agreement clean

run: $(READY)
	@$(BIN)/jiyuan-news parse $(FEED) --output $(JSON)
	@$(BIN)/jiyuan-news summary $(FEED)
	@echo
	@echo "The records, each with its evidence: $(JSON)"

setup: $(READY)

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "make: '$(PYTHON)' is no Python 3.11 or newer; name one: make PYTHON=/path/to/python3.11" >&2; exit 2; }
	@echo "Setting up $(VENV), once ..."
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

test: $(READY)
	$(BIN)/python -m pytest -m "not wheel and not consumers and not scale"

check: lint types test wheel scale

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

# The built wheel in a fresh environment, the sources out of its reach.
wheel: $(READY)
	$(BIN)/python -m pytest -m wheel

# Builds of 10,000 pages, some of them killed; takes some minutes.
scale: $(READY)
	$(BIN)/python -m pytest -m scale tests/test_scale.py

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

data: $(READY) docs
	$(BIN)/jiyuan-news build

docs: $(READY)
	$(BIN)/python tools/docs.py

# Pins every dependency with its hashes; needs uv (`pip install uv`). Writes no addresses.
lock:
	uv pip compile pyproject.toml --extra test --extra lint --extra build --universal --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header --output-file requirements.lock
	uv pip compile pyproject.toml --extra bench --universal --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header --constraints requirements.lock \
		--output-file requirements-bench.lock
	uv pip compile pyproject.toml --extra consumers --universal --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header --constraints requirements.lock \
		--output-file requirements-consumers.lock
	uv pip compile pyproject.toml --extra fuzz --universal --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header --constraints requirements.lock \
		--output-file requirements-fuzz.lock

# The tools of our users read what we write: frictionless, mlcroissant, datasets, Datasette, polars, pandas, node, R and
# others. Those that cannot be installed here are passed over by name.
consumers: $(VENV)/.consumers-ready
	$(BIN)/python -m pytest -m consumers -rs

$(VENV)/.consumers-ready: requirements-consumers.lock | $(READY)
	@$(PIP) install --require-hashes -r requirements-consumers.lock && touch $@ || \
		echo "make: the consumers could not be installed; their tests are passed over" >&2

bench: $(READY) $(VENV)/.bench-ready
	$(BIN)/python tools/bench.py

$(VENV)/.bench-ready: requirements-bench.lock | $(READY)
	@$(PIP) install --require-hashes -r requirements-bench.lock && touch $@ || \
		echo "make: the rivals could not be installed; the bench leaves them out" >&2

# Coverage-guided: goes on from what earlier runs found in out/fuzz. A crash leaves its input there and ends the run.
fuzz: $(VENV)/.fuzz-ready
	$(BIN)/python tools/fuzz.py --seconds $(SECONDS)

$(VENV)/.fuzz-ready: requirements-fuzz.lock | $(READY)
	@$(PIP) install --require-hashes -r requirements-fuzz.lock && touch $@

score: $(READY)
	@$(BIN)/python tests/support/score.py $(DIR) --show $(SHOW)
	@$(if $(DIR),,$(BIN)/python tests/support/repair.py --show $(SHOW))

floors: $(READY)
	$(BIN)/python tests/support/score.py --floors $(if $(LOWER),--lower)
	$(BIN)/python tests/support/repair.py --floors $(if $(LOWER),--lower)

# How far two labellers agree; FIRST=COMMIT: with the first labels as they were then.
agreement: $(READY)
	@$(BIN)/python tests/support/agreement.py $(if $(FIRST),--first $(FIRST)) --show $(SHOW)

clean:
	rm -rf out .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis
