# make demo    set up, build the sample graph, answer five questions, write the co-author page
# make test    set up, run every test
# make help    the rest

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
DEBIAN := chromium raptor2-utils virtuoso-opensource-7-bin
TOOLS  := chromium rapper virtuoso-t
SHARED ?= ../shared

.PHONY: help demo test quick lint docs evaluate bench bench-viewer wheel-demo tools clean

help:
	@echo "make demo          build the sample graph, answer five questions, write the co-author page"
	@echo "make test          every test (make quick: those without browser and real pages)"
	@echo "make lint          style, types, import order"
	@echo "make docs          write the generated parts of docs/ and README anew"
	@echo "make evaluate      extraction and identity against gold answers (needs $(SHARED))"
	@echo "make bench         the whole way against plain rdflib + pySHACL; make bench-viewer: the viewer"
	@echo "make wheel-demo    build the wheel and run the demo from it in a clean environment"
	@echo "make clean         remove what these commands made"

# A stamp a set of packages: the environment is made once, and again when pyproject.toml changes.
$(VENV)/.installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "kg needs Python 3.11 or newer: make PYTHON=python3.12 …"; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "python3 lacks venv; on Debian: apt-get install python3-venv"; exit 2; }
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml $(VENV)/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

demo: $(VENV)/.installed
	@$(BIN)/kg demo

# What the browser, interchange and publishing tests drive. Only root may install it; without it those tests skip and
# say why.
tools:
	@if type $(TOOLS) >/dev/null 2>&1; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  (timeout 300 apt-get update -qq && \
	   DEBIAN_FRONTEND=noninteractive timeout 600 apt-get install -y -qq --no-install-recommends $(DEBIAN)) >/dev/null \
	  || echo "could not install $(DEBIAN): the tests that need them will skip"; \
	else echo "not installed: $(DEBIAN) (as root: apt-get install $(DEBIAN)); the tests that need them will skip"; fi

# Comunica asks our server as a browser's program would. Its 5.x needs a newer Node than Debian's.
$(VENV)/comunica: $(VENV)/.installed
	@if command -v npm >/dev/null; then \
	  timeout 600 npm install --silent --no-audit --no-fund --prefix $@ @comunica/query-sparql@4.5.0 >/dev/null 2>&1 \
	  || { rm -rf $@; echo "could not install @comunica/query-sparql: the test that needs it will skip"; }; \
	else echo "npm is not installed: the test that needs Comunica will skip"; fi

test: $(VENV)/.installed-dev tools $(VENV)/comunica
	$(BIN)/python -m pytest -q -n auto

quick: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -q -m "not browser and not real"

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check kg tests benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(VENV)/.installed-dev
	$(BIN)/python docs/generate.py

evaluate: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/evaluate_extraction.py $(SHARED) --layouts
	$(BIN)/python benchmarks/evaluate_identity.py $(SHARED)

bench: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/end_to_end.py

bench-viewer: $(VENV)/.installed-dev tools
	$(BIN)/python benchmarks/bench_viewer.py

wheel-demo: $(VENV)/.installed-dev
	rm -rf build/wheel && mkdir -p build/wheel
	$(BIN)/pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir build/wheel .
	$(PYTHON) -m venv build/wheel/venv
	build/wheel/venv/bin/pip install --quiet --disable-pip-version-check build/wheel/*.whl
	cd build/wheel && venv/bin/kg demo

clean:
	rm -rf $(VENV) build dist demo kg-data .pytest_cache .mypy_cache .ruff_cache .hypothesis
