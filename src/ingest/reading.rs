//! One file for one input: which of its sheets have the table, and in which shape.

use super::expression;
use super::files::{hidden_columns, hidden_rows};
use super::finding_cap::FindingCap;
use super::levels;
use super::problem::IngestProblem;
use super::setting::ReadSetting;
use super::shape::crosstab::Unpivoted;
use super::shape::header::{self, Header, WantedColumns, is_above_lines};
use super::shape::layout::{self, EarlierSheet, SeenSheet};
use super::shape::long_lines::HeaderLines;
use super::shape::merged::merged_figures;
use super::shape::said_scenarios::SaidScenarios;
use super::shape::scenario;
use super::shape::units::Units;
use super::shape::{crosstab, outline};
use super::table::TablePart;
use super::table_problem::TableProblem;
use super::typed;
use crate::calendar::FiscalCalendar;
use crate::diagnostic::Finding;
use crate::formats::{self, Book, FormatProblem, SourceFile, TextForm};
use crate::name;
use crate::pipeline::{ColumnSource, Input, Layout, SheetChoice};
use crate::place::Place;
use crate::schema::ColumnRole;
use crate::sheet::{Sheet, Value};
use std::collections::BTreeSet;

/// What a file gave one input.
#[derive(Default)]
pub(super) struct Read {
    /// `None` when it could not be opened.
    pub(super) source: Option<SourceFile>,
    pub(super) parts: Vec<TablePart>,
    pub(super) findings: Vec<Finding>,
}

/// What reading the files of an input needs.
pub(super) struct InputReading<'a> {
    pub(super) input: &'a Input,
    pub(super) calendar: &'a FiscalCalendar,
    /// The sheets of an earlier run.
    pub(super) earlier: &'a [EarlierSheet],
}

impl InputReading<'_> {
    /// Reads every sheet of the file that has the table, as rows or as a crosstab.
    pub(super) fn book(&self, book: &Book) -> Read {
        let mut read = Read { source: Some(book.source.clone()), ..Read::default() };
        self.sheets(book, &mut read.parts, &mut read.findings);
        read
    }

    fn sheets(&self, book: &Book, parts: &mut Vec<TablePart>, findings: &mut Vec<Finding>) {
        let chosen = choose(&self.input.sheet, &book.sheets);
        if chosen.is_empty() {
            findings.push(self.no_sheet(book));
            return;
        }
        let wanted = WantedColumns::by(self.input, expression::names(self.input));
        let mut closest: Option<(&Sheet, Header)> = None;
        let mut any = false;
        for sheet in chosen {
            if !sheet.visible {
                findings.push(Finding::new(sheet.place(), IngestProblem::HiddenSheet));
            }
            let before = findings.len();
            let (headers, partial) = match self.input.layout {
                Layout::Crosstab => (Vec::new(), None),
                Layout::Auto | Layout::Table => header::find_all(sheet, &wanted, self.input.header_row),
            };
            // A table that lacks nothing but a name in its SQL is no crosstab, however many days its lines have.
            let has_columns = |header: &Header| wanted.missing_from(header).is_empty();
            let is_named = !wanted.names.is_empty() && partial.as_ref().is_some_and(has_columns);
            if !headers.is_empty() {
                any = true;
                self.tables(sheet, headers, book.text.as_ref(), parts, findings);
            } else if (!is_named && self.crosstab(sheet, book.text.as_ref(), parts, findings))
                || findings.len() > before
            {
                // A crosstab that lacks its measure has said so.
                any = true;
            } else if let Some(header) = partial {
                let lacks = |h: &Header| wanted.missing_from(h).len();
                if closest.as_ref().is_none_or(|(_, best)| lacks(&header) < lacks(best)) {
                    closest = Some((sheet, header));
                }
            }
        }
        if !any {
            findings.extend(self.not_found(book, &wanted, closest));
        }
    }

    /// Reads every table of a sheet that has the columns.
    fn tables(
        &self,
        sheet: &Sheet,
        headers: Vec<Header>,
        text: Option<&TextForm>,
        parts: &mut Vec<TablePart>,
        findings: &mut Vec<Finding>,
    ) {
        let mut from = 0;
        for mut header in headers {
            let next = header.end;
            if let Err(finding) = header::choose(sheet, &mut header, self.input) {
                findings.push(finding);
                from = next;
                continue;
            }
            let figures = header::columns_of(self.input, &header, |role| matches!(role, ColumnRole::Measure(..)));
            let units = Units::of_table(sheet, &header, from, &figures);
            let setting = &ReadSetting { input: self.input, calendar: self.calendar, stored: sheet, units };
            let last_read = expression::columns_read(self.input, &header).into_iter().max().unwrap_or(0);
            let title = scenario::title(&sheet.grid, header.top);
            let (filled, header) = outline::fill(sheet, header, self.input, self.calendar, findings);
            let seen = SeenSheet { sheet, row: header.index, read: &filled, header: &header, setting, text };
            let lines = HeaderLines { top: header.top, bottom: header.index, end: header.end, last_read };
            parts.extend(part(&seen, &lines, title, findings));
            from = next;
        }
    }

    /// Whether the sheet is a crosstab of this input; if so its rows are in the table.
    fn crosstab(
        &self,
        sheet: &Sheet,
        text: Option<&TextForm>,
        parts: &mut Vec<TablePart>,
        findings: &mut Vec<Finding>,
    ) -> bool {
        if self.input.layout == Layout::Table {
            return false;
        }
        let (mut from, mut any) = (0, false);
        while let Some(mut crosstab) = crosstab::find(sheet, self.input, self.calendar, from) {
            let title = scenario::title(&sheet.grid, crosstab.top);
            crosstab.title = title
                .and_then(|(row, column)| Some(name::tidy(&sheet.grid.value(row, column).as_text()?)))
                .unwrap_or_default();
            // What follows a crosstab is read when it is a whole one too.
            let mut said = Vec::new();
            let unpivoted = crosstab.unpivot(sheet, self.input, self.calendar, &mut said);
            if unpivoted.is_some() || !any {
                findings.append(&mut said);
            }
            if let Some(Unpivoted { sheet: long, header, said }) = unpivoted {
                let first = crosstab.figures.iter().map(|figure| figure.column).min().unwrap_or(0);
                let units = Units::of_crosstab(sheet, from, crosstab.top..=crosstab.bottom, first, &said);
                let setting = &ReadSetting { input: self.input, calendar: self.calendar, stored: sheet, units };
                let seen = SeenSheet { sheet, row: crosstab.bottom, read: &long, header: &header, setting, text };
                let (top, bottom, end) = (crosstab.top, crosstab.bottom, crosstab.end);
                parts.extend(part(&seen, &HeaderLines { top, bottom, end, last_read: 0 }, title, findings));
                any = true;
            }
            from = crosstab.end;
            if self.input.header_row.is_some() {
                break;
            }
        }
        let notes = (from..sheet.grid.height()).filter(|&row| any && !sheet.grid.row_is_blank(row)).count();
        if let Some(part) = parts.last_mut().filter(|_| any) {
            part.count.read += notes;
            part.count.note += notes;
        }
        any
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
    fn not_found(&self, book: &Book, wanted: &WantedColumns<'_>, closest: Option<(&Sheet, Header)>) -> Vec<Finding> {
        let Some((sheet, header)) = closest else {
            let names = self.input.columns.values().filter_map(|source| match source {
                ColumnSource::Headers(names) => names.first().cloned(),
                _ => None,
            });
            let wanted = names.chain(expression::names(self.input)).collect();
            return vec![Finding::new(Place::File(book.source.name.clone()), IngestProblem::NoTable { wanted })];
        };
        let place = sheet.cell_place(sheet.grid.cell(header.index, 0));
        let missing = wanted.missing_from(&header).into_iter();
        let columns = missing
            .map(|wanted| layout::missing(wanted, sheet, &header, self.input, self.earlier, self.calendar))
            .map(|problem| Finding::new(place.clone(), problem));
        columns.chain(expression::unknown_names(self.input, sheet, &header)).collect()
    }
}

/// The rows of a sheet with the layout they were found in.
fn part(
    seen: &SeenSheet<'_>,
    lines: &HeaderLines,
    title: Option<(usize, usize)>,
    findings: &mut Vec<Finding>,
) -> Option<TablePart> {
    let mut part = typed::part(seen.read, seen.header, seen.setting, findings)?;
    part.reject_rows(lines.too_long(seen.sheet, findings).into_iter().map(|row| seen.sheet.grid.row_number(row)));
    part.layout = seen.layout();
    let damaged = damaged_rows(seen, &part, findings);
    part.reject_rows(damaged.into_iter());
    let speaks_of_sections = expression::names(seen.setting.input).iter().any(|name| is_above_lines(name));
    if !speaks_of_sections && !part.scenarios.iter().any(|said| is_above_lines(&said.column)) {
        part.scenarios.extend(title.and_then(|at| SaidScenarios::of_title(seen.sheet, at)));
    }
    if let Some(text) = seen.text {
        part.other_encodings.clone_from(&text.others.names);
        findings.extend(encoding_taken(&part, text));
    }
    findings.extend(merged_figures(seen.sheet, &part, seen.setting.input));
    let label = match seen.setting.input.columns.get("product") {
        Some(ColumnSource::Headers(names)) => seen.header.column_of_any(names).map(|at| seen.header.names[at].as_str()),
        _ => None,
    };
    findings.extend(levels::two_levels(&part, label.filter(|label| !label.is_empty()), seen.setting.input));
    findings.extend(hidden_rows(seen.sheet, &part.rows));
    findings.extend(hidden_columns(seen.sheet, part.columns_read()));
    Some(part)
}

/// The rows with a cell that is read and has a byte that is no text, each with a finding.
fn damaged_rows(seen: &SeenSheet<'_>, part: &TablePart, findings: &mut Vec<Finding>) -> Vec<u32> {
    let SeenSheet { read, header, setting, .. } = seen;
    if seen.sheet.lines.as_ref().is_none_or(|lines| !lines.is_damaged) {
        return Vec::new();
    }
    let in_sql: Vec<usize> = expression::names(setting.input).iter().filter_map(|name| header.column(name)).collect();
    let columns: BTreeSet<usize> = expression::columns_read(setting.input, header).into_iter().collect();
    let chosen: BTreeSet<u32> = part.rows.iter().copied().collect();
    let mut rows = Vec::new();
    let mut cap = FindingCap::new(read.place());
    for row in header.index + 1..header.end {
        for &column in &columns {
            let Value::Text(text) = read.grid.value(row, column) else { continue };
            let cell = read.grid.cell(row, column);
            let number = read.original(cell).row;
            // A condition looks at every row, before any is chosen.
            let is_read = chosen.contains(&number) || in_sql.contains(&column);
            if is_read && text.contains(char::REPLACEMENT_CHARACTER) {
                rows.push(number);
                let problem = FormatProblem::DamagedCell { text: text.to_owned() };
                cap.add(findings, Finding::new(read.cell_place(cell), problem));
            }
        }
    }
    cap.close(findings);
    rows
}

/// What is said of an encoding that was taken though another is nearly as plausible: where a text is read that would be
/// another one there.
fn encoding_taken(part: &TablePart, form: &TextForm) -> Option<Finding> {
    let other = form.others.names.first().filter(|_| form.others.close)?;
    let reread = |text: &str| formats::reread(text, form.encoding, other).filter(|read| read != text);
    part.columns.iter().find_map(|(name, column)| {
        let texts = column.try_as_text_ref()?;
        let (id, word, other_word) =
            texts.distinct().enumerate().find_map(|(id, word)| Some((id, word.to_string(), reread(word)?)))?;
        let row = (0..part.rows.len()).find(|&row| texts.id(row) == Some(id))?;
        let problem = TableProblem::EncodingTaken { taken: form.encoding, word, other, other_word };
        Some(Finding::new(part.place(row, name), problem))
    })
}

/// The sheets that an input means. A text file is its own only sheet, whatever the input calls it.
fn choose<'a>(choice: &SheetChoice, sheets: &'a [Sheet]) -> Vec<&'a Sheet> {
    let nameless = |sheet: &&Sheet| sheet.name.is_none();
    match choice {
        SheetChoice::Any => sheets.iter().filter(|sheet| sheet.visible).collect(),
        SheetChoice::Name(wanted) => {
            let exact: Vec<&Sheet> = sheets
                .iter()
                .filter(|s| nameless(s) || s.name.as_deref().is_some_and(|n| name::fold(n) == name::fold(wanted)))
                .collect();
            if !exact.is_empty() {
                return exact;
            }
            let Ok(glob) = globset::GlobBuilder::new(wanted).case_insensitive(true).build() else { return Vec::new() };
            let glob = glob.compile_matcher();
            sheets.iter().filter(|sheet| sheet.name.as_deref().is_some_and(|name| glob.is_match(name))).collect()
        }
        SheetChoice::Number(number) => {
            let index = number.checked_sub(1).and_then(|n| usize::try_from(n).ok());
            index.and_then(|index| sheets.get(index)).into_iter().collect()
        }
    }
}
