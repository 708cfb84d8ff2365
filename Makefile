.PHONY: demo test check test-full setup setup-tests format lint build bench install deb sbom reference docc \
  clean

PREFIX ?= /usr/local

demo: ; ./scripts/demo

test: ; ./scripts/test

# Set-up, format, lint, build with warnings as errors, and every test.
check: setup-tests lint build
	./scripts/test

setup: ; ./scripts/setup

setup-tests: setup ; ./scripts/setup-tests

lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests

format:
	swift format --in-place --recursive --parallel Package.swift Sources Tests

# With every trait, as the tests want it; `swift build` alone needs none of their libraries.
build:
	swift build --traits Excel,Postgres --build-tests -Xswiftc -warnings-as-errors

# `check`, and what it leaves out because it takes long: about an hour on two cores.
test-full: check
	./scripts/test-full

bench:
	swift build -c release --product bench
	./scripts/bench

# Binary with the Swift libraries within, manual, completions, configuration, systemd units.
install:
	DESTDIR="$(DESTDIR)" PREFIX="$(PREFIX)" ./scripts/install "$$(./scripts/build-release)"

# A Debian package, in .build/deb.
deb: ; ./scripts/deb

# The bill of materials, CycloneDX.
sbom: ; ./scripts/sbom

# docs/reference, from the code.
reference:
	swift build --product pipeline
	./scripts/manual markdown >docs/reference/commands.md
	RECORD=1 swift test --filter ReferenceTests || true

# The modules' own documentation, in .build/docc; a warning is an error.
docc: ; ./scripts/docc

clean: ; rm -rf .build
