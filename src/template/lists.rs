//! What the drop-down lists offer.

use super::setting::TemplateSetting;
use crate::amount::Unit;
use crate::calendar::Span;
use crate::lang::{Label, Lang};
use crate::metrics::Metric;
use crate::schema::Stage;
use strum::VariantNames;

/// Keys of the lists.
pub(super) const PRODUCTS: &str = "products";
pub(super) const METRICS: &str = "metrics";
/// Metrics whose figures are shares.
pub(super) const SHARES: &str = "shares";
pub(super) const PERIODS: &str = "periods";
pub(super) const PHASINGS: &str = "phasings";
pub(super) const KINDS: &str = "kinds";
pub(super) const CLASSES: &str = "classes";
pub(super) const STAGES: &str = "stages";
pub(super) const RATE_KINDS: &str = "rate_kinds";

/// What a drop-down list offers.
pub(super) struct List {
    pub(super) key: &'static str,
    pub(super) entries: Vec<String>,
}

/// Words that a column takes: the key of their list, and each as the column takes it.
pub(super) type Words = (&'static str, &'static [Label]);

pub(super) const PHASING_WORDS: Words = (
    PHASINGS,
    &[
        Label::new("even", "균등"),
        Label::new("last_year", "전년"),
        Label::new("ramp", "점증"),
        Label::new("flat", "고정"),
    ],
);
pub(super) const KIND_WORDS: Words =
    (KINDS, &[Label::new("business", "사업"), Label::new("product", "제품"), Label::new("milestone", "마일스톤")]);
pub(super) const CLASS_WORDS: Words = (CLASSES, &[Label::new("committed", "확정"), Label::new("aspirational", "도전")]);
pub(super) const RATE_KIND_WORDS: Words = (RATE_KINDS, &[Label::new("average", "평균"), Label::new("closing", "기말")]);

pub(super) fn words((key, words): Words, lang: Lang) -> List {
    List { key, entries: words.iter().map(|word| word.get(lang).to_owned()).collect() }
}

pub(super) fn stages() -> List {
    List { key: STAGES, entries: Stage::VARIANTS.iter().map(|stage| (*stage).to_owned()).collect() }
}

/// Products of the catalog.
pub(super) fn products(setting: &TemplateSetting<'_>) -> List {
    List { key: PRODUCTS, entries: setting.catalog.names().map(str::to_owned).collect() }
}

/// Whose goals there are: products, and the portfolio.
pub(super) fn scopes(setting: &TemplateSetting<'_>) -> List {
    let mut list = products(setting);
    list.entries.push("*".to_owned());
    list
}

/// Metrics by their label, and those of them that are shares.
pub(super) fn metrics(setting: &TemplateSetting<'_>) -> [List; 2] {
    let labels = |wanted: fn(&Metric) -> bool| {
        let metrics = setting.registry.all().filter(|metric| wanted(metric));
        metrics.map(|metric| metric.label.borrowed().get(setting.lang).to_owned()).collect()
    };
    let shares = labels(|metric| metric.unit == Unit::Percent);
    [List { key: METRICS, entries: labels(|_| true) }, List { key: SHARES, entries: shares }]
}

/// Years, halves, quarters and periods of the fiscal year under way and of the next.
pub(super) fn periods(setting: &TemplateSetting<'_>) -> List {
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
    List { key: PERIODS, entries }
}
