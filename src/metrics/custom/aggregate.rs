//! The aggregates of a formula: what it needs, and their values over a window.

use super::arithmetic::value;
use crate::amount::Amount;
use crate::calendar::{Period, Span};
use crate::expression::Operator;
use crate::metrics::aggregates::Aggregates;
use crate::metrics::answer::{Figure, NoData, Scope};
use crate::metrics::measure::Measure;
use crate::metrics::series::MeasureSeries;
use crate::name::Name;
use crate::pipeline::{Aggregate, CustomRule, Formula, How, Leaves, Values, WindowFormula};
use std::borrow::Cow;
use std::collections::BTreeSet;

impl Aggregates {
    pub(crate) fn own(&self, rule: &CustomRule, scope: Scope, span: Span) -> Result<Figure, NoData> {
        match (&rule.numerator, &rule.denominator) {
            (numerator, Some(denominator)) => self.quotient_of(rule, numerator, denominator, scope, span),
            // A quotient that is written as one has its parts too.
            (Formula::Arithmetic { left, operator: Operator::Over, right }, None) => {
                self.quotient_of(rule, left, right, scope, span)
            }
            (numerator, None) => self.formula(rule, numerator, scope, span).map(Figure::plain),
        }
    }

    fn quotient_of(
        &self,
        rule: &CustomRule,
        numerator: &WindowFormula,
        denominator: &WindowFormula,
        scope: Scope,
        span: Span,
    ) -> Result<Figure, NoData> {
        let numerator = self.formula(rule, numerator, scope, span)?;
        let denominator = self.formula(rule, denominator, scope, span)?;
        let value = numerator.checked_div(&denominator).ok_or(NoData::ZeroDenominator)?;
        Ok(Figure::of_parts(value, numerator, denominator))
    }

    fn formula(&self, rule: &CustomRule, formula: &WindowFormula, scope: Scope, span: Span) -> Result<Amount, NoData> {
        value(formula, &|aggregate: &Aggregate| self.aggregate(rule, aggregate, scope, span))
    }

    pub(crate) fn aggregate(
        &self,
        rule: &CustomRule,
        aggregate: &Aggregate,
        scope: Scope,
        span: Span,
    ) -> Result<Amount, NoData> {
        match aggregate {
            Aggregate::Customers => self.customers_over(rule, scope, span),
            Aggregate::Periods { how, values } => {
                let measure = of_values(rule, values);
                let series = self.series(&measure)?;
                match how {
                    How::Sum => self.over(&measure, scope, span),
                    How::Last => series.sum(scope, Span::of(span.last)),
                    How::Mean | How::Least | How::Greatest => over_periods(*how, series, scope, span),
                }
            }
        }
    }

    /// Different customers over the window, each once; the portfolio counts a customer of two products once too.
    fn customers_over(&self, rule: &CustomRule, scope: Scope, span: Span) -> Result<Amount, NoData> {
        // Where rows are missing, so are customers.
        self.over(&of_rows(rule), scope, span)?;
        let customers = self.customers.get(&rule.fact).ok_or(NoData::NotCovered)?;
        let of_scope = customers.iter().enumerate().filter(|(product, _)| scope.has(*product));
        let found: BTreeSet<u32> = of_scope
            .flat_map(|(_, periods)| periods.range(span.first..=span.last))
            .flat_map(|(_, customers)| customers.iter().copied())
            .collect();
        Ok(Amount::from(found.len()))
    }
}

/// The series of the rows as such.
pub(crate) const ROWS: Name = Cow::Borrowed("*");

pub(crate) fn of_rows(rule: &CustomRule) -> Measure {
    Measure { fact: rule.fact.clone(), name: ROWS }
}

/// The series of what an aggregate adds up.
pub(crate) fn of_values(rule: &CustomRule, values: &Values) -> Measure {
    Measure { fact: rule.fact.clone(), name: values.name.clone() }
}

/// Mean, least or greatest of the periods' values. A period in which nothing of the scope was live is no period of it.
fn over_periods(how: How, series: &MeasureSeries, scope: Scope, span: Span) -> Result<Amount, NoData> {
    let mut values = Vec::new();
    for period in span.periods() {
        values.extend(in_life(series, scope, period)?);
    }
    let number = Amount::from(values.len());
    let found = match how {
        How::Least => values.into_iter().min(),
        How::Greatest => values.into_iter().max(),
        How::Mean | How::Sum | How::Last => values.into_iter().sum::<Amount>().checked_div(&number),
    };
    // Nothing of the scope was live at all: the series says why.
    found.ok_or_else(|| series.sum(scope, span).err().unwrap_or(NoData::NoRow))
}

/// The value of a period, or nothing outside of the life of the scope.
pub(crate) fn in_life(series: &MeasureSeries, scope: Scope, period: Period) -> Result<Option<Amount>, NoData> {
    let lives = |product: usize| {
        let has_rows = series.sums.get(product).is_some_and(|sums| sums.contains_key(&period));
        let span = series.live.get(product).copied().flatten();
        has_rows || span.is_some_and(|(first, last)| first <= period && period <= last)
    };
    let any = scope.products(series.sums.len()).any(lives);
    match series.sum(scope, Span::of(period)) {
        Err(NoData::NoRow | NoData::BeforeLaunch) if !any => Ok(None),
        found => found.map(Some),
    }
}

/// The measures that the columns of the fact must bring.
pub(crate) fn measures(rule: &CustomRule) -> Vec<Measure> {
    let mut found = Vec::new();
    each_aggregate(rule, &mut |aggregate| {
        let Aggregate::Periods { values, .. } = aggregate else { return };
        match &values.of_row {
            None => found.push(of_values(rule, values)),
            Some(formula) => formula.leaves(Leaves::All, &mut |name| {
                found.push(Measure { fact: rule.fact.clone(), name: name.clone() });
            }),
        }
    });
    found.dedup();
    found
}

pub(crate) fn each_aggregate<'a>(rule: &'a CustomRule, each: &mut impl FnMut(&'a Aggregate)) {
    rule.numerator.leaves(Leaves::All, each);
    if let Some(denominator) = &rule.denominator {
        denominator.leaves(Leaves::All, each);
    }
}

/// Whether everything that the formula aggregates is there.
pub(crate) fn is_fed(by: &Aggregates, rule: &CustomRule) -> bool {
    let mut fed = true;
    each_aggregate(rule, &mut |aggregate| {
        fed &= match aggregate {
            Aggregate::Customers => by.customers.contains_key(&rule.fact),
            Aggregate::Periods { values, .. } => by.series.contains_key(&of_values(rule, values)),
        };
    });
    fed
}
