//! One file for one input: which of its sheets have the table, and in which shape.

use super::book::{Book, Sheet};
use super::header::{self, Header, Search, Wanted};
use super::problem::IngestProblem;
use super::sheet::{self, Expressions, Setting};
use super::table::Table;
use super::{choose, crosstab, unit_line};
use crate::calendar::FiscalCalendar;
use crate::diagnostic::Finding;
use crate::pipeline::{ColumnSource, Input, InputUnit, Layout, SheetChoice};
use crate::place::Place;

/// What reading the files of an input needs.
pub(super) struct Reading<'a> {
    pub(super) input: &'a Input,
    pub(super) expressions: &'a Expressions,
    pub(super) calendar: &'a FiscalCalendar,
}

impl Reading<'_> {
    /// Reads every sheet of the file that has the table, as rows or as a crosstab.
    pub(super) fn book(&self, book: &Book, table: &mut Table, findings: &mut Vec<Finding>) {
        table.files.push(book.source.clone());
        let chosen = choose(&self.input.sheet, &book.sheets);
        if chosen.is_empty() {
            findings.push(self.no_sheet(book));
            return;
        }
        let wanted = Wanted::by(self.input, self.expressions.names());
        let mut closest: Option<(&Sheet, Header)> = None;
        let mut any = false;
        for sheet in chosen {
            if !sheet.visible {
                findings.push(Finding::new(sheet.place(), IngestProblem::HiddenSheet));
            }
            let before = findings.len();
            let search = match self.input.layout {
                Layout::Crosstab => Search::Nothing,
                Layout::Auto | Layout::Table => header::find(sheet, &wanted, self.input.header_row),
            };
            match search {
                Search::Found(header) => {
                    any = true;
                    let setting = self.setting(sheet, header.index);
                    table.parts.extend(sheet::part(sheet, &header, &setting, findings));
                }
                Search::Partial(_) | Search::Nothing if self.crosstab(sheet, table, findings) => any = true,
                // A crosstab that lacks its measure has said so.
                _ if findings.len() > before => any = true,
                Search::Partial(header) => {
                    let lacks = |h: &Header| wanted.missing_from(h).len();
                    if closest.as_ref().is_none_or(|(_, best)| lacks(&header) < lacks(best)) {
                        closest = Some((sheet, header));
                    }
                }
                Search::Nothing => {}
            }
        }
        if !any {
            findings.extend(self.not_found(book, &wanted, closest));
        }
    }

    /// Whether the sheet is a crosstab of this input; if so its rows are in the table.
    fn crosstab(&self, sheet: &Sheet, table: &mut Table, findings: &mut Vec<Finding>) -> bool {
        if self.input.layout == Layout::Table {
            return false;
        }
        let Some(crosstab) = crosstab::find(sheet, self.input, self.calendar) else { return false };
        let Some((long, header)) = crosstab.unpivot(sheet, self.input, self.calendar, findings) else { return false };
        let setting = self.setting(sheet, crosstab.bottom);
        table.parts.extend(sheet::part(&long, &header, &setting, findings));
        true
    }

    /// The unit comes from the pipeline, or from a line above the table.
    fn setting(&self, sheet: &Sheet, header: usize) -> Setting<'_> {
        let unit = match self.input.unit {
            InputUnit::Auto => unit_line::find(sheet, header),
            InputUnit::Factor(_) => None,
        };
        Setting { input: self.input, expressions: self.expressions, unit }
    }

    fn no_sheet(&self, book: &Book) -> Finding {
        let sheets = book.sheets.iter().filter_map(|sheet| sheet.name.as_ref().map(ToString::to_string)).collect();
        let wanted = match &self.input.sheet {
            SheetChoice::Any => "any visible sheet".to_owned(),
            SheetChoice::Name(name) => name.clone(),
            SheetChoice::Number(number) => number.to_string(),
        };
        Finding::new(Place::File(book.source.name.clone()), IngestProblem::NoSheet { wanted, sheets })
    }

    /// What the sheet that comes closest lacks.
    fn not_found(&self, book: &Book, wanted: &Wanted<'_>, closest: Option<(&Sheet, Header)>) -> Vec<Finding> {
        let Some((sheet, header)) = closest else {
            let names = self.input.columns.values().filter_map(|source| match source {
                ColumnSource::Headers(names) => names.first().cloned(),
                _ => None,
            });
            let wanted = names.chain(self.expressions.names()).collect();
            return vec![Finding::new(Place::File(book.source.name.clone()), IngestProblem::NoTable { wanted })];
        };
        let place = sheet.cell_place(sheet.grid.cell(header.index, 0));
        let found: Vec<String> = header.names().map(str::to_owned).collect();
        let missing = wanted.missing_from(&header).into_iter();
        missing
            .map(|wanted| Finding::new(place.clone(), IngestProblem::MissingColumn { wanted, found: found.clone() }))
            .collect()
    }
}
