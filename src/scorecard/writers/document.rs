//! What a file says about itself, whatever its format.

use crate::calendar::Date;
use crate::lang::Lang;
use crate::pipeline::Paper;
use crate::scorecard::workbook_theme::WorkbookTheme;

/// The same pages and the same document give the same bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    pub title: String,
    pub company: Option<String>,
    pub language: Lang,
    /// Stands as the time of creation, so that the same inputs give the same bytes.
    pub created: Date,
    pub workbook_theme: WorkbookTheme,
    pub paper: Paper,
}

impl Document {
    /// As files name it: `en`, `ko`.
    pub(super) const fn language_tag(&self) -> &'static str {
        match self.language {
            Lang::En => "en",
            Lang::Ko => "ko",
        }
    }
}
