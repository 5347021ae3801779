//! Exchange rates as a file: one row a currency, period and kind of rate.

use super::columns::Columns;
use super::currency::Currency;
use super::problem::{CurrencyProblem, FactProblem};
use crate::amount::Decimal;
use crate::calendar::{FiscalCalendar, Period, Span};
use crate::diagnostic::{Finding, Warned};
use crate::formats::{self, Book, Purpose, SourceFile};
use crate::ingest::{self, Record, RecordColumn, RecordFigure, RecordValue};
use crate::name;
use crate::pipeline::FxFile;
use crate::place::Place;
use crate::values::DecimalMark;
use std::collections::BTreeMap;
use strum::IntoStaticStr;

/// Which rate of a period: IAS 21 translates what happens over a period at an average rate, and what stands at its end
/// at the closing one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum RateKind {
    Average,
    Closing,
}

impl RateKind {
    fn parse(text: &str) -> Option<Self> {
        let word = name::fold(text);
        let word = word.strip_suffix(" rate").or_else(|| word.strip_suffix("환율")).unwrap_or(&word).trim();
        match word {
            "average" | "avg" | "mean" | "평균" | "기간평균" | "월평균" => Some(Self::Average),
            "closing" | "close" | "end" | "period end" | "month end" | "기말" | "월말" | "마감" => {
                Some(Self::Closing)
            }
            _ => None,
        }
    }
}

/// Rates to the reporting currency: what one unit of the other is worth.
#[derive(Debug, Clone)]
pub struct Rates {
    pub(super) source: SourceFile,
    rates: BTreeMap<(Currency, RateKind, Period), Decimal>,
}

impl Rates {
    pub(super) fn get(&self, currency: Currency, kind: RateKind, period: Period) -> Option<Decimal> {
        self.rates.get(&(currency, kind, period)).copied()
    }

    pub(super) fn has(&self, currency: Currency) -> bool {
        self.rates.keys().any(|key| key.0 == currency)
    }

    /// Each currency once.
    pub(super) fn currencies(&self) -> Vec<Currency> {
        let mut known: Vec<Currency> = self.rates.keys().map(|key| key.0).collect();
        known.dedup();
        known
    }
}

const COLUMNS: &[RecordColumn] = &[
    RecordColumn {
        name: "currency",
        headers: &["currency", "currency code", "통화", "통화코드", "통화 코드"],
        required: true,
    },
    RecordColumn {
        name: "period", headers: &["period", "month", "기간", "회계기간", "월", "연월"], required: true
    },
    RecordColumn { name: "rate", headers: &["rate", "exchange rate", "fx rate", "환율"], required: true },
    RecordColumn {
        name: "kind",
        headers: &["kind", "type", "rate type", "구분", "종류", "환율구분", "환율 구분"],
        required: true,
    },
];

/// The rates that the pipeline names, if it names any.
pub fn open_rates(
    file: Option<&FxFile>,
    reporting: Option<&str>,
    calendar: &FiscalCalendar,
) -> Result<Warned<Option<Rates>>, Vec<Finding>> {
    let Some(file) = file else { return Ok(Warned { value: None, findings: Vec::new() }) };
    let book = formats::open_for(Purpose::Rates, &file.path).map_err(|finding| vec![finding])?;
    let mut findings = Vec::new();
    let rates = read(&book, file.decimal, reporting.and_then(Currency::parse), calendar, &mut findings);
    let value = Some(Rates { source: book.source, rates });
    if findings.is_empty() { Ok(Warned { value, findings }) } else { Err(findings) }
}

/// A row whose key could be read.
struct RateRow {
    currency: Currency,
    kind: RateKind,
    span: Span,
    entry: Option<RecordValue>,
    rate_place: Place,
}

fn read(
    book: &Book,
    decimal: DecimalMark,
    reporting: Option<Currency>,
    calendar: &FiscalCalendar,
    findings: &mut Vec<Finding>,
) -> BTreeMap<(Currency, RateKind, Period), Decimal> {
    let mut rows = ingest::records(book, COLUMNS, findings, |record, findings| row(record, calendar, findings));
    let entries: Vec<Option<RecordValue>> = rows.iter_mut().map(|row| row.entry.take()).collect();
    let figures = ingest::figures(&entries, decimal, book).map_err(|example| {
        let at = entries.iter().position(|entry| entry.as_ref().is_some_and(|e| e.to_string() == example));
        let place = at.map_or_else(|| Place::File(book.source.name.clone()), |at| rows[at].rate_place.clone());
        findings.push(Finding::new(place, CurrencyProblem::AmbiguousRates { example: example.to_owned() }));
    });
    let mut rates: BTreeMap<(Currency, RateKind, Period), Decimal> = BTreeMap::new();
    for ((row, entry), figure) in rows.iter().zip(&entries).zip(figures.unwrap_or_default()) {
        let rate = match figure {
            // No rate yet: that is said when somebody needs it.
            RecordFigure::Absent => continue,
            RecordFigure::Number(rate) if rate.mantissa > 0 => rate,
            RecordFigure::Number(_) | RecordFigure::Unreadable => {
                let found = entry.as_ref().map(ToString::to_string).unwrap_or_default();
                let problem = FactProblem::UnreadableEntry { column: "rate", expected: "a rate above 0", found };
                findings.push(Finding::new(row.rate_place.clone(), problem));
                continue;
            }
        };
        if Some(row.currency) == reporting && !same(rate, Decimal { mantissa: 1, scale: 0 }) {
            let problem = CurrencyProblem::RateOfReportingCurrency { currency: row.currency.to_string() };
            findings.push(Finding::new(row.rate_place.clone(), problem));
            continue;
        }
        // The closing rate of a quarter or a year is the one of its last day, and so of its last period alone.
        let first = if row.kind == RateKind::Closing { row.span.last } else { row.span.first };
        for period in (Span { first, last: row.span.last }).periods() {
            let known = *rates.entry((row.currency, row.kind, period)).or_insert(rate);
            if !same(known, rate) {
                let problem = CurrencyProblem::ConflictingRates {
                    currency: row.currency.to_string(),
                    kind: row.kind.into_str(),
                    period: calendar.label(period),
                };
                findings.push(Finding::new(row.rate_place.clone(), problem));
                break;
            }
        }
    }
    rates
}

fn row(record: &Record<'_>, calendar: &FiscalCalendar, findings: &mut Vec<Finding>) -> Option<RateRow> {
    let mut columns = Columns { record, findings };
    let currency = columns
        .required("currency", "the code of a currency, such as EUR", |entry| Currency::parse(&entry.to_string()));
    let span = columns.required("period", "a day or a period of the calendar", |entry| span(entry, calendar));
    let kind = columns.required("kind", "average or closing", |entry| RateKind::parse(&entry.to_string()));
    Some(RateRow {
        currency: currency?,
        kind: kind?,
        span: span?,
        entry: record.entry("rate"),
        rate_place: record.place("rate"),
    })
}

fn span(entry: &RecordValue, calendar: &FiscalCalendar) -> Option<Span> {
    let label = if let RecordValue::Day(_) = entry { None } else { calendar.parse_label(&entry.to_string()) };
    label.or_else(|| entry.day().and_then(|day| calendar.period_of(day)).map(Span::of))
}

/// Whether two rates are the same number, however many noughts they end in.
fn same(one: Decimal, other: Decimal) -> bool {
    let scale = one.scale.max(other.scale);
    one.at_scale(scale).is_some_and(|mantissa| other.at_scale(scale) == Some(mantissa))
}

#[cfg(test)]
mod tests;
