//! Parts of a package that are written anew.

use super::super::trouble::WorkbookTrouble;
use crate::formats::package::Package;

/// A package with the parts of it that are written anew.
pub(crate) struct Rewrite<'a> {
    package: Package<'a>,
    anew: Vec<(String, Vec<u8>)>,
}

impl<'a> Rewrite<'a> {
    pub(crate) fn of(bytes: &'a [u8]) -> Result<Self, WorkbookTrouble> {
        Ok(Self { package: Package::open(bytes)?, anew: Vec::new() })
    }

    /// Names of the parts in a folder that end in `ending`.
    pub(crate) fn parts(&self, folder: &str, ending: &str) -> Vec<String> {
        let names = self.package.names_in(folder).filter(|name| name.to_ascii_lowercase().ends_with(ending));
        names.map(str::to_owned).collect()
    }

    /// Writes a part anew where `change` gives other contents; one that is not there is left to calamine.
    pub(crate) fn part(
        &mut self,
        name: &str,
        change: impl FnOnce(Vec<u8>) -> Option<Vec<u8>>,
    ) -> Result<(), WorkbookTrouble> {
        let content = self.package.bytes(name)?;
        self.anew.extend(content.and_then(change).map(|content| (name.to_owned(), content)));
        Ok(())
    }

    /// The same for a part of text; one that is not UTF-8 is left to calamine.
    pub(crate) fn text(&mut self, name: &str, change: impl FnOnce(&str) -> String) -> Result<(), WorkbookTrouble> {
        self.part(name, |content| {
            let before = String::from_utf8(content).ok()?;
            let after = change(&before);
            (after != before).then(|| after.into_bytes())
        })
    }

    /// The package with its rewritten parts; `None` where nothing was to be rewritten.
    pub(crate) fn close(self) -> Result<Option<Vec<u8>>, WorkbookTrouble> {
        if self.anew.is_empty() { Ok(None) } else { Ok(Some(self.package.with(self.anew)?)) }
    }
}
