//! What the SQL of an input leaves open over its export, or what was done about it.

use crate::diagnostic::findings;
use crate::expression::{UnlikeFault, Unread, quoted_name};
use crate::name;
use crate::prose::{count, number, quoted_list, shown};

findings! {
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum ExpressionProblem;

    "unknown_name": Stop;
    "The SQL of an input names a column that no header has. Names with spaces or other signs go into double quotes; a \
     text goes into single ones, or it is taken for a name.";
    UnknownName {
        name: String,
        /// The file, or the sheet of one, that lacks it.
        of: String,
        /// The column in which it stands as a text.
        text_of: Option<String>,
        found: Vec<String>,
    } => {
        message: format!("no column `{}` in {}", shown(name), shown(of)),
        hint: match (text_of, name::nearest(name, found)) {
            (Some(column), _) => {
                format!("column `{}` has it as a text: write `'{}'`, in single quotes", shown(column), shown(name))
            }
            (None, Some(nearest)) => {
                format!("did you mean `{}`? A text goes into single quotes: `'{}'`", shown(nearest), shown(name))
            }
            (None, None) => format!(
                "the header has {}; a text goes into single quotes: `'{}'`",
                quoted_list(&found[..found.len().min(12)]),
                shown(name)
            ),
        },
    }

    "unlike_values": Stop;
    "The SQL of an input compares or computes with cells of another kind: a text with a figure, a word with a day. A \
     column is of figures or of days when all its cells are; one cell that is not shows why.";
    Unlike { fault: UnlikeFault } => {
        message: fault.wording(),
        hint: fault.remedy(),
    }

    "no_answer": Stop, adjustable;
    "A part of the SQL has no answer for a row: a text that is no figure or no day where one is wanted, or a figure \
     that is not whole. With `warn` such rows are left out and counted as rejected.";
    NoAnswer { part: String, unread: Unread, says: Option<String>, rows: usize } => {
        message: {
            let says = says.as_deref().map_or_else(String::new, |says| format!(", as for `{}`", shown(says)));
            let what = match unread {
                Unread::Number => "no figure",
                Unread::Day => "no day",
                Unread::Truth => "neither true nor false",
                Unread::Whole => "no whole number",
                Unread::Sensible => "no sensible number",
            };
            format!("`{}` gives {what} in {}{says}", shown(part), count(*rows, "row"))
        },
        hint: match unread {
            Unread::Number | Unread::Day | Unread::Truth => {
                Some("mend the cells, or write `try_cast` where such cells count as blank")
            }
            Unread::Whole => Some("say how with `round`, `trunc`, `floor` or `ceil`"),
            Unread::Sensible => None,
        }.map(str::to_owned),
        korean: {
            let says = says.as_deref().map_or_else(String::new, |says| format!(" (예: `{}`)", shown(says)));
            format!("SQL `{}`: {}개 행에서 값을 구할 수 없음{says}", shown(part), number(rows))
        },
        korean_hint: match unread {
            Unread::Number | Unread::Day | Unread::Truth => {
                Some("셀을 고치거나, 그런 셀을 빈칸으로 보려면 `try_cast`를 쓰십시오")
            }
            Unread::Whole => Some("`round`, `trunc`, `floor`, `ceil` 중 하나로 정하십시오"),
            Unread::Sensible => None,
        }.map(str::to_owned),
    }
    TooLong { name: String, rows: usize } => {
        message: format!("`{name}` has more than 20 digits before the point in {}", count(*rows, "row")),
        korean: format!("`{name}`: {}개 행에서 정수부가 20자리를 넘음", number(rows)),
    }

    "blank_in_condition": Stop;
    "A cell that `where` asks about is blank in rows with figures. In SQL a blank cell is neither equal nor unequal to \
     anything, so these rows would be left out; to a reader a blank status is not `Cancelled`. Say which is meant.";
    BlankInCondition { column: String, rows: usize, keeps: String, leaves_out: String } => {
        message: format!(
            "`{}` is blank in {} with figures, which `where` leaves out only because of that",
            shown(column),
            count(*rows, "row")
        ),
        hint: format!("to keep them write `{keeps}`, to leave them out `{leaves_out}`"),
    }

    "blank_in_expression": Stop;
    "A cell that a computed column needs is blank while others of its row are not. In SQL the result is blank then, \
     and the row would add nothing; to a reader a blank discount is often a discount of 0. Say which is meant.";
    BlankInExpression {
        name: String,
        expression: String,
        column: String,
        rows: usize,
        as_nothing: String,
        leaves_out: String,
    } => {
        message: format!(
            "`{name}` is `{}`, and `{}` is blank in {} with figures",
            shown(expression),
            shown(column),
            count(*rows, "row")
        ),
        hint: format!("where blank means nothing write `{as_nothing}`, to leave such rows out `{leaves_out}`"),
    }

    "blank_left_out": Warn, adjustable;
    "Rows with figures have no text, figure or day in a column that `where` asks about, so it is not met and they are \
     left out. Fill the cells, or add `… is not null` to the condition to say that this is meant.";
    BlankLeftOut { column: String, rows: usize } => {
        message: format!(
            "{} with figures {} no `{}` and {} left out by `where`",
            count(*rows, "row"),
            if *rows == 1 { "has" } else { "have" },
            shown(column),
            if *rows == 1 { "was" } else { "were" }
        ),
        hint: format!("fill the cells, or say so with `and {} is not null`", quoted_name(column)),
        korean: format!("수치가 있는 행 {}개: `{}` 값이 없어 `where` 조건에서 제외", number(rows), shown(column)),
        korean_hint: format!("셀을 채우거나 `and {} is not null`로 제외함을 밝히십시오", quoted_name(column)),
    }
    ZeroInCondition { rows: usize } => {
        message: format!("`where` divides by zero in {}, which cannot be met then", count(*rows, "row")),
        hint: "say what such rows are with `case when … = 0 then … end`",
        korean: format!("`where`: {}개 행에서 0으로 나누어 제외", number(rows)),
        korean_hint: "그런 행의 뜻을 `case when … = 0 then … end`로 정하십시오",
    }

    "no_value": Warn, adjustable;
    "Rows have figures and a computed column has no value for them, so they add nothing: a cell is blank, a divisor is \
     0, or no branch of a `case` holds.";
    NoValue { name: String, expression: String, blank: Option<String>, rows: usize } => {
        message: match blank {
            Some(column) => format!(
                "`{name}` has no value in {}, since `{}` is blank: `{}`",
                count(*rows, "row"),
                shown(column),
                shown(expression)
            ),
            None => format!("`{name}` is left blank in {} by `{}`", count(*rows, "row"), shown(expression)),
        },
        hint: blank.as_ref().map(|column| {
            let quoted = quoted_name(column);
            format!("fill the cells, or say what they mean with `coalesce({quoted}, …)`")
        }),
        korean: match blank {
            Some(column) => format!(
                "`{name}` = `{}`: `{}` 값이 없어 {}개 행에 값이 없음",
                shown(expression),
                shown(column),
                number(rows)
            ),
            None => format!("`{name}` = `{}`: {}개 행을 비움", shown(expression), number(rows)),
        },
        korean_hint: blank.as_ref().map(|column| {
            let quoted = quoted_name(column);
            format!("셀을 채우거나 `coalesce({quoted}, …)`로 뜻을 정하십시오")
        }),
    }
    DividedByZero { name: String, expression: String, rows: usize } => {
        message: format!(
            "`{name}` has no value in {}, since `{}` divides by zero",
            count(*rows, "row"),
            shown(expression)
        ),
        hint: "say what such rows are worth with `case when … = 0 then … end`",
        korean: format!("`{name}` = `{}`: {}개 행에서 0으로 나누어 값이 없음", shown(expression), number(rows)),
        korean_hint: "그런 행의 값을 `case when … = 0 then … end`로 정하십시오",
    }

    "not_converted": Note, adjustable;
    "Cells say something that a `try_cast` or `try_to_date` of the SQL cannot convert. They count as blank, as the SQL \
     says.";
    NotConverted { part: String, says: Option<String>, rows: usize } => {
        message: {
            let says = says.as_deref().map_or_else(String::new, |says| format!(", such as `{}`", shown(says)));
            format!("`{}` counts {} as blank{says}", shown(part), count(*rows, "cell"))
        },
        korean: {
            let says = says.as_deref().map_or_else(String::new, |says| format!(" (예: `{}`)", shown(says)));
            format!("`{}`: 셀 {}개를 빈칸으로 봄{says}", shown(part), number(rows))
        },
    }

    "other_spelling": Warn, adjustable;
    "A text of `where` stands in the cells in another case or width. SQL compares letter by letter, so they are two \
     texts. Mend the export, name both spellings, or compare `lower(…)`.";
    OtherSpelling {
        column: String,
        written: String,
        /// One of the cells.
        cell: String,
        rows: usize,
        /// How many of the rows are left out.
        left: usize,
    } => {
        message: format!(
            "`where` says `'{}'`, and {} of column `{}` {} `{}`: {}",
            shown(written),
            count(*rows, "row"),
            shown(column),
            if *rows == 1 { "says" } else { "say" },
            shown(cell),
            if left == rows { "left out".to_owned() } else { format!("{} left out", number(left)) }
        ),
        hint: format!("name both, or compare `lower({})`", quoted_name(column)),
        korean: format!(
            "`where`에는 `'{}'`, 열 `{}`의 {}개 행에는 `{}`: {}개 제외",
            shown(written),
            shown(column),
            number(rows),
            shown(cell),
            number(left)
        ),
        korean_hint: format!("둘 다 적거나 `lower({})`를 비교하십시오", quoted_name(column)),
    }

    OtherSpellingInColumn { name: String, column: String, written: String, cell: String, rows: usize } => {
        message: format!(
            "`{name}` looks for `'{}'`, and {} of column `{}` {} `{}`",
            shown(written),
            count(*rows, "row"),
            shown(column),
            if *rows == 1 { "says" } else { "say" },
            shown(cell)
        ),
        hint: if name::fold(written) == name::fold(cell) {
            format!("name both, or compare `lower({})`", quoted_name(column))
        } else {
            "write it as the cells have it".to_owned()
        },
        korean: format!(
            "`{name}`에는 `'{}'`, 열 `{}`의 {}개 행에는 `{}`",
            shown(written),
            shown(column),
            number(rows),
            shown(cell)
        ),
        korean_hint: if name::fold(written) == name::fold(cell) {
            format!("둘 다 적거나 `lower({})`를 비교하십시오", quoted_name(column))
        } else {
            "셀에 있는 대로 적으십시오".to_owned()
        },
    }

    "where_leaves_nothing": Warn, adjustable;
    "`where` leaves no row of an input, or none of a period, and the values that are there suggest that the condition \
     or the export has changed its words.";
    LeavesNothing { rows: usize, values: Vec<ValuesThere> } => {
        message: format!("`where` leaves none of {}{}", count(*rows, "row"), those(values)),
        hint: "write a value that is there",
        korean: format!("`where` 조건에 맞는 행이 없음: {}개 행 모두 제외{}", number(rows), those_ko(values)),
        korean_hint: "있는 값을 적으십시오",
    }
    LeavesNothingOfPeriod { period: String, rows: usize, values: Vec<ValuesThere> } => {
        message: format!("`where` leaves none of the {} of {period}{}", count(*rows, "row"), those(values)),
        hint: "add the new value to the condition if it means the same",
        korean: format!("`where`: {period}의 {}개 행이 모두 제외됨{}", number(rows), those_ko(values)),
        korean_hint: "같은 뜻이면 새 값을 조건에 더하십시오",
    }
    Misspelt { literal: String, values: Vec<ValuesThere> } => {
        message: format!("`where` says `'{}'`, which no row has{}", shown(literal), those(values)),
        hint: "write it as the cells have it",
        korean: format!("`where`의 `'{}'`: 그런 값을 가진 행이 없음{}", shown(literal), those_ko(values)),
        korean_hint: "셀에 있는 대로 적으십시오",
    }

    "where_leaves_all": Note, adjustable;
    "`where` leaves no row out, because no row has the value that it names. That is as it should be where there \
     happens to be none; else the condition names a value that the export writes in another way.";
    LeavesAll { literal: String, values: Vec<ValuesThere> } => {
        message: format!("`where` leaves no row out: none has `'{}'`{}", shown(literal), those(values)),
        korean: format!("`where` 조건으로 제외된 행 없음: `'{}'` 없음{}", shown(literal), those_ko(values)),
    }
}

/// The values of a column, the commonest first, each with its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValuesThere {
    pub column: String,
    pub values: Vec<(String, usize)>,
}

fn those(values: &[ValuesThere]) -> String {
    let one = |there: &ValuesThere| format!("; `{}` says {}", shown(&there.column), there.listed("and"));
    values.iter().map(one).collect::<Vec<_>>().concat()
}

fn those_ko(values: &[ValuesThere]) -> String {
    let one = |there: &ValuesThere| format!("; `{}`: {}", shown(&there.column), there.listed(","));
    values.iter().map(one).collect::<Vec<_>>().concat()
}

impl ValuesThere {
    fn listed(&self, conjunction: &str) -> String {
        const SHOWN: usize = 5;
        let mut items: Vec<String> = self
            .values
            .iter()
            .take(SHOWN)
            .map(|(value, rows)| format!("`{}` ({})", shown(value), number(rows)))
            .collect();
        if self.values.len() > SHOWN {
            items.push("…".to_owned());
        }
        if conjunction == "," { items.join(", ") } else { crate::prose::joined(&items, conjunction) }
    }
}

/// A line of the pipeline file: `where = "…"`.
pub(super) fn sql_line(key: &str, sql: &str) -> String {
    format!("{key} = \"{}\"", sql.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::speaks_korean;

    #[test]
    fn what_does_not_stop_the_run_is_said_in_korean() {
        let text = str::to_owned;
        let values = || vec![ValuesThere { column: text("Scenario"), values: vec![(text("Actual"), 2)] }];
        let expression = || text("Gross / Rate");
        for problem in [
            ExpressionProblem::NoAnswer { part: text("cast(x as date)"), unread: Unread::Day, says: None, rows: 1 },
            ExpressionProblem::TooLong { name: text("amount"), rows: 2 },
            ExpressionProblem::BlankLeftOut { column: text("Status"), rows: 1 },
            ExpressionProblem::ZeroInCondition { rows: 1 },
            ExpressionProblem::NoValue { name: text("amount"), expression: expression(), blank: None, rows: 1 },
            ExpressionProblem::NoValue {
                name: text("amount"),
                expression: expression(),
                blank: Some(text("Rate")),
                rows: 1,
            },
            ExpressionProblem::DividedByZero { name: text("amount"), expression: expression(), rows: 1 },
            ExpressionProblem::OtherSpelling {
                column: text("Scenario"),
                written: text("Actual"),
                cell: text("actual"),
                rows: 2,
                left: 2,
            },
            ExpressionProblem::OtherSpellingInColumn {
                name: text("amount"),
                column: text("Scenario"),
                written: text("Actual"),
                cell: text("actual"),
                rows: 2,
            },
            ExpressionProblem::NotConverted { part: text("try_cast(x as date)"), says: Some(text("tbd")), rows: 1 },
            ExpressionProblem::LeavesNothing { rows: 3, values: values() },
            ExpressionProblem::LeavesNothingOfPeriod { period: text("2026-10"), rows: 3, values: values() },
            ExpressionProblem::Misspelt { literal: text("Budgt"), values: values() },
            ExpressionProblem::LeavesAll { literal: text("Cancelled"), values: values() },
        ] {
            speaks_korean(&problem);
        }
    }

    #[test]
    fn a_line_to_paste_is_toml() {
        let line: toml::Table = toml::from_str(&sql_line("where", r#""Deal Stage" like 'a\%'"#)).unwrap();
        assert_eq!(line["where"].as_str(), Some(r#""Deal Stage" like 'a\%'"#));
    }
}
