//! Drafts: the `[[input]]` that would read a table, with the columns of a fact found by their usual names.

use super::found::{ColumnKind, ColumnSurvey, SheetSurvey, Survey, TableSurvey};
use super::pattern::{pattern, quoted};
use super::synonyms::{fit, hints, names};
use crate::name;
use crate::schema::{ColumnRole, ColumnSpec, FACTS, FactKind, FactSchema, Presence};

/// An `[[input]]` on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// `None` when no known fact fits.
    pub fact: Option<FactKind>,
    pub name: String,
    pub files: String,
    /// Sheets and tables that it is meant to read, by position.
    pub tables: Vec<(usize, usize)>,
    /// Canonical column and the header it comes from.
    pub columns: Vec<(&'static str, DraftHeader)>,
    pub crosstab: bool,
    pub sheet: Option<String>,
    /// As spreadsheets number it.
    pub header_row: Option<u32>,
    pub condition: Option<String>,
    /// Questions to the user: why, and the lines of which one settles it.
    pub doubts: Vec<(String, Vec<String>)>,
    /// Required columns that no header fits.
    pub missing: Vec<(&'static str, Vec<String>)>,
    /// Whether headers are called by their lowest label alone.
    pub by_lowest_label: bool,
}

/// A header as it is addressed, and its lowest label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftHeader {
    pub name: String,
    pub own: String,
}

/// The drafts for a file: one for each kind of table that a fact fits; where none does, one with what must be chosen.
pub fn drafts(survey: &Survey, file: &str) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for (at, sheet) in survey.sheets.iter().enumerate() {
        for (number, table) in sheet.tables.iter().enumerate() {
            let Some(found) = recognise(sheet, table, file) else { continue };
            let mut draft = found.draft(file, (at, number), table, sheet);
            match drafts.iter_mut().find(|known| known.reads_the_same_as(&draft)) {
                // The same columns in several sheets are one input.
                Some(known) => known.tables.append(&mut draft.tables),
                None => drafts.push(draft),
            }
        }
    }
    if drafts.is_empty() {
        drafts.extend(unrecognised(survey, file));
    }
    name_apart(&mut drafts, survey);
    drafts
}

impl Draft {
    fn reads_the_same_as(&self, other: &Self) -> bool {
        self.fact == other.fact
            && self.columns == other.columns
            && self.crosstab == other.crosstab
            && self.condition == other.condition
            && self.tables.iter().all(|(sheet, _)| other.tables.iter().all(|(at, _)| at != sheet))
    }

    /// The draft with ever more pins: the first that reads what it shall is the one to paste.
    pub fn variants(&self, survey: &Survey) -> Vec<Self> {
        let mut variants = Vec::new();
        let first = self.tables.first().and_then(|&(sheet, table)| {
            let sheet = survey.sheets.get(sheet)?;
            Some((sheet.name.clone(), sheet.visible, sheet.tables.get(table)?.header.1))
        });
        let stacked = self.columns.iter().any(|(_, header)| header.name != header.own);
        let plain = Self { sheet: None, header_row: None, ..self.clone() };
        variants.push(plain.clone());
        if let Some((name, visible, bottom)) = first {
            let sheet = name.filter(|_| self.tables.len() == 1).map(|name| name.to_string());
            let pinned = Self { sheet: sheet.clone(), ..plain.clone() };
            if !visible {
                variants.clear();
            }
            if sheet.is_some() {
                variants.push(pinned.clone());
            }
            variants.push(Self { header_row: Some(bottom + 1), ..pinned });
        }
        if stacked {
            let lowest = variants.iter().map(|variant| Self { by_lowest_label: true, ..variant.clone() });
            let lowest: Vec<Self> = lowest.collect();
            variants.extend(lowest);
        }
        variants
    }

    /// The section as it is pasted into a pipeline file.
    pub fn toml(&self) -> String {
        let mut lines = vec!["[[input]]".to_owned(), format!("name = {}", quoted(&self.name))];
        match &self.fact {
            Some(fact) => lines.push(format!("fact = {}", quoted(fact.name()))),
            None => {
                lines.push("fact = \"revenue\"  # none of the known facts fits: choose one".to_owned());
            }
        }
        lines.push(format!("files = {}", quoted(&self.files)));
        lines.extend(self.sheet.as_ref().map(|sheet| format!("sheet = {}", quoted(sheet))));
        lines.extend(self.crosstab.then(|| "layout = \"crosstab\"".to_owned()));
        lines.extend(self.header_row.map(|row| format!("header_row = {row}")));
        lines.extend(self.condition.as_ref().map(|condition| format!("where = {}", quoted(condition))));
        for (why, choices) in &self.doubts {
            lines.push(format!("# choose one: {}", one_line(why)));
            lines.extend(choices.iter().map(|line| format!("# {line}")));
        }
        lines.push("[input.columns]".to_owned());
        for (canonical, header) in &self.columns {
            let header = if self.by_lowest_label { &header.own } else { &header.name };
            lines.push(format!("{canonical} = {}", quoted(header)));
        }
        for (canonical, candidates) in &self.missing {
            let candidates: Vec<String> = candidates.iter().take(6).map(|name| quoted(name)).collect();
            let candidates =
                if candidates.is_empty() { "no column could be it".to_owned() } else { candidates.join(" or ") };
            lines.push(format!("# {canonical} = {candidates}"));
        }
        lines.push(String::new());
        lines.join("\n")
    }
}

/// A fact that fits a table.
struct Recognised {
    fact: &'static FactKind,
    columns: Vec<(&'static str, DraftHeader)>,
    score: u32,
}

impl Recognised {
    fn draft(self, file: &str, at: (usize, usize), table: &TableSurvey, sheet: &SheetSurvey) -> Draft {
        let used: Vec<&ColumnSurvey> = table
            .columns
            .iter()
            .filter(|column| self.columns.iter().any(|(_, header)| header.name == column.name))
            .collect();
        let mut doubts: Vec<(String, Vec<String>)> = Vec::new();
        for column in used {
            let Some((why, lines)) = &column.doubt else { continue };
            // One column that reads one way decides for the others of its kind.
            let settled = lines.iter().any(|line| line.starts_with("decimal")) && has_clear_figures(table, column);
            if !settled && doubts.iter().all(|(_, known)| known != lines) {
                doubts.push((format!("in `{}` {why}", column.name), lines.clone()));
            }
        }
        let _ = sheet;
        Draft {
            fact: Some(self.fact.clone()),
            name: self.fact.name().to_owned(),
            files: pattern(file),
            tables: vec![at],
            columns: self.columns,
            crosstab: table.across.is_some(),
            sheet: None,
            header_row: None,
            condition: actuals_only(table),
            doubts,
            missing: Vec::new(),
            by_lowest_label: false,
        }
    }
}

fn has_clear_figures(table: &TableSurvey, doubted: &ColumnSurvey) -> bool {
    table.columns.iter().any(|column| {
        column.column != doubted.column
            && column.kind == ColumnKind::Amount
            && column.doubt.is_none()
            && column.filled > 0
    })
}

/// The fact that fits best, if one has all it needs.
fn recognise(sheet: &SheetSurvey, table: &TableSurvey, file: &str) -> Option<Recognised> {
    if table.rows.data == 0 || table.across.as_ref().is_some_and(|across| !across.has_year) {
        return None;
    }
    let context = context(sheet, file);
    let fits = FACTS.iter().filter_map(|fact| recognise_fact(fact, table, &context));
    fits.max_by_key(|found| (found.score, std::cmp::Reverse(found.fact)))
}

/// Everything around a table that may say what it is about.
fn context(sheet: &SheetSurvey, file: &str) -> String {
    let mut context = name::fold(file);
    context.push(' ');
    context.push_str(&name::fold(sheet.name.as_deref().unwrap_or_default()));
    for (_, line) in &sheet.lines {
        context.push(' ');
        context.push_str(&name::fold(line));
    }
    context
}

fn recognise_fact(fact: &FactSchema<'static>, table: &TableSurvey, context: &str) -> Option<Recognised> {
    let is_hinted = hints(fact.kind).iter().any(|hint| context.contains(hint));
    let mut columns: Vec<(&'static str, DraftHeader)> = Vec::new();
    let mut taken: Vec<u32> = Vec::new();
    let mut score = 0;
    let required = fact.columns.iter().filter(|spec| spec.presence == Presence::Required);
    let optional = fact.columns.iter().filter(|spec| spec.presence == Presence::Optional);
    for spec in required.chain(optional) {
        if let Some(across) = &table.across {
            match spec.role {
                ColumnRole::Period => continue,
                ColumnRole::Measure(..) => {
                    let label = across.measures.iter().max_by_key(|label| fit(label, names(fact.kind, &spec.name)));
                    let label = label.filter(|label| fit(label, names(fact.kind, &spec.name)) > 0);
                    if let Some(label) = label {
                        score += fit(label, names(fact.kind, &spec.name));
                        columns.push((spec.name.as_ref(), DraftHeader { name: label.clone(), own: label.clone() }));
                    } else if spec.presence == Presence::Required && !(across.measures.is_empty() && is_hinted) {
                        return None;
                    }
                    continue;
                }
                _ => {}
            }
        }
        let best = table
            .columns
            .iter()
            .filter(|column| !taken.contains(&column.column) && may_be(fact.kind, spec, column, table))
            .map(|column| (fit_of(column, fact.kind, spec), column))
            .filter(|(fit, _)| *fit > if spec.presence == Presence::Required { 0 } else { 60 })
            .max_by_key(|(fit, column)| (*fit, std::cmp::Reverse(column.column)));
        match best {
            Some((fit, column)) => {
                taken.push(column.column);
                score += if spec.presence == Presence::Required { fit } else { fit / 2 };
                columns.push((
                    spec.name.as_ref(),
                    DraftHeader { name: column.name.clone(), own: column.own_name.clone() },
                ));
            }
            None if spec.presence == Presence::Required => return None,
            None => {}
        }
    }
    for alternatives in fact.one_of {
        let have = |name: &&str| columns.iter().any(|(canonical, _)| canonical == name);
        if !alternatives.iter().any(have) {
            return None;
        }
    }
    // A column called `amount` or a list of customers may be anything; the name of the file must say what.
    let is_vague = match fact.kind {
        FactKind::Expansion => true,
        FactKind::Acquisition => !columns.iter().any(|(canonical, _)| *canonical == "new_customers"),
        _ => false,
    };
    if is_vague && !is_hinted {
        return None;
    }
    score += if is_hinted { 40 } else { 0 };
    columns.sort_by_key(|(canonical, _)| fact.columns.iter().position(|spec| spec.name == *canonical));
    Some(Recognised { fact: fact.kind, columns, score })
}

fn fit_of(column: &ColumnSurvey, fact: &FactKind, spec: &ColumnSpec) -> u32 {
    let names = names(fact, &spec.name);
    fit(&column.name, names).max(fit(&column.own_name, names))
}

/// Whether what a column holds can be what a fact wants.
fn may_be(fact: &FactKind, spec: &ColumnSpec, column: &ColumnSurvey, table: &TableSurvey) -> bool {
    if column.name.is_empty() || (table.across.is_some() && column.kind.is_number()) {
        return false;
    }
    match spec.role {
        ColumnRole::Measure(..) => column.kind.is_number(),
        ColumnRole::Date => {
            column.kind == ColumnKind::Day || (column.kind == ColumnKind::Empty && spec.presence == Presence::Optional)
        }
        // Only the size of a market may be said for longer than a period.
        ColumnRole::Period => {
            column.kind == ColumnKind::Day
                || (column.kind == ColumnKind::Period && (column.longest_period <= 1 || *fact == FactKind::Market))
        }
        ColumnRole::Product | ColumnRole::Text => matches!(column.kind, ColumnKind::Text | ColumnKind::Code),
        ColumnRole::Customer => matches!(column.kind, ColumnKind::Text | ColumnKind::Code | ColumnKind::Whole),
    }
}

/// A column that tells actuals from a budget.
fn actuals_only(table: &TableSurvey) -> Option<String> {
    let is_scenario = |column: &&ColumnSurvey| {
        let called = name::fold(&column.name);
        ["scenario", "version", "case", "시나리오", "버전", "szenario"].contains(&called.as_str())
            && column.distinct <= 6
    };
    let column = table.columns.iter().find(is_scenario)?;
    let among =
        |words: &[&str]| column.examples.iter().find(|value| words.contains(&name::fold(value).as_str())).cloned();
    let actual = among(&["actual", "actuals", "실적", "ist"])?;
    among(&["budget", "plan", "forecast", "예산", "계획", "전망"])?;
    Some(format!("{} = '{}'", sql_name(&column.name), actual.replace('\'', "''")))
}

fn sql_name(name: &str) -> String {
    let plain =
        name.chars().all(|c| c.is_alphanumeric() || c == '_') && !name.starts_with(|c: char| c.is_ascii_digit());
    if plain { name.to_owned() } else { format!("\"{}\"", name.replace('"', "\"\"")) }
}

/// The draft for a file in which nothing is recognised: what can be filled in is, and the rest are questions.
fn unrecognised(survey: &Survey, file: &str) -> Option<Draft> {
    let tables = survey
        .sheets
        .iter()
        .enumerate()
        .filter(|(_, sheet)| sheet.visible)
        .flat_map(|(at, sheet)| sheet.tables.iter().enumerate().map(move |(number, table)| ((at, number), table)));
    let (at, table) = tables.filter(|(_, table)| table.rows.data > 0).max_by_key(|((sheet, number), table)| {
        (table.confidence.level, table.rows.data * table.columns.len(), std::cmp::Reverse((*sheet, *number)))
    })?;
    let fact = FactKind::Revenue.schema();
    let mut columns = Vec::new();
    let mut missing = Vec::new();
    for spec in fact.columns.iter().filter(|spec| spec.presence == Presence::Required) {
        if table.across.is_some() && matches!(spec.role, ColumnRole::Period) {
            continue;
        }
        if let Some(across) = table.across.as_ref().filter(|_| matches!(spec.role, ColumnRole::Measure(..))) {
            if !across.measures.is_empty() {
                missing.push((spec.name.as_ref(), across.measures.clone()));
            }
            continue;
        }
        let possible = || table.columns.iter().filter(|column| may_be(fact.kind, spec, column, table));
        let best = possible().map(|column| (fit_of(column, fact.kind, spec), column)).max_by_key(|(fit, _)| *fit);
        match best.filter(|(fit, _)| *fit > 0) {
            Some((_, column)) => {
                columns.push((
                    spec.name.as_ref(),
                    DraftHeader { name: column.name.clone(), own: column.own_name.clone() },
                ));
            }
            None => missing.push((spec.name.as_ref(), possible().map(|column| column.name.clone()).collect())),
        }
    }
    let sheet = survey.sheets.get(at.0)?;
    Some(Draft {
        fact: None,
        name: stem(file),
        files: pattern(file),
        tables: vec![at],
        columns,
        crosstab: table.across.is_some(),
        sheet: sheet.name.as_ref().filter(|_| survey.sheets.len() > 1).map(ToString::to_string),
        header_row: None,
        condition: actuals_only(table),
        doubts: Vec::new(),
        missing,
        by_lowest_label: false,
    })
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

fn stem(file: &str) -> String {
    file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_owned()
}

fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
