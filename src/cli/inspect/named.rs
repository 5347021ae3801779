//! The files that were *named* on the command line, one by one or by their folder, and the folder of the exports from
//! which drafts count their paths.

use crate::cli::problem::CliProblem;
use crate::diagnostic::{Cause, Finding};
use crate::formats::FormatProblem;
use crate::ingest;
use crate::place::Place;
use std::path::{Component, Path, PathBuf};

/// What was named.
pub(super) struct NamedExports {
    /// The folder of the exports, as `inputs` of a pipeline beside the caller says it.
    pub(super) inputs: String,
    pub(super) files: Vec<NamedFile>,
    /// Folders in which nothing lies, or that cannot be looked into.
    pub(super) findings: Vec<Finding>,
}

pub(super) struct NamedFile {
    pub(super) path: PathBuf,
    /// Below the folder of the exports, with `/` between folders.
    pub(super) below: String,
}

/// Every file once, in the order of the command line; those of a folder as people count.
pub(super) fn exports(named: &[PathBuf]) -> NamedExports {
    let (named, root) = rooted(named);
    let mut exports = NamedExports { inputs: shown(&root), files: Vec::new(), findings: Vec::new() };
    for path in named {
        if !path.is_dir() {
            exports.add(&root, path);
            continue;
        }
        // A folder that cannot be looked into is not one in which nothing lies.
        if let Err(error) = std::fs::read_dir(&path) {
            let place = Place::File(path.display().to_string().into());
            exports.findings.push(Finding::new(place, FormatProblem::CannotOpen { error: Cause::new(error) }));
            continue;
        }
        let below = ingest::files_below(&path).into_iter().filter(|file| !is_about_exports(file));
        let before = exports.files.len();
        below.for_each(|file| exports.add(&root, file));
        if exports.files.len() == before {
            let place = Place::File(path.display().to_string().into());
            exports.findings.push(Finding::new(place, CliProblem::EmptyFolder));
        }
    }
    exports
}

impl NamedExports {
    fn add(&mut self, root: &[String], path: PathBuf) {
        if self.files.iter().all(|known| known.path != path) {
            let below = parts(&path).split_off(root.len()).join("/");
            self.files.push(NamedFile { path, below });
        }
    }
}

/// The folder from which all paths can be said, and the paths, made absolute where they have nothing else in common.
/// Patterns of a pipeline never lead upwards, so `..` becomes part of the folder.
fn rooted(named: &[PathBuf]) -> (Vec<PathBuf>, Vec<String>) {
    let leads_outside = |path: &PathBuf| parts(path).first().is_some_and(|part| part == ".." || is_root(part));
    if !named.iter().any(leads_outside) {
        return (named.to_vec(), Vec::new());
    }
    let mut paths = named.to_vec();
    if paths.iter().any(|path| path.is_absolute()) {
        paths = paths.iter().map(|path| std::path::absolute(path).unwrap_or_else(|_| path.clone())).collect();
    }
    let folder = |path: &PathBuf| {
        let mut parts = parts(path);
        if !path.is_dir() {
            parts.pop();
        }
        parts
    };
    let mut folders = paths.iter().map(folder);
    let first = folders.next().unwrap_or_default();
    let common = folders.fold(first, |common, folder| {
        let shared = common.iter().zip(&folder).take_while(|(a, b)| a == b).count();
        common[..shared].to_vec()
    });
    (paths, common)
}

/// The parts of a path, without `.`; `a/../b` keeps its step upwards, since `a` may be a link.
fn parts(path: &Path) -> Vec<String> {
    let parts = path.components().filter(|part| !matches!(part, Component::CurDir));
    parts.map(|part| part.as_os_str().to_string_lossy().into_owned()).collect()
}

fn is_root(part: &str) -> bool {
    part.starts_with(['/', '\\']) || part.ends_with(':')
}

fn shown(root: &[String]) -> String {
    match root {
        [] => ".".to_owned(),
        [first, rest @ ..] if is_root(first) => format!("{first}{}", rest.join("/")),
        parts => parts.join("/"),
    }
}

/// What lies beside exports and is none: pipelines, and what people write down.
fn is_about_exports(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    ["toml", "md"].iter().any(|known| extension.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(named: &[&str], inputs: &str, below: &[&str]) {
        let named: Vec<PathBuf> = named.iter().map(PathBuf::from).collect();
        let exports = exports(&named);
        let found: Vec<&str> = exports.files.iter().map(|file| file.below.as_str()).collect();
        assert_eq!((exports.inputs.as_str(), found.as_slice()), (inputs, below));
    }

    #[test]
    fn paths_count_from_the_folder_of_the_caller_or_from_the_one_that_all_have_in_common() {
        check(&["a.csv"], ".", &["a.csv"]);
        check(&["in/a.csv", "./in/b/c.csv", "in/a.csv"], ".", &["in/a.csv", "in/b/c.csv"]);
        check(&["../data/x/a.csv", "../data/y/b.csv"], "../data", &["x/a.csv", "y/b.csv"]);
        check(&["../data/a.csv"], "../data", &["a.csv"]);
        check(&["/srv/x/a.csv", "/srv/b.csv"], "/srv", &["x/a.csv", "b.csv"]);
    }
}
