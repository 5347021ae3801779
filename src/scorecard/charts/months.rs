//! One metric by month of the fiscal year: what happened, with the plan behind it.

use super::super::figures::{Style, unit_label};
use super::super::model::{Cell, Chart, Labels, Look, Row, RowRef, Series, Tier, TierKind};
use super::super::plan;
use super::super::view::View;
use super::super::wording::{self, labels};
use super::{Drawn, range, scale, table};
use crate::amount::Amount;
use crate::calendar::{Period, Window};
use crate::lang::Lang;
use crate::metrics::{Metric, Scope};

/// `None` when no month has a figure.
pub(super) fn draw(view: &View<'_>, scope: Scope, page: &str, key: &'static str, metric: &Metric) -> Option<Drawn> {
    let periods: Vec<Period> = view.year().periods().collect();
    let measured: Vec<_> = periods
        .iter()
        .map(|&period| (period <= view.as_of).then(|| view.measure(metric, scope, Window::Period, period)))
        .collect();
    let actuals: Vec<&Amount> = measured.iter().flatten().filter_map(|measured| measured.value()).collect();
    let plans: Vec<Option<Amount>> =
        periods.iter().map(|&period| plan::of_period(view, metric, scope, period)).collect();
    let style = Style::of(view, metric, actuals.iter().copied().chain(plans.iter().flatten()));
    let largest = actuals.iter().copied().chain(plans.iter().flatten()).max()?;
    if actuals.is_empty() {
        return None;
    }
    let (name, unit) = (view.say(metric.label), unit_label(view, metric));
    let label = |what: &str| Cell::text(format!("{name} {what}, {unit}"));
    let actual_cells = measured.iter().map(|measured| match measured.as_ref().map(|measured| &measured.outcome) {
        Some(Ok(figure)) => style.cell(&figure.value),
        Some(Err(reason)) => Cell::no_data(view.say(wording::no_data(*reason))),
        None => Cell::no_data(view.say(labels::NOT_YET)),
    });
    let ac = view.say(labels::ACTUAL);
    let pl = view.say(labels::PLAN);
    let mut rows = vec![Row::plain([label(ac)].into_iter().chain(actual_cells).collect())];
    let series = |row: usize, look: Look, word: &str| {
        let labels = if look == Look::Actual { Labels::Values(style.format()) } else { Labels::None };
        Series::new(word.to_owned(), range(page, key, RowRef::Body(row), periods.len()), look).labels(labels)
    };
    // The plan is drawn first, so that it stands behind.
    let mut all = vec![series(0, Look::Actual, ac)];
    let mut title = format!("{name}, {unit} · {}", view.say(labels::AC_SOLID));
    if plans.iter().any(Option::is_some) {
        let plan_cells = plans.iter().map(|plan| match plan {
            Some(plan) => style.cell(plan),
            None => Cell::no_data(view.say(labels::NO_PLAN)),
        });
        rows.push(Row::plain([label(pl)].into_iter().chain(plan_cells).collect()));
        all.insert(0, series(1, Look::Plan, pl));
        title = format!("{title}, {}", view.say(labels::PL_OUTLINED));
    }
    let headers = periods.iter().map(|&period| wording::month(&view.calendar.label(period), view.lang));
    let last = measured.iter().flatten().next_back().and_then(|measured| measured.value());
    let alt = alternative(view, name, &unit, last.map(|last| style.shown(last)).as_deref());
    let scale = scale(metric.unit, &style.scaled(largest));
    let tier = Tier { kind: TierKind::Columns, label: None, alt, series: all, scale, height: 1 };
    let categories = range(page, key, RowRef::Header, periods.len());
    Some(Drawn { chart: Chart { key, title, categories, tiers: vec![tier] }, table: table(key, headers, rows) })
}

fn alternative(view: &View<'_>, name: &str, unit: &str, last: Option<&str>) -> String {
    let period = view.period(view.as_of);
    match (view.lang, last) {
        (Lang::En, Some(last)) => {
            format!("Columns of {name} by month of the fiscal year, in {unit}: {last} in {period}.")
        }
        (Lang::En, None) => {
            format!("Columns of {name} by month of the fiscal year, in {unit}; no figure for {period}.")
        }
        (Lang::Ko, Some(last)) => format!("회계연도 월별 {name} 세로 막대 차트, 단위 {unit}: {period} {last}."),
        (Lang::Ko, None) => format!("회계연도 월별 {name} 세로 막대 차트, 단위 {unit}; {period} 자료 없음."),
    }
}
