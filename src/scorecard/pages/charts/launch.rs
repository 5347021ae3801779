//! Revenue since the launch, added up, against the business case: for products in their launch stage.

use super::numbers::{ChartNumbers, Drawn};
use super::{lines, periods, scale};
use crate::amount::Amount;
use crate::calendar::{Period, Span, Window};
use crate::lang::Lang;
use crate::metrics::{Metric, Scope, registry};
use crate::schema::Stage;
use crate::scorecard::figures::{FigureStyle, ScorecardView, unit_label};
use crate::scorecard::model::{PageCell, ScaleMeasure, SeriesRole, Tier, TierKind};
use crate::scorecard::wording::labels;

const KEY: &str = "launch";
const HEIGHT: u32 = 12;
/// The latest periods are shown, where there are more.
const MOST: usize = 24;

/// `None` outside the launch stage, without a launch date or without revenue since.
pub(super) fn draw(view: &ScorecardView<'_>, scope: Scope, page: &str) -> Option<Drawn> {
    let Scope::Product(product) = scope else { return None };
    let product = view.products.get(product).filter(|product| product.stage == Some(Stage::Launch))?;
    let (launched, metric) = (product.launched?, view.metric("revenue")?);
    if launched > view.as_of {
        return None;
    }
    let span = Span { first: launched, last: view.year().last.max(view.as_of) };
    let skipped = span.len().saturating_sub(MOST);
    let latest = |course: Vec<Option<Amount>>| course.into_iter().skip(skipped).collect::<Vec<_>>();
    let actual = latest(actual(view, metric, scope, span));
    let case = latest(case(view, metric, scope, span));
    let shown: Vec<Period> = span.periods().skip(skipped).collect();
    let figures = || actual.iter().chain(&case).flatten();
    actual.iter().flatten().next()?;
    let style = FigureStyle::of(view, metric, figures());
    let unit = unit_label(view, metric);
    let has_case = case.iter().any(Option::is_some);
    let title = if has_case { labels::LAUNCH_CHART } else { labels::LAUNCH_CHART_ALONE };
    let title = format!("{}, {unit}", view.say(title));
    let headers = shown.iter().map(|&period| periods::in_course(view, period)).collect();
    let mut numbers = ChartNumbers::new(view, page, KEY, &title, headers);
    let row = |figures: &[Option<Amount>], missing| -> Vec<PageCell> {
        let cell = |figure: &Option<Amount>| view.cell_or(missing, figure.as_ref(), |figure| style.cell(figure));
        figures.iter().map(cell).collect()
    };
    let (ac, business_case) = (view.say(labels::ACTUAL), view.say(labels::BUSINESS_CASE));
    let mut series = Vec::new();
    if has_case {
        let range = numbers.row("case", business_case, row(&case, labels::NO_PLAN));
        series.push(lines::named(view.say(labels::PLAN), range, SeriesRole::Plan, &case, &style));
    }
    let range = numbers.row("actual", ac, row(&actual, labels::NOT_YET));
    series.push(lines::named(ac, range, SeriesRole::Actual, &actual, &style));
    let scaled: Vec<Amount> = figures().map(|figure| style.scaled(figure)).collect();
    let tier = Tier {
        kind: TierKind::Lines,
        label: None,
        alt: alternative(view, &style, &unit, &actual, &case),
        series,
        scale: lines::padded(scale::around(ScaleMeasure::MoneySinceLaunch, &scaled)),
        height: HEIGHT,
    };
    Some(numbers.drawn_as(title, vec![tier]))
}

/// Added up from the launch as far as every period is known.
fn added_up(figures: impl Iterator<Item = Option<Amount>>) -> Vec<Option<Amount>> {
    let mut sum = Some(Amount::zero());
    let add = |figure: Option<Amount>| {
        sum = sum.as_ref().zip(figure).map(|(sum, figure)| sum + &figure);
        sum.clone()
    };
    figures.map(add).collect()
}

fn actual(view: &ScorecardView<'_>, metric: &Metric, scope: Scope, span: Span) -> Vec<Option<Amount>> {
    let of = |period: Period| {
        let whole = period < view.as_of || (period == view.as_of && !view.partial);
        let measured = whole.then(|| view.measure(metric, scope, Window::Period, period))?;
        measured.value().cloned()
    };
    added_up(span.periods().map(of))
}

/// A goal for revenue since launch says where it should stand; else the plans of revenue from the launch on add up to
/// it.
fn case(view: &ScorecardView<'_>, metric: &Metric, scope: Scope, span: Span) -> Vec<Option<Amount>> {
    let since = registry::find("revenue_since_launch");
    let stands: Vec<Option<Amount>> =
        span.periods().map(|period| periods::planned(view, since?, scope, period)).collect();
    if stands.iter().any(Option::is_some) {
        return stands;
    }
    added_up(span.periods().map(|period| periods::planned(view, metric, scope, period)))
}

fn alternative(
    view: &ScorecardView<'_>,
    style: &FigureStyle,
    unit: &str,
    actual: &[Option<Amount>],
    case: &[Option<Amount>],
) -> String {
    let Some((at, reached)) = lines::end(actual) else { return String::new() };
    let reached = style.shown(reached);
    let case = case.get(at).and_then(Option::as_ref).map(|case| style.shown(case));
    match (view.lang, case) {
        (Lang::En, Some(case)) => {
            format!("Revenue since launch in {unit}: {reached} so far, {case} in the business case by then.")
        }
        (Lang::En, None) => format!("Revenue since launch in {unit}: {reached} so far; there is no business case."),
        (Lang::Ko, Some(case)) => format!("출시 이후 매출, 단위 {unit}: 현재 {reached}, 사업계획 {case}."),
        (Lang::Ko, None) => format!("출시 이후 매출, 단위 {unit}: 현재 {reached}; 사업계획 없음."),
    }
}
