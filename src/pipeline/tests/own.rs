//! Facts and metrics of a pipeline's own: what they resolve to, and every way to get them wrong.

use super::{SMALL, added, assert_problems, loaded, moved};
use crate::amount::Unit;
use crate::lang::Label;
use crate::pipeline::{ColumnSource, KnownNames, load};
use crate::schema::{Better, ColumnRole, FactKind, MeasureKind};
use std::path::Path;

/// An input with a fact of its own. It starts in the first added line; its measures stand in lines 5 and 6.
const ENABLEMENT: &str = r#"[[input]]
name = "training"
fact = "enablement"
files = "t.csv"
measures.trained = { kind = "stock", unit = "count" }
measures.hours = { kind = "flow", unit = "count" }
"#;

/// A metric over it: lines 7 to 14.
const METRIC: &str = r#"[[metric]]
id = "team_trained"
label = { en = "Team trained", ko = "교육 이수" }
theme = { id = "enablement", ko = "영업 역량" }
fact = "enablement"
numerator = "sum(trained)"
denominator = "sum(hours) * 2"
unit = "percent"
"#;

fn known(own: &str) -> FactKind {
    let pipeline = loaded(&added(own));
    pipeline.input("training").unwrap().fact.clone()
}

#[test]
fn an_own_fact_has_keys_and_the_measures_that_its_inputs_declare() {
    let pipeline = loaded(&added(ENABLEMENT));
    let input = pipeline.input("training").unwrap();
    assert_eq!(input.fact.name(), "enablement");
    let role = |name: &str| input.fact.schema().column(name).map(|column| column.role);
    assert_eq!(role("trained"), Some(ColumnRole::Measure(MeasureKind::Stock, Unit::Count)));
    assert_eq!(role("hours"), Some(ColumnRole::Measure(MeasureKind::Flow, Unit::Count)));
    assert_eq!(role("customer"), Some(ColumnRole::Customer));
    let columns: Vec<&str> = input.columns.keys().map(String::as_str).collect();
    assert_eq!(columns, ["hours", "period", "product", "trained"], "what is declared is looked for");
}

#[test]
fn several_inputs_of_one_own_fact_unite_their_measures() {
    let second = r#"[[input]]
name = "costs"
fact = "enablement"
files = "c.csv"
[input.columns]
trained = "Trained"
[input.measures]
cost = { kind = "flow", unit = "money" }
"#;
    let pipeline = loaded(&added(&format!("{ENABLEMENT}{second}")));
    let [first, second] = ["training", "costs"].map(|name| pipeline.input(name).unwrap());
    assert_eq!(first.fact, second.fact);
    assert!(first.fact.schema().column("cost").is_some());
    assert!(!first.columns.contains_key("cost"), "an input brings what it declares or maps");
    assert_eq!(second.columns["trained"], ColumnSource::Headers(vec!["Trained".to_owned()]));
    assert_eq!(known(ENABLEMENT).name(), "enablement");
}

#[test]
fn an_own_metric_has_labels_a_theme_and_a_formula() {
    let pipeline = loaded(&added(&format!("{ENABLEMENT}{METRIC}")));
    let [metric] = pipeline.metrics.as_slice() else { panic!() };
    assert_eq!((metric.id.as_str(), metric.unit, metric.better), ("team_trained", Unit::Percent, Better::Higher));
    assert_eq!(metric.label, Label::known("Team trained", "교육 이수"));
    assert_eq!((metric.theme.slug(), metric.theme.label()), ("enablement", Label::new("영업 역량", "영업 역량")));
    assert_eq!(metric.formula, "sum(trained) ÷ sum(hours) * 2");
    assert!(metric.rule.denominator.is_some());
}

#[test]
fn weights_go_to_own_themes_and_a_label_that_is_given_once_counts_for_all() {
    let again = METRIC
        .replace("team_trained", "hours_a_head")
        .replace("{ en = \"Team trained\", ko = \"교육 이수\" }", "\"Hours a head\"")
        .replace("{ id = \"enablement\", ko = \"영업 역량\" }", "\"Enablement\"");
    let weights = "[scoring.stage_weights.growth]\nenablement = 12\nrevenue = 3\n";
    let pipeline = loaded(&added(&format!("{ENABLEMENT}{METRIC}{again}{weights}")));
    let [first, second] = pipeline.metrics.as_slice() else { panic!() };
    assert_eq!(first.theme, second.theme);
    assert_eq!(second.label, Label::known("Hours a head", "Hours a head"));
    assert_eq!(pipeline.scoring.stage_weights["growth"]["enablement"].to_string(), "12");
}

/// What is replaced in the input and its metric, and what is said; lines count from the first added one.
const CASES: &[(&str, &str, &str)] = cases! {
    "\"enablement\"\nfiles", "\"Enable ment\"\nfiles" =>
        "3: \"Enable ment\": expected a name of lower-case letters, digits and `_`, found `Enable ment` (did you mean \
         `enable_ment`?)\n11: \"enablement\": unknown fact `enablement` (did you mean `Enable ment`?)";
    "\"enablement\"\nnumerator", "\"enabelment\"\nnumerator" =>
        "11: \"enabelment\": unknown fact `enabelment` (did you mean `enablement`?)";
    "\"enablement\"\nnumerator", "\"zzz\"\nnumerator" =>
        "11: \"zzz\": unknown fact `zzz` (a fact of your own is declared by an `[[input]]` with `[input.measures]`)";
    "measures.hours", "measures.Hours" =>
        "6: Hours: expected a name of lower-case letters, digits and `_`, found `Hours` (did you mean `hours`?)\n13: \
         hours: `hours` is not a measure of `enablement` (did you mean `Hours`?)";
    "measures.hours", "measures.period" =>
        "6: period: `period` cannot be the name of a measure (every fact has that beside its measures: choose another \
         name)\n13: hours: `hours` is not a measure of `enablement` (its measures are `trained`)";
    "kind = \"flow\"", "kind = \"flows\"" =>
        "6: \"flows\": `kind`: expected `flow` or `stock`, found `flows` (did you mean `flow`?)\n13: hours: `hours` \
         is not a measure of `enablement` (its measures are `trained`)";
    ", unit = \"count\" }\nmeasures.hours", " }\nmeasures.hours" =>
        "5: { kind = \"stock\" }: expected `unit` in `[input.measures.trained]`, found none (add `unit = …` under \
         `[input.measures.trained]`)\n\
         12: trained: `trained` is not a measure of `enablement` (its measures are `hours`)";
    "files = \"t.csv\"\n", "files = \"t.csv\"\ncolumns.tranied = \"T\"\n" =>
        "5: tranied: `tranied` is not a column of `enablement` (did you mean `trained`?)";
    "id = \"team_trained\"", "id = \"Team trained\"" =>
        "8: \"Team trained\": expected a name of lower-case letters, digits and `_`, found `Team trained` (did you \
         mean `team_trained`?)";
    "id = \"team_trained\"", "id = \"mrr\"" =>
        "8: \"mrr\": `mrr` is the name of the metric `mrr` (give each metric an id and labels of its own)";
    "ko = \"교육 이수\"", "ko = \"월간 반복 매출\"" =>
        "9: { en = \"Team trained\", ko = \"월간 반복 매출\" }: `월간 반복 매출` is the name of the metric `mrr` (give each \
         metric an id and labels of its own)";
    "label = { en = \"Team trained\", ko = \"교육 이수\" }", "label = 5" =>
        "9: 5: `label`: expected a string or `{ en = \"…\", ko = \"…\" }`, found an integer (put the value in quotes)";
    "{ id = \"enablement\", ko = \"영업 역량\" }", "{ id = \"Revenue\", en = \"Sales\" }" =>
        "10: { id = \"Revenue\", en = \"Sales\" }: theme `revenue` is built in and has its labels already (write \
         `theme = \"revenue\"`)";
    "fact = \"enablement\"\nnumerator", "fact = \"subscriptions\"\nnumerator" =>
        "11: \"subscriptions\": no metric can be made of `subscriptions` (metrics of the subscription ledger are \
         built in: `goalpost metrics` lists them)";
    "unit = \"percent\"", "unit = \"percents\"\nbeter = \"lower\"" =>
        "14: \"percents\": `unit`: expected `money`, `count`, `percent` or `ratio`, found `percents` (did you mean \
         `percent`?)\n15: beter: unknown key `beter` in `[[metric]]` (did you mean `better`?)";
    "\"sum(trained)\"", "\"sum(traned)\"" =>
        "12: traned: `traned` is not a measure of `enablement` (did you mean `trained`?)";
    "\"sum(hours) * 2\"", "\"\"\"\nsum(hours)\n  + 매출\"\"\"" =>
        "15: 매출: `매출` is not a measure of `enablement` (its measures are `hours` and `trained`)";
    "\"sum(hours) * 2\"", "\"sum(hours) \\u002A traned\"" =>
        "13: traned: `traned` is not a measure of `enablement` (did you mean `trained`?)";
};

/// The metrics that are built in, as far as the cases name them.
const BUILT_IN: &[(&str, Label)] = &[("mrr", Label::new("MRR", "월간 반복 매출"))];

fn said(text: &str) -> Vec<String> {
    let known = KnownNames { rules: &[], metrics: BUILT_IN };
    super::shown(load(Path::new("pipelines/review.toml"), text, known))
}

#[test]
fn each_problem_of_an_own_fact_or_metric_names_its_words_and_the_remedy() {
    for (from, to, expected) in CASES {
        let own = format!("{ENABLEMENT}{METRIC}");
        assert!(own.contains(from), "{from}");
        let text = added(&own.replacen(from, to, 1));
        let expected: Vec<String> = expected.split('\n').map(moved).collect();
        assert_eq!(said(&text), expected, "in\n{text}");
    }
}

#[test]
fn declarations_that_contradict_each_other_name_both_lines() {
    let second = ENABLEMENT.replace("\"training\"", "\"more\"").replace("\"stock\"", "\"flow\"");
    assert_problems(
        &added(&format!("{ENABLEMENT}{second}")),
        &[
            "21: trained: measure `trained` of `enablement` is a flow (count) here and a stock (count) in line 15 (declare \
           it alike in every input of the fact)",
        ],
    );
    let again = METRIC.replace("\"영업 역량\"", "\"역량\"").replace("team_trained", "again").replace("Team t", "T");
    assert_problems(
        &added(&format!("{ENABLEMENT}{METRIC}{again}")),
        &[
            "27: { en = \"Trained\", ko = \"교육 이수\" }: metric `교육 이수` is already in line 19 (give each metric an id and \
             labels of its own)",
            "28: { id = \"enablement\", ko = \"역량\" }: theme `enablement` has another label in line 20 (give the label \
             once, or alike)",
        ],
    );
}

#[test]
fn money_of_an_own_fact_needs_a_currency() {
    let own = ENABLEMENT.replace("\"flow\", unit = \"count\"", "\"flow\", unit = \"money\"");
    let text = SMALL.replace("currency = \"USD\"\n", "").replace("\"revenue\"", "\"adoption\"") + &own;
    assert_problems(
        &text,
        &[
            "1: [pipeline]: expected `currency` in `[pipeline]`, found none, and input `training` reads money (`hours`) \
           (add the currency of the scorecards, such as `currency = \"USD\"`)",
        ],
    );
}
