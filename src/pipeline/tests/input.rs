//! What the keys of an `[[input]]` resolve to.

use super::{added, changed, loaded};
use crate::amount::Amount;
use crate::pipeline::Durations;
use crate::pipeline::{
    Absent, ColumnSource, Duplicates, HeaderRows, Input, InputUnit, Overlap, Pick, SheetChoice, Tolerance, Totals,
    Within,
};
use crate::values::{DateOrder, DecimalMark, Encoding};

fn input(lines: &str) -> Input {
    loaded(&added(lines)).inputs.remove(0)
}

#[test]
fn an_input_without_further_keys_gets_the_defaults() {
    let input = input("");
    assert_eq!(input.files, ["*.csv"]);
    assert_eq!((input.pick, input.sheet), (Pick::All, SheetChoice::Any));
    assert_eq!((input.header_row, input.required, input.condition), (None, true, None));
    assert_eq!((input.encoding, input.durations), (Encoding::Auto, None));
    assert_eq!((input.totals, input.tolerance), (Totals::Check, Tolerance::default()));
    assert_eq!((input.currency.as_deref(), input.signs.as_deref()), (None, Some("USD")));
    assert_eq!((input.duplicates, input.overlap), (Duplicates::Warn, Overlap::Auto));
    assert_eq!(input.absent, Absent::Auto);
    assert_eq!(input.within, Within::Auto);
    assert_eq!((input.unit, input.decimal, input.dates), (InputUnit::Auto, DecimalMark::Auto, DateOrder::Auto));
    let names: Vec<_> = input.columns.keys().map(String::as_str).collect();
    assert_eq!(names, ["amount", "period", "product"], "required columns have their own names");
}

#[test]
fn every_key_says_otherwise() {
    let input = input(
        r#"
pick = "newest"
sheet = "Rev*"
layout = "table"
header_row = 0x5
required = false
currency = "USD"
unit = "백만"
decimal = ","
dates = "%d.%m.%Y"
encoding = "cp949"
durations = "hours"
totals = "ignore"
duplicates = "drop"
overlap = "latest"
absent = "gap"
within = "last"
where = "Scenario = 'Actual'"
push_down = false
"#,
    );
    assert_eq!((input.pick, input.sheet), (Pick::Newest, SheetChoice::Name("Rev*".to_owned())));
    assert_eq!((input.header_row, input.required), (Some(HeaderRows { first: 5, last: 5 }), false));
    assert_eq!(input.totals, Totals::Ignore);
    assert_eq!(input.unit, InputUnit::Factor(Amount::from(1_000_000_i64)));
    assert_eq!((input.decimal, input.dates), (DecimalMark::Comma, DateOrder::Pattern("%d.%m.%Y".to_owned())));
    assert_eq!((input.encoding, input.durations), (Encoding::Named("euc-kr"), Some(Durations::Hours)));
    assert_eq!((input.duplicates, input.overlap), (Duplicates::Drop, Overlap::Latest));
    assert_eq!(input.absent, Absent::Gap);
    assert_eq!(input.within, Within::Last);
    assert_eq!(input.condition.map(|condition| condition.text).as_deref(), Some("Scenario = 'Actual'"));
}

#[test]
fn stacked_headers_are_pinned_by_their_rows() {
    assert_eq!(input("header_row = [4, 5]").header_row, Some(HeaderRows { first: 4, last: 5 }));
    assert_eq!(input("header_row = [7]").header_row, Some(HeaderRows { first: 7, last: 7 }));
}

#[test]
fn sheets_are_named_or_counted() {
    assert_eq!(input("sheet = 2").sheet, SheetChoice::Number(2));
    assert_eq!(input("sheet = \"2\"").sheet, SheetChoice::Name("2".to_owned()));
}

#[test]
fn units_are_words_for_factors() {
    for (unit, factor) in [("one", 1), ("thousand", 1_000), ("billion", 1_000_000_000), ("천", 1_000), ("만", 10_000)]
    {
        assert_eq!(input(&format!("unit = \"{unit}\"")).unit, InputUnit::Factor(Amount::from(i64::from(factor))));
    }
    assert_eq!(input("unit = \"억\"").unit, InputUnit::Factor(Amount::from(100_000_000_i64)));
}

#[test]
fn patterns_are_kept_without_detours() {
    let input = loaded(&changed("\"*.csv\"", "[\"./finance//Revenue_*.xlsx\", \"a/**/{b,c}.csv\"]")).inputs.remove(0);
    assert_eq!(input.files, ["finance/Revenue_*.xlsx", "a/**/{b,c}.csv"]);
}

#[test]
fn columns_come_from_headers_expressions_and_constants() {
    let columns = input(
        r#"
[input.columns]
product = ["Product", "제품명"]
amount = { sql = "Quantity * UnitPrice" }
[input.constants]
region = "EU"
"#,
    )
    .columns;
    assert_eq!(columns["product"], ColumnSource::Headers(vec!["Product".to_owned(), "제품명".to_owned()]));
    assert!(matches!(&columns["amount"], ColumnSource::Sql(sql) if sql.text == "Quantity * UnitPrice"));
    assert_eq!(columns["region"], ColumnSource::Constant("EU".to_owned()));
    assert_eq!(columns["period"], ColumnSource::Headers(vec!["period".to_owned()]));
    let columns = input("[input.columns]\nperiod = { join = [\"Year\", \"Month\"] }").columns;
    assert_eq!(columns["period"], ColumnSource::Joined(vec!["Year".to_owned(), "Month".to_owned()]));
}

#[test]
fn a_constant_is_written_as_the_export_would_write_it() {
    for (above, written, cell) in [
        ("", "1_000", "1000"),
        ("", "2.50", "2.5"),
        ("", "1.5e3", "1500"),
        ("decimal = \",\"", "2.5", "2,5"),
        ("", "true", "true"),
        ("", "2026-01-31", "2026-01-31"),
        ("dates = \"day-first\"", "2026-01-31", "2026-01-31"),
        ("dates = \"%d.%m.%Y\"", "2026-01-31", "31.01.2026"),
        ("", "\"FY2026-Q4\"", "FY2026-Q4"),
    ] {
        let columns = input(&format!("{above}\n[input.constants]\nsegment = {written}")).columns;
        assert_eq!(columns["segment"], ColumnSource::Constant(cell.to_owned()), "{above} {written}");
    }
}

#[test]
fn a_constant_may_stand_for_a_required_column_or_an_alternative() {
    let columns = input("[input.constants]\nproduct = \"Online store\"").columns;
    assert_eq!(columns["product"], ColumnSource::Constant("Online store".to_owned()));
    let text = "[[input]]\nname = \"a\"\nfact = \"acquisition\"\nfiles = \"a\"\n[input.constants]\nnew_customers = 1";
    assert_eq!(loaded(&added(text)).inputs.len(), 2);
}
