//! What a row's money is worth in the reporting currency: flows at the average rate of their period, stocks at its
//! closing rate. Money that cannot be told is gathered here and said once for all its rows.

use super::currency::Currency;
use super::fx::{RateKind, Rates};
use super::problem::CurrencyProblem;
use crate::amount::{Decimal, Unit};
use crate::calendar::{FiscalCalendar, Period, Span};
use crate::diagnostic::Finding;
use crate::ingest::{Table, TablePart};
use crate::place::Place;
use crate::schema::{ColumnRole, FactKind, MeasureKind};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What one unit of a row's money is worth. A rate that the row has no figure for is 1.
#[derive(Debug, Clone, Copy)]
pub(super) enum Price {
    Reporting,
    Foreign {
        average: Decimal,
        closing: Decimal,
        /// The average rate of the same period last year, for growth at constant rates.
        year_before: Option<Decimal>,
    },
}

const ONE: Decimal = Decimal { mantissa: 1, scale: 0 };

impl Price {
    pub(super) fn average(self) -> Decimal {
        if let Self::Foreign { average, .. } = self { average } else { ONE }
    }

    pub(super) fn closing(self) -> Decimal {
        if let Self::Foreign { closing, .. } = self { closing } else { ONE }
    }

    pub(super) fn of(self, role: ColumnRole) -> Decimal {
        match (self, role) {
            (Self::Foreign { average, .. }, ColumnRole::Measure(MeasureKind::Flow, Unit::Money)) => average,
            (Self::Foreign { closing, .. }, ColumnRole::Measure(MeasureKind::Stock, Unit::Money)) => closing,
            _ => ONE,
        }
    }
}

/// In what the money of a row is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MoneyCurrency {
    Reporting,
    Foreign(Currency),
    /// Nothing is said where other rows say something.
    Blank,
    /// A text that is no currency with a rate.
    Unknown,
}

/// The currencies of one part, by number of the text in its currency column.
#[derive(Debug)]
pub(super) struct Currencies {
    by_text: Vec<MoneyCurrency>,
    blank: MoneyCurrency,
    /// What the input says of its currency, if anything.
    of_input: Option<Arc<str>>,
}

/// The first column that needs each kind of rate.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Needs<'a> {
    average: Option<&'a str>,
    closing: Option<&'a str>,
}

/// Why money cannot be told.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum CurrencyTrouble {
    Blank,
    /// There are no rates at all.
    NoRates(String),
    Unknown(String),
    Missing(Currency, RateKind),
}

/// Rows that are told as one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct TroubleGroup {
    trouble: CurrencyTrouble,
    /// Where it is mended there.
    input: Option<Arc<str>>,
    /// Where it is to be set aside.
    product: Option<Arc<str>>,
}

/// The rows that have a trouble.
#[derive(Debug)]
struct Troubled {
    place: Place,
    input: Arc<str>,
    rows: usize,
    /// File row of the newest, since a contract may have a trouble in many periods.
    newest: (Place, u32),
    periods: BTreeSet<Period>,
}

/// The rates of a run, and what was asked of them in vain.
#[derive(Debug)]
pub(super) struct Exchange {
    rates: Option<Rates>,
    reporting: Option<Currency>,
    troubles: BTreeMap<TroubleGroup, Troubled>,
    /// Whether products are set aside whose money cannot be told.
    sets_aside: bool,
    /// Currencies of the subscription ledger: a closing rate, and whether there was another one.
    ledger: BTreeMap<Currency, (Decimal, bool)>,
}

/// A row with the columns that say how its money is counted.
#[derive(Clone, Copy)]
pub(super) struct MoneyRow<'a> {
    pub(super) part: &'a TablePart,
    pub(super) currencies: &'a Currencies,
    pub(super) fact: &'a FactKind,
    pub(super) input: &'a Arc<str>,
    pub(super) row: usize,
}

impl<'a> MoneyRow<'a> {
    fn money(self) -> MoneyCurrency {
        let texts = self.part.texts("currency");
        let id = texts.and_then(|texts| texts.id(self.row));
        id.map_or(self.currencies.blank, |id| self.currencies.by_text[id])
    }

    fn needs(self) -> Needs<'a> {
        let mut needs = Needs::default();
        for spec in self.fact.schema().columns {
            let ColumnRole::Measure(measure_kind, Unit::Money) = spec.role else { continue };
            if self.part.numbers(&spec.name).is_some_and(|numbers| numbers.get(self.row).is_some()) {
                // Every amount of a contract becomes recurring revenue, which is a stock.
                let measure_kind = if *self.fact == FactKind::Contracts { MeasureKind::Stock } else { measure_kind };
                let need = if measure_kind == MeasureKind::Flow { &mut needs.average } else { &mut needs.closing };
                need.get_or_insert(&spec.name);
            }
        }
        needs
    }
}

impl Exchange {
    pub(super) fn new(rates: Option<&Rates>, reporting: Option<&str>, sets_aside: bool) -> Self {
        Self {
            sets_aside,
            rates: rates.cloned(),
            reporting: reporting.and_then(Currency::parse),
            troubles: BTreeMap::new(),
            ledger: BTreeMap::new(),
        }
    }

    /// A blank counts as the input's own currency; without one it is a question, unless the whole column is blank.
    pub(super) fn currencies(&self, table: &Table, part: &TablePart) -> Currencies {
        let of = |text: &str| match Currency::parse(text) {
            Some(code) if Some(code) == self.reporting => MoneyCurrency::Reporting,
            Some(code) if self.rates.as_ref().is_some_and(|rates| rates.has(code)) => MoneyCurrency::Foreign(code),
            _ => MoneyCurrency::Unknown,
        };
        let by_text = part.texts("currency").map(|texts| texts.distinct().map(|text| of(text)).collect());
        let some_say =
            || table.parts.iter().filter_map(|part| part.texts("currency")).any(|t| t.distinct().count() > 0);
        let blank = match &table.currency {
            Some(code) => of(code),
            None if some_say() => MoneyCurrency::Blank,
            None => MoneyCurrency::Reporting,
        };
        Currencies { by_text: by_text.unwrap_or_default(), blank, of_input: table.currency.clone() }
    }

    /// What the money of a row is worth in a period; `None` when it cannot be told, which is noted.
    pub(super) fn price(&mut self, row: MoneyRow<'_>, period: Period, calendar: &FiscalCalendar) -> Option<Price> {
        let money = row.money();
        if money == MoneyCurrency::Reporting || self.reporting.is_none() {
            return Some(Price::Reporting);
        }
        let needs = row.needs();
        if needs == Needs::default() {
            return Some(Price::Reporting);
        }
        let MoneyCurrency::Foreign(currency) = money else {
            let said = row.part.texts("currency").and_then(|texts| texts.get(row.row));
            let code = said.or(row.currencies.of_input.as_ref()).map(ToString::to_string).unwrap_or_default();
            let trouble = match money {
                MoneyCurrency::Blank => CurrencyTrouble::Blank,
                _ if self.rates.is_none() => CurrencyTrouble::NoRates(code),
                _ => CurrencyTrouble::Unknown(code),
            };
            self.note(trouble, row, "currency", period);
            return None;
        };
        let mut rate = |kind: RateKind, need: Option<&str>| match need {
            None => Some(ONE),
            Some(column) => {
                let rate = self.rates.as_ref().and_then(|rates| rates.get(currency, kind, period));
                if rate.is_none() {
                    self.note(CurrencyTrouble::Missing(currency, kind), row, column, period);
                }
                rate
            }
        };
        let (average, closing) = (rate(RateKind::Average, needs.average), rate(RateKind::Closing, needs.closing));
        if matches!(row.fact, FactKind::Subscriptions | FactKind::Contracts)
            && let Some(closing) = closing
        {
            let (first, moved) = self.ledger.entry(currency).or_insert((closing, false));
            *moved |= *first != closing;
        }
        let earlier = calendar.year_earlier(Span::of(period)).last;
        let year_before = (*row.fact == FactKind::Revenue)
            .then(|| self.rates.as_ref()?.get(currency, RateKind::Average, earlier))
            .flatten();
        Some(Price::Foreign { average: average?, closing: closing?, year_before })
    }

    fn note(&mut self, trouble: CurrencyTrouble, row: MoneyRow<'_>, column: &str, period: Period) {
        let place = || row.part.place(row.row, column);
        // A rate is missing whatever input needs it first; other troubles are mended in the input.
        let input = (!matches!(trouble, CurrencyTrouble::Missing(..))).then(|| row.input.clone());
        let product = row.part.texts("product").and_then(|names| names.get(row.row));
        let product = product.filter(|_| self.sets_aside).cloned();
        let newest = (row.part.place(0, ""), row.part.rows[row.row]);
        let troubled = self.troubles.entry(TroubleGroup { trouble, input, product }).or_insert_with(|| Troubled {
            place: place(),
            input: row.input.clone(),
            rows: 0,
            newest: (Place::Nowhere, 0),
            periods: BTreeSet::new(),
        });
        troubled.periods.insert(period);
        if troubled.newest != newest {
            troubled.rows += 1;
            troubled.newest = newest;
        }
    }

    /// What came out over all inputs.
    pub(super) fn findings(self, calendar: &FiscalCalendar) -> Vec<Finding> {
        let reporting = self.reporting.map(|code| code.to_string()).unwrap_or_default();
        let mut known: Vec<String> =
            self.rates.iter().flat_map(Rates::currencies).map(|currency| currency.to_string()).collect();
        if !known.contains(&reporting) {
            known.insert(0, reporting.clone());
        }
        let file = self.rates.as_ref().map(|rates| rates.source.name.to_string()).unwrap_or_default();
        let all_told = self.troubles.is_empty();
        let mut findings = Vec::new();
        for (TroubleGroup { trouble, product, .. }, Troubled { place, input, rows, periods, .. }) in self.troubles {
            let problem = match trouble {
                CurrencyTrouble::Blank => CurrencyProblem::BlankCurrency { rows },
                CurrencyTrouble::NoRates(found) => {
                    CurrencyProblem::ForeignCurrency { found, rows, reporting: reporting.clone() }
                }
                CurrencyTrouble::Unknown(found) => {
                    CurrencyProblem::UnknownCurrency { found, rows, known: known.clone(), file: file.clone() }
                }
                CurrencyTrouble::Missing(currency, kind) => CurrencyProblem::MissingRate {
                    currency: currency.to_string(),
                    kind: kind.into_str(),
                    periods: runs(&periods, calendar),
                    rows,
                    file: file.clone(),
                },
            };
            findings.push(Finding { product, ..Finding::new(place, problem).of_input(&input) });
        }
        let moving: Vec<String> =
            self.ledger.iter().filter(|(_, (_, moved))| *moved).map(|(code, _)| code.to_string()).collect();
        if all_told && !moving.is_empty() {
            let problem = CurrencyProblem::CurrencyInMovements { currencies: moving };
            findings.push(Finding::new(Place::File(file.into()), problem));
        }
        findings
    }
}

/// `2026-03`, `2026-05 to 2026-09`: periods that follow each other as one.
fn runs(periods: &BTreeSet<Period>, calendar: &FiscalCalendar) -> Vec<String> {
    let mut runs: Vec<Span> = Vec::new();
    for &period in periods {
        match runs.last_mut() {
            Some(run) if run.last.next() == period => run.last = period,
            _ => runs.push(Span::of(period)),
        }
    }
    let shown = |run: &Span| match run.len() {
        1 => calendar.label(run.first),
        _ => format!("{} to {}", calendar.label(run.first), calendar.label(run.last)),
    };
    runs.iter().map(shown).collect()
}
