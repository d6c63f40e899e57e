# Every command builds the environment it needs from the locked files.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
PYTHON ?= python3
TOOLS := .cache/tools
UV := $(or $(shell command -v uv),$(TOOLS)/bin/uv)
# An environment of the caller's must not leak into ours.
unexport VIRTUAL_ENV PYTHONPATH PYTHONHOME PYTHONDONTWRITEBYTECODE
export UV_NO_PROGRESS = 1

.PHONY: help setup demo test check fix record compare bench faults live lock clean

help:  ## show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(TOOLS)/bin/uv:
	$(PYTHON) -m venv $(TOOLS)
	$(TOOLS)/bin/python -m pip install --quiet --disable-pip-version-check uv

# $(call environment,folder,lock file): an environment holding what the file locks, and us.
define environment
	@test -x $(UV) || $(MAKE) --no-print-directory $(TOOLS)/bin/uv
	@test -x $(1)/bin/python || $(UV) venv --quiet --python $(PYTHON) $(1)
	$(UV) pip sync --quiet --python $(1)/bin/python --require-hashes $(2)
	$(UV) pip install --quiet --python $(1)/bin/python --no-deps --no-build-isolation --editable .
endef

.venv/ready: pyproject.toml requirements-dev.lock
	$(call environment,.venv,requirements-dev.lock)
	@touch $@

.venv-demo/ready: pyproject.toml requirements.lock
	$(call environment,.venv-demo,requirements.lock)
	@touch $@

.venv-bench/ready: pyproject.toml requirements-bench.lock
	$(call environment,.venv-bench,requirements-bench.lock)
	@touch $@

setup: .venv/ready  ## .venv with all extras and the tools of development

demo: .venv-demo/ready  ## extract the five documents in seeds/ with the embedded model
	.venv-demo/bin/shuzheng run seeds --out runs/demo $(ARGS)

# Each worker begins with a stretch of neighbours, which share what a module prepares.
PYTEST := .venv/bin/pytest --numprocesses auto --dist worksteal

test: .venv/ready  ## all offline tests (ARGS= is passed on to pytest)
	$(PYTEST) $(ARGS)

# Types and wheel are looked at while the tests run; what is to be said of them comes after.
BESIDE := .cache/beside.txt

check: .venv/ready  ## everything that must hold: format, lint, layers, types, wheel, tests
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/lint-imports --no-cache
	@mkdir -p .cache
	{ .venv/bin/mypy && .venv/bin/python tests/wheel_check.py; } >$(BESIDE) 2>&1 & \
	beside=$$!; trap 'kill $$beside; exit 130' INT; failed=0; \
	$(PYTEST) -q || failed=1; \
	wait $$beside || failed=1; \
	cat $(BESIDE); exit $$failed

fix: .venv/ready  ## format, and mend what can be mended safely
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .

record: .venv/ready  ## record the cassettes anew from the embedded server (TEST=, FROM=http://…)
	.venv/bin/python -m tests.record $(if $(FROM),--from $(FROM)) $(TEST)
	git diff --stat -- cassettes

compare: .venv/ready  ## the seeds from cassettes against seeds/expected
	.venv/bin/python -m tests.compare_seeds $(ARGS)

bench: .venv-bench/ready  ## measure ourselves and our peers, write BENCHMARKS.md
	.venv-bench/bin/python tests/bench/run.py $(ARGS)

faults: .venv/ready  ## runs under faults of every kind, and killed at fifty random moments (ARGS="--seed N")
	.venv/bin/python -m tests.faults $(ARGS)

live: .venv/ready  ## the tests that need a real server, against the embedded one
	.venv/bin/pytest -m live --allowed-hosts=127.0.0.1,localhost $(ARGS)

LOCK := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command 'make lock' pyproject.toml

lock:  ## resolve the locked files anew
	@test -x $(UV) || $(MAKE) --no-print-directory $(TOOLS)/bin/uv
	$(LOCK) --extra local --group build --output-file requirements.lock
	$(LOCK) --all-extras --group build --group dev --output-file requirements-dev.lock
	$(LOCK) --all-extras --group build --group dev --group bench --output-file requirements-bench.lock

clean:  ## remove environments and caches of this checkout
	rm -rf .venv .venv-demo .venv-bench .cache .mypy_cache .pytest_cache .ruff_cache
