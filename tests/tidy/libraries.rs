//! The crates that the program is built of: where they come from and under which licences, read from the lock file with
//! cargo's own words. `deny.toml` says the same for `cargo deny`, which also asks the advisories of the day.

use super::root;
use spdx::{Expression, ParseMode};
use std::collections::BTreeSet;
use std::process::Command;

/// Licences that let the program be given away as MIT or Apache-2.0.
const ALLOWED: [&str; 9] =
    ["MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "Zlib", "Unicode-3.0", "BSL-1.0", "CC0-1.0"];

/// What would speak to a network or bring a C library that nobody audits here.
const BANNED: [&str; 6] = ["reqwest", "hyper", "openssl-sys", "native-tls", "rustls", "curl-sys"];

/// Two versions of one of these would be an hour of building, or two kinds of one type.
const ONCE: [&str; 6] = ["calamine", "rust_xlsxwriter", "polars-core", "chrono", "num-bigint", "zip"];

/// A crate that the machine at hand builds.
struct Library {
    name: String,
    /// Other than the registry: a folder or an address.
    from: Option<String>,
    licence: String,
}

/// `cargo tree`, since `cargo metadata` also lists what no feature asks for.
fn libraries() -> Vec<Library> {
    let arguments = ["tree", "--locked", "-e", "normal,build,dev", "--prefix", "none", "--format", "{p}|{l}"];
    let told = Command::new(env!("CARGO")).args(arguments).current_dir(root()).output().unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    let told = String::from_utf8(told.stdout).unwrap();
    // What has been shown before is marked so.
    let lines: BTreeSet<&str> = told.lines().map(|line| line.trim_end_matches(" (*)")).collect();
    let library = |line: &str| {
        let (package, licence) = line.split_once('|').unwrap();
        let name = package.split(' ').next().unwrap().to_owned();
        // `name v1.2.3 (address)`; a procedural macro says so in the same place.
        let from = package.split_once(" (").map(|(_, from)| from.trim_end_matches(')').to_owned());
        Library { name, from: from.filter(|from| from != "proc-macro"), licence: licence.to_owned() }
    };
    lines
        .into_iter()
        .filter(|line| !line.is_empty())
        .map(library)
        .filter(|library| library.name != "goalpost")
        .collect()
}

#[test]
fn every_library_comes_from_the_registry_under_a_licence_that_is_allowed() {
    let libraries = libraries();
    assert!(libraries.len() > 200, "{}", libraries.len());
    let is_allowed = |licence: &str| {
        let expression = Expression::parse_mode(licence, ParseMode::LAX).unwrap();
        // An exception only takes duties away.
        expression.evaluate(|wanted| wanted.license.id().is_some_and(|id| ALLOWED.contains(&id.name)))
    };
    let mut odd = Vec::new();
    for Library { name, from, licence } in &libraries {
        if licence.is_empty() || !is_allowed(licence) {
            odd.push(format!("{name}: licence `{licence}`"));
        }
        if let Some(from) = from {
            odd.push(format!("{name}: from `{from}`"));
        }
    }
    assert!(odd.is_empty(), "{odd:#?}");
}

#[test]
fn no_library_speaks_to_a_network_and_the_large_ones_come_once() {
    let names: Vec<String> = libraries().into_iter().map(|library| library.name).collect();
    let number = |name: &str| names.iter().filter(|known| *known == name).count();
    let found: Vec<&str> = BANNED.into_iter().filter(|banned| number(banned) > 0).collect();
    assert!(found.is_empty(), "{found:?}");
    for name in ONCE {
        assert_eq!(number(name), 1, "{name}");
    }
}
