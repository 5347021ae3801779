//! *Anchors*: the ids by which links find pages within the file.

use crate::scorecard::model::Page;
use std::collections::{BTreeMap, BTreeSet};

/// One id a page, made of its name, so that a link somebody kept still leads to the page of that name next month.
///
/// Ids within a page are the page's, two hyphens and a word; two hyphens never stand in an id of a page.
pub(super) struct Anchors<'a>(BTreeMap<&'a str, String>);

impl<'a> Anchors<'a> {
    pub(super) fn of(pages: &'a [Page]) -> Self {
        // Ids of the frame.
        let mut taken: BTreeSet<String> = ["content", "pages"].map(str::to_owned).into();
        let anchor = |name: &str, taken: &mut BTreeSet<String>| {
            let wished = plain(name);
            let mut candidate = wished.clone();
            let mut number = 2;
            while !taken.insert(candidate.clone()) {
                candidate = format!("{wished}-{number}");
                number += 1;
            }
            candidate
        };
        Self(pages.iter().map(|page| (page.name.as_str(), anchor(&page.name, &mut taken))).collect())
    }

    pub(super) fn page(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }
}

/// Letters and digits of any script in lower case, single hyphens for all between them.
fn plain(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let joined = words.map(str::to_lowercase).collect::<Vec<_>>().join("-");
    if joined.is_empty() { "page".to_owned() } else { joined }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_made_of_the_letters_of_a_name() {
        for (name, id) in [
            ("Data quality", "data-quality"),
            ("카디오뷰 -- 2", "카디오뷰-2"),
            ("A&B <b> \"c\"", "a-b-b-c"),
            ("!?", "page"),
        ] {
            assert_eq!(plain(name), id);
        }
    }
}
