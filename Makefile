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

.PHONY: help build test check check-format check-schedules schedules experiments bench integration format install clean

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

schedules: ## regenerate the reference tables in schedules/
	swift run $(TEST_FLAGS) reference-tables schedules

experiments: schedules ## regenerate the tables and figures of docs/experiments.md, with the reference tables

# PARTS: any of planning, rate, stream, random, peers; all of them take some ten minutes.
bench: build ## measure, and write the tables of docs/performance.md; PARTS="planning stream" for a part only
	swift run -c release adjsched-bench .build/release/adjsched docs/performance.md $(PARTS)

integration: build ## run the Python consumers in docs/integrations/ and check docs/schema/; installs from PyPI below .build
	docs/integrations/run.sh .build/release/adjsched

format: ## format the sources in place
	swift format --in-place --recursive $(SOURCES)

install: build ## install the program below PREFIX (default /usr/local)
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 .build/release/adjsched "$(DESTDIR)$(PREFIX)/bin/adjsched"

clean: ## remove everything that was built
	rm -rf .build
