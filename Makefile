# `make demo` and `make test` are all a newcomer needs; both set up .venv on first use.

PYTHON  ?= python3
ARTICLE ?= seeds/tempo-unido-ikn.id.txt
CONFIG  ?= training/configs/smoke.toml
BIN     := .venv/bin
SETUP   := .venv/.installed

.PHONY: help demo test check gate app golden screenshots load bench train setup clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(SETUP) ## print the English brief of an article (ARTICLE=path takes another)
	@$(BIN)/summarizer brief "$(ARTICLE)"

test: $(SETUP) ## run all tests
	$(BIN)/python -m pytest

check: $(SETUP) ## ruff, ruff format and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

gate: $(SETUP) ## is the embedded engine as good as it was? (a part of make test)
	@$(BIN)/python -m tests.quality_gate

app: $(SETUP) ## start the web page on this machine
	$(BIN)/summarizer serve

golden: $(SETUP) ## rewrite tests/golden/ from what the engine says now
	$(BIN)/python -m tests.golden.rewrite

screenshots: $(SETUP) ## take the pictures of docs/images/ again
	$(BIN)/python -m tests.browser.screenshots

load: $(SETUP) ## 50 visitors for two minutes
	$(BIN)/python -m benchmarks.load

bench: $(SETUP) ## measure everything that docs/performance.md says (FLORES=folder for its quality part), more than an hour
	$(BIN)/python -m benchmarks

train: $(SETUP) ## run a training recipe, or go on with it (CONFIG=path takes another than the smoke test)
	$(BIN)/python -m training $(CONFIG)

setup: $(SETUP) ## create .venv and install the pinned versions

# The stamp is written last, so a cut installation starts again.
$(SETUP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("summarizer needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12 …") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --disable-pip-version-check --constraint constraints.txt --editable ".[dev]"
	@touch $(SETUP)

clean: ## remove .venv (the built model stays in the user's cache: summarizer models path)
	rm -rf .venv
