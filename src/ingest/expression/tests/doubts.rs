//! Cells that read in several ways: what SQL reads is proved or asked about as what is mapped.

use super::over;

#[test]
fn days_that_a_program_half_converted_are_asked_about() {
    let half: &[&str] = &["@2026-01-10", "13/10/2026", "@2026-12-10", "31/10/2026"];
    over("", "A >= '2026-10-01'", half, Err("may be half converted: 2026-01-10 is a cell up to the 12th"));
    over("", "month(A)", half, Err("half converted"));
    over("dates = \"day-first\"", "month(A)", half, Ok(&["1", "10", "12", "10"]));
    over("dates = \"day-first-swapped\"", "month(A)", half, Ok(&["10", "10", "10", "10"]));
    // Whether a cell is blank, and what it says, do not depend on it.
    over("", "A is null", half, Ok(&["false"; 4]));
    over("", "A || ''", &["@2026-01-10", "13/10/2026"], Ok(&["2026-01-10", "13/10/2026"]));
    over("", "month(A)", &["@2026-01-10", "13/10/2026", "@2026-10-31"], Ok(&["1", "10", "10"]));
}

#[test]
fn days_without_a_year_are_asked_about() {
    over("", "A >= '2025-10-01'", &["25-Oct", "25-Nov"], Err("`25-Oct` is a day without its year"));
    over("dates = \"day-is-year\"", "A >= '2025-11-01'", &["25-Oct", "25-Nov"], Ok(&["false", "true"]));
    over("", "A = '25-Oct'", &["25-Oct", "25-Nov"], Ok(&["true", "false"]));
    over("", "A >= '2025-11-01'", &["25-Oct-2025", "25-Nov-2025"], Ok(&["false", "true"]));
}

#[test]
fn a_day_that_is_written_out_is_sure_or_asked_about() {
    let iso: &[&str] = &["2026-03-05", "2026-10-20"];
    let both = "`'03/04/2026'` reads in several ways beside days";
    over("", "A >= '2026-04-01'", iso, Ok(&["false", "true"]));
    over("", "A >= '3 Apr 2026'", iso, Ok(&["false", "true"]));
    over("", "A >= '31.03.2026'", iso, Ok(&["false", "true"]));
    over("", "A >= '03/04/2026'", iso, Err(both));
    over("", "A between '2026-01-01' and '03/04/2026'", iso, Err(both));
    over("", "A in ('03/04/2026')", iso, Err(both));
    over("", "A >= '05/05/2026'", iso, Ok(&["false", "true"]));
    over("", "A + 1 >= '03/04/2026'", iso, Err(both));
    over("dates = \"month-first\"", "A >= '03/04/2026'", iso, Ok(&["true", "true"]));
    over("", "A >= '03/04/2026'", &["13/03/2026", "05/04/2026"], Ok(&["false", "true"]));
    over("", "A >= '10/31/2026'", &["13/03/2026", "05/04/2026"], Err("is written in another way beside days"));
    over("", "A >= '03/04/2026'", &["03/05/2026", "04/05/2026"], Err("dates of column `A` read both ways"));
    over("", "A = '03/04/2026'", &["03/04/2026", "04/05/2026"], Ok(&["true", "false"]));
}

#[test]
fn a_figure_that_is_written_out_is_sure_or_asked_about() {
    let both = "`'1,036'` reads in several ways beside figures";
    over("", "A > '1,036'", &["500", "2000"], Err(both));
    over("", "A > '1036'", &["500", "2000"], Ok(&["false", "true"]));
    over("", "A > '1,5'", &["1", "2"], Ok(&["false", "true"]));
    over("", "A > '1,036'", &["500.5", "2000"], Ok(&["false", "true"]));
    over("", "A > '1,036'", &["1,5", "2000"], Ok(&["true", "true"]));
    over("decimal = \".\"", "A > '1,036'", &["500", "2000"], Ok(&["false", "true"]));
    over("", "A + '1,036'", &["500", "2000"], Err(both));
}

#[test]
fn a_stranger_makes_no_texts_of_days_and_figures() {
    let days = "column `A` has no days throughout: `TBD`";
    over("", "A = '2026-10-05'", &["05.10.2026", "13.10.2026", "TBD"], Err(days));
    over("", "A <> '05.10.2026'", &["05.10.2026", "13.10.2026", "TBD"], Ok(&["false", "true", "true"]));
    over("", "A >= '2026-10-01'", &["2026-09", "2026-10"], Err("column `A` has no days throughout: `2026-09`"));
    over("", "A >= '2026-10'", &["2026-09", "2026-10"], Ok(&["false", "true"]));
    over("", "A = '1.50'", &["1.5", "2.5", "tbd"], Err("column `A` has no figures throughout: `tbd`"));
    over("", "A = '4712'", &["4711", "4713", "A17"], Ok(&["false", "false", "false"]));
    over("", "A = 'tbd'", &["1.5", "2.5", "tbd"], Ok(&["false", "false", "true"]));
}

/// Two columns beside each other.
#[track_caller]
fn beside(sql: &str, rows: &[[&str; 2]], expected: Result<&[&str], &str>) {
    let header: &[&str] = &["A", "B"];
    let rows: Vec<&[&str]> = std::iter::once(header).chain(rows.iter().map(<[&str; 2]>::as_slice)).collect();
    let (values, findings) = super::evaluated("", sql, crate::schema::ColumnRole::Text, &rows);
    match expected {
        Ok(expected) => assert_eq!(super::shown(values.unwrap()), expected, "{sql}"),
        Err(words) => assert!(super::said(&findings)[0].contains(words), "{sql}: {:?}", super::said(&findings)),
    }
}

#[test]
fn two_columns_are_compared_as_what_both_are() {
    let stranger = |text| format!("column `B` has no {text} throughout");
    beside("A < B", &[["13.10.2026", "14.10.2026"], ["15.10.2026", "14.10.2026"]], Ok(&["true", "false"]));
    beside("A < B", &[["13.10.2026", "14.10.2026"], ["15.10.2026", "TBD"]], Err(&stranger("days")));
    beside("A = B", &[["1.50", "1.5"], ["2", "2.5"]], Ok(&["true", "false"]));
    beside("A = B", &[["1.50", "1.5"], ["2", "x"], ["3", "3"]], Err(&stranger("figures")));
    beside("A = B", &[["4711", "4711"], ["A17", "4712"]], Ok(&["true", "false"]));
    beside("A = B", &[["Alpha", "Alpha"], ["Beta", "2026-10-31"], ["C", "D"]], Ok(&["true", "false", "false"]));
}

#[test]
fn times_count_what_the_pipeline_says() {
    let times: &[&str] = &["~1.5", "#12"];
    over("", "A > 10", times, Err("found the time 36:00"));
    over("durations = \"hours\"", "A * 2", times, Ok(&["72", "24"]));
    over("durations = \"days\"", "A > 10", times, Ok(&["false", "true"]));
    over("", "A = '36:00'", &["~1.5"], Ok(&["true"]));
    over("", "A is null", times, Ok(&["false", "false"]));
}

#[test]
fn the_mark_of_a_computed_text_is_proved_or_asked_about() {
    let cut = "cast(split_part(A, '|', 2) as decimal)";
    over("", cut, &["EUR|1.036", "EUR|2.500"], Err("read both ways: `1.036` is 1.036 with a decimal point"));
    over("decimal = \",\"", cut, &["EUR|1.036", "EUR|2.500"], Ok(&["1036", "2500"]));
    over("decimal = \".\"", cut, &["EUR|1.036", "EUR|2.500"], Ok(&["1.036", "2.5"]));
    over("", cut, &["EUR|1.036,5", "EUR|2.500"], Ok(&["1036.5", "2500"]));
    over("", cut, &["EUR|1.036", "EUR|2.5"], Ok(&["1.036", "2.5"]));
    over("", cut, &["EUR|1036", "EUR|25"], Ok(&["1036", "25"]));
    // The figures beside it show the mark.
    over("", "cast(replace(A, '$', '') as double)", &["$1,036", "$2,500.50"], Ok(&["1036", "2500.5"]));
    over("", "cast(replace(A, 'x', '') as double)", &["1,036", "2,500"], Err("read both ways"));
    // What is written in as the mark is one, and what is taken out is none.
    let german = "cast(replace(replace(A, '.', ''), ',', '.') as decimal)";
    over("decimal = \",\"", german, &["1,036", "2,500"], Ok(&["1.036", "2.5"]));
    over("", "cast(replace(A, ',', '') as decimal)", &["2.125", "1,036.125"], Ok(&["2.125", "1036.125"]));
}

#[test]
fn a_text_is_what_was_written() {
    let products: &[&str] = &["Alpha EU", "Beta US"];
    over("", "split_part(A, ' ', 2)", products, Ok(&["EU", "US"]));
    over("", "replace(A, ' ', '')", products, Ok(&["AlphaEU", "BetaUS"]));
    over("", "contains(A, ' EU')", &["Alpha EU", "NEUE"], Ok(&["true", "false"]));
    over("", "left(A, 6) <> 'Alpha '", products, Ok(&["false", "true"]));
    over("", "'a ' || ' b'", &["x"], Ok(&["a  b"]));
    over("", "left(A, 6) like 'Alpha '", products, Ok(&["true", "false"]));
    // Cells have no padding, and so has what they are compared with.
    over("", "A = ' Alpha EU '", products, Ok(&["true", "false"]));
    over("", "A like 'Alpha % '", products, Ok(&["true", "false"]));
    over("", "case A when 'Beta US ' then 1 else 0 end", products, Ok(&["0", "1"]));
}

#[test]
fn what_is_nested_is_worth_the_same() {
    let deep = format!("{}A{}", "nullif(".repeat(20), ", 0)".repeat(20));
    over("", &deep, &["1", "0"], Ok(&["1", "NULL"]));
    let deep = format!("{}A{}", "case ".repeat(20), " when 1 then 1 else 0 end".repeat(20));
    over("", &deep, &["1", "3"], Ok(&["1", "0"]));
    over("", "A between 1 and 2", &["1", "3", "-"], Ok(&["true", "false", "NULL"]));
    over("", "A not between 1 and 2", &["1", "3", "-"], Ok(&["false", "true", "NULL"]));
    over("", "A between null and 2", &["1", "3"], Ok(&["NULL", "false"]));
    over("", "nullif(A, '1')", &["1", "2"], Ok(&["NULL", "2"]));
    over("", "nullif(A, 'x')", &["x", "y"], Ok(&["NULL", "y"]));
    over("", "case A when 'x' then 1 when 'y' then 2 end", &["x", "y", "z"], Ok(&["1", "2", "NULL"]));
    over(
        "",
        "case A when 1 then 'one' when 2 then 'two' else 'more' end",
        &["1", "2", "3"],
        Ok(&["one", "two", "more"]),
    );
}

#[test]
fn what_cannot_be_converted_is_counted() {
    let (values, findings) =
        super::evaluated("", "try_cast(A as decimal)", super::measure(), &[&["A"], &["10"], &["tbd"]]);
    assert_eq!(super::shown(values.unwrap()), ["10", "NULL"]);
    assert_eq!(super::said(&findings), ["A3: `try_cast(A as decimal)` counts 1 cell as blank, such as `tbd`"]);
    over("", "coalesce(try_cast(A as decimal), 0)", &["10", "tbd"], Ok(&["10", "0"]));
    over("", "coalesce(try_to_date(A, '%d.%m.%Y'), '2026-01-01')", &["tbd"], Err("counts 1 cell as blank"));
    let (_, findings) = super::evaluated("", "try_cast(A as decimal)", super::measure(), &[&["A"], &["10"], &[""]]);
    assert!(findings.is_empty());
}

#[test]
fn words_of_a_computed_column_are_looked_for_in_the_cells() {
    let sum = "case when A = 'Actual' then 1 else 0 end";
    over("", sum, &["Actual", "actual"], Err("`amount` looks for `'Actual'`, and 1 row of column `A` says `actual`"));
    over("", "case A when 'Acutal' then 1 else 0 end", &["Actual", "Budget"], Err("looks for `'Acutal'`, and 1 row"));
    over("", "case when lower(A) = 'actual' then 1 else 0 end", &["Actual", "actual"], Ok(&["1", "1"]));
    over("", sum, &["Actual", "Budget"], Ok(&["1", "0"]));
    let (_, findings) = super::evaluated("", "A * 2", super::measure(), &[&["A"], &["10"], &["n/a"], &["-"]]);
    assert_eq!(super::said(&findings).len(), 1, "{:?}", super::said(&findings));
    let (_, findings) = super::evaluated("", "coalesce(A, 0)", super::measure(), &[&["A"], &["10"], &["n/a"], &["-"]]);
    assert!(super::said(&findings)[0].starts_with("A3: "), "{:?}", super::said(&findings));
    assert_eq!(super::said(&findings).len(), 1);
}

#[test]
fn only_names_of_columns_are_looked_for_in_a_file() {
    let input = super::input("where = \"지역 = '서울' and 부서 like '본사%'\"", "Größe * 2");
    assert_eq!(super::names(&input), ["Größe", "부서", "지역"]);
}
