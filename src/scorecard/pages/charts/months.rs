//! One metric by period of the fiscal year: what happened and what is expected before the plan, or last year where
//! there is none, with the differences above.

use super::numbers::{ChartNumbers, Drawn};
use super::variance::{Differences, Pair};
use super::{forecast, periods, scale, spacing};
use crate::amount::Amount;
use crate::calendar::{Period, Window};
use crate::lang::in_lang;
use crate::metrics::{Measured, Metric, Scope};
use crate::scorecard::figures::{self, FigureStyle, ScorecardView, unit_label};
use crate::scorecard::model::{PageCell, PlottedSeries, SeriesRole, Tier, TierKind};
use crate::scorecard::wording::{self, labels};

/// Of the columns, where differences stand above them; and of the whole chart.
const MAIN: u32 = 7;
const WHOLE: u32 = 12;

/// One metric over the periods of the year.
struct MetricYear {
    periods: Vec<Period>,
    /// `None` after the as-of period.
    measured: Vec<Option<Measured>>,
    forecast: Vec<Option<Amount>>,
    base: Option<Base>,
}

/// What it is compared with.
struct Base {
    look: SeriesRole,
    figures: Vec<Option<Amount>>,
}

impl MetricYear {
    fn of(view: &ScorecardView<'_>, scope: Scope, metric: &Metric) -> Self {
        let periods: Vec<Period> = view.year().periods().collect();
        let measure = |period: Period| view.measure(metric, scope, Window::Period, period);
        let measured = periods.iter().map(|&period| (period <= view.as_of).then(|| measure(period))).collect();
        let rest = forecast::rest(view, metric, scope);
        let forecast = periods.iter().map(|period| rest.get(period).cloned()).collect();
        let plan: Vec<Option<Amount>> =
            periods.iter().map(|&period| periods::planned(view, metric, scope, period)).collect();
        let year = view.calendar.periods_per_year();
        let base = if plan.iter().any(Option::is_some) {
            Some(Base { look: SeriesRole::Plan, figures: plan })
        } else {
            let prior: Vec<Option<Amount>> =
                periods.iter().map(|period| measure(period.plus(-year)).value().cloned()).collect();
            prior.iter().any(Option::is_some).then_some(Base { look: SeriesRole::PriorYear, figures: prior })
        };
        Self { periods, measured, forecast, base }
    }

    fn actual(&self, at: usize) -> Option<&Amount> {
        self.measured.get(at)?.as_ref()?.value()
    }

    /// Actuals, then estimates.
    fn drawn(&self) -> Vec<Option<Amount>> {
        (0..self.periods.len()).map(|at| self.actual(at).or(self.forecast.get(at)?.as_ref()).cloned()).collect()
    }

    fn all(&self) -> impl Iterator<Item = &Amount> {
        let actual = (0..self.periods.len()).filter_map(|at| self.actual(at));
        let base = self.base.iter().flat_map(|base| base.figures.iter().flatten());
        actual.chain(self.forecast.iter().flatten()).chain(base)
    }

    fn is_partial(&self, view: &ScorecardView<'_>, at: usize) -> bool {
        view.partial && self.periods.get(at) == Some(&view.as_of)
    }

    /// Where both stand for a whole period.
    fn pairs(&self, view: &ScorecardView<'_>, base: &Base) -> Vec<Pair> {
        let missing = if base.look == SeriesRole::Plan { labels::NO_PLAN } else { labels::NO_PRIOR_YEAR };
        let pair = |at: usize| {
            if self.is_partial(view, at) {
                return Err(labels::PARTIAL_NOT_COMPARED);
            }
            let actual = match self.measured.get(at).and_then(Option::as_ref).map(|measured| &measured.outcome) {
                None => return Err(labels::NOT_YET),
                Some(Err(reason)) => return Err(wording::no_data(*reason)),
                Some(Ok(figure)) => figure.value.clone(),
            };
            let base = base.figures.get(at).and_then(Clone::clone).ok_or(missing)?;
            Ok((actual, base))
        };
        (0..self.periods.len()).map(pair).collect()
    }
}

/// `None` when no period has a figure.
pub(super) fn draw(
    view: &ScorecardView<'_>,
    scope: Scope,
    page: &str,
    key: &'static str,
    metric: &Metric,
) -> Option<Drawn> {
    let course = MetricYear::of(view, scope, metric);
    let last = (0..course.periods.len()).rev().find(|&at| course.actual(at).is_some())?;
    let style = FigureStyle::of(view, metric, course.all());
    let name = format!("{}, {}", view.say(metric.label.borrowed()), unit_label(view, metric));
    let names: Vec<String> = course.periods.iter().map(|&period| periods::in_year(view, period)).collect();
    let mut numbers = ChartNumbers::new(view, page, key, &name, names.clone());
    let measure = scale::measure(metric.unit);
    let main = main(view, &course, &style, &mut numbers);
    let compared = course.base.as_ref().map(|base| (base, course.pairs(view, base)));
    let above = compared.as_ref().map_or_else(Vec::new, |(base, pairs)| {
        let word = if base.look == SeriesRole::Plan { labels::DELTA_PLAN } else { labels::DELTA_PRIOR_YEAR };
        let word = view.say(word);
        let rows = [ACTUAL, base_row(base)];
        Differences { style: &style, word, pairs, rows, last, measure, names: &names }.tiers(view, &mut numbers)
    });
    let scaled: Vec<Amount> = course.all().map(|figure| style.scaled(figure)).collect();
    let main = Tier {
        kind: TierKind::Columns,
        label: None,
        alt: alternative(view, &name, &course, &style, &names, last),
        series: main,
        scale: scale::from_zero(measure, &scaled),
        height: if above.is_empty() { WHOLE } else { MAIN },
    };
    let title = format!("{name} · {}", notation(view, &course));
    Some(numbers.drawn_as(title, above.into_iter().chain([main]).collect()))
}

/// What it is compared with behind, then actuals and estimates.
fn main(
    view: &ScorecardView<'_>,
    course: &MetricYear,
    style: &FigureStyle,
    numbers: &mut ChartNumbers<'_>,
) -> Vec<PlottedSeries> {
    let (ac, fc) = (view.say(labels::ACTUAL), view.say(labels::FORECAST));
    let cell = |measured: &Option<Measured>| {
        view.cell_or(labels::NOT_YET, measured.as_ref(), |one| figures::measured(view, style, Some(one)))
    };
    let actual: Vec<PageCell> = course.measured.iter().map(cell).collect();
    let drawn = course.drawn();
    let shown: Vec<Option<String>> =
        drawn.iter().map(|figure| figure.as_ref().map(|figure| style.shown(figure))).collect();
    let foretold = course.forecast.iter().any(Option::is_some);
    let range = if foretold {
        numbers.read(ACTUAL, ac, actual);
        let note = || Some(view.say(labels::FORECAST_SPREAD).to_owned());
        let estimate = |figure: &Option<Amount>| {
            view.cell_or(labels::NO_ESTIMATE_PAST, figure.as_ref(), |figure| style.cell(figure).note(note()))
        };
        numbers.read("forecast", fc, course.forecast.iter().map(estimate).collect());
        let cells =
            drawn.iter().map(|figure| figure.as_ref().map_or_else(PageCell::empty, |figure| style.cell(figure)));
        numbers.drawn("columns", &format!("{ac}, {fc}"), cells.collect())
    } else {
        numbers.row(ACTUAL, ac, actual)
    };
    let mut points = Vec::new();
    for at in 0..course.periods.len() {
        let estimated = course.actual(at).is_none() && course.forecast.get(at).is_some_and(Option::is_some);
        if estimated {
            points.push((at, SeriesRole::Forecast));
        } else if course.is_partial(view, at) {
            points.push((at, SeriesRole::Partial));
        }
    }
    let last = points.first().map_or(drawn.len(), |(at, _)| *at).saturating_sub(1);
    let labels_shown = spacing::spaced(&shown, &spacing::telling(&drawn, last));
    let front = PlottedSeries::new(ac.to_owned(), range, SeriesRole::Actual).points(points).labels(labels_shown);
    let behind = course.base.as_ref().map(|base| {
        let (word, missing) = if base.look == SeriesRole::Plan {
            (view.say(labels::PLAN), labels::NO_PLAN)
        } else {
            (view.say(labels::PRIOR_YEAR), labels::NO_PRIOR_YEAR)
        };
        let cell = |figure: &Option<Amount>| view.cell_or(missing, figure.as_ref(), |figure| style.cell(figure));
        let cells = base.figures.iter().map(cell).collect();
        PlottedSeries::new(word.to_owned(), numbers.row(base_row(base), word, cells), base.look)
    });
    behind.into_iter().chain([front]).collect()
}

/// Keys of the rows of what is compared, and of what it is compared with.
const ACTUAL: &str = "actual";

fn base_row(base: &Base) -> &'static str {
    if base.look == SeriesRole::Plan { "plan" } else { "prior_year" }
}

/// `AC solid, PL outlined, FC hatched`
fn notation(view: &ScorecardView<'_>, course: &MetricYear) -> String {
    let base = course.base.as_ref().map(|base| base.look);
    let said = [
        Some(labels::AC_SOLID),
        (base == Some(SeriesRole::Plan)).then_some(labels::PL_OUTLINED),
        (base == Some(SeriesRole::PriorYear)).then_some(labels::PY_LIGHTER),
        course.forecast.iter().any(Option::is_some).then_some(labels::FC_HATCHED),
        (0..course.periods.len()).any(|at| course.is_partial(view, at)).then_some(labels::STAR_PARTIAL),
    ];
    said.into_iter().flatten().map(|label| view.say(label)).collect::<Vec<_>>().join(", ")
}

fn alternative(
    view: &ScorecardView<'_>,
    name: &str,
    course: &MetricYear,
    style: &FigureStyle,
    names: &[String],
    last: usize,
) -> String {
    let at = |at: usize| names.get(at).map_or("", String::as_str);
    let figure = course.actual(last).map(|figure| style.shown(figure)).unwrap_or_default();
    let base = course.base.as_ref().and_then(|base| {
        let word = view.say(if base.look == SeriesRole::Plan { labels::PLAN } else { labels::PRIOR_YEAR });
        Some((word, style.shown(base.figures.get(last)?.as_ref()?)))
    });
    let estimates = course.forecast.iter().flatten().count();
    let first = (0..course.periods.len()).find(|&at| course.actual(at).is_some()).unwrap_or(last);
    let base = base.map(|(word, base)| format!(", {word} {base}")).unwrap_or_default();
    let rest = match estimates {
        0 => String::new(),
        _ => in_lang!(view.lang, "; {estimates} estimated after that", "; 이후 {estimates}개 기간은 추정"),
    };
    let (first, last) = (at(first), at(last));
    in_lang!(
        view.lang,
        "Columns of {name}, from {first} to {last}: AC {figure} in {last}{base}{rest}.",
        "{name} 세로 막대, {first}부터 {last}까지: {last} AC {figure}{base}{rest}."
    )
}
