# The jobs of this repository; `make help` lists them.

PREFIX ?= /usr/local
# Tests are built apart from the program, because their flags differ: neither build then undoes the other.
TEST_FLAGS = -c release -Xswiftc -enable-testing $(STRICT) --scratch-path .build/tests
# Here and in continuous integration a warning is an error; elsewhere a newer toolchain's new warning is not.
ifdef CI
STRICT = -Xswiftc -warnings-as-errors
endif
check: STRICT = -Xswiftc -warnings-as-errors
SOURCES = Package.swift Sources Tests

.PHONY: help build test check check-format check-schedules check-determinism stress schedules experiments bench format install clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## build the program, optimised, at .build/release/adjsched
	swift build -c release --product adjsched

test: ## build and run every test
	swift test $(TEST_FLAGS)

check: check-format test check-schedules ## all that continuous integration asks for, warnings as errors

check-format: ## fail when a source file is not formatted
	swift format lint --strict --recursive $(SOURCES)

check-schedules: ## fail when schedules/, problem files aside, differs from what the code makes
	rm -rf .build/schedules
	swift run $(TEST_FLAGS) reference-tables .build/schedules
	diff -r --exclude problems schedules .build/schedules

# CASES: how many; TIME: 90s or 2m, ends the run earlier; SEED: any number. A failing case is written to stress-failure.json.
stress: build ## random problems through every planner, format and law; CASES=100000 SEED=7 TIME=60s
	swift build -c release --product adjsched-stress
	.build/release/adjsched-stress --program .build/release/adjsched $(if $(CASES),--cases $(CASES)) \
	  $(if $(SEED),--seed $(SEED)) $(if $(TIME),--time $(TIME)) $(if $(JOBS),--jobs $(JOBS))

check-determinism: build ## fail when a debug build, a locale, a time zone or a core less changes a byte; CASES=100 SEED=7
	swift build -c release --product adjsched-stress
	swift build --product adjsched
	.build/release/adjsched-stress --compare .build/release/adjsched --compare .build/debug/adjsched \
	  --cases $(or $(CASES),60) --seed $(or $(SEED),1)

schedules: ## regenerate the reference tables in schedules/
	swift run $(TEST_FLAGS) reference-tables schedules

experiments: schedules ## regenerate the tables and figures of docs/experiments.md, with the reference tables

# PARTS: any of planning, rate, stream, random, peers; all of them take some ten minutes.
bench: build ## measure, and write the tables of docs/performance.md; PARTS="planning stream" for a part only
	swift run -c release adjsched-bench .build/release/adjsched docs/performance.md $(PARTS)

format: ## format the sources in place
	swift format --in-place --recursive $(SOURCES)

install: build ## install the program below PREFIX (default /usr/local)
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 .build/release/adjsched "$(DESTDIR)$(PREFIX)/bin/adjsched"

clean: ## remove everything that was built
	rm -rf .build
