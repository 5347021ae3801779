//! Example goals: for every product those that its life-cycle stage usually has.

use super::{Entry, Setting};
use crate::amount::Unit;
use crate::facts::Stage;
use crate::lang::{Label, Lang};
use crate::metrics::{Metric, registry};

/// Metric, target, baseline.
type Example = (&'static str, f64, Option<f64>);

/// The first goals that are usually agreed on in each stage.
const fn usual(stage: Stage) -> &'static [Example] {
    match stage {
        Stage::Launch => &[("new_customers", 120.0, None), ("adoption_rate", 0.4, Some(0.1))],
        Stage::Growth => &[("revenue", 2_400_000.0, None), ("new_customers", 300.0, None)],
        Stage::Maturity | Stage::Decline => &[("revenue", 5_000_000.0, None), ("net_revenue_retention", 1.02, None)],
    }
}

/// Rows in the order of the columns of the goals workbook. They are proposed goals: nothing counts before a sign-off.
pub(super) fn goals(setting: &Setting<'_>) -> Vec<Vec<Entry>> {
    let year = setting.calendar.span_label(setting.calendar.year_span(setting.calendar.fiscal_year(setting.now)));
    let mut rows = Vec::new();
    for product in setting.catalog.products() {
        for &(metric, target, baseline) in usual(product.stage.unwrap_or(Stage::Maturity)) {
            let Some(metric) = registry::find(metric) else { continue };
            rows.push(row(setting.lang, rows.len() + 1, product.name.as_str(), &year, metric, target, baseline));
        }
    }
    rows
}

fn row(
    lang: Lang,
    number: usize,
    product: &str,
    year: &str,
    metric: &Metric,
    target: f64,
    baseline: Option<f64>,
) -> Vec<Entry> {
    let text = |text: &str| Entry::Text(text.to_owned());
    let word = |label: Label| text(label.get(lang));
    let note = match metric.unit {
        Unit::Money => {
            Label::new("Example: money in ones of the reporting currency", "예시: 금액은 보고 통화의 1 단위")
        }
        Unit::Percent => Label::new("Example: a share is typed as 40% or 0.4", "예시: 비율은 40% 또는 0.4로 입력"),
        Unit::Count | Unit::Ratio | Unit::Date => Label::new("Example", "예시"),
    };
    let mut row = vec![
        Entry::Text(format!("EX-{number:02}")),
        text(product),
        word(metric.label),
        text(year),
        Entry::Number(target),
        baseline.map_or(Entry::Blank, Entry::Number),
    ];
    row.extend([Entry::Blank, Entry::Blank, Entry::Blank, Entry::Blank]);
    row.push(word(Label::new("business", "사업")));
    row.push(Entry::Blank);
    row.push(word(Label::new("committed", "확정")));
    row.extend(std::iter::repeat_n(Entry::Blank, 7));
    row.push(word(note));
    row
}
