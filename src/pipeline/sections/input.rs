//! `[[input]]`: one kind of export.

use super::measures::{self, OwnFacts};
use super::{columns, files};
use crate::amount::{Amount, Unit};
use crate::pipeline::entry::Entry;
use crate::pipeline::keys::Section;
use crate::pipeline::problem::PipelineProblem;
use crate::pipeline::shape::{Expected, is_currency};
use crate::pipeline::unique::Names;
use crate::pipeline::{
    Absent, ColumnSource, Due, Duplicates, HeaderRows, Input, InputUnit, Layout, Overlap, Pick, SheetChoice, Tolerance,
    Totals,
};
use crate::schema::{FactKind, Role};
use crate::values::ENCODINGS;
use crate::values::{DateOrder, DecimalMark};
use chrono::format::{Item, StrftimeItems};
use std::collections::BTreeMap;
use toml::de::DeValue;

/// Rows of the largest sheet there is.
const LAST_ROW: u32 = 1_048_576;

/// Rows that a pinned header may take.
const TALLEST_HEADER: usize = 6;

/// The inputs that could be read, and the first one that has money in it.
#[derive(Default)]
pub(crate) struct Inputs {
    pub(crate) readable: Vec<Input>,
    pub(crate) first_money: Option<Money>,
    /// The facts that the pipeline declares.
    pub(crate) facts: OwnFacts,
    names: Names,
}

/// An input and its columns with money. It counts even when the input has problems of its own.
pub(crate) struct Money {
    pub(crate) input: String,
    pub(crate) columns: Vec<&'static str>,
}

/// `only` is the reporting currency where there are no rates, so that money of no other can be read.
pub(crate) fn read_all(mut sections: Vec<Section>, only: Option<&str>) -> Inputs {
    let (facts, declared) = measures::read_all(&mut sections);
    let mut inputs = Inputs { facts, ..Inputs::default() };
    for (section, declared) in sections.into_iter().zip(declared) {
        let input = read(section, &declared, only, &mut inputs);
        inputs.readable.extend(input);
    }
    inputs
}

fn read(mut section: Section, declared: &[&'static str], only: Option<&str>, inputs: &mut Inputs) -> Option<Input> {
    let name = section.required("name").and_then(|entry| {
        let name = entry.text()?;
        if let Some(first_line) = inputs.names.used_in_line(name, entry) {
            entry.problem(PipelineProblem::DuplicateInput { name: name.to_owned(), first_line });
        }
        Some(name)
    });
    let fact = fact(&mut section, &inputs.facts);
    // Rows of a warehouse have the names that the query gives them.
    let from_warehouse = section.has("connection") || section.has("query");
    section.later("connection");
    section.later("query");
    section.later_when_true("push_down");
    let files = if from_warehouse { section.get("files") } else { section.required("files") }.and_then(files::read);

    let pick = section.choice("pick", &[("all", Pick::All), ("newest", Pick::Newest)], &[]);
    let sheet = section.get("sheet").and_then(sheet);
    let layout = section.choice(
        "layout",
        &[("auto", Layout::Auto), ("table", Layout::Table), ("crosstab", Layout::Crosstab)],
        &[],
    );
    let header_row = section.get("header_row").and_then(header_row);
    let due = due(&mut section, fact);
    let required = section.flag("required");
    let currency = section.get("currency").and_then(|entry| Some((entry, currency(entry)?)));
    let unit = section.choice("unit", &units(), &[]);
    let decimal = section.choice("decimal", DecimalMark::WORDS, &[]);
    let dates = section.get("dates").and_then(dates);
    let encoding = section.choice("encoding", ENCODINGS, &[]);
    let totals = section.choice("totals", &[("check", Totals::Check), ("ignore", Totals::Ignore)], &[]);
    let duplicates = section.choice(
        "duplicates",
        &[("warn", Duplicates::Warn), ("drop", Duplicates::Drop), ("stop", Duplicates::Stop)],
        &[],
    );
    let overlap = section.get("overlap").and_then(|entry| overlap(entry, fact));
    let absent = section.choice("absent", &[("auto", Absent::Auto), ("zero", Absent::Zero), ("gap", Absent::Gap)], &[]);
    let condition = section.text("where").map(str::to_owned);
    let decimal = decimal.unwrap_or(DecimalMark::Auto);
    let dates = dates.unwrap_or(DateOrder::Auto);
    let columns = columns::read(&mut section, fact.filter(|_| !from_warehouse), declared, decimal, &dates);
    section.finish();
    let money = fact.and_then(|fact| money(name.unwrap_or(fact.name()), fact, &columns));
    if let Some(((entry, currency), reporting)) = currency.zip(only).filter(|_| money.is_some())
        && currency != reporting
    {
        let problem = PipelineProblem::FxMissing { currency: currency.to_owned(), reporting: reporting.to_owned() };
        entry.problem(problem);
    }
    if inputs.first_money.is_none() {
        inputs.first_money = money;
    }
    Some(Input {
        name: name?.into(),
        fact: fact?,
        files: files?,
        pick: pick.unwrap_or(Pick::All),
        sheet: sheet.unwrap_or(SheetChoice::Any),
        header_row,
        required: required.unwrap_or(true),
        due,
        layout: layout.unwrap_or(Layout::Auto),
        totals: totals.unwrap_or(Totals::Check),
        tolerance: Tolerance::default(),
        duplicates: duplicates.unwrap_or(Duplicates::Warn),
        overlap: overlap.unwrap_or_default(),
        absent: absent.unwrap_or(Absent::Auto),
        currency: currency.map(|(_, code)| code.into()),
        signs: None,
        unit: unit.unwrap_or(InputUnit::Auto),
        decimal,
        dates,
        encoding: encoding.unwrap_or_default(),
        condition,
        columns,
    })
}

/// A list without periods has none that could stand in two files.
/// When the export of a period must be there, and who delivers it.
fn due(section: &mut Section, fact: Option<FactKind>) -> Option<Due> {
    let owner = section.text("owner").map(Into::into);
    let entry = section.get("due")?;
    let text = entry.text()?;
    if let Some(fact @ (FactKind::Contracts | FactKind::Milestones | FactKind::Plan)) = fact {
        return entry.bad_value("an input whose rows fall into periods", fact.name());
    }
    let (days, kind) =
        Due::parse(text).or_else(|| entry.bad_value("days after the period, such as `5 working days`", text))?;
    Some(Due { days, kind, owner })
}

fn overlap(entry: Entry, fact: Option<FactKind>) -> Option<Overlap> {
    const CHOICES: [(&str, Overlap); 4] =
        [("auto", Overlap::Auto), ("sum", Overlap::Sum), ("latest", Overlap::Latest), ("stop", Overlap::Stop)];
    let overlap = entry.choice(&CHOICES, &[])?;
    if overlap != Overlap::Auto && matches!(fact, Some(FactKind::Contracts | FactKind::Milestones)) {
        let expected = "`auto` for a list without periods, where `pick = \"newest\"` takes the last delivery";
        return entry.bad_value(expected, entry.any_text()?);
    }
    Some(overlap)
}

fn money(input: &str, fact: FactKind, mapped: &BTreeMap<String, ColumnSource>) -> Option<Money> {
    let columns = fact.schema().columns.iter();
    let columns: Vec<_> = columns
        .filter(|column| matches!(column.role, Role::Measure(_, Unit::Money)) && mapped.contains_key(column.name))
        .map(|column| column.name)
        .collect();
    (!columns.is_empty()).then(|| Money { input: input.to_owned(), columns })
}

fn fact(section: &mut Section, own: &OwnFacts) -> Option<FactKind> {
    let entry = section.required("fact")?;
    let fact = entry.text()?;
    let known = FactKind::parse(fact).or_else(|| own.find(fact));
    // Measures that could not be read have a finding of their own.
    if known.is_none() && !section.has("measures") {
        entry.problem(PipelineProblem::UnknownFact { fact: fact.to_owned(), own: own.names() });
    }
    known
}

fn sheet(entry: Entry) -> Option<SheetChoice> {
    match entry.raw() {
        DeValue::String(_) => entry.text().map(|name| SheetChoice::Name(name.to_owned())),
        DeValue::Integer(_) => entry.integer(&(1..=u32::MAX), "a position from 1").map(SheetChoice::Number),
        _ => entry.wrong_type(Expected::Sheet),
    }
}

/// One row, or a list of rows that follow each other.
fn header_row(entry: Entry) -> Option<HeaderRows> {
    let row = |entry: Entry| entry.integer(&(1..=LAST_ROW), "a row from 1 to 1048576");
    let DeValue::Array(list) = entry.raw() else { return row(entry).map(|row| HeaderRows { first: row, last: row }) };
    let rows: Vec<u32> = list.iter().filter_map(|value| row(Entry { value, ..entry })).collect();
    if rows.len() < list.len() {
        return None;
    }
    let follow = rows.windows(2).all(|pair| pair[1] == pair[0] + 1);
    match (rows.first(), rows.last()) {
        (Some(&first), Some(&last)) if follow && rows.len() <= TALLEST_HEADER => Some(HeaderRows { first, last }),
        _ => {
            let found: Vec<String> = rows.iter().map(ToString::to_string).collect();
            entry.bad_value("one to six rows that follow each other", &format!("[{}]", found.join(", ")))
        }
    }
}

fn currency(entry: Entry<'_>) -> Option<&str> {
    let code = entry.text()?;
    if !is_currency(code) {
        entry.problem(PipelineProblem::BadCurrency { currency: code.to_owned() });
        return None;
    }
    Some(code)
}

fn units() -> [(&'static str, InputUnit); 9] {
    let factor = |factor: i64| InputUnit::Factor(Amount::from(factor));
    [
        ("auto", InputUnit::Auto),
        ("one", factor(1)),
        ("thousand", factor(1_000)),
        ("million", factor(1_000_000)),
        ("billion", factor(1_000_000_000)),
        ("천", factor(1_000)),
        ("만", factor(10_000)),
        ("백만", factor(1_000_000)),
        ("억", factor(100_000_000)),
    ]
}

fn dates(entry: Entry) -> Option<DateOrder> {
    let written = entry.text()?;
    match written {
        "auto" => Some(DateOrder::Auto),
        "day-first" => Some(DateOrder::DayFirst),
        "month-first" => Some(DateOrder::MonthFirst),
        pattern if pattern.contains('%') => {
            if StrftimeItems::new(pattern).any(|item| item == Item::Error) {
                entry.problem(PipelineProblem::BadDatePattern { pattern: pattern.to_owned() });
                return None;
            }
            Some(DateOrder::Pattern(pattern.to_owned()))
        }
        other => entry.not_among(other, &["auto", "day-first", "month-first"], &[], Some("a strftime pattern")),
    }
}
