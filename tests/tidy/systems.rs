//! What is of one system alone stands under its `cfg`, with a twin for the others: no other target is built here.

use super::{root, rust_files};
use std::fs;

/// What no Windows build has.
const UNIX: [&str; 6] = ["std::os::unix", "std::os::linux", "std::os::fd", "rustix::", "libc::", "signal_hook::"];

/// The lines of a file with the attribute that holds for each, as far as an item under `#[cfg(…)]` reaches: to the
/// brace or semicolon that ends it.
fn lines(text: &str) -> Vec<(usize, &str, Option<&str>)> {
    let mut lines = Vec::new();
    let mut open: Option<(&str, i64, bool)> = None;
    for (number, line) in text.lines().enumerate() {
        let trimmed = line.trim();
        if open.is_none() && trimmed.starts_with("#[cfg(") {
            open = Some((trimmed, 0, false));
        }
        lines.push((number + 1, line, open.map(|(cfg, ..)| cfg)));
        if let Some((cfg, depth, begun)) = open.filter(|_| !trimmed.starts_with("#[") && !trimmed.starts_with("//")) {
            let count = |c: char| i64::try_from(line.matches(c).count()).unwrap();
            let depth = depth + count('{') - count('}');
            let begun = begun || line.contains('{');
            let is_over = depth <= 0 && (begun || trimmed.ends_with(';'));
            open = (!is_over).then_some((cfg, depth, begun));
        }
    }
    lines
}

fn is_unix(cfg: &str) -> bool {
    cfg.contains("unix") && !cfg.contains("not(unix)") || cfg.contains("target_os = \"linux\"")
}

/// Name of the function that a line declares.
fn declared(line: &str) -> Option<&str> {
    let rest = line.split("fn ").nth(1).filter(|_| !line.trim_start().starts_with("//"))?;
    rest.split(|c: char| !c.is_alphanumeric() && c != '_').next()
}

#[test]
fn what_is_of_unix_alone_stands_under_its_cfg() {
    let (mut broken, mut found) = (Vec::new(), 0);
    for path in rust_files(&root().join("src")) {
        let text = fs::read_to_string(&path).unwrap();
        for (number, line, cfg) in lines(&text) {
            if line.trim_start().starts_with("//") || !UNIX.iter().any(|name| line.contains(name)) {
                continue;
            }
            found += 1;
            if !cfg.is_some_and(is_unix) {
                broken.push(format!("{}:{number}: {}", path.display(), line.trim()));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
    assert!(found >= 8, "only {found} places found");
}

#[test]
fn a_function_for_unix_has_a_twin_or_is_called_by_its_like_alone() {
    let (mut broken, mut twins) = (Vec::new(), 0);
    for path in rust_files(&root().join("src")) {
        let text = fs::read_to_string(&path).unwrap();
        let lines = lines(&text);
        for (number, line, cfg) in &lines {
            let Some((name, cfg)) = declared(line).zip(*cfg) else { continue };
            if !is_unix(cfg)
                || cfg.contains("test")
                || text.split("#[cfg(test)]").next().unwrap().lines().count() < *number
            {
                continue;
            }
            let is_twin = |(other, cfg): (&str, &str)| other == name && !is_unix(cfg);
            let has_twin = lines.iter().any(|(_, line, cfg)| declared(line).zip(*cfg).is_some_and(is_twin));
            let call = format!("{name}(");
            let is_private = !line.trim_start().starts_with("pub");
            let called_elsewhere = lines
                .iter()
                .any(|(_, line, cfg)| cfg.is_none() && line.contains(&call) && declared(line) != Some(name));
            twins += usize::from(has_twin);
            if !has_twin && (called_elsewhere || !is_private) {
                broken.push(format!("{}:{number}: `{name}` has no twin for other systems", path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
    assert!(twins >= 6, "only {twins} twins found");
}

#[test]
fn an_item_under_cfg_reaches_to_its_end_and_no_further() {
    let text =
        "#[cfg(unix)]\nfn a() {\n    x();\n}\nfn b() {}\n#[cfg(unix)]\nmod c;\nfn d();\n#[cfg(not(unix))]\nfn a() {}\n";
    let held: Vec<bool> = lines(text).iter().map(|(.., cfg)| cfg.is_some_and(is_unix)).collect();
    assert_eq!(held, [true, true, true, true, false, true, true, false, false, false]);
}
