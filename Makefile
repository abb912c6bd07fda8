# make demo   try the bot in a browser                make test   everything a change must pass
# make quick  before each commit, under a minute      make slow   the same in many more cases
# make lint   style, types and import contracts only  make bench  figures of speed and quality
# make wheels where every locked package installs without a compiler
# make fresh  install into empty environments, as a new user would
# make conformance  bots on other client libraries log in to the local Discord, and rebuild what the bot sends
# make live SERVER=…  everything the bot sends, on a test server of the real Discord
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: setup setup-dev setup-cards demo quick test slow browser conformance live soak soak-long lint style check bench catalogues
.PHONY: lock wheels fresh clean

# Two installers must not work in one environment.
.NOTPARALLEL:

# What the bot needs, exactly as locked; nothing happens when it is there.
setup:
	@$(PYTHON) tools/install.py --into $(VENV)

# The same and the tools of development.
setup-dev:
	@$(PYTHON) tools/install.py --dev --into $(VENV)

# The same and what draws quotes and terms as pictures.
setup-cards:
	@$(PYTHON) tools/install.py --cards --into $(VENV)

demo: setup
	@$(BIN)/python -m bot demo $(ARGS)

# Style, contracts, and the tests that start no server and no process and do not ask the shipped pack.
quick: style
	$(BIN)/python -m pytest -m "not thorough and not slow and not soak and not browser and not fresh"

# The pack and the types are checked while the tests run, for these leave a core idle now and then.
# ARGS=--cov measures coverage as well, which up to Python 3.13 takes half as long again.
test: style
	@{ $(BIN)/python -m bot check && $(BIN)/basedpyright; } > .cache/checks.txt 2>&1 & checks=$$!; \
	$(BIN)/python -m pytest $(ARGS); tests=$$?; \
	wait $$checks; checks=$$?; cat .cache/checks.txt; exit $$((tests | checks))

slow: setup-dev
	$(BIN)/python -m pytest -m "slow"

browser: setup-dev
	$(BIN)/python -m pytest tests/browser -m browser -n 0

# Bots on discord.js and hikari log in to the local Discord; discord.js rebuilds whatever the bot sends in its tests, which
# are run for it, or with ARGS=--captured were run before, with FOOTNOTE_CAPTURE=.cache/payloads.
conformance: setup-dev
	$(BIN)/python -m tests.capture_payloads .cache/payloads $(ARGS)
	$(BIN)/python -m sandbox.conformance --payloads .cache/payloads

# Everything the bot sends, on a test server of the real Discord: make live SERVER=123456789012345678, with DISCORD_TOKEN.
live: setup
	@$(BIN)/python -m bot live $(SERVER) $(ARGS)

soak: setup-dev
	$(BIN)/python -m tests.soak

soak-long: setup-dev
	$(BIN)/python -m pytest -m soak
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
	$(BIN)/python -m pytest tests/installing -m fresh -n 0

clean:
	rm -rf $(VENV) .cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage
