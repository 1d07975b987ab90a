# Two commands matter: `make run` and `make test`. They need Python 3.11 or newer and make, as root or as anybody.
# Plain rules only: macOS has GNU make 3.81, others have BSD make.

PYTHON =
ARGS =
RUN = .venv/bin
FRONTEND = $(RUN)/python tools/frontend.py
# What failed beside others is run once more by itself: a machine that stalls is told from a fault, and both are to be read above.
ALONE = { echo "== what failed, once more and alone"; $(RUN)/python -m pytest -m "not long" --asyncio-debug --last-failed --last-failed-no-failures=none; }

.PHONY: help run test check fmt types bench faults lock clean setup-build setup-dev dist browser-packages

# Targets share one virtual environment: two that set it up at once would trip over each other.
.NOTPARALLEL:

help:
	@echo "make run      set up what is missing, start the demo district and serve it"
	@echo "make test     every test: Python, browser side, end to end in Chromium (ARGS=... goes to pytest)"
	@echo "make check    linters, types, import directions, formats, generated files"
	@echo "make fmt      put everything into the common format"
	@echo "make types    generate the browser's message types from the server's"
	@echo "make bench    measure; make faults: the long fault tests, and lives nobody lived yet"
	@echo "make lock     pin again after pyproject.toml changed (needs uv)"
	@echo "make clean    remove what make made; data folders stay"

run: setup-build dist
	@exec $(RUN)/dispatch demo --serve --past

test: setup-dev dist
	@DISPATCH_BROWSER=`tools/browser.sh` || exit 1; export DISPATCH_BROWSER; \
	status=0; \
	$(FRONTEND) npm run --silent test || status=1; \
	$(RUN)/python -m pytest -m "not long" -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder $(ARGS) || $(ALONE) || status=1; \
	exit $$status

check: setup-dev browser-packages
	@$(RUN)/python tools/check.py

fmt: setup-dev browser-packages
	@$(RUN)/ruff check --quiet --fix-only .
	@$(RUN)/ruff format .
	@$(FRONTEND) npm run --silent format -- --log-level=warn

types: setup-dev browser-packages
	@$(RUN)/dispatch schema | $(FRONTEND) node scripts/gen-types.mjs
	@$(RUN)/dispatch schema --catalog > frontend/src/link/catalog.gen.json
	@$(RUN)/dispatch schema --roles > frontend/src/link/roles.gen.json
	@$(RUN)/dispatch schema --conduct > frontend/src/link/conduct.gen.json
	@$(RUN)/dispatch schema --desk > frontend/src/link/desk.gen.json

bench: setup-dev dist
	@$(RUN)/python -m tests.bench $(ARGS)

faults: setup-dev dist
	@DISPATCH_MODEL=wide $(RUN)/python -m pytest tests/faults tests/model tests/links/test_import_properties.py $(ARGS)

LOCK = uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-emit-find-links --custom-compile-command "make lock" --quiet

lock:
	$(LOCK) -o requirements.txt
	$(LOCK) --group build -c requirements.txt -o requirements-build.txt
	$(LOCK) --group dev -c requirements-build.txt -o requirements-dev.txt

clean:
	rm -rf .venv frontend/node_modules frontend/dist frontend/.dist-new
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis test-results
	find dispatch migrations tests tools -name __pycache__ -prune -exec rm -rf {} +

setup-build:
	@PYTHON="$(PYTHON)" tools/setup.sh build

setup-dev:
	@PYTHON="$(PYTHON)" tools/setup.sh dev

dist: setup-build
	@$(FRONTEND) build

browser-packages: setup-dev
	@$(FRONTEND) install
