//! A template as pages: the sheet that is filled in, its guide, and the lists that it offers.

use super::lists::List;
use super::setting::TemplateSetting;
use crate::lang::{Label, Lang};
use crate::scorecard::model::{Block, Page, PageCell, PageColumn, PagePurpose, PageRow, PageTable, Takes, Width};
use crate::scorecard::writers::Document;

/// A workbook to fill in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    pub document: Document,
    pub pages: Vec<Page>,
}

/// Header, help, width in characters, what it takes. In a list of these, the English header is the key of the column.
pub(super) type Spec = (Label, Label, u16, Takes);

/// Columns as they are declared: header in both languages, width, what it takes, and the help in both languages.
macro_rules! specs {
    ($($en:literal, $ko:literal, $width:literal, $takes:expr => $help:literal, $help_ko:literal;)*) => {
        &[$((Label::new($en, $ko), Label::new($help, $help_ko), $width, $takes)),*]
    };
}
pub(super) use specs;

pub(super) fn columns(specs: &[Spec], lang: Lang) -> Vec<PageColumn> {
    let column = |(header, help, width, takes): &Spec| {
        PageColumn::text(header.get(Lang::En), header.get(lang), Width::Fixed(*width)).entered(help.get(lang), *takes)
    };
    specs.iter().map(column).collect()
}

/// The sheet that is filled in.
pub(super) struct Form {
    pub(super) sheet: String,
    pub(super) title: String,
    pub(super) hint: Label,
    pub(super) columns: Vec<PageColumn>,
    /// Examples: what a person would type.
    pub(super) rows: Vec<PageRow>,
}

impl Form {
    pub(super) fn with(self, setting: &TemplateSetting<'_>, guide: Option<Page>, lists: Vec<List>) -> Template {
        let document = setting.document(&self.title);
        let table = PageTable::new("form", self.columns, self.rows);
        let form = Page {
            title: self.title,
            subtitle: self.hint.get(setting.lang).to_owned(),
            blocks: vec![Block::Table(table)],
            ..Page::new(self.sheet, PagePurpose::Form)
        };
        let lists = Page {
            blocks: lists.into_iter().map(|list| Block::Table(list.table())).collect(),
            ..Page::new("Lists", PagePurpose::Lists)
        };
        let lists = Some(lists).filter(|page| !page.blocks.is_empty());
        Template { document, pages: [form].into_iter().chain(guide).chain(lists).collect() }
    }
}

impl List {
    fn table(self) -> PageTable {
        let rows = self.entries.into_iter().map(|entry| PageRow::plain(vec![PageCell::text(entry)])).collect();
        PageTable::new(self.key, vec![PageColumn::text("entry", "", Width::Content)], rows)
    }
}
