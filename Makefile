# make demo  try the bot in a browser               make test   everything a change must pass
# make lint  style, types and import contracts only make bench  figures of speed and quality
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: setup demo test browser soak soak-long lint check bench lock clean

setup: $(STAMP)

$(STAMP): requirements-dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Footnote needs Python 3.11 or later; name one with make PYTHON=..."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

demo: setup
	@$(BIN)/python -m bot demo $(ARGS)

test: lint check
	$(BIN)/python -m pytest

browser: setup
	$(BIN)/python -m pytest tests/browser -m browser -n 0 --no-cov

soak: setup
	$(BIN)/python -m tests.soak

soak-long: setup
	$(BIN)/python -m pytest -m soak --no-cov
	$(BIN)/python -m tests.soak --full

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/basedpyright
	$(BIN)/lint-imports

check: setup
	$(BIN)/python -m bot check

bench: setup
	$(BIN)/python -m benchmarks

lock:
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet -o requirements.txt
	$(BIN)/uv pip compile pyproject.toml --group dev -c requirements.txt --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet -o requirements-dev.txt

clean:
	rm -rf $(VENV) .cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage
