# From a clone to charts. Needs git, make and Python 3.11, 3.12, 3.13 or 3.14; uses uv when it is installed.
#   make lab PYTHON=python3.12         names the Python to use
#   make lab LAB_OPTS="--port 9999"    passes options to JupyterLab

PYTHON ?=
LAB_OPTS ?=
OUT ?= report
export ARTICLES OUT

PYTHONS := $(or $(PYTHON),python3.14 python3.13 python3.12 python3.11 python3 python)
FITS := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))
ENV_PYTHON := .venv/bin/python

# JupyterLab stays off the network: no news, no look for updates, no list of extensions.
OFFLINE := --LabApp.news_url=None --LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate --LabApp.extension_manager=readonly
AS_ROOT := $(if $(filter 0,$(shell id -u)),--allow-root)

help:
	@echo "make lab                   set up on the first run, then open JupyterLab on notebooks/00-start-here.ipynb"
	@echo "make report ARTICLES=path  run every notebook on these articles, write web pages (OUT=folder; else report)"
	@echo "make test                  run the test suite"
	@echo "make lock                  renew requirements.txt and requirements-test.txt from pyproject.toml (needs uv)"
	@echo "make clean                 remove the environment and caches; articles and reports stay"

lab: .venv/installed
	$(ENV_PYTHON) -m jupyterlab --LabApp.default_url=/lab/tree/notebooks/00-start-here.ipynb $(OFFLINE) $(AS_ROOT) $(LAB_OPTS)

ifeq ($(filter report,$(MAKECMDGOALS))$(ARTICLES),report)
$(error Say which articles: make report ARTICLES=path/to/folder)
endif

report: .venv/installed
	@$(ENV_PYTHON) -m analysis.report "$$ARTICLES" "$$OUT"

test: .venv/installed-test
	$(ENV_PYTHON) -m pytest

clean:
	rm -rf .venv build *.egg-info .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +
	find . -name .ipynb_checkpoints -prune -exec rm -rf {} +

COMPILE := UV_CUSTOM_COMPILE_COMMAND="make lock" uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --no-annotate

lock:
	$(COMPILE) --upgrade pyproject.toml --output-file requirements.txt
	$(COMPILE) --upgrade --extra test --constraint requirements.txt pyproject.toml --output-file requirements-test.txt

# The environment. It holds the path it was made at: a folder that was moved or copied gets a new one.
ifneq ($(shell $(ENV_PYTHON) -c "$(FITS)" 2>/dev/null && cat .venv/installed 2>/dev/null),$(CURDIR))
.PHONY: .venv/installed
endif

.venv/installed: requirements.txt pyproject.toml
	@$(MAKE_ENVIRONMENT)
	@echo "Installing the packages (a minute or two, on the first run) ..."
	@$(INSTALL) -r requirements.txt && $(INSTALL) --no-deps --editable . || { $(EXPLAIN); }
	@echo "$(CURDIR)" > $@

.venv/installed-test: requirements-test.txt .venv/installed
	@echo "Installing what the tests need ..."
	@$(INSTALL) -r requirements-test.txt || { $(EXPLAIN); }
	@touch $@

HAS_UV := uv --version >/dev/null 2>&1

# Keeps an environment that is here and fits, half made or made by hand; else takes the first Python that fits and can
# make one, and says what is missing when none does.
define MAKE_ENVIRONMENT
made_at=$$(cat .venv/installed 2>/dev/null || echo "$(CURDIR)"); \
if [ "$$made_at" = "$(CURDIR)" ] && $(ENV_PYTHON) -c "$(FITS)" 2>/dev/null; then exit 0; fi; \
for candidate in $(PYTHONS); do \
    "$$candidate" -c "$(FITS)" 2>/dev/null || continue; \
    fits="$$candidate"; \
    if $(HAS_UV) || "$$candidate" -c "import ensurepip, venv" 2>/dev/null; then python="$$candidate"; break; fi; \
done; \
if $(HAS_UV); then rm -rf .venv && uv venv --quiet --python "$${python:->=3.11,<3.15}" .venv; \
elif [ "$$python" ]; then rm -rf .venv && "$$python" -m venv .venv; \
elif [ "$$fits" ]; then echo "$$fits cannot make an environment: its venv module is missing. On Debian or Ubuntu: apt install python3-venv" >&2; exit 1; \
else echo "No Python 3.11 to 3.14 found (looked for: $(PYTHONS)). On Debian or Ubuntu: apt install python3 python3-venv; or name one: make lab PYTHON=/path/to/python" >&2; exit 1; fi
endef

INSTALL = if $(HAS_UV); then pip="uv pip install --python $(ENV_PYTHON)"; else $(ENV_PYTHON) -m pip --version >/dev/null 2>&1 || $(ENV_PYTHON) -m ensurepip >/dev/null; pip="$(ENV_PYTHON) -m pip install --disable-pip-version-check"; fi; $$pip --quiet
EXPLAIN = echo "The packages could not be installed, for the reason above. The first set-up needs a network connection; run it again when there is one." >&2; exit 1

.DEFAULT_GOAL := help
.PHONY: help lab report test clean lock
