.PHONY: demo test check test-full format lint build bench install clean

PREFIX ?= /usr/local

demo: ; ./scripts/demo

test: ; ./scripts/test

# Set-up, format, lint, build with warnings as errors, and every test.
check: setup lint build
	./scripts/test

setup: ; ./scripts/setup

lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests

format:
	swift format --in-place --recursive --parallel Package.swift Sources Tests

build:
	swift build --build-tests -Xswiftc -warnings-as-errors

# What `test` leaves out because it takes long.
test-full: check

bench:
	swift build -c release --product bench
	./scripts/bench

install:
	swift build -c release --product pipeline
	install -D -m 755 "$$(swift build -c release --show-bin-path)/pipeline" \
	  "$(DESTDIR)$(PREFIX)/bin/pipeline"

clean: ; rm -rf .build
