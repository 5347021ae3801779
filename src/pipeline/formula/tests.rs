//! What formulas are read as, and what is refused with which words.

use super::{Aggregate, Formula, Leaves, read};
use crate::amount::Unit;
use crate::schema::{CustomFact, CustomMeasure, FactKind, MeasureKind};

fn fact() -> FactKind {
    let measure = |name: &str, measure_kind| CustomMeasure { name: name.to_owned(), measure_kind, unit: Unit::Count };
    let measures = vec![
        measure("trained", MeasureKind::Stock),
        measure("headcount", MeasureKind::Stock),
        measure("hours", MeasureKind::Flow),
        measure("end", MeasureKind::Flow),
    ];
    FactKind::Custom(CustomFact::declare("enablement".to_owned(), measures))
}

/// The text under the caret, the message and the hint.
fn refusal(text: &str) -> String {
    let (place, fault) = read(text, &fact()).unwrap_err();
    let hint = fault.remedy().map_or_else(String::new, |hint| format!(" ({hint})"));
    format!("{}: {}{hint}", &text[place], fault.wording())
}

#[test]
fn what_stands_in_aggregates_becomes_series_under_their_text() {
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let formula = read(text, &fact()).unwrap();
        let mut found = Vec::new();
        formula.leaves(Leaves::All, &mut |aggregate| {
            found.push(match aggregate {
                Aggregate::Customers => "customers".to_owned(),
                Aggregate::Periods { how, values } => {
                    let of_row = if values.of_row.is_some() { " by row" } else { "" };
                    format!("{how:?} {:?} {}{of_row}", values.measure_kind, values.name)
                }
            });
        });
        assert_eq!(found, expected, "{text}");
    }
    check("sum(trained)", &["Sum Stock trained"]);
    check("SUM(Trained) / Sum( hours )", &["Sum Stock trained", "Sum Flow hours"]);
    check("sum(\"end\") + 1.5", &["Sum Flow end"]);
    check(
        "avg(hours) - min(hours) + max(hours) * last(hours)",
        &["Mean Flow hours", "Least Flow hours", "Greatest Flow hours", "Last Flow hours"],
    );
    check("count(*) / nullif(count(distinct customer), 0)", &["Sum Flow * by row", "customers"]);
    check("coalesce(abs(-sum(hours)), +3, 4)", &["Sum Flow hours"]);
    check("sum(hours * 2)", &["Sum Flow hours * 2 by row"]);
    check(
        "sum(case when trained >= 10 and not headcount is null then trained else 0 end)",
        &["Sum Stock CASE WHEN trained >= 10 AND NOT headcount IS NULL THEN trained ELSE 0 END by row"],
    );
    check("sum(case when trained > 5 then hours end)", &["Sum Flow CASE WHEN trained > 5 THEN hours END by row"]);
    check("sum(case when trained > 5 then 1 end)", &["Sum Stock CASE WHEN trained > 5 THEN 1 END by row"]);
    assert_eq!(read("2", &FactKind::Revenue).unwrap_err().1, super::FormulaFault::NoMeasure);
    assert!(matches!(read("(sum(amount))", &FactKind::Revenue), Ok(Formula::Leaf(_))));
}

#[test]
fn what_has_no_exact_answer_is_refused_at_its_place() {
    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert!(refusal(text).starts_with(expected), "{text}\n{}", refusal(text));
    }
    check("trained", "trained: `trained` stands outside of an aggregate (write `sum(trained)`");
    check("sum(traned)", "traned: `traned` is not a measure of `enablement` (did you mean `trained`?)");
    check("sum(hours) + sum(product)", "product: `product` is not a measure of `enablement`");
    check("sum(sum(hours))", "sum: `sum` stands inside another aggregate");
    check("sum(1)", "1: expected a measure, found only constants (`count(*)` counts rows)");
    check("7 * 6", "7 * 6: expected a measure, found only constants");
    check("sum(trained * hours)", "trained * hours: one aggregate of a flow and a stock (flows add up");
    check("case when sum(hours) > 1 then 1 else 2 end", "case when sum(hours) > 1 then 1 else 2 end: `case` stands");
    check("median(hours)", "median: `median(hours)` has no place in a formula");
    check("sum(sqrt(hours))", "sqrt: `sqrt` has no place in a formula");
    check("count(hours)", "count: `count(hours)` has no place in a formula");
    check("sum(distinct hours)", "sum: `sum(DISTINCT hours)` has no place in a formula");
    check("sum(hours) over ()", "sum: `sum(hours) OVER ()` has no place in a formula");
    check("sum(hours) filter (where hours > 1)", "sum: `sum(hours) FILTER (WHERE hours > 1)` has no place");
    check("nullif(sum(hours))", "nullif: `nullif(sum(hours))` has no place in a formula");
    check("sum(hours) % 2", "sum(hours) % 2: `sum(hours) % 2` has no place in a formula");
    check("sum(hours) > 2", "sum(hours) > 2: `sum(hours) > 2` has no place in a formula");
    check("sum('3')", "'3': `'3'` has no place in a formula");
    check("(select 1)", "select 1: `(SELECT 1)` has no place in a formula");
    check("sum(hours) + 1e3", "1e3: expected a number of at most 20 digits before the point and 18 after it");
    check("sum(hours", "sum(hours: cannot read the formula: Expected: ");
    check("sum(hours) sum", "sum: cannot read the formula: expected the end, found sum");
    check("sum(hours) +\n  매출 매출", "매출: cannot read the formula: expected the end, found 매출");
    assert_eq!(
        read("count(distinct customer)", &FactKind::Market).map_err(|(_, fault)| fault.wording()),
        Err("`market` has no customers".to_owned())
    );
}

#[test]
fn depth_and_size_are_bounded() {
    let read = |text: &str| read(text, &FactKind::Revenue).map(|_| ()).map_err(|(_, fault)| fault.wording());
    let sum = |terms: usize| format!("sum(amount){}", " + 1".repeat(terms));
    assert_eq!(read(&sum(50)), Ok(()));
    for terms in [70, 2000] {
        assert_eq!(read(&sum(terms)), Err("its parentheses and branches lie too deep in each other".to_owned()));
    }
    assert_eq!(read(&sum(100_000)), Err("expected at most 10,000 characters of formula".to_owned()));
    // Chains of conditions are no deeper than they must be, however long.
    let chain = format!("sum(case when amount = 1{} then amount end)", " or amount = 1".repeat(650));
    assert_eq!(read(&chain), Ok(()));
}
