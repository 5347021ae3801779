//! The series behind the sparklines: a row a product and metric on the Data page.

use super::view::{ScorecardView, SeriesRows};
use crate::calendar::{Period, Window};
use crate::metrics::{Measured, Metric, MetricRef, Scope};
use crate::pipeline::Audience;
use crate::scorecard::model::{DataRange, PageCell, RowRef, SparklineLook};
use crate::scorecard::wording::{self, labels};
use std::borrow::Cow;
use std::collections::btree_map::Entry;

/// Key of their table.
pub(crate) const TABLE: &str = "series";
/// Columns before the first period.
const LEADING: usize = 3;

/// Metrics that an audience looks at, in the order of its page.
pub(crate) const OF_SALES: &[&str] = &[
    "revenue",
    "new_customers",
    "new_mrr",
    "expansion_mrr",
    "expansion_revenue",
    "net_revenue_retention",
    "gross_revenue_retention",
    "logo_churn",
    "attach_rate",
];
pub(crate) const OF_MARKETING: &[&str] = &[
    "new_customers",
    "acquisition_cost",
    "adoption_rate",
    "activation_rate",
    "active_users",
    "revenue_since_launch",
    "market_share",
];

fn of_audience(view: &ScorecardView<'_>) -> Vec<&'static Metric> {
    let ids = match view.audience {
        Audience::Leadership | Audience::Product => &[],
        Audience::Sales => OF_SALES,
        Audience::Marketing => OF_MARKETING,
    };
    ids.iter().filter_map(|id| view.metric(id)).collect()
}

/// What every sparkline shows: the periods of the trail.
pub(crate) fn of(view: &ScorecardView<'_>, scope: Scope, metric: &Metric) -> Vec<(Period, Measured)> {
    let measure = |period| (period, view.measure(metric, scope, Window::Period, period));
    view.trail().periods().map(measure).collect()
}

/// What the portfolio page draws for every product.
pub(crate) fn headline(view: &ScorecardView<'_>) -> Option<&'static Metric> {
    ["revenue", "mrr", "active_users"].iter().find_map(|id| view.metric(id))
}

/// Product and metric of every row of the Data page, found by the first who asks.
pub(crate) fn places<'a>(view: &ScorecardView<'a>) -> &'a SeriesRows {
    view.series.get_or_init(|| {
        let mut places = SeriesRows::default();
        for scope in view.scopes() {
            let first = headline(view).into_iter().chain(of_audience(view)).map(MetricRef::from);
            let goals = view.scores.goals_of(scope).filter_map(|goal| goal.goal.metric().cloned());
            for metric in first.chain(goals.filter(|metric| view.has(metric))) {
                if let Entry::Vacant(place) = places.by_series.entry((scope, metric.id.clone())) {
                    place.insert(places.rows.len());
                    places.rows.push((scope, metric));
                }
            }
        }
        places
    })
}

/// The last thirteen periods as a small chart; no data when none of them has a figure.
pub(crate) fn sparkline(view: &ScorecardView<'_>, scope: Scope, metric: &Metric) -> PageCell {
    let series = of(view, scope, metric);
    let figures = series.iter().filter(|(_, measured)| measured.value().is_some()).count();
    let row = places(view).by_series.get(&(scope, Cow::Borrowed(metric.id.as_ref()))).copied();
    match (row, figures, series.last()) {
        (Some(row), 1.., _) => {
            let range = DataRange {
                page: view.say(labels::DATA).to_owned(),
                table: TABLE,
                row: RowRef::Body(row),
                first: LEADING,
                last: LEADING + series.len() - 1,
            };
            let complete = figures == series.len();
            let look = if complete && !metric.kind().adds_up() { SparklineLook::Line } else { SparklineLook::Columns };
            PageCell::spark(range, look)
        }
        (_, _, Some((_, Measured { outcome: Err(reason), .. }))) => view.no_data(wording::no_data(*reason)),
        _ => view.no_data(labels::NOT_MEASURED),
    }
}
