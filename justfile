# What a developer of goalpost does. `just` lists; `just check` is all that CI runs.

set shell := ["bash", "-cu"]

[private]
default:
    @just --list --unsorted

# Everything that must hold before a change lands: format, lints, tests, documents
check: format-check lint test docs deny

# All tests, with the profile of the program so that its libraries are built once
test *ARGS:
    cargo test --release --all-targets {{ARGS}}

# The monthly review on the sample data
run *ARGS:
    cargo run --release -- run pipelines/monthly.toml {{ARGS}}

# Make the sample data again: the same bytes every time
sample:
    cargo run --release --example sample_data

# Measurements side by side with the bare libraries
bench *ARGS:
    cargo bench {{ARGS}}

# The library's documentation, without a warning
docs:
    RUSTDOCFLAGS="-D warnings" cargo doc --release --no-deps --quiet

# Clippy with our lints, without a warning
lint:
    cargo clippy --release --all-targets --quiet -- -D warnings

# Licences, sources and the advisories of the day; needs a network and `cargo install cargo-deny`
audit:
    cargo deny check

# Licences, sources and banned crates by cargo-deny, where it is installed; tests/tidy/libraries.rs holds the same lists everywhere
[private]
deny:
    if command -v cargo-deny >/dev/null; then cargo deny --offline --log-level error check licenses bans sources; \
    else echo "passed over: cargo-deny is not installed; tests/tidy/libraries.rs has held the same lists"; fi

# Wrong versions of goalpost that tests should notice (docs/mutants.md); needs `cargo install cargo-mutants`, and hours
mutants *ARGS:
    cargo mutants {{ARGS}}

# Format all code
format:
    cargo fmt

[private]
format-check:
    cargo fmt --check
