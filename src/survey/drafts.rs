//! The drafts for a file: one for each kind of table that a fact fits; where none does, one with what must be chosen.

use super::draft::{Draft, DraftColumn, DraftFact};
use super::found::{ColumnKind, ColumnSurvey, SheetSurvey, Survey, TableSurvey};
use super::pattern::pattern;
use super::recognise::{Recognised, actuals_only, as_first_fact, recognise};
use crate::amount::Unit;
use crate::ingest::shape::unit_line;
use crate::schema::{ColumnRole, FactKind};
use crate::values::number;

/// The drafts for the file of a name.
pub fn drafts(survey: &Survey, file: &str) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut unfinished: Vec<Candidate<'_>> = Vec::new();
    for (at, sheet) in survey.sheets.iter().enumerate() {
        for (number, table) in sheet.tables.iter().enumerate() {
            let found = recognise(sheet, table, file);
            let candidate = Candidate { at: (at, number), sheet, table, found };
            if candidate.found.as_ref().is_none_or(|found| !found.is_complete()) {
                unfinished.push(candidate);
                continue;
            }
            let mut draft = candidate.draft(file, None);
            match drafts.iter_mut().find(|known| known.reads_the_same_as(&draft)) {
                // The same columns in several sheets are one input.
                Some(known) => known.tables.append(&mut draft.tables),
                None => drafts.push(draft),
            }
        }
    }
    if drafts.is_empty() {
        drafts.extend(unrecognised(survey, unfinished, file));
    }
    name_apart(&mut drafts, survey);
    drafts
}

/// A table with the fact that fits it best.
struct Candidate<'a> {
    at: (usize, usize),
    sheet: &'a SheetSurvey,
    table: &'a TableSurvey,
    found: Option<Recognised>,
}

impl Candidate<'_> {
    fn fact(&self) -> DraftFact {
        match &self.found {
            Some(found) if found.is_complete() => DraftFact::Known(found.fact),
            Some(found) if found.is_likely && !found.missing.is_empty() => DraftFact::Likely(found.fact),
            // Months across are figures of something; a list of other things may be no export at all.
            Some(found) if found.missing.is_empty() && self.table.across.is_some() => DraftFact::Assumed(found.fact),
            Some(_) | None => DraftFact::Unknown,
        }
    }

    fn draft(self, file: &str, sheet: Option<String>) -> Draft {
        let fact = self.fact();
        let Self { at, table, mut found, .. } = self;
        if fact == DraftFact::Unknown {
            found = Some(as_first_fact(table));
        }
        let (columns, missing) = found.map(|found| (found.columns, found.missing)).unwrap_or_default();
        let is_used = |column: &&ColumnSurvey| {
            columns.iter().any(|used| !column.name.is_empty() && used.header.name == column.name)
        };
        let mut doubts: Vec<(String, Vec<String>)> = Vec::new();
        for column in table.columns.iter().filter(is_used) {
            let Some((why, lines)) = &column.doubt else { continue };
            // One column that reads one way decides for the others of its kind.
            let settled = lines.iter().any(|line| line.starts_with("decimal")) && has_clear_figures(table, column);
            if !settled && doubts.iter().all(|(_, known)| known != lines) {
                doubts.push((format!("in `{}` {why}", column.name), lines.clone()));
            }
        }
        let currency = fact.readable().and_then(|fact| currency(fact, &columns, table));
        Draft {
            fact,
            name: fact.known().map_or_else(|| stem(file), |fact| fact.name().to_owned()),
            files: vec![pattern(file)],
            tables: vec![at],
            columns,
            crosstab: table.across.is_some(),
            sheet,
            header_row: None,
            condition: actuals_only(table),
            currency,
            doubts: if fact.readable().is_some() { doubts } else { Vec::new() },
            missing,
            by_lowest_label: false,
        }
    }
}

/// The currency whose sign the money wears, where it is not the dollar, which may be any.
fn currency(fact: &FactKind, columns: &[DraftColumn], table: &TableSurvey) -> Option<String> {
    if columns.iter().any(|column| column.canonical == "currency") {
        return None;
    }
    let schema = fact.schema();
    let is_money = |column: &&DraftColumn| {
        let role = schema.column(column.canonical).map(|spec| spec.role);
        matches!(role, Some(ColumnRole::Measure(_, Unit::Money)))
    };
    let is_mapped =
        |column: &&ColumnSurvey| columns.iter().filter(is_money).any(|money| money.header.name == column.name);
    let mut texts: Vec<&str> = Vec::new();
    for column in table.columns.iter().filter(is_mapped) {
        texts.extend(column.examples.iter().map(String::as_str));
        texts.extend(column.currency.or_else(|| unit_line::currency_of(&column.name)));
    }
    if let Some(across) = &table.across {
        texts.extend(across.examples.iter().map(String::as_str));
        let (first, last) = across.columns;
        let below = table.columns.iter().filter(|column| (first..=last).contains(&column.column));
        texts.extend(below.filter_map(|column| column.currency));
    }
    texts.iter().find_map(|text| number::foreign_currency(text, "USD"))?;
    let all = |code: &&str| texts.iter().all(|text| number::foreign_currency(text, code).is_none());
    number::CURRENCY_CODES.into_iter().find(all).map(str::to_owned)
}

fn has_clear_figures(table: &TableSurvey, doubted: &ColumnSurvey) -> bool {
    table.columns.iter().any(|column| {
        column.column != doubted.column
            && column.kind == ColumnKind::Amount
            && column.doubt.is_none()
            && column.filled > 0
    })
}

/// The draft for a file in which nothing has all that it needs: what can be filled in is, and the rest are questions.
fn unrecognised(survey: &Survey, candidates: Vec<Candidate<'_>>, file: &str) -> Option<Draft> {
    let mut visible: Vec<Candidate<'_>> =
        candidates.into_iter().filter(|candidate| candidate.sheet.visible && candidate.table.rows.data > 0).collect();
    let rank = |candidate: &Candidate<'_>| {
        let is_likely = candidate.fact() != DraftFact::Unknown;
        let size = candidate.table.rows.data * candidate.table.columns.len();
        (is_likely, candidate.table.confidence.level, size, std::cmp::Reverse(candidate.at))
    };
    let best = (0..visible.len()).max_by_key(|&at| rank(&visible[at]))?;
    let best = visible.swap_remove(best);
    let sheet = best.sheet.name.as_ref().filter(|_| survey.sheets.len() > 1).map(ToString::to_string);
    Some(best.draft(file, sheet))
}

/// Inputs have names of their own: of several alike, the sheet tells which.
fn name_apart(drafts: &mut [Draft], survey: &Survey) {
    let names: Vec<String> = drafts.iter().map(|draft| draft.name.clone()).collect();
    for (at, draft) in drafts.iter_mut().enumerate() {
        if names.iter().filter(|name| **name == draft.name).count() > 1 {
            let sheet = draft.tables.first().and_then(|(sheet, _)| survey.sheets.get(*sheet)?.name.clone());
            draft.name = match sheet {
                Some(sheet) => format!("{} {} {}", draft.name, sheet, at + 1),
                None => format!("{} {}", draft.name, at + 1),
            };
        }
    }
}

/// The name of a file without its folder and its extension.
pub(crate) fn stem(file: &str) -> String {
    let name = file.rsplit_once('/').map_or(file, |(_, name)| name);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
}
