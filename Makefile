# Every command a person or CI runs on Kakunin; `make` alone lists them.

SHELL := bash
.DEFAULT_GOAL := help
# Cargo uses all cores by itself; two builds side by side only wait for each other's locks.
.NOTPARALLEL:

# Tools are pinned and live outside the checkout, one folder per tool and version, for all checkouts.
export TOOLS := $(abspath $(or $(KAKUNIN_TOOLS),$(or $(XDG_CACHE_HOME),$(HOME)/.cache)/kakunin/tools))
# The server takes an unknown KAKUNIN_ name for a mistake, and this one is not its own.
unexport KAKUNIN_TOOLS

# cargo-leptos 0.3.11 wants a newer Rust than Cargo.toml asks for.
CARGO_LEPTOS := cargo-leptos@0.3.10
# It must be the version the bundle is built with, to the letter.
WASM_BINDGEN := wasm-bindgen-cli@$(shell sed -n '/^name = "wasm-bindgen"$$/{n;s/^version = "\(.*\)"/\1/p;}' Cargo.lock)
CARGO_DENY := cargo-deny@0.20.2
CARGO_FUZZ := cargo-fuzz@0.13.2
CARGO_CYCLONEDX := cargo-cyclonedx@0.5.9

TOOL_PATHS := $(foreach tool,$(CARGO_LEPTOS) $(WASM_BINDGEN) $(CARGO_DENY) $(CARGO_FUZZ) $(CARGO_CYCLONEDX),$(TOOLS)/$(subst @,-,$(tool))/bin)
# What tools/ensure-proxies unpacks where it may not install.
TOOL_PATHS += $(TOOLS)/debian/usr/sbin $(TOOLS)/debian/usr/bin
empty :=
export PATH := $(subst $(empty) ,:,$(TOOL_PATHS) $(CURDIR)/end2end/node_modules/.bin):$(PATH)

# Everything below expects Cargo's output in target/.
unexport CARGO_TARGET_DIR

# CI must build what was committed; a person may be changing Cargo.toml.
LOCKED := $(if $(CI),--locked)
LEPTOS_LOCKED := $(if $(CI),--cargo-locked)

# Not the site of debug builds: a release must not pull the files away under a running `make run`.
RELEASE_SITE := target/site-release

.PHONY: help
help: ## List these commands
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: prerequisites-to-build ## Build (debug, the quicker way to a working page), then start the portal with its sandbox
	@tools/check-listen-address run
	@tools/install-crates $(CARGO_LEPTOS)=12 $(WASM_BINDGEN)=3
	cargo leptos build $(LEPTOS_LOCKED)
	LEPTOS_SITE_ROOT=$(CURDIR)/target/site target/debug/kakunin

# Names with hashes would change at every build, and the server expects them when it finds hash.txt.
.PHONY: dev
dev: prerequisites-to-build ## Build, start, and build again at every change
	@tools/check-listen-address dev
	@tools/install-crates $(CARGO_LEPTOS)=12 $(WASM_BINDGEN)=3
	rm -f target/debug/hash.txt
	LEPTOS_HASH_FILES=false cargo leptos watch

.PHONY: test
test: browser proxies lint ## Everything: lint, unit, integration, browser and contract tests, the hands-on, release build; prints how many ran
	@tools/test-all $(LOCKED)

# `app` gets its feature `ssr` from `server`. Never --all-features: `ssr` and `hydrate` exclude each other.
# Crates present in two versions are warnings, hidden here: `cargo deny check bans` shows them.
.PHONY: lint
lint: prerequisites-to-test ## Formatting, clippy for the server and for the bundle, dependencies, types of the tests in end2end
	@tools/install-crates $(CARGO_DENY)=5
	cargo fmt --all --check
	cargo fmt --manifest-path fuzz/Cargo.toml --check
	cargo clippy $(LOCKED) -p server -p app -p bench-load --all-targets -- -D warnings
	cargo clippy $(LOCKED) -p server --no-default-features -- -D warnings
	cargo clippy $(LOCKED) -p app-hydrate --target wasm32-unknown-unknown -- -D warnings
	@tools/check-bundle-dependencies $(LOCKED)
	cargo deny --log-level error $(LOCKED) check bans licenses sources
	cargo deny --log-level error $(LOCKED) --manifest-path fuzz/Cargo.toml --config deny.toml check licenses sources
	tsc --noEmit --project end2end

.PHONY: e2e
e2e: browser release ## Browser tests against dist/; ARGS="-g phone" chooses some
	cd end2end && CHROMIUM="$$(cd .. && tools/ensure-chromium)" playwright test $(ARGS)

# What holds for one instance holds for two, whichever of them answers.
.PHONY: e2e-instances
e2e-instances: browser proxies release ## The browser tests with two instances over one PostgreSQL, behind nginx, which asks them in turn
	@PATH="$$PATH:/usr/sbin:/usr/local/sbin" tools/check-prerequisites nginx postgres
	cd end2end && CHROMIUM="$$(cd .. && tools/ensure-chromium)" PATH="$$PATH:/usr/sbin:/usr/local/sbin" E2E_INSTANCES=2 ../tools/with-postgres playwright test $(ARGS)

# A few minutes. CRASH_SEED=2 is another storm.
.PHONY: crash-test
crash-test: prerequisites-to-build ## 1,000 sign-ins while portals are killed, PostgreSQL is stopped and the twin fails
	@tools/check-prerequisites postgres
	CRASH_SIGN_INS=1000 cargo test $(LOCKED) -p server --test it -- crash::one --nocapture
	POSTGRES_DURABLE=1 CRASH_SIGN_INS=1000 tools/with-postgres sh -c 'CRASH_RESTART_DATABASE="$$TEST_POSTGRES_RESTART" cargo test $(LOCKED) -p server --test it -- crash::two --nocapture'

.PHONY: contract
contract: release ## The sandbox against Twilio's SDK, its schemas and the table of states
	@tools/test-contract

.PHONY: hands-on
hands-on: release ## What docs/hands-on says: its commands are run, its quotes and links are looked up
	@tools/test-hands-on

# Outside `make test`: it builds the portal once more.
.PHONY: check-hands-on
check-hands-on: prerequisites-to-test ## Add the channel of docs/hands-on to a copy of the tree, and sign in by it
	@node end2end/hands-on/new-channel.mjs

.PHONY: bench-dead-twilio
bench-dead-twilio: release ## 200 people press "send" while Twilio takes connections and never answers
	@node end2end/bench/dead-twilio.mjs

.PHONY: pumping-figures
pumping-figures: ## The guard against pumping before a seeded attack and 10,000 honest presses; SEEDS=3 says how many of each
	@tools/check-prerequisites rust cc
	@PUMPING_SEEDS=$(or $(SEEDS),3) cargo test --quiet $(LOCKED) -p server --test it -- --nocapture --test-threads=1 pumping::figures

.PHONY: bench-enumeration
bench-enumeration: release ## Does the time of a refused sign-in tell whether there is such an account?
	@node end2end/bench/enumeration.mjs

.PHONY: bench-reload
bench-reload: browser ## How long from saving a style or a view to the changed screen under `make dev`
	@CHROMIUM="$$(tools/ensure-chromium)" node end2end/bench/reload.mjs

# What cargo-leptos sets for the release build: with another prefix everything would be built again, and again.
BENCH_LOAD := SERVER_FN_PREFIX=/api cargo build --release $(LOCKED) -p bench-load

.PHONY: bench
bench: browser release ## Portal and comparison side by side: writes docs/performance.md; PARTS="pages pairs" chooses, QUICK=1 only tries
	@tools/install-npm-packages end2end/bench/comparison
	$(BENCH_LOAD)
	@CHROMIUM="$$(tools/ensure-chromium)" POSTGRES_DURABLE=1 tools/with-postgres node end2end/bench/performance.mjs $(PARTS)

# About twenty minutes, and ten gigabytes of disk while it runs.
.PHONY: bench-growth
bench-growth: release ## The same steps with a thousand accounts and with a million: adds to docs/performance.md
	$(BENCH_LOAD)
	@tools/with-postgres node end2end/bench/performance.mjs growth

# Half an hour for each engine.
.PHONY: bench-endurance
bench-endurance: release ## Half an hour of sign-ins at 70 % of what the portal takes: adds to docs/performance.md; ENGINES=SQLite chooses
	$(BENCH_LOAD)
	@POSTGRES_DURABLE=1 tools/with-postgres node end2end/bench/performance.mjs endurance

# Lighthouse is large, and only this needs it: its packages are a folder of their own.
.PHONY: lighthouse
lighthouse: browser release ## Lighthouse on the sign-in page and the code page, as on a slow phone
	@tools/install-npm-packages end2end/bench/lighthouse
	@CHROMIUM="$$(tools/ensure-chromium)" node end2end/bench/lighthouse/run.mjs

# Only a person with a telephone can run it: it asks, and reads the codes from the terminal.
.PHONY: test-live
test-live: ## The same table against Twilio itself: sends messages that cost money, see docs/live-test.md
	@tools/check-prerequisites node
	@tools/install-npm-packages
	@node end2end/contract/live.mjs

# Outside `make test`: it takes ten minutes for each target, and nightly Rust.
.PHONY: fuzz
fuzz: prerequisites-to-build ## Random input at what strangers reach; TARGET=phone SECONDS=60 chooses
	@tools/check-prerequisites cxx nightly
	@tools/install-crates $(CARGO_FUZZ)=1
	@tools/fuzz $(or $(SECONDS),600) $(TARGET)

.PHONY: screenshots
screenshots: browser release ## Take the pictures in docs/images again
	cd end2end && CHROMIUM="$$(cd .. && tools/ensure-chromium)" SCREENSHOTS=$(CURDIR)/docs/images playwright test --project=screenshots

# A panic names its file. Whose machine built the bundle is nobody's business, and bytes that every visitor downloads.
release package-root: export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS = --remap-path-prefix=$(or $(CARGO_HOME),$(HOME)/.cargo)/registry/src=crates

.PHONY: release
release: prerequisites-to-test ## Build what is deployed: dist/kakunin and its site
	@tools/install-crates $(CARGO_LEPTOS)=12 $(WASM_BINDGEN)=3
	LEPTOS_SITE_ROOT=$(RELEASE_SITE) cargo leptos build --release --precompress $(LEPTOS_LOCKED)
	@tools/fill-dist $(RELEASE_SITE)

# Outside `make test`: it builds the server once more, for musl.
.PHONY: package
package: package-root ## dist/kakunin-VERSION-MACHINE-linux.tar.gz and its checksum: a static binary without the sandbox, started once with nothing around it
	@tools/check-package
	@tools/install-crates $(CARGO_CYCLONEDX)=3
	@tools/package

.PHONY: clean
clean: ## Remove what was built; tools and data/ stay
	rm -rf target dist end2end/node_modules end2end/test-results end2end/playwright-report

# From here on: what the commands above need.

# What `kakunin --version` tells. The Dockerfile names it, because git's folder is not in an image.
# Asked once: the tree may change while it is built.
ifneq (,$(filter package package-root,$(MAKECMDGOALS)))
export GIT_COMMIT := $(or $(GIT_COMMIT),$(shell git describe --always --exclude='*' --abbrev=12 --dirty 2>/dev/null))
endif

# What is in an image; the Dockerfile comes here.
.PHONY: package-root
package-root: prerequisites-to-test
	@tools/ensure-musl >/dev/null
	@tools/install-crates $(CARGO_LEPTOS)=12 $(WASM_BINDGEN)=3
	@tools/package-root $(RELEASE_SITE)

.PHONY: prerequisites-to-build
prerequisites-to-build:
	@tools/check-prerequisites rust cc
	@tools/ensure-rust-parts

# Node brings Playwright, TypeScript, Twilio's SDK, and wasm-opt for release builds.
.PHONY: prerequisites-to-test
prerequisites-to-test:
	@tools/check-prerequisites rust cc node
	@tools/ensure-rust-parts
	@tools/install-npm-packages

.PHONY: browser
browser: prerequisites-to-test
	@tools/ensure-chromium >/dev/null
	@tools/ensure-japanese-font

.PHONY: proxies
proxies:
	@tools/ensure-proxies
