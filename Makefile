# Symbolon's commands; `make help` lists them. Every one builds in release with the same flags, so nothing is compiled
# twice. ARGUMENTS is passed on to the program: make demo ARGUMENTS="--seed 7 --json"

PROGRAM := .build/release/symbolon
ARGUMENTS :=

.PHONY: help bootstrap build demo test bench soak format clean

help: ## List the commands.
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/\1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 12

bootstrap: ## Install the system packages that are missing and check the Swift version.
	@scripts/bootstrap

build: bootstrap ## Build the program and the tests.
	@swift build -c release --build-tests --explicit-target-dependency-import-check error

demo: build ## Replay real purchases on a real node and print a report.
	@$(PROGRAM) demo $(ARGUMENTS)

test: build ## Check the formatting, the generated protocol and the house rules, and run every test.
	@scripts/check

bench: build ## Measure the ledger's path from HTTP to the synced commit.
	@$(PROGRAM) bench ledger --json $(ARGUMENTS)

soak: build ## Kill a node a hundred times under load and check what it recovers.
	@$(PROGRAM) soak crash --kills 100 --seed 1 $(ARGUMENTS)

format: ## Format the Swift sources.
	@scripts/format

clean: ## Remove what was built.
	@swift package clean
