# make demo   try the bot in a browser                make test   everything a change must pass
# make quick  before each commit, under a minute      make slow   the same in many more cases
# make lint   style, types and import contracts only  make bench  figures of speed and quality
# make wheels where every locked package installs without a compiler
# make fresh  install into empty environments, as a new user would
# make conformance  bots on other client libraries log in to the local Discord
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: setup setup-dev demo quick test slow browser conformance soak soak-long lint style check bench catalogues lock wheels
.PHONY: fresh clean

# Two installers must not work in one environment.
.NOTPARALLEL:

# What the bot needs, exactly as locked; nothing happens when it is there.
setup:
	@$(PYTHON) tools/install.py --into $(VENV)

# The same and the tools of development.
setup-dev:
	@$(PYTHON) tools/install.py --dev --into $(VENV)

demo: setup
	@$(BIN)/python -m bot demo $(ARGS)

# Style, contracts, and the tests that start no server and no process and do not ask the shipped pack.
quick: style
	$(BIN)/python -m pytest -m "not thorough and not slow and not soak and not browser and not fresh" --no-cov

# The pack and the types are checked while the tests run, for these leave a core idle now and then.
test: style
	@{ $(BIN)/python -m bot check && $(BIN)/basedpyright; } > .cache/checks.txt 2>&1 & checks=$$!; \
	$(BIN)/python -m pytest; tests=$$?; \
	wait $$checks; checks=$$?; cat .cache/checks.txt; exit $$((tests | checks))

slow: setup-dev
	$(BIN)/python -m pytest -m "slow" --no-cov

browser: setup-dev
	$(BIN)/python -m pytest tests/browser -m browser -n 0 --no-cov

# Bots on discord.js and hikari log in to the local Discord.
conformance: setup-dev
	$(BIN)/python -m sandbox.conformance

soak: setup-dev
	$(BIN)/python -m tests.soak

soak-long: setup-dev
	$(BIN)/python -m pytest -m soak --no-cov
	$(BIN)/python -m tests.soak --full

lint: style
	$(BIN)/basedpyright

style: setup-dev
	@mkdir -p .cache
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

check: setup
	$(BIN)/python -m bot check

bench: setup-dev
	$(BIN)/python -m benchmarks

# New sentences into the catalogues of bot/locale/ and sandbox/locale/; says which are not translated.
catalogues: setup-dev
	$(BIN)/python -m tools.catalogues

# What is locked stays so; ARGS="--upgrade" or ARGS="--upgrade-package NAME" takes newer releases.
lock: setup-dev
	$(BIN)/python -m tools.lock $(ARGS)

wheels: setup-dev
	$(BIN)/python -m tools.wheels

fresh: setup-dev
	$(BIN)/python -m pytest tests/installing -m fresh -n 0 --no-cov

clean:
	rm -rf $(VENV) .cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage
