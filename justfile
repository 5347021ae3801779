# What a developer of goalpost does. `just` lists; `just check` is all that CI runs.

set shell := ["bash", "-cu"]

[private]
default:
    @just --list --unsorted

# Everything that must hold before a change lands: format, libraries, lints, documents, and last `with-tests` or `without-tests`
check tests="with-tests": format-check deny lint docs
    {{ if tests == "with-tests" { "just test" } else { "true" } }}

# All tests, in the profile of developers: libraries are optimised and built once, the crate step by step
test *ARGS:
    cargo test {{ARGS}}

# The tests whose names contain NAME, in the library and in the whole program: seconds after a change
test-one NAME:
    cargo test --lib --test program {{NAME}}

# Does it compile? The fastest answer
quick:
    cargo check --all-targets

# The monthly review on the sample data
run *ARGS:
    cargo run --release -- run pipelines/monthly.toml {{ARGS}}

# Make the sample data again: the same bytes every time
sample:
    cargo run --release --example sample_data

# The program as it is handed out, in target/dist: small, and slow to build
dist:
    cargo build --profile dist

# Measurements side by side with the bare libraries
bench *ARGS:
    cargo bench {{ARGS}}

# The library's documentation, without a warning
docs:
    RUSTDOCFLAGS="-D warnings" cargo doc --no-deps --quiet

# Clippy with our lints, without a warning
lint:
    cargo clippy --all-targets --quiet -- -D warnings

# Licences, sources, banned crates and the advisories of the day, whatever they are about; needs a network and cargo-deny
audit:
    cargo deny check

# The same in every check, as far as the machine can: tests/tidy/libraries.rs holds all but the advisories without cargo-deny
[private]
deny:
    @if ! command -v cargo-deny >/dev/null; then \
        echo "passed over: cargo-deny is not installed, so nobody asked for advisories"; \
    elif GIT_TERMINAL_PROMPT=0 GIT_HTTP_LOW_SPEED_LIMIT=1000 GIT_HTTP_LOW_SPEED_TIME=30 cargo deny --log-level off fetch db; then \
        cargo deny --log-level error check; \
    else \
        echo "passed over: the advisories of the day cannot be fetched"; \
        cargo deny --offline --log-level error check licenses bans sources; \
    fi

# Wrong versions of goalpost that tests should notice (docs/mutants.md); needs `cargo install cargo-mutants`, and hours
mutants *ARGS:
    cargo mutants {{ARGS}}

# Format all code
format:
    cargo fmt

[private]
format-check:
    cargo fmt --check
