# The commands of the project; "make" alone lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help run test lint check bench fuzz screenshots

help: ## list the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1	/'

run: $(VENV)/run ## set everything up and start the hotline
	@PYTHONUNBUFFERED=1 $(BIN)/flask start || test $$? -eq 130

test: $(VENV)/test ## run all tests, on all cores
	@$(BIN)/pytest --numprocesses auto --dist loadfile

lint: $(VENV)/test ## check format, style and types
	@$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/mypy .

check: lint test ## everything CI runs

bench: $(VENV)/test ## measure, and print ratios
	@$(BIN)/python -m tests.bench

screenshots: $(VENV)/test ## take the pictures in docs/ (needs chromium)
	@$(BIN)/python -m tests.screenshots

fuzz: $(VENV)/test ## search for a text that the parser cannot stand (two minutes, Linux)
	@$(BIN)/pip install --quiet --disable-pip-version-check "atheris>=3.0,<4"
	@$(BIN)/python -m tests.fuzz

$(VENV)/run: requirements.txt
	@echo "Telefontreff wird eingerichtet. Das dauert beim ersten Mal ein bis zwei Minuten."
	@test -x $(BIN)/pip || $(PYTHON) -m venv --clear $(VENV) || { rm -rf $(VENV); \
		echo "Python kann hier keine Umgebung anlegen. Auf Debian fehlt dann das Paket python3-venv."; exit 1; }
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/test: requirements-dev.txt $(VENV)/run
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@
