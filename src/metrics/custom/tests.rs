//! Formulas against values computed by hand, as fractions.

use super::arithmetic::{Blank, value};
use super::kind;
use crate::amount::Amount;
use crate::metrics::answer::NoData;
use crate::metrics::course::MetricKind;
use crate::name::Name;
use crate::pipeline::{self, Aggregate, CustomRule, Formula};
use std::sync::Arc;

/// The rule of a metric over a fact with the stocks `s`, `t` and the flows `f`, `g`.
fn rule(numerator: &str, denominator: Option<&str>) -> Arc<CustomRule> {
    let below = denominator.map_or_else(String::new, |below| format!("denominator = \"{below}\"\n"));
    let text = format!(
        "[pipeline]\nname = \"x\"\ninputs = \".\"\noutput = \"out\"\n[[input]]\nname = \"x\"\nfact = \"own\"\nfiles = \"x\"\n\
         [input.measures]\ns = {{ kind = \"stock\", unit = \"count\" }}\nt = {{ kind = \"stock\", unit = \"count\" }}\n\
         f = {{ kind = \"flow\", unit = \"count\" }}\ng = {{ kind = \"flow\", unit = \"count\" }}\n\
         [[metric]]\nid = \"m\"\nlabel = \"M\"\ntheme = \"own\"\nfact = \"own\"\nunit = \"ratio\"\n\
         numerator = \"{numerator}\"\n{below}"
    );
    let loaded = pipeline::load("x.toml".as_ref(), &text, pipeline::KnownNames::default());
    loaded.unwrap_or_else(|findings| panic!("{findings:#?}")).value.metrics.remove(0).rule
}

/// `1/3`, `-2`, `0.5`
fn fraction(text: &str) -> Amount {
    let (above, below) = text.split_once('/').unwrap_or((text, "1"));
    Amount::parse_plain(above).unwrap().checked_div(&Amount::parse_plain(below).unwrap()).unwrap()
}

/// The value of `expression` in a row with f = 7, g = 3 and nothing in `s`; `t` is 0.
#[track_caller]
fn check_row(expression: &str, expected: Option<&str>) {
    let rule = rule(&format!("sum({expression})"), None);
    let Formula::Leaf(Aggregate::Periods { values, .. }) = &rule.numerator else { panic!("{expression}") };
    let row = |name: &Name| match name.as_ref() {
        "f" => Ok(fraction("7")),
        "g" => Ok(fraction("3")),
        "t" => Ok(Amount::zero()),
        _ => Err(Blank),
    };
    let found = value(values.of_row.as_ref().unwrap(), &row).ok();
    assert_eq!(found, expected.map(fraction), "{expression}");
}

#[test]
fn rows_are_computed_in_exact_fractions() {
    check_row("f / g", Some("7/3"));
    check_row("f / g * g", Some("7"));
    check_row("(f + 0.1) * 3 - g", Some("18.3"));
    check_row("f - g * 2", Some("1"));
    check_row("-f + g", Some("-4"));
    check_row("abs(g - f) / 3", Some("4/3"));
}

#[test]
fn a_row_with_a_blank_measure_has_no_value_unless_the_formula_says_which() {
    check_row("s + 1", None);
    check_row("coalesce(s, t, 5) + 1", Some("1"));
    check_row("coalesce(s, 5)", Some("5"));
    check_row("nullif(f, 7)", None);
    check_row("coalesce(nullif(f, 7), 2)", Some("2"));
    check_row("nullif(f, 8)", Some("7"));
    check_row("f / (g - 3)", None);
    check_row("coalesce(f / (g - 3), 9)", Some("9"));
}

#[test]
fn the_first_condition_that_is_true_counts_and_an_unknown_one_is_not() {
    check_row("case when f > g then f else g end", Some("7"));
    check_row("case when f < g then f end", None);
    check_row("case when f <> 7 then 1 when g >= 3 and not g = 4 then 2 else 3 end", Some("2"));
    check_row("case when s > 1 then 1 else 2 * t end", Some("0"));
    check_row("case when not s > 1 then 1 else t + 2 end", Some("2"));
    check_row("case when s > 1 or t = 0 then 1 end", Some("1"));
    check_row("case when s > 1 and t = 1 then 1 else 4 end", Some("4"));
    check_row("case when s is null then 8 when t is not null then t end", Some("8"));
    check_row("case when f <= 7 and t is not null then 6 + t end", Some("6"));
}

#[test]
fn over_a_window_what_is_missing_keeps_its_reason() {
    #[track_caller]
    fn check(formula: &str, expected: Result<&str, NoData>) {
        let rule = rule(formula, None);
        let aggregate = |aggregate: &Aggregate| match aggregate {
            Aggregate::Customers => Err(NoData::BeforeLaunch),
            Aggregate::Periods { values, .. } => match values.name.as_ref() {
                "f" => Ok(fraction("7")),
                "g" => Ok(Amount::zero()),
                "s" => Err(NoData::NoRow),
                _ => Err(NoData::NotCovered),
            },
        };
        assert_eq!(value(&rule.numerator, &aggregate), expected.map(fraction), "{formula}");
    }
    check("sum(f) / 3", Ok("7/3"));
    check("sum(f) / sum(g)", Err(NoData::ZeroDenominator));
    check("sum(f) / nullif(sum(g), 0)", Err(NoData::ZeroDenominator));
    check("nullif(sum(f), 7)", Err(NoData::NotDefined));
    check("nullif(sum(f), sum(s))", Ok("7"));
    check("nullif(sum(f), sum(t))", Err(NoData::NotCovered));
    check("sum(f) + sum(s)", Err(NoData::NoRow));
    check("coalesce(sum(s), 0) + 1", Ok("1"));
    check("coalesce(sum(t), 0)", Err(NoData::NotCovered));
    check("coalesce(count(distinct customer), 0)", Err(NoData::BeforeLaunch));
}

#[test]
fn the_kind_follows_from_the_formula() {
    #[track_caller]
    fn check(numerator: &str, denominator: Option<&str>, expected: MetricKind) {
        assert_eq!(kind(&rule(numerator, denominator)), expected, "{numerator} over {denominator:?}");
    }
    check("sum(f)", None, MetricKind::Flow);
    check("sum(f + g) - 2 * sum(g) / 3", None, MetricKind::Flow);
    check("-sum(f)", None, MetricKind::Flow);
    check("count(*)", None, MetricKind::Flow);
    check("sum(s)", None, MetricKind::Stock);
    check("1 + last(f) + abs(sum(s))", None, MetricKind::Stock);
    check("sum(f)", Some("sum(s)"), MetricKind::Ratio);
    check("1 - sum(f) / sum(g)", None, MetricKind::Ratio);
    check("coalesce(sum(s) / sum(t), 0)", None, MetricKind::Ratio);
    check("sum(f) + sum(s)", None, MetricKind::Expression);
    check("sum(f) + 1", None, MetricKind::Expression);
    check("sum(f) * sum(g)", None, MetricKind::Expression);
    check("abs(sum(f))", None, MetricKind::Expression);
    check("avg(s)", None, MetricKind::Expression);
    check("count(distinct customer)", None, MetricKind::Expression);
}
