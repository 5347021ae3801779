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

#[test]
fn times_count_what_the_pipeline_says() {
    let times: &[&str] = &["~1.5", "#12"];
    over("", "A > 10", times, Err("found the time 36:00"));
    over("durations = \"hours\"", "A * 2", times, Ok(&["72", "24"]));
    over("durations = \"days\"", "A > 10", times, Ok(&["false", "true"]));
    over("", "A = '36:00'", &["~1.5"], Ok(&["true"]));
    over("", "A is null", times, Ok(&["false", "false"]));
}
