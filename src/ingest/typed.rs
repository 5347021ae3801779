//! From the cells of one sheet to a [`TablePart`]: header, filter, computed columns, types.

mod currency;
mod days;
mod documents;
mod numbers;
mod reader;
mod sources;

use super::finding_cap::FindingCap;
use super::problem::IngestProblem;
use super::setting::ReadSetting;
use super::shape::header::Header;
use super::shape::layout::SheetLayout;
use super::shape::rows::{self, ChosenRows};
use super::table::{TablePart, Texts, TypedColumn};
use crate::diagnostic::Finding;
use crate::name::{self, Name};
use crate::place::Cell;
use crate::schema::ColumnRole;
use crate::sheet::Sheet;
use reader::ColumnReader;
use sources::{CellSource, Sources, origin, sources};
use std::collections::BTreeMap;

/// Reads the rows below `header` into typed columns.
pub(super) fn part(
    sheet: &Sheet,
    header: &Header,
    setting: &ReadSetting<'_>,
    findings: &mut Vec<Finding>,
) -> Option<TablePart> {
    let grid = &sheet.grid;
    if header.index + 1 >= header.end {
        findings.push(Finding::new(sheet.place(), IngestProblem::NoRows));
    }
    let ChosenRows { rows, count, filtered, scenarios } = rows::choose(sheet, header, setting, findings)?;
    let Sources { sources, rejected } = sources(sheet, header, setting, &rows, findings)?;
    let mut reader = ColumnReader {
        sheet,
        rows: &rows,
        setting,
        rejected,
        cap: FindingCap::new(sheet.place()),
        findings,
        product: sources.iter().find(|(_, role, _)| matches!(role, ColumnRole::Product)).map(|(.., cells)| cells),
        figures: sources
            .iter()
            .filter(|(_, role, _)| matches!(role, ColumnRole::Measure(..)))
            .map(|(.., cells)| cells)
            .collect(),
    };
    if let Some(finding) = reader.other_currency(header, &sources) {
        let stops = finding.stops();
        reader.findings.push(finding);
        if stops {
            return None;
        }
    }
    let mut columns = BTreeMap::new();
    let mut origins = BTreeMap::new();
    let mut scattered = BTreeMap::new();
    for (name, role, cells) in &sources {
        if let Some(column) = reader.read(name, header, *role, cells) {
            columns.insert(name.clone(), column);
        }
        let (CellSource::Sheet(column) | CellSource::Computed(_, column)) = cells else { continue };
        origins.insert(name.clone(), u32::try_from(origin(header, *column)).unwrap_or(0));
        if sheet.trace.is_some() {
            let of_row = |&row: &usize| sheet.original(grid.cell(row, *column)).column;
            scattered.insert(name.clone(), rows.iter().map(of_row).collect());
        }
    }
    drop_blank_measures(&mut columns);
    let ColumnReader { rejected, cap, .. } = reader;
    cap.close(findings);
    let read = sources.iter().filter_map(|(.., cells)| match cells {
        CellSource::Sheet(column) => Some(*column),
        _ => None,
    });
    let documents = documents::documents(sheet, header, &read.collect::<Vec<usize>>(), &rows);
    Some(TablePart {
        file: sheet.file.clone(),
        sheet: sheet.name.clone(),
        visible: sheet.visible,
        range: range(sheet, header),
        rows: rows.iter().map(|&row| sheet.original(grid.cell(row, 0)).row).collect(),
        rejected,
        columns,
        origins,
        scattered,
        count,
        documents,
        filtered,
        layout: SheetLayout::default(),
        other_encodings: Vec::new(),
        scenarios,
        money_factor: setting.units.money_factor(setting.input),
    })
}

/// A measure without a single figure is none that the export has. Where none has any, the rows are without figures.
fn drop_blank_measures(columns: &mut BTreeMap<Name, TypedColumn>) {
    let has_figures = |column: &TypedColumn| match column {
        TypedColumn::Number(numbers) => numbers.has_any(),
        _ => false,
    };
    if columns.values().any(has_figures) {
        columns.retain(|_, column| !matches!(column, TypedColumn::Number(_)) || has_figures(column));
    }
}

/// Header and rows in A1 notation.
fn range(sheet: &Sheet, header: &Header) -> String {
    let grid = &sheet.grid;
    let first = sheet.original(grid.cell(header.index, 0));
    let bottom = header.end.min(grid.height()).saturating_sub(1);
    let last = sheet.original(grid.cell(bottom, grid.width().saturating_sub(1)));
    format!("{}:{last}", Cell { column: 0, ..first })
}

impl ColumnReader<'_> {
    /// `None` when the whole column is a question to the user.
    fn read(&mut self, canonical: &str, header: &Header, role: ColumnRole, cells: &CellSource) -> Option<TypedColumn> {
        let label = match cells {
            CellSource::Sheet(column) => header.name_of(*column),
            CellSource::Computed(..) | CellSource::Constant(_) => canonical.to_owned(),
        };
        match role {
            ColumnRole::Product | ColumnRole::Customer | ColumnRole::Text => {
                Some(TypedColumn::Text(self.texts(&label, cells)))
            }
            ColumnRole::Measure(_, unit) => self.numbers(&label, cells, unit).map(TypedColumn::Number),
            ColumnRole::Date => self.days(&label, cells).map(TypedColumn::Day),
            ColumnRole::Period => self.whens(&label, cells).map(TypedColumn::When),
        }
    }

    fn texts(&mut self, label: &str, cells: &CellSource) -> Texts {
        self.distinct(label, cells, |value| {
            let text = name::tidy(&value.as_text()?);
            (!text.is_empty()).then(|| text.into())
        })
    }
}
