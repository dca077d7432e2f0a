# make serve: everything from a clean checkout to a running server. make test: every check.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SOURCES := $(shell find src ontology shapes queries corpus -type f -not -path '*/__pycache__/*')

.PHONY: build serve test lint types clean

# The graph is built by the first `migkg serve`; here it is kept up to date with what it is made of.
serve: store/current
	$(BIN)/migkg serve

build: store/current

store/current: $(VENV)/.installed $(SOURCES)
	$(BIN)/migkg build

test: $(VENV)/.installed-test
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile

lint: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed-test
	$(BIN)/mypy

# A stamp a set of packages, so that a second `make` installs nothing.
$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/pip install --quiet --editable '.[pdf,fast]'
	touch $@

$(VENV)/.installed-test: pyproject.toml | $(VENV)/bin/python
	$(BIN)/pip install --quiet --editable '.[test,pdf,fast]'
	touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) store build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
