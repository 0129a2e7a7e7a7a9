# Parley. "make serve" shows the bundled course; "make test" runs every test.
# A machine needs git, make, Go and Node; the rest is fetched by these rules.

SHELL := /bin/bash
.DEFAULT_GOAL := help

GO      ?= go
LIB     := themes/default/lib/temml.js
SOURCES := $(shell find cmd site -name '*.go' -o -path '*/client/*.ts' | grep -v _test) embed.go go.mod

.PHONY: help serve build check test update fuzz audit bench relevance clean

help: ## List what make can do
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 18

serve: bin/parley ## Show the bundled course in a browser, with live reload
	bin/parley serve

build: bin/parley ## Build bin/parley

bin/parley: $(LIB) $(SOURCES) $(shell find content content.de glossary glossary.de exercises themes -type f | sed 's/ /\\ /g') parley.yaml
	$(GO) build -o $@ ./cmd/parley

# npm's packages, by lock file.
node_modules/.package-lock.json: package.json package-lock.json
	npm ci --no-audit --no-fund
	@touch $@

# What of them goes into the binary.
$(LIB): node_modules/.package-lock.json $(wildcard cmd/bundle/*.go)
	$(GO) run ./cmd/bundle
	@touch $@

check: $(LIB) ## Format, vet, tidy, generated files, layers, types
	@test -z "$$(gofmt -l cmd site test embed.go | tee /dev/stderr)" || { echo "run: gofmt -w cmd site test"; exit 1; }
	$(GO) vet ./...
	$(GO) mod tidy -diff
	$(GO) test -run 'TestLayers|TestSizes|TestFresh' ./site ./site/check ./site/record ./cmd/parley
	@set -o pipefail; $(GO) test -count=1 -run TestReading -v ./test/course | grep -v "^\(=== \|--- \|PASS\|ok\)"
	node_modules/.bin/tsc --noEmit -p themes/default/client
	node_modules/.bin/tsc --noEmit -p site/preview/client

test: bin/parley ## Run every test, in Go and in real browsers
	@$(GO) test ./... & go=$$!; node --test test/client/*.test.mjs test/relevance/metrics.test.mjs; client=$$?; wait $$go && exit $$client
	@test/browser/need.sh
	node test/browser/run.mjs

update: $(LIB) ## Write generated files and expected outputs anew
	PARLEY_UPDATE=1 $(GO) test ./...

fuzz: $(LIB) ## Fuzz the readers of hostile input, half a minute each
	$(GO) test -run xxx -fuzz FuzzPage -fuzztime 30s ./site/load
	$(GO) test -run xxx -fuzz FuzzConfig -fuzztime 30s ./site/load
	$(GO) test -run xxx -fuzz FuzzLines -fuzztime 30s ./site/block
	$(GO) test -run xxx -fuzz FuzzBlock -fuzztime 30s ./site/block
	$(GO) test -run xxx -fuzz FuzzRead -fuzztime 30s ./site/exchange
	$(GO) test -run xxx -fuzz FuzzGift -fuzztime 30s ./site/exchange
	$(GO) test -run xxx -fuzz FuzzMathML -fuzztime 30s ./site/formula
	$(GO) test -run xxx -fuzz FuzzScan -fuzztime 30s ./site/search
	$(GO) test -run xxx -fuzz FuzzFile -fuzztime 30s ./site/record
	$(GO) test -run xxx -fuzz FuzzMerge -fuzztime 30s ./site/record
	$(GO) test -run xxx -fuzz FuzzRead -fuzztime 30s ./site/bargain/genius

audit: bin/parley ## The long checks: every page, many kills, both browsers; writes docs/audit.md
	@test/browser/need.sh
	@set -o pipefail; { printf '# The last audit\n\nOn %s, %s, by `make audit`.\n\n```\n' "$$(date -u +%F)" "$$(uname -sm)"; \
	  PARLEY_KILL_ROUNDS=60 $(GO) test -count=1 -run TestKill ./site/output && \
	  PARLEY_AUDIT=1 $(GO) test -count=1 -run TestHostile ./site/load && \
	  node test/browser/run.mjs --audit; status=$$?; echo '```'; exit $$status; } | tee docs/audit.md

bench: bin/parley ## Measure against the floor and Hugo; writes docs/performance.md
	$(GO) run ./test/bench/run -update
	npm ci --prefix test/relevance --no-audit --no-fund --silent
	node test/bench/search/run.mjs --update
	node test/bench/record/run.mjs --update
	node test/bench/table/run.mjs --update
	node test/bench/loop/run.mjs --update

relevance: $(if $(DATA),bin/parley test/relevance/node_modules/.package-lock.json) ## Measure the search: DATA=DIR SETS="a b" ENGINES="a b" JSON=FILE EARLIER=FILE
	@node test/relevance/run.mjs --data '$(DATA)' --sets '$(SETS)' --engines '$(ENGINES)' --json '$(JSON)' --earlier '$(EARLIER)'

# The engines that the search is measured against: nothing else needs them.
test/relevance/node_modules/.package-lock.json: test/relevance/package.json test/relevance/package-lock.json
	npm ci --prefix test/relevance --no-audit --no-fund
	@touch $@

clean: ## Remove what make has made
	rm -rf bin public node_modules test/relevance/node_modules $(filter-out themes/default/lib/README.md,$(wildcard themes/default/lib/*))
