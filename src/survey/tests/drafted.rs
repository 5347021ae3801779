//! Which fact and which columns a table is drafted with.

use super::{calendar, sheet, survey};
use crate::formats::{Book, Purpose, SourceFile};
use crate::survey::draft::DraftFact;
use crate::survey::drafts;

/// The first draft of a file: its fact, a `?` behind one that is not sure, and its columns.
fn drafted(file: &str, rows: &[&[&str]]) -> String {
    let source = SourceFile { name: file.into(), bytes: 0, hash: String::new(), saved: None, purpose: Purpose::Export };
    let book = Book { source, text: None, sheets: vec![sheet(rows)] };
    let drafts = drafts(&survey(&book, &calendar()), file);
    let draft = &drafts[0];
    let fact = match draft.fact {
        DraftFact::Known(fact) => fact.name().to_owned(),
        DraftFact::Assumed(fact) | DraftFact::Likely(fact) => format!("{}?", fact.name()),
        DraftFact::Unknown => "?".to_owned(),
    };
    let columns = draft.columns.iter().map(|column| format!("{}={}", column.canonical, column.header.name));
    let missing = draft.missing.iter().map(|(canonical, possible)| format!("{canonical}? {}", possible.join(" or ")));
    let all: Vec<String> = columns.chain(missing).collect();
    format!("{fact}: {}", all.join(", "))
}

/// Two rows of a table under these headings: texts, days or figures as the letters `t`, `d` and `n` say.
#[track_caller]
fn check(file: &str, headings: &[&str], kinds: &str, expected: &str) {
    let row = |n: u32| -> Vec<String> {
        let cell = |kind| match kind {
            't' => format!("Text {n}"),
            'd' => format!("2026-0{n}-05"),
            'a' => format!("4000{n}0 Net revenue"),
            _ => format!("{n}.5"),
        };
        kinds.chars().map(cell).collect()
    };
    let rows: Vec<Vec<String>> = (1..=3).map(row).collect();
    let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let all: Vec<&[&str]> = std::iter::once(headings).chain(rows.iter().map(Vec::as_slice)).collect();
    assert_eq!(drafted(file, &all), expected, "{headings:?}");
}

#[test]
fn headings_of_many_languages_and_programs_are_known() {
    for (headings, kinds, expected) in [
        (&["Produit", "Mois", "CA HT"][..], "tdn", "revenue: product=Produit, period=Mois, amount=CA HT"),
        (&["Producto", "Fecha", "Importe"], "tdn", "revenue: product=Producto, period=Fecha, amount=Importe"),
        (&["製品名", "計上日", "売上高（円）"], "tdn", "revenue: product=製品名, period=計上日, amount=売上高（円）"),
        (&["품목명", "거래일자", "공급가액"], "tdn", "revenue: product=품목명, period=거래일자, amount=공급가액"),
        (
            &["Product Name  ↑", "Close Date", "Amount (USD)"],
            "tdn",
            "revenue: product=Product Name ↑, period=Close Date, amount=Amount (USD)",
        ),
        (&["item_name", "day", "net_usd"], "tdn", "revenue: product=item_name, period=day, amount=net_usd"),
        (&["Product", "Month", "Sum of Sales"], "tdn", "revenue: product=Product, period=Month, amount=Sum of Sales"),
    ] {
        check("x.csv", headings, kinds, expected);
    }
}

#[test]
fn of_two_columns_the_surer_name_is_taken() {
    let expected = "revenue: product=Product, period=Day, amount=Total Price";
    check("x.csv", &["Product", "Day", "Price", "Total Price"], "tdnn", expected);
    let expected = "revenue: product=Product, period=Day, amount=Revenue";
    check("x.csv", &["Product", "Day", "Sales target", "Revenue"], "tdnn", expected);
    // What is asked for is never what is planned.
    check("x.csv", &["Product", "Day", "Sales target"], "tdn", "?: product=Product, period=Day, amount? Sales target");
}

#[test]
fn a_column_that_is_the_only_one_of_its_kind_needs_no_name_and_one_of_two_is_asked() {
    let expected = "market: product=Segment, period=Quarter, market_size=Market size (USD m)";
    check("x.csv", &["Segment", "Quarter", "Market size (USD m)"], "tdn", expected);
    let expected = "revenue?: period=Day, amount=Revenue, product? Kite or Reed";
    check("x.csv", &["Kite", "Reed", "Day", "Revenue"], "ttdn", expected);
}

#[test]
fn one_of_several_columns_of_figures_is_never_taken_because_it_is_left() {
    let expected = "usage?: product=product, period=day, events=sessions, active_users? errors";
    check("usage.csv", &["day", "product", "sessions", "errors"], "dtnn", expected);
    check("usage.csv", &["day", "product", "people"], "dtn", "usage: product=product, period=day, active_users=people");
}

#[test]
fn the_first_and_the_last_day_of_a_contract_are_no_day_of_revenue() {
    let expected = "contracts: customer=Customer ID, product=Plan, start=Start Date, end=Ended At, amount=Amount";
    check("subscriptions.csv", &["Customer ID", "Plan", "Start Date", "Ended At", "Amount"], "ttddn", expected);
    let expected = "contracts: customer=Client, product=Product, start=Start, end=End, mrr=Monthly fee";
    check("x.csv", &["Client", "Product", "Start", "End", "Monthly fee"], "ttddn", expected);
}

#[test]
fn an_account_of_the_ledger_is_no_customer() {
    let columns = &["Product", "Month", "Account", "Amount"];
    check("x.csv", columns, "tdan", "revenue: product=Product, period=Month, amount=Amount");
    check("x.csv", columns, "tdtn", "revenue: product=Product, period=Month, customer=Account, amount=Amount");
}
