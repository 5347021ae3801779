//! What the drop-down lists offer.

use super::{List, ListName, Setting};
use crate::amount::Unit;
use crate::calendar::Span;
use crate::facts::Stage;
use crate::lang::{Label, Lang};
use crate::metrics::Metric;

/// Words of the goals workbook, as its columns take them.
pub(super) const PHASINGS: [Label; 4] = [
    Label::new("even", "균등"),
    Label::new("last_year", "전년"),
    Label::new("ramp", "점증"),
    Label::new("flat", "고정"),
];
pub(super) const KINDS: [Label; 3] =
    [Label::new("business", "사업"), Label::new("product", "제품"), Label::new("milestone", "마일스톤")];
pub(super) const CLASSES: [Label; 2] = [Label::new("committed", "확정"), Label::new("aspirational", "도전")];
pub(super) const RATE_KINDS: [Label; 2] = [Label::new("average", "평균"), Label::new("closing", "기말")];

pub(super) fn words(name: ListName, labels: &[Label], lang: Lang) -> List {
    List { name, entries: labels.iter().map(|label| label.get(lang).to_owned()).collect(), beside: Vec::new() }
}

pub(super) fn stages() -> List {
    let entries = Stage::ALL.iter().map(|stage| stage.slug().to_owned()).collect();
    List { name: ListName::Stages, entries, beside: Vec::new() }
}

/// Products of the catalog.
pub(super) fn products(setting: &Setting<'_>) -> List {
    let entries = setting.catalog.names().map(str::to_owned).collect();
    List { name: ListName::Products, entries, beside: Vec::new() }
}

/// Whose goals there are: products, and the portfolio.
pub(super) fn scopes(setting: &Setting<'_>) -> List {
    let mut list = products(setting);
    list.entries.push("*".to_owned());
    list
}

/// Metrics by their label, with the unit beside each.
pub(super) fn metrics(metrics: impl Iterator<Item = &'static Metric>, lang: Lang) -> List {
    let (entries, beside) =
        metrics.map(|metric| (metric.label.get(lang).to_owned(), unit(metric.unit).to_owned())).unzip();
    List { name: ListName::Metrics, entries, beside }
}

/// How the sheet tells the units apart.
pub(super) const fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Percent => "percent",
        Unit::Money => "money",
        Unit::Count => "count",
        Unit::Ratio => "ratio",
        Unit::Date => "date",
    }
}

/// Years, halves, quarters and periods of the fiscal year under way and of the next.
pub(super) fn periods(setting: &Setting<'_>) -> List {
    let calendar = setting.calendar;
    let year = calendar.fiscal_year(setting.now);
    let mut entries = Vec::new();
    for year in [year, year + 1] {
        entries.push(calendar.span_label(calendar.year_span(year)));
        for part in ["H1", "H2", "Q1", "Q2", "Q3", "Q4"] {
            entries.extend(calendar.parse_label(&format!("FY{year}-{part}")).map(|span| calendar.span_label(span)));
        }
        entries.extend(calendar.year_span(year).periods().map(|period| calendar.span_label(Span::of(period))));
    }
    List { name: ListName::Periods, entries, beside: Vec::new() }
}
