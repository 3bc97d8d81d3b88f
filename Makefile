# make run opens the app; make test checks every statement on a handful of sites, make test-all on
# all of them, in every language, in a browser and in an office program;
# make peers compares the model with CoolProp and pandapipes and writes benchmarks/peers anew.
PYTHON ?= python3
BIN := .venv/bin
PEERS := .venv/peers

.PHONY: run test test-all check peers

run: .venv/ok
	$(BIN)/python -m streamlit run app.py --server.showEmailPrompt=false

test: check
	$(BIN)/python -m pytest -n auto -m "not e2e and not office and not wide"

test-all: export IHP_WIDE = 1
test-all: check
	$(BIN)/python -m pytest -n auto -m "not e2e and not office"
	$(BIN)/python -m pytest -m "e2e or office"

check: .venv/ok
	$(BIN)/ruff check .
	$(BIN)/mypy

.venv/ok: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

peers: $(PEERS)/ok
	$(PEERS)/bin/python -m benchmarks.peers
	$(PEERS)/bin/python -m benchmarks.validation
	$(PEERS)/bin/python -m pytest tests/plant/test_peers.py tests/plant/test_published_plants.py

# pandapipes holds pandas below 3: an environment of its own, with all pins but those it cannot share.
$(PEERS)/ok: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(PEERS)
	grep -vE '^(packaging|pandas)==' constraints.txt > $(PEERS)/constraints.txt
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check -c $(PEERS)/constraints.txt -e '.[peers]' hypothesis pytest
	touch $@
