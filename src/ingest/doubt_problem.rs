//! What the cells and columns of a sheet leave open: two readings that give different figures.

use crate::amount::Amount;
use crate::calendar::Date;
use crate::diagnostic::findings;
use crate::pipeline::Durations;
use crate::place::Cell;
use crate::prose::{count, joined, number, quoted_ko, shown};
use crate::sheet::Value;

findings! {
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum DoubtProblem;

    "half_converted_dates": Stop;
    "All days that are cells lie before the 13th of their month, and all days that are texts lie after the 12th. A \
     file of another order of days was opened: what could be read became a day, with day and month exchanged, and the \
     rest stayed text. Set `dates` to the order of the texts where the cells are right all the same, and to that \
     order with `-swapped` where they are not.";
    HalfConverted { column: String, stored: Date, swapped: Option<Date>, text: String, word: &'static str } => {
        message: format!(
            "the dates of column `{}` may be half converted: {stored} is a cell up to the 12th, `{}` a text after it",
            shown(column),
            shown(text)
        ),
        hint: {
            let swapped = swapped.map_or_else(String::new, |swapped| swapped.to_string());
            format!("`dates = \"{word}\"` takes the cell as {stored}, `dates = \"{word}-swapped\"` as {swapped}")
        },
    }

    /// The same in a sheet such as the goals, which says nothing of its order of days.
    HalfConvertedEntries { column: String, stored: Date, text: String } => {
        message: format!(
            "the dates of column `{}` may be half converted: {stored} is a cell up to the 12th, `{}` a text after it",
            shown(column),
            shown(text)
        ),
        hint: format!("type them all as texts with the year first, such as {stored}"),
    }

    "day_or_year": Stop;
    "Cells show a day and a month, and the number of the day is a likely year: who types Oct-25 for October 2025 into \
     a spreadsheet gets the 25th of October. Set `dates` to \"day-is-year\" where months were meant, and to \
     \"day-first\" where days were.";
    DayOrYear { day: Date, month: String } => {
        message: format!(
            "`{}` is stored as the day {day}, and may have been typed as the month {month}",
            day.format("%-d-%b")
        ),
        hint: format!("`dates = \"day-is-year\"` takes it as {month}, `dates = \"day-first\"` as {day}"),
    }
    /// The same in a sheet such as the goals, which says nothing of its order of days.
    DayOrYearEntry { day: Date, month: String } => {
        message: format!(
            "`{}` is stored as the day {day}, and may have been typed as the month {month}",
            day.format("%-d-%b")
        ),
        hint: format!("type `{month}` as text where the month is meant, and {day} as text where the day is"),
    }
    /// The same in a text file.
    ShortDay { text: String, month: String } => {
        message: format!("`{}` is a day without its year, and may have been typed as the month {month}", shown(text)),
        hint: format!("`dates = \"day-is-year\"` takes it as {month}; write the year where days are meant"),
    }

    "quarters_read": Note, adjustable;
    "Periods such as 2026년 1/4 were read as quarters: all of them are fourths, none is more than four of them, and no \
     days stand beside them. A pattern such as `dates = \"%Y년 %m/%d\"` reads them as days.";
    QuartersRead { column: String, text: String } => {
        message: format!("`{}` and its like in column `{}` were read as quarters", shown(text), shown(column)),
        korean: format!("열 `{}`의 `{}` 등은 분기로 읽음", shown(column), shown(text)),
    }

    "unclear_quarters": Stop;
    "Periods such as 2026년 1/4 are quarters, or days of January to April, and what stands beside them does not tell \
     which. Set `dates` to \"quarters\" or to a pattern such as \"%Y년 %m/%d\".";
    UnclearQuarters { column: String, text: String } => {
        message: format!("`{}` in column `{}` is a quarter or a day", shown(text), shown(column)),
        hint: "`dates = \"quarters\"` reads it as a quarter, a pattern such as `dates = \"%Y년 %m/%d\"` as a day",
    }

    "unclear_currency": Stop;
    "Something in the sheet says that its money is in another currency than the pipeline says: a number format, a \
     heading, or a column of codes that nobody mapped. Map the column, set `currency` in the input, or say the \
     currency under `[input.constants]` where the sheet is wrong.";
    CurrencyShown { column: String, found: &'static str, expected: String, code: Option<&'static str> } => {
        message: format!("expected {expected} in column `{}`, found {found} in its number format", shown(column)),
        hint: either(found, code.as_deref(), expected),
    }
    CurrencyNamed {
        column: String,
        text: String,
        found: &'static str,
        expected: String,
        code: Option<&'static str>,
    } => {
        message: format!("expected {expected} in column `{}`, found {found} in `{}`", shown(column), shown(text)),
        hint: either(found, code.as_deref(), expected),
    }
    CurrencyUnmapped { column: String, found: String, expected: String } => {
        message: format!("expected {expected} throughout, found `{}` in column `{}`", shown(found), shown(column)),
        hint: format!(
            "map it with `currency = \"{}\"` under `[input.columns]`, or write `currency = \"{expected}\"` under \
             `[input.constants]` where the figures are in {expected} all the same",
            shown(column)
        ),
    }

    "currency_line": Warn, adjustable;
    "A line above the table names another currency than the pipeline does. The figures were taken in that of the \
     pipeline: the line may be about something else, or the pipeline may be wrong. Set `currency` in the input, or say \
     the currency under `[input.constants]`.";
    CurrencyLine { text: String, found: &'static str, expected: String, code: Option<&'static str> } => {
        message: format!("`{}` names {found}, and the figures were taken in {expected}", shown(text)),
        hint: either(found, code.as_deref(), expected),
        korean: format!("`{}`: 통화가 {found}이나 수치는 {expected}로 읽음", shown(text)),
        korean_hint: "입력의 `currency` 또는 `[input.constants]`에 통화를 지정하십시오",
    }

    "elapsed_time": Stop;
    "A cell of a column of figures holds a time, such as 36:00. Nobody can say what it shall count: set `durations` \
     in the input to \"hours\", \"minutes\", \"seconds\" or \"days\".";
    ElapsedTime { column: String, time: String, hours: String, days: String } => {
        message: format!("expected a number in column `{}`, found the time {time}", shown(column)),
        hint: format!("`durations = \"hours\"` reads it as {hours}, `durations = \"days\"` as {days}"),
    }

    "same_heading": Stop;
    "Two columns have the same heading and different cells, and nothing tells which of them is meant. Name the one \
     with the number that it has among them, such as `Amount#2`, or by its letter, such as `[D]`.";
    /// `key` is that of the pipeline, where it names the column.
    SameHeading { key: Option<String>, heading: String, first: String, second: String } => {
        message: format!("two columns are named `{}`, with {first} and {second}", shown(heading)),
        hint: match key {
            Some(key) => {
                format!("`{key} = \"{0}#1\"` takes the first, `{key} = \"{0}#2\"` the second", shown(heading))
            }
            None => "take one of them away, or give it another heading".to_owned(),
        },
    }

    /// All wanted headings stand there again.
    TableBeside { heading: String, other: Cell } => {
        message: format!("another table with the same headings stands beside this one, from {other} on"),
        hint: format!(
            "name the headings with their number: `{0}#1` and its like read this table, `{0}#2` and its like the \
             other; an `[[input]]` for each reads both",
            shown(heading)
        ),
    }

    "merged_figure": Stop, adjustable;
    "A figure stands in a merged cell that reaches over lines or columns of different products or periods. It may be \
     the figure of the first, or of all of them together: write it into the cells that it belongs to. With `warn` it \
     is that of the first.";
    MergedFigure { value: String, area: String } => {
        message: format!("{} is merged over {area}, cells of different lines or periods", shown(value)),
        hint: "write into each cell its own figure; `merged_figure = \"warn\"` under `[quality]` gives it to the first",
        korean: format!("{}: 서로 다른 행이나 기간의 셀 {area}에 걸쳐 병합됨", shown(value)),
        korean_hint: "각 셀에 제 수치를 적거나 `[quality]`에서 `merged_figure = \"warn\"`으로 첫 셀의 값으로 하십시오",
    }

    "unread_heading": Stop, adjustable;
    "A heading stands among periods and is written like them, but it is no period that is known, so its column would \
     be missing. Write it as the others are, or as 2026-10. With `warn` the column is left out.";
    UnreadHeading { heading: String, like: String } => {
        message: format!("`{}` is no period, and is written like `{}`", shown(heading), shown(like)),
        hint: "write it as the others are; `unread_heading = \"warn\"` under `[quality]` leaves its column out",
        korean: format!("`{}`: 기간이 아니나 `{}`처럼 적힘", shown(heading), shown(like)),
        korean_hint: "다른 머리글처럼 적거나 `[quality]`에서 `unread_heading = \"warn\"`으로 그 열을 제외하십시오",
    }

    "column_left_out": Note, adjustable;
    "Columns with figures stand among columns of periods under headings that are no periods, such as `Var %`, or are \
     longer periods than the others and sum none of them. They were left out. So were lines whose label is nearly that \
     of a measure, where the lines of a crosstab are measures.";
    ColumnsLeftOut { headings: Vec<String> } => {
        message: format!(
            "{} among the periods left out: {}",
            count(headings.len(), "column"),
            joined(&headings.iter().map(|heading| format!("`{}`", shown(heading))).collect::<Vec<_>>(), "and")
        ),
        korean: format!(
            "기간 사이의 열 {}개를 제외: {}",
            number(&headings.len()),
            quoted_ko(headings)
        ),
    }
    LinesLeftOut { column: String, labels: Vec<String> } => {
        message: {
            let first = labels.iter().take(MOST_NAMED);
            let first: Vec<String> = first.map(|label| format!("`{}`", shown(label))).collect();
            let more = if labels.len() > MOST_NAMED { " and others" } else { "" };
            format!("lines of column `{}` left out: {}{more}", shown(column), first.join(", "))
        },
        korean: format!(
            "열 `{}`의 다른 줄을 제외: {}",
            shown(column),
            quoted_ko(&labels.iter().take(MOST_NAMED).cloned().collect::<Vec<_>>())
        ),
    }
}

impl DoubtProblem {
    /// What a time in a column of figures may stand for; `None` for anything else.
    pub(crate) fn elapsed(column: &str, value: Value<'_>) -> Option<Self> {
        let Value::Duration(days) = value else { return None };
        let figure = |unit: Durations| {
            let figure = unit.of_days(days).map(|figure| Amount::from_scaled(figure.mantissa, figure.scale));
            figure.map_or_else(|| "no figure".to_owned(), |figure| figure.to_string())
        };
        Some(Self::ElapsedTime {
            column: column.to_owned(),
            time: value.as_text().unwrap_or_default().into_owned(),
            hours: figure(Durations::Hours),
            days: figure(Durations::Days),
        })
    }
}

/// Labels that are named one by one.
const MOST_NAMED: usize = 8;

/// The two lines to paste.
fn either(found: &str, code: Option<&str>, expected: &str) -> String {
    let code = code.unwrap_or(found);
    format!(
        "`currency = \"{code}\"` in this input takes it at its word, `currency = \"{expected}\"` under `[input.constants]` \
         does not"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::speaks_korean;

    #[test]
    fn all_that_a_page_may_have_is_said_in_korean() {
        let text = str::to_owned;
        for problem in [
            DoubtProblem::CurrencyLine {
                text: text("(단위: 천원)"),
                found: "원",
                expected: text("USD"),
                code: Some("KRW"),
            },
            DoubtProblem::QuartersRead { column: text("기간"), text: text("2026년 1/4") },
            DoubtProblem::MergedFigure { value: text("20"), area: text("C2:C3") },
            DoubtProblem::UnreadHeading { heading: text("Brumaire-26"), like: text("oct-26") },
            DoubtProblem::ColumnsLeftOut { headings: vec![text("Var %")] },
            DoubtProblem::LinesLeftOut { column: text("항목"), labels: vec![text("원가")] },
        ] {
            speaks_korean(&problem);
        }
    }
}
