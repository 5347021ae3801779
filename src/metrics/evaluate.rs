//! The window rules: one metric, one scope, one window, one as-of period → a figure or the reason for none.
//!
//! A period without a row is *not covered* when the whole input has none there, *zero* for a flow that the export
//! covers, and *no row* for a stock; a product outside its life has nothing to miss.

use super::parts::{Measurements, Movement, Series};
use super::registry::{AT_PRIOR_RATES, Against, Measure, MovementKind, RESTATED, Retained, Rule};
use super::{Figure, Measured, Metric, NoData, Scope};
use crate::amount::Amount;
use crate::calendar::{Date, Period, Span, Window};
use crate::pipeline::Absent;
use crate::schema::{FactKind, Stuff};

pub(super) const AMOUNT: Measure = Measure { fact: FactKind::Revenue, name: "amount" };
pub(super) const FORECAST: Measure = Measure { fact: FactKind::Demand, name: "forecast_units" };
pub(super) const ACTUAL: Measure = Measure { fact: FactKind::Demand, name: "actual_units" };

type Answer<T> = Result<T, NoData>;

impl Measurements {
    /// The figure of `metric` for `scope` over `window` as of `at`.
    pub fn measure(&self, metric: &Metric, scope: Scope, window: Window, at: Period) -> Measured {
        let span = self.calendar.span(window, at);
        let basis = matches!(metric.rule, Rule::Retention { .. }).then(|| self.retention_basis());
        Measured { span, outcome: self.answer(metric.rule, scope, span), basis }
    }

    fn answer(&self, rule: Rule, scope: Scope, span: Span) -> Answer<Figure> {
        match rule {
            Rule::Plain(measure) => self.over(measure, scope, span).map(Figure::plain),
            Rule::Quotient { numerator, denominator } => {
                quotient(self.combined(numerator, scope, span)?, self.combined(denominator, scope, span)?)
            }
            Rule::MeanQuotient { numerator, denominator } => {
                quotient(self.summed(numerator, scope, span)?, self.summed(denominator, scope, span)?)
            }
            Rule::Growth { measure, against } => {
                let earlier = match against {
                    Against::PriorYear => self.calendar.year_earlier(span),
                    Against::JustBefore => span.shifted(-i32::try_from(span.len()).unwrap_or(0)),
                };
                let now = self.over(measure, scope, span)?;
                self.growth(span, now, self.over(measure, scope, earlier))
            }
            Rule::ConstantCurrencyGrowth => {
                let earlier = self.over(AMOUNT, scope, self.calendar.year_earlier(span));
                self.over(AMOUNT, scope, span)?;
                // What the export covers and still has no amount at the rates of last year lacks such a rate.
                let now = self.over(AT_PRIOR_RATES, scope, span).map_err(|_| NoData::NoEarlierWindow)?;
                self.growth(span, now, earlier)
            }
            Rule::RestatedGrowth => {
                let now = self.over(AMOUNT, scope, span)?;
                self.growth(span, now, self.over(RESTATED, scope, self.calendar.year_earlier(span)))
            }
            Rule::CustomerGrowth => {
                let earlier = self.calendar.year_earlier(Span::of(span.last)).last;
                let now = Amount::from(self.closing(scope, span.last)?.1);
                let then = self.closing(scope, earlier).map(|(_, customers)| Amount::from(customers));
                self.growth(span, now, then)
            }
            Rule::RecurringRevenue { times } => {
                self.closing(scope, span.last).map(|(mrr, _)| Figure::plain(&mrr * &Amount::from(times)))
            }
            Rule::Moved(kinds) => self.moved(kinds, scope, span).map(Figure::plain),
            Rule::MovedQuotient { numerator, denominator } => {
                let (gains, losses) = (self.moved(numerator, scope, span)?, self.moved(denominator, scope, span)?);
                if losses.is_zero() { Err(NoData::NoLosses) } else { quotient(gains, losses) }
            }
            Rule::MovedOverOpening(kinds) => {
                let moved = self.moved(kinds, scope, span)?;
                let opening = self.movement(scope, span.first)?.opening.clone();
                quotient(moved, opening)
            }
            Rule::Retention { what, horizon } => self.retention(what, horizon, scope, span.last),
            Rule::AttachRate => {
                let (customers, attached) = self.attached(scope, span.last)?;
                quotient(Amount::from(attached), Amount::from(customers))
            }
            Rule::ForecastAccuracy => {
                let (error, actual) = self.forecast_error(scope, span)?;
                let wape = quotient(error, actual)?;
                let value = (&Amount::one() - &wape.value).max(Amount::zero());
                Ok(Figure { value, ..wape })
            }
            Rule::ForecastBias => {
                let actual = self.over(ACTUAL, scope, span)?;
                quotient(&self.over(FORECAST, scope, span)? - &actual, actual)
            }
            Rule::ForecastValueAdded => self.forecast_value_added(scope, span),
            Rule::RevenueSinceLaunch => self.revenue_since_launch(scope, span.last),
            Rule::MilestonesOnTime => self.milestones_on_time(scope, span.last),
            Rule::Own(rule) => self.own(rule, scope, span),
        }
    }

    /// A measure over a span by its own kind: flows add up, of stocks the last counts.
    pub(super) fn over(&self, measure: Measure, scope: Scope, span: Span) -> Answer<Amount> {
        let series = self.series.get(&measure).ok_or(NoData::NotCovered)?;
        match series.stuff {
            Stuff::Flow => series.sum(scope, span),
            Stuff::Stock => series.sum(scope, Span::of(span.last)),
        }
    }

    /// A measure summed over all periods of a span, also a stock.
    pub(super) fn summed(&self, measure: Measure, scope: Scope, span: Span) -> Answer<Amount> {
        self.series.get(&measure).ok_or(NoData::NotCovered)?.sum(scope, span)
    }

    fn combined(&self, terms: &[(i64, Measure)], scope: Scope, span: Span) -> Answer<Amount> {
        let mut total = Amount::zero();
        for &(sign, measure) in terms {
            total += &(&Amount::from(sign) * &self.over(measure, scope, span)?);
        }
        Ok(total)
    }

    fn growth(&self, span: Span, now: Amount, earlier: Answer<Amount>) -> Answer<Figure> {
        if self.partial && span.last == self.as_of {
            return Err(NoData::Partial);
        }
        let earlier = earlier.map_err(|_| NoData::NoEarlierWindow)?;
        let value = (&now - &earlier).checked_div(&earlier.abs()).ok_or(NoData::NoEarlierWindow)?;
        Ok(Figure { value, numerator: Some(now), denominator: Some(earlier) })
    }

    /// MRR and customers at the end of a period.
    pub(super) fn closing(&self, scope: Scope, period: Period) -> Answer<(Amount, usize)> {
        self.in_ledger(scope, period)?;
        let ledger = self.ledger.as_ref().ok_or(NoData::NotCovered)?;
        let closing = ledger.closing.get(&(scope, period)).ok_or(NoData::NotCovered)?;
        Ok((closing.mrr.clone(), closing.customers))
    }

    pub(super) fn attached(&self, scope: Scope, period: Period) -> Answer<(usize, usize)> {
        self.in_ledger(scope, period)?;
        let ledger = self.ledger.as_ref().ok_or(NoData::NotCovered)?;
        let closing = ledger.closing.get(&(scope, period)).ok_or(NoData::NotCovered)?;
        Ok((closing.customers, closing.attached))
    }

    /// Whether the ledger covers the period and the scope lives in it.
    fn in_ledger(&self, scope: Scope, period: Period) -> Answer<()> {
        let ledger = self.ledger.as_ref().ok_or(NoData::NotCovered)?;
        if !ledger.covered.contains(&period) {
            return Err(NoData::NotCovered);
        }
        let Scope::Product(product) = scope else { return Ok(()) };
        match ledger.live.get(product).copied().flatten() {
            None => Err(NoData::NoRow),
            Some((first, _)) if period < first => Err(NoData::BeforeLaunch),
            Some((_, last)) if period > last => Err(NoData::NoRow),
            Some(_) => Ok(()),
        }
    }

    pub(super) fn movement(&self, scope: Scope, period: Period) -> Answer<&Movement> {
        let ledger = self.ledger.as_ref().ok_or(NoData::NotCovered)?;
        ledger.movements.get(&(scope, period)).ok_or(NoData::NotCovered)
    }

    /// Movements over a span, all of whose periods must have them.
    pub(super) fn moved(&self, kinds: &[MovementKind], scope: Scope, span: Span) -> Answer<Amount> {
        self.in_ledger(scope, span.last)?;
        let mut total = Amount::zero();
        for period in span.periods() {
            let movement = self.movement(scope, period)?;
            for &kind in kinds {
                total += &movement.of(kind);
            }
        }
        Ok(total)
    }

    fn retention(&self, what: Retained, horizon: i32, scope: Scope, period: Period) -> Answer<Figure> {
        let Some(ledger) = &self.ledger else { return self.bridged_retention(what, horizon, scope, period) };
        self.in_ledger(scope, period)?;
        let kept = ledger.retention.get(&(scope, period, horizon)).ok_or(NoData::NotCovered)?;
        let (numerator, denominator) = match what {
            Retained::NetRevenue => (kept.net.clone(), kept.opening.clone()),
            Retained::GrossRevenue => (kept.gross.clone(), kept.opening.clone()),
            Retained::Customers => (Amount::from(kept.kept_customers), Amount::from(kept.opening_customers)),
            Retained::CustomersLost => {
                (Amount::from(kept.opening_customers - kept.kept_customers), Amount::from(kept.opening_customers))
            }
        };
        quotient(numerator, denominator)
    }

    /// Retention from totals: one less what was lost over the horizon ÷ what there was at its start.
    fn bridged_retention(&self, what: Retained, horizon: i32, scope: Scope, period: Period) -> Answer<Figure> {
        const fn of(name: &'static str) -> Measure {
            Measure { fact: FactKind::Retention, name }
        }
        let span = Span { first: period.plus(1 - horizon), last: period };
        let optional = |measure: Measure| {
            if self.series.contains_key(&measure) { self.summed(measure, scope, span) } else { Ok(Amount::zero()) }
        };
        let customers = matches!(what, Retained::Customers | Retained::CustomersLost);
        let opening =
            self.over(of(if customers { "opening_customers" } else { "opening_mrr" }), scope, Span::of(span.first))?;
        let lost = if customers {
            self.summed(of("churned_customers"), scope, span)?
        } else {
            &self.summed(of("churned_mrr"), scope, span)? + &optional(of("contraction_mrr"))?
        };
        let numerator = match what {
            Retained::NetRevenue => {
                let expansion = Measure { fact: FactKind::Expansion, name: "amount" };
                &(&opening - &lost) + &self.summed(expansion, scope, span)?
            }
            Retained::GrossRevenue | Retained::Customers => &opening - &lost,
            Retained::CustomersLost => lost,
        };
        quotient(numerator, opening)
    }

    /// Σ|actual − forecast| and Σ actual over a span.
    pub(super) fn forecast_error(&self, scope: Scope, span: Span) -> Answer<(Amount, Amount)> {
        let actual = self.over(ACTUAL, scope, span)?;
        let demand = self.demand.as_ref().ok_or(NoData::NotCovered)?;
        let of_product = |product: usize| {
            span.periods().filter_map(move |period| demand.errors.get(product)?.get(&period)).sum::<Amount>()
        };
        let error = match scope {
            Scope::Product(product) => of_product(product),
            Scope::Portfolio => (0..self.catalog.len()).map(of_product).sum(),
        };
        Ok((error, actual))
    }

    /// The error of taking last year's actual as forecast, less the error of the forecast.
    fn forecast_value_added(&self, scope: Scope, span: Span) -> Answer<Figure> {
        let (error, actual) = self.forecast_error(scope, span)?;
        let series = self.series.get(&ACTUAL).ok_or(NoData::NotCovered)?;
        let demand = self.demand.as_ref().ok_or(NoData::NotCovered)?;
        let products = match scope {
            Scope::Product(product) => product..product + 1,
            Scope::Portfolio => 0..self.catalog.len(),
        };
        let mut naive_error = Amount::zero();
        for period in span.periods() {
            let earlier = self.calendar.year_earlier(Span::of(period)).last;
            if !series.covered.contains(&earlier) {
                return Err(NoData::NoEarlierWindow);
            }
            for product in products.clone() {
                let now = series.sum(Scope::Product(product), Span::of(period));
                let then = series.sum(Scope::Product(product), Span::of(earlier));
                match (now, then) {
                    (Ok(_), Ok(_)) => {
                        let naive = demand.naive_error(product, period, earlier);
                        naive_error += &naive.ok_or(NoData::NoEarlierWindow)?;
                    }
                    (Ok(_), Err(_)) => return Err(NoData::NoEarlierWindow),
                    (Err(_), _) => {}
                }
            }
        }
        let naive = naive_error.checked_div(&actual).ok_or(NoData::ZeroDenominator)?;
        let own = error.checked_div(&actual).ok_or(NoData::ZeroDenominator)?;
        Ok(Figure::plain(&naive - &own))
    }

    fn revenue_since_launch(&self, scope: Scope, period: Period) -> Answer<Figure> {
        let Scope::Product(product) = scope else { return Err(NoData::NotDefined) };
        let launched =
            self.catalog.products().get(product).and_then(|product| product.launched).ok_or(NoData::NotDefined)?;
        if period < launched {
            return Err(NoData::BeforeLaunch);
        }
        self.over(AMOUNT, scope, Span { first: launched, last: period }).map(Figure::plain)
    }

    fn milestones_on_time(&self, scope: Scope, period: Period) -> Answer<Figure> {
        let end = self.calendar.last_day(period);
        let of_scope = |product: usize| scope == Scope::Portfolio || scope == Scope::Product(product);
        let due: Vec<_> = self.milestones.iter().filter(|m| of_scope(m.product) && m.due <= end).collect();
        let on_time = due.iter().filter(|m| m.done.is_some_and(|done| done <= m.due)).count();
        quotient(Amount::from(on_time), Amount::from(due.len()))
    }

    /// Whether some input brings milestones.
    pub fn has_milestones(&self) -> bool {
        !self.milestones.is_empty()
    }

    /// The day a milestone of this name was done, by the milestones export.
    pub fn milestone_done(&self, scope: Scope, name: &str) -> Option<Date> {
        let wanted = crate::name::fold(name);
        let of_scope = |product: usize| scope == Scope::Portfolio || scope == Scope::Product(product);
        self.milestones.iter().find(|m| of_scope(m.product) && crate::name::fold(&m.name) == wanted)?.done
    }
}

impl Movement {
    fn of(&self, kind: MovementKind) -> Amount {
        match kind {
            MovementKind::New => self.new.clone(),
            MovementKind::Reactivation => self.reactivation.clone(),
            MovementKind::Expansion => self.expansion.clone(),
            MovementKind::Contraction => self.contraction.clone(),
            MovementKind::Churn => self.churn.clone(),
            MovementKind::Net => &self.closing - &self.opening,
        }
    }
}

impl Series {
    /// The rows of a scope over a span, period by period.
    pub(super) fn sum(&self, scope: Scope, span: Span) -> Answer<Amount> {
        let products = match scope {
            Scope::Product(product) => product..product + 1,
            Scope::Portfolio => 0..self.sums.len(),
        };
        let mut total: Option<Amount> = None;
        let mut nothing = NoData::NoRow;
        for period in span.periods() {
            if !self.covered.contains(&period) {
                return Err(NoData::NotCovered);
            }
            for product in products.clone() {
                match self.at(product, period) {
                    Ok(amount) => *total.get_or_insert_with(Amount::zero) += &amount,
                    Err(Missing::NotCovered) => return Err(NoData::NotCovered),
                    Err(Missing::NoRow) => return Err(NoData::NoRow),
                    Err(Missing::NotLive(reason)) => {
                        if reason == NoData::BeforeLaunch {
                            nothing = reason;
                        }
                    }
                }
            }
        }
        total.ok_or(nothing)
    }

    /// One product in one covered period.
    pub(super) fn at(&self, product: usize, period: Period) -> Result<Amount, Missing> {
        if let Some(amount) = self.sums.get(product).and_then(|sums| sums.get(&period)) {
            return Ok(amount.clone());
        }
        let is_covered = self.covered_for.get(product).is_some_and(|covered| covered.contains(&period));
        match self.live.get(product).copied().flatten() {
            None => Err(Missing::NotLive(NoData::NoRow)),
            Some((first, _)) if period < first => Err(Missing::NotLive(NoData::BeforeLaunch)),
            Some((_, last)) if period > last => Err(Missing::NotLive(NoData::NoRow)),
            Some(_) if !is_covered => Err(Missing::NotCovered),
            Some(_) if self.gaps.contains(&(product, period)) => Err(Missing::NoRow),
            Some(_) => match self.absent {
                Absent::Zero => Ok(Amount::zero()),
                Absent::Auto | Absent::Gap => Err(Missing::NoRow),
            },
        }
    }
}

pub(super) enum Missing {
    /// An input that knows the product lacks the period.
    NotCovered,
    /// A live product without a row where one is due.
    NoRow,
    /// Outside the product's life: nothing to miss.
    NotLive(NoData),
}

fn quotient(numerator: Amount, denominator: Amount) -> Answer<Figure> {
    let value = numerator.checked_div(&denominator).ok_or(NoData::ZeroDenominator)?;
    Ok(Figure { value, numerator: Some(numerator), denominator: Some(denominator) })
}
