//! Files *alike*: exports of one kind for several periods or regions, which one input reads.

use super::draft::Draft;
use super::pattern::{common_pattern, first_word, pattern};

/// A file with the drafts for it alone.
#[derive(Debug)]
pub struct DraftedFile<'a> {
    /// Below the folder of the exports, with `/` between folders.
    pub path: &'a str,
    pub drafts: Vec<&'a Draft>,
}

/// The files by their kind: positions of those that the same drafts read and whose names begin alike, in the order of
/// the first of each.
pub fn alike(files: &[DraftedFile<'_>]) -> Vec<Vec<usize>> {
    let mut kinds: Vec<(String, Vec<usize>)> = Vec::new();
    for (at, file) in files.iter().enumerate() {
        let kind = kind(file);
        match kinds.iter_mut().find(|(known, _)| *known == kind && !file.drafts.is_empty()) {
            Some((_, members)) => members.push(at),
            None => kinds.push((kind, vec![at])),
        }
    }
    kinds.into_iter().map(|(_, members)| members).collect()
}

fn kind(file: &DraftedFile<'_>) -> String {
    let (folder, name) = file.path.rsplit_once('/').unwrap_or(("", file.path));
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension).to_lowercase();
    // What is left to choose is the user's; what there is to choose from tells files apart all the same.
    let reads = |draft: &&Draft| {
        (draft.fact, draft.columns.clone(), draft.crosstab, draft.condition.clone(), draft.currency.clone())
    };
    let drafts: Vec<_> = file.drafts.iter().map(|draft| (reads(draft), draft.missing.clone())).collect();
    format!("{} {} {extension} {drafts:?}", pattern(&format!("{folder}/x")), first_word(name))
}

/// The patterns that may stand for these files, the shortest first; the last names each of them.
pub fn patterns(paths: &[&str]) -> Vec<Vec<String>> {
    let one = if let [only] = paths { Some(pattern(only)) } else { common_pattern(paths) };
    let each: Vec<String> = paths.iter().map(|path| super::pattern::escaped(path)).collect();
    let mut patterns: Vec<Vec<String>> = one.into_iter().map(|pattern| vec![pattern]).collect();
    if !patterns.contains(&each) {
        patterns.push(each);
    }
    patterns
}
