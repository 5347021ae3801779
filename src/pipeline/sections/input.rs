//! `[[input]]`: one kind of export.

use super::columns::{self, ColumnSource};
use super::durations::Durations;
use super::files;
use super::lie::{self, HeaderRows, Layout, SheetChoice};
use super::measures::{self, CustomFacts};
use super::money::{self, InputUnit, MoneyColumns};
use super::rows::{self, Absent, Duplicates, Overlap, Totals, Within};
use super::tolerance::Tolerance;
use crate::calendar;
use crate::expression::Expression;
use crate::pipeline::due::Due;
use crate::pipeline::entry::Entry;
use crate::pipeline::keys::{Names, Section};
use crate::pipeline::problem::{CustomProblem, PipelineProblem};
use crate::prose::toml_string;
use crate::schema::FactKind;
use crate::values::{DateOrder, DecimalMark, ENCODINGS, Encoding};
use std::collections::BTreeMap;
use std::sync::Arc;
use strum::{EnumString, VariantNames};

/// One `[[input]]`: where an export lies and how its columns are called.
#[derive(Debug, Clone)]
pub struct Input {
    pub name: Arc<str>,
    pub fact: FactKind,
    /// Globs relative to [`Pipeline::root`](crate::pipeline::Pipeline::root).
    pub files: Vec<String>,
    pub pick: Pick,
    pub sheet: SheetChoice,
    pub header_row: Option<HeaderRows>,
    pub layout: Layout,
    pub required: bool,
    /// When the export of a period must be there.
    pub due: Option<Due>,
    pub totals: Totals,
    /// How far a stated total may lie from its sum: `tolerance` of `[quality]`.
    pub tolerance: Tolerance,
    pub duplicates: Duplicates,
    pub overlap: Overlap,
    pub absent: Absent,
    pub within: Within,
    /// ISO code of its money; `None` = the reporting currency. A currency column goes before it.
    pub currency: Option<Arc<str>>,
    /// The currency whose signs its money may wear: its own, else the reporting one.
    pub signs: Option<Arc<str>>,
    /// What a 1 in a money cell stands for.
    pub unit: InputUnit,
    pub decimal: DecimalMark,
    pub dates: DateOrder,
    /// What times in columns of figures count; `None` where nobody has said.
    pub durations: Option<Durations>,
    pub encoding: Encoding,
    /// SQL condition over the export's own columns.
    pub condition: Option<Expression>,
    /// Canonical name → where it comes from.
    pub columns: BTreeMap<String, ColumnSource>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, EnumString, VariantNames)]
#[strum(serialize_all = "snake_case")]
pub enum Pick {
    #[default]
    All,
    Newest,
}

/// The inputs, and the first one that has money in it.
#[derive(Default)]
pub(crate) struct DeclaredInputs {
    pub(crate) all: Vec<Input>,
    pub(crate) first_money: Option<MoneyColumns>,
    /// The facts that the pipeline declares.
    pub(crate) facts: CustomFacts,
    names: Names,
}

/// What the rest of the file says about all inputs.
pub(crate) struct Usual<'a> {
    /// ISO code of the reporting currency.
    pub(crate) currency: Option<&'a str>,
    /// Whether there are rates from others to it.
    pub(crate) has_rates: bool,
    /// Of `[quality]`.
    pub(crate) tolerance: &'a Tolerance,
}

pub(crate) fn read_all(mut sections: Vec<Section>, usual: &Usual<'_>) -> DeclaredInputs {
    let (facts, declared) = measures::read_all(&mut sections);
    let mut inputs = DeclaredInputs { facts, ..DeclaredInputs::default() };
    for (section, declared) in sections.into_iter().zip(declared) {
        let input = read(section, &declared, usual, &mut inputs);
        inputs.all.push(input);
    }
    inputs
}

fn read(mut section: Section, declared: &[String], usual: &Usual<'_>, inputs: &mut DeclaredInputs) -> Input {
    let duplicate = |name, first_line| PipelineProblem::DuplicateInput { name, first_line };
    let name = section.unique_text("name", &mut inputs.names, duplicate);
    let fact = fact(&mut section, &inputs.facts);
    // Rows of a warehouse have the names that the query gives them.
    let from_warehouse = section.has("connection") || section.has("query");
    section.later("connection");
    section.later("query");
    section.later_when_true("push_down");
    let files = if from_warehouse { section.get("files") } else { section.required("files") };
    let currency = section.get("currency").and_then(|entry| Some((entry, money::currency(entry)?)));
    let code = currency.map(|(_, code)| Arc::from(code));
    let decimal = section.choice("decimal", DecimalMark::WORDS).unwrap_or_default();
    let dates = section.get("dates").and_then(dates).unwrap_or_default();
    let input = Input {
        name: name.into(),
        // One that is missing is reported, and stands for any.
        fact: fact.clone().unwrap_or(FactKind::Revenue),
        files: files.map(files::read).unwrap_or_default(),
        pick: section.word("pick"),
        sheet: section.get("sheet").and_then(lie::sheet).unwrap_or_default(),
        header_row: section.get("header_row").and_then(lie::header_row),
        layout: section.word("layout"),
        required: section.flag("required").unwrap_or(true),
        due: Due::read(&mut section, fact.as_ref()),
        totals: section.word("totals"),
        tolerance: usual.tolerance.clone(),
        duplicates: section.word("duplicates"),
        overlap: section.get("overlap").and_then(|entry| rows::overlap(entry, fact.as_ref())).unwrap_or_default(),
        absent: section.word("absent"),
        within: section.word("within"),
        signs: code.clone().or_else(|| usual.currency.map(Into::into)),
        currency: code,
        durations: section.get("durations").and_then(Entry::word),
        unit: section.choice("unit", &money::units()).unwrap_or_default(),
        encoding: section.choice("encoding", ENCODINGS).unwrap_or_default(),
        condition: section.get("where").and_then(columns::expression),
        // The last: what it knows as keys of the section are all that were asked for.
        columns: columns::read(&mut section, fact.as_ref().filter(|_| !from_warehouse), declared, decimal, &dates),
        decimal,
        dates,
    };
    section.finish();
    let money = fact
        .and_then(|fact| money::of_columns(if name.is_empty() { fact.name() } else { name }, &fact, &input.columns));
    if let Some(((entry, currency), reporting)) = currency.zip(usual.currency)
        && money.is_some()
        && !usual.has_rates
        && currency != reporting
    {
        let (currency, reporting) = (currency.to_owned(), reporting.to_owned());
        entry.problem(PipelineProblem::FxMissing { currency, reporting });
    }
    if inputs.first_money.is_none() {
        inputs.first_money = money;
    }
    input
}

fn fact(section: &mut Section, own: &CustomFacts) -> Option<FactKind> {
    let entry = section.required("fact")?;
    let fact = entry.text()?;
    let known = fact.parse().ok().or_else(|| own.find(fact));
    // Measures that could not be read have a finding of their own.
    if known.is_none() && !section.has("measures") {
        entry.problem(CustomProblem::UnknownFact { fact: fact.to_owned(), own: own.names() });
    }
    known
}

impl Input {
    /// The line of the pipeline that takes fewer rows: those of its condition, if any, for which another holds, too.
    pub(crate) fn narrowed(&self, condition: &str) -> String {
        let whole = match &self.condition {
            Some(own) => format!("({}) AND {condition}", own.text),
            None => condition.to_owned(),
        };
        format!("where = {}", toml_string(&whole))
    }
}

fn dates(entry: Entry) -> Option<DateOrder> {
    let written = entry.text()?;
    if let Some((_, order)) = DateOrder::WORDS.iter().find(|(word, _)| *word == written) {
        return Some(order.clone());
    }
    match written {
        pattern if pattern.contains('%') => {
            if !calendar::is_pattern(pattern) {
                entry.problem(PipelineProblem::BadDatePattern { pattern: pattern.to_owned() });
                return None;
            }
            Some(DateOrder::Pattern(pattern.to_owned()))
        }
        other => {
            let words: Vec<&str> = DateOrder::WORDS.iter().map(|(word, _)| *word).collect();
            entry.not_among(other, &words, Some("a strftime pattern"))
        }
    }
}
