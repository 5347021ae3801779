//! What is refused, with the part that is at fault, the reason and the remedy.

use super::*;
use crate::expression::unparsed::Unparsed;
use crate::place::Source;

fn read(text: &str) -> Read<Expression> {
    let file = format!("where = '''{text}'''");
    let source = Source { path: "p.toml".to_owned(), text: file.clone() };
    Expression::read(text, Passage::new(&source.into(), 8..file.len()))
}

#[track_caller]
fn check(text: &str, expected: &str) {
    let (place, fault) = read(text).unwrap_err();
    let hint = fault.remedy().map_or_else(String::new, |hint| format!(" ({hint})"));
    let found = format!("{}: {}{hint}", &text[place], fault.wording());
    assert!(found.starts_with(expected), "{text}\n{found}");
}

#[test]
fn what_has_no_answer_for_one_row_is_refused_at_its_place() {
    check("Amount >", "Amount >: cannot read the SQL: Expected: ");
    check("Amount > 5 5", "5: cannot read the SQL: expected the end, found 5");
    check("sum(Amount) > 5", "sum: `sum` is about many rows, and an expression sees one (rows are added up");
    check("row_number() over (order by x)", "row_number: `row_number` is about many rows");
    check("Day < current_date", "current_date: `current_date` asks for the day of the run (write the day itself");
    check("Day < now()", "now: `now` asks for the day of the run");
    check("lowr(Region) = 'x'", "lowr: no function `lowr` (did you mean `lower`?)");
    check("median_of(Region) = 'x'", "median_of: no function `median_of`");
    check("round(1, 2, 3)", "round(1, 2, 3): expected `round(x, places)`, found 3 arguments");
    check("substr(Code, -2)", "substr(Code, -2): expected a position from 1 on (`right(text, n)` takes characters");
    check("substring(Code from 0)", "substring(Code from 0): expected a position from 1 on");
    check("weekday(Day) = 1", "weekday: no function `weekday` (systems count the days of a week from different ones");
    check("nullif(Amount)", "nullif(Amount): expected `nullif(x, y)`, found 1 argument");
    check("Region ~ 'x'", "Region ~ 'x': `Region ~ 'x'` has no place in an expression");
    check("Region in (select 1)", "Region in (select 1");
    check("exists (select 1)", "select 1: `EXISTS (SELECT 1)` has no place");
    check("(select 1)", "");
    check("Region like Other", "Other: `Other` has no place in an expression");
    check("1e30 > Amount", "1e30: expected a number of at most 20 digits before the point and 18 after it");
    check("date '31.10.2026' < Day", "'31.10.2026': expected a day such as '2026-10-31'");
    check("Day + interval '1 hour'", "'1 hour': expected years, months, weeks or days");
    check(
        "date_trunc('hour', Day)",
        "date_trunc('hour', Day): expected one of `year`, `quarter`, `month`, `week` or `day`",
    );
    check("extract(hour from Day)", "extract(hour from Day): expected one of `year`");
    check("to_date(Text, 'DD.MM.YYYY')", "to_date(Text, 'DD.MM.YYYY'): expected a pattern such as '%d.%m.%Y'");
    check("cast(Amount as json)", "Amount: `CAST(Amount AS JSON)` has no place");
    check("Region = ‘Europe’", "");
}

#[test]
fn depth_and_size_are_bounded() {
    let deep = format!("{}1{}", "abs(".repeat(200), ")".repeat(200));
    assert!(read(&deep).is_err());
    let sum = vec!["a"; 200].join(" + ");
    assert!(matches!(read(&sum), Err((_, ExpressionFault::Unparsed(Unparsed::TooDeep)))));
    let wide = vec!["Region = 'Europe'"; 400].join(" or ");
    assert!(read(&wide).is_ok());
    let names = vec!["Region"; 500].join(" || ");
    assert_eq!(read(&names).unwrap().names.len(), 1);
}

#[test]
fn names_are_those_of_the_columns_in_any_script() {
    let expression = read("\"Deal Stage\" = 'x' and 지역 = '서울' and \"2026 / 10월\" > 5 and Net.Amount < 1").unwrap();
    let names: Vec<&str> = expression.names.iter().map(|name| name.name.as_str()).collect();
    assert_eq!(names, ["Deal Stage", "지역", "2026 / 10월", "Net.Amount"]);
    assert_eq!(&expression.text[expression.names[1].at.clone()], "지역");
}

#[test]
fn a_column_may_be_replaced_wherever_it_is_named() {
    let expression = read("Gross - Discount + Discount * 2").unwrap();
    assert_eq!(
        expression.with_column(1, "coalesce(Discount, 0)"),
        "Gross - coalesce(Discount, 0) + coalesce(Discount, 0) * 2"
    );
    let between = read("Amount between 1 and 2").unwrap();
    assert_eq!(between.with_column(0, "x"), "x between 1 and 2");
}
