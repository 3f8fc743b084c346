# The targets of this repository; `make help` lists them.

PREFIX ?= /usr/local
# Tests are built separately from the program, because their flags differ and each build would undo the other.
TEST_FLAGS = -c release -Xswiftc -enable-testing $(STRICT) --scratch-path .build/tests
# Warnings are errors here and in continuous integration, but not elsewhere, where a newer toolchain may have new ones.
ifdef CI
STRICT = -Xswiftc -warnings-as-errors
endif
check: STRICT = -Xswiftc -warnings-as-errors
SOURCES = Package.swift Sources Tests
PROGRAM = .build/release/adjsched
# `make integration PROGRAM=FILE` and `make wheel PROGRAM=FILE` use an existing program.
ifeq ($(origin PROGRAM),command line)
GIVEN = $(PROGRAM)
else
GIVEN_OR_BUILD = build
GIVEN_OR_STATIC = build-static
GIVEN = $(STATIC_PROGRAM)
endif
# The programs used by stress and check-determinism; continuous integration passes those built for its tests.
RELEASE_BUILD = .build/release
DEBUG_BUILD = .build/debug
# The program of a release depends on nothing in the system it runs on, not even a C library.
STATIC_PROGRAM = .build/static/release/adjsched
STATIC_FLAGS = -c release --product adjsched --scratch-path .build/static -Xswiftc -static-executable -Xlinker --strip-all
VERSION = $(shell sed -n 's/.*text = "\(.*\)"/\1/p' Sources/adjsched/Version.swift)
RELEASE = adjsched-$(VERSION)$(DIRTY)-linux-$(shell uname -m)
# A build with uncommitted changes is marked, also if git cannot tell. A source tarball has no .git.
DIRTY = $(shell test -e .git || exit 0; changes=$$(git status --porcelain 2>&1) && test -z "$$changes" || echo -dirty)
DIST = .build/dist
# The time of every file in a release is that of the last commit, so that builds are reproducible.
SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || stat -c %Y CHANGELOG.md)

.PHONY: help build build-static build-tests test test-debug client coverage sanitize sanitize-address sanitize-thread fuzz check check-format check-schedules \
	check-determinism check-prefix stress schedules experiments bench documentation integration evidence frameworks validation format install uninstall \
	dist wheel clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## build the optimised program, .build/release/adjsched
	swift build -c release --product adjsched

build-tests: ## build the tests and the programs beside them
	swift test list $(TEST_FLAGS) > /dev/null

test: ## build and run every test
	swift test $(TEST_FLAGS)

# Coverage is measured without optimisation, which merges lines.
test-debug coverage sanitize-address sanitize-thread: export ADJSCHED_SKIP_SLOW = 1
test-debug: ## build and run the tests without optimisation, except slow ones
	swift test $(STRICT) --enable-code-coverage --scratch-path .build/debug-tests

client: ## build Tests/Client, a separate package that uses the libraries, and run its tests and example
	swift test --package-path Tests/Client --scratch-path .build/client $(STRICT)
	swift run --package-path Tests/Client --scratch-path .build/client --skip-build burgers-gradient

# Only tests of the library and the formats run: those of the program start it as a process, which is not measured.
coverage: ## run tests without optimisation, except slow ones; fail if they cover less than 95 % of the library and the formats
	swift test $(STRICT) --enable-code-coverage --scratch-path .build/debug-tests --filter '^(AdjointSchedules|ScheduleFormats)Tests'
	Tests/coverage .build/debug-tests/debug 95

sanitize: sanitize-address sanitize-thread ## run the tests of library and formats, except slow ones, under both sanitizers

# Leak detection is off: the only leak is in the test runner.
sanitize-address: export ASAN_OPTIONS = detect_leaks=0
sanitize-address sanitize-thread: export ADJSCHED_LIBRARY_ALONE = 1
sanitize-address sanitize-thread: sanitize-%:
	swift test $(TEST_FLAGS) --scratch-path .build/$* --sanitize=$*

# TARGET="cost level" for some targets, TIME=600 seconds per target, JOBS=1 in parallel: see docs/robustness.md.
fuzz: ## search for inputs that crash, hang or use too much memory; TIME=60 TARGET=cost for a short run
	TIME="$(TIME)" TARGET="$(TARGET)" JOBS="$(JOBS)" Tests/Fuzzing/run

check: check-format test client check-schedules ## everything that continuous integration requires, with warnings as errors

check-format: ## fail if a source file is not formatted
	swift format lint --strict --recursive $(SOURCES)

# Continuous integration passes the program built for its tests here too.
TABLES = swift run $(TEST_FLAGS) reference-tables
check-schedules: ## fail if schedules/, except problem files, differs from what the code generates
	rm -rf .build/schedules
	$(TABLES) .build/schedules
	diff -r --exclude problems schedules .build/schedules

# CASES: how many; FIRST: the first; TIME: a limit such as 90s or 2m; SEED: any number. A failing case is written to stress-failure.json.
stress: $(RELEASE_BUILD)/adjsched-stress ## run random problems through every planner, format and law; CASES=100000 SEED=7 TIME=60s
	$(RELEASE_BUILD)/adjsched-stress --program $(RELEASE_BUILD)/adjsched $(if $(CASES),--cases $(CASES)) $(if $(FIRST),--first $(FIRST)) \
	  $(if $(SEED),--seed $(SEED)) $(if $(TIME),--time $(TIME)) $(if $(JOBS),--jobs $(JOBS))

check-determinism: $(RELEASE_BUILD)/adjsched-stress $(DEBUG_BUILD)/adjsched ## fail if a debug build, a locale, a time zone or fewer cores change a byte; CASES=100 SEED=7
	$(RELEASE_BUILD)/adjsched-stress --compare $(RELEASE_BUILD)/adjsched --compare $(DEBUG_BUILD)/adjsched \
	  --cases $(or $(CASES),60) --seed $(or $(SEED),1)

.build/release/adjsched-stress: build
	swift build -c release --product adjsched-stress

.build/debug/adjsched: FORCE
	swift build --product adjsched

FORCE:

# Broken links and undocumented parameters are warnings, and warnings are errors. The symbols are taken from
# the modules of an existing build.
documentation: $(DEBUG_BUILD)/adjsched ## build the library's reference with docc, in .build/documentation
	rm -rf .build/symbols .build/documentation
	mkdir -p .build/symbols
	target=$$(swift -print-target-info | sed -n 's/^ *"triple": "\(.*\)",/\1/p' | head -1) && \
	for module in AdjointSchedules ScheduleFormats; do \
	  swift symbolgraph-extract -module-name $$module -I $(DEBUG_BUILD)/Modules -target $$target \
	    -minimum-access-level public -output-dir .build/symbols || exit 1; \
	done
	docc convert --additional-symbol-graph-dir .build/symbols --fallback-display-name adjsched \
	  --fallback-bundle-identifier adjsched --warnings-as-errors --output-path .build/documentation

schedules: ## regenerate the reference tables in schedules/
	swift run $(TEST_FLAGS) reference-tables schedules

experiments: schedules ## regenerate the tables and figures of docs/experiments.md, and the reference tables

# PARTS: any of planning, unequal, table, rate, stream, random, peers; all take about twenty minutes.
bench: build ## measure and write the tables of docs/performance.md and its report; PARTS="planning stream" for some of them
	swift run -c release adjsched-bench .build/release/adjsched docs $(PARTS)

integration: $(GIVEN_OR_BUILD) ## run the drivers, install a wheel and test it, run the examples of docs/integrations/, check docs/schema/ and certificates; installs from PyPI below .build
	docs/integrations/run.sh $(PROGRAM)

# PLATFORMS: how many; FIRST: a seed.
evidence: ## compare the level recurrence with a search of all states on random hierarchical platforms; PLATFORMS=2000 FIRST=1
	@mkdir -p .build
	$(or $(CC),cc) -std=c99 -O2 -Wall -Wextra -Werror -o .build/exhaustive docs/certificates/exhaustive.c
	.build/exhaustive $(or $(PLATFORMS),2000) $(or $(FIRST),1)

VALIDATION = .build/validation
# ROUNDS: how often each schedule runs; MODELS="c jax" for both models.
validation: build ## run schedules for real and write the tables of docs/validation.md; ROUNDS=5 MODELS=c
	test -e $(VALIDATION)/installed || { rm -rf $(VALIDATION) && python3 -m venv $(VALIDATION) && \
	  $(VALIDATION)/bin/python -m pip --disable-pip-version-check --quiet install --no-compile --require-hashes \
	  --requirement docs/integrations/requirements.txt && touch $(VALIDATION)/installed; }
	$(VALIDATION)/bin/python Tests/Validation/validate.py .build/release/adjsched $(MODELS) $(if $(ROUNDS),--rounds $(ROUNDS))

# FRAMEWORKS: any of torch, devito, dolfinx. Each takes gigabytes or minutes to install, so that continuous integration does not.
frameworks: $(GIVEN_OR_BUILD) ## run the Python package in PyTorch, Devito and DOLFINx; installs from PyPI below .build; FRAMEWORKS="torch devito"
	Tests/Python/frameworks/run.sh $(PROGRAM) $(FRAMEWORKS)

format: ## format the sources in place
	swift format --in-place --recursive $(SOURCES)

# The destination of an installation, passed in the environment so that the shell does not interpret it.
export INSTALL_ROOT = $(DESTDIR)$(PREFIX)

# An empty name would mean the working directory.
check-prefix:
	@case "$$INSTALL_ROOT" in \
	/*) ;; \
	*) echo "make: PREFIX, behind DESTDIR if that is set, is '$$INSTALL_ROOT', not an absolute name; for example PREFIX=/usr/local" >&2; \
	  exit 1 ;; \
	esac

# Installs the program $(1), the drivers, the manual page and completions below the directory $(2), a name in double quotes.
define place
	install -d $(addprefix "$(2)"/,bin $(sort $(dir $(DRIVERS) $(MANUAL) $(COMPLETIONS))))
	install -m 755 "$(1)" "$(2)/bin/adjsched"
	install -m 644 "$(HERE)Sources/c/adjsched.h" "$(HERE)Sources/fortran/adjsched.f90" "$(2)/share/adjsched"
	umask 022 && "$(1)" manual -o "$(2)/$(MANUAL)"
	umask 022 && "$(1)" completions bash -o "$(2)/$(BASH_COMPLETION)"
	umask 022 && "$(1)" completions zsh -o "$(2)/$(ZSH_COMPLETION)"
	umask 022 && "$(1)" completions fish -o "$(2)/$(FISH_COMPLETION)"
endef
# Where this file is: make may run elsewhere.
HERE := $(dir $(abspath $(lastword $(MAKEFILE_LIST))))
DRIVERS = share/adjsched/adjsched.h share/adjsched/adjsched.f90
MANUAL = share/man/man1/adjsched.1
BASH_COMPLETION = share/bash-completion/completions/adjsched
ZSH_COMPLETION = share/zsh/site-functions/_adjsched
FISH_COMPLETION = share/fish/vendor_completions.d/adjsched.fish
COMPLETIONS = $(BASH_COMPLETION) $(ZSH_COMPLETION) $(FISH_COMPLETION)

install: check-prefix build ## install the program, drivers, manual page and completions below PREFIX (default /usr/local)
	$(call place,$(PROGRAM),$$INSTALL_ROOT)

uninstall: check-prefix ## remove what install put below PREFIX
	rm -f $(addprefix "$$INSTALL_ROOT"/,bin/adjsched $(DRIVERS) $(MANUAL) $(COMPLETIONS))
	rmdir "$$INSTALL_ROOT/share/adjsched" 2>/dev/null || true

build-static: ## build the program for a release, .build/static/release/adjsched
	swift build $(STATIC_FLAGS)

# A version with a local part, which no release of the same number is mistaken for.
PACKAGE_VERSION = $(VERSION)$(DIRTY:-%=+%)
PACKAGING = SOURCE_DATE_EPOCH=$(SOURCE_DATE_EPOCH) python3 Sources/packaging

wheel: $(GIVEN_OR_STATIC) ## make a wheel of the program and the Python package in .build/dist; PROGRAM=FILE for one that is there
	@$(PACKAGING)/wheel.py "$(GIVEN)" "$(PACKAGE_VERSION)" "$(DIST)"

# The packages need Python, the tarball does not: without it the rest is made.
dist: build-static ## make a release tarball, its checksum, and packages for pip, Debian and conda in .build/dist
	Tests/without-proc $(STATIC_PROGRAM)
	rm -rf "$(DIST)"
	$(call place,$(STATIC_PROGRAM),$(DIST)/$(RELEASE))
	install -m 644 LICENSE README.md CHANGELOG.md "$(DIST)/$(RELEASE)"
	cd "$(DIST)/$(RELEASE)" && find bin share LICENSE README.md CHANGELOG.md -type f | LC_ALL=C sort | xargs sha256sum > SHA256SUMS
	cd "$(DIST)" && tar --format=ustar --sort=name --mtime=@$(SOURCE_DATE_EPOCH) --owner=0 --group=0 --numeric-owner \
		--mode=u+rwX,go+rX,go-w -cf - "$(RELEASE)" | gzip -9n > "$(RELEASE).tar.gz"
	cd "$(DIST)" && sha256sum "$(RELEASE).tar.gz" > "$(RELEASE).tar.gz.sha256"
	@echo "$(DIST)/$(RELEASE).tar.gz"
	@if command -v python3 >/dev/null; then \
	  $(PACKAGING)/wheel.py "$(STATIC_PROGRAM)" "$(PACKAGE_VERSION)" "$(DIST)" && \
	  $(PACKAGING)/deb.py "$(DIST)/$(RELEASE)" "$(PACKAGE_VERSION)" "$(DIST)" && \
	  $(PACKAGING)/conda.py "$(DIST)/$(RELEASE)" "$(PACKAGE_VERSION)" "$(DIST)"; \
	else echo "make: there is no python3, so that no packages for pip, Debian and conda were made" >&2; fi

clean: ## remove everything that was built
	rm -rf .build
