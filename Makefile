# The commands of the project; "make" alone lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --quiet --disable-pip-version-check
LOCK := $(BIN)/uv --quiet pip compile --universal --python-version 3.11 --generate-hashes --upgrade \
	--custom-compile-command "make update"

.PHONY: help run test lint check hooks transcripts update bench chaos fuzz screenshots

help: ## list the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1	/'

run: $(VENV)/run ## set everything up and start the hotline
	@PYTHONUNBUFFERED=1 $(BIN)/python -m procfile || test $$? -eq 130

test: $(VENV)/test ## run all tests, on all cores
	@$(BIN)/pytest --numprocesses auto --dist worksteal

lint: $(VENV)/test ## check format, style and types
	@$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/mypy .

check: lint test ## everything CI runs

hooks: $(VENV)/test ## check format, style and types before each commit
	@$(BIN)/pre-commit install

transcripts: $(VENV)/test ## write tests/anrufe anew after a change of wording; read the difference
	@$(BIN)/python -m tests.whole.test_transcripts

update: $(VENV)/test ## renew what is installed, within the ranges of requirements.txt
	@$(LOCK) requirements.txt --output-file requirements.lock >/dev/null
	@$(LOCK) requirements-dev.txt --constraint requirements.lock --output-file requirements-dev.lock >/dev/null
	@$(LOCK) requirements-piper.txt --constraint requirements.lock --output-file requirements-piper.lock >/dev/null

bench: $(VENV)/test ## measure, and print ratios
	@$(BIN)/python -m tests.bench

chaos: $(VENV)/test ## let everything fail under calls, and print what was heard and lost (some minutes, Linux)
	@$(BIN)/python -m tests.chaos $(MINUTES)

screenshots: $(VENV)/test ## take the pictures in docs/ (needs chromium)
	@$(BIN)/python -m tests.screenshots

fuzz: $(VENV)/test ## search for a text that the parser cannot stand (two minutes, Linux)
	@$(PIP) install "atheris>=3.0,<4"
	@$(BIN)/python -m tests.fuzz

$(VENV)/run: requirements.lock
	@echo "Telefontreff wird eingerichtet. Das dauert beim ersten Mal ein bis zwei Minuten."
	@test -x $(BIN)/pip || $(PYTHON) -m venv --clear $(VENV) || { rm -rf $(VENV); \
		echo "Python kann hier keine Umgebung anlegen. Auf Debian fehlt dann das Paket python3-venv."; exit 1; }
	@$(PIP) install --require-hashes --requirement requirements.lock
	@touch $@

$(VENV)/test: requirements-dev.lock $(VENV)/run
	@$(PIP) install --require-hashes --requirement requirements-dev.lock
	@touch $@
