//! All that the parts of the file look at.

use super::anchor::Anchors;
use super::markup::Markup;
use crate::lang::{Label, Lang};
use crate::scorecard::model::Page;
use crate::scorecard::workbook_theme::WorkbookTheme;

pub(super) struct HtmlFile<'a> {
    pub(super) pages: &'a [Page],
    pub(super) lang: Lang,
    pub(super) anchors: Anchors<'a>,
    pub(super) workbook_theme: &'a WorkbookTheme,
}

impl HtmlFile<'_> {
    pub(super) const fn say(&self, label: Label) -> &'static str {
        label.get(self.lang)
    }

    /// Leads to a page; text alone where there is no such page.
    pub(super) fn link(&self, out: &mut Markup, text: &str, page: &str) {
        match self.anchors.page(page) {
            Some(anchor) => out.tag("a").attr("href", &format!("#{anchor}")).says(text),
            None => out.text(text),
        }
    }
}
