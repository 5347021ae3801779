//! Movements against somebody else's: the public MRR playbook's data, and what the playbook's own SQL makes of them.
//!
//! Its definitions are ours but for three:
//!
//! - In the first month its SQL calls everybody new. To us that month is the opening, and has no movements: who was
//!   there before the data begin cannot be told from who came.
//! - It calls every return a reactivation. To us one after more than twelve periods is new; here nobody is away so long.
//! - It has no row for a month in which nobody pays. Contracts cover that month, so to us its movements are 0.

use crate::corpus::run;
use crate::harness::Table;
use std::collections::BTreeMap;
use std::path::Path;

const FIRST: &str = "2017-09";

/// What the playbook calls a movement, and the column that has it here.
const KINDS: [(&str, &str, bool); 5] = [
    ("new", "new", true),
    ("reactivation", "reactivation", true),
    ("upgrade", "expansion", true),
    ("downgrade", "contraction", false),
    ("churn", "churn", false),
];

/// Whole dollars, since every amount of the data is one.
fn dollars(text: &str) -> i64 {
    text.strip_suffix(".0").unwrap_or(text).parse().unwrap()
}

#[test]
fn movements_of_the_mrr_playbook_are_those_of_its_own_sql() {
    let Some(ran) = run("mrr_playbook", "2020-02") else { return };
    let corpus = std::env::var("GOALPOST_CORPUS").unwrap();
    let theirs = Table::read(&Path::new(&corpus).join("mrr_playbook/computed_by_peer_sql_mrr.csv"));
    let mut moved: BTreeMap<(String, &str), i64> = BTreeMap::new();
    let mut closing: BTreeMap<String, i64> = BTreeMap::new();
    for row in theirs.rows() {
        let month = row["date_month"][..7].to_owned();
        *closing.entry(month.clone()).or_default() += dollars(&row["mrr"]);
        if let Some((_, kind, gain)) = KINDS.iter().find(|(name, ..)| *name == row["change_category"]) {
            let change = dollars(&row["mrr_change"]);
            *moved.entry((month, kind)).or_default() += if *gain { change } else { -change };
        }
    }
    let ours = ran.table("out/2020-02/movements.csv");
    let mine: Vec<_> = ours.rows().iter().filter(|row| row["product"] == "Subscription").collect();
    assert_eq!(mine.len(), 29, "months from 2017-10 to 2020-02");
    for row in &mine {
        let month = &row["period"];
        for (_, kind, _) in KINDS {
            let expected = moved.remove(&(month.clone(), kind)).unwrap_or(0);
            assert_eq!(dollars(&row[kind]), expected, "{kind} in {month}");
        }
        assert_eq!(dollars(&row["closing"]), closing.get(month).copied().unwrap_or(0), "closing of {month}");
    }
    let left: Vec<_> = moved.into_iter().collect();
    assert_eq!(left, [((FIRST.to_owned(), "new"), closing[FIRST])], "only the first month is another matter");
}
