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
PROGRAM = .build/release/adjsched
# Where stress and check-determinism take the programs from. Continuous integration gives those that its tests have built.
RELEASE_BUILD = .build/release
DEBUG_BUILD = .build/debug
# The program of a release needs nothing of the system that it runs on, not even a C library.
STATIC_PROGRAM = .build/static/release/adjsched
STATIC_FLAGS = -c release --product adjsched --scratch-path .build/static -Xswiftc -static-executable -Xlinker --strip-all
VERSION = $(shell sed -n 's/.*text = "\(.*\)"/\1/p' Sources/adjsched/Version.swift)
RELEASE = adjsched-$(VERSION)$(DIRTY)-linux-$(shell uname -m)
# What was built from more than the commit says so; where git cannot tell, too. A tarball of the sources has no .git.
DIRTY = $(shell test -e .git || exit 0; changes=$$(git status --porcelain 2>&1) && test -z "$$changes" || echo -dirty)
DIST = .build/dist
# The time of every file in a release: that of the last commit, so that the same program makes the same tarball.
SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || stat -c %Y CHANGELOG.md)

.PHONY: help build build-static test test-debug client coverage sanitize sanitize-address sanitize-thread fuzz check check-format check-schedules \
	check-determinism check-prefix stress schedules experiments bench documentation integration format install uninstall \
	dist clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## build the program, optimised, at .build/release/adjsched
	swift build -c release --product adjsched

test: ## build and run every test
	swift test $(TEST_FLAGS)

# Coverage is measured where the optimiser has not moved lines together.
test-debug coverage sanitize-address sanitize-thread: export ADJSCHED_SKIP_SLOW = 1
test-debug: ## build and run the tests unoptimised, but for those that are marked slow
	swift test $(STRICT) --enable-code-coverage --scratch-path .build/debug-tests

client: ## build a package that uses the libraries from outside, Tests/Client, and run its tests and its example
	swift test --package-path Tests/Client --scratch-path .build/client $(STRICT)
	swift run --package-path Tests/Client --scratch-path .build/client --skip-build burgers-gradient

coverage: test-debug ## fail when those tests run fewer than 95 % of the lines of the library and the formats
	Tests/coverage .build/debug-tests/debug 95

sanitize: sanitize-address sanitize-thread ## run the tests of library and formats under both sanitizers, the slow ones aside

# Leaks are not looked for: the only one is the test runner's own.
sanitize-address: export ASAN_OPTIONS = detect_leaks=0
sanitize-address sanitize-thread: export ADJSCHED_LIBRARY_ALONE = 1
sanitize-address sanitize-thread: sanitize-%:
	swift test $(TEST_FLAGS) --scratch-path .build/$* --sanitize=$*

# TARGET="cost level" for some targets only, TIME=600 seconds for each, JOBS=1 at once: see docs/robustness.md.
fuzz: ## search for inputs that crash, hang or take too much memory; TIME=60 TARGET=cost for less
	TIME="$(TIME)" TARGET="$(TARGET)" JOBS="$(JOBS)" Tests/Fuzzing/run

check: check-format test client check-schedules ## all that continuous integration asks for, warnings as errors

check-format: ## fail when a source file is not formatted
	swift format lint --strict --recursive $(SOURCES)

check-schedules: ## fail when schedules/, problem files aside, differs from what the code makes
	rm -rf .build/schedules
	swift run $(TEST_FLAGS) reference-tables .build/schedules
	diff -r --exclude problems schedules .build/schedules

# CASES: how many, FIRST: from which on; TIME: 90s or 2m, ends the run earlier; SEED: any number. A failing case is written to stress-failure.json.
stress: $(RELEASE_BUILD)/adjsched-stress ## random problems through every planner, format and law; CASES=100000 SEED=7 TIME=60s
	$(RELEASE_BUILD)/adjsched-stress --program $(RELEASE_BUILD)/adjsched $(if $(CASES),--cases $(CASES)) $(if $(FIRST),--first $(FIRST)) \
	  $(if $(SEED),--seed $(SEED)) $(if $(TIME),--time $(TIME)) $(if $(JOBS),--jobs $(JOBS))

check-determinism: $(RELEASE_BUILD)/adjsched-stress $(DEBUG_BUILD)/adjsched ## fail when a debug build, a locale, a time zone or a core less changes a byte; CASES=100 SEED=7
	$(RELEASE_BUILD)/adjsched-stress --compare $(RELEASE_BUILD)/adjsched --compare $(DEBUG_BUILD)/adjsched \
	  --cases $(or $(CASES),60) --seed $(or $(SEED),1)

.build/release/adjsched-stress: build
	swift build -c release --product adjsched-stress

.build/debug/adjsched: FORCE
	swift build --product adjsched

FORCE:

# A link that leads nowhere, or a parameter without a word, is a warning, and a warning an error. The symbols are taken from
# the modules that a build has left.
documentation: $(DEBUG_BUILD)/adjsched ## build the library's pages with docc, at .build/documentation
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

experiments: schedules ## regenerate the tables and figures of docs/experiments.md, with the reference tables

# PARTS: any of planning, table, rate, stream, random, peers; all of them take some twenty minutes.
bench: build ## measure, and write the tables of docs/performance.md; PARTS="planning stream" for a part only
	swift run -c release adjsched-bench .build/release/adjsched docs/performance.md $(PARTS)

integration: build ## run the Python consumers in docs/integrations/ and check docs/schema/; installs from PyPI below .build
	docs/integrations/run.sh .build/release/adjsched

format: ## format the sources in place
	swift format --in-place --recursive $(SOURCES)

# Where installing puts things. In the environment, no sign in the name means anything to the shell.
export INSTALL_ROOT = $(DESTDIR)$(PREFIX)

# An empty name would stand for the working directory.
check-prefix:
	@case "$$INSTALL_ROOT" in \
	/*) ;; \
	*) echo "make: PREFIX, behind DESTDIR if that is set, is '$$INSTALL_ROOT', not an absolute name; for example PREFIX=/usr/local" >&2; \
	  exit 1 ;; \
	esac

# Puts the program $(1), its manual page and its completions below the directory $(2), a name between double quotes.
define place
	install -d $(addprefix "$(2)"/,bin $(dir $(MANUAL) $(COMPLETIONS)))
	install -m 755 "$(1)" "$(2)/bin/adjsched"
	umask 022 && "$(1)" manual -o "$(2)/$(MANUAL)"
	umask 022 && "$(1)" completions bash -o "$(2)/$(BASH_COMPLETION)"
	umask 022 && "$(1)" completions zsh -o "$(2)/$(ZSH_COMPLETION)"
	umask 022 && "$(1)" completions fish -o "$(2)/$(FISH_COMPLETION)"
endef
MANUAL = share/man/man1/adjsched.1
BASH_COMPLETION = share/bash-completion/completions/adjsched
ZSH_COMPLETION = share/zsh/site-functions/_adjsched
FISH_COMPLETION = share/fish/vendor_completions.d/adjsched.fish
COMPLETIONS = $(BASH_COMPLETION) $(ZSH_COMPLETION) $(FISH_COMPLETION)

install: check-prefix build ## install program, manual page and completions below PREFIX (default /usr/local)
	$(call place,$(PROGRAM),$$INSTALL_ROOT)

uninstall: check-prefix ## remove what install has put below PREFIX
	rm -f $(addprefix "$$INSTALL_ROOT"/,bin/adjsched $(MANUAL) $(COMPLETIONS))

build-static: ## build the program for a release, at .build/static/release/adjsched
	swift build $(STATIC_FLAGS)

dist: build-static ## make the tarball of a release and its checksum in .build/dist
	rm -rf "$(DIST)"
	$(call place,$(STATIC_PROGRAM),$(DIST)/$(RELEASE))
	install -m 644 LICENSE README.md CHANGELOG.md "$(DIST)/$(RELEASE)"
	cd "$(DIST)/$(RELEASE)" && find bin share LICENSE README.md CHANGELOG.md -type f | LC_ALL=C sort | xargs sha256sum > SHA256SUMS
	cd "$(DIST)" && tar --format=ustar --sort=name --mtime=@$(SOURCE_DATE_EPOCH) --owner=0 --group=0 --numeric-owner \
		--mode=u+rwX,go+rX,go-w -cf - "$(RELEASE)" | gzip -9n > "$(RELEASE).tar.gz"
	cd "$(DIST)" && sha256sum "$(RELEASE).tar.gz" > "$(RELEASE).tar.gz.sha256"
	@echo "$(DIST)/$(RELEASE).tar.gz"

clean: ## remove everything that was built
	rm -rf .build
