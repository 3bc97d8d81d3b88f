# make run opens the app; make test checks everything but what needs a browser or an office program.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test test-all check

run: .venv/ok
	$(BIN)/python -m streamlit run app.py --server.showEmailPrompt=false

test: check
	$(BIN)/python -m pytest -m "not e2e and not office"

test-all: check
	$(BIN)/python -m pytest

check: .venv/ok
	$(BIN)/ruff check .
	$(BIN)/mypy

.venv/ok: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@
