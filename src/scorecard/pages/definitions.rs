//! Definitions: every metric on these pages, so that nobody has to ask what a figure means.

use crate::metrics::Metric;
use crate::scorecard::figures::{ScorecardView, unit_label};
use crate::scorecard::model::{Block, Page, PageCell, PageColumn, PageRow, PageTable, Width};
use crate::scorecard::wording::{self, labels};

/// Metrics that the pages show whether or not a goal is about them. Those of the pipeline are explained in any case:
/// they stand in the tables beside.
const SHOWN: [&str; 6] =
    ["revenue", "mrr", "net_revenue_retention", "gross_revenue_retention", "units", "active_users"];

pub(super) fn page(view: &ScorecardView<'_>) -> Page {
    let text = |key: &'static str, label, width| PageColumn::text(key, view.say(label), width);
    let columns = vec![
        text("label", labels::LABEL, Width::AtMost(40)),
        text("id", labels::ID, Width::Content),
        text("theme", labels::THEME, Width::Content),
        text("unit", labels::UNIT, Width::Content),
        text("direction", labels::DIRECTION, Width::Content),
        text("formula", labels::FORMULA, Width::AtMost(60)),
        text("over_windows", labels::OVER_WINDOWS, Width::AtMost(40)),
        text("source", labels::SOURCE, Width::AtMost(44)),
    ];
    let rows = view.registry.all().filter(|metric| is_used(view, metric)).map(|metric| row(view, metric)).collect();
    Page {
        subtitle: view.as_of_in_words(),
        blocks: vec![Block::Table(PageTable::new("definitions", columns, rows))],
        ..view.blank_page(view.say(labels::DEFINITIONS))
    }
}

fn is_used(view: &ScorecardView<'_>, metric: &Metric) -> bool {
    let in_goals = view.scores.goals.iter().filter_map(|goal| goal.goal.metric()).any(|own| own.id == metric.id);
    in_goals || ((SHOWN.contains(&metric.id.as_ref()) || metric.is_own()) && view.has(metric))
}

fn row(view: &ScorecardView<'_>, metric: &Metric) -> PageRow {
    PageRow::plain(vec![
        PageCell::text(view.say(metric.label.borrowed())).strong(),
        PageCell::text(metric.id.as_ref()),
        PageCell::text(view.say(metric.theme.label())),
        PageCell::text(unit_label(view, metric)),
        PageCell::text(view.say(wording::better(metric.better))),
        PageCell::text(view.say(metric.formula.borrowed())),
        PageCell::text(view.say(wording::window_rule(metric.kind()))),
        PageCell::text(metric.source),
    ])
}
