//! Which fact a table has, and which of its columns is which: by their usual names and by what they hold. A column that
//! is the only one of its kind is taken without its name, and the draft says so.

use super::draft::{DraftColumn, DraftHeader};
use super::found::{Across, ColumnKind, ColumnSurvey, SheetSurvey, TableSurvey};
use super::synonyms::{EXACT, SURE, fit, hints, names};
use crate::expression::quoted_name;
use crate::ingest::shape::scenario::{self, Scenario};
use crate::name;
use crate::schema::{ColumnRole, ColumnSpec, FACTS, FactKind, FactSchema, Presence};

/// How well a fact fits a table.
pub(crate) struct Recognised {
    pub(crate) fact: &'static FactKind,
    pub(crate) columns: Vec<DraftColumn>,
    /// What the fact needs and the table does not show, with the columns that could be it.
    pub(crate) missing: Vec<(&'static str, Vec<String>)>,
    /// Whether a name of the file, the sheet or a measure speaks for the fact.
    pub(crate) is_likely: bool,
    /// Whether what the table shows may be something else.
    is_vague: bool,
    score: u32,
}

impl Recognised {
    /// Whether it has all that the fact needs.
    pub(crate) const fn is_complete(&self) -> bool {
        self.missing.is_empty() && !self.is_vague
    }
}

/// The fact that fits best; nothing where a table has no rows, or months of no year.
pub(crate) fn recognise(sheet: &SheetSurvey, table: &TableSurvey, file: &str) -> Option<Recognised> {
    if table.rows.data == 0 || table.across.as_ref().is_some_and(|across| !across.has_year) {
        return None;
    }
    let context = context(sheet, file);
    let all: Vec<Recognised> =
        FACTS.iter().map(|fact| Fitting { fact, table, by_kind: true, context: &context }.fit()).collect();
    let rank = |found: &Recognised| {
        (found.is_complete(), found.is_likely, found.score, std::cmp::Reverse((found.missing.len(), found.fact)))
    };
    all.into_iter().max_by_key(rank)
}

/// A table as if it had the first of all facts, whatever speaks for that.
pub(crate) fn as_first_fact(table: &TableSurvey) -> Recognised {
    let found = Fitting { fact: &FACTS[0], table, by_kind: false, context: "" }.fit();
    Recognised { is_likely: false, is_vague: true, ..found }
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

/// A fact beside a table that it may fit.
struct Fitting<'a> {
    fact: &'a FactSchema<'static>,
    table: &'a TableSurvey,
    /// Whether a column may be taken because it is the only one of its kind.
    by_kind: bool,
    context: &'a str,
}

impl Fitting<'_> {
    fn fit(&self) -> Recognised {
        let is_hinted = hints(self.fact.kind).iter().any(|hint| self.context.contains(hint));
        let mut found = Recognised {
            fact: self.fact.kind,
            columns: Vec::new(),
            missing: Vec::new(),
            is_likely: is_hinted,
            is_vague: false,
            score: if is_hinted { 40 } else { 0 },
        };
        let mut taken: Vec<u32> = Vec::new();
        let mut open: Vec<&ColumnSpec> = Vec::new();
        let required = self.fact.columns.iter().filter(|spec| spec.presence == Presence::Required);
        let optional = self.fact.columns.iter().filter(|spec| spec.presence == Presence::Optional);
        for spec in required.chain(optional) {
            let across = self.table.across.as_ref().filter(|_| !matches!(spec.role, ColumnRole::Product));
            match (spec.role, across) {
                (ColumnRole::Period, Some(_)) => {}
                (ColumnRole::Measure(..), Some(across)) => self.take_measure_across(spec, across, &mut found),
                _ if self.take_by_name(spec, &mut taken, &mut found) => {}
                _ if spec.presence == Presence::Required => open.push(spec),
                _ => {}
            }
        }
        for spec in open {
            self.take_the_only_one(spec, &mut taken, &mut found);
        }
        self.ask_for_alternatives(&mut found);
        let position = |canonical| self.fact.columns.iter().position(|spec| spec.name == canonical);
        found.columns.sort_by_key(|column| position(column.canonical));
        // A column called `amount` or a list of customers may be anything; the name of the file must say what.
        let may_be_another = match self.fact.kind {
            FactKind::Expansion => true,
            FactKind::Acquisition => found.columns.iter().all(|column| column.canonical != "new_customers"),
            _ => false,
        };
        if may_be_another && !is_hinted {
            found.is_likely = false;
            found.is_vague = true;
        }
        // Words around a table that shows next to nothing of the fact are about something else.
        let is_hopeless = found.missing.iter().any(|(_, possible)| possible.is_empty());
        if found.missing.len() > 2 || is_hopeless || found.columns.is_empty() {
            found.is_likely &= found.is_complete();
        }
        found
    }

    /// Under periods that stand across, a measure is a label.
    fn take_measure_across(&self, spec: &'static ColumnSpec, across: &Across, found: &mut Recognised) {
        let fit = |label: &String| fit(label, names(self.fact.kind, &spec.name));
        let best = across.measures.iter().max_by_key(|label| fit(label)).filter(|label| fit(label) > 0);
        if let Some(label) = best {
            let header = DraftHeader { name: label.clone(), own: label.clone() };
            found.score += fit(label);
            found.columns.push(DraftColumn { canonical: spec.name.as_ref(), header, why: None });
        } else if spec.presence == Presence::Required {
            match across.measures.as_slice() {
                // The one measure has no label; only words around it say what it is.
                [] => found.is_vague |= !found.is_likely,
                labels => found.missing.push((spec.name.as_ref(), labels.to_vec())),
            }
        }
    }

    fn take_by_name(&self, spec: &'static ColumnSpec, taken: &mut Vec<u32>, found: &mut Recognised) -> bool {
        let is_required = spec.presence == Presence::Required;
        let least = if is_required { 1 } else { EXACT };
        let possible = self.possible(spec, taken).into_iter().map(|column| (self.fit_of(column, spec), column));
        let best = possible
            .filter(|(fit, _)| *fit >= least)
            .max_by_key(|(fit, column)| (*fit, std::cmp::Reverse(column.column)));
        let Some((fit, column)) = best else { return false };
        found.score += if is_required { fit } else { fit / 2 };
        let speaks = if is_required { EXACT } else { SURE };
        found.is_likely |= fit >= speaks && matches!(spec.role, ColumnRole::Measure(..));
        take(spec, column, None, taken, found);
        true
    }

    /// What no name shows, its kind may; else it is a question.
    fn take_the_only_one(&self, spec: &'static ColumnSpec, taken: &mut Vec<u32>, found: &mut Recognised) {
        let possible = self.possible(spec, taken);
        let why = match spec.role {
            ColumnRole::Product | ColumnRole::Customer => "the only column of texts that is left",
            ColumnRole::Period => "the only column of days or periods",
            // Beside other figures it may be anything.
            ColumnRole::Measure(..) if found.is_likely && self.possible(spec, &[]).len() == 1 => {
                "the only column of figures"
            }
            ColumnRole::Measure(..) | ColumnRole::Date | ColumnRole::Text => "",
        };
        match possible.as_slice() {
            [only] if self.by_kind && !why.is_empty() => take(spec, only, Some(why), taken, found),
            _ => {
                let called = possible.iter().map(|column| DraftHeader::of(column).name).collect();
                found.missing.push((spec.name.as_ref(), called));
            }
        }
    }

    /// Columns of which a fact needs one.
    fn ask_for_alternatives(&self, found: &mut Recognised) {
        for alternatives in self.fact.one_of {
            if found.columns.iter().any(|column| alternatives.contains(&column.canonical)) {
                continue;
            }
            let Some(first) = self.fact.columns.iter().find(|spec| alternatives.contains(&spec.name.as_ref())) else {
                continue;
            };
            let taken: Vec<String> = found.columns.iter().map(|column| column.header.name.clone()).collect();
            let possible = self.possible(first, &[]).into_iter().map(|column| DraftHeader::of(column).name);
            found.missing.push((first.name.as_ref(), possible.filter(|name| !taken.contains(name)).collect()));
        }
    }

    fn possible(&self, spec: &'static ColumnSpec, taken: &[u32]) -> Vec<&ColumnSurvey> {
        let columns = self.table.columns.iter().filter(|column| !taken.contains(&column.column));
        columns.filter(|column| self.may_be(spec, column)).collect()
    }

    fn fit_of(&self, column: &ColumnSurvey, spec: &'static ColumnSpec) -> u32 {
        let best = |names: &str| fit(&column.name, names).max(fit(&column.own_name, names));
        let wanted = best(names(self.fact.kind, &spec.name));
        // The first and the last day of something are no day of a line.
        let is_limit =
            || ["start", "end", "due"].iter().any(|limit| best(names(&FactKind::Contracts, limit)) > wanted.max(EXACT));
        if matches!(spec.role, ColumnRole::Period) && is_limit() { 0 } else { wanted }
    }

    /// Whether what a column holds can be what a fact wants.
    fn may_be(&self, spec: &'static ColumnSpec, column: &ColumnSurvey) -> bool {
        // A column without a heading that is mostly blank has remarks.
        let is_remarks = column.name.is_empty() && column.filled < column.blank;
        if is_remarks || (self.table.across.is_some() && column.kind.is_number()) {
            return false;
        }
        match spec.role {
            ColumnRole::Measure(..) => matches!(column.kind, ColumnKind::Whole | ColumnKind::Amount),
            ColumnRole::Date => {
                column.kind == ColumnKind::Day
                    || (column.kind == ColumnKind::Empty && spec.presence == Presence::Optional)
            }
            // Only the size of a market may be said for longer than a period.
            ColumnRole::Period => {
                column.kind == ColumnKind::Day
                    || (column.kind == ColumnKind::Period
                        && (column.longest_period <= 1 || *self.fact.kind == FactKind::Market))
            }
            ColumnRole::Product | ColumnRole::Text => matches!(column.kind, ColumnKind::Text | ColumnKind::Code),
            ColumnRole::Customer => {
                matches!(column.kind, ColumnKind::Text | ColumnKind::Code | ColumnKind::Whole)
                    && !is_ledger_account(column)
            }
        }
    }
}

fn take(
    spec: &'static ColumnSpec,
    column: &ColumnSurvey,
    why: Option<&'static str>,
    taken: &mut Vec<u32>,
    found: &mut Recognised,
) {
    taken.push(column.column);
    found.columns.push(DraftColumn { canonical: spec.name.as_ref(), header: DraftHeader::of(column), why });
}

/// `400000 Net revenue`: an account of the ledger, and no customer's.
fn is_ledger_account(column: &ColumnSurvey) -> bool {
    let has_number = |text: &String| {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        (3..=10).contains(&digits) && text[digits..].contains(char::is_alphabetic)
    };
    !column.examples.is_empty() && column.examples.iter().all(has_number)
}

/// The condition that leaves the actuals, where a column tells them from plans or forecasts; files like this one may have
/// those where this one has none.
pub(crate) fn actuals_only(table: &TableSurvey) -> Option<String> {
    const MOST: usize = 12;
    let actuals = |column: &ColumnSurvey| {
        let said: Vec<Scenario> = column.examples.iter().map(|value| scenario::of(value)).collect::<Option<_>>()?;
        let at = said.iter().position(|said| *said == Scenario::Actual)?;
        let others = said.iter().any(|said| !matches!(said, Scenario::Actual | Scenario::Version));
        ((others && column.distinct <= MOST) || column.distinct == 1).then(|| column.examples[at].clone())
    };
    let (column, actual) = table.columns.iter().find_map(|column| Some((column, actuals(column)?)))?;
    Some(format!("{} = '{}'", quoted_name(&column.name), actual.replace('\'', "''")))
}
