//! Expressions over small sheets. What they give was worked out apart: by hand, by the rules of SQL's three-valued logic, or
//! as exact fractions.

mod doubts;

use super::*;
use crate::diagnostic::Finding;
use crate::ingest::shape::header::{self, HeaderSearch, WantedColumns};
use crate::pipeline::{self, ColumnSource, Input};
use crate::place::Cell;
use crate::schema::{ColumnRole, FactKind};
use crate::sheet::{Grid, Raw, Sheet};

/// Cells of texts; `#5` is a number, `@2026-10-31` a day, `~1.5` a time of so many days, `!` an error.
fn sheet(rows: &[&[&str]]) -> Sheet {
    let mut grid = Grid::default();
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(*cells) {
            let cell = Cell { row, column };
            match text.chars().next() {
                Some('#') => grid.push(cell, Raw::Number(text[1..].parse().unwrap())).unwrap(),
                Some('@') => grid.push(cell, Raw::Day(text[1..].parse().unwrap())).unwrap(),
                Some('~') => grid.push(cell, Raw::Duration(text[1..].parse().unwrap())).unwrap(),
                Some('!') => grid.push(cell, Raw::Fault("#N/A")).unwrap(),
                _ => grid.push_text(cell, text).unwrap(),
            }
        }
    }
    Sheet::new(&"x.xlsx".into(), Some("S"), grid)
}

fn input(above: &str, sql: &str) -> Input {
    let text = format!(
        "[pipeline]\nname = \"x\"\ncurrency = \"USD\"\ninputs = \".\"\noutput = \"out\"\n[[input]]\nname = \"revenue\"\n\
         fact = \"revenue\"\nfiles = \"x.xlsx\"\n{above}\n[input.columns]\namount = {{ sql = '''{sql}''' }}\n"
    );
    let loaded = pipeline::load("x.toml".as_ref(), &text, pipeline::KnownNames::default());
    loaded.unwrap_or_else(|findings| panic!("{sql}: {}", findings[0].problem.message())).value.inputs.remove(0)
}

/// What an expression gives row by row as a measure or a text, and what is said about it.
fn evaluated(above: &str, sql: &str, role: ColumnRole, rows: &[&[&str]]) -> (Option<Vec<Computed>>, Vec<Finding>) {
    let (sheet, input) = (sheet(rows), input(above, sql));
    let Some(ColumnSource::Sql(expression)) = input.columns.get("amount") else { panic!() };
    let wanted = WantedColumns::by(&input, Vec::new());
    let header = match header::find(&sheet, &wanted, Some(pipeline::HeaderRows { first: 1, last: 1 })) {
        HeaderSearch::Found(header) | HeaderSearch::Partial(header) => header,
        HeaderSearch::Nothing => panic!(),
    };
    let below: Vec<usize> = (1..sheet.grid.height()).collect();
    let mut findings = Vec::new();
    let over = Over { sheet: &sheet, header: &header, rows: &below, input: &input, stored: &sheet };
    let column = computed(over, expression, ("amount", role), &mut findings);
    (column.map(|column| column.values), findings)
}

fn measure() -> ColumnRole {
    FactKind::Revenue.schema().column("amount").unwrap().role
}

fn shown(values: Vec<Computed>) -> Vec<String> {
    let show = |value| match value {
        Computed::Blank => "NULL".to_owned(),
        Computed::Number(number) => crate::amount::Amount::from_scaled(number.mantissa, number.scale).to_string(),
        Computed::Text(text) => text.into(),
        Computed::Day(day) => day.to_string(),
    };
    values.into_iter().map(show).collect()
}

fn said(findings: &[Finding]) -> Vec<String> {
    let place = |finding: &Finding| finding.place.cell().unwrap_or_default();
    findings.iter().map(|finding| format!("{}: {}", place(finding), finding.problem.message())).collect()
}

const SALES: &[&[&str]] = &[
    &["Product", "Currency", "Quantity", "Unit Price", "Discount", "Day", "Code", "Share"],
    &["Alpha", "USD", "1.5", "0.35", "", "2026-01-31", "007", "60%"],
    &["Beta", "EUR", "3", "12345678.91", "2", "2026-02-28", "010", "5%"],
    &["알파", "KRW", "0", "1", "0.5", "2026-12-31", "011", ""],
];

/// Over the sales above, as a text: what is NULL there is NULL.
#[track_caller]
fn check(sql: &str, expected: [&str; 3]) {
    let (values, findings) = evaluated("", sql, ColumnRole::Text, SALES);
    let values = values.unwrap_or_else(|| panic!("{sql}: {:?}", said(&findings)));
    assert_eq!(shown(values), expected, "{sql}");
}

#[test]
fn arithmetic_is_exact_whatever_the_digits() {
    check("Quantity * \"Unit Price\"", ["0.525", "37037036.73", "0"]);
    check("\"Unit Price\" / 8", ["0.04375", "1543209.86375", "0.125"]);
    check("0.1 + 0.2", ["0.3", "0.3", "0.3"]);
    check("case when 0.1 + 0.2 = 0.3 then 'equal' else 'not' end", ["equal", "equal", "equal"]);
    check("1.0 / 3 * 3", ["1", "1", "1"]);
    check("7 / 2", ["3.5", "3.5", "3.5"]);
    check("7 % 2 + mod(-7, 3)", ["0", "0", "0"]);
    check("99999999999999999999 * 99999999999999999999 / 99999999999999999999", ["99999999999999999999"; 3]);
    check("9223372036854775807 + 1", ["9223372036854775808"; 3]);
    check("100 / Quantity", ["66.6666666666666667", "33.3333333333333333", "NULL"]);
    check("-Quantity", ["-1.5", "-3", "0"]);
    check("Share * 100", ["60", "5", "NULL"]);
    check("2 + 3 * 4 - (2 - 1)", ["13"; 3]);
}

#[test]
fn halves_round_away_from_zero() {
    check("round(2.5) || ',' || round(-2.5) || ',' || round(1.005, 2)", ["3,-3,1.01"; 3]);
    check("round(1250, -2)", ["1300"; 3]);
    check("trunc(-2.7) || ',' || floor(-2.1) || ',' || ceil(-2.9) || ',' || sign(-3)", ["-2,-3,-2,-1"; 3]);
    check("cast(2.345 as decimal(10, 2))", ["2.35"; 3]);
    check("abs(-3)", ["3"; 3]);
}

#[test]
fn codes_stay_texts_and_a_column_of_currency_codes_is_one() {
    check("Code", ["007", "010", "011"]);
    check("case when Currency = 'EUR' then 'euro' else 'other' end", ["other", "euro", "other"]);
    check("case Currency when 'USD' then 1 when 'EUR' then 1.1 end", ["1", "1.1", "NULL"]);
    check("Currency in ('USD', 'KRW')", ["true", "false", "true"]);
    check("Currency not in ('USD', 'KRW')", ["false", "true", "false"]);
    check("Product = '알파'", ["false", "false", "true"]);
    check("Code = '007'", ["true", "false", "false"]);
    check("Currency <> 'USD' and Currency between 'A' and 'F'", ["false", "true", "false"]);
}

#[test]
fn what_is_missing_follows_the_three_values_of_sql() {
    check("Discount > 1", ["NULL", "true", "false"]);
    check("not Discount > 1", ["NULL", "false", "true"]);
    check("Discount > 1 or Product = 'Alpha'", ["true", "true", "false"]);
    check("Discount > 1 and Product = 'Beta'", ["false", "true", "false"]);
    check("Discount is null", ["true", "false", "false"]);
    check("Discount is not null", ["false", "true", "true"]);
    check("Discount in (2, null)", ["NULL", "true", "NULL"]);
    check("Discount not in (2, 3)", ["NULL", "false", "true"]);
    check("Discount is distinct from 2", ["true", "false", "true"]);
    check("Discount is not distinct from null", ["true", "false", "false"]);
    check("(Discount > 1) is true", ["false", "true", "false"]);
    check("(Discount > 1) is not true", ["true", "false", "true"]);
    check("(Discount > 1) is unknown", ["true", "false", "false"]);
    check("coalesce(Discount, 0)", ["0", "2", "0.5"]);
    check("nullif(Quantity, 0)", ["1.5", "3", "NULL"]);
    check("greatest(Quantity, Discount)", ["1.5", "3", "0.5"]);
    check("least(Quantity, Discount, 1)", ["1", "1", "0"]);
    check("null = null", ["NULL"; 3]);
    check("isnull(Discount)", ["true", "false", "false"]);
    check("isnull(Discount, 0)", ["0", "2", "0.5"]);
    check("if(Quantity > 1, 'many', 'few')", ["many", "many", "few"]);
    check("100 / nullif(Quantity, 0)", ["66.6666666666666667", "33.3333333333333333", "NULL"]);
}

#[test]
fn texts_are_cut_joined_and_looked_into() {
    check("upper(Product) || '-' || lower(Currency)", ["ALPHA-usd", "BETA-eur", "알파-krw"]);
    check("concat(Product, Discount)", ["Alpha", "Beta2", "알파0.5"]);
    check("length(Product)", ["5", "4", "2"]);
    check("left(Product, 2) || right(Product, 1)", ["Ala", "Bea", "알파파"]);
    check("substr(Product, 2, 2)", ["lp", "et", "파"]);
    check("substring(Product from 2)", ["lpha", "eta", "파"]);
    check("replace(Product, 'a', 'o')", ["Alpho", "Beto", "알파"]);
    check("trim('  x ') || ltrim('xxa', 'x') || rtrim('axx', 'x')", ["xaa"; 3]);
    check("trim(leading 'A' from Product)", ["lpha", "Beta", "알파"]);
    check("strpos(Product, 'a') || position('p' in Product)", ["53", "40", "00"]);
    check("split_part('a/b/c', '/', 2)", ["b"; 3]);
    check("lpad(Quantity, 4, '0')", ["01.5", "0003", "0000"]);
    check("Product like 'A%' or Product like '_파'", ["true", "false", "true"]);
    check("Product not like '%a'", ["false", "false", "true"]);
    check("Product ilike 'ALPHA'", ["true", "false", "false"]);
    check("starts_with(Product, 'Al') or ends_with(Product, 'ta') or contains(Product, '파')", ["true"; 3]);
}

#[test]
fn days_of_text_files_are_days() {
    check("Day >= '2026-02-01'", ["false", "true", "true"]);
    check("Day between '2026-01-01' and '2026-03-31'", ["true", "true", "false"]);
    check("year(Day) * 100 + month(Day)", ["202601", "202602", "202612"]);
    check("extract(quarter from Day)", ["1", "1", "4"]);
    check("Day + 1", ["2026-02-01", "2026-03-01", "2027-01-01"]);
    check("Day - date '2026-01-01'", ["30", "58", "364"]);
    check("Day + interval '1 month'", ["2026-02-28", "2026-03-28", "2027-01-31"]);
    check("add_months(Day, -12)", ["2025-01-31", "2025-02-28", "2025-12-31"]);
    check("date_trunc('month', Day)", ["2026-01-01", "2026-02-01", "2026-12-01"]);
    check("last_day(Day)", ["2026-01-31", "2026-02-28", "2026-12-31"]);
    check("cast(Day as date) = '2026-01-31'", ["true", "false", "false"]);
    check("strftime(Day, '%Y-%m')", ["2026-01", "2026-02", "2026-12"]);
    check("to_date('31.10.2026', '%d.%m.%Y')", ["2026-10-31"; 3]);
    check("make_date(2026, 10, 1)", ["2026-10-01"; 3]);
    check("Day || ''", ["2026-01-31", "2026-02-28", "2026-12-31"]);
    check("isodow(Day)", ["6", "6", "4"]);
}

/// Over a single column, as a measure.
#[track_caller]
fn over(above: &str, sql: &str, cells: &[&str], expected: Result<&[&str], &str>) {
    let rows: Vec<Vec<&str>> = std::iter::once("A").chain(cells.iter().copied()).map(|cell| vec![cell]).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let (values, findings) = evaluated(above, sql, ColumnRole::Text, &rows);
    match expected {
        Ok(expected) => assert_eq!(
            values.map(shown),
            Some(expected.iter().map(ToString::to_string).collect()),
            "{sql} {:?}",
            said(&findings)
        ),
        Err(message) => {
            assert!(said(&findings).iter().any(|said| said.contains(message)), "{sql}: {:?}", said(&findings));
        }
    }
}

#[test]
fn operands_have_the_decimal_mark_of_their_column() {
    over("", "A * 2", &["1,5", "2,25"], Ok(&["3", "4.5"]));
    over("", "A = '1,5'", &["1,5", "2,25"], Ok(&["true", "false"]));
    over("", "A * 2", &["1,036", "2,500"], Err("read both ways"));
    over("decimal = \",\"", "A * 2", &["1,036", "2,500"], Ok(&["2.072", "5"]));
    over("decimal = \".\"", "A * 2", &["1,036", "2,500"], Ok(&["2072", "5000"]));
    over("", "A || ''", &["1,036", "2,500"], Ok(&["1,036", "2,500"]));
}

#[test]
fn days_are_read_in_the_order_of_their_column() {
    over("", "month(A)", &["13.10.2026", "01.02.2026"], Ok(&["10", "2"]));
    over("", "A = '01.02.2026'", &["13.10.2026", "01.02.2026"], Ok(&["false", "true"]));
    over("", "month(A)", &["03/04/2026", "05/06/2026"], Err("read both ways"));
    over("dates = \"day-first\"", "month(A)", &["03/04/2026", "05/06/2026"], Ok(&["4", "6"]));
    over("", "A >= '2026-10-01'", &["20260930", "20261001"], Ok(&["false", "true"]));
    over("", "A >= '2026-10-01'", &["#20260930", "#20261001"], Ok(&["false", "true"]));
    over("", "A >= '2026-10-01'", &["@2026-09-30", "@2026-10-01"], Ok(&["false", "true"]));
}

#[test]
fn one_cell_of_another_kind_shows_why_a_column_is_none_of_figures_or_days() {
    over("", "A * 2", &["1", "tbd"], Err("column `A` has no figures throughout: `tbd` in x.xlsx, sheet S, A3"));
    over("", "A > '100'", &["1", "250", "tbd"], Err("column `A` has no figures throughout: `tbd`"));
    over("", "A > 'M'", &["North", "South"], Ok(&["true", "true"]));
    over("", "A >= '2026-10-01'", &["@2026-09-30", "TBD"], Err("column `A` has no days throughout: `TBD`"));
    over("", "try_cast(A as decimal) * 2", &["1", "tbd"], Ok(&["2", "NULL"]));
    over(
        "",
        "cast(A as decimal) * 2",
        &["1", "tbd"],
        Err("`cast(A as decimal)` gives no figure in 1 row, as for `tbd`"),
    );
    over(
        "",
        "A = 7",
        &["007", "010"],
        Err("column `A` holds texts, such as `007` in x.xlsx, sheet S, A2, and `7` is a figure"),
    );
    over("", "A = 'x'", &["1", "2"], Err("column `A` holds figures, and `'x'` is none"));
    over("", "A = 'n/a'", &["1", "n/a"], Ok(&["false", "true"]));
    over("", "A * 2", &["1", "n/a", "-"], Ok(&["2", "NULL", "NULL"]));
    over("", "A = '2'", &["1", "2"], Ok(&["false", "true"]));
    over("", "A like '1%'", &["10", "#12", "2"], Ok(&["true", "true", "false"]));
    over("", "cast(A as integer)", &["1.5"], Err("gives no whole number in 1 row, as for `1.5`"));
    over("", "A + 'x'", &["1"], Err("expected a figure, found a text: `'x'`"));
    over("", "A = 1", &["!", "1"], Err("found the error `#N/A`"));
}

#[test]
fn cells_are_compared_without_padding_and_so_is_what_they_are_compared_with() {
    over("", "A = 'USD '", &["USD", " USD"], Ok(&["true", "true"]));
    over("", "A = 'Net  revenue'", &["Net revenue", "Net\nrevenue"], Ok(&["true", "true"]));
    over("", "A = true", &["TRUE", "FALSE"], Ok(&["true", "false"]));
}

/// Of a measure over rows with a blank cell: what it is worth, and what is said.
#[track_caller]
fn blanks(sql: &str, expected: &[&str], words: &[&str]) {
    let rows: &[&[&str]] = &[
        &["Gross", "Discount", "Status", "End", "Cancelled"],
        &["50", "5", "Paid", "2026-09-30", "TRUE"],
        &["100", "", "", "", ""],
    ];
    let (values, findings) = evaluated("", sql, measure(), rows);
    assert_eq!(shown(values.unwrap()), expected, "{sql}");
    let said = said(&findings);
    assert_eq!(said.len(), words.len(), "{said:?}");
    assert!(said.iter().zip(words).all(|(said, word)| said.contains(word)), "{said:?}");
}

#[test]
fn a_blank_cell_that_may_be_nothing_or_unknown_is_asked_about() {
    blanks(
        "Gross - Discount",
        &["45", "NULL"],
        &["B3: `amount` is `Gross - Discount`, and `Discount` is blank in 1 row"],
    );
    blanks("Gross + Discount * 2", &["60", "NULL"], &["is blank in 1 row with figures"]);
    blanks("Gross - coalesce(Discount, 0)", &["45", "100"], &[]);
    blanks("Gross * Discount", &["250", "NULL"], &["`amount` has no value in 1 row, since `Discount` is blank"]);
    blanks("Gross / Discount", &["10", "NULL"], &["`amount` has no value in 1 row, since `Discount` is blank"]);
    blanks("case when Status <> 'Cancelled' then Gross else 0 end", &["50", "0"], &["`Status` is blank in 1 row"]);
    blanks("case when Status = 'Cancelled' then 0 else Gross end", &["50", "100"], &[]);
    blanks("case when Discount is null then Gross else Gross - Discount end", &["45", "100"], &[]);
    blanks("case when Status = 'Paid' then Gross end", &["50", "NULL"], &["C3: `amount` is left blank in 1 row"]);
    blanks("Gross / (Gross - 50)", &["NULL", "2"], &["since `Gross / (Gross - 50)` divides by zero"]);
}

/// The line to paste where a blank cell stands for nothing.
#[track_caller]
fn pasted(sql: &str, column: &str, line: &str) {
    let rows: &[&[&str]] = &[
        &["Gross", "Discount", "Status", "End", "Cancelled"],
        &["50", "5", "Paid", "2026-09-30", "TRUE"],
        &["100", "", "", "", ""],
    ];
    let (_, findings) = evaluated("", sql, measure(), rows);
    let hint = findings[0].problem.hint().unwrap();
    assert!(hint.contains(&format!("write `amount = {{ sql = \"{line}\" }}`")), "{hint}");
    assert!(findings[0].problem.message().contains(&format!("`{column}` is blank")), "{:?}", said(&findings));
    let (_, findings) = evaluated("", &line.replace("\\\"", "\""), measure(), rows);
    assert!(findings.is_empty(), "{:?}", said(&findings));
}

#[test]
fn the_column_is_named_on_which_the_row_depends() {
    pasted(
        "0 - coalesce(Discount, 0) + case when Status <> 'Cancelled' then Gross else 0 end",
        "Status",
        "0 - coalesce(Discount, 0) + case when coalesce(Status, '') <> 'Cancelled' then Gross else 0 end",
    );
    pasted("Gross - Discount", "Discount", "Gross - coalesce(Discount, 0)");
    pasted(
        "case when \"End\" <> '2026-09-30' then Gross else 0 end",
        "End",
        "case when coalesce(\\\"End\\\" <> '2026-09-30', true) then Gross else 0 end",
    );
    pasted(
        "case when not Cancelled then Gross else 0 end",
        "Cancelled",
        "case when not coalesce(Cancelled, false) then Gross else 0 end",
    );
    blanks("case when Cancelled then 0 else Gross end", &["0", "100"], &[]);
}
